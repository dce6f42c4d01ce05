//! Differences: `较B增加D`, `由B增加到A，增加D`, `高于全国（P）D个百分点`, `收入A，支出B，收支结余D`.

use rust_decimal::Decimal;

use super::based::{self, Based};
use super::growth::{self, base_behind};
use super::left_over::{left_over, not_done, to_the_limit};
use super::{balance, elsewhere, points};
use crate::audit::mention::{Direction, Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Reading, Relation, Statement, judge};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, has};
use crate::check::Grade;

/// Amounts that are tried.
const TRIED: usize = 8;
/// Amounts before a change that may be what changed and what it was.
const CHANGED: usize = 5;

pub(super) fn read(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| match (&mention.role, mention.quantity.unit.kind) {
        (Role::Change(direction), Kind::Points) => points::read(nearby, index, *direction),
        (Role::Change(direction), _) => {
            let plain = mention.is_remainder() && !has(&mention.lead, &["上年", "去年", "同比", "同期"]);
            let left = || if plain { left_over(nearby, wholes, index) } else { None };
            let stated = change(nearby, wholes, index, *direction);
            if stated.as_ref().is_some_and(|found| found.outcome != Outcome::Open) { stated } else { left().or(stated) }
        }
        (Role::Level, kind) if !matches!(kind, Kind::Percent) && balance::is_closing(mention) => {
            balance::closing(nearby, index)
        }
        (Role::Level, kind) if !matches!(kind, Kind::Percent) && mention.is_remainder() => {
            left_over(nearby, wholes, index)
        }
        (Role::Level, kind) if !matches!(kind, Kind::Percent) => {
            let reading = not_done(nearby, index).or_else(|| to_the_limit(nearby, index))?;
            judge(nearby.0, Relation::Difference, index, &[reading])
        }
        (Role::Balance, _) => balance(nearby, wholes, index),
        _ => None,
    };
    let checked = |(index, mention): (usize, &Mention)| match statement((index, mention)) {
        Some(found) if found.outcome != Outcome::Open => Some(found),
        found => too_much(nearby, index).or(found),
    };
    nearby.0.iter().enumerate().filter_map(checked).collect()
}

/// How many times what is left must be as much as the greatest amount before it, so that its unit is surely wrong.
const ABSURD: Decimal = Decimal::ONE_HUNDRED;

/// 年末结余25.35亿元 after 收入1563.20万元: what is left of money is not a hundred times all there was.
fn too_much(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let is_rest = mention.is_remainder() || balance::is_closing(mention) || matches!(mention.role, Role::Change(_));
    if mention.quantity.unit.kind != Kind::Money || !is_rest || mention.quantity.bound != Bound::Exact {
        return None;
    }
    let others: Vec<(usize, &Mention)> = nearby
        .before(index)
        .filter(|(_, other)| other.quantity.unit.goes_with(mention.quantity.unit) && !other.is_per_head())
        .take(TRIED)
        .collect();
    let (whole, greatest) = others.iter().max_by_key(|(_, other)| other.quantity.value).copied()?;
    let absurd = greatest.quantity.value.checked_mul(ABSURD)? < mention.quantity.value
        && greatest.quantity.multiplier > Decimal::ONE;
    let note = Some("部分大于总数，请核对数字和计量单位".to_owned());
    let outcome = Outcome::Wrong { formula: Formula::Sum { parts: vec![index] }, grade: Grade::Error, note };
    (others.len() >= 2 && absurd).then(|| Statement::of(Relation::PartOfWhole, whole, outcome))
}

pub(super) fn minus(now: usize, before: usize, direction: Direction) -> Formula {
    match direction {
        Direction::Up => Formula::Minus { more: now, less: before },
        Direction::Down => Formula::Minus { more: before, less: now },
    }
}

/// `A，较B增加D` or `由B增加到A，增加D`; where B is only named, any amount may be it.
fn change(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, direction: Direction) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let unit = mention.quantity.unit;
    let of_years = growth::of_two_years(nearby, index, &mention.lead, Some(unit));
    let of_years = of_years.map(|(now, before)| minus(now, before, direction));
    if let Some(formula) = told_again(nearby, index, direction).or(of_years) {
        return judge(nearby.0, Relation::Difference, index, &[Reading { formula, sure: true }]);
    }
    if let Some(Based { now, base, sure }) = based::read(nearby, wholes, index)
        && [now, base].iter().all(|one| nearby.get(*one).is_some_and(|one| one.quantity.unit.goes_with(unit)))
    {
        let reading = Reading { formula: minus(now, base, direction), sure };
        let told = judge(nearby.0, Relation::Difference, index, &[reading]);
        if told.as_ref().is_some_and(|told| told.outcome != Outcome::Open) {
            return told;
        }
    }
    if let Some((now, base)) = growth::of_the_year_before(nearby, index) {
        let reading = Reading { formula: minus(now, base, direction), sure: true };
        return judge(nearby.0, Relation::Difference, index, &[reading]);
    }
    if let Some(reading) = against_plan(nearby, index, direction) {
        return judge(nearby.0, Relation::Difference, index, &[reading]);
    }
    if let Some((base, now)) = base_behind(nearby, index)
        && nearby.get(now).is_some_and(|now| now.quantity.unit.goes_with(unit))
        && nearby.get(base).is_some_and(|base| base.quantity.unit.goes_with(unit))
    {
        let reading = Reading { formula: minus(now, base, direction), sure: true };
        return judge(nearby.0, Relation::Difference, index, &[reading]);
    }
    let (last, before) = nearby.before(index).next().filter(|(_, before)| before.sentence == mention.sentence)?;
    if before.role == Role::Compared {
        // A sum for each is compared with another one.
        let of_unit = |(_, now): &(usize, &Mention)| {
            now.is_level() && now.sentence == mention.sentence && now.quantity.unit.goes_with(unit)
        };
        let mut now: Vec<usize> = nearby.before(last).filter(of_unit).map(|(now, _)| now).take(TRIED).collect();
        // 本年支出A万元，…。本年支出较上年B万元增加D万元: what is compared is named, and told in the sentence before.
        let named = growth::subject(&before.lead);
        if now.is_empty() && named.chars().count() >= 4 {
            let told = nearby
                .levels(last, unit, 2)
                .find(|(_, found)| found.label().ends_with(named) && !found.is_last_years());
            now.extend(told.map(|(now, _)| now));
        }
        let readings: Vec<Reading> = now
            .iter()
            .enumerate()
            .map(|(at, now)| {
                // 年初预算A万元，比上年的B万元减少D万元: what was spent, told before, is compared, not what was planned.
                let is_meant = nearby.get(*now).is_some_and(|now| !now.is_planned() || before.is_planned());
                Reading { formula: minus(*now, last, direction), sure: at == 0 && is_meant }
            })
            .collect();
        return judge(nearby.0, Relation::Difference, index, &readings);
    }
    let from = last.checked_sub(1).filter(|from| nearby.get(*from).is_some_and(|from| from.role == Role::From));
    if let Some(from) = from.filter(|_| before.is_level() && before.quantity.unit.goes_with(unit)) {
        let reading = Reading { formula: minus(last, from, direction), sure: mention.lead.chars().count() <= 6 };
        return judge(nearby.0, Relation::Difference, index, &[reading]);
    }
    let levels: Vec<(usize, &Mention)> = nearby.levels(index, unit, 1).take(CHANGED).collect();
    let (now, level) = levels.first().copied()?;
    // 新增A户、退出B户，净减少D户; of 新增A户，其中企业B户 the first is meant.
    let whole: Vec<(usize, &Mention)> =
        nearby.levels(index, unit, 1).filter(|(_, level)| level.opening.is_none()).take(2).collect();
    if let [(last, one), (first, other)] = whole.as_slice()
        && mention.lead.contains('净')
        && (one.sentence, other.sentence) == (mention.sentence, mention.sentence)
        && has(&one.lead, GOING) != has(&other.lead, GOING)
        && ![one, other].iter().any(|flow| has(&flow.lead, STOCK))
    {
        let (come, gone) = if has(&one.lead, GOING) { (*first, *last) } else { (*last, *first) };
        let (more, less) = if direction == Direction::Up { (come, gone) } else { (gone, come) };
        let sure = nearby.get(come).is_some_and(|come| has(&come.lead, COMING));
        return judge(
            nearby.0,
            Relation::Difference,
            index,
            &[Reading { formula: Formula::Minus { more, less }, sure }],
        );
    }
    // 全年支出A万元。上年支出B万元，本年增加D万元: the one before is of the year before, and this year's bears its name.
    if level.is_last_years() && level.sentence == mention.sentence {
        let name = wording::LAST_YEAR.iter().find_map(|word| level.label().strip_prefix(word));
        let this_years = name.filter(|name| name.chars().count() >= 2).and_then(|name| {
            nearby.levels(now, unit, 2).find(|(_, found)| found.label().ends_with(name) && !found.is_last_years())
        });
        if let Some((this, found)) = this_years {
            let sure = found.sentence + 1 >= level.sentence && !found.is_planned();
            return judge(
                nearby.0,
                Relation::Difference,
                index,
                &[Reading { formula: minus(this, now, direction), sure }],
            );
        }
    }
    // 上年B，本年A，增加D; 年初预算B，调整后A，比年初预算增加D.
    // 本年A，上年为B，同比减少D: the base stands between.
    if let [(base, last), (now, found), ..] = levels.as_slice()
        && last.is_last_years()
        && !found.is_last_years()
        && !found.is_planned()
        && last.sentence == mention.sentence
    {
        let reading = Reading { formula: minus(*now, *base, direction), sure: found.part == last.part };
        return judge(nearby.0, Relation::Difference, index, &[reading]);
    }
    let named = |base: &Mention| match () {
        () if has(&mention.lead, &["上年", "去年", "同期"]) => base.is_last_years(),
        () if mention.lead.contains("年初预算") => base.lead.contains("预算") && !base.lead.contains("调整"),
        () if has(&mention.lead, &["计划", "目标", "任务"]) => has(&base.lead, &["计划", "目标", "任务", "预计"]),
        () => false,
    };
    // 完成A公里，比计划多D公里, where the plan stands paragraphs before.
    // 余额B万元，其中C、D，比限额低E万元: what the list divides is compared.
    let divided = wholes
        .get(now)
        .copied()
        .flatten()
        .filter(|whole| nearby.get(*whole).is_some_and(|whole| whole.sentence == mention.sentence));
    let compared = divided.unwrap_or(now);
    let against = base_named(nearby, index, compared)
        .map(|base| Reading { formula: minus(compared, base, direction), sure: true });
    let planned = Some(now)
        .filter(|_| has(&mention.lead, &["计划", "目标", "任务", "预算"]) && level.part == mention.part)
        .and_then(|now| elsewhere::plan_of(nearby, now))
        .map(|(base, sure)| Reading { formula: minus(now, base, direction), sure });
    let beside = levels.iter().skip(1).enumerate().map(|(at, (base, mention))| {
        let sure = at == 0 && named(mention) && mention.sentence == level.sentence && !level.is_last_years();
        Reading { formula: minus(now, *base, direction), sure }
    });
    let readings: Vec<Reading> = beside.chain(planned).chain(against).collect();
    if readings.is_empty() { None } else { judge(nearby.0, Relation::Difference, index, &readings) }
}

/// `政府性基金收入同比减收D万元` of what another paragraph says with its base: `政府性基金收入A万元，…，比上年B万元下降P%`.
fn told_again(nearby: Nearby<'_>, index: usize, direction: Direction) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let name =
        ["同比", "比上年", "较上年"].iter().find_map(|word| mention.lead.split_once(word)).map(|(name, _)| name)?;
    let (now, alone) = nearby.by_name(index, name, mention.quantity.unit).filter(|_| name.chars().count() >= 4)?;
    let found = nearby.get(now).filter(|found| alone && found.paragraph != mention.paragraph)?;
    let base = (now + 1..=now + CHANGED).find(|base| {
        nearby.get(*base).is_some_and(|base| {
            base.sentence == found.sentence
                && (base.role == Role::Compared || base.is_level() && base.is_last_years())
                && base.quantity.unit == found.quantity.unit
        })
    })?;
    Some(minus(now, base, direction))
}

/// `限额A万元…。余额B万元，…，比限额低D万元`: the one amount before that is called as what is compared with.
fn base_named(nearby: Nearby<'_>, index: usize, now: usize) -> Option<usize> {
    let mention = nearby.get(index)?;
    let rest = mention.lead.strip_prefix(['比', '较'])?;
    let end = wording::UP.iter().chain(wording::DOWN).chain(&["高", "低"]).filter_map(|word| rest.find(word)).min()?;
    let name = rest.get(..end)?;
    let is_name = (2..=LONGEST_NAME).contains(&name.chars().count()) && !has(name, wording::LAST_YEAR);
    let mut called = nearby.levels(now, mention.quantity.unit, usize::MAX / 2).filter(|(_, found)| {
        (found.label().ends_with(name) || found.lead.ends_with(name))
            && !found.is_last_years()
            && found.opening.is_none()
            && !found.lead.starts_with('、')
    });
    let (base, _) = called.next().filter(|_| is_name && called.next().is_none())?;
    Some(base)
}

/// Characters of what is compared with.
const LONGEST_NAME: usize = 8;

/// What goes, where something else comes.
const GOING: &[&str] = &["退", "减", "注销", "毕业", "调出", "迁出", "流出", "核销", "离", "清退", "死亡"];

/// What comes, where something else goes.
const COMING: &[&str] = &["新", "增", "入", "招", "引进", "购", "登记", "注册", "设立", "接收", "补充", "录用", "开户"];
/// What there is at a time, which neither came nor went.
const STOCK: &[&str] = &[
    "年初",
    "年末",
    "年底",
    "期初",
    "期末",
    "总量",
    "存量",
    "保有量",
    "余额",
    "实有",
    "现有",
    "在册",
    "存栏",
    "累计",
    "在校",
];

/// `支出A万元，年初预算B万元，少支D万元`: without another word it is the one plan of the sentence that is meant.
fn against_plan(nearby: Nearby<'_>, index: usize, direction: Direction) -> Option<Reading> {
    let mention = nearby.get(index).filter(|mention| AGAINST_A_PLAN.contains(&wording::bare(&mention.lead)))?;
    let of_part = |planned: bool| {
        let mut found = nearby
            .levels(index, mention.quantity.unit, 0)
            .filter(|(_, found)| found.part == mention.part && found.is_planned() == planned && !found.is_last_years());
        found.next().filter(|_| found.next().is_none()).map(|(found, _)| found)
    };
    let formula = minus(of_part(false)?, of_part(true)?, direction);
    Some(Reading { formula, sure: true })
}

/// What is said of what came beside what was meant to.
const AGAINST_A_PLAN: &[&str] = &["少支", "少支出", "少收", "少花", "少用", "多支", "多支出", "多收", "多花", "多用"];

/// `出口A，进口B，贸易顺差D`.
fn of_trade(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention = nearby.get(index).filter(|mention| has(&mention.lead, &["顺差", "逆差"]))?;
    let called = |word: &str| {
        let mut found =
            nearby.levels(index, mention.quantity.unit, 1).filter(|(_, found)| found.label().ends_with(word));
        found.next().map(|(found, _)| found)
    };
    let (out, into) = (called("出口")?, called("进口")?);
    let (more, less) = if mention.lead.contains("顺差") { (out, into) } else { (into, out) };
    Some(Reading { formula: Formula::Minus { more, less }, sure: true })
}

/// `收入A，支出B，收支结余D`: any income less any expenditure of the paragraph.
fn balance(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize) -> Option<Statement> {
    let unit = nearby.get(index)?.quantity.unit;
    let shortfall = nearby.get(index)?.lead.contains("缺口");
    let of = |word: &'static str| move |(_, mention): &(usize, &Mention)| mention.lead.contains(word);
    let levels: Vec<(usize, &Mention)> = nearby.levels(index, unit, 6).take(3 * TRIED).collect();
    let is_result = |(index, mention): &(usize, &Mention)| {
        !mention.is_last_years() && wholes.get(*index).copied().flatten().is_none()
    };
    let results: Vec<(usize, &Mention)> = levels.iter().copied().filter(is_result).collect();
    let mut readings = Vec::new();
    for (more, _) in results.iter() {
        for (less, _) in results.iter().filter(|(less, _)| less != more) {
            readings.push(Reading { formula: Formula::Minus { more: *more, less: *less }, sure: false });
        }
    }
    let plain: Vec<(usize, &Mention)> = results.iter().copied().filter(|(_, mention)| !mention.is_planned()).collect();
    let (income, spending) = (
        plain.iter().filter(|found| of("收入")(found)).count(),
        plain.iter().filter(|found| of("支出")(found)).count(),
    );
    readings.extend(of_trade(nearby, index));
    if let (1, 1) = (income, spending)
        && let Some((income, _)) = plain.iter().find(|found| of("收入")(found))
        && let Some((spending, _)) = plain.iter().find(|found| of("支出")(found))
    {
        let (more, less) = if shortfall { (*spending, *income) } else { (*income, *spending) };
        readings.push(Reading { formula: Formula::Minus { more, less }, sure: true });
    }
    judge(nearby.0, Relation::Difference, index, &readings)
}
