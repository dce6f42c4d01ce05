//! The national rule with its edges, one line each.

use rust_decimal::Decimal;

use super::score::{Points, of_execution, of_indicator};
use super::*;
use crate::filing::{Attainment, Comparison};

fn indicator(comparison: Option<Comparison>, target: &str, actual: &str, weight: &str) -> ProjectIndicator {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    ProjectIndicator {
        report_year: 2024,
        id: "p1.1".to_owned(),
        project: "p1".to_owned(),
        position: 1,
        kind: IndicatorKind::Quantity,
        name: "抽检批次".to_owned(),
        comparison,
        target: given(target),
        unit: String::new(),
        actual: given(actual),
        attainment: None,
        share: None,
        weight: Decimal::from_str_exact(weight).ok(),
        reason: None,
    }
}

fn told(points: Points) -> (String, String) {
    match points {
        Points::Given { score, working, .. } => (print_score(score), working),
        Points::Wanted(note) => ("".to_owned(), note),
    }
}

#[test]
fn a_result_is_held_against_its_target_by_the_national_rule() {
    use Comparison::{Above, AtLeast, AtMost, Below, Equal};
    for (comparison, target, actual, score, working) in [
        (AtLeast, "2700", "2711", "10", "2711 > 2700，达到年度指标值，计10分"),
        (AtLeast, "2700", "2700", "10", "2700 = 2700，达到年度指标值，计10分"),
        (AtLeast, "2700", "2600", "9.63", "2600 ÷ 2700 × 10 = 9.63分"),
        (AtLeast, "3", "0", "0", "0 ÷ 3 × 10 = 0分"),
        (AtLeast, "0", "0", "10", "0 = 0，达到年度指标值，计10分"),
        (AtLeast, "0", "-1", "0", "(-1) < 0，没有达到年度指标值，计0分"),
        (AtLeast, "10", "-2", "0", "(-2) < 10，没有达到年度指标值，计0分"),
        (Above, "5", "5", "10", "5 = 5，达到年度指标值，计10分"),
        (Above, "8", "7", "8.75", "7 ÷ 8 × 10 = 8.75分"),
        (AtMost, "100", "100", "10", "100 = 100，达到年度指标值，计10分"),
        (AtMost, "100", "110", "9", "(1 − (110 − 100) ÷ 100) × 10 = 9分"),
        (AtMost, "100", "199.99", "0", "(1 − (199.99 − 100) ÷ 100) × 10 = 0分"),
        (AtMost, "100", "200", "0", "200 ≥ 100 × 2，计0分"),
        (Below, "3", "4", "6.67", "(1 − (4 − 3) ÷ 3) × 10 = 6.67分"),
        (AtMost, "0", "0", "10", "0 = 0，达到年度指标值，计10分"),
        (Below, "0", "1", "0", "1 > 0，没有达到年度指标值，计0分"),
        (Equal, "12", "12", "10", "12 = 12，达到年度指标值，计10分"),
        (Equal, "12", "9", "7.5", "9 ÷ 12 × 10 = 7.5分"),
        (Equal, "12", "15", "10", "15 > 12，达到年度指标值，计10分"),
        (Equal, "0", "0", "10", "0 = 0，达到年度指标值，计10分"),
        (Equal, "0", "1", "0", "1 > 0，没有达到年度指标值，计0分"),
    ] {
        let expected = (score.to_owned(), working.to_owned());
        assert_eq!(told(of_indicator(&indicator(Some(comparison), target, actual, "10"))), expected);
    }
}

#[test]
fn points_are_rounded_half_up_and_once() {
    // 1 ÷ 8 × 0.04 is 0.005; a hair less is not.
    let points = |actual: &str, target: &str| {
        told(of_indicator(&indicator(Some(Comparison::AtLeast), target, actual, "0.04"))).0
    };
    assert_eq!(points("1", "8"), "0.01");
    assert_eq!(points("0.999999", "8"), "0");
    assert_eq!(points("124999999999.999999", "1000000000000"), "0");
}

#[test]
fn a_target_in_words_is_worth_a_share_of_its_points() {
    let mut words = indicator(None, "有效提升", "", "10");
    assert_eq!(told(of_indicator(&words)).1, "定性指标未评达成情况（达成、部分达成或未达成），无法计分");
    words.attainment = Some(Attainment::Partly);
    assert_eq!(told(of_indicator(&words)).1, "部分达成的计分比例（60%至80%）未填，无法计分");
    words.share = Some(Decimal::new(705, 3));
    assert_eq!(told(of_indicator(&words)), ("7.05".to_owned(), "部分达成，70.5% × 10 = 7.05分".to_owned()));
}

#[test]
fn what_is_wanting_is_named() {
    let wanted = |target: &str, actual: &str, weight: &str| {
        told(of_indicator(&indicator(Some(Comparison::AtLeast), target, actual, weight))).1
    };
    assert_eq!(wanted("1", "1", ""), "分值未填，无法计分");
    assert_eq!(wanted("", "1", "10"), "年度指标值未填，无法计分");
    assert_eq!(wanted("1", "", "10"), "实际完成值未填，无法计分");
}

#[test]
fn execution_is_worth_its_share_of_the_points_at_most_all() {
    let points = |budget: &str, spent: &str| {
        let read = |text: &str| Decimal::from_str_exact(text).ok();
        told(of_execution(read(budget), read(spent), Decimal::TEN))
    };
    let given = |score: &str, working: &str| (score.to_owned(), working.to_owned());
    assert_eq!(points("290", "286.15"), given("9.87", "286.15 ÷ 290.00 × 10 = 9.87分"));
    assert_eq!(points("290", "295"), given("10", "295.00 ÷ 290.00 × 10 = 10.17，最高计10分"));
    assert_eq!(points("290", "0"), given("0", "0.00 ÷ 290.00 × 10 = 0分"));
    assert_eq!(points("0.004", "0.003"), given("7.5", "0.003 ÷ 0.004 × 10 = 7.5分"));
    assert_eq!(points("0", "0").1, "全年预算数不大于0，无法计分，请核对");
    assert_eq!(points("", "1").1, "全年预算数未填，无法计分");
    assert_eq!(points("1", "").1, "全年执行数未填，无法计分");
}

#[test]
fn the_points_of_a_table_total_a_hundred_and_every_kind_has_its_place() {
    assert_eq!(ProjectTable::default().fault(), None);
    let changed = |change: fn(&mut ProjectTable)| {
        let mut table = ProjectTable::default();
        change(&mut table);
        table.fault().expect("is refused")
    };
    assert_eq!(changed(|table| table.execution = Decimal::from(20)), "分值合计110，应为100");
    assert_eq!(changed(|table| table.blocks[0].kinds.truncate(3)), "成本指标应当只属于一个一级指标");
    assert_eq!(changed(|table| table.blocks[0].full_score = Decimal::ZERO), "分值应大于0");
}
