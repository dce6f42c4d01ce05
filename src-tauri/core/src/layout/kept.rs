//! Paragraphs that were set before, and blocks that were proofread before.

use crate::document::Block;
use crate::kept::Kept;

use super::length::Length;
use super::page::{CutWord, MissingGlyph};
use super::strip::Strip;

/// The lines of the paragraphs that the last layout set, by what the paragraphs say. It serves one set of faces.
pub type KeptLines = Kept<Block, SetBlock>;

/// A paragraph or a heading in lines.
#[derive(Debug)]
pub struct SetBlock {
    pub(super) width: Length,
    pub(super) strips: Vec<Strip>,
    pub(super) unfit: Unfit,
}

/// What was found in the blocks that were proofread last, by what they say. It serves one set of faces.
pub type KeptProofs = Kept<Block, ProofreadBlock>;

/// A block looked through.
#[derive(Debug)]
pub struct ProofreadBlock {
    pub(super) width: Length,
    pub(super) unfit: Unfit,
}

/// What a block says that cannot be printed as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unfit {
    /// Characters that no face has.
    pub missing: Vec<MissingGlyph>,
    /// Words and numbers that are too long for their cell.
    pub cut: Vec<CutWord>,
}

impl Unfit {
    pub(super) fn add(&mut self, other: &Unfit) {
        self.missing.extend_from_slice(&other.missing);
        self.cut.extend_from_slice(&other.cut);
    }

    /// Each once, in order.
    pub(super) fn sorted(mut self) -> Unfit {
        self.missing.sort();
        self.missing.dedup();
        self.cut.sort();
        self.cut.dedup();
        self
    }
}
