//! Which amounts behind a whole are its parts.

use super::LONGEST;
use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::unit::{Kind, Unit};
use crate::audit::wording::{self, has};

/// The amounts of the list that begins with a mention, and whether it had to be guessed that it runs over semicolons: no
/// mark stands behind 其中.
pub(in crate::audit::relation) fn members(nearby: Nearby<'_>, first: usize) -> (Vec<usize>, bool) {
    let Some(head) = nearby.get(first) else { return (Vec::new(), false) };
    // 甲100公里、其中乙30公里，丙50公里: between two 、 the list is as short as it can be.
    let short = head.opening.is_some_and(|opening| !opening.apart)
        && first
            .checked_sub(1)
            .and_then(|before| nearby.get(before))
            .is_some_and(|before| before.clause == head.clause);
    let mut guessed = false;
    let apart = head.opening.is_some_and(|opening| opening.apart);
    let mut found: Vec<usize> = Vec::new();
    let mut nested = None;
    for (index, mention) in nearby.0.iter().enumerate().skip(first).take(LONGEST) {
        if mention.sentence != head.sentence || mention.paragraph != head.paragraph {
            break;
        }
        if mention.bracket != head.bracket {
            if head.bracket != 0 && (mention.bracket == 0 || mention.bracket < head.bracket) {
                break;
            }
            continue;
        }
        let mut of_first_sort = found.iter().filter_map(|index| nearby.get(*index));
        let is_full = of_first_sort.by_ref().filter(|part| part.quantity.unit.goes_with(mention.quantity.unit)).count()
            >= 2
            && found.iter().all(|index| nearby.get(*index).is_some_and(|part| part.part == head.part));
        if (mention.part != head.part && is_full) || (short && mention.clause != head.clause) {
            break;
        }
        if index > first && mention.opening.is_some() && mention.quantity.unit.goes_with(head.quantity.unit) {
            nested = Some(mention.part);
        }
        if nested.is_some_and(|part| part == mention.part) {
            continue;
        }
        let is_undone = has(&mention.lead, wording::UNDONE) && !has(&head.lead, wording::UNDONE);
        if (mention.is_per_head() && !head.is_per_head()) || is_undone || nearby.is_full_score(index) {
            continue;
        }
        // 分年度看，2022年A，2023年B: each of its year.
        let by_year = head.is_dated_only() && mention.is_dated_only() && apart;
        if mention.is_level() && (!mention.is_last_years() || by_year) {
            guessed |= mention.part != head.part && !apart && mention.quantity.unit.goes_with(head.quantity.unit);
            found.push(index);
        }
    }
    (found, guessed)
}

/// The members of a list by unit, plans apart from results, in the order they come.
pub(super) fn sorts(nearby: Nearby<'_>, members: &[usize]) -> Vec<Vec<usize>> {
    let mut sorts: Vec<(Unit, bool, Vec<usize>)> = Vec::new();
    for index in members {
        let Some(mention) = nearby.get(*index) else { continue };
        // 预算执行17分 is no plan.
        let planned = mention.is_planned() && mention.quantity.unit.kind != Kind::Score;
        let unit = mention.quantity.unit;
        match sorts.iter_mut().find(|(found, plans, _)| found.goes_with(unit) && *plans == planned) {
            Some((_, _, parts)) => parts.push(*index),
            None => sorts.push((unit, planned, vec![*index])),
        }
    }
    // Where only some parts speak of a budget they are still one list.
    if let [(unit, _, one), (other, _, two)] = sorts.as_mut_slice()
        && unit.goes_with(*other)
        && one.len() != two.len()
    {
        one.append(two);
        one.sort_unstable();
    }
    sorts.into_iter().map(|(_, _, parts)| parts).filter(|parts| !parts.is_empty()).collect()
}

/// Whether the last part is what the others leave: 其他固定资产.
pub(super) fn names_the_rest(nearby: Nearby<'_>, parts: &[usize]) -> bool {
    // 其他交通费用 is an item of the accounts like any other.
    let is_rest =
        |label: &str| ["其他", "其它", "其余"].iter().any(|word| label.starts_with(word)) && !label.contains("交通费");
    parts.len() > 1 && parts.last().and_then(|last| nearby.get(*last)).is_some_and(|last| is_rest(last.label()))
}

/// The parts called as the whole is, where the parts count several things in turn: 事故9起、受伤8人, 其中A事故5起、受伤3人.
pub(super) fn namesakes(nearby: Nearby<'_>, whole: usize, parts: &[usize]) -> Vec<usize> {
    let name = nearby.get(whole).map_or("", Mention::label);
    let called: Vec<usize> =
        parts.iter().copied().filter(|part| nearby.get(*part).is_some_and(|part| part.label() == name)).collect();
    if called.len() >= 2 && !name.is_empty() { called } else { parts.to_vec() }
}

/// The parts before those that speak of something else than the whole: 接收捐赠A万元，其中…，全年支出B万元，结余C万元.
pub(super) fn before_another_matter<'a>(nearby: Nearby<'_>, whole: usize, parts: &'a [usize]) -> &'a [usize] {
    let lead = nearby.get(whole).map_or("", |whole| whole.lead.as_str());
    let is_other = |part: &usize| {
        nearby.get(*part).is_some_and(|part| {
            (has(&part.lead, &["结余", "结转", "剩余", "节余"])
                && !has(lead, &["结余", "结转", "收入", "支出", "总计"]))
                || TURNING.iter().any(|word| part.lead.starts_with(word) && !lead.starts_with(word))
        })
    };
    // 其中专任教师A人，高级职称B人，占专任教师的P%: B is of A.
    let is_of_part = |part: &usize| match nearby.get(part + 1).map(|share| &share.role) {
        Some(Role::Share { whole, .. }) if whole.chars().count() >= 2 => parts.iter().any(|other| {
            other < part && nearby.get(*other).is_some_and(|other| other.label().ends_with(whole.as_str()))
        }),
        _ => false,
    };
    let is_other = |part: &usize| is_other(part) || is_of_part(part);
    let end = parts.iter().skip(1).position(is_other).map_or(parts.len(), |end| end + 1);
    parts.get(..end).unwrap_or(parts)
}

/// What begins with these is no part of what was spoken of before.
const TURNING: &[&str] =
    &["全年", "年末", "年底", "本年", "目前", "截至", "累计", "另有", "另", "此外", "同时", "同期", "比上年", "较上年"];

/// The parts before those who are not in post, where the whole counts those who are.
pub(super) fn in_post<'a>(nearby: Nearby<'_>, whole: usize, parts: &'a [usize]) -> &'a [usize] {
    let counts_posts = nearby.get(whole).is_some_and(|whole| has(&whole.lead, &["在职", "在编", "编制"]));
    let outside = |part: &usize| nearby.get(*part).is_some_and(|part| has(&part.lead, wording::NOT_IN_POST));
    let end = parts.iter().position(outside).filter(|end| counts_posts && *end > 0).unwrap_or(parts.len());
    parts.get(..end).unwrap_or(parts)
}
