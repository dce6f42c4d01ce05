//! What the officer decides of an indicator that no figure scores: points, items met, breaches, a grade, a reason.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Edited, Workbook};
use crate::edition::Indicator;
use crate::error::{Error, Result};
use crate::filing::{Judgement, Ticks};
use crate::quantity::{self, Measure};
use crate::rule::Rule;
use crate::words::quoted;

/// What was decided of an indicator; absent parts stay as they are, and an empty text takes a part back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Decision {
    /// Points of a judged indicator, as typed.
    pub score: Option<String>,
    /// Items met, by number from 1.
    pub ticks: Option<Vec<u32>>,
    /// Breaches counted, as typed.
    pub breaches: Option<String>,
    /// The grade.
    pub grade: Option<String>,
    /// Why points are lost.
    pub reason: Option<String>,
}

impl Workbook {
    /// Records what was decided of an indicator.
    ///
    /// # Errors
    /// [`Error::UnknownIndicator`]; [`Error::UnfitJudgement`] where the rule takes another kind of decision, and
    /// [`Error::NothingGiven`], [`Error::ScoreTooHigh`], [`Error::UnknownTick`], [`Error::UnknownGrade`]; those of
    /// writing.
    pub fn judge(&mut self, year: Option<i32>, indicator: &str, decision: &Decision, now: &str) -> Result<Edited> {
        let of = self.year(year)?;
        let indicator = of.edition.indicator(indicator)?;
        expect_fit(indicator, decision)?;
        let label = &indicator.label;
        let before = of.get(&indicator.key)?.shown;
        let report_year = of.filing.head.report_year;
        let blank = || Judgement { report_year, indicator: indicator.key.clone(), ..Judgement::default() };
        let mut judgement = of.filing.judgements.get(&indicator.key).cloned().unwrap_or_else(blank);
        if let Some(typed) = &decision.score {
            judgement.score = points(indicator, typed)?;
        }
        if let Some(ticks) = &decision.ticks {
            judgement.ticks = Some(Ticks(ticks.clone()));
        }
        if let Some(typed) = &decision.breaches {
            let count = quantity::read(label, typed, Measure::Count, "例", false)?;
            judgement.breaches =
                count.map(|count| count.parse().map_err(|_| not_a_number(label, typed))).transpose()?;
        }
        if let Some(grade) = &decision.grade {
            judgement.grade = Some(grade.clone()).filter(|grade| !grade.is_empty());
        }
        if let Some(reason) = &decision.reason {
            judgement.reason = quantity::read(label, reason, Measure::Text, "", false)?;
        }
        self.store.step(&format!("评分{}", quoted(label)), now, |edit| edit.put(&judgement))?;
        let after = self.year(Some(report_year))?.get(&indicator.key)?.shown;
        Ok(Edited { label: label.clone(), before, after, difference: None })
    }
}

/// Refuses a decision that an indicator's rule cannot take.
fn expect_fit(indicator: &Indicator, decision: &Decision) -> Result<()> {
    let (label, wanted) = (|| indicator.label.clone(), || indicator.rule.wanted());
    if *decision == Decision::default() {
        return Err(Error::NothingGiven { label: label(), wanted: wanted() });
    }
    // What remains once the part that fits the rule, and the reason, are taken away.
    let mut rest = Decision { reason: None, ..decision.clone() };
    match &indicator.rule {
        Rule::Checklist { .. } => rest.ticks = None,
        Rule::Breaches { .. } => rest.breaches = None,
        Rule::Graded { .. } => rest.grade = None,
        Rule::Judged {} => rest.score = None,
        _ => {}
    }
    if rest != Decision::default() {
        return Err(Error::UnfitJudgement { label: label(), wanted: wanted() });
    }
    if let Rule::Checklist { items } = &indicator.rule {
        let known = |tick: u32| usize::try_from(tick).is_ok_and(|tick| (1..=items.len()).contains(&tick));
        if let Some(tick) = decision.ticks.iter().flatten().copied().find(|tick| !known(*tick)) {
            return Err(Error::UnknownTick { label: label(), tick, items: items.len() });
        }
    }
    if let (Rule::Graded { grades }, Some(grade)) = (&indicator.rule, &decision.grade)
        && !grade.is_empty()
        && grades.iter().all(|known| known.label != *grade)
    {
        return Err(Error::UnknownGrade { label: label(), grade: grade.clone(), wanted: wanted() });
    }
    Ok(())
}

/// The points typed; `None` for a blank.
fn points(indicator: &Indicator, typed: &str) -> Result<Option<Decimal>> {
    let label = &indicator.label;
    let read = quantity::read(label, typed, Measure::Number, "分", false)?;
    let score =
        read.map(|value| Decimal::from_str_exact(&value).map_err(|_| not_a_number(label, typed))).transpose()?;
    match score {
        Some(score) if score > indicator.full_score => Err(Error::ScoreTooHigh {
            label: label.clone(),
            given: score.normalize().to_string(),
            full_score: quantity::print_score(indicator.full_score),
        }),
        score => Ok(score),
    }
}

fn not_a_number(label: &str, typed: &str) -> Error {
    Error::NotANumber { label: label.to_owned(), text: typed.to_owned() }
}
