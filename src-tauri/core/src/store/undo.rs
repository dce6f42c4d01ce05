//! Undo and redo: steps that take back another. Which one is next follows from the history alone, so both work on after
//! a restart, and an edit after an undo leaves nothing to redo.

use super::Store;
use super::database::Database;
use super::history::Kind;
use super::step::{Heading, edit, record};
use super::table::TABLES;
use crate::error::{Error, Result};

impl Store {
    /// Undoes the newest edit that stands; returns its name.
    ///
    /// # Errors
    /// `NothingToUndo`, also at a barrier; `Altered`, `DiskFull`, `Database`.
    pub fn undo(&mut self, now: &str) -> Result<String> {
        self.writable()?;
        let target = undoable(&self.database)?.ok_or(Error::NothingToUndo)?;
        self.take_back(Kind::Undo, target, now)
    }

    /// Redoes the edit undone last; returns its name.
    ///
    /// # Errors
    /// `NothingToRedo`; `Altered`, `DiskFull`, `Database`.
    pub fn redo(&mut self, now: &str) -> Result<String> {
        self.writable()?;
        let target = redoable(&self.database)?.ok_or(Error::NothingToRedo)?;
        self.take_back(Kind::Redo, target, now)
    }

    /// The name of what [`Store::undo`] would undo.
    pub fn undoable(&self) -> Result<Option<String>> {
        Ok(undoable(&self.database)?.map(|target| target.name))
    }

    /// The name of what [`Store::redo`] would redo.
    pub fn redoable(&self) -> Result<Option<String>> {
        Ok(redoable(&self.database)?.map(|target| target.name))
    }

    /// Puts every row a step changed back to what it was before.
    fn take_back(&mut self, kind: Kind, target: Target, now: &str) -> Result<String> {
        self.database.whole(|database| {
            let mut taken_back = database.changes(target.id)?;
            taken_back.reverse();
            let changes = edit(database, |edit| {
                taken_back.into_iter().try_for_each(|change| edit.set(change.subject, change.before))
            })?;
            record(database, TABLES, &Heading { kind, name: &target.name, now, undoes: Some(target.id) }, &changes)
        })?;
        Ok(target.name)
    }
}

/// A step as undo sees it.
struct Target {
    id: i64,
    kind: Kind,
    name: String,
    undoes: Option<i64>,
}

/// The newest step that is not after `id`.
fn find(database: &Database, id: i64) -> Result<Option<Target>> {
    let sql = "SELECT id, kind, name, undoes FROM step WHERE id <= ?1 ORDER BY id DESC LIMIT 1";
    database
        .one(sql, [id], |row| Ok(Target { id: row.get(0)?, kind: row.get(1)?, name: row.get(2)?, undoes: row.get(3)? }))
}

/// The newest edit that stands. After an undo it is what it was just before the undone edit; a redo made the edit that
/// its undo had undone stand again.
fn undoable(database: &Database) -> Result<Option<Target>> {
    let mut step = find(database, i64::MAX)?;
    while let Some(target) = step {
        step = match (target.kind, target.undoes) {
            (Kind::Edit, _) => return Ok(Some(target)),
            (Kind::Undo, Some(edit)) => find(database, edit - 1)?,
            (Kind::Redo, Some(undo)) => match find(database, undo)?.and_then(|undo| undo.undoes) {
                Some(edit) => find(database, edit)?,
                None => None,
            },
            _ => None,
        };
    }
    Ok(None)
}

/// The undo to take back next. After a redo it is what it was just before the undo that was taken back.
fn redoable(database: &Database) -> Result<Option<Target>> {
    let mut step = find(database, i64::MAX)?;
    while let Some(target) = step {
        step = match (target.kind, target.undoes) {
            (Kind::Undo, _) => return Ok(Some(target)),
            (Kind::Redo, Some(undo)) => find(database, undo - 1)?,
            _ => None,
        };
    }
    Ok(None)
}
