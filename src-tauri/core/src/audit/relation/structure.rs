//! What a whole is made up of, in hundredths: `三次产业结构为15.9：31.3：52.8`. All make a hundred, and each is the share of its part
//! where the parts are listed before.

use rust_decimal::Decimal;

use super::total::WHOLE_SETS;
use crate::audit::mention::{ListKind, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Outcome, Reading, Relation, Statement, judge};
use crate::audit::unit::Kind;

/// Mentions before a structure among which its parts are looked for.
const REACH: usize = 30;

/// Members of a structure.
const LARGEST: usize = 20;

pub(super) fn read(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < nearby.0.len() {
        let sentence = nearby.get(at).map(|mention| mention.sentence);
        let is_member = |index: &usize| {
            let member = nearby.get(*index).filter(|member| Some(member.sentence) == sentence);
            // 由14.0：38.7：47.3调整为14.1：38.5：47.4: words lead to another.
            let goes_on = |lead: &str| *index == at || lead.is_empty();
            member.is_some_and(|member| member.quantity.unit.kind == Kind::Ratio && goes_on(&member.lead))
        };
        let members: Vec<usize> = (at..nearby.0.len()).take_while(is_member).collect();
        if (3..=LARGEST).contains(&members.len()) {
            found.extend(structure(nearby, wholes, &members));
        }
        at += members.len().max(1);
    }
    found.extend((0..nearby.0.len()).filter_map(|first| divided(nearby, first)));
    found
}

/// How far from a hundred shares may be that are meant to make one.
const NEAR: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// `分门类看，采矿业占a%，制造业占b%，电力等占c%`: shares without amounts that divide one whole make a hundred.
fn divided(nearby: Nearby<'_>, first: usize) -> Option<Statement> {
    let head = nearby.get(first).filter(|head| head.quantity.unit.kind == Kind::Percent)?;
    let is_announced = head.opening.is_some_and(|opening| opening.kind == ListKind::Dividing && opening.apart);
    let is_share = |index: &usize| {
        nearby.get(*index).is_some_and(|share| {
            let of_one = matches!(&share.role, Role::Share { whole, .. } if *index == first || whole.is_empty());
            of_one && share.sentence == head.sentence && share.bracket == head.bracket
        })
    };
    let members: Vec<usize> = (first..nearby.0.len()).take_while(is_share).take(LARGEST).collect();
    let (last, others) = members.split_last()?;
    // 第一产业投资占a%，第二产业占b%，第三产业占c%
    let named = |set: &&&[&str]| {
        let mut pairs = set.iter().zip(&members);
        set.len() == members.len()
            && pairs.all(|(name, member)| nearby.get(*member).is_some_and(|member| member.lead.contains(name)))
    };
    if !is_announced && !WHOLE_SETS.iter().any(|set| named(&set)) {
        return None;
    }
    let total: Decimal =
        members.iter().filter_map(|member| nearby.get(*member)).map(|member| member.quantity.value).sum();
    let is_alone = nearby.get(last + 1).is_none_or(|next| next.sentence != head.sentence);
    let reading = Reading { formula: Formula::Remainder { others: others.to_vec() }, sure: true };
    (members.len() >= 3 && is_alone && (total - Decimal::ONE_HUNDRED).abs() <= NEAR)
        .then(|| judge(nearby.0, Relation::Structure, *last, &[reading]))
        .flatten()
}

fn structure(nearby: Nearby<'_>, wholes: &[Option<usize>], members: &[usize]) -> Vec<Statement> {
    let values = members.iter().filter_map(|member| nearby.get(*member)).map(|member| member.quantity.value);
    let total: Decimal = values.sum();
    let (Some(first), Some((last, others))) = (members.first(), members.split_last()) else { return Vec::new() };
    let named = nearby.get(*first).is_some_and(|first| first.lead.contains("结构") || first.lead.contains("构成"));
    let near = (total - Decimal::ONE_HUNDRED).abs() <= NEAR;
    if !named && !near {
        return Vec::new();
    }
    let rest = Reading { formula: Formula::Remainder { others: others.to_vec() }, sure: true };
    let whole_number = judge(nearby.0, Relation::Structure, *last, &[rest]);
    let is_wrong = whole_number.as_ref().is_some_and(|statement| matches!(statement.outcome, Outcome::Wrong { .. }));
    // 由14.0：38.7：47.3调整为14.1：38.5：47.4: the amounts told are of the second.
    let is_former = nearby.get(last + 1).is_some_and(|next| next.quantity.unit.kind == Kind::Ratio);
    if is_former {
        return whole_number.into_iter().collect();
    }
    let together = own_parts(nearby, *first, members.len());
    let share = |(member, part): (&usize, &usize)| {
        let formula = match &together {
            Some(parts) => Formula::OfSum { part: *part, parts: parts.clone() },
            None => Formula::Ratio { part: *part, whole: wholes.get(*part).copied().flatten()? },
        };
        judge(nearby.0, Relation::Structure, *member, &[Reading { formula, sure: true }])
    };
    let parts = together.clone().unwrap_or_else(|| parts(nearby, wholes, *first, members.len()));
    let shares: Vec<Statement> = members.iter().zip(&parts).filter_map(share).collect();
    let told = shares.iter().any(|share| matches!(share.outcome, Outcome::Wrong { .. }));
    // Where a share is wrong, it is told rather than the total, which only follows from it.
    shares.into_iter().chain(whole_number.filter(|_| !(is_wrong && told))).collect()
}

/// The amounts of the structure's own sentence, where they are as many as it and of one unit: 高级A人，中级B人，初级C人，
/// 结构比为a：b：c.
fn own_parts(nearby: Nearby<'_>, first: usize, count: usize) -> Option<Vec<usize>> {
    let sentence = nearby.get(first)?.sentence;
    let mut parts: Vec<usize> = nearby
        .before(first)
        .take_while(|(_, mention)| mention.sentence == sentence)
        .filter(|(_, mention)| mention.is_level() && !mention.is_per_head())
        .map(|(index, _)| index)
        .take(LARGEST)
        .collect();
    parts.reverse();
    let unit = nearby.get(*parts.first()?)?.quantity.unit;
    let alike = parts.iter().all(|part| nearby.get(*part).is_some_and(|part| part.quantity.unit.goes_with(unit)));
    (parts.len() == count && alike).then_some(parts)
}

/// The parts of the list before, where it has as many as the structure.
fn parts(nearby: Nearby<'_>, wholes: &[Option<usize>], first: usize, count: usize) -> Vec<usize> {
    let paragraph = nearby.get(first).map(|mention| mention.paragraph);
    let listed = |index: &usize| {
        wholes.get(*index).copied().flatten().is_some()
            && nearby.get(*index).map(|mention| mention.paragraph) == paragraph
    };
    let mut parts: Vec<usize> = (first.saturating_sub(REACH)..first).rev().filter(listed).collect();
    parts.reverse();
    if parts.len() == count { parts } else { Vec::new() }
}
