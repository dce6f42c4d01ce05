//! Two that make up a whole between them: `男性A人，占P%；女性B人，占Q%`, wherever the whole is told.

use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};

/// Who or what there is of two sorts only.
const PAIRS: &[[&str; 2]] = &[["男", "女"], ["城镇", "乡村"], ["城镇", "农村"], ["城市", "农村"]];
/// Numbers between the one and the other.
const FAR: usize = 4;

/// Judges the shares of both.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let both = (0..nearby.0.len()).filter_map(|one| Some((one, other_of(nearby, one)?)));
    let shares = both.flat_map(|(one, other)| {
        [one, other].into_iter().filter_map(move |part| {
            let formula = Formula::OfSum { part, parts: vec![one, other] };
            let share = share_of(nearby, part)?;
            judge(nearby.0, Relation::Share, share, &[Reading { formula, sure: true }])
        })
    });
    shares.collect()
}

/// The other sort, where each has a share of what is not named.
fn other_of(nearby: Nearby<'_>, one: usize) -> Option<usize> {
    let mention = nearby.get(one).filter(|mention| mention.is_level() && !mention.is_per_head())?;
    let [first, second] = PAIRS.iter().find(|pair| tells(mention, pair[0], pair[1]))?;
    share_of(nearby, one)?;
    let other = (one + 2..=one + FAR).find(|other| {
        nearby.get(*other).is_some_and(|found| {
            found.is_level()
                && tells(found, second, first)
                && found.quantity.unit == mention.quantity.unit
                && found.sentence <= mention.sentence + 1
                && found.paragraph == mention.paragraph
                && found.label().replace(second, first) == mention.label()
        })
    })?;
    share_of(nearby, other).map(|_| other)
}

fn tells(mention: &Mention, word: &str, other: &str) -> bool {
    mention.lead.contains(word) && !mention.lead.contains(other)
}

/// The share right behind an amount, of a whole that its words do not name.
fn share_of(nearby: Nearby<'_>, part: usize) -> Option<usize> {
    let share = nearby.get(part + 1).filter(|share| {
        nearby.get(part).is_some_and(|part| part.part == share.part && part.bracket == share.bracket)
    })?;
    match &share.role {
        Role::Share { part: named, whole } if named.is_empty() && whole.is_empty() => Some(part + 1),
        _ => None,
    }
}
