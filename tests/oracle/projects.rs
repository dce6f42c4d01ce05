//! Random projects and whole departments, and what the program and the independent one make of their tables of targets. Results on a target, a hair beside
//! it, at twice of it and at none are favoured, as are blanks.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use ziping::edition::Edition;
use ziping::evaluation::evaluate;
use ziping::figure::Key;
use ziping::filing::{
    Attainment, Comparison, Entry, Filing, Fund, IndicatorKind, Project, ProjectIndicator, Source, Stage, WHOLE,
};
use ziping::project::ProjectResult;

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
        let asked = indicators(&mut filing, "p1", &mut chance);
        let line = json!({"project": {"budget": budget, "spent": spent, "execution": edition.project_table.execution,
                                      "indicators": asked}});
        Drawn { edition, filing, line: line.to_string() }
    }

    /// The department of a number. What it had and what it spent are near each other, as they are.
    fn whole(number: u64, edition: &'e Edition) -> Drawn<'e> {
        let mut chance = Chance(number);
        let mut filing = Filing::blank(YEAR, "示例区某局", &edition.key);
        let blank = chance.of(&[0, 0, 12]);
        let initial = chance.amount();
        let supplement = chance.part_of(initial) * Decimal::from(chance.of(&[1, 1, 1, -1]));
        let carried = chance.part_of(initial);
        let mut left = if chance.one_in(4) { initial + supplement + carried } else { chance.part_of(initial) };
        let mut spent = || {
            let part = (left.max(Decimal::ZERO) / Decimal::from(3)).round_dp(6);
            left -= part;
            part
        };
        let amounts = [
            ("budget.carried_over", "上年结转", carried),
            ("budget.initial", "年初预算", initial),
            ("budget.supplement", "本年追加预算", supplement),
            ("basic.personnel.final", "人员经费", spent()),
            ("basic.operating.final", "公用经费", spent()),
            ("project.operational.final", "业务工作经费", spent()),
            ("project.maintenance.final", "运行维护经费", spent()),
            ("project.government_special.final", "级次专项资金", spent()),
        ];
        let points = edition.whole_table.as_ref().map(|table| table.points.execution);
        let mut asked = json!({"execution": points});
        for (key, name, amount) in amounts {
            let given = (blank == 0 || !chance.one_in(blank)).then_some(amount);
            asked[name] = json!(given.map(|amount| amount.to_string()));
            put(&mut filing, Key::new(key), given);
        }
        asked["indicators"] = json!(indicators(&mut filing, WHOLE, &mut chance));
        Drawn { edition, filing, line: json!({"whole": asked}).to_string() }
    }
}

/// Draws the indicators of a table; how the independent program is told of them.
fn indicators(filing: &mut Filing, table: &str, chance: &mut Chance) -> Vec<Value> {
    let count = whole(chance.below(6));
    let draw = |position| {
        let (indicator, line) = indicator(chance, table, position);
        filing.project_indicators.push(indicator);
        line
    };
    (1..=count).map(draw).collect()
}

fn put(filing: &mut Filing, key: Key, amount: Option<Decimal>) {
    let Some(value) = amount.map(|amount| amount.to_string()) else { return };
    filing.entries.insert(key.clone(), Entry { report_year: YEAR, key, typed: value.clone(), value });
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
        put(filing, project.money_key(source, stage), Some(amount));
    }
}

/// An indicator, and how the independent program is told of it.
fn indicator(chance: &mut Chance, table: &str, position: i64) -> (ProjectIndicator, Value) {
    let weight = Decimal::new(whole(chance.below(5_000)), 2);
    let weight = (!chance.one_in(40)).then_some(weight);
    let mut indicator = ProjectIndicator {
        report_year: YEAR,
        id: format!("{table}.{position}"),
        project: table.to_owned(),
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
        let whole = evaluation.whole.as_ref().filter(|_| evaluation.projects.is_empty());
        let result: &ProjectResult = whole.unwrap_or_else(|| &evaluation.projects[0]);
        let points = |score: Option<Decimal>| json!(score.map(|score| format!("{score:.2}")));
        let scored: Vec<_> = result.indicators.iter().map(|indicator| &indicator.scored).collect();
        let mut ours = json!({
            "execution": points(result.execution.score),
            "scores": scored.iter().map(|scored| points(scored.score)).collect::<Vec<_>>(),
            "lost": scored.iter().map(|scored| points(scored.lost)).collect::<Vec<_>>(),
            "total": points(result.total),
        });
        if whole.is_some() {
            assert_eq!(evaluation.total.score, result.total, "the filing's score is the table's");
            ours["grade"] = json!(evaluation.total.grade);
        }
        (ours != *independent).then(|| format!("the program {ours}, the independent one {independent}\n{}", self.line))
    }
}

/// Scores whole departments by both programs, where the edition has their table.
pub(crate) fn agreement_of_whole(edition: &Edition, numbers: std::ops::Range<u64>) -> Result<u64, String> {
    independent::agreement(numbers, |number| Drawn::whole(number, edition))
}

/// Scores projects by both programs; how many got a total, or the first that they score differently.
pub(crate) fn agreement(edition: &Edition, numbers: std::ops::Range<u64>) -> Result<u64, String> {
    independent::agreement(numbers, |number| Drawn::of(number, edition))
}
