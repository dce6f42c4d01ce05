//! Which amount a list is of, where several may be.

use rust_decimal::Decimal;

use super::LONGEST;
use crate::audit::mention::ListKind;
use crate::audit::nearby::Nearby;
use crate::audit::wording::has;

/// The wholes that a list may be of: what is left over is not divided, 净值 has no part in 原值, and behind a part that is
/// smaller than the list's own the list is of what that is a part of.
pub(super) fn likely(
    nearby: Nearby<'_>,
    mut candidates: Vec<usize>,
    kind: ListKind,
    parts: &[usize],
    wholes: &[Option<usize>],
) -> Vec<usize> {
    let lead = |index: usize| nearby.get(index).map_or("", |mention| mention.lead.as_str());
    let value = |index: &usize| nearby.get(*index).map_or(Decimal::ZERO, |mention| mention.quantity.value);
    let first = parts.first().copied().unwrap_or_default();
    if kind == ListKind::Dividing {
        candidates.retain(|whole| !has(lead(*whole), &["结余", "结转", "剩余"]));
    }
    if let Some(sort) = ["原值", "净值"].iter().find(|sort| lead(first).contains(**sort))
        && candidates.iter().any(|whole| lead(*whole).contains(sort))
    {
        candidates.retain(|whole| lead(*whole).contains(sort));
    }
    let largest = parts.iter().map(value).max().unwrap_or_default();
    // 采购B万元，节约C万元。其中货物…: what is left is less than one of them.
    let is_rest =
        |whole: &usize| nearby.get(*whole).is_some_and(|found| found.is_remainder()) && value(whole) < largest;
    if candidates.iter().any(|whole| value(whole) >= largest) {
        candidates.retain(|whole| !is_rest(whole));
    }
    for whole in &mut candidates {
        let own = wholes.get(*whole).copied().flatten();
        *whole = own.filter(|_| value(whole) < largest).unwrap_or(*whole);
    }
    candidates.dedup();
    candidates
}

/// Whether nothing but a name or two stands in a sentence before its first number.
pub(super) fn begins_sentence(nearby: Nearby<'_>, first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|before| nearby.get(before));
    before
        .zip(nearby.get(first))
        .is_some_and(|(before, head)| before.sentence != head.sentence && head.clause <= before.clause + 1)
}

/// The amounts of the paragraphs before that say how many there were in all, and can hold what is divided.
pub(super) fn in_total(nearby: Nearby<'_>, first: usize, parts: &[usize]) -> Vec<usize> {
    let largest = parts.iter().filter_map(|part| nearby.get(*part)).max_by_key(|part| part.quantity.value);
    let holds = |whole: &usize| {
        nearby.get(*whole).zip(largest).is_some_and(|(whole, part)| {
            whole.is_level()
                && has(&whole.lead, &["共", "总", "合计", "全年"])
                && whole.quantity.unit.goes_with(part.quantity.unit)
                && whole.quantity.value >= part.quantity.value
                && !whole.is_last_years()
                && !whole.is_planned()
        })
    };
    (first.saturating_sub(LONGEST)..first).rev().filter(holds).take(4).collect()
}
