//! 附件1 部门整体支出绩效评价基础数据表: the edition's grid with the year's figures in it.

use std::collections::BTreeMap;

use super::{Align, Block, Cell, Column, Made, Numbering, Orientation, Paper, Run, Section, Source, Table, TableRow};
use crate::edition::{FormCell, FormRow};
use crate::figure::Key;
use crate::quantity::Measure;

/// The sections of 附件1.
pub(super) fn sections(made: &Made<'_>) -> Vec<Section> {
    let form = &made.edition.base_data_table;
    let blocks = vec![
        Block::AttachmentMark { text: made.edition.papers.mark(Paper::BaseDataTable).to_owned() },
        Block::TableTitle { text: made.title(Paper::BaseDataTable) },
        Block::TableLine {
            parts: vec![
                vec![Run::plain(format!("填报单位：{}", made.evaluation.reporting_unit))],
                vec![Run::plain("单位：万元")],
            ],
        },
        Block::Table(table(made)),
        Block::Note { runs: vec![Run::plain(form.note.clone())] },
        made.signatures(),
    ];
    vec![Section { orientation: Orientation::Portrait, numbering: Numbering::Restart, one_page: true, blocks }]
}

fn table(made: &Made<'_>) -> Table {
    let form = &made.edition.base_data_table;
    let mut covered = BTreeMap::new();
    let shown = form.shown_rows();
    let rows = shown.iter().enumerate().map(|(index, row)| table_row(made, row, index, &mut covered)).collect();
    Table { columns: form.columns.iter().map(|width| Column { width: *width }).collect(), head_rows: 0, rows }
}

/// `covered`: for places below a cell that covers several rows, by row and column, how many columns it takes.
fn table_row(made: &Made<'_>, row: &FormRow, index: usize, covered: &mut BTreeMap<(usize, usize), usize>) -> TableRow {
    let mut column = 0;
    let mut cells = Vec::new();
    for cell in &row.cells {
        while let Some(width) = covered.remove(&(index, column)) {
            column += width;
        }
        let (columns, rows) = (usize::from(cell.columns), usize::from(cell.rows));
        covered.extend((1..rows).map(|below| ((index + below, column), columns)));
        cells.push(table_cell(made, cell, column));
        column += columns;
    }
    TableRow { cells, min_lines: row.lines }
}

fn table_cell(made: &Made<'_>, cell: &FormCell, column: usize) -> Cell {
    let figure = cell.figure.as_ref().and_then(|key| made.evaluation.figures.get(key));
    let (runs, align) = match (&cell.figure, figure) {
        (Some(key), Some(value)) => {
            let align = match value.measure {
                Measure::Text => Align::Left,
                Measure::Money if cell.columns > 1 => Align::Number,
                _ => Align::Centre,
            };
            (vec![made.figure_run(key.as_str())], align)
        }
        _ => {
            let words = cell.text.as_deref().map(|text| made.evaluation.filled(text)).unwrap_or_default();
            (vec![Run::plain(words)], if cell.head { Align::Centre } else { Align::Left })
        }
    };
    Cell {
        column,
        column_span: usize::from(cell.columns),
        row_span: usize::from(cell.rows),
        align,
        indent: cell.indent,
        head: cell.head,
        runs: runs.into_iter().filter(|run| !run.text.is_empty()).collect(),
    }
}

impl Made<'_> {
    /// The line of signatures below a table.
    pub(super) fn signatures(&self) -> Block {
        let signed =
            |(label, key): &(String, Key)| vec![Run::plain(format!("{label}：")), self.figure_run(key.as_str())];
        Block::TableLine { parts: self.edition.base_data_table.signatures.iter().map(signed).collect() }
    }

    /// A figure as it is shown; blank where it is.
    pub(super) fn figure_run(&self, key: &str) -> Run {
        Run { text: self.shown(key).unwrap_or_default(), source: Some(Source(format!("figure:{key}"))) }
    }
}
