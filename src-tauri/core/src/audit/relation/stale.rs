//! A number of the year before that was left standing for this year's: `上年改建1980户` and `实际完成2150户` in one place, and in
//! another `全年完成改建1980户`. The number must be just that of the year before, and this year's must stand beside that.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::retold::shared_words;
use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Relation, Statement, operands};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, has};
use crate::check::Grade;

/// Digits of a number that is hardly another's by chance.
const DIGITS: usize = 4;
/// Numbers before one of the year before among which this year's stands.
const BESIDE: usize = 3;
/// Characters that the words around two numbers must share.
const SHARED: usize = 2;

/// Every number that is still last year's.
pub(super) fn read(nearby: Nearby<'_>, statements: &[Statement]) -> Vec<Statement> {
    let mut reckoned = BTreeSet::new();
    for statement in statements {
        match &statement.outcome {
            Outcome::Sound(formula) | Outcome::Wrong { formula, .. } => {
                reckoned.extend(operands(formula).into_iter().chain([statement.stated]));
            }
            Outcome::Open => {}
        }
    }
    let mut before = BTreeMap::<(Decimal, &'static str), (usize, usize)>::new();
    for (last, mention) in nearby.0.iter().enumerate().filter(|(_, mention)| is_of_the_year_before(mention)) {
        if let Some(now) = beside(nearby, last, mention) {
            before.insert((mention.quantity.value, mention.quantity.unit.word), (last, now));
        }
    }
    let statement = |(index, mention): (usize, &Mention)| {
        let (last, now) = *before.get(&(mention.quantity.value, mention.quantity.unit.word))?;
        let apart = nearby.get(last).is_some_and(|last| last.paragraph != mention.paragraph);
        let is_of_this_year = mention.is_level() && !is_compared(nearby, index) && !reckoned.contains(&index);
        if !apart
            || !is_of_this_year
            || shared_words(nearby, index, last).max(shared_words(nearby, index, now)) < SHARED
        {
            return None;
        }
        let note = Some("与上年数相同，疑未更新".to_owned());
        let outcome = Outcome::Wrong { formula: Formula::Same { other: now }, grade: Grade::Error, note };
        Some(Statement::of(Relation::Twice, index, outcome))
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

fn is_of_the_year_before(mention: &Mention) -> bool {
    let told = mention.is_last_years() || mention.role == Role::Compared && has(&mention.lead, wording::LAST_YEAR);
    told && matches!(mention.quantity.unit.kind, Kind::Money | Kind::Count | Kind::Measured)
        && mention.quantity.bound == Bound::Exact
        && digits(mention) >= DIGITS
}

fn digits(mention: &Mention) -> usize {
    mention.quantity.printed().to_string().chars().filter(char::is_ascii_digit).count()
}

/// This year's amount, right before that of the year before in its paragraph.
fn beside(nearby: Nearby<'_>, last: usize, mention: &Mention) -> Option<usize> {
    let now = nearby.before(last).take(BESIDE).find(|(_, found)| {
        found.is_level()
            && !found.is_last_years()
            && !found.is_planned()
            && found.quantity.unit == mention.quantity.unit
            && found.quantity.value != mention.quantity.value
            && (found.sentence == mention.sentence || has(&mention.lead, wording::LAST_YEAR))
    });
    now.map(|(now, _)| now)
}

/// Whether the words around a number speak of another year than this one.
fn is_compared(nearby: Nearby<'_>, index: usize) -> bool {
    let Some(mention) = nearby.get(index) else { return true };
    let speaks = |found: &Mention| {
        found.is_last_years()
            || has(&found.lead, wording::LAST_YEAR)
            || has(&found.lead, &["年初", "期初", "年末", "此前", "原"])
    };
    let years = mention.lead.contains('年') && !mention.lead.contains("全年") && !mention.lead.contains("本年");
    let around = (index.saturating_sub(BESIDE)..=index + BESIDE).filter_map(|other| nearby.get(other));
    years || around.filter(|found| found.sentence == mention.sentence).any(speaks)
}
