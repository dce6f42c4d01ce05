//! Scores: points lost want a reason.

use super::names::{REASON_FOR_LOST_POINTS, REASON_WITHOUT_LOST_POINTS};
use super::{Finding, Grade};
use crate::quantity::print_score;
use crate::rule::IndicatorResult;
use crate::words::quoted;

/// Every indicator below its full score without a whole reason, and every reason without points lost.
pub(super) fn reasons(indicators: &[IndicatorResult]) -> Vec<Finding> {
    indicators.iter().filter_map(finding).collect()
}

fn finding(result: &IndicatorResult) -> Option<Finding> {
    let points = result.score?;
    let (score, full, name) = (print_score(points), print_score(result.full_score), quoted(&result.label));
    let (check, grade, message) = match (points < result.full_score, &result.reason) {
        (true, None) => {
            let message = format!("{name}满分{full}分、得{score}分，没有填写扣分原因。");
            (REASON_FOR_LOST_POINTS, Grade::Error, message)
        }
        (true, Some(reason)) if reason.trim_end_matches('。').ends_with('…') => {
            let message = format!("{name}的扣分原因只有开头，还没有写完。");
            (REASON_FOR_LOST_POINTS, Grade::Error, message)
        }
        (false, Some(_)) => {
            let message = format!("{name}得满分{full}分，却填有扣分原因，没有打印，请核对。");
            (REASON_WITHOUT_LOST_POINTS, Grade::Explain, message)
        }
        _ => return None,
    };
    let finding = Finding::new(check, grade, message, [result.key.as_str()]);
    Some(finding.holding(Some(score), Some(full)).worked(result.working.clone()))
}
