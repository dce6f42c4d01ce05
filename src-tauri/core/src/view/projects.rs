//! The projects, and the whole department, as fields: each one's list line, its money grid by the keys of its figures, and its indicators with their
//! points.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::filing::{Attainment, Fund, IndicatorKind, ProjectIndicator, Stage};
use crate::project::{MoneyRow, ProjectResult, Scored, TargetResult, TargetTable, printed_share};
use crate::quantity::print_score;
use crate::workbook::Year;

/// All projects of a year, and what may be chosen in them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProjectsView {
    /// In their order.
    pub list: Vec<ProjectView>,
    /// The lines of 附件1 a project may belong to.
    pub funds: Vec<ChoiceView>,
    /// 二级指标 in the order of the form.
    pub kinds: Vec<ChoiceView>,
    /// How far a target in words may be attained.
    pub attainments: Vec<ChoiceView>,
    /// The columns of the money grid.
    pub stages: Vec<&'static str>,
}

/// Something that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChoiceView {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// A project, or the whole department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProjectView {
    /// Its id.
    pub id: String,
    /// 项目名称, or what the whole department goes by.
    pub name: String,
    /// The line of 附件1 a project's money belongs to.
    pub fund: Option<Fund>,
    /// 年度总体目标
    pub objective: String,
    /// What the whole department's table calls the department.
    pub unit_label: Option<String>,
    /// What stands beside the rows of money.
    pub money_label: String,
    /// Whether the whole department's table is 待核对.
    pub assumed: bool,
    /// The rows of the money grid.
    pub money: Vec<MoneyView>,
    /// 预算执行率 and its points.
    pub execution: ScoredView,
    /// The keys of the figures beside the grid: 主管部门, 实施单位, 执行率, 完成情况, 偏差原因.
    pub department: String,
    /// 实施单位
    pub implementer: String,
    /// 执行率
    pub execution_rate: String,
    /// 年度总体目标完成情况
    pub result: String,
    /// 预算执行偏差原因
    pub reason: String,
    /// The first level with its points, and what its indicators come to.
    pub blocks: Vec<BlockOfProjectView>,
    /// In the order of the form.
    pub indicators: Vec<ProjectIndicatorView>,
    /// `None` while something is not scored.
    pub total: Option<String>,
}

/// A row of the money grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MoneyView {
    /// What it is one of (按支出性质); empty for none.
    pub group: String,
    /// 年度资金总额, or a part of it.
    pub label: String,
    /// The keys of its amounts, by column.
    pub keys: Vec<String>,
}

/// A first level of the indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlockOfProjectView {
    /// Where findings about its points lead to.
    pub key: String,
    /// 产出指标
    pub label: String,
    /// Its points.
    pub full_score: String,
    /// What its indicators' points come to.
    pub given: String,
    /// Whether the two agree.
    pub agrees: bool,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProjectIndicatorView {
    /// Its id.
    pub id: String,
    /// Its field: `projects.p1.indicator.2`.
    pub key: String,
    /// The first level it stands in.
    pub block: String,
    /// 二级指标
    pub kind: IndicatorKind,
    /// 三级指标
    pub name: String,
    /// 年度指标值, as it is typed and printed.
    pub target: String,
    /// Whether the target is in words.
    pub in_words: bool,
    /// 实际完成值
    pub actual: String,
    /// How far a target in words was attained.
    pub attainment: String,
    /// The share of the points this is worth.
    pub share: String,
    /// Between what that share lies: `60%至80%`.
    pub range: Option<String>,
    /// 分值
    pub weight: String,
    /// Its points.
    pub scored: ScoredView,
    /// 偏差原因分析及改进措施
    pub reason: String,
}

/// Points as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoredView {
    /// 分值
    pub full_score: Option<String>,
    /// `None`: not scored yet.
    pub score: Option<String>,
    /// How it came about, or what is wanted.
    pub working: Option<String>,
    /// Whether points are lost.
    pub deducted: bool,
    /// The beginning of a reason.
    pub suggested_reason: Option<String>,
}

pub(super) fn projects(year: &Year) -> ProjectsView {
    let choice = |value: &str, label: &str| ChoiceView { value: value.to_owned(), label: label.to_owned() };
    let tables = year.edition.tables(&year.filing);
    let projects = tables.iter().filter(|table| table.project.is_some()).zip(&year.evaluation.projects);
    ProjectsView {
        list: projects.map(|(table, result)| view(year, table, result)).collect(),
        funds: Fund::ALL.map(|fund| choice(&name(fund), fund.word())).to_vec(),
        kinds: year.edition.project_table.kinds().map(|(_, kind)| choice(&name(kind), kind.word())).collect(),
        attainments: Attainment::ALL.map(|attainment| choice(attainment.word(), attainment.word())).to_vec(),
        stages: Stage::ALL.map(Stage::word).to_vec(),
    }
}

/// The whole department's table, where the edition has one.
pub(super) fn whole(year: &Year) -> Option<ProjectView> {
    let (table, result) = (year.edition.whole_table.as_ref()?, year.evaluation.whole.as_ref()?);
    let shown = view(year, &TargetTable::of_whole(table), result);
    Some(ProjectView { unit_label: Some(table.unit_label.clone()), assumed: table.assumed, ..shown })
}

/// The word a choice goes by in JSON.
fn name(choice: impl Serialize) -> String {
    serde_json::to_value(choice).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn view(year: &Year, table: &TargetTable<'_>, result: &ProjectResult) -> ProjectView {
    let blocks = table.points.blocks.iter().enumerate().map(|(index, block)| {
        let own = result.indicators.iter().filter(|indicator| indicator.path[0] == block.label);
        let given: Decimal = own.filter_map(|indicator| indicator.scored.full_score).sum();
        BlockOfProjectView {
            key: table.key(&format!("block.{}", index + 1)).to_string(),
            label: block.label.clone(),
            full_score: print_score(block.full_score),
            given: print_score(given),
            agrees: given == block.full_score,
        }
    });
    let row = |row: &MoneyRow<'_>| MoneyView {
        group: row.group.to_owned(),
        label: row.label.to_owned(),
        keys: row.keys.iter().map(ToString::to_string).collect(),
    };
    let ordered = table.points.ordered(&year.filing.project_indicators, table.id);
    let key = |name: &str| table.key(name).to_string();
    ProjectView {
        id: table.id.to_owned(),
        name: table.name.to_owned(),
        fund: table.project.map(|project| project.fund),
        objective: table.objective(&year.evaluation.figures).to_owned(),
        unit_label: None,
        money_label: table.money_label.to_owned(),
        assumed: false,
        money: table.money.iter().map(row).collect(),
        execution: scored(&result.execution),
        department: key("department"),
        implementer: key("implementer"),
        execution_rate: key("execution_rate"),
        result: key("result"),
        reason: key("reason"),
        blocks: blocks.collect(),
        indicators: ordered.into_iter().zip(&result.indicators).map(|(one, result)| indicator(one, result)).collect(),
        total: result.total.map(print_score),
    }
}

fn indicator(indicator: &ProjectIndicator, result: &TargetResult) -> ProjectIndicatorView {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let range = |attainment: Attainment| {
        let (least, most) = attainment.range();
        format!("{least}%至{most}%")
    };
    ProjectIndicatorView {
        id: indicator.id.clone(),
        key: result.key.clone(),
        block: result.path[0].clone(),
        kind: indicator.kind,
        name: indicator.name.clone(),
        target: text(&result.target),
        in_words: indicator.target.is_some() && indicator.comparison.is_none(),
        actual: match indicator.comparison {
            Some(_) => text(&result.actual),
            None => text(&indicator.actual),
        },
        attainment: indicator.attainment.map(|attainment| attainment.word().to_owned()).unwrap_or_default(),
        share: indicator.share.map(printed_share).unwrap_or_default(),
        range: indicator.attainment.map(range),
        weight: indicator.weight.map(print_score).unwrap_or_default(),
        scored: scored(&result.scored),
        reason: text(&indicator.reason),
    }
}

fn scored(scored: &Scored) -> ScoredView {
    ScoredView {
        full_score: scored.full_score.map(print_score),
        score: scored.score.map(print_score),
        working: scored.working.clone().or_else(|| scored.note.clone()),
        deducted: scored.is_short(),
        suggested_reason: scored.suggested_reason.clone(),
    }
}
