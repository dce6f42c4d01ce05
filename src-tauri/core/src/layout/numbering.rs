//! Page numbers (GB/T 9704—2012, 7.5) and the stamp on copies that are not for filing: what stands outside the type area.

use crate::document::{Numbering, Orientation, Stamp};

use super::length::Length;
use super::page::{GlyphRun, Ink, Item, Page, Rule, Turn};
use super::strip::single_line;
use super::style::{self, Sheet};
use super::text::Setter;

/// Numbers a section's pages, and returns the last number used.
pub(super) fn number_pages(
    setter: &mut Setter<'_>,
    sheet: &Sheet,
    numbering: Numbering,
    last: u32,
    pages: &mut [Page],
) -> u32 {
    let before = match numbering {
        Numbering::None => return last,
        Numbering::Restart => 0,
        Numbering::Continue => last,
    };
    let mut number = before;
    for page in pages {
        number += 1;
        page.number = Some(number);
        let runs = page_number(setter, sheet, number);
        page.items.extend(runs);
    }
    number
}

/// Sets `— 3 —` below the type area: at the right on odd pages, at the left on even ones, one character in.
fn page_number(setter: &mut Setter<'_>, sheet: &Sheet, number: u32) -> Vec<Item> {
    let text = setter.plain(style::PAGE_NUMBER, &format!("— {number} —"));
    let baseline = style::page_number_baseline();
    let (left, right) = style::page_number_bounds();
    let (mut items, width) = single_line(&text, Length::ZERO, baseline);
    let x = if number % 2 == 1 { right - width } else { left };
    for item in &mut items {
        item.shift(x, Length::ZERO);
        if let (Item::Glyphs(run), Orientation::Landscape) = (item, sheet.orientation) {
            turn_with_sheet(run, sheet);
        }
    }
    items
}

/// Turns what was set on the portrait sheet as the sheet itself is turned: clockwise, its left side up.
fn turn_with_sheet(run: &mut GlyphRun, sheet: &Sheet) {
    let (x, baseline) = (run.x, run.baseline);
    run.x = sheet.size.0 - baseline;
    run.baseline = x;
    run.turn = Turn::Clockwise;
}

/// Stamps pages of a copy that is not for filing.
pub(super) fn stamp_pages(setter: &mut Setter<'_>, sheet: &Sheet, stamp: Option<Stamp>, pages: &mut [Page]) {
    if let Some(stamp) = stamp {
        pages.iter_mut().for_each(|page| stamp_page(setter, sheet, stamp, page));
    }
}

/// Stamps a page with a framed grey word in the upper right corner, above the type area, where it hides no text.
fn stamp_page(setter: &mut Setter<'_>, sheet: &Sheet, stamp: Stamp, page: &mut Page) {
    let text = setter.plain(style::STAMP, stamp.word());
    let (side, above) = style::STAMP_PADDING;
    let (mut items, width) = single_line(&text, Length::ZERO, style::STAMP_TOP + above + style::STAMP.baseline());
    let right = sheet.corner.0 + sheet.area.0;
    let (left, top, bottom) =
        (right - width - side * 2, style::STAMP_TOP, style::STAMP_TOP + above * 2 + style::STAMP.leading);
    for item in &mut items {
        item.shift(left + side, Length::ZERO);
        if let Item::Glyphs(run) = item {
            run.ink = Ink::Grey;
        }
    }
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
    for (index, from) in corners.into_iter().enumerate() {
        let to = corners[(index + 1) % corners.len()];
        items.push(Item::Rule(Rule { from, to, weight: style::STAMP_RULE, ink: Ink::Grey }));
    }
    page.items.extend(items);
}
