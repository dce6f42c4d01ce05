//! Cells of a `.docx` filled: a run put into the first paragraph of a cell, in the face of that paragraph.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::docx::LEFT_OUT;
use super::{Edit, escaped, prefix};
use crate::table::{Address, Put};

/// A cell to be filled, while it is read.
struct Open<'p> {
    put: &'p Put,
    /// Where the words of its runs stand.
    words: Vec<(usize, usize)>,
    /// Where its first paragraph ends, or the whole of an empty one.
    paragraph: Option<Paragraph>,
}

enum Paragraph {
    /// Its closing tag begins here.
    Ends(usize),
    /// `<w:p/>`, from where to where, and how it begins.
    Empty(usize, usize, String),
}

/// Where a walk stands.
#[derive(Default)]
struct Walk<'p> {
    edits: Vec<Edit>,
    tables: usize,
    at: Address,
    rows: usize,
    cells: usize,
    count: usize,
    open: Option<Open<'p>>,
    /// The look of words: of the paragraph's mark, else of the words seen last in the table.
    mark: Option<String>,
    last: Option<String>,
    in_paragraph_properties: bool,
}

/// The edits that fill the cells; `None` where the text is broken.
pub(super) fn edits(xml: &str, puts: &BTreeMap<Address, Put>) -> Option<Vec<Edit>> {
    let mut reader = Reader::from_str(xml);
    let mut walk = Walk::default();
    let (mut look_from, mut words_from) = (None, None);
    loop {
        let from = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let to = usize::try_from(reader.buffer_position()).ok()?;
        match event {
            Event::Start(tag) if LEFT_OUT.contains(&tag.local_name().into_inner()) => {
                reader.read_to_end(tag.name()).ok()?;
            }
            Event::Start(tag) => match tag.local_name().into_inner() {
                "rPr" => look_from = Some(from),
                "t" => words_from = Some(to),
                name => walk.start(name, puts),
            },
            Event::Empty(tag) => match tag.local_name().into_inner() {
                "p" => walk.empty_paragraph(from, to, xml.get(from..to)?),
                "tc" if walk.tables == 1 => walk.cells += 1,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().into_inner() {
                "rPr" => walk.look(xml.get(look_from.take()?..to)?),
                "t" => {
                    if let (Some(open), Some(begin)) = (walk.open.as_mut(), words_from.take()) {
                        open.words.push((begin, from));
                    }
                }
                "tc" if walk.tables == 1 => walk.close_cell(prefix(tag.name().into_inner())),
                name => walk.end(name, from),
            },
            Event::Eof => return Some(walk.edits),
            _ => {}
        }
    }
}

/// Half points of the smallest type that is read: 八号.
const SMALLEST: u32 = 10;

/// Whether a look names no size, or one that can be read.
fn is_legible(properties: &str) -> bool {
    let size = properties.split_once("sz ").and_then(|(_, rest)| rest.split('"').nth(1)?.parse::<u32>().ok());
    size.is_none_or(|size| size >= SMALLEST)
}

impl<'p> Walk<'p> {
    fn start(&mut self, name: &str, puts: &'p BTreeMap<Address, Put>) {
        match (name, self.tables) {
            ("tbl", 0) => {
                (self.tables, self.rows, self.last) = (1, 0, None);
                self.at.table = self.count;
                self.count += 1;
            }
            ("tbl", _) => self.tables += 1,
            ("tr", 1) => {
                self.at.row = self.rows;
                (self.rows, self.cells) = (self.rows + 1, 0);
            }
            ("tc", 1) => {
                self.at.cell = self.cells;
                self.cells += 1;
                self.mark = None;
                let put = puts.get(&self.at);
                self.open = put.map(|put| Open { put, words: Vec::new(), paragraph: None });
            }
            ("pPr", _) => self.in_paragraph_properties = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str, from: usize) {
        match name {
            "tbl" => self.tables = self.tables.saturating_sub(1),
            "pPr" => self.in_paragraph_properties = false,
            "p" => {
                if let Some(open) = self.open.as_mut().filter(|open| open.paragraph.is_none()) {
                    open.paragraph = Some(Paragraph::Ends(from));
                }
            }
            _ => {}
        }
    }

    fn empty_paragraph(&mut self, from: usize, to: usize, tag: &str) {
        if let Some(open) = self.open.as_mut().filter(|open| open.paragraph.is_none()) {
            open.paragraph = Some(Paragraph::Empty(from, to, tag.trim_end_matches("/>").trim_end().to_owned()));
        }
    }

    /// Tracked changes and bold type of a head do not go with the look, nor does type that squeezes a blank line.
    fn look(&mut self, properties: &str) {
        let marked = ["ins ", "del ", "<w:b/>", "<w:b ", "rPrChange"].iter().any(|word| properties.contains(word));
        let plain = !marked && is_legible(properties);
        match (plain, self.in_paragraph_properties) {
            (true, true) if self.open.as_ref().is_some_and(|open| open.paragraph.is_none()) => {
                self.mark = Some(properties.to_owned());
            }
            (true, false) => self.last = Some(properties.to_owned()),
            _ => {}
        }
    }

    fn close_cell(&mut self, prefix: &str) {
        let Some(open) = self.open.take() else { return };
        let (Put::Number(words) | Put::Words(words)) = open.put;
        let lines: Vec<String> = words.lines().map(escaped).collect();
        if let Some(((from, to), rest)) = open.words.split_first() {
            self.edits.push(Edit { from: *from, to: *to, words: lines.join("；") });
            self.edits.extend(rest.iter().map(|(from, to)| Edit { from: *from, to: *to, words: String::new() }));
            return;
        }
        let look = self.mark.take().or_else(|| self.last.clone()).unwrap_or_default();
        let line = |line: &String| format!(r#"<{prefix}t xml:space="preserve">{line}</{prefix}t>"#);
        let breaks = format!("<{prefix}br/>");
        let run = format!("<{prefix}r>{look}{}</{prefix}r>", lines.iter().map(line).collect::<Vec<_>>().join(&breaks));
        match open.paragraph {
            Some(Paragraph::Ends(at)) => self.edits.push(Edit { from: at, to: at, words: run }),
            Some(Paragraph::Empty(from, to, begin)) => {
                self.edits.push(Edit { from, to, words: format!("{begin}>{run}</{prefix}p>") });
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_that_squeezes_a_blank_line_is_not_that_of_a_value() {
        let cell = |look: &str, words: &str| {
            let look = format!("<w:rPr>{look}</w:rPr>");
            format!("<w:tc><w:p><w:pPr>{look}</w:pPr><w:r>{look}{words}</w:r></w:p></w:tc>")
        };
        let name = cell(r#"<w:sz w:val="21"/>"#, "<w:t>公用经费</w:t>");
        let blank = cell(r#"<w:sz w:val="4"/><w:szCs w:val="4"/>"#, "");
        let xml = format!("<w:tbl><w:tr>{name}{blank}</w:tr></w:tbl>");
        let puts = BTreeMap::from([(Address { table: 0, row: 0, cell: 1 }, Put::Number("5".to_owned()))]);
        let edits = edits(&xml, &puts).expect("is whole");
        let run = r#"<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t xml:space="preserve">5</w:t></w:r>"#;
        assert_eq!(edits.iter().map(|edit| edit.words.as_str()).collect::<Vec<_>>(), [run]);
    }
}
