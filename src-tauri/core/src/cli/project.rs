//! `project`: the list of projects and their tables, and that of the whole department, which goes by `whole`. `list`, `show P`, `add NAME`, `set P FIELD VALUE`, `indicator P [N]`,
//! `move P [N] PLACE`, `remove P [N]`. A project is named by its id or its name, an indicator by its number in it.

use super::arguments::count;
use super::{Arguments, Done, Terminal, open, open_to_read, or_blank};
use crate::error::{Error, Result};
use crate::filing::{Fund, IndicatorKind, Stage};
use crate::project::{IndicatorChange, Scored, TargetResult, TargetTable};
use crate::quantity::print_score;
use crate::words::quoted;
use crate::workbook::{ProjectChange, Year};

const WHAT: &str = "list、show、add、set、indicator、move、remove";

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let what = arguments.word(&format!("要做的事（{WHAT}）"))?;
    match what.as_str() {
        "list" => list(arguments, terminal),
        "show" => show(arguments, terminal),
        "add" => add(arguments, terminal),
        "set" => set(arguments, terminal),
        "indicator" => indicator(arguments, terminal),
        "move" => shift(arguments, terminal),
        "remove" => remove(arguments, terminal),
        _ => Err(Error::Usage { text: format!("没有“project {what}”，可用：{WHAT}。") }),
    }
}

fn list(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let (year, json) = (arguments.year()?, arguments.flag("json"));
    let year = open_to_read(arguments, terminal)?.year(year)?;
    if json {
        return terminal.say_json(&year.evaluation.projects);
    }
    for (project, result) in year.filing.projects.iter().zip(&year.evaluation.projects) {
        let spent = or_blank(shown(&year, project.final_key().as_str()));
        let fund = project.fund.word();
        terminal.say(format!("{}　{}　{fund}　{spent}　{}", project.id, project.name, points(result.total)))?;
    }
    terminal.say(format!("共{}个项目", year.filing.projects.len()))
}

fn show(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let named = arguments.word("项目")?;
    let (year, json) = (arguments.year()?, arguments.flag("json"));
    let year = open_to_read(arguments, terminal)?.year(year)?;
    let table = year.table(&named)?;
    let results = year.evaluation.whole.iter().chain(&year.evaluation.projects);
    let Some(result) = results.into_iter().find(|result| result.id == table.id) else {
        return Err(Error::UnknownProject { name: named });
    };
    if json {
        return terminal.say_json(result);
    }
    head(&year, &table, terminal)?;
    terminal.say(scored("预算执行率", &result.execution))?;
    for indicator in &result.indicators {
        terminal.say(target(indicator))?;
        if let Some(reason) = &indicator.reason {
            terminal.say(format!("　　　偏差原因：{reason}"))?;
        }
    }
    terminal.say(format!("总分　{}", points(result.total)))
}

fn head(year: &Year, table: &TargetTable<'_>, terminal: &mut Terminal<'_>) -> Result<Done> {
    let value = |name: &str| or_blank(shown(year, table.key(name).as_str()));
    let fund = table.project.map(|project| format!("　{}", project.fund.word())).unwrap_or_default();
    terminal.say(format!("{}　{}{fund}", table.id, table.name))?;
    if table.project.is_some() {
        terminal.say(format!("主管部门　{}", value("department")))?;
        terminal.say(format!("实施单位　{}", value("implementer")))?;
    }
    for row in &table.money {
        let amounts = Stage::ALL.into_iter().zip(&row.keys);
        let amounts = amounts.map(|(stage, key)| format!("{}{}", stage.word(), or_blank(shown(year, key.as_str()))));
        terminal.say(format!("{}　{}", row.label, amounts.collect::<Vec<_>>().join("　")))?;
    }
    let objective = Some(table.objective(&year.evaluation.figures).to_owned()).filter(|text| !text.is_empty());
    terminal.say(format!("年度总体目标　{}", or_blank(objective)))?;
    terminal.say(format!("完成情况　{}", value("result")))
}

pub(super) fn target(indicator: &TargetResult) -> String {
    let number = indicator.key.rsplit_once('.').map_or("", |(_, number)| number);
    let told = [&indicator.target, &indicator.actual].map(|value| value.clone().unwrap_or_else(|| "—".to_owned()));
    let label = format!("{}　{}　{}　{}", indicator.path[1], indicator.name, told[0], told[1]);
    scored(&format!("{number}　{label}"), &indicator.scored)
}

pub(super) fn scored(label: &str, scored: &Scored) -> String {
    let full = scored.full_score.map_or("—".to_owned(), print_score);
    let how = scored.working.as_deref().or(scored.note.as_deref()).unwrap_or_default();
    format!("{label}　{}／{full}　{how}", scored.score.map_or("未评".to_owned(), print_score))
}

fn points(total: Option<rust_decimal::Decimal>) -> String {
    total.map_or("未评完".to_owned(), |total| format!("{}分", print_score(total)))
}

fn shown(year: &Year, key: &str) -> Option<String> {
    year.evaluation.figures.get(key).and_then(|value| value.shown.clone())
}

fn add(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let name = arguments.word("项目名称")?;
    let fund = fund(&arguments.required("fund")?)?;
    let year = arguments.year()?;
    let mut workbook = open(arguments, terminal)?;
    let id = workbook.add_project(year, &name, fund, &terminal.now)?;
    terminal.say(format!("已新增项目{}，编号 {id}", quoted(name.trim())))
}

fn set(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let (named, field, typed) = (arguments.word("项目")?, arguments.word("要填的项")?, arguments.word("内容")?);
    let change = match field.as_str() {
        "name" => Some(ProjectChange { name: Some(typed.clone()), ..ProjectChange::default() }),
        "fund" => Some(ProjectChange { fund: Some(fund(&typed)?), ..ProjectChange::default() }),
        "objective" => Some(ProjectChange { objective: Some(typed.clone()), ..ProjectChange::default() }),
        _ => None,
    };
    let year = arguments.year()?;
    let mut workbook = open(arguments, terminal)?;
    let of = workbook.year(year)?;
    let table = of.table(&named)?;
    if let Some((project, change)) = table.project.zip(change) {
        workbook.set_project(year, &project.id, &change, &terminal.now)?;
        return terminal.say(format!("已修改{}", table.called()));
    }
    let key = table.key(&field).to_string();
    if !of.evaluation.figures.contains_key(key.as_str()) {
        let prefix = table.key("").to_string();
        let entered = of.evaluation.list.iter().filter(|figure| figure.from.is_none() || figure.may_be_entered);
        let names = entered.filter_map(|figure| figure.key.as_str().strip_prefix(&prefix));
        let own = table.project.map_or(&[][..], |_| &["name", "fund", "objective"]);
        let known: Vec<&str> = own.iter().copied().chain(names).collect();
        return Err(Error::UnknownWord { label: "项目".to_owned(), text: field, known: known.join("、") });
    }
    let edited = workbook.set(year, &key, &typed, &terminal.now)?;
    terminal.say(format!("{} {} → {}", edited.label, or_blank(edited.before), or_blank(edited.after)))
}

fn indicator(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let (named, number) = (arguments.word("项目")?, arguments.next_word());
    let change = IndicatorChange {
        kind: arguments.option("kind").as_deref().map(kind).transpose()?,
        name: arguments.option("name"),
        target: arguments.option("target"),
        actual: arguments.option("actual"),
        attainment: arguments.option("attainment"),
        share: arguments.option("share"),
        weight: arguments.option("weight"),
        reason: arguments.option("reason"),
    };
    let year = arguments.year()?;
    let mut workbook = open(arguments, terminal)?;
    let project = workbook.year(year)?.table(&named)?.id.to_owned();
    let id = match number {
        Some(number) => {
            let id = format!("{project}.{number}");
            workbook.set_indicator(year, &id, &change, &terminal.now)?;
            id
        }
        None => workbook.add_indicator(year, &project, &change, &terminal.now)?,
    };
    let after = workbook.year(year)?;
    let key = after.filing.project_indicators.iter().find(|one| one.id == id).map(|one| one.key());
    let told = after.evaluation.targets().filter(|one| Some(&one.key) == key.as_ref()).map(target).collect::<String>();
    terminal.say(told)
}

fn shift(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let (named, second, third) = (arguments.word("项目")?, arguments.word("位次")?, arguments.next_word());
    let place = count("位次", third.as_ref().unwrap_or(&second), "位")?;
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    let year = arguments.year()?;
    let mut workbook = open(arguments, terminal)?;
    match third {
        Some(_) => {
            let table = workbook.year(year)?.table(&named)?.id.to_owned();
            workbook.move_indicator(year, &format!("{table}.{second}"), place, &terminal.now)?;
        }
        None => {
            let project = workbook.year(year)?.project(&named)?.id.clone();
            workbook.move_project(year, &project, place, &terminal.now)?;
        }
    }
    terminal.say("已移动")
}

fn remove(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let (named, number) = (arguments.word("项目")?, arguments.next_word());
    let year = arguments.year()?;
    let mut workbook = open(arguments, terminal)?;
    let of = workbook.year(year)?;
    match number {
        Some(number) => {
            let table = of.table(&named)?;
            workbook.remove_indicator(year, &format!("{}.{number}", table.id), &terminal.now)?;
            terminal.say(format!("已删除{}的第{number}号绩效指标", table.called()))
        }
        None => {
            let project = of.project(&named)?;
            workbook.remove_project(year, &project.id, &terminal.now)?;
            terminal.say(format!("已删除项目{}", quoted(&project.name)))
        }
    }
}

/// A fund by the officer's word for it.
fn fund(typed: &str) -> Result<Fund> {
    let found = Fund::ALL.into_iter().find(|fund| fund.word() == typed.trim());
    found.ok_or_else(|| Error::UnknownWord {
        label: "资金类别".to_owned(),
        text: typed.to_owned(),
        known: Fund::ALL.map(Fund::word).join("、"),
    })
}

/// A kind by the form's word for it, with or without 指标.
fn kind(typed: &str) -> Result<IndicatorKind> {
    let bare = |word: &str| word.trim().trim_end_matches("指标").to_owned();
    let found = IndicatorKind::ALL.into_iter().find(|kind| bare(kind.word()) == bare(typed));
    found.ok_or_else(|| Error::UnknownWord {
        label: "二级指标".to_owned(),
        text: typed.to_owned(),
        known: IndicatorKind::ALL.map(|kind| bare(kind.word())).join("、"),
    })
}
