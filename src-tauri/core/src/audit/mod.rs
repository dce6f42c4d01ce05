//! Checks on prose (正文核对): a text goes in, findings come out; no model, no net, nothing stored. What cannot be proved
//! from the text itself is left alone: a false alarm costs as much as a miss.

mod finding;

pub use finding::{AuditFinding, Place, TextCorrection};

use serde::Serialize;

use crate::source::SourceText;

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

/// Everything that disagrees in a text, in reading order.
pub fn audit(_source: &SourceText) -> Vec<AuditFinding> {
    Vec::new()
}

/// A text together with its findings.
pub fn audited(source: SourceText) -> Audited {
    let findings = audit(&source);
    let paragraph =
        |paragraph: crate::source::Paragraph| AuditedParagraph { text: paragraph.text, level: paragraph.level };
    Audited { name: source.name, paragraphs: source.paragraphs.into_iter().map(paragraph).collect(), findings }
}
