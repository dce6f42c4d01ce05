//! The sheets of an `.xlsx`, each as one table: merged cells are one, hidden rows, columns and sheets are left out and
//! told.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::docx::{attribute, reference};
use super::package::Package;
use super::{CELL_LIMIT, TEXT_LIMIT};
use crate::error::{Error, Result};
use crate::table::{Address, Cell, Table, Tables};

/// Rows and columns beyond which no form reaches.
pub(super) const FARTHEST: usize = 2_000;
/// Sheets beyond which no form reaches.
pub(super) const MOST_SHEETS: usize = 100;

/// Merged areas beyond which no form reaches.
const MOST_MERGED: usize = 2_000;

/// A sheet of the workbook: its name, its part, and whether it is shown.
pub(super) struct Listed {
    name: String,
    pub(super) part: String,
    shown: bool,
}

/// Reads the sheets of an opened `.xlsx`.
pub(super) fn read(file: File, path: &Path) -> Result<Tables> {
    let mut package = Package::open(file, path)?;
    let broken = |detail| Error::BrokenDocument { path: path.to_owned(), detail };
    let too_large = || Error::DocumentTooLarge { path: path.to_owned() };
    let listed =
        sheets(&mut package)?.filter(|listed| !listed.is_empty()).ok_or_else(|| broken("不是 Excel 工作簿"))?;
    if listed.len() > MOST_SHEETS {
        return Err(too_large());
    }
    let strings = package.part("xl/sharedStrings.xml")?.map(|xml| shared(&xml)).unwrap_or_default();
    let mut tables = Tables::default();
    let mut size = 0;
    for (index, sheet) in listed.iter().enumerate() {
        if !sheet.shown {
            tables.notes.push(format!("工作表“{}”是隐藏的，没有读。", sheet.name));
            continue;
        }
        let xml = package.part(&sheet.part)?.ok_or_else(|| broken("缺少工作表"))?;
        let raw = raw(&xml, &strings).ok_or_else(|| broken("内容已损坏"))?;
        size += raw.cells.values().map(String::len).sum::<usize>();
        if !raw.is_small() || size > TEXT_LIMIT {
            return Err(too_large());
        }
        if !raw.hidden_rows.is_empty() || !raw.hidden_columns.is_empty() {
            tables.notes.push(format!("工作表“{}”有隐藏的行或列，没有读。", sheet.name));
        }
        tables.tables.push(raw.table(index));
    }
    Ok(tables)
}

/// The sheets in their order; `None` where the package is no workbook.
pub(super) fn sheets(package: &mut Package<'_>) -> Result<Option<Vec<Listed>>> {
    let (Some(workbook), Some(relations)) =
        (package.part("xl/workbook.xml")?, package.part("xl/_rels/workbook.xml.rels")?)
    else {
        return Ok(None);
    };
    let mut targets = BTreeMap::new();
    each_tag(&relations, |tag| {
        if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
            let target = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, target);
        }
    });
    let mut listed = Vec::new();
    each_tag(&workbook, |tag| {
        // Of `sheetId` and `r:id`, the relation is the one that has a prefix.
        let relation = tag
            .attributes()
            .flatten()
            .find(|one| one.key.prefix().is_some() && one.key.local_name().into_inner() == "id");
        if tag.local_name().into_inner() == "sheet"
            && let Some(part) = relation.and_then(|one| targets.get(one.value.as_ref()))
        {
            let shown = attribute(tag, "state").is_none_or(|state| state == "visible");
            listed.push(Listed { name: attribute(tag, "name").unwrap_or_default(), part: part.clone(), shown });
        }
    });
    Ok(Some(listed))
}

fn each_tag(xml: &str, mut see: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => see(&tag),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

/// The shared strings, runs joined, pinyin left out.
fn shared(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut strings, mut in_words, mut in_pinyin) = (Vec::new(), false, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().into_inner() {
                "si" => strings.push(String::new()),
                "t" => in_words = true,
                "rPh" => in_pinyin = true,
                _ => {}
            },
            Ok(Event::Empty(tag)) if tag.local_name().into_inner() == "si" => strings.push(String::new()),
            Ok(Event::End(tag)) => match tag.local_name().into_inner() {
                "t" => in_words = false,
                "rPh" => in_pinyin = false,
                _ => {}
            },
            Ok(Event::Text(text)) if in_words && !in_pinyin => {
                if let Some(last) = strings.last_mut() {
                    last.push_str(&text);
                }
            }
            Ok(Event::GeneralRef(name)) if in_words && !in_pinyin => {
                if let (Some(last), Some(letter)) = (strings.last_mut(), reference(&name)) {
                    last.push_str(&letter);
                }
            }
            Ok(Event::Eof) | Err(_) => return strings,
            Ok(_) => {}
        }
    }
}

/// A sheet as its part has it.
#[derive(Default)]
pub(super) struct Raw {
    pub(super) cells: BTreeMap<(usize, usize), String>,
    /// First and last row and column, of each merged area.
    pub(super) merged: Vec<(usize, usize, usize, usize)>,
    hidden_rows: BTreeSet<usize>,
    hidden_columns: BTreeSet<usize>,
    widths: BTreeMap<usize, u32>,
}

fn raw(xml: &str, strings: &[String]) -> Option<Raw> {
    let mut reader = Reader::from_str(xml);
    let mut raw = Raw::default();
    let (mut at, mut kind, mut text, mut in_words, mut row) = ((0, 0), String::new(), String::new(), false, 0);
    loop {
        let event = reader.read_event().ok()?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().into_inner() {
                "row" => {
                    row = attribute(&tag, "r").and_then(|number| number.parse::<usize>().ok()).unwrap_or(row + 1);
                    at = (row.checked_sub(1)?, 0);
                    if is_on(&tag, "hidden") {
                        raw.hidden_rows.insert(at.0);
                    }
                }
                "c" => {
                    at = attribute(&tag, "r").and_then(|name| place(&name)).unwrap_or(at);
                    kind = attribute(&tag, "t").unwrap_or_default();
                    text.clear();
                    if empty && at.0 < FARTHEST && at.1 < FARTHEST {
                        raw.cells.insert(at, String::new());
                        at.1 += 1;
                    }
                }
                "v" | "t" => in_words = !empty,
                "col" => column(&tag, &mut raw),
                "mergeCell" => {
                    if let Some((first, last)) = attribute(&tag, "ref")?.split_once(':') {
                        let (first, last) = (place(first)?, place(last)?);
                        raw.merged.push((first.0, last.0, first.1, last.1));
                    }
                }
                _ => {}
            },
            Event::Text(words) if in_words => text.push_str(&words),
            Event::GeneralRef(name) if in_words => text.push_str(&reference(&name)?),
            Event::End(tag) => match tag.local_name().into_inner() {
                "v" | "t" => in_words = false,
                "c" => {
                    let shared = || text.parse::<usize>().ok().and_then(|index| strings.get(index)).cloned();
                    let words = if kind == "s" { shared().unwrap_or_default() } else { std::mem::take(&mut text) };
                    if at.0 < FARTHEST && at.1 < FARTHEST {
                        raw.cells.insert(at, words);
                    }
                    at.1 += 1;
                }
                _ => {}
            },
            Event::Eof => return Some(raw),
            _ => {}
        }
    }
}

fn is_on(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| value == "1" || value == "true")
}

/// A run of columns: their width, or that they are hidden.
fn column(tag: &BytesStart<'_>, raw: &mut Raw) {
    let number = |name| attribute(tag, name).and_then(|text| text.parse::<usize>().ok());
    let (Some(first), Some(last)) = (number("min"), number("max")) else { return };
    let width = attribute(tag, "width").and_then(|text| text.split('.').next()?.parse::<u32>().ok());
    for column in first.max(1)..=last.min(FARTHEST) {
        if is_on(tag, "hidden") {
            raw.hidden_columns.insert(column - 1);
        }
        if let Some(width) = width {
            raw.widths.insert(column - 1, width);
        }
    }
}

/// `B7` as row and column from 0.
pub(super) fn place(name: &str) -> Option<(usize, usize)> {
    let name = name.replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let letters = name.get(..digits)?;
    let column = letters.bytes().try_fold(0_usize, |column, letter| {
        letter.is_ascii_uppercase().then(|| column.saturating_mul(26) + usize::from(letter - b'A') + 1)
    })?;
    let row: usize = name.get(digits..)?.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

impl Raw {
    /// The last row and column that a form reaches to: of a cell with words, of the merged area it begins, and a row
    /// below, which may hold values. Sheets often bear blank lines without end.
    fn end(&self) -> (usize, usize) {
        let filled = self.cells.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(at, _)| *at);
        let (row, column) = filled.fold((0, 0), |last, at| (last.0.max(at.0), last.1.max(at.1)));
        let begun = self.merged.iter().filter(|area| area.0 <= row + 1 && area.2 <= column);
        let merged = begun.map(|area| (area.1.min(FARTHEST - 1), area.3.min(FARTHEST - 1)));
        merged.fold((row + 1, column), |last, at| (last.0.max(at.0), last.1.max(at.1)))
    }

    /// Whether it is small enough to be a form.
    pub(super) fn is_small(&self) -> bool {
        let (rows, columns) = self.end();
        (rows + 1) * (columns + 1) <= CELL_LIMIT && self.merged.len() <= MOST_MERGED
    }

    /// What is shown of the sheet.
    pub(super) fn table(&self, sheet: usize) -> Table {
        let far = |end: usize| end.min(FARTHEST - 1);
        let (last_row, last_column) = self.end();
        let shown_rows: Vec<usize> = (0..=last_row).filter(|row| !self.hidden_rows.contains(row)).collect();
        let shown_columns: Vec<usize> = (0..=last_column).filter(|one| !self.hidden_columns.contains(one)).collect();
        let mut covered = BTreeSet::new();
        let mut rows = Vec::new();
        for row in &shown_rows {
            let mut cells = Vec::new();
            for (index, column) in shown_columns.iter().enumerate() {
                let at = (*row, *column);
                let area = self
                    .merged
                    .iter()
                    .find(|area| (area.0..=area.1).contains(row) && (area.2..=area.3).contains(column));
                if covered.contains(&at) {
                    continue;
                }
                let (first, last_row, last_column) =
                    area.map_or((at, *row, *column), |area| ((area.0, area.2), far(area.1), far(area.3)));
                let inside_rows: Vec<usize> =
                    shown_rows.iter().copied().filter(|one| (*row..=last_row).contains(one)).collect();
                let inside: Vec<usize> =
                    shown_columns.iter().copied().filter(|one| (*column..=last_column).contains(one)).collect();
                covered.extend(inside_rows.iter().flat_map(|row| inside.iter().map(|column| (*row, *column))));
                cells.push(Cell {
                    column: index,
                    columns: inside.len().max(1),
                    rows: inside_rows.len().max(1),
                    text: self.cells.get(&first).cloned().unwrap_or_default(),
                    address: Address { table: sheet, row: first.0, cell: first.1 },
                });
            }
            rows.push(cells);
        }
        let width = |column: &usize| self.widths.get(column).copied().unwrap_or(9) * 105;
        Table { widths: shown_columns.iter().map(width).collect(), rows, ..Table::default() }
    }
}
