//! Text that quotes figures. In the workbook a figure stands as `{{key}}`, in the text the officer edits as 【label】;
//! on paper its number stands there. A backslash makes the character behind it a word's.

mod heading;
mod printed;

use serde::{Deserialize, Serialize};

pub use heading::HeadingNumbers;
pub use printed::{Origin, Printed};

use crate::error::{Error, Result};

/// A block of text before it has a place in a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// 0 body text; 1–4 `一、` `（一）` `1.` `（1）`.
    pub level: i64,
    /// A heading whose text runs on in the same paragraph.
    pub run_in: bool,
    /// With `{{key}}` for figures.
    pub text: String,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they stand.
    Words(&'a str),
    /// What stands between `{{` and `}}`.
    Reference(&'a str),
}

/// References every edition knows, beside its figures, with the labels they have in the text the officer edits.
pub const BUILT_IN: [(&str, &str); 5] = [
    ("year", "年度"),
    ("prior_year", "上年度"),
    ("unit", "填报单位"),
    ("total.score", "自评总分"),
    ("total.grade", "自评等级"),
];

/// Whether a reference is one every edition knows.
pub fn is_built_in(reference: &str) -> bool {
    BUILT_IN.iter().any(|(key, _)| *key == reference)
}

/// Cuts a text into words and references. An opening mark that is never closed is words.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    cut(text, "{{", "}}").into_iter().map(|(_, piece)| piece).collect()
}

/// The references of a text, in order.
pub fn references(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Reference(reference) => Some(reference),
        Piece::Words(_) => None,
    })
}

/// The text as the officer edits it: 【label】 for `{{key}}`. A key without label stays as it is.
pub fn to_editable(text: &str, label: impl Fn(&str) -> Option<String>) -> String {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => escape(&unescape(words), '【'),
        Piece::Reference(key) => label(key).map_or_else(|| format!("{{{{{key}}}}}"), |label| format!("【{label}】")),
    };
    pieces(text).into_iter().map(piece).collect()
}

/// The text as the workbook keeps it: `{{key}}` for 【label】.
///
/// # Errors
/// [`Error::UnknownReference`] where a label leads to no figure.
pub fn from_editable<'k>(text: &str, key: impl Fn(&str) -> Option<&'k str>) -> Result<String> {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => Ok(escape(&unescape(words), '{')),
        Piece::Reference(label) => key(label)
            .map(|key| format!("{{{{{key}}}}}"))
            .ok_or_else(|| Error::UnknownReference { text: format!("【{label}】") }),
    };
    cut(text, "【", "】").into_iter().map(|(_, found)| piece(found)).collect()
}

/// Words without their backslashes, as they are printed.
pub fn unescape(words: &str) -> String {
    if !words.contains('\\') {
        return words.to_owned();
    }
    let mut plain = String::with_capacity(words.len());
    let mut letters = words.chars();
    while let Some(letter) = letters.next() {
        plain.extend(if letter == '\\' { letters.next().or(Some(letter)) } else { Some(letter) });
    }
    plain
}

/// Words from outside as a text of the workbook: nothing in them is a reference.
pub fn as_words(words: &str) -> String {
    escape(words, '{')
}

/// Puts a backslash before each mark and each backslash.
fn escape(words: &str, mark: char) -> String {
    if !words.contains([mark, '\\']) {
        return words.to_owned();
    }
    let escaped = |letter: char| (letter == mark || letter == '\\').then_some('\\').into_iter().chain([letter]);
    words.chars().flat_map(escaped).collect()
}

/// Cuts at every mark that is neither escaped nor left open; what stands inside a mark never holds one. Each piece comes
/// with all its letters as they stand.
fn cut<'t>(text: &'t str, open: &str, close: &str) -> Vec<(&'t str, Piece<'t>)> {
    let marks = ['\\', open.chars().next().unwrap_or('\\')];
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(mark) = text[at..].find(marks) {
        at += mark;
        let name = text[at..].strip_prefix(open).and_then(|inside| {
            let clear = inside.find(marks).map_or(inside, |end| &inside[..end]);
            clear.split_once(close).map(|(name, _)| name)
        });
        match name {
            Some(name) => {
                if at > start {
                    pieces.push(words(&text[start..at]));
                }
                start = at;
                at += open.len() + name.len() + close.len();
                pieces.push((&text[start..at], Piece::Reference(name.trim())));
                start = at;
            }
            None => {
                // A backslash takes the letter behind it along.
                let taken = if text[at..].starts_with('\\') { 2 } else { 1 };
                at += text[at..].chars().take(taken).map(char::len_utf8).sum::<usize>();
            }
        }
    }
    if start < text.len() {
        pieces.push(words(&text[start..]));
    }
    pieces
}

fn words(text: &str) -> (&str, Piece<'_>) {
    (text, Piece::Words(text))
}

/// Reads a chapter written as Markdown: `#` to `####` headings, `###+` a heading that runs on, one line a block.
pub fn read_markdown(markdown: &str) -> Vec<Draft> {
    let block = |line: &str| {
        let level = line.chars().take_while(|c| *c == '#').count();
        let rest = &line[level..];
        let (run_in, rest) = match rest.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        Draft { level: i64::try_from(level.min(4)).unwrap_or(0), run_in, text: rest.trim().to_owned() }
    };
    markdown.lines().map(str::trim).filter(|line| !line.is_empty()).map(block).collect()
}

/// How many characters of a run-in paragraph are its heading: up to the first 。 and with it.
pub fn heading_chars(text: &str) -> usize {
    text.chars().position(|c| c == '。').map_or(0, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reference_is_cut_from_its_words() {
        assert_eq!(
            pieces("共{{staff.quota}}人"),
            [Piece::Words("共"), Piece::Reference("staff.quota"), Piece::Words("人")]
        );
        assert_eq!(pieces("\\{{不是}}"), [Piece::Words("\\{{不是}}")]);
        assert_eq!(pieces("没有{{闭合"), [Piece::Words("没有{{闭合")]);
    }

    #[test]
    fn the_editable_text_shows_labels() {
        let label = |key: &str| (key == "staff.quota").then(|| "编制数".to_owned());
        assert_eq!(to_editable("共{{staff.quota}}人，见【注】", label), "共【编制数】人，见\\【注】");
    }

    #[test]
    fn an_unknown_label_is_refused_by_name() {
        let error = from_editable("共【编制】人", |_| None).expect_err("is unknown");
        assert!(error.to_string().contains("【编制】"));
    }

    #[test]
    fn markdown_gives_levels_and_run_in_headings() {
        let blocks = read_markdown("# 概况\n\n###+ 负责登记。组织实施。\n正文");
        let seen: Vec<(i64, bool, &str)> =
            blocks.iter().map(|block| (block.level, block.run_in, block.text.as_str())).collect();
        assert_eq!(seen, [(1, false, "概况"), (3, true, "负责登记。组织实施。"), (0, false, "正文")]);
        assert_eq!(heading_chars("负责登记。组织实施。"), 5);
    }

    proptest! {
        #[test]
        fn editing_changes_nothing_by_itself(text in "[a{}【】\\\\中编制数 ]{0,20}") {
            let kept = from_editable(&text, |_| Some("staff.quota"));
            if let Ok(kept) = kept {
                let shown = to_editable(&kept, |_| Some("编制数".to_owned()));
                prop_assert_eq!(from_editable(&shown, |_| Some("staff.quota")).ok(), Some(kept));
            }
        }
    }
}
