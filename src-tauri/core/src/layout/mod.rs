//! Gives everything on a paper its position: `Document` in, `Layout` out. Lines, tables, pages and numbers are worked out
//! in whole thousandths of a point; nothing is drawn here, and nothing looks back at figures or texts.

mod contents;
mod ending;
mod kept;
mod length;
mod line;
mod numbering;
mod page;
mod pagination;
mod paragraph;
mod strip;
mod style;
mod table;
mod text;
mod title;

use std::mem;

use crate::document::{Block, Document, Section};
use crate::typeface::Faces;

use contents::Asked;
use kept::{ProofreadBlock, SetBlock};
use pagination::{Pages, Piece};
use strip::Strip;
use style::Sheet;
use text::Setter;

pub use kept::{KeptLines, KeptProofs, Unfit};
pub use length::Length;
pub use page::{
    Area, CutWord, FilledBox, GlyphRun, Ink, Item, Layout, Link, MissingGlyph, OutlineEntry, Page, PlacedGlyph, Rule,
    Turn,
};
pub use style::{CHARACTER_PITCH, LINE_PITCH};

/// Lays a document out on pages of A4 as GB/T 9704—2012 asks. Never fails: a character no face has leaves a blank and is
/// reported, a text too long for its place goes on in the next line or on the next page.
pub fn lay_out(document: &Document, faces: &Faces) -> Layout {
    laid_out(document, Setter::new(faces))
}

/// Lays a document out like [`lay_out`]; paragraphs that `kept` knows are not set again, those that are set it keeps.
pub fn lay_out_again(document: &Document, faces: &Faces, kept: &KeptLines) -> Layout {
    kept.begin();
    laid_out(document, Setter::new(faces).taking(kept))
}

fn laid_out(document: &Document, mut setter: Setter<'_>) -> Layout {
    let mut pages = Pages::default();
    let mut attachments = 0;
    let mut number = 0;
    let mut contents: Option<Asked> = None;
    for section in &document.sections {
        let sheet = Sheet::new(section.orientation);
        let first_page = pages.pages.len();
        if let [Block::Contents { over_pages }] = section.blocks.as_slice() {
            contents = Some(Asked { before: first_page, over_pages: *over_pages, report_pages: 0 });
            continue;
        }
        let size = size_of_cells(&mut setter, &sheet, section);
        pages.add_section(&sheet, pieces(&mut setter, &sheet, section, &mut attachments, size));
        let section_pages = &mut pages.pages[first_page..];
        number = numbering::number_pages(&mut setter, &sheet, section.numbering, number, section_pages);
        numbering::stamp_pages(&mut setter, &sheet, document.stamp, section_pages);
        if let Some(asked) = contents.as_mut().filter(|asked| asked.before == first_page) {
            asked.report_pages = section_pages.len();
        }
    }
    pages.link_attachments();
    if let Some(asked) = contents.filter(Asked::is_met) {
        contents::put_in(&mut setter, asked.before, document.stamp, &mut pages);
    }
    let (title, author) = (document.title.clone(), document.author.clone());
    let Unfit { missing, cut } = setter.unfit.sorted();
    let mut layout = Layout { title, author, missing, cut, ..Layout::default() };
    pages.finish(&mut layout);
    layout
}

/// Finds what a document says that cannot be printed as it is written, without laying it out; a block that `kept` knows is
/// not looked through again.
pub fn proofread(document: &Document, faces: &Faces, kept: &KeptProofs) -> Unfit {
    kept.begin();
    let mut found = Unfit::default();
    for section in &document.sections {
        let width = Sheet::new(section.orientation).area.0;
        for block in &section.blocks {
            let known = kept.find(block).filter(|known| known.width == width);
            let look = || kept.keep(block, ProofreadBlock { width, unfit: unfit(block, width, faces) });
            found.add(&known.unwrap_or_else(look).unfit);
        }
    }
    found.sorted()
}

fn unfit(block: &Block, width: Length, faces: &Faces) -> Unfit {
    let mut setter = Setter::new(faces);
    match block {
        Block::Table(table) => drop(table::Table::new(&mut setter, width, table, 0)),
        Block::Heading { level, runs, source, .. } => {
            setter.runs(style::heading(*level), runs, source.as_ref());
        }
        Block::Paragraph { runs, source, .. } => {
            setter.runs(style::BODY, runs, source.as_ref());
        }
        Block::Note { runs } => drop(setter.runs(style::NOTE, runs, None)),
        Block::TableLine { parts } => parts.iter().for_each(|part| drop(setter.runs(style::TABLE_LINE, part, None))),
        Block::Cover { title, .. } | Block::Title { text: title } => drop(setter.plain(style::TITLE, title)),
        Block::TableTitle { text } => drop(setter.plain(style::TABLE_TITLES[0], text)),
        Block::AttachmentMark { text } => drop(setter.plain(style::ATTACHMENT_MARK, text)),
        Block::Contents { .. } => {}
        Block::AttachmentList { titles } => titles.iter().for_each(|title| drop(setter.plain(style::BODY, title))),
        Block::Signature { unit, date } => {
            setter.plain(style::BODY, unit);
            setter.plain(style::BODY, date.as_deref().unwrap_or_default());
        }
    }
    setter.unfit
}

/// In which of the sizes of cells a section is set: the usual one, or the next smaller where that brings a section that
/// should be one page onto one.
fn size_of_cells(setter: &mut Setter<'_>, sheet: &Sheet, section: &Section) -> usize {
    let mut is_one_page = |size: usize| {
        let mut trial = Pages::default();
        trial.add_section(sheet, pieces(setter, sheet, section, &mut 0, size));
        trial.pages.len() == 1
    };
    usize::from(section.one_page && !is_one_page(0) && is_one_page(1))
}

/// Sets a section's blocks, in order; cells in the size of this place.
fn pieces<'d>(
    setter: &mut Setter<'_>,
    sheet: &Sheet,
    section: &'d Section,
    attachments: &mut usize,
    size: usize,
) -> Vec<Piece<'d>> {
    let mut pieces = Vec::new();
    for (index, block) in section.blocks.iter().enumerate() {
        if let Block::Table(table) = block {
            pieces.push(Piece::Table(Box::new(table::Table::new(setter, sheet.area.0, table, size))));
            continue;
        }
        if matches!(block, Block::Signature { .. }) {
            keep_last_lines(&mut pieces);
        }
        let mut strips = strips(setter, sheet, block, attachments);
        if matches!(block, Block::Title { .. } | Block::TableTitle { .. }) {
            name_attachment(&mut pieces, &mut strips);
        }
        if matches!(block, Block::Note { .. }) && index + 1 < section.blocks.len() {
            strips.iter_mut().for_each(|strip| strip.keeps_with_next = true);
        }
        pieces.extend(strips.into_iter().map(Piece::Strip));
    }
    pieces
}

/// Joins an attachment's mark and the title right below it to one entry of the outline: `附件1 基础数据表`.
fn name_attachment(pieces: &mut [Piece<'_>], title: &mut [Strip]) {
    let Some(Piece::Strip(mark)) = pieces.last_mut() else {
        return;
    };
    if let (Some(_), Some((_, words)), Some(first)) = (mark.attachment, &mut mark.heading, title.first_mut())
        && let Some((_, title)) = first.heading.take()
    {
        words.push(' ');
        words.push_str(&title);
    }
}

/// Sets a block that is not a table, or finds it set.
fn strips(setter: &mut Setter<'_>, sheet: &Sheet, block: &Block, attachments: &mut usize) -> Vec<Strip> {
    let width = sheet.area.0;
    let keeps = matches!(block, Block::Heading { .. } | Block::Paragraph { .. });
    let Some(kept) = setter.kept.filter(|_| keeps) else {
        return set(setter, width, block, attachments);
    };
    let known = kept.find(block).filter(|known| known.width == width).unwrap_or_else(|| {
        let before = mem::take(&mut setter.unfit);
        let strips = set(setter, width, block, attachments);
        let unfit = mem::replace(&mut setter.unfit, before);
        kept.keep(block, SetBlock { width, strips, unfit })
    });
    setter.unfit.add(&known.unfit);
    known.strips.clone()
}

fn set(setter: &mut Setter<'_>, width: Length, block: &Block, attachments: &mut usize) -> Vec<Strip> {
    match block {
        Block::Cover { title, unit, date } => title::cover(setter, width, title, unit, date.as_deref()),
        Block::Title { text } => title::title(setter, width, text),
        Block::Heading { level, number, runs, source } => {
            paragraph::heading(setter, width, *level, number, runs, source.as_ref())
        }
        Block::Paragraph { lead, runs, source } => {
            paragraph::paragraph(setter, width, lead.as_ref(), runs, source.as_ref())
        }
        Block::AttachmentList { titles } => ending::attachment_list(setter, width, titles),
        Block::Signature { unit, date } => ending::signature(setter, width, unit, date.as_deref()),
        Block::AttachmentMark { text } => {
            *attachments += 1;
            title::attachment_mark(setter, width, text, *attachments - 1)
        }
        Block::TableTitle { text } => title::table_title(setter, width, text),
        Block::TableLine { parts } => paragraph::table_line(setter, width, parts),
        Block::Note { runs } => paragraph::note(setter, width, runs),
        Block::Table(_) | Block::Contents { .. } => Vec::new(),
    }
}

/// Keeps the last lines before a signature on its page.
fn keep_last_lines(pieces: &mut [Piece<'_>]) {
    for piece in pieces.iter_mut().rev().take(style::LINES_WITH_SIGNATURE) {
        if let Piece::Strip(strip) = piece {
            strip.keeps_with_next = true;
        }
    }
}

#[cfg(test)]
mod tests;
