//! Checks (勾稽、校验) on figures and scores. A finding is about the officer's data: it says what disagrees, with the
//! arithmetic, and never blocks typing. Relations between figures are data of the edition; their kinds are here.

mod answers;
mod basis;
mod entries;
mod names;
mod own_figures;
mod projects;
mod relations;
mod scores;
mod siblings;
mod targets;
mod totals;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::derive::{Figures, Trace};
use crate::figure::{Figure, Key};
use crate::filing::Filing;
use crate::project::{ProjectResult, TargetTable};
use crate::quantity;
use crate::rule::IndicatorResult;

pub use answers::answer;
pub use basis::{Bases, Of as BasisOf};
pub use names::NAMES;
pub(crate) use names::{FINAL_ACCOUNTS, NUMBER_CUT, UNPRINTABLE, WORD_CUT};

/// How much a finding weighs, as officers know it from the final-accounts client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 错误: to be corrected, or overruled with a reason.
    Error,
    /// 需说明: wants a reason.
    Explain,
    /// 提示
    Hint,
}

impl Grade {
    /// The grade's name on screen and paper.
    pub fn word(self) -> &'static str {
        match self {
            Grade::Error => "错误",
            Grade::Explain => "需说明",
            Grade::Hint => "提示",
        }
    }
}

/// Something in the data that does not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Tells it from the year's other findings, and is the same next year: `slip_of_unit/basic.operating.budget`.
    pub id: String,
    /// The check that found it.
    pub check: String,
    /// How much it weighs.
    pub grade: Grade,
    /// One Chinese sentence with the arithmetic.
    pub message: String,
    /// What it is about: keys of figures, indicators or blocks.
    pub subjects: Vec<String>,
    /// The number stated.
    pub stated: Option<String>,
    /// The number worked out.
    pub computed: Option<String>,
    /// The arithmetic.
    pub working: Option<String>,
    /// What could be entered instead.
    pub corrections: Vec<Correction>,
    /// Why it may stand, as the officer wrote under this very sentence.
    pub reason: Option<String>,
    /// What she wrote when the sentence was another, or last year.
    pub suggestion: Option<String>,
    /// The words of the report's text it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// The figures of last year's filing that this year's are held against.
    #[serde(skip)]
    pub last_years: Vec<String>,
}

/// Words of the report's text, where they are edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The block's id.
    pub block: i64,
    /// Where the words start in the text as it is edited, in UTF-16 units.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The words as they print.
    pub words: String,
}

impl Finding {
    /// A finding about these figures, indicators or blocks, the one to look at first in front; no numbers told yet.
    pub fn new<S: Into<String>>(
        check: &str,
        grade: Grade,
        message: String,
        subjects: impl IntoIterator<Item = S>,
    ) -> Finding {
        let subjects: Vec<String> = subjects.into_iter().map(Into::into).collect();
        let first = subjects.first().map_or("", String::as_str);
        Finding {
            id: format!("{check}/{first}"),
            check: check.to_owned(),
            grade,
            message,
            subjects,
            stated: None,
            computed: None,
            working: None,
            corrections: Vec::new(),
            reason: None,
            suggestion: None,
            quote: None,
            last_years: Vec::new(),
        }
    }

    /// Held against this figure of last year's filing.
    #[must_use]
    pub fn against_last(self, key: &str) -> Finding {
        Finding { last_years: vec![key.to_owned()], ..self }
    }

    /// Whether it is a 错误 that nobody overruled with a reason.
    pub fn is_open_error(&self) -> bool {
        self.grade == Grade::Error && self.reason.is_none()
    }

    /// With the words of the text it is about.
    #[must_use]
    pub fn quoting(self, quote: Option<Quote>) -> Finding {
        Finding { quote, ..self }
    }

    /// With the number stated and the one worked out, as they are shown.
    #[must_use]
    pub fn holding(self, stated: Option<String>, computed: Option<String>) -> Finding {
        Finding { stated, computed, ..self }
    }

    /// With the arithmetic.
    #[must_use]
    pub fn worked(self, working: Option<String>) -> Finding {
        Finding { working, ..self }
    }

    /// With what could be entered instead.
    #[must_use]
    pub fn corrected(self, corrections: impl IntoIterator<Item = Correction>) -> Finding {
        Finding { corrections: corrections.into_iter().collect(), ..self }
    }
}

/// A value that would make a finding go away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The figure, or `block.ID`.
    pub subject: String,
    /// Its value then, as it can be entered; of a block, the words in place of the quoted ones.
    pub value: String,
    /// The words of the block that it takes the place of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
}

/// A relation between figures, as an edition states it. Just one of the kinds below `sum` is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckRule {
    /// Names the check.
    pub key: String,
    /// What it guards, in Chinese; opens the sentence of its findings.
    pub label: String,
    /// How much a finding weighs.
    pub grade: Grade,
    /// Figures that are added up; where one is blank the check is silent, except in `at_most`.
    pub sum: Vec<Key>,
    /// The sum equals this figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equals: Option<Key>,
    /// The sum is at most this figure; blanks are skipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Key>,
    /// The sum is at most this value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most_value: Option<Decimal>,
    /// The sum is at least this value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least_value: Option<Decimal>,
    /// The sum equals this figure of last year's filing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equals_prior: Option<Key>,
    /// The sum differs from this figure, last year's, by less than a fifth of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<Key>,
    /// The same of this figure of last year's filing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_prior: Option<Key>,
    /// The sum is neither a thousand times this figure nor a thousandth of it: a slip of 元 for 万元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_magnitude: Option<Key>,
    /// Tried only where this indicator, judged by hand, has its full score: whether the figures bear it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_score_of: Option<String>,
}

impl CheckRule {
    /// The figures it uses of this year.
    pub fn figures(&self) -> Vec<&Key> {
        self.sum.iter().chain(self.others().into_iter().flatten()).collect()
    }

    fn others(&self) -> [&Option<Key>; 6] {
        [&self.equals, &self.at_most, &self.equals_prior, &self.near, &self.near_prior, &self.same_magnitude]
    }

    /// What is wrong with the rule itself, in Chinese.
    pub fn fault(&self) -> Option<String> {
        let values = [self.at_most_value, self.at_least_value];
        let kinds = self.others().into_iter().flatten().count() + values.into_iter().flatten().count();
        if self.sum.is_empty() {
            return Some("没有列出数据项".to_owned());
        }
        (kinds != 1).then(|| "应当只有一种关系".to_owned())
    }
}

/// What the checks look at.
pub struct Known<'a> {
    /// What was entered.
    pub filing: &'a Filing,
    /// The year's figures.
    pub figures: &'a Figures,
    /// Last year's, where there is a filing.
    pub prior: Option<&'a Figures>,
    /// The rows of 附件2.
    pub indicators: &'a [IndicatorResult],
    /// The tables of targets: the whole department's, where there is one, and the projects'.
    pub tables: &'a [TargetTable<'a>],
    /// What they come to, in the same order.
    pub results: Vec<&'a ProjectResult>,
}

impl Correction {
    /// A correction, where the figure is one that is entered.
    pub(crate) fn of(key: &str, figures: &Figures, value: Decimal) -> Option<Correction> {
        let figure = figures.get(key).filter(|figure| matches!(figure.trace, Trace::Entered { .. }))?;
        Some(Correction { subject: key.to_owned(), value: quantity::exact(value, figure.measure), quote: None })
    }
}

/// Whether two amounts are so far apart that 元 was taken for 万元.
fn is_slip(one: Decimal, other: Decimal) -> bool {
    let (small, large) = (one.abs().min(other.abs()), one.abs().max(other.abs()));
    !small.is_zero() && large.checked_div(small).is_none_or(|factor| factor >= Decimal::ONE_THOUSAND)
}

/// Runs every check that needs only figures, scores and lists, worst grade first.
pub fn run(form: &[Figure], rules: &[CheckRule], known: &Known<'_>) -> Vec<Finding> {
    let (projects, report_year) = (&known.filing.projects, known.filing.head.report_year);
    let mut findings = totals::totals(form, known.figures);
    findings.extend(totals::projects(projects, known.figures));
    findings.extend(targets::findings(known));
    findings.extend(projects::named_twice(projects));
    findings.extend(siblings::last_year(form, known));
    findings.extend(own_figures::last_year(known));
    findings.extend(siblings::slips(form, known.figures));
    findings.extend(siblings::set_aside(form, known.figures));
    findings.extend(entries::fractions(form, known));
    findings.extend(entries::dates(form, known));
    findings.extend(rules.iter().filter_map(|rule| relations::check(rule, known)));
    findings.extend(scores::reasons(known.indicators));
    findings.extend(own_figures::goals(known));
    findings.extend(projects::vague_goals(projects));
    findings.extend(projects::stale_goals(known, report_year));
    findings.extend(own_figures::unused(known));
    findings.sort_by_key(|finding| finding.grade);
    findings
}
