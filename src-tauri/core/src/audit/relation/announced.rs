//! Lists that no opening word announces: `变更17项：甲9项、乙5项、丙3项`, `资金来源分五块：…`, `人员经费里，工资A万元，补助B万元`.

use rust_decimal::Decimal;

use super::shortfall::{Certainty, accuse};
use super::total::{adds_up, members};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Outcome, Relation, Statement};
use crate::audit::wording::has;

/// `变更17项：甲9项、乙5项、丙2项、丁1项`: the parts of the count right before the mark. Where they do not follow each other without
/// a break they need not be all there are.
pub(super) fn naming(
    nearby: Nearby<'_>,
    first: usize,
    parts: &[usize],
    wholes: &mut [Option<usize>],
) -> Option<Statement> {
    let (before, head) = (first.checked_sub(1)?, nearby.get(first)?);
    let counter = nearby.get(before)?;
    // 资金来源分五块：甲、乙…: as many parts as are announced, of the amount before.
    let announced = counter.quantity.is_exact()
        && counter.quantity.value == Decimal::from(parts.len())
        && !counter.quantity.unit.goes_with(head.quantity.unit);
    let of_unit = || {
        let mut found = nearby.levels(before, head.quantity.unit, 0).filter(|(_, found)| !found.is_last_years());
        found.next().map(|(whole, _)| whole)
    };
    let is_of_amounts = announced || !counter.quantity.unit.goes_with(head.quantity.unit);
    let whole = if is_of_amounts { of_unit()? } else { before };
    let mention = nearby.get(whole)?;
    let fits = mention.sentence == head.sentence
        && mention.is_level()
        && !mention.is_per_head()
        && mention.quantity.unit.goes_with(head.quantity.unit)
        && parts.len() >= 2;
    if !fits {
        return None;
    }
    if let Some(statement) = adds_up(nearby, whole, parts, wholes) {
        return Some(statement);
    }
    if is_of_amounts && !announced {
        return None;
    }
    let tight = announced
        || parts.len() >= 3
            && parts.iter().enumerate().all(|(at, part)| {
                *part == first + at
                    && nearby.get(*part).is_some_and(|part| part.clause == head.clause && !part.tail.starts_with('等'))
            });
    // 主要用于三个方面 need not name all; nor is what is far from the whole all of it.
    let value = |index: &usize| nearby.get(*index).map_or(Decimal::ZERO, |mention| mention.quantity.value);
    let sum: Decimal = parts.iter().map(value).sum();
    let near = (value(&whole) - sum).abs() * Decimal::from(5) <= value(&whole);
    let chief = has(&counter.lead, &["主要", "重点", "其中"]);
    if chief {
        return None;
    }
    let sure = tight && (!announced || near);
    let statement = accuse(nearby, whole, parts, if sure { Certainty::Complete } else { Certainty::Guessed });
    let is_told = statement.relation == Relation::Total && statement.outcome != Outcome::Open;
    for part in parts.iter().filter(|_| is_told) {
        if let Some(slot) = wholes.get_mut(*part) {
            *slot = Some(whole);
        }
    }
    is_told.then_some(statement)
}

/// `48个标段月次中，90分以上38个，85至90分7个，85分以下3个`: the parts of what was just counted.
pub(super) fn counted(
    nearby: Nearby<'_>,
    first: usize,
    parts: &[usize],
    wholes: &mut [Option<usize>],
) -> Option<Statement> {
    let whole = first.checked_sub(1)?;
    let (mention, head) = (nearby.get(whole)?, nearby.get(*parts.first()?)?);
    let fits = mention.is_level()
        && mention.sentence == head.sentence
        && mention.quantity.unit.goes_with(head.quantity.unit)
        && parts.len() >= 2;
    fits.then(|| {
        adds_up(nearby, whole, parts, wholes).unwrap_or_else(|| accuse(nearby, whole, parts, Certainty::Listed))
    })
}

/// Digits of a whole of which a slip can be told.
const DIGITS: usize = 3;

/// `见习基地146家，国有企业51家、事业单位37家、民营企业58家`: a row in one clause right behind an amount of its unit. It is of that
/// amount where it makes it up, or does so but for a slip.
pub(super) fn unannounced(nearby: Nearby<'_>, first: usize, wholes: &mut [Option<usize>]) -> Option<Statement> {
    let (whole, head) = (first.checked_sub(1)?, nearby.get(first)?);
    let mention = nearby.get(whole).filter(|mention| mention.is_level() && !mention.is_per_head())?;
    let behind = mention.part == head.part && mention.bracket == head.bracket && mention.clause + 1 == head.clause;
    let is_plain = head.is_level() && head.opening.is_none() && !head.is_last_years() && !head.is_remainder();
    if !behind || !is_plain || mention.opening.is_some() || wholes.get(first).copied().flatten().is_some() {
        return None;
    }
    let joined = |part: &usize| {
        *part == first
            || nearby.get(*part).is_some_and(|part| {
                part.lead.starts_with(['、', '和', '及', '与']) && part.clause == head.clause && part.is_level()
            })
    };
    let parts: Vec<usize> = (first..nearby.0.len()).take_while(joined).collect();
    let alike =
        |part: &usize| nearby.get(*part).is_some_and(|part| part.quantity.unit.goes_with(mention.quantity.unit));
    if parts.len() < 3 || !parts.iter().all(alike) {
        return None;
    }
    let digits = mention.quantity.printed().to_string().chars().filter(char::is_ascii_digit).count();
    adds_up(nearby, whole, &parts, wholes).or_else(|| {
        let told = accuse(nearby, whole, &parts, Certainty::Guessed);
        (digits >= DIGITS && told.relation == Relation::Total && told.outcome != Outcome::Open).then_some(told)
    })
}

/// `人员经费里，工资A万元，社会保障缴费B万元，补助C万元`: the sentence says what its amounts are parts of, and nearly all of it is them.
pub(super) fn topical(nearby: Nearby<'_>, index: usize, wholes: &mut [Option<usize>]) -> Option<Statement> {
    let head = nearby.get(index).filter(|head| !head.topic.is_empty() && head.opening.is_none() && head.is_level())?;
    let is_first = index
        .checked_sub(1)
        .and_then(|before| nearby.get(before))
        .is_none_or(|before| before.sentence != head.sentence);
    let (whole, alone) = nearby.by_name(index, &head.topic, head.quantity.unit).filter(|_| is_first)?;
    let parts: Vec<usize> = members(nearby, index).0;
    let alike = |part: &usize| nearby.get(*part).is_some_and(|part| part.quantity.unit.goes_with(head.quantity.unit));
    let near = nearby.get(whole)?.paragraph == head.paragraph;
    if !alone || !near || parts.len() < 2 || !parts.iter().all(alike) {
        return None;
    }
    let told =
        adds_up(nearby, whole, &parts, wholes).unwrap_or_else(|| accuse(nearby, whole, &parts, Certainty::Guessed));
    (told.relation == Relation::Total && told.outcome != Outcome::Open).then_some(told)
}
