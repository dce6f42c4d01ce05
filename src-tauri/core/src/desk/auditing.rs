//! Checking a report that someone chose: read, looked through, shown; nothing is stored.

use serde::Serialize;

use super::{Desk, FileKind};
use crate::audit::{self, AuditFinding, AuditedParagraph};
use crate::error::Result;
use crate::exchange;

/// Files that can be checked. Older kinds can be chosen, so that the officer is told what to do with them.
pub(super) const REPORTS: FileKind = FileKind { name: "报告文档", endings: &["docx", "txt", "doc", "wps", "pdf"] };

/// A report and what was found in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedReport {
    /// The document's name.
    pub name: String,
    /// Its paragraphs; findings count them from 0.
    pub paragraphs: Vec<AuditedParagraph>,
    /// What was found, in reading order.
    pub findings: Vec<CheckedFinding>,
}

/// A finding with its grade in a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedFinding {
    /// 错误 需说明 提示
    pub word: &'static str,
    /// The finding.
    #[serde(flatten)]
    pub finding: AuditFinding,
}

impl Desk {
    /// Checks a report the officer chooses; `None` where she chooses none.
    pub(super) fn check_report(&self) -> Result<Option<CheckedReport>> {
        let Some(path) = self.system.choose_file("选择要检查的报告", REPORTS) else {
            return Ok(None);
        };
        let audited = audit::audited(exchange::read_text(&path)?);
        let told = |finding: AuditFinding| CheckedFinding { word: finding.grade.word(), finding };
        Ok(Some(CheckedReport {
            name: audited.name,
            paragraphs: audited.paragraphs,
            findings: audited.findings.into_iter().map(told).collect(),
        }))
    }
}
