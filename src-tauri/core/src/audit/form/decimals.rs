//! Amounts of one sentence printed with two decimals and with one.

use crate::audit::finding::AuditFinding;
use crate::audit::mention::Mention;
use crate::audit::report::Page;
use crate::audit::unit::Kind;
use crate::check::Grade;

pub(super) fn check(pages: &[Page<'_>], mentions: &[Mention]) -> Vec<AuditFinding> {
    let of_sentence = mentions.chunk_by(|one, other| one.sentence == other.sentence);
    let mixed = |sentence: &[Mention]| {
        let amounts: Vec<&Mention> = sentence.iter().filter(|mention| mention.quantity.unit.kind == Kind::Money).collect();
        let first = amounts.first()?;
        let alike = |mention: &&&Mention| mention.quantity.multiplier == first.quantity.multiplier;
        let exact = amounts.iter().filter(alike).filter(|mention| mention.quantity.places == 2).count();
        let short = amounts.iter().filter(alike).find(|mention| mention.quantity.places == 1).filter(|_| exact >= 2)?;
        let page = pages.get(short.paragraph)?;
        let (start, end) = page.origin(short.quantity.range.start, short.quantity.range.end);
        let message = "同一句里的金额有的两位小数、有的一位小数，请统一位数。".to_owned();
        Some(page.remark("text_decimals", Grade::Hint, start..end, message))
    };
    of_sentence.filter_map(mixed).collect()
}
