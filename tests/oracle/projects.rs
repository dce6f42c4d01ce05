//! Random projects, and what the program and the independent one make of their tables. Results on a target, a hair beside
//! it, at twice of it and at none are favoured, as are blanks.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use ziping::edition::Edition;
use ziping::evaluation::evaluate;
use ziping::filing::{
    Attainment, Comparison, Entry, Filing, Fund, IndicatorKind, Project, ProjectIndicator, Source, Stage,
};

use super::independent::{self, Case, Chance, whole};

const YEAR: i32 = 2024;

/// One random project.
struct Drawn<'e> {
    edition: &'e Edition,
    filing: Filing,
    line: String,
}

/// The signs of the form.
const SIGNS: [(Comparison, &str); 5] = [
    (Comparison::AtLeast, "≥"),
    (Comparison::Above, ">"),
    (Comparison::AtMost, "≤"),
    (Comparison::Below, "<"),
    (Comparison::Equal, "="),
];

impl<'e> Drawn<'e> {
    /// The project of a number: the same number, the same project.
    fn of(number: u64, edition: &'e Edition) -> Drawn<'e> {
        let mut chance = Chance(number);
        let mut filing = Filing::blank(YEAR, "示例区某局", &edition.key);
        let project = Project {
            report_year: YEAR,
            id: "p1".to_owned(),
            position: 1,
            name: "某项目".to_owned(),
            fund: Fund::Operational,
            objective: String::new(),
        };
        let budget = if chance.one_in(20) { Decimal::ZERO } else { chance.amount() };
        let spent = if chance.one_in(4) { budget } else { chance.part_of(budget) };
        let [budget, spent] = [(Stage::Budget, budget), (Stage::Final, spent)].map(|(stage, amount)| {
            let given = (!chance.one_in(30)).then_some(amount);
            enter(&mut filing, &project, stage, given, &mut chance);
            given.map(|amount| amount.to_string())
        });
        filing.projects.push(project);
        let mut asked = Vec::new();
        for position in 1..=whole(chance.below(6)) {
            let (indicator, line) = indicator(&mut chance, position);
            filing.project_indicators.push(indicator);
            asked.push(line);
        }
        let line = json!({"project": {"budget": budget, "spent": spent, "execution": edition.project_table.execution,
                                      "indicators": asked}});
        Drawn { edition, filing, line: line.to_string() }
    }
}

/// Enters an amount as a total, or in two sources.
fn enter(filing: &mut Filing, project: &Project, stage: Stage, amount: Option<Decimal>, chance: &mut Chance) {
    let Some(amount) = amount else { return };
    let parts = if chance.one_in(2) {
        vec![(Source::Total, amount)]
    } else {
        let first = (amount / Decimal::from(3)).round_dp(6);
        vec![(Source::Appropriation, first), (Source::CarriedOver, amount - first)]
    };
    for (source, amount) in parts {
        let (key, value) = (project.money_key(source, stage), amount.to_string());
        filing.entries.insert(key.clone(), Entry { report_year: YEAR, key, typed: value.clone(), value });
    }
}

/// An indicator, and how the independent program is told of it.
fn indicator(chance: &mut Chance, position: i64) -> (ProjectIndicator, Value) {
    let weight = Decimal::new(whole(chance.below(5_000)), 2);
    let weight = (!chance.one_in(40)).then_some(weight);
    let mut indicator = ProjectIndicator {
        report_year: YEAR,
        id: format!("p1.{position}"),
        project: "p1".to_owned(),
        position,
        // All of one kind stand as they were drawn.
        kind: IndicatorKind::Quantity,
        name: format!("指标{position}"),
        comparison: None,
        target: None,
        unit: String::new(),
        actual: None,
        attainment: None,
        share: None,
        weight,
        reason: None,
    };
    if chance.one_in(4) {
        let attainment = chance.of(&Attainment::ALL);
        let (least, most) = attainment.range();
        let percent = Decimal::from(least) + Decimal::new(whole(chance.below(u64::from(most - least) * 10 + 1)), 1);
        let percent = (!chance.one_in(20)).then_some(percent);
        indicator.target = Some("有效提升".to_owned());
        indicator.attainment = Some(attainment);
        indicator.share = percent.map(|percent| percent / Decimal::ONE_HUNDRED);
        let line = json!({"attained": attainment.word(), "share": percent, "weight": weight});
        return (indicator, line);
    }
    let (comparison, sign) = chance.of(&SIGNS);
    let target = if chance.one_in(8) { Decimal::ZERO } else { chance.amount() };
    let actual = match chance.below(5) {
        0 => target,
        1 => target + target,
        2 => (target + target - Decimal::new(1, 6)).max(Decimal::ZERO),
        _ if target.is_zero() => chance.amount(),
        _ => chance.part_of(target),
    };
    let actual = (!chance.one_in(20)).then(|| actual.to_string());
    indicator.comparison = Some(comparison);
    indicator.target = Some(target.to_string());
    indicator.actual = actual.clone();
    (indicator, json!({"sign": sign, "target": target, "actual": actual, "weight": weight}))
}

impl Case for Drawn<'_> {
    fn line(&self) -> &str {
        &self.line
    }

    fn difference(&self, independent: &Value) -> Option<String> {
        let evaluation = evaluate(self.edition, &self.filing, None);
        let result = &evaluation.projects[0];
        let points = |score: Option<Decimal>| json!(score.map(|score| format!("{score:.2}")));
        let scored: Vec<_> = result.indicators.iter().map(|indicator| &indicator.scored).collect();
        let ours = json!({
            "execution": points(result.execution.score),
            "scores": scored.iter().map(|scored| points(scored.score)).collect::<Vec<_>>(),
            "lost": scored.iter().map(|scored| points(scored.lost)).collect::<Vec<_>>(),
            "total": points(result.total),
        });
        (ours != *independent).then(|| format!("the program {ours}, the independent one {independent}\n{}", self.line))
    }
}

/// Scores projects by both programs; how many got a total, or the first that they score differently.
pub(crate) fn agreement(edition: &Edition, numbers: std::ops::Range<u64>) -> Result<u64, String> {
    independent::agreement(numbers, |number| Drawn::of(number, edition))
}
