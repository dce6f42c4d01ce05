//! The papers for filing proofread before they are printed: what cannot stand on paper as it is written becomes a finding
//! that names it and its place. A character that no face has would leave a blank, and a number too long for its cell is cut.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::check::{Finding, Grade, NUMBER_CUT, UNPRINTABLE, WORD_CUT};
use crate::document::{self, Source};
use crate::edition::Edition;
use crate::evaluation::Evaluation;
use crate::filing::Filing;
use crate::layout::{self, CutWord, Unfit};
use crate::narrative;
use crate::project::TargetResult;
use crate::typeface::{Faces, Role};
use crate::words::quoted;

pub use crate::layout::KeptProofs;

/// How many characters of a paragraph name it.
const NAMING: usize = 12;

/// Proofreads the papers for filing, as they would be set in these faces. The bundled ones tell nearly all: what they print
/// prints, and their digits are as wide as the standard's; the files of the PC are read only for a character they lack.
/// `kept`: what was found last time.
pub fn findings(
    edition: &Edition,
    filing: &Filing,
    evaluation: &Evaluation,
    faces: &Faces,
    kept: &KeptProofs,
) -> Vec<Finding> {
    let papers = edition.papers.for_filing(!filing.projects.is_empty());
    let document = document::build(&papers, edition, filing, evaluation, None);
    static BUNDLED: OnceLock<Faces> = OnceLock::new();
    let bundled = if faces.are_bundled() { faces } else { BUNDLED.get_or_init(Faces::bundled) };
    let Unfit { mut missing, cut } = layout::proofread(&document, bundled, kept);
    missing.retain(|glyph| faces.glyph(Role::Cell, glyph.character).is_none());
    let places = Places { edition, filing, evaluation };
    let mut unprintable: BTreeMap<Option<Source>, String> = BTreeMap::new();
    for glyph in missing {
        unprintable.entry(glyph.source).or_default().push(glyph.character);
    }
    let missing = unprintable.into_iter().map(|(source, characters)| {
        let (place, subject) = places.of(source.as_ref());
        let message = format!("{place}里的“{characters}”没有字体可印，纸面上会是空白，请改用别的字。");
        Finding::new(UNPRINTABLE, Grade::Error, message, subject)
    });
    missing.chain(cut.into_iter().map(|cut| cut_word(&places, &cut))).collect()
}

fn cut_word(places: &Places<'_>, cut: &CutWord) -> Finding {
    let (place, subject) = places.of(cut.source.as_ref());
    let word = &cut.word;
    if word.contains(|letter: char| letter.is_alphabetic()) {
        let message = format!("{place}里的“{word}”比格子的一行还长，印出来分成几行，请看是否可以改短。");
        return Finding::new(WORD_CUT, Grade::Hint, message, subject);
    }
    let message = format!("{place}的“{word}”比格子的一行还长，印出来会断成几行，容易看错，请核对是否多填了位数。");
    Finding::new(NUMBER_CUT, Grade::Explain, message, subject)
}

/// Names the places of a paper as the officer knows them.
struct Places<'a> {
    edition: &'a Edition,
    filing: &'a Filing,
    evaluation: &'a Evaluation,
}

impl Places<'_> {
    /// What a place is called, and the key of the figure, the indicator or the block that is edited there.
    fn of(&self, source: Option<&Source>) -> (String, Option<String>) {
        let source = source.map_or("", |source| source.0.as_str());
        if let Some(key) = source.strip_prefix("figure:") {
            let is_of = |target: &&TargetResult| {
                key.strip_prefix(&target.key).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
            };
            if let Some(target) = self.evaluation.targets().find(is_of) {
                return (format!("绩效指标{}一行", quoted(&target.name)), Some(target.key.clone()));
            }
            return (quoted(self.evaluation.label(key)), Some(key.to_owned()));
        }
        if let Some(key) = source.strip_prefix("indicator:") {
            let indicator = self.edition.score_sheet.indicators.iter().find(|indicator| indicator.key == key);
            let label = indicator.map_or(key, |indicator| indicator.label.as_str());
            return (format!("{}一行", quoted(label)), Some(key.to_owned()));
        }
        let block = source
            .strip_prefix("block:")
            .and_then(|id| self.filing.blocks.iter().find(|block| block.id.to_string() == id));
        let Some(block) = block else {
            return ("单位名称或表样".to_owned(), None);
        };
        let text = narrative::to_editable(&block.text, |key| Some(self.evaluation.label(key).to_owned()));
        let beginning: String = text.chars().take(NAMING).collect();
        let more = if beginning.len() < text.len() { "……" } else { "" };
        (format!("正文“{beginning}{more}”一段"), Some(format!("block.{}", block.id)))
    }
}
