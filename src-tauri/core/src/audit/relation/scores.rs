//! Points of a score: items that add up to a total, in a sentence or a line each, and what was taken off of a hundred.

use rust_decimal::Decimal;

use super::total::LONGEST;
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, ends, has};

/// What a total score is called.
const TOTAL: &[&str] =
    &["总分", "总得分", "总评分", "综合得分", "最终得分", "合计得", "自评得分", "项目得分", "绩效得分", "自评分"];
/// What was taken off is told behind these.
const OFF: &[&str] =
    &["扣", "扣分", "失分", "被扣", "共扣", "合计扣", "总扣", "扣分共", "扣分合计", "共扣分", "共失分"];
/// A total score is at least so much of a hundred.
const LEAST: Decimal = Decimal::from_parts(60, 0, 0, false, 0);
/// Lines of a table of scores.
const LINES: usize = 12;

/// Judges points that follow their parts, or say what was taken off.
pub(super) fn check(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    lost(nearby, index)
        .or_else(|| taken_off(nearby, index))
        .or_else(|| total(nearby, index))
        .or_else(|| lines(nearby, index))
}

/// What the indicators of a score are called.
const CLASSES: &[&str] = &["投入", "决策", "过程", "产出", "效益", "效果", "满意度"];
/// Numbers before what was lost among which the points of its class stand.
const REACH: usize = 160;

/// `过程类因…扣2.4分` after `过程20分，得17.6分`: what a class of indicators lost, told again.
fn lost(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let mention = nearby.get(index).filter(|mention| wording::bare(&mention.lead).ends_with('扣'))?;
    let before = index.checked_sub(1).and_then(|before| nearby.get(before)).filter(|one| one.clause == mention.clause);
    let words = before.map_or(String::new(), |before| before.lead.clone()) + &mention.lead;
    let class = CLASSES.iter().find(|class| words.trim_start_matches('，').starts_with(**class))?;
    let named = |index: usize| {
        let found = nearby.get(index)?;
        let got = nearby.get(index + 1)?;
        let is_class = found.lead.contains(class) && nearby.is_full_score(index) && found.paragraph < mention.paragraph;
        (is_class && got.lead.contains('得') && got.quantity.unit == found.quantity.unit).then_some((index, index + 1))
    };
    let mut pairs = (index.saturating_sub(REACH)..index).filter_map(named);
    let (more, less) = pairs.next().filter(|_| pairs.next().is_none())?;
    let is_all = words.contains("类") || words.contains("指标");
    let reading = Reading { formula: Formula::Minus { more, less }, sure: is_all };
    judge(nearby.0, Relation::Difference, index, &[reading])
}

/// `合计得94.5分，共扣5.5分`: what a total leaves of a hundred.
fn taken_off(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let lead = wording::bare(&mention.lead);
    // 组织实施13分，得11分，扣2分
    if let (Some(more), Some(less)) = (index.checked_sub(2), index.checked_sub(1))
        && lead == "扣"
        && nearby.is_full_score(more)
        && [more, less].iter().all(|one| nearby.get(*one).is_some_and(|one| one.part == mention.part))
        && nearby.get(less).is_some_and(|got| got.quantity.unit.kind == Kind::Score && got.lead.contains('得'))
    {
        let reading = Reading { formula: Formula::Minus { more, less }, sure: true };
        return judge(nearby.0, Relation::Difference, index, &[reading]);
    }
    let all = ["共扣", "合计扣", "总扣", "扣分共", "扣分合计"].iter().any(|word| ends(lead, &[word]));
    if !OFF.contains(&lead) && !all {
        return None;
    }
    // 按照100分制，…，合计93.42分
    let hundred = || {
        let mut points = nearby.before(index).filter(|(_, found)| found.quantity.unit == mention.quantity.unit);
        points.any(|(_, found)| found.quantity.value == Decimal::ONE_HUNDRED)
    };
    let sums_up = |found: &Mention| all && matches!(wording::bare(&found.lead), "合计" | "共计" | "总计") && hundred();
    let is_total = |found: &Mention| {
        (has(&found.lead, TOTAL) || sums_up(found)) && (LEAST..Decimal::ONE_HUNDRED).contains(&found.quantity.value)
    };
    // 一是…，扣3分；二是…，扣2分: one of several losses, each told of an item.
    let goes_on =
        nearby.get(index + 1).is_some_and(|next| next.sentence == mention.sentence && next.lead.contains('扣'))
            || (index + 1..index + 4).any(|next| {
                nearby.get(next).is_some_and(|next| {
                    next.sentence == mention.sentence && next.part != mention.part && wording::bare(&next.lead) == lead
                })
            });
    if goes_on && !all {
        return None;
    }
    let sentences = if all { 4 } else { 1 };
    let mut totals = nearby
        .levels(index, mention.quantity.unit, sentences)
        .filter(|(place, found)| is_total(found) && !nearby.is_full_score(*place));
    let (whole, found) = totals.next()?;
    // 10分扣1分 of an item is told of no total.
    let near = all
        || nearby.levels(index, mention.quantity.unit, 0).next().is_none_or(|(last, _)| last <= whole)
        || found.sentence == mention.sentence && lead == "扣分";
    let reading = Reading { formula: Formula::Remainder { others: vec![whole] }, sure: near };
    judge(nearby.0, Relation::Total, index, &[reading])
}

/// `得27.90分，…，数量、质量、时效、成本四项分别得A分、B分、C分和D分`: a row that makes what was got before it.
pub(super) fn rows(nearby: Nearby<'_>) -> Vec<Statement> {
    let is_score = |mention: &Mention| mention.quantity.unit.kind == Kind::Score && mention.is_level();
    let begins = |mention: &Mention| is_score(mention) && ends(&mention.lead, &["分别得", "分别为", "分别得分"]);
    let row = |first: usize| {
        let clause = nearby.get(first)?.clause;
        let goes_on = |index: &usize| {
            *index == first
                || nearby.get(*index).is_some_and(|found| {
                    is_score(found) && found.clause == clause && found.lead.starts_with(['、', '和'])
                })
        };
        let parts: Vec<usize> = (first..first + LINES).take_while(goes_on).collect();
        let got = |(index, found): &(usize, &Mention)| {
            is_score(found) && found.lead.contains('得') && !nearby.is_full_score(*index)
        };
        let sentence = nearby.get(first)?.sentence;
        let (total, _) = nearby.before(first).take_while(|(_, found)| found.sentence == sentence).find(got)?;
        let sure = parts.len() >= 3;
        judge(nearby.0, Relation::Total, total, &[Reading { formula: Formula::Sum { parts }, sure }]).filter(|_| sure)
    };
    nearby.0.iter().enumerate().filter(|(_, mention)| begins(mention)).filter_map(|(first, _)| row(first)).collect()
}

/// A total whose parts stand in the lines before or behind it, a line each.
fn lines(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let mention = nearby.get(index).filter(|mention| has(&mention.lead, TOTAL) || mention.lead == "合计得分")?;
    let is_item = |found: &Mention| {
        found.quantity.unit.kind == Kind::Score
            && found.is_level()
            && found.lead.trim_start_matches(['：', '\t']).starts_with('得')
            && found.quantity.value < mention.quantity.value
    };
    let of_line = |paragraph: usize, places: &mut dyn Iterator<Item = usize>| {
        let items: Vec<usize> = places
            .take(LINES)
            .take_while(|place| nearby.get(*place).is_some_and(|found| found.paragraph == paragraph))
            .filter(|place| nearby.get(*place).is_some_and(is_item))
            .collect();
        <[usize; 1]>::try_from(items).ok().map(|[item]| item)
    };
    let first_of = |paragraph: usize| nearby.0.partition_point(|found| found.paragraph < paragraph);
    let behind: Vec<usize> = (mention.paragraph + 1..=mention.paragraph + LINES)
        .map_while(|paragraph| of_line(paragraph, &mut (first_of(paragraph)..nearby.0.len())))
        .collect();
    let mut before: Vec<usize> = (mention.paragraph.saturating_sub(LINES)..mention.paragraph)
        .rev()
        .map_while(|paragraph| of_line(paragraph, &mut (first_of(paragraph)..nearby.0.len())))
        .collect();
    before.reverse();
    let reading = |parts: Vec<usize>| Reading { formula: Formula::Sum { parts }, sure: true };
    let rows: Vec<Reading> = [before, behind].into_iter().filter(|row| row.len() >= 3).map(reading).collect();
    if rows.is_empty() { None } else { judge(nearby.0, Relation::Total, index, &rows) }
}

/// `决策A分，过程B分，产出C分，总分D分`, and `扣E分`: points are given out of a hundred and add up.
fn total(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let total = nearby.get(index)?;
    let lead = wording::bare(&total.lead);
    let of_losses = total.lead.contains('扣');
    // 满分分别为15分、25分、60分，合计100分: what may be had adds up as well.
    let in_row = index.checked_sub(1).and_then(|last| nearby.get(last)).is_some_and(|last| last.lead == "、");
    let items = |sentences: usize| {
        let items = nearby
            .levels(index, total.quantity.unit, sentences)
            .filter(|(_, mention)| mention.quantity.value < Decimal::ONE_HUNDRED)
            .filter(|(index, _)| in_row || !nearby.is_full_score(*index))
            // 得47.80分，到馆人次扣1.20分: what was taken off is in what was got.
            .filter(|(_, mention)| !mention.lead.contains('扣') || of_losses);
        items.take(LONGEST).collect::<Vec<(usize, &Mention)>>()
    };
    // 预算执行10分，得9.09分；…。综合得分D分: the items may make a sentence of their own.
    let here = match items(0) {
        here if here.is_empty() && has(&total.lead, TOTAL) => items(1),
        here => here,
    };
    // 各项满分多少；自评分别得多少，总分多少: what stands on one side of a semicolon is a list of its own.
    let beside: Vec<(usize, &Mention)> =
        here.iter().copied().filter(|(_, mention)| mention.part == total.part).collect();
    let here = if beside.len() >= 2 { beside } else { here };
    let is_total = ends(
        lead,
        &["总分", "总得分", "总计", "合计", "共计", "综合得分", "最终得分", "总评分", "合计得分", "小计", "满分", "共"],
    );
    let parts: Vec<usize> = here.iter().rev().map(|(part, _)| *part).collect();
    // Where items are far from the total, others are not printed.
    let sum: Decimal = here.iter().map(|(_, part)| part.quantity.value).sum();
    let near = (sum - total.quantity.value).abs() * Decimal::from(5) <= total.quantity.value;
    // Points that were got and points that may be had are no one row.
    let got = here.iter().filter(|(_, part)| part.lead.contains('得')).count();
    let is_one_sort = got == 0 || got == here.len();
    let reading = Reading {
        formula: Formula::Sum { parts: parts.clone() },
        sure: near && is_one_sort && (parts.len() >= 3 || lead.contains("计")),
    };
    // 效果指标满分30分，得28.9分: what one item may have is no total of the others.
    let is_total = is_total && !nearby.is_full_score(index);
    (is_total && parts.len() >= 2).then(|| judge(nearby.0, Relation::Total, index, &[reading])).flatten()
}
