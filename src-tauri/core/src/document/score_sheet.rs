//! 附件2 部门整体支出绩效评价指标评分表: sixteen rows or as many as the edition has, levels merged, and the total.

use super::{Align, Block, Cell, Column, Made, Numbering, Orientation, Paper, Run, Section, Source, Table, TableRow};
use crate::derive::Trace;
use crate::edition::{Indicator, ScoreSheet, SheetContent};
use crate::quantity::print_score;
use crate::rule::IndicatorResult;

/// The sections of 附件2: landscape pages.
pub(super) fn sections(made: &Made<'_>) -> Vec<Section> {
    let blocks = vec![
        Block::AttachmentMark { text: made.edition.papers.mark(Paper::ScoreSheet).to_owned() },
        Block::TableTitle { text: made.title(Paper::ScoreSheet) },
        Block::TableLine {
            parts: vec![vec![Run::plain(format!("填报单位：{}", made.evaluation.reporting_unit))]]
        },
        Block::Table(table(made)),
    ];
    vec![Section { orientation: Orientation::Landscape, numbering: Numbering::Restart, one_page: false, blocks }]
}

fn table(made: &Made<'_>) -> Table {
    let sheet = &made.edition.score_sheet;
    let mut rows = vec![head(sheet)];
    for (index, indicator) in sheet.indicators.iter().enumerate() {
        if let Some(result) = made.evaluation.indicators.get(index) {
            rows.push(row(made, sheet, index, indicator, result));
        }
    }
    rows.push(total(made, sheet));
    Table { columns: sheet.columns.iter().map(|column| Column { width: column.width }).collect(), head_rows: 1, rows }
}

fn head(sheet: &ScoreSheet) -> TableRow {
    let cell = |(index, text): (usize, &str)| Cell { head: true, ..cell(index, Align::Centre, vec![Run::plain(text)]) };
    let heads = sheet.columns.iter().map(|column| column.head.as_str()).enumerate();
    TableRow { cells: heads.map(cell).collect(), min_lines: 1 }
}

fn row(made: &Made<'_>, sheet: &ScoreSheet, index: usize, indicator: &Indicator, result: &IndicatorResult) -> TableRow {
    let cells = sheet.columns.iter().enumerate().filter_map(|(column, kind)| {
        let (text, align, row_span) = match kind.content {
            SheetContent::FirstLevel => level(sheet, index, 1, |path, _| path[0].clone())?,
            SheetContent::FirstLevelScore => level(sheet, index, 1, |_, score| score)?,
            SheetContent::SecondLevel => level(sheet, index, 2, |path, _| path[1].clone())?,
            SheetContent::SecondLevelScore => level(sheet, index, 2, |_, score| score)?,
            SheetContent::Indicator => (indicator.label.clone(), Align::Centre, 1),
            SheetContent::FullScore => (print_score(indicator.full_score), Align::Centre, 1),
            SheetContent::Wording => (indicator.printed_wording(), Align::Left, 1),
            SheetContent::Explanation => (explanation(made, indicator, result), Align::Left, 1),
            SheetContent::Score => (result.score.map(print_score).unwrap_or_default(), Align::Centre, 1),
            SheetContent::Reason => (result.printed_reason().unwrap_or_default().to_owned(), Align::Left, 1),
        };
        let source = (row_span == 1).then(|| Source(format!("indicator:{}", indicator.key)));
        let runs = if text.is_empty() { Vec::new() } else { vec![Run { text, source }] };
        Some(Cell { row_span, ..cell(column, align, runs) })
    });
    TableRow { cells: cells.collect(), min_lines: 1 }
}

/// A cell of a level, at the first of its rows only: it covers them all.
fn level(
    sheet: &ScoreSheet,
    index: usize,
    depth: usize,
    text: impl Fn(&[String], String) -> String,
) -> Option<(String, Align, usize)> {
    let path = &sheet.indicators[index].path[..depth];
    let same = |indicator: &Indicator| indicator.path[..depth] == *path;
    if index > 0 && same(&sheet.indicators[index - 1]) {
        return None;
    }
    let span = sheet.indicators[index..].iter().take_while(|indicator| same(indicator)).count();
    let weight = sheet.levels.iter().find(|level| level.path == path).map(|level| print_score(level.full_score));
    Some((text(path, weight.unwrap_or_default()), Align::Centre, span))
}

/// 指标说明: what is measured, and the year's own working below it.
fn explanation(made: &Made<'_>, indicator: &Indicator, result: &IndicatorResult) -> String {
    let figure = indicator.figure.as_ref().and_then(|key| made.evaluation.figures.get(key));
    let by_rate = figure.filter(|value| value.value.is_some() && value.trace != Trace::Blank);
    let working = match by_rate {
        Some(value) => value.working.clone().or_else(|| value.shown.clone()),
        None => result.working.clone(),
    };
    let note = result.note.clone().filter(|_| by_rate.is_some() && result.score.is_some());
    let lines = [Some(made.edition.printed_explanation(indicator)), working, note, result.silent.clone()];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// 合计
fn total(made: &Made<'_>, sheet: &ScoreSheet) -> TableRow {
    let total = &made.evaluation.total;
    let cells = sheet.columns.iter().enumerate().map(|(column, kind)| {
        let text = match kind.content {
            SheetContent::FirstLevel => "合计".to_owned(),
            SheetContent::FirstLevelScore | SheetContent::SecondLevelScore | SheetContent::FullScore => {
                print_score(total.full_score)
            }
            SheetContent::Score => total.score.map(print_score).unwrap_or_default(),
            SheetContent::Reason => total.grade.as_ref().map(|grade| format!("等级：{grade}")).unwrap_or_default(),
            _ => String::new(),
        };
        let runs = if text.is_empty() { Vec::new() } else { vec![Run::plain(text)] };
        Cell { head: kind.content == SheetContent::FirstLevel, ..cell(column, Align::Centre, runs) }
    });
    TableRow { cells: cells.collect(), min_lines: 1 }
}

fn cell(column: usize, align: Align, runs: Vec<Run>) -> Cell {
    Cell { column, column_span: 1, row_span: 1, align, indent: 0, head: false, runs }
}
