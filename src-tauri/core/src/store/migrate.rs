//! Bringing an old workbook up to date. A verified copy is kept first; then each migration is one transaction, and a
//! step of the history with every row whose form it changed, so that seals, chain and history stay whole.

use std::collections::BTreeMap;

use super::database::Database;
use super::history::{Change, Kind};
use super::step::{Heading, record};
use super::table::{TABLES, TABLES_2, Table};
use super::{SCHEMA, SCHEMA_VERSION, copy, verify};
use crate::backup::Reason;
use crate::error::{Error, Result};

/// A schema as it was released, with the description of its tables.
pub(super) struct Schema {
    pub(super) version: u32,
    pub(super) sql: &'static str,
    pub(super) tables: &'static [&'static Table],
}

/// The schema of new files.
pub(super) const CURRENT: Schema = Schema { version: SCHEMA_VERSION, sql: SCHEMA, tables: TABLES };

/// How a workbook of one schema becomes one of the next. References between tables are checked at the end of it, not
/// within.
pub(super) struct Migration {
    pub(super) from: Schema,
    pub(super) sql: &'static str,
}

/// Every migration from the first release on, in order.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        from: Schema { version: 1, sql: include_str!("released/1.sql"), tables: TABLES_2 },
        sql: CHANGES_WITH_ROWID,
    },
    Migration { from: Schema { version: 2, sql: include_str!("released/2.sql"), tables: TABLES_2 }, sql: TABLES_OF_3 },
];

/// 1 → 2: the history's rows get a rowid, which halves a file with much text.
const CHANGES_WITH_ROWID: &str = "\
    ALTER TABLE change RENAME TO change_1;
    CREATE TABLE change (
        step        INTEGER NOT NULL REFERENCES step,
        position    INTEGER NOT NULL CHECK (position >= 1),
        subject     TEXT    NOT NULL,
        before      TEXT,
        after       TEXT,
        PRIMARY KEY (step, position),
        CHECK (before IS NOT after)
    ) STRICT;
    INSERT INTO change SELECT step, position, subject, before, after FROM change_1 ORDER BY step, position;
    DROP TABLE change_1;
    CREATE TRIGGER change_is_kept  BEFORE DELETE ON change BEGIN SELECT raise(ABORT, 'history is only added to'); END;
    CREATE TRIGGER change_is_final BEFORE UPDATE ON change BEGIN SELECT raise(ABORT, 'history is only added to'); END;";

/// 2 → 3: what the officer says of a finding; the indicators of projects; the 口径 of figures.
const TABLES_OF_3: &str = "\
    CREATE TABLE answer (
        report_year INTEGER NOT NULL REFERENCES filing DEFERRABLE INITIALLY DEFERRED,
        finding     TEXT    NOT NULL CHECK (finding <> ''),
        message     TEXT    NOT NULL,
        reason      TEXT    NOT NULL CHECK (reason <> ''),
        PRIMARY KEY (report_year, finding)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE project_indicator (
        report_year INTEGER NOT NULL REFERENCES filing DEFERRABLE INITIALLY DEFERRED,
        id          TEXT    NOT NULL CHECK (id <> ''),
        project     TEXT    NOT NULL CHECK (project <> ''),
        position    INTEGER NOT NULL,
        kind        TEXT    NOT NULL CHECK (kind IN ('quantity', 'quality', 'timeliness', 'cost', 'economic', 'social', 'ecological', 'sustainable', 'satisfaction')),
        name        TEXT    NOT NULL CHECK (name <> ''),
        comparison  TEXT    CHECK (comparison IN ('at_least', 'above', 'at_most', 'below', 'equal')),
        target      TEXT,
        unit        TEXT    NOT NULL,
        actual      TEXT,
        attainment  TEXT    CHECK (attainment IN ('reached', 'partly', 'missed')),
        share       TEXT    CHECK (share GLOB '[0-9]*' AND share NOT GLOB '*[^0-9.]*'),
        weight      TEXT    CHECK (weight GLOB '[0-9]*' AND weight NOT GLOB '*[^0-9.]*'),
        reason      TEXT,
        PRIMARY KEY (report_year, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE note (
        report_year INTEGER NOT NULL REFERENCES filing DEFERRABLE INITIALLY DEFERRED,
        key         TEXT    NOT NULL CHECK (key <> ''),
        basis       TEXT    NOT NULL CHECK (json_valid(basis)),
        source      TEXT    NOT NULL,
        PRIMARY KEY (report_year, key)
    ) STRICT, WITHOUT ROWID;";

/// Brings a workbook to the current schema; does nothing to one that has it.
///
/// # Errors
/// `NoSafeCopy` where the copy could not be made; `Altered` where something else changed the workbook, which is then
/// left as it was; those of the database, which roll the failing migration back.
pub(super) fn migrate(
    database: &Database,
    version: u32,
    current: &Schema,
    migrations: &[Migration],
    now: &str,
) -> Result<()> {
    let Some(first) = pending(version, migrations).next() else { return Ok(()) };
    if let Some(place) = verify::find(database, &first.from)?.mismatch {
        return Err(Error::Altered { place });
    }
    copy::keep_copy(database, Reason::BeforeUpgrade, now)
        .map_err(|error| Error::NoSafeCopy { path: database.path().to_owned(), detail: error.to_string() })?;
    migrate_uncopied(database, version, current, migrations, now)
}

fn pending(version: u32, migrations: &[Migration]) -> impl Iterator<Item = &Migration> {
    migrations.iter().filter(move |migration| migration.from.version >= version)
}

/// As [`migrate`], without looking and without a copy: for a workbook that is itself a copy.
pub(super) fn migrate_uncopied(
    database: &Database,
    version: u32,
    current: &Schema,
    migrations: &[Migration],
    now: &str,
) -> Result<()> {
    let mut pending = pending(version, migrations).peekable();
    database.check_references(false)?;
    while let Some(migration) = pending.next() {
        let next = pending.peek().map_or(current, |migration| &migration.from);
        database.whole(|database| apply(database, migration, next, now))?;
    }
    database.check_references(true)
}

/// One migration.
fn apply(database: &Database, migration: &Migration, next: &Schema, now: &str) -> Result<()> {
    let mut before = snapshot(database, &migration.from)?;
    database.script(migration.sql)?;
    database.script(&format!("PRAGMA user_version = {}", next.version))?;
    if let Some(table) = database.one("PRAGMA foreign_key_check", [], |row| row.get::<_, String>(0))? {
        return Err(Error::Damaged {
            path: database.path().to_owned(),
            detail: format!("升级后 {table} 缺少对应的年度"),
        });
    }
    let mut changes = Vec::new();
    for (text, (subject, after)) in snapshot(database, next)? {
        let before = before.remove(&text).map(|(_, json)| json);
        if before.as_ref() != Some(&after) {
            changes.push(Change { subject, before, after: Some(after) });
        }
    }
    changes.extend(before.into_values().map(|(subject, json)| Change { subject, before: Some(json), after: None }));
    if !changes.is_empty() {
        record(
            database,
            next.tables,
            &Heading { kind: Kind::Barrier, name: "升级档案格式", now, undoes: None },
            &changes,
        )?;
    }
    Ok(())
}

/// Every row of every filing, by its subject.
fn snapshot(database: &Database, schema: &Schema) -> Result<BTreeMap<String, (super::Subject, String)>> {
    let years: Vec<i64> = database.list("SELECT report_year FROM filing", [], |row| row.get(0))?;
    let mut rows = BTreeMap::new();
    for year in years {
        for (subject, json) in database.rows_of_year(schema.tables, year)? {
            rows.insert(subject.to_string(), (subject, json));
        }
    }
    Ok(rows)
}
