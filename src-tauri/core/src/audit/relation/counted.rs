//! A count and a list of amounts that is surely whole: `债券76000万元用于6个项目：A22000万元，B15000万元，…`. Where the amounts make up
//! their whole, the items are all there are, and the count before them must be theirs.

use rust_decimal::prelude::ToPrimitive;

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Relation, Statement};
use crate::audit::unit::Kind;
use crate::audit::wording::has;
use crate::check::Grade;

/// Items of a list that are counted.
const MOST: usize = 40;
/// What items are counted in.
const UNITS: &[&str] = &["个", "项", "类", "家", "处", "种", "方面"];
/// A name with one of these may be of several.
const JOINING: &[&str] = &["、", "和", "及", "与", "等"];

/// Judges the counts that stand right before lists of amounts which add up.
pub(super) fn read(nearby: Nearby<'_>, totals: &[Statement]) -> Vec<Statement> {
    let statement = |total: &Statement| {
        let Outcome::Sound(Formula::Sum { parts }) = &total.outcome else { return None };
        let (first, head) = (*parts.first()?, nearby.get(*parts.first()?)?);
        let stated = first.checked_sub(1).filter(|before| total.stated <= *before)?;
        let count = nearby.get(stated).filter(|count| counts_items(count, head))?;
        let follow =
            parts.windows(2).all(|pair| pair.first().zip(pair.last()).is_some_and(|(one, next)| one + 1 == *next));
        let joined = |(at, part): (usize, &usize)| {
            let lead = nearby.get(*part).map_or("", |part| part.lead.as_str());
            let own = if at == 0 { lead } else { lead.trim_start_matches(['、', '和', '及', '与']) };
            own.is_empty() || has(own, JOINING)
        };
        if !follow || parts.len() < 3 || parts.len() > MOST || parts.iter().enumerate().any(joined) {
            return None;
        }
        let formula = Formula::Listed { count: parts.len() };
        let outcome = match count.quantity.value.to_usize() == Some(parts.len()) {
            true => Outcome::Sound(formula),
            false => Outcome::Wrong { formula, grade: Grade::Error, note: None },
        };
        Some(Statement::of(Relation::List, stated, outcome))
    };
    totals.iter().filter_map(statement).collect()
}

/// Whether a number counts the items of the list that begins with an amount right behind it.
fn counts_items(count: &Mention, head: &Mention) -> bool {
    count.is_level()
        && count.quantity.is_exact()
        && count.quantity.bound == Bound::Exact
        && UNITS.contains(&count.quantity.unit.word)
        && head.quantity.unit.kind != Kind::Score
        && !head.quantity.unit.goes_with(count.quantity.unit)
        && head.opening.is_some()
        && count.sentence == head.sentence
        && count.bracket == head.bracket
}
