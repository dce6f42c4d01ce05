//! Marks and words that stand twice in a row or side by side where one is meant: 。。, ，。, 的的.

use crate::audit::finding::AuditFinding;
use crate::audit::report::Page;
use crate::check::Grade;

/// Marks of which none stands right behind another.
const MARKS: [char; 7] = ['。', '，', '、', '；', '：', '！', '？'];
/// Words written twice by a slip, with what stands before or behind them where both are right: 目的的, 的的确确.
const WORDS: [(&str, &[&str], &[&str]); 2] =
    [("的的", &["目", "有"], &["确", "士"]), ("和和", &[], &["气", "睦", "美"])];
/// Findings of one paragraph.
const ENOUGH: usize = 8;

pub(super) fn check(page: &Page<'_>) -> Vec<AuditFinding> {
    let text = page.paragraph.text.as_str();
    let pairs = text.char_indices().zip(text.chars().skip(1));
    let marks =
        pairs.filter(|((_, one), other)| MARKS.contains(one) && MARKS.contains(other) && !are_cries(*one, *other));
    let marks = marks.map(|((at, one), other)| {
        let range = at..at + one.len_utf8() + other.len_utf8();
        page.remark("text_doubled", Grade::Hint, range, format!("“{one}{other}”两个标点连在一起，请删去一个。"))
    });
    let words = WORDS.iter().flat_map(|(word, before, behind)| {
        text.match_indices(word).filter(move |(at, _)| {
            let head = text.get(..*at).unwrap_or_default();
            let tail = text.get(at + word.len()..).unwrap_or_default();
            !before.iter().any(|word| head.ends_with(word)) && !behind.iter().any(|word| tail.starts_with(word))
        })
    });
    let words = words.map(|(at, word)| {
        page.remark("text_doubled", Grade::Hint, at..at + word.len(), format!("“{word}”像是多打了一个字，请核对。"))
    });
    marks.chain(words).take(ENOUGH).collect()
}

/// ！！ and ？！ are meant.
fn are_cries(one: char, other: char) -> bool {
    "！？".contains(one) && "！？".contains(other)
}
