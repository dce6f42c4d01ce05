//! The numbers that could be the wrong one in a statement that does not hold, and what each would have to be: the one
//! stated, a number in a wrong unit (元 for 亿元), a part or a term, a number one slip away. No words; `report` tells them.

use std::ops::Range;

use rust_decimal::Decimal;

use super::mention::Mention;
use super::number::Quantity;
use super::relation::slip;
use super::statement::{Formula, corrected, operands, printed_unit, result};
use super::unit::Kind;
use crate::quantity::fixed;

/// Numbers of one statement that are tried; a longer list says little about each.
const TRIED: usize = 24;
/// Decimals a percentage must have so that a slip in what it is worked out of does not fit by chance.
const TELLING_PLACES: u32 = 2;
/// Numbers before and behind a statement that tell what its amounts are written in.
const NEAR: usize = 12;
/// What money is written in: 元, 万元, 亿元.
const MONEY: [i64; 3] = [1, 10_000, 100_000_000];

/// A number, and the words that would have to stand for it.
pub(super) struct Remedy {
    /// The mention whose words change.
    pub(super) mention: usize,
    /// Which of them, in bytes of its paragraph's reading.
    pub(super) range: Range<usize>,
    /// What should stand there.
    pub(super) value: String,
    /// Whether only the unit changes.
    pub(super) is_unit: bool,
}

/// All remedies of a statement, the likeliest first.
pub(super) fn remedies(mentions: &[Mention], formula: &Formula, stated: usize) -> Vec<Remedy> {
    let involved: Vec<usize> = operands(formula).into_iter().take(TRIED).collect();
    let mut found = units(mentions, formula, stated, &involved);
    found.extend(corrected(mentions, formula, stated).and_then(|value| digits(mentions, stated, value)));
    found.extend(terms(mentions, formula, stated));
    found.extend(involved.iter().filter_map(|index| slipped(mentions, formula, stated, *index)));
    found
}

/// The amount that would fit in another unit; none where several would and the amounts around do not tell which.
fn units(mentions: &[Mention], formula: &Formula, stated: usize, involved: &[usize]) -> Vec<Remedy> {
    let mut found: Vec<(usize, Quantity)> = Vec::new();
    for index in involved.iter().copied().chain([stated]) {
        let Some(quantity) = mentions.get(index).map(|mention| &mention.quantity) else { continue };
        let others = MONEY.iter().map(|factor| Decimal::from(*factor)).filter(|factor| *factor != quantity.multiplier);
        let in_unit = |multiplier: Decimal| {
            let factor = multiplier / quantity.multiplier;
            let value = quantity.value.checked_mul(factor)?;
            Some(Quantity { multiplier, value, last_place: quantity.last_place * factor, ..quantity.clone() })
        };
        let fits = |other: &Quantity| holds(mentions, formula, stated, (index, other));
        // A part that might as well not be there fits in any small unit.
        let nothing = Quantity { value: Decimal::ZERO, ..quantity.clone() };
        if quantity.unit.kind == Kind::Money && !fits(&nothing) {
            found.extend(others.filter_map(in_unit).filter(fits).map(|other| (index, other)));
        }
    }
    let around = |multiplier: Decimal| {
        let near = mentions.get(stated.saturating_sub(NEAR)..).unwrap_or_default().iter().take(2 * NEAR);
        near.filter(|other| other.quantity.unit.kind == Kind::Money && other.quantity.multiplier == multiplier).count()
    };
    let most = found.iter().map(|(_, other)| around(other.multiplier)).max();
    let mut likely = found.iter().filter(|(_, other)| Some(around(other.multiplier)) == most);
    let one = likely.next().filter(|_| likely.next().is_none());
    let remedy = |(index, other): &(usize, Quantity)| Remedy {
        mention: *index,
        range: other.range.clone(),
        value: format!("{}{}", fixed(other.printed(), other.places), printed_unit(other)),
        is_unit: true,
    };
    one.map(remedy).into_iter().collect()
}

/// What each term of a sum or a difference would have to be for the number stated.
fn terms(mentions: &[Mention], formula: &Formula, stated: usize) -> Vec<Remedy> {
    let (plus, minus): (&[usize], &[usize]) = match formula {
        Formula::Sum { parts } => (parts, &[]),
        Formula::Net { plus, minus } => (plus, minus),
        Formula::Minus { more, less } => (std::slice::from_ref(more), std::slice::from_ref(less)),
        Formula::Same { other } => (std::slice::from_ref(other), &[]),
        _ => return Vec::new(),
    };
    let Some((gap, stated)) = result(mentions, formula, stated)
        .zip(mentions.get(stated))
        .and_then(|(found, stated)| Some((stated.quantity.value.checked_sub(found.nominal)?, stated)))
    else {
        return Vec::new();
    };
    let signed = plus.iter().map(|index| (index, gap)).chain(minus.iter().map(|index| (index, -gap)));
    let term = |(index, change): (&usize, Decimal)| {
        let quantity = &mentions.get(*index)?.quantity;
        let value = quantity.value.checked_add(change)? / quantity.multiplier;
        let places = quantity.places.max(value.normalize().scale().min(stated.quantity.places));
        digits(mentions, *index, fixed(value, places)).filter(|_| value > Decimal::ZERO)
    };
    signed.filter_map(term).collect()
}

/// What an operand of a share, a rate or a growth would have to be where just one slip of the hand explains it.
fn slipped(mentions: &[Mention], formula: &Formula, stated: usize, index: usize) -> Option<Remedy> {
    let percent = &mentions.get(stated)?.quantity;
    let quantity = &mentions.get(index)?.quantity;
    let is_worked_out = matches!(
        formula,
        Formula::Ratio { .. }
            | Formula::Rest { .. }
            | Formula::Rise { .. }
            | Formula::Over { .. }
            | Formula::OfSum { .. }
    );
    if !is_worked_out || percent.unit.kind != Kind::Percent || percent.places < TELLING_PLACES {
        return None;
    }
    let printed = fixed(quantity.printed(), quantity.places);
    let mut fits = slip::variants(&printed).into_iter().filter(|text| {
        Decimal::from_str_exact(text)
            .ok()
            .and_then(|number| number.checked_mul(quantity.multiplier))
            .is_some_and(|value| holds(mentions, formula, stated, (index, &Quantity { value, ..quantity.clone() })))
    });
    let value = fits.next().filter(|_| fits.next().is_none())?;
    digits(mentions, index, value)
}

/// Whether a statement holds where one number is another.
fn holds(mentions: &[Mention], formula: &Formula, stated: usize, (changed, quantity): (usize, &Quantity)) -> bool {
    let mut involved = operands(formula);
    involved.push(stated);
    involved.sort_unstable();
    involved.dedup();
    let few: Vec<Mention> = involved
        .iter()
        .filter_map(|index| mentions.get(*index).map(|mention| (*index, mention)))
        .map(|(index, mention)| {
            let quantity = if index == changed { quantity } else { &mention.quantity };
            Mention { quantity: quantity.clone(), ..mention.clone() }
        })
        .collect();
    let at = |index: usize| involved.binary_search(&index).unwrap_or(usize::MAX);
    let stated = at(stated);
    result(&few, &formula.renumbered(at), stated)
        .zip(few.get(stated))
        .is_some_and(|(found, stated)| found.meets(stated.quantity.span()))
}

/// Other digits for a mention.
fn digits(mentions: &[Mention], index: usize, value: String) -> Option<Remedy> {
    let range = mentions.get(index)?.quantity.digits.clone();
    Some(Remedy { mention: index, range, value, is_unit: false })
}
