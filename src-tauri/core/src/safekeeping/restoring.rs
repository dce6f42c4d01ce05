//! Bringing a backup back, from the list or any file chosen by hand.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::listing::{Contents, examine};
use crate::error::{Error, Result};
use crate::store::{Former, Store};
use crate::workbook::Workbook;

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// The workbook, which can be opened now.
    pub workbook: PathBuf,
    /// What is in it.
    pub contents: Contents,
    /// Where what stood there before is now; `None` where nothing was there.
    pub kept: Option<PathBuf>,
    /// Whether that could not be used and was moved aside as it was.
    pub was_broken: bool,
}

/// Puts a copy of a backup in the place of a workbook, which must not be open. What stands there is kept first: as a
/// verified backup (恢复前), or, where it is damaged or altered, moved aside whole (损坏). Nothing is deleted.
///
/// # Errors
/// `UnfitBackup`, also for a sample in the place of the officer's own and the other way round; `NoSuchFile`,
/// `NotADatabase`, `ForeignFile`, `FileTooNew`, `InUse`, `CannotWrite`, `DiskFull`: what was there then stands as it was.
pub fn restore(backup: &Path, workbook: &Path, now: &str) -> Result<Restored> {
    let contents = examine(backup, now)?;
    let there = Workbook::look(workbook, now).and_then(|present| present.is_sample());
    if there.is_ok_and(|sample| sample != contents.sample) {
        let detail =
            if contents.sample { "它是示例，现在的是自己的档案" } else { "现在打开的是示例" };
        return Err(Error::UnfitBackup { path: backup.to_owned(), detail: detail.to_owned() });
    }
    let former = Store::restore(backup, workbook, now)?;
    let (kept, was_broken) = match former {
        Former::Nothing => (None, false),
        Former::Copied(path) => (Some(path), false),
        Former::MovedAside(path) => (Some(path), true),
    };
    Ok(Restored { workbook: workbook.to_owned(), contents, kept, was_broken })
}
