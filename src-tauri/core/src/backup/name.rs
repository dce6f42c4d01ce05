//! The name of a backup says what it is of, when it was made and why: `自评档案-2026-11-23-143205-自动.ziping`; a second
//! one of the same second ends in `-2`. What is not named so is none of ours.

use std::path::Path;

use chrono::NaiveDateTime;

use super::{Reason, moment};
use crate::error::{Error, Result};

const TIME: &str = "%Y-%m-%d-%H%M%S";
/// `2026-11-23-143205`
const TIME_LENGTH: usize = 17;

/// When and why a backup was made, as its name says. Ordered by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// Local time.
    pub at: NaiveDateTime,
    /// Tells those of one second and reason apart, from 1.
    pub count: u32,
    /// Why.
    pub reason: Reason,
}

impl Name {
    /// The first name of a moment.
    pub fn new(at: NaiveDateTime, reason: Reason) -> Name {
        Name { at, count: 1, reason }
    }

    /// The first name of a moment told as `2021-03-09 14:32:05`.
    ///
    /// # Errors
    /// `NotADate` where it is told otherwise.
    pub fn at(now: &str, reason: Reason) -> Result<Name> {
        let fail = || Error::NotADate { label: "当前时间".to_owned(), text: now.to_owned() };
        Ok(Name::new(moment(now).ok_or_else(fail)?, reason))
    }

    /// The next name of the same moment.
    pub fn next(&self) -> Name {
        Name { count: self.count.saturating_add(1), ..self.clone() }
    }

    /// The file's name as a backup of this workbook.
    pub fn of(&self, workbook: &Path) -> String {
        let (stem, ending) = parts(workbook);
        let count = if self.count > 1 { format!("-{}", self.count) } else { String::new() };
        format!("{stem}-{}-{}{count}{ending}", self.at.format(TIME), self.reason.word())
    }

    /// Reads a file's name; `None` where it is not that of a backup of this workbook.
    pub fn read(workbook: &Path, file_name: &str) -> Option<Name> {
        let (stem, ending) = parts(workbook);
        let middle = file_name.strip_prefix(&stem)?.strip_prefix('-')?.strip_suffix(&ending)?;
        let (time, rest) = middle.split_at_checked(TIME_LENGTH)?;
        let at = NaiveDateTime::parse_from_str(time, TIME).ok()?;
        let rest = rest.strip_prefix('-')?;
        let (word, count) = match rest.split_once('-') {
            Some((word, count)) => (word, count.parse().ok()?),
            None => (rest, 1),
        };
        let reason = Reason::ALL.into_iter().find(|reason| reason.word() == word)?;
        let name = Name { at, count, reason };
        // Only what we write ourselves: no `-1`, no `-02`, no month of one digit.
        (name.of(workbook) == file_name).then_some(name)
    }
}

/// A file's name without its ending, and the ending with its dot.
fn parts(workbook: &Path) -> (String, String) {
    let stem = workbook.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending = workbook.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    (stem, ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::moment;

    fn name(reason: Reason) -> Name {
        Name::new(moment("2026-11-23 14:32:05").expect("is a moment"), reason)
    }

    #[test]
    fn a_name_says_what_when_and_why_and_is_read_back() {
        let workbook = Path::new("D:/x/自评档案.ziping");
        assert_eq!(name(Reason::Automatic).of(workbook), "自评档案-2026-11-23-143205-自动.ziping");
        for reason in Reason::ALL {
            for name in [name(reason), name(reason).next(), name(reason).next().next()] {
                for workbook in ["自评档案.ziping", "a-2026-11-23-143205-自动.ziping", "某局", "a.b.c"] {
                    let workbook = Path::new(workbook);
                    assert_eq!(Name::read(workbook, &name.of(workbook)), Some(name.clone()));
                }
            }
        }
    }

    #[test]
    fn what_is_not_named_so_is_none_of_ours() {
        let workbook = Path::new("自评档案.ziping");
        for other in [
            "自评档案.ziping",
            "自评档案-2026-11-23-143205-自动.ziping.tmp",
            "自评档案-2026-11-23-143205-自动 (2).ziping",
            "自评档案-2026-11-23-143205-自动-1.ziping",
            "自评档案-2026-11-23-143205-自动-02.ziping",
            "自评档案-2026-11-23-143205-.ziping",
            "自评档案-2026-11-31-143205-自动.ziping",
            "自评档案-2026-11-23-146205-自动.ziping",
            "自评档案-2026-11-23-143205-别的.ziping",
            "自评档案2-2026-11-23-143205-自动.ziping",
            "自评档案-某年某月某日某时-自动.ziping",
            "自评档案-2026-11-23-143205-自动.ziping-wal",
        ] {
            assert_eq!(Name::read(workbook, other), None, "{other}");
        }
    }

    #[test]
    fn names_stand_in_the_order_of_time() {
        let first = name(Reason::Manual);
        let later = Name::new(moment("2026-11-23 14:32:06").expect("is a moment"), Reason::Automatic);
        assert!(first < first.next() && first.next() < later);
    }
}
