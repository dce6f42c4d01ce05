//! Lengths on paper, as whole numbers: no rounding differs between two computers.

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in thousandths of a point (1 pt = 1/72 in). Sums stop at the ends of the range instead of overflowing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(pub i32);

impl Length {
    /// No length.
    pub const ZERO: Length = Length(0);

    /// Returns so many millimetres, rounded to the unit.
    pub const fn mm(millimetres: i32) -> Length {
        Length((millimetres * 360_000 + 63) / 127)
    }

    /// Returns so many points.
    pub const fn pt(points: i32) -> Length {
        Length(points * 1000)
    }

    /// Returns so many tenths of a point.
    pub const fn tenths(tenths: i32) -> Length {
        Length(tenths * 100)
    }

    /// Returns the length × `part` ÷ `whole`, without overflow in between; nothing where `whole` is 0.
    pub fn share(self, part: i64, whole: i64) -> Length {
        if whole == 0 {
            return Length::ZERO;
        }
        let wide = i128::from(self.0) * i128::from(part) / i128::from(whole);
        Length(i32::try_from(wide).unwrap_or(if wide < 0 { i32::MIN } else { i32::MAX }))
    }

    /// Returns so many of the length.
    pub fn times(self, count: usize) -> Length {
        self * i32::try_from(count).unwrap_or(i32::MAX)
    }

    /// Returns half the length.
    pub const fn half(self) -> Length {
        Length(self.0 / 2)
    }

    /// Returns the smallest multiple of `step` that is not less.
    pub fn round_up_to(self, step: Length) -> Length {
        let over = self.0.rem_euclid(step.0.max(1));
        if over == 0 { self } else { self + step - Length(over) }
    }
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0.saturating_add(other.0))
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0.saturating_sub(other.0))
    }
}

impl Mul<i32> for Length {
    type Output = Length;
    fn mul(self, factor: i32) -> Length {
        Length(self.0.saturating_mul(factor))
    }
}

impl Div<i32> for Length {
    type Output = Length;
    fn div(self, divisor: i32) -> Length {
        Length(self.0.checked_div(divisor).unwrap_or(0))
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(self.0.saturating_neg())
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        *self = *self + other;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        *self = *self - other;
    }
}

impl std::iter::Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_are_rounded_to_a_thousandth_of_a_point() {
        assert_eq!(Length::mm(210), Length(595_276));
        assert_eq!(Length::mm(297), Length(841_890));
        assert_eq!(Length::mm(37), Length(104_882));
    }

    #[test]
    fn sums_beyond_the_range_stop_at_its_end() {
        assert_eq!(Length(i32::MAX) + Length::pt(1), Length(i32::MAX));
        assert_eq!(Length::pt(12).times(usize::MAX), Length(i32::MAX));
        assert_eq!(Length::pt(12).share(1, 0), Length::ZERO);
    }

    #[test]
    fn a_length_is_rounded_up_to_the_grid() {
        assert_eq!(Length(0).round_up_to(Length(10)), Length(0));
        assert_eq!(Length(1).round_up_to(Length(10)), Length(10));
        assert_eq!(Length(10).round_up_to(Length(10)), Length(10));
    }
}
