//! Draws pages as a PDF: the only file that knows `printpdf`. What printpdf cannot say is added in `finishing`.

use printpdf::{
    Color, FontId, FontMetrics, Greyscale, Line, LineCapStyle, LinePoint, Op, PaintMode, ParsedFont, PdfDocument,
    PdfFont, PdfFontHandle, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Point, Pt, Rect, TextItem, TextMatrix,
};

use crate::layout::{Area, FilledBox, GlyphRun, Ink, Item, Layout, Length, Page, PlacedGlyph, Rule, Turn};
use crate::typeface::Faces;

use super::program::Programs;
use super::subset::{Font, Subsets, thousandths};
use super::{PaintError, finishing, points};

/// Draws a laid-out paper as a PDF file. The same layout and faces give the same bytes.
///
/// # Errors
///
/// [`PaintError`] where a face cannot be embedded.
pub fn paint(layout: &Layout, faces: &Faces) -> Result<Vec<u8>, PaintError> {
    let subsets = Subsets::of(&layout.pages);
    let fonts = subsets.fonts(faces);
    let programs = Programs::of(&fonts, faces);
    std::thread::scope(|scope| {
        // Cutting and compressing font files is more than half of the work, and what is drawn does not need them.
        let helper = scope.spawn(|| programs.make());
        let drawn =
            draw(layout, faces, &subsets, &fonts).to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
        let finished = finishing::finish(drawn, layout, &fonts)?;
        programs.make();
        helper.join().map_err(|_| PaintError::Malformed("a font could not be cut".into()))?;
        finishing::write(finished, layout, &fonts, programs.made()?)
    })
}

/// Draws all pages with printpdf.
fn draw(layout: &Layout, faces: &Faces, subsets: &Subsets, fonts: &[Font]) -> PdfDocument {
    let mut pdf = PdfDocument::new(&layout.title);
    pdf.metadata.info.author.clone_from(&layout.author);
    pdf.pages = layout.pages.iter().map(|page| Brush::new(page, subsets, faces).paint()).collect();
    pdf.resources.fonts.map =
        fonts.iter().enumerate().map(|(place, font)| (font_id(place), described(faces, font))).collect();
    pdf
}

/// Names a font of the PDF; not `F1`, which printpdf takes for Times.
fn font_id(place: usize) -> FontId {
    FontId(format!("Z{place}"))
}

/// Describes a font to printpdf, its measures in thousandths of an em. What stands in for its file says only that it is
/// TrueType: printpdf copies a file five times over, so the true one is put in its place afterwards.
fn described(faces: &Faces, font: &Font) -> PdfFont {
    const TRUE_TYPE: [u8; 4] = [0, 1, 0, 0];
    let file = faces.file(font.face);
    let measures = file.measures();
    let scaled = |units: i16| {
        let size = i16::try_from(thousandths(file, units.unsigned_abs())).unwrap_or(i16::MAX);
        if units < 0 { -size } else { size }
    };
    let [x_min, y_min, x_max, y_max] = measures.bounds.map(scaled);
    let metrics = FontMetrics { ascent: scaled(measures.ascent), descent: scaled(measures.descent) };
    let characters = font.glyphs.iter().map(|(character, id, _)| (u32::from(*character), *id)).collect();
    let widths = font.glyphs.iter().map(|(_, id, width)| (*id, *width)).collect();
    let (file, name) = (TRUE_TYPE.to_vec(), Some(font.name.clone()));
    let mut font = ParsedFont::with_glyph_data(file, 0, name, characters, widths, 1000, metrics);
    let us_weight_class = measures.weight;
    font.pdf_font_metrics =
        PdfFontMetricsStub { units_per_em: 1000, x_min, y_min, x_max, y_max, us_weight_class, ..Default::default() };
    PdfFont::new(font)
}

/// Draws one page, saying each state only when it changes.
struct Brush<'a> {
    page: &'a Page,
    subsets: &'a Subsets,
    faces: &'a Faces,
    ops: Vec<Op>,
    in_text: bool,
    font: Option<(usize, Length)>,
    /// What is added after every character, in thousandths of a point.
    tracking: i32,
    ink: Ink,
    weight: Option<Length>,
    stroke: Ink,
}

impl<'a> Brush<'a> {
    fn new(page: &'a Page, subsets: &'a Subsets, faces: &'a Faces) -> Brush<'a> {
        let (ink, stroke) = (Ink::Black, Ink::Black);
        Brush {
            page,
            subsets,
            faces,
            ops: Vec::new(),
            in_text: false,
            font: None,
            tracking: 0,
            ink,
            weight: None,
            stroke,
        }
    }

    fn paint(mut self) -> PdfPage {
        for item in &self.page.items {
            match item {
                Item::Glyphs(run) => self.run(run),
                Item::Rule(rule) => self.rule(rule),
                Item::Box(filled) => self.filled_box(filled),
                Item::Link(_) => {}
            }
        }
        self.text_section(false);
        let sheet = Rect::from_wh(Pt(points(self.page.width)), Pt(points(self.page.height)));
        PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops: self.ops }
    }

    /// PDF counts from the lower left corner.
    fn place(&self, x: Length, y: Length) -> (f32, f32) {
        (points(x), points(self.page.height - y))
    }

    fn text_section(&mut self, wanted: bool) {
        if self.in_text != wanted {
            self.ops.push(if wanted { Op::StartTextSection } else { Op::EndTextSection });
            self.in_text = wanted;
        }
    }

    /// Draws a run, in as many pieces as it needs fonts: nearly always one.
    fn run(&mut self, run: &GlyphRun) {
        self.text_section(true);
        self.fill_ink(run.ink);
        let place_of = |glyph: &PlacedGlyph| self.subsets.place_of(run.face, glyph);
        let pieces: Vec<(usize, &[PlacedGlyph])> = run
            .glyphs
            .chunk_by(|left, right| place_of(left) == place_of(right))
            .filter_map(|piece| Some((place_of(piece.first()?), piece)))
            .collect();
        for (font, glyphs) in pieces {
            self.piece(run, font, glyphs);
        }
    }

    fn piece(&mut self, run: &GlyphRun, font: usize, glyphs: &[PlacedGlyph]) {
        let Some(first) = glyphs.first() else { return };
        if self.font != Some((font, run.size)) {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(font)), size: Pt(points(run.size)) });
            self.font = Some((font, run.size));
        }
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(self.matrix(run, first.offset)) });
        let widths: Vec<i32> = glyphs.iter().map(|glyph| self.width(run, glyph.id)).collect();
        self.track(glyphs, &widths);
        let items = self.text_items(run, glyphs, &widths);
        self.ops.push(Op::ShowText { items });
    }

    fn matrix(&self, run: &GlyphRun, offset: Length) -> [f32; 6] {
        match run.turn {
            Turn::Upright => {
                let (x, y) = self.place(run.x + offset, run.baseline);
                [1.0, 0.0, 0.0, 1.0, x, y]
            }
            Turn::Clockwise => {
                let (x, y) = self.place(run.x, run.baseline + offset);
                [0.0, -1.0, 1.0, 0.0, x, y]
            }
        }
    }

    /// How far a reader of the PDF moves its pen for a glyph.
    fn width(&self, run: &GlyphRun, id: u16) -> i32 {
        let file = self.faces.file(run.face);
        run.size.share(i64::from(thousandths(file, file.advance(id))), 1000).0
    }

    /// Sets the room after every character to what most of the run asks for, so that most needs no correction.
    fn track(&mut self, glyphs: &[PlacedGlyph], widths: &[i32]) {
        let mut wanted: Vec<i32> =
            glyphs.windows(2).zip(widths).map(|(pair, width)| (pair[1].offset - pair[0].offset).0 - width).collect();
        if wanted.is_empty() {
            return;
        }
        let middle = wanted.len() / 2;
        let tracking = *wanted.select_nth_unstable(middle).1;
        if tracking != self.tracking {
            self.ops.push(Op::SetCharacterSpacing { multiplier: points(Length(tracking)) });
            self.tracking = tracking;
        }
    }

    /// Returns the characters with a correction wherever the pen would be off by half a thousandth of an em or more.
    fn text_items(&self, run: &GlyphRun, glyphs: &[PlacedGlyph], widths: &[i32]) -> Vec<TextItem> {
        let origin = glyphs.first().map_or(Length::ZERO, |glyph| glyph.offset);
        let size = i64::from(run.size.0.max(1));
        let mut items = Vec::new();
        let mut shown = String::with_capacity(glyphs.len() * 3);
        let mut pen = 0i64;
        for (glyph, width) in glyphs.iter().zip(widths) {
            let off = pen - i64::from((glyph.offset - origin).0);
            let correction = (off * 2000 + size * off.signum()) / (size * 2);
            if correction != 0 {
                items.push(TextItem::Text(std::mem::take(&mut shown)));
                items.push(TextItem::Offset(correction as f32));
                pen -= correction * size / 1000;
            }
            shown.push(glyph.character);
            pen += i64::from(*width) + i64::from(self.tracking);
        }
        items.push(TextItem::Text(shown));
        items
    }

    fn fill_ink(&mut self, ink: Ink) {
        if self.ink != ink {
            self.ops.push(Op::SetFillColor { col: grey(ink) });
            self.ink = ink;
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.text_section(false);
        if self.weight.is_none() {
            self.ops.push(Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare });
        }
        if self.weight != Some(rule.weight) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(points(rule.weight)) });
            self.weight = Some(rule.weight);
        }
        if self.stroke != rule.ink {
            self.ops.push(Op::SetOutlineColor { col: grey(rule.ink) });
            self.stroke = rule.ink;
        }
        let point = |(x, y): (Length, Length)| {
            let (x, y) = self.place(x, y);
            LinePoint { p: Point { x: Pt(x), y: Pt(y) }, bezier: false }
        };
        let line = Line { points: vec![point(rule.from), point(rule.to)], is_closed: false };
        self.ops.push(Op::DrawLine { line });
    }

    fn filled_box(&mut self, filled: &FilledBox) {
        self.text_section(false);
        self.fill_ink(filled.ink);
        let Area { x, y, width, height } = filled.area;
        let (left, bottom) = self.place(x, y + height);
        let mut rectangle = Rect::from_xywh(Pt(left), Pt(bottom), Pt(points(width)), Pt(points(height)));
        rectangle.mode = Some(PaintMode::Fill);
        self.ops.push(Op::DrawRectangle { rectangle });
    }
}

fn grey(ink: Ink) -> Color {
    let percent = match ink {
        Ink::Black => 0.0,
        Ink::Grey => 0.55,
    };
    Color::Greyscale(Greyscale { percent, icc_profile: None })
}
