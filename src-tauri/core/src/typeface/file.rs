//! One font file, parsed when first asked for something.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use skrifa::charmap::Charmap;
use skrifa::metrics::GlyphMetrics;
use skrifa::prelude::{LocationRef, Size};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::installed::Found;
use super::outline::{self, Step};

/// A font file and what has been read of it.
pub struct FaceFile {
    /// Where it lies; a bundled one lies in the program.
    path: Option<PathBuf>,
    bytes: &'static [u8],
    index: u32,
    parsed: OnceLock<Option<Parsed>>,
}

/// What a PDF says about a face, in the face's units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceMeasures {
    /// Units in an em.
    pub units_per_em: u16,
    /// Above the baseline.
    pub ascent: i16,
    /// Below the baseline, negative.
    pub descent: i16,
    /// The box around all glyphs: left, bottom, right, top.
    pub bounds: [i16; 4],
    /// Thickness, 400 being ordinary and 700 bold.
    pub weight: u16,
    /// The PostScript name.
    pub name: String,
}

struct Parsed {
    font: FontRef<'static>,
    characters: Charmap<'static>,
    glyphs: GlyphMetrics<'static>,
    measures: FaceMeasures,
}

impl FaceFile {
    /// Takes a bundled font file.
    pub(super) fn bundled(bytes: &'static [u8]) -> FaceFile {
        FaceFile { path: None, bytes, index: 0, parsed: OnceLock::new() }
    }

    /// Takes a face found on the PC. Its bytes are kept till the program ends, as the bundled ones are.
    pub(super) fn installed(found: Found) -> FaceFile {
        let Found { path, bytes, index } = found;
        FaceFile { path: Some(path), bytes: Vec::leak(bytes), index, parsed: OnceLock::new() }
    }

    /// Returns where the file lies on the PC; `None` of a bundled one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Returns the file's bytes and the index of the face in it.
    pub fn bytes(&self) -> (&'static [u8], u32) {
        (self.bytes, self.index)
    }

    /// Returns what a PDF says about the face; of a file that cannot be read, empty measures.
    pub fn measures(&self) -> &FaceMeasures {
        static UNREADABLE: FaceMeasures = FaceMeasures {
            units_per_em: 1000,
            ascent: 880,
            descent: -120,
            bounds: [0, -120, 1000, 880],
            weight: 400,
            name: String::new(),
        };
        self.parsed().map_or(&UNREADABLE, |parsed| &parsed.measures)
    }

    /// Returns a character's glyph number and advance.
    pub(super) fn glyph(&self, character: char) -> Option<(u16, u16)> {
        let parsed = self.parsed()?;
        let id = parsed.characters.map(character)?;
        let advance = parsed.glyphs.advance_width(id).unwrap_or_default();
        Some((u16::try_from(id.to_u32()).ok()?, advance as u16))
    }

    /// Returns a glyph's advance in the face's units.
    pub fn advance(&self, id: u16) -> u16 {
        let advance = self.parsed().and_then(|parsed| parsed.glyphs.advance_width(GlyphId::from(id)));
        advance.unwrap_or_default() as u16
    }

    /// Returns a glyph's outline; empty for a blank.
    pub fn outline(&self, id: u16) -> Vec<Step> {
        self.parsed().map_or_else(Vec::new, |parsed| outline::of(&parsed.font, id))
    }

    fn parsed(&self) -> Option<&Parsed> {
        self.parsed.get_or_init(|| parse(self.bytes, self.index)).as_ref()
    }
}

impl std::fmt::Debug for FaceFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "FaceFile({} bytes, face {})", self.bytes.len(), self.index)
    }
}

/// A PostScript name holds letters, digits and a few marks of ASCII; what else a file has there is left out.
fn plain_name(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect()
}

fn parse(bytes: &'static [u8], index: u32) -> Option<Parsed> {
    let font = FontRef::from_index(bytes, index).ok()?;
    let unscaled = LocationRef::default();
    let metrics = font.metrics(Size::unscaled(), unscaled);
    let bounds = metrics.bounds.unwrap_or_default();
    let name = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first();
    Some(Parsed {
        font: font.clone(),
        characters: font.charmap(),
        glyphs: font.glyph_metrics(Size::unscaled(), unscaled),
        measures: FaceMeasures {
            units_per_em: metrics.units_per_em,
            ascent: metrics.ascent as i16,
            descent: metrics.descent as i16,
            bounds: [bounds.x_min as i16, bounds.y_min as i16, bounds.x_max as i16, bounds.y_max as i16],
            weight: font.attributes().weight.value() as u16,
            name: name.map(|name| plain_name(&name.to_string())).unwrap_or_default(),
        },
    })
}
