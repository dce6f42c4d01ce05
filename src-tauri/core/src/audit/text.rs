//! A text as it was read: what the checks and the recognition of figures both begin with.

use super::mention::{self, Counts, Mention};
use super::number;
use super::prose::Prose;
use super::report::Page;
use crate::source::SourceText;

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

    /// Its numbers, to the places that the whole text prints them to.
    pub(super) fn settled(&self) -> Vec<Mention> {
        let mut mentions = self.mentions.clone();
        mention::settle_places(&mut mentions);
        mentions
    }
}
