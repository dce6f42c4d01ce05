//! Kinds of scoring rule (评分规则). A form's weights, limits and steps are data of its edition; what is here is how a
//! kind awards points, shows its working, and puts itself into the words of the form.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::derive::{Figures, number};
use crate::figure::Key;
use crate::filing::{Judgement, Ticks};
use crate::quantity::{self, Measure, chinese_numeral, fixed, print_score};

mod loss;

/// How points are awarded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Full points up to the limit, then `deduct` points for each `step` beyond it, down to none.
    StepDeduction {
        /// Which side of the limit costs points.
        side: Side,
        /// The rate that still has full points (1 = 100 %).
        limit: Decimal,
        /// A step, as a fraction (0.01 = one percentage point).
        step: Decimal,
        /// Points a step costs.
        deduct: Decimal,
        /// What an unfinished step costs.
        part_step: PartStep,
    },
    /// Points by the band a rate falls into, decided unrounded.
    Bands {
        /// From low to high, without gap or overlap.
        bands: Vec<Band>,
        /// Takes the rate without its sign (追加为负, 即调减).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        absolute: bool,
    },
    /// Points for each item met.
    Checklist {
        /// The items in the form's order.
        items: Vec<Item>,
    },
    /// Points lost for each breach found.
    Breaches {
        /// What is required.
        requirements: Vec<String>,
        /// Points a breach costs.
        deduct: Decimal,
    },
    /// Full points times the rate, at most full.
    Proportional {},
    /// Points by a grade given.
    Graded {
        /// The grades from best to worst.
        grades: Vec<Item>,
    },
    /// Points given by hand.
    Judged {},
}

/// Which side of a limit costs points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Above the limit.
    Over,
    /// Below it.
    Under,
    /// Either way.
    Both,
}

/// What an unfinished step costs. A real filing had full points for 99.27 %: `free` unless the form says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartStep {
    /// Nothing.
    Free,
    /// As much as a whole one.
    Whole,
    /// Its share.
    ProRata,
}

/// A band of rates. Each end is open (`above`, `below`), closed (`from`, `up_to`) or without bound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Lower end, itself outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<Decimal>,
    /// Lower end, itself inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Decimal>,
    /// Upper end, itself inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<Decimal>,
    /// Upper end, itself outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Decimal>,
    /// Points in the band.
    pub points: Decimal,
}

impl Band {
    fn holds(&self, rate: Decimal) -> bool {
        self.above.is_none_or(|end| rate > end)
            && self.from.is_none_or(|end| rate >= end)
            && self.up_to.is_none_or(|end| rate <= end)
            && self.below.is_none_or(|end| rate < end)
    }

    /// Whether `next` begins just where this one ends.
    fn meets(&self, next: &Band) -> bool {
        match (self.up_to, self.below) {
            (Some(end), None) => next.above == Some(end) && next.from.is_none(),
            (None, Some(end)) => next.from == Some(end) && next.above.is_none(),
            _ => false,
        }
    }

    fn words(&self) -> String {
        let low = self.above.map(|end| (end, "")).or(self.from.map(|end| (end, "（含）")));
        let high = self.below.map(|end| (end, "")).or(self.up_to.map(|end| (end, "（含）")));
        match (low, high) {
            (Some((low, _)), Some((high, _))) if low == high => format!("等于{}", percent(low)),
            (Some((low, low_in)), Some((high, high_in))) => {
                format!("{}{low_in}至{}{high_in}", percent(low), percent(high))
            }
            (Some((low, "")), None) => format!("大于{}", percent(low)),
            (Some((low, _)), None) => format!("{}及以上", percent(low)),
            (None, Some((high, ""))) => format!("低于{}", percent(high)),
            (None, Some((high, _))) => format!("{}及以下", percent(high)),
            (None, None) => "任何数值".to_owned(),
        }
    }
}

/// A line of a checklist, or a grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What it says.
    pub label: String,
    /// What it is worth.
    pub points: Decimal,
}

/// What a rate whose base is zero is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenBaseZero {
    /// The base: the figure divided by.
    pub base: Key,
    /// The figure that is divided.
    pub amount: Key,
    /// Where both are zero.
    pub both: Award,
    /// Where only the base is.
    pub only_base: Award,
}

/// An indicator that does not concern the department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotApplicable {
    /// The figure asked.
    pub figure: Key,
    /// The value that says so.
    pub value: Decimal,
    /// What is awarded then.
    pub award: Award,
}

/// Points awarded without a rate, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// All points or none.
    pub points: AllOrNone,
    /// Printed as the working.
    pub note: String,
}

/// All points or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllOrNone {
    /// The full score.
    All,
    /// Zero.
    None,
}

/// Something that a form does not say. The edition says aloud where its form is silent, and the working prints it where the
/// score hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// What an unfinished step costs.
    PartStep,
    /// What a rate below zero is worth.
    BelowZero,
    /// What a rate is worth that has no base.
    BaseZero,
    /// How points follow from the rate.
    Share,
}

/// What a rule awards: no score where the officer must first be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Points, unrounded.
    pub score: Option<Decimal>,
    /// How they came about.
    pub working: Option<String>,
    /// What the officer should know.
    pub note: Option<String>,
    /// What the score hangs on that a form may leave unsaid.
    pub hangs_on: Option<Silence>,
    /// How points were lost, to be said behind the indicator's name.
    pub loss: Option<String>,
}

/// A row of 附件2 worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IndicatorResult {
    /// The indicator's key.
    pub key: String,
    /// 三级指标
    pub label: String,
    /// 一级指标 and 二级指标
    pub path: [String; 2],
    /// 分值
    pub full_score: Decimal,
    /// 得分; `None`: not scored yet.
    pub score: Option<Decimal>,
    /// The rate scored, as shown.
    pub value: Option<String>,
    /// How the points came about.
    pub working: Option<String>,
    /// What the officer should know of the score; where there is none, what it wants.
    pub note: Option<String>,
    /// What the form leaves unsaid and the score hangs on, and how the program takes it.
    pub silent: Option<String>,
    /// 扣分原因
    pub reason: Option<String>,
    /// How the points were lost, from the figures, as the beginning of a reason: why it came so is the officer's to say.
    pub suggested_reason: Option<String>,
    /// Why points were lost last year, as a suggestion where points are lost and no reason is written.
    pub earlier_reason: Option<String>,
    /// How the points were lost, to be said behind the indicator's name.
    #[serde(skip)]
    pub loss: Option<String>,
    /// The points before they were rounded to two decimals.
    #[serde(skip)]
    pub unrounded: Option<Decimal>,
    /// The row is assumed, not seen on a form: 待核对.
    pub assumed: bool,
}

impl IndicatorResult {
    /// The reason as the form prints it: only where points are lost.
    pub fn printed_reason(&self) -> Option<&str> {
        self.reason.as_deref().filter(|_| self.score.is_some_and(|score| score < self.full_score))
    }

    /// What the officer should know of the score, and what the form leaves unsaid of it.
    pub fn notes(&self) -> Option<String> {
        let notes: Vec<&str> = [&self.note, &self.silent].into_iter().filter_map(Option::as_deref).collect();
        (!notes.is_empty()).then(|| notes.join("；"))
    }
}

impl Outcome {
    fn of(score: Decimal, working: String) -> Outcome {
        Outcome { score: Some(score), working: Some(working), ..Outcome::default() }
    }
}

impl Award {
    /// The points.
    pub fn of(&self, full_score: Decimal) -> Decimal {
        match self.points {
            AllOrNone::All => full_score,
            AllOrNone::None => Decimal::ZERO,
        }
    }

    fn outcome(&self, full_score: Decimal) -> Outcome {
        let score = self.of(full_score);
        let loss = Some(format!("按“{}”计{}分", self.note, print_score(score)));
        Outcome { note: Some(self.note.clone()), loss, ..Outcome::of(score, self.note.clone()) }
    }
}

impl WhenBaseZero {
    /// The award, where the base is zero and the amount is known.
    pub fn award(&self, figures: &Figures, full_score: Decimal) -> Option<Outcome> {
        number(figures, self.base.as_str()).filter(Decimal::is_zero)?;
        let amount = number(figures, self.amount.as_str())?;
        let award = if amount.is_zero() { &self.both } else { &self.only_base };
        Some(Outcome { hangs_on: Some(Silence::BaseZero), ..award.outcome(full_score) })
    }
}

impl NotApplicable {
    /// The award, where the indicator does not concern the department.
    pub fn award(&self, figures: &Figures, full_score: Decimal) -> Option<Outcome> {
        let asked = number(figures, self.figure.as_str())?;
        (asked == self.value).then(|| self.award.outcome(full_score))
    }
}

impl Rule {
    /// Whether points come from a figure (else from a judgement).
    pub fn takes_figure(&self) -> bool {
        matches!(self, Rule::StepDeduction { .. } | Rule::Bands { .. } | Rule::Proportional {})
    }

    /// Points for a rate. `None` for rules that take a judgement.
    pub fn score_rate(&self, rate: Decimal, full_score: Decimal) -> Option<Outcome> {
        let outcome = self.rated(rate, full_score)?;
        Some(Outcome { hangs_on: self.hangs_on(rate, full_score), loss: self.loss_at(rate), ..outcome })
    }

    fn rated(&self, rate: Decimal, full_score: Decimal) -> Option<Outcome> {
        match self {
            Rule::StepDeduction { side, limit, step, deduct, part_step } => {
                let count = |rate| steps_beyond(rate, *side, *limit, *step, *part_step);
                let (beyond, steps) = count(rate);
                let score = (full_score - steps.saturating_mul(*deduct)).max(Decimal::ZERO);
                let direction = if rate > *limit { "高出" } else { "低" };
                let (rate_shown, far, step) = (shown(rate), points(beyond), points(*step));
                let lost = print_score(full_score - score);
                let how = match (beyond.is_zero(), steps.is_zero()) {
                    (true, _) => "符合要求".to_owned(),
                    (_, true) => format!("{direction}{far}个百分点，不足{step}个百分点不扣分"),
                    _ => format!(
                        "{direction}{far}个百分点，合{}级（每级{step}个百分点），扣{lost}分",
                        print_score(steps)
                    ),
                };
                let working = format!("{rate_shown}，{how}，计{}分", print_score(score));
                let crosses = *part_step != PartStep::ProRata && count(as_shown(rate)).1 != steps;
                Some(Outcome { note: crosses.then(|| edge_note(rate)), ..Outcome::of(score, working) })
            }
            Rule::Bands { bands, absolute } => bands_score(rate, bands, *absolute),
            Rule::Proportional {} => {
                let score = (rate.max(Decimal::ZERO) * full_score).min(full_score);
                let working = format!("{} × {} = {}分", shown(rate), print_score(full_score), print_score(score));
                Some(Outcome::of(score, working))
            }
            _ => None,
        }
    }

    /// Points for a judgement; an empty outcome where it has not been made.
    pub fn score_judgement(&self, judgement: Option<&Judgement>, full_score: Decimal) -> Outcome {
        let loss = judgement.and_then(|judgement| self.loss_by(judgement));
        self.judged(judgement, full_score).map(|outcome| Outcome { loss, ..outcome }).unwrap_or_default()
    }

    fn judged(&self, judgement: Option<&Judgement>, full_score: Decimal) -> Option<Outcome> {
        let judgement = judgement?;
        match self {
            Rule::Checklist { items } => {
                let met = &judgement.ticks.as_ref()?.0;
                let points = |number: &u32| {
                    let index = usize::try_from(*number).ok()?.checked_sub(1)?;
                    items.get(index).map(|item| item.points)
                };
                let score = met.iter().filter_map(points).sum::<Decimal>().min(full_score);
                let numbers: Vec<String> = met.iter().map(|number| circled(*number)).collect();
                let met =
                    if numbers.is_empty() { "均不符合".to_owned() } else { format!("符合{}", numbers.concat()) };
                Some(Outcome::of(score, format!("{met}，计{}分", print_score(score))))
            }
            Rule::Breaches { deduct, .. } => {
                let breaches = judgement.breaches?;
                let score = (full_score - *deduct * Decimal::from(breaches)).max(Decimal::ZERO);
                let working = match breaches {
                    0 => format!("未发现不符合要求的情况，计{}分", print_score(score)),
                    _ => format!(
                        "不符合要求{breaches}例，{} − {} × {breaches}，计{}分",
                        print_score(full_score),
                        print_score(*deduct),
                        print_score(score)
                    ),
                };
                Some(Outcome::of(score, working))
            }
            Rule::Graded { grades } => {
                let given = judgement.grade.as_deref()?;
                let grade = grades.iter().find(|grade| grade.label == given)?;
                Some(Outcome::of(grade.points, format!("评为“{given}”，计{}分", print_score(grade.points))))
            }
            Rule::Judged {} => {
                let score = judgement.score?.clamp(Decimal::ZERO, full_score);
                Some(Outcome::of(score, format!("评定{}分", print_score(score))))
            }
            _ => None,
        }
    }

    /// Reads an example's input as this rule takes it, and scores it.
    pub fn score_example(&self, input: &str, full_score: Decimal) -> Option<Decimal> {
        if self.takes_figure() {
            return self.score_rate(Decimal::from_str_exact(input).ok()?, full_score)?.score;
        }
        let mut judgement = Judgement::default();
        match self {
            Rule::Checklist { .. } => judgement.ticks = Some(Ticks::try_from(input.to_owned()).ok()?),
            Rule::Breaches { .. } => judgement.breaches = Some(input.parse().ok()?),
            Rule::Graded { .. } => judgement.grade = Some(input.to_owned()),
            _ => judgement.score = Some(Decimal::from_str_exact(input).ok()?),
        }
        self.score_judgement(Some(&judgement), full_score).score
    }

    /// What is wrong with the rule itself, in Chinese.
    pub fn fault(&self, full_score: Decimal) -> Option<String> {
        let out_of_range = |points: &Decimal| points.is_sign_negative() || *points > full_score;
        match self {
            Rule::StepDeduction { step, deduct, .. } if *step <= Decimal::ZERO || *deduct <= Decimal::ZERO => {
                Some("级差和扣分都应大于0".to_owned())
            }
            Rule::Bands { bands, absolute } => {
                if !absolute && bands.first().is_some_and(|band| band.from.is_some() || band.above.is_some()) {
                    return Some("最低一档没有包括更小的数值".to_owned());
                }
                if let Some(pair) = bands.windows(2).find(|pair| !pair[0].meets(&pair[1])) {
                    return Some(format!("分档“{}”与“{}”之间有空隙或重叠", pair[0].words(), pair[1].words()));
                }
                let points = bands.iter().map(|band| band.points);
                if points.clone().max() != Some(full_score) || points.clone().any(|points| out_of_range(&points)) {
                    return Some("分档的最高分应等于分值".to_owned());
                }
                let open = bands.last().is_none_or(|band| band.up_to.is_some() || band.below.is_some());
                open.then(|| "最高一档没有包括更大的数值".to_owned())
            }
            Rule::Checklist { items } | Rule::Graded { grades: items }
                if items.iter().any(|item| out_of_range(&item.points)) =>
            {
                Some("各条分数应在0和分值之间".to_owned())
            }
            Rule::Checklist { items } if items.iter().map(|item| item.points).sum::<Decimal>() != full_score => {
                Some("各条分数之和不等于分值".to_owned())
            }
            Rule::Breaches { deduct, .. } if *deduct <= Decimal::ZERO => Some("每例扣分应大于0".to_owned()),
            Rule::Graded { grades } if grades.iter().map(|grade| grade.points).max() != Some(full_score) => {
                Some("最好一等的分数应等于分值".to_owned())
            }
            _ => None,
        }
    }

    /// 评分标准: the rule in the form's own idiom, so that words and rule cannot differ.
    pub fn wording(&self, label: &str, full_score: Decimal) -> String {
        let full = print_score(full_score);
        match self {
            Rule::StepDeduction { side, limit, step, deduct, part_step } => {
                let limit = percent(*limit);
                let (fine, beyond) = match side {
                    Side::Over => (format!("不高于{limit}"), "高出"),
                    Side::Under => (format!("不低于{limit}"), "低"),
                    Side::Both => (format!("等于{limit}"), "偏离"),
                };
                let step = format!("{}个百分点", points(*step));
                let part = match part_step {
                    PartStep::Free => "不扣".to_owned(),
                    PartStep::Whole => format!("按{step}扣"),
                    PartStep::ProRata => "按比例扣".to_owned(),
                };
                format!(
                    "{label}{fine}，计{full}分；每{beyond}{step}，扣{}分，扣完为止，不足{step}的{part}。",
                    print_score(*deduct)
                )
            }
            Rule::Bands { bands, absolute } => {
                let parts = bands.iter().map(|band| format!("{}，计{}分", band.words(), print_score(band.points)));
                let absolute = if *absolute { "调减的按绝对值计。" } else { "" };
                format!("{label}：{}。{absolute}", parts.collect::<Vec<_>>().join("；"))
            }
            Rule::Checklist { items } => {
                let line = |(index, item): (usize, &Item)| {
                    format!("{}{}，{}分", circled_index(index), item.label, print_score(item.points))
                };
                format!("{}。", items.iter().enumerate().map(line).collect::<Vec<_>>().join("；\n"))
            }
            Rule::Breaches { requirements, deduct } => {
                let lines: Vec<String> = requirements
                    .iter()
                    .enumerate()
                    .map(|(index, requirement)| format!("{}{requirement}", circled_index(index)))
                    .collect();
                format!("{}。\n每有一例不符合，扣{}分，扣完为止。", lines.join("；\n"), print_score(*deduct))
            }
            Rule::Proportional {} => format!("按{label}计分：{label}×{full}分，最多{full}分。"),
            Rule::Graded { grades } => {
                let parts = grades.iter().map(|grade| format!("{}，计{}分", grade.label, print_score(grade.points)));
                format!("{}。", parts.collect::<Vec<_>>().join("；"))
            }
            Rule::Judged {} => format!("根据自评材料评定，最多{full}分；低于{full}分的应说明原因。"),
        }
    }

    /// 指标说明 of a rule that takes a judgement: what is decided.
    pub fn decided_by(&self) -> &'static str {
        match self {
            Rule::Checklist { .. } => "逐条核对，符合的计分。",
            Rule::Breaches { .. } => "按发现的不符合要求的例数扣分。",
            Rule::Graded { .. } => "按评定的等次计分。",
            _ => "根据自评材料评定。",
        }
    }

    /// What a judgement of this rule must give, for the sentence that refuses another.
    pub fn wanted(&self) -> String {
        match self {
            Rule::Checklist { items } => format!("勾选符合的条目（1 至 {}）", items.len()),
            Rule::Breaches { .. } => "填写不符合要求的例数".to_owned(),
            Rule::Graded { grades } => {
                format!(
                    "从“{}”中选一等",
                    grades.iter().map(|grade| grade.label.as_str()).collect::<Vec<_>>().join("、")
                )
            }
            Rule::Judged {} => "直接填写得分".to_owned(),
            _ => "只填写扣分原因，得分由程序计算".to_owned(),
        }
    }
}

/// How far a rate lies beyond the limit, and how many steps that costs.
fn steps_beyond(rate: Decimal, side: Side, limit: Decimal, step: Decimal, part_step: PartStep) -> (Decimal, Decimal) {
    let beyond = match side {
        Side::Over => rate - limit,
        Side::Under => limit - rate,
        Side::Both => (rate - limit).abs(),
    };
    let beyond = beyond.max(Decimal::ZERO);
    let steps = match part_step {
        PartStep::Free => (beyond / step).floor(),
        PartStep::Whole => (beyond / step).ceil(),
        PartStep::ProRata => beyond / step,
    };
    (beyond, steps)
}

fn bands_score(rate: Decimal, bands: &[Band], absolute: bool) -> Option<Outcome> {
    let size = if absolute { rate.abs() } else { rate };
    let band = bands.iter().find(|band| band.holds(size))?;
    let working = format!("{}，属于“{}”，计{}分", shown(rate), band.words(), print_score(band.points));
    let by_rounded = bands.iter().find(|band| band.holds(as_shown(size)));
    let told = [
        (absolute && rate < Decimal::ZERO).then(|| "本年为调减，按绝对值计分".to_owned()),
        (by_rounded != Some(band)).then(|| edge_note(rate)),
    ];
    let notes: Vec<String> = told.into_iter().flatten().collect();
    let note = (!notes.is_empty()).then(|| notes.join("；"));
    Some(Outcome { note, ..Outcome::of(band.points, working) })
}

/// Near an edge both numbers are shown: the score follows the unrounded one.
fn edge_note(rate: Decimal) -> String {
    format!("按未经四舍五入的{}%计分，显示为{}", fixed(rate * Decimal::ONE_HUNDRED, 6), shown(rate))
}

/// A rate as its figure shows it.
fn shown(rate: Decimal) -> String {
    quantity::print(rate, Measure::Percent)
}

/// The rate that the shown percentage stands for.
fn as_shown(rate: Decimal) -> Decimal {
    quantity::round(rate, 4)
}

/// A limit or an end of a band in words (`100%`, `0.5%`).
fn percent(rate: Decimal) -> String {
    format!("{}%", points(rate))
}

/// A rate's percentage points, without trailing zeros.
fn points(rate: Decimal) -> String {
    print_score(rate * Decimal::ONE_HUNDRED)
}

/// ① for 1; beyond ⑳ in brackets.
pub(crate) fn circled(number: u32) -> String {
    match number {
        1..=20 => char::from_u32(0x245F + number).map(String::from).unwrap_or_default(),
        _ => format!("（{}）", chinese_numeral(usize::try_from(number).unwrap_or(usize::MAX))),
    }
}

fn circled_index(index: usize) -> String {
    circled(u32::try_from(index + 1).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).expect("a decimal")
    }

    fn over(part_step: PartStep) -> Rule {
        Rule::StepDeduction {
            side: Side::Over,
            limit: Decimal::ONE,
            step: decimal("0.01"),
            deduct: decimal("0.5"),
            part_step,
        }
    }

    fn score(rule: &Rule, rate: &str, full: &str) -> String {
        let outcome = rule.score_rate(decimal(rate), decimal(full)).expect("takes a rate");
        print_score(outcome.score.expect("is scored"))
    }

    fn band(from: Option<&str>, below: Option<&str>, points: &str) -> Band {
        Band { from: from.map(decimal), below: below.map(decimal), points: decimal(points), ..Band::default() }
    }

    #[test]
    fn an_unfinished_step_costs_what_the_form_says() {
        assert_eq!(score(&over(PartStep::Free), "1.0199", "5"), "4.5");
        assert_eq!(score(&over(PartStep::Whole), "1.0101", "5"), "4");
        assert_eq!(score(&over(PartStep::ProRata), "1.015", "5"), "4.25");
        assert_eq!(score(&over(PartStep::Free), "1.0099", "5"), "5");
    }

    #[test]
    fn points_never_fall_below_zero() {
        assert_eq!(score(&over(PartStep::Free), "3", "5"), "0");
    }

    #[test]
    fn bands_are_decided_unrounded_and_the_edge_is_told() {
        let rule =
            Rule::Bands { bands: vec![band(None, Some("0.9"), "2"), band(Some("0.9"), None, "6")], absolute: false };
        let outcome = rule.score_rate(decimal("0.899996"), decimal("6")).expect("a band");
        assert_eq!(outcome.score, Some(decimal("2")));
        assert!(outcome.note.expect("told").contains("89.999600%"));
        assert_eq!(score(&rule, "0.9", "6"), "6");
    }

    #[test]
    fn bands_with_a_gap_or_an_overlap_are_faulty() {
        for second in ["0.8", "0.95"] {
            let bands = vec![band(None, Some("0.9"), "2"), band(Some(second), None, "6")];
            assert!(Rule::Bands { bands, absolute: false }.fault(decimal("6")).is_some());
        }
    }

    #[test]
    fn wording_says_what_the_rule_does() {
        assert_eq!(
            over(PartStep::Free).wording("在职人员控制率", decimal("5")),
            "在职人员控制率不高于100%，计5分；每高出1个百分点，扣0.5分，扣完为止，不足1个百分点的不扣。"
        );
    }

    proptest! {
        #[test]
        fn a_score_stays_within_its_weight_and_never_rises_with_the_distance(near in 0_i64..20_000, far in 0_i64..20_000) {
            let (near, far) = (Decimal::new(near.min(far), 4), Decimal::new(near.max(far), 4));
            let full = decimal("6");
            for part_step in [PartStep::Free, PartStep::Whole, PartStep::ProRata] {
                for side in [Side::Over, Side::Under, Side::Both] {
                    let rule = Rule::StepDeduction { side, limit: Decimal::ONE, step: decimal("0.05"), deduct: decimal("2"), part_step };
                    let sign = if side == Side::Under { -Decimal::ONE } else { Decimal::ONE };
                    let at = |distance: Decimal| rule.score_rate(Decimal::ONE + sign * distance, full).and_then(|outcome| outcome.score).expect("scored");
                    prop_assert!(at(far) <= at(near));
                    prop_assert!(at(far) >= Decimal::ZERO && at(near) <= full);
                }
            }
        }
    }
}
