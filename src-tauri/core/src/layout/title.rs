//! Titles in balanced lines: a cover, a paper's title, an attachment's mark, a table's title.

use super::length::Length;
use super::line::{Measure, balanced_width};
use super::strip::{Stand, Strip, keep_whole, single_line, strips};
use super::style;
use super::text::{Class, Mark, Setter, Text};

/// Sets the paper's title, centred; white below it fills up to the grid (7.3.1).
pub(super) fn title(setter: &mut Setter<'_>, width: Length, words: &str) -> Vec<Strip> {
    let mut lines = balanced(setter.plain(style::TITLE, words), width);
    let taken = style::TITLE.leading.times(lines.len());
    let below = (taken + style::BELOW_TITLE).round_up_to(style::LINE_PITCH) - taken;
    lines.push(Strip { height: below, ..Strip::default() });
    lines[0].on_grid = true;
    keep_whole(&mut lines, true);
    lines[0].heading = Some((0, one_line(words)));
    lines
}

/// Sets a table's title, centred, in the largest size that stays on one line; the smallest may take several.
pub(super) fn table_title(setter: &mut Setter<'_>, width: Length, words: &str) -> Vec<Strip> {
    let mut text = setter.empty(style::TABLE_TITLES[0]);
    for size in style::TABLE_TITLES {
        text = setter.plain(size, words);
        if single_line(&text, Length::ZERO, Length::ZERO).1 <= width {
            break;
        }
    }
    let mut lines = balanced(text, width);
    keep_whole(&mut lines, true);
    lines[0].heading = Some((0, one_line(words)));
    lines
}

/// Sets `附件1` at the head of an attachment, flush left, a blank line below it (7.3.4).
pub(super) fn attachment_mark(setter: &mut Setter<'_>, width: Length, words: &str, attachment: usize) -> Vec<Strip> {
    let mut lines = strips(&setter.plain(style::ATTACHMENT_MARK, words), &Measure::ragged(width), Stand::Left);
    if let Some(last) = lines.last_mut() {
        last.height = style::LINE_PITCH * style::LINES_OF_MARK;
    }
    keep_whole(&mut lines, true);
    lines[0].heading = Some((0, one_line(words)));
    lines[0].attachment = Some(attachment);
    lines
}

/// Sets a cover: the title high on the page, unit and date low.
pub(super) fn cover(setter: &mut Setter<'_>, width: Length, words: &str, unit: &str, date: Option<&str>) -> Vec<Strip> {
    let (above_title, above_unit) = style::COVER_LINES_ABOVE;
    let mut lines = vec![white(style::LINE_PITCH * above_title)];
    lines.extend(balanced(setter.plain(style::COVER_TITLE, words), width));
    let taken: Length = lines.iter().map(|strip| strip.height).sum();
    lines.push(white((style::LINE_PITCH * above_unit - taken).max(style::LINE_PITCH)));
    for line in std::iter::once(unit).chain(date) {
        lines.extend(balanced(setter.plain(style::COVER_LINE, line), width));
    }
    keep_whole(&mut lines, false);
    lines
}

/// White that stays where it is.
fn white(height: Length) -> Strip {
    Strip { height, on_grid: true, ..Strip::default() }
}

/// Sets centred lines of nearly the same length, no more of them than needed, broken between phrases where that can be
/// had, else between characters.
fn balanced(mut text: Text<'_>, width: Length) -> Vec<Strip> {
    break_between_phrases(&mut text, width);
    let narrow = balanced_width(&text.marks, width, text.style.size.half());
    let margin = (width - narrow).half();
    let mut lines = strips(&text, &Measure::ragged(narrow), Stand::Centre);
    lines.iter_mut().flat_map(|line| &mut line.items).for_each(|item| item.shift(margin, Length::ZERO));
    lines
}

/// Breaks a title that takes two lines before or after one of the phrases of titles, if both halves then fit.
fn break_between_phrases(text: &mut Text<'_>, width: Length) {
    let whole: Length = text.marks.iter().map(|mark| mark.advance).sum();
    if whole <= width || whole > width * 2 || text.marks.iter().any(|mark| mark.class == Class::Newline) {
        return;
    }
    let mut before = Length::ZERO;
    let mut best: Option<(Length, usize)> = None;
    for place in 1..text.marks.len() {
        before += text.marks[place - 1].advance;
        let longer = before.max(whole - before);
        if longer <= width && parts_phrases(&text.marks, place) && best.is_none_or(|(least, _)| longer < least) {
            best = Some((longer, place));
        }
    }
    if let Some((_, place)) = best {
        text.marks.insert(place, Mark::newline());
    }
}

/// Whether one phrase of a title ends and another begins at a place.
fn parts_phrases(marks: &[Mark], place: usize) -> bool {
    let words = |marks: &[Mark]| -> String { marks.iter().map(|mark| mark.character).collect() };
    let (before, after) = (words(&marks[..place]), words(&marks[place..]));
    style::TITLE_BEGINNINGS.iter().any(|phrase| after.starts_with(phrase))
        || style::TITLE_ENDINGS.iter().any(|phrase| before.ends_with(phrase))
}

fn one_line(words: &str) -> String {
    words.replace('\n', "")
}
