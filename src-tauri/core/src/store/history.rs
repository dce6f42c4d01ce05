//! What was changed, by whom the officer called it and when (修改记录).

use std::collections::BTreeMap;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};

use serde::Serialize;

use super::Store;
use super::database::Database;
use super::subject::Subject;
use super::table::Record;
use crate::error::{Error, Result};

/// One step of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Counted from 1, without gaps.
    pub id: i64,
    /// When: `2021-03-09 14:32:05`.
    pub at: String,
    /// What it is to undo and redo.
    pub kind: Kind,
    /// What the officer did (`填写 编制数`); an undo has the name of what it undid.
    pub name: String,
    /// The step it takes back: an edit's undo, an undo's redo.
    pub undoes: Option<i64>,
    /// What it changed, in order.
    pub changes: Vec<Change>,
}

/// What a step is to undo and redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Can be undone; clears what could be redone.
    Edit,
    /// Takes back an edit.
    Undo,
    /// Takes back an undo.
    Redo,
    /// Cannot be undone, nor anything before it.
    Barrier,
}

impl Kind {
    /// The word of it in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Edit => "edit",
            Kind::Undo => "undo",
            Kind::Redo => "redo",
            Kind::Barrier => "barrier",
        }
    }
}

impl FromSql for Kind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Kind> {
        let kinds = [Kind::Edit, Kind::Undo, Kind::Redo, Kind::Barrier];
        let word = value.as_str()?;
        kinds.into_iter().find(|kind| kind.as_str() == word).ok_or(FromSqlError::InvalidType)
    }
}

/// A row before and after a step, as JSON; `None` where it was not there or is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "said above")]
pub struct Change {
    pub subject: Subject,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Store {
    /// The newest steps, newest first.
    ///
    /// # Errors
    /// `Damaged` where a recorded subject is none.
    pub fn history(&self, limit: usize) -> Result<Vec<Step>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let sql = "SELECT id, at, kind, name, undoes FROM step ORDER BY id DESC LIMIT ?1";
        let mut steps = self.database.list(sql, [limit], |row| {
            Ok(Step {
                id: row.get(0)?,
                at: row.get(1)?,
                kind: row.get(2)?,
                name: row.get(3)?,
                undoes: row.get(4)?,
                changes: Vec::new(),
            })
        })?;
        for step in &mut steps {
            step.changes = self.database.changes(step.id)?;
        }
        Ok(steps)
    }
}

impl Store {
    /// When each row of a table was last changed in a year, by its item; rows that are gone too.
    pub fn changed_at<R: Record>(&self, year: i32) -> Result<BTreeMap<String, String>> {
        // Of the row with the greatest step: SQLite takes the other columns from there.
        let sql = "SELECT change.subject, step.at, max(step.id) FROM change JOIN step ON step.id = change.step \
                   WHERE change.subject GLOB ?1 GROUP BY change.subject";
        let rows = self
            .database
            .list(sql, [format!("{}/{year}/*", R::TABLE.name)], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        let item = |(subject, at): (String, _)| Some((subject.parse::<Subject>().ok()?.item?, at));
        Ok(rows.into_iter().filter_map(item).collect())
    }
}

impl Database {
    /// What a step changed, in order.
    pub(super) fn changes(&self, step: i64) -> Result<Vec<Change>> {
        let sql = "SELECT subject, before, after FROM change WHERE step = ?1 ORDER BY position";
        let rows = self.list(sql, [step], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?)))?;
        let change = |(subject, before, after): (String, _, _)| match subject.parse() {
            Ok(subject) => Ok(Change { subject, before, after }),
            Err(()) => {
                let detail = format!("修改记录 第{step}步：{subject}");
                Err(Error::Damaged { path: self.path().to_owned(), detail })
            }
        };
        rows.into_iter().map(change).collect()
    }
}
