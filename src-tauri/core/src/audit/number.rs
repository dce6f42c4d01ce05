//! The numbers of a text, each with its unit: `1,080,211万元`, `2600多处`, `5万批次`, `近85%`, `二十个`. Dates, numbers of
//! documents, ranges, and whatever has no known unit are not among them.

use std::ops::Range;

use rust_decimal::Decimal;

use super::span::Span;
use super::unit::{self, Kind, Unit};
use crate::quantity;

/// A number as printed.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    /// Number and unit, with what says that it is not exact: bytes of the text.
    pub(super) range: Range<usize>,
    /// The digits alone.
    pub(super) digits: Range<usize>,
    /// The value in the unit's own terms (元, not 万元; per cent as the number before the sign).
    pub(super) value: Decimal,
    /// What one unit of the last printed digit is worth.
    pub(super) last_place: Decimal,
    /// What 万 or 亿 multiplies by.
    pub(super) multiplier: Decimal,
    /// Decimals as printed.
    pub(super) places: u32,
    pub(super) unit: Unit,
    /// The measure word of what it is for each of: 80元/头.
    pub(super) per: Option<&'static str>,
    pub(super) bound: Bound,
}

/// How exactly a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// As printed.
    Exact,
    /// 近, 约, 左右.
    About,
    /// 超过, 以上, 余, 多.
    AtLeast,
    /// 以下, 以内.
    AtMost,
}

impl Quantity {
    /// The values that print so.
    pub(super) fn span(&self) -> Span {
        self.span_of_place(self.last_place)
    }

    /// The values it may have where its last place is worth `last_place`.
    pub(super) fn span_of_place(&self, last_place: Decimal) -> Span {
        let half = if self.is_exact() { Decimal::ZERO } else { last_place / Decimal::TWO };
        let plain = Span::around(self.value, half);
        let leeway = (self.value / Decimal::from(20)).abs();
        match self.bound {
            Bound::Exact => plain,
            Bound::About => Span::around(self.value, leeway),
            Bound::AtLeast => Span { high: self.value.checked_mul(Decimal::TWO).unwrap_or(self.value), ..plain },
            Bound::AtMost => Span { low: Decimal::ZERO, ..plain },
        }
    }

    /// Whether it was counted one by one; points are given, never rounded.
    pub(super) fn is_exact(&self) -> bool {
        let counted = self.unit.kind == Kind::Count && self.multiplier == Decimal::ONE && self.places == 0;
        counted || self.unit.kind == Kind::Score
    }

    /// The value as the printed digits would say it, without 万 or 亿.
    pub(super) fn printed(&self) -> Decimal {
        (self.value / self.multiplier).round_dp(self.places)
    }
}

/// Words around a number that make it inexact: before it, and behind its unit.
const BOUNDS: &[(Bound, &[&str], &[&str])] = &[
    (Bound::About, &["近", "约", "大约", "接近", "将近", "几乎"], &["左右", "上下"]),
    (Bound::AtLeast, &["超", "超过", "逾", "突破", "不少于", "不低于", "至少"], &["以上", "余", "有余", "多"]),
    (Bound::AtMost, &["不超过", "不高于", "不足", "至多"], &["以下", "以内"]),
];
/// Nothing in a report is worth as much, and sums of smaller numbers can all be reckoned exactly: 10¹⁸.
const GREATEST: Decimal = Decimal::from_parts(0xA764_0000, 0x0DE0_B6B3, 0, false, 0);
/// Digits beyond which no amount of a report goes.
const LONGEST: usize = 15;

/// Numbers of one text that are looked at: some fifty times those of a report of twenty pages. Behind them it is none.
pub(super) const MOST: usize = 50_000;

/// Every number of the text that has a unit, in order; dates are left out.
pub(super) fn read(text: &str) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|_| found.len() < MOST) {
        let Some(offset) = rest.find(|c: char| c.is_ascii_digit() || is_numeral(c)) else { break };
        let start = at + offset;
        let run = if text[start..].starts_with(|c: char| c.is_ascii_digit()) {
            digits(text, start)
        } else {
            numerals(text, start)
        };
        at = run.end.max(start + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        let quantity = run.value.and_then(|value| {
            measured(text, start, run.end, value)
                .or_else(|| of_ratio(text, start, run.end, value))
                .or_else(|| to_one(text, start, run.end, value))
        });
        if let Some(quantity) = quantity {
            at = quantity.range.end;
            if quantity.unit.kind != Kind::Date {
                found.push(quantity);
            }
        }
    }
    found
}

struct Run {
    end: usize,
    value: Option<(Decimal, u32)>,
}

/// A run of Arabic digits that starts at `start`: where it ends, and its value unless it is part of something else.
fn digits(text: &str, start: usize) -> Run {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    let mut point = None;
    while let Some(byte) = bytes.get(end) {
        match byte {
            b'0'..=b'9' => {}
            b',' => {}
            b'.' if point.is_none() && is_digit(end + 1) => point = Some(end),
            _ => break,
        }
        end += 1;
    }
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let is_heading = before.is_none() && point.is_some_and(|point| point - start <= 2);
    let is_part = before.is_some_and(|c| c.is_ascii_alphabetic() || "第〔[/+.~—–#×*".contains(c))
        || after.is_some_and(|c| c.is_ascii_alphabetic() || "/+~—–-〕]×*".contains(c))
        || is_range(text, start);
    if is_part || is_heading || end - start > LONGEST {
        return Run { end, value: None };
    }
    let negative = before == Some('-') && !text[..start - 1].ends_with(|c: char| c.is_ascii_alphanumeric());
    let places = point.map_or(0, |point| u32::try_from(end - point - 1).unwrap_or(0));
    let value = Decimal::from_str_exact(&text[start..end].replace(',', "")).ok();
    Run { end, value: value.map(|value| (if negative { -value } else { value }, places)) }
}

/// Whether the number ends a range such as `3-30年` or `1至3月`; 至 after a number with a unit is none (从5人至8人).
fn is_range(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches(['-', '至', '~', '—', '–']);
    before.len() < start && before.ends_with(|c: char| c.is_ascii_digit())
}

fn is_numeral(c: char) -> bool {
    "两二三四五六七八九十百千".contains(c)
}

/// A run of Chinese numerals; what stands in a fixed phrase (“三公”, 第三, 十分, 四个一) is none.
fn numerals(text: &str, start: usize) -> Run {
    let length: usize =
        text[start..].chars().take_while(|c| is_numeral(*c) || "一零〇".contains(*c)).map(char::len_utf8).sum();
    let end = start + length;
    let before = text[..start].chars().next_back();
    let is_part = before.is_some_and(|c| "第“‘《十一万亿几数每星期周之".contains(c) || c.is_ascii_digit());
    let counts = unit::read(&text[end..]).filter(|(unit, _)| unit.kind == Kind::Count);
    let phrase =
        text[end..].starts_with("个一") || text[end..].starts_with("项清单") || text[end..].starts_with("对口");
    if is_part || phrase || counts.is_none() || length > 3 * LONGEST {
        return Run { end, value: None };
    }
    Run { end, value: quantity::chinese_digits(&text[start..end]).map(|value| (value, 0)) }
}

/// The number with the unit that follows it.
fn measured(text: &str, start: usize, digits_end: usize, (number, places): (Decimal, u32)) -> Option<Quantity> {
    let mut end = digits_end;
    let mut more = skip(text, &mut end, &["多", "余", "几"]);
    let (multiplier, unit) = match unit::read(&text[end..]) {
        Some((unit, length)) => {
            end += length;
            (Decimal::ONE, unit)
        }
        None => {
            let (multiplier, length) = unit::multiplier(&text[end..])?;
            end += length;
            more |= skip(text, &mut end, &["多", "余"]);
            match unit::read(&text[end..]) {
                Some((unit, length)) => {
                    end += length;
                    (multiplier, unit)
                }
                None => (multiplier, unit_of_row(&text[end..])?),
            }
        }
    };
    let per = per(&text[end..]);
    end += per.map_or(0, |(_, length)| length);
    let per = per.map(|(word, _)| word);
    let around = |(_, before, after): &&(Bound, &[&str], &[&str])| {
        before.iter().any(|word| text[..start].ends_with(word) && !ends_in_verb(&text[..start]))
            || after.iter().any(|word| {
                // 比上年的2820件多318件, 比上年的10642.36万元多支出626.75万元
                text[end..]
                    .strip_prefix(word)
                    .is_some_and(|rest| *word != "多" || places == 0 && !rest.starts_with(|c: char| c.is_ascii_digit()))
            })
    };
    // The last that fits: 不超过 also ends like 超过.
    let bound = BOUNDS.iter().rfind(around).map_or(Bound::Exact, |(bound, _, _)| *bound);
    let bound = if more { Bound::AtLeast } else { bound };
    let value = number.checked_mul(multiplier).filter(|value| value.abs() < GREATEST)?;
    let sign = usize::from(number.is_sign_negative());
    Some(Quantity {
        range: start - sign..end,
        digits: start - sign..digits_end,
        value,
        last_place: Decimal::new(1, places).checked_mul(multiplier)?,
        multiplier,
        places,
        unit,
        per,
        bound,
    })
}

/// Numbers of a row that have one unit at its end.
const LONGEST_ROW: usize = 8;

/// The unit that the last of a row bears for all: 9.86万、8.42万、7.75万人次.
fn unit_of_row(text: &str) -> Option<Unit> {
    let mut rest = text;
    for _ in 0..LONGEST_ROW {
        rest = rest.strip_prefix(['、', '和'])?;
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let (_, length) = unit::multiplier(number).filter(|_| number.len() < rest.len())?;
        rest = number.get(length..)?;
        if let Some((unit, _)) = unit::read(rest) {
            return Some(unit);
        }
    }
    None
}

/// A number of a ratio of at least three: `15.9：31.3：52.8`.
fn of_ratio(text: &str, start: usize, end: usize, (value, places): (Decimal, u32)) -> Option<Quantity> {
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    let joined = |c: char| is_number(c) || c == '：';
    let before = text[..start].chars().rev().take(24).take_while(|c| joined(*c)).filter(|c| *c == '：').count();
    let after = text[end..].chars().take(24).take_while(|c| joined(*c)).filter(|c| *c == '：').count();
    // The mark before the first number belongs to the words: 比例：1：2：3.
    let starts_with_mark = text[..start].ends_with('：');
    let follows = starts_with_mark && text[..start].trim_end_matches('：').ends_with(is_number);
    let numbers = if follows { before } else { 0 } + after + 1;
    (numbers >= 3).then(|| Quantity {
        range: start..end,
        digits: start..end,
        value,
        last_place: Decimal::new(2, places),
        multiplier: Decimal::ONE,
        places,
        unit: Unit { kind: Kind::Ratio, word: "：" },
        per: None,
        bound: Bound::Exact,
    })
}

/// What is said to be so many to one, `生师比13.20：1`.
fn to_one(text: &str, start: usize, end: usize, (value, places): (Decimal, u32)) -> Option<Quantity> {
    const TO_ONE: &str = "：1";
    let rest = text[end..].strip_prefix(TO_ONE)?;
    let words = text[..start].trim_end_matches(['为', '是', '约', '达']);
    let stands_alone = !rest.starts_with(|c: char| c.is_ascii_digit() || ".：%".contains(c)) && words.ends_with('比');
    stands_alone.then(|| Quantity {
        range: start..end + TO_ONE.len(),
        digits: start..end,
        value,
        last_place: Decimal::new(1, places),
        multiplier: Decimal::ONE,
        places,
        unit: Unit { kind: Kind::Ratio, word: TO_ONE },
        per: None,
        bound: Bound::Exact,
    })
}

/// The measure word behind a slash, `/平方米`, and the length of both in bytes; of several, `/人·年`, it is none of a count.
fn per(text: &str) -> Option<(&'static str, usize)> {
    let rest = text.strip_prefix('/')?;
    let length: usize = rest
        .chars()
        .take_while(|c| !"，；：。、！？（）\t\n".contains(*c) && !c.is_ascii_digit())
        .map(char::len_utf8)
        .sum();
    let word = unit::read(rest).filter(|(_, read)| *read == length).map_or("", |(unit, _)| unit.word);
    Some((word, 1 + length))
}

/// Whether what looks like 约 or 近 is the end of a word that says something else.
fn ends_in_verb(text: &str) -> bool {
    ["节约", "集约", "预约", "签约", "合约", "履约", "附近", "最近"].iter().any(|word| text.ends_with(word))
}

fn skip(text: &str, end: &mut usize, words: &[&str]) -> bool {
    let word = words.iter().find(|word| text[*end..].starts_with(**word));
    *end += word.map_or(0, |word| word.len());
    word.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Vec<String> {
        read(text)
            .iter()
            .map(|found| {
                format!(
                    "{} {}{}",
                    found.value.normalize(),
                    found.unit.word,
                    if found.bound == Bound::Exact { "" } else { "~" }
                )
            })
            .collect()
    }

    #[test]
    fn numbers_are_read_with_their_units() {
        assert_eq!(
            read_all("收入1,080,211万元，增长2.5%，排查2600多处，检测5万批次"),
            ["10802110000 元", "2.5 %", "2600 处~", "50000 批次"]
        );
        assert_eq!(
            read_all("提高0.73个百分点，增长2.4倍，受训近1.2万人次，得95.5分"),
            ["0.73 个百分点", "2.4 倍", "12000 人次~", "95.5 分"]
        );
        assert_eq!(read_all("分别为9.86万、8.42万、7.75万人次"), ["98600 人次", "84200 人次", "77500 人次"]);
        assert_eq!(read_all("设二十个科室，帮扶三家单位，结余-16966万元"), ["20 个", "3 家", "-169660000 元"]);
    }

    #[test]
    fn dates_ranges_names_and_numbers_of_documents_are_no_numbers() {
        for text in [
            "2020年12月16日",
            "财预〔2020〕10号",
            "第5条",
            "3—30年期",
            "1-11月",
            "PM2.5浓度",
            "4A级景区",
            "7mall商场",
            "12345热线",
            "“三公”经费",
            "十分重要",
            "第三产业",
            "“四个一”",
            "比例为1:2",
            "1.2020年",
            "2019-2021年",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read_all(text));
        }
    }

    #[test]
    fn a_plain_count_is_exact_and_a_rounded_amount_is_not() {
        let span = |text: &str| read(text)[0].span();
        assert_eq!(span("有48591户"), Span::around(Decimal::from(48591), Decimal::ZERO));
        assert_eq!(span("有5.0万户"), Span::around(Decimal::from(50000), Decimal::from(500)));
        assert_eq!(span("有32.5万元"), Span::around(Decimal::from(325_000), Decimal::from(500)));
    }
}
