//! Blank forms as a bureau sends them, of our own making.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::harness::Folder;

fn package(path: &Path, parts: &[(&str, &str)]) {
    let mut package = ZipWriter::new(File::create(path).expect("can be made"));
    for (name, text) in parts {
        package.start_file(*name, SimpleFileOptions::default()).expect("a part");
        package.write_all(text.as_bytes()).expect("is written");
    }
    package.finish().expect("a package");
}

/// The parts of a package as text, by name.
pub(super) fn parts(path: &Path) -> BTreeMap<String, String> {
    let mut package = ZipArchive::new(File::open(path).expect("is there")).expect("a package");
    let names: Vec<String> = package.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let text = |name: &String| {
        let mut text = String::new();
        package.by_name(name).expect("a part").read_to_string(&mut text).expect("is text");
        (name.clone(), text)
    };
    names.iter().map(text).collect()
}

/// A document of one body.
pub(super) fn docx(folder: &Folder, name: &str, body: &str) -> PathBuf {
    let path = folder.path(name);
    let document = format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    package(&path, &[("word/styles.xml", r#"<w:styles xmlns:w="w"/>"#), ("word/document.xml", &document)]);
    path
}

/// A score sheet of three rows in an order of its own, the last of them worth `last` points where 40 are right.
pub(super) fn score_sheet(folder: &Folder, name: &str, last: u32) -> PathBuf {
    let last = last.to_string();
    let rows: [[&str; 7]; 5] = [
        ["一级指标", "二级指标", "三级指标", "评分标准", "分值", "自评得分", "扣分原因"],
        ["管理", "执行", "“三公经费”控制率", "以100%为标准，每超过1个百分点扣2分，扣完为止", "20", "", ""],
        ["效果", "履职", "服务对象满意度", "满意度≥95%得40分，≥85%且＜95%得20分，＜85%不得分", "40", "", ""],
        ["", "", "创新做法", "由评价组根据材料评定", &last, "", ""],
        ["合计", "", "", "", "100", "", ""],
    ];
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 7]>::as_slice).collect();
    docx(folder, name, &document_table("绩效评价指标评分表", &rows))
}

/// A title and a table, as the body of a document. A blank cell to the right of a named one in the first row belongs to it.
pub(super) fn document_table(title: &str, rows: &[&[&str]]) -> String {
    let paragraph = |text: &str| match text {
        "" => "<w:p/>".to_owned(),
        text => format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", text.replace('<', "&lt;")),
    };
    let row = |(index, cells): (usize, &&[&str])| {
        let mut made = String::new();
        let mut column = 0;
        while column < cells.len() {
            let blank = cells[column + 1..].iter().take_while(|text| index == 0 && text.is_empty()).count();
            let span = format!(r#"<w:tcPr><w:gridSpan w:val="{}"/></w:tcPr>"#, blank + 1);
            let span = if blank == 0 { String::new() } else { span };
            made.push_str(&format!("<w:tc>{span}{}</w:tc>", paragraph(cells[column])));
            column += blank + 1;
        }
        format!("<w:tr>{made}</w:tr>")
    };
    let rows: String = rows.iter().enumerate().map(row).collect();
    format!("{}<w:tbl>{rows}</w:tbl>", paragraph(title))
}

/// A small package whose first part unpacks to far more than any form has.
pub(super) fn bomb(folder: &Folder, name: &str) -> PathBuf {
    let path = folder.path(name);
    let blank = " ".repeat(48 << 20);
    let inner = if name.ends_with("docx") { "word/document.xml" } else { "xl/workbook.xml" };
    package(&path, &[(inner, &blank)]);
    path
}

/// A workbook with one shown sheet of these rows, whose first row is merged, and a hidden one.
pub(super) fn xlsx(folder: &Folder, name: &str, rows: &str) -> PathBuf {
    let path = folder.path(name);
    let sheet = |rows: &str, more: &str| {
        format!(r#"<?xml version="1.0"?><worksheet xmlns="x"><sheetData>{rows}</sheetData>{more}</worksheet>"#)
    };
    let workbook = r#"<workbook xmlns="x" xmlns:r="r"><sheets><sheet name="附件1" sheetId="1" r:id="a"/>
        <sheet name="底稿" sheetId="2" state="hidden" r:id="b"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/>
        <Relationship Id="b" Target="worksheets/sheet2.xml"/></Relationships>"#;
    package(
        &path,
        &[
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/sharedStrings.xml", "<sst><si><t>“三公”</t><t>经费</t><rPh><t>x</t></rPh></si></sst>"),
            ("xl/worksheets/sheet1.xml", &sheet(rows, r#"<mergeCells><mergeCell ref="A1:C1"/></mergeCells>"#)),
            ("xl/worksheets/sheet2.xml", &sheet("", "")),
        ],
    );
    path
}
