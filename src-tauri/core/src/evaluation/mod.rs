//! The evaluation (自评): everything that can be worked out of a filing, by one pure function. Its JSON is a format
//! others read: `tests/golden/` keeps its shape.

mod against_tables;
mod final_accounts;
mod text;

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::audit::ReadText;
use crate::check::{self, Bases, Finding};
use crate::derive::{self, Figures, Trace, number};
use crate::edition::{Edition, Indicator, Provenance};
use crate::figure::{Figure, Key};
use crate::filing::{Block, Filing, Judgement, Project, WHOLE, table_key};
use crate::narrative::{self, Piece};
use crate::parallel::both;
use crate::project::{self, ProjectResult, TargetResult, WholeTable};
use crate::quantity;
use crate::rule::{IndicatorResult, Outcome};
use crate::source::SourceText;
use crate::words::quoted;

pub use crate::audit::KeptReadings;
pub use against_tables::{Agreement, TypedFigure, typed_figures};
pub(crate) use final_accounts::gap;
pub use final_accounts::{is_of_final_accounts, key_of as final_accounts_key};
pub use text::{Edited, PrintedText};

/// How a prompt of the starting text begins.
const PROMPT: &str = "［请";

/// Everything worked out of one filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evaluation {
    /// 自评年度
    pub report_year: i32,
    /// 填报单位
    pub reporting_unit: String,
    /// The edition's key.
    pub edition: String,
    /// What the figures are, in the order of [`figure_list`].
    #[serde(skip)]
    pub list: Arc<Vec<Figure>>,
    /// All figures, blank ones too.
    pub figures: Arc<Figures>,
    /// The rows of the score sheet in order; none where the filing has the whole department's table in its place.
    pub indicators: Vec<IndicatorResult>,
    /// The whole department's table, where the filing has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<ProjectResult>,
    /// What the rows, or the table, come to.
    pub total: Total,
    /// The projects by their tables, in order.
    pub projects: Vec<ProjectResult>,
    /// What is still to be entered, in the order of the form.
    pub missing: Vec<Missing>,
    /// What does not agree, worst first.
    pub findings: Vec<Finding>,
    /// The figures that stand in the text as digits, in reading order.
    #[serde(skip)]
    pub typed: Vec<TypedFigure>,
    /// Last year's figures, where there is a filing.
    #[serde(skip)]
    pub prior: Option<Arc<Figures>>,
    /// What was chosen of the figures' 口径.
    #[serde(skip)]
    pub bases: Bases,
}

/// The total of the paper that gives the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    /// 100
    pub full_score: Decimal,
    /// `None` while an indicator is not scored.
    pub score: Option<Decimal>,
    /// 优 良 中 差
    pub grade: Option<String>,
}

/// Something still to be entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// What kind of thing.
    pub kind: MissingKind,
    /// The field that wants it: the key of a figure, an indicator or a chapter; `block.ID` of a text.
    pub key: String,
    /// What it is called.
    pub label: String,
}

/// Kinds of things that can be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingKind {
    /// A figure that must be entered.
    Figure,
    /// An indicator that cannot be scored yet.
    Indicator,
    /// A chapter without text.
    Chapter,
    /// A prompt of the starting text that nobody has written over yet.
    Prompt,
    /// A figure quoted in the text that is blank or unknown.
    Reference,
}

impl Evaluation {
    /// Whether the copy is a draft: an error stands, an indicator is not scored, or the text has gaps. A blank cell of a
    /// table does not make one.
    pub fn is_draft(&self) -> bool {
        let gap = |missing: &Missing| missing.kind != MissingKind::Figure;
        self.total.score.is_none() || self.has_error() || self.missing.iter().any(gap)
    }

    /// Whether a 错误 stands that no reason overrules.
    pub fn has_error(&self) -> bool {
        self.findings.iter().any(Finding::is_open_error)
    }

    /// The indicators of all tables of targets.
    pub fn targets(&self) -> impl Iterator<Item = &TargetResult> {
        self.whole.iter().chain(&self.projects).flat_map(|table| &table.indicators)
    }

    /// What a reference of the text prints; `None` where it is blank or unknown.
    pub fn quoted(&self, reference: &str) -> Option<String> {
        match reference {
            "year" => Some(self.report_year.to_string()),
            "prior_year" => Some((self.report_year - 1).to_string()),
            "unit" => Some(self.reporting_unit.clone()),
            "total.score" => self.total.score.map(quantity::print_score),
            "total.grade" => self.total.grade.clone(),
            key => self.figures.get(key).and_then(|value| value.shown.clone()),
        }
    }

    /// What stands for a reference on paper: a blank or unknown one as 【label】, so that the gap is seen.
    pub fn printed(&self, reference: &str) -> String {
        self.quoted(reference).unwrap_or_else(|| format!("【{}】", self.label(reference)))
    }

    /// A text with what its references print.
    pub fn filled(&self, text: &str) -> String {
        let piece = |piece: Piece<'_>| match piece {
            Piece::Words(words) => narrative::unescape(words),
            Piece::Reference(reference) => self.printed(reference),
        };
        narrative::pieces(text).into_iter().map(piece).collect()
    }

    /// What a reference is called: a figure's label.
    pub fn label<'a>(&'a self, reference: &'a str) -> &'a str {
        let built_in = narrative::BUILT_IN.iter().find(|(key, _)| *key == reference).map(|(_, label)| *label);
        built_in.or_else(|| self.figures.get(reference).map(|value| value.label.as_str())).unwrap_or(reference)
    }
}

/// Works everything out: pure, whole, the same for the same input. `prior` is last year's filing, where there is one.
pub fn evaluate(edition: &Edition, filing: &Filing, prior: Option<&Filing>) -> Evaluation {
    worked_out(edition, filing, prior, |text| ReadText::of(text))
}

/// Works everything out like [`evaluate`]; paragraphs that `kept` knows are not read again.
pub fn evaluate_again(edition: &Edition, filing: &Filing, prior: Option<&Filing>, kept: &KeptReadings) -> Evaluation {
    worked_out(edition, filing, prior, |text| ReadText::again(text, kept))
}

fn worked_out(
    edition: &Edition,
    filing: &Filing,
    prior: Option<&Filing>,
    read: impl FnOnce(&SourceText) -> ReadText<'_>,
) -> Evaluation {
    let list = Arc::new(figure_list(edition, filing));
    let of_prior = |prior| derive::derive(figure_list(edition, prior).iter(), &prior.entries);
    let (figures, prior_figures) = both(|| derive::derive(list.iter(), &filing.entries), || prior.map(of_prior));
    let indicators: Vec<IndicatorResult> = edition
        .score_sheet
        .indicators
        .iter()
        .map(|indicator| {
            let earlier = prior.and_then(|prior| prior.judgements.get(&indicator.key));
            score(indicator, &figures, filing.judgements.get(&indicator.key), earlier)
        })
        .collect();
    let tables = edition.tables(filing);
    let (whole, projects) = apart(edition, project::results(&tables, filing, &figures));
    let mut evaluation = Evaluation {
        report_year: filing.head.report_year,
        reporting_unit: filing.head.reporting_unit.clone(),
        edition: edition.key.clone(),
        total: total(edition, &indicators, whole.as_ref()),
        list,
        figures: Arc::new(figures),
        indicators,
        whole,
        projects,
        missing: Vec::new(),
        findings: Vec::new(),
        typed: Vec::new(),
        prior: prior_figures.map(Arc::new),
        bases: Bases {
            aspects: edition.basis.clone(),
            this: filing.notes.clone(),
            last: prior.map(|prior| prior.notes.clone()).unwrap_or_default(),
        },
    };
    let text = PrintedText::of(filing, &evaluation);
    let of_tables = || {
        let known = check::Known {
            filing,
            figures: &evaluation.figures,
            prior: evaluation.prior.as_deref(),
            indicators: &evaluation.indicators,
            tables: &tables,
            results: evaluation.whole.iter().chain(&evaluation.projects).collect(),
        };
        let findings = check::run(&edition.figures, &edition.checks, &known);
        (findings, missing(edition, filing, &evaluation))
    };
    let (read, (findings, missing)) = both(|| read(&text.source), of_tables);
    (evaluation.findings, evaluation.missing) = (findings, missing);
    let typed = || against_tables::typed_figures(&text, &read, edition, &evaluation);
    let (typed, of_text) = both(typed, || text.findings(&read));
    evaluation.typed = typed;
    evaluation.findings.extend(final_accounts::findings(&evaluation));
    evaluation.findings.extend(of_text);
    evaluation.findings.extend(evaluation.typed.iter().filter_map(|typed| typed.finding.clone()));
    let (bases, figures) = (&evaluation.bases, &evaluation.figures);
    let name = |key: &str| figures.get(key).map_or_else(|| key.to_owned(), |value| value.label.clone());
    bases.soften(&mut evaluation.findings, &name);
    evaluation.findings.sort_by_key(|finding| finding.grade);
    check::answer(&mut evaluation.findings, &filing.answers, prior.map(|prior| &prior.answers));
    evaluation
}

/// The figures of a filing: behind the edition's those of the final accounts, of the tables of targets, and the department's
/// own.
pub fn figure_list(edition: &Edition, filing: &Filing) -> Vec<Figure> {
    let whole = edition.whole_table.iter().flat_map(WholeTable::figures);
    let projects = filing.projects.iter().flat_map(Project::figures);
    let own = filing.own_figures.iter().map(|figure| figure.figure());
    let tables = final_accounts::figures(edition).chain(whole).chain(projects);
    edition.figures.iter().cloned().chain(tables).chain(own).collect()
}

/// The whole department's table, where the edition has one, and the projects'.
fn apart(edition: &Edition, mut results: Vec<ProjectResult>) -> (Option<ProjectResult>, Vec<ProjectResult>) {
    let projects = results.split_off(results.len().min(usize::from(edition.whole_table.is_some())));
    (results.pop(), projects)
}

/// `earlier`: what was decided of it last year.
fn score(
    indicator: &Indicator,
    figures: &Figures,
    judgement: Option<&Judgement>,
    earlier: Option<&Judgement>,
) -> IndicatorResult {
    let outcome = outcome(indicator, figures, judgement);
    let written = |judgement: &Judgement| judgement.reason.clone().filter(|reason| !reason.is_empty());
    let reason = judgement.and_then(written);
    // A rate is cut at 28 digits; twelve are enough to find a true half again.
    let rounded = |score| quantity::round(quantity::round(score, 12), 2).normalize();
    let score = outcome.score.map(rounded);
    let deducted = score.is_some_and(|score| score < indicator.full_score);
    let suggested = |loss: &String| suggested_reason(indicator, loss, score?);
    IndicatorResult {
        key: indicator.key.clone(),
        label: indicator.label.clone(),
        path: indicator.path.clone(),
        full_score: indicator.full_score,
        score,
        value: indicator.figure.as_ref().and_then(|key| figures.get(key)).and_then(|value| value.shown.clone()),
        working: outcome.working,
        note: outcome.note.or_else(|| score.is_none().then(|| wanted(indicator, figures))),
        silent: outcome
            .hangs_on
            .filter(|silence| indicator.silent.contains(silence))
            .and_then(|silence| indicator.rule.silence(silence)),
        earlier_reason: earlier.and_then(written).filter(|_| deducted && reason.is_none()),
        reason,
        suggested_reason: outcome.loss.as_ref().and_then(suggested),
        loss: outcome.loss.filter(|_| deducted),
        unrounded: outcome.score,
        assumed: indicator.provenance == Provenance::Assumed,
    }
}

/// The beginning of a reason, where points are lost; the cause is left to the officer.
fn suggested_reason(indicator: &Indicator, loss: &str, score: Decimal) -> Option<String> {
    let lost = indicator.full_score - score;
    let lost_points = quantity::print_score(lost);
    (lost > Decimal::ZERO).then(|| format!("{}{loss}，扣{lost_points}分，主要因……", indicator.label))
}

/// What an indicator that is not scored wants.
fn wanted(indicator: &Indicator, figures: &Figures) -> String {
    let Some(key) = &indicator.figure else {
        return format!("请{}", indicator.rule.wanted());
    };
    let (mut blank, mut zero) = (Vec::new(), Vec::new());
    let asked_first = indicator.not_applicable.as_ref().and_then(|rule| figures.get(&rule.figure));
    if let Some(asked) = asked_first.filter(|asked| asked.value.is_none()) {
        return format!("{}未选，无法计分", quoted(&asked.label));
    }
    inputs(key, figures, &mut blank, &mut zero);
    match (blank.is_empty(), zero.is_empty()) {
        (false, _) => format!("{}未填，无法计分", blank.join("、")),
        (true, false) => format!("{}不大于0，无法计分，请核对", zero.join("、")),
        _ => "数据不全，无法计分".to_owned(),
    }
}

/// The entered figures below a rate that are blank, and those that are not above zero. Each figure is looked at once,
/// however many others use it.
fn inputs(key: &Key, figures: &Figures, blank: &mut Vec<String>, zero: &mut Vec<String>) {
    let (mut seen, mut open) = (BTreeSet::new(), vec![(key, false)]);
    while let Some((key, parts_are_done)) = open.pop() {
        let Some(value) = figures.get(key) else { continue };
        if !parts_are_done {
            if seen.insert(key) {
                open.push((key, true));
                // An entered total needs no parts, and a sum that has a value skips those that are blank.
                let entered = matches!(value.trace, Trace::Entered { .. });
                let has_number = |key: &Key| number(figures, key.as_str()).is_some();
                let needed = |key: &&Key| !entered && (value.value.is_none() || has_number(key));
                open.extend(value.uses.iter().filter(needed).rev().map(|key| (key, false)));
            }
            continue;
        }
        let list = match value.value {
            None if value.uses.is_empty() => &mut *blank,
            Some(number) if number <= Decimal::ZERO => &mut *zero,
            _ => continue,
        };
        let name = quoted(&value.label);
        if !list.contains(&name) {
            list.push(name);
        }
    }
}

fn outcome(indicator: &Indicator, figures: &Figures, judgement: Option<&Judgement>) -> Outcome {
    let full = indicator.full_score;
    let Some(key) = &indicator.figure else {
        return indicator.rule.score_judgement(judgement, full);
    };
    let spared = indicator.not_applicable.as_ref().and_then(|rule| rule.award(figures, full));
    let on_zero = || indicator.when_base_zero.as_ref().and_then(|rule| rule.award(figures, full));
    let on_rate = || number(figures, key.as_str()).and_then(|rate| indicator.rule.score_rate(rate, full));
    spared.or_else(on_zero).or_else(on_rate).unwrap_or_default()
}

fn total(edition: &Edition, indicators: &[IndicatorResult], whole: Option<&ProjectResult>) -> Total {
    let rows = || indicators.iter().map(|result| result.score).sum();
    let score: Option<Decimal> = whole.map_or_else(rows, |whole| whole.total);
    let grade = score.and_then(|score| edition.grades.iter().find(|grade| score >= grade.from));
    Total {
        full_score: match &edition.whole_table {
            Some(table) => table.points.full_score(),
            None => indicators.iter().map(|result| result.full_score).sum(),
        },
        score: score.map(|score| score.normalize()),
        grade: grade.map(|grade| grade.label.clone()),
    }
}

fn missing(edition: &Edition, filing: &Filing, evaluation: &Evaluation) -> Vec<Missing> {
    let asked = |figure: &Figure| {
        let concerned = figure
            .only_where
            .as_ref()
            .is_none_or(|(key, value)| filing.entries.get(key).is_some_and(|entry| entry.value == *value));
        figure.required && concerned && evaluation.figures.get(&figure.key).is_none_or(|value| value.shown.is_none())
    };
    let mut list: Vec<Missing> = evaluation
        .list
        .iter()
        .filter(|figure| asked(figure))
        .map(|figure| Missing { kind: MissingKind::Figure, key: figure.key.to_string(), label: figure.label.clone() })
        .collect();
    let unscored = evaluation.indicators.iter().filter(|result| result.score.is_none());
    list.extend(unscored.map(|result| Missing {
        kind: MissingKind::Indicator,
        key: result.key.clone(),
        label: result.label.clone(),
    }));
    list.extend(evaluation.whole.iter().flat_map(missing_targets));
    list.extend(missing_text(edition, filing, evaluation));
    list
}

/// What keeps the whole department's table from its total. Money that is blank is missing as a figure already.
fn missing_targets(whole: &ProjectResult) -> Vec<Missing> {
    let missing = |key: String, label: &str| Missing { kind: MissingKind::Indicator, key, label: label.to_owned() };
    if whole.indicators.is_empty() {
        let first = table_key(WHOLE, "block.1").to_string();
        return vec![missing(first, &format!("{}的绩效指标", whole.name))];
    }
    let unscored = whole.indicators.iter().filter(|target| target.scored.score.is_none());
    unscored.map(|target| missing(target.key.clone(), &target.name)).collect()
}

/// Empty chapters, prompts left standing, and references that print nothing, each reference once.
fn missing_text(edition: &Edition, filing: &Filing, evaluation: &Evaluation) -> Vec<Missing> {
    let mut list = Vec::new();
    for chapter in &edition.chapters {
        let blocks = || filing.blocks.iter().filter(|block| block.chapter == chapter.key);
        let written = |block: &&Block| (block.level == 0 || block.run_in) && !block.text.trim().is_empty();
        if !blocks().any(|block| written(&block)) {
            let title = chapter.blocks.first().map_or(chapter.key.as_str(), |block| block.text.as_str());
            list.push(Missing { kind: MissingKind::Chapter, key: chapter.key.clone(), label: title.to_owned() });
        }
    }
    let mut seen = BTreeSet::new();
    for block in &filing.blocks {
        let key = format!("block.{}", block.id);
        if block.text.contains(PROMPT) {
            let label = narrative::to_editable(&block.text, |key| Some(evaluation.label(key).to_owned()));
            list.push(Missing { kind: MissingKind::Prompt, key: key.clone(), label });
        }
        for reference in narrative::references(&block.text) {
            if evaluation.quoted(reference).is_none() && seen.insert(Key::new(reference)) {
                // The figure is what wants filling; where there is none of that key, the text wants mending.
                let known = evaluation.figures.get(reference).map(|_| reference.to_owned());
                let label = evaluation.label(reference).to_owned();
                let key = known.unwrap_or_else(|| key.clone());
                list.push(Missing { kind: MissingKind::Reference, key, label });
            }
        }
    }
    list
}
