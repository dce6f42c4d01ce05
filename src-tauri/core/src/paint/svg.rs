//! Draws pages as SVG, for the screen: the same positions as on paper, each run carrying what it was printed from.
//! Glyphs are outlines, so that no font is asked for; only presentation attributes, so that a strict page may show it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};

use crate::layout::{Area, GlyphRun, Ink, Item, Length, Page, Turn};
use crate::typeface::{Face, Faces, Step};

/// Glyphs as SVG paths: made once, asked for by page after page.
#[derive(Debug, Default)]
pub struct Outlines(Mutex<BTreeMap<(Face, u16), Arc<str>>>);

impl Outlines {
    fn path(&self, faces: &Faces, face: Face, id: u16) -> Arc<str> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let outline = || Arc::from(path(&faces.file(face).outline(id)));
        Arc::clone(known.entry((face, id)).or_insert_with(outline))
    }
}

/// Draws one page as an `<svg>`. Lengths are points; `data-source` says what a run was printed from. `known`: outlines of
/// these faces that were drawn before.
pub fn paint(page: &Page, faces: &Faces, known: &Outlines) -> String {
    let mut outlines = BTreeMap::<(Face, u16), Arc<str>>::new();
    let mut drawn = String::new();
    for item in &page.items {
        match item {
            Item::Glyphs(run) => {
                for glyph in &run.glyphs {
                    let outline = || known.path(faces, run.face, glyph.id);
                    outlines.entry((run.face, glyph.id)).or_insert_with(outline);
                }
                drawn.push_str(&draw_run(run, faces, &outlines));
            }
            Item::Rule(rule) => {
                let ((x1, y1), (x2, y2)) = (rule.from, rule.to);
                let [x1, y1, x2, y2, weight] = [x1, y1, x2, y2, rule.weight].map(points);
                let ink = colour(rule.ink);
                drawn.push_str(&format!(
                    r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{ink}" stroke-width="{weight}" stroke-linecap="square"/>"#
                ));
            }
            Item::Box(filled) => {
                let Area { x, y, width, height } = filled.area;
                let [x, y, width, height] = [x, y, width, height].map(points);
                let ink = colour(filled.ink);
                drawn.push_str(&format!(r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{ink}"/>"#));
            }
            Item::Link(_) => {}
        }
    }
    let [width, height] = [page.width, page.height].map(points);
    let mut svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><defs>"#);
    for ((face, id), path) in outlines.iter().filter(|(_, path)| !path.is_empty()) {
        svg.push_str(&format!(r#"<path id="{}" d="{path}"/>"#, name(*face, *id)));
    }
    svg.push_str("</defs>");
    svg.push_str(&drawn);
    svg.push_str("</svg>");
    svg
}

/// A run: a group in the face's own units, y upwards, with a glyph at each place along the baseline.
fn draw_run(run: &GlyphRun, faces: &Faces, outlines: &BTreeMap<(Face, u16), Arc<str>>) -> String {
    let units = i64::from(faces.file(run.face).measures().units_per_em.max(1));
    let size = i64::from(run.size.0.max(1));
    let turn = match run.turn {
        Turn::Upright => "",
        Turn::Clockwise => " rotate(90)",
    };
    let scale = decimal(size * 1_000 / units, 6);
    let (x, y) = (points(run.x), points(run.baseline));
    let words: String = run.glyphs.iter().map(|glyph| glyph.character).collect();
    let mut group = format!(r#"<g role="img" aria-label="{}" fill="{}""#, escaped(words.trim()), colour(run.ink));
    if let Some(source) = &run.source {
        group.push_str(&format!(r#" data-source="{}""#, escaped(&source.0)));
    }
    group.push_str(&format!(r#" transform="translate({x} {y}){turn} scale({scale} -{scale})">"#));
    for glyph in &run.glyphs {
        if outlines.get(&(run.face, glyph.id)).is_some_and(|path| !path.is_empty()) {
            let along = i64::from(glyph.offset.0) * units * 10 / size;
            group.push_str(&format!(r##"<use href="#{}" x="{}"/>"##, name(run.face, glyph.id), decimal(along, 1)));
        }
    }
    group.push_str("</g>");
    group
}

/// What a glyph is called in its page.
fn name(face: Face, id: u16) -> String {
    format!("g{}-{id}", face as usize)
}

/// An outline as SVG writes paths, each point told from the end of the step before: that is shortest.
fn path(steps: &[Step]) -> String {
    let mut pen = Pen { path: String::new(), at: [0.0; 2] };
    let mut start = [0.0; 2];
    for each in steps {
        match each {
            Step::Move(to) => {
                pen.step('m', &[*to]);
                start = *to;
            }
            Step::Line(to) => pen.step('l', &[*to]),
            Step::Quad(points) => pen.step('q', points),
            Step::Curve(points) => pen.step('c', points),
            Step::Close => {
                pen.step('z', &[]);
                pen.at = start;
            }
        }
    }
    pen.path
}

struct Pen {
    path: String,
    at: [f32; 2],
}

impl Pen {
    fn step(&mut self, letter: char, points: &[[f32; 2]]) {
        self.path.push(letter);
        let [x, y] = self.at;
        for (place, value) in points.iter().flat_map(|point| [point[0] - x, point[1] - y]).enumerate() {
            let space = if place > 0 && value >= 0.0 { " " } else { "" };
            self.path.push_str(space);
            // Nearly every point lies on the face's grid, and a whole number is written in a tenth of the time. Writing to a
            // text cannot fail.
            let _ = match whole(value) {
                Some(number) => write!(self.path, "{number}"),
                None => write!(self.path, "{value}"),
            };
        }
        self.at = points.last().copied().unwrap_or(self.at);
    }
}

/// A number that has no fraction, as one.
#[expect(clippy::cast_possible_truncation, reason = "there is no fraction, and it is small")]
fn whole(value: f32) -> Option<i32> {
    (value.fract() == 0.0 && value.abs() < 1e6).then_some(value as i32)
}

/// A length in points, as short as it goes.
fn points(length: Length) -> String {
    decimal(length.0.into(), 3)
}

/// A whole number of `places`th decimals as a decimal fraction, as short as it goes.
fn decimal(number: i64, places: u32) -> String {
    let one = 10_i64.pow(places);
    let (whole, part) = (number.abs() / one, number.abs() % one);
    let sign = if number < 0 { "-" } else { "" };
    let part = if part == 0 { String::new() } else { format!(".{part:0width$}", width = places as usize) };
    format!("{sign}{whole}{}", part.trim_end_matches('0'))
}

fn colour(ink: Ink) -> &'static str {
    match ink {
        Ink::Black => "#000",
        Ink::Grey => "#8c8c8c",
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_as_short_as_it_goes() {
        let written =
            [(0, 3), (16_000, 3), (-1_250, 3), (5, 3), (-8, 1)].map(|(number, places)| decimal(number, places));
        assert_eq!(written, ["0", "16", "-1.25", "0.005", "-0.8"]);
    }

    #[test]
    fn an_outline_is_written_without_a_space_too_many() {
        let contour = [Step::Move([0.0, -5.0]), Step::Quad([[1.0, 2.0], [3.0, 4.5]]), Step::Close];
        let steps = [contour, contour].concat();
        assert_eq!(path(&steps), "m0-5q1 7 3 9.5zm0 0q1 7 3 9.5z", "a contour closed leads back to its beginning");
    }
}
