//! 绩效自评 by targets (财预〔2020〕10号), of each project and, where the edition files such a table, of the whole department:
//! the points of budget execution and indicators, with their arithmetic and what is lost. How the hundred points are
//! divided is data of the edition.

mod reading;
mod score;
mod table;
mod whole;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::derive::{Figures, number};
use crate::figure::Key;
use crate::filing::{Comparison, Filing, IndicatorKind, ProjectIndicator};
use crate::quantity::{self, Measure, print_score};

use score::Points;

pub use reading::{IndicatorChange, changed, new_indicator};
pub use score::{EXECUTION_STANDARD, standard};
pub use table::{MoneyRow, TargetTable, tables};
pub use whole::{MoneyLine, Prescribed, WholeTable};

/// How the points of a table are divided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectTable {
    /// 预算执行率
    pub execution: Decimal,
    /// The first level of the indicators (一级指标), in order.
    pub blocks: Vec<ProjectBlock>,
}

/// A first level of a table's indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectBlock {
    /// 产出指标
    pub label: String,
    /// Its points.
    pub full_score: Decimal,
    /// The second level below it, in order.
    pub kinds: Vec<IndicatorKind>,
}

/// The national form: 预算执行 10, 产出 50, 效益 30, 满意度 10.
impl Default for ProjectTable {
    fn default() -> ProjectTable {
        let block = |label: &str, points: u32, kinds: &[IndicatorKind]| ProjectBlock {
            label: label.to_owned(),
            full_score: points.into(),
            kinds: kinds.to_vec(),
        };
        let (outputs, rest) = IndicatorKind::ALL.split_at(4);
        let (benefits, satisfaction) = rest.split_at(4);
        ProjectTable {
            execution: Decimal::TEN,
            blocks: vec![
                block("产出指标", 50, outputs),
                block("效益指标", 30, benefits),
                block("满意度指标", 10, satisfaction),
            ],
        }
    }
}

impl ProjectTable {
    /// What is wrong with it, in Chinese: the points total 100, and each kind stands in just one block.
    pub fn fault(&self) -> Option<String> {
        let total = self.full_score();
        if self.execution.is_sign_negative() || self.blocks.iter().any(|block| block.full_score <= Decimal::ZERO) {
            return Some("分值应大于0".to_owned());
        }
        if total != Decimal::ONE_HUNDRED {
            return Some(format!("分值合计{}，应为100", print_score(total)));
        }
        let stands = |kind: &IndicatorKind| self.kinds().filter(|(_, other)| other == kind).count();
        let odd = IndicatorKind::ALL.into_iter().find(|kind| stands(kind) != 1)?;
        Some(format!("{}应当只属于一个一级指标", odd.word()))
    }

    /// Every kind with its block, in the order of the form.
    pub fn kinds(&self) -> impl Iterator<Item = (&ProjectBlock, IndicatorKind)> {
        self.blocks.iter().flat_map(|block| block.kinds.iter().map(move |kind| (block, *kind)))
    }

    /// The points of all together.
    pub fn full_score(&self) -> Decimal {
        self.execution + self.blocks.iter().map(|block| block.full_score).sum::<Decimal>()
    }

    /// Where a kind stands in the form, from 0.
    fn place(&self, kind: IndicatorKind) -> usize {
        self.kinds().position(|(_, other)| other == kind).unwrap_or(usize::MAX)
    }

    /// The indicators of the table of an id in the order of the form.
    pub fn ordered<'f>(&self, indicators: &'f [ProjectIndicator], id: &str) -> Vec<&'f ProjectIndicator> {
        let mut own: Vec<_> = indicators.iter().filter(|indicator| indicator.project == id).collect();
        own.sort_by_key(|indicator| self.place(indicator.kind));
        own
    }
}

/// A table worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProjectResult {
    /// The project's id, or that of the whole department.
    pub id: String,
    /// 项目名称, or what the whole department goes by.
    pub name: String,
    /// 预算执行率 and its points.
    pub execution: Scored,
    /// Its indicators in the order of the form.
    pub indicators: Vec<TargetResult>,
    /// The points of all together; `None` while one is wanting.
    pub total: Option<Decimal>,
}

/// An indicator of a table worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetResult {
    /// Its field: `projects.p1.indicator.2`.
    pub key: String,
    /// 一级指标 and 二级指标.
    pub path: [String; 2],
    /// 三级指标.
    pub name: String,
    /// 年度指标值 as printed: `≥2700批次`.
    pub target: Option<String>,
    /// 实际完成值 as printed.
    pub actual: Option<String>,
    /// What the result is of the target (1 = 100 %), where both are numbers.
    #[serde(skip)]
    pub rate: Option<Decimal>,
    /// Whether a higher result is a better one.
    #[serde(skip)]
    pub more_is_better: bool,
    /// Its points.
    #[serde(flatten)]
    pub scored: Scored,
    /// 偏差原因分析及改进措施.
    pub reason: Option<String>,
}

/// Points given, and what is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scored {
    /// 分值; `None` where it is not given.
    pub full_score: Option<Decimal>,
    /// 得分 to two decimals; `None`: not scored yet.
    pub score: Option<Decimal>,
    /// The points lost; `None` where it is not scored.
    pub lost: Option<Decimal>,
    /// How the points came about.
    pub working: Option<String>,
    /// What is wanted, where it is not scored.
    pub note: Option<String>,
    /// How points were lost, behind what they were lost on, where some are.
    #[serde(skip)]
    pub loss: Option<String>,
    /// How points were lost, as the beginning of a reason: why it came so is the officer's to say.
    pub suggested_reason: Option<String>,
}

impl Scored {
    fn new(name: &str, full_score: Option<Decimal>, points: Points) -> Scored {
        match points {
            Points::Wanted(note) => Scored {
                full_score,
                score: None,
                lost: None,
                working: None,
                note: Some(note),
                loss: None,
                suggested_reason: None,
            },
            Points::Given { score, working, loss } => {
                let score = score.normalize();
                let lost = full_score.map(|full| (full - score).normalize());
                let is_lost = lost.filter(|lost| *lost > Decimal::ZERO);
                let loss = is_lost.map(|_| format!("{name}{loss}"));
                let said = |(loss, lost): (&String, Decimal)| format!("{loss}，扣{}分，主要因……", print_score(lost));
                let suggested_reason = loss.as_ref().zip(is_lost).map(said);
                let working = Some(working);
                Scored { full_score, score: Some(score), lost, working, note: None, loss, suggested_reason }
            }
        }
    }

    /// Whether points are lost.
    pub fn is_short(&self) -> bool {
        self.lost.is_some_and(|lost| lost > Decimal::ZERO)
    }
}

/// Works out tables.
pub fn results(tables: &[TargetTable<'_>], filing: &Filing, figures: &Figures) -> Vec<ProjectResult> {
    tables.iter().map(|table| result(table, filing, figures)).collect()
}

fn result(of: &TargetTable<'_>, filing: &Filing, figures: &Figures) -> ProjectResult {
    let (table, [_, budget, spent]) = (of.points, of.total());
    let amount = |key: &Option<Key>| key.as_ref().and_then(|key| number(figures, key.as_str()));
    let points = score::of_execution(amount(&budget), amount(&spent), table.execution);
    let execution = Scored::new("", Some(table.execution), points);
    let own = table.ordered(&filing.project_indicators, of.id);
    let indicators: Vec<TargetResult> = own.into_iter().map(|indicator| target(table, indicator)).collect();
    let scores = std::iter::once(execution.score).chain(indicators.iter().map(|indicator| indicator.scored.score));
    let total: Option<Decimal> = scores.sum();
    ProjectResult {
        id: of.id.to_owned(),
        name: of.name.to_owned(),
        total: total.filter(|_| !indicators.is_empty()).map(|total| total.normalize()),
        execution,
        indicators,
    }
}

fn target(table: &ProjectTable, indicator: &ProjectIndicator) -> TargetResult {
    let block = table.kinds().find(|(_, kind)| *kind == indicator.kind).map(|(block, _)| block.label.clone());
    let measured = indicator.comparison.is_some();
    let number = |text: &Option<String>| text.as_deref().and_then(|text| Decimal::from_str_exact(text).ok());
    let rate = number(&indicator.target).zip(number(&indicator.actual)).filter(|_| measured);
    TargetResult {
        key: indicator.key(),
        path: [block.unwrap_or_default(), indicator.kind.word().to_owned()],
        name: indicator.name.clone(),
        target: printed_target(indicator),
        actual: printed_actual(indicator),
        rate: rate.and_then(|(target, actual)| actual.checked_div(target)),
        more_is_better: indicator.comparison.is_some_and(Comparison::wants_more),
        scored: Scored::new(&indicator.name, indicator.weight, score::of_indicator(indicator)),
        reason: indicator.reason.clone().filter(|reason| !reason.is_empty()),
    }
}

/// 年度指标值 as the form prints it: `≥2700批次`, or the words.
pub fn printed_target(indicator: &ProjectIndicator) -> Option<String> {
    let target = indicator.target.as_ref()?;
    Some(match indicator.comparison {
        Some(comparison) => format!("{}{target}{}", comparison.sign(), indicator.unit),
        None => target.clone(),
    })
}

/// 实际完成值 as the form prints it: the number with its measure word, or the words, or how far they were attained.
pub fn printed_actual(indicator: &ProjectIndicator) -> Option<String> {
    let actual = indicator.actual.as_ref();
    match indicator.comparison {
        Some(_) => actual.map(|actual| format!("{actual}{}", indicator.unit)),
        None => actual.cloned().or_else(|| indicator.attainment.map(|attainment| attainment.word().to_owned())),
    }
}

/// `80%` of a share, as it was given.
pub fn printed_share(share: Decimal) -> String {
    quantity::print(share, Measure::GivenPercent)
}

#[cfg(test)]
mod tests;
