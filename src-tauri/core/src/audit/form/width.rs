//! Marks and digits of another width than the rest: half-width commas among Chinese words, full-width digits in a report
//! that otherwise has half-width ones. One finding each for the whole text.

use std::ops::Range;

use crate::audit::finding::AuditFinding;
use crate::audit::report::Page;
use crate::check::Grade;

pub(super) fn check(pages: &[Page<'_>]) -> Vec<AuditFinding> {
    let marks =
        summed(pages, half_width_marks, |count| format!("全文有{count}处半角标点夹在汉字之间，请改成全角标点。"));
    let has_plain = pages.iter().any(|page| page.paragraph.text.contains(|c: char| c.is_ascii_digit()));
    let digits =
        summed(pages, full_width_numbers, |count| format!("全文有{count}处全角数字，其他地方用的是半角数字，请统一。"));
    marks.into_iter().chain(digits.filter(|_| has_plain)).collect()
}

/// One finding at the first of all places.
fn summed(
    pages: &[Page<'_>],
    places: fn(&str) -> Vec<Range<usize>>,
    told: impl Fn(usize) -> String,
) -> Option<AuditFinding> {
    let (mut first, mut count) = (None, 0);
    for page in pages {
        let found = places(&page.paragraph.text);
        count += found.len();
        first = first.or_else(|| found.first().cloned().map(|range| (page, range)));
    }
    first.map(|(page, range)| page.remark("text_width", Grade::Hint, range, told(count)))
}

fn half_width_marks(text: &str) -> Vec<Range<usize>> {
    let is_chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let mut before = None;
    let mut characters = text.char_indices().peekable();
    let mut found = Vec::new();
    while let Some((at, c)) = characters.next() {
        let behind = characters.peek().map(|(_, c)| *c);
        if matches!(c, ',' | ';' | ':') && before.is_some_and(is_chinese) && behind.is_some_and(is_chinese) {
            found.push(at..at + c.len_utf8());
        }
        before = Some(c);
    }
    found
}

fn full_width_numbers(text: &str) -> Vec<Range<usize>> {
    let is_wide = |c: char| ('０'..='９').contains(&c);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_wide(*c)) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => found.push(at..at + c.len_utf8()),
        }
    }
    found
}
