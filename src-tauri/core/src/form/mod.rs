//! A bureau's own blank form read into an edition: the rows of 附件1 and 附件2 matched by name to the figures, indicators
//! and rules of a base edition, weights and words kept as they stand. Nothing is guessed in silence: each row tells what
//! it was matched to, and what was assumed.

mod bands;
mod base_data_table;
mod change;
mod name;
mod row_name;
mod score_sheet;
mod targets;
mod value;
mod whole_money;
mod whole_table;
mod wording;

#[cfg(test)]
mod tests;

pub use change::{FormChange, ScoredBy, change, words_differ};
pub use row_name::{KnownRow, amount_of, known_rows, names_row};
pub use targets::without_row;
pub use value::values;

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::edition::{Edition, Paper};
use crate::error::{Error, Result};
use crate::figure::{Figure, Key};
use crate::filing::IndicatorKind;
use crate::narrative;
use crate::quantity::{Measure, print_score};
use crate::table::{Address, Table, Tables};

/// A form as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormReading {
    /// The edition it makes, proved whole; the base's parts stand where the form has none of its own.
    pub edition: Edition,
    /// Its rows from top to bottom, with what each was taken for.
    pub rows: Vec<RowReading>,
    /// What money is counted in on it.
    pub unit: MoneyUnit,
    /// The year its heads are for, where they name one.
    pub report_year: Option<i32>,
    /// What the officer must know.
    pub warnings: Vec<String>,
    /// What belongs into which cell of the file.
    pub places: Vec<(Address, Content)>,
}

/// A row of a form, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowReading {
    /// Which paper it stands on.
    pub paper: FormPaper,
    /// Its name on the form.
    pub name: String,
    /// Its weight, in 附件2.
    pub full_score: Option<Decimal>,
    /// What it was taken for.
    pub taken_for: TakenFor,
    /// What was assumed, or what the officer should look at.
    pub notes: Vec<String>,
}

/// A paper of a filing that a form may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FormPaper {
    /// 附件1
    BaseDataTable,
    /// 附件2
    ScoreSheet,
    /// 附件2 where it is the whole department's table.
    WholeTable,
}

/// What a row was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TakenFor {
    /// Figures of the base edition, or an indicator of it with a rule; their labels.
    Known(Vec<String>),
    /// Figures or a rate that the base edition does not know; their labels.
    New(Vec<String>),
    /// An indicator whose points are given by hand.
    Judged,
    /// An indicator of the whole department's table: target and result are entered, the rule is the national one.
    Target,
    /// Words only.
    Words,
}

/// What money is counted in on a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyUnit {
    /// 万元
    #[default]
    TenThousand,
    /// 元
    Yuan,
}

impl MoneyUnit {
    /// As a form prints it.
    pub fn word(self) -> &'static str {
        match self {
            MoneyUnit::TenThousand => "万元",
            MoneyUnit::Yuan => "元",
        }
    }
}

/// What belongs into a cell of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A figure.
    Figure(Key),
    /// A rate as a number whose head says %.
    PercentNumber(Key),
    /// 得分 of an indicator.
    Score(String),
    /// 扣分原因 of an indicator.
    Reason(String),
    /// The total of the points.
    TotalScore,
    /// The points for 预算执行率 in the whole department's table.
    ExecutionScore,
    /// A part of an indicator's row in that table.
    Target(TargetRow, TargetPart),
}

/// An indicator's row of the whole department's table, as a form has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetRow {
    /// 二级指标
    pub kind: IndicatorKind,
    /// 三级指标; `None` where the form leaves the row to the department.
    pub name: Option<String>,
    /// Which row of its kind it is among those that are left so, from 0.
    pub place: usize,
}

/// What stands in such a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetPart {
    /// 三级指标
    Name,
    /// 年度指标值
    Target,
    /// 实际完成值
    Actual,
    /// 分值
    FullScore,
    /// 得分
    Score,
    /// 偏差原因分析及改进措施
    Reason,
}

/// Reads a form on the ground of a base edition, whose figures and rules it is matched with. `key` and `name` are the
/// new edition's.
///
/// # Errors
/// [`Error::NoForm`] where the tables hold neither paper; [`Error::BrokenEdition`] with the place where weights do not
/// add up or the form is not whole.
pub fn read(tables: &Tables, base: &Edition, key: &str, name: &str) -> Result<FormReading> {
    let mut reading = FormReading {
        edition: Edition { key: key.to_owned(), name: name.to_owned(), ..base.clone() },
        rows: Vec::new(),
        unit: unit(tables),
        report_year: None,
        warnings: tables.notes.clone(),
        places: Vec::new(),
    };
    let mut found = BTreeSet::new();
    for table in &continued(&tables.tables) {
        let paper = if whole_table::is_one(table) && !whole_table::is_of_project(table) {
            FormPaper::WholeTable
        } else if whole_table::is_one(table) {
            reading.warnings.push("项目支出绩效自评表按国家统一的表式打印，没有读取。".to_owned());
            continue;
        } else if score_sheet::is_one(table) {
            FormPaper::ScoreSheet
        } else if base_data_table::is_one(table) {
            FormPaper::BaseDataTable
        } else {
            reading.warnings.extend(left_aside(table));
            continue;
        };
        // A table of the same kind further on continues the first, or is a copy of it: it is told, not mixed in.
        if !found.insert(paper as u8) {
            reading.warnings.push("同一种表出现了不止一张，只读了第一张。".to_owned());
            continue;
        }
        match paper {
            FormPaper::ScoreSheet => score_sheet::read(table, base, &mut reading)?,
            FormPaper::BaseDataTable => base_data_table::read(table, base, &mut reading)?,
            FormPaper::WholeTable => whole_table::read(table, &mut reading)?,
        }
    }
    if found.is_empty() {
        return Err(Error::NoForm { name: tables.name.clone() });
    }
    release(base, &mut reading.edition);
    reading.edition.drop_idle_checks(&std::collections::BTreeSet::new());
    reading.edition.prove()?;
    Ok(reading)
}

/// A score sheet that ends without its total goes on in the next table of as many columns.
fn continued(tables: &[Table]) -> Vec<Table> {
    let mut joined: Vec<Table> = Vec::new();
    for table in tables {
        let open = joined.last_mut().filter(|last| {
            let goes_on = score_sheet::is_one(last) && !score_sheet::has_total(last);
            goes_on && last.columns() == table.columns() && !base_data_table::is_one(table)
        });
        match open {
            Some(last) => {
                last.rows.extend(table.rows.iter().cloned());
                last.below.clone_from(&table.below);
            }
            None => joined.push(table.clone()),
        }
    }
    joined
}

/// That a table is no paper of ours, where it says anything.
fn left_aside(table: &Table) -> Option<String> {
    let first = table.rows.iter().flatten().map(|cell| name::label(&cell.text)).find(|text| !text.is_empty())?;
    let first: String = first.chars().take(20).collect();
    Some(format!("以{}开头的一张表不是基础数据表或指标评分表，没有读取。", crate::words::quoted(&first)))
}

/// Whether a form that was read on the ground of a year's edition is that edition's own, so that its values may be put
/// into it.
///
/// # Errors
/// [`Error::OtherForm`] with the first indicator that differs.
pub fn expect_same(reading: &FormReading, edition: &Edition) -> Result<()> {
    let other =
        |label: &str, form: String, filing: String| Err(Error::OtherForm { label: label.to_owned(), form, filing });
    let points = |score: Decimal| format!("是{}分", print_score(score));
    let (form, own) = (&reading.edition.score_sheet.indicators, &edition.score_sheet.indicators);
    for indicator in form {
        match own.iter().find(|known| known.key == indicator.key) {
            None => return other(&indicator.label, "有".to_owned(), "没有".to_owned()),
            Some(known) if known.full_score != indicator.full_score => {
                return other(&indicator.label, points(indicator.full_score), points(known.full_score));
            }
            Some(_) => {}
        }
    }
    let whole = |edition: &Edition| if edition.whole_table.is_some() { "有" } else { "没有" }.to_owned();
    if reading.edition.whole_table.is_some() != edition.whole_table.is_some() {
        return other(Paper::WholeTable.name(), whole(&reading.edition), whole(edition));
    }
    match own.iter().find(|known| !form.iter().any(|indicator| indicator.key == known.key)) {
        Some(known) => other(&known.label, "没有".to_owned(), "有".to_owned()),
        None => Ok(()),
    }
}

/// 元 where the form says so and never 万元 beside the title.
fn unit(tables: &Tables) -> MoneyUnit {
    let cells = tables
        .tables
        .iter()
        .flat_map(|table| table.above.iter().chain(table.rows.iter().take(6).flatten().map(|cell| &cell.text)));
    let says = |text: &String| {
        let text = name::plain(text);
        let unit = text.split_once("单位:").map(|(_, unit)| unit.trim_start_matches("人民币").to_owned());
        let last = text.rsplit_once("单位:").map(|(_, unit)| unit.trim_start_matches("人民币").to_owned());
        [unit, last].into_iter().flatten().any(|unit| unit.starts_with('元'))
    };
    if cells.into_iter().any(says) { MoneyUnit::Yuan } else { MoneyUnit::TenThousand }
}

/// Figures that only the base edition's papers asked for are asked for no more.
fn release(base: &Edition, edition: &mut Edition) {
    let (before, after) = (base.wanted(), edition.wanted());
    for figure in &mut edition.figures {
        if before.contains(figure.key.as_str()) && !after.contains(figure.key.as_str()) {
            figure.required = false;
        }
    }
}

/// Figures that a row asks for again are asked for as the base does.
fn ask_again(before: &Edition, edition: &mut Edition, base: &Edition) {
    let (before, after) = (before.wanted(), edition.wanted());
    for figure in &mut edition.figures {
        if after.contains(figure.key.as_str()) && !before.contains(figure.key.as_str()) {
            let usual = base.figure(figure.key.as_str()).map(|figure| figure.required);
            figure.required = usual.unwrap_or(figure.from.is_none());
        }
    }
}

/// Adds a figure that is entered, above `before` or last, unless it is there; its label is made unlike all others.
fn add_figure(edition: &mut Edition, key: &Key, label: &str, measure: Measure, before: Option<&str>) {
    if edition.figure(key.as_str()).is_some() {
        return;
    }
    let taken = |label: &str| {
        let built_in = narrative::BUILT_IN.iter().any(|(_, name)| *name == label);
        built_in || edition.figures.iter().any(|figure| figure.label == label)
    };
    let mut unique = label.to_owned();
    for number in 2_u32.. {
        if !taken(&unique) {
            break;
        }
        unique = format!("{label}（{number}）");
    }
    let at = before.and_then(|total| edition.figures.iter().position(|figure| figure.key.as_str() == total));
    let figure = Figure::plain(key.clone(), unique, measure, None);
    edition.figures.insert(at.unwrap_or(edition.figures.len()), figure);
}

/// The label of a figure.
fn label_of(edition: &Edition, key: &Key) -> String {
    edition.figure(key.as_str()).map(|figure| figure.label.clone()).unwrap_or_default()
}

/// The title of a paper and its mark (附件1), from the lines above its table and its first rows.
fn title_and_mark(table: &Table, words: &[&str]) -> (Option<String>, Option<String>) {
    let rows = table.rows.iter().take(4).flatten().map(|cell| &cell.text);
    let lines: Vec<String> = table.above.iter().chain(rows).map(|text| name::joined(text)).collect();
    let title = lines.iter().rev().find(|line| words.iter().any(|word| line.contains(word)) && !line.contains('：'));
    let mark = lines
        .iter()
        .rev()
        .find(|line| (line.starts_with("附件") || line.starts_with("附表")) && line.chars().count() <= 6);
    let bare_mark = |mark: &String| mark.trim_end_matches([':', '：']).to_owned();
    (title.map(|title| template(title, years(title).max())), mark.map(bare_mark))
}

/// The years a text names.
fn years(text: &str) -> impl Iterator<Item = i32> + '_ {
    let before = |at: usize| text.get(at.checked_sub(4)?..at)?.parse::<i32>().ok();
    text.match_indices('年').filter_map(move |(at, _)| before(at)).filter(|year| (1949..2200).contains(year))
}

/// The year a table is for: the newest its cells name, else its title.
fn report_year(table: &Table) -> Option<i32> {
    let newest = |text: &String| years(&name::plain(text)).max();
    let cells = table.rows.iter().flatten().filter_map(|cell| newest(&cell.text));
    cells.max().or_else(|| table.above.iter().filter_map(newest).max())
}

/// A name without the years of the form, for a figure that serves later ones too.
fn undated(text: &str, report_year: Option<i32>) -> String {
    let Some(year) = report_year else { return text.to_owned() };
    [("年末", 0, "年末"), ("年", 0, "本年"), ("年", 1, "上年")]
        .iter()
        .fold(text.to_owned(), |text, (unit, ago, word)| text.replace(&format!("{}{unit}", year - ago), word))
}

/// Words with the years of the form as places to fill in.
fn template(text: &str, report_year: Option<i32>) -> String {
    let Some(year) = report_year else { return text.to_owned() };
    text.replace(&format!("{year}年"), "{{year}}年").replace(&format!("{}年", year - 1), "{{prior_year}}年")
}

/// Words with places to fill in, as people read them: with the years, else with 本年 and 上年.
pub fn dated(text: &str, report_year: Option<i32>) -> String {
    match report_year {
        Some(year) => text.replace("{{year}}", &year.to_string()).replace("{{prior_year}}", &(year - 1).to_string()),
        None => text.replace("{{year}}年", "本年").replace("{{prior_year}}年", "上年"),
    }
}
