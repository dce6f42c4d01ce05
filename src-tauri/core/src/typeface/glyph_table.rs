//! What has been looked up already: character → glyph, in blocks of 256 that are made when first touched, so that a paper
//! pays only for the characters it uses. Readable from several threads.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Face;

/// Characters in a block.
const BLOCK: usize = 256;
/// Blocks: the basic plane only; rarer characters are looked up each time.
const BLOCKS: usize = 0x1_0000 / BLOCK;

/// An entry nothing is known of yet.
const UNKNOWN: u64 = 0;
/// An entry known to have no glyph.
const ABSENT: u64 = 1;
/// Set in every entry that holds a glyph: face (8 bits), glyph number (16) and advance (16) lie above it.
const PRESENT: u64 = 2;

type Block = Box<[AtomicU64; BLOCK]>;

/// Face, glyph number and advance in the face's units.
type Found = (Face, u16, u16);

#[derive(Debug)]
pub(super) struct GlyphTable {
    blocks: Box<[OnceLock<Block>]>,
}

impl Default for GlyphTable {
    fn default() -> Self {
        GlyphTable { blocks: std::iter::repeat_with(OnceLock::new).take(BLOCKS).collect() }
    }
}

impl GlyphTable {
    /// Returns what is remembered of a character, looking it up where nothing is.
    pub(super) fn get_or_look_up(&self, character: char, look_up: impl FnOnce() -> Option<Found>) -> Option<Found> {
        let code = character as usize;
        let Some(block) = self.blocks.get(code / BLOCK) else {
            return look_up();
        };
        let entry = &block.get_or_init(empty_block)[code % BLOCK];
        match entry.load(Ordering::Relaxed) {
            UNKNOWN => {
                let found = look_up();
                entry.store(found.map_or(ABSENT, pack), Ordering::Relaxed);
                found
            }
            packed => unpack(packed),
        }
    }
}

fn empty_block() -> Block {
    Box::new(std::array::from_fn(|_| AtomicU64::new(UNKNOWN)))
}

fn pack((face, id, advance): Found) -> u64 {
    PRESENT | (face as u64) << 8 | u64::from(id) << 16 | u64::from(advance) << 32
}

fn unpack(packed: u64) -> Option<Found> {
    if packed & PRESENT == 0 {
        return None;
    }
    let face = Face::ALL.get((packed >> 8 & 0xff) as usize)?;
    Some((*face, (packed >> 16) as u16, (packed >> 32) as u16))
}
