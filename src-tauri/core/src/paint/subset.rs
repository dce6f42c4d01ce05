//! Cuts each face to the glyphs that a paper uses. A glyph that prints two characters (a blank and a fixed blank, · and •)
//! gets one subset for each, since a PDF can say of a glyph only one character: extracted text equals what was written.

use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::layout::{Item, Page, PlacedGlyph};
use crate::typeface::{Face, FaceFile, Faces};

use super::PaintError;

/// The glyphs of one face that go into one font of the PDF.
struct Subset {
    face: Face,
    /// By glyph number: the character it prints here.
    characters: Vec<Option<char>>,
}

/// A font as the PDF names it; its file is cut beside the pages' drawing, which does not need it.
pub(super) struct Font {
    pub(super) face: Face,
    /// `ABCDEF+Name`, the letters made from the glyphs used.
    pub(super) name: String,
    /// Character, glyph number in the new file, advance in thousandths of an em; in the order of the numbers, from 1.
    pub(super) glyphs: Vec<(char, u16, u16)>,
    renumbered: GlyphRemapper,
}

/// Every subset of a paper.
pub(super) struct Subsets {
    subsets: Vec<Subset>,
    /// By face: the places of its subsets, in the order they are tried.
    by_face: [Vec<usize>; Face::ALL.len()],
}

impl Subsets {
    /// Collects the glyphs that pages use.
    pub(super) fn of(pages: &[Page]) -> Subsets {
        let mut all = Subsets { subsets: Vec::new(), by_face: Default::default() };
        for item in pages.iter().flat_map(|page| &page.items) {
            if let Item::Glyphs(run) = item {
                run.glyphs.iter().for_each(|glyph| all.claim(run.face, glyph));
            }
        }
        all
    }

    /// The fonts of the subsets, in the order of the subsets' places.
    pub(super) fn fonts(&self, faces: &Faces) -> Vec<Font> {
        self.subsets.iter().map(|subset| subset.font(faces)).collect()
    }

    /// Returns the place of the subset that prints a glyph as its character.
    pub(super) fn place_of(&self, face: Face, glyph: &PlacedGlyph) -> usize {
        let places = &self.by_face[face as usize];
        let printing = places.iter().find(|place| self.subsets[**place].at(glyph.id) == Some(glyph.character));
        printing.or(places.first()).copied().unwrap_or(0)
    }

    fn claim(&mut self, face: Face, glyph: &PlacedGlyph) {
        for place in &self.by_face[face as usize] {
            if self.subsets[*place].take(glyph) {
                return;
            }
        }
        let mut subset = Subset { face, characters: Vec::new() };
        subset.take(glyph);
        self.by_face[face as usize].push(self.subsets.len());
        self.subsets.push(subset);
    }
}

impl Subset {
    fn at(&self, id: u16) -> Option<char> {
        self.characters.get(usize::from(id)).copied().flatten()
    }

    /// Takes a glyph in, unless it prints another character here.
    fn take(&mut self, glyph: &PlacedGlyph) -> bool {
        let place = usize::from(glyph.id);
        if place >= self.characters.len() {
            self.characters.resize((place + 1).next_power_of_two(), None);
        }
        *self.characters[place].get_or_insert(glyph.character) == glyph.character
    }

    fn font(&self, faces: &Faces) -> Font {
        let file = faces.file(self.face);
        let mut renumbered = GlyphRemapper::new();
        let mut glyphs = Vec::new();
        for (id, character) in (0u16..).zip(&self.characters) {
            if let Some(character) = character {
                glyphs.push((*character, renumbered.remap(id), thousandths(file, file.advance(id))));
            }
        }
        let name = format!("{}+{}", tag(&glyphs), file.measures().name);
        Font { face: self.face, name, glyphs, renumbered }
    }
}

impl Font {
    /// Cuts the font file.
    pub(super) fn program(&self, faces: &Faces) -> Result<Vec<u8>, PaintError> {
        let (bytes, index) = faces.file(self.face).bytes();
        subsetter::subset(bytes, index, &self.renumbered)
            .map_err(|error| PaintError::FaceUnusable { face: self.face, reason: error.to_string() })
    }
}

/// Turns a face's units into thousandths of an em.
pub(super) fn thousandths(file: &FaceFile, units: u16) -> u16 {
    let em = u32::from(file.measures().units_per_em.max(1));
    u16::try_from((u32::from(units) * 1000 + em / 2) / em).unwrap_or(u16::MAX)
}

/// Six capital letters that differ where the glyphs differ (ISO 32000-1, 9.6.4).
fn tag(glyphs: &[(char, u16, u16)]) -> String {
    let mut hash = Sha256::new();
    for (character, _, _) in glyphs {
        hash.update(u32::from(*character).to_be_bytes());
    }
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
