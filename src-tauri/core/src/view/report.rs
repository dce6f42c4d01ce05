//! The report's text: chapters, paragraphs as they are edited and as they print, and what may stand in 【】.

use serde::Serialize;

use crate::edition::Chapter;
use crate::evaluation::is_of_final_accounts;
use crate::figure::Figure;
use crate::narrative::{self, HeadingNumbers};
use crate::workbook::Year;

/// A chapter as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChapterView {
    /// Its key.
    pub key: String,
    /// Its heading with the number.
    pub title: String,
    /// Its paragraphs and headings in order.
    pub blocks: Vec<BlockView>,
}

/// A heading or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlockView {
    /// Its id; the field's key is `block.ID`.
    pub id: i64,
    /// 0 body text; 1–4 headings.
    pub level: i64,
    /// A heading whose text runs on.
    pub run_in: bool,
    /// `一、` `（一）` `1.` `（1）`; never typed.
    pub number: Option<String>,
    /// As it is edited: 【label】 for figures.
    pub text: String,
    /// As it prints, without the number.
    pub printed: String,
}

/// What may stand in 【】.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotableView {
    /// The label.
    pub label: String,
}

pub(super) fn chapters(year: &Year) -> Vec<ChapterView> {
    let mut numbers = HeadingNumbers::default();
    let mut views: Vec<ChapterView> = year.edition.chapters.iter().map(empty).collect();
    for block in &year.filing.blocks {
        let written = !block.text.trim().is_empty();
        let number = if written { numbers.next(block.level).map(|(_, number)| number) } else { None };
        let label = |key: &str| Some(year.evaluation.label(key).to_owned());
        let view = BlockView {
            id: block.id,
            level: block.level,
            run_in: block.run_in,
            number,
            text: narrative::to_editable(&block.text, label),
            printed: year.evaluation.filled(&block.text),
        };
        let Some(chapter) = views.iter_mut().find(|chapter| chapter.key == block.chapter) else { continue };
        if chapter.blocks.is_empty() {
            chapter.title = format!("{}{}", view.number.as_deref().unwrap_or_default(), view.printed);
        }
        chapter.blocks.push(view);
    }
    views
}

/// A chapter in which nothing stands: it goes by the heading the form gives it.
fn empty(chapter: &Chapter) -> ChapterView {
    let title = chapter.blocks.first().map_or_else(|| chapter.key.clone(), |block| block.text.clone());
    ChapterView { key: chapter.key.clone(), title, blocks: Vec::new() }
}

pub(super) fn quotable(year: &Year) -> Vec<QuotableView> {
    let built_in = narrative::BUILT_IN.iter().map(|(_, label)| (*label).to_owned());
    // Of the many cells of the projects' tables only those that say something.
    let says = |figure: &Figure| year.evaluation.figures.get(&figure.key).is_some_and(|value| value.shown.is_some());
    let quotable = |figure: &Figure| {
        let key = figure.key.as_str();
        let of_project = key.starts_with("projects.") && !figure.required;
        !figure.inline && !is_of_final_accounts(key) && (!of_project || says(figure))
    };
    let figures = year.evaluation.list.iter().filter(|figure| quotable(figure));
    built_in.chain(figures.map(|figure| figure.label.clone())).map(|label| QuotableView { label }).collect()
}
