//! The body of a `.docx` as paragraphs in reading order: runs joined, tables cell by cell, text boxes behind the paragraph
//! they hang on. Left out: tracked deletions, hidden text, field codes, comments, footnotes, heads and feet.

use std::fs::File;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::package::Package;
use super::style::{Styles, by_outline};
use super::{PARAGRAPH_LIMIT, TEXT_LIMIT};
use crate::error::{Error, Result};
use crate::source::{Cell, Paragraph};

/// Where Word puts the body, unless the package says otherwise.
pub(super) const BODY: &str = "word/document.xml";
/// Marks within marks that no program writes.
pub(super) const DEEPEST: usize = 2_000;
/// What is left out with all that stands in it. `Fallback` repeats a text box for old programs; `rt` is pinyin above words.
pub(super) const LEFT_OUT: [&str; 5] = ["del", "moveFrom", "instrText", "Fallback", "rt"];

/// Reads the body of an opened `.docx`.
pub(super) fn read(file: File, path: &Path) -> Result<Vec<Paragraph>> {
    let mut package = Package::open(file, path)?;
    let broken = |detail| Error::BrokenDocument { path: path.to_owned(), detail };
    let body = package.part("_rels/.rels")?.and_then(|rels| main_part(&rels)).unwrap_or_else(|| BODY.to_owned());
    let styles = match body.rsplit_once('/') {
        Some((folder, _)) => package.part(&format!("{folder}/styles.xml"))?,
        None => package.part("styles.xml")?,
    };
    let styles = styles.map(|xml| Styles::read(&xml)).unwrap_or_default();
    let xml = package.part(&body)?.ok_or_else(|| broken("不是 Word 文档"))?;
    let mut walk = Walk { styles, ..Walk::default() };
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event().map_err(|_| broken("内容已损坏"))? {
            Event::Start(tag) if LEFT_OUT.contains(&tag.local_name().into_inner()) => {
                reader.read_to_end(tag.name()).map_err(|_| broken("内容已损坏"))?;
            }
            Event::Start(tag) => walk.open(&tag),
            Event::Empty(tag) => {
                walk.open(&tag);
                walk.close(tag.local_name().into_inner());
            }
            Event::End(tag) => walk.close(tag.local_name().into_inner()),
            Event::Text(text) => walk.say(&text),
            Event::CData(text) => walk.say(&text),
            Event::GeneralRef(name) => walk.say(&reference(&name).ok_or_else(|| broken("内容已损坏"))?),
            Event::Eof if walk.depth > 0 => return Err(broken("内容不完整")),
            Event::Eof => break,
            _ => {}
        }
        if walk.depth > DEEPEST {
            return Err(broken("内容已损坏"));
        }
        if walk.size > TEXT_LIMIT || walk.done.len() > PARAGRAPH_LIMIT {
            return Err(Error::DocumentTooLarge { path: path.to_owned() });
        }
    }
    Ok(walk.done.into_iter().filter(|paragraph| !paragraph.text.trim().is_empty()).collect())
}

/// Where a walk through the body stands.
#[derive(Default)]
struct Walk {
    styles: Styles,
    done: Vec<Paragraph>,
    /// Paragraphs begun: a text box stands within one.
    begun: Vec<(usize, Paragraph)>,
    /// Tables begun: a table may stand in a cell.
    tables: Vec<Cell>,
    /// The next column of each table begun.
    next_columns: Vec<usize>,
    table_count: usize,
    in_words: bool,
    hidden: bool,
    depth: usize,
    size: usize,
}

impl Walk {
    fn open(&mut self, tag: &BytesStart<'_>) {
        self.depth += 1;
        match tag.local_name().into_inner() {
            "p" if is_text_markup(tag) => {
                let paragraph =
                    Paragraph { line: self.done.len() + 1, cell: self.tables.last().copied(), ..Paragraph::default() };
                // A place is kept, so that what stands in a text box comes behind the paragraph it hangs on.
                self.begun.push((self.done.len(), paragraph));
                self.done.push(Paragraph::default());
            }
            "tbl" => {
                self.tables.push(Cell { table: self.table_count, row: 0, column: 0 });
                self.next_columns.push(0);
                self.table_count += 1;
            }
            "tc" => {
                if let (Some(cell), Some(next)) = (self.tables.last_mut(), self.next_columns.last_mut()) {
                    cell.column = *next;
                    *next += 1;
                }
            }
            "gridSpan" => {
                let span = attribute(tag, "val").and_then(|text| text.parse::<u16>().ok()).unwrap_or(1);
                if let Some(next) = self.next_columns.last_mut() {
                    *next += usize::from(span.max(1)) - 1;
                }
            }
            "pStyle" => {
                let level = attribute(tag, "val").and_then(|id| self.styles.level(&id));
                self.set_level(level);
            }
            "outlineLvl" => self.set_level(attribute(tag, "val").and_then(|text| by_outline(&text))),
            "r" => self.hidden = false,
            "vanish" => self.hidden = !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "off")),
            "t" => self.in_words = true,
            "tab" if !self.in_properties(tag) => self.put("\t"),
            "br" if attribute(tag, "type").is_none_or(|kind| kind == "textWrapping") => self.put("\n"),
            "cr" => self.put("\n"),
            "noBreakHyphen" => self.put("-"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        match name {
            "p" => {
                if let Some((place, paragraph)) = self.begun.pop()
                    && let Some(kept) = self.done.get_mut(place)
                {
                    *kept = paragraph;
                }
            }
            "tr" => {
                if let (Some(cell), Some(next)) = (self.tables.last_mut(), self.next_columns.last_mut()) {
                    (cell.row, *next) = (cell.row + 1, 0);
                }
            }
            "tbl" => {
                self.tables.pop();
                self.next_columns.pop();
            }
            "t" => self.in_words = false,
            _ => {}
        }
    }

    /// Words between tags; outside `t` they are white space of the file.
    fn say(&mut self, words: &str) {
        if self.in_words {
            self.put(words);
        }
    }

    fn put(&mut self, words: &str) {
        if let Some((_, paragraph)) = self.begun.last_mut().filter(|_| !self.hidden) {
            paragraph.text.push_str(words);
            self.size += words.len();
        }
    }

    fn set_level(&mut self, level: Option<u8>) {
        if let Some((_, paragraph)) = self.begun.last_mut() {
            paragraph.level = level;
        }
    }

    /// A `tab` with a position is a tab stop of the paragraph's properties, not a character.
    fn in_properties(&self, tag: &BytesStart<'_>) -> bool {
        attribute(tag, "pos").is_some()
    }
}

/// A drawing's `a:p` is no paragraph of the text.
fn is_text_markup(tag: &BytesStart<'_>) -> bool {
    tag.name().prefix().is_none_or(|prefix| prefix.into_inner() == "w")
}

/// An attribute by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(found.value.into_owned())
}

/// A character written as a reference. Entities of a document's own are refused: none is needed, and they can grow
/// without end.
pub(super) fn reference(name: &BytesRef<'_>) -> Option<String> {
    match (name.resolve_char_ref().ok()?, &**name) {
        (Some(character), _) => Some(character.to_string()),
        (None, name) => quick_xml::escape::resolve_xml_entity(name).map(str::to_owned),
    }
}

/// The body's place in the package, from its list of relations.
pub(super) fn main_part(rels: &str) -> Option<String> {
    let mut reader = Reader::from_str(rels);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag)
                if attribute(&tag, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")) =>
            {
                return attribute(&tag, "Target").map(|target| target.trim_start_matches('/').to_owned());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}
