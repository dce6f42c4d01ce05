//! Relations between figures that an edition states.

use rust_decimal::Decimal;

use super::totals::{is_rounding, sum_of};
use super::{CheckRule, Correction, Finding, Grade, Known, is_slip};
use crate::derive::{Figures, Value};
use crate::figure::Key;
use crate::quantity::{self, Measure};
use crate::words::quoted;

/// What a slip of the unit is called.
const SLIP: &str = "相差上千倍，请核对是否把元填成了万元";

/// What was compared: the sum and the figure it is held against.
struct Comparison<'a> {
    rule: &'a CheckRule,
    sum: Decimal,
    /// The arithmetic of the sum, or the one number.
    working: String,
    /// The same in a sentence: one number with its name.
    told: String,
    first: &'a Value,
    figures: &'a Figures,
}

/// Tries one relation.
pub(super) fn check(rule: &CheckRule, known: &Known<'_>) -> Option<Finding> {
    let (figures, prior) = (known.figures, known.prior);
    if rule.full_score_of.as_ref().is_some_and(|indicator| !has_full_score(indicator, known)) {
        return None;
    }
    let given: Vec<&Value> =
        rule.sum.iter().filter_map(|key| figures.get(key)).filter(|value| value.value.is_some()).collect();
    let first = *given.first()?;
    let sum = match rule.at_most {
        Some(_) => given.iter().filter_map(|value| value.value).sum(),
        None => sum_of(&rule.sum, figures)?,
    };
    let terms: Vec<String> = given.iter().filter_map(|value| value.shown.clone()).collect();
    let shown = quantity::print(sum, first.measure);
    let (working, told) = match terms.len() {
        0 | 1 => (shown.clone(), format!("{}为{shown}", quoted(&first.label))),
        _ => (format!("{} = {shown}", terms.join(" + ")), format!("{} = {shown}", terms.join(" + "))),
    };
    let compared = Comparison { rule, sum, working, told, first, figures };
    match rule {
        CheckRule { equals: Some(key), .. } => compared.equals(key, figures.get(key)?, ""),
        CheckRule { equals_prior: Some(key), .. } => {
            let finding = compared.equals(key, prior?.get(key)?, "上年自评的")?;
            // Its last subject is that of last year.
            let subjects = finding.subjects.iter().take(rule.sum.len()).cloned().collect();
            Some(Finding { subjects, ..finding.against_last(key.as_str()) })
        }
        CheckRule { at_most: Some(key), .. } => compared.at_most(key, figures.get(key)?),
        CheckRule { at_most_value: Some(limit), .. } => compared.at_most_value(*limit),
        CheckRule { at_least_value: Some(limit), .. } => compared.at_least_value(*limit),
        CheckRule { near: Some(key), .. } => compared.near(figures.get(key)?),
        CheckRule { near_prior: Some(key), .. } => {
            compared.near_prior(prior?.get(key)?).map(|finding| finding.against_last(key.as_str()))
        }
        CheckRule { same_magnitude: Some(key), .. } => compared.same_magnitude(figures.get(key)?),
        _ => None,
    }
}

fn has_full_score(indicator: &str, known: &Known<'_>) -> bool {
    let result = known.indicators.iter().find(|result| result.key == indicator);
    result.is_some_and(|result| result.score == Some(result.full_score))
}

impl Comparison<'_> {
    fn equals(&self, key: &Key, other: &Value, whose: &str) -> Option<Finding> {
        let value = other.value?;
        let difference = self.sum - value;
        if quantity::print(self.sum, other.measure) == quantity::print(value, other.measure) {
            return None;
        }
        let rounding = is_rounding(difference, self.rule.sum.len() + 1, other.measure);
        let grade = if rounding { Grade::Hint } else { self.rule.grade };
        let shown = other.shown.clone().unwrap_or_default();
        let gap = quantity::print(difference.abs(), other.measure);
        let verdict = if rounding { "，是四舍五入的尾差" } else { "" };
        let message = format!(
            "{}：{}，{whose}{}为{shown}，相差{gap}{verdict}。",
            self.rule.label,
            self.told,
            quoted(&other.label)
        );
        let mut finding = self.finding(grade, message);
        finding.computed = Some(shown.clone());
        finding.subjects.push(key.to_string());
        finding.corrections = match self.rule.sum.as_slice() {
            [only] => Correction::of(only.as_str(), self.figures, value).into_iter().collect(),
            _ => Vec::new(),
        };
        Some(finding)
    }

    fn at_most(&self, key: &Key, other: &Value) -> Option<Finding> {
        let limit = other.value?;
        let shown = other.shown.clone().unwrap_or_default();
        let message = format!("{}：{}，超过{}{shown}。", self.rule.label, self.told, quoted(&other.label));
        let grade = match is_rounding(self.sum - limit, self.rule.sum.len() + 1, other.measure) {
            true => Grade::Hint,
            false => self.rule.grade,
        };
        (self.sum > limit).then(|| {
            let mut finding = self.finding(grade, message);
            finding.computed = Some(shown);
            finding.subjects.push(key.to_string());
            finding
        })
    }

    fn at_most_value(&self, limit: Decimal) -> Option<Finding> {
        let shown = quantity::print(limit, self.first.measure);
        let message = format!("{}：{}，超过{shown}。", self.rule.label, self.told);
        (self.sum > limit).then(|| self.finding(self.rule.grade, message))
    }

    fn at_least_value(&self, limit: Decimal) -> Option<Finding> {
        let shown = quantity::print(limit, self.first.measure);
        let message = format!("{}：{}，低于{shown}。", self.rule.label, self.told);
        (self.sum < limit).then(|| self.finding(self.rule.grade, message))
    }

    /// A fifth up or down wants a reason. A slip of the unit is told by another check.
    fn near(&self, other: &Value) -> Option<Finding> {
        let base = other.value?;
        if is_slip(self.sum, base) { None } else { self.swing(other, "") }
    }

    fn near_prior(&self, other: &Value) -> Option<Finding> {
        let slip = is_slip(self.sum, other.value?);
        let whose = "上年自评的";
        if slip { Some(self.beside(other, whose, SLIP)) } else { self.swing(other, whose) }
    }

    fn swing(&self, other: &Value, whose: &str) -> Option<Finding> {
        const FIFTH: Decimal = Decimal::from_parts(2, 0, 0, false, 1);
        let base = other.value.filter(|base| *base > Decimal::ZERO)?;
        let change = (self.sum - base).checked_div(base)?;
        if change.abs() < FIFTH {
            return None;
        }
        let direction = if change.is_sign_negative() { "减少" } else { "增加" };
        let percent = quantity::print(change.abs(), Measure::Percent);
        let verdict = format!("{direction}{percent}，请说明原因");
        Some(self.beside(other, whose, &verdict))
    }

    fn same_magnitude(&self, other: &Value) -> Option<Finding> {
        let slip = is_slip(self.sum, other.value?);
        slip.then(|| self.beside(other, "", SLIP))
    }

    fn beside(&self, other: &Value, whose: &str, verdict: &str) -> Finding {
        let shown = other.shown.clone().unwrap_or_default();
        let (first, second) = (quoted(&self.first.label), quoted(&other.label));
        let message = format!("{}：{first}为{}，{whose}{second}为{shown}，{verdict}。", self.rule.label, self.working);
        Finding { computed: Some(shown), ..self.finding(self.rule.grade, message) }
    }

    fn finding(&self, grade: Grade, message: String) -> Finding {
        let figures = self.rule.sum.iter().map(Key::to_string);
        Finding::new(&self.rule.key, grade, message, self.rule.full_score_of.iter().cloned().chain(figures))
            .holding(Some(quantity::print(self.sum, self.first.measure)), None)
            .worked(Some(self.working.clone()))
    }
}
