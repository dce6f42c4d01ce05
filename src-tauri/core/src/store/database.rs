//! The one place that calls `rusqlite`: a connection with the settings a workbook is kept by, and its errors told as
//! ours.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags, Params, Row, Transaction, TransactionBehavior};

use crate::error::{Error, Result};

/// The longest text or row in bytes: far above what a report holds, far below what exhausts a small machine.
const LONGEST: i32 = 64 << 20;

/// A connection to one file.
#[derive(Debug)]
pub(super) struct Database {
    connection: Connection,
    path: PathBuf,
    /// Dropped after the connection is closed; `None` for a database in memory.
    _claim: Option<Claim>,
}

impl Database {
    /// Opens a file that is there, and sets what touches nothing in it. Where it has a log, that stays where it is until the
    /// whole is known to be sound.
    ///
    /// # Errors
    /// `CannotWrite` where the system refuses.
    pub(super) fn open(claim: Claim, has_log: bool) -> Result<Database> {
        let path = claim.path.clone();
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags).map_err(|source| refused(&path, source))?;
        let database = Database { connection, path, _claim: Some(claim) };
        // A log is all that was saved last. The settings read the schema already, which may be damaged.
        database.checkpoint_on_close(!has_log)?;
        database.told(settle(&database.connection))?;
        Ok(database)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn told<T>(&self, result: rusqlite::Result<T>) -> Result<T> {
        result.map_err(|source| refused(&self.path, source))
    }

    /// Runs one statement; says how many rows it changed.
    pub(super) fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        self.told(self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(params)))
    }

    /// Runs a script.
    pub(super) fn script(&self, sql: &str) -> Result<()> {
        self.told(self.connection.execute_batch(sql))
    }

    /// Shows each row of a query; `false` from the caller ends it.
    pub(super) fn each(
        &self,
        sql: &str,
        params: impl Params,
        mut row: impl FnMut(&Row<'_>) -> rusqlite::Result<bool>,
    ) -> Result<()> {
        let walk = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query(params)?;
            while let Some(found) = rows.next()? {
                if !row(found)? {
                    break;
                }
            }
            Ok(())
        };
        let result = walk();
        self.told(result)
    }

    /// Lists the rows of a query.
    pub(super) fn list<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(read(row)?);
            Ok(true)
        })?;
        Ok(found)
    }

    /// Reads the first row of a query.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut found = None;
        self.each(sql, params, |row| {
            found = Some(read(row)?);
            Ok(false)
        })?;
        Ok(found)
    }

    /// Does all of it or nothing: whatever goes wrong, or panics, is rolled back.
    pub(super) fn whole<T>(&self, work: impl FnOnce(&Database) -> Result<T>) -> Result<T> {
        let begun = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate);
        let transaction = self.told(begun)?;
        let done = work(self)?;
        self.told(transaction.commit())?;
        Ok(done)
    }

    /// Locks the file for as long as it is open.
    ///
    /// # Errors
    /// `InUse` where another process has it.
    pub(super) fn lock(&self) -> Result<()> {
        self.script("BEGIN EXCLUSIVE; COMMIT")
    }

    /// Sets whether closing moves the write-ahead log into the file.
    pub(super) fn checkpoint_on_close(&self, yes: bool) -> Result<()> {
        self.told(self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !yes))?;
        Ok(())
    }

    /// Lets changes go to a write-ahead log, or where the disk cannot (a network drive) to a rollback journal. Writes
    /// into a file that was kept the other way.
    pub(super) fn keep_log(&self) -> Result<()> {
        let mode = self.one("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0))?;
        if mode.as_deref() != Some("wal") {
            self.one("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// Writes a whole, compact copy to a file that is empty or not there.
    pub(super) fn copy_into(&self, path: &Path) -> Result<()> {
        let result = self.connection.execute("VACUUM INTO ?1", [path.to_string_lossy()]);
        result.map(|_| ()).map_err(|source| refused(path, source))
    }

    /// The same database in memory, which writes nothing to the file.
    pub(super) fn in_memory(&self) -> Result<Database> {
        let copied = || {
            let mut connection = Connection::open_in_memory()?;
            settle(&connection)?;
            Backup::new(&self.connection, &mut connection)?.step(-1)?;
            Ok(connection)
        };
        let connection = self.told(copied())?;
        Ok(Database { connection, path: self.path.clone(), _claim: None })
    }

    /// Lets nothing write any more, not even closing.
    pub(super) fn only_read(&self) -> Result<()> {
        self.script("PRAGMA query_only = ON")
    }

    /// Sets whether references between tables are checked; of no effect within a transaction.
    pub(super) fn check_references(&self, yes: bool) -> Result<()> {
        self.script(if yes { "PRAGMA foreign_keys = ON" } else { "PRAGMA foreign_keys = OFF" })
    }

    /// What tables, indexes and triggers there are, by name, in their normal form.
    pub(super) fn objects(&self) -> Result<BTreeMap<String, String>> {
        self.told(objects(&self.connection))
    }
}

/// The settings of a connection. Nothing here writes into the file.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::ZERO)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20)?;
    connection.set_limit(Limit::SQLITE_LIMIT_COLUMN, 100)?;
    connection.set_limit(Limit::SQLITE_LIMIT_EXPR_DEPTH, 100)?;
    connection.set_limit(Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 4)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?; // VACUUM INTO needs one
    connection.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;",
    )
}

/// What tables, indexes and triggers a schema makes, by name, in their normal form: read from its text, for making them
/// takes SQLite a millisecond.
pub(super) fn objects_of(schema: &str) -> BTreeMap<String, String> {
    // What SQLite adds for AUTOINCREMENT.
    const SEQUENCE: &str = "TABLE sqlite_sequence(name,seq)";
    let object = |statement: &str| {
        let mut words = statement.split([' ', '(']).filter(|word| !word.is_empty());
        let name = format!("{} {}", words.next()?.to_lowercase(), words.next()?);
        Some((name, normal(&format!("CREATE {statement}")).trim_end_matches(';').to_owned()))
    };
    schema.split("CREATE ").skip(1).chain([SEQUENCE]).filter_map(object).collect()
}

/// What there is but for the indexes that come with a table.
pub(super) fn objects(connection: &Connection) -> rusqlite::Result<BTreeMap<String, String>> {
    let sql = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, normal(row.get_ref(1)?.as_str()?))))?;
    rows.collect()
}

/// SQL without comments, spaces and quotes: a table altered by a migration is then written as a new one is.
fn normal(sql: &str) -> String {
    let uncommented = sql.lines().map(|line| line.split_once("--").map_or(line, |(code, _)| code));
    uncommented.flat_map(str::chars).filter(|char| !char.is_whitespace() && *char != '"').collect()
}

/// Tells a refusal of the database as ours.
pub(super) fn refused(path: &Path, source: rusqlite::Error) -> Error {
    let path = path.to_owned();
    let code = match &source {
        rusqlite::Error::SqliteFailure(failure, _) => Some(failure.code),
        rusqlite::Error::SqlInputError { error, .. } => Some(error.code),
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::Utf8Error(..) => Some(ErrorCode::DatabaseCorrupt),
        _ => None,
    };
    match code {
        Some(ErrorCode::DiskFull) => Error::DiskFull { path },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            Error::InUse { path }
        }
        Some(ErrorCode::DatabaseCorrupt) => Error::Damaged { path, detail: "内容无法读取".to_owned() },
        Some(ErrorCode::NotADatabase) => Error::NotADatabase { path },
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            Error::CannotWrite { path, source: std::io::ErrorKind::PermissionDenied.into() }
        }
        _ => {
            let number = source.sqlite_error().map(|error| format!("，错误码 {}", error.extended_code));
            Error::Database { path, detail: format!("数据库拒绝{}", number.unwrap_or_default()) }
        }
    }
}

/// A file that this process has open. The system's locks do not hold within a process, and reading a file's header
/// beside an open connection would even release that connection's (`sqlite.org/howtocorrupt.html`, 2.2): so a second
/// opening in the same process is refused before the file is looked at.
#[derive(Debug)]
pub(super) struct Claim {
    path: PathBuf,
    /// The same file by any other name.
    canonical: PathBuf,
}

static CLAIMED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

impl Claim {
    /// # Errors
    /// `NoSuchFile`, `CannotRead`; `InUse` where this process has it open.
    pub(super) fn take(path: &Path) -> Result<Claim> {
        let path = path.to_owned();
        let canonical = path.canonicalize().map_err(|source| Error::reading(&path, source))?;
        let mut claimed = CLAIMED.lock().unwrap_or_else(PoisonError::into_inner);
        if !claimed.insert(canonical.clone()) {
            return Err(Error::InUse { path });
        }
        Ok(Claim { path, canonical })
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        CLAIMED.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.canonical);
    }
}
