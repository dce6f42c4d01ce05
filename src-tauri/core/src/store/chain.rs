//! The chain of steps, read in one pass and recomputed. Each step is hashed over the recorded hash of the one before, so
//! that one change breaks one link.

use std::collections::BTreeMap;

use rusqlite::Row;

use super::database::Database;
use super::seal::Link;
use crate::error::Result;

/// The three tables of the history, step by step: the step, its changes, the seals it left. Each is read in the order
/// of its key; nothing is sorted.
const PARTS: &str = "SELECT id, 0, 0, at, kind, name, undoes, hash FROM step
    UNION ALL SELECT step, 1, position, subject, before, after, NULL, NULL FROM change
    UNION ALL SELECT step, 2, report_year, hash, NULL, NULL, NULL, NULL FROM seal
    ORDER BY 1, 2, 3";

/// What the history says.
pub(super) struct Chain {
    /// How many steps there are.
    pub(super) steps: usize,
    /// The first step that does not fit: changed, missing, or having parts without being there.
    pub(super) broken: Option<i64>,
    /// The newest seal of each year.
    pub(super) seals: BTreeMap<i64, Option<String>>,
    /// The step whose parts are being read.
    id: i64,
    /// What its parts come to.
    link: Option<Link>,
    /// What was recorded of it.
    recorded: String,
}

impl Chain {
    /// Recomputes the chain from the hash it begins with.
    pub(super) fn read(database: &Database, beginning: String) -> Result<Chain> {
        let seals = BTreeMap::new();
        let mut chain = Chain { steps: 0, broken: None, seals, id: 0, link: None, recorded: beginning };
        database.each(PARTS, [], |row| {
            chain.part(row)?;
            Ok(true)
        })?;
        chain.close();
        Ok(chain)
    }

    /// The next row.
    fn part(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let text = |index| Ok::<_, rusqlite::Error>(row.get_ref(index)?.as_bytes()?);
        let text_or_none = |index| Ok::<_, rusqlite::Error>(row.get_ref(index)?.as_bytes_or_null()?);
        let id: i64 = row.get(0)?;
        let part: i64 = row.get(1)?;
        if part == 0 {
            self.close();
            self.expect(id == self.id + 1, self.id + 1);
            self.link = Some(Link::new(&self.recorded, id, text(3)?, text(4)?, text(5)?, row.get(6)?));
            (self.id, self.recorded) = (id, row.get(7)?);
            self.steps += 1;
            return Ok(());
        }
        self.expect(id == self.id, id);
        let Some(link) = &mut self.link else { return Ok(()) };
        if part == 1 {
            link.change(text(3)?, text_or_none(4)?, text_or_none(5)?);
        } else {
            let year = row.get(2)?;
            link.seal(year, text_or_none(3)?);
            self.seals.insert(year, row.get(3)?);
        }
        Ok(())
    }

    /// Compares what the parts of a step came to with what was recorded.
    fn close(&mut self) {
        if let Some(link) = self.link.take() {
            self.expect(link.text() == self.recorded, self.id);
        }
    }

    fn expect(&mut self, fits: bool, step: i64) {
        if !fits && self.broken.is_none() {
            self.broken = Some(step);
        }
    }
}
