//! 说明: a reason lets a finding stand. It is kept with the year, taken back and undone as anything typed, and offered
//! again where the sentence is another, and next year.

use serde_json::Value;

use crate::harness::{Folder, ok, refused, ziping};

/// A total of the demo that is not the sum of its parts, and the finding that says so.
const TOTAL: &str = "total_of_parts/three_public.final";

fn broken(folder: &Folder) -> String {
    let file = folder.sample("demo");
    ok(&["set", "three_public.final", "12", "--file", &file]);
    file
}

/// The finding as JSON, and the exit status of the command.
fn finding(file: &str) -> (Value, u8) {
    let said = ziping(&["check", "--json", "--file", file]);
    let findings: Vec<Value> = serde_json::from_str(&said.out).expect("JSON");
    let found = findings.into_iter().find(|finding| finding["id"] == TOTAL);
    (found.expect("stands"), said.status)
}

#[test]
fn an_error_with_a_reason_is_overruled_until_it_says_something_else() {
    let folder = Folder::new();
    let file = broken(&folder);
    assert_eq!(finding(&file).1, 1);
    assert_eq!(
        ok(&["reason", TOTAL, "按财政批复数填列。", "--file", &file]),
        "“三公”经费本年决算数 （空） → 按财政批复数填列。"
    );
    let (overruled, status) = finding(&file);
    assert_eq!((overruled["reason"].as_str(), status), (Some("按财政批复数填列。"), 0));
    assert!(ok(&["check", "--file", &file]).contains("说明：按财政批复数填列。"));

    ok(&["set", "three_public.final", "12.5", "--file", &file]);
    let (open, status) = finding(&file);
    assert_eq!((&open["reason"], open["suggestion"].as_str(), status), (&Value::Null, Some("按财政批复数填列。"), 1));

    ok(&["undo", "--file", &file]);
    assert_eq!(finding(&file).1, 0, "the old sentence has its old reason");
    ok(&["undo", "--file", &file]);
    assert_eq!(finding(&file).1, 1);
    assert_eq!(ok(&["redo", "--file", &file]), "已重做：说明“‘三公’经费本年决算数”");
    ok(&["reason", TOTAL, "", "--file", &file]);
    let (open, status) = finding(&file);
    assert_eq!((&open["reason"], &open["suggestion"], status), (&Value::Null, &Value::Null, 1));
    assert_eq!(ziping(&["verify", "--file", &file]).status, 0);
}

#[test]
fn a_reason_of_last_year_is_offered_and_does_not_stand() {
    let folder = Folder::new();
    let file = broken(&folder);
    ok(&["set", "three_public.final", "12", "--year", "2023", "--file", &file]);
    ok(&["reason", TOTAL, "去年的说明", "--year", "2023", "--file", &file]);
    let (open, status) = finding(&file);
    assert_eq!((&open["reason"], open["suggestion"].as_str(), status), (&Value::Null, Some("去年的说明"), 1));
}

#[test]
fn a_finding_that_does_not_stand_is_not_answered() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let history = ok(&["history", "--file", &file]);
    assert!(refused(&["reason", TOTAL, "属实", "--file", &file]).contains(TOTAL));
    assert_eq!(ok(&["history", "--file", &file]), history);
}
