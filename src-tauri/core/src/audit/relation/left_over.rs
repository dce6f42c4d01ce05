//! What two amounts leave: `计划A，完成B，剩余D`, `核定编制A名，实有B人，空编D名`, `完成A个，占目标B个的P%，其余D个`.

use rust_decimal::Decimal;

use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, ends, has};

/// Amounts that are tried.
const TRIED: usize = 8;

/// `计划A，完成B，剩余D`, `超出计划D`: what two amounts of the sentence leave. Which two is sure where there are no others, or
/// where the nearest is measured against the one before it.
pub(super) fn left_over(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize) -> Option<Statement> {
    // 其余 at the end of a list that adds up is what the list leaves.
    let in_list = wholes.get(index).copied().flatten().is_some();
    let mention = nearby.get(index).filter(|mention| !mention.is_per_head() && !in_list)?;
    // 其余指标90分 are the other items of a score.
    if mention.quantity.unit.kind == Kind::Score && has(&mention.lead, RESTS) {
        return None;
    }
    let unit = mention.quantity.unit;
    let is_listed = |index: usize| {
        let whole = wholes.get(index).copied().flatten();
        whole.is_some_and(|whole| nearby.get(whole).is_some_and(|whole| whole.sentence == mention.sentence))
    };
    let near: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence + 1 >= mention.sentence)
        .filter(|(_, found)| (found.is_level() || found.role == Role::Compared) && !found.is_remainder())
        .filter(|(found, level)| {
            !level.is_per_head() && !level.is_last_years() && level.quantity.unit.goes_with(unit) && !is_listed(*found)
        })
        .take(TRIED)
        .collect();
    let here = near.iter().filter(|(_, found)| found.sentence == mention.sentence).count();
    let of_named = rest_of_named(nearby, index);
    // 甲到位A万元，缺口B万元；乙到位C万元，缺口D万元: rows side by side.
    let in_rows = nearby
        .before(index)
        .any(|(_, found)| found.sentence == mention.sentence && found.part != mention.part && found.is_remainder());
    let says = mention.is_remainder() && of_named.is_none();
    let plain_rest = has(&mention.lead, RESTS);
    let mut readings: Vec<Reading> = vacant(nearby, wholes, index).into_iter().collect();
    readings.extend(plan_behind(nearby, index));
    readings.extend(not_done(nearby, index));
    readings.extend(to_the_limit(nearby, index));
    readings.extend(of_named);
    readings.extend(rest_of_all(nearby, index));
    readings.extend(rest_of_earlier(nearby, index));
    for (at, (one, level)) in near.iter().enumerate() {
        for (step, (other, base)) in near.iter().skip(at + 1).enumerate() {
            let first = at == 0 && step == 0 && says;
            let plans =
                near.iter().filter(|(_, found)| found.sentence == mention.sentence && found.is_planned()).count();
            let measured = base.is_planned() != level.is_planned()
                || has(&base.lead, &["总", "共", "发现", "核定", "概算", "送审"]);
            let sure = first
                && (measured || !plain_rest || is_whole_of(nearby, index, (*other, *one)))
                && !undone(mention).is_some_and(|deed| base.lead.contains(deed))
                && (level.part == mention.part || here == 2)
                && (level.part == base.part || here == 2 && level.part == mention.part && !in_rows)
                && level.sentence == mention.sentence
                && (here == 2 || measured && (*other + 1 == *one || plans == 1));
            let (more, less) =
                if level.quantity.value >= base.quantity.value { (*one, *other) } else { (*other, *one) };
            readings.push(Reading { formula: Formula::Minus { more, less }, sure });
        }
    }
    if readings.is_empty() { None } else { judge(nearby.0, Relation::Difference, index, &readings) }
}

/// What is left beside the parts of a whole, which need not be the number right before.
const RESTS: &[&str] = &["其余", "余下", "剩余"];

/// Whether of two amounts before a rest the first may be its whole: not where both are parts side by side
/// (管理人员18人、工勤人员9人，其余176人), the rest is more than it, or an amount before can hold both.
fn is_whole_of(nearby: Nearby<'_>, rest: usize, (whole, part): (usize, usize)) -> bool {
    let (Some(mention), Some(base), Some(level)) = (nearby.get(rest), nearby.get(whole), nearby.get(part)) else {
        return false;
    };
    let in_row = level.clause == base.clause && level.lead.starts_with(['、', '和', '及', '与']);
    let last = |found: &Mention| found.label().chars().next_back();
    let are_alike = last(base).is_some() && last(base) == last(level);
    let both = base.quantity.value.checked_add(level.quantity.value).unwrap_or(Decimal::MAX);
    let held = || {
        let mut before = nearby.levels(whole, base.quantity.unit, 3);
        before.any(|(_, found)| !found.is_last_years() && found.quantity.value >= both)
    };
    let is_least = mention.quantity.value <= base.quantity.value && level.quantity.value <= base.quantity.value;
    is_least && !in_row && !are_alike && !held()
}

/// What has not been done with what is left: 到位 of 尚有D万元未到位.
fn undone(mention: &Mention) -> Option<&str> {
    let from = |words: &'_ str| words.find('未').map(|at| at + '未'.len_utf8());
    let words = if mention.lead.contains('未') { mention.lead.as_str() } else { &mention.tail };
    let rest = words.get(from(words)?..)?;
    let end = rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
    rest.get(..end).filter(|deed| deed.chars().count() == 2)
}

/// `限额A亿元…。余额B亿元，…，距限额尚有C亿元`: how far what there is stays below what is named.
pub(super) fn to_the_limit(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention = nearby.get(index)?;
    let rest = mention.lead.strip_prefix(['距', '离'])?.trim_start_matches('离');
    let name = ["尚有", "还有", "尚余", "还差", "尚差", "仍有"]
        .iter()
        .find_map(|word| rest.split_once(word))
        .map(|(name, _)| name)?;
    let here = nearby.levels(index, mention.quantity.unit, 0).filter(|(_, found)| !found.is_last_years());
    let (less, _) = here.last()?;
    let mut called = nearby.levels(less, mention.quantity.unit, 2).filter(|(_, found)| found.lead.contains(name));
    let (more, _) = called.next().filter(|_| name.chars().count() >= 2 && called.next().is_none())?;
    Some(Reading { formula: Formula::Minus { more, less }, sure: true })
}

/// `收到意见A条，采纳B条，未采纳的C条`: what was not done of the amount before what was.
pub(super) fn not_done(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let (mention, done, whole) = (nearby.get(index)?, index.checked_sub(1)?, index.checked_sub(2)?);
    let (head, deed) = mention.lead.split_once('未')?;
    let deed: String = deed.chars().take(2).collect();
    let (came, all) = (nearby.get(done)?, nearby.get(whole)?);
    let alike = [came, all].iter().all(|found| {
        found.is_level()
            && found.part == mention.part
            && found.bracket == mention.bracket
            && found.quantity.unit.goes_with(mention.quantity.unit)
    });
    let is_deed = deed.chars().count() == 2 && came.lead.contains(&deed) && !came.lead.contains('未');
    let is_whole = !all.lead.contains(&deed) && all.quantity.value >= came.quantity.value && !all.is_last_years();
    (alike && is_deed && is_whole && matches!(head.trim_start_matches('、'), "" | "尚" | "还" | "仍" | "另"))
        .then_some(Reading { formula: Formula::Minus { more: whole, less: done }, sure: true })
}

/// `硬化道路A公里，超出计划D公里（计划B公里）`: what it is measured by stands in the bracket behind.
fn plan_behind(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention = nearby.get(index)?;
    let (plan, found) = nearby.in_bracket_behind(index).filter(|(_, found)| found.is_planned())?;
    let (now, came) = nearby.levels(index, found.quantity.unit, 0).next()?;
    let beyond = has(&mention.lead, &["超", "多"]);
    let (more, less) = if beyond { (now, plan) } else { (plan, now) };
    (came.part == mention.part && found.quantity.unit.goes_with(mention.quantity.unit))
        .then_some(Reading { formula: Formula::Minus { more, less }, sure: true })
}

/// `完成A个，占目标B个的P%，其余D个`: what is left of what the share is of.
fn rest_of_named(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention =
        nearby.get(index).filter(|mention| has(&mention.lead, &["其余", "余下", "剩余", "尚有", "还有", "未完"]))?;
    let (more, whole) = nearby
        .before(index)
        .take_while(|(_, found)| found.part == mention.part)
        .find(|(_, found)| found.role == Role::Whole && found.quantity.unit.goes_with(mention.quantity.unit))?;
    let (less, found) = nearby.levels(more, whole.quantity.unit, 0).next()?;
    let sure = found.part == mention.part && found.quantity.unit.word == mention.quantity.unit.word;
    Some(Reading { formula: Formula::Minus { more, less }, sure })
}

/// `受理A人，起诉B人，不起诉C人，其余D人在办`: what all parts of the stretch leave of the first amount of their unit.
fn rest_of_all(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention = nearby.get(index).filter(|mention| has(&mention.lead, &["其余", "余下"]))?;
    let mut near: Vec<usize> = nearby
        .levels(index, mention.quantity.unit, 0)
        .filter(|(_, found)| found.part == mention.part && !found.is_last_years())
        .map(|(found, _)| found)
        .take(TRIED)
        .collect();
    let whole = near.pop()?;
    (near.len() >= 2).then_some(Reading { formula: Formula::Net { plus: vec![whole], minus: near }, sure: false })
}

/// `全长A公里。…沥青路面B公里、水泥路面C公里，其余D公里`: what the parts of the sentence leave of an amount told before it.
fn rest_of_earlier(nearby: Nearby<'_>, index: usize) -> Vec<Reading> {
    let Some(mention) = nearby.get(index).filter(|mention| has(&mention.lead, RESTS)) else { return Vec::new() };
    let levels: Vec<(usize, &Mention)> =
        nearby.levels(index, mention.quantity.unit, SENTENCES).filter(|(_, found)| !found.is_last_years()).collect();
    let (here, earlier): (Vec<_>, Vec<_>) = levels.into_iter().partition(|(_, found)| found.part == mention.part);
    let minus: Vec<usize> = here.iter().map(|(part, _)| *part).collect();
    let reading = |(whole, _): &(usize, &Mention)| Reading {
        formula: Formula::Net { plus: vec![*whole], minus: minus.clone() },
        sure: false,
    };
    if minus.is_empty() { Vec::new() } else { earlier.iter().take(TRIED).map(reading).collect() }
}

/// Sentences before a rest in which its whole is told.
const SENTENCES: usize = 4;

/// `核定编制A名，实有B人，空编D名`: the posts there are less those that are filled.
fn vacant(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize) -> Option<Reading> {
    let mention = nearby.get(index).filter(|mention| has(&mention.lead, &["空编", "缺编", "空缺"]))?;
    let own = |found: &usize| wholes.get(*found).copied().flatten().is_none();
    let levels = || nearby.levels(index, mention.quantity.unit, 1).filter(|(found, _)| own(found));
    let (less, filled) = levels().find(|(_, found)| has(&found.lead, IN_POST) && !found.lead.contains("编制"))?;
    let is_of_posts = |(found, posts): &(usize, &Mention)| {
        let before = found.checked_sub(1).and_then(|before| nearby.get(before));
        let sums_up = ends(&posts.lead, wording::TOTALS) && before.is_some_and(|before| before.lead.contains("编制"));
        *found < less && (posts.lead.contains("编制") || sums_up)
    };
    let (more, _) = levels().find(is_of_posts)?;
    let sure = filled.sentence == mention.sentence;
    Some(Reading { formula: Formula::Minus { more, less }, sure })
}

/// An amount of these is of the posts that are filled.
const IN_POST: &[&str] = &["实有", "在职", "在编", "在岗", "现有", "实际"];
