//! 四方对账: a row a figure that at least two of the papers speak of, with what the text, 附件1, 附件2, the final accounts
//! (部门决算公开表) and last year's filing each say of it, and whether they agree. Everything compared here was worked out
//! by `evaluation`; nothing is entered or decided here.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::check::{BasisOf, Grade};
use crate::derive::Value;
use crate::edition::Edition;
use crate::evaluation::{Agreement, Evaluation, TypedFigure, final_accounts_key, gap};
use crate::filing::{Block, Filing};
use crate::narrative::{self, Piece};
use crate::quantity::{self, Measure};

/// The whole table. As JSON: `{report_year, reporting_unit, rows: […]}`, see [`Row`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reconciliation {
    /// 自评年度
    pub report_year: i32,
    /// 填报单位
    pub reporting_unit: String,
    /// In the order of the form; the total score and its grade at the end.
    pub rows: Vec<Row>,
}

/// What the papers say of one figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The figure's key; `total.score` and `total.grade` for the whole's.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// 万元, 人, ㎡; empty where the value says it or there is none.
    pub unit: String,
    /// Where the report's text states it, in reading order.
    pub text: Vec<InText>,
    /// What the base data table (附件1) or the data beside it say; `None` where it is blank.
    pub base_data_table: Option<InTable>,
    /// Where 附件2 uses it.
    pub score_sheet: Vec<InScoreSheet>,
    /// What the final accounts say, as entered.
    pub final_accounts: Option<Stated>,
    /// What last year's filing says.
    pub last_filing: Option<InLastFiling>,
    /// Whether all agree.
    pub verdict: Verdict,
    /// How much the worst disagreement weighs; none where all agree.
    pub grade: Option<Grade>,
    /// What does not agree, in Chinese; none where all agree.
    pub sentence: Option<String>,
    /// The same in a few words, for a narrow column: 正文相差2名.
    pub brief: Option<String>,
}

/// The figure where the text states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InText {
    /// The block's id.
    pub block: i64,
    /// Where the words start in the block's text as it is edited, in UTF-16 units.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The words as they print.
    pub words: String,
    /// Whether they are quoted (【label】) or typed.
    pub how: How,
    /// Whether they are what the tables say.
    pub agrees: bool,
}

/// How a figure stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// As 【label】: it follows the tables.
    Quoted,
    /// As digits.
    Typed,
}

/// A figure as the tables have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InTable {
    /// As printed.
    pub shown: String,
    /// Whether 附件1 prints it; else it is entered beside the form, for the scores and the text.
    pub on_form: bool,
    /// What its parts give, where the total was entered and they give something else.
    pub computed: Option<String>,
}

/// Where 附件2 uses a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InScoreSheet {
    /// The indicator's key; empty for the total.
    pub indicator: String,
    /// What it is called.
    pub label: String,
    /// What 附件2 prints itself, where that is no figure of the tables.
    pub shown: Option<String>,
}

/// What a paper says, and whether it is what the tables say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// As printed.
    pub shown: String,
    /// Whether it agrees.
    pub agrees: bool,
}

/// What last year's filing says of the same number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InLastFiling {
    /// Its year.
    pub year: i32,
    /// What it is called there: 本年决算数 of last year is 上年决算数 of this.
    pub label: String,
    /// As printed.
    pub shown: String,
    /// Whether it agrees.
    pub agrees: bool,
}

/// Whether the papers agree on a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// All that say it say the same.
    Agrees,
    /// They agree but for rounding.
    Rounding,
    /// Two say something else.
    Differs,
    /// Only one has a value: the others that speak of it are blank.
    Alone,
}

impl Verdict {
    /// The verdict in a word, as screen and paper show it.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Agrees => "一致",
            Verdict::Rounding => "尾差",
            Verdict::Differs => "不一致",
            Verdict::Alone => "仅一处",
        }
    }
}

impl Reconciliation {
    /// Whether a disagreement is a 错误.
    pub fn has_error(&self) -> bool {
        self.rows.iter().any(|row| row.grade == Some(Grade::Error))
    }
}

/// What this year calls a number of last year, and what last year's filing calls it.
const OF_LAST_YEAR: [(&str, &str); 3] =
    [(".prior_final", ".final"), (".prior_budget", ".budget"), ("budget.carried_over", "budget.closing_balance")];

/// Lays the papers of a year beside each other.
pub fn reconcile(edition: &Edition, filing: &Filing, evaluation: &Evaluation) -> Reconciliation {
    let beside = Beside { edition, evaluation, text: in_text(filing, evaluation), used: used(edition, evaluation) };
    let mut rows: Vec<Row> = evaluation
        .list
        .iter()
        .filter(|figure| figure.measure.is_numeric() && figure.measure != Measure::YesNo && !figure.inline)
        .filter_map(|figure| beside.row(figure.key.as_str(), filing.unit_of(&figure.key)))
        .collect();
    rows.extend(beside.of_total());
    Reconciliation { report_year: evaluation.report_year, reporting_unit: evaluation.reporting_unit.clone(), rows }
}

/// The papers, each by the keys of figures.
struct Beside<'a> {
    edition: &'a Edition,
    evaluation: &'a Evaluation,
    text: BTreeMap<String, Vec<(InText, Option<&'a TypedFigure>)>>,
    used: BTreeMap<String, Vec<InScoreSheet>>,
}

/// What does not agree in a row.
#[derive(Default)]
struct Disagreements {
    sentences: Vec<String>,
    briefs: Vec<String>,
    worst: Option<Grade>,
}

impl Disagreements {
    fn add(&mut self, grade: Grade, sentence: String, brief: String) {
        // The worst grade is the least.
        self.worst = Some(self.worst.map_or(grade, |worst| worst.min(grade)));
        if !self.sentences.contains(&sentence) {
            self.sentences.push(sentence);
            self.briefs.push(brief);
        }
    }

    /// What the text's typed words are told of.
    fn of_text(text: &[(InText, Option<&TypedFigure>)]) -> Disagreements {
        let mut told = Disagreements::default();
        for typed in text.iter().filter_map(|(_, typed)| *typed) {
            if let Some(finding) = &typed.finding {
                let brief = typed.brief.as_deref().unwrap_or_default();
                told.add(finding.grade, finding.message.clone(), format!("正文{brief}"));
            }
        }
        told
    }

    fn sentence(&self) -> Option<String> {
        (!self.sentences.is_empty()).then(|| self.sentences.concat())
    }

    fn brief(&self) -> Option<String> {
        (!self.briefs.is_empty()).then(|| self.briefs.join("；"))
    }
}

impl Beside<'_> {
    fn row(&self, key: &str, own_unit: &str) -> Option<Row> {
        let figure = self.evaluation.figures.get(key)?;
        let text = self.text.get(key).map_or(&[][..], Vec::as_slice);
        let score_sheet = self.used.get(key).cloned().unwrap_or_default();
        let mut told = Disagreements::of_text(text);
        let base_data_table = self.in_table(figure, key, &mut told);
        let final_accounts = self.in_final_accounts(figure, key, &mut told);
        let last_filing = self.in_last_filing(figure, key, &mut told);
        let typed = text.iter().any(|(words, _)| words.how == How::Typed);
        let of_edition = self.edition.figure(key).is_some();
        let papers = [
            !text.is_empty(),
            // A project or a figure of the department's own stands on no form: quoting it is no second statement.
            base_data_table.is_some() && (of_edition || typed),
            !score_sheet.is_empty() && figure.value.is_some(),
            final_accounts.is_some(),
            last_filing.is_some(),
        ];
        if papers.iter().filter(|speaks| **speaks).count() < 2 {
            return None;
        }
        let values = [base_data_table.is_some(), typed, final_accounts.is_some(), last_filing.is_some()];
        let known = values.iter().filter(|known| **known).count();
        let text: Vec<InText> = text.iter().map(|(words, _)| words.clone()).collect();
        Some(Row {
            key: key.to_owned(),
            label: figure.label.clone(),
            unit: figure.measure.unit(own_unit).to_owned(),
            verdict: verdict(told.worst, known == 1 && figure.value.is_none()),
            grade: told.worst,
            sentence: told.sentence(),
            brief: told.brief(),
            text,
            base_data_table,
            score_sheet,
            final_accounts,
            last_filing,
        })
    }

    fn in_table(&self, figure: &Value, key: &str, told: &mut Disagreements) -> Option<InTable> {
        let shown = figure.shown.clone()?;
        let cells = self.edition.base_data_table.rows.iter().filter(|row| !row.off).flat_map(|row| &row.cells);
        let on_form = cells.filter_map(|cell| cell.figure.as_ref()).any(|figure| figure.as_str() == key);
        let computed = figure.worked_out.map(|value| quantity::print(value, figure.measure));
        let computed = computed.filter(|computed| *computed != shown);
        if computed.is_some() {
            let of_key =
                |finding: &&crate::check::Finding| finding.subjects.first().is_some_and(|subject| subject == key);
            let of_total = self.evaluation.findings.iter().filter(of_key).find(|finding| finding.computed == computed);
            if let Some(finding) = of_total {
                let parts = computed.as_deref().unwrap_or_default();
                told.add(finding.grade, finding.message.clone(), format!("各分项合计{parts}"));
            }
        }
        Some(InTable { shown, on_form, computed })
    }

    fn in_final_accounts(&self, figure: &Value, key: &str, told: &mut Disagreements) -> Option<Stated> {
        let theirs = self.evaluation.figures.get(final_accounts_key(key).as_str())?;
        let shown = theirs.shown.clone()?;
        let stated = final_accounts_key(key);
        let apart = self.apart(BasisOf::This(key), BasisOf::This(stated.as_str()));
        let agrees = self.hold(figure, theirs, ("部门决算", &format!("部门决算为{shown}")), apart, told);
        Some(Stated { shown, agrees })
    }

    fn in_last_filing(&self, figure: &Value, key: &str, told: &mut Disagreements) -> Option<InLastFiling> {
        let then = OF_LAST_YEAR.iter().find_map(|(now, then)| Some(format!("{}{then}", key.strip_suffix(now)?)))?;
        let filed = self.evaluation.prior.as_ref()?.get(then.as_str())?;
        let shown = filed.shown.clone()?;
        let says = format!("上年自评的“{}”为{shown}", bare(&filed.label));
        let apart = self.apart(BasisOf::This(key), BasisOf::Last(&then));
        let agrees = self.hold(figure, filed, ("上年自评", &says), apart, told);
        Some(InLastFiling { year: self.evaluation.report_year - 1, label: filed.label.clone(), shown, agrees })
    }

    fn apart(&self, one: BasisOf<'_>, other: BasisOf<'_>) -> Option<String> {
        self.evaluation.bases.apart(one, other, &|key| self.evaluation.label(key).to_owned())
    }

    /// Holds what another paper says against the tables.
    /// `apart`: what sets their 口径 apart.
    fn hold(
        &self,
        ours: &Value,
        theirs: &Value,
        (paper, says): (&str, &str),
        apart: Option<String>,
        told: &mut Disagreements,
    ) -> bool {
        let (Some(gap), Some(shown)) = (gap(ours, theirs), &ours.shown) else { return true };
        let (grade, verdict) = if gap.is_rounding { (Grade::Hint, "，是尾差") } else { (Grade::Explain, "") };
        let amount = quantity::exact(gap.amount, ours.measure);
        let because = apart.map(|apart| format!("；{apart}")).unwrap_or_default();
        let sentence = format!("“{}”为{shown}，{says}，相差{amount}{verdict}{because}。", bare(&ours.label));
        let brief = if because.is_empty() { "" } else { "，口径不同" };
        told.add(grade, sentence, format!("与{paper}相差{amount}{verdict}{brief}"));
        gap.is_rounding
    }

    /// The total score and its grade, where the text states them.
    fn of_total(&self) -> Vec<Row> {
        let total = &self.evaluation.total;
        let shown = [("total.score", total.score.map(quantity::print_score)), ("total.grade", total.grade.clone())];
        let row = |(key, shown): (&str, Option<String>)| {
            let text = self.text.get(key).filter(|text| !text.is_empty())?;
            let told = Disagreements::of_text(text);
            let label = self.evaluation.label(key).to_owned();
            let on_sheet = InScoreSheet { indicator: String::new(), label: "合计".to_owned(), shown: shown.clone() };
            Some(Row {
                key: key.to_owned(),
                label,
                unit: if key == "total.score" { "分" } else { "" }.to_owned(),
                text: text.iter().map(|(words, _)| words.clone()).collect(),
                base_data_table: None,
                score_sheet: vec![on_sheet],
                final_accounts: None,
                last_filing: None,
                verdict: verdict(told.worst, shown.is_none()),
                grade: told.worst,
                sentence: told.sentence(),
                brief: told.brief(),
            })
        };
        shown.into_iter().filter_map(row).collect()
    }
}

fn verdict(worst: Option<Grade>, alone: bool) -> Verdict {
    match worst {
        Some(Grade::Hint) => Verdict::Rounding,
        Some(_) => Verdict::Differs,
        None if alone => Verdict::Alone,
        None => Verdict::Agrees,
    }
}

/// Quotation marks within quotation marks are single ones.
fn bare(label: &str) -> String {
    label.replace('“', "‘").replace('”', "’")
}

/// Where the text states each figure, in reading order: quoted, or typed.
fn in_text<'a>(
    filing: &Filing,
    evaluation: &'a Evaluation,
) -> BTreeMap<String, Vec<(InText, Option<&'a TypedFigure>)>> {
    let mut found: BTreeMap<String, Vec<(InText, Option<&TypedFigure>)>> = BTreeMap::new();
    for block in &filing.blocks {
        for (key, words) in quoted(block, evaluation) {
            found.entry(key).or_default().push((words, None));
        }
        for typed in evaluation.typed.iter().filter(|typed| typed.quote.block == block.id) {
            let quote = &typed.quote;
            let words = InText {
                block: quote.block,
                start: quote.start,
                end: quote.end,
                words: quote.words.clone(),
                how: How::Typed,
                agrees: matches!(typed.agreement, Agreement::Agrees | Agreement::Rounding),
            };
            found.entry(typed.key.to_string()).or_default().push((words, Some(typed)));
        }
    }
    found
}

/// The figures that a block quotes, with their places in its text as it is edited.
fn quoted(block: &Block, evaluation: &Evaluation) -> Vec<(String, InText)> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in narrative::pieces(&block.text) {
        let (reference, edited) = match piece {
            Piece::Words(words) => (None, narrative::to_editable(words, |_| None)),
            Piece::Reference(key) => (Some(key), format!("【{}】", evaluation.label(key))),
        };
        let end = at + edited.encode_utf16().count();
        if let Some(key) = reference {
            let words = evaluation.printed(key);
            found.push((
                key.to_owned(),
                InText { block: block.id, start: at, end, words, how: How::Quoted, agrees: true },
            ));
        }
        at = end;
    }
    found
}

/// Where the paper that gives the score has each figure: the indicators of a score sheet whose working shows it, the rows of
/// money of the whole department's table.
fn used(edition: &Edition, evaluation: &Evaluation) -> BTreeMap<String, Vec<InScoreSheet>> {
    let mut found: BTreeMap<String, Vec<InScoreSheet>> = BTreeMap::new();
    for indicator in &edition.score_sheet.indicators {
        let Some(key) = &indicator.figure else { continue };
        for key in shown_in_working(key.as_str(), evaluation, edition) {
            found.entry(key.to_owned()).or_default().push(InScoreSheet {
                indicator: indicator.key.clone(),
                label: indicator.label.clone(),
                shown: None,
            });
        }
    }
    for line in edition.whole_table.iter().flat_map(|table| &table.money) {
        for (stage, key) in line.amounts() {
            found.entry(key.to_string()).or_default().push(InScoreSheet {
                indicator: key.to_string(),
                label: format!("{}{}", line.label, stage.word()),
                shown: evaluation.figures.get(key).and_then(|value| value.shown.clone()),
            });
        }
    }
    found
}

/// A rate and the figures whose numbers its working shows: those of its formula, and of what is spelled out in it, each
/// once.
fn shown_in_working<'a>(key: &'a str, evaluation: &'a Evaluation, edition: &Edition) -> Vec<&'a str> {
    let (mut keys, mut seen, mut open) = (vec![key], BTreeSet::new(), vec![key]);
    while let Some(used) = open.pop() {
        let is_spelled_out = used == key || edition.figure(used).is_some_and(|figure| figure.inline);
        match evaluation.figures.get(used) {
            _ if !seen.insert(used) => {}
            Some(value) if is_spelled_out => open.extend(value.uses.iter().rev().map(|used| used.as_str())),
            _ if used == key => {}
            _ => keys.push(used),
        }
    }
    keys
}
