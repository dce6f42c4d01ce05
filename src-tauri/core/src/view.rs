//! What a screen shows of a year, already printed: the page adds no number of its own. Nothing here is worked out; that
//! is `evaluation`'s.

use serde::Serialize;

use crate::check::{Finding, Grade};
use crate::derive::Trace;
use crate::document::Stamp;
use crate::edition::Edition;
use crate::evaluation::{Evaluation, Missing, MissingKind, figure_list};
use crate::figure::Figure;
use crate::filing::Filing;
use crate::quantity::{Measure, print_score};
use crate::rule::IndicatorResult;

/// One year as the screen of the evaluation shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvaluationView {
    /// 自评年度
    pub report_year: i32,
    /// 填报单位
    pub reporting_unit: String,
    /// The edition's name.
    pub edition: String,
    /// 示例 or 草稿, where papers made now would bear it.
    pub stamp: Option<&'static str>,
    /// The total of 附件2.
    pub total: TotalView,
    /// The rows of 附件2.
    pub indicators: Vec<IndicatorView>,
    /// All figures in the order of the form.
    pub figures: Vec<FigureView>,
    /// What is still to be entered.
    pub missing: Vec<Missing>,
    /// What does not agree, worst first.
    pub findings: Vec<FindingView>,
}

/// The total as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TotalView {
    /// 100
    pub full_score: String,
    /// `None` while an indicator is not scored.
    pub score: Option<String>,
    /// 优 良 中 差
    pub grade: Option<String>,
}

/// A row of 附件2 as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IndicatorView {
    /// The indicator's key.
    pub key: String,
    /// 一级指标 and 二级指标
    pub path: [String; 2],
    /// 三级指标
    pub label: String,
    /// 分值
    pub full_score: String,
    /// 得分; `None`: not scored yet.
    pub score: Option<String>,
    /// Whether points were lost.
    pub deducted: bool,
    /// How the points came about.
    pub working: Option<String>,
    /// What the officer should know of the score.
    pub note: Option<String>,
    /// 扣分原因
    pub reason: Option<String>,
}

/// A figure as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureView {
    /// Its key.
    pub key: String,
    /// Its label.
    pub label: String,
    /// 万元, 人, …; empty where the value says it, as a percentage does.
    pub unit: String,
    /// Whether it is a number, and so stands right.
    pub numeric: bool,
    /// `None` is blank, which is not zero.
    pub shown: Option<String>,
    /// `blank`, `entered` or `worked_out`.
    pub origin: &'static str,
    /// How it was worked out.
    pub working: Option<String>,
}

/// A finding as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingView {
    /// The check that found it.
    pub check: String,
    /// How much it weighs.
    pub grade: Grade,
    /// 错误 需说明 提示
    pub word: &'static str,
    /// One Chinese sentence with the arithmetic.
    pub message: String,
    /// What it is about: keys of figures, indicators or blocks.
    pub subjects: Vec<String>,
}

/// Puts a year into words for the screen.
pub fn evaluation(edition: &Edition, filing: &Filing, evaluation: &Evaluation, stamp: Option<Stamp>) -> EvaluationView {
    let total = &evaluation.total;
    EvaluationView {
        report_year: evaluation.report_year,
        reporting_unit: evaluation.reporting_unit.clone(),
        edition: edition.name.clone(),
        stamp: stamp.map(Stamp::word),
        total: TotalView {
            full_score: print_score(total.full_score),
            score: total.score.map(print_score),
            grade: total.grade.clone(),
        },
        indicators: evaluation.indicators.iter().map(indicator).collect(),
        figures: figures(edition, filing, evaluation),
        missing: evaluation.missing.iter().map(missing).collect(),
        findings: evaluation.findings.iter().map(finding).collect(),
    }
}

fn indicator(result: &IndicatorResult) -> IndicatorView {
    IndicatorView {
        key: result.key.clone(),
        path: result.path.clone(),
        label: to_confirm(&result.label, result.assumed),
        full_score: print_score(result.full_score),
        score: result.score.map(print_score),
        deducted: result.score.is_some_and(|score| score < result.full_score),
        working: result.working.clone(),
        note: result.note.clone(),
        reason: result.reason.clone(),
    }
}

fn figures(edition: &Edition, filing: &Filing, evaluation: &Evaluation) -> Vec<FigureView> {
    let assumed = edition.assumed_figures();
    let shown = |of: &Figure| figure(of, assumed.contains(of.key.as_str()), filing, evaluation);
    figure_list(edition, filing).iter().map(shown).collect()
}

/// A label, with 待核对 where its row is assumed and not yet held against the bureau's form.
pub fn to_confirm(label: &str, assumed: bool) -> String {
    if assumed { format!("{label}（待核对）") } else { label.to_owned() }
}

fn figure(figure: &Figure, assumed: bool, filing: &Filing, evaluation: &Evaluation) -> FigureView {
    let value = evaluation.figures.get(&figure.key);
    let unit = match figure.measure {
        Measure::Money => "万元",
        Measure::People => "人",
        Measure::Area => "㎡",
        _ => filing.unit_of(&figure.key),
    };
    FigureView {
        key: figure.key.to_string(),
        label: to_confirm(&figure.label, assumed),
        unit: unit.to_owned(),
        numeric: figure.measure.is_numeric() && figure.measure != Measure::YesNo,
        shown: value.and_then(|value| value.shown.clone()),
        origin: match value.map(|value| &value.trace) {
            None | Some(Trace::Blank) => "blank",
            Some(Trace::Entered { .. }) => "entered",
            Some(Trace::WorkedOut { .. }) => "worked_out",
        },
        working: value.and_then(|value| value.working.clone()),
    }
}

/// A figure quoted in several places, a prompt with its brackets: the text as it is, but never longer than a line.
fn missing(missing: &Missing) -> Missing {
    const LONGEST: usize = 60;
    let mut label: String = missing.label.chars().take(LONGEST).collect();
    if missing.kind == MissingKind::Prompt && label.len() < missing.label.len() {
        label.push('…');
    }
    Missing { label, ..missing.clone() }
}

fn finding(finding: &Finding) -> FindingView {
    FindingView {
        check: finding.check.clone(),
        grade: finding.grade,
        word: finding.grade.word(),
        message: finding.message.clone(),
        subjects: finding.subjects.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::evaluate;
    use crate::sample;

    #[test]
    fn figures_stand_in_the_order_of_the_form_with_their_units() {
        let sample = sample::load("demo").expect("is shipped");
        let filing = sample.filings.last().expect("has a year");
        let evaluated = evaluate(&sample.edition, filing, None);
        let view = evaluation(&sample.edition, filing, &evaluated, Some(Stamp::Sample));
        assert_eq!(view.stamp, Some("示例"));
        assert_eq!(view.figures.len(), evaluated.figures.len());
        let first = &view.figures[0];
        assert_eq!((first.key.as_str(), first.unit.as_str(), first.numeric), ("staff.quota", "人", true));
        let rate = view.figures.iter().find(|figure| figure.key == "staff.control_rate").expect("is there");
        assert_eq!((rate.unit.as_str(), rate.origin), ("", "worked_out"));
        assert_eq!(view.indicators.len(), 16);
        assert!(view.indicators.iter().filter(|row| row.deducted).all(|row| row.score != Some(row.full_score.clone())));
    }

    #[test]
    fn an_unscored_indicator_has_lost_no_points() {
        let sample = sample::load("demo").expect("is shipped");
        let blank = Filing::blank(2025, "某局", "");
        let view = evaluation(&sample.edition, &blank, &evaluate(&sample.edition, &blank, None), None);
        assert!(view.total.score.is_none() && view.total.grade.is_none());
        assert!(view.indicators.iter().any(|row| row.score.is_none() && !row.deducted));
        assert!(view.figures.iter().all(|figure| figure.shown.is_none() && figure.origin == "blank"));
    }
}
