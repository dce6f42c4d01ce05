//! One amount told twice with how much it grew: `收入91.5亿元，增长14.2%` in the summary and in its own chapter. Both grew alike.

use std::collections::BTreeMap;

use crate::audit::mention::{Direction, Mention, Role};
use crate::audit::nearby::{Nearby, is_just};
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Relation, Statement};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, has};
use crate::check::Grade;

/// Numbers of its stretch before a growth among which the amount that grew stands.
const NEAR: usize = 3;
/// Characters of a name that tells, and digits of an amount that are no chance.
const NAMED: usize = 4;
const TELLING: i128 = 100;
/// Growths before one that are looked at.
const TRIED: usize = 128;
/// Words of a growth over the year before, and no other.
const PLAIN: &[&str] =
    &["增长", "同比增长", "比上年增长", "较上年增长", "下降", "同比下降", "比上年下降", "较上年下降"];

/// Growths of one amount that differ.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let mut told = BTreeMap::<(&str, bool), Vec<(usize, usize)>>::new();
    let mut found = Vec::new();
    for (index, mention) in nearby.0.iter().enumerate() {
        let Some((amount, up)) = grown(nearby, index) else { continue };
        let Some(unit) = nearby.get(amount).map(|amount| amount.quantity.unit.word) else { continue };
        let before = told.entry((unit, up)).or_default();
        let same = before.iter().rev().take(TRIED).find(|(other, _)| is_same(nearby, *other, amount));
        let differs = same.filter(|(_, growth)| {
            nearby.get(*growth).is_some_and(|growth| {
                let differs = !growth.quantity.span().meets(mention.quantity.span());
                differs && growth.paragraph != mention.paragraph
            })
        });
        found.extend(differs.map(|(_, growth)| {
            let note = Some("同一数据前后不一致".to_owned());
            let outcome = Outcome::Wrong { formula: Formula::Same { other: *growth }, grade: Grade::Error, note };
            Statement::of(Relation::Twice, index, outcome)
        }));
        before.push((amount, index));
    }
    found
}

/// The amount that grew, and whether it rose, where the words say no more than that.
fn grown(nearby: Nearby<'_>, index: usize) -> Option<(usize, bool)> {
    let mention = nearby.get(index)?;
    let Role::Growth(direction) = mention.role else { return None };
    let is_plain = PLAIN.contains(&mention.lead.trim_start_matches('，'))
        && mention.quantity.unit.kind == Kind::Percent
        && mention.quantity.bound == Bound::Exact
        && mention.quantity.places > 0;
    is_plain.then_some(())?;
    let amount = (index.saturating_sub(NEAR)..index)
        .rev()
        .find(|other| nearby.get(*other).is_some_and(|found| found.part == mention.part && found.is_level()))?;
    let between = nearby.0.get(amount + 1..index)?;
    let apart = between.iter().all(|found| matches!(found.role, Role::OfNamed { .. } | Role::Rate { .. }));
    let tells = |amount: &Mention| {
        amount.quantity.unit.kind == Kind::Money
            && amount.quantity.printed().normalize().mantissa().abs() >= TELLING
            && amount.label().chars().count() >= NAMED
            && !amount.is_planned()
            && !amount.is_last_years()
            && !has(&amount.lead, wording::AT_CONSTANT_PRICES)
    };
    nearby.get(amount).filter(|amount| apart && tells(amount)).map(|_| (amount, direction == Direction::Up))
}

/// Whether two amounts are one: of one name, and printed alike but for rounding.
fn is_same(nearby: Nearby<'_>, one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (nearby.get(one), nearby.get(other)) else { return false };
    one.quantity.span().meets(other.quantity.span()) && is_just(one, other.label())
}
