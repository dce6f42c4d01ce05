//! The desk: the open workbook, and everything a window may ask of it, as JSON. The core's third face beside the library
//! and the command line: the window and the tests' bridge only carry questions and answers. What a window alone can do
//! (choosing a folder, the clock) is asked of [`System`], so that the page never names a file.

mod answer;
mod auditing;
mod editing;
mod forming;
mod importing;
mod previewing;
mod request;
mod safekeeping;
mod system;
mod wanted;

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use serde::Serialize;

use crate::backup::Reason;
use crate::document::Paper;
use crate::error::{Error, Result};
use crate::export;
use crate::import::Plan;
use crate::layout::KeptLines;
use crate::paint::Outlines;
use crate::quantity;
use crate::typeface::Faces;
use crate::view::{self, ReconciliationView, YearView};
use crate::workbook::{Step, StepKind, Workbook};
use crate::{place, sample, shelf};

pub use answer::{Advice, Refusal};
pub use auditing::{CheckedFinding, CheckedReport, Corrected};
pub use editing::{Act, Changed};
pub use forming::{Choice, EditionLine, Editions, FormView, IndicatorLine, RowKind, TableLine};
pub use importing::{ReadBlock, ReadChapter, ReadProposal, ReadReport};
pub use previewing::Preview;
pub use request::COMMANDS;
pub use safekeeping::{BackupView, Backups, Restoration, Welcome};
pub use system::{FileKind, System};
pub use wanted::Wanted;

/// The sample opened for who wants to look around.
const SAMPLE: &str = "demo";
/// Steps the history shows.
const HISTORY: usize = 200;

/// The open workbook, behind a lock: questions come from several threads.
pub struct Desk {
    system: Arc<dyn System>,
    state: Mutex<State>,
    auditing: Mutex<auditing::Auditing>,
    faces: OnceLock<Faces>,
    /// Outlines of the glyphs that previews have shown.
    outlines: Outlines,
    /// The lines of the last preview.
    lines: KeptLines,
}

struct State {
    wanted: Wanted,
    workbook: Option<Workbook>,
    /// The paper exported last, to be shown again.
    exported: Option<PathBuf>,
    /// The report read last for an import, with the year it is for.
    plan: Option<(i32, Plan)>,
    /// The form that is looked at.
    form: Option<forming::OpenForm>,
    /// Folders for her data as they were proposed last: the page names one by its place here.
    proposed: Vec<PathBuf>,
}

/// What the page is told of the open workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// The file's name.
    pub name: String,
    /// Where it lies.
    pub place: String,
    /// Whether it is a sample.
    pub sample: bool,
    /// Its years, oldest first.
    pub years: Vec<i32>,
    /// What the officer must know of the file: that something else changed it.
    pub notice: Option<String>,
    /// What she is reminded of: that there is no second copy of her work.
    pub reminder: Option<String>,
}

/// A year, and how the file stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Year {
    /// What the screen shows of it.
    #[serde(flatten)]
    pub view: YearView,
    /// When the newest step was committed.
    pub saved_at: Option<String>,
    /// What an undo would take back.
    pub undo: Option<String>,
    /// What a redo would do again.
    pub redo: Option<String>,
    /// Something else changed the file: it is only to be looked at.
    pub read_only: bool,
}

/// A line of the history (修改记录).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Counted from 1.
    pub id: i64,
    /// When.
    pub at: String,
    /// An edit, an undo, a redo, or a step nothing is undone past.
    pub kind: StepKind,
    /// What was done.
    pub name: String,
}

/// Papers written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// Where they lie.
    pub folder: String,
    /// One each.
    pub files: Vec<ExportedFile>,
    /// Characters that no face has; a blank stands in their place.
    pub missing_glyphs: String,
    /// 示例 or 草稿, where they bear it.
    pub stamp: Option<&'static str>,
}

/// A paper written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportedFile {
    /// Its name.
    pub name: String,
    /// Its pages.
    pub pages: usize,
    /// Its size.
    pub bytes: usize,
}

impl Desk {
    /// A desk with nothing open yet.
    pub fn new(wanted: Wanted, system: Arc<dyn System>) -> Desk {
        let state = State { wanted, workbook: None, exported: None, plan: None, form: None, proposed: Vec::new() };
        Desk {
            system,
            state: Mutex::new(state),
            auditing: Mutex::default(),
            faces: OnceLock::new(),
            outlines: Outlines::default(),
            lines: KeptLines::default(),
        }
    }

    /// Opens what is wanted, unless it is open already; nothing where the officer has no workbook yet.
    ///
    /// # Errors
    /// Those of opening; asking again tries again.
    fn open(&self) -> Result<Option<Opened>> {
        self.ensure_open()?;
        self.state().workbook.as_ref().map(|workbook| self.opened(workbook)).transpose()
    }

    fn ensure_open(&self) -> Result<()> {
        let mut state = self.state();
        if state.workbook.is_none() {
            state.workbook = self.find(&state.wanted)?;
            self.back_up_at(Reason::Automatic, &state);
        }
        Ok(())
    }

    /// Opens a copy of the sample, which is made where there is none yet.
    fn open_sample(&self) -> Result<Opened> {
        self.open_instead(Wanted::Sample(SAMPLE.to_owned()))?.ok_or(Error::NoFiling)
    }

    /// Opens the officer's own workbook in place of what is open.
    fn open_own(&self) -> Result<Option<Opened>> {
        self.open_instead(Wanted::Own)
    }

    fn open_instead(&self, wanted: Wanted) -> Result<Option<Opened>> {
        self.leave();
        self.state().wanted = wanted;
        // What cannot be opened is not wanted again: her own is.
        self.open().inspect_err(|_| self.state().wanted = Wanted::Own)
    }

    /// Closes the open workbook, with a backup where it changed. The officer's own is wanted next.
    pub fn leave(&self) {
        let mut state = self.state();
        self.back_up_at(Reason::Closing, &state);
        state.workbook = None;
        state.plan = None;
        state.form = None;
        state.wanted = Wanted::Own;
    }

    /// Begins a year: in the open workbook, else in the officer's own, which is made where there is none.
    fn new_year(&self, reporting_unit: &str, year: &str, edition: &str) -> Result<Opened> {
        // A real year never goes into a sample, whose papers say so and of which no backups are made.
        if self.state().workbook.as_ref().is_some_and(|open| open.is_sample().unwrap_or(false)) {
            self.open_own()?;
        }
        let report_year = quantity::read_year(year)?;
        let edition = shelf::find(&self.shelf(), edition)?;
        let now = self.system.now();
        let mut state = self.state();
        match &mut state.workbook {
            Some(workbook) => workbook.add_year(reporting_unit, report_year, &edition, &now)?,
            None => {
                state.wanted = Wanted::Own;
                let path = self.own_workbook();
                // A workbook that is gone is brought back, not begun anew.
                self.expect_not_lost(&path)?;
                state.workbook = Some(Workbook::with_year(&path, reporting_unit, report_year, &edition, &now)?);
            }
        }
        state.workbook.as_ref().map_or(Err(Error::NoFiling), |workbook| self.opened(workbook))
    }

    /// A year of the open workbook, the newest where none is named.
    fn year(&self, year: Option<i32>) -> Result<Year> {
        self.with(|workbook| shown(workbook, year, self.faces()))
    }

    /// 四方对账 of a year of the open workbook.
    fn reconciliation(&self, year: i32) -> Result<ReconciliationView> {
        self.with(|workbook| Ok(view::reconciliation(&*workbook.year(Some(year))?)))
    }

    /// The newest steps, newest first.
    fn history(&self) -> Result<Vec<Line>> {
        self.with(|workbook| {
            let several = workbook.years()?.len() > 1;
            let line = |step: Step| Line {
                name: if several { named_with_year(&step, None) } else { step.name.clone() },
                id: step.id,
                at: step.at,
                kind: step.kind,
            };
            Ok(workbook.history(HISTORY)?.into_iter().map(line).collect())
        })
    }

    /// Writes the papers into a folder the officer chooses, and shows them there; `None` where she chooses none.
    fn export(&self, year: i32, bound: bool, projects: bool, draft: bool) -> Result<Option<Exported>> {
        let Some(folder) = self.system.choose_folder("选择导出到哪个文件夹") else {
            return Ok(None);
        };
        let (files, stamp) = self.with(|workbook| {
            let year = workbook.proofread(Some(year), self.faces())?;
            let filed = year.papers_for_filing();
            let mut papers: Vec<&[Paper]> = if bound { vec![&filed] } else { filed.chunks(1).collect() };
            papers.extend((projects && !filed.contains(&Paper::Projects)).then_some(&[Paper::Projects][..]));
            let material = year.material(draft);
            let files = papers.iter().map(|papers| export::paper_file(papers, &material, self.faces()));
            Ok((files.collect::<Result<Vec<_>>>()?, material.stamp))
        })?;
        let written = export::save(&folder, &files)?;
        let mut missing: Vec<char> = written.iter().flat_map(|file| file.missing_glyphs.clone()).collect();
        missing.sort_unstable();
        missing.dedup();
        self.state().exported = written.first().map(|file| file.path.clone());
        self.show_exported();
        Ok(Some(Exported {
            folder: folder.display().to_string(),
            files: files
                .iter()
                .map(|file| ExportedFile { name: file.name.clone(), pages: file.pages, bytes: file.bytes.len() })
                .collect(),
            missing_glyphs: missing.into_iter().collect(),
            stamp: stamp.map(crate::document::Stamp::word),
        }))
    }

    /// Shows in its folder what was exported last.
    fn show_exported(&self) {
        let exported = self.state().exported.clone();
        if let Some(path) = exported {
            self.system.show(&path);
        }
    }

    /// The faces of this PC, with what was looked up in them.
    fn faces(&self) -> &Faces {
        self.faces.get_or_init(|| Faces::installed(&place::font_folders()))
    }

    /// Asks something of the open workbook; after a panic it is opened anew for it.
    fn with<T>(&self, ask: impl FnOnce(&mut Workbook) -> Result<T>) -> Result<T> {
        self.ensure_open()?;
        ask(self.state().workbook.as_mut().ok_or(Error::NoFiling)?)
    }

    fn find(&self, wanted: &Wanted) -> Result<Option<Workbook>> {
        let now = self.system.now();
        match wanted {
            Wanted::Own => self.own(&now),
            Wanted::File(path) => Workbook::open(path, &now).map(Some),
            Wanted::Sample(key) => self.sample_copy(key, &now).map(Some),
            Wanted::Unclear => Err(wanted.unclear()),
        }
    }

    /// A file that is there and cannot be opened is an error, never "no workbook yet"; nor is one that is gone and has
    /// backups.
    fn own(&self, now: &str) -> Result<Option<Workbook>> {
        let path = self.own_workbook();
        match Workbook::open(&path, now) {
            Err(Error::NoSuchFile { .. }) => self.expect_not_lost(&path).map(|()| None),
            // Another file she would choose otherwise; her own has lost its head.
            Err(Error::NotADatabase { path }) => {
                Err(Error::Damaged { path, detail: "文件开头已不是档案的内容".to_owned() })
            }
            opened => opened.map(Some),
        }
    }

    fn sample_copy(&self, key: &str, now: &str) -> Result<Workbook> {
        let sample = sample::load(key)?;
        let path = place::sample_workbook(&self.system.home(), key);
        let make = || Workbook::create(&path, true, &sample.edition, &sample.filings, now);
        match Workbook::open(&path, now) {
            Err(Error::NoSuchFile { .. }) => make(),
            // A sample that will not open is made anew; what was practised in it is kept aside.
            Err(Error::Damaged { .. } | Error::NotADatabase { .. } | Error::ForeignFile { .. }) => {
                Workbook::set_aside(&path, now)?;
                make()
            }
            opened => opened,
        }
    }

    fn opened(&self, workbook: &Workbook) -> Result<Opened> {
        let path = workbook.path();
        let sample = workbook.is_sample()?;
        Ok(Opened {
            name: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            place: path.display().to_string(),
            sample,
            years: workbook.years()?,
            notice: workbook.altered().map(|error| error.to_string()),
            reminder: if sample { None } else { self.reminder(path) },
        })
    }

    /// The officer's own workbook, where it lies or will lie.
    fn own_workbook(&self) -> PathBuf {
        place::workbook_in(&place::data_folder(&self.system.home()))
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

/// A step's name, with the year it touched where that is not the one shown: `修改“编制数”（2023年度）`.
fn named_with_year(step: &Step, shown: Option<i32>) -> String {
    let touched = step.changes.iter().map(|change| change.subject.year()).find(|year| Some(*year) != shown);
    touched.map_or_else(|| step.name.clone(), |year| format!("{}（{year}年度）", step.name))
}

/// A year as the page is told of it.
fn shown(workbook: &Workbook, year: Option<i32>, faces: &Faces) -> Result<Year> {
    Ok(Year {
        view: view::year(&*workbook.proofread(year, faces)?),
        saved_at: workbook.tip()?.at,
        undo: workbook.undoable()?,
        redo: workbook.redoable()?,
        read_only: workbook.altered().is_some(),
    })
}
