//! What a workbook gives to who keeps copies of it (`safekeeping`).

use std::path::{Path, PathBuf};

use super::Workbook;
use crate::backup::Reason;
use crate::error::Result;
use crate::store::{Store, Tip};

impl Workbook {
    /// Opens a workbook for reading only; its file is left byte for byte as it is, and may be a backup or of an older
    /// program.
    ///
    /// # Errors
    /// As [`Workbook::open`].
    pub fn look(path: &Path, now: &str) -> Result<Workbook> {
        Ok(Workbook::of(Store::look(path, now)?))
    }

    /// Moves a file that cannot be opened out of the way, whole, under a name that says so; says where.
    ///
    /// # Errors
    /// Those of writing; what was moved is back where it was.
    pub fn set_aside(path: &Path, now: &str) -> Result<PathBuf> {
        Store::set_aside(path, now)
    }

    /// Keeps a verified copy in a folder that is there, named with time and reason; returns where.
    ///
    /// # Errors
    /// Those of writing; `Damaged` where the copy is not what was copied.
    pub fn copy_into(&self, folder: &Path, reason: Reason, now: &str) -> Result<PathBuf> {
        self.store.back_up(folder, reason, now)
    }

    /// How far the history has come.
    pub fn tip(&self) -> Result<Tip> {
        self.store.tip()
    }

    /// Whether it is a sample (示例).
    pub fn is_sample(&self) -> Result<bool> {
        self.store.is_sample()
    }
}
