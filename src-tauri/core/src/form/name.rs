//! Names on a bureau's form, made comparable: width of characters, numbering, quotation marks and blanks do not count.

use rust_decimal::Decimal;

/// Characters in one width and one spelling: digits, brackets, comparisons, dashes. Blanks go, line breaks stay.
pub(super) fn plain(text: &str) -> String {
    let one = |letter: char| match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '≦' | '⩽' | '≤' => '≤',
        '≧' | '⩾' | '≥' => '≥',
        '﹤' => '<',
        '﹥' => '>',
        '﹪' => '%',
        '–' | '—' | '−' | '〜' | '∼' => '-',
        '〔' | '﹝' => '(',
        '〕' | '﹞' => ')',
        other => other,
    };
    let shown = |letter: &char| *letter == '\n' || !(letter.is_whitespace() || letter.is_control());
    text.chars().filter(shown).map(one).collect()
}

/// A name to compare: plain, without numbering, 其中, quotation marks and what stands in brackets.
pub(super) fn bare(text: &str) -> String {
    let text = plain(text).replace('\n', "");
    let text = without_brackets(unnumbered(&text));
    let text = text.trim_start_matches("其中").trim_start_matches([':', '、']);
    unnumbered(text).chars().filter(|letter| !"“”‘’\"'「」《》:;、,。".contains(*letter)).collect()
}

/// A name as it is written, on one line, without numbering, 其中 and a colon at its end: a label for the officer.
pub(super) fn label(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    let text = unnumbered(&text);
    let text = ["其中：", "其中:", "其中、", "其中"].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    unnumbered(text).trim_end_matches(['：', ':', '，', '。', '；']).to_owned()
}

/// Lines joined and blanks between Chinese characters dropped (投　入).
pub(super) fn joined(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A name without the numbering before it: `一、`, `（二）`, `3.`, `①`.
pub(super) fn unnumbered(text: &str) -> &str {
    let numeral = |letter: char| letter.is_ascii_digit() || "一二三四五六七八九十０１２３４５６７８９".contains(letter);
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix(|letter: char| ('①'..='⑳').contains(&letter)) {
        return rest.trim_start_matches(['、', '.', '．']);
    }
    if let Some(inside) = text.strip_prefix(['(', '（'])
        && let Some((number, rest)) = inside.split_once([')', '）'])
        && !number.is_empty()
        && number.chars().all(numeral)
    {
        return rest.trim_start_matches(['、', '.', '．']);
    }
    let digits = text.trim_start_matches(numeral);
    match digits.strip_prefix(['、', '.', '．', ')', '）']) {
        Some(rest) if digits.len() < text.len() && !rest.starts_with(|c: char| c.is_ascii_digit()) => rest.trim_start(),
        _ => text,
    }
}

fn without_brackets(text: &str) -> String {
    let (mut depth, mut kept) = (0_usize, String::new());
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

/// Letters that may stand in a key of ours.
pub(super) fn key_part(text: &str) -> String {
    bare(text).chars().filter(|letter| letter.is_alphanumeric()).take(40).collect()
}

/// A weight: `5`, `5分`, `（5分）`, `5.0`.
pub(super) fn weight(text: &str) -> Option<Decimal> {
    let text = plain(text).replace('\n', "");
    let digits = text.trim_matches(['(', ')']).trim_end_matches('分');
    let whole = digits.len() <= 8 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    Decimal::from_str_exact(digits).ok().filter(|_| whole).map(|weight| weight.normalize())
}

/// A weight that stands in brackets behind a name: 投入（15分）.
pub(super) fn weight_in_name(text: &str) -> Option<Decimal> {
    let text = plain(text).replace('\n', "");
    let inside = text.strip_suffix(')')?.rsplit_once('(')?.1;
    weight(inside).filter(|_| inside.ends_with('分') || inside.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_marks_and_width_do_not_count() {
        for text in [
            "（一）公务用车购置费",
            "1、公务用车购置费",
            "　　其中：公务用车购置费",
            "１．公务用车购置费",
            "“公务用车”购置费：",
        ] {
            assert_eq!(bare(text), "公务用车购置费", "{text}");
        }
        assert_eq!(bare("一、“三公”经费"), "三公经费");
        assert_eq!(bare("因公出国（境）费"), "因公出国费");
        assert_eq!(label("（3）区级专项资金："), "区级专项资金");
    }

    #[test]
    fn a_weight_is_read_alone_and_in_a_name() {
        assert_eq!(weight("５分"), Some(Decimal::from(5)));
        assert_eq!(weight("—"), None);
        assert_eq!(weight_in_name("投 入\n（15分）"), Some(Decimal::from(15)));
        assert_eq!(weight_in_name("投入（本年）"), None);
    }
}
