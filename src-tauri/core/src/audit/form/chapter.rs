//! Chapters with nothing in them.

use super::ENOUGH;
use super::numbering::{Style, head};
use crate::audit::finding::AuditFinding;
use crate::audit::report::Page;
use crate::check::Grade;

/// A heading is shorter than this, in characters.
const HEADING_LIMIT: usize = 40;

pub(super) fn check(pages: &[Page<'_>]) -> Vec<AuditFinding> {
    let body: Vec<&Page<'_>> = pages.iter().filter(|page| page.paragraph.cell.is_none()).collect();
    let follows = body.iter().skip(1).map(|page| Some(*page)).chain([None]);
    let empty = |(page, next): (&&Page<'_>, Option<&Page<'_>>)| {
        let text = page.paragraph.text.trim();
        let chapter = head(text).filter(|head| head.style == Style::Chapter)?;
        let is_heading =
            text.chars().count() < HEADING_LIMIT && !text.ends_with(['。', '；', '，', '：']) && !text.contains('略');
        let ends = next.is_none_or(|next| {
            let next = next.paragraph.text.trim();
            next.starts_with("附件")
                || head(next).is_some_and(|next| next.style == Style::Chapter && next.number == chapter.number + 1)
        });
        let whole = 0..page.paragraph.text.len();
        let message = "这一章只有标题，没有内容，请补写，没有的写“无”。".to_owned();
        (is_heading && ends).then(|| page.remark("text_empty_chapter", Grade::Hint, whole, message))
    };
    body.iter().zip(follows).filter_map(empty).take(ENOUGH).collect()
}
