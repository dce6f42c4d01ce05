//! `exchange::read_text`: every sentence of a document, in order, and one sentence of refusal for what cannot be read.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;
use ziping::error::Error;
use ziping::exchange::read_text;
use ziping::source::Cell;

use crate::harness::Folder;

const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="a1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="b"><w:basedOn w:val="a1"/></w:style><w:style w:styleId="c"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style></w:styles>"#;

/// A document of one body, in a folder of its own.
pub(crate) fn docx(folder: &Folder, body: &str) -> PathBuf {
    let path = folder.path("报告.docx");
    let mut package = ZipWriter::new(fs::File::create(&path).expect("can be made"));
    let document = format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    for (name, text) in [("word/styles.xml", STYLES), ("word/document.xml", document.as_str())] {
        package.start_file(name, SimpleFileOptions::default()).expect("a part");
        package.write_all(text.as_bytes()).expect("is written");
    }
    package.finish().expect("a package");
    path
}

/// The paragraphs of a body.
fn paragraphs(body: &str) -> Vec<String> {
    let folder = Folder::new();
    let read = read_text(&docx(&folder, body)).expect("is read");
    read.paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
}

/// The code of the refusal, which must be one sentence.
fn refusal(error: &Error) -> &'static str {
    let sentence = error.to_string();
    assert!(sentence.ends_with('。') && !sentence.contains('\n'), "{sentence}");
    error.code()
}

#[test]
fn runs_are_joined_and_breaks_and_references_kept() {
    let body = r#"<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs></w:pPr><w:r><w:t>在职</w:t></w:r>
        <w:r><w:t>168</w:t><w:tab/><w:t xml:space="preserve"> 人</w:t></w:r><w:r><w:br/><w:t>甲 &amp; 乙&#x3002;</w:t></w:r></w:p>"#;
    assert_eq!(paragraphs(body), ["在职168\t 人\n甲 & 乙。"]);
}

#[test]
fn what_was_deleted_or_hidden_is_left_out_and_what_was_inserted_is_kept() {
    let body = r#"<w:p><w:r><w:t>共</w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins><w:r><w:t>13</w:t></w:r></w:ins>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>项。</w:t></w:r></w:p>"#;
    assert_eq!(paragraphs(body), ["共13项。"]);
}

#[test]
fn a_text_box_stands_once_and_behind_its_paragraph() {
    let inner = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        r#"<w:p><w:r><w:t>框外</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice>{inner}</mc:Choice>
        <mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>之后</w:t></w:r></w:p><w:p><w:r><w:t>下段</w:t></w:r></w:p>"#
    );
    assert_eq!(paragraphs(&body), ["框外之后", "框内", "下段"]);
}

#[test]
fn cells_know_their_table_row_and_column() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let wide = r#"<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>宽</w:t></w:r></w:p></w:tc>"#;
    let body = format!(
        "<w:tbl><w:tr>{wide}{}</w:tr><w:tr>{}{}</w:tr></w:tbl><w:p><w:r><w:t>后</w:t></w:r></w:p>",
        cell("甲"),
        cell("乙"),
        cell("丙")
    );
    let folder = Folder::new();
    let read = read_text(&docx(&folder, &body)).expect("is read");
    let cells: Vec<Option<(usize, usize, usize)>> =
        read.paragraphs.iter().map(|p| p.cell.map(|Cell { table, row, column }| (table, row, column))).collect();
    assert_eq!(cells, [Some((0, 0, 0)), Some((0, 0, 2)), Some((0, 1, 0)), Some((0, 1, 1)), None]);
}

#[test]
fn headings_are_known_by_their_style_by_its_base_and_by_their_outline_level() {
    let heading = |properties: &str| format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>题</w:t></w:r></w:p>");
    let body = [
        heading(r#"<w:pStyle w:val="a1"/>"#),
        heading(r#"<w:pStyle w:val="b"/>"#),
        heading(r#"<w:pStyle w:val="c"/>"#),
        heading(r#"<w:outlineLvl w:val="1"/>"#),
        heading(""),
    ];
    let folder = Folder::new();
    let read = read_text(&docx(&folder, &body.concat())).expect("is read");
    let levels: Vec<Option<u8>> = read.paragraphs.iter().map(|paragraph| paragraph.level).collect();
    assert_eq!(levels, [Some(1), Some(1), Some(3), Some(2), None]);
}

#[test]
fn what_is_no_docx_or_text_is_told_how_to_become_one() {
    let folder = Folder::new();
    let code = |name: &str, bytes: &[u8]| {
        fs::write(folder.path(name), bytes).expect("is written");
        let error = read_text(&folder.path(name)).expect_err("is refused");
        refusal(&error)
    };
    assert_eq!(code("a.doc", &[0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0]), "unreadable_kind");
    assert_eq!(code("a.wps", &[0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0]), "unreadable_kind");
    assert_eq!(code("a.pdf", b"%PDF-1.4 and more"), "unreadable_kind");
    assert_eq!(code("a.docx", &[0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0]), "locked_document");
    assert_eq!(code("b.docx", b"PK\x03\x04 cut off"), "broken_document");
    assert_eq!(code("c.txt", &[0, 1, 2, 3, 255, 254, 253, 0]), "broken_document");
    assert_eq!(code("d.txt", " \r\n\u{3000}\n".as_bytes()), "empty_document");
    let error = read_text(&folder.path("none.docx")).expect_err("is not there");
    assert_eq!(refusal(&error), "no_such_file");
}

#[test]
fn a_body_that_ends_early_grows_without_end_or_names_entities_of_its_own_is_refused() {
    let folder = Folder::new();
    let refused = |body: &str| refusal(&read_text(&docx(&folder, body)).expect_err("is refused"));
    assert_eq!(refused("<w:p><w:r><w:t>甲</w:t></w:p>"), "broken_document");
    assert_eq!(refused("<w:p><w:r><w:t>&lol;</w:t></w:r></w:p>"), "broken_document");
    let endless = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "零".repeat(2 * 1024 * 1024));
    assert_eq!(refused(&endless), "document_too_large");
    assert_eq!(refused(&"<w:p/>".repeat(200_000)), "document_too_large");
    assert_eq!(refused(&"<w:p>".repeat(200_000)), "broken_document");
}
