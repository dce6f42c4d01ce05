//! Stacks strips and tables on pages. A heading never ends a page, a paragraph leaves no single line behind where that
//! can be had, and a chain of strips that belong together moves on together unless it is longer than a page.

use super::length::Length;
use super::page::{Area, Item, Layout, Link, OutlineEntry, Page};
use super::strip::Strip;
use super::style::{LINE_PITCH, Sheet};
use super::table::Table;

/// What pagination stacks.
#[derive(Debug)]
pub(super) enum Piece<'d> {
    /// A line or another piece that stays whole.
    Strip(Strip),
    /// A table.
    Table(Box<Table<'d>>),
}

impl Piece<'_> {
    /// The height it asks for to begin on a page, and the least it can do with.
    fn beginning(&self) -> (Length, Length) {
        match self {
            Piece::Strip(strip) => (strip.height, strip.height),
            Piece::Table(table) => table.beginning(),
        }
    }

    fn keeps_with_next(&self) -> bool {
        matches!(self, Piece::Strip(strip) if strip.keeps_with_next)
    }

    fn is_on_grid(&self) -> bool {
        matches!(self, Piece::Strip(strip) if strip.on_grid)
    }
}

/// The pages made so far, and what waits for all pages to be known.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) pages: Vec<Page>,
    pub(super) outline: Vec<OutlineEntry>,
    /// Where each attachment begins: page and height on it.
    attachments: Vec<(usize, Length)>,
    /// Areas that lead to an attachment: page, area, attachment.
    leads: Vec<(usize, Area, usize)>,
}

impl Pages {
    /// Stacks a section's pieces on pages of their own.
    pub(super) fn add_section(&mut self, sheet: &Sheet, pieces: Vec<Piece<'_>>) {
        let mut stack = Stack { sheet, pages: self, used: Length::ZERO, table_begins_here: false };
        stack.new_page();
        let chains = chains(&pieces);
        for (piece, chain) in pieces.into_iter().zip(chains) {
            if let Some(chain) = chain {
                stack.make_room(chain, piece.is_on_grid());
            }
            match piece {
                Piece::Strip(strip) => stack.add_strip(strip),
                Piece::Table(table) => stack.add_table(*table),
            }
        }
    }

    /// Turns the areas that lead to attachments into links, now that every attachment has its page.
    pub(super) fn link_attachments(&mut self) {
        for (on_page, area, attachment) in std::mem::take(&mut self.leads) {
            if let Some((page, y)) = self.attachments.get(attachment).copied() {
                self.pages[on_page].items.push(Item::Link(Link { area, page, y }));
            }
        }
    }

    /// Moves pages and outline into a layout.
    pub(super) fn finish(self, layout: &mut Layout) {
        layout.pages = self.pages;
        layout.outline = self.outline;
    }
}

/// For each piece that begins a chain of pieces to be kept together: the height the chain asks for, and the least.
fn chains(pieces: &[Piece<'_>]) -> Vec<Option<(Length, Length)>> {
    let mut chains = vec![None; pieces.len()];
    let mut begins = 0;
    let mut height = (Length::ZERO, Length::ZERO);
    for (index, piece) in pieces.iter().enumerate() {
        let (asked, least) = piece.beginning();
        height = (height.0 + asked, height.1 + least);
        if !piece.keeps_with_next() {
            chains[begins] = Some(height);
            begins = index + 1;
            height = (Length::ZERO, Length::ZERO);
        }
    }
    chains
}

/// The page being filled.
struct Stack<'s, 'p> {
    sheet: &'s Sheet,
    pages: &'p mut Pages,
    used: Length,
    /// Whether the next table must begin on this page, since no page holds its first row and what belongs to it.
    table_begins_here: bool,
}

impl Stack<'_, '_> {
    fn new_page(&mut self) {
        let (width, height) = self.sheet.size;
        self.pages.pages.push(Page { width, height, number: None, items: Vec::new() });
        self.used = Length::ZERO;
    }

    fn full(&self) -> Length {
        self.sheet.area.1
    }

    fn left(&self) -> Length {
        self.full() - self.used
    }

    /// Goes to a new page where a chain does not fit on this one but does on a new one.
    fn make_room(&mut self, (asked, least): (Length, Length), on_grid: bool) {
        self.table_begins_here = asked > self.full();
        let height = if self.table_begins_here { least } else { asked };
        let left = self.full() - if on_grid { self.used.round_up_to(LINE_PITCH) } else { self.used };
        if self.used > Length::ZERO && height > left && height <= self.full() {
            self.new_page();
        }
    }

    fn add_strip(&mut self, strip: Strip) {
        if strip.is_gap && self.used == Length::ZERO {
            return;
        }
        if strip.on_grid {
            self.used = self.used.round_up_to(LINE_PITCH);
        }
        if self.used > Length::ZERO && strip.height > self.left() {
            self.new_page();
        }
        let (x, y) = (self.sheet.corner.0, self.sheet.corner.1 + self.used);
        self.note(&strip, x, y);
        self.place(strip.items, x, y);
        self.used += strip.height;
    }

    /// Remembers a strip's heading, its attachment and where it leads.
    fn note(&mut self, strip: &Strip, x: Length, y: Length) {
        let page = self.pages.pages.len() - 1;
        if let Some((level, text)) = &strip.heading {
            self.pages.outline.push(OutlineEntry { level: *level, text: text.clone(), page, y });
        }
        if let Some(attachment) = strip.attachment {
            debug_assert_eq!(attachment, self.pages.attachments.len());
            self.pages.attachments.push((page, y));
        }
        if let Some(attachment) = strip.leads_to {
            let area = Area { x, y, width: self.sheet.area.0, height: strip.height };
            self.pages.leads.push((page, area, attachment));
        }
    }

    fn add_table(&mut self, mut table: Table<'_>) {
        while !table.is_done() {
            let begins_here = std::mem::take(&mut self.table_begins_here);
            let full = if begins_here { self.left() } else { self.full() };
            match table.next_fragment(self.left(), full) {
                Some(fragment) => {
                    self.place(fragment.items, self.sheet.corner.0, self.sheet.corner.1 + self.used);
                    self.used += fragment.height;
                    if !table.is_done() {
                        self.new_page();
                    }
                }
                None => self.new_page(),
            }
        }
    }

    fn place(&mut self, items: Vec<Item>, x: Length, y: Length) {
        let Some(page) = self.pages.pages.last_mut() else {
            return;
        };
        page.items.extend(items.into_iter().map(|mut item| {
            item.shift(x, y);
            item
        }));
    }
}
