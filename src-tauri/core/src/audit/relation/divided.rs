//! What a list divides that is not the one amount before it: a change, a whole row, things counted in several measure words.

use rust_decimal::Decimal;

use super::shortfall::{Certainty, accuse};
use super::total::{LONGEST, adds_up};
use crate::audit::mention::{ListKind, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Outcome, Relation, Statement};
use crate::audit::unit::Kind;

/// `与预算相比少429.59万元，其中175.00万元系A，其余254.59万元系B`: the parts of a change that stands right before them.
pub(super) fn of_change(
    nearby: Nearby<'_>,
    first: usize,
    parts: &[usize],
    wholes: &mut [Option<usize>],
) -> Option<Statement> {
    let head = nearby.get(first)?;
    let (change, found) = nearby.before(first).find(|(_, found)| found.quantity.unit.goes_with(head.quantity.unit))?;
    let is_change = (matches!(found.role, Role::Change(_) | Role::Compared) || found.is_remainder())
        && found.sentence == head.sentence;
    if !is_change || parts.len() < 2 {
        return None;
    }
    let value = |index: &usize| nearby.get(*index).map_or(Decimal::ZERO, |mention| mention.quantity.value);
    let sum: Decimal = parts.iter().map(value).sum();
    // Levels that make far more than the change are parts of what changed.
    let near = (sum - found.quantity.value).abs() * Decimal::from(5) <= found.quantity.value;
    adds_up(nearby, change, parts, wholes)
        .or_else(|| near.then(|| accuse(nearby, change, parts, Certainty::Guessed)))
        .or_else(|| (sum < found.quantity.value).then(|| Statement::of(Relation::Total, change, Outcome::Open)))
}

/// Whether the amount before a list is one of a row (青石镇4120亩、马岭镇3580亩…，从树种看…), and the list divides all of the row.
pub(super) fn divides_a_row(nearby: Nearby<'_>, whole: usize, kind: ListKind, parts: &[usize]) -> bool {
    let joined = |one: usize, other: usize| {
        nearby.get(one).zip(nearby.get(other)).is_some_and(|(one, other)| {
            other.lead.starts_with(['、', '和', '及', '与'])
                && one.clause == other.clause
                && one.is_level()
                && one.quantity.unit.goes_with(other.quantity.unit)
        })
    };
    let begins = (whole.saturating_sub(LONGEST)..whole).rev().take_while(|before| joined(*before, before + 1)).last();
    let Some(begins) = begins else { return false };
    let value = |index: usize| nearby.get(index).map_or(Decimal::ZERO, |mention| mention.quantity.value);
    let row: Decimal = (begins..=whole).map(value).sum();
    let sum: Decimal = parts.iter().copied().map(value).sum();
    kind == ListKind::Dividing || sum > value(whole) && sum <= row
}

/// The members of a list where some of them, fewer than the others, are counted in another measure word and so are no sort of
/// their own: 图书A册，期刊B册，视听资料C件. Each begins a clause; people and households among things are another matter.
pub(super) fn of_several_words(nearby: Nearby<'_>, members: &[usize], parts: &[usize]) -> Option<Vec<usize>> {
    let clause = |index: usize| nearby.get(index).map(|part| part.clause);
    let mut all: Vec<usize> = Vec::new();
    for member in members {
        let counts = nearby.get(*member).is_some_and(|part| {
            let unit = part.quantity.unit;
            unit.kind == Kind::Count && part.quantity.is_exact() && !matches!(unit.word, "人" | "人次" | "户" | "户次")
        });
        let begins = all.last().is_none_or(|last| clause(*last) != clause(*member));
        if counts && begins {
            all.push(*member);
        }
    }
    let unlike = all.iter().filter(|part| !parts.contains(part)).count();
    (all.len() == parts.len() + unlike && (1..parts.len()).contains(&unlike)).then_some(all)
}
