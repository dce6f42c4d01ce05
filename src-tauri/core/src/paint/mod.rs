//! Draws laid-out pages. A painter decides nothing: what it draws and where is all in `Layout`.
#![allow(clippy::float_arithmetic, reason = "PDF states its positions as decimal fractions")]

mod archival;
mod deflate;
mod economy;
mod finishing;
mod pdf;
mod program;
mod sfnt;
mod subset;
mod svg;

pub use pdf::paint as paint_pdf;
pub use svg::{Outlines, paint as paint_svg};

use crate::layout::Length;
use crate::typeface::Face;

/// A paper could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PaintError {
    /// A font file cannot be cut to the glyphs used; a bundled one always can.
    #[error("the face {face:?} cannot be embedded: {reason}")]
    FaceUnusable {
        /// The face.
        face: Face,
        /// What the subsetter says.
        reason: String,
    },
    /// The pages could not be put together as a PDF file: our own mistake.
    #[error("the PDF cannot be put together: {0}")]
    Malformed(String),
}

/// A length as PDF states it.
fn points(length: Length) -> f32 {
    length.0 as f32 / 1000.0
}

#[cfg(test)]
mod tests;
