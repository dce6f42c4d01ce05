//! Figures of the department's own: what was planned against what was done, last year's against last year's filing, and
//! those nobody uses. Which belong together is read from their labels.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::names::{GOAL_WITHOUT_RESULT, OWN_FIGURE_UNUSED, PRIOR_OWN_FIGURE, RESULT_OFF_TARGET};
use super::{Correction, Finding, Grade, Known};
use crate::derive::Value;
use crate::figure::Key;
use crate::filing::OwnFigure;
use crate::narrative;
use crate::quantity::{self, Measure};
use crate::words::quoted;

/// From here on over what was planned (120 %), the target may have been too low.
const TOO_LOW_A_TARGET: Decimal = Decimal::from_parts(12, 0, 0, false, 1);

/// Every planned number without a result, and every result below it or far above.
pub(super) fn goals(known: &Known<'_>) -> Vec<Finding> {
    let counted =
        |own: &&OwnFigure| matches!(own.measure, Measure::Count | Measure::People | Measure::Number | Measure::Area);
    let planned = |own: &OwnFigure| own.label.contains("计划") && !own.label.contains("计划生育");
    let own = || known.filing.own_figures.iter().filter(counted);
    let goal = |plan: &OwnFigure| {
        let plan_key = plan.figure().key;
        let target = known.figures.get(&plan_key).filter(|target| target.value.is_some())?;
        let stem = plan.label.replacen("计划", "", 1);
        let same = |other: &&OwnFigure| !planned(other) && other.label.replacen("实际", "", 1) == stem;
        let result = own().find(same).map(|own| own.figure().key);
        let done = result.as_ref().and_then(|key| known.figures.get(key)).filter(|done| done.value.is_some());
        match result.zip(done) {
            Some((key, done)) => off_target(&key, done, &plan_key, target),
            None => Some(without_result(&plan_key, target)),
        }
    };
    own().filter(|own| planned(own)).filter_map(goal).collect()
}

fn without_result(key: &Key, target: &Value) -> Finding {
    let (name, shown) = (quoted(&target.label), target.shown.clone().unwrap_or_default());
    let message = format!("{name}为{shown}，没有相应的实际完成数，请补充或说明原因。");
    Finding::new(GOAL_WITHOUT_RESULT, Grade::Explain, message, [key.as_str()]).holding(target.shown.clone(), None)
}

fn off_target(key: &Key, done: &Value, plan_key: &Key, target: &Value) -> Option<Finding> {
    let rate = done.value?.checked_div(target.value?)?;
    let verdict = match rate {
        rate if rate < Decimal::ONE => "没有达到计划，请说明原因",
        rate if rate > TOO_LOW_A_TARGET => "超过计划的120%，请说明原因，并核对目标是否偏低",
        _ => return None,
    };
    let (shown, planned) = (done.shown.clone()?, target.shown.clone()?);
    let working = format!("{shown} ÷ {planned} = {}", quantity::print(rate, Measure::Percent));
    let message = format!("{}：{working}，{verdict}。", quoted(&done.label));
    let finding = Finding::new(RESULT_OFF_TARGET, Grade::Explain, message, [key.as_str(), plan_key.as_str()]);
    Some(finding.holding(Some(shown), Some(planned)).worked(Some(working)))
}

/// Every `上年…` that is not what last year's filing says of `…`.
pub(super) fn last_year(known: &Known<'_>) -> Vec<Finding> {
    let Some(prior) = known.prior else { return Vec::new() };
    let differs = |own: &OwnFigure| {
        let key = own.figure().key;
        let stated = known.figures.get(&key)?;
        let label = own.label.strip_prefix("上年")?;
        let own_then = |(key, value): &(&Key, &Value)| key.as_str().starts_with("own.") && value.label == label;
        let (_, filed) = prior.iter().find(own_then)?;
        let (value, then) = (stated.value?, filed.value?);
        if value == then || stated.measure != filed.measure {
            return None;
        }
        let (shown, was) = (stated.shown.clone()?, filed.shown.clone()?);
        let message =
            format!("{}填{shown}，上年自评的{}是{was}，请说明原因。", quoted(&stated.label), quoted(&filed.label));
        let finding = Finding::new(PRIOR_OWN_FIGURE, Grade::Explain, message, [key.as_str()]);
        let correction = Correction::of(key.as_str(), known.figures, then);
        Some(finding.holding(Some(shown), Some(was)).corrected(correction))
    };
    known.filing.own_figures.iter().filter_map(differs).collect()
}

/// Every one that has a value which neither the text nor another figure uses.
pub(super) fn unused(known: &Known<'_>) -> Vec<Finding> {
    let filing = known.filing;
    let formulas = filing.own_figures.iter().filter_map(|own| own.formula.as_ref());
    let in_formulas = formulas.flat_map(|formula| formula.0.inputs()).map(Key::as_str);
    let in_text = filing.blocks.iter().flat_map(|block| narrative::references(&block.text));
    let used: BTreeSet<&str> = in_text.chain(in_formulas).collect();
    let unused = |own: &OwnFigure| {
        let key = own.figure().key;
        let shown = known.figures.get(&key)?.shown.clone()?;
        let message = format!("{}为{shown}，正文和别的数据项都没有引用，请核对是否漏写。", quoted(&own.label));
        let finding = Finding::new(OWN_FIGURE_UNUSED, Grade::Hint, message, [key.as_str()]);
        (!used.contains(key.as_str())).then(|| finding.holding(Some(shown), None))
    };
    filing.own_figures.iter().filter_map(unused).collect()
}
