//! Amounts, counts, rates and dates: how they are read as an officer types or pastes them, rounded, and printed. Screen
//! and paper take the same string from here. Decimal throughout; 四舍五入.

use chinese_number::{ChineseCase, ChineseCountMethod, ChineseToNumber, ChineseVariant, NumberToChinese};
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
/// Characters a number may be typed with.
const LONGEST_NUMBER: usize = 100;
/// Characters a text field keeps.
const TEXT_LIMIT: usize = 20_000;

impl Measure {
    /// Whether values of this measure take part in arithmetic.
    pub fn is_numeric(self) -> bool {
        !matches!(self, Measure::Text | Measure::Date)
    }

    /// The unit that stands behind a value: 万元, 人, ㎡, else `own`; empty where the value says it, as a percentage does.
    pub fn unit(self, own: &str) -> &str {
        match self {
            Measure::Money => "万元",
            Measure::People => "人",
            Measure::Area => "㎡",
            _ => own,
        }
    }

    /// The decimals a value may be kept with, the name of the last place, and whether trailing zeros are kept, since the
    /// value is printed as it was given.
    fn precision(self) -> (u32, &'static str, bool) {
        match self {
            Measure::Money => (6, "分", false),
            Measure::Area => (2, "小数点后两位", false),
            Measure::GivenPercent | Measure::Percent => (6, "万分之一个百分点", true),
            Measure::Number => (6, "小数点后六位", true),
            _ => (0, "个位", false),
        }
    }

    /// Measure words that may follow a number and change nothing.
    fn words(self) -> &'static [&'static str] {
        match self {
            Measure::Area => &["平方米", "平米", "㎡", "m2", "m²"],
            Measure::People => &["人", "名", "个"],
            Measure::Percent | Measure::GivenPercent => &["%"],
            _ => &[],
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
    if typed.chars().count() > LONGEST_NUMBER {
        let clipped: String = typed.chars().take(20).chain(['…']).collect();
        return Err(Error::NotANumber { label: label.to_owned(), text: clipped });
    }
    let text = half_width(typed);
    if text.chars().all(|c| "-−—–/".contains(c)) {
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

/// A file's size: `504 KB`, `1.2 MB`.
pub fn print_bytes(bytes: u64) -> String {
    const KILOBYTE: u64 = 1000;
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(KILOBYTE)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Reads a year as typed: `2020`, `２０２０年度`.
pub fn read_year(typed: &str) -> Result<i32> {
    let text = half_width(typed);
    let year = text.trim_end_matches("年度").trim_end_matches('年').parse().ok();
    year.filter(|year| (1949..=2199).contains(year)).ok_or_else(|| Error::NotAYear { text: typed.to_owned() })
}

fn read_text(label: &str, typed: &str) -> Result<Option<String>> {
    let text: String = typed.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let text = text.trim();
    if text.chars().count() > TEXT_LIMIT {
        return Err(Error::TooLong { label: label.to_owned(), limit: TEXT_LIMIT });
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// Reads a text of one line; empty for a blank.
///
/// # Errors
/// [`Error::TooLong`] beyond `limit` characters.
pub fn read_line(label: &str, typed: &str, limit: usize) -> Result<String> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = read_text(label, &line)?.unwrap_or_default();
    if line.chars().count() > limit {
        return Err(Error::TooLong { label: label.to_owned(), limit });
    }
    Ok(line)
}

fn read_date(label: &str, typed: &str, text: &str) -> Result<String> {
    let wrong = || Error::NotADate { label: label.to_owned(), text: typed.to_owned() };
    let parts: Vec<&str> = text.trim_end_matches(['日', '号']).split(['-', '/', '.', '年', '月']).collect();
    let number = |part: &str| match part.bytes().all(|byte| byte.is_ascii_digit()) {
        true => part.parse::<u32>().map_err(|_| wrong()),
        false => chinese_digits(part).and_then(|number| number.to_string().parse().ok()).ok_or_else(wrong),
    };
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] => (number(&digit_by_digit(year))?, number(month)?, number(day)?),
        [run] if run.len() == 8 && run.is_ascii() => (number(&run[..4])?, number(&run[4..6])?, number(&run[6..])?),
        _ => return Err(wrong()),
    };
    let date = i32::try_from(year).ok().filter(|year| (1949..2200).contains(year));
    let date = date.and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).ok_or_else(wrong)?;
    Ok(date.format("%Y-%m-%d").to_string())
}

/// 二〇二五 as 2025.
fn digit_by_digit(text: &str) -> String {
    let digit =
        |c: char| "〇一二三四五六七八九".chars().position(|numeral| numeral == c || (c == '零' && numeral == '〇'));
    text.chars()
        .map(|c| digit(c).and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10)).unwrap_or(c))
        .collect()
}

fn read_number(
    label: &str,
    typed: &str,
    text: &str,
    measure: Measure,
    unit: &str,
    may_be_negative: bool,
) -> Result<Decimal> {
    let (label, text_typed) = (label.to_owned(), typed.to_owned());
    let (negative, text) = strip_sign(text);
    let value = match magnitude(text, measure, unit) {
        Some(Magnitude::Value(value)) => value,
        Some(Magnitude::TooLong) => return Err(Error::TooLarge { label, text: text_typed }),
        None => return Err(Error::NotANumber { label, text: text_typed }),
    };
    if value >= LIMIT {
        return Err(Error::TooLarge { label, text: text_typed });
    }
    let (places, name, as_given) = measure.precision();
    if value.normalize().scale() > places {
        return Err(Error::TooPrecise { label, text: text_typed, unit: name });
    }
    if negative && !value.is_zero() && !may_be_negative {
        return Err(Error::Negative { label, text: text_typed });
    }
    let value = if as_given { value } else { value.normalize() };
    Ok(if negative && !value.is_zero() { -value } else { value })
}

/// A sign, 负, or the accountants' brackets, and behind it the currency.
fn strip_sign(text: &str) -> (bool, &str) {
    let currency = |text: &str| text.trim_start_matches("人民币").trim_start_matches(['¥', '￥']).len();
    let text = &text[text.len() - currency(text)..];
    let (negative, rest) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => match text.strip_prefix(['-', '−', '负']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        },
    };
    (negative, &rest[rest.len() - currency(rest)..])
}

/// A number without its sign.
enum Magnitude {
    Value(Decimal),
    /// More digits than a decimal holds.
    TooLong,
}

/// The number in the measure's own unit (money: 万元; a rate: a fraction).
fn magnitude(text: &str, measure: Measure, unit: &str) -> Option<Magnitude> {
    let value = match measure {
        Measure::Money => return scaled(text, &["元整", "元", "圆"], MONEY_UNIT),
        Measure::Percent | Measure::GivenPercent => {
            let bare = text.strip_prefix("百分之").or_else(|| text.strip_suffix('%')).unwrap_or(text);
            number(bare)?.map(|value| value * HUNDREDTH)
        }
        _ if unit.starts_with(['万', '亿']) => {
            // `537.86`, `537.86万人次`, `537.86万` and `5378600人次` are the same where the unit is 万人次.
            let scale = unit.chars().next()?;
            let own = &unit[scale.len_utf8()..];
            let worth = if scale == '万' { TEN_THOUSAND } else { HUNDRED_MILLION };
            return scaled(text, &[own], worth);
        }
        _ => {
            let words = std::iter::once(unit).chain(measure.words().iter().copied()).filter(|word| !word.is_empty());
            let bare = words.clone().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
            compound(bare, &SCALES)?
        }
    };
    Some(value)
}

/// A number whose own unit is `worth` of a smaller one, which has the `words`: bare digits count the own unit, digits with
/// any unit or scale the smaller one.
fn scaled(text: &str, words: &[&str], worth: Decimal) -> Option<Magnitude> {
    let smaller = words.iter().filter(|word| !word.is_empty()).find_map(|word| text.strip_suffix(word));
    let bare = smaller.unwrap_or(text);
    let value = compound(bare, if worth == MONEY_UNIT { &MONEY_SCALES } else { &SCALES })?;
    let in_own_unit = smaller.is_none() && !bare.contains(['万', '亿']) && number(bare).is_some();
    Some(value.map(|value| if in_own_unit { value } else { value / worth }))
}

impl Magnitude {
    fn map(self, change: impl Fn(Decimal) -> Decimal) -> Magnitude {
        match self {
            Magnitude::Value(value) => Magnitude::Value(change(value)),
            Magnitude::TooLong => Magnitude::TooLong,
        }
    }
}

const HUNDREDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 2);
const TEN_THOUSAND: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
const HUNDRED_MILLION: Decimal = Decimal::from_parts(100_000_000, 0, 0, false, 0);
/// Money is kept in 万元: so many 元.
const MONEY_UNIT: Decimal = TEN_THOUSAND;
/// Scale words behind digits, from large to small.
const SCALES: [(&str, Decimal); 2] = [("亿", HUNDRED_MILLION), ("万", TEN_THOUSAND)];
/// The same for money, in 元.
const MONEY_SCALES: [(&str, Decimal); 7] = [
    ("亿", HUNDRED_MILLION),
    ("百万", Decimal::from_parts(1_000_000, 0, 0, false, 0)),
    ("万", TEN_THOUSAND),
    ("千", Decimal::ONE_THOUSAND),
    ("元", Decimal::ONE),
    ("角", Decimal::from_parts(1, 0, 0, false, 1)),
    ("分", HUNDREDTH),
];

/// `1亿2000万`, `5元3角`, plain digits, or Chinese numerals with their 万 and 亿.
fn compound(text: &str, scales: &[(&str, Decimal)]) -> Option<Magnitude> {
    if let Some(value) = number(text) {
        return Some(value);
    }
    let (mut sum, mut rest, mut largest) = (Decimal::ZERO, text, Decimal::MAX);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').filter(|end| *end > 0)?;
        let (word, worth) = scales.iter().find(|(word, _)| rest[digits..].starts_with(word))?;
        let Magnitude::Value(value) = plain_digits(&rest[..digits])? else { return Some(Magnitude::TooLong) };
        if *worth >= largest {
            return None;
        }
        let Some(more) = value.checked_mul(*worth).and_then(|value| sum.checked_add(value)) else {
            return Some(Magnitude::TooLong);
        };
        (sum, largest) = (more, *worth);
        rest = &rest[digits + word.len()..];
    }
    (sum != Decimal::ZERO || !text.is_empty()).then_some(Magnitude::Value(sum))
}

/// Plain digits, or Chinese numerals.
fn number(text: &str) -> Option<Magnitude> {
    plain_digits(text).or_else(|| chinese_digits(text).map(Magnitude::Value))
}

/// `1234.5` or `1,234.5`; separators only where thousands are.
fn plain_digits(text: &str) -> Option<Magnitude> {
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
    let plain = text.replace(',', "");
    Some(Decimal::from_str_exact(&plain).map_or(Magnitude::TooLong, Magnitude::Value))
}

/// 六千三百四十六, 陆仟叁佰肆拾陆, 一亿零五百万. What is only said so (一千五 for 1500) is refused.
pub(crate) fn chinese_digits(text: &str) -> Option<Decimal> {
    let all_numerals = text.chars().all(|c| "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟".contains(c));
    if text.is_empty() || !all_numerals {
        return None;
    }
    let number: std::result::Result<u64, _> = text.replace('〇', "零").to_number(ChineseCountMethod::TenThousand);
    let number = number.ok()?;
    let spelled = i64::try_from(number).ok()?.to_chinese(
        ChineseVariant::Simple,
        ChineseCase::Lower,
        ChineseCountMethod::TenThousand,
    );
    (spelling(&spelled.ok()?) == spelling(text)).then(|| Decimal::from(number))
}

/// Numerals in one spelling, to compare two: lower case, 二 for 两, without 零, 十 for 一十.
fn spelling(text: &str) -> String {
    let (from, to): (Vec<char>, Vec<char>) =
        ("两壹贰叁肆伍陆柒捌玖拾佰仟".chars().collect(), "二一二三四五六七八九十百千".chars().collect());
    let one = |c: char| from.iter().position(|other| *other == c).map_or(c, |index| to[index]);
    let plain: String = text.chars().filter(|c| !"零〇".contains(*c)).map(one).collect();
    if plain.is_empty() { "零".to_owned() } else { plain.replace("一十", "十") }
}

/// Full-width digits, letters and signs to half width. White space around goes, and blanks between a number and its unit;
/// white space within a number stays, and with it the text is no number: two pasted cells never become one.
pub(crate) fn half_width(text: &str) -> String {
    let mapped: Vec<char> = text
        .trim_matches(|c: char| c.is_whitespace() || "\u{feff}\u{200b}".contains(c))
        .chars()
        .filter(|c| !"\u{feff}\u{200b}".contains(*c))
        .map(|c| match c {
            '，' => ',',
            '．' | '。' => '.',
            '－' | '‐' | '–' => '-',
            '　' | '\u{a0}' => ' ',
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect();
    let in_number = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_digit() || *c == '.' || *c == ',');
    let blank = |index: usize| {
        let before = mapped[..index].iter().rev().find(|c| **c != ' ');
        let after = mapped[index..].iter().find(|c| **c != ' ');
        mapped[index] == ' ' && !(in_number(before) && in_number(after))
    };
    (0..mapped.len()).filter(|index| !blank(*index)).map(|index| mapped[index]).collect()
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
        Measure::Percent => format!("{}%", fixed(hundredfold(value), 2)),
        Measure::GivenPercent => {
            let places = value.scale().saturating_sub(2);
            format!("{}%", fixed(hundredfold(value), places))
        }
        Measure::People | Measure::Count => fixed(value, 0),
        Measure::Area => round(value, 2).normalize().to_string(),
        Measure::Number | Measure::Text | Measure::Date => value.to_string(),
        Measure::YesNo => if value.is_zero() { "否" } else { "是" }.to_owned(),
    }
}

/// A fraction as a percentage; one too large for that stays what it is, since it says nothing anyway.
fn hundredfold(value: Decimal) -> Decimal {
    value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(value)
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

/// Prints a value so that reading it gives the value again: with the printed decimals where they suffice, else with all.
pub fn exact(value: Decimal, measure: Measure) -> String {
    match measure {
        Measure::Money if round(value, 2) != value => value.normalize().to_string(),
        _ => print(value, measure),
    }
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
            ("一千五百万元", "1500"),
            ("一万三千元", "1.3"),
            ("一亿零五百万元", "10500"),
            ("一亿五千万", "15000"),
            ("两千元", "0.2"),
            ("1亿2000万元", "12000"),
            ("5元3角", "0.00053"),
            ("6346.47 万元", "6346.47"),
            ("１００，０００元", "10"),
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
        for typed in [
            "约六千",
            "abc",
            "1.2.3",
            "12,34",
            "1e3",
            "万元",
            "..",
            "6346。47。1",
            "100\t200",
            "100\n200",
            "12 34",
            "1、234",
            "一千五",
            "一万三",
            "1万2亿",
            "元",
        ] {
            let error = money(typed).expect_err(typed);
            assert_eq!(error.code(), "not_a_number", "{typed}");
            assert!(error.to_string().contains(&typed.replace(['\t', '\n'], " ")));
        }
    }

    #[test]
    fn money_is_neither_negative_nor_finer_than_a_fen() {
        assert_eq!(money("-1").expect_err("negative").code(), "negative");
        assert_eq!(money("（1）").expect_err("negative").code(), "negative");
        assert_eq!(money("0.0000001").expect_err("too fine").code(), "too_precise");
        assert_eq!(money("99999999999999").expect_err("too large").code(), "too_large");
        assert_eq!(money(&"9".repeat(40)).expect_err("too large").code(), "too_large");
        assert_eq!(money(&" 1".repeat(500_000)).expect_err("a page").code(), "not_a_number");
        assert_eq!(money("￥-5").expect_err("negative").code(), "negative");
        assert_eq!(read("追加", "-12.5", Measure::Money, "", true).expect("may be"), Some("-12.5".to_owned()));
    }

    #[test]
    fn people_are_whole() {
        assert_eq!(read("编制数", "168人", Measure::People, "", false).expect("people"), Some("168".to_owned()));
        assert_eq!(read("编制数", "16.5", Measure::People, "", false).expect_err("half").code(), "too_precise");
        assert_eq!(read("编制数", "1.5万人", Measure::People, "", false).expect("people"), Some("15000".to_owned()));
        assert_eq!(read("批次", "5万批次", Measure::Count, "批次", false).expect("count"), Some("50000".to_owned()));
    }

    #[test]
    fn a_figure_counted_in_ten_thousands_is_read_in_them() {
        for typed in ["537.86", "537.86万", "537.86万人次", "5378600人次"] {
            let kept = read("接待", typed, Measure::Number, "万人次", false).expect("number").expect("given");
            assert_eq!(Decimal::from_str_exact(&kept).expect("decimal").normalize().to_string(), "537.86", "{typed}");
        }
        let kept = read("收入", "38.64亿", Measure::Number, "亿元", false).expect("number").expect("given");
        assert_eq!(Decimal::from_str_exact(&kept).expect("decimal").normalize().to_string(), "38.64");
    }

    #[test]
    fn a_given_percentage_keeps_its_decimals() {
        for (typed, shown) in
            [("85.47%", "85.47%"), ("97", "97%"), ("100％", "100%"), ("98.10", "98.10%"), ("百分之九十", "90%")]
        {
            let kept = read("合格率", typed, Measure::GivenPercent, "", false).expect("rate").expect("given");
            assert_eq!(print_kept(&kept, Measure::GivenPercent), shown);
        }
    }

    #[test]
    fn dates_are_read_and_printed_without_leading_zeros() {
        for typed in
            ["2021-03-09", "2021年3月9日", "2021.3.9", "２０２１/3/9", "20210309", "2021年3月9号", "二〇二一年三月九日"]
        {
            let kept = read("日期", typed, Measure::Date, "", false).expect("date").expect("given");
            assert_eq!(kept, "2021-03-09");
            assert_eq!(print_kept(&kept, Measure::Date), "2021年3月9日");
        }
        assert!(read("日期", "2021-+3-9", Measure::Date, "", false).is_err());
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
        fn chinese_numerals_are_read_as_the_digits_they_spell(yuan in 1_i64..99_999_999_999) {
            let spelled = yuan.to_chinese(ChineseVariant::Simple, ChineseCase::Lower, ChineseCountMethod::TenThousand);
            let spelled = spelled.expect("is spelled");
            prop_assert_eq!(read_money(&format!("{spelled}元")), read_money(&format!("{yuan}元")), "{}", spelled);
        }

        #[test]
        fn any_text_is_read_or_refused_without_panic(typed in "\\PC{0,40}") {
            for measure in [Measure::Money, Measure::People, Measure::GivenPercent, Measure::Date, Measure::YesNo] {
                let _ = read("项", &typed, measure, "", false);
            }
        }
    }
}
