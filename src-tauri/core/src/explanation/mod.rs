//! Why a value is what it is (来龙去脉): a figure, a score or the total as a tree, down to what was entered. Everything told
//! here was worked out by `evaluation`; nothing is worked out or decided anew.

mod figure;
mod lines;
mod place;
mod score;
mod target;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::evaluation::Evaluation;
use crate::figure::{Figure, Key};
use crate::filing::Filing;
use place::Places;

/// The subjects of the total score: itself, and as the text refers to it.
const TOTAL: [&str; 3] = ["total", "total.score", "total.grade"];

/// A value with why it is so. As JSON: `{of, key, label, shown, unit, full_score, facts: [{kind, word, text}], inputs: […]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// What it is.
    pub of: Of,
    /// The figure, or the indicator: where it is entered or decided.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// As screen and paper show it; `None` is blank or not scored.
    pub shown: Option<String>,
    /// 万元, 人, 分; empty where the value says it.
    pub unit: String,
    /// The most that points can be.
    pub full_score: Option<String>,
    /// What is to be known of it, in the order it is told.
    pub facts: Vec<Fact>,
    /// What it was made of, explained alike.
    pub inputs: Vec<Explanation>,
}

/// What is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// The total score.
    Total,
    /// The points of an indicator.
    Score,
    /// What was decided by hand within an indicator: an item met or not, breaches, a grade.
    Decision,
    /// A figure.
    Figure,
}

/// One thing to be known of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it tells.
    pub kind: FactKind,
    /// What that is called.
    pub word: &'static str,
    /// In Chinese.
    pub text: String,
}

/// Kinds of things to be known of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// The formula in words: `本年实际在职人数 ÷ 编制数`.
    Formula,
    /// The arithmetic with its numbers.
    Working,
    /// What rounding did.
    Rounding,
    /// The rule in words (评分标准).
    Rule,
    /// How the points came about: which step, band, item.
    Award,
    /// How many points were lost, and by what.
    Loss,
    /// Why, as the officer wrote (扣分原因).
    Reason,
    /// What the form leaves unsaid, and how the program takes it.
    Silent,
    /// What else the officer should know.
    Note,
    /// What is still wanted.
    Wanted,
    /// Letter for letter what was typed.
    Typed,
    /// When it was entered or decided.
    Changed,
    /// Where it stands on a paper.
    Place,
    /// Its 口径, as the officer chose it.
    Basis,
    /// Where the officer took it from.
    Source,
    /// An entered total beside the sum of its parts.
    Parts,
    /// It was explained before in the same tree.
    Above,
}

impl FactKind {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            FactKind::Formula => "公式",
            FactKind::Working => "算式",
            FactKind::Rounding => "取整",
            FactKind::Rule => "评分标准",
            FactKind::Award => "计分",
            FactKind::Loss => "扣分",
            FactKind::Reason => "扣分原因",
            FactKind::Silent => "注意",
            FactKind::Note => "说明",
            FactKind::Wanted => "还缺",
            FactKind::Typed => "录入",
            FactKind::Changed => "最近修改",
            FactKind::Place => "位置",
            FactKind::Basis => "口径",
            FactKind::Source => "来源",
            FactKind::Parts => "分项合计",
            FactKind::Above => "见上",
        }
    }

    /// A fact of this kind.
    fn of(self, text: String) -> Fact {
        Fact { kind: self, word: self.word(), text }
    }
}

impl Explanation {
    /// A fact's text, where it is told.
    pub fn fact(&self, kind: FactKind) -> Option<&str> {
        self.facts.iter().find(|fact| fact.kind == kind).map(|fact| fact.text.as_str())
    }

    fn tell(&mut self, kind: FactKind, text: Option<String>) {
        self.facts.extend(text.map(|text| kind.of(text)));
    }
}

/// When figures were entered and indicators decided, by their keys: `2021-03-09 14:32:05`. Empty where that is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// Of figures.
    pub entries: BTreeMap<String, String>,
    /// Of indicators.
    pub judgements: BTreeMap<String, String>,
    /// Of the indicators of tables of targets, by their ids.
    pub targets: BTreeMap<String, String>,
}

/// Explains values of one year.
pub struct Explainer<'a> {
    edition: &'a Edition,
    filing: &'a Filing,
    evaluation: &'a Evaluation,
    moments: &'a Moments,
    figures: BTreeMap<Key, Figure>,
    places: Places,
}

impl<'a> Explainer<'a> {
    /// Takes a year and what was worked out of it.
    pub fn new(
        edition: &'a Edition,
        filing: &'a Filing,
        evaluation: &'a Evaluation,
        moments: &'a Moments,
    ) -> Explainer<'a> {
        let list = crate::evaluation::figure_list(edition, filing);
        let figures = list.into_iter().map(|figure| (figure.key.clone(), figure)).collect();
        Explainer { edition, filing, evaluation, moments, figures, places: Places::of(edition, evaluation) }
    }

    /// Why a figure, the points of an indicator, or the `total` is what it is.
    ///
    /// # Errors
    /// [`Error::UnknownFigure`].
    pub fn explain(&self, subject: &str) -> Result<Explanation> {
        if TOTAL.contains(&subject) {
            return Ok(self.total());
        }
        if let Some(score) = self.score_of(subject) {
            return Ok(score);
        }
        match self.figures.contains_key(subject) {
            true => Ok(self.figure(subject)),
            false => Err(Error::UnknownFigure { key: subject.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests;
