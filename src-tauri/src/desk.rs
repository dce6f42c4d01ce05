//! The desk: which workbook was asked for, and the open one. The page never names a file; only the arguments do.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use serde::Serialize;
use ziping::error::{Error, Result};
use ziping::view::{self, EvaluationView};
use ziping::workbook::Workbook;
use ziping::{place, sample};

/// The sample opened for who wants to look around.
const SAMPLE: &str = "demo";
const USAGE: &str = "启动参数无法识别，请用：ziping-desk 档案文件，或 ziping-desk --sample demo。";

/// The workbook the arguments name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The officer's own, where there is one.
    Own,
    /// A file.
    File(PathBuf),
    /// A copy of a sample.
    Sample(String),
    /// Arguments nobody understands.
    Unclear,
}

impl Wanted {
    /// Reads the arguments, without the program's name.
    pub(crate) fn named_by(arguments: impl Iterator<Item = OsString>) -> Wanted {
        let arguments: Vec<OsString> = arguments.collect();
        match arguments.as_slice() {
            [] => Wanted::Own,
            [option, key] if option == "--sample" => Wanted::Sample(key.to_string_lossy().into_owned()),
            [file] if !file.is_empty() && !file.to_string_lossy().starts_with("--") => Wanted::File(file.into()),
            _ => Wanted::Unclear,
        }
    }
}

/// What the page is told of the open workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Opened {
    /// The file's name.
    name: String,
    /// Where it lies.
    place: String,
    /// Its years, oldest first.
    years: Vec<i32>,
    /// What the officer must know of the file: that something else changed it.
    notice: Option<String>,
}

/// The open workbook, behind a lock: commands come from several threads.
pub(crate) struct Desk {
    state: Mutex<State>,
    now: fn() -> String,
}

struct State {
    wanted: Wanted,
    workbook: Option<Workbook>,
}

impl Desk {
    /// A desk with nothing open yet. `now` tells the local time.
    pub(crate) fn new(wanted: Wanted, now: fn() -> String) -> Desk {
        Desk { state: Mutex::new(State { wanted, workbook: None }), now }
    }

    /// Opens what is wanted, unless it is open already.
    ///
    /// # Errors
    /// Those of opening; asking again tries again.
    pub(crate) fn open(&self) -> Result<Option<Opened>> {
        let mut state = self.state();
        if state.workbook.is_none() {
            state.workbook = self.find(&state.wanted)?;
        }
        state.workbook.as_ref().map(opened).transpose()
    }

    /// Opens the sample in place of what was wanted.
    ///
    /// # Errors
    /// Those of opening and making a workbook.
    pub(crate) fn open_sample(&self) -> Result<Opened> {
        let mut state = self.state();
        // The file may be the one that is open, and nothing opens a workbook twice.
        state.workbook = None;
        let workbook = self.sample(SAMPLE)?;
        let answer = opened(&workbook)?;
        *state = State { wanted: Wanted::Sample(SAMPLE.to_owned()), workbook: Some(workbook) };
        Ok(answer)
    }

    /// A year of the open workbook, worked out and printed.
    ///
    /// # Errors
    /// [`Error::NoSuchYear`], [`Error::NoFiling`]; those of reading.
    pub(crate) fn evaluation(&self, year: Option<i32>) -> Result<EvaluationView> {
        self.open()?;
        let state = self.state();
        let year = state.workbook.as_ref().ok_or(Error::NoFiling)?.year(year)?;
        Ok(view::evaluation(&year.edition, &year.filing, &year.evaluation, year.stamp(false)))
    }

    fn find(&self, wanted: &Wanted) -> Result<Option<Workbook>> {
        match wanted {
            Wanted::Own => self.own(&place::own_workbook()),
            Wanted::File(path) => Workbook::open(path, &(self.now)()).map(Some),
            Wanted::Sample(key) => self.sample(key).map(Some),
            Wanted::Unclear => Err(Error::Usage { text: USAGE.to_owned() }),
        }
    }

    /// A file that is there and cannot be opened is an error, never "no workbook yet".
    fn own(&self, path: &Path) -> Result<Option<Workbook>> {
        match Workbook::open(path, &(self.now)()) {
            Err(Error::NoSuchFile { .. }) => Ok(None),
            opened => opened.map(Some),
        }
    }

    fn sample(&self, key: &str) -> Result<Workbook> {
        let sample = sample::load(key)?;
        let path = place::sample_workbook(key);
        match Workbook::open(&path, &(self.now)()) {
            Err(Error::NoSuchFile { .. }) => {
                Workbook::create(&path, true, &sample.edition, &sample.filings, &(self.now)())
            }
            opened => opened,
        }
    }

    /// The state; after a panic the workbook is closed, so that the next question opens it anew.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| {
            self.state.clear_poison();
            let mut state = poisoned.into_inner();
            state.workbook = None;
            state
        })
    }
}

fn opened(workbook: &Workbook) -> Result<Opened> {
    let path = workbook.path();
    Ok(Opened {
        name: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        place: path.display().to_string(),
        years: workbook.years()?,
        notice: workbook.altered().map(|error| error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(path: &Path) -> Desk {
        Desk::new(Wanted::File(path.to_owned()), || "2025-03-09 14:32:05".to_owned())
    }

    fn demo(path: &Path) {
        let sample = sample::load("demo").expect("is shipped");
        Workbook::create(path, true, &sample.edition, &sample.filings, "2025-03-09 14:32:05").expect("is made");
    }

    #[test]
    fn the_arguments_name_the_workbook() {
        let wanted = |arguments: &[&str]| Wanted::named_by(arguments.iter().map(OsString::from));
        assert_eq!(wanted(&[]), Wanted::Own);
        assert_eq!(wanted(&["某 局.ziping"]), Wanted::File("某 局.ziping".into()));
        assert_eq!(wanted(&["--sample", "demo"]), Wanted::Sample("demo".to_owned()));
        for unclear in [&["--sample"][..], &["--other"], &["a", "b"], &[""]] {
            assert_eq!(wanted(unclear), Wanted::Unclear, "{unclear:?}");
        }
    }

    #[test]
    fn a_workbook_shows_its_newest_year_first_and_any_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("示例.ziping");
        demo(&path);
        let desk = desk(&path);
        let opened = desk.open().expect("opens").expect("is there");
        assert_eq!(
            (opened.name.as_str(), opened.years.as_slice(), &opened.notice),
            ("示例.ziping", &[2023, 2024][..], &None)
        );
        assert_eq!(desk.open().expect("is open").expect("is there"), opened);
        assert_eq!(desk.evaluation(None).expect("is worked out").report_year, 2024);
        assert_eq!(desk.evaluation(Some(2023)).expect("is worked out").report_year, 2023);
        assert_eq!(desk.evaluation(Some(1999)).expect_err("is not there").code(), "no_such_year");
    }

    #[test]
    fn what_cannot_be_opened_is_told_and_tried_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ziping");
        let desk = desk(&path);
        assert_eq!(desk.open().expect_err("is not there").code(), "no_such_file");
        assert_eq!(desk.evaluation(None).expect_err("is not there").code(), "no_such_file");
        std::fs::write(&path, "不是档案").expect("is written");
        assert_eq!(desk.open().expect_err("is a text").code(), "not_a_database");
        std::fs::remove_file(&path).expect("is removed");
        demo(&path);
        assert!(desk.open().expect("opens now").is_some());
    }

    #[test]
    fn after_a_panic_the_workbook_is_opened_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ziping");
        demo(&path);
        let desk = desk(&path);
        desk.open().expect("opens");
        let refusal = crate::answer::answer::<()>(|| {
            let _state = desk.state();
            panic!("a mistake of ours while the desk is in use")
        });
        assert_eq!(refusal.expect_err("is refused").code, "panic");
        assert!(desk.state().workbook.is_none());
        assert!(desk.evaluation(None).is_ok());
    }
}
