//! What ends a paper: the list of attachments and the signature (GB/T 9704—2012, 7.3.4 and 7.3.5).

use super::length::Length;
use super::line::Measure;
use super::strip::{Stand, Strip, keep_ends_together, keep_whole, single_line, strips};
use super::style;
use super::text::Setter;

/// Sets the list of attachments one blank line below the text: numbers below each other where there are several, a
/// title's further lines below its first character, no mark after it (7.3.4).
pub(super) fn attachment_list(setter: &mut Setter<'_>, width: Length, titles: &[String]) -> Vec<Strip> {
    const WORD: &str = "附件：";
    let word_width = style::CHARACTER_PITCH.times(WORD.chars().count());
    let indent = style::CHARACTER_PITCH * style::INDENT;
    let mut list = vec![Strip::gap(style::LINE_PITCH)];
    for (index, title) in titles.iter().enumerate() {
        let number = number(index, titles);
        let number_width: Length = setter.plain(style::BODY, &number).marks.iter().map(|mark| mark.advance).sum();
        let word = if index == 0 { WORD } else { "" };
        let text = setter.plain(style::BODY, &format!("{word}{number}{title}"));
        let first_indent = if index == 0 { indent } else { indent + word_width };
        let hanging_indent = indent + word_width + number_width;
        let measure = Measure { width, first_indent, hanging_indent, justified: false };
        let mut lines = strips(&text, &measure, Stand::Left);
        keep_ends_together(&mut lines);
        lines.iter_mut().for_each(|line| line.leads_to = Some(index));
        list.extend(lines);
    }
    list[0].keeps_with_next = true;
    list
}

/// Returns the number before a title, where there are several; with a blank before a digit, so that `1. 2023` is not 1.2023.
fn number(index: usize, titles: &[String]) -> String {
    let begins_with_digit = titles[index].starts_with(|first: char| first.is_ascii_digit());
    match titles.len() {
        0 | 1 => String::new(),
        _ if begins_with_digit => format!("{}. ", index + 1),
        _ => format!("{}.", index + 1),
    }
}

/// Sets unit and date below room for the seal: the date four characters from the right, the unit centred over it, or
/// as far right as the date where it would pass the margin (7.3.5.1).
pub(super) fn signature(setter: &mut Setter<'_>, width: Length, unit: &str, date: Option<&str>) -> Vec<Strip> {
    let mut block: Vec<Strip> = (0..style::SEAL_LINES).map(|_| Strip::gap(style::LINE_PITCH)).collect();
    let date = date.map(|date| single_line(&setter.plain(style::BODY, date), Length::ZERO, style::BODY.baseline()));
    let date_width = date.as_ref().map_or(Length::ZERO, |(_, date_width)| *date_width);
    let date_x = (width - style::CHARACTER_PITCH * style::DATE_FROM_RIGHT - date_width).max(Length::ZERO);
    let centre = date.as_ref().map(|_| date_x + date_width.half());
    block.extend(unit_lines(setter, width, unit, centre));
    if let Some((mut items, _)) = date {
        items.iter_mut().for_each(|item| item.shift(date_x, Length::ZERO));
        block.push(Strip { height: style::LINE_PITCH, items, on_grid: true, ..Strip::default() });
    }
    keep_whole(&mut block, false);
    block
}

/// Sets the unit's name around `centre`, or flush right without one; a name longer than a line is broken.
fn unit_lines(setter: &mut Setter<'_>, width: Length, unit: &str, centre: Option<Length>) -> Vec<Strip> {
    let text = setter.plain(style::BODY, unit);
    let unit_width = single_line(&text, Length::ZERO, Length::ZERO).1;
    if unit_width > width {
        return strips(&text, &Measure::ragged(width), Stand::Right);
    }
    let farthest = width - unit_width;
    let x = match centre {
        Some(centre) => (centre - unit_width.half()).min(farthest),
        None => farthest - style::CHARACTER_PITCH * style::UNIT_FROM_RIGHT,
    };
    let (items, _) = single_line(&text, x.max(Length::ZERO), style::BODY.baseline());
    vec![Strip { height: style::LINE_PITCH, items, on_grid: true, ..Strip::default() }]
}
