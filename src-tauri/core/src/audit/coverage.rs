//! How much of a text the audit understands: its numbers, and how many of them some relation could work out or used.

use std::collections::BTreeMap;

use super::relation;
use super::statement::{Outcome, operands};
use super::text::ReadText;
use crate::source::SourceText;

/// What was read of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Numbers with a unit, dates apart.
    pub numbers: usize,
    /// Those that a statement was decided about or with.
    pub covered: usize,
    /// Statements by check: found sound, found wrong, left open.
    pub checks: BTreeMap<&'static str, [usize; 3]>,
}

/// Counts what the audit reads in a text.
pub fn coverage(source: &SourceText) -> Coverage {
    let text = ReadText::of(source);
    let mentions = text.settled();
    let statements = relation::statements(&mentions, &text.prose);
    let mut covered = vec![false; mentions.len()];
    let mut checks = BTreeMap::<&'static str, [usize; 3]>::new();
    for statement in &statements {
        let [sound, wrong, open] = checks.entry(statement.relation.names().0).or_default();
        let used = match &statement.outcome {
            Outcome::Sound(formula) => {
                *sound += 1;
                operands(formula)
            }
            Outcome::Wrong { formula, .. } => {
                *wrong += 1;
                operands(formula)
            }
            Outcome::Open => {
                *open += 1;
                continue;
            }
        };
        for index in used.into_iter().chain([statement.stated]) {
            if let Some(slot) = covered.get_mut(index) {
                *slot = true;
            }
        }
    }
    Coverage { numbers: mentions.len(), covered: covered.into_iter().filter(|covered| *covered).count(), checks }
}
