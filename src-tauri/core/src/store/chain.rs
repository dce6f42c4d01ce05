//! The chain of steps, read in one pass and recomputed. Each step is hashed over the recorded hash of the one before, so
//! that one change breaks one link.

use std::collections::BTreeMap;

use super::database::Database;
use super::seal::Link;
use crate::error::Result;

/// What the history says.
pub(super) struct Chain {
    /// How many steps there are.
    pub(super) steps: usize,
    /// The first step that does not fit: changed, missing, or having parts without being there.
    pub(super) broken: Option<i64>,
    /// The newest seal of each year.
    pub(super) seals: BTreeMap<i64, Option<String>>,
}

/// A step and what was recorded of it.
struct Recorded {
    id: i64,
    at: String,
    kind: String,
    name: String,
    undoes: Option<i64>,
    hash: String,
    seals: Vec<(i64, Option<String>)>,
}

impl Chain {
    /// Recomputes the chain from the hash it begins with.
    pub(super) fn read(database: &Database, beginning: &str) -> Result<Chain> {
        let mut chain = Chain { steps: 0, broken: None, seals: BTreeMap::new() };
        let steps = chain.steps(database)?;
        chain.steps = steps.len();
        let begin = |index: usize| {
            let step = steps.get(index)?;
            let previous = index.checked_sub(1).and_then(|index| steps.get(index));
            let previous = previous.map_or(beginning, |step| step.hash.as_str());
            Some((step, Link::new(previous, step.id, &step.at, &step.kind, &step.name, step.undoes)))
        };
        // The step whose changes are being read; the changes come in the order of the steps.
        let mut index = 0;
        let mut open = begin(index);
        let sql = "SELECT step, subject, before, after FROM change ORDER BY step, position";
        database.each(sql, [], |row| {
            let id: i64 = row.get(0)?;
            while let Some((step, link)) = open.take_if(|(step, _)| step.id < id) {
                chain.close(step, link);
                index += 1;
                open = begin(index);
            }
            match &mut open {
                Some((step, link)) if step.id == id => link.change(
                    row.get_ref(1)?.as_bytes()?,
                    row.get_ref(2)?.as_bytes_or_null()?,
                    row.get_ref(3)?.as_bytes_or_null()?,
                ),
                _ => chain.expect(false, id),
            }
            Ok(true)
        })?;
        while let Some((step, link)) = open.take() {
            chain.close(step, link);
            index += 1;
            open = begin(index);
        }
        Ok(chain)
    }

    /// The steps with the seals they left; each must follow the one before.
    fn steps(&mut self, database: &Database) -> Result<Vec<Recorded>> {
        let mut steps = database.list("SELECT id, at, kind, name, undoes, hash FROM step ORDER BY id", [], |row| {
            Ok(Recorded {
                id: row.get(0)?,
                at: row.get(1)?,
                kind: row.get(2)?,
                name: row.get(3)?,
                undoes: row.get(4)?,
                hash: row.get(5)?,
                seals: Vec::new(),
            })
        })?;
        for (step, id) in steps.iter().zip(1..) {
            self.expect(step.id == id, id);
        }
        database.each("SELECT step, report_year, hash FROM seal ORDER BY step, report_year", [], |row| {
            let (id, year, seal) = (row.get(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?);
            match steps.binary_search_by_key(&id, |step| step.id).ok().and_then(|at| steps.get_mut(at)) {
                Some(step) => step.seals.push((year, seal.clone())),
                None => self.expect(false, id),
            }
            self.seals.insert(year, seal);
            Ok(true)
        })?;
        Ok(steps)
    }

    /// Compares what the parts of a step come to with what was recorded.
    fn close(&mut self, step: &Recorded, mut link: Link) {
        for (year, seal) in &step.seals {
            link.seal(*year, seal.as_deref());
        }
        self.expect(link.text() == step.hash, step.id);
    }

    fn expect(&mut self, fits: bool, step: i64) {
        if !fits {
            self.broken = Some(self.broken.map_or(step, |broken| broken.min(step)));
        }
    }
}
