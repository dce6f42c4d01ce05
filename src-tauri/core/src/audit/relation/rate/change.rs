//! Rates of what changed or came off: 调整率, 审减率.

use rust_decimal::Decimal;

use super::super::plan;
use super::TRIED;
use crate::audit::mention::{Direction, Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::unit::Kind;
use crate::audit::wording::has;

/// What comes off an amount.
pub(super) const COMING_OFF: &[&str] = &["审减", "核减", "节约", "节支", "压减", "下浮", "缩减", "减少", "降低"];

/// `送审A万元，审定B万元，审减C万元，审减率P%`: what came off is of what there was, where the amounts say so themselves.
pub(super) fn came_off(near: &[(usize, &Mention)], name: &str, index: usize) -> Option<Formula> {
    let mut here = near.iter().filter(|(other, _)| *other < index);
    let ((part, less), (_, found), (whole, all)) = (here.next()?, here.next()?, here.next()?);
    let is_off = all.quantity.value - found.quantity.value == less.quantity.value
        && all.quantity.value > found.quantity.value
        && less.sentence == all.sentence
        && COMING_OFF.iter().any(|word| name.contains(word) && less.lead.contains(word));
    (is_off && part + 1 == index).then_some(Formula::Ratio { part: *part, whole: *whole })
}

/// `采购预算A亿元，成交B亿元，节约率P%`: what was not spent of what might have been, where no amount says how much that is.
pub(super) fn saved(nearby: Nearby<'_>, index: usize, name: &str) -> Option<Formula> {
    let (rate, rest, whole) = (nearby.get(index)?, index.checked_sub(1)?, index.checked_sub(2)?);
    let (paid, all) = (nearby.get(rest)?, nearby.get(whole)?);
    let is_saving = ["节约率", "节支率", "下浮率", "审减率", "核减率"].iter().any(|word| name.ends_with(word));
    let beside = [paid, all].iter().all(|found| {
        found.is_level()
            && found.part == rate.part
            && found.bracket == rate.bracket
            && found.quantity.unit.kind == Kind::Money
    });
    let is_paid = has(&paid.lead, &["成交", "中标", "审定", "采购", "结算", "合同"]) && !paid.is_planned();
    let is_all = has(&all.lead, &["预算", "限价", "控制价", "送审", "概算", "估算"]);
    (is_saving && beside && is_paid && is_all && all.quantity.value > paid.quantity.value)
        .then_some(Formula::Rest { rest, whole })
}

/// `年初预算B万元，年中追加A万元，…。预算控制率P%`: what was added in the year, over the budget of its beginning, wherever that is told.
pub(super) fn of_what_was_added(nearby: Nearby<'_>, index: usize, name: &str) -> Option<Formula> {
    let is_added = |found: &Mention| found.is_level() && found.lead.contains("追加");
    let mut added = nearby.before(index).filter(|(_, found)| name.ends_with("预算控制率") && is_added(found));
    let (part, _) = added.next()?;
    let whole = plan::budget_before(nearby, part, "年初预算")?;
    Some(Formula::Ratio { part, whole })
}

/// `甲支出A万元，乙支出B万元，年初预算合计C万元，执行率P%`: both over the budget that is said to be of both.
pub(super) fn of_a_joint_budget(nearby: Nearby<'_>, index: usize, name: &str) -> Option<Formula> {
    let (rate, whole) = (nearby.get(index)?, index.checked_sub(1)?);
    let budget = nearby.get(whole).filter(|budget| {
        budget.is_level() && budget.is_planned() && budget.lead.ends_with("合计") && budget.part == rate.part
    })?;
    let came = nearby.levels(whole, budget.quantity.unit, 0).filter(|(_, found)| found.part == budget.part);
    let mut parts: Vec<usize> =
        came.take_while(|(_, found)| !found.is_planned()).map(|(part, _)| part).take(MOST).collect();
    parts.reverse();
    let is_done = name.ends_with("执行率") || name.ends_with("完成率");
    (is_done && (2..MOST).contains(&parts.len())).then(|| Formula::Together { parts, wholes: vec![whole] })
}

/// Amounts that have one budget.
const MOST: usize = 8;

/// By how much something changed, under these names.
pub(super) const OF_CHANGE: &[&str] = &["变动率", "调整率", "变化率", "增减率", "追加率"];

/// `年初预算A，调整后B，调整率P%`: what changed, over what there was before.
pub(super) fn rate_of_change(nearby: Nearby<'_>, index: usize, name: &str) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let near: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence)
        .filter(|(_, found)| {
            (found.is_level() || matches!(found.role, Role::Compared | Role::Change(_))) && !found.is_per_head()
        })
        .take(TRIED)
        .collect();
    let mut readings = Vec::new();
    for (at, (one, later)) in near.iter().enumerate() {
        let others = near.iter().skip(at + 1).filter(|(_, other)| other.quantity.unit.goes_with(later.quantity.unit));
        for (other, earlier) in others {
            let is_base = |found: &Mention| found.is_last_years() || has(&found.lead, &["年初", "上年", "调整前"]);
            let (now, before) = if is_base(later) && !is_base(earlier) { (*other, *one) } else { (*one, *other) };
            let amount = |index: usize| nearby.get(index).map_or(Decimal::ZERO, |found| found.quantity.value);
            let direction = if amount(now) >= amount(before) { Direction::Up } else { Direction::Down };
            let sure = near.len() == 2
                && is_base(later) != is_base(earlier)
                && !name.contains("追加")
                && ![later, earlier]
                    .iter()
                    .any(|found| matches!(found.role, Role::Change(_)) || has(&found.lead, &["追加", "调增", "调减"]));
            readings.push(Reading { formula: Formula::Over { now, before, direction }, sure });
            readings.push(Reading { formula: Formula::Ratio { part: now, whole: before }, sure: false });
            readings.push(Reading { formula: Formula::Ratio { part: before, whole: now }, sure: false });
        }
    }
    // A较上年B压减D，变动率为-P%: with its sign, of the two that the change stands between.
    if let [(change, by), (base, before), (now, _), ..] = near.as_slice()
        && matches!(by.role, Role::Change(_))
        && before.role == Role::Compared
        && (change + 1, base + 1, now + 1) == (index, *change, *base)
        && mention.part == before.part
    {
        let up = Formula::Over { now: *now, before: *base, direction: Direction::Up };
        let down = Formula::Over { now: *now, before: *base, direction: Direction::Down };
        let both = [up, down].map(|formula| Reading { formula, sure: true });
        return judge(nearby.0, Relation::Rate, index, &both);
    }
    // A change that went down may be printed with its sign.
    let negative = mention.quantity.value.is_sign_negative();
    if readings.is_empty() || negative { None } else { judge(nearby.0, Relation::Rate, index, &readings) }
}
