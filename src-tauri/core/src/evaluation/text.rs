//! The report's text as it prints, looked through like any other report; what is found leads back to the paragraph and
//! the words the officer edits.

use std::collections::BTreeMap;

use super::{Evaluation, PROMPT};
use crate::audit::{self, AuditFinding, Place, ReadText, TextCorrection};
use crate::check::{Correction, Finding, Grade, Quote};
use crate::filing::Filing;
use crate::narrative::{self, HeadingNumbers, Printed};
use crate::source::{Paragraph, SourceText};

/// What the list of missing things tells already.
const TOLD_AS_MISSING: [&str; 1] = ["text_empty_chapter"];

/// The report's text as it prints: a paragraph a block, prompts of the starting text left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedText {
    /// The paragraphs with the numbers of their headings, under the department's name.
    pub source: SourceText,
    /// The block of each paragraph, and the way back to its words.
    blocks: Vec<(i64, Printed)>,
    report_year: i32,
}

/// Words of print where they are edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The block and its words.
    pub quote: Quote,
    /// Whether all of them were typed; a quoted figure is changed in its table.
    pub typed: bool,
}

impl PrintedText {
    /// Prints the blocks of a filing.
    pub fn of(filing: &Filing, evaluation: &Evaluation) -> PrintedText {
        let (mut numbers, labels) = (HeadingNumbers::default(), Labels::of(evaluation));
        let mut text = PrintedText::blank(evaluation);
        for block in filing.blocks.iter().filter(|block| !block.text.trim().is_empty()) {
            let number = numbers.next(block.level).map(|(_, number)| number).unwrap_or_default();
            if block.text.contains(PROMPT) {
                continue;
            }
            let editable = narrative::to_editable(&block.text, |key| Some(evaluation.label(key).to_owned()));
            let level = u8::try_from(block.level).ok().filter(|level| *level > 0 && !block.run_in);
            text.take(block.id, level, labels.printed(&number, &editable));
        }
        text
    }

    /// Prints one paragraph as it is being typed, alone and without the number of a heading.
    pub fn of_typed(evaluation: &Evaluation, id: i64, typed: &str) -> PrintedText {
        let mut text = PrintedText::blank(evaluation);
        text.take(id, None, Labels::of(evaluation).printed("", typed));
        text
    }

    fn blank(evaluation: &Evaluation) -> PrintedText {
        let source = SourceText { name: evaluation.reporting_unit.clone(), ..SourceText::default() };
        PrintedText { source, blocks: Vec::new(), report_year: evaluation.report_year }
    }

    fn take(&mut self, id: i64, level: Option<u8>, printed: Printed) {
        let line = self.blocks.len() + 1;
        self.source.paragraphs.push(Paragraph { text: printed.text.clone(), level, line, cell: None });
        self.blocks.push((id, printed));
    }

    /// The block of a paragraph.
    pub fn block(&self, paragraph: usize) -> Option<i64> {
        self.blocks.get(paragraph).map(|(id, _)| *id)
    }

    /// Where printed words are edited; `None` for the number of a heading.
    pub fn edited(&self, place: &Place, words: &str) -> Option<Edited> {
        let (block, printed) = self.blocks.get(place.paragraph)?;
        let origin = printed.origin(place.start..place.end)?;
        let quote = Quote { block: *block, start: origin.range.start, end: origin.range.end, words: words.to_owned() };
        Some(Edited { quote, typed: origin.typed })
    }

    /// Everything that disagrees in it, as it was read, in reading order.
    pub fn findings(&self, read: &ReadText<'_>) -> Vec<Finding> {
        let told = |finding: &AuditFinding| {
            !TOLD_AS_MISSING.contains(&finding.check) && (finding.working.is_none() || self.has_typed(&finding.place))
        };
        audit::audit_of_year(read, self.report_year)
            .into_iter()
            .filter(told)
            .map(|finding| self.finding(finding))
            .collect()
    }

    /// Whether a number in these words was typed; numbers that are all quoted are the tables' matter.
    fn has_typed(&self, place: &Place) -> bool {
        self.blocks.get(place.paragraph).is_some_and(|(_, printed)| printed.has_typed_digit(place.start..place.end))
    }

    fn finding(&self, found: AuditFinding) -> Finding {
        let block = self.block(found.place.paragraph).map(block_key);
        let corrections: Vec<Correction> =
            found.corrections.iter().filter_map(|correction| self.correction(correction)).collect();
        let quote = self.edited(&found.place, &found.quote).map(|edited| edited.quote);
        // Where every number that could be the wrong one is quoted, it may be the words that are.
        let only_quoted = corrections.is_empty() && !found.corrections.is_empty();
        let grade = if only_quoted { Grade::Hint } else { found.grade };
        Finding::new(found.check, grade, found.message, block)
            .holding(found.stated, found.computed)
            .worked(found.working)
            .quoting(quote)
            .corrected(corrections)
    }

    /// Other words for typed ones; those that a figure puts there are none of the text's.
    fn correction(&self, correction: &TextCorrection) -> Option<Correction> {
        let edited = self.edited(&correction.place, &correction.quote).filter(|edited| edited.typed)?;
        let (subject, value) = (block_key(edited.quote.block), correction.value.clone());
        Some(Correction { subject, value, quote: Some(edited.quote) })
    }
}

/// What stands in print for each label.
struct Labels<'a> {
    evaluation: &'a Evaluation,
    keys: BTreeMap<&'a str, &'a str>,
}

impl<'a> Labels<'a> {
    fn of(evaluation: &'a Evaluation) -> Labels<'a> {
        let figures = evaluation.figures.iter().map(|(key, value)| (value.label.as_str(), key.as_str()));
        let built_in = narrative::BUILT_IN.iter().map(|(key, label)| (*label, *key));
        Labels { evaluation, keys: figures.chain(built_in).collect() }
    }

    fn printed(&self, number: &str, editable: &str) -> Printed {
        Printed::of(number, editable, |label| self.keys.get(label).map(|key| self.evaluation.printed(key)))
    }
}

fn block_key(id: i64) -> String {
    format!("block.{id}")
}
