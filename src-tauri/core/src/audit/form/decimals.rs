//! Amounts of one sentence printed with two decimals and with one.

use crate::audit::finding::AuditFinding;
use crate::audit::mention::Mention;
use crate::audit::report::Page;
use crate::audit::unit::Kind;
use crate::check::Grade;

/// One finding for the whole text, at the first place: it is one habit.
pub(super) fn check(pages: &[Page<'_>], mentions: &[Mention]) -> Option<AuditFinding> {
    let of_sentence = mentions.chunk_by(|one, other| one.sentence == other.sentence);
    let short: Vec<&Mention> = of_sentence.filter_map(shorter).collect();
    let first = short.first()?;
    let page = pages.get(first.paragraph)?;
    let (start, end) = page.origin(first.quantity.range.start, first.quantity.range.end);
    let message = format!("全文有{}处同一句里的金额位数不一，有的两位小数，有的一位，请统一。", short.len());
    Some(page.remark("text_decimals", Grade::Hint, start..end, message))
}

/// The amount of a sentence with one decimal where at least two others have two.
fn shorter(sentence: &[Mention]) -> Option<&Mention> {
    let amounts: Vec<&Mention> = sentence.iter().filter(|mention| mention.quantity.unit.kind == Kind::Money).collect();
    let first = amounts.first()?;
    let alike = |mention: &&Mention| mention.quantity.multiplier == first.quantity.multiplier;
    let exact = amounts.iter().copied().filter(alike).filter(|mention| mention.quantity.places == 2).count();
    amounts.iter().copied().filter(alike).find(|mention| mention.quantity.places == 1).filter(|_| exact >= 2)
}
