//! Percentages given out over a list in its order: `A、B、C，占比分别为a、b、c`, `分别完成年初预算的a、调整预算的b`,
//! `计划A户、B栋，完成C户、D栋，分别占计划的c、d`. Which list is meant the words often leave open; the one that nearly all of
//! the percentages fit is it, and the one that does not is told.

use std::collections::BTreeSet;

use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge, result};
use crate::audit::unit::Kind;
use crate::audit::wording::has;

/// Percentages of one list.
const LARGEST: usize = 12;
/// Amounts before it that are looked at.
const REACH: usize = 24;
/// Digits of percentages that do not come out by chance.
const TELLING: usize = 3;
const IN_TURN: &[&str] = &["分别", "依次", "各占", "各为"];

/// The statements, and the mentions that are read so and no other way.
pub(super) fn read(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> (Vec<Statement>, BTreeSet<usize>) {
    let (mut statements, mut taken) = (Vec::new(), BTreeSet::new());
    let mut at = 0;
    while at < nearby.0.len() {
        let members = members(nearby, at);
        if members.len() >= 2 {
            statements.extend(given_out(nearby, wholes, &members));
            taken.extend(members.iter().copied());
        }
        at += members.len().max(1);
    }
    (statements, taken)
}

/// The percentages of a row that begins with 分别 or 依次.
fn members(nearby: Nearby<'_>, first: usize) -> Vec<usize> {
    let Some(head) = nearby.get(first) else { return Vec::new() };
    if head.quantity.unit.kind != Kind::Percent || !has(&head.lead, IN_TURN) {
        return Vec::new();
    }
    let follows = |index: &usize| {
        *index == first
            || nearby.get(*index).is_some_and(|next| {
                next.quantity.unit.kind == Kind::Percent
                    && next.sentence == head.sentence
                    && next.bracket == head.bracket
                    && (next.lead.starts_with(['、', '和', '及', '与']) || next.lead.trim_start_matches('-').is_empty())
            })
    };
    (first..nearby.0.len().min(first + LARGEST)).take_while(follows).collect()
}

/// The statements of the list that the percentages fit best; none where no list is fitted by all but one of them.
fn given_out(nearby: Nearby<'_>, wholes: &[Option<usize>], members: &[usize]) -> Vec<Statement> {
    let Some(first) = members.first().and_then(|first| nearby.get(*first)) else { return Vec::new() };
    let relation = match first.role {
        Role::Growth(_) => Relation::Growth,
        Role::Share { .. } => Relation::Share,
        _ => Relation::Rate,
    };
    let fitting = |formulas: &Vec<Formula>| {
        members.iter().zip(formulas).filter(|(member, formula)| fits(nearby, **member, formula)).count()
    };
    // （上年同期14起、12人）: what they are over is said in so many words.
    if let Some(formulas) = over_bracket(nearby, &levels_before(nearby, *members.first().unwrap_or(&0)), members) {
        return told(nearby, relation, members, &formulas);
    }
    let hypotheses = hypotheses(nearby, wholes, members);
    if let [one, other] = members
        && let Some(formulas) = hypotheses.iter().find(|formulas| are_turned(nearby, (*one, *other), formulas))
    {
        return told(nearby, relation, members, formulas);
    }
    let Some(best) = hypotheses.iter().rev().max_by_key(|formulas| fitting(formulas)) else { return Vec::new() };
    let digits = |(member, formula): (&usize, &Formula)| {
        if fits(nearby, *member, formula) { digits(nearby, *member) } else { 0 }
    };
    let proved: usize = members.iter().zip(best).map(digits).sum();
    if fitting(best) + 1 < members.len() || proved < TELLING {
        return Vec::new();
    }
    told(nearby, relation, members, best)
}

fn told(nearby: Nearby<'_>, relation: Relation, members: &[usize], formulas: &[Formula]) -> Vec<Statement> {
    let statement = |(member, formula): (&usize, &Formula)| {
        judge(nearby.0, relation, *member, &[Reading { formula: formula.clone(), sure: true }])
    };
    members.iter().zip(formulas).filter_map(statement).collect()
}

/// Whether two percentages are each the other's: both fit in the wrong order, and neither as it stands.
fn are_turned(nearby: Nearby<'_>, (one, other): (usize, usize), formulas: &[Formula]) -> bool {
    let [first, last] = formulas else { return false };
    let fits = |member: usize, formula: &Formula| fits(nearby, member, formula);
    let telling = digits(nearby, one) >= TELLING && digits(nearby, other) >= TELLING;
    telling && fits(one, last) && fits(other, first) && !fits(one, first) && !fits(other, last)
}

/// Digits of a percentage that say something: without zeros before them.
fn digits(nearby: Nearby<'_>, member: usize) -> usize {
    nearby.get(member).map_or(0, |mention| {
        mention.quantity.printed().to_string().replace(['.', '-'], "").trim_start_matches('0').len()
    })
}

fn fits(nearby: Nearby<'_>, member: usize, formula: &Formula) -> bool {
    let stated = nearby.get(member).map(|mention| mention.quantity.span());
    stated.zip(result(nearby.0, formula, member)).is_some_and(|(stated, found)| found.meets(stated))
}

/// The amounts before a row in its sentence and the one before it, in order.
fn levels_before(nearby: Nearby<'_>, first: usize) -> Vec<usize> {
    let sentence = nearby.get(first).map_or(0, |head| head.sentence);
    let near = nearby.before(first).take_while(|(_, mention)| mention.sentence + 1 >= sentence).take(REACH);
    let mut levels: Vec<usize> =
        near.filter(|(_, mention)| mention.is_level() && !mention.is_per_head()).map(|(index, _)| index).collect();
    levels.reverse();
    levels
}

/// Every list of formulas that the row may mean, the likeliest first.
fn hypotheses(nearby: Nearby<'_>, wholes: &[Option<usize>], members: &[usize]) -> Vec<Vec<Formula>> {
    let (Some(first), count) = (members.first().copied(), members.len()) else { return Vec::new() };
    let Some(head) = nearby.get(first) else { return Vec::new() };
    // 变动-6.09%: which way it went is told twice, and either may be meant.
    if members.iter().any(|member| nearby.get(*member).is_some_and(|member| member.quantity.value.is_sign_negative())) {
        return Vec::new();
    }
    let before: Vec<(usize, &Mention)> =
        nearby.before(first).take_while(|(_, mention)| mention.sentence + 1 >= head.sentence).take(REACH).collect();
    let levels = levels_before(nearby, first);
    let mut changes: Vec<usize> =
        before.iter().filter(|(_, mention)| matches!(mention.role, Role::Change(_))).map(|(index, _)| *index).collect();
    changes.reverse();
    let mut found = Vec::new();
    let is_growth = matches!(head.role, Role::Growth(_));
    found.extend(over_last_years(nearby, &levels, members));
    for end in (count..=levels.len()).rev().filter(|_| !is_growth) {
        let Some(parts) = levels.get(end - count..end) else { continue };
        found.extend(of_one_whole(nearby, wholes, &levels, parts));
        let earlier = levels.get(..end - count).unwrap_or_default();
        let unit = |index: usize| nearby.get(index).map(|mention| mention.quantity.unit);
        let alike: Vec<usize> = earlier
            .iter()
            .copied()
            .filter(|one| {
                parts.iter().any(|part| unit(*part).zip(unit(*one)).is_some_and(|(part, one)| part.goes_with(one)))
            })
            .collect();
        let earlier = alike.as_slice();
        found.extend(over_earlier(nearby, earlier, parts));
        // 决策18.6分、过程19.2分，满分依次为20分、20分，得分率分别为…: what may be had stands behind.
        let row = earlier.get(earlier.len().saturating_sub(count)..).filter(|row| row.len() == count);
        found.extend(row.and_then(|row| over_earlier(nearby, parts, row)));
        found.extend(levels.get(end).and_then(|last| of_several(nearby, parts, *last)));
    }
    // 养老A万元，残疾人两项补贴B万元，占比依次为…: what another unit counts among them is a name's.
    let last = levels.last().and_then(|last| nearby.get(*last)).filter(|_| !is_growth);
    let alike = |one: &usize| {
        last.zip(nearby.get(*one)).is_some_and(|(last, one)| one.quantity.unit.goes_with(last.quantity.unit))
    };
    let alike: Vec<usize> = levels.iter().copied().filter(alike).collect();
    if let Some(parts) = alike.len().checked_sub(count).and_then(|start| alike.get(start..)) {
        found.extend(of_one_whole(nearby, wholes, &alike, parts));
    }
    if let Some(changes) = changes.len().checked_sub(count).and_then(|start| changes.get(start..)) {
        found.extend(by_changes(nearby, &levels, changes));
    }
    found
}

/// Parts of one unit, each over the same whole: the list's own, another amount, or what they make together.
fn of_one_whole(nearby: Nearby<'_>, wholes: &[Option<usize>], levels: &[usize], parts: &[usize]) -> Vec<Vec<Formula>> {
    let unit = |index: usize| nearby.get(index).map(|mention| mention.quantity.unit);
    let alike = |one: usize, other: usize| unit(one).zip(unit(other)).is_some_and(|(one, other)| one.goes_with(other));
    let Some(first) = parts.first().copied().filter(|first| parts.iter().all(|part| alike(*first, *part))) else {
        return Vec::new();
    };
    let listed = wholes.get(first).copied().flatten();
    let others = levels.iter().rev().copied().filter(|other| !parts.contains(other) && alike(first, *other));
    let over = |whole: usize| parts.iter().map(|part| Formula::Ratio { part: *part, whole }).collect::<Vec<_>>();
    let together = parts.iter().map(|part| Formula::OfSum { part: *part, parts: parts.to_vec() }).collect();
    listed.into_iter().chain(others).map(over).chain([together]).collect()
}

/// The parts of a second list, each over the part of the first that stands in its place and has its unit.
fn over_earlier(nearby: Nearby<'_>, earlier: &[usize], parts: &[usize]) -> Option<Vec<Formula>> {
    let bases = earlier.get(earlier.len().checked_sub(parts.len())?..)?;
    let pair = |(part, whole): (&usize, &usize)| {
        let alike = nearby.get(*part)?.quantity.unit.goes_with(nearby.get(*whole)?.quantity.unit);
        alike.then_some(Formula::Ratio { part: *part, whole: *whole })
    };
    parts.iter().zip(bases).map(pair).collect()
}

/// One result over several amounts: 分别完成年初预算的a、调整预算的b.
fn of_several(nearby: Nearby<'_>, bases: &[usize], part: usize) -> Option<Vec<Formula>> {
    let ratio = |whole: &usize| {
        let alike = nearby.get(part)?.quantity.unit.goes_with(nearby.get(*whole)?.quantity.unit);
        alike.then_some(Formula::Ratio { part, whole: *whole })
    };
    bases.iter().map(ratio).collect()
}

/// `A起、B人，同比分别下降a和b（上年同期C起、D人）`: each over what stands for it in the bracket behind.
fn over_bracket(nearby: Nearby<'_>, levels: &[usize], members: &[usize]) -> Option<Vec<Formula>> {
    let (last, count) = (*members.last()?, members.len());
    let Role::Growth(direction) = nearby.get(*members.first()?)?.role else { return None };
    let bases: Vec<usize> = (last + 1..=last + count).collect();
    let bracket = nearby.get(last + 1).filter(|first| first.anchor == Some(last))?.bracket;
    let whole =
        bases.iter().all(|base| nearby.get(*base).is_some_and(|base| base.bracket == bracket && base.is_level()));
    let ends = nearby.get(last + count + 1).is_none_or(|next| next.bracket != bracket);
    let now = levels.get(levels.len().checked_sub(count)?..)?;
    let over = |(now, before): (&usize, &usize)| {
        let alike = nearby.get(*now)?.quantity.unit.goes_with(nearby.get(*before)?.quantity.unit);
        alike.then_some(Formula::Over { now: *now, before: *before, direction })
    };
    now.iter().zip(&bases).map(over).collect::<Option<Vec<_>>>().filter(|_| whole && ends)
}

/// `A批B人次，上年为C批D人次，批次和人次分别下降a和b`: each over what it was the year before.
fn over_last_years(nearby: Nearby<'_>, levels: &[usize], members: &[usize]) -> Option<Vec<Formula>> {
    let Role::Growth(direction) = nearby.get(*members.first()?)?.role else { return None };
    let count = members.len();
    let start = levels.len().checked_sub(2 * count)?;
    let (now, before) = levels.get(start..)?.split_at_checked(count)?;
    let is_base = nearby.get(*before.first()?)?.is_last_years() && !nearby.get(*now.first()?)?.is_last_years();
    let over = |(now, before): (&usize, &usize)| {
        let alike = nearby.get(*now)?.quantity.unit.goes_with(nearby.get(*before)?.quantity.unit);
        alike.then_some(Formula::Over { now: *now, before: *before, direction })
    };
    now.iter().zip(before).map(over).collect::<Option<Vec<_>>>().filter(|_| is_base)
}

/// Changes in a row, each over what its own amount was before it.
fn by_changes(nearby: Nearby<'_>, levels: &[usize], changes: &[usize]) -> Vec<Vec<Formula>> {
    let rise = |change: usize, now: usize| {
        let mention = nearby.get(change)?;
        let alike = mention.quantity.unit.goes_with(nearby.get(now)?.quantity.unit);
        let Role::Change(direction) = mention.role else { return None };
        alike.then_some(Formula::Rise { change, now, direction })
    };
    let first = changes.first().copied().unwrap_or(0);
    let in_row: Vec<usize> = levels.iter().copied().filter(|level| *level < first).collect();
    let rows = in_row.len().checked_sub(changes.len()).and_then(|start| in_row.get(start..));
    let one_after_another = rows
        .and_then(|rows| changes.iter().zip(rows).map(|(change, now)| rise(*change, *now)).collect::<Option<Vec<_>>>());
    let own = |change: &usize| rise(*change, levels.iter().rev().copied().find(|level| level < change)?);
    let each_its_own = changes.iter().map(own).collect::<Option<Vec<_>>>();
    one_after_another.into_iter().chain(each_its_own).collect()
}
