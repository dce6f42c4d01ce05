//! What is left at the end of a year: `上年结转A，收入B，支出C，年末结余D` is A + B − C; where 收入总计 holds what was carried over,
//! it is the total less what was spent.

use super::plan;
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::wording::has;

/// Amounts that are tried.
const TRIED: usize = 6;
pub(super) const CARRIED_OVER: &[&str] =
    &["上年结转", "上年结余", "年初结转", "年初结余", "期初结", "往年结转", "历年结转", "上年滚存", "年初余额"];

/// Whether an amount is what a year left.
pub(super) fn is_closing(mention: &Mention) -> bool {
    has(&mention.lead, &["结转", "结余"])
        && !has(&mention.lead, &["滚存", "累计"])
        && !has(&mention.lead, CARRIED_OVER)
        && !mention.lead.contains("支出")
}

/// Judges what a year left by what it began with, took in and spent.
pub(super) fn closing(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let mention = nearby.get(index).filter(|mention| mention.bracket == 0)?;
    let levels: Vec<(usize, &Mention)> = nearby
        .levels(index, mention.quantity.unit, 4)
        .filter(|(_, found)| !found.is_remainder() && !is_closing(found))
        .take(TRIED)
        .collect();
    let called = |words: &[&str]| {
        let mut found = levels.iter().filter(|(_, level)| has(level.label(), words) && !level.is_planned());
        found.next().map(|first| (first.0, found.next().is_none() && first.1.sentence == mention.sentence))
    };
    if let Some(reading) = of_the_total(nearby, index)
        .or_else(|| of_the_total_before(nearby, index))
        .or_else(|| of_the_year(nearby, index))
    {
        return judge(nearby.0, Relation::Difference, index, &[reading]);
    }
    let carried = levels.iter().find(|(_, level)| has(&level.lead, CARRIED_OVER)).map(|(carried, _)| *carried);
    let mut readings = Vec::new();
    if let (Some(carried), Some((income, one)), Some((spent, other))) =
        (carried, called(&["本年收入", "当年收入"]), called(&["本年支出", "当年支出"]))
    {
        let formula = Formula::Net { plus: vec![carried, income], minus: vec![spent] };
        readings.push(Reading { formula, sure: one && other && levels.len() == 3 });
    }
    readings.extend(of_the_totals(nearby, index));
    readings.extend(of_the_budget(nearby, index));
    readings.extend(of_income(nearby, index));
    for (at, (one, level)) in levels.iter().enumerate() {
        for (other, base) in levels.iter().skip(at + 1) {
            let (more, less) =
                if level.quantity.value >= base.quantity.value { (*one, *other) } else { (*other, *one) };
            readings.push(Reading { formula: Formula::Minus { more, less }, sure: false });
            // Income, spending, and what was carried over or given out beside them.
            for (third, _) in levels.iter().filter(|(third, _)| third != one && third != other) {
                readings.push(Reading {
                    formula: Formula::Net { plus: vec![more], minus: vec![less, *third] },
                    sure: false,
                });
                readings.push(Reading {
                    formula: Formula::Net { plus: vec![more, *third], minus: vec![less] },
                    sure: false,
                });
            }
        }
    }
    if readings.is_empty() { None } else { judge(nearby.0, Relation::Difference, index, &readings) }
}

/// `收入A万元，支出B万元，当年结余D万元`: of the two amounts before it in its stretch of the sentence.
fn of_the_year(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention = nearby.get(index)?;
    let is_plain = ["当年结余", "当年收支结余", "本年收支结余", "收支结余"].iter().any(|word| mention.label() == *word);
    if let Some(formula) = of_what_came_in(nearby, index).filter(|_| is_plain) {
        return Some(Reading { formula, sure: true });
    }
    let (less, more) = (index.checked_sub(1)?, index.checked_sub(2)?);
    let (spent, income) = (nearby.get(less)?, nearby.get(more)?);
    let are_both = [spent, income].iter().all(|found| {
        found.is_level() && found.sentence == mention.sentence && found.quantity.unit == mention.quantity.unit
    });
    let named = spent.label().ends_with("支出") && income.label().ends_with("收入");
    (is_plain && are_both && named).then_some(Reading { formula: Formula::Minus { more, less }, sure: true })
}

/// `收入预算A亿元，完成B亿元，…；支出C亿元。当年结余D亿元`: what came in is told by what was meant to.
fn of_what_came_in(nearby: Nearby<'_>, index: usize) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let alike = |found: &Mention| {
        found.paragraph == mention.paragraph && found.quantity.unit == mention.quantity.unit && found.is_level()
    };
    let less = index.checked_sub(1)?;
    nearby
        .get(less)
        .filter(|spent| alike(spent) && spent.label() == "支出" && spent.sentence + 1 >= mention.sentence)?;
    let here = (less.saturating_sub(TRIED)..less).rev();
    let more = here.clone().find(|one| nearby.get(*one).is_some_and(alike))?;
    let came = nearby.get(more).filter(|came| came.lead.trim_start_matches("全年") == "完成")?;
    let before = more.checked_sub(1).and_then(|before| nearby.get(before))?;
    (before.lead.contains("收入预算") && before.sentence == came.sentence).then_some(Formula::Minus { more, less })
}

/// `收入总计A；支出B，调出资金C，结转下年D`: the total less all that stands between, where nothing else does.
fn of_the_total(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention = nearby.get(index)?;
    let mut minus: Vec<usize> = Vec::new();
    for (other, found) in nearby.before(index).take_while(|(_, found)| found.sentence == mention.sentence) {
        if !found.is_level() || !found.quantity.unit.goes_with(mention.quantity.unit) || found.opening.is_some() {
            return None;
        }
        if has(&found.lead, &["收入总计", "收入合计"]) {
            minus.reverse();
            let spent =
                minus.first().and_then(|first| nearby.get(*first)).is_some_and(|first| first.lead.contains("支出"));
            let formula = Formula::Net { plus: vec![other], minus };
            return spent.then_some(Reading { formula, sure: true });
        }
        minus.push(other);
    }
    None
}

/// `总计A。支出B，调出C，结转下年D`: the total ends the sentence before, and this one tells what became of it.
fn of_the_total_before(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention = nearby.get(index)?;
    let here = nearby.before(index).take_while(|(_, found)| found.sentence == mention.sentence);
    // 支出A，…，结转下年D，总计B: then the total of the other side is what D is reckoned by.
    let goes_on = nearby.get(index + 1).is_some_and(|next| next.sentence == mention.sentence);
    let mut minus: Vec<usize> = Vec::new();
    for (other, found) in here.filter(|_| !goes_on) {
        let is_spent = !has(&found.lead, &["合计", "总计", "共计"])
            && has(&found.lead, &["支出", "调出", "上解", "还本", "补充", "安排"]);
        if !found.is_level() || !found.quantity.unit.goes_with(mention.quantity.unit) || !is_spent {
            return None;
        }
        minus.push(other);
    }
    minus.reverse();
    let first = *minus.first()?;
    let total = first.checked_sub(1)?;
    let found = nearby.get(total).filter(|found| {
        found.is_level()
            && found.paragraph == mention.paragraph
            && found.sentence + 1 == mention.sentence
            && matches!(found.label(), "总计" | "合计" | "收入总计" | "共计" | "总量")
    })?;
    let spent = nearby.get(first).is_some_and(|first| first.lead.contains("支出"));
    (spent && found.quantity.unit == mention.quantity.unit)
        .then(|| Reading { formula: Formula::Net { plus: vec![total], minus }, sure: true })
}

/// `总收入A。…总支出B。…年末结余D`: with nothing carried over it is the income less what was spent, which only a slip shows.
fn of_income(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let unit = nearby.get(index)?.quantity.unit;
    let (more, less) = (nearby.by_name(index, "总收入", unit)?.0, nearby.by_name(index, "总支出", unit)?.0);
    let is_near = more + REACH >= index && less > more;
    is_near.then_some(Reading { formula: Formula::Minus { more, less }, sure: false })
}

/// `调整后预算A元…。全年支出B元，…，结余D元`: what was not spent of the budget, which only a slip shows.
fn of_the_budget(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention = nearby.get(index).filter(|mention| mention.opening.is_none())?;
    let (less, _) = nearby
        .levels(index, mention.quantity.unit, 0)
        .filter(|(_, found)| has(found.label(), &["支出", "支付"]) && !found.is_planned())
        .last()?;
    let more = ["调整", "年初"].iter().find_map(|sort| plan::budget_before(nearby, less, &format!("{sort}预算")))?;
    Some(Reading { formula: Formula::Minus { more, less }, sure: false })
}

/// Numbers before what a year left among which its totals are looked for.
const REACH: usize = 40;

/// `收、支总计A。…本年支出合计B，…，结余分配C，年末结转和结余D`: the total holds what was carried over, under whatever heading.
fn of_the_totals(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention = nearby.get(index).filter(|mention| has(&mention.lead, &["年末", "结转下年"]))?;
    let called = |words: &[&str]| {
        (index.saturating_sub(REACH)..index).rev().find(|other| {
            nearby.get(*other).is_some_and(|other| {
                other.is_level()
                    && other.quantity.unit.goes_with(mention.quantity.unit)
                    && !other.is_last_years()
                    && !other.is_planned()
                    && has(other.label(), words)
            })
        })
    };
    let more =
        called(&["收入总计", "收、支总计", "收支总计", "收入支出总计", "收入、支出总计", "全年可用资金", "可用资金"])?;
    let less = called(&["本年支出合计", "支出合计", "总支出", "全年支出", "本年支出"]).filter(|less| *less > more)?;
    let given_out = called(&["结余分配"]).filter(|given_out| *given_out > less);
    let formula = match given_out {
        Some(given_out) => Formula::Net { plus: vec![more], minus: vec![less, given_out] },
        None => Formula::Minus { more, less },
    };
    Some(Reading { formula, sure: true })
}
