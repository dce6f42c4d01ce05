//! A report with the faults of a published one, in sentences of our own: everything that is to be found in it, as text and
//! as a document, and by the command line.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::audit::reading::docx;
use crate::harness::{Folder, refused, ziping};

const TWIN: &str = include_str!("../data/audit/twin.txt");
/// Line, grade, check, and the number worked out.
const FINDINGS: &[(u64, &str, &str, Option<&str>)] = &[
    (8, "hint", "text_numbering", None),
    (9, "hint", "text_confusion", None),
    (10, "hint", "text_cut_off_word", None),
    (10, "error", "text_share", Some("43.01%")),
    (11, "error", "text_rate", Some("99.91%")),
    (12, "hint", "text_cut_off_word", None),
    (12, "explain", "text_cut_off_dates", None),
    (12, "hint", "text_bracket", None),
    (13, "hint", "text_residue", None),
    (13, "hint", "text_repeated", None),
    (14, "hint", "text_empty_chapter", None),
];

fn found(path: &Path) -> Vec<(u64, String, String, Option<String>)> {
    let said = ziping(&["audit", &path.display().to_string(), "--json"]);
    assert_eq!(said.status, 1, "an error stands: {}", said.err);
    let findings: Vec<Value> = serde_json::from_str(&said.out).expect("JSON");
    let word = |finding: &Value, key: &str| finding[key].as_str().map(str::to_owned);
    let row = |finding: &Value| {
        let line = finding["line"].as_u64().expect("a line");
        let (grade, check) = (word(finding, "grade").expect("a grade"), word(finding, "check").expect("a check"));
        (line, grade, check, word(finding, "computed"))
    };
    findings.iter().map(row).collect()
}

fn wanted() -> Vec<(u64, String, String, Option<String>)> {
    let row = |(line, grade, check, computed): &(u64, &str, &str, Option<&str>)| {
        (*line, (*grade).to_owned(), (*check).to_owned(), computed.map(str::to_owned))
    };
    FINDINGS.iter().map(row).collect()
}

#[test]
fn the_faults_of_a_report_are_found_and_none_of_its_sums_accused() {
    let folder = Folder::new();
    let path = folder.path("报告.txt");
    fs::write(&path, TWIN).expect("is written");
    assert_eq!(found(&path), wanted());
}

#[test]
fn a_document_is_audited_as_its_text_is() {
    let folder = Folder::new();
    let body: String = TWIN.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    assert_eq!(found(&docx(&folder, &body)), wanted());
}

#[test]
fn the_exit_status_tells_whether_an_error_stands() {
    let folder = Folder::new();
    let audit = |text: &str| {
        let path = folder.path("文.txt");
        fs::write(&path, text).expect("is written");
        ziping(&["audit", &path.display().to_string()])
    };
    let sound = audit("抽检50批次，合格49批次，合格率98%。");
    assert_eq!((sound.status, sound.out.trim_end()), (0, "【正文核对】0条"));
    assert_eq!(audit("截止2021年11月30日，立案26起。").status, 0);
    let wrong = audit("抽检50批次，合格49批次，合格率89%。");
    assert_eq!(wrong.status, 1);
    assert!(wrong.out.contains("错误　第1行第1字　合格率：49 ÷ 50 = 98.00%，文中89%。"), "{}", wrong.out);
    assert!(refused(&["audit"]).contains("缺少要检查的文件"));
    assert!(refused(&["audit", "没有这个文件.docx"]).contains("找不到文件"));
}
