//! Taking the data to another folder: copied and compared first, then chosen; the old ones stay where they are.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Places;
use super::listing::{Kept, in_folder};
use super::second::copy;
use crate::atomic;
use crate::backup::{Name, Reason};
use crate::error::{Error, Result};
use crate::settings::Settings;
use crate::shelf;
use crate::store::Store;
use crate::workbook::Workbook;

/// Where the data are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The workbook, where there is one; else where it will be made.
    pub workbook: PathBuf,
    /// Whether a workbook was in the new folder already, and is used.
    pub found: bool,
    /// Where the old one stays, under a name that says so; `None` where there was none.
    pub left: Option<PathBuf>,
}

/// Brings the workbook, which must not be open, its backups and the editions kept beside it to another folder, which is made where it is not there,
/// and notes that folder in the settings of `home`. A workbook that is there is used where the old place has none or the
/// same one. The old workbook gets a name that says so, lest it ever be taken for the right one; the old backups stay.
///
/// # Errors
/// `PlaceTaken` where both places have a workbook and they differ; those of opening the old one, `Altered`;
/// `CannotWrite`, `DiskFull`. The old place is then as it was, and still chosen.
pub fn move_data(workbook: &Path, folder: &Path, home: &Path, now: &str) -> Result<Moved> {
    let target = folder.join(workbook.file_name().unwrap_or_default());
    fs::create_dir_all(folder).map_err(|source| Error::writing(folder, source))?;
    // The same place by another spelling: nothing is to be brought, and nothing to be put out of the way.
    if atomic::same_place(folder, atomic::folder(workbook)) {
        return Err(Error::SamePlace { path: folder.to_owned() });
    }
    let found = bring(workbook, &target, now)?;
    Settings::change(home, now, |settings| settings.data_folder = Some(folder.to_owned()))?;
    let left = workbook.exists().then(|| retire(workbook, now));
    Ok(Moved { workbook: target, found, left })
}

/// Brings what is to be brought; says whether a workbook was there.
fn bring(workbook: &Path, target: &Path, now: &str) -> Result<bool> {
    if !workbook.exists() {
        return Ok(target.exists());
    }
    let old = Workbook::look(workbook, now)?.tip()?;
    let places = |workbook: &Path| Places { workbook: workbook.to_owned(), second: None };
    let (from, to) = (places(workbook).folder(), places(target).folder());
    if target.exists() {
        let same = to != from && Workbook::look(target, now).and_then(|new| Ok(new.tip()? == old)).unwrap_or(false);
        return if same { Ok(true) } else { Err(Error::PlaceTaken { path: atomic::folder(target).to_owned() }) };
    }
    fs::create_dir_all(&to).map_err(|source| Error::writing(&to, source))?;
    for backup in in_folder(workbook, &from, Kept::Beside) {
        let to = to.join(backup.name.of(workbook));
        if !to.exists() {
            copy(&backup.path, &to)?;
        }
    }
    for key in shelf::keys(workbook) {
        let to = shelf::path_of(target, &key);
        if !to.exists() {
            fs::create_dir_all(atomic::folder(&to)).map_err(|source| Error::writing(&to, source))?;
            copy(&shelf::path_of(workbook, &key), &to)?;
        }
    }
    // The workbook last: where this ends half way, no workbook in the new folder is taken for the right one.
    Store::duplicate(workbook, target)?;
    Ok(false)
}

/// Gives the old workbook a name that says it was moved; where the system refuses, it keeps the one it has.
fn retire(workbook: &Path, now: &str) -> PathBuf {
    let rename = || {
        let mut name = Name::at(now, Reason::Moved).ok()?;
        while workbook.with_file_name(name.of(workbook)).exists() {
            name = name.next();
        }
        let left = workbook.with_file_name(name.of(workbook));
        fs::rename(workbook, &left).ok()?;
        Some(left)
    };
    rename().unwrap_or_else(|| workbook.to_owned())
}
