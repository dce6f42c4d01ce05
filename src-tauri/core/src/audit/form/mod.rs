//! Checks of form: brackets, numbering, dates, what was pasted along, words mistaken for one another. They look at the words
//! as they stand; hardly one weighs more than 提示.

mod bracket;
mod chapter;
mod confusion;
mod date;
mod decimals;
mod doubled;
mod goal;
mod numbering;
mod outline;
mod problem;
mod repeated;
mod residue;
mod spelling;
mod width;

use super::finding::AuditFinding;
use super::mention::Mention;
use super::report::Page;

/// Findings beyond which the text is no report, and no more are told.
pub(super) const ENOUGH: usize = 2_000;

/// Everything that is to be said of a text's form; its year is the one most places give where nobody knows it.
pub(super) fn findings(pages: &[Page<'_>], mentions: &[Mention], report_year: Option<i32>) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    for page in pages {
        if findings.len() >= ENOUGH {
            break;
        }
        findings.extend(bracket::check(page));
        findings.extend(residue::check(page));
        findings.extend(confusion::check(page));
        findings.extend(date::check(page));
        findings.extend(doubled::check(page));
    }
    findings.extend(date::cut_off_dates(pages, report_year));
    findings.extend(date::years(pages, report_year).into_iter().take(ENOUGH));
    findings.extend(numbering::check(pages));
    findings.extend(chapter::check(pages));
    findings.extend(repeated::check(pages));
    findings.extend(decimals::check(pages, mentions));
    findings.extend(goal::check(pages, mentions));
    findings.extend(problem::check(pages));
    findings.extend(spelling::check(pages));
    findings.extend(width::check(pages));
    findings
}
