//! Figures entered as typed: one, or a block of cells pasted at once.

use super::{Edited, Workbook, Year, block_id};
use crate::error::{Error, Result};
use crate::figure::Figure;
use crate::filing::{Entry, Head};
use crate::quantity::{self, Measure};
use crate::store::{Edit, Subject};
use crate::words::quoted;

/// The key under which [`Workbook::set`] takes the name of the reporting unit (填报单位).
const REPORTING_UNIT: &str = "reporting_unit";
/// What it is called.
const UNIT_LABEL: &str = "填报单位";

impl Workbook {
    /// Enters a figure as typed; a blank takes the entry away. `block.ID` takes a paragraph with 【label】 for figures,
    /// `reporting_unit` the name of the unit.
    ///
    /// # Errors
    /// Those of reading a quantity, [`Error::Derived`], [`Error::UnknownFigure`], [`Error::SeveralParagraphs`],
    /// [`Error::Blank`] for the name of the unit, those of writing. Nothing changes then.
    pub fn set(&mut self, year: Option<i32>, key: &str, typed: &str, now: &str) -> Result<Edited> {
        let of = self.year(year)?;
        if let Some(id) = block_id(key) {
            return self.set_paragraph(&of, id, typed, now);
        }
        if key == REPORTING_UNIT {
            return self.set_reporting_unit(&of, typed, now);
        }
        let read = Read::new(&of, key, typed)?;
        let name = format!("修改{}", quoted(&read.figure.label));
        self.store.step(&name, now, |edit| read.put(edit, of.filing.head.report_year))?;
        let after = self.year(Some(of.filing.head.report_year))?;
        Ok(Edited {
            label: read.figure.label.clone(),
            before: of.get(key)?.shown,
            after: after.get(key)?.shown,
            difference: difference(&of, &after, &read.figure),
        })
    }

    /// Enters several figures as one step, as a block of cells is pasted; all of them, or none. Says how many.
    ///
    /// # Errors
    /// [`Error::InCell`] with the key of the first that cannot be taken; those of writing.
    pub fn set_all(&mut self, year: Option<i32>, cells: &[(String, String)], now: &str) -> Result<usize> {
        let of = self.year(year)?;
        let mut all = Vec::with_capacity(cells.len());
        for (key, typed) in cells {
            let in_cell = |error| Error::InCell { key: key.clone(), error: Box::new(error) };
            all.push(Read::new(&of, key, typed).map_err(in_cell)?);
        }
        self.store.step(&format!("粘贴{}项", all.len()), now, |edit| {
            all.iter().try_for_each(|read| read.put(edit, of.filing.head.report_year))
        })?;
        Ok(all.len())
    }

    fn set_reporting_unit(&mut self, of: &Year, typed: &str, now: &str) -> Result<Edited> {
        let name = unit_name(typed)?;
        let head = Head { reporting_unit: name.clone(), ..of.filing.head.clone() };
        self.store.step(&format!("修改{}", quoted(UNIT_LABEL)), now, |edit| edit.put(&head))?;
        let before = Some(of.filing.head.reporting_unit.clone());
        Ok(Edited { label: UNIT_LABEL.to_owned(), before, after: Some(name), difference: None })
    }
}

/// The name of a reporting unit as typed, on one line.
///
/// # Errors
/// [`Error::Blank`], [`Error::TooLong`].
pub(super) fn unit_name(typed: &str) -> Result<String> {
    const LONGEST: usize = 60;
    let name = quantity::read_line(UNIT_LABEL, typed, LONGEST)?;
    if name.is_empty() { Err(Error::Blank { label: UNIT_LABEL.to_owned() }) } else { Ok(name) }
}

/// What was typed for a figure, read.
struct Read<'t> {
    figure: Figure,
    value: Option<String>,
    typed: &'t str,
}

impl<'t> Read<'t> {
    fn new(of: &Year, key: &str, typed: &'t str) -> Result<Read<'t>> {
        let figure = of.figure(key)?;
        if let Some(formula) = figure.from.as_ref().filter(|_| !figure.may_be_entered) {
            let inputs: Vec<&str> = formula.inputs().iter().map(|key| of.evaluation.label(key.as_str())).collect();
            return Err(Error::Derived { label: figure.label, inputs: inputs.join("、") });
        }
        let unit = of.filing.unit_of(&figure.key);
        let value = quantity::read(&figure.label, typed, figure.measure, unit, figure.may_be_negative)?;
        Ok(Read { figure, value, typed })
    }

    fn put(&self, edit: &mut Edit<'_>, report_year: i32) -> Result<()> {
        let key = &self.figure.key;
        match self.value.clone() {
            Some(value) => edit.put(&Entry { report_year, key: key.clone(), value, typed: self.typed.to_owned() }),
            None => edit.remove(Subject::entry(report_year, key)),
        }
    }
}

/// By how much an amount or a count changed, with its sign.
fn difference(before: &Year, after: &Year, figure: &Figure) -> Option<String> {
    let counted = matches!(figure.measure, Measure::Money | Measure::People | Measure::Count | Measure::Area);
    let value = |year: &Year| year.evaluation.figures.get(&figure.key).and_then(|value| value.value);
    let change = value(after)? - value(before)?;
    let sign = if change.is_sign_negative() { "" } else { "+" };
    (counted && !change.is_zero()).then(|| format!("{sign}{}", quantity::print(change, figure.measure)))
}
