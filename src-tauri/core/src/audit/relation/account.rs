//! An account told from both sides: `收、支总计A。本年收入B，年初结转C。本年支出D，年末结转E`, where A = B + C = D + E. Where one side makes the
//! total, the other must, too.

use super::balance::{CARRIED_OVER, is_closing};
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Outcome, Relation, Statement, result};
use crate::audit::unit::Kind;
use crate::audit::wording::has;
use crate::check::Grade;

/// What the total of both sides is called.
const TOTALS: &[&str] = &["收、支总计", "收支总计", "收入支出总计", "收入、支出总计", "收支总额", "收、支总额"];
/// What a side begins with.
const MOVING: &[&str] = &["收入", "支出", "拨款"];
/// Numbers behind a total among which its sides stand.
const REACH: usize = 24;

/// Judges what was carried over and what is left, each by the total and the other terms of its side.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let is_total = |mention: &Mention| {
        mention.is_level()
            && mention.quantity.unit.kind == Kind::Money
            && has(&mention.lead, TOTALS)
            && !mention.is_last_years()
            && !mention.is_planned()
    };
    let totals = nearby.0.iter().enumerate().filter(|(_, mention)| is_total(mention));
    totals.filter_map(|(index, _)| account(nearby, index)).collect()
}

fn account(nearby: Nearby<'_>, total: usize) -> Option<Statement> {
    let carried = side(nearby, total, |found| has(&found.lead, CARRIED_OVER) || found.lead.contains("年初"))?;
    let left = side(nearby, total, |found| is_closing(found) && has(&found.lead, &["年末", "结转下年"]))?;
    let whole = nearby.get(total)?.quantity.span();
    let fits = |side: &[usize]| {
        let formula = Formula::Sum { parts: side.to_vec() };
        result(nearby.0, &formula, total).is_none_or(|sum| sum.meets(whole))
    };
    let rest = |side: &[usize]| {
        let (stated, others) = side.split_last()?;
        Some((*stated, Formula::Net { plus: vec![total], minus: others.to_vec() }))
    };
    let wrong = |side: &[usize]| {
        let (stated, formula) = rest(side)?;
        let outcome = Outcome::Wrong { formula, grade: Grade::Error, note: None };
        Some(Statement::of(Relation::Difference, stated, outcome))
    };
    match (fits(&carried), fits(&left)) {
        (true, true) => {
            let (stated, formula) = rest(&left)?;
            Some(Statement::of(Relation::Difference, stated, Outcome::Sound(formula)))
        }
        (true, false) => wrong(&left),
        (false, true) => wrong(&carried),
        (false, false) => None,
    }
}

/// The terms of the side that ends with such an amount: the amounts before it in its sentence, back to the total.
fn side(nearby: Nearby<'_>, total: usize, ends: impl Fn(&Mention) -> bool) -> Option<Vec<usize>> {
    let whole = nearby.get(total)?;
    let alike = |found: &&Mention| {
        found.is_level() && found.bracket == whole.bracket && found.quantity.unit == whole.quantity.unit
    };
    let last = (total + 1..=total + REACH).find(|index| {
        nearby.get(*index).filter(alike).is_some_and(|found| found.paragraph == whole.paragraph && ends(found))
    })?;
    let sentence = nearby.get(last)?.sentence;
    let here = (total + 1..last).filter_map(|index| Some((index, nearby.get(index)?)));
    let terms: Vec<(usize, &Mention)> =
        here.filter(|(_, found)| found.sentence == sentence && found.quantity.unit.kind != Kind::Percent).collect();
    // A term that is divided in turn, or is none of the account, makes the row no plain sum.
    let plain = terms.iter().enumerate().all(|(at, (_, found))| {
        Some(*found).filter(alike).is_some()
            && !found.is_last_years()
            && !is_closing(found)
            && (at == 0 || found.opening.is_none())
    });
    let side: Vec<usize> = terms.into_iter().map(|(index, _)| index).chain([last]).collect();
    // 本年支出A万元。结余分配B万元，年末结转C万元: a side of which the sentence tells but a half.
    let begins = side.first().and_then(|first| nearby.get(*first)).is_some_and(|first| has(&first.lead, MOVING));
    (plain && begins && side.len() >= 2).then_some(side)
}
