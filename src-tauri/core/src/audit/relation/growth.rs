//! Growth and decrease: `A，比上年增加D，增长P%`, `A，较上年B增长P%`, `由B增加到A，增长P%`, `上年B，本年A，增长P%`.

use rust_decimal::Decimal;

use super::based::{self, Based};
use super::points;
use crate::audit::mention::{Direction, Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Outcome, Reading, Relation, Statement, judge, result};
use crate::audit::unit::{self, Kind, Unit};
use crate::audit::wording::{self, has};
use crate::check::Grade;

/// Amounts that are tried.
const TRIED: usize = 5;
/// Sentences before a comparison in which what is compared may be told by name.
const FAR: usize = 4;

pub(super) fn read(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| match mention.role {
        Role::Growth(direction) => growth(nearby, wholes, index, direction),
        _ => None,
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

fn growth(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, direction: Direction) -> Option<Statement> {
    let mention = nearby.get(index)?;
    if let Some(statement) = points::written_as_percentage(nearby, index, direction) {
        return Some(statement);
    }
    if let Some(Based { now, base, sure }) = based::read(nearby, wholes, index) {
        let mut near = [now, base, index].into_iter().filter_map(|one| nearby.get(one));
        let constant = near.any(|found| has(&found.lead, wording::AT_CONSTANT_PRICES));
        let formula = Formula::Over { now, before: base, direction };
        let told = judge(nearby.0, Relation::Growth, index, &[Reading { formula, sure: sure && !constant }]);
        if told.as_ref().is_some_and(|told| told.outcome != Outcome::Open) {
            return told;
        }
    }
    if let Some(formula) = based::change_behind(nearby, index, direction) {
        return judge(nearby.0, Relation::Growth, index, &[Reading { formula, sure: true }]);
    }
    let same_place = |other: &&Mention| other.sentence == mention.sentence && other.bracket == mention.bracket;
    let (before, last) = nearby.before(index).next().filter(|(_, last)| same_place(last))?;
    if let Some(formula) = of_its_unit(nearby, index, direction).or_else(|| of_years(nearby, index, direction)) {
        return judge(nearby.0, Relation::Growth, index, &[Reading { formula, sure: true }]);
    }
    let own_base =
        has(&mention.lead, wording::COMPARING) && last.clause != mention.clause && !is_same_base(mention, last);
    let constant = nearby
        .before(index)
        .take(TRIED)
        .take_while(|(_, other)| other.sentence == mention.sentence)
        .any(|(_, other)| has(&other.lead, wording::AT_CONSTANT_PRICES));
    if let Role::Change(changed) = last.role
        && let Some(statement) = turned(nearby, before, index, (changed, direction))
    {
        return Some(statement);
    }
    if let Role::Change(changed) = last.role
        && changed == direction
        && last.part == mention.part
        && subject(&mention.lead).is_empty()
        && let Some(readings) = by_base_of_change(nearby, wholes, before, direction, !constant && !own_base)
    {
        return judge(nearby.0, Relation::Growth, index, &readings);
    }
    let mut readings = match last.role {
        Role::Change(changed) if last.quantity.unit.kind != Kind::Points => {
            let compared =
                before.checked_sub(1).filter(|base| nearby.get(*base).is_some_and(|base| base.role == Role::Compared));
            by_change(nearby, wholes, before, compared, changed, direction, own_base)
        }
        Role::Compared => over(nearby, before, direction, true),
        Role::Level => by_levels(nearby, before, direction, own_base),
        _ => Vec::new(),
    };
    // 政府性基金收入A万元，比上年完成数增长P%, where that stands under another heading.
    if let Some(base) = done_before(nearby, mention, before).or_else(|| planned_before(nearby, mention, before)) {
        let formula = Formula::Over { now: before, before: base, direction };
        readings.push(Reading { formula, sure: true });
    }
    // 同比增长P%（上年同期B）: what it is compared with stands behind.
    if let Some((base, now)) = base_behind(nearby, index) {
        readings.insert(0, Reading { formula: Formula::Over { now, before: base, direction }, sure: true });
    }
    let taken_up = has(&mention.lead, wording::AT_CONSTANT_PRICES) || constant;
    readings.iter_mut().filter(|_| taken_up).for_each(|reading| reading.sure = false);
    judge(nearby.0, Relation::Growth, index, &readings)
}

/// `2021年收支总计各B。2022年增加D，增长P%`, `增加D（2021年为B），增长P%`: over what the change itself is measured by.
fn by_base_of_change(
    nearby: Nearby<'_>,
    wholes: &[Option<usize>],
    change: usize,
    direction: Direction,
    sure: bool,
) -> Option<Vec<Reading>> {
    let unit = nearby.get(change)?.quantity.unit;
    let in_bracket = nearby.in_bracket_behind(change).filter(|(_, base)| base.is_last_years()).map(|(base, _)| base);
    let told = based::read(nearby, wholes, change).filter(|told| told.sure);
    let base = in_bracket.or(told.as_ref().map(|told| told.base)).or_else(|| based::just_before(nearby, change))?;
    nearby.get(base).filter(|base| base.quantity.unit == unit)?;
    // Where the change is printed wrongly, what there was before and after tells the growth.
    let over = told.map(|told| Formula::Over { now: told.now, before: told.base, direction });
    let over = over.map(|formula| Reading { formula, sure: false });
    let of_change = Reading { formula: Formula::Ratio { part: change, whole: base }, sure };
    Some(over.into_iter().chain([of_change]).collect())
}

/// `增加D，下降P%`: one went up and the other down, though both are of one comparison.
fn turned(
    nearby: Nearby<'_>,
    change: usize,
    index: usize,
    (changed, direction): (Direction, Direction),
) -> Option<Statement> {
    let (mention, found) = (nearby.get(index)?, nearby.get(change)?);
    let lead = wording::bare(&mention.lead);
    let is_plain = wording::UP.contains(&lead) || wording::DOWN.contains(&lead);
    let compared =
        change.checked_sub(1).filter(|base| nearby.get(*base).is_some_and(|base| base.role == Role::Compared));
    let formula = match compared {
        Some(whole) => Formula::Ratio { part: change, whole },
        None => match nearby.levels(change, found.quantity.unit, 0).next()? {
            (whole, level) if level.is_last_years() => Formula::Ratio { part: change, whole },
            (now, _) => Formula::Rise { change, now, direction: changed },
        },
    };
    let fits = result(nearby.0, &formula, index)?.meets(mention.quantity.span());
    let note = Some("增减方向与前面的增减数相反".to_owned());
    let outcome = Outcome::Wrong { formula, grade: Grade::Error, note };
    (changed != direction && is_plain && fits && found.part == mention.part)
        .then(|| Statement::of(Relation::Growth, index, outcome))
}

/// `事故6起、死亡4人，上年分别为8起、5人，事故起数下降a%，死亡人数下降b%`: of two rows what is counted in the word of the name.
fn of_its_unit(nearby: Nearby<'_>, index: usize, direction: Direction) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let (named, _) = subject(&mention.lead).rsplit_once('数')?;
    let (unit, _) = COUNTED.iter().filter(|word| named.ends_with(**word)).find_map(|word| unit::read(word))?;
    let mut rows: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence)
        .filter(|(_, found)| found.is_level() && found.quantity.unit == unit && found.bracket == mention.bracket)
        .collect();
    rows.reverse();
    let [(now, one), (before, other)] = rows.as_slice() else { return None };
    let between = nearby.0.get(*now + 1..=*before).unwrap_or_default();
    let turns = between.iter().any(|found| found.is_last_years() || found.lead.contains('年'));
    (turns && one.clause != other.clause).then_some(Formula::Over { now: *now, before: *before, direction })
}

/// What is counted in these words is named by them: 事故起数, 死亡人数.
const COUNTED: &[&str] = &["起", "人", "件", "户", "批次", "人次", "家", "例"];

/// `2023年支出较2022年增长P%` after `2022年A万元，2023年B万元`: of the years it names.
fn of_years(nearby: Nearby<'_>, index: usize, direction: Direction) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let lead = index.checked_sub(1).and_then(|before| nearby.get(before)).filter(|change| {
        matches!(change.role, Role::Change(_)) && change.part == mention.part && !mention.lead.contains('年')
    });
    let unit = lead.map(|change| change.quantity.unit);
    let (now, before) = of_two_years(nearby, index, lead.map_or(&mention.lead, |change| &change.lead), unit)?;
    Some(Formula::Over { now, before, direction })
}

/// The amounts of the two years that words compare, each printed once with hardly more than its year.
pub(super) fn of_two_years(nearby: Nearby<'_>, index: usize, lead: &str, unit: Option<Unit>) -> Option<(usize, usize)> {
    let (now, before) = years(lead)?;
    let of = |year: u32| {
        let is_so = |found: &Mention| {
            found.is_level()
                && found.is_dated_only()
                && found.year() == Some(year)
                && unit.is_none_or(|unit| found.quantity.unit == unit)
        };
        let mut found =
            (index.saturating_sub(YEARS)..index).rev().filter(|other| nearby.get(*other).is_some_and(is_so));
        found.next().filter(|_| found.next().is_none())
    };
    Some((of(now)?, of(before)?))
}

/// Numbers before a growth among which the years it names stand.
const YEARS: usize = 60;

/// The year that is compared, and the one it is compared with: 2023年支出较2022年增加.
fn years(lead: &str) -> Option<(u32, u32)> {
    let at = |from: usize| lead.get(from..)?.find('年').map(|at| at + from);
    let year = |at: usize| lead.get(at.checked_sub(4)?..at)?.parse::<u32>().ok();
    let first = at(0)?;
    let second = at(first + '年'.len_utf8())?;
    let between = lead.get(first..second)?;
    (between.contains('较') || between.contains('比')).then_some((year(first)?, year(second)?))
}

/// What was done the year before of what an amount of the next year's budget is called, where the text has one amount of it.
fn done_before(nearby: Nearby<'_>, growth: &Mention, now: usize) -> Option<usize> {
    let done = ["上年完成数", "上年执行数", "上年决算数", "上年实际"].iter().any(|word| growth.lead.contains(word));
    let found = nearby.get(now).filter(|found| done && found.is_level())?;
    let by_name = nearby.by_name(now, found.label(), found.quantity.unit);
    let by_name = by_name.or_else(|| of_just_this_label(nearby, now, found));
    let (base, alone) = by_name.or_else(|| under_its_heading(nearby, now, found))?;
    let apart = nearby.get(base).is_some_and(|base| base.paragraph != found.paragraph);
    (alone && apart).then_some(base)
}

/// 教育, which is too short a name to be looked for but where an amount is called just so.
fn of_just_this_label(nearby: Nearby<'_>, now: usize, found: &Mention) -> Option<(usize, bool)> {
    let is_so = |other: &usize| {
        nearby.get(*other).is_some_and(|other| {
            other.is_level()
                && other.label().trim_end_matches("支出") == found.label().trim_end_matches("支出")
                && other.quantity.unit == found.quantity.unit
                && !other.is_last_years()
                && !other.is_planned()
        })
    };
    let mut bases = (now.saturating_sub(BUDGETS)..now).filter(is_so);
    let plain = matches!(found.label(), "收入" | "支出");
    let base = bases.next().filter(|_| found.label().chars().count() >= 2 && !plain)?;
    Some((base, bases.next().is_none()))
}

/// `（二）政府性基金预算 收入安排A亿元，比上年完成数增长P%`: what came in under the same heading of the year before.
fn under_its_heading(nearby: Nearby<'_>, now: usize, found: &Mention) -> Option<(usize, bool)> {
    let is_so = |other: &usize| {
        nearby.get(*other).is_some_and(|other| {
            other.is_level()
                && other.subject == found.subject
                && other.paragraph < found.paragraph
                && matches!(other.label().trim_start_matches("全年"), "完成" | "实际" | "" | "收入")
                && other.lead.contains("完成")
                && other.quantity.unit == found.quantity.unit
        })
    };
    let mut bases = (now.saturating_sub(BUDGETS)..now).filter(is_so);
    let base = bases.next().filter(|_| found.label().starts_with("收入") && !found.subject.is_empty())?;
    let is_first = nearby.get(base + 1).is_none_or(|next| !next.lead.contains("收入"));
    Some((base, is_first && !bases.any(|other| nearby.get(other).is_some_and(|other| other.lead.contains("收入")))))
}

/// What the year before was to be or came to of an amount of the next year's budget: 比上年实际支出多D, 比上年预算压减D.
pub(super) fn of_the_year_before(nearby: Nearby<'_>, index: usize) -> Option<(usize, usize)> {
    let (mention, now) = (nearby.get(index)?, index.checked_sub(1)?);
    let now = match nearby.get(now)?.role {
        Role::Share { .. } | Role::Unnamed => now.checked_sub(1)?,
        _ => now,
    };
    let base = done_before(nearby, mention, now).or_else(|| planned_before(nearby, mention, now))?;
    (nearby.get(now)?.part == mention.part).then_some((now, base))
}

/// `安排支出A亿元，比上年年初预算增长P%`: the one budget of the beginning of a year that earlier paragraphs tell of income or of
/// spending, of about as much.
fn planned_before(nearby: Nearby<'_>, growth: &Mention, now: usize) -> Option<usize> {
    let planned = ["上年年初预算", "上年初预算", "上年预算"].iter().any(|word| growth.lead.contains(word));
    let found = nearby.get(now).filter(|found| planned && found.is_level())?;
    let sort = ["三公", "收入", "支出"].into_iter().find(|sort| found.lead.contains(sort))?;
    let is_budget = |other: &Mention| {
        let label = wording::bare(&other.lead);
        let of_sort = label.contains(sort) || other.subject.contains(sort);
        label.contains("年初预算")
            && of_sort
            && other.is_level()
            && other.paragraph < found.paragraph
            && other.quantity.unit == found.quantity.unit
            && other.quantity.value <= found.quantity.value * Decimal::TWO
            && found.quantity.value <= other.quantity.value * Decimal::TWO
    };
    let mut budgets = (now.saturating_sub(BUDGETS)..now).filter(|other| nearby.get(*other).is_some_and(is_budget));
    budgets.next().filter(|_| budgets.next().is_none())
}

/// Numbers before a plan among which that of the year before stands.
const BUDGETS: usize = 240;

/// What an amount of last year is called: 项目支出 of 项目支出上年为.
fn last_years_name(lead: &str) -> Option<&str> {
    let at = wording::LAST_YEAR.iter().filter_map(|word| lead.find(word)).min()?;
    lead.get(..at).map(|name| name.trim_start_matches(['、', '和', '及', '与'])).filter(|name| !name.is_empty())
}

/// What the words before a comparison say that rose or fell.
pub(super) fn subject(lead: &str) -> &str {
    let at = wording::COMPARING.iter().chain(wording::UP).chain(wording::DOWN).filter_map(|word| lead.find(word)).min();
    lead.get(..at.unwrap_or(0))
        .unwrap_or_default()
        .trim_start_matches(['，', '、', '其', '中'])
        .trim_end_matches(['各', '均'])
}

/// Whether a change and a growth that both speak of a comparison speak of the same: 比2022年减少D，同比下降P%.
fn is_same_base(growth: &Mention, change: &Mention) -> bool {
    let others = ["环比", "月", "季", "年初", "预算", "计划", "目标", "年均"];
    growth.lead.contains("同比") && !has(&growth.lead, &others) && !has(&change.lead, &others)
}

/// What a change or a growth is measured by, where it stands behind: （上年同期B）, （2019年B）, ，上年为B.
pub(super) fn base_behind(nearby: Nearby<'_>, index: usize) -> Option<(usize, usize)> {
    let mention = nearby.get(index)?;
    // 增加D，增长P%，上年为B: the growth stands between.
    let behind_both = nearby.get(index + 1).is_some_and(|next| {
        matches!((&mention.role, &next.role), (Role::Change(_), Role::Growth(_)))
            && next.part == mention.part
            && next.bracket == mention.bracket
    });
    if behind_both {
        return base_behind(nearby, index + 1);
    }
    let in_bracket = nearby.in_bracket_behind(index).filter(|(_, base)| base.is_last_years() || base.is_dated_only());
    let behind = || {
        let base = nearby.get(index + 1).filter(|base| {
            base.is_level()
                && base.is_last_years()
                && base.part == mention.part
                && base.bracket == mention.bracket
                && base.clause != mention.clause
        })?;
        // 同比增长P%，上年为B，增长Q%: then it is the base of what follows.
        let goes_on = nearby
            .get(index + 2)
            .is_some_and(|next| next.part == mention.part && matches!(next.role, Role::Growth(_) | Role::Change(_)));
        (!goes_on).then_some((index + 1, base))
    };
    let (base, found) = in_bracket.or_else(behind)?;
    let of =
        |sentences: usize| nearby.levels(index, found.quantity.unit, sentences).find(|(_, now)| !now.is_last_years());
    // 支出A万元，占…。同比增加D万元（上年为B万元）: the sentence before tells what grew.
    let before = || of(1).filter(|_| in_bracket.is_some() && subject(&mention.lead).is_empty());
    Some((base, of(0).or_else(before)?.0))
}

/// The change is printed: over what was compared with, else over what there was before it.
fn by_change(
    nearby: Nearby<'_>,
    wholes: &[Option<usize>],
    change: usize,
    compared: Option<usize>,
    changed: Direction,
    direction: Direction,
    own_base: bool,
) -> Vec<Reading> {
    let sure = changed == direction && !own_base;
    if let Some(before) = compared {
        return vec![Reading { formula: Formula::Ratio { part: change, whole: before }, sure }];
    }
    let Some(mention) = nearby.get(change) else { return Vec::new() };
    let money = mention.quantity.unit;
    let rise = |now: usize| Formula::Rise { change, now, direction: changed };
    let mut readings: Vec<Reading> = Vec::new();
    // 财政拨款收入比上年减少D: what fell is named, and its amount stands somewhere before.
    let subject = subject(&mention.lead);
    let is_named = subject.chars().count() >= 3;
    let called = || {
        nearby
            .levels(change, money, 2)
            .take(TRIED)
            .find(|(_, level)| level.label().ends_with(subject))
            .map(|(now, _)| (now, true))
    };
    if let Some((now, alone)) = called().or_else(|| nearby.by_name(change, subject, money)).filter(|_| is_named) {
        readings.push(Reading { formula: rise(now), sure: sure && alone });
    }
    for (now, level) in nearby.levels(change, money, 1).take(TRIED) {
        // Only an amount of this very item, or of the sentence before where this one has none, is surely meant.
        // 本年A，上年B，减少D，下降P%: the base stands between.
        if level.is_last_years() && readings.is_empty() && level.part == mention.part {
            readings.push(Reading { formula: Formula::Ratio { part: change, whole: now }, sure });
            continue;
        }
        // One member of the list of the sentence before is no more its subject than the others.
        let is_subject =
            !is_named && level.sentence + 1 == mention.sentence && wholes.get(now).copied().flatten().is_none();
        let nearest = readings.is_empty() && (level.part == mention.part || is_subject);
        let meant = sure && nearest && !level.is_last_years();
        // Once one is surely meant, a plan or an amount of another item cannot be.
        if readings.iter().any(|reading| reading.sure) && (level.part != mention.part || level.is_planned()) {
            continue;
        }
        readings.push(Reading { formula: rise(now), sure: meant });
    }
    readings
}

/// What was compared with is printed right before: `较上年B增长P%`.
fn over(nearby: Nearby<'_>, before: usize, direction: Direction, sure: bool) -> Vec<Reading> {
    let Some(base) = nearby.get(before) else { return Vec::new() };
    let formula = |now: usize| Formula::Over { now, before, direction };
    if base.is_per_head() {
        let alike = |found: &Mention| found.is_per_head() && found.quantity.unit.goes_with(base.quantity.unit);
        let now = nearby.before(before).find(|(_, found)| alike(found));
        return now.map(|(now, _)| Reading { formula: formula(now), sure }).into_iter().collect();
    }
    // 全年售水量与上年的B相比: what is compared is named, and is the amount of that name.
    let subject = subject(&base.lead).trim_start_matches("全年").trim_end_matches(['额', '数']);
    let is_named = subject.chars().count() >= 3 && !has(subject, wording::LAST_YEAR);
    let called = |found: &Mention| found.label().ends_with(subject);
    let now: Vec<(usize, &Mention)> = nearby.levels(before, base.quantity.unit, 1).take(2 * TRIED).collect();
    let mut far = nearby.levels(before, base.quantity.unit, FAR);
    let named = far.find(|(_, found)| is_named && called(found) && !found.is_last_years());
    let rest = now.into_iter().filter(|(now, _)| named.is_none_or(|(named, _)| named != *now)).take(TRIED);
    named
        .into_iter()
        .chain(rest)
        .enumerate()
        .map(|(at, (now, found))| {
            let meant = !is_named || called(found) || found.part == base.part;
            Reading { formula: formula(now), sure: sure && at == 0 && meant }
        })
        .collect()
}

/// Two amounts: `由B增加到A`, `上年B，本年A`.
fn by_levels(nearby: Nearby<'_>, now: usize, direction: Direction, own_base: bool) -> Vec<Reading> {
    let Some(level) = nearby.get(now) else { return Vec::new() };
    let unit: Unit = level.quantity.unit;
    let from = now.checked_sub(1).filter(|from| {
        nearby.get(*from).is_some_and(|from| from.role == Role::From && from.quantity.unit.goes_with(unit))
    });
    if let Some(before) = from {
        return vec![Reading { formula: Formula::Over { now, before, direction }, sure: !own_base }];
    }
    // 本年A，上年为B，增长P%: the base stands between.
    let subject =
        nearby.levels(now, unit, 0).next().filter(|(_, subject)| !subject.is_last_years() && !subject.is_planned());
    if let Some((subject, found)) = subject.filter(|_| level.is_last_years()) {
        let sure = found.part == level.part && !own_base;
        return vec![Reading { formula: Formula::Over { now: subject, before: now, direction }, sure }];
    }
    // 项目支出上年为B，今年增长P% under another heading: the one amount the text has of that name.
    let found = last_years_name(&level.lead).and_then(|name| nearby.by_name(now, name, unit));
    if let Some((subject, alone)) = found.filter(|_| level.is_last_years()) {
        let formula = Formula::Over { now: subject, before: now, direction };
        return vec![Reading { formula, sure: alone && !own_base }];
    }
    nearby
        .levels(now, unit, 1)
        .take(TRIED)
        .enumerate()
        .map(|(at, (before, base))| {
            // 2021年、2022年分别支出B、A
            let in_turn =
                base.clause == level.clause && base.lead.contains("分别") && base.lead.matches('年').count() > 1;
            let last_years =
                (base.is_last_years() || in_turn) && !level.is_last_years() && base.sentence == level.sentence;
            Reading { formula: Formula::Over { now, before, direction }, sure: at == 0 && last_years }
        })
        .collect()
}
