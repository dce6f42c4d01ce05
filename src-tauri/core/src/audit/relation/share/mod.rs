//! Shares: `A，占B的P%`, `A，占比P%`, `占B万元的P%`, and the bare percentages that follow in such a list.

mod part;
mod row;
mod several;
mod whole;
mod within;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use self::part::{of_the_quarters, part_of};
use self::row::rows;
use self::whole::{
    among, beside_list, by_root, followed, namesake, of_its_root, of_its_set, of_taxes, of_those, only_of_its_sort,
    planned,
};
use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::{Nearby, bears, is_called, is_just};
use crate::audit::statement::{Formula, Outcome, Reading, Relation, Statement, judge, operands};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, has};

/// Numbers of earlier paragraphs among which a whole is looked for that this one does not name.
const ELSEWHERE: usize = 40;

/// Named wholes that are tried.
const TRIED: usize = 6;

pub(super) fn read(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let rows = rows(nearby, wholes);
    let mut known = Known::default();
    for (index, mention) in nearby.0.iter().enumerate() {
        if let Some(formula) = rows.get(&index) {
            found.extend(judge(nearby.0, Relation::Share, index, &[Reading { formula: formula.clone(), sure: true }]));
            continue;
        }
        let statement = match &mention.role {
            Role::Share { part, whole } => share(nearby, wholes, (&found, &known), index, part, whole),
            Role::Unnamed => unnamed(nearby, &found, index),
            Role::OfWhole if is_share(nearby, index) => of_whole(nearby, wholes, index),
            Role::Other if is_rest(mention) => rest(nearby, index),
            _ => None,
        };
        if let Some(statement) = &statement {
            known.learn(nearby, statement);
        }
        found.extend(statement);
    }
    found
}

/// 其余P%, 剩余P%.
fn is_rest(mention: &Mention) -> bool {
    mention.quantity.unit.kind == Kind::Percent
        && matches!(wording::bare(&mention.lead), "其余" | "余下" | "剩余" | "其他")
}

/// What the shares before it in its stretch of the sentence leave of a hundred.
fn rest(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let others: Vec<usize> = nearby
        .before(index)
        .take_while(|(_, found)| found.part == mention.part)
        .filter(|(_, found)| found.quantity.unit.kind == Kind::Percent)
        .map(|(other, _)| other)
        .collect();
    let are_shares = others.iter().all(|other| {
        nearby.get(*other).is_some_and(|other| matches!(other.role, Role::Share { .. } | Role::Unnamed | Role::OfWhole))
    });
    let others: Vec<usize> = others.into_iter().rev().collect();
    let reading = Reading { formula: Formula::Remainder { others: others.clone() }, sure: are_shares };
    if others.is_empty() { None } else { judge(nearby.0, Relation::Share, index, &[reading]) }
}

/// Whether the whole right before is introduced by 占.
fn is_share(nearby: Nearby<'_>, index: usize) -> bool {
    index.checked_sub(1).and_then(|before| nearby.get(before)).is_some_and(|whole| whole.lead.contains('占'))
}

fn of_whole(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize) -> Option<Statement> {
    let whole = index.checked_sub(1)?;
    let (part, mention) = nearby.amount(whole, 0)?;
    let fits = mention.quantity.unit.goes_with(nearby.get(whole)?.quantity.unit);
    // 装机A万千瓦，其中光伏B、风电C，占总装机D万千瓦的P%: what the list divides may be the part as well.
    let divided = wholes.get(part).copied().flatten().filter(|divided| divides(nearby, wholes, *divided, part));
    let parts = [Some((part, true)), divided.map(|divided| (divided, false))].into_iter().flatten();
    let readings: Vec<Reading> =
        parts.map(|(part, sure)| Reading { formula: Formula::Ratio { part, whole }, sure }).collect();
    fits.then(|| judge(nearby.0, Relation::Share, index, &readings)).flatten()
}

fn share(
    nearby: Nearby<'_>,
    wholes: &[Option<usize>],
    (found, known): (&[Statement], &Known<'_>),
    index: usize,
    named: &str,
    whole: &str,
) -> Option<Statement> {
    if let Some(formula) = of_the_quarters(nearby, index, named).filter(|_| has(whole, &["全年", "年度"])) {
        return judge(nearby.0, Relation::Share, index, &[Reading { formula, sure: true }]);
    }
    if let Some(reading) = several::first_of_list(nearby, wholes, index) {
        return judge(nearby.0, Relation::Share, index, &[reading]);
    }
    if let Some(formula) = of_taxes(nearby, index, named).filter(|_| whole.is_empty()) {
        return judge(nearby.0, Relation::Share, index, &[Reading { formula, sure: true }]);
    }
    if let Some(statement) = several::read(nearby, wholes, index, named, whole) {
        return statement;
    }
    // 产业园和供水两项占P%: a count stands between the names and the share.
    let counted = index.checked_sub(1).and_then(|before| nearby.get(before)).filter(|counter| {
        named.is_empty()
            && matches!(counter.quantity.unit.word, "项" | "类" | "个" | "家")
            && nearby.get(index).is_some_and(|share| share.clause == counter.clause)
    });
    if let Some(Some(statement)) =
        counted.and_then(|counter| several::read(nearby, wholes, index, &counter.lead, whole))
    {
        return Some(statement);
    }
    let (part, sure_of_part) = part_of(nearby, index, named)?;
    let mention = nearby.get(part)?;
    let unit = mention.quantity.unit;
    let listed = wholes.get(part).copied().flatten();
    let anchor = nearby.get(index)?.anchor.filter(|anchor| *anchor != part);
    let is_all = nearby.get(index).is_some_and(|share| share.quantity.value == Decimal::ONE_HUNDRED);
    let mut readings = Vec::new();
    let mut add = |whole: usize, sure: bool| {
        // The same amount told again is no whole of it, unless the share is all of it.
        let again = nearby.get(whole).is_some_and(|whole| whole.quantity.value == mention.quantity.value);
        let fits = whole != part
            && (!again || is_all)
            && nearby.get(whole).is_some_and(|whole| whole.is_level() && whole.quantity.unit.goes_with(unit));
        if fits {
            readings.push(Reading { formula: Formula::Ratio { part, whole }, sure });
        }
    };
    // 第四季度支出A，占全年的P%: of what was spent in the year.
    let of_year = ["支出", "收入"]
        .iter()
        .find(|word| matches!(whole, "全年" | "年度" | "本年") && mention.label().ends_with(**word));
    // 上半年项目支出A，占全年的P%: of the 项目支出 of the year.
    let own = wording::STRETCHES.iter().find_map(|stretch| mention.label().strip_prefix(stretch));
    let own = own.filter(|own| own.chars().count() > 2).map(str::to_owned);
    let of_year = of_year.map(|word| own.clone().unwrap_or_else(|| format!("全年{word}")));
    let whole = of_year.as_deref().unwrap_or(whole);
    let mut exact = false;
    // 本年收入中，…占P%: the sentence says what the shares are of.
    let topic = nearby.get(index).map_or("", |mention| &mention.topic);
    let whole = if whole.is_empty() { topic } else { whole };
    if whole.is_empty() {
        listed.into_iter().chain(anchor).for_each(|whole| add(whole, sure_of_part));
        of_those(nearby, part).filter(|_| listed.is_none()).into_iter().for_each(|whole| add(whole, sure_of_part));
        beside_list(nearby, wholes, part)
            .filter(|_| listed.is_none())
            .into_iter()
            .for_each(|whole| add(whole, sure_of_part));
        among(nearby, index, part).into_iter().for_each(|whole| add(whole, true));
        namesake(nearby, part).filter(|_| listed.is_none()).into_iter().for_each(|whole| add(whole, sure_of_part));
        within::namesake_before(nearby, part)
            .filter(|_| listed.is_none() && anchor.is_none())
            .into_iter()
            .for_each(|whole| add(whole, sure_of_part));
        followed(nearby, index, part).into_iter().for_each(|whole| add(whole, false));
        of_its_set(nearby, part).filter(|_| listed.is_none()).into_iter().for_each(|(whole, sure)| add(whole, sure));
    } else {
        if let Some(formula) = within::of_several(nearby, part, whole) {
            return judge(nearby.0, Relation::Share, index, &[Reading { formula, sure: sure_of_part }]);
        }
        let within = within::of_a_part(nearby, wholes, part, whole)
            .or_else(|| within::told_in(nearby, part, whole))
            .or_else(|| within::between(nearby, index, part, whole));
        within.into_iter().for_each(|whole| add(whole, sure_of_part));
        let same_paragraph =
            nearby.levels(index, unit, usize::MAX / 2).filter(|(_, mention)| is_called(mention, whole));
        planned(nearby, part, whole).into_iter().for_each(|whole| add(whole, sure_of_part));
        of_its_root(nearby, wholes, part, whole).into_iter().for_each(|whole| add(whole, sure_of_part));
        by_root(nearby, part, whole).into_iter().for_each(|whole| add(whole, sure_of_part));
        only_of_its_sort(nearby, part, whole).into_iter().for_each(|whole| add(whole, sure_of_part));
        let called: Vec<usize> = same_paragraph
            .map(|(index, _)| index)
            .filter(|called| *called < part || Some(*called) == listed)
            .take(TRIED)
            .collect();
        // The list's own whole is meant where its name fits; else the nearest of the name.
        let own = listed
            .filter(|listed| called.contains(listed) || nearby.get(*listed).is_some_and(|listed| bears(listed, whole)));
        let plausible = |whole: usize| {
            let near = nearby
                .get(whole)
                .zip(nearby.get(index))
                .is_some_and(|(whole, share)| whole.sentence + 1 >= share.sentence);
            let within = nearby.get(whole).is_some_and(|whole| mention.quantity.value <= whole.quantity.value);
            near || within
        };
        own.into_iter()
            .chain(called.iter().copied())
            .filter(|whole| plausible(*whole))
            .for_each(|whole| add(whole, sure_of_part));
        // 占政府采购支出总额的P% is of nothing else where that amount is printed under just this name.
        let is_printed = own.into_iter().chain(called.iter().copied().take(1)).any(|called| {
            nearby.get(called).is_some_and(|called| {
                called.paragraph == nearby.get(index).map_or(usize::MAX, |share| share.paragraph)
                    && is_just(called, whole)
            })
        });
        exact = sure_of_part && (is_printed || within.is_some());
        if !exact {
            listed.into_iter().chain(anchor).for_each(|whole| add(whole, false));
        }
        followed(nearby, index, part).into_iter().for_each(|whole| add(whole, false));
        // 占项目支出的P% under another heading: the one amount the text has of that name.
        if let Some((found, alone)) = nearby.by_name(part, whole, unit) {
            add(found, alone && sure_of_part && called.is_empty());
            nearby.namesakes(part, whole, unit).into_iter().for_each(|other| add(other, false));
        }
    }
    let of_a_plan = has(whole, &["预算", "计划", "目标", "任务"]);
    let is_meant =
        |other: &usize| whole.is_empty() || of_a_plan || nearby.get(*other).is_some_and(|other| !other.is_planned());
    // 占全年支出的42%；…占采购总额的20%: each is of what it is named after.
    let may_share = |statement: &&Statement| {
        nearby.get(statement.stated).is_none_or(|stated| match &stated.role {
            Role::Share { whole: other, .. } => whole.is_empty() || other.is_empty() || other == whole,
            _ => true,
        })
    };
    // 占支出预算的P% is of what another share of that name was found to be of.
    known.whole(whole).into_iter().for_each(|known| add(known, sure_of_part));
    let sibling = found.iter().rev().take(TRIED).filter(may_share);
    let sibling = sibling.filter_map(|statement| whole_of(statement, nearby, index));
    sibling.filter(|_| !exact).for_each(|whole| add(whole, false));
    nearby
        .levels(index, unit, 3)
        .map(|(index, _)| index)
        .filter(|other| *other < part && !exact && is_meant(other))
        .take(TRIED)
        .for_each(|whole| add(whole, false));
    if readings.is_empty() {
        let own = nearby.get(index).map(|mention| mention.paragraph);
        let elsewhere = (part.saturating_sub(ELSEWHERE)..part).rev().filter(|other| {
            nearby.get(*other).is_some_and(|other| {
                other.is_level() && Some(other.paragraph) != own && other.quantity.unit.goes_with(unit)
            })
        });
        readings.extend(elsewhere.map(|whole| Reading { formula: Formula::Ratio { part, whole }, sure: false }));
    }
    // 占累计支出的P% under another heading, by the last words of what is told there.
    let told = within::told_anywhere(nearby, part, whole)
        .filter(|(whole, _)| {
            is_all || nearby.get(*whole).is_some_and(|whole| whole.quantity.value != mention.quantity.value)
        })
        .filter(|_| sure_of_part && !whole.is_empty() && !readings.iter().any(|reading| reading.sure));
    readings.extend(told.map(|(whole, sure)| Reading { formula: Formula::Ratio { part, whole }, sure }));
    // 占P%（其中65岁及以上A人，占Q%）: of what the share before the bracket is of, which may not be printed.
    let in_bracket = nearby.get(index).and_then(|share| share.anchor).and_then(|anchor| nearby.get(anchor));
    if whole.is_empty() && in_bracket.is_some_and(|anchor| anchor.quantity.unit.kind == Kind::Percent) {
        readings.iter_mut().for_each(|reading| reading.sure = false);
    }
    // 人员经费A万元，包括工资B万元、补助C万元，占基本支出的P%: what the list divides may be the part as well.
    let divided = listed.filter(|listed| part + 1 == index && divides(nearby, wholes, *listed, part));
    let more: Vec<Reading> = readings
        .iter()
        .filter_map(|reading| match (divided, &reading.formula) {
            (Some(part), Formula::Ratio { whole, .. }) if *whole != part => {
                Some(Reading { formula: Formula::Ratio { part, whole: *whole }, sure: false })
            }
            _ => None,
        })
        .collect();
    readings.extend(more);
    // 完成A万元，占调整预算P%: of what was meant to be, not of what came.
    let came = |reading: &Reading| match &reading.formula {
        Formula::Ratio { whole: found, .. } => {
            let is_other = nearby.get(*found).is_some_and(|found| !found.is_planned() && !is_called(found, whole));
            is_other && known.whole(whole) != Some(*found)
        }
        _ => false,
    };
    readings
        .iter_mut()
        .filter(|reading| wording::names_a_budget(whole) && came(reading))
        .for_each(|reading| reading.sure = false);
    judge(nearby.0, Relation::Share, index, &readings)
}

/// Whether an amount is the last of several that a list divides a whole of the same sentence into.
fn divides(nearby: Nearby<'_>, wholes: &[Option<usize>], whole: usize, last: usize) -> bool {
    let is_sibling = |other: &usize| wholes.get(*other).copied().flatten() == Some(whole);
    let same = nearby.get(whole).zip(nearby.get(last)).is_some_and(|(whole, last)| whole.sentence == last.sentence);
    same && (whole + 1..last).any(|other| is_sibling(&other))
}

/// A percentage right behind an amount means its share where the list has shares.
fn unnamed(nearby: Nearby<'_>, found: &[Statement], index: usize) -> Option<Statement> {
    let part = index.checked_sub(1)?;
    let mention = nearby.get(part).filter(|mention| {
        mention.is_level() && nearby.get(index).is_some_and(|share| share.sentence == mention.sentence)
    })?;
    let whole = found.iter().rev().take(TRIED).find_map(|statement| whole_of(statement, nearby, index))?;
    let fits = nearby.get(whole).is_some_and(|whole| whole.quantity.unit.goes_with(mention.quantity.unit));
    let reading = Reading { formula: Formula::Ratio { part, whole }, sure: true };
    fits.then(|| judge(nearby.0, Relation::Share, index, &[reading])).flatten()
}

/// The wholes that shares of a name were found to be of.
#[derive(Default)]
struct Known<'a>(BTreeMap<&'a str, KnownWhole>);

/// The one whole of a name, unless there are several, and whether a share of several digits is of it.
struct KnownWhole {
    whole: usize,
    alone: bool,
    tells: bool,
}

impl<'a> Known<'a> {
    /// Remembers what a sound share of a named whole is of.
    fn learn(&mut self, nearby: Nearby<'a>, statement: &Statement) {
        let Some(share) = nearby.get(statement.stated) else { return };
        let (Outcome::Sound(Formula::Ratio { whole, .. }), Role::Share { whole: name, .. }) =
            (&statement.outcome, &share.role)
        else {
            return;
        };
        let value = |index: usize| nearby.get(index).map(|found| found.quantity.value);
        let tells = share.quantity.printed().normalize().mantissa().abs() >= HUNDRED;
        let known = self.0.entry(name.as_str()).or_insert(KnownWhole { whole: *whole, alone: true, tells });
        known.alone &= value(known.whole) == value(*whole);
        known.tells |= tells;
    }

    /// The one whole that all sound shares of a name are of, where one of them says it with several digits.
    fn whole(&self, name: &str) -> Option<usize> {
        let known = self.0.get(name).filter(|_| name.chars().count() >= TELLING)?;
        (known.alone && known.tells).then_some(known.whole)
    }
}

/// Characters of a name that tells, and the least that a percentage of three digits is without its point.
const TELLING: usize = 3;
const HUNDRED: i128 = 100;

/// The whole of a share found earlier in the same sentence.
fn whole_of(statement: &Statement, nearby: Nearby<'_>, index: usize) -> Option<usize> {
    let near = nearby
        .get(statement.stated)
        .zip(nearby.get(index))
        .is_some_and(|(one, other)| one.paragraph == other.paragraph);
    let formula = match &statement.outcome {
        Outcome::Sound(formula) | Outcome::Wrong { formula, .. } => formula,
        Outcome::Open => return None,
    };
    operands(formula).get(1).copied().filter(|_| near)
}
