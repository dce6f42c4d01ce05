//! An indicator as it is typed into the form's columns, read.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::printed_share;
use crate::error::{Error, Result};
use crate::filing::{Attainment, Comparison, IndicatorKind, ProjectIndicator};
use crate::quantity::{self, Measure, half_width};

/// What the form calls the kind of an indicator and its name.
const KIND: &str = "二级指标";
const NAME: &str = "三级指标";
/// Characters a measure word may have; what is longer is no measure word.
const LONGEST_UNIT: usize = 10;

/// What of an indicator is changed, as typed; absent parts stay as they are, and an empty text takes a part back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IndicatorChange {
    /// 二级指标.
    pub kind: Option<IndicatorKind>,
    /// 三级指标.
    pub name: Option<String>,
    /// 年度指标值: `≥2700批次`, `100%`, `不超过620万元`; what is no number is a target in words.
    pub target: Option<String>,
    /// 实际完成值.
    pub actual: Option<String>,
    /// How far a target in words was attained; a blank takes it back.
    pub attainment: Option<String>,
    /// The share of the points this is worth.
    pub share: Option<String>,
    /// 分值.
    pub weight: Option<String>,
    /// 偏差原因分析及改进措施.
    pub reason: Option<String>,
}

/// A new indicator of the table of an id, behind the others it has.
///
/// # Errors
/// [`Error::Blank`] without kind or name; those of [`changed`].
pub fn new_indicator(
    others: &[ProjectIndicator],
    report_year: i32,
    table: &str,
    change: &IndicatorChange,
) -> Result<ProjectIndicator> {
    let own = || others.iter().filter(|indicator| indicator.project == table);
    let number = |one: &ProjectIndicator| one.id.rsplit_once('.').and_then(|(_, number)| number.parse().ok());
    let last: u64 = own().filter_map(number).max().unwrap_or(0);
    let blank = |label: &str| Error::Blank { label: label.to_owned() };
    let new = ProjectIndicator {
        report_year,
        id: format!("{table}.{}", last + 1),
        project: table.to_owned(),
        position: own().map(|indicator| indicator.position).max().unwrap_or(0) + 1,
        kind: change.kind.ok_or_else(|| blank(KIND))?,
        name: String::new(),
        comparison: None,
        target: None,
        unit: String::new(),
        actual: None,
        attainment: None,
        share: None,
        weight: None,
        reason: None,
    };
    let new = changed(new, change)?;
    if new.name.is_empty() { Err(blank(NAME)) } else { Ok(new) }
}

/// The indicator with what was typed.
///
/// # Errors
/// Those of reading a quantity; [`Error::Blank`] for a name taken away; [`Error::UnknownWord`],
/// [`Error::ShareOutOfRange`], [`Error::UnfitAttainment`].
pub fn changed(mut indicator: ProjectIndicator, change: &IndicatorChange) -> Result<ProjectIndicator> {
    if let Some(kind) = change.kind {
        indicator.kind = kind;
    }
    if let Some(typed) = &change.name {
        indicator.name = quantity::read_line(NAME, typed, 100)?;
        if indicator.name.is_empty() {
            return Err(Error::Blank { label: NAME.to_owned() });
        }
    }
    if let Some(typed) = &change.target {
        let read = read_target(typed)?;
        (indicator.comparison, indicator.target, indicator.unit) = (read.comparison, read.target, read.unit);
    }
    if change.target.is_some() || change.actual.is_some() {
        let typed = change.actual.clone().or(indicator.actual.take()).unwrap_or_default();
        indicator.actual = read_actual(&indicator, &typed)?;
    }
    if let Some(typed) = &change.weight {
        indicator.weight = points(typed)?;
    }
    if let Some(typed) = &change.reason {
        indicator.reason = quantity::read("偏差原因分析及改进措施", typed, Measure::Text, "", false)?;
    }
    attained(indicator, change)
}

/// The indicator with how far its target in words was attained.
fn attained(mut indicator: ProjectIndicator, change: &IndicatorChange) -> Result<ProjectIndicator> {
    let is_given = |typed: &Option<String>| typed.as_ref().is_some_and(|typed| !typed.trim().is_empty());
    if indicator.comparison.is_some() && (is_given(&change.attainment) || is_given(&change.share)) {
        return Err(Error::UnfitAttainment { name: indicator.name });
    }
    if let Some(typed) = &change.attainment {
        indicator.attainment = read_attainment(typed)?;
    }
    if let Some(typed) = &change.share {
        let read = quantity::read("计分比例", typed, Measure::GivenPercent, "", false)?;
        indicator.share = read.and_then(|share| Decimal::from_str_exact(&share).ok());
    }
    let Some(attainment) = indicator.attainment else { return Ok(indicator) };
    let (least, most) = attainment.range();
    let fits = |share: &Decimal| (Decimal::new(least.into(), 2)..=Decimal::new(most.into(), 2)).contains(share);
    match indicator.share.filter(|share| !fits(share)) {
        // A share that belonged to another attainment goes with it.
        Some(_) if !is_given(&change.share) => indicator.share = None,
        Some(share) => {
            let given = printed_share(share);
            return Err(Error::ShareOutOfRange { attainment: attainment.word(), least, most, given });
        }
        None => {}
    }
    Ok(indicator)
}

fn read_attainment(typed: &str) -> Result<Option<Attainment>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let found = Attainment::ALL.into_iter().find(|attainment| attainment.word() == typed);
    found.map(Some).ok_or_else(|| {
        let known = Attainment::ALL.map(Attainment::word).join("、");
        Error::UnknownWord { label: "达成情况".to_owned(), text: typed.to_owned(), known }
    })
}

/// Points with at most two decimals; `None` for a blank.
fn points(typed: &str) -> Result<Option<Decimal>> {
    const LABEL: &str = "分值";
    let Some(read) = quantity::read(LABEL, typed, Measure::Number, "分", false)? else { return Ok(None) };
    let (label, text) = (LABEL.to_owned(), typed.to_owned());
    match Decimal::from_str_exact(&read) {
        Ok(points) if points.normalize().scale() > 2 => {
            Err(Error::TooPrecise { label, text, unit: "小数点后两位" })
        }
        Ok(points) if points > Decimal::ONE_HUNDRED => {
            Err(Error::ScoreTooHigh { label, given: points.normalize().to_string(), full_score: "100".to_owned() })
        }
        Ok(points) => Ok(Some(points.normalize())),
        Err(_) => Err(Error::NotANumber { label, text }),
    }
}

/// 年度指标值 as it was read.
#[derive(Debug, Default, PartialEq, Eq)]
struct Target {
    comparison: Option<Comparison>,
    target: Option<String>,
    unit: String,
}

/// What says how a result is held against a number, before it; the longer ones first.
const BEFORE: &[(&str, Comparison)] = &[
    ("大于等于", Comparison::AtLeast),
    ("小于等于", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    ("≥", Comparison::AtLeast),
    ("≧", Comparison::AtLeast),
    ("≤", Comparison::AtMost),
    ("≦", Comparison::AtMost),
    ("不少于", Comparison::AtLeast),
    ("不低于", Comparison::AtLeast),
    ("不小于", Comparison::AtLeast),
    ("至少", Comparison::AtLeast),
    ("不超过", Comparison::AtMost),
    ("不高于", Comparison::AtMost),
    ("不大于", Comparison::AtMost),
    ("不多于", Comparison::AtMost),
    ("大于", Comparison::Above),
    ("超过", Comparison::Above),
    ("高于", Comparison::Above),
    ("小于", Comparison::Below),
    ("低于", Comparison::Below),
    (">", Comparison::Above),
    ("<", Comparison::Below),
    ("等于", Comparison::Equal),
    ("=", Comparison::Equal),
];
/// The same behind it.
const BEHIND: &[(&str, Comparison)] = &[
    ("及以上", Comparison::AtLeast),
    ("以上", Comparison::AtLeast),
    ("及以下", Comparison::AtMost),
    ("以下", Comparison::AtMost),
    ("以内", Comparison::AtMost),
];
/// What makes a number without a sign a time, not an amount (`12月底前`).
const OF_TIMES: [char; 9] = ['年', '月', '日', '季', '时', '前', '后', '内', '底'];

/// Reads 年度指标值: a sign or its words, a number and a measure word; anything else is a target in words. A number with a
/// measure word alone is to be met exactly.
fn read_target(typed: &str) -> Result<Target> {
    const LABEL: &str = "年度指标值";
    let Some(words) = quantity::read(LABEL, typed, Measure::Text, "", false)? else { return Ok(Target::default()) };
    let text = half_width(&words);
    let before = BEFORE.iter().find_map(|(sign, comparison)| Some((text.strip_prefix(sign)?, *comparison)));
    let behind = || BEHIND.iter().find_map(|(sign, comparison)| Some((text.strip_suffix(sign)?, *comparison)));
    let (bare, comparison) = match before.or_else(behind) {
        Some((bare, comparison)) => (bare, Some(comparison)),
        None => (text.as_str(), None),
    };
    let end = bare.find(|c: char| !c.is_ascii_digit() && !".,".contains(c)).unwrap_or(bare.len());
    let (digits, unit) = bare.split_at(end);
    let is_unit = unit.chars().count() <= LONGEST_UNIT && !unit.contains(|c: char| c.is_ascii_digit());
    let is_time = comparison.is_none() && unit.contains(OF_TIMES);
    if bare.starts_with('-') {
        return Err(Error::Negative { label: LABEL.to_owned(), text: typed.to_owned() });
    }
    if digits.is_empty() || !is_unit || is_time {
        return Ok(Target { target: Some(words), ..Target::default() });
    }
    let target = quantity::read(LABEL, digits, Measure::Number, "", false)?;
    Ok(Target { comparison: Some(comparison.unwrap_or(Comparison::Equal)), target, unit: unit.to_owned() })
}

/// Reads 实际完成值 by its target: a number in the target's measure word, or words.
fn read_actual(indicator: &ProjectIndicator, typed: &str) -> Result<Option<String>> {
    const LABEL: &str = "实际完成值";
    match indicator.comparison {
        Some(_) => quantity::read(LABEL, typed, Measure::Number, &indicator.unit, true),
        None => quantity::read(LABEL, typed, Measure::Text, "", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_read_as_the_form_has_it() {
        for (typed, sign, target, unit) in [
            ("≥2700批次", "≥", "2700", "批次"),
            ("＞＝ ２，７００ 批次", "≥", "2,700", "批次"),
            ("不低于95%", "≥", "95", "%"),
            ("95%以上", "≥", "95", "%"),
            ("不超过620万元", "≤", "620", "万元"),
            ("<3.50", "<", "3.50", ""),
            (">0", ">", "0", ""),
            ("100%", "=", "100", "%"),
            ("=12", "=", "12", ""),
            ("1次", "=", "1", "次"),
            ("≤30日", "≤", "30", "日"),
        ] {
            let read = read_target(typed).expect(typed);
            let shown = (read.comparison.map(Comparison::sign), read.target, read.unit.as_str());
            assert_eq!(shown, (Some(sign), Some(target.replace(',', "")), unit), "{typed}");
        }
        for words in ["有效提升", "12月底前", "2024年12月底前完成", "≥2024年12月", "持续改善", "≥"]
        {
            let read = read_target(words).expect(words);
            assert_eq!(read, Target { target: Some(words.to_owned()), ..Target::default() });
        }
        assert_eq!(read_target(" ").expect("is blank"), Target::default());
        assert_eq!(read_target("≥-1").expect_err("is below zero").code(), "negative");
    }
}
