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

/// A line without the numbers it begins with: `（一）`, `2．`, `三、`, `①`.
pub fn without_number(line: &str) -> &str {
    let numeral = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c);
    let mut rest = line;
    loop {
        let words = rest.trim_start_matches(|c: char| "①②③④⑤⑥⑦⑧⑨⑩ 　\t".contains(c));
        let inside = words.strip_prefix(['（', '(']).unwrap_or(words);
        let behind = inside.trim_start_matches(numeral);
        match behind.strip_prefix(['）', ')', '、', '.', '．']).filter(|_| behind.len() < inside.len()) {
            Some(behind) => rest = behind,
            None => return words,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_loses_the_numbers_it_begins_with_however_many_and_no_word() {
        for (line, words) in [
            ("（一）一般公共预算收支", "一般公共预算收支"),
            ("二、1．养护工程", "养护工程"),
            ("(３) 接待费", "接待费"),
            ("①②档案", "档案"),
            ("2022年支出", "2022年支出"),
            ("一般公共预算", "一般公共预算"),
        ] {
            assert_eq!(without_number(line), words);
        }
        assert_eq!(without_number(&"1、".repeat(500_000)), "");
    }
}
