//! What the officer can do with a workbook (自评档案): each act reads what was typed, writes it as one step, and leaves
//! the rest to `evaluation`. The command line and the desk see this, not the store.

mod answering;
mod copies;
mod entering;
mod importing;
mod judging;
mod latest;
mod noting;
mod own_figures;
mod project_indicators;
mod projects;
mod reforming;
mod writing;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::check;
use crate::document::{Paper, Stamp};
use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::evaluation::Evaluation;
use crate::explanation::{Explainer, Explanation, Moments};
use crate::export::Material;
use crate::figure::Figure;
use crate::filing::{Block, Entry, Filing, Judgement, ProjectIndicator};
use crate::narrative;
use crate::proof::{self, KeptProofs};
use crate::quantity;
use crate::store::Store;
use crate::typeface::Faces;
use crate::words::quoted;

pub use crate::store::{Kind as StepKind, Report as Verification, Step, Tip};
use latest::Latest;

pub use importing::{Choice, Imported};
pub use judging::Decision;
pub use noting::{NewNote, Noted};
pub use own_figures::NewFigure;
pub use projects::ProjectChange;
pub use reforming::{Confirmed, Kept};
pub use writing::Place;

/// An open workbook. No other process can open it meanwhile.
pub struct Workbook {
    store: Store,
    latest: RefCell<Latest>,
}

/// One year of a workbook, worked out.
#[derive(Clone)]
pub struct Year {
    /// The form it is made with.
    pub edition: Arc<Edition>,
    /// What was entered.
    pub filing: Arc<Filing>,
    /// What was worked out of it.
    pub evaluation: Evaluation,
    /// What is entered and has no row of the form.
    pub kept: Vec<Kept>,
    /// Keys of the form's figures that nothing asks for any more.
    pub idle: BTreeSet<String>,
    sample: bool,
    altered: bool,
}

impl Year {
    /// Why a copy made now is not for filing, if so: a sample, or a draft (an error stands, an indicator is not scored,
    /// the file was altered by something else, or the officer wants it so).
    pub fn stamp(&self, as_draft: bool) -> Option<Stamp> {
        if self.sample {
            return Some(Stamp::Sample);
        }
        (as_draft || self.altered || self.evaluation.is_draft()).then_some(Stamp::Draft)
    }

    /// The papers it is filed as, the report first.
    pub fn papers_for_filing(&self) -> Vec<Paper> {
        self.edition.papers.for_filing(!self.filing.projects.is_empty())
    }

    /// What its papers are made from.
    pub fn material(&self, as_draft: bool) -> Material<'_> {
        Material {
            edition: &self.edition,
            filing: &self.filing,
            evaluation: &self.evaluation,
            stamp: self.stamp(as_draft),
        }
    }

    /// With what cannot be printed as it is written among its findings, where its papers are set in these faces.
    fn proofread(&self, faces: &Faces, kept: &KeptProofs) -> Year {
        let mut found = proof::findings(&self.edition, &self.filing, &self.evaluation, faces, kept);
        check::answer(&mut found, &self.filing.answers, None);
        let mut year = self.clone();
        year.evaluation.findings.append(&mut found);
        year.evaluation.findings.sort_by_key(|finding| finding.grade);
        year
    }

    fn figure(&self, key: &str) -> Result<Figure> {
        let found = self.evaluation.list.iter().find(|figure| figure.key.as_str() == key);
        found.cloned().ok_or_else(|| Error::UnknownFigure { key: key.to_owned() })
    }

    fn block(&self, id: i64) -> Result<&Block> {
        self.filing.blocks.iter().find(|block| block.id == id).ok_or(Error::UnknownBlock { id })
    }

    /// What stands at a key: a figure as shown, `block.ID` (or `block:ID`) as the officer edits it, an indicator's points.
    pub fn get(&self, key: &str) -> Result<Shown> {
        if let Some(id) = block_id(key) {
            let text = narrative::to_editable(&self.block(id)?.text, |key| Some(self.evaluation.label(key).to_owned()));
            return Ok(Shown {
                key: block_key(id),
                label: writing::PARAGRAPH.to_owned(),
                shown: Some(text),
                working: None,
            });
        }
        if let Some(result) = self.evaluation.indicators.iter().find(|result| result.key == key) {
            return Ok(Shown {
                key: key.to_owned(),
                label: result.label.clone(),
                shown: result.score.map(quantity::print_score),
                working: result.working.clone(),
            });
        }
        if let Some(target) = self.evaluation.targets().find(|target| target.key == key) {
            return Ok(Shown {
                key: key.to_owned(),
                label: target.name.clone(),
                shown: target.scored.score.map(quantity::print_score),
                working: target.scored.working.clone(),
            });
        }
        let value = self.evaluation.figures.get(key).ok_or_else(|| Error::UnknownFigure { key: key.to_owned() })?;
        Ok(Shown {
            key: key.to_owned(),
            label: value.label.clone(),
            shown: value.shown.clone(),
            working: value.working.clone(),
        })
    }
}

/// What stands at a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// The key asked for.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// As screen and paper show it; `None` is blank.
    pub shown: Option<String>,
    /// How it was worked out.
    pub working: Option<String>,
}

/// What an edit changed, as shown before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edited {
    /// What was edited.
    pub label: String,
    /// Blank is `None`.
    pub before: Option<String>,
    /// Blank is `None`.
    pub after: Option<String>,
    /// By how much an amount or a count changed, with its sign.
    pub difference: Option<String>,
}

impl Workbook {
    /// Makes a new workbook file with whole filings in it. `now` is local time, `2021-03-09 14:32:05`, here and below.
    ///
    /// # Errors
    /// [`Error::FileExists`]: a file is never replaced. Those of writing.
    pub fn create(path: &Path, sample: bool, edition: &Edition, filings: &[Filing], now: &str) -> Result<Workbook> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| Error::writing(folder, source))?;
        }
        let fill = |store: &mut Store| filings.iter().try_for_each(|filing| put_filing(store, edition, filing, now));
        Ok(Workbook::of(Store::create(path, sample, now, fill)?))
    }

    /// Adds a year to the workbook at `path`; where there is none, it is made with the year in it, or not at all.
    ///
    /// # Errors
    /// Those of [`Workbook::open`], [`Workbook::create`] and [`Workbook::add_year`].
    pub fn with_year(path: &Path, reporting_unit: &str, year: i32, edition: &Edition, now: &str) -> Result<Workbook> {
        match Workbook::open(path, now) {
            Err(Error::NoSuchFile { .. }) => {
                let filing = starting_filing(&entering::unit_name(reporting_unit)?, year, edition, 0)?;
                Workbook::create(path, false, edition, &[filing], now)
            }
            opened => {
                let mut workbook = opened?;
                workbook.add_year(reporting_unit, year, edition, now)?;
                Ok(workbook)
            }
        }
    }

    /// Opens a workbook.
    ///
    /// # Errors
    /// One for each way a file is not a whole workbook of ours; such a file is left as it is.
    pub fn open(path: &Path, now: &str) -> Result<Workbook> {
        Ok(Workbook::of(Store::open(path, now)?))
    }

    fn of(store: Store) -> Workbook {
        Workbook { store, latest: RefCell::default() }
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// That something else changed the file, where it did: the workbook is then for reading only.
    pub fn altered(&self) -> Option<Error> {
        self.store.altered().map(|place| Error::Altered { place: self.in_her_words(place) })
    }

    /// A place in the file as the officer knows it: the label of a figure or an indicator in place of its key, or of the
    /// id of a finding about it.
    fn in_her_words(&self, place: &str) -> String {
        let in_year = |key: &str, year| Some(self.year(Some(year)).ok()?.get(key).ok()?.label);
        let named = place.rsplit_once(' ').and_then(|(head, item)| {
            let key = item.split('/').nth(1).unwrap_or(item);
            let label = self.years().ok()?.into_iter().rev().find_map(|year| in_year(key, year))?;
            Some(format!("{head}{}", quoted(&label)))
        });
        named.unwrap_or_else(|| place.to_owned())
    }

    /// The years there are, oldest first.
    pub fn years(&self) -> Result<Vec<i32>> {
        Ok(self.store.filings()?.into_iter().map(|head| head.report_year).collect())
    }

    /// Adds a year with the edition's starting text.
    ///
    /// # Errors
    /// [`Error::YearExists`].
    pub fn add_year(&mut self, reporting_unit: &str, year: i32, edition: &Edition, now: &str) -> Result<()> {
        if self.years()?.contains(&year) {
            return Err(Error::YearExists { year });
        }
        let unit = entering::unit_name(reporting_unit)?;
        let filing = starting_filing(&unit, year, edition, self.store.next_block_id()? - 1)?;
        put_filing(&mut self.store, edition, &filing, now)
    }

    /// Why a figure, the points of an indicator or the total is what it is, with when it was entered.
    ///
    /// # Errors
    /// [`Error::UnknownFigure`]; those of [`Workbook::year`].
    pub fn why(&self, year: Option<i32>, subject: &str) -> Result<Explanation> {
        let of = self.year(year)?;
        let report_year = of.filing.head.report_year;
        let moments = Moments {
            entries: self.store.changed_at::<Entry>(report_year)?,
            judgements: self.store.changed_at::<Judgement>(report_year)?,
            targets: self.store.changed_at::<ProjectIndicator>(report_year)?,
        };
        Explainer::new(&of.edition, &of.filing, &of.evaluation, &moments).explain(subject)
    }

    /// Takes back the newest edit; its name.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`].
    pub fn undo(&mut self, now: &str) -> Result<String> {
        self.store.undo(now)
    }

    /// Does again what was taken back last; its name.
    ///
    /// # Errors
    /// [`Error::NothingToRedo`].
    pub fn redo(&mut self, now: &str) -> Result<String> {
        self.store.redo(now)
    }

    /// The name of what [`Workbook::undo`] would take back.
    pub fn undoable(&self) -> Result<Option<String>> {
        self.store.undoable()
    }

    /// The name of what [`Workbook::redo`] would do again.
    pub fn redoable(&self) -> Result<Option<String>> {
        self.store.redoable()
    }

    /// The newest steps, newest first.
    pub fn history(&self, limit: usize) -> Result<Vec<Step>> {
        self.store.history(limit)
    }

    /// Checks the whole file: its pages, every filing's seal, and the chain of steps.
    pub fn verify(&mut self) -> Result<Verification> {
        self.store.verify()
    }
}

/// A filing with the edition's starting text and nothing entered; ids of its blocks follow `last_block_id`.
fn starting_filing(reporting_unit: &str, year: i32, edition: &Edition, last_block_id: i64) -> Result<Filing> {
    let (_, hash) = edition.to_json()?;
    let mut filing = Filing::blank(year, reporting_unit, &hash);
    let texts = edition
        .chapters
        .iter()
        .flat_map(|chapter| chapter.blocks.iter().map(|block| (chapter.key.clone(), block.clone())));
    filing.set_text(texts, last_block_id);
    if let Some(table) = &edition.whole_table {
        filing.project_indicators = table.starting_indicators(year)?;
    }
    Ok(filing)
}

/// Puts a whole filing into a store, as a step that is not undone past.
fn put_filing(store: &mut Store, edition: &Edition, filing: &Filing, now: &str) -> Result<()> {
    let (json, _) = edition.to_json()?;
    store.put_edition(&edition.key, &edition.name, &json)?;
    let name = format!("新建{}年度", filing.head.report_year);
    store.barrier(&name, now, |edit| {
        edit.put(&filing.head)?;
        filing.entries.values().try_for_each(|entry| edit.put(entry))?;
        filing.judgements.values().try_for_each(|judgement| edit.put(judgement))?;
        filing.own_figures.iter().try_for_each(|figure| edit.put(figure))?;
        filing.projects.iter().try_for_each(|project| edit.put(project))?;
        filing.project_indicators.iter().try_for_each(|indicator| edit.put(indicator))?;
        filing.blocks.iter().try_for_each(|block| edit.put(block))?;
        filing.answers.values().try_for_each(|answer| edit.put(answer))?;
        filing.notes.values().try_for_each(|note| edit.put(note))
    })?;
    Ok(())
}

/// The key of a block; it is also read as `block:ID`.
fn block_key(id: i64) -> String {
    format!("block.{id}")
}

fn block_id(key: &str) -> Option<i64> {
    key.strip_prefix("block")?.strip_prefix(['.', ':'])?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition;

    const NOW: &str = "2025-03-09 14:32:05";

    #[test]
    fn a_new_file_is_there_with_its_first_year_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let edition = Edition::shipped(edition::DEFAULT).expect("is shipped");
        let path = folder.path().join("某局.ziping");
        // The tables take no year before 1949.
        assert!(Workbook::with_year(&path, "某局", 1000, &edition, NOW).is_err());
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
        let made = Workbook::with_year(&path, "某局", 2024, &edition, NOW).expect("is made");
        assert_eq!(made.years().expect("are read"), [2024]);
    }

    #[test]
    fn a_first_year_is_the_same_made_with_the_file_or_added_to_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let edition = Edition::shipped(edition::DEFAULT).expect("is shipped");
        let at = |name: &str| folder.path().join(name);
        let made = Workbook::with_year(&at("a"), "某局", 2024, &edition, NOW).expect("is made");
        let mut empty = Workbook::create(&at("b"), false, &edition, &[], NOW).expect("is made");
        empty.add_year("某局", 2024, &edition, NOW).expect("is added");
        let filing = |workbook: &Workbook| workbook.year(None).expect("is there").filing.clone();
        assert_eq!(filing(&made), filing(&empty));
        drop(made);
        let more = Workbook::with_year(&at("a"), "某局", 2025, &edition, NOW).expect("is added");
        assert_eq!(more.years().expect("are read"), [2024, 2025]);
    }

    #[test]
    fn an_altered_place_is_told_by_its_label() {
        let folder = tempfile::tempdir().expect("a folder");
        let edition = Edition::shipped(edition::DEFAULT).expect("is shipped");
        let made = Workbook::with_year(&folder.path().join("a"), "某局", 2024, &edition, NOW).expect("is made");
        assert_eq!(made.in_her_words("2024年度 数据项 staff.quota"), "2024年度 数据项“编制数”");
        assert_eq!(made.in_her_words("2024年度 说明 slip/staff.quota/8"), "2024年度 说明“编制数”");
        assert_eq!(made.in_her_words("修改记录 第3步"), "修改记录 第3步");
    }
}
