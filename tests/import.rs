//! Importing a report: every sentence of it in the year's text and in its papers, and nothing done where it is refused.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::audit::reading::docx;
use crate::harness::{Folder, NOW, ok, refused};
use ziping::workbook::Workbook;

const TWIN: &str = include_str!("data/audit/twin.txt");
/// What of the twin is no text: its title, what a conversion left, its list of attachments.
const APART: [&str; 3] = ["某区部门整体支出绩效自评报告", "[bookmark: _GoBack]", "附件：1.基础数据表"];

/// A new workbook, and the twin as text or as a document.
fn begun(folder: &Folder) -> String {
    let file = folder.path("某局.ziping").display().to_string();
    ok(&["new", "--unit", "示例区某局", "--year", "2021", "--file", &file]);
    file
}

fn twin(folder: &Folder) -> String {
    let path = folder.path("报告.txt");
    fs::write(&path, TWIN).expect("is written");
    path.display().to_string()
}

/// The twin as a document: chapters numbered by the word processor, a text box, a table.
fn twin_document(folder: &Folder) -> String {
    let numbered = r#"<w:pPr><w:pStyle w:val="a1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>"#;
    let paragraph = |line: &str| match line.split_once('、').filter(|(number, _)| number.chars().count() == 1) {
        Some((_, title)) => format!("<w:p>{numbered}<w:r><w:t>{}</w:t></w:r></w:p>", title.trim()),
        None => format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"),
    };
    let boxed = "<w:p><w:r><w:t>全年未发生重大安全事故。</w:t><w:txbxContent><w:p><w:r><w:t>框内另有说明一句。</w:t></w:r></w:p></w:txbxContent></w:r></w:p>";
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("编制数"), cell("94"));
    let lines: Vec<String> = TWIN.lines().map(paragraph).collect();
    let (head, end) = lines.split_at(lines.len() - 2);
    docx(folder, &[&head.concat(), boxed, &table, &end.concat()].concat()).display().to_string()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The sentences of the twin's text without the numbers of its headings.
fn sentences() -> Vec<String> {
    let text = APART.iter().fold(TWIN.to_owned(), |text, apart| text.replace(apart, ""));
    let without_number = |line: &str| {
        let number = line.find(['、', '.', '）']).filter(|at| line[..*at].chars().count() <= 2);
        let mark = number.and_then(|at| line[at..].chars().next());
        number.zip(mark).map_or(line.to_owned(), |(at, mark)| line[at + mark.len_utf8()..].to_owned())
    };
    let lines = text.lines().map(without_number).collect::<Vec<_>>();
    let cut = lines.iter().flat_map(|line| line.split_inclusive('。')).map(squeezed);
    cut.filter(|sentence| !sentence.is_empty()).collect()
}

/// The text of the year as it prints.
fn printed(file: &str) -> String {
    let workbook = Workbook::open(Path::new(file), NOW).expect("opens");
    let year = workbook.year(None).expect("a year");
    let text = year.filing.blocks.iter().map(|block| year.evaluation.filled(&block.text));
    squeezed(&text.collect::<Vec<_>>().join("\n"))
}

fn rehearsed(file: &str, source: &str) -> Value {
    serde_json::from_str(&ok(&["import", source, "--dry-run", "--json", "--file", file])).expect("JSON")
}

#[test]
fn every_sentence_of_a_report_is_in_the_text_of_the_year() {
    for source in [twin as fn(&Folder) -> String, twin_document] {
        let folder = Folder::new();
        let (file, source) = (begun(&folder), source(&folder));
        ok(&["import", &source, "--file", &file]);
        let text = printed(&file);
        for sentence in sentences() {
            assert_eq!(text.matches(&sentence).count(), TWIN.matches(&sentence).count().max(1), "{source}: {sentence}");
        }
        assert!(!APART.iter().any(|apart| text.contains(&squeezed(apart))), "{text}");
    }
}

#[test]
fn what_is_no_text_is_told_with_its_reason_and_a_table_stands_apart() {
    let folder = Folder::new();
    let (file, source) = (begun(&folder), twin_document(&folder));
    let plan = rehearsed(&file, &source);
    let unplaced: Vec<&str> =
        plan["unplaced"].as_array().expect("a list").iter().filter_map(|one| one["text"].as_str()).collect();
    assert_eq!(unplaced, APART);
    assert_eq!(plan["tables"][0]["rows"], serde_json::json!([["编制数", "94"]]));
    assert!(printed(&file).contains("请写明"), "a rehearsal changes nothing");
    assert!(plan["imported"].is_null());
}

#[test]
fn figures_are_taken_by_the_plan_that_was_shown_and_the_numbers_of_the_text_stay() {
    let folder = Folder::new();
    let (file, source) = (begun(&folder), twin(&folder));
    ok(&["set", "staff.off_quota", "40", "--file", &file]);
    let plan = rehearsed(&file, &source);
    let proposals = plan["proposals"].as_array().expect("a list");
    assert!(proposals.iter().any(|one| one["id"] == "figure:basic.personnel.final" && one["shown"] == "2840.16"));
    let said = ok(&["import", &source, "--file", &file]);
    assert!(said.contains("已经填过、没有改动的：编外人数。"), "{said}");
    for proposal in proposals.iter().filter(|one| one["key"] != "staff.off_quota") {
        let (key, shown) = (proposal["key"].as_str().expect("a key"), proposal["shown"].as_str().expect("a number"));
        assert!(ok(&["get", key, "--file", &file]).contains(shown), "{proposal}");
    }
    assert!(ok(&["get", "staff.off_quota", "--file", &file]).contains("40"));
    let workbook = Workbook::open(Path::new(&file), NOW).expect("opens");
    let year = workbook.year(None).expect("a year");
    let of_twin = year.filing.blocks.iter().filter(|block| block.text.contains("2840.16"));
    assert!(of_twin.clone().count() == 1 && of_twin.clone().all(|block| !block.text.contains("{{")));
}

#[test]
fn a_text_that_was_written_is_replaced_only_on_demand_and_one_undo_brings_it_back() {
    let folder = Folder::new();
    let (file, source) = (begun(&folder), twin(&folder));
    ok(&["import", &source, "--file", &file]);
    let imported = printed(&file);
    let sentence = refused(&["import", &source, "--file", &file]);
    assert!(sentence.contains("--replace"), "{sentence}");
    assert_eq!(printed(&file), imported);
    let other = folder.path("另一份.txt");
    fs::write(&other, "一、基本情况\n另有一句{{year}}与\\。\n").expect("is written");
    ok(&["import", &other.display().to_string(), "--replace", "--file", &file]);
    assert!(printed(&file).contains("另有一句{{year}}与\\。"));
    assert!(ok(&["undo", "--file", &file]).contains("导入“另一份.txt”"));
    assert_eq!(printed(&file), imported);
    assert!(ok(&["verify", "--file", &file]).contains("完好"));
    let backups = fs::read_dir(folder.path("备份")).expect("a folder").count();
    assert_eq!(backups, 2, "one before each import that was done");
}

#[cfg(feature = "papers-apart")]
#[test]
fn every_sentence_of_a_report_is_in_the_paper_made_from_it() {
    let folder = Folder::new();
    let (file, source, out) = (begun(&folder), twin_document(&folder), folder.path("papers"));
    ok(&["import", &source, "--file", &file]);
    let out_text = out.display().to_string();
    ok(&["export", "--paper", "report", "--fonts", "bundled", "--out", &out_text, "--file", &file]);
    let paper = fs::read_dir(&out).expect("a folder").next().expect("a file").expect("an entry").path();
    let said = std::process::Command::new("pdftotext").args(["-nopgbrk", "-layout"]).arg(&paper).arg("-").output();
    let text = String::from_utf8_lossy(&said.expect("poppler is installed").stdout).into_owned();
    // Page numbers and the stamp stand between sentences that run over a page.
    let of_page = |line: &&str| !line.trim().starts_with('—') && line.trim() != "草稿";
    let text: String = text.lines().filter(of_page).map(squeezed).collect();
    for sentence in sentences() {
        assert!(text.contains(&sentence), "{sentence}");
    }
}
