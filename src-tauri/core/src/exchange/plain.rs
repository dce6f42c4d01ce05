//! Text files: which encoding they are in, and their lines as paragraphs.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{FILE_LIMIT, PARAGRAPH_LIMIT, TEXT_LIMIT};
use crate::error::{Error, Result};
use crate::source::{Paragraph, SourceText};
use crate::table::Tables;

/// Reads the rest of a text file whose first bytes are `opening`.
pub(super) fn read(file: File, opening: Vec<u8>, path: &Path) -> Result<Vec<Paragraph>> {
    Ok(SourceText::from(text(file, opening, path)?.as_str()).paragraphs)
}

/// Reads a pasted table: a row a line, its cells parted by tabs.
pub(super) fn read_table(file: File, opening: Vec<u8>, path: &Path) -> Result<Tables> {
    let text = text(file, opening, path)?;
    if text.matches('\t').count() > super::CELL_LIMIT {
        return Err(Error::DocumentTooLarge { path: path.to_owned() });
    }
    Ok(Tables::from(text.as_str()))
}

fn text(file: File, opening: Vec<u8>, path: &Path) -> Result<String> {
    let mut bytes = opening;
    file.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| Error::reading(path, error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > FILE_LIMIT {
        return Err(Error::DocumentTooLarge { path: path.to_owned() });
    }
    let text = decoded(&bytes)
        .ok_or_else(|| Error::BrokenDocument {
            path: path.to_owned(), detail: "不是文字，或者文字编码无法识别"
        })?;
    let lines = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    if text.len() > TEXT_LIMIT || lines > PARAGRAPH_LIMIT {
        return Err(Error::DocumentTooLarge { path: path.to_owned() });
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The text, by its mark, else as UTF-8, else as UTF-16 without a mark, else as GB 18030.
fn decoded(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strictly(encoding, bytes.get(mark..)?);
    }
    if let Some(text) = strictly(UTF_8, bytes) {
        return Some(text);
    }
    let breaks = |pair: [u8; 2]| bytes.chunks_exact(2).filter(|found| **found == pair).count();
    match (breaks([b'\n', 0]), breaks([0, b'\n'])) {
        (0, 0) => strictly(GB18030, bytes),
        (little, big) => strictly(if little >= big { UTF_16LE } else { UTF_16BE }, bytes),
    }
}

/// The text of bytes that are UTF-8 unless they bear another mark.
pub(super) fn marked(bytes: Vec<u8>) -> Option<String> {
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => strictly(encoding, bytes.get(mark..)?),
        None => String::from_utf8(bytes).ok(),
    }
}

/// The text where every byte fits the encoding and no control stands in it that no text has.
fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let is_binary = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{1A}');
    (!text.contains(is_binary)).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "一、基本情况\n在职168人。\n";

    #[test]
    fn a_text_is_read_in_every_encoding_it_may_come_in() {
        let utf_16 = |little: bool| {
            TEXT.encode_utf16()
                .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                .collect::<Vec<u8>>()
        };
        let marked = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked(&[0xEF, 0xBB, 0xBF], TEXT.as_bytes().to_vec()),
            marked(&[0xFF, 0xFE], utf_16(true)),
            marked(&[0xFE, 0xFF], utf_16(false)),
            utf_16(true),
            utf_16(false),
            GB18030.encode(TEXT).0.into_owned(),
        ] {
            assert_eq!(decoded(&bytes).as_deref(), Some(TEXT), "{bytes:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_not_taken_for_one() {
        assert_eq!(decoded(&[0, 1, 2, 3, 255, 254, 0, 9]), None);
        assert_eq!(decoded(&[0xFF, 0xFF, 0xFF]), None);
    }
}
