//! Making a backup beside the workbook, and thinning out the old ones once the new one is there.

use std::fs;
use std::path::{Path, PathBuf};

use super::Places;
use super::listing::{Backup, Kept, in_folder};
use crate::backup::{self, Name, Reason};
use crate::error::{Error, Result};
use crate::store::{Store, Tip};
use crate::workbook::Workbook;

/// Makes a backup in any case: before an import, at locking, when the officer asks for it. Old ones are thinned out.
///
/// # Errors
/// `Altered`, of which no backup is made; `CannotWrite`, `DiskFull`; `Damaged` where the copy is not what was copied.
pub fn back_up(workbook: &Workbook, reason: Reason, now: &str) -> Result<PathBuf> {
    let places = beside(workbook);
    let folder = places.folder();
    let made = back_up_into(workbook, &folder, reason, now)?;
    thin(&places.workbook, &folder, Kept::Beside, &workbook.tip()?, now);
    Ok(made)
}

/// Makes a backup in a folder the officer names, which is made where it is not there. Nothing is thinned out.
///
/// # Errors
/// As [`back_up`].
pub fn back_up_into(workbook: &Workbook, folder: &Path, reason: Reason, now: &str) -> Result<PathBuf> {
    if let Some(altered) = workbook.altered() {
        return Err(altered);
    }
    fs::create_dir_all(folder).map_err(|source| Error::writing(folder, source))?;
    workbook.copy_into(folder, reason, now)
}

/// Makes a backup where the workbook has changed since the newest one: at opening (`Automatic`), at closing (`Closing`).
/// Does nothing with an altered workbook, nor with a sample.
///
/// # Errors
/// As [`back_up`].
pub fn back_up_if_changed(workbook: &Workbook, reason: Reason, now: &str) -> Result<Option<PathBuf>> {
    let worth = workbook.altered().is_none() && !workbook.is_sample()? && workbook.tip()?.step > 0;
    if !worth || is_backed_up(workbook, now)? {
        return Ok(None);
    }
    back_up(workbook, reason, now).map(Some)
}

/// Makes a backup during work, where the newest is 20 minutes old and something has changed. To be asked after each
/// step: it costs one look at a folder where none is due.
///
/// # Errors
/// As [`back_up`].
pub fn back_up_if_due(workbook: &Workbook, now: &str) -> Result<Option<PathBuf>> {
    let places = beside(workbook);
    let Some(moment) = backup::moment(now) else { return Ok(None) };
    let made = in_folder(&places.workbook, &places.folder(), Kept::Beside);
    if !backup::is_due(made.iter().map(|backup| backup.name.at), moment) {
        return Ok(None);
    }
    back_up_if_changed(workbook, Reason::Automatic, now)
}

fn beside(workbook: &Workbook) -> Places {
    Places { workbook: workbook.path().to_owned(), second: None }
}

/// Whether a backup beside it holds the same history: the newest that can be read, or one from a wrong clock's future.
fn is_backed_up(workbook: &Workbook, now: &str) -> Result<bool> {
    let (places, tip) = (beside(workbook), workbook.tip()?);
    let mut backups = in_folder(&places.workbook, &places.folder(), Kept::Beside);
    backups.sort_by(|a, b| b.name.cmp(&a.name));
    for backup in backups {
        match Store::tip_of(&backup.path) {
            Ok(found) if found == tip => return Ok(true),
            Ok(_) if backup.at.as_str() <= now => return Ok(false),
            _ => {}
        }
    }
    Ok(false)
}

/// Thins out the backups of one workbook in a folder that has just got a new one. What belongs to another workbook of
/// the same name, cannot be read, or cannot be removed, stays.
pub(super) fn thin(workbook: &Path, folder: &Path, kept: Kept, tip: &Tip, now: &str) {
    let Some(now) = backup::moment(now) else { return };
    // Only what can be read and is of this workbook stands for its day, its week, its month.
    let sound = |backup: &Backup| Store::tip_of(&backup.path).is_ok_and(|found| found.workbook == tip.workbook);
    let backups: Vec<Backup> = in_folder(workbook, folder, kept).into_iter().filter(sound).collect();
    let names: Vec<Name> = backups.iter().map(|backup| backup.name.clone()).collect();
    for backup in backup::superfluous(&names, now).into_iter().filter_map(|index| backups.get(index)) {
        let _ = fs::remove_file(&backup.path);
    }
}
