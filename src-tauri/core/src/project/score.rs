//! The points of one indicator and of the budget's execution (财预〔2020〕10号): each with the arithmetic that gives them.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{printed_actual, printed_target};
use crate::filing::{Comparison, ProjectIndicator};
use crate::quantity::{self, Measure, print_score};

/// Points, or what keeps them from being given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Points {
    /// Points to two decimals, the arithmetic, and how they were lost, to be said behind the indicator's name.
    Given { score: Decimal, working: String, loss: String },
    /// What is still wanted, as a whole clause.
    Wanted(String),
}

/// How budget execution is scored.
pub const EXECUTION_STANDARD: &str = "全年执行数÷全年预算数×分值，最高计满分。";

/// How an indicator is scored, in a sentence.
pub fn standard(indicator: &ProjectIndicator) -> &'static str {
    match indicator.comparison {
        Some(comparison) if comparison.wants_more() => {
            "实际完成值达到年度指标值的，计满分；没有达到的，按实际完成值÷年度指标值×分值计分。"
        }
        Some(_) => "实际完成值不超过年度指标值的，计满分；超过的，按超过的比例扣分，超过一倍及以上的不计分。",
        None => "定性指标，达成的按分值的80%至100%计分，部分达成的按60%至80%计分，未达成的按0%至60%计分。",
    }
}

fn wanted(words: &str) -> Points {
    Points::Wanted(words.to_owned())
}

/// The points of an indicator. Two decimals, half up.
pub(super) fn of_indicator(indicator: &ProjectIndicator) -> Points {
    let Some(weight) = indicator.weight else { return wanted("分值未填，无法计分") };
    let Some(target) = &indicator.target else { return wanted("年度指标值未填，无法计分") };
    let Some(comparison) = indicator.comparison else { return in_words(indicator, weight) };
    let Some(actual) = &indicator.actual else { return wanted("实际完成值未填，无法计分") };
    let numbers = Decimal::from_str_exact(target).ok().zip(Decimal::from_str_exact(actual).ok());
    match numbers.and_then(|(target, actual)| measured(comparison, target, actual, weight)) {
        Some((score, working)) => {
            let [target, actual] =
                [printed_target(indicator), printed_actual(indicator)].map(Option::unwrap_or_default);
            Points::Given { score, working, loss: format!("年度指标值{target}，实际完成{actual}") }
        }
        None => wanted("数值太大，无法计分，请核对"),
    }
}

/// A result held against a target. The rule never divides by zero.
fn measured(comparison: Comparison, target: Decimal, actual: Decimal, weight: Decimal) -> Option<(Decimal, String)> {
    let full = print_score(weight);
    let (order, shown) = (actual.cmp(&target), |number: Decimal| in_brackets(number));
    let (a, t) = (shown(actual), shown(target));
    let may_be_less = !comparison.wants_more();
    // Up to the target, or from it on; a target of exactly zero is met by nothing else.
    let met = if may_be_less { order != Ordering::Greater } else { order != Ordering::Less };
    let met = met && !(comparison == Comparison::Equal && target.is_zero() && order == Ordering::Greater);
    let sign = match order {
        Ordering::Less => "<",
        Ordering::Equal => "=",
        Ordering::Greater => ">",
    };
    if met {
        return Some((weight, format!("{a} {sign} {t}，达到年度指标值，计{full}分")));
    }
    if target.is_zero() || (!may_be_less && actual.is_sign_negative()) {
        return Some((Decimal::ZERO, format!("{a} {sign} {t}，没有达到年度指标值，计0分")));
    }
    if !may_be_less {
        // One division only, so that a half is a half.
        let score = quantity::round(actual.checked_mul(weight)?.checked_div(target)?, 2);
        return Some((score, format!("{a} ÷ {t} × {full} = {}分", print_score(score))));
    }
    let double = target.checked_add(target)?;
    if actual >= double {
        return Some((Decimal::ZERO, format!("{a} ≥ {t} × 2，计0分")));
    }
    let score = quantity::round((double - actual).checked_mul(weight)?.checked_div(target)?, 2);
    Some((score, format!("(1 − ({a} − {t}) ÷ {t}) × {full} = {}分", print_score(score))))
}

fn in_brackets(number: Decimal) -> String {
    if number.is_sign_negative() { format!("({number})") } else { number.to_string() }
}

/// A target in words: a share of the points by how far it was attained.
fn in_words(indicator: &ProjectIndicator, weight: Decimal) -> Points {
    let Some(attainment) = indicator.attainment else {
        return wanted("定性指标未评达成情况（达成、部分达成或未达成），无法计分");
    };
    let Some(share) = indicator.share else {
        let (least, most) = attainment.range();
        return Points::Wanted(format!("{}的计分比例（{least}%至{most}%）未填，无法计分", attainment.word()));
    };
    let score = quantity::round(share * weight, 2);
    let shown = quantity::print(share, Measure::GivenPercent);
    let working = format!("{}，{shown} × {} = {}分", attainment.word(), print_score(weight), print_score(score));
    Points::Given { score, working, loss: format!("{}，按{shown}计分", attainment.word()) }
}

/// The points of the budget's execution: full × B ÷ A, at most full.
pub(super) fn of_execution(budget: Option<Decimal>, spent: Option<Decimal>, full: Decimal) -> Points {
    let Some(budget) = budget else { return wanted("全年预算数未填，无法计分") };
    let Some(spent) = spent else { return wanted("全年执行数未填，无法计分") };
    if budget <= Decimal::ZERO {
        return wanted("全年预算数不大于0，无法计分，请核对");
    }
    let points = |budget: Decimal, spent: Decimal| spent.checked_mul(full)?.checked_div(budget);
    let Some(exact) = points(budget, spent) else { return wanted("金额太大，无法计分，请核对") };
    let printed = points(quantity::round(budget, 2), quantity::round(spent, 2));
    let as_printed = printed.is_some_and(|printed| quantity::round(printed, 2) == quantity::round(exact, 2));
    let money = |amount| {
        if as_printed { quantity::print(amount, Measure::Money) } else { quantity::exact(amount, Measure::Money) }
    };
    let score = quantity::round(exact.min(full), 2);
    let quotient = format!("{} ÷ {} × {} = {}", money(spent), money(budget), print_score(full), print_score(exact));
    let working =
        if exact > full { format!("{quotient}，最高计{}分", print_score(full)) } else { format!("{quotient}分") };
    let rate = spent.checked_div(budget).unwrap_or_default();
    Points::Given { score, working, loss: format!("预算执行率{}", quantity::print(rate, Measure::Percent)) }
}
