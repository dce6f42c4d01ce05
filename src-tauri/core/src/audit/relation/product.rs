//! A price and a count: `每人P元，共B人，发放A万元` is P × B, and interest is a rate on an amount.

use rust_decimal::Decimal;

use super::average::{TRIED, amounts, each, is_counted_in};
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, MONTHS, Reading, Relation, Statement, judge};
use crate::audit::unit::Kind;
use crate::audit::wording::has;

/// A sum for each of these times is no sum for the year.
pub(super) const OF_A_TIME: &[&str] =
    &["每天", "每月", "每日", "每餐", "/月", "/天", "月人均", "月均", "月平均", "月户均", "日均"];

/// A sum for each day, which the days of a year make a sum for the year.
pub(super) const OF_A_DAY: &[&str] = &["每天", "每日", "/天"];

/// `1.2亿元债券票面利率3.05%，每年付息366万元`: a hundredth of the rate times what it is on.
pub(super) fn interest(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention =
        nearby.get(index).filter(|mention| has(&mention.lead, &["付息", "利息"]) && !mention.lead.contains("累计"))?;
    let (count, rate) = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence)
        .find(|(_, found)| found.quantity.unit.kind == Kind::Percent)?;
    let mut levels = nearby.levels(count, mention.quantity.unit, 0);
    let (price, _) = levels.next().filter(|_| levels.next().is_none())?;
    let yearly = mention.lead.contains("每年") && has(&rate.lead, &["利率", "年息"]) && count + 1 == index;
    let formula = Formula::Times { price, count, factor: Decimal::new(1, 2) };
    yearly.then_some(Reading { formula, sure: true })
}

/// `发电机20台，单价12600元，252000元`, `课桌椅3600套（单价286元）102.96万元`: a count, a price, and what all cost without a word.
pub(super) fn priced(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention =
        nearby.get(index).filter(|mention| mention.lead.is_empty() && mention.quantity.unit.kind == Kind::Money)?;
    let (count, price) = (index.checked_sub(2)?, index.checked_sub(1)?);
    let (things, each) = (nearby.get(count)?, nearby.get(price)?);
    let is_price =
        has(&each.lead, &["单价", "每"]) && each.quantity.unit == mention.quantity.unit && each.quantity.per.is_none();
    let beside = [things, each].iter().all(|found| found.part == mention.part)
        && (each.bracket == mention.bracket || each.anchor == Some(count));
    let formula = Formula::Times { price, count, factor: Decimal::ONE };
    let is_count = matches!(things.quantity.unit.kind, Kind::Count | Kind::Measured) && things.is_level();
    (is_price && beside && is_count).then_some(Reading { formula, sure: true })
}

/// Numbers behind a total among which its price and its count are looked for.
const BEHIND: usize = 4;

/// `补贴260.40万元，按2000元/人的标准补贴184家企业，吸纳1302人`: the total stands first, and there is one price and one count of what
/// it is for.
fn told_first(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention = nearby.get(index)?;
    let behind: Vec<(usize, &Mention)> = (index + 1..=index + BEHIND)
        .filter_map(|other| Some((other, nearby.get(other)?)))
        .take_while(|(_, found)| found.part == mention.part && found.bracket == mention.bracket)
        .collect();
    let mut money = behind.iter().filter(|(_, found)| found.quantity.unit.kind == Kind::Money);
    let (price, found) = money.next().filter(|_| money.next().is_none())?;
    let is_price = found.is_per_head()
        && found.is_level()
        && !has(&found.lead, OF_A_TIME)
        && (found.quantity.per.is_some() || found.lead.contains('每'))
        && !found.lead.contains('均');
    let (word, many) = each(found).filter(|_| is_price)?;
    let mut counts = behind.iter().filter(|(_, count)| count.is_level() && is_counted_in(count, word));
    let (count, _) = counts.next().filter(|_| counts.next().is_none())?;
    let is_one = many == Decimal::ONE && found.quantity.unit == mention.quantity.unit;
    is_one.then_some(Reading {
        formula: Formula::Times { price: *price, count: *count, factor: Decimal::ONE },
        sure: true,
    })
}

/// The first amount of money behind a price is what all cost.
pub(super) fn product(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let unit = mention.quantity.unit;
    if let Some(reading) = priced(nearby, index) {
        return judge(nearby.0, Relation::Product, index, &[reading]);
    }
    if let Some(reading) = told_first(nearby, index).filter(|_| unit.kind == Kind::Money) {
        return judge(nearby.0, Relation::Product, index, &[reading]);
    }
    if unit.kind != Kind::Money || mention.is_last_years() || mention.is_planned() && mention.is_remainder() {
        return None;
    }
    // 每生每天P元，全年B天
    let days = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence)
        .take(TRIED)
        .find(|(_, found)| found.quantity.unit.word == "天");
    let yearly = has(&mention.lead, &["全年", "年度", "一年"]);
    let is_price = |found: &Mention| {
        let daily = has(&found.lead, OF_A_DAY) && days.is_some();
        found.is_level()
            && found.is_per_head()
            && found.quantity.unit == unit
            && (daily || yearly && found.lead.ends_with("每月") || !has(&found.lead, OF_A_TIME))
    };
    let (price, found) = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence && (found.quantity.unit != unit || is_price(found)))
        .find(|(_, found)| is_price(found))?;
    let days = days.filter(|_| has(&found.lead, OF_A_DAY));
    // 每人每月P元，全年A万元: twelve times.
    let factor = days.map_or(Decimal::ONE, |(_, days)| days.quantity.value);
    let by_month = yearly && found.lead.ends_with("每月");
    let factor = if by_month { factor * MONTHS } else { factor };
    let behind = price + 2 + usize::from(days.is_some());
    let of = each(found);
    let is_count = |count: &Mention| match of {
        Some((word, _)) => is_counted_in(count, word),
        None => count.quantity.unit.kind == Kind::Count,
    };
    let counts: Vec<usize> =
        amounts(nearby, index, 1).filter(|(_, count)| is_count(count)).map(|(count, _)| count).take(TRIED).collect();
    let is_total = by_month
        || has(&mention.lead, &["共", "合计", "总", "发放", "拨付", "兑付", "应", "小计", "金额"])
        || matches!(mention.lead.as_str(), "计" | "计为");
    let beside = counts
        .iter()
        .filter(|count| {
            nearby.get(**count).is_some_and(|count| count.sentence == mention.sentence && count.part == mention.part)
        })
        .count();
    let reading = |(at, count): (usize, &usize)| {
        let here =
            nearby.get(*count).is_some_and(|count| count.sentence == mention.sentence && count.part == mention.part);
        let sure = at == 0 && here && is_total && index <= behind && (beside <= 2 || of.is_some());
        Reading { formula: Formula::Times { price, count: *count, factor }, sure }
    };
    let readings: Vec<Reading> = counts.iter().enumerate().map(reading).collect();
    if readings.is_empty() { None } else { judge(nearby.0, Relation::Product, index, &readings) }
}
