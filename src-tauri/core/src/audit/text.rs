//! A text as it was read: what the checks and the recognition of figures both begin with.

use super::mention::{self, Counts, Mention};
use super::number;
use super::prose::Prose;
use super::report::Page;
use crate::source::SourceText;

/// Paragraphs that a title takes at most.
const TITLE: usize = 3;

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
        let prose: Vec<Prose> = source.paragraphs.iter().map(|paragraph| Prose::of(&paragraph.text)).collect();
        let (mut mentions, mut counts) = (Vec::new(), Counts::default());
        for (index, prose) in prose.iter().enumerate() {
            if mentions.len() >= number::MOST {
                break;
            }
            mention::read(prose, index, &mut counts, &mut mentions);
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
