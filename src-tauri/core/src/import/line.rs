//! The lines of a source: its paragraphs cut where a line ends within them, blanks around them and marks that a
//! conversion left behind taken off.

use super::number::{self, Number};
use crate::source::SourceText;

/// What ends a line within a paragraph.
const BREAKS: [char; 6] = ['\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
/// How a bookmark looks that a conversion turned into text.
const BOOKMARK: &str = "[bookmark:";

/// One line outside tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Which paragraph of the source it stands in, from 0 on.
    pub(super) paragraph: usize,
    /// Its words, the number among them.
    pub(super) text: String,
    /// The level of a heading, where the document marks it as one.
    pub(super) level: Option<u8>,
    /// The number it begins with.
    pub(super) number: Option<Number>,
}

impl Line {
    fn new(paragraph: usize, text: String, level: Option<u8>) -> Line {
        let number = number::at_head(&text);
        Line { paragraph, text, level, number }
    }

    /// The words behind the number.
    pub(super) fn words(&self) -> &str {
        self.number.as_ref().map_or(self.text.as_str(), |number| self.text.get(number.end..).unwrap_or_default()).trim()
    }

    /// The number as it is typed.
    pub(super) fn typed_number(&self) -> Option<String> {
        let number = self.number.as_ref()?;
        self.text.get(..number.end).map(|typed| typed.trim().to_owned())
    }
}

/// The lines of a source outside its tables; and what a conversion left in them, each with its paragraph.
pub(super) fn lines(source: &SourceText) -> (Vec<Line>, Vec<(usize, String)>) {
    let (mut lines, mut left_behind) = (Vec::new(), Vec::new());
    for (index, paragraph) in source.paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.cell.is_none()) {
        for part in paragraph.text.split(BREAKS) {
            let (text, marks) = without_bookmarks(part);
            left_behind.extend(marks.into_iter().map(|mark| (index, mark)));
            let text = printable(&text);
            if !text.is_empty() {
                lines.push(Line::new(index, text, paragraph.level));
            }
        }
    }
    (lines, left_behind)
}

/// The words as a paragraph of the workbook keeps them: a blank for a tab, no control characters, no blanks around.
pub(super) fn printable(text: &str) -> String {
    let kept = text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control());
    kept.collect::<String>().trim().to_owned()
}

fn without_bookmarks(text: &str) -> (String, Vec<String>) {
    let (mut rest, mut kept, mut marks) = (text, String::with_capacity(text.len()), Vec::new());
    while let Some((before, mark)) = rest.split_once(BOOKMARK) {
        kept.push_str(before);
        match mark.split_once(']') {
            Some((name, behind)) => {
                marks.push(format!("{BOOKMARK}{name}]"));
                rest = behind;
            }
            None => {
                kept.push_str(BOOKMARK);
                rest = mark;
            }
        }
    }
    kept.push_str(rest);
    (kept, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_cut_at_its_breaks_and_a_bookmark_is_told_apart() {
        let (lines, left) =
            lines(&SourceText::from("[bookmark: _GoBack]（4）、推进。\u{b}　另起\t一行 \n[bookmark: 没有完"));
        let seen: Vec<(&str, &str)> = lines.iter().map(|line| (line.text.as_str(), line.words())).collect();
        let expected =
            [("（4）、推进。", "推进。"), ("另起 一行", "另起 一行"), ("[bookmark: 没有完", "[bookmark: 没有完")];
        assert_eq!(seen, expected);
        assert_eq!(left, [(0, "[bookmark: _GoBack]".to_owned())]);
    }
}
