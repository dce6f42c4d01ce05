//! Rates: `预算A，完成B，为预算的P%`, `为预算A的P%`, `抽检A，合格B，合格率P%`, `检测A，问题B，阴性率P%`.

mod called;
mod change;
mod table;

use self::called::{called_after, of_its_name, of_its_root, of_what_there_is, over_all, right_before};
use self::change::{OF_CHANGE, came_off, of_a_joint_budget, of_what_was_added, rate_of_change, saved};
use self::table::{in_sentence_before, meant, told_before};
use super::{elsewhere, plan, survey};
use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::rates::RATES;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::wording::{self, ends, has};

/// Amounts that are tried in pairs.
const TRIED: usize = 5;

/// A rate so qualified is of a part that is not printed.
const QUALIFIED: &[&str] = &["到期", "按期", "按时", "及时", "首次", "一次", "综合", "平均", "总体", "年均", "累计"];

pub(super) fn read(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| match &mention.role {
        Role::OfNamed { whole } => plan::of_named(nearby, wholes, index, whole),
        Role::OfWhole => plan::of_whole(nearby, wholes, index),
        Role::Rate { name } => rate(nearby, wholes, index, name),
        _ => None,
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

/// `…率P%`: any two amounts of the sentence may be meant; which ones surely, the table of rates says.
fn rate(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, name: &str) -> Option<Statement> {
    if ends(name, OF_CHANGE) {
        return rate_of_change(nearby, index, name);
    }
    if let Some(reading) = of_bracket(nearby, wholes, index, name)
        .or_else(|| survey::together(nearby, index, name))
        .or_else(|| survey::graded(nearby, wholes, index, name))
        .or_else(|| survey::done_of_both(nearby, index, name))
    {
        return judge(nearby.0, Relation::Rate, index, &[reading]);
    }
    if let Some(formula) = saved(nearby, index, name) {
        return judge(nearby.0, Relation::Rate, index, &[Reading { formula, sure: true }]);
    }
    if let Some(formula) = of_what_was_added(nearby, index, name) {
        return judge(nearby.0, Relation::Rate, index, &[Reading { formula, sure: true }]);
    }
    if let Some(formula) = of_a_joint_budget(nearby, index, name) {
        return judge(nearby.0, Relation::Rate, index, &[Reading { formula, sure: true }]);
    }
    if name.contains("满意") && stands_alone(nearby, index) {
        return None;
    }
    let known = RATES.iter().filter(|rate| name.ends_with(rate.name)).max_by_key(|rate| rate.name.len());
    let near: Vec<(usize, &Mention)> = nearby
        .before(index)
        .filter(|(_, mention)| {
            mention.is_level() || matches!(mention.role, Role::Compared | Role::From) || is_saving(mention, name)
        })
        .filter(|(_, mention)| !mention.is_last_years())
        .filter(|(index, mention)| !mention.is_per_head() && !splits_up(nearby, wholes, *index))
        .take(TRIED)
        .collect();
    let mention = nearby.get(index)?;
    let sentence = mention.sentence;
    let near: Vec<(usize, &Mention)> =
        near.into_iter().filter(|(_, mention)| mention.sentence + 1 >= sentence).collect();
    // 学生满意A人，满意度P%；用人单位B家，C家满意，满意度Q%: each has its own.
    let own = |found: &Mention| found.part == mention.part;
    let is_another = |found: &Mention| {
        found.sentence == sentence && matches!(&found.role, Role::Rate { name } if name.contains("满意"))
    };
    let another = nearby.before(index).take(TRIED).any(|(_, found)| is_another(found));
    let apart =
        name.contains("满意") && another && near.iter().any(|(_, found)| own(found) && is_of_the_content(found));
    let near: Vec<(usize, &Mention)> = near.into_iter().filter(|(_, found)| !apart || own(found)).collect();
    // 合格率98.7%，不合格8批次: the rest may follow the rate.
    let after = (index + 1..index + 3).filter_map(|after| nearby.get(after).map(|mention| (after, mention)));
    let part = nearby.get(index)?.part;
    let after = after
        .filter(|(_, mention)| mention.part == part && mention.is_level() && mention.bracket == 0)
        .filter(|(_, mention)| !mention.is_last_years());
    let near: Vec<(usize, &Mention)> = after.chain(near).collect();
    if let Some(formula) = came_off(&near, name, index) {
        return judge(nearby.0, Relation::Rate, index, &[Reading { formula, sure: true }]);
    }
    let mut readings = Vec::new();
    if let Some(formula) = known.filter(|_| !has(name, QUALIFIED)).and_then(|rate| meant(&near, rate, sentence)) {
        readings.push(Reading { formula, sure: true });
    } else if let Some(formula) =
        known.filter(|_| !has(name, QUALIFIED)).and_then(|rate| in_sentence_before(&near, rate, sentence))
    {
        readings.push(Reading { formula, sure: true });
    } else if let Some(formula) =
        called_after(nearby, &near, name, index).or_else(|| of_its_root(nearby, wholes, index, name))
    {
        readings.push(Reading { formula, sure: true });
    }
    if readings.is_empty() {
        readings.extend(of_what_there_is(nearby, index, name).map(|formula| Reading { formula, sure: true }));
    }
    // 其中，出厂水A份，合格B份，合格率P%: a rate of a part of the whole, with the parts of both right before it.
    if let Some(formula) = right_before(nearby, wholes, index, name) {
        readings.insert(0, Reading { formula, sure: true });
    }
    if readings.is_empty() {
        readings.extend(over_all(nearby, index, name).map(|formula| Reading { formula, sure: true }));
    }
    // 到位资金A万元，资金到位率P%, where what was approved stands paragraphs before: only a slip shows that it is meant.
    let is_known = !readings.is_empty();
    if let Some(rate) = known.filter(|_| !is_known && !has(name, QUALIFIED)) {
        readings.extend(told_before(nearby, index, rate).map(|formula| Reading { formula, sure: false }));
    }
    // 退化林修复A亩，完成率P%, where the goal of that name stands paragraphs before.
    if !is_known && OF_A_PLAN.iter().any(|word| name.ends_with(word)) && !has(name, QUALIFIED) {
        let beside = nearby
            .amount(index, 0)
            .filter(|(part, found)| part + 1 == index && found.bracket == mention.bracket && !found.is_planned());
        let planned = beside.and_then(|(part, _)| Some((part, elsewhere::plan_of(nearby, part)?)));
        readings.extend(planned.map(|(part, (whole, sure))| Reading { formula: Formula::Ratio { part, whole }, sure }));
    }
    // 县级配套到位A万元，到位率P%, where the amount of that name stands before: likewise.
    readings.extend(of_its_name(nearby, index).filter(|_| !is_known).map(|formula| Reading { formula, sure: false }));
    // Once the amounts meant are known, those of another sentence are not.
    let known = is_known;
    // 计划A户，完成B户，完成率P%: which is over which is no question where one is the plan and the other is not.
    let settled = readings.iter().find_map(|reading| match reading.formula {
        Formula::Ratio { part, whole } if reading.sure => Some((part, whole)),
        _ => None,
    });
    let settled = settled.filter(|(part, whole)| {
        let planned = |index: &usize| nearby.get(*index).is_some_and(Mention::is_planned);
        planned(whole) && !planned(part)
    });
    let near: Vec<(usize, &Mention)> =
        near.into_iter().filter(|(_, mention)| !known || mention.sentence == sentence).collect();
    for (at, (one, mention)) in near.iter().enumerate() {
        for (other, earlier) in
            near.iter().skip(at + 1).filter(|(_, other)| other.quantity.unit.goes_with(mention.quantity.unit))
        {
            let (part, whole) =
                if mention.quantity.value <= earlier.quantity.value { (*one, *other) } else { (*other, *one) };
            let ratio = Formula::Ratio { part, whole };
            let over = Formula::Ratio { part: whole, whole: part };
            let rest = Formula::Rest { rest: part, whole };
            // 发放A份，收回B份 says nothing of how many were content.
            if name.contains("满意") && ![mention, earlier].iter().any(|one| is_of_the_content(one)) {
                continue;
            }
            let is_turned = |formula: &Formula| {
                settled.is_some_and(|(part, whole)| *formula == Formula::Ratio { part: whole, whole: part })
            };
            let likely = [ratio, over, rest].into_iter().filter(|formula| !is_turned(formula));
            readings.extend(likely.map(|formula| Reading { formula, sure: false }));
        }
    }
    judge(nearby.0, Relation::Rate, index, &readings)
}

/// `用人单位满意度P%；教职工满意度Q%`: one of a row of rates, with nothing of its own before it.
fn stands_alone(nearby: Nearby<'_>, index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| nearby.get(before));
    let ends_another = |before: &Mention, mention: &Mention| {
        before.sentence == mention.sentence && before.part != mention.part && matches!(before.role, Role::Rate { .. })
    };
    before.zip(nearby.get(index)).is_some_and(|(before, mention)| ends_another(before, mention))
}

/// Whether an amount is of those who are content, or are not.
fn is_of_the_content(mention: &Mention) -> bool {
    mention.lead.contains("满意") || mention.tail.contains("满意")
}

/// Rates of a plan.
const OF_A_PLAN: &[&str] = &["完成率", "执行率", "达成率", "实现率", "支付率", "支出进度", "完成比例", "支出率"];

/// `交付A套，交付率P%（应交付B套）`: what the rate is of stands in the bracket behind.
fn of_bracket(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, name: &str) -> Option<Reading> {
    let (whole, found) = nearby.in_bracket_behind(index)?;
    let (part, mention) = nearby.levels(index, found.quantity.unit, 0).find(|(_, part)| !part.is_last_years())?;
    // 立项56项，其中重点18项、面上38项，立项率P%（申报120项）: of what the list divides.
    let divided = wholes.get(part).copied().flatten().and_then(|whole| Some((whole, nearby.get(whole)?)));
    let stem = name.trim_end_matches('率');
    let divided = divided.filter(|(_, whole)| {
        whole.sentence == mention.sentence && whole.lead.contains(stem) && !mention.lead.contains(stem)
    });
    let (part, mention) = divided.unwrap_or((part, mention));
    let compares = has(&found.lead, wording::COMPARING)
        || has(&found.lead, &["目标", "占", "其中", "含", "不", "未", "低于", "高于"]);
    let is_whole = found.quantity.value >= mention.quantity.value && !compares && !found.is_last_years();
    let sure = wording::ought(&found.lead)
        || has(&found.lead, &["共", "总", "原", "参", "全", "计划", "任务", "核定", "登记", "申报", "受理"]);
    (is_whole && sure && !has(name, QUALIFIED)).then_some(Reading { formula: Formula::Ratio { part, whole }, sure })
}

/// Whether an amount is what was saved, which a 节约率 is of.
fn is_saving(mention: &Mention, name: &str) -> bool {
    matches!(mention.role, Role::Change(_)) && name.contains("节约") && mention.lead.contains("节约")
}

/// Whether an amount is one of several that split up a whole: 在职85人，其中行政22人、事业63人. A rate is of the whole.
fn splits_up(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize) -> bool {
    let (Some(whole), Some(mention)) = (wholes.get(index).copied().flatten(), nearby.get(index)) else { return false };
    let is_sibling = |other: &usize| {
        let found =
            nearby.get(*other).filter(|_| *other != index && wholes.get(*other).copied().flatten() == Some(whole));
        found.is_some_and(|found| found.part == mention.part && found.is_planned() == mention.is_planned())
    };
    (index.saturating_sub(4)..index + 5).any(|other| is_sibling(&other))
}
