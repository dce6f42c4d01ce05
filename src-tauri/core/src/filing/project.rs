//! A project (项目) of the year: its own row, the figures of its money and words, and its quantified indicators.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::figure::{Figure, Formula, Key};
use crate::quantity::Measure;

/// Stands where the indicators of a table name their project, in the table of the whole department
/// (部门整体支出绩效自评表). Projects are `p1`, `p2`, ….
pub const WHOLE: &str = "whole";

/// The key of what `name` names in the table of a project, or of the whole department.
pub fn table_key(id: &str, name: &str) -> Key {
    Key::new(format!("projects.{id}.{name}"))
}

/// One row of `project`: a project of the year. Its money and what else its table says are figures `projects.<id>.…`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// The filing.
    pub report_year: i32,
    /// Stable over the years.
    pub id: String,
    /// Where it stands in the list.
    pub position: i64,
    /// 项目名称.
    pub name: String,
    /// The line of 附件1 its money belongs to.
    pub fund: Fund,
    /// 年度总体目标.
    pub objective: String,
}

/// The line of 附件1 that a project's money belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fund {
    /// 业务工作经费（专项）
    Operational,
    /// 运行维护经费（专项）
    Maintenance,
    /// 级次专项资金
    GovernmentSpecial,
}

impl Fund {
    /// Every line, in the order of 附件1.
    pub const ALL: [Fund; 3] = [Fund::Operational, Fund::Maintenance, Fund::GovernmentSpecial];

    /// The figure of 附件1 the projects of this fund are compared with.
    pub fn total(self) -> &'static str {
        match self {
            Fund::Operational => "project.operational.final",
            Fund::Maintenance => "project.maintenance.final",
            Fund::GovernmentSpecial => "project.government_special.final",
        }
    }

    /// What the officer calls it.
    pub fn word(self) -> &'static str {
        match self {
            Fund::Operational => "业务工作经费",
            Fund::Maintenance => "运行维护经费",
            Fund::GovernmentSpecial => "级次专项资金",
        }
    }
}

/// Where a project's money comes from (资金来源).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// 年度资金总额: the sum of the others unless it is entered.
    Total,
    /// 本年财政拨款
    Appropriation,
    /// 上年结转
    CarriedOver,
    /// 其他资金
    Other,
}

impl Source {
    /// The rows of the form, the total first.
    pub const ALL: [Source; 4] = [Source::Total, Source::Appropriation, Source::CarriedOver, Source::Other];

    /// What the form calls it.
    pub fn word(self) -> &'static str {
        match self {
            Source::Total => "年度资金总额",
            Source::Appropriation => "本年财政拨款",
            Source::CarriedOver => "上年结转",
            Source::Other => "其他资金",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Source::Total => "",
            Source::Appropriation => "appropriation.",
            Source::CarriedOver => "carried_over.",
            Source::Other => "other.",
        }
    }
}

/// What of a project's money is told (预算数、执行数).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 年初预算数
    Initial,
    /// 全年预算数 (A)
    Budget,
    /// 全年执行数 (B)
    Final,
}

impl Stage {
    /// The columns of the form.
    pub const ALL: [Stage; 3] = [Stage::Initial, Stage::Budget, Stage::Final];

    /// What the form calls it.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Initial => "年初预算数",
            Stage::Budget => "全年预算数",
            Stage::Final => "全年执行数",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Stage::Initial => "initial",
            Stage::Budget => "budget",
            Stage::Final => "final",
        }
    }
}

impl Project {
    /// The key of what `name` names of it.
    fn key(&self, name: &str) -> Key {
        table_key(&self.id, name)
    }

    /// The key of its expenditure.
    pub fn final_key(&self) -> Key {
        self.money_key(Source::Total, Stage::Final)
    }

    /// The key of an amount of its money.
    pub fn money_key(&self, source: Source, stage: Stage) -> Key {
        self.key(&format!("{}{}", source.key(), stage.key()))
    }

    /// The key of 主管部门.
    pub fn department_key(&self) -> Key {
        self.key("department")
    }

    /// The key of 实施单位.
    pub fn implementer_key(&self) -> Key {
        self.key("implementer")
    }

    /// The key of what became of 年度总体目标.
    pub fn result_key(&self) -> Key {
        self.key("result")
    }

    /// The key of 执行率 (B ÷ A).
    pub fn execution_rate_key(&self) -> Key {
        self.key("execution_rate")
    }

    /// The key of why not all of the budget was spent.
    pub fn reason_key(&self) -> Key {
        self.key("reason")
    }

    /// Its figures, each below those it uses. Only its expenditure (项目决算数) is asked for.
    pub fn figures(&self) -> Vec<Figure> {
        let optional = |key: Key, label: &str, measure: Measure, from: Option<Formula>| Figure {
            required: false,
            ..Figure::plain(key, format!("{}{label}", self.name), measure, from)
        };
        let mut figures = Vec::new();
        for stage in Stage::ALL {
            let parts = &Source::ALL[1..];
            figures.extend(parts.iter().map(|source| {
                let label = format!("{}{}", source.word(), stage.word());
                optional(self.money_key(*source, stage), &label, Measure::Money, None)
            }));
            let keys = parts.iter().map(|source| self.money_key(*source, stage)).collect();
            // 决算数 is what the other papers call 全年执行数.
            let label = if stage == Stage::Final { "决算数" } else { stage.word() };
            let sum = optional(self.money_key(Source::Total, stage), label, Measure::Money, Some(Formula::Sum(keys)));
            figures.push(Figure { may_be_entered: true, required: stage == Stage::Final, ..sum });
        }
        let rate = Formula::Ratio(self.final_key(), self.money_key(Source::Total, Stage::Budget));
        figures.push(optional(self.execution_rate_key(), "预算执行率", Measure::Percent, Some(rate)));
        figures.extend(
            [
                (self.department_key(), "主管部门"),
                (self.implementer_key(), "实施单位"),
                (self.result_key(), "年度总体目标完成情况"),
                (self.reason_key(), "预算执行偏差原因"),
            ]
            .map(|(key, label)| optional(key, label, Measure::Text, None)),
        );
        figures
    }
}

/// One row of `project_indicator`: a quantified indicator (绩效指标) of a project, or one in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectIndicator {
    /// The filing.
    pub report_year: i32,
    /// `p1.2`: the project's id, and a number within it.
    pub id: String,
    /// The project's id, or that of the whole department.
    pub project: String,
    /// Where it stands among those of its project and kind.
    pub position: i64,
    /// 二级指标.
    pub kind: IndicatorKind,
    /// 三级指标.
    pub name: String,
    /// How the result is held against the target; `None`: the target is in words (定性指标).
    pub comparison: Option<Comparison>,
    /// 年度指标值: a number as it was given, or words.
    pub target: Option<String>,
    /// The measure word of target and result (`批次`, `%`); empty for none.
    pub unit: String,
    /// 实际完成值: a number as it was given, or words.
    pub actual: Option<String>,
    /// How far a target in words was attained.
    pub attainment: Option<Attainment>,
    /// The share of the points that this is worth (1 = 100 %), within the attainment's range.
    pub share: Option<Decimal>,
    /// 分值.
    pub weight: Option<Decimal>,
    /// 偏差原因分析及改进措施.
    pub reason: Option<String>,
}

impl ProjectIndicator {
    /// The field it is to findings and papers: `projects.p1.indicator.2`.
    pub fn key(&self) -> String {
        let number = self.id.rsplit_once('.').map_or(self.id.as_str(), |(_, number)| number);
        table_key(&self.project, &format!("indicator.{number}")).to_string()
    }
}

/// The second level of a project's indicators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// 数量指标
    Quantity,
    /// 质量指标
    Quality,
    /// 时效指标
    Timeliness,
    /// 成本指标
    Cost,
    /// 经济效益指标
    Economic,
    /// 社会效益指标
    Social,
    /// 生态效益指标
    Ecological,
    /// 可持续影响指标
    Sustainable,
    /// 满意度指标
    Satisfaction,
}

impl IndicatorKind {
    /// Every kind, in the order of the national form.
    pub const ALL: [IndicatorKind; 9] = [
        IndicatorKind::Quantity,
        IndicatorKind::Quality,
        IndicatorKind::Timeliness,
        IndicatorKind::Cost,
        IndicatorKind::Economic,
        IndicatorKind::Social,
        IndicatorKind::Ecological,
        IndicatorKind::Sustainable,
        IndicatorKind::Satisfaction,
    ];

    /// What the form calls it.
    pub fn word(self) -> &'static str {
        match self {
            IndicatorKind::Quantity => "数量指标",
            IndicatorKind::Quality => "质量指标",
            IndicatorKind::Timeliness => "时效指标",
            IndicatorKind::Cost => "成本指标",
            IndicatorKind::Economic => "经济效益指标",
            IndicatorKind::Social => "社会效益指标",
            IndicatorKind::Ecological => "生态效益指标",
            IndicatorKind::Sustainable => "可持续影响指标",
            IndicatorKind::Satisfaction => "满意度指标",
        }
    }
}

/// How a result is held against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// ≥
    AtLeast,
    /// &gt;
    Above,
    /// ≤
    AtMost,
    /// &lt;
    Below,
    /// =
    Equal,
}

impl Comparison {
    /// The sign the form prints.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::AtLeast => "≥",
            Comparison::Above => ">",
            Comparison::AtMost => "≤",
            Comparison::Below => "<",
            Comparison::Equal => "=",
        }
    }

    /// Whether a higher result is a better one.
    pub fn wants_more(self) -> bool {
        matches!(self, Comparison::AtLeast | Comparison::Above | Comparison::Equal)
    }
}

/// How far a target in words was attained (财预〔2020〕10号).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attainment {
    /// 达成年度指标
    Reached,
    /// 部分达成年度指标并具有一定效果
    Partly,
    /// 未达成年度指标且效果较差
    Missed,
}

impl Attainment {
    /// Every one, from best to worst.
    pub const ALL: [Attainment; 3] = [Attainment::Reached, Attainment::Partly, Attainment::Missed];

    /// What the officer calls it.
    pub fn word(self) -> &'static str {
        match self {
            Attainment::Reached => "达成",
            Attainment::Partly => "部分达成",
            Attainment::Missed => "未达成",
        }
    }

    /// The least and the greatest share of the points, in percent, both inside.
    pub fn range(self) -> (u32, u32) {
        match self {
            Attainment::Reached => (80, 100),
            Attainment::Partly => (60, 80),
            Attainment::Missed => (0, 60),
        }
    }
}
