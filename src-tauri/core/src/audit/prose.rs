//! A paragraph made ready for reading: full-width digits and marks brought to one form, spaces that mean nothing taken
//! out. Every byte knows where it came from, so that a finding quotes the words as they stand.

/// A paragraph as it is read.
pub(super) struct Prose {
    /// The words in one form: digits and Latin half width, marks full width, a wide gap or a tab as `\t`.
    pub(super) text: String,
    /// Where each byte of `text`, and its end, stands in the paragraph, in bytes.
    origin: Vec<u32>,
}

impl Prose {
    pub(super) fn of(paragraph: &str) -> Prose {
        let mut prose =
            Prose { text: String::with_capacity(paragraph.len()), origin: Vec::with_capacity(paragraph.len()) };
        let mut characters = paragraph.char_indices().peekable();
        let mut before = None;
        while let Some((at, c)) = characters.next() {
            let formed = match c {
                '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' => continue,
                _ if c != '\n' && c.is_whitespace() => {
                    let mut gap = (1, c == '\t');
                    while let Some((_, c)) = characters.next_if(|(_, c)| *c != '\n' && c.is_whitespace()) {
                        gap = (gap.0 + 1, gap.1 || c == '\t');
                    }
                    let apart = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                    let joins = !(apart(before) && apart(characters.peek().map(|(_, c)| half_width(*c))));
                    if before.is_none() || (joins && gap.0 < 2 && !gap.1) {
                        continue;
                    }
                    '\t'
                }
                _ => half_width(c),
            };
            let formed = match formed {
                ',' if c == ',' && groups_thousands(before, &paragraph[at + 1..]) => ',',
                ',' if c == '，' && is_thousands(before, &paragraph[at + c.len_utf8()..]) => ',',
                ',' => '，',
                '(' => '（',
                ')' => '）',
                ':' | '∶' => '：',
                ';' => '；',
                '!' => '！',
                '?' => '？',
                '﹪' => '%',
                '－' | '−' => '-',
                '～' => '~',
                other => other,
            };
            prose.text.push(formed);
            prose.origin.resize(prose.text.len(), u32::try_from(at).unwrap_or(u32::MAX));
            before = Some(formed);
        }
        prose.origin.push(u32::try_from(paragraph.len()).unwrap_or(u32::MAX));
        prose
    }

    /// The bytes of the paragraph that the bytes from `start` to `end` of the text came from.
    pub(super) fn origin(&self, start: usize, end: usize, paragraph: &str) -> (usize, usize) {
        let place = |at: usize| {
            self.origin
                .get(at)
                .and_then(|at| usize::try_from(*at).ok())
                .map_or(paragraph.len(), |at| at.min(paragraph.len()))
        };
        let last = end.checked_sub(1).filter(|last| *last >= start).map_or(place(start), place);
        let width = paragraph.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (place(start), if end > start { last + width } else { place(start) })
    }
}

fn half_width(c: char) -> char {
    match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Whether a comma stands before just three digits, as in `1,080,211`; a blank may have come in between, as in `3, 156,077`.
fn groups_thousands(before: Option<char>, rest: &str) -> bool {
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let digits = rest.chars().take(4).take_while(char::is_ascii_digit).count();
    before.is_some_and(|c| c.is_ascii_digit()) && digits == 3
}

/// Whether a comma typed full width groups thousands all the same: the digits behind it go on as a decimal fraction, as in
/// `3，518.85万元`.
fn is_thousands(before: Option<char>, rest: &str) -> bool {
    let mut behind = rest.chars().skip(3);
    let is_decimal = behind.next() == Some('.') && behind.next().is_some_and(|c| c.is_ascii_digit());
    is_decimal && groups_thousands(before, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_marks_come_to_one_form_and_spaces_go() {
        assert_eq!(Prose::of("　占 ９１．２１ ％,其中:３家").text, "占91.21%，其中：3家");
        assert_eq!(Prose::of("收入1,080,211万元,增长2,3成").text, "收入1,080,211万元，增长2，3成");
        assert_eq!(Prose::of("支出3, 156,077万元，结转3，518.85万元").text, "支出3,156,077万元，结转3,518.85万元");
        assert_eq!(Prose::of("收入\t1200 1300").text, "收入\t1200\t1300");
    }

    #[test]
    fn a_range_leads_back_to_the_words_as_they_stand() {
        let paragraph = "占 ９１ ％。";
        let prose = Prose::of(paragraph);
        let at = prose.text.find("91%").expect("is there");
        let (start, end) = prose.origin(at, at + 3, paragraph);
        assert_eq!(&paragraph[start..end], "９１ ％");
    }
}
