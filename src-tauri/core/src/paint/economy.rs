//! Says in fewer bytes what printpdf says in many: widths that go without saying, the characters of the glyphs, boxes equal
//! to the page's, resources that all pages share.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::subset::Font;

/// The width of a glyph that no width is given for: that of a hanzi.
const DEFAULT_WIDTH: u16 = 1000;

/// Shortens pages and fonts.
pub(super) fn shorten(pdf: &mut Document, page_ids: &[ObjectId], fonts: &[Font]) -> lopdf::Result<()> {
    shorten_pages(pdf, page_ids)?;
    for font in fonts {
        shorten_font(pdf, font)?;
    }
    pdf.renumber_objects();
    Ok(())
}

/// Leaves a page its size and what is drawn; all pages share one list of fonts.
fn shorten_pages(pdf: &mut Document, page_ids: &[ObjectId]) -> lopdf::Result<()> {
    let mut shared = None;
    for id in page_ids {
        let page = pdf.get_dictionary_mut(*id)?;
        for key in ["TrimBox", "CropBox"] {
            page.remove(key.as_bytes());
        }
        let own = page.get(b"Resources")?.as_reference()?;
        let shared = *shared.get_or_insert(own);
        page.set("Resources", shared);
        if own != shared {
            pdf.objects.remove(&own);
        }
    }
    let Some(shared) = shared else { return Ok(()) };
    let unused =
        ["XObject", "ExtGState", "Shading"].map(|key| pdf.get_dictionary_mut(shared).ok()?.remove(key.as_bytes()));
    for unused in unused.into_iter().flatten() {
        pdf.objects.remove(&unused.as_reference()?);
    }
    Ok(())
}

fn shorten_font(pdf: &mut Document, font: &Font) -> lopdf::Result<()> {
    let is_it = |object: &Object| -> lopdf::Result<ObjectId> {
        let dictionary = object.as_dict()?;
        match dictionary.get(b"BaseFont")?.as_name()? == font.name.as_bytes() {
            true => dictionary.get(b"ToUnicode")?.as_reference(),
            false => Err(lopdf::Error::ObjectNotFound((0, 0))),
        }
    };
    let found = pdf.objects.iter().find_map(|(id, object)| Some((*id, is_it(object).ok()?)));
    let (id, characters) = found.ok_or(lopdf::Error::ObjectNotFound((0, 0)))?;
    pdf.get_object_mut(characters)?.as_stream_mut()?.set_content(to_unicode(font).into_bytes());
    let descendants = pdf.get_dictionary_mut(id)?.get_mut(b"DescendantFonts")?.as_array_mut()?;
    if let Some(Object::Dictionary(descendant)) = descendants.first_mut() {
        set_widths(descendant, font);
    }
    Ok(())
}

/// Gives the widths (`W`, ISO 32000-1, 9.7.4.3) of the glyphs that are not as wide as a hanzi.
fn set_widths(descendant: &mut Dictionary, font: &Font) {
    let mut widths = Vec::new();
    for run in font.glyphs.chunk_by(|(_, _, left), (_, _, right)| (*left == DEFAULT_WIDTH) == (*right == DEFAULT_WIDTH))
    {
        if let Some((_, first, width)) = run.first()
            && *width != DEFAULT_WIDTH
        {
            widths.push(Object::from(i64::from(*first)));
            widths.push(run.iter().map(|(_, _, width)| i64::from(*width).into()).collect::<Vec<Object>>().into());
        }
    }
    descendant.set("DW", i64::from(DEFAULT_WIDTH));
    match widths.is_empty() {
        true => drop(descendant.remove(b"W")),
        false => descendant.set("W", widths),
    }
}

/// The character of each glyph (ISO 32000-1, 9.10.3), in ranges that share the first byte of the glyph's number.
fn to_unicode(font: &Font) -> String {
    let mut ranges = Vec::new();
    for range in font.glyphs.chunk_by(|(_, left, _), (_, right, _)| left >> 8 == right >> 8) {
        let [Some((_, first, _)), Some((_, last, _))] = [range.first(), range.last()] else { continue };
        let mut units = [0; 2];
        let hexadecimal = |(character, _, _): &(char, u16, u16)| {
            let units = character.encode_utf16(&mut units).iter().map(|unit| format!("{unit:04X}"));
            format!("<{}>", units.collect::<String>())
        };
        let characters: Vec<String> = range.iter().map(hexadecimal).collect();
        ranges.push(format!("<{first:04X}> <{last:04X}> [{}]\n", characters.join(" ")));
    }
    format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo\n<< /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n\
         {} beginbfrange\n{}endbfrange\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n",
        ranges.len(),
        ranges.concat()
    )
}
