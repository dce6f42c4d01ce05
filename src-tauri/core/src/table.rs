//! Tables that came from outside: what `exchange` reads of a form and `form` makes an edition of. A cell knows where it
//! stands in the file, so that a value can be put into it there.

use serde::Serialize;

/// The tables of a document, and what was left out of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tables {
    /// The file's name, as people see it.
    pub name: String,
    /// In reading order; a sheet of a workbook is one.
    pub tables: Vec<Table>,
    /// Sentences on what was left out, as hidden rows.
    pub notes: Vec<String>,
}

/// One table, with the lines of text around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Paragraphs since the table before; blank ones are left out.
    pub above: Vec<String>,
    /// Paragraphs up to the next table.
    pub below: Vec<String>,
    /// Widths of the columns as shares; empty where the file names none.
    pub widths: Vec<u32>,
    /// Rows from top to bottom, each with the cells that begin in it, from left to right.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell; merged ones are one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Its first column, from 0.
    pub column: usize,
    /// Columns covered.
    pub columns: usize,
    /// Rows covered.
    pub rows: usize,
    /// Its words; paragraphs are parted by `\n`.
    pub text: String,
    /// Where it stands in the file.
    pub address: Address,
}

/// Where a cell stands in its file; all count from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Address {
    /// Which table, or which sheet of the workbook.
    pub table: usize,
    /// Its row, hidden ones counted.
    pub row: usize,
    /// Which cell of the row in a document; which column in a sheet.
    pub cell: usize,
}

/// What is put into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// A decimal number, in digits.
    Number(String),
    /// Words; lines are parted by `\n`.
    Words(String),
}

impl Table {
    /// The number of columns.
    pub fn columns(&self) -> usize {
        self.rows.iter().flatten().map(|cell| cell.column + cell.columns).max().unwrap_or(0)
    }

    /// The cell that covers a place, with the row it begins in.
    pub fn at(&self, row: usize, column: usize) -> Option<(usize, &Cell)> {
        (0..=row).rev().find_map(|begin| {
            let covers =
                |cell: &&Cell| begin + cell.rows > row && (cell.column..cell.column + cell.columns).contains(&column);
            self.rows.get(begin)?.iter().find(covers).map(|cell| (begin, cell))
        })
    }
}

impl From<&str> for Tables {
    /// A pasted table: a row a line, its cells parted by tabs.
    fn from(text: &str) -> Tables {
        let cell = |row, (column, text): (usize, &str)| Cell {
            column,
            columns: 1,
            rows: 1,
            text: text.trim().to_owned(),
            address: Address { table: 0, row, cell: column },
        };
        let row = |(row, line): (usize, &str)| line.split('\t').enumerate().map(|one| cell(row, one)).collect();
        let rows = text.lines().enumerate().map(row).collect();
        Tables { tables: vec![Table { rows, ..Table::default() }], ..Tables::default() }
    }
}
