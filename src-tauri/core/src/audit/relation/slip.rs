//! Whether two numbers differ as a slip of the hand makes them differ: one digit, two digits in the wrong order, a wrong
//! place of the point.

use rust_decimal::Decimal;

/// Smallest whole, in units of its last place, of which a slip can be told from a remainder that is really there.
const TELLING: i64 = 300;

/// Whether a gap between a whole and the sum of its parts looks like one wrong digit: a single digit and zeros, in units
/// of the last place and but for one of them. A whole of few digits says nothing.
pub(in crate::audit) fn is_one_digit(gap: Decimal, whole: Decimal, last_place: Decimal) -> bool {
    let units = |value: Decimal| value.checked_div(last_place).map(|units| units.abs().round());
    let (Some(gap), Some(whole)) = (units(gap), units(whole)) else { return false };
    let single = |gap: Decimal| gap.normalize().to_string().trim_end_matches('0').len() == 1;
    let near = gap >= Decimal::from(30) && (single(gap + Decimal::ONE) || single(gap - Decimal::ONE));
    !gap.is_zero() && (single(gap) || near) && whole >= Decimal::from(TELLING)
}

/// Digits that are left where one is told to be missing.
const TELLING_DIGITS: usize = 3;
/// Digits of which one wrong one can be told from another number.
const MISPRINT: usize = 5;

/// Whether two printed numbers of at least five digits are the same but for one digit or two neighbours in the wrong order.
pub(in crate::audit) fn is_misprint(one: &str, other: &str) -> bool {
    let count = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    count(one) >= MISPRINT && is_slip_of(one, other)
}

/// Whether two printed numbers of any length are the same but for one digit, two neighbours in the wrong order, or a digit
/// left out.
pub(in crate::audit) fn is_slip_of(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<Vec<char>>();
    let point = |text: &str| text.find('.').map(|at| text.len() - at);
    let (left, right) = (digits(one), digits(other));
    if point(one) == point(other) && left.len().abs_diff(right.len()) == 1 {
        let (longer, shorter) = if left.len() > right.len() { (&left, &right) } else { (&right, &left) };
        let same = longer.iter().zip(shorter).take_while(|(one, other)| one == other).count();
        return shorter.len() >= TELLING_DIGITS && longer.get(same + 1..) == shorter.get(same..);
    }
    if left.len() != right.len() || point(one) != point(other) {
        return false;
    }
    let unlike: Vec<usize> = (0..left.len()).filter(|at| left.get(*at) != right.get(*at)).collect();
    match unlike.as_slice() {
        [_] => true,
        [first, second] => {
            first + 1 == *second && left.get(*first) == right.get(*second) && left.get(*second) == right.get(*first)
        }
        _ => false,
    }
}

/// Whether two printed numbers are the same but for two neighbours in the wrong order.
pub(in crate::audit) fn is_swap(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut digits: Vec<char> = text.chars().collect();
        digits.sort_unstable();
        digits
    };
    one != other && sorted(one) == sorted(other) && is_slip_of(one, other)
}

/// What a printed number may have been meant to be: one digit another, or two neighbours the other way round.
pub(in crate::audit) fn variants(printed: &str) -> Vec<String> {
    let digits: Vec<char> = printed.chars().collect();
    let mut found: Vec<String> = Vec::new();
    for (at, digit) in digits.iter().enumerate().filter(|(_, digit)| digit.is_ascii_digit()) {
        let others = ('0'..='9').filter(|other| other != digit && (at > 0 || *other != '0'));
        found.extend(others.map(|other| {
            digits.iter().enumerate().map(|(place, digit)| if place == at { other } else { *digit }).collect::<String>()
        }));
        if digits.get(at + 1).is_some_and(|next| next.is_ascii_digit() && next != digit && (at > 0 || *next != '0')) {
            let mut swapped = digits.clone();
            swapped.swap(at, at + 1);
            found.push(swapped.into_iter().collect());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_a_remainder() {
        let cent = Decimal::new(1, 2);
        assert!(is_one_digit(Decimal::new(50, 2), Decimal::new(634_647, 2), cent));
        assert!(!is_one_digit(Decimal::new(5429, 2), Decimal::new(1_566_879, 2), cent));
        assert!(!is_one_digit(Decimal::from(5), Decimal::from(120), Decimal::ONE));
    }

    #[test]
    fn a_number_has_each_of_its_slips_once() {
        let found = variants("12.0");
        assert_eq!(found.len(), 8 + 9 + 9 + 1);
        assert!(["21.0", "13.0", "12.5", "92.0"].iter().all(|slip| found.iter().any(|found| found == slip)));
        assert!(found.iter().all(|slip| is_slip_of("12.0", slip)));
    }

    #[test]
    fn a_misprint_is_told_from_another_number() {
        assert!(is_misprint("6346.47", "6364.47"));
        assert!(is_misprint("6346.47", "6346.41"));
        assert!(!is_misprint("6346.47", "5346.41"));
        assert!(!is_misprint("634.647", "6346.47"));
    }
}
