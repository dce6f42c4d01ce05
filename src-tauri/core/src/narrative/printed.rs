//! A paragraph as it prints, with the way back to the text the officer edits: what is found in print is shown where it
//! can be mended.

use std::ops::Range;

use super::{Piece, cut, unescape};

/// A printed paragraph. All places are UTF-16 units, as a page counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The words, with a number in front where it is a heading.
    pub text: String,
    stretches: Vec<Stretch>,
}

/// Where a stretch of print comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    printed: Range<usize>,
    edited: Range<usize>,
    /// Unit for unit the same; else a reference, or an escaped character.
    plain: bool,
}

/// Words of print where they are edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Their UTF-16 units in the text the officer edits; a reference counts whole.
    pub range: Range<usize>,
    /// Whether all of them were typed, so that others can be put in their place.
    pub typed: bool,
}

impl Printed {
    /// Prints an editable text behind a heading's number; `print` gives what stands for a label, and a label without one
    /// stays as it was typed.
    pub fn of(number: &str, editable: &str, print: impl Fn(&str) -> Option<String>) -> Printed {
        let mut printed = Printed { text: number.to_owned(), stretches: Vec::new() };
        let (mut out, mut at) = (units(number), 0);
        for (words, piece) in cut(editable, "【", "】") {
            match piece {
                Piece::Words(_) => printed.take_words(words, &mut out, &mut at),
                Piece::Reference(label) => {
                    let shown = print(label).unwrap_or_else(|| words.to_owned());
                    printed.take(&shown, units(words), false, &mut out, &mut at);
                }
            }
        }
        printed
    }

    fn take_words(&mut self, words: &str, out: &mut usize, at: &mut usize) {
        let mut rest = words;
        while let Some(escape) = rest.find('\\') {
            let (plain, tail) = rest.split_at(escape);
            let length = tail.chars().take(2).map(char::len_utf8).sum();
            let (escaped, tail) = tail.split_at(length);
            self.take(plain, units(plain), true, out, at);
            self.take(&unescape(escaped), units(escaped), false, out, at);
            rest = tail;
        }
        self.take(rest, units(rest), true, out, at);
    }

    fn take(&mut self, shown: &str, edited: usize, plain: bool, out: &mut usize, at: &mut usize) {
        let length = units(shown);
        if length > 0 {
            self.stretches.push(Stretch { printed: *out..*out + length, edited: *at..*at + edited, plain });
        }
        self.text.push_str(shown);
        (*out, *at) = (*out + length, *at + edited);
    }

    /// Where printed words are edited; `None` for a heading's number, which is edited nowhere.
    pub fn origin(&self, words: Range<usize>) -> Option<Origin> {
        let touched = |stretch: &&Stretch| stretch.printed.start < words.end && words.start < stretch.printed.end;
        let mut from: Option<Range<usize>> = None;
        let mut typed = true;
        for stretch in self.stretches.iter().filter(touched) {
            let start = words.start.saturating_sub(stretch.printed.start);
            let end = words.end.min(stretch.printed.end) - stretch.printed.start;
            let range = if stretch.plain {
                stretch.edited.start + start..stretch.edited.start + end
            } else {
                stretch.edited.clone()
            };
            typed &= stretch.plain;
            from = Some(from.map_or(range.clone(), |before| before.start..range.end));
        }
        let typed = typed && self.stretches.first().is_some_and(|first| words.start >= first.printed.start);
        from.map(|range| Origin { range, typed })
    }

    /// Whether one of the printed words is a digit that was typed.
    pub fn has_typed_digit(&self, words: Range<usize>) -> bool {
        let is_typed = |at: usize| self.stretches.iter().any(|stretch| stretch.plain && stretch.printed.contains(&at));
        let digits = self.text.encode_utf16().enumerate().filter(|(_, unit)| is_digit(*unit));
        digits.map(|(at, _)| at).filter(|at| words.contains(at)).any(is_typed)
    }
}

/// A digit of either width, as a UTF-16 unit.
fn is_digit(unit: u16) -> bool {
    char::from_u32(unit.into()).is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// UTF-16 units.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(editable: &str) -> Printed {
        Printed::of("（一）", editable, |label| (label == "编制数").then(|| "168".to_owned()))
    }

    /// The editable words of the first place where `words` stand in print.
    fn origin(editable: &str, words: &str) -> Option<(String, bool)> {
        let printed = printed(editable);
        let start = units(&printed.text[..printed.text.find(words).expect("is printed")]);
        let origin = printed.origin(start..start + units(words))?;
        let edited: Vec<u16> = editable.encode_utf16().collect();
        Some((String::from_utf16_lossy(&edited[origin.range]), origin.typed))
    }

    #[test]
    fn typed_words_lead_back_to_themselves() {
        assert_eq!(printed("共【编制数】人").text, "（一）共168人");
        assert_eq!(origin("𠀀共【编制数】人，占5%", "5%"), Some(("5%".to_owned(), true)));
        assert_eq!(origin("见\\【注】，占5%", "占5"), Some(("占5".to_owned(), true)));
    }

    #[test]
    fn a_quoted_figure_leads_back_to_its_reference_whole() {
        assert_eq!(origin("共【 编制数 】人", "68"), Some(("【 编制数 】".to_owned(), false)));
        assert_eq!(origin("共【编制数】人", "共168"), Some(("共【编制数】".to_owned(), false)));
        assert_eq!(origin("见\\【注】", "见【注"), Some(("见\\【注".to_owned(), false)));
    }

    #[test]
    fn a_label_without_figure_prints_as_it_was_typed() {
        assert_eq!(printed("共【未知】人").text, "（一）共【未知】人");
    }

    #[test]
    fn a_number_in_front_is_edited_nowhere() {
        assert_eq!(origin("职责", "（一）"), None);
        assert_eq!(origin("职责", "）职"), Some(("职".to_owned(), false)));
    }

    #[test]
    fn a_typed_digit_is_told_from_a_quoted_one() {
        let printed = printed("共【编制数】人，占5%");
        assert!(!printed.has_typed_digit(0..8));
        assert!(printed.has_typed_digit(0..11));
    }

    proptest! {
        #[test]
        fn every_printed_word_has_its_place(editable in "[a【】\\\\编制数5𠀀]{0,20}") {
            let printed = printed(&editable);
            let length = units(&printed.text);
            for at in 3..length {
                let origin = printed.origin(at..at + 1).expect("is edited somewhere");
                prop_assert!(origin.range.start < origin.range.end && origin.range.end <= units(&editable));
            }
        }
    }
}
