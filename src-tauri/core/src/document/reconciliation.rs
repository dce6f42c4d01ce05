//! 四方对账表: what text, 附件1, 附件2, final accounts and last year's filing say of each figure. A working paper, not for
//! filing.

use super::{Align, Block, Cell, Column, Made, Numbering, Orientation, Paper, Run, Section, Source, Table, TableRow};
use crate::edition::Edition;
use crate::reconciliation::{Reconciliation, Row, Verdict, reconcile};

/// Shares of the width, by column.
const WIDTHS: [u32; 7] = [104, 40, 36, 56, 36, 34, 62];

/// The paper's title.
pub fn reconciliation_title(report_year: i32) -> String {
    format!("{report_year}年度部门整体支出绩效自评四方对账表")
}

/// The heads of the columns.
pub fn reconciliation_columns(edition: &Edition) -> [String; 7] {
    let papers = &edition.papers;
    let (table, sheet) = (papers.mark(Paper::BaseDataTable).to_owned(), papers.mark(papers.scoring()).to_owned());
    ["项目".into(), "正文".into(), table, sheet, "部门决算公开表".into(), "上年自评".into(), "核对".into()]
}

/// How many rows differ and agree: 共对账45项，不一致1项，尾差2项，一致42项。
pub fn reconciliation_summary(table: &Reconciliation) -> String {
    let count = |verdict| table.rows.iter().filter(|row| row.verdict == verdict).count();
    let said = [Verdict::Differs, Verdict::Rounding, Verdict::Alone, Verdict::Agrees]
        .map(|verdict| (verdict.word(), count(verdict)))
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("，{word}{count}项"));
    format!("共对账{}项{}。", table.rows.len(), said.collect::<String>())
}

/// The sections of the paper: landscape pages.
pub(super) fn sections(made: &Made<'_>) -> Vec<Section> {
    let table = reconcile(made.edition, made.filing, made.evaluation);
    let [_, form, sheet, ..] = reconciliation_columns(made.edition);
    let in_sheet = match made.edition.papers.scoring() {
        Paper::WholeTable => format!("{sheet}一栏是这张表上的这项数据"),
        _ => format!("{sheet}一栏是算式用到这项数据的指标"),
    };
    let note = format!(
        "正文一栏带计量单位的，是正文里手工填写的数，其余引用数据项，随表更新；注“*”的，是{form}没有列出、评分和正文要用的数据；{in_sheet}。"
    );
    let blocks = vec![
        Block::TableTitle { text: reconciliation_title(table.report_year) },
        Block::TableLine {
            parts: vec![
                vec![Run::plain(format!("填报单位：{}", table.reporting_unit))],
                vec![Run::plain("单位：万元")],
            ],
        },
        Block::Table(ruled(made.edition, &table)),
        Block::Note { runs: vec![Run::plain(format!("{}{note}", reconciliation_summary(&table)))] },
    ];
    vec![Section { orientation: Orientation::Landscape, numbering: Numbering::Restart, one_page: false, blocks }]
}

fn ruled(edition: &Edition, table: &Reconciliation) -> Table {
    let heads = reconciliation_columns(edition).into_iter().enumerate();
    let head = heads.map(|(column, text)| Cell { head: true, ..cell(column, Align::Centre, text, None) });
    let mut rows = vec![TableRow { cells: head.collect(), min_lines: 1 }];
    rows.extend(table.rows.iter().map(row));
    Table { columns: WIDTHS.map(|width| Column { width }).to_vec(), head_rows: 1, rows }
}

fn row(row: &Row) -> TableRow {
    let figure = Some(Source(format!("figure:{}", row.key)));
    let unit = if row.unit.is_empty() || row.unit == "万元" { String::new() } else { format!("（{}）", row.unit) };
    let beside = row.base_data_table.as_ref().map(|table| {
        let mark = if table.on_form { "" } else { "*" };
        format!("{}{mark}", table.shown)
    });
    let cells = [
        (Align::Left, format!("{}{unit}", row.label), figure.clone()),
        (Align::Number, in_text(row), row.text.first().map(|words| Source(format!("block:{}", words.block)))),
        (Align::Number, beside.unwrap_or_default(), figure),
        (
            Align::Left,
            in_score_sheet(row),
            row.score_sheet.first().map(|sheet| Source(format!("indicator:{}", sheet.indicator))),
        ),
        (Align::Number, row.final_accounts.as_ref().map(|stated| stated.shown.clone()).unwrap_or_default(), None),
        (Align::Number, row.last_filing.as_ref().map(|last| last.shown.clone()).unwrap_or_default(), None),
        (if row.sentence.is_some() { Align::Left } else { Align::Centre }, told(row), None),
    ];
    let cells = cells.into_iter().enumerate().map(|(column, (align, text, source))| cell(column, align, text, source));
    TableRow { cells: cells.collect(), min_lines: 1 }
}

/// The words of the text, those that are the same told once with how often.
fn in_text(row: &Row) -> String {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for words in &row.text {
        let line = words.words.clone();
        match lines.iter_mut().find(|(known, _)| *known == line) {
            Some((_, times)) => *times += 1,
            None => lines.push((line, 1)),
        }
    }
    let said = |(line, times): (String, usize)| if times > 1 { format!("{times}处{line}") } else { line };
    lines.into_iter().map(said).collect::<Vec<_>>().join("\n")
}

fn in_score_sheet(row: &Row) -> String {
    let said = |sheet: &crate::reconciliation::InScoreSheet| sheet.shown.clone().unwrap_or_else(|| sheet.label.clone());
    row.score_sheet.iter().map(said).collect::<Vec<_>>().join("\n")
}

/// 一致, or what does not agree, with how much it weighs in front.
fn told(row: &Row) -> String {
    match (&row.brief, row.grade) {
        (Some(brief), Some(grade)) => format!("【{}】{brief}", grade.word()),
        _ => row.verdict.word().to_owned(),
    }
}

fn cell(column: usize, align: Align, text: String, source: Option<Source>) -> Cell {
    let runs = if text.is_empty() { Vec::new() } else { vec![Run { text, source }] };
    Cell { column, column_span: 1, row_span: 1, align, indent: 0, head: false, runs }
}
