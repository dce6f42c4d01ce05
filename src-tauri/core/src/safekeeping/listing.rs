//! Which backups there are, and what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Places;
use crate::atomic;
use crate::backup::{Name, Reason};
use crate::error::{Error, Result};
use crate::quantity::print_score;
use crate::settings::Settings;
use crate::store::Store;
use crate::workbook::Workbook;

/// A backup as its name and folder tell of it; nothing in it has been looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was made: `2021-03-09 14:32:05`.
    pub at: String,
    /// Why it was made.
    pub reason: Reason,
    /// That as a word: `自动`.
    pub word: &'static str,
    /// Its size in bytes.
    pub bytes: u64,
    /// Which of the two places it is in.
    pub kept: Kept,
    #[serde(skip)]
    pub(super) name: Name,
}

/// Which of the two places a backup is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// In the folder `备份` beside the workbook.
    Beside,
    /// In the second folder.
    Second,
}

/// What is in a workbook file, so that the officer knows it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// Its years, newest first.
    pub years: Vec<YearTotals>,
    /// How many steps its history has.
    pub steps: i64,
    /// When something was last changed in it.
    pub changed_at: Option<String>,
    /// Whether it is a sample (示例).
    pub sample: bool,
}

/// What a year comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearTotals {
    /// 自评年度
    pub report_year: i32,
    /// 填报单位
    pub reporting_unit: String,
    /// The total of 附件2 as shown; `None` while an indicator is not scored.
    pub score: Option<String>,
    /// 优 良 中 差
    pub grade: Option<String>,
    /// How many figures were entered.
    pub entries: usize,
}

/// A backup that can be restored, and what the officer would have again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The backup.
    pub backup: Backup,
    /// What is in it.
    pub contents: Contents,
}

/// All backups of a workbook, newest first, in both places; of the same backup in both, the one beside comes first.
/// A folder that is not here has none.
pub fn list(places: &Places) -> Vec<Backup> {
    let mut found = in_folder(&places.workbook, &places.folder(), Kept::Beside);
    found.extend(in_second(places, &found));
    found.sort_by(|a, b| b.name.cmp(&a.name));
    found
}

/// The backups in the second folder, but for a colleague's: every officer's own workbook bears the same name.
pub(super) fn in_second(places: &Places, beside: &[Backup]) -> Vec<Backup> {
    let Some(second) = &places.second else { return Vec::new() };
    let mut found = in_folder(&places.workbook, second, Kept::Second);
    let ours = std::iter::once(places.workbook.as_path()).chain(beside.iter().map(|backup| backup.path.as_path()));
    if let Some(tip) = ours.into_iter().find_map(|path| Store::tip_of(path).ok()) {
        found.retain(|backup| Store::tip_of(&backup.path).map_or(true, |other| other.workbook == tip.workbook));
    }
    found
}

pub(super) fn in_folder(workbook: &Path, folder: &Path, kept: Kept) -> Vec<Backup> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let backup = |entry: fs::DirEntry| {
        let name = Name::read(workbook, entry.file_name().to_str()?)?;
        let metadata = entry.metadata().ok().filter(|metadata| metadata.is_file())?;
        name.reason.is_backup().then(|| Backup {
            path: entry.path(),
            at: name.at.format("%Y-%m-%d %H:%M:%S").to_string(),
            reason: name.reason,
            word: name.reason.word(),
            bytes: metadata.len(),
            kept,
            name,
        })
    };
    entries.flatten().filter_map(backup).collect()
}

/// Newest first, but those dated after `now` last: a clock was wrong, and nobody knows when they were made.
pub(super) fn trusted_first(mut backups: Vec<Backup>, now: &str) -> Vec<Backup> {
    backups.sort_by(|a, b| b.name.cmp(&a.name));
    let (future, mut past): (Vec<_>, Vec<_>) = backups.into_iter().partition(|backup| backup.at.as_str() > now);
    past.extend(future);
    past
}

/// Looks into a backup, or any workbook file, and checks it whole. The file is left as it is.
///
/// # Errors
/// As [`Workbook::open`]; `UnfitBackup` where nothing could be restored from it: damaged, or changed by
/// something else.
pub fn examine(path: &Path, now: &str) -> Result<Contents> {
    let workbook = Workbook::look(path, now).map_err(|error| error.of_backup(path))?;
    if let Some(altered) = workbook.altered() {
        return Err(altered.of_backup(path));
    }
    let tip = workbook.tip()?;
    let year = |report_year| {
        let year = workbook.year(Some(report_year))?;
        Ok(YearTotals {
            report_year,
            reporting_unit: year.evaluation.reporting_unit.clone(),
            score: year.evaluation.total.score.map(print_score),
            grade: year.evaluation.total.grade.clone(),
            entries: year.filing.entries.len(),
        })
    };
    let years = workbook.years()?.into_iter().rev().map(year).collect::<Result<Vec<_>>>()?;
    Ok(Contents { years, steps: tip.step, changed_at: tip.at, sample: workbook.is_sample()? })
}

/// The newest backup that is whole, with what is in it: what to offer where the workbook is damaged, altered or gone.
/// Those dated after `now` come last.
pub fn newest_good(places: &Places, now: &str) -> Option<Offer> {
    let offer = |backup: Backup| {
        let contents = examine(&backup.path, now).ok()?;
        Some(Offer { backup, contents })
    };
    trusted_first(list(places), now).into_iter().find_map(offer)
}

/// Refuses to start anew in place of the officer's own workbook where that is only gone for now or can be brought back.
///
/// # Errors
/// `NoDataFolder` where the folder she chose is not here; `Lost` with the newest good backup.
pub fn expect_not_lost(places: &Places, settings: &Settings, now: &str) -> Result<()> {
    if places.workbook.exists() {
        return Ok(());
    }
    let folder = atomic::folder(&places.workbook);
    if settings.data_folder.as_deref() == Some(folder) && !folder.is_dir() {
        return Err(Error::NoDataFolder { path: folder.to_owned() });
    }
    match newest_good(places, now) {
        Some(offer) => Err(Error::Lost { path: places.workbook.clone(), backup: offer.backup.path }),
        None => Ok(()),
    }
}
