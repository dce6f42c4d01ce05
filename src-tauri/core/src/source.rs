//! A text that came from outside, as paragraphs in reading order: what `exchange` reads and `audit` looks at. It has no
//! figures and no chapters of ours; where it came from is kept so that a finding can say where it stands.

use serde::Serialize;

/// A document's text, every word kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SourceText {
    /// The file's name, as people see it.
    pub name: String,
    /// Its paragraphs, those in tables and text boxes among them; blank ones are left out.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph, without the break at its end. A line break inside it is `\n`, a tab `\t`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// The words.
    pub text: String,
    /// The level of a heading from 1 on, where the document marks it as one.
    pub level: Option<u8>,
    /// The line of a text file, or the paragraph of a document, from 1 on, blank ones counted.
    pub line: usize,
    /// Where it stands in a table.
    pub cell: Option<Cell>,
}

/// A cell of a table: all count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Which table of the document.
    pub table: usize,
    /// Its row.
    pub row: usize,
    /// Its column, cells that span several counted with their width.
    pub column: usize,
}

impl From<&str> for SourceText {
    /// A text as typed: a paragraph a line.
    fn from(text: &str) -> SourceText {
        let line =
            |(index, text): (usize, &str)| Paragraph { text: text.to_owned(), line: index + 1, ..Paragraph::default() };
        let paragraphs = text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()).map(line).collect();
        SourceText { name: String::new(), paragraphs }
    }
}
