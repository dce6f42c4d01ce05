//! Hashes: of a filing as it stands (its seal), and of each step over the one before (the chain).
//!
//! All are SHA-256 over parts, each written as its length in bytes, `:`, and its bytes; an absent part is `-`. A seal's
//! parts: for each table, its name and the JSON of the year's rows in the order of their items (of a table younger than
//! the first release nothing while it is empty); then key and name of the edition. A step's: the hash before; id, at, kind, name, undoes; for each change `change`, subject, before, after; for each
//! filing touched `seal`, year, seal. Before the first step stands the hash of the workbook's row.

use sha2::{Digest, Sha256};

use super::database::Database;
use super::table::Table;
use crate::error::Result;

/// A hash in the making.
pub(super) struct Hash(Sha256);

impl Hash {
    pub(super) fn new() -> Hash {
        Hash(Sha256::new())
    }

    pub(super) fn part(&mut self, part: &[u8]) {
        self.0.update(part.len().to_string());
        self.0.update(b":");
        self.0.update(part);
    }

    pub(super) fn part_or_none(&mut self, part: Option<&[u8]>) {
        match part {
            Some(part) => self.part(part),
            None => self.0.update(b"-"),
        }
    }

    pub(super) fn number(&mut self, number: i64) {
        self.part(number.to_string().as_bytes());
    }

    /// Lower-case hexadecimal.
    pub(super) fn text(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The hash of one text, as an edition's is.
pub(super) fn of_text(text: &str) -> String {
    let mut hash = Hash::new();
    hash.0.update(text);
    hash.text()
}

/// The hash of the workbook's row, which the chain begins with.
pub(super) fn of_workbook(sample: bool, created_at: &str) -> String {
    let mut hash = Hash::new();
    hash.number(sample.into());
    hash.part(created_at.as_bytes());
    hash.text()
}

/// The seal of a filing as it stands; `None` where no table has a row of the year.
pub(super) fn of_filing(database: &Database, tables: &[&'static Table], year: i64) -> Result<Option<String>> {
    let mut hash = Hash::new();
    let mut json = Vec::new();
    let mut empty = true;
    for table in tables {
        let mut named = table.marks_when_empty();
        if named {
            hash.part(table.name.as_bytes());
        }
        database.each(&table.of_year(), [year], |row| {
            if !named {
                hash.part(table.name.as_bytes());
                named = true;
            }
            json.clear();
            table.write_json(row, &mut json)?;
            hash.part(&json);
            empty = false;
            Ok(true)
        })?;
    }
    let sql = "SELECT key, name FROM edition WHERE hash = (SELECT edition FROM filing WHERE report_year = ?1)";
    database.each(sql, [year], |row| {
        hash.part(row.get_ref(0)?.as_bytes()?);
        hash.part(row.get_ref(1)?.as_bytes()?);
        Ok(true)
    })?;
    Ok((!empty).then(|| hash.text()))
}

/// The hash of a step, in the making.
pub(super) struct Link(Hash);

impl Link {
    pub(super) fn new(previous: &str, id: i64, at: &str, kind: &str, name: &str, undoes: Option<i64>) -> Link {
        let mut hash = Hash::new();
        hash.part(previous.as_bytes());
        hash.number(id);
        hash.part(at.as_bytes());
        hash.part(kind.as_bytes());
        hash.part(name.as_bytes());
        hash.part_or_none(undoes.map(|id| id.to_string()).as_deref().map(str::as_bytes));
        Link(hash)
    }

    pub(super) fn change(&mut self, subject: &[u8], before: Option<&[u8]>, after: Option<&[u8]>) {
        self.0.part(b"change");
        self.0.part(subject);
        self.0.part_or_none(before);
        self.0.part_or_none(after);
    }

    pub(super) fn seal(&mut self, year: i64, seal: Option<&str>) {
        self.0.part(b"seal");
        self.0.number(year);
        self.0.part_or_none(seal.map(str::as_bytes));
    }

    pub(super) fn text(self) -> String {
        self.0.text()
    }
}
