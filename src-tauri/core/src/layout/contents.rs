//! 目录 of a long report: its headings of the first two levels and its attachments, each with dots that lead to the number of
//! its page. It is set once all pages are known, and put in before the text, on pages without numbers.

use crate::document::{Orientation, Stamp};

use super::length::Length;
use super::line::Measure;
use super::numbering;
use super::page::{Area, Item, Link, OutlineEntry, Page};
use super::pagination::{Pages, Piece};
use super::strip::{Stand, Strip, keep_whole, single_line, strips};
use super::style::{self, Sheet};
use super::text::Setter;
use super::title;

/// What the list is called.
const TITLE: &str = "目　录";
/// The deepest heading it lists.
const DEEPEST: u8 = 2;
/// What leads from a heading to its page.
const LEADER: &str = "…";

/// Where a report asks for its contents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// The page before which they go, from 0.
    pub(super) before: usize,
    /// They are set where the report has more pages than these.
    pub(super) over_pages: usize,
    /// How many it has.
    pub(super) report_pages: usize,
}

impl Asked {
    /// Whether the report is long enough for them.
    pub(super) fn is_met(&self) -> bool {
        self.report_pages > self.over_pages
    }
}

/// Sets the contents before the page `at`; every place that points to a page behind moves on with it.
pub(super) fn put_in(setter: &mut Setter<'_>, at: usize, stamp: Option<Stamp>, pages: &mut Pages) {
    let sheet = &Sheet::new(Orientation::Portrait);
    let mut list = Pages::default();
    list.add_section(sheet, lines(setter, sheet, pages).into_iter().map(Piece::Strip).collect());
    numbering::stamp_pages(setter, sheet, stamp, &mut list.pages);
    let count = list.pages.len();
    let move_on = |page: &mut usize| *page += if *page >= at { count } else { 0 };
    pages.outline.iter_mut().for_each(|entry| move_on(&mut entry.page));
    let place = pages.outline.iter().position(|entry| entry.page >= at).unwrap_or(pages.outline.len());
    pages.outline.insert(place, OutlineEntry { level: 0, text: "目录".to_owned(), page: at, y: sheet.corner.1 });
    pages.pages.splice(at..at, list.pages);
    let items = pages.pages.iter_mut().flat_map(|page| &mut page.items);
    items.for_each(|item| {
        if let Item::Link(link) = item {
            move_on(&mut link.page)
        }
    });
}

/// The title, and a line or more for each heading that stands on a numbered page.
fn lines(setter: &mut Setter<'_>, sheet: &Sheet, pages: &Pages) -> Vec<Strip> {
    let mut list = title::title(setter, sheet.area.0, TITLE);
    list.iter_mut().for_each(|strip| strip.heading = None);
    // The report's own title is none of its contents.
    let listed = pages.outline.iter().skip_while(|entry| entry.level == 0);
    for entry in listed.filter(|entry| entry.level <= DEEPEST) {
        if let Some(Page { number: Some(number), .. }) = pages.pages.get(entry.page) {
            list.extend(entry_lines(setter, sheet.area.0, entry, *number));
        }
    }
    list
}

/// A heading, dots, and the number of its page, flush right; all of it leads there.
fn entry_lines(setter: &mut Setter<'_>, width: Length, entry: &OutlineEntry, number: u32) -> Vec<Strip> {
    let pitch = style::CHARACTER_PITCH;
    let indent = if entry.level == DEEPEST { pitch * style::INDENT } else { Length::ZERO };
    let measure = Measure {
        width: width - pitch * style::RIGHT_OF_CONTENTS,
        first_indent: indent,
        hanging_indent: indent + pitch * style::INDENT,
        justified: false,
    };
    let text = setter.plain(style::BODY, &entry.text);
    let mut lines = strips(&text, &measure, Stand::Left);
    keep_whole(&mut lines, false);
    if let Some(last) = lines.last_mut() {
        let baseline = style::BODY.baseline();
        let (number, number_width) =
            single_line(&setter.plain(style::BODY, &number.to_string()), Length::ZERO, baseline);
        let number_column = width - pitch * style::PAGE_OF_CONTENTS;
        // The dots stand on the grid, so that they are below each other in all lines.
        let from = (end_of(&last.items) + pitch.half()).round_up_to(pitch);
        let dots = usize::try_from((number_column - from).0 / pitch.0).unwrap_or_default();
        let leader = setter.plain(style::BODY, &LEADER.repeat(dots));
        let (leader, _) = single_line(&leader, from, baseline);
        last.add(leader, Length::ZERO);
        last.add(number, width - number_width);
    }
    for line in &mut lines {
        let area = Area { x: Length::ZERO, y: Length::ZERO, width, height: line.height };
        line.items.push(Item::Link(Link { area, page: entry.page, y: entry.y }));
    }
    lines
}

/// Where the last character of a line ends.
fn end_of(items: &[Item]) -> Length {
    let end = |item: &Item| match item {
        Item::Glyphs(run) => run.glyphs.last().map(|glyph| run.x + glyph.offset + style::CHARACTER_PITCH),
        _ => None,
    };
    items.iter().filter_map(end).max().unwrap_or_default()
}
