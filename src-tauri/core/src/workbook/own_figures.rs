//! Figures of the department's own: added and taken out. What they are worth is entered like any other.

use super::{Workbook, Year};
use crate::error::{Error, Result};
use crate::figure::{Figure, Key};
use crate::filing::OwnFigure;
use crate::narrative;
use crate::quantity::{self, Measure};
use crate::store::Subject;
use crate::words::quoted;

/// A figure to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFigure {
    /// What it is called, and 【label】 in the text.
    pub label: String,
    /// What is counted.
    pub measure: Measure,
    /// The measure word (`批次`); empty for none.
    pub unit: String,
}

impl Workbook {
    /// Adds a figure of the department's own behind the others; its key.
    ///
    /// # Errors
    /// [`Error::Blank`], [`Error::TooLong`] and [`Error::LabelTaken`] for its label; those of writing.
    pub fn add_figure(&mut self, year: Option<i32>, new: &NewFigure, now: &str) -> Result<Key> {
        let of = self.year(year)?;
        let (label, unit) = (free_label(&of, &new.label)?, quantity::read_line("单位", &new.unit, 10)?);
        let number = |figure: &OwnFigure| figure.id.trim_start_matches('n').parse::<u32>().unwrap_or(0);
        let last = of.filing.own_figures.iter().map(number).max().unwrap_or(0);
        let figure = OwnFigure {
            report_year: of.filing.head.report_year,
            id: format!("n{}", last + 1),
            position: of.filing.own_figures.iter().map(|figure| figure.position).max().unwrap_or(0) + 1,
            label,
            measure: new.measure,
            unit,
            formula: None,
        };
        self.store.step(&format!("新增{}", quoted(&figure.label)), now, |edit| edit.put(&figure))?;
        Ok(figure.figure().key)
    }

    /// Takes a figure of the department's own out, with what was entered for it.
    ///
    /// # Errors
    /// [`Error::UnknownFigure`] also for those of the form; [`Error::FigureQuoted`] where the text or another figure uses
    /// it; those of writing.
    pub fn remove_figure(&mut self, year: Option<i32>, key: &str, now: &str) -> Result<()> {
        let of = self.year(year)?;
        let own = of.filing.own_figures.iter().find(|figure| figure.figure().key.as_str() == key);
        let own = own.ok_or_else(|| Error::UnknownFigure { key: key.to_owned() })?;
        if is_quoted(&of, &own.figure().key, &[]) {
            return Err(Error::FigureQuoted { label: own.label.clone() });
        }
        let report_year = of.filing.head.report_year;
        self.store.step(&format!("删除{}", quoted(&own.label)), now, |edit| {
            edit.remove(Subject::entry(report_year, &own.figure().key))?;
            edit.remove(Subject::own_figure(report_year, &own.id))
        })?;
        Ok(())
    }
}

/// Whether the text or a figure, those of `but` apart, uses a figure.
pub(super) fn is_quoted(of: &Year, key: &Key, but: &[Figure]) -> bool {
    let in_text =
        of.filing.blocks.iter().any(|block| narrative::references(&block.text).any(|used| used == key.as_str()));
    let of_others = |figure: &&Figure| but.iter().all(|own| own.key != figure.key);
    let in_formula = || {
        let formulas = of.evaluation.list.iter().filter(of_others).filter_map(|figure| figure.from.as_ref());
        formulas.into_iter().any(|formula| formula.inputs().contains(&key))
    };
    in_text || in_formula()
}

/// A label that nothing in the year bears yet.
fn free_label(of: &Year, typed: &str) -> Result<String> {
    let label = quantity::read_line("名称", typed, 60)?.replace(['【', '】', '{', '}', '\\'], "");
    if label.is_empty() {
        return Err(Error::Blank { label: "名称".to_owned() });
    }
    let taken = of.evaluation.list.iter().any(|figure| figure.label == label)
        || narrative::BUILT_IN.iter().any(|(_, name)| *name == label);
    if taken { Err(Error::LabelTaken { label }) } else { Ok(label) }
}
