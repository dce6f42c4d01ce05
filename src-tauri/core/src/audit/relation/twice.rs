//! The same amount stated twice with different digits: only where both bear the same name and differ as a slip of the hand
//! makes them differ, since one name may well stand for amounts of two years or two scopes.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::slip;
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Relation, Statement};
use crate::audit::unit::Kind;
use crate::check::Grade;

/// A shorter name says too little, in characters.
const TELLING: usize = 4;

pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let mut first = BTreeMap::<(String, &'static str), usize>::new();
    let mut found = Vec::new();
    for (index, mention) in nearby.0.iter().enumerate().filter(|(_, mention)| mention.is_level()) {
        let name = mention.label().trim_start_matches(|c: char| c.is_ascii_digit() || "年月日".contains(c));
        if name.chars().count() < TELLING || mention.quantity.bound != Bound::Exact {
            continue;
        }
        let Some(earlier) = first.get(&(name.to_owned(), mention.quantity.unit.word)).copied() else {
            first.insert((name.to_owned(), mention.quantity.unit.word), index);
            continue;
        };
        found.extend(nearby.get(earlier).and_then(|other| compared(index, mention, earlier, other)));
    }
    found
}

fn compared(index: usize, mention: &Mention, earlier: usize, other: &Mention) -> Option<Statement> {
    let formula = Formula::Same { other: earlier };
    let statement = |outcome| Some(Statement::of(Relation::Twice, index, outcome));
    if mention.quantity.span().meets(other.quantity.span()) {
        return (mention.quantity.places > 0).then(|| statement(Outcome::Sound(formula))).flatten();
    }
    let (one, two) = (mention.quantity.printed().to_string(), other.quantity.printed().to_string());
    let scaled = one == two && one.len() > TELLING && mention.quantity.multiplier != other.quantity.multiplier;
    let misprint = mention.quantity.multiplier == other.quantity.multiplier && slip::is_misprint(&one, &two);
    let apart = mention.sentence != other.sentence;
    if !apart || !(scaled || misprint || is_shifted(mention, other)) {
        return None;
    }
    statement(Outcome::Wrong { formula, grade: Grade::Error, note: Some("同一数据前后不一致".to_owned()) })
}

/// 项目总投资15亿元 and 项目总投资1.5亿元: the same digits under a long name of something there is only one of.
fn is_shifted(mention: &Mention, other: &Mention) -> bool {
    let is_one = ["总投资", "总面积", "总里程", "总预算", "总支出", "总收入", "总金额", "合同价", "中标价", "余额"]
        .iter()
        .any(|word| mention.label().ends_with(word) || mention.lead.ends_with(word));
    let digits = |mention: &Mention| {
        let printed: String = mention.quantity.printed().to_string().chars().filter(char::is_ascii_digit).collect();
        printed.trim_matches('0').to_owned()
    };
    let long = digits(mention).len() >= 2 && mention.lead.chars().count() > TELLING;
    let apart = mention.year() == other.year() && mention.is_last_years() == other.is_last_years();
    is_one && long && apart && digits(mention) == digits(other)
}

/// `贷款10100万元，折合1.01亿元`, `预算11843.80万元（约1.18亿元）`: the same said in another unit.
pub(super) fn said_again(nearby: Nearby<'_>) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| {
        let again =
            matches!(mention.lead.as_str(), "折合" | "即" | "约合" | "合" | "也就是" | "折合为") && mention.is_level();
        let unit = mention.quantity.unit;
        // Alone in the bracket right behind, with another multiplier.
        let in_bracket = || {
            let anchor = mention.anchor?;
            let alone = nearby.in_bracket_behind(anchor).is_some_and(|(behind, _)| behind == index);
            let words = matches!(mention.lead.as_str(), "" | "约" | "折合" | "约合" | "合" | "即" | "约为");
            let other = nearby.get(anchor)?.quantity.multiplier != mention.quantity.multiplier;
            (alone && words && other && unit.kind == Kind::Money).then_some(())
        };
        let again = again || in_bracket().is_some();
        let (other, before) = nearby.before(index).next().filter(|(_, found)| {
            again && found.sentence == mention.sentence && found.quantity.unit == unit && found.is_level()
        })?;
        let formula = Formula::Same { other };
        // Off by a power of ten, and by no more than the rounding of the last digit beside it.
        let half = mention.quantity.last_place / Decimal::TWO;
        let rounds_to = |value: Option<Decimal>| value.is_some_and(|it| (it - mention.quantity.value).abs() <= half);
        let slipped = [10, 100, 1000, 10_000].into_iter().map(Decimal::from).any(|factor| {
            rounds_to(before.quantity.value.checked_mul(factor)) || rounds_to(before.quantity.value.checked_div(factor))
        });
        let outcome = match before.quantity.span().meets(mention.quantity.span()) {
            true => Outcome::Sound(formula),
            false if slipped && unit.kind == Kind::Money => {
                Outcome::Wrong { formula, grade: Grade::Error, note: Some("同一数据换算不一致".to_owned()) }
            }
            false => return None,
        };
        Some(Statement::of(Relation::Twice, index, outcome))
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}
