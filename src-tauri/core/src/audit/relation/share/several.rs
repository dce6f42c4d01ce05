//! Shares of several things together that are named: `水电、风电、太阳能发电合计占比P%`, `产业园和供水两项占P%`.

use crate::audit::mention::Mention;
use crate::audit::nearby::{Nearby, is_called};
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};

/// Amounts before a share among which those named stand.
const TRIED: usize = 16;
/// Names of one share.
const MOST: usize = 6;

/// Judges a share of amounts that are named; the inner `None` where they are named and not all are printed.
pub(super) fn read(
    nearby: Nearby<'_>,
    wholes: &[Option<usize>],
    index: usize,
    named: &str,
    whole: &str,
) -> Option<Option<Statement>> {
    let names = names(named)?;
    let share = nearby.get(index)?;
    let before: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence + 1 >= share.sentence)
        .filter(|(_, found)| {
            found.label() != named && found.is_level() && !found.is_per_head() && !found.is_last_years()
        })
        .take(TRIED)
        .collect();
    let called = |name: &&str| {
        let mut found = before.iter().filter(|(_, found)| found.label().contains(name));
        found.next().filter(|_| found.next().is_none()).map(|(part, _)| *part)
    };
    let Some(mut parts) = names.iter().map(called).collect::<Option<Vec<usize>>>() else { return Some(None) };
    parts.sort_unstable();
    parts.dedup();
    let first = *parts.first()?;
    let unit = nearby.get(first)?.quantity.unit;
    let alike = |part: &usize| nearby.get(*part).is_some_and(|part| part.quantity.unit.goes_with(unit));
    if parts.len() < 2 || !parts.iter().all(alike) {
        return Some(None);
    }
    let listed = wholes.get(first).copied().flatten().filter(|listed| {
        let own = |part: &usize| wholes.get(*part).copied().flatten() == Some(*listed);
        parts.iter().all(own)
            && (whole.is_empty() || nearby.get(*listed).is_some_and(|listed| is_called(listed, whole)))
    });
    let of_name = || nearby.by_name(first, whole, unit).filter(|(_, alone)| *alone && !whole.is_empty());
    let of = listed.or_else(|| of_name().map(|(found, _)| found));
    let reading = of.map(|of| Reading { formula: Formula::Together { parts, wholes: vec![of] }, sure: true });
    Some(reading.and_then(|reading| judge(nearby.0, Relation::Share, index, &[reading])))
}

/// `其中甲A份、乙B份、丙C份，前两项合计占P%`: the first of the list right before, over what that divides.
pub(super) fn first_of_list(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize) -> Option<Reading> {
    let (share, counter) = (nearby.get(index)?, index.checked_sub(1).and_then(|before| nearby.get(before))?);
    let told = counter.lead == "前" && matches!(counter.quantity.unit.word, "项" | "类" | "个");
    let count = usize::try_from(counter.quantity.value).ok().filter(|_| told && counter.clause == share.clause)?;
    let of_list = |part: &usize| wholes.get(*part).copied().flatten();
    let here = nearby.before(index).take_while(|(_, found)| found.sentence == share.sentence).take(TRIED);
    let mut parts: Vec<usize> = here.map(|(part, _)| part).filter(|part| of_list(part).is_some()).collect();
    let whole = of_list(parts.first()?)?;
    parts.retain(|part| of_list(part) == Some(whole));
    parts.reverse();
    let parts = parts.get(..count).filter(|first| first.len() < parts.len())?.to_vec();
    Some(Reading { formula: Formula::Together { parts, wholes: vec![whole] }, sure: true })
}

/// The names of several things: 水电、风电、太阳能发电, 产业园和供水两项.
fn names(named: &str) -> Option<Vec<&str>> {
    let named = named
        .trim_start_matches("其中")
        .trim_end_matches(['项', '类', '者'])
        .trim_end_matches(['两', '三', '四', '五']);
    let named = ["合计", "共", "之和"].iter().fold(named, |named, word| named.trim_end_matches(word));
    let names: Vec<&str> = named.split(['、', '和', '与', '及']).collect();
    let tells = |name: &&str| name.chars().count() >= 2;
    ((2..=MOST).contains(&names.len()) && names.iter().all(tells)).then_some(names)
}
