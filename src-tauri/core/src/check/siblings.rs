//! Columns of one row: 上年决算数 against last year's filing, and slips of 元 for 万元 between a row's columns; and figures
//! that are filled in though they do not concern the department.

use super::names::{PRIOR_FINAL, SET_ASIDE, SLIP_OF_UNIT};
use super::totals::is_rounding;
use super::{Correction, Finding, Grade, Known, is_slip};
use crate::derive::{Figures, Trace, Value};
use crate::figure::Figure;
use crate::words::quoted;

/// The columns that state last year, and what last year's filing calls the same number.
const STATES_LAST_YEAR: [(&str, &str); 2] = [(".prior_final", ".final"), (".prior_budget", ".budget")];
/// The columns of a row, from the one that is most likely right.
const COLUMNS: [&str; 4] = [".final", ".prior_final", ".budget", ".prior_budget"];

/// Every entered 上年决算数 (and 上年预算数) that is not what last year's filing says; it may have been restated.
pub(super) fn last_year(form: &[Figure], known: &Known<'_>) -> Vec<Finding> {
    let Some(prior) = known.prior else { return Vec::new() };
    let differs = |figure: &Figure| {
        let key = figure.key.as_str();
        let stated = known.figures.get(key).filter(|value| matches!(value.trace, Trace::Entered { .. }))?;
        let (column, then) = STATES_LAST_YEAR.iter().find(|(column, _)| key.ends_with(column))?;
        let then = format!("{}{then}", key.strip_suffix(column)?);
        let filed = prior.get(then.as_str())?;
        let value = filed.value?;
        let (shown, was) = (stated.shown.clone()?, filed.shown.clone()?);
        if shown == was {
            return None;
        }
        let name = quoted(&stated.label);
        let (grade, message) = match is_rounding(stated.value? - value, 1, stated.measure) {
            true => (Grade::Hint, format!("{name}填{shown}，上年自评填的是{was}，是四舍五入的尾差。")),
            false => (Grade::Explain, format!("{name}填{shown}，上年自评填的是{was}，请说明原因。")),
        };
        let correction = Correction::of(key, known.figures, value);
        let finding = finding(PRIOR_FINAL, key, message, Some(shown), Some(was), correction).against_last(&then);
        Some(Finding { grade, ..finding })
    };
    form.iter().filter_map(differs).collect()
}

/// Every entered amount a thousand times another of its row, or more.
pub(super) fn slips(form: &[Figure], figures: &Figures) -> Vec<Finding> {
    let entered = |key: &str| figures.get(key).filter(|value| matches!(value.trace, Trace::Entered { .. }));
    let slip = |figure: &Figure| {
        let key = figure.key.as_str();
        let column = COLUMNS.iter().find(|column| key.ends_with(*column))?;
        let row = key.strip_suffix(column)?;
        let value: &Value = entered(key)?;
        let others = COLUMNS.iter().filter_map(|column| entered(&format!("{row}{column}")));
        let smaller = |other: &&Value| {
            other.value.zip(value.value).is_some_and(|(other, one)| other < one && is_slip(one, other))
        };
        let other = others.into_iter().find(smaller)?;
        let (shown, against) = (value.shown.clone()?, other.shown.clone()?);
        let message = format!(
            "{}填{shown}，{}填{against}，相差上千倍，请核对是否把元填成了万元。",
            quoted(&value.label),
            quoted(&other.label)
        );
        Some(finding(SLIP_OF_UNIT, key, message, Some(shown), Some(against), None))
    };
    form.iter().filter_map(slip).collect()
}

/// Every figure that is filled in though the figure it depends on says that it does not concern the department.
pub(super) fn set_aside(form: &[Figure], figures: &Figures) -> Vec<Finding> {
    let aside = |figure: &Figure| {
        let stated = figures.get(&figure.key)?.set_aside.clone()?;
        let (condition, _) = figure.only_where.as_ref()?;
        let asked = figures.get(condition)?;
        let answer = asked.shown.clone().unwrap_or_default();
        let message = format!(
            "{}填{stated}，但{}填的是“{answer}”，没有采用，请核对。",
            quoted(&figure.label),
            quoted(&asked.label)
        );
        Some(finding(SET_ASIDE, figure.key.as_str(), message, Some(stated), None, None))
    };
    form.iter().filter_map(aside).collect()
}

fn finding(
    check: &str,
    key: &str,
    message: String,
    stated: Option<String>,
    computed: Option<String>,
    correction: Option<Correction>,
) -> Finding {
    Finding::new(check, Grade::Explain, message, [key]).holding(stated, computed).corrected(correction)
}
