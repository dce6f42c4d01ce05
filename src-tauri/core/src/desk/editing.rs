//! Editing at the desk: each act is one step of the workbook, and its answer is the year as it is afterwards.

use serde::Serialize;

use super::{Desk, Year, named_with_year, shown};
use crate::error::{Error, Result};
use crate::workbook::{Edited, Imported, Workbook};

/// What an editing command did, and the year as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// What was done.
    pub act: Act,
    /// The year.
    pub year: Year,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Act {
    /// A field has another value.
    Edited(Edited),
    /// Several cells were filled.
    Pasted {
        /// How many.
        count: usize,
    },
    /// A report was taken in.
    Imported(Imported),
    /// The text, or the list of own figures, changed.
    Written,
    /// A step was taken back.
    Undone {
        /// Its name.
        name: String,
    },
    /// A step was done again.
    Redone {
        /// Its name.
        name: String,
    },
    /// All was so already.
    Unchanged,
}

impl Desk {
    /// Does something to the open workbook; the moment of the step comes from the machine.
    pub(super) fn change(
        &self,
        year: i32,
        act: impl FnOnce(&mut Workbook, Option<i32>, &str) -> Result<Act>,
    ) -> Result<Changed> {
        let now = self.system.now();
        self.with(|workbook| {
            // Asked before anything is done: what is refused has done nothing.
            if !workbook.years()?.contains(&year) {
                return Err(Error::NoSuchYear { year, years: workbook.years()? });
            }
            let act = act(workbook, Some(year), &now)?;
            self.back_up_if_due(workbook);
            Ok(Changed { act, year: shown(workbook, Some(year), self.faces())? })
        })
    }
}

/// The name of the newest step, with its year where that is not the one shown.
pub(super) fn newest_step(workbook: &Workbook, shown: Option<i32>) -> Result<String> {
    let newest = workbook.history(1)?;
    Ok(newest.first().map_or_else(String::new, |step| named_with_year(step, shown)))
}

impl From<Edited> for Act {
    fn from(edited: Edited) -> Act {
        if edited.before == edited.after { Act::Unchanged } else { Act::Edited(edited) }
    }
}
