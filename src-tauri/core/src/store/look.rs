//! Looking into a workbook without touching it: a backup, or a file brought from elsewhere.

use std::path::Path;

use super::database::{Claim, Database};
use super::migrate::{self, CURRENT, MIGRATIONS, Migration, Schema};
use super::open::judge;
use super::{Store, header, verify};
use crate::error::Result;

/// How far a workbook's history has come: two files of equal tips hold the same history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// Which workbook it is, whatever its file is called: the hash its chain begins with.
    pub workbook: String,
    /// The newest step; 0 where there is none.
    pub step: i64,
    /// When that was.
    pub at: Option<String>,
    /// The end of the chain.
    pub hash: String,
}

impl Store {
    /// Opens a workbook for reading only, and checks it as [`Store::open`] does. The file is left byte for byte as it
    /// is; that of an older program is brought up to date in memory.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn look(path: &Path, now: &str) -> Result<Store> {
        Store::look_as(path, now, &CURRENT, MIGRATIONS)
    }

    pub(super) fn look_as(path: &Path, now: &str, schema: &Schema, migrations: &[Migration]) -> Result<Store> {
        let (database, version) = untouched(path, schema)?;
        let altered = verify::find(&database, released(version, schema, migrations))?.mismatch;
        let database = if version < schema.version && altered.is_none() {
            let memory = database.in_memory()?;
            migrate::migrate_uncopied(&memory, version, schema, migrations, now)?;
            memory
        } else {
            database
        };
        database.only_read()?;
        Ok(Store { database, altered })
    }

    /// How far the history has come.
    pub fn tip(&self) -> Result<Tip> {
        tip(&self.database)
    }

    /// How far the history of a file has come, which is not checked for that.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn tip_of(path: &Path) -> Result<Tip> {
        tip(&opened(path, &CURRENT)?)
    }
}

/// Opens a file so that nothing is written into it, and looks at its pages; says its version too.
pub(super) fn untouched(path: &Path, schema: &Schema) -> Result<(Database, u32)> {
    let database = opened(path, schema)?;
    let version = judge(&database, schema.version)?;
    Ok((database, version))
}

fn opened(path: &Path, schema: &Schema) -> Result<Database> {
    let claim = Claim::take(path)?;
    let beside = header::judge(path, schema.version)?;
    let database = Database::open(claim, beside.log)?;
    database.lock()?;
    Ok(database)
}

/// The schema of a version.
pub(super) fn released<'a>(version: u32, schema: &'a Schema, migrations: &'a [Migration]) -> &'a Schema {
    let old = migrations.iter().map(|migration| &migration.from);
    old.into_iter().find(|old| old.version == version).unwrap_or(schema)
}

fn tip(database: &Database) -> Result<Tip> {
    let workbook = database.one("SELECT hash FROM workbook", [], |row| row.get::<_, String>(0))?.unwrap_or_default();
    let last = database.one("SELECT id, at, hash FROM step ORDER BY id DESC LIMIT 1", [], |row| {
        Ok((row.get(0)?, Some(row.get(1)?), row.get(2)?))
    })?;
    let (step, at, hash) = last.unwrap_or_else(|| (0, None, workbook.clone()));
    Ok(Tip { workbook, step, at, hash })
}
