//! The indicators of a project, or of the whole department (绩效指标): added, changed, moved and taken out; how each column is read is `project`'s.

use super::{Workbook, Year};
use crate::error::{Error, Result};
use crate::filing::ProjectIndicator;
use crate::project::{IndicatorChange, TargetTable, changed, new_indicator};
use crate::store::Subject;

impl Workbook {
    /// Adds an indicator to a project or to the whole department, behind those of its kind; its id. It wants a kind and a name.
    ///
    /// # Errors
    /// [`Error::UnknownProject`], [`Error::Blank`]; those of [`Workbook::set_indicator`].
    pub fn add_indicator(
        &mut self,
        year: Option<i32>,
        project: &str,
        change: &IndicatorChange,
        now: &str,
    ) -> Result<String> {
        let of = self.year(year)?;
        let table = of.table(project)?;
        let new = new_indicator(&of.filing.project_indicators, of.filing.head.report_year, table.id, change)?;
        self.store.step(&format!("新增{}", indicators_of(&table)), now, |edit| edit.put(&new))?;
        Ok(new.id)
    }

    /// Changes an indicator.
    ///
    /// # Errors
    /// [`Error::UnknownProjectIndicator`]; those of reading a quantity; [`Error::ShareOutOfRange`],
    /// [`Error::UnknownWord`], [`Error::UnfitAttainment`]; those of writing.
    pub fn set_indicator(&mut self, year: Option<i32>, id: &str, change: &IndicatorChange, now: &str) -> Result<()> {
        let of = self.year(year)?;
        let indicator = of.project_indicator(id)?;
        let next = changed(indicator.clone(), change)?;
        self.store.step(&format!("修改{}", indicators_of(&of.table(&next.project)?)), now, |edit| edit.put(&next))?;
        Ok(())
    }

    /// Moves an indicator among those of its table, to a place counted from 1; the form orders them by kind all the same.
    ///
    /// # Errors
    /// [`Error::UnknownProjectIndicator`], those of writing.
    pub fn move_indicator(&mut self, year: Option<i32>, id: &str, place: usize, now: &str) -> Result<()> {
        let of = self.year(year)?;
        let moved = of.project_indicator(id)?;
        let table = of.table(&moved.project)?;
        let mut order = table.points.ordered(&of.filing.project_indicators, &moved.project);
        order.retain(|other| other.id != moved.id);
        order.insert(place.saturating_sub(1).min(order.len()), moved);
        self.store.step(&format!("移动{}", indicators_of(&table)), now, |edit| {
            (1..).zip(order).try_for_each(|(position, one)| edit.put(&ProjectIndicator { position, ..one.clone() }))
        })?;
        Ok(())
    }

    /// Takes an indicator out.
    ///
    /// # Errors
    /// [`Error::UnknownProjectIndicator`], those of writing.
    pub fn remove_indicator(&mut self, year: Option<i32>, id: &str, now: &str) -> Result<()> {
        let of = self.year(year)?;
        let indicator = of.project_indicator(id)?;
        let subject = Subject::of(indicator)?;
        let name = format!("删除{}", indicators_of(&of.table(&indicator.project)?));
        self.store.step(&name, now, |edit| edit.remove(subject))?;
        Ok(())
    }
}

impl Year {
    /// A table of targets: of a project, by its id or its name, or of the whole department, where the form has it.
    ///
    /// # Errors
    /// [`Error::UnknownProject`].
    pub fn table(&self, named: &str) -> Result<TargetTable<'_>> {
        let whole = self.edition.whole_table.as_ref().map(TargetTable::of_whole);
        if let Some(whole) = whole.filter(|whole| [whole.id, whole.name].contains(&named.trim())) {
            return Ok(whole);
        }
        Ok(TargetTable::of_project(&self.edition.project_table, self.project(named)?))
    }

    /// An indicator of a project by its id.
    fn project_indicator(&self, id: &str) -> Result<&ProjectIndicator> {
        let found = self.filing.project_indicators.iter().find(|indicator| indicator.id == id);
        found.ok_or_else(|| Error::UnknownProjectIndicator { id: id.to_owned() })
    }
}

fn indicators_of(table: &TargetTable<'_>) -> String {
    format!("{}的绩效指标", table.called())
}
