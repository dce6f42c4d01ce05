//! A copy that can be relied on: written whole beside the workbook, opened, checked and compared before it has its name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;

use super::Store;
use super::create::{folder, keep, temporary};
use super::database::{Claim, Database};
use super::open::check;
use super::seal::Hash;
use crate::error::{Error, Result};

/// The folder of the copies, beside the workbook.
const FOLDER: &str = "backups";

impl Store {
    /// Keeps a verified copy in the folder `backups` beside the workbook, named with time and reason; returns where.
    ///
    /// # Errors
    /// `CannotWrite`, `DiskFull`; `Damaged` where the copy is not what was copied. Nothing is left behind then.
    pub fn back_up(&self, reason: &str, now: &str) -> Result<PathBuf> {
        keep_copy(&self.database, reason, now)
    }
}

/// See [`Store::back_up`].
pub(super) fn keep_copy(database: &Database, reason: &str, now: &str) -> Result<PathBuf> {
    let folder = folder(database.path()).join(FOLDER);
    std::fs::create_dir_all(&folder).map_err(|source| Error::writing(&folder, source))?;
    let mut path = folder.join(name(database.path(), reason, now, 1));
    let copy = temporary(&path)?;
    database.copy_into(&copy)?;
    let copied = Database::open(Claim::take(&copy)?)?;
    let damaged = |detail| Error::Damaged { path: path.clone(), detail };
    if let Some(detail) = check(&copied, "PRAGMA integrity_check(1)")? {
        return Err(damaged(detail));
    }
    if contents(&copied)? != contents(database)? {
        return Err(damaged("备份与原文件不一致".to_owned()));
    }
    drop(copied);
    let mut again = 2;
    while path.exists() {
        path = folder.join(name(database.path(), reason, now, again));
        again += 1;
    }
    keep(copy, &path)?;
    Ok(path)
}

/// `自评-2021-03-09-143205-升级前.ziping`; a second one in the same second ends in `-2`.
fn name(path: &Path, reason: &str, now: &str, count: u32) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let time = now.replace(' ', "-").replace(':', "");
    let count = if count > 1 { format!("-{count}") } else { String::new() };
    let dot = if ending.is_empty() { "" } else { "." };
    format!("{stem}-{time}-{reason}{count}{dot}{ending}")
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
