//! The tables of targets (项目支出绩效自评表, 部门整体支出绩效自评表): their points add up, points lost have a reason, and no target
//! was too low.

use rust_decimal::Decimal;

use super::names::{PROJECT_EXECUTION, PROJECT_REASON, PROJECT_TARGET, PROJECT_WEIGHTS};
use super::{Finding, Grade, Known};
use crate::project::{ProjectBlock, ProjectResult, TargetResult, TargetTable};
use crate::quantity::{self, Measure, print_score};
use crate::words::quoted;

/// From here on (120 %) a result asks whether its target was too low.
const TOO_LOW_A_TARGET: Decimal = Decimal::from_parts(12, 0, 0, false, 1);

/// What disagrees in the tables, in their order.
pub(super) fn findings(known: &Known<'_>) -> Vec<Finding> {
    let of_table = |(table, result): (&TargetTable<'_>, &ProjectResult)| {
        let mut findings = weights(table, result);
        findings.extend(execution(table, result, known));
        findings.extend(result.indicators.iter().flat_map(|indicator| {
            [reason(table, indicator), target(table, indicator)].into_iter().flatten().collect::<Vec<_>>()
        }));
        findings
    };
    known.tables.iter().zip(known.results.iter().copied()).flat_map(of_table).collect()
}

/// The points of a block against its indicators'; a table without indicators is silent.
fn weights(table: &TargetTable<'_>, result: &ProjectResult) -> Vec<Finding> {
    if result.indicators.is_empty() {
        return Vec::new();
    }
    let differs = |(index, block): (usize, &ProjectBlock)| {
        let own = || result.indicators.iter().filter(|indicator| indicator.path[0] == block.label);
        let weights: Vec<Decimal> = own().filter_map(|indicator| indicator.scored.full_score).collect();
        let sum: Decimal = weights.iter().sum();
        if sum == block.full_score {
            return None;
        }
        let (stated, computed) = (print_score(block.full_score), print_score(sum));
        let terms: Vec<String> = weights.iter().map(|weight| print_score(*weight)).collect();
        let working = (terms.len() > 1).then(|| format!("{} = {computed}", terms.join(" + ")));
        let shown = working.clone().unwrap_or_else(|| computed.clone());
        let message = match own().count() {
            0 => format!("{}没有{}，表样为{stated}分。", table.called(), block.label),
            _ => format!("{}的{}分值合计{shown}，表样为{stated}分。", table.called(), block.label),
        };
        let subjects = std::iter::once(table.key(&format!("block.{}", index + 1)).to_string())
            .chain(own().map(|indicator| indicator.key.clone()));
        let finding = Finding::new(PROJECT_WEIGHTS, Grade::Error, message, subjects);
        Some(finding.holding(Some(computed), Some(stated)).worked(working))
    };
    table.points.blocks.iter().enumerate().filter_map(differs).collect()
}

/// Budget not spent, without a word of why.
fn execution(table: &TargetTable<'_>, result: &ProjectResult, known: &Known<'_>) -> Option<Finding> {
    let scored = &result.execution;
    let key = table.key("reason");
    let said = known.figures.get(&key).is_some_and(|reason| reason.shown.is_some());
    if said || !scored.is_short() {
        return None;
    }
    let rate = known.figures.get(&table.key("execution_rate"))?.shown.clone()?;
    let (score, full) = (scored.score.map(print_score)?, scored.full_score.map(print_score)?);
    let message = format!("{}预算执行率{rate}，满分{full}分、得{score}分，请填写预算执行偏差原因。", table.called());
    let finding = Finding::new(PROJECT_EXECUTION, Grade::Explain, message, [key.as_str()]);
    Some(finding.holding(Some(score), Some(full)).worked(scored.working.clone()))
}

/// Points lost without a whole reason.
fn reason(table: &TargetTable<'_>, indicator: &TargetResult) -> Option<Finding> {
    let scored = &indicator.scored;
    if !scored.is_short() {
        return None;
    }
    let (score, full) = (scored.score.map(print_score)?, scored.full_score.map(print_score)?);
    let name = format!("{}的指标{}", table.called(), quoted(indicator.name.trim()));
    let message = match &indicator.reason {
        None => format!("{name}满分{full}分、得{score}分，没有填写偏差原因及改进措施。"),
        Some(reason) if reason.trim_end_matches('。').ends_with('…') => {
            format!("{name}的偏差原因只有开头，还没有写完。")
        }
        Some(_) => return None,
    };
    let finding = Finding::new(PROJECT_REASON, Grade::Error, message, [indicator.key.as_str()]);
    Some(finding.holding(Some(score), Some(full)).worked(scored.working.clone()))
}

/// A result so far above its target that the target may have been too low; what the officer wrote of it answers that.
fn target(table: &TargetTable<'_>, indicator: &TargetResult) -> Option<Finding> {
    let rate = indicator.rate.filter(|rate| *rate >= TOO_LOW_A_TARGET && indicator.more_is_better)?;
    if indicator.reason.is_some() {
        return None;
    }
    let (target, actual) = (indicator.target.clone()?, indicator.actual.clone()?);
    let message = format!(
        "{}的指标{}年度指标值{target}，实际完成{actual}，为目标的{}，请核对目标是否定得偏低，并填写偏差原因。",
        table.called(),
        quoted(indicator.name.trim()),
        quantity::print(rate, Measure::Percent)
    );
    let finding = Finding::new(PROJECT_TARGET, Grade::Explain, message, [indicator.key.as_str()]);
    Some(finding.holding(Some(actual), Some(target)))
}
