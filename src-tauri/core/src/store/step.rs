//! One step: what one command changes, committed whole with its record, the seals of the filings it touched and the
//! next link of the chain.

use std::collections::BTreeSet;

use super::Store;
use super::database::Database;
use super::history::{Change, Kind};
use super::row::record_json;
use super::seal::{self, Link};
use super::subject::Subject;
use super::table::{Record, TABLES, Table};
use crate::error::Result;

/// A step being made.
pub struct Edit<'a> {
    database: &'a Database,
    changes: Vec<Change>,
}

impl Edit<'_> {
    /// Makes the row this record.
    ///
    /// # Errors
    /// `Database` where the table's rules refuse it.
    pub fn put<R: Record>(&mut self, record: &R) -> Result<()> {
        self.set(Subject::of(record)?, Some(record_json(record)?))
    }

    /// Removes a row; one that is not there stays so.
    pub fn remove(&mut self, subject: Subject) -> Result<()> {
        self.set(subject, None)
    }

    /// Makes a row what the JSON says, and notes it. Changes of the same row within a step become one.
    pub(super) fn set(&mut self, subject: Subject, after: Option<String>) -> Result<()> {
        let before = self.database.row(&subject)?;
        if before == after {
            return Ok(());
        }
        self.database.set_row(&subject, after.as_deref())?;
        match self.changes.iter_mut().find(|change| change.subject == subject) {
            Some(change) => change.after = after,
            None => self.changes.push(Change { subject, before, after }),
        }
        Ok(())
    }
}

impl Store {
    /// Makes the changes as one step that can be undone; returns its id, or `None` where nothing changed. Whatever goes
    /// wrong, nothing of it stays.
    ///
    /// # Errors
    /// Those of `work`; `Altered`, `DiskFull`; `Database` where a table's rules refuse a row.
    pub fn step(
        &mut self,
        name: &str,
        now: &str,
        work: impl FnOnce(&mut Edit<'_>) -> Result<()>,
    ) -> Result<Option<i64>> {
        self.write(Kind::Edit, name, now, work)
    }

    /// Makes the changes as one step that nothing is undone past: a new year, a locking.
    ///
    /// # Errors
    /// As [`Store::step`].
    pub fn barrier(
        &mut self,
        name: &str,
        now: &str,
        work: impl FnOnce(&mut Edit<'_>) -> Result<()>,
    ) -> Result<Option<i64>> {
        self.write(Kind::Barrier, name, now, work)
    }

    fn write(
        &mut self,
        kind: Kind,
        name: &str,
        now: &str,
        work: impl FnOnce(&mut Edit<'_>) -> Result<()>,
    ) -> Result<Option<i64>> {
        self.writable()?;
        self.database.whole(|database| {
            let changes = edit(database, work)?;
            if changes.is_empty() {
                return Ok(None);
            }
            record(database, TABLES, &Heading { kind, name, now, undoes: None }, &changes).map(Some)
        })
    }
}

/// Does the work; returns what it changed.
pub(super) fn edit(database: &Database, work: impl FnOnce(&mut Edit<'_>) -> Result<()>) -> Result<Vec<Change>> {
    let mut edit = Edit { database, changes: Vec::new() };
    work(&mut edit)?;
    edit.changes.retain(|change| change.before != change.after);
    Ok(edit.changes)
}

/// What a step says of itself.
pub(super) struct Heading<'a> {
    pub(super) kind: Kind,
    pub(super) name: &'a str,
    pub(super) now: &'a str,
    pub(super) undoes: Option<i64>,
}

/// Records changes that were made as the newest step; returns its id.
pub(super) fn record(
    database: &Database,
    tables: &[&'static Table],
    heading: &Heading<'_>,
    changes: &[Change],
) -> Result<i64> {
    let Heading { kind, name, now, undoes } = heading;
    let last = database.one("SELECT id, hash FROM step ORDER BY id DESC LIMIT 1", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    let (id, previous) = match last {
        Some((id, hash)) => (id + 1, hash),
        None => (1, database.one("SELECT hash FROM workbook", [], |row| row.get(0))?.unwrap_or_default()),
    };
    let mut link = Link::new(&previous, id, now, kind.as_str(), name, *undoes);
    for change in changes {
        let (before, after) = (change.before.as_deref(), change.after.as_deref());
        link.change(change.subject.to_string().as_bytes(), before.map(str::as_bytes), after.map(str::as_bytes));
    }
    let years: BTreeSet<i64> = changes.iter().map(|change| change.subject.year.into()).collect();
    let mut seals = Vec::new();
    for year in years {
        let seal = seal::of_filing(database, tables, year)?;
        link.seal(year, seal.as_deref());
        seals.push((year, seal));
    }
    database.run(
        "INSERT INTO step (id, at, kind, name, undoes, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (id, now, kind.as_str(), name, undoes, link.text()),
    )?;
    for (position, change) in (1_i64..).zip(changes) {
        database.run(
            "INSERT INTO change (step, position, subject, before, after) VALUES (?1, ?2, ?3, ?4, ?5)",
            (id, position, change.subject.to_string(), &change.before, &change.after),
        )?;
    }
    for (year, seal) in seals {
        database.run("INSERT INTO seal (step, report_year, hash) VALUES (?1, ?2, ?3)", (id, year, seal))?;
    }
    Ok(id)
}
