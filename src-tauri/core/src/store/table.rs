//! The tables that hold a filing, described once: reading a row, writing it, recording it and hashing it follow from
//! this. The columns stand in the order of the record's fields, so that a row and its record are the same JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::filing::{Answer, Block, Entry, Head, Judgement, Note, OwnFigure, Project, ProjectIndicator};

/// A table whose rows belong to a filing. Its first column is the year.
#[derive(Debug)]
pub struct Table {
    pub(super) name: &'static str,
    /// What a row is called to the officer.
    pub(super) word: &'static str,
    /// The column that tells the rows of a year apart; none where a year has one row.
    pub(super) item: Option<&'static str>,
    pub(super) columns: &'static [Column],
}

/// A column and what its values are in JSON.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    /// `true` and `false` in JSON, 1 and 0 in the table.
    Boolean,
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text }
}

const fn integer(name: &'static str) -> Column {
    Column { name, kind: Kind::Integer }
}

const fn boolean(name: &'static str) -> Column {
    Column { name, kind: Kind::Boolean }
}

/// The first column of each table.
pub(super) const YEAR: &str = "report_year";

static FILING: Table = Table {
    name: "filing",
    word: "基本信息",
    item: None,
    columns: &[integer(YEAR), text("reporting_unit"), text("edition"), text("state"), integer("version")],
};

static ENTRY: Table = Table {
    name: "entry",
    word: "数据项",
    item: Some("key"),
    columns: &[integer(YEAR), text("key"), text("value"), text("typed")],
};

static JUDGEMENT: Table = Table {
    name: "judgement",
    word: "指标评定",
    item: Some("indicator"),
    columns: &[
        integer(YEAR),
        text("indicator"),
        text("score"),
        text("ticks"),
        integer("breaches"),
        text("grade"),
        text("reason"),
    ],
};

static OWN_FIGURE: Table = Table {
    name: "own_figure",
    word: "自定义数据项",
    item: Some("id"),
    columns: &[
        integer(YEAR),
        text("id"),
        integer("position"),
        text("label"),
        text("measure"),
        text("unit"),
        text("formula"),
    ],
};

static PROJECT: Table = Table {
    name: "project",
    word: "项目",
    item: Some("id"),
    columns: &[integer(YEAR), text("id"), integer("position"), text("name"), text("fund"), text("objective")],
};

static BLOCK: Table = Table {
    name: "block",
    word: "段落",
    item: Some("id"),
    columns: &[
        integer(YEAR),
        integer("id"),
        text("chapter"),
        integer("position"),
        integer("level"),
        boolean("run_in"),
        text("text"),
    ],
};

static ANSWER: Table = Table {
    name: "answer",
    word: "说明",
    item: Some("finding"),
    columns: &[integer(YEAR), text("finding"), text("message"), text("reason")],
};

static PROJECT_INDICATOR: Table = Table {
    name: "project_indicator",
    word: "项目绩效指标",
    item: Some("id"),
    columns: &[
        integer(YEAR),
        text("id"),
        text("project"),
        integer("position"),
        text("kind"),
        text("name"),
        text("comparison"),
        text("target"),
        text("unit"),
        text("actual"),
        text("attainment"),
        text("share"),
        text("weight"),
        text("reason"),
    ],
};

static NOTE: Table = Table {
    name: "note",
    word: "口径",
    item: Some("key"),
    columns: &[integer(YEAR), text("key"), text("basis"), text("source")],
};

/// The tables of a filing in the schemas 1 and 2.
pub(super) const TABLES_2: &[&Table] = &[&FILING, &ENTRY, &JUDGEMENT, &OWN_FIGURE, &PROJECT, &BLOCK];

/// The tables of a filing, in the order they are hashed.
pub(super) const TABLES: &[&Table] =
    &[&FILING, &ENTRY, &JUDGEMENT, &OWN_FIGURE, &PROJECT, &BLOCK, &ANSWER, &PROJECT_INDICATOR, &NOTE];

impl Table {
    /// Whether it marks a seal while it is empty, as the tables of the first release do. A later one does not, so that
    /// seals made before it was there still fit.
    pub(super) fn marks_when_empty(&self) -> bool {
        TABLES_2.iter().any(|table| table.name == self.name)
    }
}

/// A record of `filing.rs` that is a row of one of the tables.
pub trait Record: Serialize + DeserializeOwned {
    /// The table of its rows.
    const TABLE: &'static Table;
}

impl Record for Head {
    const TABLE: &'static Table = &FILING;
}

impl Record for Entry {
    const TABLE: &'static Table = &ENTRY;
}

impl Record for Judgement {
    const TABLE: &'static Table = &JUDGEMENT;
}

impl Record for OwnFigure {
    const TABLE: &'static Table = &OWN_FIGURE;
}

impl Record for Project {
    const TABLE: &'static Table = &PROJECT;
}

impl Record for Block {
    const TABLE: &'static Table = &BLOCK;
}

impl Record for Answer {
    const TABLE: &'static Table = &ANSWER;
}

impl Record for ProjectIndicator {
    const TABLE: &'static Table = &PROJECT_INDICATOR;
}

impl Record for Note {
    const TABLE: &'static Table = &NOTE;
}
