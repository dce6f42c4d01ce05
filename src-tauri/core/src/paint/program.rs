//! The font files of a PDF, cut and compressed by whatever threads have time for it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::typeface::Faces;

use super::PaintError;
use super::deflate::Deflate;
use super::sfnt;
use super::subset::Font;

/// A font file as it goes into the PDF.
pub(super) struct Program {
    /// Compressed.
    pub(super) packed: Vec<u8>,
    /// Its length before that.
    pub(super) length: usize,
    /// The glyphs in it.
    pub(super) glyphs: u16,
}

/// The font files to be made, and those that are.
pub(super) struct Programs<'a> {
    fonts: &'a [Font],
    faces: &'a Faces,
    /// The largest first, so that the last ones are soon done.
    order: Vec<usize>,
    next: AtomicUsize,
    made: Mutex<Vec<(usize, Result<Program, PaintError>)>>,
}

impl<'a> Programs<'a> {
    pub(super) fn of(fonts: &'a [Font], faces: &'a Faces) -> Programs<'a> {
        let mut order: Vec<usize> = (0..fonts.len()).collect();
        order.sort_by_key(|place| std::cmp::Reverse(fonts[*place].glyphs.len()));
        Programs { fonts, faces, order, next: AtomicUsize::new(0), made: Mutex::default() }
    }

    /// Makes files until each is made or being made by another thread.
    pub(super) fn make(&self) {
        let mut deflate = Deflate::of_fonts();
        while let Some(place) = self.order.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let program = self.program(*place, &mut deflate);
            if let Ok(mut made) = self.made.lock() {
                made.push((*place, program));
            }
        }
    }

    fn program(&self, place: usize, deflate: &mut Deflate) -> Result<Program, PaintError> {
        let whole = self.fonts[place].program(self.faces)?;
        let cut = sfnt::shortened(&whole).and_then(|file| Some((sfnt::glyph_count(&file)?, file)));
        let (glyphs, file) = cut.ok_or_else(|| PaintError::Malformed("a font was cut to what is none".into()))?;
        Ok(Program { packed: deflate.pack(&file)?, length: file.len(), glyphs })
    }

    /// The files in the order of their fonts.
    ///
    /// # Errors
    /// That of the first font that could not be cut.
    pub(super) fn made(&self) -> Result<Vec<Program>, PaintError> {
        let mut made = self.made.lock().map(|mut made| std::mem::take(&mut *made)).unwrap_or_default();
        made.sort_by_key(|(place, _)| *place);
        made.into_iter().map(|(_, program)| program).collect()
    }
}
