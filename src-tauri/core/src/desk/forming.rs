//! Forms (表样) at the desk: those there are, a bureau's own read and shown row by row, corrected, kept, and used for a year.
//! What is read or changed stands in the desk's memory until she says so.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::editing::{Act, Changed};
use super::{Desk, FileKind};
use crate::edition::{self, Edition, FormRow, Indicator, Provenance};
use crate::error::{Error, Result};
use crate::exchange;
use crate::figure::Key;
use crate::filling;
use crate::form::{self, FormChange, FormPaper, FormReading, KnownRow, MoneyUnit, RowReading};
use crate::project::WholeTable;
use crate::quantity::{Measure, print_score};
use crate::rule::Rule;
use crate::shelf;
use crate::table::Tables;
use crate::view::LevelView;
use crate::workbook::Confirmed;

/// Files a form is read from. Older kinds can be chosen, so that the officer is told what to do with them.
const FORMS: FileKind = FileKind {
    name: "表样文件",
    endings: &["docx", "xlsx", "xls", "et", "txt", "csv", "json", "doc", "wps", "pdf"],
};
/// A bureau's form that is filled.
const BLANKS: FileKind = FileKind { name: "财政局的空白表", endings: &["docx", "xlsx"] };
/// An edition as a file.
const EDITION: FileKind = FileKind { name: "表样文件", endings: &["json"] };

/// A form that is looked at: just read, or taken from those there are.
#[derive(Clone, Debug)]
pub(super) struct OpenForm {
    edition: Edition,
    begun: Edition,
    /// The year whose own it is.
    year: Option<i32>,
    source: String,
    unit: MoneyUnit,
    report_year: Option<i32>,
    warnings: Vec<String>,
    /// What a reading says of indicators, by key, and of the rows of 附件1, in order.
    read: BTreeMap<String, RowReading>,
    read_rows: Vec<RowReading>,
}

/// The forms there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Editions {
    /// The year's own: its name.
    pub own: Option<String>,
    /// Rows of it that are 待核对.
    pub assumed: usize,
    /// Shipped ones, then those kept.
    pub editions: Vec<EditionLine>,
}

/// A form that can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditionLine {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Whether it came with the program.
    pub shipped: bool,
    /// Why its file cannot be used.
    pub refused: Option<String>,
}

/// A form as shown, row by row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormView {
    /// What it is called.
    pub name: String,
    /// The file it was read from; empty for one there was.
    pub source: String,
    /// The year whose own it is.
    pub year: Option<i32>,
    /// What money is counted in on it.
    pub unit: &'static str,
    /// What she should know.
    pub warnings: Vec<String>,
    /// The sum of the weights.
    pub total: String,
    /// What hinders its use.
    pub fault: Option<String>,
    /// Whether it was changed since it was opened.
    pub changed: bool,
    /// Weights of levels.
    pub levels: Vec<LevelView>,
    /// The rows of 附件2, those switched off among them.
    pub indicators: Vec<IndicatorLine>,
    /// The rows of 附件1.
    pub rows: Vec<TableLine>,
    /// Known indicators a row may be scored as.
    pub like: Vec<Choice>,
    /// Rates a row may be scored from.
    pub rates: Vec<Choice>,
    /// Known rows of 附件1.
    pub known_rows: Vec<KnownRow>,
    /// The whole department's table in lines, where the form has it in place of a score sheet.
    pub whole: Vec<String>,
}

/// A row of 附件2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IndicatorLine {
    /// Its key.
    pub key: String,
    /// Whether it is shown and scored.
    pub on: bool,
    /// 一级指标 and 二级指标
    pub path: [String; 2],
    /// 三级指标
    pub label: String,
    /// 分值
    pub full_score: String,
    /// 评价标准 as printed.
    pub wording: String,
    /// The rule in the program's own words, where the bureau's are printed.
    pub understood: Option<String>,
    /// How it is scored.
    pub scored: String,
    /// By hand, by what is known, or from a figure of its own.
    pub kind: RowKind,
    /// The rate it is scored from.
    pub figure: Option<String>,
    /// What was assumed.
    pub notes: Vec<String>,
    /// 待核对
    pub assumed: bool,
}

/// A row of 附件1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableLine {
    /// Its number, from 0.
    pub row: usize,
    /// Whether it is shown.
    pub on: bool,
    /// Its first words.
    pub name: String,
    /// Whether they may be changed here.
    pub may_be_renamed: bool,
    /// The labels of its figures.
    pub figures: Vec<String>,
    /// What it was taken for.
    pub kind: RowKind,
    /// The known row it bears, of rows of amounts.
    pub stem: Option<String>,
    /// Whether it is a row of amounts.
    pub of_amounts: bool,
    /// What was assumed.
    pub notes: Vec<String>,
    /// 待核对
    pub assumed: bool,
}

/// What a row is to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// Figures or an indicator it knows.
    Known,
    /// A figure made for this row.
    New,
    /// Scored by hand.
    Judged,
    /// Words only.
    Words,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: String,
}

impl Desk {
    /// The forms there are, and the one of a year.
    pub(super) fn editions(&self, year: Option<i32>) -> Result<Editions> {
        let workbook = self.shelf();
        let line = |(key, shipped): (String, bool)| match shelf::find(&workbook, &key) {
            Ok(edition) => EditionLine { key, name: edition.name, shipped, refused: None },
            Err(error) => EditionLine { name: key.clone(), key, shipped, refused: Some(error.to_string()) },
        };
        let shipped = Edition::shipped_keys().into_iter().map(|key| (key, true));
        let kept = shelf::keys(&workbook).into_iter().map(|key| (key, false));
        let own = year.map(|year| self.with(|workbook| workbook.year(Some(year)))).transpose()?;
        Ok(Editions {
            assumed: own.as_ref().map_or(0, |own| assumed(&own.edition)),
            own: own.as_ref().map(|own| own.edition.name.clone()),
            editions: shipped.chain(kept).map(line).collect(),
        })
    }

    /// Opens a form to be looked at: of this key, else a year's own.
    pub(super) fn open_form(&self, key: Option<&str>, year: i32) -> Result<FormView> {
        let (edition, year) = match key {
            Some(key) => (shelf::find(&self.shelf(), key)?, None),
            None => (self.with(|workbook| Ok(Edition::clone(&workbook.year(Some(year))?.edition)))?, Some(year)),
        };
        self.hold(OpenForm::of(edition, year))
    }

    /// Reads a form she chooses; `onto` the one that is open, where its other paper lies in a file of its own.
    pub(super) fn read_form(&self, onto: bool) -> Result<Option<FormView>> {
        match self.system.choose_file("选择财政局的空白表样", FORMS) {
            Some(path) => self.read_form_of(&path, onto).map(Some),
            None => Ok(None),
        }
    }

    /// Reads a form that was dropped on the window; `None` where nothing was.
    pub(super) fn read_dropped_form(&self) -> Result<Option<FormView>> {
        match self.take_dropped()? {
            Some(path) => self.read_form_of(&path, false).map(Some),
            None => Ok(None),
        }
    }

    /// Reads a form out of a pasted table.
    pub(super) fn read_pasted_form(&self, text: &str, onto: bool) -> Result<FormView> {
        self.read_tables(&Tables { name: "粘贴的表格".to_owned(), ..Tables::from(text) }, onto)
    }

    fn read_form_of(&self, path: &Path, onto: bool) -> Result<FormView> {
        if shelf::is_edition_file(path) {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            return self.hold(OpenForm { source: name, ..OpenForm::of(shelf::read(path)?, None) });
        }
        self.read_tables(&exchange::read_tables(path)?, onto)
    }

    fn read_tables(&self, tables: &Tables, onto: bool) -> Result<FormView> {
        let before = self.state().form.clone().filter(|_| onto);
        let base =
            before.as_ref().map_or_else(|| Edition::shipped(edition::DEFAULT), |open| Ok(open.edition.clone()))?;
        let stem = tables.name.rsplit_once('.').map_or(tables.name.as_str(), |(stem, _)| stem);
        let name = before.as_ref().map_or(stem, |open| open.edition.name.as_str());
        let reading = form::read(tables, &base, &key_of(name), name)?;
        self.hold(OpenForm::read(reading, tables, before))
    }

    /// Makes a change in the form that is open.
    pub(super) fn change_form(&self, change: &FormChange) -> Result<FormView> {
        let mut open = self.state().form.clone().ok_or(Error::Outdated)?;
        let before = open.edition.score_sheet.indicators.iter().map(|one| one.key.clone()).collect::<Vec<_>>();
        form::change(&mut open.edition, &Edition::shipped(edition::DEFAULT)?, change)?;
        // A row that is scored as a known one bears its key from then on.
        for (was, now) in before.iter().zip(&open.edition.score_sheet.indicators) {
            if before.len() == open.edition.score_sheet.indicators.len() && *was != now.key {
                open.read.remove(was).map(|read| open.read.insert(now.key.clone(), read));
            }
        }
        self.hold(open)
    }

    /// Keeps the form that is open beside the workbook, under its name.
    pub(super) fn keep_form(&self) -> Result<Editions> {
        let open = self.state().form.clone().ok_or(Error::Outdated)?;
        let edition = Edition { key: key_of(&open.edition.name), ..open.edition };
        if !shelf::is_key(&edition.key) {
            return Err(Error::Blank { label: "表样名称".to_owned() });
        }
        edition.prove()?;
        shelf::keep(&self.shelf(), &edition)?;
        self.editions(None)
    }

    /// Makes a year with the form that is open: another one, or its own as it was changed.
    pub(super) fn use_form(&self, year: i32) -> Result<Changed> {
        let open = self.state().form.clone().ok_or(Error::Outdated)?;
        let key = if open.year.is_some() { open.edition.key.clone() } else { key_of(&open.edition.name) };
        let shipped = Edition::shipped_keys().contains(&open.edition.key);
        let edition =
            if shipped && open.edition == open.begun { open.edition } else { Edition { key, ..open.edition } };
        let changed = self.change(year, |workbook, year, now| {
            workbook.use_edition(year, &edition, now)?;
            Ok(Act::Written)
        })?;
        self.state().form = None;
        Ok(changed)
    }

    /// Notes that rows of a year's form are as the bureau's has them.
    pub(super) fn confirm_rows(&self, year: i32, rows: &Confirmed) -> Result<Changed> {
        self.change(year, |workbook, year, now| workbook.confirm_rows(year, rows, now).map(|_| Act::Written))
    }

    /// Writes the form that is open as a file; says where. `None` where she chooses none.
    pub(super) fn export_form(&self) -> Result<Option<String>> {
        let open = self.state().form.clone().ok_or(Error::Outdated)?;
        open.edition.prove()?;
        let name = format!("{}.json", key_of(&open.edition.name));
        let Some(path) = self.system.choose_new_file("把表样存为文件", EDITION, &name) else {
            return Ok(None);
        };
        shelf::write(&path, &open.edition)?;
        Ok(Some(format!("表样已存为“{}”。", path.display())))
    }

    /// Fills the bureau's own form with a year's values; says what was done. `None` where she chooses none.
    pub(super) fn fill_form(&self, year: i32) -> Result<Option<Vec<String>>> {
        let Some(form) = self.system.choose_file("选择财政局的空白表", BLANKS) else { return Ok(None) };
        let of = self.with(|workbook| workbook.year(Some(year)))?;
        let stem = form.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let ending = form.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
        let proposed = format!("{stem}（已填）.{ending}");
        let Some(out) = self.system.choose_new_file("填好的表存到哪里", BLANKS, &proposed) else {
            return Ok(None);
        };
        let filled = filling::fill(&form, &out, &of)?;
        self.system.show(&out);
        Ok(Some([vec![filled.sentence(&out)], filled.notes].concat()))
    }

    /// Where editions are kept: beside the open workbook, beside her own where a sample is open.
    pub(super) fn shelf(&self) -> PathBuf {
        let state = self.state();
        let open = state.workbook.as_ref().filter(|open| !open.is_sample().unwrap_or(true));
        open.map_or_else(|| self.own_workbook(), |open| open.path().to_owned())
    }

    fn hold(&self, open: OpenForm) -> Result<FormView> {
        let shown = open.shown();
        self.state().form = Some(open);
        Ok(shown)
    }
}

impl OpenForm {
    fn of(edition: Edition, year: Option<i32>) -> OpenForm {
        OpenForm {
            begun: edition.clone(),
            edition,
            year,
            source: String::new(),
            unit: MoneyUnit::default(),
            report_year: year,
            warnings: Vec::new(),
            read: BTreeMap::new(),
            read_rows: Vec::new(),
        }
    }

    fn read(reading: FormReading, tables: &Tables, before: Option<OpenForm>) -> OpenForm {
        let (rows, indicators): (Vec<RowReading>, Vec<RowReading>) =
            reading.rows.into_iter().partition(|row| row.paper == FormPaper::BaseDataTable);
        let mut open = before.unwrap_or_else(|| OpenForm::of(reading.edition.clone(), None));
        if !indicators.is_empty() {
            let keys = reading.edition.score_sheet.indicators.iter().map(|one| one.key.clone());
            open.read = keys.zip(indicators).collect();
        }
        if !rows.is_empty() {
            open.read_rows = rows;
            open.unit = reading.unit;
        }
        if open.source.is_empty() {
            open.source.clone_from(&tables.name);
        } else {
            open.source = format!("{}、{}", open.source, tables.name);
        }
        open.begun = reading.edition.clone();
        open.edition = reading.edition;
        open.report_year = reading.report_year.or(open.report_year);
        open.warnings.extend(reading.warnings);
        open
    }

    fn shown(&self) -> FormView {
        let edition = &self.edition;
        let sheet = &edition.score_sheet;
        let mut lines: Vec<(&Indicator, bool)> = sheet.indicators.iter().map(|one| (one, true)).collect();
        for (before, off) in sheet.off.iter().enumerate() {
            lines.insert((off.at + before).min(lines.len()), (&off.indicator, false));
        }
        let base = Edition::shipped(edition::DEFAULT).ok();
        let is_usual = |key: &Key| base.as_ref().is_some_and(|base| base.figure(key.as_str()).is_some());
        let known = base.iter().flat_map(|base| &base.score_sheet.indicators);
        let choice = |one: &Indicator| Choice { key: one.key.clone(), label: one.label.clone() };
        let rates =
            edition.figures.iter().filter(|one| matches!(one.measure, Measure::Percent | Measure::GivenPercent));
        let total = match &edition.whole_table {
            Some(table) => table.points.full_score(),
            None => sheet.indicators.iter().map(|one| one.full_score).sum(),
        };
        let levels = sheet.levels.iter();
        FormView {
            name: edition.name.clone(),
            source: self.source.clone(),
            year: self.year,
            unit: self.unit.word(),
            warnings: self.warnings.clone(),
            total: print_score(total),
            fault: edition.prove().err().map(|error| error.to_string()),
            changed: edition != &self.begun,
            levels: levels
                .map(|level| LevelView { path: level.path.clone(), full_score: print_score(level.full_score) })
                .collect(),
            indicators: lines.into_iter().map(|(one, on)| self.indicator(one, on, &is_usual)).collect(),
            rows: (0..).zip(&edition.base_data_table.rows).map(|(at, row)| self.row(at, row, &is_usual)).collect(),
            like: known.map(choice).collect(),
            rates: rates.map(|one| Choice { key: one.key.to_string(), label: one.label.clone() }).collect(),
            known_rows: form::known_rows(edition),
            whole: edition.whole_table.iter().flat_map(WholeTable::described).collect(),
        }
    }

    fn indicator(&self, one: &Indicator, on: bool, is_usual: &impl Fn(&Key) -> bool) -> IndicatorLine {
        let judged = matches!(one.rule, Rule::Judged {});
        let own = one.figure.as_ref().is_some_and(|key| !is_usual(key));
        let mut notes = self.read.get(&one.key).map(|read| read.notes.clone()).unwrap_or_default();
        if form::words_differ(one) {
            notes.push("评价标准的文字与现在的分值或计分方法不一致，请改文字".to_owned());
        }
        IndicatorLine {
            key: one.key.clone(),
            on,
            path: one.path.clone(),
            label: one.label.clone(),
            full_score: print_score(one.full_score),
            wording: one.printed_wording(),
            understood: Edition::understood(one),
            scored: self.edition.scored_by(one),
            kind: if judged {
                RowKind::Judged
            } else if own {
                RowKind::New
            } else {
                RowKind::Known
            },
            figure: one.figure.as_ref().map(ToString::to_string),
            notes,
            assumed: one.provenance == Provenance::Assumed,
        }
    }

    fn row(&self, at: usize, row: &FormRow, is_usual: &impl Fn(&Key) -> bool) -> TableLine {
        let keys: Vec<&Key> = row.cells.iter().filter_map(|cell| cell.figure.as_ref()).collect();
        let label = |key: &&Key| self.edition.figure(key.as_str()).map(|figure| figure.label.clone());
        let texts = || row.cells.iter().filter_map(|cell| cell.text.as_ref()).filter(|text| !text.trim().is_empty());
        let named = row.cells.iter().find(|cell| form::names_row(cell)).and_then(|cell| cell.text.clone());
        let named = named.unwrap_or_default();
        let of_amounts = !keys.is_empty() && keys.iter().all(|key| form::amount_of(key).is_some());
        let stem = keys.first().and_then(|key| key.as_str().rsplit_once('.')).map(|(stem, _)| stem.to_owned());
        let read = self.read_rows.get(at).filter(|_| self.read_rows.len() == self.edition.base_data_table.rows.len());
        // 其中 stands before the names of several rows, and heads stand beside each other.
        let shown: Vec<String> = if keys.is_empty() { texts().cloned().collect() } else { vec![named.clone()] };
        let name = shown.join(" | ").replace('\n', "");
        let name = read.filter(|read| !keys.is_empty() && !read.name.is_empty()).map_or(name, |read| read.name.clone());
        TableLine {
            row: at,
            on: !row.off,
            may_be_renamed: !keys.is_empty() && !named.is_empty() && name == named && !named.contains("{{"),
            name: form::dated(&name, self.report_year),
            figures: keys.iter().filter_map(label).collect(),
            kind: if keys.is_empty() {
                RowKind::Words
            } else if keys.iter().all(|key| is_usual(key)) {
                RowKind::Known
            } else {
                RowKind::New
            },
            stem: stem.filter(|_| of_amounts),
            of_amounts,
            notes: read.map(|read| read.notes.clone()).unwrap_or_default(),
            assumed: self.edition.base_data_table.is_assumed(row),
        }
    }
}

/// Rows that are 待核对.
fn assumed(edition: &Edition) -> usize {
    let table = &edition.base_data_table;
    let rows = table
        .rows
        .iter()
        .filter(|row| !row.off && table.is_assumed(row) && row.cells.iter().any(|cell| cell.figure.is_some()));
    let sheet = edition.score_sheet.indicators.iter().filter(|one| one.provenance == Provenance::Assumed);
    let whole = edition.whole_table.iter().filter(|table| table.assumed);
    rows.count() + sheet.count() + whole.count()
}

/// The key of a name: what of it may stand in one.
fn key_of(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric() || "-_".contains(*letter)).take(60).collect()
}
