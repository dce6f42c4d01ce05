//! 四方对账 by the command line: what the papers say of each figure, and where they part.

use std::fs;

use serde_json::Value;

use crate::harness::{Folder, ok, refused, ziping};

/// The table of a workbook, and the exit status.
fn table(file: &str) -> (Vec<Value>, u8) {
    let said = ziping(&["reconcile", "--json", "--file", file]);
    let json: Value = serde_json::from_str(&said.out).expect("is JSON");
    (json["rows"].as_array().expect("has rows").clone(), said.status)
}

fn row(rows: &[Value], key: &str) -> Value {
    rows.iter().find(|row| row["key"] == key).expect("the figure has a row").clone()
}

/// Writes over the first paragraph that quotes a label.
fn write_over(file: &str, label: &str, text: &str) -> String {
    let all = ok(&["text", "--file", file]);
    let line = all.lines().find(|line| line.contains(label)).expect("a paragraph quotes it");
    let key = line.split('　').next().expect("a key").to_owned();
    ok(&["set", &key, text, "--file", file]);
    key
}

#[test]
fn the_papers_of_both_samples_agree() {
    let folder = Folder::new();
    for sample in ["demo", "tianxin-2020"] {
        let (rows, status) = table(&folder.sample(sample));
        assert_eq!(status, 0, "{sample}");
        assert!(rows.iter().all(|row| row["verdict"] == "agrees" && row["sentence"].is_null()), "{sample}");
    }
}

#[test]
fn a_number_typed_otherwise_than_in_the_tables_is_told_with_its_place() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let key = write_over(&file, "【编制数】", "本部门编制数为88名，年末实际在职【本年实际在职人数】人。");
    let (rows, status) = table(&file);
    assert_eq!(status, 1, "a 错误 stands");
    let quota = row(&rows, "staff.quota");
    assert_eq!(quota["sentence"], "正文写“编制数”88名，附件1为86名，相差2名。");
    let place = &quota["text"][0];
    assert_eq!((place["start"].as_u64(), place["end"].as_u64()), (Some(7), Some(10)));
    assert_eq!((place["how"].as_str(), place["agrees"].as_bool()), (Some("typed"), Some(false)));
    assert_eq!(format!("block.{}", place["block"]), key);
    let in_post = row(&rows, "staff.in_post.final");
    assert_eq!((in_post["text"][0]["start"].as_u64(), in_post["text"][0]["end"].as_u64()), (Some(17), Some(27)));
    assert_eq!(in_post["text"][0]["how"], "quoted");
    let said = ziping(&["check", "--file", &file]);
    assert!(said.out.contains("错误　正文写“编制数”88名，附件1为86名，相差2名。"), "{}", said.out);
    ok(&["set", "staff.quota", "88", "--file", &file]);
    assert_eq!(row(&table(&file).0, "staff.quota")["verdict"], "agrees");
}

#[test]
fn the_score_and_grade_of_the_text_are_held_against_the_score_sheet() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    write_over(&file, "【自评总分】", "本部门2024年度部门整体支出绩效自评得分96分，等级为“良”。");
    let said = ziping(&["check", "--file", &file]);
    assert_eq!(said.status, 1);
    assert!(said.out.contains("正文写“自评得分”96分，附件2合计为95.19分，相差0.81分。"), "{}", said.out);
    assert!(said.out.contains("正文写自评等级“良”，附件2合计95.19分，应为“优”。"), "{}", said.out);
}

#[test]
fn the_final_accounts_are_entered_beside_a_figure_and_compared_with_it() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let edited = ok(&["set", "final_accounts.project.total.final", "14173500元", "--file", &file]);
    assert_eq!(edited, "项目支出本年决算数（部门决算） （空） → 1417.35");
    assert_eq!(row(&table(&file).0, "project.total.final")["final_accounts"]["agrees"], true);
    ok(&["set", "final_accounts.project.total.final", "1500", "--file", &file]);
    let (rows, status) = table(&file);
    let project = row(&rows, "project.total.final");
    assert_eq!((status, project["verdict"].as_str(), project["grade"].as_str()), (0, Some("differs"), Some("explain")));
    assert_eq!(project["sentence"], "“项目支出本年决算数”为1417.35，部门决算为1500.00，相差82.65。");
    let said = ziping(&["check", "--file", &file]);
    assert!(
        said.out.contains("需说明　“项目支出本年决算数”为1417.35，部门决算为1500.00，相差82.65，请说明原因。"),
        "{}",
        said.out
    );
    ok(&["undo", "--file", &file]);
    ok(&["undo", "--file", &file]);
    assert!(row(&table(&file).0, "project.total.final")["final_accounts"].is_null());
    assert!(
        refused(&["set", "final_accounts.staff.quota", "1", "--file", &file]).contains("final_accounts.staff.quota")
    );
}

#[test]
fn last_years_filing_is_held_against_what_this_years_form_says_of_it() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    ok(&["set", "budget.carried_over", "50", "--file", &file]);
    let carried = row(&table(&file).0, "budget.carried_over");
    assert_eq!(carried["last_filing"]["label"], "年末结余");
    assert_eq!(carried["last_filing"]["year"], 2023);
    assert_eq!(carried["brief"], "与上年自评相差2.86");
}

#[test]
fn the_paper_is_exported_by_itself_and_is_none_of_those_for_filing() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let export = |name: &str, paper: &[&str]| {
        let out = folder.path(name);
        let out_word = out.display().to_string();
        ok(&[&["export", "--file", &file, "--out", &out_word], paper].concat());
        let entries = fs::read_dir(out).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    let ours = "示例区文化旅游体育局2024年度部门整体支出绩效自评四方对账表.pdf";
    assert_eq!(export("alone", &["--paper", "reconciliation"]), [ours]);
    assert!(export("every", &["--paper", "all"]).iter().any(|name| name == ours));
    assert!(export("for filing", &[]).iter().all(|name| name != ours));
}
