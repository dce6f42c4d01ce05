//! Scores: points lost want a reason.

use super::{Finding, Grade};
use crate::quantity::print_score;
use crate::rule::IndicatorResult;
use crate::words::quoted;

/// Every indicator below its full score without a reason.
pub(super) fn reasons(indicators: &[IndicatorResult]) -> Vec<Finding> {
    let unexplained = |result: &&IndicatorResult| {
        result.reason.is_none() && result.score.is_some_and(|score| score < result.full_score)
    };
    indicators.iter().filter(unexplained).map(finding).collect()
}

fn finding(result: &IndicatorResult) -> Finding {
    let score = result.score.map(print_score).unwrap_or_default();
    let full = print_score(result.full_score);
    Finding {
        check: "reason_for_lost_points".to_owned(),
        grade: Grade::Error,
        message: format!("{}满分{full}分、得{score}分，没有填写扣分原因。", quoted(&result.label)),
        subjects: vec![result.key.clone()],
        stated: Some(score),
        computed: Some(full),
        working: result.working.clone(),
        corrections: Vec::new(),
    }
}
