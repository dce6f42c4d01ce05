//! The faces a paper is set in: the standard's own where the PC has them, else the bundled ones; which face serves which
//! role, which glyph prints a character, how wide it is, and what the painters need to embed or draw it. Nothing about
//! positions or sizes; those belong to `layout`.
#![allow(clippy::float_arithmetic, reason = "a font file states its measures as floats through the reader")]

mod bundled;
mod file;
mod glyph_table;
mod installed;
mod outline;

use std::path::PathBuf;
use std::sync::OnceLock;

use glyph_table::GlyphTable;

pub use file::{FaceFile, FaceMeasures};
pub use outline::Step;

/// What a piece of text is, as GB/T 9704—2012 (7.3) names faces for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// 小标宋: titles.
    Title,
    /// 黑体: headings of level 1, table heads, attachment marks.
    Heading,
    /// 楷体: headings of level 2.
    Subheading,
    /// 仿宋: body text and headings of levels 3 and 4.
    Body,
    /// 宋体 with Times-like digits: the cells of a table.
    Cell,
    /// 宋体 with its own digits: page numbers.
    PageNumber,
}

/// One font file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// 小标宋.
    BoldSong,
    /// 黑体.
    Hei,
    /// 楷体.
    Kai,
    /// 仿宋.
    Fang,
    /// 宋体; also serves every character another face lacks.
    Song,
    /// A Times-like face for digits and Latin letters among Chinese text.
    Latin,
    /// The bundled 宋体: serves what the faces of the PC lack.
    Spare,
}

impl Face {
    /// Every face, in the order of their files.
    pub const ALL: [Face; 7] = [Face::BoldSong, Face::Hei, Face::Kai, Face::Fang, Face::Song, Face::Latin, Face::Spare];

    /// What the standard calls it.
    pub fn label(self) -> &'static str {
        match self {
            Face::BoldSong => "小标宋",
            Face::Hei => "黑体",
            Face::Kai => "楷体",
            Face::Fang => "仿宋",
            Face::Song => "宋体",
            Face::Latin => "数字和西文",
            Face::Spare => "备用宋体",
        }
    }
}

/// A character's picture in one face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// The face it is in.
    pub face: Face,
    /// Its number in the font file.
    pub id: u16,
    /// How far the pen moves on, in the face's units.
    pub advance: u16,
    /// How many of the face's units make an em.
    pub units_per_em: u16,
}

impl Glyph {
    /// Returns how far the pen moves on at a font size, in the size's own unit.
    pub fn advance_at(self, size: i32) -> i32 {
        let units = i64::from(self.units_per_em.max(1));
        i32::try_from((i64::from(self.advance) * i64::from(size) + units / 2) / units).unwrap_or(i32::MAX)
    }

    /// Whether the glyph fills an em, as a hanzi and its punctuation do.
    pub fn is_full_width(self) -> bool {
        self.advance == self.units_per_em
    }
}

/// The faces of one program run. Files are read and parsed and characters looked up only when first used, then remembered.
#[derive(Debug)]
pub struct Faces {
    /// Font files of the PC that may serve.
    listed: Vec<PathBuf>,
    files: [OnceLock<FaceFile>; Face::ALL.len()],
    looked_up: [GlyphTable; 6],
}

impl Faces {
    /// Returns the faces compiled into the program, the same on every computer.
    pub fn bundled() -> Faces {
        Faces { listed: Vec::new(), files: Default::default(), looked_up: Default::default() }
    }

    /// Returns the standard's own faces as far as the folders have them, else the bundled ones. The same files give the
    /// same choice.
    pub fn installed(folders: &[PathBuf]) -> Faces {
        Faces { listed: installed::list(folders), ..Faces::bundled() }
    }

    /// Whether none of them can be the PC's.
    pub fn are_bundled(&self) -> bool {
        self.listed.is_empty()
    }

    /// Returns the glyph that prints a character in a role: from the role's face, else from 宋体, else from the Latin
    /// face, else from the bundled 宋体; `None` where no face has it.
    pub fn glyph(&self, role: Role, character: char) -> Option<Glyph> {
        self.looked_up[role as usize]
            .get_or_look_up(character, || {
                chain(role, character).into_iter().flatten().find_map(|face| {
                    let (id, advance) = self.file(face).glyph(character)?;
                    Some((face, id, advance))
                })
            })
            .map(|(face, id, advance)| Glyph {
                face,
                id,
                advance,
                units_per_em: self.file(face).measures().units_per_em,
            })
    }

    /// Returns the font file of a face.
    pub fn file(&self, face: Face) -> &FaceFile {
        self.files[face as usize].get_or_init(|| match installed::find(&self.listed, face) {
            Some(found) => FaceFile::installed(found),
            None => FaceFile::bundled(bundled::bytes(face)),
        })
    }
}

/// The faces asked for a character in turn.
fn chain(role: Role, character: char) -> [Option<Face>; 5] {
    let (own, mixes) = match role {
        Role::Title => (Face::BoldSong, false),
        Role::Heading => (Face::Hei, false),
        Role::Subheading => (Face::Kai, true),
        Role::Body => (Face::Fang, true),
        Role::Cell => (Face::Song, true),
        Role::PageNumber => (Face::Song, false),
    };
    let latin = (mixes && is_western(character)).then_some(Face::Latin);
    [latin, Some(own), Some(Face::Song), Some(Face::Latin), Some(Face::Spare)]
}

/// Digits, Latin letters and the marks that stand among them. Quotation marks, dashes, ellipses and × ÷ ± stay Chinese:
/// in Chinese text they are a full em wide.
fn is_western(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{a0}' | '²' | '³' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | '–')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_in_body_text_are_set_in_the_latin_face_and_marks_in_the_chinese() {
        let faces = Faces::bundled();
        let face_of = |character| faces.glyph(Role::Body, character).map(|glyph| glyph.face);
        assert_eq!(face_of('8'), Some(Face::Latin));
        assert_eq!(face_of('%'), Some(Face::Latin));
        for mark in "“”‘’—…，。《》（）".chars() {
            assert_eq!(face_of(mark), Some(Face::Fang), "{mark}");
            assert!(faces.glyph(Role::Body, mark).is_some_and(Glyph::is_full_width), "{mark} fills an em");
        }
    }

    #[test]
    fn a_character_the_face_lacks_comes_from_song() {
        let faces = Faces::bundled();
        for character in ['㎡', '堃'] {
            assert_eq!(faces.glyph(Role::Body, character).map(|glyph| glyph.face), Some(Face::Song));
        }
    }

    #[test]
    fn a_character_no_face_has_has_no_glyph() {
        let faces = Faces::bundled();
        assert_eq!(faces.glyph(Role::Body, '😀'), None);
        assert_eq!(faces.glyph(Role::Body, '\u{e000}'), None);
        assert_eq!(faces.glyph(Role::Body, '\u{e000}'), None, "the second look-up is answered from the table");
    }

    #[test]
    fn an_advance_is_worked_out_in_whole_units() {
        let faces = Faces::bundled();
        let digit = faces.glyph(Role::Body, '0').expect("the Latin face has digits");
        assert_eq!(digit.advance_at(16_000), 8_000);
        let hanzi = faces.glyph(Role::Body, '国').expect("仿宋 has 国");
        assert_eq!(hanzi.advance_at(16_000), 16_000);
    }
}
