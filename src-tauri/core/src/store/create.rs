//! A new file: built under another name and put in place whole, so that it is there with everything or not at all.

use std::fs::File;
use std::path::Path;

use tempfile::TempPath;

use super::database::{Claim, Database};
use super::{SCHEMA, Store, seal};
use crate::error::{Error, Result};

impl Store {
    /// Makes a new workbook, lets `fill` write into it, and opens it. A sample (示例) says so on its papers. The file is
    /// there with all of it or not at all.
    ///
    /// # Errors
    /// Those of `fill`; `FileExists`, and the file there is untouched; `CannotWrite`, `DiskFull`.
    pub fn create(path: &Path, sample: bool, now: &str, fill: impl FnOnce(&mut Store) -> Result<()>) -> Result<Store> {
        if path.exists() {
            return Err(Error::FileExists { path: path.to_owned() });
        }
        let new = temporary(path)?;
        let database = Database::open(Claim::take(&new)?)?;
        database.script(SCHEMA)?;
        let hash = seal::of_workbook(sample, now);
        database
            .run("INSERT INTO workbook (id, sample, created_at, hash) VALUES (1, ?1, ?2, ?3)", (sample, now, hash))?;
        let mut store = Store { database, altered: None };
        fill(&mut store)?;
        drop(store);
        keep(new, path)?;
        Store::open(path, now)
    }
}

/// An empty file of another name in the folder of `path`; removed unless it is kept.
pub(super) fn temporary(path: &Path) -> Result<TempPath> {
    let folder = folder(path);
    let made = tempfile::Builder::new().prefix(".ziping-").suffix(".tmp").tempfile_in(folder);
    Ok(made.map_err(|source| Error::writing(path, source))?.into_temp_path())
}

/// Gives a finished file its name, once it is on the disk; never replaces another.
///
/// # Errors
/// `FileExists`, `CannotWrite`, `DiskFull`.
pub(super) fn keep(new: TempPath, path: &Path) -> Result<()> {
    let writing = |source| Error::writing(path, source);
    File::options().write(true).open(&new).and_then(|file| file.sync_all()).map_err(writing)?;
    new.persist_noclobber(path).map_err(|refusal| match refusal.error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::FileExists { path: path.to_owned() },
        _ => writing(refusal.error),
    })?;
    // The name itself is on the disk once its folder is; Windows does not open folders and needs no such call.
    if cfg!(unix) {
        File::open(folder(path)).and_then(|folder| folder.sync_all()).map_err(writing)?;
    }
    Ok(())
}

/// The folder a file is in.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
