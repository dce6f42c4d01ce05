//! What a score below the full one is told of itself: how the points were lost, and what the form leaves unsaid of it.
//! A sentence begins with the indicator's name, which is put before these words.

use rust_decimal::Decimal;

use super::{PartStep, Rule, Side, Silence, circled, percent, points, shown, steps_beyond};
use crate::filing::Judgement;
use crate::quantity::print_score;

impl Rule {
    /// How a rate loses points: `为103.20%，超过100%，按每超过1个百分点扣0.5分计`.
    pub(super) fn loss_at(&self, rate: Decimal) -> Option<String> {
        let rule = match self {
            Rule::StepDeduction { side, limit, step, deduct, .. } => {
                let beyond = if rate > *limit { "超过" } else { "低于" };
                let each = match side {
                    Side::Over => "超过",
                    Side::Under => "低于",
                    Side::Both => "偏离",
                };
                let (limit, step, deduct) = (percent(*limit), points(*step), print_score(*deduct));
                format!("{beyond}{limit}，按每{each}{step}个百分点扣{deduct}分计")
            }
            Rule::Bands { bands, absolute } => {
                let size = if *absolute { rate.abs() } else { rate };
                let band = bands.iter().find(|band| band.holds(size))?;
                format!("属于“{}”一档，计{}分", band.words(), print_score(band.points))
            }
            Rule::Proportional {} => "按比例计分".to_owned(),
            _ => return None,
        };
        Some(format!("为{}，{rule}", shown(rate)))
    }

    /// How a judgement loses points: `未达到③“制度得到有效执行”`.
    pub(super) fn loss_by(&self, judgement: &Judgement) -> Option<String> {
        Some(match self {
            Rule::Checklist { items } => {
                let met = judgement.ticks.as_ref()?;
                let unmet = (1..).zip(items).filter(|(number, _)| !met.0.contains(number));
                let unmet: Vec<String> =
                    unmet.map(|(number, item)| format!("{}“{}”", circled(number), item.label)).collect();
                format!("未达到{}", unmet.join("、"))
            }
            Rule::Breaches { deduct, .. } => {
                format!("发现不符合要求的情况{}例，按每例扣{}分计", judgement.breaches?, print_score(*deduct))
            }
            Rule::Graded { .. } => format!("评为“{}”", judgement.grade.as_deref()?),
            Rule::Judged {} => format!("评定{}分", print_score(judgement.score?)),
            _ => return None,
        })
    }

    /// What the score of a rate hangs on that a form may leave unsaid.
    pub(super) fn hangs_on(&self, rate: Decimal, full_score: Decimal) -> Option<Silence> {
        match self {
            Rule::StepDeduction { side, limit, step, deduct, .. } => {
                let score = |part_step| {
                    let (_, steps) = steps_beyond(rate, *side, *limit, *step, part_step);
                    (full_score - steps.saturating_mul(*deduct)).max(Decimal::ZERO)
                };
                (score(PartStep::Free) != score(PartStep::Whole)).then_some(Silence::PartStep)
            }
            Rule::Bands { absolute: true, .. } => (rate < Decimal::ZERO).then_some(Silence::BelowZero),
            Rule::Proportional {} => (rate < Decimal::ONE).then_some(Silence::Share),
            _ => None,
        }
    }

    /// What the form leaves unsaid, and how this rule takes it; `None` where the rule has no such case.
    pub fn silence(&self, silence: Silence) -> Option<String> {
        let (unsaid, taken) = match (silence, self) {
            (Silence::PartStep, Rule::StepDeduction { step, part_step, .. }) => {
                let step = points(*step);
                let taken = match part_step {
                    PartStep::Free => "不扣分".to_owned(),
                    PartStep::Whole => format!("满{step}个百分点扣分"),
                    PartStep::ProRata => "比例扣分".to_owned(),
                };
                (format!("不足{step}个百分点如何扣分"), taken)
            }
            (Silence::BelowZero, Rule::Bands { absolute: true, .. }) => {
                ("负数如何计分".to_owned(), "绝对值".to_owned())
            }
            (Silence::BaseZero, rule) if rule.takes_figure() => {
                ("基数为0如何计分".to_owned(), "本行评价标准".to_owned())
            }
            (Silence::Share, Rule::Proportional {}) => ("得分如何随完成情况增减".to_owned(), "完成比例".to_owned()),
            _ => return None,
        };
        Some(format!("表样未说明{unsaid}，本程序按{taken}计算"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filing::Ticks;
    use crate::rule::{Band, Item};

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).expect("a decimal")
    }

    fn steps(side: Side, limit: &str, step: &str, deduct: &str, part_step: PartStep) -> Rule {
        Rule::StepDeduction { side, limit: decimal(limit), step: decimal(step), deduct: decimal(deduct), part_step }
    }

    fn loss(rule: &Rule, rate: &str) -> String {
        rule.score_rate(decimal(rate), decimal("8")).and_then(|outcome| outcome.loss).expect("takes a rate")
    }

    #[test]
    fn a_rate_says_how_it_loses_points() {
        let over = steps(Side::Over, "0", "0.01", "0.8", PartStep::Free);
        assert_eq!(loss(&over, "0.032"), "为3.20%，超过0%，按每超过1个百分点扣0.8分计");
        let under = steps(Side::Under, "1", "0.05", "2", PartStep::Free);
        assert_eq!(loss(&under, "0.94"), "为94.00%，低于100%，按每低于5个百分点扣2分计");
        let both = steps(Side::Both, "1", "0.05", "2", PartStep::Free);
        assert_eq!(loss(&both, "1.06"), "为106.00%，超过100%，按每偏离5个百分点扣2分计");
        assert_eq!(loss(&Rule::Proportional {}, "0.95"), "为95.00%，按比例计分");
        let band = Band { above: Some(Decimal::ZERO), points: decimal("4"), ..Band::default() };
        let bands = Rule::Bands { bands: vec![band], absolute: true };
        assert_eq!(loss(&bands, "-0.05"), "为-5.00%，属于“大于0%”一档，计4分");
    }

    #[test]
    fn a_judgement_says_how_it_loses_points() {
        let item = |label: &str| Item { label: label.to_owned(), points: Decimal::ONE };
        let list = Rule::Checklist { items: vec![item("健全"), item("合法"), item("执行")] };
        let ticks = Judgement { ticks: Some(Ticks(vec![2])), ..Judgement::default() };
        assert_eq!(list.loss_by(&ticks).as_deref(), Some("未达到①“健全”、③“执行”"));
        let breaches = Rule::Breaches { requirements: Vec::new(), deduct: decimal("0.5") };
        let two = Judgement { breaches: Some(2), ..Judgement::default() };
        assert_eq!(breaches.loss_by(&two).as_deref(), Some("发现不符合要求的情况2例，按每例扣0.5分计"));
        let fair = Judgement { grade: Some("一般".to_owned()), ..Judgement::default() };
        assert_eq!(Rule::Graded { grades: Vec::new() }.loss_by(&fair).as_deref(), Some("评为“一般”"));
        let five = Judgement { score: Some(decimal("5.5")), ..Judgement::default() };
        assert_eq!(Rule::Judged {}.loss_by(&five).as_deref(), Some("评定5.5分"));
    }

    #[test]
    fn a_score_hangs_on_an_unfinished_step_only_where_that_changes_it() {
        let rule = steps(Side::Over, "1", "0.01", "0.5", PartStep::Free);
        let hangs = |rate: &str| rule.hangs_on(decimal(rate), decimal("5"));
        assert_eq!(hangs("1.005"), Some(Silence::PartStep));
        for rate in ["0.9", "1", "1.02", "1.105", "2"] {
            assert_eq!(hangs(rate), None, "{rate}");
        }
    }

    #[test]
    fn what_the_form_leaves_unsaid_is_said_as_the_rule_takes_it() {
        let said =
            |part_step| steps(Side::Over, "1", "0.01", "0.5", part_step).silence(Silence::PartStep).expect("has steps");
        assert_eq!(said(PartStep::Free), "表样未说明不足1个百分点如何扣分，本程序按不扣分计算");
        assert_eq!(said(PartStep::Whole), "表样未说明不足1个百分点如何扣分，本程序按满1个百分点扣分计算");
        assert_eq!(said(PartStep::ProRata), "表样未说明不足1个百分点如何扣分，本程序按比例扣分计算");
        assert_eq!(Rule::Judged {}.silence(Silence::PartStep), None);
    }
}
