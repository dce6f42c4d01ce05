//! The rows of a form that are shown: those switched off left out, and what only they asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::{BaseDataTable, DEFAULT, Edition, FormCell, FormRow, Indicator, Provenance};
use crate::figure::Key;
use crate::narrative;

/// What the default edition's papers use: a figure of these that another edition does not use stands on no row of it.
static USUAL: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| Edition::shipped(DEFAULT).map(|edition| edition.wanted()).unwrap_or_default());

impl BaseDataTable {
    /// Whether a row is not yet known from a form: 待核对.
    pub fn is_assumed(&self, row: &FormRow) -> bool {
        [self.provenance, row.provenance].contains(&Provenance::Assumed)
    }

    /// The rows without those switched off. A cell that covers several rows covers those of them that are left, and
    /// begins in the first of these.
    pub fn shown_rows(&self) -> Vec<FormRow> {
        if !self.rows.iter().any(|row| row.off) {
            return self.rows.clone();
        }
        let mut covered: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut shown: Vec<BTreeMap<usize, FormCell>> = vec![BTreeMap::new(); self.rows.len()];
        for (index, row) in self.rows.iter().enumerate() {
            let mut column = 0;
            for cell in &row.cells {
                while covered.contains(&(index, column)) {
                    column += 1;
                }
                let columns = usize::from(cell.columns);
                let inside = index..index + usize::from(cell.rows);
                let below = inside.clone().skip(1).flat_map(|row| (column..column + columns).map(move |at| (row, at)));
                covered.extend(below);
                let left: Vec<usize> = inside.filter(|at| self.rows.get(*at).is_none_or(|row| !row.off)).collect();
                if let Some(cells) = left.first().and_then(|first| shown.get_mut(*first)) {
                    let rows = u8::try_from(left.len()).unwrap_or(u8::MAX);
                    cells.insert(column, FormCell { rows, ..cell.clone() });
                }
                column += columns;
            }
        }
        let row = |(row, cells): (&FormRow, BTreeMap<usize, FormCell>)| FormRow {
            cells: cells.into_values().collect(),
            ..row.clone()
        };
        self.rows.iter().zip(shown).filter(|(row, _)| !row.off).map(row).collect()
    }
}

impl Edition {
    /// Keys that the rows shown, the scores and the starting text use, directly or through a formula.
    pub fn wanted(&self) -> BTreeSet<String> {
        let cells = self.base_data_table.rows.iter().filter(|row| !row.off).flat_map(|row| &row.cells);
        let on_form = cells.filter_map(|cell| cell.figure.as_ref());
        let scored = self.score_sheet.indicators.iter().flat_map(asked_by);
        let money = self.whole_table.iter().flat_map(|table| &table.money).flat_map(|line| &line.figures);
        let mut wanted: BTreeSet<String> = on_form.chain(scored).chain(money).map(ToString::to_string).collect();
        let text = self.chapters.iter().flat_map(|chapter| &chapter.blocks);
        wanted.extend(text.flat_map(|block| narrative::references(&block.text)).map(str::to_owned));
        self.with_inputs(wanted)
    }

    /// Figures that a row asked for and none asks for any more: rows switched off, and rows of the usual form that
    /// this one does not have. `quoted` are those the text uses beside the edition's own.
    pub fn idle(&self, quoted: BTreeSet<String>) -> BTreeSet<&str> {
        let off_cells = self.base_data_table.rows.iter().filter(|row| row.off).flat_map(|row| &row.cells);
        let off = off_cells.filter_map(|cell| cell.figure.as_ref());
        let off: BTreeSet<&Key> =
            off.chain(self.score_sheet.off.iter().flat_map(|off| asked_by(&off.indicator))).collect();
        let mut wanted = self.wanted();
        wanted.extend(self.with_inputs(quoted));
        let asked_once = |key: &Key| off.contains(key) || USUAL.contains(key.as_str());
        let keys = self.figures.iter().map(|figure| &figure.key);
        keys.filter(|key| asked_once(key) && !wanted.contains(key.as_str())).map(Key::as_str).collect()
    }

    /// These keys and what they are worked out from.
    fn with_inputs(&self, mut wanted: BTreeSet<String>) -> BTreeSet<String> {
        for figure in self.figures.iter().rev().filter(|figure| figure.from.is_some() || figure.only_where.is_some()) {
            if wanted.contains(figure.key.as_str()) {
                let inputs = figure.from.iter().flat_map(|formula| formula.inputs());
                let asked = figure.only_where.iter().map(|(key, _)| key);
                wanted.extend(inputs.chain(asked).map(ToString::to_string));
            }
        }
        wanted
    }
}

/// The figures an indicator hangs on.
fn asked_by(indicator: &Indicator) -> impl Iterator<Item = &Key> {
    let asked = indicator.not_applicable.iter().map(|rule| &rule.figure);
    indicator.figure.iter().chain(asked).chain(indicator.when_base_zero.iter().map(|rule| &rule.base))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::edition::OffIndicator;

    /// The default form without its rows on buildings, their points given to 预算完成率.
    pub(crate) fn without_buildings() -> Edition {
        let mut edition = Edition::shipped(DEFAULT).expect("is shipped");
        let is_building = |row: &&mut FormRow| {
            row.cells.iter().any(|cell| {
                let figure = cell.figure.as_ref().is_some_and(|key| key.as_str().starts_with("building."));
                figure || cell.text.as_ref().is_some_and(|text| text.starts_with("楼堂馆所"))
            })
        };
        edition.base_data_table.rows.iter_mut().filter(is_building).for_each(|row| row.off = true);
        let (off, on): (Vec<_>, Vec<_>) =
            edition.score_sheet.indicators.into_iter().partition(|one| one.key.starts_with("building_"));
        edition.score_sheet.indicators = on;
        edition.score_sheet.off = off.into_iter().map(|indicator| OffIndicator { at: 4, indicator }).collect();
        let completion = &mut edition.score_sheet.indicators[2];
        completion.full_score = 15.into();
        completion.examples = vec![("1".to_owned(), 15.into())];
        edition
    }

    fn table() -> BaseDataTable {
        Edition::shipped(DEFAULT).expect("is shipped").base_data_table
    }

    #[test]
    fn a_row_switched_off_leaves_a_whole_grid() {
        let whole = Edition::shipped(DEFAULT).expect("is shipped");
        for index in 0..whole.base_data_table.rows.len() {
            let mut edition = whole.clone();
            edition.base_data_table.rows[index].off = true;
            assert_eq!(edition.base_data_table.shown_rows().len(), whole.base_data_table.rows.len() - 1);
            edition.prove().expect("is whole");
        }
    }

    #[test]
    fn a_merged_cell_begins_in_the_first_row_that_is_left() {
        let mut table = table();
        let first = table.rows[0].cells[0].clone();
        assert_eq!(first.rows, 2);
        table.rows[0].off = true;
        assert_eq!(table.shown_rows()[0].cells[0], FormCell { rows: 1, ..first });
    }

    #[test]
    fn what_only_a_row_switched_off_asked_for_is_idle() {
        let whole = Edition::shipped(DEFAULT).expect("is shipped");
        assert!(whole.idle(BTreeSet::new()).is_empty());
        let edition = without_buildings();
        edition.prove().expect("is whole");
        let idle = edition.idle(BTreeSet::new());
        assert!(
            idle.contains("building.area.actual") && idle.iter().all(|key| key.starts_with("building.")),
            "{idle:?}"
        );
        let quoted = BTreeSet::from(["building.area.control_rate".to_owned()]);
        assert!(!edition.idle(quoted).contains("building.area.actual"));
    }
}
