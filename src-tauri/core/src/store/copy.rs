//! A copy that can be relied on: written whole under another name, opened, checked and compared before it has its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use tempfile::TempPath;

use super::Store;
use super::database::{Claim, Database};
use super::open::check;
use super::seal::Hash;
use crate::atomic;
use crate::backup::{self, Name, Reason};
use crate::error::{Error, Result};

impl Store {
    /// Keeps a verified copy in a folder that is there, named with time and reason; returns where.
    ///
    /// # Errors
    /// `CannotWrite`, `DiskFull`; `Damaged` where the copy is not what was copied. Nothing is left behind then.
    pub fn back_up(&self, folder: &Path, reason: Reason, now: &str) -> Result<PathBuf> {
        keep_copy_in(&self.database, folder, reason, now)
    }
}

/// Keeps a verified copy in the folder of the backups beside the workbook; returns where.
///
/// # Errors
/// As [`Store::back_up`].
pub(super) fn keep_copy(database: &Database, reason: Reason, now: &str) -> Result<PathBuf> {
    let folder = atomic::folder(database.path()).join(backup::FOLDER);
    std::fs::create_dir_all(&folder).map_err(|source| Error::writing(&folder, source))?;
    keep_copy_in(database, &folder, reason, now)
}

fn keep_copy_in(database: &Database, folder: &Path, reason: Reason, now: &str) -> Result<PathBuf> {
    let mut name = Name::at(now, reason)?;
    let path = |name: &Name| folder.join(name.of(database.path()));
    let copy = verified(database, &path(&name))?;
    while path(&name).exists() {
        name = name.next();
    }
    atomic::keep(copy, &path(&name))?;
    Ok(path(&name))
}

/// A verified copy beside `path`, without a name of its own yet.
///
/// # Errors
/// `CannotWrite`, `DiskFull`; `Damaged` where the copy is not what was copied.
pub(super) fn verified(database: &Database, path: &Path) -> Result<TempPath> {
    let copy = atomic::temporary(path)?.into_temp_path();
    database.copy_into(&copy)?;
    let copied = Database::open(Claim::take(&copy)?, false)?;
    let damaged = |detail| Error::Damaged { path: path.to_owned(), detail };
    if let Some(detail) = check(&copied, "PRAGMA integrity_check(1)")? {
        return Err(damaged(detail));
    }
    if contents(&copied)? != contents(database)? {
        return Err(damaged("备份与原文件不一致".to_owned()));
    }
    drop(copied);
    Ok(copy)
}

/// A hash of each table, whatever its columns, and of the schema and version.
fn contents(database: &Database) -> Result<BTreeMap<String, String>> {
    let mut contents = BTreeMap::new();
    for pragma in ["application_id", "user_version"] {
        let number = database.one(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0))?;
        contents.insert(pragma.to_owned(), number.unwrap_or_default().to_string());
    }
    contents.extend(database.objects()?.into_iter().map(|(name, sql)| (format!("schema {name}"), sql)));
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    for table in database.list(tables, [], |row| row.get::<_, String>(0))? {
        let mut hash = Hash::new();
        database.each(&format!("SELECT * FROM \"{}\"", table.replace('"', "\"\"")), [], |row| {
            for index in 0..row.as_ref().column_count() {
                match row.get_ref(index)? {
                    ValueRef::Text(text) => hash.part(text),
                    ValueRef::Integer(number) => hash.number(number),
                    ValueRef::Null => hash.part_or_none(None),
                    other => hash.part(format!("{other:?}").as_bytes()),
                }
            }
            Ok(true)
        })?;
        contents.insert(table, hash.text());
    }
    Ok(contents)
}
