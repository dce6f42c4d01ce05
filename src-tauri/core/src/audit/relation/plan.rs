//! Rates of a plan that is named: `预算A，完成B，为预算的P%`, `为预算A的P%`, `完成调整后预算的P%`.

use super::elsewhere;
use crate::audit::mention::{Direction, Mention, Role};
use crate::audit::nearby::{Nearby, is_called};
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::unit::Kind;
use crate::audit::wording::has;

/// `为年初预算B的P%`; behind a list (认定A家，其中首次B家，完成目标C家的P%) what it divides may be meant too.
pub(super) fn of_whole(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize) -> Option<Statement> {
    let whole = index.checked_sub(1)?;
    if nearby.get(whole)?.lead.contains('占') {
        return None;
    }
    let unit = nearby.get(whole)?.quantity.unit;
    let (part, mention) = nearby.amount(whole, 0)?;
    let divided = wholes.get(part).copied().flatten();
    let parts = divided.filter(|divided| *divided != whole).into_iter().chain([part]);
    let readings: Vec<Reading> =
        parts.map(|part| Reading { formula: Formula::Ratio { part, whole }, sure: true }).collect();
    mention.quantity.unit.goes_with(unit).then(|| judge(nearby.0, Relation::Rate, index, &readings)).flatten()
}

/// `为年初预算的P%`: the nearest result over the amount so named.
pub(super) fn of_named(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, name: &str) -> Option<Statement> {
    if let Some(told) = in_bracket(nearby, index) {
        return told;
    }
    // 出栏A头，年度计划B头，完成计划的P%: of the two the plan is the whole.
    let is_plan = |found: &Mention| has(&found.lead, &["计划", "目标", "任务"]);
    let (part, mention) = nearby.amount(index, 0)?;
    // 全年支出A元，折合B万元，完成预算的P%: the second only says the first again.
    let (part, mention) = match part.checked_sub(1).and_then(|first| Some((first, nearby.get(first)?))) {
        Some(first) if says_again(mention) && first.1.is_level() => first,
        _ => (part, mention),
    };
    let result =
        nearby.levels(index, mention.quantity.unit, 0).find(|(_, found)| !is_plan(found) && !found.is_last_years());
    // 结余B万元…，支出为下达数的P%: what is measured is named.
    let named = nearby.get(index).and_then(|rate| rate.lead.split_once(['为', '占'])).map(|(subject, _)| subject);
    let named = named.filter(|subject| matches!(*subject, "支出" | "收入" | "实际支出" | "支付"));
    let of_name = named
        .and_then(|named| nearby.levels(index, mention.quantity.unit, 2).find(|(_, found)| found.lead.contains(named)));
    let (part, mention) = of_name.unwrap_or((part, mention));
    // 支出A万元，占…。年初预算B万元，完成年初预算的P%: what came stands in the sentence before.
    let own_plan = name.contains("年初预算") && mention.lead.contains("年初预算");
    let came = nearby.levels(part, mention.quantity.unit, 1).filter(|(_, found)| {
        found.sentence < mention.sentence
            && found.lead.contains("支出")
            && !found.is_planned()
            && !found.is_last_years()
    });
    let alone = nearby.levels(part, mention.quantity.unit, 0).next().is_none();
    let came: Vec<usize> = came.map(|(came, _)| came).take(TRIED).collect();
    if own_plan && alone && !came.is_empty() {
        let sure = came.len() == 1;
        let reading = |came: &usize| Reading { formula: Formula::Ratio { part: *came, whole: part }, sure };
        return judge(nearby.0, Relation::Rate, index, &came.iter().map(reading).collect::<Vec<_>>());
    }
    let turned = has(name, &["计划", "目标", "任务"]) && is_plan(mention);
    let (part, mention) = result.filter(|_| turned).unwrap_or((part, mention));
    let unit = mention.quantity.unit;
    if name.is_empty() {
        // 预算A，决算B，完成P%
        let whole = part.checked_sub(1).filter(|whole| {
            nearby.get(*whole).is_some_and(|whole| {
                whole.is_level()
                    && whole.is_planned()
                    && whole.sentence == mention.sentence
                    && whole.quantity.unit.goes_with(unit)
            })
        })?;
        let reading = Reading { formula: Formula::Ratio { part, whole }, sure: !mention.is_planned() };
        return judge(nearby.0, Relation::Rate, index, &[reading]);
    }
    // 调整幅度为年初预算的P%: by how much it changed, over what there was.
    let is_change = nearby.get(index).is_some_and(|rate| has(&rate.lead, &["幅度", "增幅", "降幅", "净增", "净减"]));
    let is_named = |whole: &Mention| match () {
        () if name.contains("年初") => whole.lead.contains("年初"),
        () if name.contains("调整") => whole.lead.contains("调整"),
        () if has(name, &["上年", "去年", "同期"]) => whole.is_last_years(),
        () if name.contains("预算") => whole.lead.contains("预算"),
        () if has(name, &["计划", "目标", "任务"]) => has(&whole.lead, &["计划", "目标", "任务", "预计", "应"]),
        () if is_called(whole, name) => true,
        // 下达数 of 共下达资金A万元.
        () => name.strip_suffix('数').is_some_and(|root| root.chars().count() >= 2 && whole.lead.contains(root)),
    };
    let before = nearby.levels(if turned { index } else { part }, unit, 1).filter(|(found, _)| *found != part);
    let before: Vec<(usize, &Mention)> = before.take(TRIED).collect();
    let named: Vec<usize> = before.iter().filter(|(_, whole)| is_named(whole)).map(|(whole, _)| *whole).collect();
    let sentence = mention.sentence;
    // 其中A完成预算的P% is of the budget of A, not of that of the whole list.
    let own = |whole: usize| wholes.get(part).copied().flatten().is_none_or(|listed| whole > listed);
    // 预算B，完成A，为预算的P%；非税收入完成C，为预算的Q%: the budget told was that of the first.
    let is_taken = |whole: usize| {
        (whole + 1..part).any(|other| {
            let rate = nearby.get(other).filter(|rate| matches!(&rate.role, Role::OfNamed { whole } if whole == name));
            rate.is_some_and(|rate| rate.sentence == sentence && rate.part != mention.part)
        })
    };
    let near = |whole: usize| {
        nearby.get(whole).is_some_and(|found| found.sentence == sentence) && own(whole) && !is_taken(whole)
    };
    let direction = |whole: usize| match nearby.get(whole) {
        Some(whole) if whole.quantity.value > mention.quantity.value => Direction::Down,
        _ => Direction::Up,
    };
    let ratio = |whole: usize, sure: bool| Reading {
        formula: match is_change && !mention.lead.contains("追加") {
            true => Formula::Over { now: part, before: whole, direction: direction(whole) },
            false => Formula::Ratio { part, whole },
        },
        sure,
    };
    let mut readings: Vec<Reading> = named.iter().map(|whole| ratio(*whole, near(*whole))).collect();
    // 任务为A套，实际筹集B套，其中新建C套、改建D套，完成任务的P%: what the list divides was to be done.
    let divided = wholes.get(part).copied().flatten().filter(|divided| {
        !named.iter().any(|whole| near(*whole))
            && is_plan_name(name)
            && nearby.get(*divided).is_some_and(|found| found.sentence == sentence)
    });
    if let Some(divided) = divided {
        let plan = nearby.levels(divided, unit, 0).find(|(_, found)| is_plan(found)).map(|(plan, _)| plan);
        readings.extend(plan.map(|whole| Reading { formula: Formula::Ratio { part: divided, whole }, sure: true }));
    }
    // 为目标的P%, where the goal stands paragraphs before: the one amount whose words are those of the result.
    if named.is_empty() && has(name, &["计划", "目标", "任务"]) {
        let whole = wholes.get(part).copied().flatten();
        let whole = whole.filter(|whole| nearby.get(*whole).is_some_and(|whole| whole.sentence == sentence));
        let of_list = whole.and_then(|whole| Some((whole, elsewhere::plan_of(nearby, whole)?)));
        readings.extend(
            of_list.map(|(part, (plan, sure))| Reading { formula: Formula::Ratio { part, whole: plan }, sure }),
        );
        readings.extend(elsewhere::plan_of(nearby, part).map(|(whole, sure)| ratio(whole, sure)));
        readings.extend(goal_before(nearby, part).map(|whole| ratio(whole, false)));
    }
    // 为计划的P%。此前批复计划为B: the plan stands behind.
    if readings.is_empty() && has(name, &["计划", "目标", "任务"]) {
        let behind = (index + 1..=index + 2).find(|next| {
            nearby.get(*next).is_some_and(|next| {
                next.is_level()
                    && next.paragraph == mention.paragraph
                    && has(&next.lead, &["计划", "目标", "任务"])
                    && next.quantity.unit.goes_with(unit)
            })
        });
        readings.extend(behind.map(|whole| ratio(whole, true)));
    }
    // 完成调整后预算的P%, where that budget stands paragraphs before.
    if named.is_empty() && name.contains("预算") {
        // “三公”经费支出A万元，完成年初预算的P% is of a budget of its own.
        let all = matches!(
            mention.label().trim_start_matches(|c: char| c.is_ascii_digit() || "年度".contains(c)),
            "全年支出" | "总支出" | "支出合计" | "本年支出" | "实际支出" | "全年实际支出" | "支出总额"
        );
        readings.extend(budget_before(nearby, part, name).map(|whole| ratio(whole, all)));
    }
    // 收入预算为A，支出预算为B。实际完成收入C，为年初预算的P%: of the budget of the same side in the sentence before.
    if named.is_empty() && name.contains("预算") {
        readings.extend(of_its_side(nearby, part).map(|whole| ratio(whole, true)));
    }
    // Only where no amount of the name is there may another one be meant: 为调整预算的 over the one 预算 there is.
    if named.is_empty() && readings.is_empty() {
        let here: Vec<&(usize, &Mention)> = before.iter().filter(|(_, whole)| whole.sentence == sentence).collect();
        match here.as_slice() {
            [(whole, only)] if name.contains("预算") && only.lead.contains("预算") && own(*whole) => {
                readings.push(ratio(*whole, true))
            }
            // 收入A亿元。支出B亿元，为预算的P%: what came in another sentence is no budget of this.
            _ => {
                let may_be = before.iter().filter(|(_, whole)| whole.sentence == sentence || whole.is_planned());
                readings.extend(may_be.map(|(whole, _)| ratio(*whole, false)));
            }
        }
    }
    judge(nearby.0, Relation::Rate, index, &readings)
}

/// `预算A（其中：开发区B），完成C（其中：开发区D），为预算的P%（其中：市本级为预算的Q%，开发区为预算的R%）`: in a bracket behind a rate each is
/// of what it names, in the brackets before. `None` where it stands in no such bracket.
fn in_bracket(nearby: Nearby<'_>, index: usize) -> Option<Option<Statement>> {
    let mention = nearby.get(index)?;
    let rate = mention.anchor.and_then(|anchor| nearby.get(anchor));
    rate.filter(|rate| rate.quantity.unit.kind == Kind::Percent)?;
    let name = mention.lead.split('为').next().unwrap_or_default().trim_start_matches("其中");
    let named: Vec<usize> = (index.saturating_sub(BRACKETED)..index)
        .filter(|other| {
            nearby.get(*other).is_some_and(|found| {
                let is_own =
                    found.bracket != 0 && found.bracket != mention.bracket && found.sentence == mention.sentence;
                is_own && found.is_level() && !name.is_empty() && found.label().ends_with(name)
            })
        })
        .collect();
    let [whole, part] = named.as_slice() else { return Some(None) };
    let reading = Reading { formula: Formula::Ratio { part: *part, whole: *whole }, sure: true };
    Some(judge(nearby.0, Relation::Rate, index, &[reading]))
}

/// Numbers before a bracket among which those of its names stand.
const BRACKETED: usize = 16;

/// The one budget of what is income, or of what is spent, that the sentence tells or the one before.
fn of_its_side(nearby: Nearby<'_>, part: usize) -> Option<usize> {
    let mention = nearby.get(part)?;
    let sides = ["收入", "支出"];
    let side = sides.iter().find(|side| mention.label().ends_with(**side))?;
    let other = sides.iter().find(|other| *other != side)?;
    let is_budget = |found: &Mention| {
        found.is_planned() && found.lead.contains("预算") && found.lead.contains(side) && !found.lead.contains(other)
    };
    let mut budgets = nearby
        .levels(part, mention.quantity.unit, 1)
        .filter(|(_, found)| is_budget(found) && found.quantity.unit == mention.quantity.unit);
    let (whole, _) = budgets.next()?;
    budgets.next().is_none().then_some(whole)
}

fn is_plan_name(name: &str) -> bool {
    has(name, &["计划", "目标", "任务"])
}

/// Whether an amount only says the one before it in another unit.
fn says_again(mention: &Mention) -> bool {
    matches!(mention.lead.as_str(), "折合" | "合" | "约合" | "即")
}

/// Amounts that are tried.
const TRIED: usize = 5;
/// Characters of a name that are compared.
const NAME_LIMIT: usize = 12;

/// Mentions before a result among which the budget of the year is looked for.
const BUDGETS: usize = 240;

/// Mentions before a result among which its goal is looked for.
pub(super) const GOALS: usize = 60;

/// The nearest amount of earlier paragraphs that shares three characters of its words with a result.
fn goal_before(nearby: Nearby<'_>, part: usize) -> Option<usize> {
    let mention = nearby.get(part)?;
    // The last words of a name say what it is.
    let mut letters: Vec<char> = mention.label().chars().rev().take(NAME_LIMIT).collect();
    letters.reverse();
    let words: Vec<String> = letters.windows(3).map(|word| word.iter().collect()).collect();
    (part.saturating_sub(GOALS)..part).rev().find(|other| {
        nearby.get(*other).is_some_and(|found| {
            found.paragraph < mention.paragraph
                && found.is_level()
                && found.quantity.unit.goes_with(mention.quantity.unit)
                && words.iter().any(|word| found.lead.contains(word))
        })
    })
}

/// The one budget of that name which earlier paragraphs tell: 年初预算, 调整后预算.
pub(super) fn budget_before(nearby: Nearby<'_>, part: usize, name: &str) -> Option<usize> {
    let mention = nearby.get(part)?;
    let sort = ["年初", "调整"].iter().find(|sort| name.contains(**sort))?;
    let mut found = (part.saturating_sub(BUDGETS)..part).rev().filter(|other| {
        nearby.get(*other).is_some_and(|found| {
            found.is_level()
                && found.quantity.unit.goes_with(mention.quantity.unit)
                && found.lead.contains(sort)
                && found.lead.contains("预算")
                && !has(&found.lead, &["经费", "支出", "采购", "收入"])
        })
    });
    let first = found.next()?;
    let value = |index: usize| nearby.get(index).map(|found| found.quantity.value);
    found.all(|other| value(other) == value(first)).then_some(first)
}
