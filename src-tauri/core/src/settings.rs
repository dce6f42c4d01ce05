//! What the officer chose for this PC: where her data lie, where a second copy goes. A small JSON file in the fixed
//! home; nothing of her data is in it. What a newer program wrote into it stays in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::backup::{Name, Reason, moment};
use crate::error::{Error, Result};

/// The file in the home.
pub const FILE_NAME: &str = "设置.json";

/// What was chosen; all of it may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The folder of the officer's workbook, where it is not the home.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_folder: Option<PathBuf>,
    /// The folder that gets a second copy of each backup, as on a USB stick.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_folder: Option<PathBuf>,
    /// When the newest backup there was made: the stick may not be here to ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_copy_at: Option<String>,
    /// When the officer last put a reminder aside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminder_dismissed_at: Option<String>,
    /// What a newer program chose; it is written back as it was.
    #[serde(flatten)]
    pub unknown: serde_json::Map<String, serde_json::Value>,
}

/// Settings as they were found, and what the officer must know of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// As the file says; the defaults where it says nothing.
    pub settings: Settings,
    /// One sentence, where the file could not be read and the defaults are used.
    pub notice: Option<String>,
}

impl Settings {
    /// Reads the settings in this home; those that cannot be read are the defaults. Changes nothing.
    pub fn peek(home: &Path) -> Settings {
        read(&home.join(FILE_NAME)).unwrap_or_default()
    }

    /// Reads the settings in this home at the start of the program. A file that makes no sense is kept under another
    /// name, with a notice; the program starts in any case.
    pub fn load(home: &Path, now: &str) -> Loaded {
        let path = home.join(FILE_NAME);
        let problem = match read(&path) {
            Ok(settings) => return Loaded { settings, notice: None },
            Err(problem) => problem,
        };
        let kept = matches!(problem, Error::BrokenSettings { .. }).then(|| set_aside(&path, now)).flatten();
        let kept = kept.map(|kept| format!("，原文件保留为“{}”", kept.display())).unwrap_or_default();
        let notice = format!("设置文件“{}”读不出来{kept}，本次使用默认设置，请重新选择存放位置。", path.display());
        Loaded { settings: Settings::default(), notice: Some(notice) }
    }

    /// Changes the settings in this home and keeps them.
    ///
    /// # Errors
    /// `CannotRead` where those that are there cannot be read now: they are not lost for that; those of
    /// [`Settings::save`].
    pub fn change(home: &Path, now: &str, change: impl FnOnce(&mut Settings)) -> Result<()> {
        let mut settings = match read(&home.join(FILE_NAME)) {
            Err(Error::BrokenSettings { .. }) => Settings::load(home, now).settings,
            read => read?,
        };
        change(&mut settings);
        settings.save(home)
    }

    /// Chooses another second folder, where no copy has been made yet; `None` for none.
    pub fn choose_second(&mut self, folder: Option<PathBuf>) {
        self.second_folder = folder;
        self.second_copy_at = None;
        self.reminder_dismissed_at = None;
    }

    /// Writes the settings into this home, whole or not at all.
    ///
    /// # Errors
    /// `CannotWrite`, `DiskFull`; what was there then stands.
    pub fn save(&self, home: &Path) -> Result<()> {
        let path = home.join(FILE_NAME);
        let writing = |source| Error::writing(&path, source);
        fs::create_dir_all(home).map_err(writing)?;
        let json = serde_json::to_vec_pretty(self).map_err(|error| writing(error.into()))?;
        let mut new = atomic::temporary(&path)?;
        new.write_all(&json).map_err(writing)?;
        atomic::replace(new.into_temp_path(), &path)
    }
}

/// # Errors
/// `CannotRead`; `BrokenSettings` where it is no JSON or says something else than settings. No file: the defaults.
fn read(path: &Path) -> Result<Settings> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Settings::default()),
        read => read.map_err(|source| Error::reading(path, source))?,
    };
    serde_json::from_slice(&bytes).map_err(|_| Error::BrokenSettings { path: path.to_owned() })
}

/// Gives a broken file another name; `None` where even that is refused.
fn set_aside(path: &Path, now: &str) -> Option<PathBuf> {
    let mut name = Name::new(moment(now)?, Reason::Damaged);
    let mut aside = path.with_file_name(name.of(path));
    while aside.exists() {
        name = name.next();
        aside = path.with_file_name(name.of(path));
    }
    fs::rename(path, &aside).ok()?;
    Some(aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-23 14:32:05";

    fn written(json: &str) -> (tempfile::TempDir, Loaded) {
        let home = tempfile::tempdir().expect("a folder");
        fs::write(home.path().join(FILE_NAME), json).expect("written");
        let loaded = Settings::load(home.path(), NOW);
        (home, loaded)
    }

    #[test]
    fn without_a_file_the_defaults_hold_and_nothing_is_written() {
        let home = tempfile::tempdir().expect("a folder");
        let none = Loaded { settings: Settings::default(), notice: None };
        assert_eq!(Settings::load(&home.path().join("new"), NOW), none);
        assert_eq!(Settings::load(home.path(), NOW), none);
        assert_eq!(fs::read_dir(home.path()).expect("read").count(), 0);
    }

    #[test]
    fn what_was_saved_is_read_again() {
        let home = tempfile::tempdir().expect("a folder");
        let settings = Settings {
            data_folder: Some("D:/自评档案".into()),
            second_folder: Some("E:/备份".into()),
            second_copy_at: Some(NOW.to_owned()),
            ..Settings::default()
        };
        let home = home.path().join("not yet there");
        settings.save(&home).expect("saved");
        settings.save(&home).expect("saved again");
        assert_eq!(Settings::load(&home, NOW), Loaded { settings, notice: None });
        assert_eq!(fs::read_dir(&home).expect("read").count(), 1);
    }

    #[test]
    fn what_a_newer_program_wrote_stays() {
        let (home, loaded) = written(r#"{"second_folder": "E:/备份", "theme": {"dark": true}}"#);
        assert_eq!(loaded.notice, None);
        loaded.settings.save(home.path()).expect("saved");
        assert!(fs::read_to_string(home.path().join(FILE_NAME)).expect("read").contains("dark"));
    }

    #[test]
    fn a_broken_file_is_kept_and_told_and_the_defaults_hold() {
        for json in ["", "{", "[]", r#"{"data_folder": 1}"#, "\u{0}\u{0}\u{0}", "设置"] {
            let (home, loaded) = written(json);
            assert_eq!(loaded.settings, Settings::default(), "{json}");
            let notice = loaded.notice.expect("is told");
            assert!(notice.ends_with('。') && notice.matches('。').count() == 1, "{notice}");
            let kept = home.path().join("设置-2026-11-23-143205-损坏.json");
            assert_eq!(fs::read_to_string(kept).expect("is kept"), json);
            assert_eq!(Settings::load(home.path(), NOW).notice, None);
        }
    }

    #[test]
    fn a_second_broken_file_does_not_take_the_place_of_the_first() {
        let (home, _) = written("{");
        fs::write(home.path().join(FILE_NAME), "}").expect("written");
        Settings::load(home.path(), NOW);
        let kept = |name: &str| fs::read_to_string(home.path().join(name)).expect("is kept");
        assert_eq!(kept("设置-2026-11-23-143205-损坏.json"), "{");
        assert_eq!(kept("设置-2026-11-23-143205-损坏-2.json"), "}");
    }
}
