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
    if let Some(reading) = counted(nearby, wholes, index, named, whole) {
        return Some(judge(nearby.0, Relation::Share, index, &[reading]));
    }
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

/// What two or three amounts right before a share are called together.
const ALL_OF: &[(&str, usize)] = &[("二者", 2), ("两者", 2), ("两项", 2), ("三者", 3), ("三项", 3)];

/// `博士A人、硕士B人，二者合起来占专任教师的P%`: of the last of a row, as many as are announced.
fn counted(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, named: &str, whole: &str) -> Option<Reading> {
    let share = nearby.get(index)?;
    let rest = |word: &str| named.strip_prefix(word).map(|rest| rest.trim_end_matches('占'));
    let together = ["", "合计", "合起来", "之和", "共", "相加", "加起来"];
    let count = ALL_OF
        .iter()
        .find(|(word, _)| rest(word).is_some_and(|rest| together.contains(&rest)))
        .map(|(_, count)| *count)?;
    let mut parts: Vec<usize> = nearby
        .before(index)
        .take_while(|(_, found)| found.part == share.part)
        .take(count)
        .map(|(part, _)| part)
        .collect();
    parts.reverse();
    let first = nearby.get(*parts.first()?)?;
    let alike = |part: &usize| {
        nearby.get(*part).is_some_and(|part| {
            part.is_level() && part.quantity.unit.goes_with(first.quantity.unit) && part.clause == first.clause
        })
    };
    let row = parts.len() == count && parts.iter().all(alike);
    let listed = wholes.get(*parts.first()?).copied().flatten().filter(|_| whole.is_empty());
    let called = || {
        nearby
            .levels(*parts.first()?, first.quantity.unit, usize::MAX / 2)
            .find(|(_, found)| is_called(found, whole))
            .map(|(whole, _)| whole)
    };
    let of = listed.or_else(called).filter(|_| row)?;
    Some(Reading { formula: Formula::Together { parts, wholes: vec![of] }, sure: true })
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
