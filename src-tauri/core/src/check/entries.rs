//! Single entries that cannot well be meant as they were typed.

use rust_decimal::Decimal;

use super::names::{DATE_OUTSIDE_FILING_YEAR, PERCENT_AS_FRACTION};
use super::{Correction, Finding, Grade, Known};
use crate::derive::Trace;
use crate::figure::{Figure, Key};
use crate::filing::OwnFigure;
use crate::quantity::{self, Measure};
use crate::words::quoted;

/// Every given rate below 1 % that was typed without a percent sign: 0.918 for 91.8%.
pub(super) fn fractions(form: &[Figure], known: &Known<'_>) -> Vec<Finding> {
    const HUNDREDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 2);
    let own = known.filing.own_figures.iter().map(OwnFigure::figure);
    let rates = form.iter().cloned().chain(own).filter(|figure| figure.measure == Measure::GivenPercent);
    let fraction = |figure: Figure| {
        let value = known.figures.get(&figure.key)?;
        let Trace::Entered { typed } = &value.trace else { return None };
        let number = value.value.filter(|number| *number > Decimal::ZERO && *number < HUNDREDTH)?;
        let meant = (number * Decimal::ONE_HUNDRED).normalize();
        let (shown, would) = (value.shown.clone()?, quantity::print(meant, figure.measure));
        let message =
            format!("{}填的是{}，按{shown}计，请核对是否应为{would}。", quoted(&value.label), quoted(typed.trim()));
        let finding = Finding::new(PERCENT_AS_FRACTION, Grade::Hint, message, [figure.key.as_str()]);
        let correction = Correction { subject: figure.key.to_string(), value: would.clone(), quote: None };
        let signed = typed.contains(['%', '％']) || typed.contains("百分");
        (!signed).then(|| finding.holding(Some(shown), Some(would)).corrected([correction]))
    };
    rates.filter_map(fraction).collect()
}

/// Every date of the form that is not in the year after the one reported on, when filings are made.
pub(super) fn dates(form: &[Figure], known: &Known<'_>) -> Vec<Finding> {
    let report_year = known.filing.head.report_year;
    let strays = |key: &Key| {
        let value = &known.filing.entries.get(key)?.value;
        let year: i32 = value.split('-').next()?.parse().ok()?;
        let stated = known.figures.get(key)?;
        let shown = stated.shown.clone()?;
        let message = format!(
            "{}为{shown}，{report_year}年度的自评应在{}年填报，请核对。",
            quoted(&stated.label),
            report_year + 1
        );
        let finding = Finding::new(DATE_OUTSIDE_FILING_YEAR, Grade::Explain, message, [key.as_str()]);
        (year != report_year + 1).then(|| finding.holding(Some(shown), None))
    };
    let dates = form.iter().filter(|figure| figure.measure == Measure::Date);
    dates.filter_map(|figure| strays(&figure.key)).collect()
}
