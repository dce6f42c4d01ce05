//! A total behind its parts: `B，C，合计A`, `完成B。加上C、D，总计A`.

use super::total::LONGEST;
use crate::audit::mention::ListKind;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Outcome, Relation, Statement, result};
use crate::audit::wording::{self, ends};
use crate::check::Grade;

/// Judges a total that follows its parts.
pub(super) fn check(nearby: Nearby<'_>, index: usize, wholes: &[Option<usize>]) -> Option<Statement> {
    let total = nearby.get(index).filter(|mention| mention.is_level() && mention.bracket == 0)?;
    let lead = wording::bare(&total.lead);
    let bare = total.lead.trim_start_matches(['，', '、']);
    let is_plain = matches!(bare, "共" | "合计" | "共计" | "总计" | "总共" | "合计为" | "共计为");
    if !is_plain && !ends(lead, wording::TOTALS) && !ends(&total.lead, wording::TOTALS) {
        return None;
    }
    let mut parts = Vec::new();
    let mut adding = None;
    for (before, mention) in nearby.before(index).take_while(|(_, mention)| mention.sentence == total.sentence) {
        let listed = wholes.get(before).copied().flatten().is_some_and(|whole| whole >= index.saturating_sub(LONGEST));
        let is_total = mention.is_level()
            && ends(&mention.lead, wording::TOTALS)
            && mention.quantity.unit.goes_with(total.quantity.unit);
        if mention.part != total.part || is_total {
            break;
        }
        if mention.is_level() && !listed && mention.quantity.unit.goes_with(total.quantity.unit) {
            parts.push(before);
        }
        if mention.opening.is_some_and(|opening| opening.kind == ListKind::Adding) {
            adding = Some(before);
            break;
        }
    }
    parts.reverse();
    if let Some(adding) = adding {
        return added(nearby, index, adding, &parts);
    }
    let sums = (0..parts.len().saturating_sub(1))
        .map(|start| Formula::Sum { parts: parts.get(start..).unwrap_or_default().to_vec() });
    let stated = total.quantity.span();
    let statement = |outcome| Some(Statement { relation: Relation::Total, stated: index, outcome });
    let fits = |formula: &Formula| result(nearby.0, formula, index).is_none_or(|sum| sum.meets(stated));
    if let Some(formula) = sums.clone().find(fits) {
        return statement(Outcome::Sound(formula));
    }
    let clean =
        parts.iter().all(|part| nearby.get(*part).is_some_and(|part| !part.is_planned() && !part.is_last_years()));
    let is_list = parts.len() >= 3 || (is_plain && parts.len() == 2);
    match sums.into_iter().next().filter(|_| is_list && (clean || is_plain)) {
        Some(formula) => statement(Outcome::Wrong { formula, grade: Grade::Error, note: None }),
        None => None,
    }
}

/// `A完成a。加上b、c，总计d`: the parts are what was added and the amount that the sentence before, or this one, is about.
fn added(nearby: Nearby<'_>, index: usize, adding: usize, parts: &[usize]) -> Option<Statement> {
    let total = nearby.get(index)?;
    let stated = total.quantity.span();
    let heads: Vec<usize> = nearby
        .levels(adding, total.quantity.unit, 1)
        .filter(|(_, mention)| !mention.is_last_years())
        .map(|(head, _)| head)
        .take(8)
        .collect();
    let formula = |head: &usize| Formula::Sum { parts: [&[*head], parts].concat() };
    let fits = |formula: &Formula| result(nearby.0, formula, index).is_none_or(|sum| sum.meets(stated));
    let outcome = match heads.iter().map(formula).find(fits) {
        Some(formula) => Outcome::Sound(formula),
        None => {
            // What the sentences are about stands first in them.
            let sentence = nearby.get(adding).map(|mention| mention.sentence)?;
            let this = heads.iter().rfind(|head| nearby.get(**head).is_some_and(|head| head.sentence == sentence));
            let head = this.or(heads.last())?;
            Outcome::Wrong { formula: formula(head), grade: Grade::Error, note: None }
        }
    };
    Some(Statement { relation: Relation::Total, stated: index, outcome })
}
