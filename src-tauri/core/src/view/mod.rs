//! What a screen shows of a year, already printed: the page adds no number of its own. Nothing is worked out here; that
//! is `evaluation`'s. One file a part of the screen.

mod form;
mod projects;
mod reconciliation;
mod report;
mod scores;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::audit::ReadText;
use crate::check::{self, Correction, Finding, Grade, Quote};
use crate::edition::{Level, Paper};
use crate::evaluation::{Evaluation, Missing, MissingKind, PrintedText};
use crate::quantity::print_score;
use crate::workbook::{Kept, Year};

pub use form::{BaseDataTableView, CellView, FigureView, Group, SignatureView};
pub use projects::{
    BlockOfProjectView, ChoiceView, MoneyView, ProjectIndicatorView, ProjectView, ProjectsView, ScoredView,
};
pub use reconciliation::{CellOfPaper, ReconciliationView, RowView, reconciliation};
pub use report::{BlockView, ChapterView, QuotableView};
pub use scores::{DecisionView, IndicatorView, ItemView, TickView};

/// One year as the desk shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearView {
    /// 自评年度
    pub report_year: i32,
    /// 填报单位
    pub reporting_unit: String,
    /// The edition's name.
    pub edition: String,
    /// Tells one form from another, and from itself before it was changed.
    pub form: String,
    /// 示例 or 草稿, where papers made now would bear it.
    pub stamp: Option<&'static str>,
    /// The total of 附件2.
    pub total: TotalView,
    /// 附件1 as a grid of cells.
    pub base_data_table: BaseDataTableView,
    /// The papers it is filed as, the report first.
    pub papers: Vec<PaperView>,
    /// What the paper that gives the score is called.
    pub score_sheet: PaperView,
    /// The whole department's table, where that is the paper.
    pub whole: Option<ProjectView>,
    /// All figures in the order of the form; those that stand on no form behind it.
    pub figures: Vec<FigureView>,
    /// The rows of 附件2.
    pub indicators: Vec<IndicatorView>,
    /// The weights of the levels of 附件2.
    pub levels: Vec<LevelView>,
    /// The projects.
    pub projects: ProjectsView,
    /// The report's text.
    pub chapters: Vec<ChapterView>,
    /// What may stand in 【】.
    pub quotable: Vec<QuotableView>,
    /// What is still to be entered.
    pub missing: Vec<MissingView>,
    /// What does not agree, worst first.
    pub findings: Vec<FindingView>,
    /// What is entered and has no row of the form.
    pub kept: Vec<Kept>,
}

/// What a paper is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperView {
    /// Its word: `score-sheet`, `whole-table`.
    pub paper: &'static str,
    /// 附件2
    pub mark: String,
    /// Its title.
    pub title: String,
}

/// The total as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TotalView {
    /// 100
    pub full_score: String,
    /// `None` while an indicator is not scored.
    pub score: Option<String>,
    /// 优 良 中 差
    pub grade: Option<String>,
}

/// The weight of a level as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LevelView {
    /// One name or two.
    pub path: Vec<String>,
    /// Its weight.
    pub full_score: String,
}

/// Something still to be entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissingView {
    /// What kind of thing.
    pub kind: MissingKind,
    /// What it is called, never longer than a line.
    pub label: String,
    /// The field that wants it: the key of a figure, an indicator or a chapter, or `block.ID`.
    pub target: String,
}

/// A finding as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingView {
    /// Tells it from the others.
    pub id: String,
    /// The check that found it.
    pub check: String,
    /// How much it weighs.
    pub grade: Grade,
    /// 错误 需说明 提示
    pub word: &'static str,
    /// One Chinese sentence with the arithmetic.
    pub message: String,
    /// What it is about: keys of figures, indicators or blocks.
    pub subjects: Vec<String>,
    /// The field to look at first.
    pub target: Option<String>,
    /// Why it may stand, where that was written.
    pub reason: Option<String>,
    /// What was written under another sentence, or last year.
    pub suggestion: Option<String>,
    /// The words of the report's text it is about.
    pub quote: Option<Quote>,
    /// Each change that would make it go away.
    pub corrections: Vec<CorrectionView>,
}

/// A change that would make a finding go away, as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionView {
    /// The key of the figure; `block.ID` of a text.
    pub subject: String,
    /// What it changes: the label of the figure, the words of the text.
    pub label: String,
    /// What it would be then, as it can be entered.
    pub value: String,
    /// Where the words of a text stand.
    pub quote: Option<Quote>,
}

/// Puts a year into words for the screen.
pub fn year(year: &Year) -> YearView {
    let evaluation = &year.evaluation;
    let total = &evaluation.total;
    let papers = &year.edition.papers;
    YearView {
        report_year: evaluation.report_year,
        reporting_unit: evaluation.reporting_unit.clone(),
        edition: year.edition.name.clone(),
        form: year.filing.head.edition.clone(),
        stamp: year.stamp(false).map(crate::document::Stamp::word),
        total: TotalView {
            full_score: print_score(total.full_score),
            score: total.score.map(print_score),
            grade: total.grade.clone(),
        },
        base_data_table: form::base_data_table(year),
        papers: year.papers_for_filing().into_iter().map(|paper| of_paper(year, paper)).collect(),
        score_sheet: of_paper(year, papers.scoring()),
        whole: projects::whole(year),
        figures: form::figures(year),
        indicators: scores::indicators(year),
        levels: year.edition.score_sheet.levels.iter().map(level).collect(),
        projects: projects::projects(year),
        chapters: report::chapters(year),
        quotable: report::quotable(year),
        missing: evaluation.missing.iter().map(missing).collect(),
        findings: findings(&evaluation.findings, evaluation),
        kept: year.kept.clone(),
    }
}

fn of_paper(year: &Year, paper: Paper) -> PaperView {
    let papers = &year.edition.papers;
    let title = year.evaluation.filled(papers.title(paper));
    PaperView { paper: paper.word(), mark: papers.mark(paper).to_owned(), title }
}

fn level(level: &Level) -> LevelView {
    LevelView { path: level.path.clone(), full_score: print_score(level.full_score) }
}

fn missing(missing: &Missing) -> MissingView {
    const LONGEST: usize = 60;
    let mut label: String = missing.label.chars().take(LONGEST).collect();
    if missing.kind == MissingKind::Prompt && label.len() < missing.label.len() {
        label.push('…');
    }
    MissingView { kind: missing.kind, label, target: missing.key.clone() }
}

/// What disagrees within one paragraph as it is being typed, looked at alone. What a reason answers is left out.
pub fn findings_of_typed(year: &Year, id: i64, typed: &str) -> Vec<FindingView> {
    let text = PrintedText::of_typed(&year.evaluation, id, typed);
    let mut found = text.findings(&ReadText::of(&text.source));
    check::answer(&mut found, &year.filing.answers, None);
    found.retain(|finding| finding.reason.is_none());
    findings(&found, &year.evaluation)
}

fn findings(findings: &[Finding], evaluation: &Evaluation) -> Vec<FindingView> {
    findings.iter().map(|one| finding(one, evaluation)).collect()
}

fn finding(finding: &Finding, evaluation: &Evaluation) -> FindingView {
    let correction = |correction: &Correction| CorrectionView {
        subject: correction.subject.clone(),
        label: match &correction.quote {
            Some(quote) => quote.words.clone(),
            None => evaluation.label(&correction.subject).to_owned(),
        },
        value: correction.value.clone(),
        quote: correction.quote.clone(),
    };
    FindingView {
        id: finding.id.clone(),
        check: finding.check.clone(),
        grade: finding.grade,
        word: finding.grade.word(),
        message: finding.message.clone(),
        subjects: finding.subjects.clone(),
        target: finding.subjects.first().cloned(),
        reason: finding.reason.clone(),
        suggestion: finding.suggestion.clone(),
        quote: finding.quote.clone(),
        corrections: finding.corrections.iter().map(correction).collect(),
    }
}
