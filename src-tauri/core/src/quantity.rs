//! Amounts, counts, rates and dates: how they are read as an officer types or pastes them, rounded, and printed. Screen
//! and paper take the same string from here. Decimal throughout; 四舍五入.

use chinese_number::{ChineseCountMethod, ChineseToNumber};
use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// What is counted. It decides how a value is read, kept and printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 万元, kept exactly to the 分 (six decimals), printed with two.
    Money,
    /// Whole people.
    People,
    /// Whole things.
    Count,
    /// ㎡, to two decimals.
    Area,
    /// A rate worked out: a fraction (1 = 100 %), printed as a percentage with two decimals.
    Percent,
    /// A rate as it was given: a fraction, printed as a percentage with the decimals it was given.
    GivenPercent,
    /// Any number, printed as it was given.
    Number,
    /// 是 (1) or 否 (0).
    YesNo,
    /// Words.
    Text,
    /// A day of the calendar.
    Date,
}

/// Amounts from here on are slips of the unit; they also could not be summed exactly for ever.
const LIMIT: Decimal = Decimal::from_parts(0xD4A5_1000, 0xE8, 0, false, 0); // 1,000,000,000,000
/// Characters a text field keeps.
const TEXT_LIMIT: usize = 20_000;

impl Measure {
    /// Whether values of this measure take part in arithmetic.
    pub fn is_numeric(self) -> bool {
        !matches!(self, Measure::Text | Measure::Date)
    }

    /// The decimals a value may be kept with, and the name of the last place; `None` where any number goes.
    fn precision(self) -> Option<(u32, &'static str)> {
        match self {
            Measure::Money => Some((6, "分")),
            Measure::People | Measure::Count | Measure::YesNo => Some((0, "个位")),
            Measure::Area => Some((2, "两位小数")),
            _ => None,
        }
    }

    /// Unit words that may follow the digits, with what one of them is worth in the measure; longest first.
    fn units(self) -> &'static [(&'static str, Decimal)] {
        const HUNDREDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 2);
        const TEN_THOUSANDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 4);
        const TENTH: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
        const TEN_THOUSAND: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
        const HUNDRED_MILLION: Decimal = Decimal::from_parts(100_000_000, 0, 0, false, 0);
        match self {
            Measure::Money => &[
                ("亿元", TEN_THOUSAND),
                ("百万元", Decimal::ONE_HUNDRED),
                ("万元", Decimal::ONE),
                ("千元", TENTH),
                ("元整", TEN_THOUSANDTH),
                ("元", TEN_THOUSANDTH),
                ("亿", TEN_THOUSAND),
                ("万", Decimal::ONE),
            ],
            Measure::Area => {
                &[("平方米", Decimal::ONE), ("㎡", Decimal::ONE), ("m2", Decimal::ONE), ("m²", Decimal::ONE)]
            }
            Measure::Percent | Measure::GivenPercent => &[("%", HUNDREDTH), ("", HUNDREDTH)],
            Measure::People | Measure::Count | Measure::Number => {
                &[("亿", HUNDRED_MILLION), ("万", TEN_THOUSAND), ("人", Decimal::ONE), ("名", Decimal::ONE)]
            }
            Measure::YesNo | Measure::Text | Measure::Date => &[],
        }
    }
}

/// Reads what was typed for a figure: the value as it is kept (`Entry::value`), or `None` for a blank cell.
///
/// Full-width digits, thousands separators, units (`6346.47万元`, `63464700元`) and Chinese numerals (六千三百四十六万元)
/// are understood. `unit` is the figure's own measure word, allowed behind the digits.
pub fn read(label: &str, typed: &str, measure: Measure, unit: &str, may_be_negative: bool) -> Result<Option<String>> {
    if measure == Measure::Text {
        return read_text(label, typed);
    }
    let text = half_width(typed);
    if matches!(text.as_str(), "" | "-" | "--" | "/" | "—" | "——") {
        return Ok(None);
    }
    match measure {
        Measure::Date => read_date(label, typed, &text).map(Some),
        Measure::YesNo => match text.as_str() {
            "是" | "有" | "1" => Ok(Some("1".to_owned())),
            "否" | "无" | "没有" | "0" => Ok(Some("0".to_owned())),
            _ => Err(Error::NotYesOrNo { label: label.to_owned(), text: typed.to_owned() }),
        },
        _ => read_number(label, typed, &text, measure, unit, may_be_negative).map(|value| Some(value.to_string())),
    }
}

fn read_text(label: &str, typed: &str) -> Result<Option<String>> {
    let text: String = typed.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let text = text.trim();
    if text.chars().count() > TEXT_LIMIT {
        return Err(Error::TooLong { label: label.to_owned(), limit: TEXT_LIMIT });
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

fn read_date(label: &str, typed: &str, text: &str) -> Result<String> {
    let wrong = || Error::NotADate { label: label.to_owned(), text: typed.to_owned() };
    let parts: Vec<&str> = text.trim_end_matches('日').split(['-', '/', '.', '年', '月']).collect();
    let number = |part: &str| part.parse::<u32>().map_err(|_| wrong());
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] => (number(year)?, number(month)?, number(day)?),
        [run] if run.len() == 8 && run.is_ascii() => (number(&run[..4])?, number(&run[4..6])?, number(&run[6..])?),
        _ => return Err(wrong()),
    };
    let date = i32::try_from(year).ok().filter(|year| (1949..2200).contains(year));
    let date = date.and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).ok_or_else(wrong)?;
    Ok(date.format("%Y-%m-%d").to_string())
}

fn read_number(
    label: &str,
    typed: &str,
    text: &str,
    measure: Measure,
    unit: &str,
    may_be_negative: bool,
) -> Result<Decimal> {
    let fail = || Error::NotANumber { label: label.to_owned(), text: typed.to_owned() };
    let (negative, text) = strip_sign(text);
    let text = text.trim_start_matches("人民币").trim_start_matches(['¥', '￥']);
    let text = if unit.is_empty() { text } else { text.strip_suffix(unit).unwrap_or(text) };
    let (digits, worth) = measure
        .units()
        .iter()
        .find_map(|(word, worth)| text.strip_suffix(word).filter(|rest| !rest.is_empty()).map(|rest| (rest, *worth)))
        .unwrap_or((text, Decimal::ONE));
    let value = plain_digits(digits).or_else(|| chinese_digits(digits)).ok_or_else(fail)?;
    let value = value.checked_mul(worth).ok_or_else(fail)?;
    if value >= LIMIT {
        return Err(Error::TooLarge { label: label.to_owned(), text: typed.to_owned() });
    }
    let value = match measure.precision() {
        Some((places, name)) if value.normalize().scale() > places => {
            return Err(Error::TooPrecise { label: label.to_owned(), text: typed.to_owned(), unit: name });
        }
        Some(_) => value.normalize(),
        None => value,
    };
    if negative && !value.is_zero() {
        if !may_be_negative {
            return Err(Error::Negative { label: label.to_owned(), text: typed.to_owned() });
        }
        return Ok(-value);
    }
    Ok(value)
}

/// A leading sign, or the accountants' brackets.
fn strip_sign(text: &str) -> (bool, &str) {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return (true, inner);
    }
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// `1234.5` or `1,234.5`; separators only where thousands are.
fn plain_digits(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || ((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !grouped || !digits(first) || !rest.iter().all(|group| digits(group)) || !digits(fraction) {
        return None;
    }
    if first.is_empty() && fraction.is_empty() {
        return None;
    }
    Decimal::from_str_exact(&text.replace(',', "")).ok()
}

/// 六千三百四十六, 陆仟叁佰肆拾陆.
fn chinese_digits(text: &str) -> Option<Decimal> {
    let all_numerals = text.chars().all(|c| "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟".contains(c));
    if text.is_empty() || !all_numerals {
        return None;
    }
    let number: std::result::Result<u64, _> = text.replace('〇', "零").to_number(ChineseCountMethod::TenThousand);
    number.ok().map(Decimal::from)
}

/// Full-width digits, letters and signs to half width; white space dropped.
pub(crate) fn half_width(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{feff}' && *c != '\u{200b}')
        .map(|c| match c {
            '，' | '、' => ',',
            '．' | '。' => '.',
            '－' | '‐' | '–' => '-',
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Rounds half away from zero (四舍五入); a zero never has a sign.
pub fn round(value: Decimal, places: u32) -> Decimal {
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    if rounded.is_zero() { Decimal::new(0, places) } else { rounded }
}

/// Prints a value of a measure as screen and paper show it.
pub fn print(value: Decimal, measure: Measure) -> String {
    match measure {
        Measure::Money => fixed(value, 2),
        Measure::Percent => format!("{}%", fixed(value * Decimal::ONE_HUNDRED, 2)),
        Measure::GivenPercent => {
            let places = value.scale().saturating_sub(2);
            format!("{}%", fixed(value * Decimal::ONE_HUNDRED, places))
        }
        Measure::People | Measure::Count => fixed(value, 0),
        Measure::Area => round(value, 2).normalize().to_string(),
        Measure::Number | Measure::Text | Measure::Date => value.to_string(),
        Measure::YesNo => if value.is_zero() { "否" } else { "是" }.to_owned(),
    }
}

/// Prints an entry's kept value (`Entry::value`) as screen and paper show it.
pub fn print_kept(value: &str, measure: Measure) -> String {
    match measure {
        Measure::Text => value.to_owned(),
        Measure::Date => print_date(value).unwrap_or_else(|| value.to_owned()),
        _ => Decimal::from_str_exact(value).map_or_else(|_| value.to_owned(), |number| print(number, measure)),
    }
}

/// `2021-03-31` as `2021年3月31日` (GB/T 9704—2012, 7.3.5.4: no leading zeros).
fn print_date(value: &str) -> Option<String> {
    let date = NaiveDate::parse_from_str(value, "%Y-%m-%d").ok()?;
    Some(format!("{}年{}月{}日", date.year(), date.month(), date.day()))
}

/// Prints points: at most two decimals, no trailing zeros (`4.5`, `8`).
pub fn print_score(value: Decimal) -> String {
    round(value, 2).normalize().to_string()
}

/// A number with just so many decimals.
pub fn fixed(value: Decimal, places: u32) -> String {
    let mut value = round(value, places);
    value.rescale(places);
    value.to_string()
}

/// A whole number in Chinese numerals, for heading numbers: 一, 十二, 二十三.
pub fn chinese_numeral(number: usize) -> String {
    use chinese_number::{ChineseCase, ChineseVariant, NumberToChinese};
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    number.to_chinese(ChineseVariant::Simple, ChineseCase::Lower, ChineseCountMethod::TenThousand).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(typed: &str) -> Result<Option<String>> {
        read("基本支出", typed, Measure::Money, "", false)
    }

    fn read_money(typed: &str) -> Option<String> {
        money(typed).expect("is money")
    }

    #[test]
    fn money_is_read_however_it_is_typed() {
        for (typed, kept) in [
            ("6346.47", "6346.47"),
            ("１，２３４．５", "1234.5"),
            ("1,234.5", "1234.5"),
            ("6346.47万元", "6346.47"),
            ("63464700元", "6346.47"),
            ("63,464,700", "63464700"),
            ("六千三百四十六万元", "6346"),
            ("陆仟叁佰肆拾陆万元", "6346"),
            ("6千元", "0.6"),
            ("1.2亿元", "12000"),
            ("￥ 12.50 元", "0.00125"),
            (" 0 ", "0"),
            ("十二", "12"),
        ] {
            assert_eq!(read_money(typed).as_deref(), Some(kept), "{typed}");
        }
    }

    #[test]
    fn a_blank_cell_is_not_zero() {
        for typed in ["", " ", "　", "-", "—", "/"] {
            assert_eq!(read_money(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_its_text() {
        for typed in ["约六千", "abc", "1.2.3", "12,34", "1e3", "万元", "..", "6346。47。1"] {
            let error = money(typed).expect_err(typed);
            assert_eq!(error.code(), "not_a_number", "{typed}");
            assert!(error.to_string().contains(typed));
        }
    }

    #[test]
    fn money_is_neither_negative_nor_finer_than_a_fen() {
        assert_eq!(money("-1").expect_err("negative").code(), "negative");
        assert_eq!(money("（1）").expect_err("negative").code(), "negative");
        assert_eq!(money("0.0000001").expect_err("too fine").code(), "too_precise");
        assert_eq!(money("99999999999999").expect_err("too large").code(), "too_large");
        assert_eq!(read("追加", "-12.5", Measure::Money, "", true).expect("may be"), Some("-12.5".to_owned()));
    }

    #[test]
    fn people_are_whole() {
        assert_eq!(read("编制数", "168人", Measure::People, "", false).expect("people"), Some("168".to_owned()));
        assert_eq!(read("编制数", "16.5", Measure::People, "", false).expect_err("half").code(), "too_precise");
        assert_eq!(read("批次", "5万批次", Measure::Count, "批次", false).expect("count"), Some("50000".to_owned()));
    }

    #[test]
    fn a_given_percentage_keeps_its_decimals() {
        for (typed, shown) in [("85.47%", "85.47%"), ("97", "97%"), ("100％", "100%"), ("98.10", "98.10%")] {
            let kept = read("合格率", typed, Measure::GivenPercent, "", false).expect("rate").expect("given");
            assert_eq!(print_kept(&kept, Measure::GivenPercent), shown);
        }
    }

    #[test]
    fn dates_are_read_and_printed_without_leading_zeros() {
        for typed in ["2021-03-09", "2021年3月9日", "2021.3.9", "２０２１/3/9", "20210309"] {
            let kept = read("日期", typed, Measure::Date, "", false).expect("date").expect("given");
            assert_eq!(kept, "2021-03-09");
            assert_eq!(print_kept(&kept, Measure::Date), "2021年3月9日");
        }
        assert_eq!(read("日期", "2021-02-30", Measure::Date, "", false).expect_err("no day").code(), "not_a_date");
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let shown = |text: &str| print(Decimal::from_str_exact(text).expect("number"), Measure::Money);
        assert_eq!(shown("2.345"), "2.35");
        assert_eq!(shown("2.5"), "2.50");
        assert_eq!(shown("-0.001"), "0.00");
        assert_eq!(print_score(Decimal::new(450, 2)), "4.5");
        assert_eq!(print(Decimal::new(91213, 5), Measure::Percent), "91.21%");
    }

    #[test]
    fn heading_numbers_are_chinese() {
        assert_eq!([1, 10, 11, 20, 23].map(chinese_numeral), ["一", "十", "十一", "二十", "二十三"]);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(fen in 0_i64..999_999_999_999) {
            let value = round(Decimal::new(fen, 2), 2);
            let shown = print(value, Measure::Money);
            prop_assert_eq!(read_money(&shown), Some(value.normalize().to_string()));
        }

        #[test]
        fn any_text_is_read_or_refused_without_panic(typed in "\\PC{0,40}") {
            for measure in [Measure::Money, Measure::People, Measure::GivenPercent, Measure::Date, Measure::YesNo] {
                let _ = read("项", &typed, measure, "", false);
            }
        }
    }
}
