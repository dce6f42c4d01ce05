//! Checks on prose (正文核对): a text goes in, findings come out; no model, no net, nothing stored. What cannot be proved
//! from the text itself is left alone: a false alarm costs as much as a miss.
//!
//! Stages, a type each: `Prose` (one form of writing) → `Quantity` (numbers) → `Mention` (numbers in their places; so far
//! `ReadText`, which the recognition of figures begins with too) → `Statement` (what can be worked out again) → `AuditFinding`.

mod coverage;
mod finding;
mod form;
mod heading;
mod mention;
mod nearby;
mod number;
mod opening;
mod prose;
mod rates;
mod reading;
mod relation;
mod remedy;
mod report;
mod role;
mod span;
mod statement;
mod text;
mod unit;
mod wording;

pub use coverage::{Coverage, coverage};
pub use finding::{AuditFinding, Place, TextCorrection};
pub use mention::ReadParagraph;
pub use reading::{ReadUnit, Reading, Use, readings};
pub use text::{KeptReadings, ReadText};

use serde::Serialize;

use self::mention::Mention;
use self::report::Page;
use crate::check::Grade;
use crate::parallel::both;
use crate::source::{Paragraph, SourceText};

/// A text with what was found in it, as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Audited {
    /// The document's name.
    pub name: String,
    /// Its paragraphs; findings count them from 0.
    pub paragraphs: Vec<AuditedParagraph>,
    /// What was found, in reading order.
    pub findings: Vec<AuditFinding>,
}

/// A paragraph as it stands beside the findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditedParagraph {
    /// The words.
    pub text: String,
    /// The level of a heading from 1 on, where it is one.
    pub level: Option<u8>,
}

/// A text together with its findings.
pub fn audited(source: SourceText) -> Audited {
    let findings = audit(&source);
    let paragraph = |paragraph: Paragraph| AuditedParagraph { text: paragraph.text, level: paragraph.level };
    Audited { name: source.name, paragraphs: source.paragraphs.into_iter().map(paragraph).collect(), findings }
}

/// Everything that disagrees in a text, in reading order.
pub fn audit(source: &SourceText) -> Vec<AuditFinding> {
    looked_through(&ReadText::of(source), None)
}

/// Everything that disagrees in a report on a known year, in reading order.
pub fn audit_of_year(text: &ReadText<'_>, report_year: i32) -> Vec<AuditFinding> {
    looked_through(text, Some(report_year))
}

fn looked_through(text: &ReadText<'_>, report_year: Option<i32>) -> Vec<AuditFinding> {
    let (pages, mentions) = (text.pages(), text.settled());
    let stated = || -> Vec<AuditFinding> {
        let statements = relation::statements(&mentions, &text.prose);
        let found = statements.iter().filter_map(|statement| report::finding(statement, &mentions, &pages));
        found.take(form::ENOUGH).collect()
    };
    let (mut findings, of_form) = both(stated, || form::findings(&pages, &mentions, report_year));
    findings.extend(unread(&mentions, &pages));
    findings.extend(of_form);
    findings.sort_by_key(|finding| (finding.place.paragraph, finding.place.start, finding.place.end));
    findings
}

/// Says where the reading of numbers ended, in a text that has more of them than any report.
fn unread(mentions: &[Mention], pages: &[Page<'_>]) -> Option<AuditFinding> {
    let last = mentions.get(number::MOST - 1..)?.last()?;
    let page = pages.get(last.paragraph)?;
    let (start, end) = page.origin(last.quantity.range.start, last.quantity.range.end);
    let message = format!("文中数字太多，只核对到这里（{}个），后面的数字没有核对，请把文件分开检查。", mentions.len());
    Some(page.remark("text_unread", Grade::Explain, start..end, message))
}
