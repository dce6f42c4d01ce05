//! The whole department's table filled: which indicator of the year belongs into which row of the form, and what stands there.

use super::{Content, FormReading, TargetPart, TargetRow};
use crate::evaluation::Evaluation;
use crate::project::TargetResult;
use crate::quantity::print_score;
use crate::table::Put;

/// What is put into a cell of an indicator's row.
pub(super) fn value(reading: &FormReading, row: &TargetRow, part: TargetPart, evaluation: &Evaluation) -> Option<Put> {
    let target = of_row(reading, row, evaluation)?;
    let number = |points: Option<_>| points.map(|points| Put::Number(print_score(points)));
    let words = |text: Option<String>| text.filter(|text| !text.is_empty()).map(Put::Words);
    match part {
        TargetPart::Name => words(Some(target.name.clone())),
        TargetPart::Target => words(target.target.clone()),
        TargetPart::Actual => words(target.actual.clone()),
        TargetPart::FullScore => number(target.scored.full_score),
        TargetPart::Score => number(target.scored.score),
        TargetPart::Reason => words(target.reason.clone()),
    }
}

/// The year's indicators that no row of the form has room for.
pub fn without_row<'e>(reading: &FormReading, evaluation: &'e Evaluation) -> Vec<&'e str> {
    let rows = || reading.places.iter().filter_map(|(_, content)| row(content));
    if rows().next().is_none() {
        return Vec::new();
    }
    let placed: Vec<&str> =
        rows().filter_map(|row| of_row(reading, row, evaluation)).map(|target| target.key.as_str()).collect();
    let all = evaluation.whole.iter().flat_map(|whole| &whole.indicators);
    all.filter(|target| !placed.contains(&target.key.as_str())).map(|target| target.name.as_str()).collect()
}

/// The indicator that belongs into a row: the one of its name; into a row that is left to the department, the next of its
/// kind that has none of its own.
fn of_row<'e>(reading: &FormReading, of: &TargetRow, evaluation: &'e Evaluation) -> Option<&'e TargetResult> {
    let kind = of.kind.word();
    let mut own = evaluation.whole.iter().flat_map(|whole| &whole.indicators).filter(|one| one.path[1] == kind);
    if let Some(name) = &of.name {
        return own.find(|target| target.name == *name);
    }
    let named = |target: &TargetResult| {
        let rows = reading.places.iter().filter_map(|(_, content)| row(content));
        rows.filter(|row| row.kind == of.kind).any(|row| row.name.as_deref() == Some(target.name.as_str()))
    };
    own.filter(|target| !named(target)).nth(of.place)
}

fn row(content: &Content) -> Option<&TargetRow> {
    match content {
        Content::Target(row, _) => Some(row),
        _ => None,
    }
}
