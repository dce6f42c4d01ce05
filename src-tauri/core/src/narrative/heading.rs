//! Numbers of headings, which are never typed.

use crate::quantity::chinese_numeral;

/// Counts headings: 一、 （一） 1. （1） (GB/T 9704—2012, 7.3.3).
#[derive(Debug, Default)]
pub struct HeadingNumbers {
    counts: [usize; 4],
}

impl HeadingNumbers {
    /// The level and number of the next heading; `None` for body text.
    pub fn next(&mut self, level: i64) -> Option<(u8, String)> {
        let index = usize::try_from(level).ok()?.checked_sub(1).filter(|index| *index < 4)?;
        self.counts[index] += 1;
        self.counts[index + 1..].fill(0);
        let count = self.counts[index];
        let number = match index {
            0 => format!("{}、", chinese_numeral(count)),
            1 => format!("（{}）", chinese_numeral(count)),
            2 => format!("{count}."),
            _ => format!("（{count}）"),
        };
        Some((u8::try_from(level).ok()?, number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_number_themselves_and_begin_again_below_a_higher_one() {
        let mut numbers = HeadingNumbers::default();
        let levels = [1, 2, 3, 3, 4, 2, 3, 0, 1, 2];
        let seen: Vec<String> =
            levels.iter().map(|level| numbers.next(*level).map_or(String::new(), |(_, number)| number)).collect();
        assert_eq!(seen, ["一、", "（一）", "1.", "2.", "（1）", "（二）", "1.", "", "二、", "（一）"]);
    }
}
