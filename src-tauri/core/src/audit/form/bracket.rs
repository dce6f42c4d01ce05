//! Brackets and quotation marks that do not pair.

use crate::audit::finding::AuditFinding;
use crate::audit::report::Page;
use crate::check::Grade;

const PAIRS: [(char, char); 8] =
    [('（', '）'), ('(', ')'), ('“', '”'), ('‘', '’'), ('《', '》'), ('【', '】'), ('〔', '〕'), ('「', '」')];

/// Findings of one paragraph: where there are more, it is no prose.
const ENOUGH: usize = 8;
/// Marks within marks that are looked through for the one that opens.
const DEEPEST: usize = 64;

pub(super) fn check(page: &Page<'_>) -> Vec<AuditFinding> {
    let text = page.paragraph.text.as_str();
    let (mut open, mut findings) = (Vec::<(usize, char)>::new(), Vec::new());
    for (at, c) in text.char_indices() {
        if findings.len() >= ENOUGH {
            break;
        }
        if PAIRS.iter().any(|(opening, _)| *opening == c) {
            open.push((at, c));
        } else if PAIRS.iter().any(|(_, closing)| *closing == c) && !ends_a_number(text, at, c) {
            let near = open.len().saturating_sub(DEEPEST);
            let found = open.iter().skip(near).rposition(|(_, opening)| same_sort(*opening, c));
            match found.map(|found| near + found) {
                Some(found) => {
                    let unclosed = open.split_off(found);
                    findings.extend(unclosed.iter().skip(1).map(|(at, c)| unpaired(page, *at, *c)));
                    findings.extend(unclosed.first().and_then(|(at, opening)| mixed(page, *at, *opening, c)));
                }
                None => findings.push(unpaired(page, at, c)),
            }
        }
    }
    findings.extend(open.iter().take(ENOUGH).map(|(at, c)| unpaired(page, *at, *c)));
    findings.truncate(ENOUGH);
    findings
}

/// Half and full width close each other, though they should not.
fn same_sort(opening: char, closing: char) -> bool {
    PAIRS.contains(&(opening, closing)) || matches!((opening, closing), ('（', ')') | ('(', '）'))
}

/// `1）` and `a)` number an item.
fn ends_a_number(text: &str, at: usize, closing: char) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let number = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c));
    let is_short = (1..=6).contains(&(before.len() - number.len()));
    let free = number.is_empty() || number.ends_with(|c: char| c.is_whitespace() || "，；：。、".contains(c));
    matches!(closing, '）' | ')') && is_short && free
}

fn unpaired(page: &Page<'_>, at: usize, c: char) -> AuditFinding {
    let is_opening = PAIRS.iter().any(|(opening, _)| *opening == c);
    let message = match is_opening {
        true => format!("“{c}”没有与它配对的后一半，请补上。"),
        false => format!("“{c}”没有与它配对的前一半，请补上或删去。"),
    };
    page.remark("text_bracket", Grade::Hint, around(&page.paragraph.text, at), message)
}

fn mixed(page: &Page<'_>, at: usize, opening: char, closing: char) -> Option<AuditFinding> {
    let message = format!("括号“{opening}”和“{closing}”一半全角一半半角，请改成一样的。");
    let is_mixed = !PAIRS.contains(&(opening, closing));
    is_mixed.then(|| page.remark("text_bracket_width", Grade::Hint, around(&page.paragraph.text, at), message))
}

/// A mark with some words behind it, so that it can be found.
fn around(text: &str, at: usize) -> std::ops::Range<usize> {
    let end = text.get(at..).and_then(|rest| rest.char_indices().nth(12)).map_or(text.len(), |(length, _)| at + length);
    at..end
}
