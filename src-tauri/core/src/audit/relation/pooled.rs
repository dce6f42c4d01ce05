//! A rate of several things together: `学生满意度a，家长满意度b，综合满意度c` is what was found of all over what there was of all.

use rust_decimal::Decimal;

use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Outcome, Reading, Relation, Statement, judge};
use crate::audit::wording::has;

/// Statements before it that are looked at.
const TRIED: usize = 12;
/// What such a rate is called.
const TOGETHER: &[&str] = &["综合", "总体", "合计", "合并", "两类", "整体"];

/// Judges rates of all by the rates of each of its paragraph, which `rates` holds in order.
pub(super) fn read(nearby: Nearby<'_>, rates: &[Statement]) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| {
        let Role::Rate { name } = &mention.role else { return None };
        let formula = pooled(nearby, rates, index, name)?;
        judge(nearby.0, Relation::Rate, index, &[Reading { formula, sure: true }])
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

fn pooled(nearby: Nearby<'_>, rates: &[Statement], index: usize, name: &str) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let root = TOGETHER.iter().find_map(|word| name.rfind(word).map(|at| at + word.len()))?;
    let root = name.get(root..)?.trim_end_matches(['率', '度']);
    let before = rates.partition_point(|rate| rate.stated < index);
    let is_one = |rate: &&Statement| {
        nearby.get(rate.stated).is_some_and(|stated| {
            let named = matches!(&stated.role, Role::Rate { name } if name.contains(root) && !has(name, TOGETHER));
            stated.paragraph == mention.paragraph && named && !root.is_empty()
        })
    };
    let mut found: Vec<&Statement> = rates.get(..before)?.iter().rev().take(TRIED).filter(is_one).collect();
    found.reverse();
    // 综合满意度 may also be the mean of both, unless the words say that all answers were put together.
    let said = has(&mention.lead, &["合并", "合计", "两类"])
        || nearby.before(index).take(2).any(|(_, found)| has(&found.lead, &["共", "合计", "合并", "总"]));
    if !said && is_mean(nearby, &found, mention) {
        return None;
    }
    let pair = |rate: &&Statement| match rate.outcome {
        Outcome::Sound(Formula::Ratio { part, whole }) => Some((part, whole)),
        _ => None,
    };
    let (parts, wholes): (Vec<usize>, Vec<usize>) =
        found.iter().map(pair).collect::<Option<Vec<_>>>()?.into_iter().unzip();
    (parts.len() >= 2).then_some(Formula::Together { parts, wholes })
}

/// Whether a rate is the mean of others as they are printed.
fn is_mean(nearby: Nearby<'_>, rates: &[&Statement], mention: &Mention) -> bool {
    let values = rates.iter().filter_map(|rate| nearby.get(rate.stated)).map(|rate| rate.quantity.value);
    let count = Decimal::from(rates.len().max(1));
    let mean = values.sum::<Decimal>() / count;
    (mean - mention.quantity.value).abs() <= mention.quantity.last_place
}
