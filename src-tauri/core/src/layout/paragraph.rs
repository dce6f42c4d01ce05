//! Headings, body text and the small texts around a table, as strips of lines.

use crate::document::{Lead, Run, Source};
use crate::typeface::Role;

use super::length::Length;
use super::line::Measure;
use super::page::Item;
use super::strip::{Stand, Strip, keep_ends_together, keep_whole, single_line, strips};
use super::style;
use super::text::{Setter, Text};

/// Returns the measure of body text: two characters before the first line.
fn body_measure(width: Length) -> Measure {
    let first_indent = style::CHARACTER_PITCH * style::INDENT;
    Measure { width, first_indent, hanging_indent: Length::ZERO, justified: true }
}

/// Sets a heading by itself; it stays with what follows.
pub(super) fn heading(
    setter: &mut Setter<'_>,
    width: Length,
    level: u8,
    number: &str,
    runs: &[Run],
    source: Option<&Source>,
) -> Vec<Strip> {
    let heading_style = style::heading(level);
    let mut text = setter.empty(heading_style);
    setter.append(&mut text, heading_style.role, number.chars(), source);
    setter.append_runs(&mut text, runs, source, |_| heading_style.role);
    let mut lines = strips(&text, &body_measure(width), Stand::Left);
    keep_whole(&mut lines, true);
    lines[0].heading = Some((level.clamp(1, 4), words(number, runs, usize::MAX)));
    lines
}

/// Sets body text; of a numbered paragraph, number and run-in heading in the face of their level (7.3.3).
pub(super) fn paragraph(
    setter: &mut Setter<'_>,
    width: Length,
    lead: Option<&Lead>,
    runs: &[Run],
    source: Option<&Source>,
) -> Vec<Strip> {
    let body = style::BODY;
    let mut text = setter.empty(body);
    let (heading_role, heading_chars) = lead.map_or((body.role, 0), lead_role);
    if let Some(lead) = lead {
        setter.append(&mut text, heading_role, lead.number.chars(), source);
    }
    setter.append_runs(&mut text, runs, source, |place| if place < heading_chars { heading_role } else { body.role });
    let mut lines = strips(&text, &body_measure(width), Stand::Left);
    keep_ends_together(&mut lines);
    if let Some(lead) = lead.filter(|lead| lead.heading_chars > 0) {
        lines[0].heading = Some((lead.level.clamp(1, 4), words(&lead.number, runs, lead.heading_chars)));
    }
    lines
}

fn lead_role(lead: &Lead) -> (Role, usize) {
    (style::heading(lead.level).role, lead.heading_chars)
}

/// Returns a heading's words as the outline shows them, without the mark that ends them.
fn words(number: &str, runs: &[Run], count: usize) -> String {
    let text: String = runs.iter().flat_map(|run| run.text.chars()).take(count).collect();
    format!("{number}{}", text.trim_end_matches(['。', '：', '，', '；', ' ']))
}

/// Sets a note below a table.
pub(super) fn note(setter: &mut Setter<'_>, width: Length, runs: &[Run]) -> Vec<Strip> {
    let text = setter.runs(style::NOTE, runs, None);
    let mut lines = strips(&text, &Measure { justified: true, ..Measure::ragged(width) }, Stand::Left);
    keep_ends_together(&mut lines);
    lines.insert(0, Strip { height: style::ABOVE_NOTE, keeps_with_next: true, ..Strip::default() });
    lines
}

/// Sets the line over or under a table: the first part left, the last right, those between evenly. Parts that do not
/// all fit beside each other stand in rows of columns, or one below the other.
pub(super) fn table_line(setter: &mut Setter<'_>, width: Length, parts: &[Vec<Run>]) -> Vec<Strip> {
    let least_gap = style::TABLE_LINE.size;
    let texts: Vec<Text<'_>> = parts.iter().map(|part| setter.runs(style::TABLE_LINE, part, None)).collect();
    if texts.iter().flat_map(|text| &text.marks).any(|mark| mark.character == '\n') {
        return below_each_other(&texts, width);
    }
    let set: Vec<Part> = texts.iter().map(|text| single_line(text, Length::ZERO, text.style.baseline())).collect();
    let gaps = set.len().saturating_sub(1);
    let room = width - set.iter().map(|(_, part_width)| *part_width).sum();
    if room >= least_gap.times(gaps) {
        let gap = room / i32::try_from(gaps.max(1)).unwrap_or(i32::MAX);
        return vec![spread(set, gap)];
    }
    let widest = set.iter().map(|(_, part_width)| *part_width).max().unwrap_or_default();
    match (2..set.len()).rev().find(|columns| (widest + least_gap).times(*columns) <= width) {
        Some(columns) => in_columns(set, columns, width),
        None => below_each_other(&texts, width),
    }
}

/// A part of a line set by itself, and its width.
type Part = (Vec<Item>, Length);

fn spread(parts: Vec<Part>, gap: Length) -> Strip {
    let mut strip = Strip { height: style::TABLE_LINE.leading, ..Strip::default() };
    let mut x = Length::ZERO;
    for (items, width) in parts {
        strip.add(items, x);
        x += width + gap;
    }
    strip
}

fn in_columns(parts: Vec<Part>, columns: usize, width: Length) -> Vec<Strip> {
    let mut rows = Vec::new();
    for (index, (items, _)) in parts.into_iter().enumerate() {
        let column = index % columns;
        if column == 0 {
            rows.push(Strip { height: style::TABLE_LINE.leading, ..Strip::default() });
        }
        let x = (width / i32::try_from(columns).unwrap_or(i32::MAX)).times(column);
        if let Some(row) = rows.last_mut() {
            row.add(items, x);
        }
    }
    rows
}

fn below_each_other(texts: &[Text<'_>], width: Length) -> Vec<Strip> {
    texts.iter().flat_map(|text| strips(text, &Measure::ragged(width), Stand::Left)).collect()
}
