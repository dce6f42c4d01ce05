//! 项目支出绩效自评表, one for each project, in the layout of the national form: head, money, goal, indicators, total.

use super::{Align, Block, Cell, Column, Made, Numbering, Orientation, Run, Section, Source, Table, TableRow};
use crate::filing::{Project, Source as Money, Stage};
use crate::project::{ProjectResult, TargetResult};
use crate::quantity::print_score;

/// The paper's title.
pub(super) const TITLE: &str = "项目支出绩效自评表";

/// Shares of the width: the side label, 一级, 二级, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差原因.
const WIDTHS: [u32; 9] = [10, 13, 14, 25, 19, 19, 9, 14, 33];

/// Lines kept for each of the goals.
const GOAL_LINES: u8 = 3;

/// The sections of the paper: a page or more for each project; the blank form where none is listed.
pub(super) fn sections(made: &Made<'_>) -> Vec<Section> {
    let results = &made.evaluation.projects;
    if results.is_empty() {
        return vec![section(made, None, Numbering::Restart)];
    }
    let numbering = std::iter::once(Numbering::Restart).chain(std::iter::repeat(Numbering::Continue));
    let projects = made.filing.projects.iter().zip(results).zip(numbering);
    projects.map(|(project, numbering)| section(made, Some(project), numbering)).collect()
}

fn section(made: &Made<'_>, of: Option<(&Project, &ProjectResult)>, numbering: Numbering) -> Section {
    let year = format!("（{}年度）", made.evaluation.report_year);
    let unit = format!("填报单位：{}", made.evaluation.reporting_unit);
    let parts = [unit, year, "单位：万元".to_owned()].map(|part| vec![Run::plain(part)]).to_vec();
    let mut blocks = vec![
        Block::TableTitle { text: TITLE.to_owned() },
        Block::TableLine { parts },
        Block::Table(Table { columns: columns(), head_rows: 0, rows: upper(made, of) }),
        Block::Table(Table { columns: columns(), head_rows: 1, rows: indicators(made, of.map(|(_, result)| result)) }),
    ];
    if let Some(reason) = of.and_then(|(project, _)| reason(made, project)) {
        blocks.push(Block::Note { runs: vec![Run::plain("预算执行偏差原因："), reason] });
    }
    Section { orientation: Orientation::Portrait, numbering, blocks }
}

fn columns() -> Vec<Column> {
    WIDTHS.map(|width| Column { width }).to_vec()
}

/// Why not all of the budget was spent, where something was written.
fn reason(made: &Made<'_>, project: &Project) -> Option<Run> {
    Some(made.figure_run(project.reason_key().as_str())).filter(|run| !run.text.is_empty())
}

/// Head, money and goal.
fn upper(made: &Made<'_>, of: Option<(&Project, &ProjectResult)>) -> Vec<TableRow> {
    let project = of.map(|(project, _)| project);
    let field = |name: &str, text: &str| match project {
        Some(project) => from(text, &format!("projects.{}.{name}", project.id)),
        None => Run::plain(""),
    };
    // Most departments are their own; what was written stands before that.
    let unit = |key: Option<String>| {
        let run = key.map(|key| made.figure_run(&key)).unwrap_or_else(|| Run::plain(""));
        let blank = run.text.is_empty();
        if blank { Run { text: made.evaluation.reporting_unit.clone(), ..run } } else { run }
    };
    let department = unit(project.map(|project| project.department_key().to_string()));
    let implementer = unit(project.map(|project| project.implementer_key().to_string()));
    let mut rows = vec![
        row(vec![head(0, 2, "项目名称"), text(2, 7, field("name", project.map_or("", |project| &project.name)))]),
        row(vec![head(0, 2, "主管部门"), text(2, 3, department), head(5, 2, "实施单位"), text(7, 2, implementer)]),
    ];
    rows.extend(money(made, of));
    let objective = field("objective", project.map_or("", |project| &project.objective));
    let result = project.map(|project| made.figure_run(project.result_key().as_str()));
    rows.push(row(vec![
        Cell { row_span: 2, ..head(0, 1, "年度总体目标") },
        head(1, 4, "预期目标"),
        head(5, 4, "实际完成情况"),
    ]));
    let goals = vec![text(1, 4, objective), text(5, 4, result.unwrap_or_else(|| Run::plain("")))];
    rows.push(TableRow { min_lines: GOAL_LINES, ..row(goals) });
    rows
}

fn money(made: &Made<'_>, of: Option<(&Project, &ProjectResult)>) -> Vec<TableRow> {
    let heads = ["年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"];
    let columns = (3..).zip(heads).map(|(column, text)| head(column, 1, text));
    let side = Cell { row_span: 1 + Money::ALL.len(), ..head(0, 1, "项目资金") };
    let mut rows = vec![row([side, head(1, 2, "资金来源")].into_iter().chain(columns).collect())];
    let execution = |source: Money| match of.filter(|_| source == Money::Total) {
        Some((project, result)) => [
            Run::plain(points(result.execution.full_score)),
            made.figure_run(project.execution_rate_key().as_str()),
            Run::plain(points(result.execution.score)),
        ],
        None if source == Money::Total => {
            [made.edition.project_table.execution.into(), None, None].map(|full: Option<_>| Run::plain(points(full)))
        }
        None => ["—"; 3].map(Run::plain),
    };
    rows.extend(Money::ALL.map(|source| {
        let amounts = (3..).zip(Stage::ALL).map(|(column, stage)| {
            let key = of.map(|(project, _)| project.money_key(source, stage).to_string());
            let run = key.map_or_else(|| Run::plain(""), |key| made.figure_run(&key));
            cell(column, 1, Align::Number, run)
        });
        let points = (6..).zip(execution(source)).map(|(column, run)| cell(column, 1, Align::Centre, run));
        row(std::iter::once(head(1, 2, source.word())).chain(amounts).chain(points).collect())
    }));
    rows
}

/// The indicators, the first two levels merged, and the total.
fn indicators(made: &Made<'_>, result: Option<&ProjectResult>) -> Vec<TableRow> {
    let heads = ["二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"];
    let columns = (2..).zip(heads).map(|(column, text)| head(column, 1, text));
    let mut rows = vec![row(std::iter::once(head(0, 2, "一级指标")).chain(columns).collect())];
    let targets: &[TargetResult] = result.map_or(&[], |result| &result.indicators);
    for block in &made.edition.project_table.blocks {
        let own: Vec<&TargetResult> = targets.iter().filter(|target| target.path[0] == block.label).collect();
        let label = format!("{}（{}分）", block.label, print_score(block.full_score));
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
    let table = &made.edition.project_table;
    let full = table.execution + table.blocks.iter().map(|block| block.full_score).sum::<rust_decimal::Decimal>();
    rows.push(row(vec![
        head(0, 6, "总分"),
        cell(6, 1, Align::Centre, Run::plain(print_score(full))),
        cell(7, 1, Align::Centre, Run::plain(points(result.and_then(|result| result.total)))),
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
