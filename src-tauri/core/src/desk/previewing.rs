//! A page as it will print, drawn for the screen.

use serde::Serialize;

use super::Desk;
use crate::document::{self, Paper};
use crate::error::Result;
use crate::layout::{self, Item, Page};
use crate::paint;

/// A page of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// The pages of the paper.
    pub pages: usize,
    /// Which one this is, from 1 on.
    pub page: usize,
    /// The page as `<svg>`; `data-source` of a run is `figure:KEY` or `block:ID`.
    pub svg: String,
}

impl Desk {
    /// Draws a page of a paper: the one on which `of` (`figure:KEY`, `block:ID`) is printed, else the one of this number,
    /// or the nearest there is.
    pub(super) fn preview(&self, year: i32, paper: Paper, page: usize, of: Option<&str>) -> Result<Preview> {
        let document = self.with(|workbook| {
            let year = workbook.proofread(Some(year), self.faces())?;
            let stamp = year.stamp(false);
            Ok(document::build(&[paper], &year.edition, &year.filing, &year.evaluation, stamp))
        })?;
        let faces = self.faces();
        let pages = layout::lay_out_again(&document, faces, &self.lines).pages;
        let prints = |page: &Page| of.is_some_and(|of| page.items.iter().any(|item| is_of(item, of)));
        let numbered = page.clamp(1, pages.len().max(1)) - 1;
        let shown = pages.iter().position(prints).unwrap_or(numbered);
        let svg = pages.get(shown).map(|page| paint::paint_svg(page, faces, &self.outlines)).unwrap_or_default();
        Ok(Preview { pages: pages.len(), page: shown + 1, svg })
    }
}

fn is_of(item: &Item, of: &str) -> bool {
    matches!(item, Item::Glyphs(run) if run.source.as_ref().is_some_and(|source| source.0 == of))
}
