//! The tables of targets in the layout of the national form: head, money, goal, indicators, total. 项目支出绩效自评表, one for
//! each project, and 部门整体支出绩效自评表.

use super::{Align, Block, Cell, Column, Made, Numbering, Orientation, Paper, Run, Section, Source, Table, TableRow};
use crate::filing::{Source as Money, Stage};
use crate::project::{MoneyRow, ProjectResult, ProjectTable, TargetResult, TargetTable};
use crate::quantity::print_score;

/// Shares of the width of head and money: the side label, group and source, three amounts, 分值, 执行率, 得分.
const MONEY_WIDTHS: [u32; 9] = [16, 44, 66, 40, 40, 40, 18, 28, 20];
/// Of the goals: the side label and the two.
const GOAL_WIDTHS: [u32; 3] = [8, 74, 74];
/// Of the indicators: the side label, 一级, 二级, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差原因.
const TARGET_WIDTHS: [u32; 9] = [8, 17, 17, 30, 18, 18, 9, 11, 28];

/// Lines kept for each of the goals.
const GOAL_LINES: u8 = 3;

/// A table and what it comes to; `None` for the blank form.
type Filled<'a> = Option<(&'a TargetTable<'a>, &'a ProjectResult)>;

/// 项目支出绩效自评表: a page or more for each project; the blank form where none is listed.
pub(super) fn projects(made: &Made<'_>) -> Vec<Section> {
    let tables = made.edition.tables(made.filing);
    let results = &made.evaluation.projects;
    if results.is_empty() {
        return vec![section(made, Paper::Projects, None, true)];
    }
    let projects = tables.iter().filter(|table| table.project.is_some()).zip(results).enumerate();
    projects.map(|(index, filled)| section(made, Paper::Projects, Some(filled), index == 0)).collect()
}

/// 部门整体支出绩效自评表, where the filing has one.
pub(super) fn whole(made: &Made<'_>) -> Vec<Section> {
    let table = made.edition.whole_table.as_ref().map(TargetTable::of_whole);
    let filled = table.iter().zip(&made.evaluation.whole);
    filled.map(|filled| section(made, Paper::WholeTable, Some(filled), true)).collect()
}

/// One table; the first of a paper bears the number of the attachment.
fn section(made: &Made<'_>, paper: Paper, of: Filled<'_>, is_first: bool) -> Section {
    let year = format!("{}年度", made.evaluation.report_year);
    // A title may name it already.
    let year = if made.title(paper).contains(&year) { String::new() } else { format!("（{year}）") };
    let unit = format!("填报单位：{}", made.evaluation.reporting_unit);
    let parts = [unit, year, "单位：万元".to_owned()].map(|part| vec![Run::plain(part)]).to_vec();
    let mark = made.edition.papers.attached_as(paper).filter(|_| is_first);
    let mark = mark.map(|text| Block::AttachmentMark { text: text.to_owned() });
    let mut blocks: Vec<Block> = mark.into_iter().collect();
    blocks.extend([
        Block::TableTitle { text: made.title(paper) },
        Block::TableLine { parts },
        table(&MONEY_WIDTHS, 0, upper(made, of)),
        table(&GOAL_WIDTHS, 0, goals(made, of)),
        table(&TARGET_WIDTHS, 1, indicators(made, of)),
    ]);
    if let Some(reason) = of.and_then(|(table, _)| reason(made, table)) {
        blocks.push(Block::Note { runs: vec![Run::plain("预算执行偏差原因："), reason] });
    }
    if paper == Paper::WholeTable {
        blocks.push(made.signatures());
    }
    let numbering = if is_first { Numbering::Restart } else { Numbering::Continue };
    Section { orientation: Orientation::Portrait, numbering, one_page: true, blocks }
}

fn table(widths: &[u32], head_rows: usize, rows: Vec<TableRow>) -> Block {
    Block::Table(Table { columns: widths.iter().map(|width| Column { width: *width }).collect(), head_rows, rows })
}

/// How the points of a table are divided; the projects' way on the blank form.
fn division<'a>(made: &'a Made<'_>, of: Filled<'a>) -> &'a ProjectTable {
    of.map_or(&made.edition.project_table, |(table, _)| table.points)
}

/// Why not all of the budget was spent, where something was written.
fn reason(made: &Made<'_>, table: &TargetTable<'_>) -> Option<Run> {
    Some(made.figure_run(table.key("reason").as_str())).filter(|run| !run.text.is_empty())
}

/// Head and money.
fn upper(made: &Made<'_>, of: Filled<'_>) -> Vec<TableRow> {
    let table = of.map(|(table, _)| table);
    let written = |name: &str| match table {
        Some(table) => made.figure_run(table.key(name).as_str()),
        None => Run::plain(""),
    };
    let mut rows = head_rows(made, table, written);
    rows.extend(money(made, of));
    rows
}

/// 年度总体目标 and what became of it.
fn goals(made: &Made<'_>, of: Filled<'_>) -> Vec<TableRow> {
    let table = of.map(|(table, _)| table);
    let objective = match table {
        Some(table) => from(table.objective(&made.evaluation.figures), table.key("objective").as_str()),
        None => Run::plain(""),
    };
    let result = table.map_or_else(|| Run::plain(""), |table| made.figure_run(table.key("result").as_str()));
    let heads =
        vec![Cell { row_span: 2, ..head(0, 1, "年度总体目标") }, head(1, 1, "预期目标"), head(2, 1, "实际完成情况")];
    vec![row(heads), TableRow { min_lines: GOAL_LINES, ..row(vec![text(1, 1, objective), text(2, 1, result)]) }]
}

/// What the table is of.
fn head_rows(made: &Made<'_>, table: Option<&TargetTable<'_>>, written: impl Fn(&str) -> Run) -> Vec<TableRow> {
    let unit = Run::plain(made.evaluation.reporting_unit.clone());
    if let Some(whole) = made.edition.whole_table.as_ref().filter(|_| table.is_some_and(|one| one.project.is_none())) {
        return vec![row(vec![head(0, 2, &whole.unit_label), text(2, 7, unit)])];
    }
    // Most departments are their own; what was written stands before that.
    let or_unit = |run: Run| if run.text.is_empty() { Run { text: unit.text.clone(), ..run } } else { run };
    let name = table.map_or_else(|| Run::plain(""), |table| from(table.name, table.key("name").as_str()));
    let (department, implementer) = (or_unit(written("department")), or_unit(written("implementer")));
    vec![
        row(vec![head(0, 2, "项目名称"), text(2, 7, name)]),
        row(vec![head(0, 2, "主管部门"), text(2, 2, department), head(4, 1, "实施单位"), text(5, 4, implementer)]),
    ]
}

fn money(made: &Made<'_>, of: Filled<'_>) -> Vec<TableRow> {
    let heads = ["年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"];
    let columns = (3..).zip(heads).map(|(column, text)| head(column, 1, text));
    let blank = Money::ALL.map(|source| (source.word(), "", None));
    let lines: Vec<(&str, &str, Option<&MoneyRow<'_>>)> = match of {
        Some((table, _)) => table.money.iter().map(|line| (line.label, line.group, Some(line))).collect(),
        None => blank.to_vec(),
    };
    let label = of.map_or("项目资金", |(table, _)| table.money_label);
    let side = Cell { row_span: 1 + lines.len(), ..head(0, 1, label) };
    let mut rows = vec![row([side, head(1, 2, "资金来源")].into_iter().chain(columns).collect())];
    let full = Some(division(made, of).execution);
    let execution = |index: usize| match of {
        _ if index > 0 => ["—"; 3].map(Run::plain),
        Some((table, result)) => [
            Run::plain(points(full)),
            made.figure_run(table.key("execution_rate").as_str()),
            Run::plain(points(result.execution.score)),
        ],
        None => [full, None, None].map(|full| Run::plain(points(full))),
    };
    rows.extend(
        lines
            .iter()
            .enumerate()
            .map(|(index, (label, group, line))| {
                let amounts = (3..).zip(0..Stage::ALL.len()).map(|(column, stage)| {
                    let run = line.map_or_else(|| Run::plain(""), |line| made.figure_run(line.keys[stage].as_str()));
                    cell(column, 1, Align::Number, run)
                });
                let points = (6..).zip(execution(index)).map(|(column, run)| cell(column, 1, Align::Centre, run));
                let groups: Vec<&str> = lines.iter().map(|(_, group, _)| *group).collect();
                money_head(&groups, index, group, label).into_iter().chain(amounts).chain(points)
            })
            .map(|cells| row(cells.collect())),
    );
    rows
}

/// The words before a row of money: its own, behind those of its group at the first of these.
fn money_head(groups: &[&str], index: usize, group: &str, label: &str) -> Vec<Cell> {
    if group.is_empty() {
        return vec![head(1, 2, label)];
    }
    let is_first = index == 0 || groups[index - 1] != group;
    let span = groups[index..].iter().take_while(|other| **other == group).count();
    let first = is_first.then(|| Cell { row_span: span, ..head(1, 1, group) });
    first.into_iter().chain([head(2, 1, label)]).collect()
}

/// The indicators, the first two levels merged, and the total.
fn indicators(made: &Made<'_>, of: Filled<'_>) -> Vec<TableRow> {
    let heads = ["二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"];
    let columns = (2..).zip(heads).map(|(column, text)| head(column, 1, text));
    let mut rows = vec![row(std::iter::once(head(0, 2, "一级指标")).chain(columns).collect())];
    let targets: &[TargetResult] = of.map_or(&[], |(_, result)| &result.indicators);
    let division = division(made, of);
    for block in &division.blocks {
        let own: Vec<&TargetResult> = targets.iter().filter(|target| target.path[0] == block.label).collect();
        let label = format!("{}\n（{}分）", block.label, print_score(block.full_score));
        let mut lines: Vec<Vec<Cell>> =
            own.iter().enumerate().map(|(index, target)| line(&own, index, target)).collect();
        if lines.is_empty() {
            lines.push(Vec::new());
        }
        let first = Cell { row_span: lines.len(), ..head(1, 1, &label) };
        lines[0].insert(0, first);
        rows.extend(lines.into_iter().map(row));
    }
    let side = Cell { row_span: rows.len() - 1, ..head(0, 1, "绩效指标") };
    rows[1].cells.insert(0, side);
    rows.push(row(vec![
        head(0, 6, "总分"),
        cell(6, 1, Align::Centre, Run::plain(print_score(division.full_score()))),
        cell(7, 1, Align::Centre, Run::plain(points(of.and_then(|(_, result)| result.total)))),
    ]));
    rows
}

/// The cells of an indicator, but for its first level.
fn line(own: &[&TargetResult], index: usize, target: &TargetResult) -> Vec<Cell> {
    let is_new = index == 0 || own[index - 1].path[1] != target.path[1];
    let span = own[index..].iter().take_while(|other| other.path[1] == target.path[1]).count();
    let kind = is_new.then(|| Cell { row_span: span, ..head(2, 1, &target.path[1]) });
    let run = |text: String, name: &str| from(&text, &format!("{}{name}", target.key));
    let shown = |text: &Option<String>, name: &str| run(text.clone().unwrap_or_default(), name);
    let rest = [
        cell(3, 1, Align::Left, run(target.name.clone(), "")),
        cell(4, 1, Align::Centre, shown(&target.target, ".target")),
        cell(5, 1, Align::Centre, shown(&target.actual, ".actual")),
        cell(6, 1, Align::Centre, run(points(target.scored.full_score), ".weight")),
        cell(7, 1, Align::Centre, Run::plain(points(target.scored.score))),
        cell(8, 1, Align::Left, shown(&target.reason, ".reason")),
    ];
    kind.into_iter().chain(rest).collect()
}

fn points(score: Option<rust_decimal::Decimal>) -> String {
    score.map(print_score).unwrap_or_default()
}

fn from(text: &str, key: &str) -> Run {
    Run { text: text.to_owned(), source: Some(Source(format!("figure:{key}"))) }
}

fn row(cells: Vec<Cell>) -> TableRow {
    TableRow { cells, min_lines: 1 }
}

fn head(column: usize, span: usize, text: &str) -> Cell {
    Cell { head: true, ..cell(column, span, Align::Centre, Run::plain(text)) }
}

fn text(column: usize, span: usize, run: Run) -> Cell {
    cell(column, span, Align::Left, run)
}

fn cell(column: usize, column_span: usize, align: Align, run: Run) -> Cell {
    let runs = if run.text.is_empty() { Vec::new() } else { vec![run] };
    Cell { column, column_span, row_span: 1, align, indent: 0, head: false, runs }
}
