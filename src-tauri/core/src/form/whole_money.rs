//! The money of a bureau's 部门整体支出绩效自评表: which row has which figures, by its words, and rows the program does not know.

use super::name::{bare, key_part, label};
use super::whole_table::blank;
use super::{Content, FormPaper, FormReading, RowReading, TakenFor, add_figure, label_of};
use crate::edition::Edition;
use crate::figure::{Formula, Key};
use crate::filing::{Stage, WHOLE, table_key};
use crate::project::MoneyLine;
use crate::quantity::Measure;
use crate::table::Table;
use crate::words::quoted;

/// Words of a row's name, and the last figure of the shipped line it is. The first that fits.
const ROWS: [(&[&str], &str); 13] = [
    (&["资金总额"], "expenditure.total.final"),
    (&["预算总额"], "expenditure.total.final"),
    (&["一般公共预算"], "whole.general.final"),
    (&["公共财政"], "whole.general.final"),
    (&["政府性基金"], "whole.government_fund.final"),
    (&["财政专户"], "whole.special_account.final"),
    (&["专户管理"], "whole.special_account.final"),
    (&["非税收入"], "whole.special_account.final"),
    (&["其他资金"], "whole.other.final"),
    (&["其他收入"], "whole.other.final"),
    (&["单位资金"], "whole.other.final"),
    (&["基本支出"], "basic.total.final"),
    (&["项目支出"], "project.total.final"),
];
/// Words of the heads of the amounts, as [`Stage::ALL`] has them.
const STAGES: [&str; 3] = ["年初预算", "全年预算", "全年执行"];
/// The last words of keys of a row, as [`Stage::ALL`] has them.
const LAST: [&str; 3] = ["initial", "budget", "final"];

/// Reads the rows of money and of goals above the indicators: each row by its name, each column by its head. `shipped` are
/// the rows the program knows.
pub(super) fn read(table: &Table, until: usize, shipped: &[MoneyLine], reading: &mut FormReading) {
    let mut heads: Option<Vec<Option<usize>>> = None;
    let (mut lines, mut roomless) = (Vec::<MoneyLine>::new(), Vec::new());
    for row in 0..until {
        let column = |word: &str| {
            let is = |text: &str| bare(text).starts_with(word);
            table.rows[row].iter().find(|cell| is(&cell.text)).map(|cell| cell.column)
        };
        if let (Some(objective), Some(result)) = (column("预期目标"), column("实际完成情况")) {
            let goals = [(objective, "objective"), (result, "result")];
            let own = |name: &str| Content::Figure(table_key(WHOLE, name));
            let below = |(column, name)| Some((blank(table, row + 1, Some(column))?, own(name)));
            reading.places.extend(goals.into_iter().filter_map(below));
            continue;
        }
        if STAGES.iter().all(|word| column(word).is_some()) {
            heads = Some(STAGES.map(column).into_iter().chain(["执行率", "得分"].map(column)).collect());
            continue;
        }
        let Some(columns) = &heads else { continue };
        let names = || table.rows[row].iter().filter(|cell| known(&cell.text, shipped).is_some());
        let has_room = columns.iter().take(STAGES.len()).any(|column| blank(table, row, *column).is_some());
        let name = names().next_back().map(|cell| &cell.text).or_else(|| left_of(table, row, columns[0]?));
        let Some(name) = name else { continue };
        if !has_room {
            roomless.extend(names().map(|cell| label(&cell.text)));
            continue;
        }
        let line = line(name, &lines, shipped);
        let figures = line.figures.iter().cloned().map(Content::Figure);
        let scored = [Content::Figure(table_key(WHOLE, "execution_rate")), Content::ExecutionScore];
        let scored = scored.into_iter().filter(|_| shipped.first().is_some_and(|first| first.figures == line.figures));
        let contents = columns.iter().zip(figures.chain(scored));
        reading.places.extend(contents.filter_map(|(column, content)| Some((blank(table, row, *column)?, content))));
        lines.push(line);
    }
    if !roomless.is_empty() {
        let names = roomless.iter().map(|name| quoted(name)).collect::<Vec<_>>().join("、");
        reading.warnings.push(format!("资金的{names}各行没有单独的空格，填回原表时请自己填写。"));
    }
    let has_total = lines.first().is_some_and(|line| shipped.first().is_some_and(|one| one.figures == line.figures));
    if has_total && roomless.is_empty() {
        take(lines, shipped, reading);
    } else {
        reading.warnings.push("部门整体支出绩效自评表的资金各行按程序自带的表样，请对照原表。".to_owned());
    }
}

fn known<'s>(name: &str, shipped: &'s [MoneyLine]) -> Option<&'s MoneyLine> {
    let name = bare(name);
    let (_, last) = ROWS.iter().find(|(words, _)| words.iter().all(|word| name.contains(word)))?;
    shipped.iter().find(|line| line.figures[2].as_str() == *last)
}

/// The words that stand left of the first amount, in a cell that begins in this row.
fn left_of(table: &Table, row: usize, column: usize) -> Option<&String> {
    let named = table.rows[row].iter().rfind(|cell| cell.column < column)?;
    Some(&named.text).filter(|text| !bare(text).is_empty())
}

/// The row of this name: a shipped one in the bureau's words, else one of its own beside the row above.
fn line(name: &str, above: &[MoneyLine], shipped: &[MoneyLine]) -> MoneyLine {
    let name =
        name.rsplit_once(['：', ':']).map_or(name, |(group, rest)| if rest.trim().is_empty() { group } else { rest });
    let called = label(name);
    match known(name, shipped).filter(|line| !above.iter().any(|one| one.figures == line.figures)) {
        Some(line) => MoneyLine { label: called, ..line.clone() },
        None => MoneyLine {
            group: above.last().map(|line| line.group.clone()).unwrap_or_default(),
            figures: LAST.map(|last| Key::new(format!("whole.{}.{last}", key_part(&called)))),
            label: called,
        },
    }
}

/// Makes them the rows of the edition, with figures for those that are new.
fn take(mut lines: Vec<MoneyLine>, shipped: &[MoneyLine], reading: &mut FormReading) {
    let groups: Vec<String> = lines.iter().map(|line| line.group.clone()).collect();
    lines.sort_by_key(|line| groups.iter().position(|group| *group == line.group));
    for line in &lines {
        let is_new = !shipped.iter().any(|one| one.figures == line.figures);
        let labels: Vec<String> = Stage::ALL.iter().map(|stage| format!("{}{}", line.label, stage.word())).collect();
        if is_new {
            add(line, &labels, &mut reading.edition);
        }
        let labels = line.figures.iter().map(|key| label_of(&reading.edition, key)).collect();
        reading.rows.push(RowReading {
            paper: FormPaper::WholeTable,
            name: line.label.clone(),
            full_score: None,
            taken_for: if is_new { TakenFor::New(labels) } else { TakenFor::Known(labels) },
            notes: Some(line.group.clone()).filter(|group| is_new && !group.is_empty()).into_iter().collect(),
        });
    }
    let gone = |key: &Key| {
        let has = |lines: &[MoneyLine]| lines.iter().any(|line| line.figures.contains(key));
        has(shipped) && !has(&lines)
    };
    for figure in reading.edition.figures.iter_mut().filter(|figure| figure.key.as_str().starts_with("whole.")) {
        figure.required &= !gone(&figure.key);
    }
    if let Some(whole) = &mut reading.edition.whole_table {
        whole.money = lines;
    }
}

/// Adds the figures of a new row; they are parts of what the rows of its group come to.
fn add(line: &MoneyLine, labels: &[String], edition: &mut Edition) {
    for ((key, label), last) in line.figures.iter().zip(labels).zip(LAST) {
        let sum = format!("whole.sources.{last}");
        add_figure(edition, key, label, Measure::Money, Some(&sum));
        if line.group.contains("收入") {
            let total = edition.figures.iter_mut().find(|figure| figure.key.as_str() == sum);
            if let Some(Formula::Sum(parts)) = total.and_then(|total| total.from.as_mut())
                && !parts.contains(key)
            {
                parts.push(key.clone());
            }
        } else {
            let basic = format!("whole.basic.{last}");
            let of_kinds =
                edition.checks.iter_mut().filter(|check| check.sum.iter().any(|part| part.as_str() == basic));
            of_kinds.filter(|check| !check.sum.contains(key)).for_each(|check| check.sum.push(key.clone()));
        }
    }
}
