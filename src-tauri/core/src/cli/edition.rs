//! `edition`: forms as data. `list`, `show [K]`, `export [K]`, `import FORM`, `diff A [B]`, `use K`, `confirm [ROW…]`,
//! `fill FORM`; where no form is named, the year's own is meant. An import shows what each row was taken for and keeps
//! nothing until `--yes` says so.

use std::path::{Path, PathBuf};

use super::{Arguments, Done, Terminal};
use crate::edition::{self, Edition, Indicator, Paper};
use crate::error::{Error, Result};
use crate::exchange;
use crate::filing::WHOLE;
use crate::filling;
use crate::form::{self, FormPaper, FormReading, MoneyUnit, TakenFor};
use crate::place;
use crate::project::WholeTable;
use crate::quantity::print_score;
use crate::rule::Rule;
use crate::shelf;
use crate::workbook::{Confirmed, Workbook};

/// What can be done, as the officer is told.
const WORDS: &str = "list、show、export、import、diff、use、confirm、fill";

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let what = arguments.word(&format!("要做的事（{WORDS}）"))?;
    let workbook = arguments.file().unwrap_or_else(place::own_workbook);
    match what.as_str() {
        "list" => {
            arguments.finish()?;
            list(&workbook, terminal)
        }
        "show" => {
            let (key, year) = (arguments.next_word(), arguments.year()?);
            arguments.finish()?;
            show(&named(&workbook, key, year, terminal)?, terminal)
        }
        "export" => {
            let (key, out, year) = (arguments.next_word(), arguments.option("out"), arguments.year()?);
            arguments.finish()?;
            export(&named(&workbook, key, year, terminal)?, out.map(PathBuf::from), terminal)
        }
        "diff" => {
            let (first, second) = (arguments.word("表样名称")?, arguments.next_word());
            let year = arguments.year()?;
            arguments.finish()?;
            diff(&shelf::find(&workbook, &first)?, &named(&workbook, second, year, terminal)?, terminal)
        }
        "use" => use_form(arguments, &workbook, terminal),
        "confirm" => confirm(arguments, &workbook, terminal),
        "import" => import(arguments, &workbook, terminal),
        "fill" => fill(arguments, &workbook, terminal),
        _ => Err(Error::Usage { text: format!("没有“edition {what}”，可用：{WORDS}。") }),
    }
}

/// The form of this name; the year's own where none is named.
fn named(path: &Path, key: Option<String>, year: Option<i32>, terminal: &mut Terminal<'_>) -> Result<Edition> {
    match key {
        Some(key) => shelf::find(path, &key),
        None => Ok(Edition::clone(&Workbook::look(path, &terminal.now)?.year(year)?.edition)),
    }
}

/// Makes the year with another form, as one step.
fn use_form(mut arguments: Arguments, path: &Path, terminal: &mut Terminal<'_>) -> Result<Done> {
    let (key, year) = (arguments.word("表样名称")?, arguments.year()?);
    arguments.finish()?;
    let edition = shelf::find(path, &key)?;
    let mut workbook = Workbook::open(path, &terminal.now)?;
    let edited = workbook.use_edition(year, &edition, &terminal.now)?;
    let of = workbook.year(year)?;
    let (before, after) = (edited.before.unwrap_or_default(), edited.after.unwrap_or_default());
    terminal.say(format!("{}年度的表样：{before} → {after}（可以用 ziping undo 撤销）", of.evaluation.report_year))?;
    for kept in &of.kept {
        terminal.say(format!("保留　{}　{}（表样里没有这一行，不打印）", kept.label, kept.shown))?;
    }
    Ok(Done::Well)
}

/// Notes that rows are as the bureau's form has them; all where none is named.
fn confirm(mut arguments: Arguments, path: &Path, terminal: &mut Terminal<'_>) -> Result<Done> {
    let year = arguments.year()?;
    let mut rows = Vec::new();
    while let Some(key) = arguments.next_word() {
        rows.push(key);
    }
    arguments.finish()?;
    let mut workbook = Workbook::open(path, &terminal.now)?;
    let of = workbook.year(year)?;
    let is_indicator = |key: &String| of.edition.score_sheet.indicators.iter().any(|one| one.key == *key);
    let row = |key: String| match key {
        key if key == WHOLE => Confirmed::WholeTable,
        key if is_indicator(&key) => Confirmed::Indicator(key),
        key => Confirmed::Figure(key),
    };
    let rows: Vec<Confirmed> = if rows.is_empty() { vec![Confirmed::All] } else { rows.into_iter().map(row).collect() };
    for row in &rows {
        let edited = workbook.confirm_rows(year, row, &terminal.now)?;
        terminal.say(format!("已{}。", edited.label))?;
    }
    Ok(Done::Well)
}

fn list(workbook: &Path, terminal: &mut Terminal<'_>) -> Result<Done> {
    for key in Edition::shipped_keys() {
        terminal.say(format!("{key}　{}　（程序自带）", Edition::shipped(&key)?.name))?;
    }
    for key in shelf::keys(workbook) {
        match shelf::find(workbook, &key) {
            Ok(edition) => terminal.say(format!("{key}　{}", edition.name))?,
            Err(error) => terminal.say(format!("{key}　{error}"))?,
        };
    }
    Ok(Done::Well)
}

fn show(edition: &Edition, terminal: &mut Terminal<'_>) -> Result<Done> {
    terminal.say(format!("{}　{}", edition.key, edition.name))?;
    let heading_of = |paper: Paper| {
        format!("\n【{}】{}", edition.papers.mark(paper), form::dated(edition.papers.title(paper), None))
    };
    terminal.say(heading_of(Paper::BaseDataTable))?;
    for row in &edition.base_data_table.rows {
        terminal.say(table_row(edition, row).join("　|　"))?;
    }
    terminal.say(heading_of(edition.papers.scoring()))?;
    for line in edition.whole_table.iter().flat_map(WholeTable::described) {
        terminal.say(line)?;
    }
    for level in &edition.score_sheet.levels {
        terminal.say(format!("{}　{}分", level.path.join(" · "), print_score(level.full_score)))?;
    }
    for indicator in &edition.score_sheet.indicators {
        terminal.say(format!("\n{}", heading(indicator)))?;
        terminal.say(format!("　　{}", indicator.printed_wording().replace('\n', "\n　　")))?;
        if !indicator.explanation.is_empty() {
            terminal.say(format!("　　说明：{}", indicator.explanation.replace('\n', "\n　　")))?;
        }
        terminal.say(format!("　　计分：{}", edition.scored_by(indicator)))?;
        if let Some(words) = Edition::understood(indicator) {
            terminal.say(format!("　　读作：{}", words.replace('\n', "\n　　　　　")))?;
        }
    }
    Ok(Done::Well)
}

fn table_row(edition: &Edition, row: &edition::FormRow) -> Vec<String> {
    let words = |cell: &edition::FormCell| match (&cell.figure, &cell.text) {
        (Some(key), _) => format!("【{}】", edition.figure(key.as_str()).map_or(key.as_str(), |figure| &figure.label)),
        (None, text) => form::dated(&text.clone().unwrap_or_default().replace('\n', ""), None),
    };
    row.cells.iter().map(words).collect()
}

fn heading(indicator: &Indicator) -> String {
    let (path, label) = (indicator.path.join(" · "), &indicator.label);
    format!("{label}　{}分　（{path}）　{}", print_score(indicator.full_score), indicator.key)
}

fn export(edition: &Edition, out: Option<PathBuf>, terminal: &mut Terminal<'_>) -> Result<Done> {
    match out {
        None => terminal.say(edition.to_text()?),
        Some(path) => {
            shelf::write(&path, edition)?;
            terminal.say(format!("表样已存为“{}”。", path.display()))
        }
    }
}

fn import(mut arguments: Arguments, workbook: &Path, terminal: &mut Terminal<'_>) -> Result<Done> {
    let mut forms = vec![PathBuf::from(arguments.word("表样文件")?)];
    while let Some(form) = arguments.next_word() {
        forms.push(PathBuf::from(form));
    }
    let base = arguments.option("edition").unwrap_or_else(|| edition::DEFAULT.to_owned());
    let named = arguments.option("as");
    let (dry_run, yes) = (arguments.flag("dry-run"), arguments.flag("yes"));
    arguments.finish()?;
    let stem = forms[0].file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut edition = shelf::find(workbook, &base)?;
    for path in &forms {
        if shelf::is_edition_file(path) {
            edition = shelf::read(path)?;
            edition.key = named.clone().unwrap_or(edition.key);
            terminal.say(format!(
                "【{}】是存成文件的表样，共{}个指标。",
                path.display(),
                edition.score_sheet.indicators.len()
            ))?;
            continue;
        }
        let key = named
            .clone()
            .unwrap_or_else(|| stem.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect());
        let reading = form::read(&exchange::read_tables(path)?, &edition, &key, named.as_deref().unwrap_or(&stem))?;
        terminal.say(format!("【{}】以{}为单位", path.display(), reading.unit.word()))?;
        tell(&reading, terminal)?;
        warnings(&reading, terminal)?;
        if reading.unit == MoneyUnit::Yuan {
            terminal.say("提示　这张表以元为单位：程序里仍按万元填写和打印，填回原表时换算成元。")?;
        }
        edition = reading.edition;
    }
    if !shelf::is_key(&edition.key) {
        return Err(Error::Usage {
            text: format!("“{}”不能作表样名称，请用 --as 另起一个，只用汉字、字母、数字和“-”。", edition.key),
        });
    }
    summary(&edition, terminal)?;
    if dry_run || !yes {
        return terminal.say("没有保存。请对照原表逐行核对，无误后加 --yes 再执行一次。");
    }
    let path = shelf::keep(workbook, &edition)?;
    terminal.say(format!("已存为表样“{}”（{}），新建年度时用 --edition {}。", edition.key, path.display(), edition.key))
}

fn warnings(reading: &FormReading, terminal: &mut Terminal<'_>) -> Result<Done> {
    for warning in &reading.warnings {
        terminal.say(format!("提示　{warning}"))?;
    }
    Ok(Done::Well)
}

/// The bureau's own file with the year's values in its cells.
fn fill(mut arguments: Arguments, workbook: &Path, terminal: &mut Terminal<'_>) -> Result<Done> {
    let form = PathBuf::from(arguments.word("表样文件")?);
    let (out, year) = (PathBuf::from(arguments.required("out")?), arguments.year()?);
    arguments.finish()?;
    let workbook = Workbook::open(workbook, &terminal.now)?;
    if let Some(altered) = workbook.altered() {
        terminal.warn(altered);
    }
    let filled = filling::fill(&form, &out, &*workbook.year(year)?)?;
    for note in &filled.notes {
        terminal.say(format!("提示　{note}"))?;
    }
    terminal.say(filled.sentence(&out))
}

fn tell(reading: &FormReading, terminal: &mut Terminal<'_>) -> Result<Done> {
    let mut indicators = reading.edition.score_sheet.indicators.iter();
    for row in &reading.rows {
        let paper = match row.paper {
            FormPaper::BaseDataTable => "附件1",
            FormPaper::ScoreSheet => "附件2",
            FormPaper::WholeTable => "自评表",
        };
        let weight = row.full_score.map(|weight| format!("　{}分", print_score(weight))).unwrap_or_default();
        let indicator = if row.paper == FormPaper::ScoreSheet { indicators.next() } else { None };
        let by_hand = indicator.filter(|indicator| !indicator.rule.takes_figure());
        let taken = match &row.taken_for {
            TakenFor::Known(labels) => format!("对应 {}", labels.join("、")),
            TakenFor::New(_) if by_hand.is_some() => {
                format!(
                    "没有对应，{}",
                    by_hand.map(|indicator| reading.edition.scored_by(indicator)).unwrap_or_default()
                )
            }
            TakenFor::New(labels) => format!("没有对应，新增 {}", labels.join("、")),
            TakenFor::Judged => "由您评定".to_owned(),
            TakenFor::Target => "填写目标值和完成值，程序计分".to_owned(),
            TakenFor::Words => continue,
        };
        let notes = if row.notes.is_empty() { String::new() } else { format!("（{}）", row.notes.join("；")) };
        terminal.say(format!("{paper}　{}{weight}　{taken}{notes}", row.name))?;
        let by_rate = indicator.filter(|indicator| indicator.rule.takes_figure());
        if let Some(words) = by_rate.and_then(Edition::understood) {
            terminal.say(format!("　　　　读作：{}", words.replace('\n', "")))?;
        }
    }
    Ok(Done::Well)
}

fn summary(edition: &Edition, terminal: &mut Terminal<'_>) -> Result<Done> {
    if let Some(table) = &edition.whole_table {
        return terminal.say(format!(
            "合计{}分，其中预算执行{}分，规定的绩效指标{}个；附件1共{}行。",
            print_score(table.points.full_score()),
            print_score(table.points.execution),
            table.indicators.len(),
            edition.base_data_table.rows.len()
        ));
    }
    let indicators = &edition.score_sheet.indicators;
    let judged = indicators.iter().filter(|one| matches!(one.rule, Rule::Judged {})).count();
    let total = indicators.iter().map(|one| one.full_score).sum();
    terminal.say(format!(
        "合计{}分，{}个指标，其中{}个按规则计分，{judged}个由您评定；附件1共{}行。",
        print_score(total),
        indicators.len(),
        indicators.len() - judged,
        edition.base_data_table.rows.len()
    ))
}

/// What differs: papers, rows of 附件1, weights of levels, indicators. `－` the first has, `＋` the second.
fn diff(first: &Edition, second: &Edition, terminal: &mut Terminal<'_>) -> Result<Done> {
    let table = |edition: &Edition| -> Vec<String> {
        edition
            .base_data_table
            .rows
            .iter()
            .map(|row| format!("附件1　{}", table_row(edition, row).join("　|　")))
            .collect()
    };
    let levels = |edition: &Edition| -> Vec<String> {
        let line =
            |level: &edition::Level| format!("附件2　{}　{}分", level.path.join(" · "), print_score(level.full_score));
        edition.score_sheet.levels.iter().map(line).collect()
    };
    let indicators = |edition: &Edition| -> Vec<String> {
        let line = |one: &Indicator| {
            let wording = one.printed_wording().replace('\n', "");
            format!(
                "附件2　{}　{wording}　{}　{}",
                heading(one),
                one.explanation.replace('\n', ""),
                edition.scored_by(one)
            )
        };
        edition.score_sheet.indicators.iter().map(line).collect()
    };
    let figures = |edition: &Edition| -> Vec<String> {
        edition.figures.iter().map(|figure| format!("数据项　{}", edition.described(figure))).collect()
    };
    let mut same = true;
    let papers = |edition: &Edition| -> Vec<String> {
        let line = |one: &edition::Attachment| format!("附件　{}　{}　{}", one.mark, one.title, one.key);
        let whole = edition.whole_table.iter().flat_map(WholeTable::described).map(|line| format!("自评表　{line}"));
        edition.papers.attachments.iter().map(line).chain(whole).collect()
    };
    let all =
        |edition: &Edition| [papers(edition), table(edition), levels(edition), indicators(edition), figures(edition)];
    for (before, after) in all(first).iter().zip(&all(second)) {
        for line in before.iter().filter(|line| !after.contains(line)) {
            terminal.say(format!("－　{line}"))?;
            same = false;
        }
        for line in after.iter().filter(|line| !before.contains(line)) {
            terminal.say(format!("＋　{line}"))?;
            same = false;
        }
    }
    if same { terminal.say("两份表样的各行、分值和文字都相同。") } else { Ok(Done::Well) }
}
