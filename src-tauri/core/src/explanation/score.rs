//! Points explained: the rule, the rate or the decision under it, what was lost by what; and their total.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::figure::endless;
use super::target::{EXECUTION, execution_key};
use super::{Explainer, Explanation, FactKind, Of, TOTAL};
use crate::edition::Indicator;
use crate::filing::Judgement;
use crate::project::Scored;
use crate::quantity::{print_score, round};
use crate::rule::{IndicatorResult, Item, Rule, circled};

impl Explainer<'_> {
    /// Why the total is what it is.
    pub(super) fn total(&self) -> Explanation {
        let total = &self.evaluation.total;
        let rows = self.rows();
        let mut node = points(Of::Total, TOTAL[0], "自评得分", total.score, total.full_score);
        node.tell(FactKind::Formula, Some("各项指标得分之和".to_owned()));
        let terms: Option<Vec<String>> = rows.iter().map(|row| row.score.map(print_score)).collect();
        let working = terms.zip(node.shown.clone()).map(|(terms, sum)| format!("{} = {sum}", terms.join(" + ")));
        node.tell(FactKind::Working, working);
        let unscored: Vec<&str> = rows.iter().filter(|row| row.score.is_none()).map(|row| row.label).collect();
        node.tell(FactKind::Wanted, (!unscored.is_empty()).then(|| format!("还没有评分：{}", unscored.join("、"))));
        let lost: Vec<String> =
            rows.iter().filter_map(|row| Some(format!("{}{}分", row.label, print_score(row.lost?)))).collect();
        let all: Decimal = rows.iter().filter_map(|row| row.lost).sum();
        let loss = format!("共{}分：{}", print_score(all), lost.join("，"));
        node.tell(FactKind::Loss, (!lost.is_empty()).then_some(loss));
        let grades = &self.edition.grades;
        let from = total.grade.as_ref().and_then(|label| grades.iter().find(|grade| grade.label == *label));
        let grade = from.map(|grade| format!("等级“{}”：{}分及以上", grade.label, print_score(grade.from)));
        node.tell(FactKind::Note, grade);
        let mut told = BTreeSet::new();
        node.inputs = rows.iter().filter_map(|row| self.score_within(&row.key, &mut told)).collect();
        node
    }

    /// What the total is made of: the rows of the score sheet, or budget execution and indicators of the whole
    /// department's table.
    fn rows(&self) -> Vec<Row<'_>> {
        let Some(whole) = &self.evaluation.whole else {
            return self.evaluation.indicators.iter().map(Row::of).collect();
        };
        let row = |key: String, label, scored: &Scored| Row {
            key,
            label,
            score: scored.score,
            lost: scored.lost.filter(|_| scored.is_short()),
        };
        let targets = whole.indicators.iter().map(|target| row(target.key.clone(), &target.name, &target.scored));
        std::iter::once(row(execution_key(whole), EXECUTION, &whole.execution)).chain(targets).collect()
    }

    /// Why an indicator has its points; `None` where there is none of the key.
    pub(super) fn score_of(&self, key: &str) -> Option<Explanation> {
        self.score_within(key, &mut BTreeSet::new())
    }

    fn score_within(&self, key: &str, told: &mut BTreeSet<String>) -> Option<Explanation> {
        let rows = self.edition.score_sheet.indicators.iter().zip(&self.evaluation.indicators);
        let found = rows.into_iter().find(|(indicator, _)| indicator.key == key);
        let Some((indicator, result)) = found else { return self.target_within(key, told) };
        let judgement = self.filing.judgements.get(key);
        let mut node = points(Of::Score, key, &result.label, result.score, result.full_score);
        node.tell(FactKind::Rule, Some(indicator.printed_wording().replace('\n', "")));
        let award = result.working.clone().filter(|working| result.note.as_ref() != Some(working));
        node.tell(FactKind::Award, award);
        node.tell(FactKind::Rounding, result.unrounded.and_then(rounding));
        let known = if result.score.is_some() { FactKind::Note } else { FactKind::Wanted };
        node.tell(known, result.note.clone());
        node.tell(FactKind::Silent, result.silent.clone());
        node.tell(FactKind::Loss, loss(result));
        node.tell(FactKind::Reason, result.printed_reason().map(str::to_owned));
        let decided = judgement.filter(|_| indicator.figure.is_none());
        node.tell(FactKind::Changed, decided.and_then(|_| self.moments.judgements.get(key).cloned()));
        node.inputs = match &indicator.figure {
            Some(_) => self.figures_of(indicator, told),
            None => decisions(indicator, judgement),
        };
        Some(node)
    }

    /// The figures that a score hangs on: what is asked first, what took the place of a rate without base, or the rate.
    fn figures_of(&self, indicator: &Indicator, told: &mut BTreeSet<String>) -> Vec<Explanation> {
        let (figures, full) = (&self.evaluation.figures, indicator.full_score);
        let mut keys = Vec::new();
        if let Some(asked) = &indicator.not_applicable {
            keys.push(&asked.figure);
        }
        let spared = indicator.not_applicable.as_ref().is_some_and(|asked| asked.award(figures, full).is_some());
        match &indicator.when_base_zero {
            _ if spared => {}
            Some(zero) if zero.award(figures, full).is_some() => keys.extend([&zero.base, &zero.amount]),
            _ => keys.extend(&indicator.figure),
        }
        keys.into_iter().map(|key| self.figure_within(key.as_str(), told, 0)).collect()
    }
}

/// A row the total is made of.
struct Row<'a> {
    key: String,
    label: &'a str,
    score: Option<Decimal>,
    /// Points lost, where some are.
    lost: Option<Decimal>,
}

impl Row<'_> {
    fn of(result: &IndicatorResult) -> Row<'_> {
        Row { key: result.key.clone(), label: &result.label, score: result.score, lost: lost_points(result) }
    }
}

fn points(of: Of, key: &str, label: &str, score: Option<Decimal>, full_score: Decimal) -> Explanation {
    Explanation {
        of,
        key: key.to_owned(),
        label: label.to_owned(),
        shown: score.map(print_score),
        unit: "分".to_owned(),
        full_score: Some(print_score(full_score)),
        facts: Vec::new(),
        inputs: Vec::new(),
    }
}

fn lost_points(result: &IndicatorResult) -> Option<Decimal> {
    result.score.map(|score| result.full_score - score).filter(|lost| *lost > Decimal::ZERO)
}

/// `2.4分，“三公”经费变动率为3.20%，超过0%，按每超过1个百分点扣0.8分计`
fn loss(result: &IndicatorResult) -> Option<String> {
    let lost = print_score(lost_points(result)?);
    Some(match &result.loss {
        Some(loss) => format!("{lost}分，{}{loss}", result.label),
        None => format!("{lost}分"),
    })
}

fn rounding(score: Decimal) -> Option<String> {
    // A rate is cut at 28 digits; twelve are enough to find a true half again.
    let score = round(score, 12);
    (round(score, 2) != score).then(|| format!("{}分，四舍五入为{}分", endless(score), print_score(score)))
}

/// What was decided by hand, a node each.
fn decisions(indicator: &Indicator, judgement: Option<&Judgement>) -> Vec<Explanation> {
    let node = |label: String, shown: Option<String>, unit: &str| {
        let mut node = points(Of::Decision, &indicator.key, &label, None, indicator.full_score);
        (node.shown, node.unit, node.full_score) = (shown, unit.to_owned(), None);
        let wanted = node.shown.is_none().then(|| "还没有评定".to_owned());
        node.tell(FactKind::Wanted, wanted);
        node
    };
    match &indicator.rule {
        Rule::Checklist { items } => {
            let met = judgement.and_then(|judgement| judgement.ticks.as_ref());
            (1..).zip(items).map(|(number, item)| tick(indicator, number, item, met.map(|met| &met.0))).collect()
        }
        Rule::Breaches { .. } => {
            let count = judgement.and_then(|judgement| judgement.breaches);
            vec![node("不符合要求的情况".to_owned(), count.map(|count| count.to_string()), "例")]
        }
        Rule::Graded { .. } => {
            vec![node("评定等次".to_owned(), judgement.and_then(|judgement| judgement.grade.clone()), "")]
        }
        Rule::Judged {} => {
            let score = judgement.and_then(|judgement| judgement.score);
            vec![node("评定得分".to_owned(), score.map(print_score), "分")]
        }
        Rule::StepDeduction { .. } | Rule::Bands { .. } | Rule::Proportional {} => Vec::new(),
    }
}

/// An item of a checklist: its points where it is met, none where it is not.
fn tick(indicator: &Indicator, number: u32, item: &Item, met: Option<&Vec<u32>>) -> Explanation {
    let met = met.map(|met| met.contains(&number));
    let given = met.map(|met| if met { item.points } else { Decimal::ZERO });
    let label = format!("{}{}", circled(number), item.label);
    let mut node = points(Of::Decision, &indicator.key, &label, given, item.points);
    let lost = format!("{}分，不符合", print_score(item.points));
    match met {
        Some(true) => node.tell(FactKind::Award, Some("符合".to_owned())),
        Some(false) => node.tell(FactKind::Loss, Some(lost)),
        None => node.tell(FactKind::Wanted, Some("还没有评定".to_owned())),
    }
    node
}
