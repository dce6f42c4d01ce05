//! Totals against the sum of their parts, and counts against their lists.

use rust_decimal::Decimal;

use super::names::{COUNT_OF_PROJECTS, PART_ABOVE_TOTAL, PROJECTS_OF_FUND, TOTAL_OF_PARTS, TOTAL_OF_PRINTED_PARTS};
use super::{Correction, Finding, Grade};
use crate::derive::{Figures, Trace, Value, as_printed, number};
use crate::figure::{Figure, Formula, Key};
use crate::filing::{Fund, Project};
use crate::quantity::{self, Measure};
use crate::words::quoted;

/// Every total against its parts: one that was entered against what they give, one that is worked out against what they
/// give as printed.
pub(super) fn totals(form: &[Figure], figures: &Figures) -> Vec<Finding> {
    let total = |figure: &Figure| {
        let (Formula::Sum(parts) | Formula::SumOfAll(parts)) = figure.from.as_ref()? else { return None };
        let total = figures.get(&figure.key)?;
        let parts = given(parts, figures);
        match total.trace {
            Trace::Entered { .. } => match total.worked_out {
                Some(sum) => differs(TOTAL_OF_PARTS, (&figure.key, total), &parts, sum, figures),
                None => part_above_total(&figure.key, total, &parts),
            },
            _ if figure.inline => None,
            _ => printed_differently(&figure.key, total, &parts),
        }
    };
    form.iter().filter_map(total).collect()
}

/// A total that must have all its parts, of which some are blank: those given are already more.
fn part_above_total(key: &Key, total: &Value, parts: &[(Key, &Value)]) -> Option<Finding> {
    let sum: Decimal = parts.iter().filter_map(|(_, part)| part.value).sum();
    if sum <= total.value? {
        return None;
    }
    let (shown, given) = (total.shown.clone()?, quantity::print(sum, total.measure));
    let names: Vec<String> = parts.iter().map(|(_, part)| quoted(&part.label)).collect();
    let message = format!("{}填{shown}，其中{}已有{given}，超过总数。", quoted(&total.label), names.join("、"));
    let subjects = std::iter::once(key).chain(parts.iter().map(|(key, _)| key)).map(Key::to_string);
    Some(Finding::new(PART_ABOVE_TOTAL, Grade::Error, message, subjects).holding(Some(shown), Some(given)))
}

/// 尾差: the parts, each rounded in print, do not add up to the printed total.
fn printed_differently(key: &Key, total: &Value, parts: &[(Key, &Value)]) -> Option<Finding> {
    let stated = as_printed(total)?;
    let sum: Decimal = parts.iter().filter_map(|(_, part)| as_printed(part)).sum();
    if stated == sum {
        return None;
    }
    let (shown, printed) = (quantity::print(stated, total.measure), quantity::print(sum, total.measure));
    let gap = quantity::print((stated - sum).abs(), total.measure);
    let message =
        format!("{}为{shown}，各分项按打印的数相加得{printed}，相差{gap}，是四舍五入的尾差。", quoted(&total.label));
    let finding = Finding::new(TOTAL_OF_PRINTED_PARTS, Grade::Hint, message, [key.as_str()]);
    Some(finding.holding(Some(shown), Some(printed)).worked(total.working.clone()))
}

/// The money of each project against its sources, and of each fund against the line of 附件1. Projects without an amount silence the check, unless the
/// others alone are more than the line.
pub(super) fn projects(projects: &[Project], figures: &Figures) -> Vec<Finding> {
    let fund = |fund: Fund| {
        let keys: Vec<Key> =
            projects.iter().filter(|project| project.fund == fund).map(|project| project.final_key()).collect();
        let total = figures.get(fund.total()).filter(|total| total.value.is_some())?;
        let parts = given(&keys, figures);
        let sum = parts.iter().filter_map(|(_, part)| part.value).sum::<Decimal>();
        let complete = !keys.is_empty() && parts.len() == keys.len();
        let more = total.value.is_some_and(|total| sum > total);
        let key = Key::new(fund.total());
        (complete || more).then(|| differs(PROJECTS_OF_FUND, (&key, total), &parts, sum, figures)).flatten()
    };
    let operational = projects.iter().filter(|project| project.fund == Fund::Operational).count();
    let counts = [("project.count", projects.len()), ("project.operational.count", operational)];
    // None listed of a sort: the list is not kept, or has not come so far.
    let listed = counts.into_iter().filter(|(_, count)| *count > 0);
    let counted = listed.filter_map(|(key, count)| miscounted(key, count, figures));
    let figures_of_all: Vec<Figure> = projects.iter().flat_map(Project::figures).collect();
    let sources = totals(&figures_of_all, figures);
    sources.into_iter().chain(Fund::ALL.into_iter().filter_map(fund)).chain(counted).collect()
}

/// A stated number of projects that is not the number listed.
fn miscounted(key: &str, count: usize, figures: &Figures) -> Option<Finding> {
    let stated = figures.get(key)?;
    let listed = Decimal::from(count);
    if stated.value? == listed {
        return None;
    }
    let shown = stated.shown.clone()?;
    let message = format!("{}填{shown}，项目清单里有{count}个。", quoted(&stated.label));
    let finding = Finding::new(COUNT_OF_PROJECTS, Grade::Error, message, [key]);
    Some(finding.holding(Some(shown), Some(count.to_string())).corrected(Correction::of(key, figures, listed)))
}

fn given<'f>(keys: &[Key], figures: &'f Figures) -> Vec<(Key, &'f Value)> {
    let known = |key: &Key| figures.get(key).filter(|value| value.value.is_some()).map(|value| (key.clone(), value));
    keys.iter().filter_map(known).collect()
}

fn differs(
    check: &str,
    (key, total): (&Key, &Value),
    parts: &[(Key, &Value)],
    sum: Decimal,
    figures: &Figures,
) -> Option<Finding> {
    let stated = total.value?;
    let computed = quantity::print(sum, total.measure);
    let shown = quantity::print(stated, total.measure);
    if shown == computed {
        return None;
    }
    let terms: Vec<String> = parts.iter().filter_map(|(_, part)| part.shown.clone()).collect();
    let working = match terms.as_slice() {
        [_] => computed.clone(),
        _ => format!("{} = {computed}", terms.join(" + ")),
    };
    let difference = quantity::print((stated - sum).abs(), total.measure);
    let (grade, verdict) = if is_rounding(stated - sum, parts.len(), total.measure) {
        (Grade::Hint, format!("相差{difference}，是四舍五入的尾差"))
    } else {
        (Grade::Error, format!("相差{difference}"))
    };
    let message = format!("{}填{shown}，各分项合计{working}，{verdict}。", quoted(&total.label));
    let subjects = std::iter::once(key).chain(parts.iter().map(|(key, _)| key)).map(Key::to_string);
    let finding = Finding::new(check, grade, message, subjects).holding(Some(shown), Some(computed));
    Some(finding.worked(Some(working)).corrected(Correction::of(key.as_str(), figures, sum)))
}

/// 尾差: parts rounded to the printed decimals may miss their total by half a unit of the last place each.
pub(super) fn is_rounding(difference: Decimal, parts: usize, measure: Measure) -> bool {
    let half = Decimal::new(5, 3);
    measure == Measure::Money && difference.abs() <= half * Decimal::from(parts)
}

/// The value of a figure or of a sum of figures; `None` where one is blank.
pub(super) fn sum_of(keys: &[Key], figures: &Figures) -> Option<Decimal> {
    keys.iter().map(|key| number(figures, key.as_str())).sum()
}
