//! The number a line begins with, however it is written: 一、 （一） 1. 1、 （1） 1） ① 第一章, half and full width.

use crate::quantity;

/// How a number is written. In the order of GB/T 9704—2012, 7.3.3: a later one usually stands below an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// 第一章, 第一部分
    Named,
    /// 一、
    Chinese,
    /// （一）
    BracketedChinese,
    /// 1. or 1．
    Point,
    /// 1、
    Comma,
    /// （1）
    BracketedDigit,
    /// 1）
    HalfBracket,
    /// ①
    Circled,
}

/// A number at the head of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) style: Style,
    pub(super) value: usize,
    /// Bytes of it with its marks and the blanks behind.
    pub(super) end: usize,
}

/// The largest number a heading has.
const LARGEST: usize = 99;

/// The number a trimmed line begins with; none where nothing stands behind it.
pub(super) fn at_head(line: &str) -> Option<Number> {
    let (style, value, length) = named(line).or_else(|| circled(line)).or_else(|| marked(line))?;
    let rest = line.get(length..)?;
    // （1）、 has two marks.
    let marked_twice = matches!(style, Style::BracketedChinese | Style::BracketedDigit | Style::HalfBracket);
    let mark = rest.chars().next().filter(|c| marked_twice && matches!(c, '、' | '.' | '．' | '，'));
    let rest = rest.get(mark.map_or(0, char::len_utf8)..)?;
    let words = rest.trim_start();
    let sound = (1..=LARGEST).contains(&value) && !words.is_empty();
    sound.then_some(Number { style, value, end: line.len() - words.len() })
}

/// 第一章, 第一节, 第一部分
fn named(line: &str) -> Option<(Style, usize, usize)> {
    let rest = line.strip_prefix('第')?;
    let (value, length, _) = digits(rest)?;
    let behind = rest.get(length..)?;
    let word = ["部分", "章", "节"].into_iter().find(|word| behind.starts_with(word))?;
    let end = line.len() - behind.len() + word.len();
    let mark = line.get(end..)?.chars().next().filter(|c| matches!(c, '、' | '：' | ':' | '.' | '．'));
    Some((Style::Named, value, end + mark.map_or(0, char::len_utf8)))
}

/// ① to ⑳
fn circled(line: &str) -> Option<(Style, usize, usize)> {
    let first = line.chars().next().filter(|c| ('①'..='⑳').contains(c))?;
    let value = usize::try_from(u32::from(first) - u32::from('①') + 1).ok()?;
    let mark = line.get(first.len_utf8()..)?.chars().next().filter(|c| matches!(c, '、' | '.' | '．'));
    Some((Style::Circled, value, first.len_utf8() + mark.map_or(0, char::len_utf8)))
}

/// A number with a mark behind it, or between brackets.
fn marked(line: &str) -> Option<(Style, usize, usize)> {
    let opening = line.chars().next().filter(|c| matches!(c, '（' | '(' | '〔')).map_or(0, char::len_utf8);
    let inside = line.get(opening..)?;
    let blank = inside.len() - inside.trim_start_matches([' ', '\u{3000}']).len();
    let (value, length, is_chinese) = digits(inside.get(blank..)?)?;
    let behind = inside.get(blank + length..)?;
    let mark = behind.trim_start_matches([' ', '\u{3000}']).chars().next()?;
    let blanks = behind.len() - behind.trim_start_matches([' ', '\u{3000}']).len();
    let rest = behind.get(blanks + mark.len_utf8()..)?;
    let style = match (opening > 0, is_chinese, mark) {
        (true, true, '）' | ')' | '〕') => Style::BracketedChinese,
        (true, false, '）' | ')' | '〕') => Style::BracketedDigit,
        (false, true, '、' | '．' | '.') => Style::Chinese,
        (false, false, '、') => Style::Comma,
        (false, false, '.' | '．') if !is_decimal(rest) => Style::Point,
        (false, false, '）' | ')') => Style::HalfBracket,
        _ => return None,
    };
    // A blank before the mark is a slip within brackets only: `2020 、` begins no line.
    let sound = opening > 0 || (blank == 0 && blanks == 0);
    sound.then_some((style, value, opening + blank + length + blanks + mark.len_utf8()))
}

/// Whether what stands behind a point goes on as a number: 1.5万元, 2020.12.3. A year may begin the words: 8.2020省级专项.
fn is_decimal(rest: &str) -> bool {
    let digits: Vec<char> = rest.chars().take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).collect();
    let behind = rest.chars().nth(digits.len());
    let is_year = digits.len() == 4 && behind.is_some_and(|c| !matches!(c, '.' | '万' | '亿' | '元' | '%' | '％'));
    !digits.is_empty() && !is_year
}

/// Digits of either width or Chinese numerals at the head: their value, their bytes, and whether they are Chinese.
fn digits(text: &str) -> Option<(usize, usize, bool)> {
    let arabic = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let chinese = |c: char| "一二三四五六七八九十".contains(c);
    let is_chinese = text.starts_with(chinese);
    let length = text.find(|c| if is_chinese { !chinese(c) } else { !arabic(c) }).unwrap_or(text.len());
    let number = text.get(..length).filter(|number| (1..=3).contains(&number.chars().count()))?;
    let value = if is_chinese { quantity::chinese_digits(number)?.to_string() } else { quantity::half_width(number) };
    Some((value.parse().ok()?, length, is_chinese))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_written() {
        for (line, style, value, words) in [
            ("1、 部门基本情况", Style::Comma, 1, "部门基本情况"),
            ("一、概况", Style::Chinese, 1, "概况"),
            ("（二十三）完成任务。", Style::BracketedChinese, 23, "完成任务。"),
            ("(一)概况", Style::BracketedChinese, 1, "概况"),
            ("2． 机构情况", Style::Point, 2, "机构情况"),
            ("１.机构", Style::Point, 1, "机构"),
            ("（1）、推进", Style::BracketedDigit, 1, "推进"),
            ("(１２) 推进", Style::BracketedDigit, 12, "推进"),
            ("3）推进", Style::HalfBracket, 3, "推进"),
            ("②推进", Style::Circled, 2, "推进"),
            ("第一章 概况", Style::Named, 1, "概况"),
            ("第二部分：概况", Style::Named, 2, "概况"),
            ("8.2020省级专项", Style::Point, 8, "2020省级专项"),
        ] {
            let number = at_head(line).unwrap_or_else(|| panic!("{line} has a number"));
            assert_eq!((number.style, number.value, &line[number.end..]), (style, value, words), "{line}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for line in [
            "1.5万元",
            "2020.12.3",
            "2020年",
            "一是推进",
            "第一，推进",
            "（略）",
            "3、",
            "100000、甲",
            "1998.5",
            "十分重要",
        ] {
            assert_eq!(at_head(line), None, "{line}");
        }
    }
}
