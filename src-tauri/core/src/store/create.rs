//! A new file: built under another name and put in place whole, so that it is there with everything or not at all.

use std::path::Path;

use super::database::{Claim, Database};
use super::{SCHEMA, Store, aside, seal};
use crate::atomic;
use crate::error::{Error, Result};

impl Store {
    /// Makes a new workbook, lets `fill` write into it, and opens it. A sample (示例) says so on its papers. The file is
    /// there with all of it or not at all.
    ///
    /// # Errors
    /// Those of `fill`; `FileExists`, and the file there is untouched; `CannotWrite`, `DiskFull`.
    pub fn create(path: &Path, sample: bool, now: &str, fill: impl FnOnce(&mut Store) -> Result<()>) -> Result<Store> {
        if path.exists() {
            return Err(Error::FileExists { path: path.to_owned() });
        }
        let new = atomic::temporary(path)?.into_temp_path();
        let database = Database::open(Claim::take(&new)?, false)?;
        database.script(SCHEMA)?;
        let hash = seal::of_workbook(sample, now);
        database
            .run("INSERT INTO workbook (id, sample, created_at, hash) VALUES (1, ?1, ?2, ?3)", (sample, now, hash))?;
        let mut store = Store { database, altered: None };
        fill(&mut store)?;
        drop(store);
        aside::leftovers(path, now)?;
        atomic::keep(new, path)?;
        Store::open(path, now)
    }
}
