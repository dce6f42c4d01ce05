//! 四方对账 as the page shows it: rows of cells, already printed, each with what it leads to.

use serde::Serialize;

use crate::reconciliation::{How, InText, Reconciliation, Row, reconcile};
use crate::workbook::Year;

/// The table as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReconciliationView {
    /// Its title.
    pub title: String,
    /// 填报单位：…
    pub unit_line: String,
    /// The heads of the columns, from the left.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<RowView>,
    /// How many rows differ, differ by rounding only, and agree, in words.
    pub summary: String,
}

/// What the papers say of one figure, as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowView {
    /// The figure's key.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// 万元, 人, …
    pub unit: String,
    /// 正文: a cell each place; several of the same words are one each.
    pub text: Vec<CellOfPaper>,
    /// 附件1
    pub base_data_table: Option<CellOfPaper>,
    /// 附件2: an indicator each.
    pub score_sheet: Vec<CellOfPaper>,
    /// 部门决算公开表
    pub final_accounts: Option<CellOfPaper>,
    /// Where what the final accounts say is entered; none where they do not state this figure.
    pub final_accounts_field: Option<String>,
    /// 上年自评
    pub last_filing: Option<CellOfPaper>,
    /// `agrees`, `rounding`, `differs`, `alone`.
    pub verdict: crate::reconciliation::Verdict,
    /// 一致 尾差 不一致 仅一处
    pub word: &'static str,
    /// `error`, `explain`, `hint`, where something does not agree.
    pub grade: Option<crate::check::Grade>,
    /// What does not agree.
    pub sentence: Option<String>,
}

/// What one paper says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellOfPaper {
    /// The words.
    pub shown: String,
    /// What explains them, for a tip: typed or quoted, beside the form, of which year.
    pub note: Option<String>,
    /// Whether it agrees.
    pub agrees: bool,
    /// What it leads to: a figure's key, `block.ID`, an indicator's key; none for what is not of this year.
    pub target: Option<String>,
    /// Of a text: the range of the words in the text as it is edited, in UTF-16 units.
    pub range: Option<(usize, usize)>,
}

/// Puts a year's reconciliation into words for the screen.
pub fn reconciliation(year: &Year) -> ReconciliationView {
    let table = reconcile(&year.edition, &year.filing, &year.evaluation);
    let rows = table.rows.iter().map(|row| view(year, row)).collect();
    ReconciliationView {
        title: crate::document::reconciliation_title(table.report_year),
        unit_line: format!("填报单位：{}", table.reporting_unit),
        columns: crate::document::reconciliation_columns(&year.edition).to_vec(),
        summary: summary(&table),
        rows,
    }
}

/// 共对账45项：不一致1项，尾差2项，一致42项。
fn summary(table: &Reconciliation) -> String {
    crate::document::reconciliation_summary(table)
}

fn view(year: &Year, row: &Row) -> RowView {
    let field = crate::evaluation::final_accounts_key(&row.key).to_string();
    let field = year.evaluation.figures.contains_key(field.as_str()).then_some(field);
    let cell = |shown: &str, agrees, target: Option<String>, note: Option<String>| CellOfPaper {
        shown: shown.to_owned(),
        note,
        agrees,
        target,
        range: None,
    };
    RowView {
        key: row.key.clone(),
        label: row.label.clone(),
        unit: row.unit.clone(),
        text: row.text.iter().map(in_text).collect(),
        base_data_table: row.base_data_table.as_ref().map(|table| {
            let beside = (!table.on_form).then(|| "表外数据".to_owned());
            let note = table.computed.as_ref().map(|computed| format!("各分项合计{computed}")).or(beside);
            cell(&table.shown, table.computed.is_none(), Some(row.key.clone()), note)
        }),
        score_sheet: row
            .score_sheet
            .iter()
            .map(|sheet| {
                let target = (!sheet.indicator.is_empty()).then(|| sheet.indicator.clone());
                cell(sheet.shown.as_deref().unwrap_or(&sheet.label), true, target, None)
            })
            .collect(),
        final_accounts: row
            .final_accounts
            .as_ref()
            .map(|stated| cell(&stated.shown, stated.agrees, field.clone(), None)),
        final_accounts_field: field,
        last_filing: row
            .last_filing
            .as_ref()
            .map(|last| cell(&last.shown, last.agrees, None, Some(format!("{}年度自评：{}", last.year, last.label)))),
        verdict: row.verdict,
        word: row.verdict.word(),
        grade: row.grade,
        sentence: row.sentence.clone(),
    }
}

fn in_text(words: &InText) -> CellOfPaper {
    let how = match words.how {
        How::Quoted => "引用",
        How::Typed => "手填",
    };
    CellOfPaper {
        shown: words.words.clone(),
        note: Some(how.to_owned()),
        agrees: words.agrees,
        target: Some(format!("block.{}", words.block)),
        range: Some((words.start, words.end)),
    }
}
