//! Statements that do not hold, told as findings: the sentence with the arithmetic, the words quoted, and each number that
//! could be the wrong one.

use std::ops::Range;
use std::sync::OnceLock;

use super::finding::{AuditFinding, Place, TextCorrection};
use super::mention::{Mention, reach};
use super::prose::Prose;
use super::remedy::{Remedy, remedies};
use super::statement::{Formula, Outcome, Statement, operands, working};
use crate::check::Grade;
use crate::source::Paragraph;

/// A paragraph of the source with its reading.
pub(super) struct Page<'a> {
    pub(super) index: usize,
    pub(super) paragraph: &'a Paragraph,
    pub(super) prose: &'a Prose,
    /// UTF-16 units and characters before each stretch of bytes, made when first asked for: a line may be a megabyte long.
    marks: OnceLock<Vec<(usize, usize)>>,
}

/// Bytes between two marks.
const STRETCH: usize = 256;

/// Words around a quotation, in characters.
const QUOTE_LIMIT: usize = 80;

impl<'a> Page<'a> {
    pub(super) fn new(index: usize, paragraph: &'a Paragraph, prose: &'a Prose) -> Page<'a> {
        Page { index, paragraph, prose, marks: OnceLock::new() }
    }

    /// The place of a range of bytes of the paragraph as it stands.
    pub(super) fn place(&self, start: usize, end: usize) -> Place {
        let ((start, column), (end, _)) = (self.count(start), self.count(end));
        Place { paragraph: self.index, start, end, line: self.paragraph.line, column: column + 1 }
    }

    /// UTF-16 units and characters before a byte.
    fn count(&self, upto: usize) -> (usize, usize) {
        let text = self.paragraph.text.as_str();
        let add = |(units, characters): (usize, usize), c: char| (units + c.len_utf16(), characters + 1);
        let marks = self.marks.get_or_init(|| {
            let mut marks = vec![(0, 0)];
            text.char_indices().fold((0, 0), |before, (at, c)| {
                // A stretch counts the characters that start in it.
                while marks.len() * STRETCH <= at {
                    marks.push(before);
                }
                add(before, c)
            });
            marks
        });
        let stretch = (upto / STRETCH).min(marks.len().saturating_sub(1));
        let from = (stretch * STRETCH..=upto).find(|at| text.is_char_boundary(*at)).unwrap_or(upto);
        let known = marks.get(stretch).copied().unwrap_or_default();
        text.get(from..upto).unwrap_or_default().chars().fold(known, add)
    }

    /// The words of a range, cut in the middle where they are long.
    pub(super) fn quote(&self, start: usize, end: usize) -> String {
        let words = self.paragraph.text.get(start..end).unwrap_or_default();
        if words.chars().nth(QUOTE_LIMIT).is_none() {
            return words.to_owned();
        }
        let half = QUOTE_LIMIT / 2;
        let head: String = words.chars().take(half).collect();
        let tail: Vec<char> = words.chars().rev().take(half).collect();
        let tail: String = tail.into_iter().rev().collect();
        format!("{head}……{tail}")
    }

    /// A finding about form: words of the paragraph as it stands, by their bytes.
    pub(super) fn remark(
        &self,
        check: &'static str,
        grade: Grade,
        range: Range<usize>,
        message: String,
    ) -> AuditFinding {
        AuditFinding {
            check,
            grade,
            message,
            quote: self.quote(range.start, range.end),
            place: self.place(range.start, range.end),
            subjects: Vec::new(),
            stated: None,
            computed: None,
            working: None,
            corrections: Vec::new(),
        }
    }

    /// The same, with the words that should stand there.
    pub(super) fn remark_corrected(
        &self,
        check: &'static str,
        grade: Grade,
        range: Range<usize>,
        value: &str,
        message: String,
    ) -> AuditFinding {
        let quote = self.paragraph.text.get(range.clone()).unwrap_or_default().to_owned();
        let correction = TextCorrection { quote, place: self.place(range.start, range.end), value: value.to_owned() };
        AuditFinding { corrections: vec![correction], ..self.remark(check, grade, range, message) }
    }

    /// The bytes of the paragraph as it stands, for bytes of its reading.
    pub(super) fn origin(&self, start: usize, end: usize) -> (usize, usize) {
        self.prose.origin(start, end, &self.paragraph.text)
    }
}

/// The finding of a statement that does not hold; `pages` are in order.
pub(super) fn finding(statement: &Statement, mentions: &[Mention], pages: &[Page<'_>]) -> Option<AuditFinding> {
    let Outcome::Wrong { formula, grade, note } = &statement.outcome else { return None };
    let stated = mentions.get(statement.stated)?;
    let page = |mention: &Mention| pages.get(mention.paragraph);
    let words = |mention: &Mention| {
        let (start, end) = page(mention)?.origin(mention.quantity.range.start, mention.quantity.range.end);
        page(mention)?.paragraph.text.get(start..end).map(str::to_owned)
    };
    let here = page(stated)?;
    let involved: Vec<&Mention> = operands(formula).into_iter().filter_map(|index| mentions.get(index)).collect();
    let in_here: Vec<&Mention> =
        involved.iter().copied().chain([stated]).filter(|mention| mention.paragraph == stated.paragraph).collect();
    let mut range = reach(&in_here);
    if matches!(formula, Formula::Listed { .. }) {
        let rest = here.prose.text.get(range.end..).unwrap_or_default();
        let rest = rest.char_indices().nth(400).map_or(rest, |(end, _)| &rest[..end]);
        range.end += rest.find(['。', '；', '\n']).unwrap_or(rest.len());
    }
    let lead =
        in_here.iter().min_by_key(|mention| mention.quantity.range.start).map_or("", |mention| mention.lead.as_str());
    let lead_start =
        range.start.checked_sub(lead.len()).filter(|start| here.prose.text.get(*start..range.start) == Some(lead));
    let (start, end) = here.origin(lead_start.unwrap_or(range.start), range.end);
    let (text, computed) = working(mentions, formula, statement.stated)?;
    let (check, guard) = statement.relation.names();
    let label = label(stated, guard);
    let stated_words = words(stated)?;
    let remedies = if *grade == Grade::Error || note.is_some() {
        remedies(mentions, formula, statement.stated)
    } else {
        Vec::new()
    };
    let corrections = corrections(&remedies, mentions, pages);
    let of_unit = corrections.first().filter(|_| remedies.first().is_some_and(|remedy| remedy.is_unit));
    let of_unit = of_unit.map(|correction| format!("{}疑为{}", correction.quote, correction.value));
    let message = match note.as_ref().or(of_unit.as_ref()) {
        Some(note) => format!("{label}：{text}，文中{stated_words}（{note}）。"),
        None => format!("{label}：{text}，文中{stated_words}。"),
    };
    Some(AuditFinding {
        check,
        grade: *grade,
        message,
        quote: here.quote(start, end),
        place: here.place(start, end),
        subjects: involved.iter().copied().chain([stated]).filter_map(words).collect(),
        stated: Some(stated_words),
        computed: Some(computed),
        working: Some(text),
        corrections,
    })
}

/// What opens the sentence: the name of the number, where it is short, else of the check.
fn label(stated: &Mention, guard: &'static str) -> String {
    let name = stated.label();
    // 余额 is a name; without its last character it is none.
    let behind = stated.lead.split_once(name).filter(|(_, behind)| behind.starts_with('额')).map_or("", |_| "额");
    let name = format!("{}{behind}", name.trim_start_matches(['，', '、']));
    let tail: String = name.chars().rev().take(14).collect::<Vec<_>>().into_iter().rev().collect();
    if tail.chars().count() < 2 { guard.to_owned() } else { tail }
}

/// Each number that could be the wrong one, with what it should be.
fn corrections(remedies: &[Remedy], mentions: &[Mention], pages: &[Page<'_>]) -> Vec<TextCorrection> {
    let correction = |remedy: &Remedy| {
        let page = pages.get(mentions.get(remedy.mention)?.paragraph)?;
        let (start, end) = page.origin(remedy.range.start, remedy.range.end);
        let quote = page.paragraph.text.get(start..end)?.to_owned();
        let value = remedy.value.clone();
        (quote != value).then(|| TextCorrection { quote, place: page.place(start, end), value })
    };
    remedies.iter().filter_map(correction).collect()
}
