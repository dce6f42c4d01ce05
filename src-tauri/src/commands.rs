//! What the page may ask, three lines each: `build.rs` and `capabilities/desk.json` list the same names. An `if` here
//! belongs in the desk or the workbook.

use tauri::State;
use ziping::view::EvaluationView;

use crate::answer::{Refusal, answer};
use crate::desk::{Desk, Opened};

/// Opens what the arguments named; nothing where they named nothing and the officer has no workbook yet.
#[tauri::command(async)]
pub(crate) fn open(desk: State<'_, Desk>) -> Result<Option<Opened>, Refusal> {
    answer(|| desk.open())
}

/// Opens a copy of the sample, which is made where there is none yet.
#[tauri::command(async)]
pub(crate) fn open_sample(desk: State<'_, Desk>) -> Result<Opened, Refusal> {
    answer(|| desk.open_sample())
}

/// A year worked out, the newest where none is named.
#[tauri::command(async)]
pub(crate) fn evaluation(desk: State<'_, Desk>, year: Option<i32>) -> Result<EvaluationView, Refusal> {
    answer(|| desk.evaluation(year))
}
