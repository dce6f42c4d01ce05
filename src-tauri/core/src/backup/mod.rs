//! The rules of backups, pure: why one is made, what it is called, when one is due, which may go. Who makes, finds and
//! brings back backups is `safekeeping`.

mod name;
mod thinning;

use chrono::{Duration, NaiveDateTime};
use serde::Serialize;

pub use name::Name;
pub use thinning::superfluous;

/// The folder of the backups, beside the workbook.
pub const FOLDER: &str = "备份";

/// During work, a changed workbook is backed up this often.
const MINUTES_BETWEEN: i64 = 20;

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// At opening and during work, where something changed.
    Automatic,
    /// At closing, where something changed.
    Closing,
    /// Before a newer program changes the form of the file.
    BeforeUpgrade,
    /// Before figures or text come in from another file.
    BeforeImport,
    /// What a restored backup took the place of.
    BeforeRestore,
    /// A filing was locked.
    Locked,
    /// The officer asked for it.
    Manual,
    /// No backup: a damaged file, moved aside whole.
    Damaged,
    /// No backup: what stayed in the old place when the data went to another folder.
    Moved,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 9] = [
        Reason::Automatic,
        Reason::Closing,
        Reason::BeforeUpgrade,
        Reason::BeforeImport,
        Reason::BeforeRestore,
        Reason::Locked,
        Reason::Manual,
        Reason::Damaged,
        Reason::Moved,
    ];

    /// The word of it in a file's name.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Automatic => "自动",
            Reason::Closing => "关闭时",
            Reason::BeforeUpgrade => "升级前",
            Reason::BeforeImport => "导入前",
            Reason::BeforeRestore => "恢复前",
            Reason::Locked => "定稿",
            Reason::Manual => "手动",
            Reason::Damaged => "损坏",
            Reason::Moved => "已移走",
        }
    }

    /// Whether it is never thinned out: somebody wanted it, or no later backup holds what it holds.
    pub fn is_for_good(self) -> bool {
        matches!(self, Reason::Locked | Reason::Manual | Reason::BeforeRestore) || !self.is_backup()
    }

    /// Whether a file of this reason is a backup at all, to be listed and offered.
    pub fn is_backup(self) -> bool {
        !matches!(self, Reason::Damaged | Reason::Moved)
    }
}

/// A moment as steps and commands tell it, `2021-03-09 14:32:05`; `None` where it is none.
pub fn moment(now: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(now, "%Y-%m-%d %H:%M:%S").ok()
}

/// Whether enough time has passed since the newest of these backups to make another during work. Backups dated after
/// `now` do not count: a clock was wrong.
pub fn is_due(made: impl IntoIterator<Item = NaiveDateTime>, now: NaiveDateTime) -> bool {
    let newest = made.into_iter().filter(|at| *at <= now).max();
    newest.is_none_or(|newest| now - newest >= Duration::minutes(MINUTES_BETWEEN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        moment(text).expect("is a moment")
    }

    #[test]
    fn during_work_a_backup_is_due_every_twenty_minutes() {
        let made = [at("2026-11-23 09:00:00"), at("2026-11-23 14:00:00")];
        assert!(is_due([], at("2026-11-23 14:00:00")));
        assert!(!is_due(made, at("2026-11-23 14:19:59")));
        assert!(is_due(made, at("2026-11-23 14:20:00")));
    }

    #[test]
    fn a_backup_from_the_future_holds_none_up() {
        assert!(is_due([at("2036-01-01 00:00:00")], at("2026-11-23 14:00:00")));
        assert!(!is_due([at("2036-01-01 00:00:00"), at("2026-11-23 13:50:00")], at("2026-11-23 14:00:00")));
    }

    #[test]
    fn each_reason_has_its_own_word() {
        let words: std::collections::BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.word()).collect();
        assert_eq!(words.len(), Reason::ALL.len());
    }
}
