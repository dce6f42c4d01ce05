//! Totals that were entered, against the sum of their parts.

use rust_decimal::Decimal;

use super::{Correction, Finding, Grade};
use crate::derive::{Figures, Trace, Value, number};
use crate::figure::{Figure, Formula, Key};
use crate::filing::{Fund, Project};
use crate::quantity::{self, Measure};
use crate::words::quoted;

/// Every total that was entered, against what its parts give.
pub(super) fn entered_totals(form: &[Figure], figures: &Figures) -> Vec<Finding> {
    let totals = form.iter().filter(|figure| figure.may_be_entered);
    totals
        .filter_map(|figure| {
            let (Formula::Sum(parts) | Formula::SumOfAll(parts)) = figure.from.as_ref()? else { return None };
            let total = figures.get(&figure.key).filter(|total| matches!(total.trace, Trace::Entered { .. }))?;
            differs("total_of_parts", (figure.key.as_str(), total), &given(parts, figures), total.worked_out?)
        })
        .collect()
}

/// The projects of each fund, against the line of 附件1. Projects without an amount silence the check, unless the
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
        (complete || more).then(|| differs("projects_of_fund", (fund.total(), total), &parts, sum)).flatten()
    };
    [Fund::Operational, Fund::Maintenance, Fund::GovernmentSpecial].into_iter().filter_map(fund).collect()
}

fn given<'f>(keys: &[Key], figures: &'f Figures) -> Vec<(Key, &'f Value)> {
    let known = |key: &Key| figures.get(key).filter(|value| value.value.is_some()).map(|value| (key.clone(), value));
    keys.iter().filter_map(known).collect()
}

fn differs(check: &str, (key, total): (&str, &Value), parts: &[(Key, &Value)], sum: Decimal) -> Option<Finding> {
    let stated = total.value?;
    if stated == sum {
        return None;
    }
    let computed = quantity::print(sum, total.measure);
    let shown = quantity::print(stated, total.measure);
    let terms: Vec<String> = parts.iter().filter_map(|(_, part)| part.shown.clone()).collect();
    let working = format!("{} = {computed}", terms.join(" + "));
    let difference = quantity::print((stated - sum).abs(), total.measure);
    let (grade, verdict) = if is_rounding(stated - sum, parts.len(), total.measure) {
        (Grade::Hint, format!("相差{difference}，是四舍五入的尾差"))
    } else {
        (Grade::Error, format!("相差{difference}"))
    };
    let mut subjects = vec![key.to_owned()];
    subjects.extend(parts.iter().map(|(key, _)| key.to_string()));
    Some(Finding {
        check: check.to_owned(),
        grade,
        message: format!("{}填{shown}，各分项合计{working}，{verdict}。", quoted(&total.label)),
        subjects,
        stated: Some(shown),
        computed: Some(computed.clone()),
        working: Some(working),
        corrections: vec![Correction { subject: key.to_owned(), value: computed }],
    })
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
