//! The edges of the forms, each as one example: what is entered, and what the officer is then told of the indicator.

use ziping::edition::Edition;
use ziping::evaluation::{Evaluation, evaluate};
use ziping::figure::Key;
use ziping::filing::{Entry, Filing, Judgement, Ticks};
use ziping::rule::IndicatorResult;

/// A year in which only this was entered.
pub(crate) fn year(edition: &Edition, entries: &[(&str, &str)]) -> Filing {
    let mut filing = Filing::blank(2024, "示例区某局", &edition.key);
    for (key, value) in entries {
        let (key, value) = (Key::new(*key), (*value).to_owned());
        filing.entries.insert(key.clone(), Entry { report_year: 2024, key, typed: value.clone(), value });
    }
    filing
}

/// The indicator of a year in which only this was entered.
fn row(key: &str, entries: &[(&str, &str)]) -> IndicatorResult {
    let edition = Edition::shipped("changsha-2020").expect("is whole");
    let evaluation = evaluate(&edition, &year(&edition, entries), None);
    evaluation.indicators.into_iter().find(|result| result.key == key).expect("is on the form")
}

/// Its points and what the officer is told.
fn told(key: &str, entries: &[(&str, &str)]) -> (Option<String>, String) {
    let result = row(key, entries);
    let notes = result.notes().unwrap_or_default();
    (result.score.map(|score| score.to_string()), notes)
}

#[test]
fn a_base_that_is_blank_or_zero_is_asked_for() {
    let in_post = ("staff.in_post.final", "85");
    let supplement = ("budget.supplement", "10");
    for (key, entries, words) in [
        ("in_post_control_rate", vec![in_post], "“编制数”未填，无法计分"),
        ("in_post_control_rate", vec![in_post, ("staff.quota", "0")], "“编制数”不大于0，无法计分，请核对"),
        ("budget_control_rate", vec![supplement], "“年初预算”未填，无法计分"),
        ("budget_control_rate", vec![supplement, ("budget.initial", "0")], "“年初预算”不大于0，无法计分，请核对"),
        (
            "operating_control_rate",
            vec![("basic.operating.final", "1"), ("basic.operating.budget", "0")],
            "“公用经费本年预算数”不大于0，无法计分，请核对",
        ),
    ] {
        assert_eq!(told(key, &entries), (None, words.to_owned()));
    }
}

#[test]
fn a_year_with_nothing_planned_is_full_while_nothing_is_spent() {
    let unsaid = "；表样未说明基数为0如何计分，本程序按本行评价标准计算";
    for (key, base, amount, spent, points, words) in [
        ("three_public_change_rate", "prior_budget", "budget", "0", "8", "上年、本年均未安排“三公”经费预算"),
        ("three_public_change_rate", "prior_budget", "budget", "0.01", "0", "上年未安排“三公”经费预算，本年有安排"),
        ("three_public_control_rate", "budget", "final", "0", "8", "本年未安排“三公”经费预算，也没有支出"),
        ("three_public_control_rate", "budget", "final", "3", "0", "本年未安排“三公”经费预算而有支出"),
    ] {
        let (base, amount) = (format!("three_public.{base}"), format!("three_public.{amount}"));
        let said = told(key, &[(&base, "0"), (&amount, spent)]);
        assert_eq!(said, (Some(points.to_owned()), format!("{words}{unsaid}")));
    }
    for (spent, points, words) in [("0", "6", "本年无政府采购"), ("5", "0", "本年未安排政府采购预算而有采购")]
    {
        let said = told("procurement_execution_rate", &[("procurement.budget", "0"), ("procurement.final", spent)]);
        assert_eq!(said, (Some(points.to_owned()), format!("{words}{unsaid}")));
    }
}

#[test]
fn a_cut_counts_by_its_size_and_the_officer_is_told() {
    let (points, notes) = told("budget_control_rate", &[("budget.initial", "1000"), ("budget.supplement", "-150")]);
    assert_eq!(points.as_deref(), Some("3"));
    assert_eq!(notes, "本年为调减，按绝对值计分；表样未说明负数如何计分，本程序按绝对值计算");
}

#[test]
fn a_rate_beside_an_edge_is_scored_unrounded_and_both_numbers_are_told() {
    let band = told("budget_control_rate", &[("budget.initial", "1000000"), ("budget.supplement", "100000.04")]);
    assert_eq!(band, (Some("3".to_owned()), "按未经四舍五入的10.000004%计分，显示为10.00%".to_owned()));
    let (points, notes) =
        told("operating_control_rate", &[("basic.operating.budget", "100"), ("basic.operating.final", "100.9999")]);
    assert_eq!(points.as_deref(), Some("8"));
    assert!(notes.starts_with("按未经四舍五入的100.999900%计分，显示为101.00%"), "{notes}");
    assert!(notes.ends_with("表样未说明不足1个百分点如何扣分，本程序按不扣分计算"), "{notes}");
}

#[test]
fn no_building_is_full_and_one_that_nobody_spoke_of_is_asked_for() {
    let none = told("building_area_control_rate", &[("building.exists", "0")]);
    assert_eq!(none, (Some("5".to_owned()), "没有完工楼堂馆所项目".to_owned()));
    let asked = "“本年有完工的楼堂馆所项目”未选，无法计分".to_owned();
    assert_eq!(told("building_area_control_rate", &[]), (None, asked));
}

#[test]
fn a_reason_is_begun_from_the_figures_and_leaves_the_cause_open() {
    let change =
        row("three_public_change_rate", &[("three_public.prior_budget", "100"), ("three_public.budget", "103.2")]);
    let begun = "“三公经费”变动率为3.20%，超过0%，按每超过1个百分点扣0.8分计，扣2.4分，主要因……";
    assert_eq!(change.suggested_reason.as_deref(), Some(begun));
    let spent = row("three_public_control_rate", &[("three_public.budget", "0"), ("three_public.final", "3")]);
    let begun = "“三公经费”控制率按“本年未安排“三公”经费预算而有支出”计0分，扣8分，主要因……";
    assert_eq!(spent.suggested_reason.as_deref(), Some(begun));
    let full = row("three_public_change_rate", &[("three_public.prior_budget", "100"), ("three_public.budget", "100")]);
    assert_eq!(full.suggested_reason, None);
}

/// A year in which every indicator is full but those decided by hand.
fn scored(economic: &str, effect: &str) -> Evaluation {
    let edition = Edition::shipped("changsha-2020").expect("is whole");
    let all_100 = [
        "staff.quota",
        "staff.in_post.final",
        "three_public.prior_budget",
        "three_public.budget",
        "three_public.final",
        "budget.initial",
        "basic.operating.budget",
        "basic.operating.final",
        "procurement.budget",
        "procurement.final",
        "tasks.planned",
        "tasks.finished",
    ];
    let mut entries = all_100.map(|key| (key, "100")).to_vec();
    entries.extend(
        ["budget.carried_over", "budget.supplement", "budget.closing_balance", "building.exists"].map(|key| (key, "0")),
    );
    entries.push(("survey.satisfaction", "1"));
    let mut filing = year(&edition, &entries);
    let mut judge = |key: &str, judgement: Judgement| drop(filing.judgements.insert(key.to_owned(), judgement));
    judge("management_systems", Judgement { ticks: Some(Ticks(vec![1, 2, 3, 4])), ..Judgement::default() });
    judge("disclosure", Judgement { ticks: Some(Ticks(vec![1, 2, 3, 4, 5])), ..Judgement::default() });
    judge("use_of_funds", Judgement { breaches: Some(0), ..Judgement::default() });
    judge("economic_social_benefit", Judgement { score: economic.parse().ok(), ..Judgement::default() });
    judge("administrative_effectiveness", Judgement { grade: Some(effect.to_owned()), ..Judgement::default() });
    evaluate(&edition, &filing, None)
}

#[test]
fn ninety_itself_is_excellent_and_an_unscored_row_leaves_no_total() {
    let total = |economic, effect| {
        let total = scored(economic, effect).total;
        (total.score.map(|score| score.to_string()), total.grade)
    };
    let is = |score: &str, grade: &str| (Some(score.to_owned()), Some(grade.to_owned()));
    assert_eq!(total("6", "好"), is("100", "优"));
    assert_eq!(total("2", "无"), is("90", "优"));
    assert_eq!(total("1.99", "无"), is("89.99", "良"));
    assert_eq!(total("6", "不知道"), (None, None));
}
