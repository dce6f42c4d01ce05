//! The tables of a source, row by row: they stand apart, since the program makes its own.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::source::SourceText;

/// A table of the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableApart {
    /// The line of its first cell, from 1 on.
    pub line: usize,
    /// Its rows; a cell with several paragraphs has them one below the other.
    pub rows: Vec<Vec<String>>,
}

/// The tables in order.
pub(super) fn tables(source: &SourceText) -> Vec<TableApart> {
    let mut cells: BTreeMap<usize, BTreeMap<(usize, usize), String>> = BTreeMap::new();
    let mut first_lines: BTreeMap<usize, usize> = BTreeMap::new();
    for paragraph in &source.paragraphs {
        let Some(cell) = paragraph.cell else { continue };
        first_lines.entry(cell.table).or_insert(paragraph.line);
        let text = cells.entry(cell.table).or_default().entry((cell.row, cell.column)).or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&paragraph.text);
    }
    let rows = |cells: BTreeMap<(usize, usize), String>| {
        let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for ((row, _), text) in cells {
            rows.entry(row).or_default().push(text);
        }
        rows.into_values().collect()
    };
    cells
        .into_iter()
        .map(|(table, cells)| TableApart { line: first_lines.get(&table).copied().unwrap_or(0), rows: rows(cells) })
        .collect()
}
