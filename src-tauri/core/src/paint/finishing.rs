//! Adds to a PDF what printpdf cannot say: the outline with positions, links, how it opens, a lasting identity;
//! takes out what changes from run to run; compresses it, puts the font files in and writes it.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::layout::{Item, Layout, Length, Link, OutlineEntry, Page};

use super::archival::{Description, LANGUAGE, archive, glyph_set, is_xmp, text_string};
use super::deflate::Deflate;
use super::program::Program;
use super::subset::Font;
use super::{PaintError, economy, points};

/// The program that made the paper, and the one that made the PDF.
const CREATOR: &str = "自评";
const PRODUCER: &str = concat!("Ziping ", env!("CARGO_PKG_VERSION"));

/// Finishes a PDF but for its font files.
pub(super) fn finish(mut pdf: Document, layout: &Layout, fonts: &[Font]) -> Result<Document, PaintError> {
    pdf.version = "1.4".into();
    let page_ids: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let outline = add_outline(&mut pdf, layout, &page_ids);
    add_links(&mut pdf, layout, &page_ids)?;
    describe(&mut pdf, outline)?;
    let description =
        Description { title: &layout.title, author: &layout.author, creator: CREATOR, producer: PRODUCER };
    archive(&mut pdf, &description)?;
    economy::shorten(&mut pdf, &page_ids, fonts).map_err(malformed)?;
    compress(&mut pdf)?;
    Ok(pdf)
}

fn malformed(error: lopdf::Error) -> PaintError {
    PaintError::Malformed(error.to_string())
}

/// Says the language and how the file opens; drops dates and print-shop keys.
fn describe(pdf: &mut Document, outline: Option<ObjectId>) -> Result<(), PaintError> {
    let catalog = pdf.catalog_mut().map_err(malformed)?;
    for key in ["Metadata", "OutputIntents", "PageLayout"] {
        catalog.remove(key.as_bytes());
    }
    catalog.set("Lang", Object::string_literal(LANGUAGE));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog
        .set("PageMode", Object::Name(if outline.is_some() { b"UseOutlines".to_vec() } else { b"UseNone".to_vec() }));
    if let Some(outline) = outline {
        catalog.set("Outlines", Object::Reference(outline));
    }
    let info_id = pdf.trailer.get(b"Info").and_then(Object::as_reference).map_err(malformed)?;
    let info = pdf.get_dictionary_mut(info_id).map_err(malformed)?;
    for key in ["CreationDate", "ModDate", "Trapped", "GTS_PDFXVersion", "Identifier", "Subject", "Keywords"] {
        info.remove(key.as_bytes());
    }
    info.set("Creator", text_string(CREATOR));
    info.set("Producer", text_string(PRODUCER));
    Ok(())
}

/// Gives the file an identity made from what it says, in place of a random one. A font's name says which glyphs its file has.
fn identify(pdf: &mut Document, layout: &Layout) {
    let mut hash = Sha256::new();
    hash.update(layout.title.as_bytes());
    hash.update(layout.author.as_bytes());
    for object in pdf.objects.values() {
        match object {
            Object::Stream(stream) if !is_font_file(stream) => hash.update(&stream.content),
            Object::Dictionary(dictionary) => {
                hash.update(dictionary.get(b"FontName").and_then(Object::as_name).unwrap_or_default())
            }
            _ => {}
        }
    }
    let identity = Object::String(hash.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![identity.clone(), identity]);
}

/// Where a reader goes: the page, the given height at the top of the window, the zoom unchanged.
fn destination(page_id: ObjectId, page: &Page, y: Length) -> Object {
    let top = Object::Real(points(page.height - y));
    vec![Object::Reference(page_id), "XYZ".into(), Object::Null, top, Object::Null].into()
}

/// A node of the outline being built.
struct Node {
    id: ObjectId,
    level: u8,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Builds the outline as a tree: an entry belongs to the last one before it of a smaller level.
fn add_outline(pdf: &mut Document, layout: &Layout, page_ids: &[ObjectId]) -> Option<ObjectId> {
    if layout.outline.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let (nodes, top) = outline_tree(pdf, &layout.outline);
    for (index, entry) in layout.outline.iter().enumerate() {
        let dictionary = outline_item(entry, index, &nodes, &top, root, layout, page_ids);
        pdf.set_object(nodes[index].id, dictionary);
    }
    let (first, last) = (nodes[*top.first()?].id, nodes[*top.last()?].id);
    let count =
        i64::try_from(top.iter().map(|index| 1 + open_count(&nodes, *index)).sum::<usize>()).unwrap_or(i64::MAX);
    pdf.set_object(root, dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count });
    Some(root)
}

fn outline_tree(pdf: &mut Document, outline: &[OutlineEntry]) -> (Vec<Node>, Vec<usize>) {
    let mut nodes: Vec<Node> = Vec::with_capacity(outline.len());
    let mut top = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, entry) in outline.iter().enumerate() {
        while open.last().is_some_and(|last| nodes[*last].level >= entry.level) {
            open.pop();
        }
        let parent = open.last().copied();
        match parent {
            Some(parent) => nodes[parent].children.push(index),
            None => top.push(index),
        }
        nodes.push(Node { id: pdf.new_object_id(), level: entry.level, parent, children: Vec::new() });
        open.push(index);
    }
    (nodes, top)
}

/// Entries shown below one that is open: papers are, headings are closed.
fn open_count(nodes: &[Node], index: usize) -> usize {
    if nodes[index].level == 0 { nodes[index].children.len() } else { 0 }
}

fn outline_item(
    entry: &OutlineEntry,
    index: usize,
    nodes: &[Node],
    top: &[usize],
    root: ObjectId,
    layout: &Layout,
    page_ids: &[ObjectId],
) -> Dictionary {
    let node = &nodes[index];
    let siblings = node.parent.map_or(top, |parent| &nodes[parent].children);
    let place = siblings.partition_point(|sibling| *sibling < index);
    let mut item = dictionary! {
        "Title" => text_string(&entry.text),
        "Parent" => node.parent.map_or(root, |parent| nodes[parent].id),
    };
    if let (Some(page_id), Some(page)) = (page_ids.get(entry.page), layout.pages.get(entry.page)) {
        item.set("Dest", destination(*page_id, page, entry.y));
    }
    if let Some(previous) = place.checked_sub(1).and_then(|before| siblings.get(before)) {
        item.set("Prev", nodes[*previous].id);
    }
    if let Some(next) = siblings.get(place + 1) {
        item.set("Next", nodes[*next].id);
    }
    if let (Some(first), Some(last)) = (node.children.first(), node.children.last()) {
        item.set("First", nodes[*first].id);
        item.set("Last", nodes[*last].id);
        let shown = i64::try_from(node.children.len()).unwrap_or(i64::MAX);
        item.set("Count", if node.level == 0 { shown } else { -shown });
    }
    item
}

/// Adds each page's links, and takes empty lists of them away.
fn add_links(pdf: &mut Document, layout: &Layout, page_ids: &[ObjectId]) -> Result<(), PaintError> {
    for (page, page_id) in layout.pages.iter().zip(page_ids) {
        let links: Vec<Object> =
            page.items
                .iter()
                .filter_map(|item| {
                    if let Item::Link(link) = item { link_annotation(link, page, layout, page_ids) } else { None }
                })
                .collect();
        let dictionary = pdf.get_dictionary_mut(*page_id).map_err(malformed)?;
        dictionary.remove(b"Annots");
        if !links.is_empty() {
            dictionary.set("Annots", links);
        }
    }
    Ok(())
}

fn link_annotation(link: &Link, page: &Page, layout: &Layout, page_ids: &[ObjectId]) -> Option<Object> {
    let area = link.area;
    let (left, right) = (points(area.x), points(area.x + area.width));
    let (bottom, top) = (points(page.height - area.y - area.height), points(page.height - area.y));
    let annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        // Printed with the page, as PDF/A asks of every annotation.
        "F" => 4,
        "Rect" => vec![left.into(), bottom.into(), right.into(), top.into()],
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "Dest" => destination(*page_ids.get(link.page)?, layout.pages.get(link.page)?, link.y),
    };
    Some(annotation.into())
}

/// Compresses every stream but the XMP, and the font files, which come compressed.
fn compress(pdf: &mut Document) -> Result<(), PaintError> {
    let mut deflate = Deflate::of_pages();
    let streams = pdf.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    for stream in streams.filter(|stream| !is_xmp(stream) && !is_font_file(stream)) {
        let packed = deflate.pack(&stream.content)?;
        stream.set_content(packed);
        stream.dict.set("Filter", "FlateDecode");
    }
    Ok(())
}

fn is_font_file(stream: &Stream) -> bool {
    stream.dict.has(b"Length1")
}

/// Puts the font files in their places and returns the bytes of the whole.
pub(super) fn write(
    mut pdf: Document,
    layout: &Layout,
    fonts: &[Font],
    programs: Vec<Program>,
) -> Result<Vec<u8>, PaintError> {
    for (font, program) in fonts.iter().zip(programs) {
        embed(&mut pdf, font, program).map_err(malformed)?;
    }
    identify(&mut pdf, layout);
    let mut bytes = Vec::with_capacity(pdf.objects.values().map(length).sum::<usize>());
    pdf.save_to(&mut bytes).map_err(|error| PaintError::Malformed(error.to_string()))?;
    Ok(bytes)
}

/// About how many bytes an object takes.
fn length(object: &Object) -> usize {
    object.as_stream().map_or(0, |stream| stream.content.len()) + 256
}

/// Embeds a font file, with the set of its glyphs.
fn embed(pdf: &mut Document, font: &Font, program: Program) -> lopdf::Result<()> {
    let set = pdf.add_object(Stream::new(Dictionary::new(), glyph_set(program.glyphs)));
    let named = |object: &&mut Object| {
        let name = object.as_dict().and_then(|dictionary| dictionary.get(b"FontName")).and_then(Object::as_name);
        name.is_ok_and(|name| name == font.name.as_bytes())
    };
    let descriptor = pdf.objects.values_mut().find(named).ok_or(lopdf::Error::ObjectNotFound(set))?.as_dict_mut()?;
    descriptor.set("CIDSet", set);
    let file = descriptor.get(b"FontFile2")?.as_reference()?;
    let stream = pdf.get_object_mut(file)?.as_stream_mut()?;
    stream.set_content(program.packed);
    stream.dict.set("Filter", "FlateDecode");
    stream.dict.set("Length1", i64::try_from(program.length).unwrap_or(i64::MAX));
    Ok(())
}
