//! The rows of 附件2: points, how they came about, and what the officer decides of them.

use serde::Serialize;

use crate::edition::Indicator;
use crate::filing::Judgement;
use crate::quantity::print_score;
use crate::rule::{IndicatorResult, Item, Rule};
use crate::workbook::Year;

/// A row of 附件2 as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IndicatorView {
    /// The indicator's key.
    pub key: String,
    /// 一级指标 and 二级指标
    pub path: [String; 2],
    /// 三级指标
    pub label: String,
    /// The row is assumed, not seen on a form: 待核对.
    pub assumed: bool,
    /// 分值
    pub full_score: String,
    /// 得分; `None`: not scored yet.
    pub score: Option<String>,
    /// Whether points were lost.
    pub deducted: bool,
    /// 评价标准
    pub wording: String,
    /// 指标说明
    pub explanation: String,
    /// The key of the rate that is scored.
    pub figure: Option<String>,
    /// How the points came about.
    pub working: Option<String>,
    /// What the officer should know of the score, and what the form leaves unsaid of it; where there is none, what it wants.
    pub note: Option<String>,
    /// 扣分原因
    pub reason: Option<String>,
    /// The beginning of a reason, from the figures.
    pub suggested_reason: Option<String>,
    /// Why points were lost last year, where no reason is written yet.
    pub earlier_reason: Option<String>,
    /// What is decided by hand.
    pub decision: DecisionView,
}

/// What is decided of an indicator by hand, as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DecisionView {
    /// Nothing: a figure scores it.
    Figure,
    /// Items met.
    Ticks {
        /// In the form's order.
        items: Vec<TickView>,
    },
    /// Breaches counted.
    Breaches {
        /// What is required.
        requirements: Vec<String>,
        /// As counted.
        count: Option<i64>,
    },
    /// A grade.
    Grade {
        /// From best to worst.
        grades: Vec<ItemView>,
        /// The one given.
        chosen: Option<String>,
    },
    /// Points.
    Score {
        /// As given.
        points: Option<String>,
    },
}

/// A line of a checklist as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TickView {
    /// What it says.
    pub label: String,
    /// What it is worth.
    pub points: String,
    /// `None`: not looked at yet.
    pub met: Option<bool>,
}

/// A grade that can be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemView {
    /// What it says.
    pub label: String,
    /// What it is worth.
    pub points: String,
}

pub(super) fn indicators(year: &Year) -> Vec<IndicatorView> {
    let known = &year.edition.score_sheet.indicators;
    let judgement = |indicator: &Indicator| year.filing.judgements.get(&indicator.key);
    let row = |(indicator, result): (&Indicator, &IndicatorResult)| {
        view(indicator, result, judgement(indicator), year.edition.printed_explanation(indicator))
    };
    known.iter().zip(&year.evaluation.indicators).map(row).collect()
}

fn view(
    indicator: &Indicator,
    result: &IndicatorResult,
    judgement: Option<&Judgement>,
    explanation: String,
) -> IndicatorView {
    IndicatorView {
        key: result.key.clone(),
        path: result.path.clone(),
        label: result.label.clone(),
        assumed: result.assumed,
        full_score: print_score(result.full_score),
        score: result.score.map(print_score),
        deducted: result.score.is_some_and(|score| score < result.full_score),
        wording: indicator.printed_wording(),
        explanation,
        figure: indicator.figure.as_ref().map(ToString::to_string),
        working: result.working.clone(),
        note: result.notes(),
        reason: result.reason.clone(),
        suggested_reason: result.suggested_reason.clone(),
        earlier_reason: result.earlier_reason.clone(),
        decision: decision(&indicator.rule, judgement),
    }
}

fn decision(rule: &Rule, judgement: Option<&Judgement>) -> DecisionView {
    match rule {
        Rule::Checklist { items } => {
            let met = judgement.and_then(|judgement| judgement.ticks.as_ref());
            let tick = |(number, item): (u32, &Item)| TickView {
                label: item.label.clone(),
                points: print_score(item.points),
                met: met.map(|met| met.0.contains(&number)),
            };
            DecisionView::Ticks { items: (1..).zip(items).map(tick).collect() }
        }
        Rule::Breaches { requirements, .. } => DecisionView::Breaches {
            requirements: requirements.clone(),
            count: judgement.and_then(|judgement| judgement.breaches),
        },
        Rule::Graded { grades } => DecisionView::Grade {
            grades: grades
                .iter()
                .map(|grade| ItemView { label: grade.label.clone(), points: print_score(grade.points) })
                .collect(),
            chosen: judgement.and_then(|judgement| judgement.grade.clone()),
        },
        Rule::Judged {} => {
            DecisionView::Score { points: judgement.and_then(|judgement| judgement.score).map(print_score) }
        }
        Rule::StepDeduction { .. } | Rule::Bands { .. } | Rule::Proportional {} => DecisionView::Figure,
    }
}
