//! What makes a PDF one to be kept: PDF/A-1b (ISO 19005-1, GB/T 23286.1). Colours mean something on every device, what the
//! file is stands in it as XMP too, and each font says which glyphs it has.

use lopdf::{Document, Object, Stream, StringFormat, dictionary};

use super::PaintError;

/// The language of every paper.
pub(super) const LANGUAGE: &str = "zh-CN";

/// What the file is, as it stands in the PDF's information dictionary.
pub(super) struct Description<'a> {
    pub(super) title: &'a str,
    pub(super) author: &'a str,
    pub(super) creator: &'a str,
    pub(super) producer: &'a str,
}

/// Adds the colour profile and the XMP.
pub(super) fn archive(pdf: &mut Document, description: &Description<'_>) -> Result<(), PaintError> {
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, srgb_profile()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    let xmp = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp(description).into_bytes());
    let xmp = pdf.add_object(xmp);
    let catalog = pdf.catalog_mut().map_err(|error| PaintError::Malformed(error.to_string()))?;
    catalog.set("OutputIntents", vec![intent.into()]);
    catalog.set("Metadata", xmp);
    Ok(())
}

/// Whether a stream is the XMP, which stands in the file uncompressed.
pub(super) fn is_xmp(stream: &Stream) -> bool {
    stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Metadata")
}

/// One bit a glyph, the first one highest (ISO 32000-1, 9.8.3.2): all glyphs of a subset are there.
pub(super) fn glyph_set(glyphs: u16) -> Vec<u8> {
    let (whole, rest) = (usize::from(glyphs / 8), glyphs % 8);
    let mut set = vec![0xff; whole];
    if rest > 0 {
        set.push(!(0xff >> rest));
    }
    set
}

/// The description as XMP: it says the same as the information dictionary, and has no dates either.
fn xmp(description: &Description<'_>) -> String {
    let Description { title, author, creator, producer } = description;
    let [title, author, creator, producer] = [title, author, creator, producer].map(|text| escaped(text));
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>{creator}</xmp:CreatorTool></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}</pdf:Producer></rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{feff}'
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// An sRGB profile (IEC 61966-2-1) as ICC.1:2001-04 has it, no larger than it must be: white, the three primaries adapted
/// to D50, and one curve for all.
fn srgb_profile() -> Vec<u8> {
    const WHITE: [f64; 3] = [0.9505, 1.0, 1.0891];
    const PRIMARIES: [(&[u8; 4], [f64; 3]); 3] = [
        (b"rXYZ", [0.436_07, 0.222_49, 0.013_92]),
        (b"gXYZ", [0.385_15, 0.716_87, 0.097_08]),
        (b"bXYZ", [0.143_07, 0.060_61, 0.714_10]),
    ];
    let mut tags: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"desc", description_tag("sRGB IEC61966-2.1")),
        (b"cprt", text_tag("Public domain")),
        (b"wtpt", xyz_tag(WHITE)),
    ];
    tags.extend(PRIMARIES.map(|(name, xyz)| (name, xyz_tag(xyz))));
    let head = 128 + 4 + 12 * (tags.len() + 3);
    let (mut table, mut data) = (Vec::new(), Vec::new());
    let mut entry = |name: &[u8; 4], at: usize, size: usize| {
        table.extend_from_slice(name);
        table.extend([at, size].map(word).concat());
    };
    for (name, tag) in &tags {
        entry(name, head + data.len(), tag.len());
        data.extend_from_slice(tag);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let curve = curve_tag();
    for name in [b"rTRC", b"gTRC", b"bTRC"] {
        entry(name, head + data.len(), curve.len());
    }
    data.extend(curve);
    data.resize(data.len().next_multiple_of(4), 0);
    let mut profile = header(head + data.len());
    profile.extend(word(tags.len() + 3));
    profile.extend(table);
    profile.extend(data);
    profile
}

/// The 128 bytes every profile begins with.
fn header(size: usize) -> Vec<u8> {
    let mut header = vec![0; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &word(size));
    put(8, &[2, 0x10, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // A date is asked for; no clock is.
    put(24, &[7, 0xd0, 0, 1, 0, 1]);
    put(36, b"acsp");
    put(68, &xyz([0.9642, 1.0, 0.8249]));
    header
}

fn description_tag(text: &str) -> Vec<u8> {
    let mut tag = [b"desc".as_slice(), &word(0), &word(text.len() + 1), text.as_bytes(), &[0]].concat();
    // No Unicode and no Macintosh name.
    tag.extend([0; 4 + 4 + 2 + 1 + 67]);
    tag
}

fn text_tag(text: &str) -> Vec<u8> {
    [b"text".as_slice(), &word(0), text.as_bytes(), &[0]].concat()
}

fn xyz_tag(values: [f64; 3]) -> Vec<u8> {
    [b"XYZ ".as_slice(), &word(0), &xyz(values)].concat()
}

/// The curve from a stored value to light, in 65 steps.
fn curve_tag() -> Vec<u8> {
    const STEPS: u16 = 64;
    let light = |step: u16| {
        let value = f64::from(step) / f64::from(STEPS);
        let light = if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        (light * 65_535.0).round() as u16
    };
    let steps = (0..=STEPS).flat_map(|step| light(step).to_be_bytes());
    [b"curv".as_slice(), &word(0), &word(usize::from(STEPS) + 1)].concat().into_iter().chain(steps).collect()
}

fn xyz(values: [f64; 3]) -> [u8; 12] {
    let mut bytes = [0; 12];
    for (place, value) in bytes.chunks_exact_mut(4).zip(values) {
        place.copy_from_slice(&((value * 65_536.0).round() as i32).to_be_bytes());
    }
    bytes
}

fn word(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

/// A text string as PDF wants it: UTF-16, most significant byte first, marked.
pub(super) fn text_string(text: &str) -> Object {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Literal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_set_has_a_bit_for_each_glyph_and_none_more() {
        assert_eq!(glyph_set(8), [0xff]);
        assert_eq!(glyph_set(10), [0xff, 0xc0]);
        assert_eq!(glyph_set(1), [0x80]);
    }

    #[test]
    fn the_profile_states_its_own_length_and_every_tag_lies_in_it() {
        let profile = srgb_profile();
        let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().expect("four bytes")) as usize;
        assert_eq!(number(0), profile.len());
        for tag in 0..number(128) {
            let entry = 132 + 12 * tag;
            assert!(number(entry + 4) + number(entry + 8) <= profile.len());
            assert_eq!(number(entry + 4) % 4, 0);
        }
    }

    #[test]
    fn words_that_mean_something_in_xml_are_written_so_that_they_do_not() {
        let description = Description { title: "A<B&C", author: "局", creator: "自评", producer: "Ziping" };
        assert!(xmp(&description).contains(">A&lt;B&amp;C<"));
    }
}
