//! 部门整体支出绩效自评表: the table of the whole department, built as a project's is. What its money is, and which
//! indicators the bureau's form prescribes, is data of the edition.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{IndicatorChange, ProjectBlock, ProjectTable, new_indicator};
use crate::error::Result;
use crate::figure::{Figure, Formula, Key};
use crate::filing::{IndicatorKind, ProjectIndicator, Stage, WHOLE, table_key};
use crate::quantity::{Measure, print_score};
use crate::words::quoted;

/// The whole department's table as an edition has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WholeTable {
    /// What the form calls the department: 部门（单位）名称.
    pub unit_label: String,
    /// What stands beside the rows of money: 年度预算申请.
    pub money_label: String,
    /// The rows of money; the first is 年度资金总额, which is scored.
    pub money: Vec<MoneyLine>,
    /// How the hundred points are divided.
    #[serde(default)]
    pub points: ProjectTable,
    /// Indicators that the bureau prescribes; a new year begins with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Prescribed>,
    /// Whether the table is assumed and not yet held against the bureau's form (待核对).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assumed: bool,
}

/// A row of money: figures of the edition, so that what another paper has already is not asked twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyLine {
    /// What it is one of (按支出性质); rows of one group stand together.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// 基本支出
    pub label: String,
    /// 年初预算数, 全年预算数, 全年执行数.
    pub figures: [Key; 3],
}

/// An indicator that the bureau prescribes; name and target are as they are typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prescribed {
    /// 二级指标
    pub kind: IndicatorKind,
    /// 三级指标
    pub name: String,
    /// 年度指标值, where the form has one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// 分值, where the form has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_score: Option<Decimal>,
}

impl WholeTable {
    /// What is wrong with it, in Chinese: its money has a total, groups stand together, and points add up.
    pub fn fault(&self) -> Option<String> {
        if self.money.is_empty() {
            return Some("没有资金的行".to_owned());
        }
        let mut groups: Vec<&str> = self.money.iter().map(|line| line.group.as_str()).collect();
        groups.dedup();
        let apart = groups.iter().enumerate().find(|(at, group)| !group.is_empty() && groups[..*at].contains(group));
        if let Some((_, group)) = apart {
            return Some(format!("资金{}的各行没有排在一起", quoted(group)));
        }
        self.points.fault().or_else(|| self.prescribed_fault())
    }

    /// Prescribed indicators have no more points than their blocks, and each can be read.
    fn prescribed_fault(&self) -> Option<String> {
        if self.indicators.is_empty() {
            return None;
        }
        if let Some(unread) = self.indicators.iter().find(|one| self.start(&[], 2000, one).is_err()) {
            return Some(format!("指标{}的年度指标值或者分值无法读取", quoted(&unread.name)));
        }
        // What is left of a block's points is for rows that the department names.
        self.block_where(|block, sum| sum > block.full_score)
    }

    /// A block whose indicators are all prescribed and have fewer points than it. `free`: the kinds of rows that the form
    /// leaves to the department.
    pub fn unfilled(&self, free: &[IndicatorKind]) -> Option<String> {
        let prescribed = |block: &ProjectBlock| !block.kinds.iter().any(|kind| free.contains(kind));
        self.block_where(|block, sum| sum < block.full_score && prescribed(block))
    }

    /// A block whose points and the sum of its prescribed indicators are so, in words.
    fn block_where(&self, is_wrong: impl Fn(&ProjectBlock, Decimal) -> bool) -> Option<String> {
        self.points.blocks.iter().find_map(|block| {
            let own = self.indicators.iter().filter(|one| block.kinds.contains(&one.kind));
            let sum = own.map(|one| one.full_score).sum::<Option<Decimal>>()?;
            let (stated, rows) = (print_score(block.full_score), print_score(sum));
            is_wrong(block, sum).then(|| format!("{}标明{stated}分，所属指标合计{rows}分", block.label))
        })
    }

    /// The prescribed indicators as the first rows of a year.
    ///
    /// # Errors
    /// Those of reading what is prescribed; an edition that was proved has none.
    pub fn starting_indicators(&self, report_year: i32) -> Result<Vec<ProjectIndicator>> {
        self.indicators.iter().try_fold(Vec::new(), |mut rows, one| {
            rows.push(self.start(&rows, report_year, one)?);
            Ok(rows)
        })
    }

    fn start(&self, above: &[ProjectIndicator], report_year: i32, one: &Prescribed) -> Result<ProjectIndicator> {
        let change = IndicatorChange {
            kind: Some(one.kind),
            name: Some(one.name.clone()),
            target: Some(one.target.clone()),
            weight: one.full_score.map(|points| points.to_string()),
            ..IndicatorChange::default()
        };
        new_indicator(above, report_year, WHOLE, &change)
    }

    /// The table in lines, for people: its money, how the points are divided, what is prescribed.
    pub fn described(&self) -> Vec<String> {
        let money = self.money.iter().map(|line| {
            let group = if line.group.is_empty() { String::new() } else { format!("{} · ", line.group) };
            format!("资金　{group}{}", line.label)
        });
        let execution = format!("预算执行率　{}分", print_score(self.points.execution));
        let blocks = self.points.blocks.iter().map(|block| {
            let kinds: Vec<&str> = block.kinds.iter().map(|kind| kind.word()).collect();
            format!("{}　{}分　（{}）", block.label, print_score(block.full_score), kinds.join("、"))
        });
        let indicators = self.indicators.iter().map(|one| {
            let target = if one.target.is_empty() { String::new() } else { format!("　{}", one.target) };
            let points = one.full_score.map(|points| format!("　{}分", print_score(points))).unwrap_or_default();
            format!("{}　{}{target}{points}", one.kind.word(), one.name)
        });
        money.chain([execution]).chain(blocks).chain(indicators).collect()
    }

    /// The figures its table has beside the money: 执行率 and what is written.
    pub fn figures(&self) -> Vec<Figure> {
        let [_, budget, spent] =
            self.money.first().map_or_else(Default::default, |line| line.figures.clone().map(Some));
        let rate = budget.zip(spent).map(|(budget, spent)| Formula::Ratio(spent, budget));
        let figure = |name: &str, label: &str, measure, from: Option<Formula>, required| Figure {
            required,
            ..Figure::plain(table_key(WHOLE, name), label.to_owned(), measure, from)
        };
        vec![
            figure("execution_rate", "部门整体预算执行率", Measure::Percent, rate, false),
            figure("objective", "部门年度总体目标", Measure::Text, None, true),
            figure("result", "部门年度总体目标完成情况", Measure::Text, None, true),
            figure("reason", "部门整体预算执行偏差原因", Measure::Text, None, false),
        ]
    }
}

impl MoneyLine {
    /// The amounts with the columns they stand in.
    pub fn amounts(&self) -> impl Iterator<Item = (Stage, &Key)> {
        Stage::ALL.into_iter().zip(&self.figures)
    }
}
