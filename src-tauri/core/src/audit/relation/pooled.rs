//! A rate of several things together: `学生满意度a，家长满意度b，综合满意度c` is what was found of all over what there was of all.

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
    let mut found: Vec<(usize, usize)> = Vec::new();
    for rate in rates.get(..before)?.iter().rev().take(TRIED) {
        let (Outcome::Sound(Formula::Ratio { part, whole }), Some(stated)) = (&rate.outcome, nearby.get(rate.stated))
        else {
            continue;
        };
        let is_one = matches!(&stated.role, Role::Rate { name } if name.contains(root) && !has(name, TOGETHER));
        if stated.paragraph == mention.paragraph && is_one && !root.is_empty() {
            found.push((*part, *whole));
        }
    }
    found.reverse();
    let (parts, wholes): (Vec<usize>, Vec<usize>) = found.into_iter().unzip();
    (parts.len() >= 2).then_some(Formula::Together { parts, wholes })
}
