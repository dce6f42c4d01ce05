//! Bringing a backup back in place of a workbook, in whatever state that is. What stands there is kept first.

use std::path::{Path, PathBuf};

use super::database::Database;
use super::look::{released, untouched};
use super::migrate::{CURRENT, MIGRATIONS, Migration, Schema};
use super::{Store, aside, copy, verify};
use crate::atomic;
use crate::backup::Reason;
use crate::error::{Error, Result};

/// What became of what stood where a backup was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Former {
    /// Nothing was there.
    Nothing,
    /// It was whole: a verified copy of it is here.
    Copied(PathBuf),
    /// It could not be used: it was moved here as it was, with what SQLite kept beside it.
    MovedAside(PathBuf),
}

impl Store {
    /// Puts a copy of a backup in the place of a workbook. The backup is checked, what is there is kept, then the copy
    /// is put in place in one act: at any moment the old file is there, or the new one, or (where the old one could not
    /// be used) none for a moment, the old one being kept under its other name.
    ///
    /// # Errors
    /// `UnfitBackup`, `NoSuchFile`, `NotADatabase`, `ForeignFile`, `FileTooNew` of the backup; `InUse` where either is
    /// open; `CannotWrite`, `DiskFull`. What was there then stands as it was.
    pub fn restore(backup: &Path, workbook: &Path, now: &str) -> Result<Former> {
        Store::restore_as(backup, workbook, now, &CURRENT, MIGRATIONS)
    }

    /// Writes a verified copy of a workbook that is whole and not open, under a name that is free.
    ///
    /// # Errors
    /// As [`Store::open`]; `Altered`, `FileExists`, `CannotWrite`, `DiskFull`. Nothing is left behind then.
    pub fn duplicate(workbook: &Path, to: &Path) -> Result<()> {
        atomic::keep(copy::verified(&sound(workbook, &CURRENT, MIGRATIONS)?, to)?, to)
    }

    pub(super) fn restore_as(
        backup: &Path,
        workbook: &Path,
        now: &str,
        schema: &Schema,
        migrations: &[Migration],
    ) -> Result<Former> {
        let same = |(a, b): (PathBuf, PathBuf)| a == b;
        if backup.canonicalize().ok().zip(workbook.canonicalize().ok()).is_some_and(same) {
            let detail = "它就是现在的档案".to_owned();
            return Err(Error::UnfitBackup { path: backup.to_owned(), detail });
        }
        let source = sound(backup, schema, migrations).map_err(|error| error.of_backup(backup))?;
        let folder = atomic::folder(workbook);
        std::fs::create_dir_all(folder).map_err(|source| Error::writing(folder, source))?;
        let copy = copy::verified(&source, workbook)?;
        drop(source);
        if !workbook.exists() {
            let left = aside::leftovers(workbook, now)?;
            atomic::keep(copy, workbook)?;
            return Ok(left.map_or(Former::Nothing, Former::MovedAside));
        }
        match sound(workbook, schema, migrations) {
            Ok(present) => {
                let kept = copy::keep_copy(&present, Reason::BeforeRestore, now)?;
                // Its log goes into the file and is gone: it must not be read into the one that takes its place.
                present.checkpoint_on_close(true)?;
                drop(present);
                aside::expect_nothing_beside(workbook)?;
                atomic::replace(copy, workbook)?;
                Ok(Former::Copied(kept))
            }
            Err(error @ (Error::InUse { .. } | Error::FileTooNew { .. } | Error::CannotRead { .. })) => Err(error),
            Err(_) => {
                let aside = aside::set_aside(workbook, now)?;
                atomic::keep(copy, workbook).inspect_err(|_| aside::put_all_back(&aside, workbook))?;
                Ok(Former::MovedAside(aside))
            }
        }
    }
}

/// A workbook of this or an older program with nothing wrong in it.
///
/// # Errors
/// As [`Store::open`]; `Altered`.
fn sound(path: &Path, schema: &Schema, migrations: &[Migration]) -> Result<Database> {
    let (database, version) = untouched(path, schema)?;
    match verify::find(&database, released(version, schema, migrations))?.mismatch {
        Some(place) => Err(Error::Altered { place }),
        None => Ok(database),
    }
}
