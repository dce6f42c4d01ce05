//! A sentence that is printed twice.

use std::collections::BTreeMap;

use super::ENOUGH;
use super::numbering::head;
use crate::audit::finding::AuditFinding;
use crate::audit::report::Page;
use crate::check::Grade;

/// A shorter sentence may well come twice, in characters.
const TELLING: usize = 15;

pub(super) fn check(pages: &[Page<'_>]) -> Vec<AuditFinding> {
    let mut seen = BTreeMap::<&str, bool>::new();
    let mut findings = Vec::new();
    for page in pages.iter().filter(|page| page.paragraph.cell.is_none()) {
        if findings.len() >= ENOUGH {
            break;
        }
        let text = page.paragraph.text.as_str();
        // The number an item begins with is not of the sentence.
        let mut start = head(text).map_or(0, |head| head.end);
        for (at, mark) in text.match_indices(['。', '！', '？', '\n']) {
            let sentence = text.get(start..at).unwrap_or_default();
            let words = sentence.trim();
            let from = start + (sentence.len() - sentence.trim_start().len());
            start = at + mark.len();
            if words.chars().count() < TELLING {
                continue;
            }
            let told = seen.get(words).copied();
            seen.insert(words, told.is_some());
            // Told once, however often it comes again.
            if told == Some(false) {
                let message = "这句话在前面已经印过一次，请核对是不是重复了。".to_owned();
                findings.push(page.remark("text_repeated", Grade::Hint, from..from + words.len(), message));
            }
        }
    }
    findings
}
