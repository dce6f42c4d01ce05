//! The words that lead to a number, taken apart: the figure's name, the column, the year. Words nobody knows are kept
//! apart: they may name somebody else's figure.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::names::{Counted, NAMES, Name};

/// A column of 附件1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Budget,
    Initial,
    Adjusted,
    Final,
}

/// Which year words speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    This,
    Last,
    Other,
}

impl Name {
    /// The column that the name of a budget of the department is of a row: 年初预算, 调整预算.
    pub(super) fn version(&self) -> Option<Column> {
        match self.figure.as_deref() {
            Some("budget.initial") => Some(Column::Initial),
            Some("budget.adjusted") => Some(Column::Adjusted),
            _ => None,
        }
    }
}

/// What the words before a number say.
#[derive(Clone, Debug, Default)]
pub(super) struct Lead {
    /// The figure named.
    pub(super) name: Option<&'static Name>,
    /// Two names joined: a sum, no figure.
    pub(super) joined: bool,
    pub(super) column: Option<Column>,
    pub(super) year: Option<Year>,
    /// The year is what another is compared with.
    pub(super) compares: bool,
    /// Words of another 口径.
    pub(super) scope: Option<&'static str>,
    /// The department as a whole is spoken of.
    pub(super) of_department: bool,
    /// The words up to the last that nobody knows.
    pub(super) unknown: String,
}

/// What the words are read for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// What the number counts.
    pub(super) unit: Counted,
    /// What the sentence is about.
    pub(super) subject: Option<&'a str>,
    pub(super) report_year: i32,
}

#[derive(Clone, Copy)]
enum Term {
    Name(&'static Name),
    Column(Column),
    Year(Year),
    Compares,
    Joins,
    Scope(&'static str),
    Department,
    Neutral,
}

/// Takes words apart, the longest known word first.
pub(super) fn read(words: &str, wanted: Wanted<'_>) -> Lead {
    let words: String = words.chars().filter(|c| !"“”‘’\"'《》\t".contains(*c)).collect();
    let mut lead = Lead::default();
    let (mut at, mut unknown, mut joining) = (0, 0, false);
    while let Some(c) = words[at..].chars().next() {
        let Some((term, length)) = term(&words[at..], wanted) else {
            at += c.len_utf8();
            unknown = at;
            continue;
        };
        at += length;
        match term {
            // 公用经费年初预算: the budget of what was named before.
            Term::Name(name) if name.whole && lead.name.is_some_and(|before| before.row.is_some()) => {
                match column(&words[at - length..at]) {
                    Some(column) => lead.column = Some(column),
                    None => lead.joined = true,
                }
            }
            Term::Name(name) => {
                lead.joined |= joining && lead.name.is_some();
                lead.name = Some(name);
            }
            Term::Column(column) => lead.column = Some(later(lead.column, column)),
            Term::Year(year) => lead.year = Some(year),
            Term::Compares => lead.compares = true,
            Term::Scope(scope) => lead.scope = Some(scope),
            Term::Department => lead.of_department = true,
            Term::Joins | Term::Neutral => {}
        }
        joining = matches!(term, Term::Joins);
    }
    lead.unknown = words[..unknown].to_owned();
    lead
}

/// 预算支出 is a budget, 支出决算 a final account: a plain 支出 changes no column.
fn later(before: Option<Column>, found: Column) -> Column {
    match (before, found) {
        (Some(before), Column::Final) => before,
        _ => found,
    }
}

fn column(words: &str) -> Option<Column> {
    let columns = &NAMES.columns;
    let kinds = [
        (Column::Initial, &columns.initial),
        (Column::Adjusted, &columns.adjusted),
        (Column::Budget, &columns.budget),
        (Column::Final, &columns.final_),
    ];
    kinds.into_iter().find(|(_, known)| known.iter().any(|word| word == words)).map(|(column, _)| column)
}

/// The longest known word that a text begins with, and its length in bytes; a name goes before what else it may be.
fn term(text: &str, wanted: Wanted<'_>) -> Option<(Term, usize)> {
    if let Some(found) = year(text, wanted.report_year) {
        return Some(found);
    }
    let means = |term: &Term| match term {
        Term::Name(name) => {
            name.unit == wanted.unit && (name.under.is_none() || name.under.as_deref() == wanted.subject)
        }
        _ => true,
    };
    let mut best: Option<(Term, usize)> = None;
    for (word, term) in text.chars().next().and_then(|first| WORDS.get(&first)).into_iter().flatten() {
        let longer = best.as_ref().is_none_or(|(_, length)| word.len() > *length);
        if longer && text.starts_with(*word) && means(term) {
            best = Some((*term, word.len()));
        }
    }
    best
}

/// All known words by the character they begin with; of equal words the one to be taken first comes first: a meaning that
/// the sentence gives goes before the plain one.
static WORDS: LazyLock<BTreeMap<char, Vec<(&'static str, Term)>>> = LazyLock::new(|| {
    let names = &*NAMES;
    let mut words = BTreeMap::<char, Vec<(&str, Term)>>::new();
    let mut take = |known: &'static [String], term: Term| {
        for word in known {
            words.entry(word.chars().next().unwrap_or_default()).or_default().push((word, term));
        }
    };
    for given in [true, false] {
        let figures = names.figures.iter().filter(|name| name.under.is_some() == given);
        figures.for_each(|name| take(&name.names, Term::Name(name)));
    }
    let columns = &names.columns;
    take(&columns.initial, Term::Column(Column::Initial));
    take(&columns.adjusted, Term::Column(Column::Adjusted));
    take(&columns.budget, Term::Column(Column::Budget));
    take(&columns.final_, Term::Column(Column::Final));
    take(&names.this_year, Term::Year(Year::This));
    take(&names.last_year, Term::Year(Year::Last));
    take(&names.comparing, Term::Compares);
    take(&names.joining, Term::Joins);
    names.scopes.iter().for_each(|scope| take(std::slice::from_ref(scope), Term::Scope(scope)));
    take(&names.department, Term::Department);
    take(&names.neutral, Term::Neutral);
    words
});

/// `2020年`, `2020年度`; not the year of a date or of a month.
fn year(text: &str, report_year: i32) -> Option<(Term, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).filter(|_| digits == 4)?.strip_prefix('年')?;
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    let year: i32 = text[..digits].parse().ok()?;
    let year = match report_year - year {
        0 => Year::This,
        1 => Year::Last,
        _ => Year::Other,
    };
    Some((Term::Year(year), text.len() - rest.len()))
}

/// The year that words which are not a number's lead speak of, where it is not one compared with.
pub(super) fn year_of(words: &str, report_year: i32) -> Option<Year> {
    let names = &*NAMES;
    let mut found = None;
    for clause in words.split(['，', '；', '：']) {
        if names.comparing.iter().any(|word| clause.contains(word.as_str())) {
            continue;
        }
        for (at, c) in clause.char_indices() {
            let rest = &clause[at..];
            let before_digit = clause[..at].ends_with(|c: char| c.is_ascii_digit());
            let written = c.is_ascii_digit().then(|| year(rest, report_year)).flatten().filter(|_| !before_digit);
            match written {
                // A month or a day of that year says when something happened, not which year's amounts follow.
                Some((_, length)) if rest[length..].starts_with(|c: char| c.is_ascii_digit()) => {}
                Some((Term::Year(year), _)) => found = Some(year),
                _ if names.last_year.iter().any(|word| rest.starts_with(word.as_str()))
                    && !rest.starts_with("上年结") =>
                {
                    found = Some(Year::Last);
                }
                _ if names.this_year.iter().any(|word| rest.starts_with(word.as_str())) => found = Some(Year::This),
                _ => {}
            }
        }
    }
    found
}

/// Whether words speak of a part of the year: 截至6月底, 上半年. The year's last day is none.
pub(super) fn is_part_of_year(words: &str) -> bool {
    let parts = ["半年", "季度"];
    let until = |(at, _): (usize, &str)| {
        let (before, after) = (&words[..at], &words[at + '月'.len_utf8()..]);
        let last = before.ends_with("12") && ["31日", "底", "末"].iter().any(|end| after.starts_with(end));
        let clause = before.rsplit(['，', '；', '：']).next().unwrap_or_default();
        let ends = after.starts_with(['底', '末']) || ["截至", "截止", "至"].iter().any(|word| clause.contains(word));
        before.ends_with(|c: char| c.is_ascii_digit()) && ends && !last
    };
    parts.iter().any(|part| words.contains(part)) || words.match_indices('月').any(until)
}
