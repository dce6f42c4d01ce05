//! Taking the data to another folder: copied and compared first, the old ones stay where they are.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Places;
use super::listing::{Kept, in_folder};
use super::second::copy;
use crate::backup;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::workbook::Workbook;

/// Where the data are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The workbook, where there is one; else where it will be made.
    pub workbook: PathBuf,
    /// Whether a workbook was in the new folder already, and is used.
    pub found: bool,
    /// Where the old one stays; `None` where there was none.
    pub left: Option<PathBuf>,
}

/// Brings the workbook, which must not be open, and its backups to another folder, which is made where it is not there.
/// A workbook that is there is used where the old place has none or the same one. The settings are the caller's: they
/// are to be saved once this is done.
///
/// # Errors
/// `PlaceTaken` where both places have a workbook and they differ; those of opening the old one, `Altered`; `CannotWrite`,
/// `DiskFull`. The old place is as it was in any case.
pub fn move_data(workbook: &Path, folder: &Path, now: &str) -> Result<Moved> {
    let name = workbook.file_name().unwrap_or_default();
    let target = folder.join(name);
    fs::create_dir_all(folder).map_err(|source| Error::writing(folder, source))?;
    if !workbook.exists() {
        return Ok(Moved { found: target.exists(), workbook: target, left: None });
    }
    let old = Workbook::look(workbook, now)?.tip()?;
    let left = Some(workbook.to_owned());
    if target.exists() {
        let same = Workbook::look(&target, now).and_then(|new| Ok(new.tip()? == old));
        return match same {
            Ok(true) => Ok(Moved { workbook: target, found: true, left }),
            _ => Err(Error::PlaceTaken { path: folder.to_owned() }),
        };
    }
    let backups = Places { workbook: workbook.to_owned(), second: None }.folder();
    let new_backups = folder.join(backup::FOLDER);
    fs::create_dir_all(&new_backups).map_err(|source| Error::writing(&new_backups, source))?;
    for backup in in_folder(workbook, &backups, Kept::Beside) {
        let to = new_backups.join(backup.name.of(workbook));
        if !to.exists() {
            copy(&backup.path, &to)?;
        }
    }
    // The workbook last: where this ends half way, no workbook in the new folder is taken for the right one.
    Store::duplicate(workbook, &target)?;
    Ok(Moved { workbook: target, found: false, left })
}
