//! What a page is once laid out: positioned glyph runs, rules, boxes and links, enough for any painter. No decisions here.

use crate::document::Source;
use crate::typeface::Face;

use super::length::Length;

/// A document with every position fixed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The PDF's title.
    pub title: String,
    /// The PDF's author.
    pub author: String,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The headings, in reading order.
    pub outline: Vec<OutlineEntry>,
    /// Characters that could not be printed; a blank of one em stands in their place.
    pub missing: Vec<MissingGlyph>,
    /// Words and numbers that no line of their cell holds.
    pub cut: Vec<CutWord>,
}

/// One page. Positions count from its upper left corner, to the right and down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Across, as it is looked at.
    pub width: Length,
    /// Down, as it is looked at.
    pub height: Length,
    /// The number printed on it, if one is.
    pub number: Option<u32>,
    /// What is on it, in reading order.
    pub items: Vec<Item>,
}

/// One thing on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Characters on one baseline.
    Glyphs(GlyphRun),
    /// A straight line.
    Rule(Rule),
    /// A filled rectangle.
    Box(FilledBox),
    /// A place that leads to another page.
    Link(Link),
}

/// Characters on one baseline, of one face, size and source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlyphRun {
    /// The face.
    pub face: Face,
    /// The font size.
    pub size: Length,
    /// Where the baseline begins, from the left.
    pub x: Length,
    /// Where the baseline begins, from the top.
    pub baseline: Length,
    /// Which way it runs.
    pub turn: Turn,
    /// How dark it is.
    pub ink: Ink,
    /// The characters, in reading order.
    pub glyphs: Vec<PlacedGlyph>,
    /// The figure or field they were printed from.
    pub source: Option<Source>,
}

/// A character on a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedGlyph {
    /// The character, for extraction and search.
    pub character: char,
    /// Its number in the font file.
    pub id: u16,
    /// Where its pen begins, along the baseline from the run's beginning.
    pub offset: Length,
}

/// Which way a baseline runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To the right.
    Upright,
    /// Down: turned clockwise by a quarter.
    Clockwise,
}

/// How dark something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text and rules.
    Black,
    /// The stamp on a copy that is not for filing.
    Grey,
}

/// A straight line, its thickness spread evenly on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Where it begins, from the left and from the top.
    pub from: (Length, Length),
    /// Where it ends, from the left and from the top.
    pub to: (Length, Length),
    /// Its thickness.
    pub weight: Length,
    /// How dark it is.
    pub ink: Ink,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its left edge.
    pub x: Length,
    /// Its upper edge.
    pub y: Length,
    /// Across.
    pub width: Length,
    /// Down.
    pub height: Length,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilledBox {
    /// Where it is.
    pub area: Area,
    /// How dark it is.
    pub ink: Ink,
}

/// A place that leads to another page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it is.
    pub area: Area,
    /// The page it leads to, from 0.
    pub page: usize,
    /// How far down that page.
    pub y: Length,
}

/// A heading in the PDF's outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// 0 for a paper's title, 1 to 4 for its headings.
    pub level: u8,
    /// The words, number included.
    pub text: String,
    /// The page, from 0.
    pub page: usize,
    /// How far down the page.
    pub y: Length,
}

/// A character that no face has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// The field it was to be printed from.
    pub source: Option<Source>,
}

/// A word or a number longer than a line of its cell: it goes on in the next line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CutWord {
    /// The word.
    pub word: String,
    /// The field it was printed from.
    pub source: Option<Source>,
}

impl Item {
    /// Moves the thing to the right and down.
    pub(super) fn shift(&mut self, right: Length, down: Length) {
        match self {
            Item::Glyphs(run) => {
                run.x += right;
                run.baseline += down;
            }
            Item::Rule(rule) => {
                for end in [&mut rule.from, &mut rule.to] {
                    end.0 += right;
                    end.1 += down;
                }
            }
            Item::Box(FilledBox { area, .. }) | Item::Link(Link { area, .. }) => {
                area.x += right;
                area.y += down;
            }
        }
    }
}
