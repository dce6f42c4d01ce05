//! Papers painted and taken apart again.

use crate::document::{Block, Document, Numbering, Orientation, Run, Section};
use crate::layout::lay_out;
use crate::typeface::Faces;

use super::paint_pdf;

/// Everything an ordinary paragraph may hold, and characters that share a glyph in one face: · and •, blank and fixed blank.
const PROSE: &str = "天心区2023年度“三公”经费26.18万元，比上年下降11.55%——详见《通知》（中发〔2018〕34号）……面积1,286.40㎡，局长李堃。甲·乙•丙 丁\u{a0}戊";

fn specimen() -> Document {
    let heading = |level, number: &str, text: &str| Block::Heading {
        level,
        number: number.into(),
        runs: vec![Run::plain(text)],
        source: None,
    };
    let blocks = vec![
        Block::Title { text: "自评报告".into() },
        heading(1, "一、", "基本情况"),
        heading(2, "（一）", "机构"),
        Block::Paragraph { lead: None, runs: vec![Run::plain(PROSE)], source: None },
        heading(1, "二、", "绩效"),
    ];
    let section =
        Section { orientation: Orientation::Portrait, numbering: Numbering::Restart, one_page: false, blocks };
    Document { title: "自评报告".into(), author: "天心区".into(), stamp: None, sections: vec![section] }
}

fn painted() -> Vec<u8> {
    let faces = Faces::bundled();
    paint_pdf(&lay_out(&specimen(), &faces), &faces).expect("the bundled faces can be embedded")
}

fn taken_apart() -> lopdf::Document {
    lopdf::Document::load_mem(&painted()).expect("the file is a PDF")
}

fn digest(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn extracted_text_equals_what_was_written() {
    let extracted = taken_apart().extract_text(&[1]).expect("the text can be read");
    // A reader of PDFs may take a wide gap for a blank; the fixed blank stays, for it is a character of ours.
    let bare = |text: &str| text.replace(['\n', '\r', ' '], "");
    assert!(bare(&extracted).contains(&bare(PROSE)), "{extracted}");
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(digest(&painted()), digest(&painted()));
}

#[test]
fn prints_its_digest() {
    println!("digest={}", digest(&painted()));
}

#[test]
fn another_process_paints_the_same_bytes() {
    let program = std::env::current_exe().expect("a test program knows itself");
    let output = std::process::Command::new(program)
        .args(["--exact", "paint::tests::prints_its_digest", "--nocapture"])
        .output()
        .expect("the test program runs again");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains(&format!("digest={}", digest(&painted()))), "{printed}");
}

#[test]
fn every_font_is_embedded_and_cut_to_its_glyphs() {
    let pdf = taken_apart();
    let descriptors: Vec<&lopdf::Dictionary> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dictionary| dictionary.has(b"FontName"))
        .collect();
    assert!(descriptors.len() >= 5);
    for descriptor in descriptors {
        let name = descriptor.get(b"FontName").and_then(lopdf::Object::as_name).expect("a name");
        assert!(name.get(6) == Some(&b'+') && name[..6].iter().all(u8::is_ascii_uppercase));
        assert!(descriptor.has(b"FontFile2"));
    }
}

#[test]
fn the_outline_is_a_tree_with_positions() {
    let pdf = taken_apart();
    let root = pdf.catalog().and_then(|catalog| catalog.get_deref(b"Outlines", &pdf)).and_then(lopdf::Object::as_dict);
    let paper =
        root.and_then(|root| root.get_deref(b"First", &pdf)).and_then(lopdf::Object::as_dict).expect("the paper");
    let first = paper.get_deref(b"First", &pdf).and_then(lopdf::Object::as_dict).expect("its first heading");
    assert!(first.has(b"First"), "level 2 below level 1");
    assert!(first.has(b"Next"));
    let destination = first.get(b"Dest").and_then(lopdf::Object::as_array).expect("a destination");
    assert!(destination[3].as_float().is_ok_and(|top| top > 600.0), "{destination:?}");
}

#[test]
fn the_file_says_its_language_and_title_and_no_time() {
    let pdf = taken_apart();
    let catalog = pdf.catalog().expect("a catalogue");
    assert_eq!(catalog.get(b"Lang").and_then(lopdf::Object::as_str).expect("a language"), b"zh-CN");
    let info = pdf.trailer.get_deref(b"Info", &pdf).and_then(lopdf::Object::as_dict).expect("information");
    assert!(info.has(b"Title") && info.has(b"Author"));
    assert!(!info.has(b"CreationDate") && !info.has(b"ModDate"));
}
