//! Parts that do not add up to their whole: what can be held against them. A sum that falls short is, where the words or the
//! digits show that it should not; a part that is more than its whole always is.

use rust_decimal::Decimal;

use super::slip;
use super::total::WHOLE_SETS;
use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Relation, Statement, result};
use crate::audit::unit::Kind;
use crate::audit::wording;
use crate::check::Grade;

/// Digits of a whole of which a slip can be told.
const TELLING: usize = 3;

/// Things of which so few are counted that each is likely named.
const FEW: i64 = 500;

/// How surely the parts are all there are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    Complete,
    /// 其中：
    Listed,
    /// 其中
    Among,
    /// Where the list ends was guessed.
    Guessed,
}

/// What can be held against parts that do not add up.
pub(super) fn accuse(nearby: Nearby<'_>, whole: usize, parts: &[usize], certainty: Certainty) -> Statement {
    let open = Statement::of(Relation::Total, whole, Outcome::Open);
    let Some(mention) = nearby.get(whole) else { return open };
    let stated = mention.quantity.span();
    let labels: Vec<&Mention> = parts.iter().filter_map(|part| nearby.get(*part)).collect();
    let crosses = |part: &Mention, word: &str| part.lead.contains(word) && !mention.lead.contains(word);
    let crossing = labels.iter().any(|part| wording::CROSSING.iter().any(|word| crosses(part, word)));
    let known = if certainty == Certainty::Guessed { parts.get(..1).unwrap_or_default() } else { parts };
    // 其中20万元以上的64个: a threshold is no part.
    let exceeds = |part: &Mention| part.quantity.bound == Bound::Exact && part.quantity.span().low > stated.high;
    let excess = known.iter().find(|part| nearby.get(**part).is_some_and(exceeds));
    // A list that has its whole in its own sentence, of things counted otherwise, is none of an amount before that sentence.
    let first = parts.first().and_then(|first| Some((nearby.get(*first)?, nearby.get(first.checked_sub(1)?)?)));
    let apart = first.is_some_and(|(first, before)| {
        before.sentence == first.sentence && mention.sentence != first.sentence && before.bracket == first.bracket
    });
    if let Some(part) = excess.filter(|_| !crossing && !apart) {
        let formula = Formula::Sum { parts: vec![*part] };
        let note = Some("部分大于总数，请核对数字和计量单位".to_owned());
        return Statement::of(Relation::PartOfWhole, whole, Outcome::Wrong { formula, grade: Grade::Error, note });
    }
    let formula = Formula::Sum { parts: parts.to_vec() };
    let Some(sum) = result(nearby.0, &formula, whole).filter(|_| parts.len() > 1) else { return open };
    let wrong = |grade, note: Option<&str>| Statement {
        outcome: Outcome::Wrong { formula: formula.clone(), grade, note: note.map(str::to_owned) },
        ..open.clone()
    };
    let gap = mention.quantity.value - sum.nominal;
    let place = labels.iter().map(|part| part.quantity.last_place).chain([mention.quantity.last_place]).min();
    let place = place.unwrap_or(Decimal::ONE);
    let is_whole_set = WHOLE_SETS.iter().any(|set| {
        let named = |name: &&str| labels.iter().any(|part| part.lead.contains(*name));
        labels.len() == set.len() && set.iter().all(named)
    });
    let units = mention.quantity.value.checked_div(place).unwrap_or(Decimal::ZERO);
    // Of round amounts any difference looks like one digit.
    let is_round = labels.iter().copied().chain([mention]).all(|one| significant(one) < TELLING);
    let is_slip = !is_round && slip::is_one_digit(gap, mention.quantity.value, place)
        || is_misprinted(mention, sum.nominal)
        || labels.iter().any(|part| is_misprinted_part(part, gap));
    let begins_whole = labels.first().is_some_and(|first| first.quantity.value == mention.quantity.value);
    if sum.low > stated.high {
        let is_open = crossing
            // 全部达到5万元以上: there may be more.
            || mention.quantity.bound == Bound::AtLeast
            || begins_whole || (certainty == Certainty::Guessed && !is_slip);
        let formula = nearest(nearby, whole, parts);
        return if is_open {
            open
        } else {
            Statement { outcome: Outcome::Wrong { formula, grade: Grade::Error, note: None }, ..open }
        };
    }
    // Few things counted, and nearly all of them named.
    let few = mention.quantity.is_exact() && mention.quantity.value <= Decimal::from(FEW);
    let is_small_count = few && gap * Decimal::TEN <= mention.quantity.value;
    let is_among = matches!(certainty, Certainty::Among | Certainty::Listed);
    match () {
        () if certainty == Certainty::Guessed && !is_slip => open,
        () if certainty == Certainty::Complete || is_whole_set || shares_are_complete(nearby, parts) => {
            wrong(Grade::Error, None)
        }
        // 其中A、B: what so little is left out of may be told nowhere.
        () if is_slip && is_among && gap < place * Decimal::TEN && labels.len() == 2 => {
            wrong(Grade::Hint, Some("所列各项如已列全，请核对"))
        }
        () if is_slip => wrong(Grade::Error, None),
        () if is_small_count => wrong(Grade::Explain, Some("所列各项如已列全，请核对")),
        // In print a list behind 其中 that comes near to its whole mostly leaves something out.
        () if gap * Decimal::ONE_HUNDRED <= mention.quantity.value && units >= Decimal::ONE_THOUSAND => {
            wrong(Grade::Hint, Some("所列各项如已列全，请核对"))
        }
        () => open,
    }
}

/// The digits of a number without the zeros around them.
fn significant(mention: &Mention) -> usize {
    let digits = mention.quantity.printed().normalize().to_string().replace(['.', '-'], "");
    digits.trim_matches('0').len()
}

/// Whether a whole is the sum but for a digit, two neighbours, or 万 for 亿.
fn is_misprinted(whole: &Mention, sum: Decimal) -> bool {
    let quantity = &whole.quantity;
    let Some(expected) = sum.checked_div(quantity.multiplier) else { return false };
    let places = usize::try_from(quantity.places).unwrap_or(0);
    let (one, other) =
        (format!("{:.places$}", quantity.printed()), format!("{:.places$}", expected.round_dp(quantity.places)));
    let telling = one.chars().filter(char::is_ascii_digit).count() >= TELLING;
    let scaled = quantity.unit.kind == Kind::Money && quantity.value == sum * Decimal::from(10_000);
    (telling && slip::is_slip_of(&one, &other)) || scaled
}

/// Whether a part would make the sum right but for a digit, two neighbours, or 万 for 亿.
fn is_misprinted_part(part: &Mention, gap: Decimal) -> bool {
    let quantity = &part.quantity;
    let Some(expected) = (quantity.value + gap).checked_div(quantity.multiplier).filter(|value| *value > Decimal::ZERO)
    else {
        return false;
    };
    let places = usize::try_from(quantity.places).unwrap_or(0);
    let exact = expected.round_dp(quantity.places);
    let (one, other) = (format!("{:.places$}", quantity.printed()), format!("{exact:.places$}"));
    let digits = other.chars().filter(char::is_ascii_digit).count();
    let telling = digits > TELLING || digits == TELLING && slip::is_swap(&one, &other);
    let ten_thousandfold = [Decimal::from(10_000), Decimal::new(1, 4)];
    let scaled = quantity.unit.kind == Kind::Money
        && ten_thousandfold.iter().any(|factor| {
            let half = quantity.last_place * factor.max(&Decimal::ONE);
            (quantity.value * factor - quantity.value - gap).abs() <= half
        });
    (exact == expected && telling && slip::is_slip_of(&one, &other)) || scaled
}

/// All parts, or an opening stretch that comes much nearer to the whole: what follows it was likely no part.
fn nearest(nearby: Nearby<'_>, whole: usize, parts: &[usize]) -> Formula {
    let value = |index: usize| nearby.get(index).map_or(Decimal::ZERO, |mention| mention.quantity.value);
    let off = |end: usize| (parts.iter().take(end).map(|part| value(*part)).sum::<Decimal>() - value(whole)).abs();
    let best = (2..=parts.len())
        .filter(|end| !off(*end).is_zero())
        .min_by_key(|end| (off(*end), parts.len() - end))
        .unwrap_or(parts.len());
    let end = if off(best) * Decimal::from(4) < off(parts.len()) { best } else { parts.len() };
    Formula::Sum { parts: parts.get(..end).unwrap_or(parts).to_vec() }
}

/// Whether each part has its share and the shares make a hundred.
fn shares_are_complete(nearby: Nearby<'_>, parts: &[usize]) -> bool {
    let share = |part: &usize| {
        let next = nearby.get(part + 1)?;
        matches!(next.role, Role::Share { .. } | Role::Unnamed).then_some(next.quantity.value)
    };
    let total = parts.iter().map(share).try_fold(Decimal::ZERO, |total, share| total.checked_add(share?));
    total.is_some_and(|total| (total - Decimal::ONE_HUNDRED).abs() <= Decimal::new(3, 1))
}
