//! A filing (一个年度的自评): what a person entered and wrote for one year, and nothing worked out. The records here
//! are the rows of the workbook's tables, field for field.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::figure::{Basis, Figure, Formula, Key};
use crate::narrative::Draft;
use crate::quantity::Measure;

mod project;

pub use project::{
    Attainment, Comparison, Fund, IndicatorKind, Project, ProjectIndicator, Source, Stage, WHOLE, table_key,
};

/// Everything entered for one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// The year and whose it is.
    pub head: Head,
    /// Figures entered, by key.
    pub entries: BTreeMap<Key, Entry>,
    /// What was decided by hand of an indicator, by its key.
    pub judgements: BTreeMap<String, Judgement>,
    /// Figures of the department's own, in order.
    pub own_figures: Vec<OwnFigure>,
    /// Projects in order.
    pub projects: Vec<Project>,
    /// The indicators of all projects, and of the whole department, in order.
    pub project_indicators: Vec<ProjectIndicator>,
    /// The report's text in order.
    pub blocks: Vec<Block>,
    /// What was said of findings of the checks, by their ids.
    pub answers: BTreeMap<String, Answer>,
    /// The 口径 and the sources of figures, by key.
    pub notes: BTreeMap<Key, Note>,
}

impl Filing {
    /// A year in which nothing has been entered yet.
    pub fn blank(report_year: i32, reporting_unit: &str, edition: &str) -> Filing {
        Filing {
            head: Head {
                report_year,
                reporting_unit: reporting_unit.to_owned(),
                edition: edition.to_owned(),
                state: State::Draft,
                version: 0,
            },
            entries: BTreeMap::new(),
            judgements: BTreeMap::new(),
            own_figures: Vec::new(),
            projects: Vec::new(),
            project_indicators: Vec::new(),
            blocks: Vec::new(),
            answers: BTreeMap::new(),
            notes: BTreeMap::new(),
        }
    }

    /// Takes texts, each with its chapter, as the report; ids follow `last_id`.
    pub fn set_text(&mut self, texts: impl IntoIterator<Item = (String, Draft)>, last_id: i64) {
        let report_year = self.head.report_year;
        let block = |(position, (chapter, draft)): (i64, (String, Draft))| Block {
            report_year,
            id: last_id + position,
            chapter,
            position,
            level: draft.level,
            run_in: draft.run_in,
            text: draft.text,
        };
        self.blocks = (1..).zip(texts).map(block).collect();
    }

    /// The measure word of a figure of the department's own; empty for others.
    pub fn unit_of(&self, key: &Key) -> &str {
        let id = key.as_str().strip_prefix("own.");
        let own = id.and_then(|id| self.own_figures.iter().find(|figure| figure.id == id));
        own.map_or("", |figure| figure.unit.as_str())
    }
}

/// One row of `filing`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The year evaluated (自评年度).
    pub report_year: i32,
    /// 填报单位.
    pub reporting_unit: String,
    /// SHA-256 of the edition it is made with.
    pub edition: String,
    /// Where it stands between desk and bureau.
    pub state: State,
    /// Counts the times it was locked.
    pub version: i64,
}

/// Where a filing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 草稿
    Draft,
    /// 定稿
    Locked,
    /// 已报送
    Filed,
    /// 退回
    Returned,
}

/// One row of `entry`: a figure as entered. Absent is not zero: a blank cell has no row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The filing.
    pub report_year: i32,
    /// The figure.
    pub key: Key,
    /// The value in the figure's measure: a decimal without exponent, or the text of a text figure.
    pub value: String,
    /// What was typed, letter for letter.
    pub typed: String,
}

/// One row of `judgement`: what a person decided of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// The filing.
    pub report_year: i32,
    /// The indicator's key.
    pub indicator: String,
    /// Points given to a judged indicator.
    pub score: Option<Decimal>,
    /// Numbers of the items met, from 1, of a checklist; `Some` of none: looked at, none met.
    pub ticks: Option<Ticks>,
    /// Breaches counted.
    pub breaches: Option<i64>,
    /// The grade given (`好`).
    pub grade: Option<String>,
    /// Why points are lost.
    pub reason: Option<String>,
}

/// Items met, by number from 1; stored as `1,3,4`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Ticks(pub Vec<u32>);

impl From<Ticks> for String {
    fn from(ticks: Ticks) -> String {
        ticks.0.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
    }
}

impl TryFrom<String> for Ticks {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Ticks, Self::Error> {
        let mut ticks =
            text.split(',').filter(|part| !part.is_empty()).map(str::parse).collect::<Result<Vec<u32>, _>>()?;
        ticks.sort_unstable();
        ticks.dedup();
        Ok(Ticks(ticks))
    }
}

/// One row of `own_figure`: a figure the department's own text quotes (抽检批次). Its key is `own.<id>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnFigure {
    /// The filing.
    pub report_year: i32,
    /// Opaque: a rename of the label touches no text.
    pub id: String,
    /// Where it stands in the list.
    pub position: i64,
    /// Unique among the filing's labels.
    pub label: String,
    /// What is counted.
    pub measure: Measure,
    /// The measure word printed in lists (`户`, `批次`); empty for none.
    pub unit: String,
    /// Worked out from other own figures where present; as JSON text in the table.
    pub formula: Option<FormulaText>,
}

/// A formula kept as JSON text in one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct FormulaText(pub Formula);

impl From<FormulaText> for String {
    fn from(formula: FormulaText) -> String {
        serde_json::to_string(&formula.0).unwrap_or_default()
    }
}

impl TryFrom<String> for FormulaText {
    type Error = serde_json::Error;

    fn try_from(text: String) -> Result<FormulaText, Self::Error> {
        serde_json::from_str(&text).map(FormulaText)
    }
}

impl OwnFigure {
    /// The figure it is, beside the edition's.
    pub fn figure(&self) -> Figure {
        let formula = self.formula.clone().map(|formula| formula.0);
        Figure::plain(Key::new(format!("own.{}", self.id)), self.label.clone(), self.measure, formula)
    }
}

/// One row of `block`: a heading or a paragraph of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// The filing.
    pub report_year: i32,
    /// Unique in the workbook.
    pub id: i64,
    /// The edition's chapter it stands in.
    pub chapter: String,
    /// Its place in the report.
    pub position: i64,
    /// 0 body text; 1–4 `一、` `（一）` `1.` `（1）`. Numbers are never typed.
    pub level: i64,
    /// A heading whose text runs on in the same paragraph.
    pub run_in: bool,
    /// With `{{key}}` for figures.
    pub text: String,
}

/// One row of `answer`: why a finding of the checks may stand (说明). It answers the sentence it was written under: a
/// finding that says something else since is open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The filing.
    pub report_year: i32,
    /// The finding's id.
    pub finding: String,
    /// Its sentence then.
    pub message: String,
    /// What the officer wrote.
    pub reason: String,
}

/// One row of `note`: the 口径 of a figure, and where its number was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The filing.
    pub report_year: i32,
    /// The figure.
    pub key: Key,
    /// What was chosen.
    pub basis: Basis,
    /// 来源: which table or document; empty where nothing was written.
    pub source: String,
}
