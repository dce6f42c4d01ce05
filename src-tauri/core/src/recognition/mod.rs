//! Which number of a text is which figure of the form (数据项). Pure: a text goes in, recognised figures come out. Only
//! what is plain is recognised: a number that may be a project's, another office's or another year's is left alone,
//! since a wrong match is worse than none.

mod context;
mod grade;
mod lead;
mod names;

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;
use serde::Serialize;

use self::context::Context;
use self::lead::{Column, Lead, Wanted, Year};
use self::names::{Counted, NAMES, Name};
use crate::audit::{Place, ReadText, ReadUnit, Reading, Use, readings};
use crate::edition::Edition;
use crate::figure::Key;
use crate::narrative;

pub use grade::{StatedGrade, stated_grades};

/// The reference of the total score, which the text may state as it does a figure.
pub const TOTAL_SCORE: &str = "total.score";

/// A number of a text that is a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recognised {
    /// The figure; [`TOTAL_SCORE`] for the score of the whole.
    pub key: Key,
    /// The value in the figure's measure: 万元, people, things; a percentage as a fraction.
    pub value: Decimal,
    /// The unit of the last digit written, in the same measure: what is written stands for all values that round to it.
    pub last_place: Decimal,
    /// The words, with the unit: `6346.47万元`.
    pub shown: String,
    /// `false` where words like 近, 约, 多 or 余 stand with it.
    pub exact: bool,
    /// Words that say that another 口径 or version may be meant: 年初, 调整后, 全口径, 含政府性基金.
    pub scope: Option<String>,
    /// Where the words stand.
    #[serde(flatten)]
    pub place: Place,
    /// The sentence they stand in, with digits and marks in one form.
    pub sentence: String,
}

/// Finds the figures of a form among the numbers of a text, in reading order.
pub fn recognise(text: &ReadText<'_>, edition: &Edition, report_year: i32) -> Vec<Recognised> {
    let context = Context::of(text.source());
    let mut reader = Reader { edition, report_year, context, sentence: Sentence::default() };
    let found: Vec<Found> = readings(text).iter().filter_map(|reading| reader.take(reading)).collect();
    let plain = |one: &Found| one.plain || of_one_account(one, &found);
    let plain: Vec<bool> = found.iter().map(plain).collect();
    found.into_iter().zip(plain).filter(|(_, plain)| *plain).map(|(found, _)| found.recognised).collect()
}

/// A figure, perhaps one of several that make each other plain.
struct Found {
    recognised: Recognised,
    sentence_number: usize,
    /// It needs no other one: its name, or the department's, is said.
    plain: bool,
}

/// Whether a sentence states several amounts of the department's budget (上年结转, 年初预算, 追加 …): one alone, without the
/// department's name, may be a line's or a project's.
fn of_one_account(one: &Found, found: &[Found]) -> bool {
    let at = found.partition_point(|other| other.sentence_number < one.sentence_number);
    let sentence = found[at..].iter().take_while(|other| other.sentence_number == one.sentence_number);
    let is_budget = |other: &&Found| other.recognised.key.as_str().starts_with("budget.");
    sentence.filter(is_budget).any(|other| other.recognised.key != one.recognised.key)
}

/// What a sentence has said so far.
#[derive(Default)]
struct Sentence {
    number: usize,
    /// What each bracket is about; 0 is outside of all.
    subjects: Vec<(usize, Subject)>,
}

#[derive(Clone, Debug, Default)]
struct Subject {
    /// The amount named last is nobody knows whose.
    unknown: bool,
    /// The row or figure named last.
    about: Option<&'static Name>,
    /// Its last column.
    column: Option<Column>,
    /// Columns of it that were stated.
    stated: Vec<(Column, bool)>,
    /// What is divided by the list that began (其中), with the columns stated of it.
    outer: Option<Box<Subject>>,
    part: usize,
}

struct Reader<'a> {
    edition: &'a Edition,
    report_year: i32,
    context: Context,
    sentence: Sentence,
}

impl Reader<'_> {
    fn take(&mut self, reading: &Reading) -> Option<Found> {
        if self.sentence.number != reading.sentence_number {
            self.sentence = Sentence { number: reading.sentence_number, subjects: Vec::new() };
        }
        let unit = counted(reading)?;
        let subject = self.subject(reading);
        let wanted = Wanted { unit, subject: subject.about.map(Name::subject), report_year: self.report_year };
        let mut lead = lead::read(&reading.lead, wanted);
        let behind = self.behind(reading, &lead, wanted);
        if let Some(name) = behind {
            lead = Lead { name: Some(name), unknown: String::new(), joined: false, ..lead };
        }
        let known = self.is_known(&lead);
        let (next, found) = match known && !lead.joined {
            true => self.meant(reading, &lead, subject),
            false => (Subject { unknown: true, outer: subject.outer, part: subject.part, ..Subject::default() }, None),
        };
        self.remember(reading, next);
        if lead::is_part_of_year(&reading.before)
            || self.context.is_apart(reading.place.paragraph)
            || self.context.turns_away(&reading.before, &reading.preceding)
        {
            return None;
        }
        found
    }

    /// Whether nothing but the department's name stands there that is not understood.
    fn is_known(&self, lead: &Lead) -> bool {
        lead.unknown.is_empty() || self.context.is_ours(&lead.unknown)
    }

    /// What a number's place in its sentence is about.
    fn subject(&self, reading: &Reading) -> Subject {
        let own = self.sentence.subjects.iter().find(|(bracket, _)| *bracket == reading.bracket);
        let outside = || self.sentence.subjects.iter().find(|(bracket, _)| *bracket == 0);
        let mut subject = own.or_else(outside).map(|(_, subject)| subject.clone()).unwrap_or_default();
        if reading.part_number != subject.part {
            subject = Subject { part: reading.part_number, ..subject };
            subject.outer = None;
        }
        if reading.opens_parts {
            subject.outer = Some(Box::new(Subject { outer: None, ..subject.clone() }));
        }
        self.named_before(reading).map_or(subject.clone(), |name| Subject {
            about: Some(name),
            column: None,
            stated: Vec::new(),
            ..subject
        })
    }

    /// A name in the clause right before (“三公”经费：) or as the paragraph's opening (业务工作经费。).
    fn named_before(&self, reading: &Reading) -> Option<&'static Name> {
        let clause = reading.before.trim_end_matches(['，', '：']);
        let clause = if clause.is_empty() { context::run_in(&reading.preceding)? } else { clause };
        let clause = clause.rsplit(['，', '；', '：', '）']).next()?;
        let digits = clause.trim_start_matches(|c: char| c.is_ascii_digit() || "年度".contains(c));
        if digits.is_empty() || digits.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let wanted = Wanted { unit: Counted::Money, subject: None, report_year: self.report_year };
        let lead = lead::read(clause, wanted);
        lead.name.filter(|_| lead.unknown.is_empty() && !lead.joined)
    }

    /// The figure whose name stands behind the number: 内设20个科室.
    fn behind(&self, reading: &Reading, lead: &Lead, wanted: Wanted<'_>) -> Option<&'static Name> {
        if wanted.unit != Counted::Things || lead.name.is_some_and(|name| name.behind.is_empty()) {
            return None;
        }
        let ends = |rest: &str| {
            rest.is_empty()
                || ["具体", "及", "和", "与", "组成", "分别", "即"].iter().any(|word| rest.starts_with(word))
        };
        let leads =
            self.is_known(lead) || ["等", "用于", "涉及", "及", "和"].iter().any(|word| reading.lead.ends_with(word));
        let fits = |name: &&Name| {
            (name.under.is_none() || name.under.as_deref() == wanted.subject)
                && name.behind.iter().any(|word| reading.after.strip_prefix(word.as_str()).is_some_and(ends))
        };
        NAMES.figures.iter().filter(|_| leads).find(fits)
    }

    /// What the sentence is about after a number, and the figure that the number is.
    fn meant(&self, reading: &Reading, lead: &Lead, subject: Subject) -> (Subject, Option<Found>) {
        if matches!(reading.use_of, Use::Other) || (reading.use_of == Use::Rate) != (reading.unit == ReadUnit::Percent)
        {
            return (subject, None);
        }
        // 年初预算 behind an amount of 公用经费 may be that one's or the department's.
        let torn = lead.name.is_some_and(|name| name.whole && name.unit == Counted::Money)
            && subject.about.is_some_and(|about| about.row.is_some());
        let name = lead.name.filter(|_| !torn);
        let Some(name) =
            name.or(subject.about.filter(|about| about.row.is_some() && lead.column.is_some() || lead.compares))
        else {
            return (Subject { about: None, unknown: false, ..subject }, None);
        };
        let inherited = lead.name.is_none() || torn;
        let version = lead.name.filter(|_| torn).and_then(Name::version);
        if torn && version.is_none() {
            return (subject, None);
        }
        let column = version.or(lead.column).or(subject.column.filter(|_| lead.compares)).unwrap_or(Column::Final);
        let year = self.year(reading, lead);
        let last = year == Some(Year::Last);
        let mut next = subject.clone();
        if !inherited && name.under.is_none() {
            next = Subject { about: Some(name), unknown: false, column: None, stated: Vec::new(), ..subject.clone() };
        }
        let doubtful = inherited && self.is_torn(&subject, column, last, torn);
        next.column = Some(column);
        next.stated.push((column, last));
        let in_family = subject
            .outer
            .as_ref()
            .is_none_or(|outer| !outer.unknown && outer.about.is_none_or(|outer| family(outer) == family(name)));
        let amount = name.unit != Counted::Money || reading.use_of == Use::Amount && !subject.unknown;
        let aside = name.whole && (!amount || Context::speaks_of_project(&reading.before, &reading.preceding));
        if doubtful || !in_family || aside {
            return (next, None);
        }
        let found = year
            .and_then(|year| self.key(name, column, year))
            .and_then(|key| self.found(reading, lead, name, column, key));
        (next, found)
    }

    /// Whether it is unclear of what a column without a name is: of the part named last or of the whole that is divided.
    fn is_torn(&self, subject: &Subject, column: Column, last: bool, whole: bool) -> bool {
        let stated = |subject: &Subject| subject.stated.contains(&(column, last));
        let outer = subject.outer.as_ref().filter(|outer| outer.about.is_some());
        stated(subject) || whole && !subject.stated.is_empty() || outer.is_some_and(|outer| !stated(outer))
    }

    /// The year a number is of; `None` where it is in doubt or neither this one nor the last.
    fn year(&self, reading: &Reading, lead: &Lead) -> Option<Year> {
        let said = lead.year.filter(|year| *year != Year::Other || !lead.compares);
        if let Some(year) = said {
            return Some(year).filter(|year| *year != Year::Other);
        }
        if lead.compares {
            return None;
        }
        match lead::year_of(&reading.before, self.report_year) {
            None | Some(Year::This) => Some(Year::This),
            // 2019年，基本支出…: a year that opens the sentence holds for all of it.
            Some(Year::Last) => {
                let opening = reading.before.split(['，', '：']).next().unwrap_or_default();
                let plain =
                    lead::read(opening, Wanted { unit: Counted::Money, subject: None, report_year: self.report_year });
                (plain.year == Some(Year::Last) && plain.name.is_none() && plain.unknown.is_empty())
                    .then_some(Year::Last)
            }
            Some(Year::Other) => None,
        }
    }

    /// The key of a figure of the form.
    fn key(&self, name: &Name, column: Column, year: Year) -> Option<Key> {
        let key = match (&name.figure, &name.row) {
            (Some(figure), _) if year == Year::This => figure.clone(),
            (None, Some(row)) => {
                let column = match (column, year) {
                    (Column::Final, Year::This) => "final",
                    (Column::Final, _) => "prior_final",
                    (_, Year::This) => "budget",
                    _ => "prior_budget",
                };
                format!("{row}.{column}")
            }
            _ => return None,
        };
        (self.edition.figure(&key).is_some() || narrative::is_built_in(&key)).then(|| Key::new(key))
    }

    fn found(&self, reading: &Reading, lead: &Lead, name: &Name, column: Column, key: Key) -> Option<Found> {
        let factor = match name.unit {
            Counted::Money => Decimal::new(1, 4),
            Counted::Percent => Decimal::new(1, 2),
            _ => Decimal::ONE,
        };
        let sign = if name.negative { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
        let version = match column {
            Column::Initial if name.row.is_some() => Some("年初"),
            Column::Adjusted if name.row.is_some() => Some("调整后"),
            _ => None,
        };
        let remark =
            ["含", "包括", "包含", "不含", "扣除", "其中含"].iter().any(|word| reading.remark.starts_with(word));
        let remark = remark.then_some(reading.remark.as_str());
        let plain = !(name.whole && name.unit == Counted::Money)
            || lead.of_department
            || NAMES.department.iter().any(|word| reading.before.contains(word.as_str()))
            || self.context.is_ours(&lead.unknown);
        let recognised = Recognised {
            key,
            value: reading.value.checked_mul(factor)?.checked_mul(sign)?.normalize(),
            last_place: reading.last_place.checked_mul(factor)?.normalize(),
            shown: reading.words.clone(),
            exact: reading.exact,
            scope: lead.scope.or(version).or(remark).map(str::to_owned),
            place: reading.place,
            sentence: reading.sentence.clone(),
        };
        Some(Found { recognised, sentence_number: reading.sentence_number, plain })
    }

    fn remember(&mut self, reading: &Reading, subject: Subject) {
        match self.sentence.subjects.iter_mut().find(|(bracket, _)| *bracket == reading.bracket) {
            Some((_, known)) => *known = subject,
            None => self.sentence.subjects.push((reading.bracket, subject)),
        }
    }
}

/// The branch of the form a figure belongs to: parts of one are never parts of another.
fn family(name: &Name) -> &str {
    name.subject().split('.').next().unwrap_or_default()
}

fn counted(reading: &Reading) -> Option<Counted> {
    let people = reading.lead.contains("编制");
    Some(match reading.unit {
        ReadUnit::Money => Counted::Money,
        ReadUnit::Percent => Counted::Percent,
        ReadUnit::People => Counted::People,
        ReadUnit::Things("个") if people => Counted::People,
        ReadUnit::Things("个" | "家" | "项" | "所" | "处" | "件") => Counted::Things,
        ReadUnit::Score => Counted::Score,
        _ => return None,
    })
}
