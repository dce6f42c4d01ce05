//! Headings, body text and the small texts around a table, as strips of lines.

use crate::document::{Lead, Run, Source};
use crate::typeface::Role;

use super::length::Length;
use super::line::Measure;
use super::strip::{Stand, Strip, keep_ends_together, keep_whole, single_line, strips};
use super::style;
use super::text::Setter;

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
    lines
}

/// Sets the line over or under a table: the first part left, the last right, those between evenly. Parts that do not
/// fit beside each other stand one below the other.
pub(super) fn table_line(setter: &mut Setter<'_>, width: Length, parts: &[Vec<Run>]) -> Vec<Strip> {
    let line_style = style::TABLE_LINE;
    let texts: Vec<_> = parts.iter().map(|part| setter.runs(line_style, part, None)).collect();
    let set: Vec<_> = texts.iter().map(|text| single_line(text, Length::ZERO, line_style.baseline())).collect();
    let taken: Length = set.iter().map(|(_, part_width)| *part_width).sum();
    let gaps = i32::try_from(parts.len().saturating_sub(1)).unwrap_or(i32::MAX);
    let one_line = |text: &super::text::Text<'_>| !text.marks.iter().any(|mark| mark.character == '\n');
    if taken + line_style.size * gaps > width || !texts.iter().all(one_line) {
        return texts.iter().flat_map(|text| strips(text, &Measure::ragged(width), Stand::Left)).collect();
    }
    let gap = (width - taken) / gaps.max(1);
    let mut strip = Strip { height: line_style.leading, ..Strip::default() };
    let mut x = Length::ZERO;
    for (items, part_width) in set {
        strip.items.extend(items.into_iter().map(|mut item| {
            item.shift(x, Length::ZERO);
            item
        }));
        x += part_width + gap;
    }
    vec![strip]
}
