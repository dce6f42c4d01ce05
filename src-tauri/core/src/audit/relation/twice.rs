//! The same amount stated twice with different digits: only where both bear the same name and differ as a slip of the hand
//! makes them differ, since one name may well stand for amounts of two years or two scopes.

use std::collections::BTreeMap;

use super::slip;
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Relation, Statement};
use crate::check::Grade;

/// A shorter name says too little, in characters.
const TELLING: usize = 4;

pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let mut first = BTreeMap::<(String, &'static str), usize>::new();
    let mut found = Vec::new();
    for (index, mention) in nearby.0.iter().enumerate().filter(|(_, mention)| mention.is_level()) {
        let name = mention.label().trim_start_matches(|c: char| c.is_ascii_digit() || "年月日".contains(c));
        if name.chars().count() < TELLING || mention.quantity.bound != Bound::Exact {
            continue;
        }
        let Some(earlier) = first.get(&(name.to_owned(), mention.quantity.unit.word)).copied() else {
            first.insert((name.to_owned(), mention.quantity.unit.word), index);
            continue;
        };
        found.extend(nearby.get(earlier).and_then(|other| compared(index, mention, earlier, other)));
    }
    found
}

fn compared(index: usize, mention: &Mention, earlier: usize, other: &Mention) -> Option<Statement> {
    let formula = Formula::Same { other: earlier };
    let statement = |outcome| Some(Statement::of(Relation::Twice, index, outcome));
    if mention.quantity.span().meets(other.quantity.span()) {
        return (mention.quantity.places > 0).then(|| statement(Outcome::Sound(formula))).flatten();
    }
    let (one, two) = (mention.quantity.printed().to_string(), other.quantity.printed().to_string());
    let scaled = one == two && one.len() > TELLING && mention.quantity.multiplier != other.quantity.multiplier;
    let misprint = mention.quantity.multiplier == other.quantity.multiplier && slip::is_misprint(&one, &two);
    let apart = mention.sentence != other.sentence;
    if !apart || !(scaled || misprint) {
        return None;
    }
    statement(Outcome::Wrong { formula, grade: Grade::Error, note: Some("同一数据前后不一致".to_owned()) })
}
