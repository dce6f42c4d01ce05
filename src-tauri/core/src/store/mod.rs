//! The workbook's file (档案): the only SQL of the program. What an officer may do stands in `workbook`; here a row is a
//! row. A file is judged before it is touched (`header`, `open`), changed only by steps that are committed whole
//! (`step`, `undo`), and sealed so that a change made past us is found and named (`seal`, `verify`). No clock: moments
//! come from the caller as `2021-03-09 14:32:05`.

mod aside;
mod chain;
mod copy;
mod create;
mod database;
mod header;
mod history;
mod look;
mod migrate;
mod open;
mod read;
mod restore;
mod row;
mod seal;
mod step;
mod subject;
mod table;
mod undo;
mod verify;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use std::path::Path;

use database::Database;

pub use history::{Change, Kind, Step};
pub use look::Tip;
pub use restore::Former;
pub use step::Edit;
pub use subject::Subject;
pub use table::{Record, Table};
pub use verify::Report;

use crate::error::{Error, Result};

/// The version of `schema.sql`.
const SCHEMA_VERSION: u32 = 3;
/// Marks a file as ours: `ZPWB`.
const APPLICATION_ID: u32 = 0x5A50_5742;
/// The whole database as a new file has it.
const SCHEMA: &str = include_str!("../../../../schema.sql");

/// An open workbook, locked against every other process until it is dropped.
#[derive(Debug)]
pub struct Store {
    database: Database,
    /// Where the file was changed by something else; it is then for reading only.
    altered: Option<String>,
}

impl Store {
    /// The file.
    pub fn path(&self) -> &Path {
        self.database.path()
    }

    /// Where something else changed the file, if it did: the workbook is then for reading only.
    pub fn altered(&self) -> Option<&str> {
        self.altered.as_deref()
    }

    /// Refuses to write into an altered workbook.
    fn writable(&self) -> Result<()> {
        match &self.altered {
            Some(place) => Err(Error::Altered { place: place.clone() }),
            None => Ok(()),
        }
    }
}
