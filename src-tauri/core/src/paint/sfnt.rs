//! Font files by their tables (OpenType 1.9, “Organization of an OpenType Font”).

/// What a PDF draws no glyph with: the names, and what a printer wants to know (ISO 32000-1, 9.9, table 126).
const UNUSED: [&[u8; 4]; 2] = [b"name", b"post"];
/// What the sum of a whole file comes to with `head`'s adjustment.
const WHOLE: u32 = 0xB1B0_AFBA;
/// Where `head` holds that adjustment.
const ADJUSTMENT: usize = 8;
/// Bytes of the file's head and of a table's record.
const HEAD: usize = 12;
const RECORD: usize = 16;

/// A table's record: its name, checksum, and where its bytes stand.
struct Table {
    tag: [u8; 4],
    sum: u32,
    offset: usize,
    length: usize,
}

/// The number of glyphs of a file, from its `maxp` table.
pub(super) fn glyph_count(file: &[u8]) -> Option<u16> {
    let maxp = tables(file)?.into_iter().find(|table| &table.tag == b"maxp")?;
    half(file, maxp.offset.checked_add(4)?)
}

/// The file without the tables that no PDF uses; `None` where it is no such file.
pub(super) fn shortened(file: &[u8]) -> Option<Vec<u8>> {
    let mut kept = tables(file)?;
    kept.retain(|table| !UNUSED.contains(&&table.tag));
    let count = u16::try_from(kept.len()).ok()?;
    let power = count.checked_ilog2()?;
    let range = 16_u16.checked_mul(1 << power)?;
    let mut short = Vec::with_capacity(file.len());
    short.extend(file.get(..4)?);
    for number in [count, range, u16::try_from(power).ok()?, (count * 16).checked_sub(range)?] {
        short.extend(number.to_be_bytes());
    }
    let mut offset = HEAD + kept.len() * RECORD;
    for table in &kept {
        short.extend(table.tag);
        for number in [table.sum, u32::try_from(offset).ok()?, u32::try_from(table.length).ok()?] {
            short.extend(number.to_be_bytes());
        }
        offset += table.length.next_multiple_of(4);
    }
    let sum = kept.iter().fold(sum(&short), |sum, table| sum.wrapping_add(table.sum));
    for table in &kept {
        let at = short.len();
        short.extend(file.get(table.offset..table.offset.checked_add(table.length)?)?);
        short.resize(short.len().next_multiple_of(4), 0);
        if &table.tag == b"head" {
            let adjustment = short.get_mut(at + ADJUSTMENT..at + ADJUSTMENT + 4)?;
            adjustment.copy_from_slice(&WHOLE.wrapping_sub(sum).to_be_bytes());
        }
    }
    Some(short)
}

fn tables(file: &[u8]) -> Option<Vec<Table>> {
    let records = file.get(HEAD..)?.chunks_exact(RECORD).take(usize::from(half(file, 4)?));
    let table = |record: &[u8]| {
        Some(Table {
            tag: record.get(..4)?.try_into().ok()?,
            sum: word(record, 4)?,
            offset: usize::try_from(word(record, 8)?).ok()?,
            length: usize::try_from(word(record, 12)?).ok()?,
        })
    };
    records.map(table).collect()
}

/// The sum of a file's words.
fn sum(bytes: &[u8]) -> u32 {
    (0..bytes.len()).step_by(4).filter_map(|at| word(bytes, at)).fold(0, u32::wrapping_add)
}

fn half(file: &[u8], at: usize) -> Option<u16> {
    file.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_be_bytes)
}

fn word(file: &[u8], at: usize) -> Option<u32> {
    file.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use subsetter::GlyphRemapper;

    use super::*;
    use crate::typeface::{Face, Faces};

    #[test]
    fn a_file_without_its_unused_tables_is_one_still_and_its_sums_are_right() {
        let faces = Faces::bundled();
        for face in Face::ALL {
            let (bytes, index) = faces.file(face).bytes();
            let mut glyphs = GlyphRemapper::new();
            for id in 1..60 {
                glyphs.remap(id);
            }
            let whole = subsetter::subset(bytes, index, &glyphs).expect("is cut");
            let short = shortened(&whole).expect("is a font");
            assert!(short.len() < whole.len());
            assert_eq!(sum(&short), WHOLE, "{face:?}");
            assert_eq!(glyph_count(&short), glyph_count(&whole));
            let (before, after) = (tables(&whole).expect("has tables"), tables(&short).expect("has tables"));
            assert_eq!(after.len() + UNUSED.len(), before.len());
            for table in after.iter().filter(|table| &table.tag != b"head") {
                let was = before.iter().find(|other| other.tag == table.tag).expect("was there");
                let content = short.get(table.offset..table.offset + table.length);
                assert_eq!(content, whole.get(was.offset..was.offset + was.length), "{face:?} {:?}", table.tag);
            }
        }
    }

    #[test]
    fn what_is_no_font_file_has_no_tables() {
        for file in [&b""[..], b"\0\x01\0\0\0\x01", &[0xff; 40]] {
            assert!(shortened(file).is_none() && glyph_count(file).is_none());
        }
    }
}
