//! A slip as evidence: amounts that no word calls the parts of a whole, but which would make it to the last place were two
//! neighbouring digits of one of them put right. That does not come about by chance.

use rust_decimal::Decimal;

use super::slip;
use super::total::LONGEST;
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Relation, Statement};
use crate::audit::unit::Kind;
use crate::check::Grade;

/// Parts of a row that is looked at.
const MOST: usize = 12;
/// Digits of a number of which two turned round tell; the more parts, the more of them.
const TELLING: usize = 3;
/// Characters of the word that names the sort of which all parts are.
const SORT: usize = 2;

/// Judges rows of amounts under a heading that names their whole, and right behind an amount of one sort.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let statement = |(first, _): (usize, &Mention)| {
        let row = row(nearby, first)?;
        let under_heading = || turned(nearby, of_heading(nearby, first, &row)?, &row);
        let of_a_sort = || {
            let whole = of_a_sort(nearby, first, &row)?;
            turned(nearby, whole, &row).or_else(|| too_much(nearby, whole, &row))
        };
        under_heading().or_else(of_a_sort)
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

/// The amounts of one unit from the first on, a clause each, to the end of the sentence or of what lies between semicolons;
/// shares may stand between them.
fn row(nearby: Nearby<'_>, first: usize) -> Option<Vec<usize>> {
    let head = nearby.get(first).filter(|head| is_plain(head) && head.bracket == 0)?;
    let (mut row, mut ended) = (vec![first], false);
    for index in first + 1..first + LONGEST {
        let Some(found) = nearby.get(index).filter(|found| found.part == head.part) else { break };
        if found.quantity.unit.kind == Kind::Percent {
            continue;
        }
        let last = row.last().and_then(|last| nearby.get(*last))?;
        let alike = found.quantity.unit.goes_with(head.quantity.unit);
        if alike && (ended || !is_plain(found) || found.clause == last.clause) {
            return None;
        }
        ended |= !alike;
        row.extend(Some(index).filter(|_| alike));
    }
    (2..=MOST).contains(&row.len()).then_some(row)
}

fn is_plain(mention: &Mention) -> bool {
    mention.is_level()
        && mention.opening.is_none()
        && mention.bracket == 0
        && mention.quantity.bound == Bound::Exact
        && matches!(mention.quantity.unit.kind, Kind::Money | Kind::Count)
        && !mention.lead.is_empty()
        && !mention.is_planned()
        && !mention.is_per_head()
        && !mention.is_remainder()
        && !mention.is_last_years()
}

/// `2.社会保障支出。甲A万元，乙B万元`: the one amount that the text has of the name its paragraph begins with.
fn of_heading(nearby: Nearby<'_>, first: usize, row: &[usize]) -> Option<usize> {
    let head = nearby.get(first)?;
    let begins = first
        .checked_sub(1)
        .and_then(|before| nearby.get(before))
        .is_none_or(|before| before.paragraph != head.paragraph);
    // 社会保障支出（类）
    let name = head.subject.split('（').next().unwrap_or_default();
    let (whole, alone) = nearby.by_name(first, name, head.quantity.unit).filter(|_| begins && row.len() >= 3)?;
    alone.then_some(whole)
}

/// `案件A起，简易程序B起，普通程序C起`: the amount right before parts that bear the name of one sort.
fn of_a_sort(nearby: Nearby<'_>, first: usize, row: &[usize]) -> Option<usize> {
    let (whole, head) = (first.checked_sub(1)?, nearby.get(first)?);
    let before = nearby.get(whole).filter(|before| {
        before.part == head.part
            && before.clause + 1 == head.clause
            && before.is_level()
            && before.bracket == head.bracket
            && before.quantity.bound == Bound::Exact
            && before.quantity.unit.goes_with(head.quantity.unit)
    })?;
    let sort =
        |label: &str| label.char_indices().rev().nth(SORT - 1).and_then(|(at, _)| label.get(at..)).map(str::to_owned);
    let labels: Vec<&str> = row.iter().filter_map(|part| nearby.get(*part)).map(Mention::label).collect();
    let name = labels.first().and_then(|label| sort(label))?;
    let own = |label: &&str| label.chars().count() > SORT && sort(label).as_ref() == Some(&name);
    let differ = labels.windows(2).all(|pair| pair.first() != pair.last());
    let holds = |part: &usize| nearby.get(*part).is_some_and(|part| part.quantity.value < before.quantity.value);
    (labels.iter().all(own) && differ && row.iter().all(holds) && !before.label().ends_with(&name)).then_some(whole)
}

fn value(nearby: Nearby<'_>, index: usize) -> Decimal {
    nearby.get(index).map_or(Decimal::ZERO, |mention| mention.quantity.value)
}

/// The one part in which two neighbouring digits the other way round make the sum exact.
fn turned(nearby: Nearby<'_>, whole: usize, row: &[usize]) -> Option<Statement> {
    let gap = value(nearby, whole) - row.iter().map(|part| value(nearby, *part)).sum::<Decimal>();
    let is_turned = |part: &&usize| {
        let Some(quantity) = nearby.get(**part).map(|part| &part.quantity) else { return false };
        let Some(meant) = (quantity.value + gap).checked_div(quantity.multiplier) else { return false };
        let places = usize::try_from(quantity.places).unwrap_or(0);
        let (one, other) = (format!("{:.places$}", quantity.printed()), format!("{meant:.places$}"));
        let digits = one.chars().filter(char::is_ascii_digit).count();
        let telling = digits >= TELLING + usize::from(row.len() > TELLING);
        meant.is_sign_positive() && meant == meant.round_dp(quantity.places) && telling && slip::is_swap(&one, &other)
    };
    let mut slipped = row.iter().filter(is_turned);
    let stated = *slipped.next().filter(|_| slipped.next().is_none())?;
    let minus = row.iter().copied().filter(|part| *part != stated).collect();
    let formula = Formula::Net { plus: vec![whole], minus };
    Some(Statement::of(Relation::Total, stated, Outcome::Wrong { formula, grade: Grade::Error, note: None }))
}

/// Parts of one sort that make more than their whole by what one wrong digit explains.
fn too_much(nearby: Nearby<'_>, whole: usize, row: &[usize]) -> Option<Statement> {
    let mention = nearby.get(whole)?;
    let over = row.iter().map(|part| value(nearby, *part)).sum::<Decimal>() - mention.quantity.value;
    let is_slip = over > Decimal::ZERO
        && over * Decimal::TEN <= mention.quantity.value
        && slip::is_one_digit(over, mention.quantity.value, mention.quantity.last_place);
    let formula = Formula::Sum { parts: row.to_vec() };
    let outcome = Outcome::Wrong { formula, grade: Grade::Error, note: None };
    is_slip.then(|| Statement::of(Relation::Total, whole, outcome))
}
