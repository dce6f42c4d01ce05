//! Opening a file that is there. It is judged before it is touched: whatever is refused is left byte for byte as it was.

use std::path::Path;

use super::Store;
use super::database::{Claim, Database};
use super::migrate::{self, CURRENT, MIGRATIONS, Migration, Schema};
use super::{header, verify};
use crate::error::{Error, Result};

impl Store {
    /// Opens a workbook, brings an old one up to date (a copy is kept in `备份` beside it), and checks that nothing
    /// else changed it. One that was changed opens for reading only, see [`Store::altered`].
    ///
    /// # Errors
    /// `NoSuchFile`, `NotADatabase`, `ForeignFile`, `FileTooNew`, `Damaged`, `InUse`, `NoSafeCopy`; the file is then as
    /// it was.
    pub fn open(path: &Path, now: &str) -> Result<Store> {
        Store::open_as(path, now, &CURRENT, MIGRATIONS)
    }

    pub(super) fn open_as(path: &Path, now: &str, schema: &Schema, migrations: &[Migration]) -> Result<Store> {
        let claim = Claim::take(path)?;
        let beside = header::judge(path, schema.version)?;
        let database = Database::open(claim, beside.log)?;
        database.lock()?;
        let version = judge(&database, schema.version)?;
        migrate::migrate(&database, version, schema, migrations, now)?;
        let altered = verify::find(&database, schema)?.mismatch;
        if altered.is_some() {
            database.only_read()?;
        } else {
            database.checkpoint_on_close(true)?;
            database.keep_log()?;
        }
        Ok(Store { database, altered })
    }
}

/// Judges a file by what SQLite sees in it, its log included; says its version.
///
/// # Errors
/// `NotADatabase`, `ForeignFile`, `FileTooNew`, `Damaged`.
pub(super) fn judge(database: &Database, known: u32) -> Result<u32> {
    let number = |sql| Ok(database.one(sql, [], |row| row.get::<_, u32>(0))?.unwrap_or_default());
    let version = number("PRAGMA user_version")?;
    header::expect_ours(database.path(), number("PRAGMA application_id")?, version, known)?;
    match check(database, "PRAGMA quick_check(1)")? {
        None => Ok(version),
        Some(detail) => Err(Error::Damaged { path: database.path().to_owned(), detail }),
    }
}

/// What SQLite finds wrong with the file, in Chinese: the page it names, where it names one.
pub(super) fn check(database: &Database, pragma: &str) -> Result<Option<String>> {
    let found = database.one(pragma, [], |row| row.get::<_, String>(0))?.filter(|found| found != "ok");
    let told = |found: String| {
        let behind = found.split("page ").nth(1).unwrap_or_default();
        let page: String = behind.chars().take_while(char::is_ascii_digit).collect();
        if page.is_empty() { "数据校验不符".to_owned() } else { format!("第{page}页校验不符") }
    };
    Ok(found.map(told))
}
