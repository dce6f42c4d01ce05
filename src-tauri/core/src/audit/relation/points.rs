//! Points between two percentages: `由B%提高到A%，提高D个百分点`, and the same written as a percentage, which says something else.

use rust_decimal::Decimal;

use super::difference::minus;
use crate::audit::mention::{Direction, Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Outcome, Reading, Relation, Statement, judge, result};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, has};
use crate::check::Grade;

/// Mentions that are looked at.
const TRIED: usize = 8;

/// `增长A%，高于全国（B%）D个百分点`; `由B%提高到A%，提高D个百分点`.
pub(super) fn read(nearby: Nearby<'_>, index: usize, direction: Direction) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let percentages: Vec<(usize, &Mention)> = (index.saturating_sub(TRIED)..index)
        .rev()
        .filter_map(|before| nearby.get(before).map(|found| (before, found)))
        .filter(|(_, found)| found.sentence == mention.sentence && found.quantity.unit.kind == Kind::Percent)
        .collect();
    if let Some(statement) = goal_elsewhere(nearby, index, direction) {
        return Some(statement);
    }
    if let Some(formula) = base_named(nearby, index, direction) {
        return judge(nearby.0, Relation::Difference, index, &[Reading { formula, sure: true }]);
    }
    if let Some(formula) = goal_in_bracket(nearby, index, direction) {
        return judge(nearby.0, Relation::Difference, index, &[Reading { formula, sure: true }]);
    }
    let mut readings = Vec::new();
    // 满意度A%。与2022年的B%相比，提高D个百分点
    if let Some((now, base)) = compared_with(nearby, index) {
        readings.push(Reading { formula: minus(now, base, direction), sure: true });
    }
    // 签约率P%，同比提高D个百分点（2022年为B%）
    if let Some((base, now)) = base_in_bracket(nearby, index) {
        readings.push(Reading { formula: minus(now, base, direction), sure: true });
    }
    for (at, (one, _)) in percentages.iter().enumerate() {
        for (other, base) in percentages.iter().skip(at + 1) {
            let beside = at == 0 && other + 1 == *one && one + 1 == index;
            let compared = base.is_last_years() != nearby.get(*one).is_some_and(Mention::is_last_years);
            let against =
                nearby.get(*one).is_some_and(|one| one.lead.starts_with(['比', '较']) && one.clause == mention.clause);
            let from_to = beside && (base.role == Role::From || compared || against);
            // 上线率A，上年为B，提高D: the later one may be the base.
            let turned = nearby.get(*one).is_some_and(|one| one.is_last_years()) || against;
            readings.push(Reading { formula: minus(*one, *other, direction), sure: from_to && !turned });
            readings.push(Reading { formula: minus(*other, *one, direction), sure: from_to && turned });
        }
    }
    if readings.is_empty() { None } else { judge(nearby.0, Relation::Difference, index, &readings) }
}

/// Numbers before a comparison among which the goal stands, and characters of a name that tells.
const REACH: usize = 160;
const NAMED: usize = 4;

/// `普惠性幼儿园63所，占P%，比年初目标高D个百分点`, where the goal stands in an earlier paragraph: the one percentage of a plan there
/// whose words are those of the sentence.
fn goal_elsewhere(nearby: Nearby<'_>, index: usize, direction: Direction) -> Option<Statement> {
    let mention = nearby.get(index).filter(|mention| mention.lead.starts_with(['比', '较']))?;
    let goals = has(&mention.lead, &["目标", "计划", "任务"]) && !has(&mention.lead, wording::LAST_YEAR);
    let mut rates = rates_before(nearby, index).filter(|_| goals);
    let now = rates.next().filter(|_| rates.next().is_none())?;
    let here = nearby.get(now).filter(|now| now.clause != mention.clause && now.part == mention.part)?;
    let before = nearby.before(index).take_while(|(_, found)| found.sentence == mention.sentence);
    let words: Vec<char> = before.flat_map(|(_, found)| found.lead.chars().chain(['，'])).collect();
    let words: Vec<String> =
        words.windows(NAMED).filter(|word| !word.contains(&'，')).map(|word| word.iter().collect()).collect();
    let is_goal = |goal: &usize| {
        nearby.get(*goal).is_some_and(|goal| {
            goal.paragraph < here.paragraph && is_rate(goal) && words.iter().any(|word| goal.lead.contains(word))
        }) && nearby.is_of_a_plan(*goal)
    };
    let mut found = (index.saturating_sub(REACH)..index).filter(is_goal);
    let goal = found.next().filter(|_| found.next().is_none())?;
    let formula = minus(now, goal, direction);
    let (exact, place) = (apart(nearby, now, goal, direction)?, mention.quantity.last_place);
    // 85%以上 is a goal of just 85 %.
    let outcome = match (exact - mention.quantity.value).abs() <= place {
        true => Outcome::Sound(formula),
        false => Outcome::Wrong { formula, grade: Grade::Error, note: None },
    };
    Some(Statement::of(Relation::Difference, index, outcome))
}

/// `支出率P%，比总体支出进度低D个百分点`: the one percentage that an earlier paragraph or sentence tells under that name.
fn base_named(nearby: Nearby<'_>, index: usize, direction: Direction) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let name = mention.lead.strip_prefix(['比', '较'])?.trim_end_matches(['高', '低', '出']);
    let now = rates_before(nearby, index).next()?;
    let is_apart = nearby.get(now)?.clause != mention.clause && name.chars().count() >= NAMED;
    let sentence = mention.sentence;
    let is_base = |place: &usize| {
        nearby.get(*place).is_some_and(|base| {
            is_rate(base)
                && (base.sentence < sentence || base.sentence == sentence && base.part < mention.part)
                && is_called(nearby, *place, name)
                && !base.is_last_years()
        })
    };
    let mut bases = (index.saturating_sub(REACH)..now).rev().filter(is_base);
    let base = bases.next().filter(|_| is_apart && bases.next().is_none())?;
    Some(minus(now, base, direction))
}

/// `落实率A%，超出目标值（B%）D个百分点`: the goal stands in the bracket right before the number.
fn goal_in_bracket(nearby: Nearby<'_>, index: usize, direction: Direction) -> Option<Formula> {
    let (mention, goal) = (nearby.get(index)?, index.checked_sub(1)?);
    let is_goal = has(
        &mention.lead,
        &["目标", "计划", "标准", "要求", "任务", "省定", "国家", "全省", "全市", "全国", "全县", "全区"],
    );
    let found = nearby.get(goal).filter(|found| is_goal && is_bare_rate(found) && found.bracket != mention.bracket)?;
    let alone =
        goal.checked_sub(1).and_then(|before| nearby.get(before)).is_none_or(|one| one.bracket != found.bracket);
    let now = (goal.saturating_sub(TRIED)..goal).rev().find(|now| {
        nearby
            .get(*now)
            .is_some_and(|now| is_rate(now) && now.sentence == mention.sentence && now.bracket == mention.bracket)
    })?;
    alone.then(|| minus(now, goal, direction))
}

/// Whether a number is a percentage with hardly a word.
fn is_bare_rate(mention: &Mention) -> bool {
    mention.quantity.unit.kind == Kind::Percent && mention.lead.chars().count() <= NAMED
}

/// Whether a rate bears a name, or the end of it where the rest stands in its stretch: 用人单位满意度 of 走访用人单位87家，…，满意度P%.
fn is_called(nearby: Nearby<'_>, rate: usize, name: &str) -> bool {
    let Some(mention) = nearby.get(rate) else { return false };
    let own = wording::bare(&mention.lead);
    let rest = name.strip_suffix(own).filter(|rest| own.chars().count() >= 2 && rest.chars().count() >= 2);
    let told = |rest: &str| {
        let mut stretch = nearby.before(rate).take(TRIED).take_while(|(_, found)| found.part == mention.part);
        stretch.any(|(_, found)| found.lead.contains(rest))
    };
    own.ends_with(name) || rest.is_some_and(told)
}

/// How far two numbers are apart as they are printed.
fn apart(nearby: Nearby<'_>, now: usize, goal: usize, direction: Direction) -> Option<Decimal> {
    let more = nearby.get(now)?.quantity.value - nearby.get(goal)?.quantity.value;
    Some(if direction == Direction::Up { more } else { -more })
}

/// Whether a mention is a percentage of something, not by how much that changed.
fn is_rate(mention: &Mention) -> bool {
    mention.quantity.unit.kind == Kind::Percent && !matches!(mention.role, Role::Growth(_) | Role::Change(_))
}

/// The percentage that a sentence begins to compare with (与上年的B%相比), and the one that was told right before.
fn compared_with(nearby: Nearby<'_>, index: usize) -> Option<(usize, usize)> {
    let (mention, base) = (nearby.get(index)?, index.checked_sub(1)?);
    let found = nearby.get(base).filter(|found| found.sentence == mention.sentence && is_rate(found))?;
    let compares = found.lead.starts_with(['与', '同', '和']) && found.tail.starts_with("相比");
    let (now, told) = nearby.before(base).next().filter(|_| compares && found.lead.contains('年'))?;
    (is_rate(told) && told.sentence + 1 >= found.sentence).then_some((now, base))
}

/// The percentage that stands alone in the bracket behind a change, and the one before the change.
fn base_in_bracket(nearby: Nearby<'_>, index: usize) -> Option<(usize, usize)> {
    let (behind, base) = (index + 1, nearby.get(index + 1)?);
    let told = base.is_last_years() || base.is_dated_only() || base.lead.contains('年');
    let alone = nearby.get(behind + 1).is_none_or(|next| next.bracket != base.bracket);
    let now = rates_before(nearby, index).next()?;
    (base.anchor == Some(index) && is_rate(base) && told && alone).then_some((behind, now))
}

/// The percentages before a mention in its sentence, nearest first.
fn rates_before(nearby: Nearby<'_>, index: usize) -> impl Iterator<Item = usize> {
    let sentence = nearby.get(index).map_or(0, |mention| mention.sentence);
    nearby
        .before(index)
        .take(TRIED)
        .take_while(move |(_, found)| found.sentence == sentence)
        .filter(|(_, found)| is_rate(found))
        .map(|(found, _)| found)
}

/// `由88.6%提高到95.2%，提高6.6%`: the difference of two percentages is in points; as a percentage it would be another number.
pub(super) fn written_as_percentage(nearby: Nearby<'_>, index: usize, direction: Direction) -> Option<Statement> {
    let mention = nearby.get(index).filter(|mention| mention.quantity.unit.kind == Kind::Percent)?;
    let (last, base) = nearby.before(index).next()?;
    let behind = || {
        let next = nearby.get(index + 1).filter(|next| {
            is_rate(next) && next.sentence == mention.sentence && (next.is_last_years() || next.lead.contains('年'))
        })?;
        let same =
            |found: &usize| nearby.get(*found).is_some_and(|found| found.paragraph == next.paragraph && is_rate(found));
        let fits = |now: &usize| in_points(nearby, (*now, index + 1), direction, index);
        let now = (index.saturating_sub(TRIED)..index).rev().filter(same).find(fits)?;
        Some((now, index + 1))
    };
    let before = || {
        let other = rates_before(nearby, last).next().filter(|_| is_rate(base) && base.sentence == mention.sentence)?;
        let first = nearby.get(other)?;
        let led = first.role == Role::From && other + 1 == last;
        let compared = base.is_last_years() || has(&base.lead, wording::COMPARING) || base.lead.contains('年');
        match (led, compared) {
            (true, _) => Some((last, other)),
            (_, true) => Some((other, last)),
            _ => None,
        }
    };
    let (now, base) = before().or_else(behind).filter(|pair| in_points(nearby, *pair, direction, index))?;
    let formula = Formula::Over { now, before: base, direction };
    let relative = result(nearby.0, &formula, index)?.nominal.round_dp(mention.quantity.places);
    let note = Some("两个百分率之差应写作个百分点".to_owned());
    let outcome = Outcome::Wrong { formula, grade: Grade::Error, note };
    (relative != mention.quantity.value).then(|| Statement::of(Relation::Growth, index, outcome))
}

/// Whether two percentages differ by just as much as is stated.
fn in_points(nearby: Nearby<'_>, (now, base): (usize, usize), direction: Direction, index: usize) -> bool {
    let found = result(nearby.0, &minus(now, base, direction), index);
    found.zip(nearby.get(index)).is_some_and(|(found, stated)| found.nominal == stated.quantity.value)
}
