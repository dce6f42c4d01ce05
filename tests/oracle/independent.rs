//! The independent program (`oracle.py`) asked, line by line, and what the cases are drawn from: a stream of numbers that
//! favours what lies on an edge.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use rust_decimal::Decimal;
use serde_json::Value;

/// A stream of numbers that is the same everywhere (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(crate) fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn of<T: Copy>(&mut self, list: &[T]) -> T {
        let end = u64::try_from(list.len()).expect("a short list");
        list[usize::try_from(self.below(end)).expect("within the list")]
    }

    /// 万元, to the 分 or to whole hundreds of 万元, from 0.000001 to a hundred thousand millions.
    pub(crate) fn amount(&mut self) -> Decimal {
        match self.below(8) {
            0 => Decimal::new(whole(self.below(100)) + 1, 6),
            1 => Decimal::new(whole(self.below(100_000_000_000_000)) + 1, 6),
            2 => Decimal::from((self.below(100) + 1) * 100),
            3 => Decimal::new(whole(self.below(10_000_000_000)) + 1, 6),
            _ => Decimal::new(whole(self.below(1_000_000)) + 1, 2),
        }
    }

    /// A share on an edge of some rule or band, a hair beside it, or anywhere.
    pub(crate) fn share(&mut self) -> Decimal {
        let edges: &[i64] =
            &[0, 50, 700, 750, 800, 850, 900, 950, 990, 1000, 1010, 1020, 1050, 1100, 1150, 1200, 1300, 5000];
        let hair = [Decimal::ZERO, Decimal::new(1, 6), Decimal::new(-1, 6), Decimal::new(-5, 5), Decimal::new(4, 5)];
        let share = match self.below(4) {
            0 => Decimal::new(whole(self.below(2_000_000)), 6),
            1 => Decimal::new(whole(self.below(300)), 2),
            _ => Decimal::new(self.of(edges), 3) + self.of(&hair),
        };
        share.max(Decimal::ZERO)
    }

    /// An amount that is some share of another, to the 分.
    pub(crate) fn part_of(&mut self, whole: Decimal) -> Decimal {
        (whole * self.share()).round_dp(6)
    }
}

pub(crate) fn whole(number: u64) -> i64 {
    i64::try_from(number).expect("far below the limit")
}

/// Something that both programs score.
pub(crate) trait Case {
    /// The line the independent program reads.
    fn line(&self) -> &str;
    /// Where its answer differs from ours, with what was asked.
    fn difference(&self, independent: &Value) -> Option<String>;
}

/// Scores the cases of these numbers by both programs; how many got a total, or the first that they score differently.
pub(crate) fn agreement<C: Case>(numbers: std::ops::Range<u64>, case: impl Fn(u64) -> C + Sync) -> Result<u64, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("oracle/oracle.py");
    let mut child = Command::new("python3")
        .arg(script)
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("python3 does not start: {error}"))?;
    let (input, output) = (child.stdin.take().expect("is piped"), child.stdout.take().expect("is piped"));
    let mut totals = 0;
    std::thread::scope(|scope| {
        let cases = || numbers.clone().map(&case);
        scope.spawn(move || {
            let mut input = std::io::BufWriter::new(input);
            // A program that ends early is told by its missing answers.
            cases().try_for_each(|case| writeln!(input, "{}", case.line()))
        });
        let mut answers = BufReader::new(output).lines();
        for (number, case) in numbers.clone().zip(cases()) {
            let answer = answers.next().ok_or(format!("no answer for case {number}"))?;
            let answer = answer.map_err(|error| format!("case {number}: {error}"))?;
            let answer = serde_json::from_str(&answer).map_err(|error| format!("case {number}: {error}"))?;
            if let Some(difference) = case.difference(&answer) {
                return Err(format!("case {number}:\n{difference}"));
            }
            totals += u64::from(!answer["total"].is_null());
        }
        Ok(())
    })?;
    child.wait().map_err(|error| format!("python3 does not end: {error}"))?;
    Ok(totals)
}
