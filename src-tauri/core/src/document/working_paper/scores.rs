//! 评分底稿, the part of the working paper that answers “扣在哪？” of each indicator: the rule, what it was worked out from
//! and where that came from, the arithmetic down to the points, what was lost by what and why.

use super::{row, table};
use crate::document::{Align, Made, Paper, Source, Table, TableRow};
use crate::explanation::{Explainer, Explanation, Fact, FactKind, Moments, Of};
use crate::quantity::print_score;

/// Heads and widths of the columns.
const COLUMNS: [(&str, u32); 7] = [
    ("指标", 20),
    ("分值", 9),
    ("评分标准", 43),
    ("数据及来源", 47),
    ("计算过程", 48),
    ("得分", 10),
    ("扣分及原因", 48),
];
/// Where points are lost and nobody said why.
const NO_REASON: &str = "没有填写扣分原因";

/// A row an indicator, and the total.
pub(super) fn scores(made: &Made<'_>) -> Table {
    let moments = Moments::default();
    let explainer = Explainer::new(made.edition, made.filing, made.evaluation, &moments);
    let one = |key: &str| explainer.explain(key).ok();
    let Some(whole) = one("total") else { return table(COLUMNS, []) };
    // Each by itself, so that a figure that several use is told at each.
    let rows = whole.inputs.iter().filter_map(|row| Some(indicator(made, &one(&row.key)?)));
    table(COLUMNS, rows.chain([total(made, &whole)]))
}

fn indicator(made: &Made<'_>, score: &Explanation) -> TableRow {
    let lost = score.fact(FactKind::Loss);
    let no_reason = lost.is_some() && score.fact(FactKind::Reason).is_none();
    let said = match lost {
        Some(lost) => {
            let reason = score.fact(FactKind::Reason).unwrap_or(NO_REASON);
            format!("扣{lost}。\n原因：{reason}")
        }
        None if score.shown.is_some() => "未扣分".to_owned(),
        None => String::new(),
    };
    let inputs = score.inputs.iter().flat_map(|input| inputs(made, input)).collect::<Vec<_>>();
    let rule = score.fact(FactKind::Rule).unwrap_or_default().to_owned();
    let source = Some(Source(format!("indicator:{}", score.key)));
    let mut row = row([
        (Align::Left, score.label.clone(), source.clone()),
        (Align::Centre, score.full_score.clone().unwrap_or_default(), None),
        (Align::Left, rule, None),
        (Align::Left, inputs.join("\n"), None),
        (Align::Left, working(score).join("\n"), source),
        (Align::Centre, score.shown.clone().unwrap_or("未评".to_owned()), None),
        (Align::Left, said, None),
    ]);
    // Points lost without a word must catch the eye.
    row.cells.iter_mut().skip(6).for_each(|cell| cell.head = no_reason);
    row
}

/// What a score was worked out from: of a rate the figures in its working, of a decision each item.
fn inputs(made: &Made<'_>, input: &Explanation) -> Vec<String> {
    match input.of {
        Of::Decision => vec![decided(input)],
        _ if input.inputs.is_empty() => vec![stated(made, input)],
        _ => {
            let mut lines = Vec::new();
            of_rate(made, input, &mut lines);
            lines
        }
    }
}

/// The figures that a rate's working shows, each once; what stands on no form is spelled out there, and so is here.
fn of_rate(made: &Made<'_>, rate: &Explanation, lines: &mut Vec<String>) {
    for input in &rate.inputs {
        let spelled_out = made.edition.figure(&input.key).is_some_and(|figure| figure.inline);
        let line = stated(made, input);
        if spelled_out {
            of_rate(made, input, lines);
        } else if !lines.contains(&line) {
            lines.push(line);
        }
    }
}

/// `编制数86人（附件1；来源：编制部门批复）`
fn stated(made: &Made<'_>, input: &Explanation) -> String {
    let mark = made.edition.papers.mark(Paper::BaseDataTable);
    let place = input.fact(FactKind::Place).map(|place| match place.starts_with(mark) {
        true => mark.to_owned(),
        false => "表外数据".to_owned(),
    });
    let worked_out = input.fact(FactKind::Working).map(|_| "计算".to_owned());
    let source = input.fact(FactKind::Source).map(|source| format!("{}：{source}", FactKind::Source.word()));
    let known = [place, worked_out, input.fact(FactKind::Basis).map(str::to_owned), source];
    let known: Vec<String> = known.into_iter().flatten().collect();
    let value = input.shown.clone().unwrap_or("（空）".to_owned());
    let behind = if known.is_empty() { String::new() } else { format!("（{}）", known.join("；")) };
    format!("{}：{value}{}{behind}", input.label, input.unit)
}

fn decided(item: &Explanation) -> String {
    let value = match (&item.shown, item.fact(FactKind::Award), item.fact(FactKind::Loss)) {
        (None, ..) => "未评".to_owned(),
        (Some(shown), Some(award), _) => format!("{award}，{shown}{}", item.unit),
        (Some(shown), None, Some(_)) => format!("不符合，{shown}{}", item.unit),
        (Some(shown), None, None) => format!("{shown}{}", item.unit),
    };
    format!("{}：{value}", item.label)
}

/// The formula in words, with its numbers, what it was before rounding, and the points.
fn working(score: &Explanation) -> Vec<String> {
    let of_rate = |fact: &Fact| match fact.kind {
        FactKind::Formula | FactKind::Working => Some(fact.text.clone()),
        // What was shown stands in the arithmetic already.
        FactKind::Rounding => fact.text.split('，').next().map(|exact| format!("四舍五入前为{exact}")),
        _ => None,
    };
    let of_score = |fact: &&Fact| {
        use FactKind::{Award, Note, Rounding, Silent, Wanted};
        matches!(fact.kind, Award | Rounding | Note | Silent | Wanted)
    };
    let rates = score.inputs.iter().filter(|input| !input.inputs.is_empty());
    let rate = rates.flat_map(|rate| rate.facts.iter().filter_map(of_rate));
    rate.chain(score.facts.iter().filter(of_score).map(|fact| fact.text.clone())).collect()
}

fn total(made: &Made<'_>, whole: &Explanation) -> TableRow {
    let grade = made.evaluation.total.grade.as_ref().map(|grade| format!("等级：{grade}"));
    let lost = whole.fact(FactKind::Loss).map(|lost| format!("扣分{lost}。"));
    let said: Vec<String> = grade.into_iter().chain(lost).collect();
    row([
        (Align::Centre, "合计".to_owned(), None),
        (Align::Centre, print_score(made.evaluation.total.full_score), None),
        (Align::Left, String::new(), None),
        (Align::Left, String::new(), None),
        (Align::Left, whole.fact(FactKind::Working).unwrap_or_default().to_owned(), None),
        (Align::Centre, whole.shown.clone().unwrap_or("未评完".to_owned()), None),
        (Align::Left, said.join("\n"), None),
    ])
}
