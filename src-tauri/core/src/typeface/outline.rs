//! The outline of a glyph, as a painter draws it who has no font files.

use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::prelude::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// A step along an outline, in the face's units, y upwards. Each begins where the one before ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// A new contour begins.
    Move([f32; 2]),
    /// Straight.
    Line([f32; 2]),
    /// With one control point.
    Quad([[f32; 2]; 2]),
    /// With two control points.
    Curve([[f32; 2]; 3]),
    /// Back to where the contour began.
    Close,
}

/// The outline of a glyph; empty for a blank.
pub(super) fn of(font: &FontRef<'_>, id: u16) -> Vec<Step> {
    let mut steps = Steps::default();
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    match font.outline_glyphs().get(GlyphId::from(id)).map(|glyph| glyph.draw(settings, &mut steps)) {
        Some(Ok(_)) => steps.0,
        _ => Vec::new(),
    }
}

/// Gathers the steps of an outline.
#[derive(Default)]
pub(super) struct Steps(Vec<Step>);

impl Steps {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl OutlinePen for Steps {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Move([x, y]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Line([x, y]));
    }

    fn quad_to(&mut self, control_x: f32, control_y: f32, x: f32, y: f32) {
        self.0.push(Step::Quad([[control_x, control_y], [x, y]]));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.push(Step::Curve([[x1, y1], [x2, y2], [x, y]]));
    }

    fn close(&mut self) {
        self.0.push(Step::Close);
    }
}
