//! A strip is one piece of a page's height that is never divided: a line of text, a blank line, a cover. Pagination stacks
//! strips; everything in one is placed from its upper edge and the type area's left edge.

use super::length::Length;
use super::line::{Line, Lines, Measure, break_lines};
use super::page::{GlyphRun, Ink, Item, PlacedGlyph, Turn};
use super::text::Text;

/// One piece of a page's height.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    /// Down.
    pub(super) height: Length,
    /// What is in it.
    pub(super) items: Vec<Item>,
    /// Whether the page may not end below it.
    pub(super) keeps_with_next: bool,
    /// Whether it begins on a line of the page's grid.
    pub(super) on_grid: bool,
    /// Only white: left out at the head of a page.
    pub(super) is_gap: bool,
    /// The heading that begins in it: level and words.
    pub(super) heading: Option<(u8, String)>,
    /// The attachment that begins in it, counted from 0.
    pub(super) attachment: Option<usize>,
    /// The attachment it leads to, counted from 0.
    pub(super) leads_to: Option<usize>,
}

impl Strip {
    /// Returns white that vanishes at the head of a page.
    pub(super) fn gap(height: Length) -> Strip {
        Strip { height, is_gap: true, on_grid: true, ..Strip::default() }
    }

    /// Adds what was set at the left edge, moved to the right.
    pub(super) fn add(&mut self, items: Vec<Item>, x: Length) {
        self.items.extend(items.into_iter().map(|mut item| {
            item.shift(x, Length::ZERO);
            item
        }));
    }
}

/// How lines stand in the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    Left,
    Centre,
    Right,
}

/// Breaks text into lines and makes a strip of each.
pub(super) fn strips(text: &Text<'_>, measure: &Measure, stand: Stand) -> Vec<Strip> {
    let broken = break_lines(&text.marks, measure);
    let strip = |line: &Line| {
        let room = measure.width - line.indent - line.width;
        let x = line.indent
            + match stand {
                Stand::Left => Length::ZERO,
                Stand::Centre => room.half(),
                Stand::Right => room,
            };
        Strip {
            height: text.style.leading,
            items: place_line(text, &broken, line, x, text.style.baseline()),
            on_grid: text.style.leading == super::style::LINE_PITCH,
            ..Strip::default()
        }
    };
    broken.lines.iter().map(strip).collect()
}

/// Keeps the first line of a paragraph with its second and its last with the one before (no widow, no orphan).
pub(super) fn keep_ends_together(strips: &mut [Strip]) {
    let count = strips.len();
    if count > 1 {
        strips[0].keeps_with_next = true;
        strips[count - 2].keeps_with_next = true;
    }
}

/// Keeps all strips on one page, the last one with what follows if `next` says so.
pub(super) fn keep_whole(strips: &mut [Strip], next: bool) {
    let count = strips.len();
    for (index, strip) in strips.iter_mut().enumerate() {
        strip.keeps_with_next = next || index + 1 < count;
    }
}

/// Returns the glyph runs of a line: a new one where the face or the source changes.
pub(super) fn place_line(text: &Text<'_>, broken: &Lines, line: &Line, x: Length, baseline: Length) -> Vec<Item> {
    let mut items = Vec::new();
    let mut open: Option<GlyphRun> = None;
    for place in line.range.clone() {
        let mark = &text.marks[place];
        let Some((face, id)) = mark.glyph else {
            continue;
        };
        let source = text.source(mark);
        let pen = x + broken.offsets[place];
        let run = match open.take() {
            Some(run) if run.face == face && run.source.as_ref() == source => open.insert(run),
            other => {
                items.extend(other.map(Item::Glyphs));
                let glyphs = Vec::with_capacity(line.range.end - place);
                let (size, turn, ink) = (text.style.size, Turn::Upright, Ink::Black);
                open.insert(GlyphRun { face, size, x: pen, baseline, turn, ink, glyphs, source: source.cloned() })
            }
        };
        run.glyphs.push(PlacedGlyph { character: mark.character, id, offset: pen - run.x });
    }
    items.extend(open.map(Item::Glyphs));
    items
}

/// Returns the items of text on one line that is not to be broken, and its width.
pub(super) fn single_line(text: &Text<'_>, x: Length, baseline: Length) -> (Vec<Item>, Length) {
    let broken = break_lines(&text.marks, &Measure::ragged(Length(i32::MAX)));
    let width = broken.lines.iter().map(|line| line.width).max().unwrap_or_default();
    let items = broken.lines.iter().flat_map(|line| place_line(text, &broken, line, x, baseline)).collect();
    (items, width)
}
