//! Lines of paragraphs that were set before: after an edit only what changed is set again.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::document::Block;

use super::length::Length;
use super::page::{CutWord, MissingGlyph};
use super::strip::Strip;

/// The lines of the paragraphs that the last layout set, by what the paragraphs say. The next layout in the same faces comes
/// out the same with them and without.
#[derive(Debug, Default)]
pub struct KeptLines(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    /// What the layout before used.
    before: HashMap<Block, Arc<SetBlock>>,
    /// What this one has used so far.
    now: HashMap<Block, Arc<SetBlock>>,
}

/// A paragraph or a heading in lines.
#[derive(Debug)]
pub(super) struct SetBlock {
    pub(super) width: Length,
    pub(super) strips: Vec<Strip>,
    pub(super) missing: Vec<MissingGlyph>,
    pub(super) cut: Vec<CutWord>,
}

impl KeptLines {
    /// Begins a layout: what the one before did not use is let go.
    pub(super) fn begin(&self) {
        let mut kept = self.lock();
        kept.before = mem::take(&mut kept.now);
    }

    /// What was set of a block in this width.
    pub(super) fn find(&self, block: &Block, width: Length) -> Option<Arc<SetBlock>> {
        let mut kept = self.lock();
        if let Some((block, set)) = kept.before.remove_entry(block) {
            kept.now.insert(block, set);
        }
        kept.now.get(block).filter(|set| set.width == width).map(Arc::clone)
    }

    /// Keeps what was set of a block.
    pub(super) fn keep(&self, block: &Block, set: SetBlock) {
        self.lock().now.insert(block.clone(), Arc::new(set));
    }

    /// After a panic what it left is let go.
    fn lock(&self) -> MutexGuard<'_, Generations> {
        self.0.lock().unwrap_or_else(|poisoned| {
            self.0.clear_poison();
            let mut kept = poisoned.into_inner();
            *kept = Generations::default();
            kept
        })
    }
}
