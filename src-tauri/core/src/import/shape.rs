//! What the words of a numbered line look like: a title, a heading whose text runs on, or plain text.

/// The longest heading, in characters.
pub(super) const LONGEST_HEADING: usize = 40;
/// The longest words before a colon that can stand as a heading of their own.
const LONGEST_LEAD: usize = 20;

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Short words without an end: 机构情况
    Title,
    /// One short sentence: 不断优化营商环境。
    Sentence,
    /// A short sentence with more behind it: 负责登记。组织实施。
    RunIn,
    /// Anything else.
    Text,
}

/// What words look like.
pub(super) fn shape(words: &str) -> Shape {
    let start: Vec<char> = words.chars().take(LONGEST_HEADING + 2).collect();
    let is_short = start.len() <= LONGEST_HEADING;
    match start.iter().position(|c| matches!(c, '。' | '！' | '？')) {
        Some(end) if end > LONGEST_HEADING || has_semicolon(&start[..end]) => Shape::Text,
        Some(end) if end + 1 == start.len() => Shape::Sentence,
        Some(end) if start[end] == '。' => Shape::RunIn,
        Some(_) => Shape::Text,
        None if is_short && !has_semicolon(&start) && !is_open(&start) && !is_amount(&start) => Shape::Title,
        None => Shape::Text,
    }
}

fn has_semicolon(letters: &[char]) -> bool {
    letters.iter().any(|c| matches!(c, '；' | ';'))
}

/// Words that something must follow.
fn is_open(letters: &[char]) -> bool {
    match letters.last() {
        Some('：' | ':') => letters.len() > LONGEST_LEAD,
        Some(last) => matches!(last, '，' | ',' | '、'),
        None => true,
    }
}

/// An item of a list of amounts: 药品监管经费120万元
fn is_amount(letters: &[char]) -> bool {
    let measured = letters.last().is_some_and(|last| matches!(last, '元' | '%' | '％' | '人'));
    measured && letters.iter().any(char::is_ascii_digit)
}

/// Bytes of the words up to the colon behind a short lead: 主要职能：
pub(super) fn lead(words: &str) -> Option<usize> {
    let (at, colon) = words.char_indices().take(LONGEST_LEAD).find(|(_, c)| matches!(c, '：' | ':'))?;
    let end = at + colon.len_utf8();
    let plain = words.get(..at)?.chars().all(|c| !matches!(c, '，' | '。' | '；' | ',' | ';') && !c.is_ascii_digit());
    let more = words.get(end..)?.chars().any(|c| !c.is_whitespace());
    (plain && at > 0 && more).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_look_like_what_they_are() {
        for (words, expected) in [
            ("机构情况", Shape::Title),
            ("主要职能：", Shape::Title),
            ("不断优化营商环境，促进增长。", Shape::Sentence),
            ("负责登记。组织实施。", Shape::RunIn),
            ("负责登记；", Shape::Text),
            ("负责登记；组织实施。", Shape::Text),
            ("药品监管经费120万元", Shape::Text),
            ("主要包括：甲、乙、", Shape::Text),
        ] {
            assert_eq!(shape(words), expected, "{words}");
        }
        assert_eq!(shape(&"长".repeat(41)), Shape::Text);
        assert_eq!(shape(&("长".repeat(41) + "。")), Shape::Text);
    }

    #[test]
    fn a_lead_ends_at_its_colon() {
        assert_eq!(lead("主要职能：负责登记。"), Some("主要职能：".len()));
        assert_eq!(lead("主要职能："), None);
        assert_eq!(lead("本年支出5万元，其中：甲"), None);
    }
}
