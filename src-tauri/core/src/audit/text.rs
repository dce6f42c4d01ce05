//! A text as it was read: what the checks and the recognition of figures both begin with.

use std::sync::Arc;

use super::heading::Heading;
use super::mention::{self, Counts, Mention, ReadParagraph};
use super::number;
use super::prose::Prose;
use super::report::Page;
use crate::kept::Kept;
use crate::source::SourceText;

/// Paragraphs that a title takes at most.
const TITLE: usize = 3;

/// The numbers of the last text's paragraphs, by the words of a paragraph and what it is about.
pub type KeptReadings = Kept<(String, Arc<str>), ReadParagraph>;

/// A text with its numbers read, which is done once whatever is asked of it afterwards.
pub struct ReadText<'s> {
    pub(super) source: &'s SourceText,
    /// A paragraph each.
    pub(super) prose: Vec<Prose>,
    /// Its numbers, as each paragraph alone says them.
    pub(super) mentions: Vec<Mention>,
}

impl<'s> ReadText<'s> {
    /// Reads a text.
    pub fn of(source: &'s SourceText) -> ReadText<'s> {
        ReadText::read(source, |text, subject| Arc::new(mention::read(text, subject)))
    }

    /// Reads a text; paragraphs that `kept` knows are not read again.
    pub fn again(source: &'s SourceText, kept: &KeptReadings) -> ReadText<'s> {
        kept.begin();
        ReadText::read(source, |text, subject| {
            let key = (text.to_owned(), Arc::clone(subject));
            kept.find(&key).unwrap_or_else(|| kept.keep(&key, mention::read(text, subject)))
        })
    }

    fn read(source: &'s SourceText, paragraph: impl Fn(&str, &Arc<str>) -> Arc<ReadParagraph>) -> ReadText<'s> {
        let prose: Vec<Prose> = source.paragraphs.iter().map(|paragraph| Prose::of(&paragraph.text)).collect();
        let (mut mentions, mut counts, mut heading) = (Vec::new(), Counts::default(), Heading::default());
        for (index, prose) in prose.iter().enumerate() {
            if mentions.len() >= number::MOST {
                break;
            }
            let subject = heading.subject_of(&prose.text);
            paragraph(&prose.text, &subject).append(index, &mut counts, &mut mentions);
        }
        ReadText { source, prose, mentions }
    }

    /// The text.
    pub fn source(&self) -> &'s SourceText {
        self.source
    }

    /// Its paragraphs with their reading.
    pub(super) fn pages(&self) -> Vec<Page<'_>> {
        let paragraphs = self.source.paragraphs.iter().zip(&self.prose).enumerate();
        paragraphs.map(|(index, (paragraph, prose))| Page::new(index, paragraph, prose)).collect()
    }

    /// The year that its title says it is about: the first year of its first paragraphs.
    fn report_year(&self) -> Option<u32> {
        let year = |text: &str| {
            let at = text.find('年')?;
            // 2024年3月 is a date.
            let is_date = text.get(at + '年'.len_utf8()..)?.starts_with(|c: char| c.is_ascii_digit());
            let year = text.get(at.checked_sub(4)?..at)?.parse().ok()?;
            (!is_date && (1949..2200).contains(&year)).then_some(year)
        };
        self.prose.iter().take(TITLE).find_map(|prose| year(&prose.text))
    }

    /// Its numbers, to the places that the whole text prints them to.
    pub(super) fn settled(&self) -> Vec<Mention> {
        let mut mentions = self.mentions.clone();
        mention::settle_places(&mut mentions);
        if let Some(year) = self.report_year() {
            mention::settle_years(&mut mentions, year);
        }
        mentions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_read_again_says_what_it_says_read_for_the_first_time() {
        let lines = [
            "一、收支情况",
            "收入30万元（其中拨款20万元，占66.67%）。支出28万元，包括：人员20万元；公用8万元。",
            "二、人员情况",
            "编制40人（2023年38人），在职39人。",
            "编制40人（2023年38人），在职39人。",
        ];
        let kept = KeptReadings::default();
        let expect_same = |lines: &[&str]| {
            let source = SourceText::from(lines.join("\n").as_str());
            let told = |text: ReadText<'_>| format!("{:?}", text.mentions);
            let first = told(ReadText::of(&source));
            assert_eq!(told(ReadText::again(&source, &kept)), first);
            assert_eq!(told(ReadText::again(&source, &kept)), first);
        };
        expect_same(&lines);
        expect_same(&[&["在职（含借调2人）41人。"], &lines[..]].concat());
        expect_same(&[&lines[..2], &["三、机构情况"], &lines[3..]].concat());
    }
}
