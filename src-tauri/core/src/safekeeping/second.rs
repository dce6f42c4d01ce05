//! The second copy, on another disk or a USB stick, which may be gone at any moment. It is a copy of the newest backup,
//! byte for byte, so that the workbook need not be open nor wait for it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Places;
use super::listing::{Kept, in_folder, trusted_first};
use super::making::thin;
use crate::atomic;
use crate::error::{Error, Result};
use crate::settings::Settings;
use crate::store::Store;

/// What became of the second copy. None of it hinders work.
#[derive(Debug)]
pub enum Carried {
    /// A copy was made: it is here, and was compared.
    Done(PathBuf),
    /// The newest backup is there already, or there is none yet.
    NothingNew,
    /// No second folder was chosen.
    NotChosen,
    /// The folder is not here now: the stick is not plugged in.
    Unreachable,
    /// It could not be written; nothing half is left under a backup's name.
    Failed(Error),
}

/// Copies the newest backup beside the workbook to the second folder, where that is here and has it not. To be called
/// after each backup and after opening; needs no open workbook, so that a slow stick can be left to another thread.
/// After `Done`, [`note_carried`] is to be called.
pub fn carry(places: &Places, now: &str) -> Carried {
    let Some(folder) = &places.second else { return Carried::NotChosen };
    let beside = in_folder(&places.workbook, &places.folder(), Kept::Beside);
    let Some(newest) = trusted_first(beside, now).into_iter().next() else { return Carried::NothingNew };
    // A folder that is gone is never made anew: under the letter of a stick there may be another one now.
    if !folder.is_dir() {
        return Carried::Unreachable;
    }
    let there = in_folder(&places.workbook, folder, Kept::Second);
    let same = there.iter().filter(|backup| backup.name.at == newest.name.at && backup.reason == newest.reason);
    if same.clone().any(|backup| same_bytes(&backup.path, &newest.path).unwrap_or(false)) {
        return Carried::NothingNew;
    }
    let mut name = newest.name.clone();
    while folder.join(name.of(&places.workbook)).exists() {
        name = name.next();
    }
    let path = folder.join(name.of(&places.workbook));
    match copy(&newest.path, &path) {
        Ok(()) => {
            if let Ok(tip) = Store::tip_of(&newest.path) {
                thin(&places.workbook, folder, Kept::Second, &tip, now);
            }
            Carried::Done(path)
        }
        Err(_) if !folder.is_dir() => Carried::Unreachable,
        Err(error) => Carried::Failed(error),
    }
}

/// Notes in the settings that a second copy was made, for when the stick is not here to ask.
///
/// # Errors
/// Those of [`Settings::save`].
pub fn note_carried(home: &Path, now: &str) -> Result<()> {
    Settings::change(home, now, |settings| settings.second_copy_at = Some(now.to_owned()))
}

/// Copies a file, reads the copy back and compares it, then gives it its name.
///
/// # Errors
/// `CannotRead`, `CannotWrite`, `DiskFull`; `Damaged` where the copy is not what was copied.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    let writing = |source| Error::writing(to, source);
    let mut source = File::open(from).map_err(|source| Error::reading(from, source))?;
    let mut new = atomic::temporary(to)?;
    io::copy(&mut source, new.as_file_mut()).map_err(writing)?;
    new.as_file().sync_all().map_err(writing)?;
    let new = new.into_temp_path();
    if !same_bytes(from, &new).map_err(writing)? {
        return Err(Error::Damaged { path: to.to_owned(), detail: "备份与原文件不一致".to_owned() });
    }
    atomic::keep(new, to)
}

fn same_bytes(a: &Path, b: &Path) -> io::Result<bool> {
    let (mut a, mut b) = (File::open(a)?, File::open(b)?);
    if a.metadata()?.len() != b.metadata()?.len() {
        return Ok(false);
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    a.read_to_end(&mut left)?;
    b.read_to_end(&mut right)?;
    Ok(left == right)
}

/// Proves that a folder can take the second copies, and makes it where it is not there.
///
/// # Errors
/// `SamePlace` where it is the workbook's own folder or that of its backups; `CannotWrite`, `DiskFull`.
pub fn choose_second(places: &Places, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|source| Error::writing(folder, source))?;
    let same = |other: &Path| atomic::same_place(folder, other);
    if same(atomic::folder(&places.workbook)) || same(&places.folder()) {
        return Err(Error::SamePlace { path: folder.to_owned() });
    }
    drop(atomic::temporary(&folder.join("x"))?);
    Ok(())
}
