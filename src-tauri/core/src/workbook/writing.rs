//! The report's text: paragraphs written, split, added, taken out, and headings moved between levels.

use super::{Edited, Workbook, Year, block_key};
use crate::error::{Error, Result};
use crate::filing::Block;
use crate::narrative;
use crate::quantity::{self, Measure};
use crate::store::Subject;

/// What a paragraph of the report is called.
pub(super) const PARAGRAPH: &str = "报告段落";
/// What ends a paragraph in a pasted text: line ends of every system, and those of word processors.
const ENDS_PARAGRAPH: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
/// The step of every change of a paragraph's words.
const CHANGED: &str = "修改报告段落";

/// Where a new paragraph goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind a block.
    Behind(i64),
    /// At the end of a chapter.
    EndOf(String),
}

impl Workbook {
    /// Writes a block's text, with 【label】 for figures. Of several paragraphs the first is the block's, and the others
    /// follow it as body text; with none the block is taken out.
    ///
    /// # Errors
    /// [`Error::UnknownBlock`], [`Error::UnknownReference`], [`Error::TooLong`], those of writing.
    pub fn write(&mut self, year: Option<i32>, id: i64, typed: &str, now: &str) -> Result<()> {
        let of = self.year(year)?;
        let block = of.block(id)?.clone();
        let texts = paragraphs(&of, typed)?;
        let Some((first, more)) = texts.split_first() else {
            self.store.step("删除报告段落", now, |edit| edit.remove(Subject::of(&block)?))?;
            return Ok(());
        };
        let mut blocks = vec![Block { text: first.clone(), ..block.clone() }];
        let body = Block { level: 0, run_in: false, ..block };
        blocks.extend(more.iter().map(|text| Block { text: text.clone(), ..body.clone() }));
        self.put_in_place(&of, &blocks, 1, now, CHANGED)
    }

    /// Adds paragraphs; the first takes the level (0 body text, 1–4 headings), the others are body text.
    ///
    /// # Errors
    /// [`Error::Blank`] where there is no text; [`Error::UnknownChapter`]; those of [`Workbook::write`].
    pub fn add_paragraphs(
        &mut self,
        year: Option<i32>,
        place: &Place,
        level: i64,
        typed: &str,
        now: &str,
    ) -> Result<()> {
        let of = self.year(year)?;
        let (chapter, position) = of.place(place)?;
        let texts = paragraphs(&of, typed)?;
        if texts.is_empty() {
            return Err(Error::Blank { label: PARAGRAPH.to_owned() });
        }
        let report_year = of.filing.head.report_year;
        let block = |(index, text): (usize, String)| {
            let level = if index == 0 { level.clamp(0, 4) } else { 0 };
            Block { report_year, id: 0, chapter: chapter.clone(), position, level, run_in: false, text }
        };
        let blocks: Vec<Block> = texts.into_iter().enumerate().map(block).collect();
        self.put_in_place(&of, &blocks, 0, now, "新增报告段落")
    }

    /// Makes a block a heading (1–4) or body text (0); `run_in` is a heading whose text runs on.
    ///
    /// # Errors
    /// [`Error::UnknownBlock`], those of writing.
    pub fn set_level(&mut self, year: Option<i32>, id: i64, level: i64, run_in: bool, now: &str) -> Result<()> {
        let of = self.year(year)?;
        let level = level.clamp(0, 4);
        let block = Block { level, run_in: run_in && level > 0, ..of.block(id)?.clone() };
        self.store.step("修改标题级别", now, |edit| edit.put(&block))?;
        Ok(())
    }

    /// One paragraph's text, as the command line sets it.
    pub(super) fn set_paragraph(&mut self, of: &Year, id: i64, typed: &str, now: &str) -> Result<Edited> {
        let texts = paragraphs(of, typed)?;
        if texts.len() > 1 {
            return Err(Error::SeveralParagraphs { label: PARAGRAPH.to_owned(), count: texts.len() });
        }
        let before = of.get(&block_key(id))?.shown;
        let block = Block { text: texts.into_iter().next().unwrap_or_default(), ..of.block(id)?.clone() };
        self.store.step(CHANGED, now, |edit| edit.put(&block))?;
        let after = self.year(Some(of.filing.head.report_year))?.get(&block_key(id))?.shown;
        Ok(Edited { label: PARAGRAPH.to_owned(), before, after, difference: None })
    }

    /// Puts blocks one behind the other from the first one's place on; the first `known` of them are there already, the
    /// others are new. What stands behind moves on.
    fn put_in_place(&mut self, of: &Year, blocks: &[Block], known: usize, now: &str, name: &str) -> Result<()> {
        let next_id = self.store.next_block_id()?;
        let first = blocks.first().map_or(0, |block| block.position);
        let (more, count) = (length(blocks.len() - known), length(blocks.len()));
        let behind = |block: &&Block| block.position >= first + length(known);
        self.store.step(name, now, |edit| {
            if more > 0 {
                for block in of.filing.blocks.iter().filter(behind) {
                    edit.put(&Block { position: block.position + more, ..block.clone() })?;
                }
            }
            let ids = blocks[..known].iter().map(|block| block.id).chain(next_id..);
            for ((block, id), position) in blocks.iter().zip(ids).zip(first..first + count) {
                edit.put(&Block { id, position, ..block.clone() })?;
            }
            Ok(())
        })?;
        Ok(())
    }
}

impl Year {
    /// The chapter of a place, and the position of what goes there.
    fn place(&self, place: &Place) -> Result<(String, i64)> {
        match place {
            Place::Behind(id) => self.block(*id).map(|block| (block.chapter.clone(), block.position + 1)),
            Place::EndOf(chapter) => {
                let order = |key: &str| self.edition.chapters.iter().position(|known| known.key == key);
                let wanted = order(chapter).ok_or_else(|| Error::UnknownChapter { key: chapter.clone() })?;
                let before = |block: &&Block| order(&block.chapter).is_some_and(|found| found <= wanted);
                let last = self.filing.blocks.iter().filter(before).map(|block| block.position).max();
                Ok((chapter.clone(), last.unwrap_or(0) + 1))
            }
        }
    }
}

/// The paragraphs of a typed text as the workbook keeps them.
fn paragraphs(of: &Year, typed: &str) -> Result<Vec<String>> {
    let built_in = |label: &str| narrative::BUILT_IN.iter().find(|(_, name)| *name == label).map(|(key, _)| *key);
    let find = |label: &str| {
        let figure =
            || of.evaluation.list.iter().find(|figure| figure.label == label).map(|figure| figure.key.as_str());
        built_in(label).or_else(figure)
    };
    let read = |text: &str| quantity::read(PARAGRAPH, text, Measure::Text, "", false);
    let texts = typed.split(ENDS_PARAGRAPH).filter_map(|text| read(text).transpose());
    texts.map(|text| narrative::from_editable(&text?, find)).collect()
}

fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
