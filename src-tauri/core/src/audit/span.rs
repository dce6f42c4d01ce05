//! Reckoning with printed numbers: each stands for all values that round to it, and so does what is worked out of them.

use rust_decimal::Decimal;

/// The values a number may have: the nominal one, and the least and the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) low: Decimal,
    pub(super) nominal: Decimal,
    pub(super) high: Decimal,
}

impl Span {
    pub(super) fn around(nominal: Decimal, half: Decimal) -> Span {
        Span { low: nominal - half, nominal, high: nominal + half }
    }

    pub(super) fn plus(self, other: Span) -> Option<Span> {
        Some(Span {
            low: self.low.checked_add(other.low)?,
            nominal: self.nominal.checked_add(other.nominal)?,
            high: self.high.checked_add(other.high)?,
        })
    }

    pub(super) fn minus(self, other: Span) -> Option<Span> {
        self.plus(Span { low: -other.high, nominal: -other.nominal, high: -other.low })
    }

    /// `None` where the divisor may be zero: then nothing can be said.
    pub(super) fn divided_by(self, other: Span) -> Option<Span> {
        if other.low <= Decimal::ZERO && other.high >= Decimal::ZERO {
            return None;
        }
        let corners = [
            self.low.checked_div(other.low)?,
            self.low.checked_div(other.high)?,
            self.high.checked_div(other.low)?,
            self.high.checked_div(other.high)?,
        ];
        Some(Span {
            low: corners.iter().copied().min()?,
            nominal: self.nominal.checked_div(other.nominal)?,
            high: corners.iter().copied().max()?,
        })
    }

    /// `None` where a factor may be negative, which no price and no count is.
    pub(super) fn multiplied_by(self, other: Span) -> Option<Span> {
        let is_amount = self.low >= Decimal::ZERO && other.low >= Decimal::ZERO;
        Some(Span {
            low: self.low.checked_mul(other.low)?,
            nominal: self.nominal.checked_mul(other.nominal)?,
            high: self.high.checked_mul(other.high)?,
        })
        .filter(|_| is_amount)
    }

    /// A change over what there was before it: `self ÷ (now ∓ self)`. It grows with the change and falls with what there is
    /// now, so the corners are known; `None` where there may have been nothing before. A rise by more than there is now
    /// gives a negative result, which no text states.
    pub(super) fn over_before(self, now: Span, rose: bool) -> Option<Span> {
        let before = if rose { now.minus(self)? } else { now.plus(self)? };
        if before.high < Decimal::ZERO {
            return self.divided_by(before);
        }
        let corner = |change: Decimal, now: Decimal| {
            let before = if rose { now.checked_sub(change)? } else { now.checked_add(change)? };
            (before > Decimal::ZERO).then(|| change.checked_div(before)).flatten()
        };
        Some(Span {
            low: corner(self.low, now.high)?,
            nominal: corner(self.nominal, now.nominal)?,
            high: corner(self.high, now.low)?,
        })
    }

    pub(super) fn times(self, factor: Decimal) -> Option<Span> {
        Some(Span {
            low: self.low.checked_mul(factor)?,
            nominal: self.nominal.checked_mul(factor)?,
            high: self.high.checked_mul(factor)?,
        })
    }

    /// Whether both may be the same value.
    pub(super) fn meets(self, other: Span) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}
