//! Keeping the officer's workbook safe: making, finding, looking into and bringing back backups, and the second copy on
//! another disk. When one is made and which may go is decided in `backup`; how a copy is made in `store`.

mod listing;
mod making;
mod moving;
mod reminder;
mod restoring;
mod second;

use std::path::{Path, PathBuf};

use crate::atomic;
use crate::backup;
use crate::settings::Settings;

pub use listing::{Backup, Contents, Kept, Offer, YearTotals, examine, expect_not_lost, list, newest_good};
pub use making::{back_up, back_up_if_changed, back_up_if_due, back_up_into};
pub use moving::{Moved, move_data};
pub use reminder::{Reminder, remind};
pub use restoring::{Restored, restore};
pub use second::{Carried, carry, choose_second, note_carried};

/// Where a workbook lies, and where its backups do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The workbook's file, which may be gone or broken.
    pub workbook: PathBuf,
    /// The folder of a second copy, where one was chosen; it may not be here now.
    pub second: Option<PathBuf>,
}

impl Places {
    /// The places of a workbook under these settings.
    pub fn new(workbook: &Path, settings: &Settings) -> Places {
        Places { workbook: workbook.to_owned(), second: settings.second_folder.clone() }
    }

    /// The folder of the backups, beside the workbook; it is made with the first one.
    pub fn folder(&self) -> PathBuf {
        atomic::folder(&self.workbook).join(backup::FOLDER)
    }
}
