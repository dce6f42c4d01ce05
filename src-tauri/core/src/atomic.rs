//! Files put in place whole or not at all: written under another name, brought to the disk, then given their name.

use std::fs::File;
use std::path::Path;

use tempfile::{NamedTempFile, TempPath};

use crate::error::{Error, Result};

/// An empty file of another name in the folder of `path`; removed unless it is kept.
///
/// # Errors
/// `CannotWrite`, `DiskFull`.
pub fn temporary(path: &Path) -> Result<NamedTempFile> {
    let made = tempfile::Builder::new().prefix(".ziping-").suffix(".tmp").tempfile_in(folder(path));
    made.map_err(|source| Error::writing(path, source))
}

/// Whether two folders are one, however they are spelled (links, short names, letters of drives).
pub fn same_place(a: &Path, b: &Path) -> bool {
    a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}

/// Gives a finished file its name, once it is on the disk; never replaces another.
///
/// # Errors
/// `FileExists`, `CannotWrite`, `DiskFull`.
pub fn keep(new: TempPath, path: &Path) -> Result<()> {
    sync(&new, path)?;
    new.persist_noclobber(path).map_err(|refusal| match refusal.error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::FileExists { path: path.to_owned() },
        _ => Error::writing(path, refusal.error),
    })?;
    sync_folder(path)
}

/// Gives a finished file its name in place of the file that has it, in one act.
///
/// # Errors
/// `CannotWrite`, `DiskFull`; the old file then stands as it was.
pub fn replace(new: TempPath, path: &Path) -> Result<()> {
    sync(&new, path)?;
    new.persist(path).map_err(|refusal| Error::writing(path, refusal.error))?;
    sync_folder(path)
}

fn sync(new: &TempPath, path: &Path) -> Result<()> {
    let synced = File::options().write(true).open(new).and_then(|file| file.sync_all());
    synced.map_err(|source| Error::writing(path, source))
}

/// Brings the names in a file's folder to the disk; Windows does not open folders and needs no such call.
///
/// # Errors
/// `CannotWrite`.
pub fn sync_folder(path: &Path) -> Result<()> {
    if cfg!(unix) {
        let synced = File::open(folder(path)).and_then(|folder| folder.sync_all());
        synced.map_err(|source| Error::writing(path, source))?;
    }
    Ok(())
}

/// The folder a file is in.
pub fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
