//! 附件1 as a grid, and every figure as a field.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::derive::Trace;
use crate::edition::{FormCell, Paper};
use crate::evaluation::is_of_final_accounts;
use crate::figure::Figure;
use crate::quantity::Measure;
use crate::workbook::Year;

/// 附件1 as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BaseDataTableView {
    /// 附件1
    pub mark: String,
    /// Its title.
    pub title: String,
    /// 单位：万元
    pub unit_line: String,
    /// Column widths, as shares.
    pub columns: Vec<u32>,
    /// Rows from top to bottom: the cells that begin in each.
    pub rows: Vec<Vec<CellView>>,
    /// The foot note (说明).
    pub note: String,
    /// The line of signatures.
    pub signatures: Vec<SignatureView>,
}

/// A cell of 附件1: words or a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellView {
    /// Words printed.
    pub text: Option<String>,
    /// The key of the figure printed.
    pub figure: Option<String>,
    /// Columns covered.
    pub columns: u8,
    /// Rows covered.
    pub rows: u8,
    /// Words of the head.
    pub head: bool,
    /// Indent in characters.
    pub indent: u8,
}

/// A signature: its label and the figure written behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignatureView {
    /// 填表人
    pub label: String,
    /// The figure's key.
    pub figure: String,
}

/// A figure as a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureView {
    /// Its key.
    pub key: String,
    /// Its label.
    pub label: String,
    /// 万元, 人, …; empty where the value says it, as a percentage does.
    pub unit: String,
    /// What is counted.
    pub measure: Measure,
    /// Whether it is a number, and so stands right.
    pub numeric: bool,
    /// Where it stands.
    pub group: Group,
    /// `None` is blank, which is not zero.
    pub shown: Option<String>,
    /// What was typed, letter for letter, where it was entered.
    pub typed: Option<String>,
    /// `blank`, `entered` or `worked_out`.
    pub origin: &'static str,
    /// Whether it can be entered; a total may be, in place of its sum.
    pub editable: bool,
    /// How it was worked out.
    pub working: Option<String>,
    /// What to know when entering it (口径).
    pub note: Option<String>,
    /// Its 口径 as chosen.
    pub basis: Option<String>,
    /// Where the officer took it from.
    pub source: Option<String>,
    /// Its row is assumed, not seen on a form: 待核对.
    pub assumed: bool,
    /// Listed as missing while blank.
    pub required: bool,
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// On 附件1.
    Form,
    /// Asked beside the form: for the scores and the text.
    Beside,
    /// In the table of a project, or of the whole department.
    Project,
    /// The department's own.
    Own,
    /// What the published final accounts say, beside a figure of the form.
    FinalAccounts,
    /// Entered, and without a row of the form: kept, not printed.
    Kept,
}

pub(super) fn base_data_table(year: &Year) -> BaseDataTableView {
    let (form, papers) = (&year.edition.base_data_table, &year.edition.papers);
    let filled = |text: &str| year.evaluation.filled(text);
    let cell = |cell: &FormCell| CellView {
        text: cell.text.as_deref().map(filled),
        figure: cell.figure.as_ref().map(ToString::to_string),
        columns: cell.columns,
        rows: cell.rows,
        head: cell.head,
        indent: cell.indent,
    };
    let signature =
        |(label, key): &(String, crate::figure::Key)| SignatureView { label: label.clone(), figure: key.to_string() };
    BaseDataTableView {
        mark: papers.mark(Paper::BaseDataTable).to_owned(),
        title: filled(papers.title(Paper::BaseDataTable)),
        unit_line: "单位：万元".to_owned(),
        columns: form.columns.clone(),
        rows: form.shown_rows().iter().map(|row| row.cells.iter().map(cell).collect()).collect(),
        note: form.note.clone(),
        signatures: form.signatures.iter().map(signature).collect(),
    }
}

pub(super) fn figures(year: &Year) -> Vec<FigureView> {
    let form = &year.edition.base_data_table;
    let cells =
        form.rows.iter().filter(|row| !row.off).flat_map(|row| &row.cells).filter_map(|cell| cell.figure.as_ref());
    let on_form: BTreeSet<&str> =
        cells.chain(form.signatures.iter().map(|(_, key)| key)).map(|key| key.as_str()).collect();
    let money = year.edition.whole_table.iter().flat_map(|table| &table.money);
    let in_money: BTreeSet<&str> = money.flat_map(|line| &line.figures).map(|key| key.as_str()).collect();
    let assumed = year.edition.assumed_figures();
    let group = |figure: &Figure| match figure.key.as_str() {
        key if on_form.contains(key) => Group::Form,
        key if key.starts_with("projects.") => Group::Project,
        // A row of money that only the whole department's table asks for.
        key if in_money.contains(key) && figure.from.is_none() => Group::Project,
        key if key.starts_with("own.") => Group::Own,
        key if is_of_final_accounts(key) => Group::FinalAccounts,
        key if year.idle.contains(key) => Group::Kept,
        _ => Group::Beside,
    };
    let shown = |figure: &Figure| field(year, figure, group(figure), assumed.contains(figure.key.as_str()));
    let has_place =
        |figure: &&Figure| !year.idle.contains(figure.key.as_str()) || year.filing.entries.contains_key(&figure.key);
    year.evaluation.list.iter().filter(has_place).map(shown).collect()
}

fn field(year: &Year, figure: &Figure, group: Group, assumed: bool) -> FigureView {
    let value = year.evaluation.figures.get(&figure.key);
    let unit = figure.measure.unit(year.filing.unit_of(&figure.key));
    FigureView {
        key: figure.key.to_string(),
        label: figure.label.clone(),
        unit: unit.to_owned(),
        measure: figure.measure,
        numeric: figure.measure.is_numeric() && figure.measure != Measure::YesNo,
        group,
        shown: value.and_then(|value| value.shown.clone()),
        typed: year.filing.entries.get(&figure.key).map(|entry| entry.typed.clone()),
        origin: match value.map(|value| &value.trace) {
            None | Some(Trace::Blank) => "blank",
            Some(Trace::Entered { .. }) => "entered",
            Some(Trace::WorkedOut { .. }) => "worked_out",
        },
        editable: figure.from.is_none() || figure.may_be_entered,
        working: value.and_then(|value| value.working.clone()),
        note: figure.note.clone(),
        basis: year.evaluation.bases.words(figure.key.as_str()),
        source: year.evaluation.bases.source(figure.key.as_str()).map(str::to_owned),
        assumed,
        required: figure.required,
    }
}
