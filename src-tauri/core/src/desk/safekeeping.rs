//! The officer's data at the desk: where they lie, their backups, and bringing one back. What is done is the core room
//! `safekeeping`'s; here it is put into words for the page, which names a backup by an id of ours, never by a path.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Desk, FileKind, Opened, State, Wanted};
use crate::backup::Reason;
use crate::error::{Error, Result};
use crate::place;
use crate::quantity;
use crate::safekeeping::{self, Backup, Carried, Kept, Places, Restored, YearTotals};
use crate::settings::Settings;
use crate::workbook::Workbook;

/// Files a backup can be restored from.
const WORKBOOKS: FileKind = FileKind { name: "自评档案", endings: &["ziping"] };
/// Backups that are looked into for the list; older ones are told by their names alone.
const EXAMINED: usize = 60;

/// What the first screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Welcome {
    /// Where her data lie, or will lie.
    pub folder: String,
    /// Whether her own workbook is there.
    pub own_exists: bool,
    /// What speaks against this folder.
    pub warnings: Vec<String>,
    /// Folders on other fixed disks, each by its place in this list.
    pub proposals: Vec<String>,
    /// The newest backup that can be restored.
    pub newest_backup: Option<BackupView>,
    /// What was done, where something was.
    pub sentence: Option<String>,
}

/// What the screen of the backups shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Backups {
    /// Where they lie.
    pub folder: String,
    /// Where the second copies lie.
    pub second_folder: Option<String>,
    /// What she is reminded of.
    pub reminder: Option<String>,
    /// Newest first.
    pub list: Vec<BackupView>,
    /// What was done, where something was.
    pub sentence: Option<String>,
}

/// A backup as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BackupView {
    /// Names it in a question.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// When it was made.
    pub at: String,
    /// Why, in a word.
    pub reason: &'static str,
    /// Whether it lies in the second folder.
    pub second: bool,
    /// Its size, printed.
    pub bytes: String,
    /// Why nothing can be restored from it.
    pub broken: Option<String>,
    /// What is in it.
    pub years: Vec<YearTotals>,
}

/// What a restoring did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Restoration {
    /// What was restored, and where the state before is kept.
    pub sentence: String,
    /// The workbook, open again.
    pub opened: Option<Opened>,
}

impl Desk {
    /// Where her data lie or will lie, and what there is of them.
    pub(super) fn welcome(&self) -> Result<Welcome> {
        let (workbook, home) = (self.own_workbook(), self.system.home());
        let folder = workbook.parent().unwrap_or(&home);
        let warnings = match place::judge(folder) {
            Ok(warnings) => warnings.iter().map(place::Warning::sentence).collect(),
            Err(error) => vec![error.to_string()],
        };
        let loaded = Settings::load(&home, &self.system.now());
        // Of what was to be opened: a backup of hers is no help where another file was.
        let newest = safekeeping::newest_good(&self.places(&self.at_work()), &self.system.now());
        Ok(Welcome {
            folder: folder.display().to_string(),
            own_exists: workbook.exists(),
            warnings,
            proposals: place::proposals(&home).iter().map(|proposal| proposal.folder.display().to_string()).collect(),
            newest_backup: newest.map(|offer| view(&offer.backup, None, offer.contents.years)),
            sentence: loaded.notice,
        })
    }

    /// Takes her data to a folder she chooses; `None` where she chooses none.
    pub(super) fn choose_data_folder(&self) -> Result<Option<Welcome>> {
        let folder = self.system.choose_folder("选择存放自评档案的文件夹");
        folder.map(|folder| self.take_data_to(&folder)).transpose()
    }

    /// Takes her data to a folder that was proposed.
    pub(super) fn use_data_folder(&self, proposal: usize) -> Result<Welcome> {
        let proposed = place::proposals(&self.system.home()).into_iter().nth(proposal);
        self.take_data_to(&proposed.ok_or(Error::Outdated)?.folder)
    }

    fn take_data_to(&self, folder: &Path) -> Result<Welcome> {
        place::judge(folder)?;
        self.leave();
        let (now, home) = (self.system.now(), self.system.home());
        let moved = safekeeping::move_data(&self.own_workbook(), folder, &home, &now)?;
        let welcome = self.welcome()?;
        let sentence = match (moved.left, moved.found) {
            (Some(left), _) => Some(format!("档案已存到新位置，原来的文件保留为“{}”。", left.display())),
            (None, true) => Some("这个文件夹里已有自评档案，以后就用它。".to_owned()),
            (None, false) => welcome.sentence,
        };
        Ok(Welcome { sentence, ..welcome })
    }

    /// The backups of the open workbook, else of her own.
    pub(super) fn backups(&self) -> Result<Backups> {
        let (places, now) = (self.places(&self.at_work()), self.system.now());
        let look = |(index, backup): (usize, Backup)| match (index < EXAMINED)
            .then(|| safekeeping::examine(&backup.path, &now))
        {
            None => view(&backup, None, Vec::new()),
            Some(Ok(contents)) => view(&backup, None, contents.years),
            Some(Err(error)) => view(&backup, Some(error.to_string()), Vec::new()),
        };
        Ok(Backups {
            folder: places.folder().display().to_string(),
            second_folder: places.second.as_ref().map(|folder| folder.display().to_string()),
            reminder: self.reminder(&places.workbook),
            list: safekeeping::list(&places).into_iter().enumerate().map(look).collect(),
            sentence: None,
        })
    }

    /// Makes a backup now.
    pub(super) fn back_up(&self) -> Result<Backups> {
        let now = self.system.now();
        let made = self.with(|workbook| safekeeping::back_up(workbook, Reason::Manual, &now))?;
        let mut sentence = format!("已备份为“{}”", made.file_name().unwrap_or_default().to_string_lossy());
        match self.carry(&self.places(&self.at_work())) {
            Carried::Done(path) => sentence.push_str(&format!("，并已存到“{}”。", parent(&path))),
            Carried::Unreachable => sentence.push_str("；第二备份位置现在找不到，请插上U盘后再备份一次。"),
            Carried::Failed(error) => sentence.push_str(&format!("；第二份没有存成：{error}")),
            Carried::NothingNew | Carried::NotChosen => sentence.push('。'),
        }
        Ok(Backups { sentence: Some(sentence), ..self.backups()? })
    }

    /// Lets her choose the folder of the second copies; `None` where she chooses none.
    pub(super) fn choose_second_folder(&self) -> Result<Option<Backups>> {
        let Some(folder) = self.system.choose_folder("选择U盘或另一块硬盘上的文件夹") else {
            return Ok(None);
        };
        let places = self.places(&self.at_work());
        safekeeping::choose_second(&places, &folder)?;
        let warnings = place::judge_second(&folder, &places.workbook)?;
        self.choose(|settings| (settings.second_folder, settings.second_copy_at) = (Some(folder), None))?;
        self.carry(&self.places(&places.workbook));
        let told: Vec<String> = warnings.iter().map(place::Warning::sentence).collect();
        let sentence = if told.is_empty() {
            "第二备份位置已选好，以后每次备份都会再存一份到那里。".to_owned()
        } else {
            told.concat()
        };
        Ok(Some(Backups { sentence: Some(sentence), ..self.backups()? }))
    }

    /// Puts the reminder aside for a while.
    pub(super) fn dismiss_reminder(&self) -> Result<()> {
        let now = self.system.now();
        self.choose(|settings| settings.reminder_dismissed_at = Some(now))
    }

    /// Changes the settings and keeps them.
    fn choose(&self, change: impl FnOnce(&mut Settings)) -> Result<()> {
        let home = self.system.home();
        let mut settings = Settings::load(&home, &self.system.now()).settings;
        change(&mut settings);
        settings.save(&home)
    }

    /// Restores a backup of the list.
    pub(super) fn restore(&self, id: &str) -> Result<Restoration> {
        let listed = safekeeping::list(&self.places(&self.at_work()));
        let backup = listed.into_iter().find(|backup| id_of(backup) == id).ok_or(Error::Outdated)?;
        self.restore_from(&backup.path)
    }

    /// Restores a file she chooses; `None` where she chooses none.
    pub(super) fn restore_file(&self) -> Result<Option<Restoration>> {
        let file = self.system.choose_file("选择要恢复的备份文件", WORKBOOKS);
        file.map(|file| self.restore_from(&file)).transpose()
    }

    /// Restores into the open workbook's place, else into her own. What was open is open again afterwards, also where
    /// the restoring failed.
    fn restore_from(&self, backup: &Path) -> Result<Restoration> {
        let (workbook, now) = (self.at_work(), self.system.now());
        let wanted = {
            let mut state = self.state();
            state.workbook = None;
            state.wanted.clone()
        };
        let restored = safekeeping::restore(backup, &workbook, &now);
        self.state().wanted = wanted;
        let restored = restored?;
        Ok(Restoration { sentence: told(&restored), opened: self.open()? })
    }

    /// A backup where the workbook changed since the newest one, at a moment when one is always made. A backup that
    /// cannot be made hinders nothing: the reminder tells of it once it is old.
    pub(super) fn back_up_at(&self, reason: Reason, state: &State) {
        let now = self.system.now();
        let of_value = |workbook: &&Workbook| !workbook.is_sample().unwrap_or(true);
        if let Some(workbook) = state.workbook.as_ref().filter(of_value) {
            let _ = safekeeping::back_up_if_changed(workbook, reason, &now);
            self.carry(&self.places(workbook.path()));
        }
    }

    /// A backup during work, where one is due.
    pub(super) fn back_up_if_due(&self, workbook: &Workbook) {
        if workbook.is_sample().unwrap_or(true) {
            return;
        }
        if let Ok(Some(_)) = safekeeping::back_up_if_due(workbook, &self.system.now()) {
            self.carry(&self.places(workbook.path()));
        }
    }

    fn carry(&self, places: &Places) -> Carried {
        let now = self.system.now();
        let carried = safekeeping::carry(places, &now);
        if matches!(carried, Carried::Done(_)) {
            // The copy itself is there; only the reminder may come too early.
            let _ = safekeeping::note_carried(&self.system.home(), &now);
        }
        carried
    }

    /// Refuses to begin anew where her workbook, or its folder, is only gone.
    pub(super) fn expect_not_lost(&self, workbook: &Path) -> Result<()> {
        let settings = Settings::peek(&self.system.home());
        safekeeping::expect_not_lost(&Places::new(workbook, &settings), &settings, &self.system.now())
    }

    pub(super) fn reminder(&self, workbook: &Path) -> Option<String> {
        let settings = Settings::peek(&self.system.home());
        let reminder = safekeeping::remind(&self.places(workbook), &settings, &self.system.now())?;
        Some(reminder.sentence())
    }

    pub(super) fn places(&self, workbook: &Path) -> Places {
        Places::new(workbook, &Settings::peek(&self.system.home()))
    }

    /// The workbook at work: the one that was asked for, else her own.
    fn at_work(&self) -> PathBuf {
        let state = self.state();
        match (&state.workbook, &state.wanted) {
            (Some(workbook), _) => workbook.path().to_owned(),
            (None, Wanted::File(path)) => path.clone(),
            (None, Wanted::Sample(key)) => place::sample_workbook(&self.system.home(), key),
            (None, Wanted::Own | Wanted::Unclear) => self.own_workbook(),
        }
    }
}

fn told(restored: &Restored) -> String {
    let years: Vec<String> = restored.contents.years.iter().map(|year| format!("{}年度", year.report_year)).collect();
    let kept = match (&restored.kept, restored.was_broken) {
        (None, _) => String::new(),
        (Some(path), false) => format!("，恢复前的档案已备份为“{}”", path.display()),
        (Some(path), true) => format!("，损坏的文件没有丢弃，保留为“{}”", path.display()),
    };
    format!("已恢复{}{kept}。", years.join("、"))
}

fn view(backup: &Backup, broken: Option<String>, years: Vec<YearTotals>) -> BackupView {
    BackupView {
        id: id_of(backup),
        name: file_name(&backup.path),
        at: backup.at.clone(),
        reason: backup.word,
        second: backup.kept == Kept::Second,
        bytes: quantity::print_bytes(backup.bytes),
        broken,
        years,
    }
}

fn id_of(backup: &Backup) -> String {
    let place = match backup.kept {
        Kept::Beside => "beside",
        Kept::Second => "second",
    };
    format!("{place}/{}", file_name(&backup.path))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn parent(path: &Path) -> String {
    path.parent().unwrap_or(path).display().to_string()
}
