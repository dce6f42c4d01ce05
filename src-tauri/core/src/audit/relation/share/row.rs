//! Shares in a row whose whole is not named: what nearly all of them fit is it.

use std::collections::BTreeMap;

use super::ELSEWHERE;
use crate::audit::mention::Role;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, result};

/// Shares in a row whose whole is not named, as they are surely meant: `A，占a%；B，占b%；C，占c%`, in one sentence or a line
/// each. Their whole is what nearly all of them fit: what they make together, or an amount before them.
pub(super) fn rows(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> BTreeMap<usize, Formula> {
    let mut found = BTreeMap::new();
    let part = |index: usize| {
        let (share, part) = (nearby.get(index)?, index.checked_sub(1)?);
        let mention = nearby.get(part)?;
        let is_nameless = matches!(&share.role, Role::Share { part, .. } if part.is_empty()) && share.topic.is_empty();
        let follows = mention.is_level()
            && !mention.is_per_head()
            && mention.sentence == share.sentence
            && mention.bracket == share.bracket;
        let listed = wholes.get(part).copied().flatten().is_some();
        (is_nameless && follows && !listed).then_some((index, part))
    };
    let members: Vec<(usize, usize)> = (0..nearby.0.len()).filter_map(part).collect();
    let goes_on = |(share, part): (usize, usize), (next, next_part): (usize, usize)| {
        let all = nearby.get(share).zip(nearby.get(next)).zip(nearby.get(part).zip(nearby.get(next_part)));
        all.is_some_and(|((one, other), (part, next_part))| {
            // Only the first may say what all are of.
            matches!(&other.role, Role::Share { whole, .. } if whole.is_empty())
                && other.paragraph <= one.paragraph + 1
                && (other.paragraph > one.paragraph || other.sentence == one.sentence)
                && part.quantity.unit.goes_with(next_part.quantity.unit)
                && next <= share + LARGEST
        })
    };
    for row in members.chunk_by(|one, other| goes_on(*one, *other)).filter(|row| (2..=LARGEST).contains(&row.len())) {
        found.extend(of_one_whole(nearby, row));
    }
    found
}

/// Shares of one row.
pub(super) const LARGEST: usize = 20;

/// The formulas of a row where one whole fits all of it but one.
pub(super) fn of_one_whole(nearby: Nearby<'_>, row: &[(usize, usize)]) -> Vec<(usize, Formula)> {
    let parts: Vec<usize> = row.iter().map(|(_, part)| *part).collect();
    let Some((first, unit)) = parts.first().and_then(|first| Some((*first, nearby.get(*first)?.quantity.unit))) else {
        return Vec::new();
    };
    let fits = |(share, formula): &(usize, Formula)| {
        let stated = nearby.get(*share).map(|share| share.quantity.span());
        stated.zip(result(nearby.0, formula, *share)).is_some_and(|(stated, found)| found.meets(stated))
    };
    let fitting = |formulas: &Vec<(usize, Formula)>| formulas.iter().filter(|one| fits(one)).count();
    let over = |whole: usize| row.iter().map(|(share, part)| (*share, Formula::Ratio { part: *part, whole })).collect();
    let together =
        row.iter().map(|(share, part)| (*share, Formula::OfSum { part: *part, parts: parts.clone() })).collect();
    let wholes = (first.saturating_sub(ELSEWHERE)..first).filter(|other| {
        nearby.get(*other).is_some_and(|other| other.is_level() && other.quantity.unit.goes_with(unit))
    });
    let best = wholes.map(over).chain([together]).max_by_key(fitting);
    // Of two shares one says little; both parts must make up the whole.
    let is_whole = |best: &[(usize, Formula)]| match best.first() {
        Some((_, Formula::Ratio { whole, .. })) => {
            let sum = result(nearby.0, &Formula::Sum { parts: parts.clone() }, *whole);
            sum.zip(nearby.get(*whole)).is_some_and(|(sum, whole)| sum.meets(whole.quantity.span()))
        }
        _ => false,
    };
    let told = |best: &Vec<(usize, Formula)>| fitting(best) + 1 >= row.len() && (row.len() > 2 || is_whole(best));
    // 支出A万元，占总支出的P%, above lines that divide A: a share of something else than theirs.
    let value = |index: usize| nearby.get(index).map(|found| found.quantity.value);
    let is_part = |(_, formula): &(usize, Formula)| match formula {
        Formula::Ratio { part, whole } => value(*part) != value(*whole),
        _ => true,
    };
    best.filter(told).unwrap_or_default().into_iter().filter(|told| row.len() < 3 || is_part(told)).collect()
}
