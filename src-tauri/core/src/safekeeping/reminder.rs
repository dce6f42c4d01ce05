//! What the officer is reminded of: that her work has no second copy elsewhere, or only an old one.

use std::path::PathBuf;

use chrono::{Duration, NaiveDateTime};
use serde::Serialize;

use super::Places;
use super::listing::{Backup, Kept, in_folder, in_second};
use crate::backup::moment;
use crate::settings::Settings;

/// A second copy should be this young; a reminder put aside comes again after as long.
const DAYS: i64 = 7;

/// A reminder, with what its sentence needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reminder {
    /// No second folder was chosen.
    NotChosen,
    /// The second folder is not here, and what changed since has no copy there.
    #[allow(missing_docs, reason = "the days since the newest copy there, where there is one")]
    Unreachable { folder: PathBuf, days: Option<i64> },
    /// The second folder is here, and what changed since has no copy there.
    #[allow(missing_docs, reason = "as above")]
    Stale { folder: PathBuf, days: Option<i64> },
}

impl Reminder {
    /// One Chinese sentence: how it is, and what to do.
    pub fn sentence(&self) -> String {
        let since = |days: &Option<i64>| match days {
            Some(days) => format!("已有{days}天没有把新的备份存到"),
            None => "还没有把备份存到".to_owned(),
        };
        match self {
            Reminder::NotChosen => {
                "备份都在这台电脑的同一块硬盘上，硬盘坏了就会一起丢失，请选择U盘或另一块硬盘上的文件夹，另存一份备份。"
                    .to_owned()
            }
            Reminder::Unreachable { folder, days } => {
                format!("{}“{}”，现在找不到这个位置，请插上U盘。", since(days), folder.display())
            }
            Reminder::Stale { folder, days } => {
                format!("{}“{}”，请立即备份一次。", since(days), folder.display())
            }
        }
    }
}

/// What to remind of now, if anything. Nothing where there is nothing to lose yet, where all is there, or where the
/// officer put the reminder aside less than 7 days ago.
pub fn remind(places: &Places, settings: &Settings, now: &str) -> Option<Reminder> {
    let now = moment(now)?;
    let recent = |at: NaiveDateTime| at <= now && now - at < Duration::days(DAYS);
    if settings.reminder_dismissed_at.as_deref().and_then(moment).is_some_and(recent) {
        return None;
    }
    // What is dated after now tells nothing of when it was made.
    let newest = |backups: &[Backup]| backups.iter().map(|backup| backup.name.at).filter(|at| *at <= now).max();
    let backups = in_folder(&places.workbook, &places.folder(), Kept::Beside);
    let beside = newest(&backups)?;
    let Some(folder) = places.second.clone() else { return Some(Reminder::NotChosen) };
    let here = folder.is_dir();
    let noted = || settings.second_copy_at.as_deref().and_then(moment).filter(|at| *at <= now);
    let there = if here { newest(&in_second(places, &backups)) } else { noted() };
    if there.is_some_and(|there| there >= beside || recent(there)) {
        return None;
    }
    let days = there.map(|there| (now - there).num_days());
    Some(if here { Reminder::Stale { folder, days } } else { Reminder::Unreachable { folder, days } })
}
