//! Where a figure stands on 附件1, else among the money of the whole department's table: its row and its column in the words
//! printed there.

use std::collections::BTreeMap;

use crate::edition::{Edition, FormCell, Paper};
use crate::evaluation::Evaluation;
use crate::words::{is_sum, quoted};

/// The places of all figures on these papers, in words, by key.
pub(super) struct Places(BTreeMap<String, String>);

impl Places {
    pub(super) fn of(edition: &Edition, evaluation: &Evaluation) -> Places {
        let grid = Grid::of(edition);
        let mark = edition.papers.mark(Paper::BaseDataTable);
        let words = |cell: &FormCell| {
            let text = evaluation.filled(cell.text.as_deref().unwrap_or_default());
            quoted(&text.split_whitespace().collect::<String>())
        };
        let mut places = BTreeMap::new();
        for (row, column, cell) in grid.cells() {
            let Some(key) = &cell.figure else { continue };
            let line = grid.label(row).map(|label| format!("{}行", words(label)));
            let head = grid.head(row, column).map(|head| format!("{}栏", words(head)));
            let place = [line, head].into_iter().flatten().collect::<String>();
            places.entry(key.to_string()).or_insert(format!("{mark}{place}"));
        }
        for line in edition.whole_table.iter().flat_map(|table| &table.money) {
            let mark = edition.papers.mark(Paper::WholeTable);
            for (stage, key) in line.amounts() {
                let place = format!("{mark}{}行{}栏", quoted(&line.label), quoted(stage.word()));
                places.entry(key.to_string()).or_insert(place);
            }
        }
        for (label, key) in &edition.base_data_table.signatures {
            places.entry(key.to_string()).or_insert(format!("{mark}落款处{}", quoted(label)));
        }
        Places(places)
    }

    pub(super) fn of_figure(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }
}

/// A cell with the row and the column it begins at.
type Placed<'a> = (usize, usize, &'a FormCell);

/// 附件1 by places: the cell that covers each.
struct Grid<'a>(Vec<Vec<Option<Placed<'a>>>>);

impl<'a> Grid<'a> {
    fn of(edition: &'a Edition) -> Grid<'a> {
        let table = &edition.base_data_table;
        let mut places = vec![vec![None; table.columns.len()]; table.rows.len()];
        for (row, form) in table.rows.iter().enumerate() {
            for cell in &form.cells {
                let free = places[row].iter().position(Option::is_none);
                let Some(column) = free else { break };
                for line in places.iter_mut().skip(row).take(cell.rows.into()) {
                    for place in line.iter_mut().skip(column).take(cell.columns.into()) {
                        *place = Some((row, column, cell));
                    }
                }
            }
        }
        Grid(places)
    }

    /// Every cell with the place it begins at.
    fn cells(&self) -> impl Iterator<Item = Placed<'a>> {
        let begins = |(row, line): (usize, &Vec<Option<Placed<'a>>>)| {
            let begin = move |(column, place): (usize, &Option<Placed<'a>>)| {
                place.filter(|(first, left, _)| (*first, *left) == (row, column))
            };
            line.iter().enumerate().filter_map(begin).collect::<Vec<_>>()
        };
        self.0.iter().enumerate().flat_map(begins)
    }

    /// The words at the left of a row's figures; of 合计 in a group of rows, the group's.
    fn label(&self, row: usize) -> Option<&'a FormCell> {
        let line = self.0.get(row)?;
        let left = line.iter().flatten().map(|(_, _, cell)| *cell).take_while(|cell| cell.figure.is_none());
        let named: Vec<&FormCell> =
            left.filter(|cell| cell.text.as_ref().is_some_and(|text| !text.is_empty())).collect();
        let is_total = |cell: &&&FormCell| cell.text.as_deref().is_some_and(is_sum);
        named.iter().rev().find(|cell| !is_total(cell)).or(named.first()).copied()
    }

    /// The head over a place. A row whose label is a head has one only where the label covers that of the heads too.
    fn head(&self, row: usize, column: usize) -> Option<&'a FormCell> {
        let (first, _, label) = (*self.0.get(row)?.first()?)?;
        let least = if label.head { first } else { 0 };
        let above = (least..row).rev().filter_map(|above| *self.0.get(above)?.get(column)?);
        above.map(|(_, _, cell)| cell).find(|cell| cell.head)
    }
}
