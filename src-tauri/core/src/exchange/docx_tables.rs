//! The tables of a `.docx`, merged cells as one, with the paragraphs around them. A table within a cell is words of that
//! cell.

use std::fs::File;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::docx::{BODY, DEEPEST, LEFT_OUT, attribute, main_part, reference};
use super::package::Package;
use super::{CELL_LIMIT, TEXT_LIMIT};
use crate::error::{Error, Result};
use crate::table::{Address, Cell, Table, Tables};

/// Reads the tables of an opened `.docx`.
pub(super) fn read(file: File, path: &Path) -> Result<Tables> {
    let mut package = Package::open(file, path)?;
    let broken = |detail| Error::BrokenDocument { path: path.to_owned(), detail };
    let body = body_part(&mut package)?;
    let xml = package.part(&body)?.ok_or_else(|| broken("不是 Word 文档"))?;
    let mut walk = Walk::default();
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
        if walk.size > TEXT_LIMIT || walk.cells > CELL_LIMIT {
            return Err(Error::DocumentTooLarge { path: path.to_owned() });
        }
    }
    Ok(Tables { tables: walk.finished(), ..Tables::default() })
}

/// The part of the package that holds the body.
pub(super) fn body_part(package: &mut Package<'_>) -> Result<String> {
    Ok(package.part("_rels/.rels")?.and_then(|rels| main_part(&rels)).unwrap_or_else(|| BODY.to_owned()))
}

/// How a cell is merged with the one above it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Merge {
    #[default]
    None,
    Continues,
}

/// Where a walk through the body stands.
#[derive(Default)]
struct Walk {
    done: Vec<Table>,
    /// Rows of the table begun, each cell with its merging.
    rows: Vec<Vec<(Cell, Merge)>>,
    widths: Vec<u32>,
    /// Paragraphs outside tables since the last one.
    between: Vec<String>,
    /// Tables begun: those within a cell are not taken apart.
    tables: usize,
    next_column: usize,
    next_cell: usize,
    paragraph: String,
    in_words: bool,
    hidden: bool,
    depth: usize,
    size: usize,
    cells: usize,
}

impl Walk {
    fn open(&mut self, tag: &BytesStart<'_>) {
        self.depth += 1;
        let number = |name| attribute(tag, name).and_then(|text| text.parse::<u16>().ok()).map(usize::from);
        match (tag.local_name().into_inner(), self.tables) {
            ("tbl", 0) => {
                self.end_paragraph();
                (self.rows, self.widths, self.tables) = (Vec::new(), Vec::new(), 1);
            }
            ("tbl", _) => self.tables += 1,
            ("gridCol", 1) => self.widths.push(number("w").and_then(|width| u32::try_from(width).ok()).unwrap_or(0)),
            ("tr", 1) => {
                self.rows.push(Vec::new());
                (self.next_column, self.next_cell) = (0, 0);
            }
            ("gridBefore", 1) => self.next_column += number("val").unwrap_or(0),
            ("tc", 1) => self.begin_cell(),
            ("gridSpan", 1) => self.widen(number("val").unwrap_or(1).max(1)),
            ("vMerge", 1) if attribute(tag, "val").is_none_or(|kind| kind != "restart") => {
                if let Some((_, merge)) = self.cell() {
                    *merge = Merge::Continues;
                }
            }
            ("r", _) => self.hidden = false,
            ("vanish", _) => self.hidden = !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "off")),
            ("t", _) => self.in_words = true,
            ("br" | "cr", _) => self.put("\n"),
            ("tab", _) if attribute(tag, "pos").is_none() => self.put("\t"),
            ("noBreakHyphen", _) => self.put("-"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        match (name, self.tables) {
            ("p", _) => self.end_paragraph(),
            ("t", _) => self.in_words = false,
            ("tbl", 1) => {
                self.end_paragraph();
                self.end_table();
            }
            ("tbl", depth) => self.tables = depth.saturating_sub(1),
            _ => {}
        }
    }

    fn begin_cell(&mut self) {
        let address = Address { table: self.done.len(), row: self.rows.len().saturating_sub(1), cell: self.next_cell };
        let cell = Cell { column: self.next_column, columns: 1, rows: 1, text: String::new(), address };
        if let Some(row) = self.rows.last_mut() {
            row.push((cell, Merge::None));
        }
        (self.next_column, self.next_cell, self.cells) = (self.next_column + 1, self.next_cell + 1, self.cells + 1);
    }

    fn widen(&mut self, columns: usize) {
        if let Some((cell, _)) = self.cell() {
            cell.columns = columns;
            self.next_column += columns - 1;
        }
    }

    fn cell(&mut self) -> Option<&mut (Cell, Merge)> {
        self.rows.last_mut()?.last_mut()
    }

    fn say(&mut self, words: &str) {
        if self.in_words {
            self.put(words);
        }
    }

    fn put(&mut self, words: &str) {
        if !self.hidden {
            self.paragraph.push_str(words);
            self.size += words.len();
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        if text.trim().is_empty() {
            return;
        }
        if self.tables == 0 {
            self.between.push(text);
        } else if let Some((cell, _)) = self.cell() {
            if !cell.text.is_empty() {
                cell.text.push('\n');
            }
            cell.text.push_str(&text);
        }
    }

    fn end_table(&mut self) {
        self.tables = 0;
        let above = std::mem::take(&mut self.between);
        if let Some(before) = self.done.last_mut() {
            before.below.clone_from(&above);
        }
        let rows = merged(std::mem::take(&mut self.rows));
        self.done.push(Table { above, below: Vec::new(), widths: std::mem::take(&mut self.widths), rows });
    }

    fn finished(mut self) -> Vec<Table> {
        if let Some(last) = self.done.last_mut() {
            last.below = self.between;
        }
        self.done
    }
}

/// Rows in which a cell that continues the one above is part of it.
fn merged(rows: Vec<Vec<(Cell, Merge)>>) -> Vec<Vec<Cell>> {
    let mut done: Vec<Vec<Cell>> = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        let mut begun = Vec::new();
        for (cell, merge) in row {
            let above = (merge == Merge::Continues).then(|| {
                let reaches = |begin: usize, above: &Cell| {
                    begin + above.rows == index && above.column == cell.column && above.columns == cell.columns
                };
                let mut cells = done.iter_mut().enumerate().rev();
                cells.find_map(|(begin, row)| row.iter_mut().find(|above| reaches(begin, above)))
            });
            match above.flatten() {
                Some(above) => {
                    above.rows += 1;
                    above.text.push_str(&cell.text);
                }
                None => begun.push(cell),
            }
        }
        done.push(begun);
    }
    done
}
