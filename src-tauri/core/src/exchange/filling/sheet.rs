//! Cells of an `.xlsx` filled: numbers as numbers, words as inline strings. A formula stays, with its new value.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::docx::attribute;
use super::super::sheets::place;
use super::{Edit, escaped, prefix};
use crate::table::Put;

type Puts<'p> = BTreeMap<(usize, usize), &'p Put>;

/// The edits that fill the cells; `None` where the text is broken.
pub(super) fn edits(xml: &str, puts: &Puts<'_>) -> Option<Vec<Edit>> {
    let mut reader = Reader::from_str(xml);
    let mut edits = Vec::new();
    let mut left = puts.clone();
    let mut name_prefix = String::new();
    let (mut row, mut column) = (0, 0);
    loop {
        let from = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let to = usize::try_from(reader.buffer_position()).ok()?;
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().into_inner() {
                "sheetData" => prefix(tag.name().into_inner()).clone_into(&mut name_prefix),
                "row" => {
                    let number = attribute(&tag, "r").and_then(|number| number.parse::<usize>().ok());
                    let begun = number.map_or(row, |number| number.saturating_sub(1));
                    insert_rows(&mut edits, from, &mut left, Some(begun), &name_prefix);
                    column = 0;
                    row = begun + 1;
                    if is_empty {
                        let cells = take(&mut left, |at| at.0 == begun, &name_prefix);
                        if !cells.is_empty() {
                            let open = xml.get(from..to)?.trim_end_matches("/>");
                            let words = format!("{open}>{cells}</{name_prefix}row>");
                            edits.push(Edit { from, to, words });
                        }
                    }
                }
                "c" => {
                    let at =
                        attribute(&tag, "r").and_then(|name| place(&name)).unwrap_or((row.checked_sub(1)?, column));
                    column = at.1 + 1;
                    let before = take(&mut left, |left| left.0 == at.0 && left.1 < at.1, &name_prefix);
                    edits.push(Edit { from, to: from, words: before });
                    let put = left.remove(&at);
                    let formula = if is_empty { None } else { formula(&mut reader, xml, &tag)? };
                    let end = usize::try_from(reader.buffer_position()).ok()?;
                    if let Some(put) = put {
                        let style = attribute(&tag, "s").map(|style| format!(r#" s="{style}""#)).unwrap_or_default();
                        let words = cell(at, &style, formula.unwrap_or_default(), put, &name_prefix);
                        edits.push(Edit { from, to: end, words });
                    }
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().into_inner() {
                "row" => {
                    let rest = take(&mut left, |at| at.0 + 1 == row, &name_prefix);
                    edits.push(Edit { from, to: from, words: rest });
                }
                "sheetData" => insert_rows(&mut edits, from, &mut left, None, &name_prefix),
                _ => {}
            },
            Event::Eof => return Some(edits),
            _ => {}
        }
    }
}

/// Reads to the end of a cell; its formula as it stands.
fn formula<'x>(reader: &mut Reader<&'x [u8]>, xml: &'x str, cell: &BytesStart<'_>) -> Option<Option<&'x str>> {
    let mut found = None;
    let mut begun = None;
    loop {
        let from = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let to = usize::try_from(reader.buffer_position()).ok()?;
        match event {
            Event::Start(tag) if tag.local_name().into_inner() == "f" => begun = Some(from),
            Event::Empty(tag) if tag.local_name().into_inner() == "f" => found = xml.get(from..to),
            Event::End(tag) if tag.local_name().into_inner() == "f" => found = xml.get(begun?..to),
            Event::End(tag) if tag.name() == cell.name() => return Some(found),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Takes out what fits, as cells one behind the other.
fn take(left: &mut Puts<'_>, fits: impl Fn(&(usize, usize)) -> bool, prefix: &str) -> String {
    let own: Vec<(usize, usize)> = left.keys().filter(|at| fits(at)).copied().collect();
    let cells = own.into_iter().filter_map(|at| left.remove(&at).map(|put| cell(at, "", "", put, prefix)));
    cells.collect()
}

/// Rows that the sheet does not have yet, up to the next one it has.
fn insert_rows(edits: &mut Vec<Edit>, at: usize, left: &mut Puts<'_>, next: Option<usize>, prefix: &str) {
    let mut rows: Vec<usize> =
        left.keys().map(|place| place.0).filter(|row| next.is_none_or(|next| *row < next)).collect();
    rows.dedup();
    for row in rows {
        let cells = take(left, |place| place.0 == row, prefix);
        let words = format!(r#"<{prefix}row r="{}">{cells}</{prefix}row>"#, row + 1);
        edits.push(Edit { from: at, to: at, words });
    }
}

fn cell(at: (usize, usize), style: &str, formula: &str, put: &Put, prefix: &str) -> String {
    let name = format!("{}{}", letters(at.1), at.0 + 1);
    match put {
        Put::Number(number) => {
            format!(r#"<{prefix}c r="{name}"{style}>{formula}<{prefix}v>{number}</{prefix}v></{prefix}c>"#)
        }
        Put::Words(words) => format!(
            r#"<{prefix}c r="{name}"{style} t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">{}</{prefix}t></{prefix}is></{prefix}c>"#,
            escaped(words)
        ),
    }
}

/// 0 is A, 26 is AA.
fn letters(column: usize) -> String {
    let (mut rest, mut name) = (column + 1, String::new());
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        name.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    name
}
