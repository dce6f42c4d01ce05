//! The command line as a whole: a year from its first figure to its papers.

use std::fs;

use crate::harness::{Folder, ok, refused, ziping};

#[test]
fn a_new_year_is_filled_worked_out_taken_back_and_filled_again() {
    let folder = Folder::new();
    let file = folder.path("新 档案.ziping").display().to_string();
    let on = |args: &[&str]| ok(&args.iter().copied().chain(["--file", file.as_str()]).collect::<Vec<_>>());
    on(&["new", "--unit", "示例区某局", "--year", "２０２４"]);
    on(&["set", "basic.personnel.final", "5788.54"]);
    assert_eq!(on(&["set", "basic.operating.final", "557.93万元"]), "公用经费本年决算数 （空） → 557.93");
    assert_eq!(on(&["get", "basic.total.final"]), "6346.47");
    assert_eq!(on(&["get", "basic.personnel.share"]), "91.21%");
    assert_eq!(on(&["set", "basic.operating.final", ""]), "公用经费本年决算数 557.93 → （空）");
    assert_eq!(on(&["get", "basic.total.final"]), "（空）");
    assert_eq!(on(&["undo"]), "已撤销：修改“公用经费本年决算数”");
    assert_eq!(on(&["get", "basic.total.final"]), "6346.47");
    assert_eq!(on(&["redo"]), "已重做：修改“公用经费本年决算数”");
    assert_eq!(on(&["get", "basic.total.final"]), "（空）");
    assert_eq!(on(&["history"]).lines().count(), 6);
    assert!(on(&["verify"]).contains("完好"));
}

#[test]
fn money_lands_as_one_value_however_it_is_typed() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    for (typed, shown) in [
        ("１，２３４．５", "1234.50"),
        ("1,234.5", "1234.50"),
        ("6346.47万元", "6346.47"),
        ("63464700元", "6346.47"),
        ("六千三百四十六万元", "6346.00"),
    ] {
        ok(&["set", "basic.personnel.final", typed, "--file", &file]);
        assert_eq!(ok(&["get", "basic.personnel.final", "--file", &file]), shown, "{typed}");
    }
    assert_eq!(ok(&["set", "budget.supplement", "-12.5", "--file", &file]), "本年追加预算 173.50 → -12.50");
}

#[test]
fn a_judgement_moves_the_total() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let total = || {
        let evaluation: serde_json::Value =
            serde_json::from_str(&ok(&["evaluate", "--json", "--file", &file])).expect("JSON");
        evaluation["total"]["score"].as_str().expect("is scored").to_owned()
    };
    assert_eq!(total(), "95.19");
    assert_eq!(
        ok(&["judge", "management_systems", "--tick", "1", "2", "3", "4", "--file", &file]),
        "管理制度健全性 6 → 8"
    );
    assert_eq!(total(), "97.19");
    ok(&["judge", "administrative_effectiveness", "--grade", "一般", "--reason", "窗口办件时间偏长", "--file", &file]);
    assert_eq!(total(), "94.19");
    ok(&["undo", "--file", &file]);
    ok(&["undo", "--file", &file]);
    assert_eq!(total(), "95.19");
}

#[test]
fn a_paragraph_is_edited_with_labels_for_figures() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let text = ok(&["text", "--file", &file]);
    let line = text.lines().find(|line| line.contains("【编制数】")).expect("a paragraph quotes it");
    let key = line.split('　').next().expect("a key");
    let edited = ok(&["set", key, "编制数为【编制数】人。", "--file", &file]);
    assert!(edited.ends_with("→ 编制数为【编制数】人。"), "{edited}");
    assert_eq!(ok(&["get", key, "--file", &file]), "编制数为【编制数】人。");
    assert!(refused(&["set", key, "【没有这项】", "--file", &file]).contains("【没有这项】"));
}

#[test]
fn the_check_ends_with_one_where_an_error_stands() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    assert_eq!(ziping(&["check", "--file", &file]).status, 0);
    ok(&["set", "three_public.final", "20", "--file", &file]);
    let said = ziping(&["check", "--file", &file]);
    assert_eq!(said.status, 1);
    assert!(said.out.contains("错误") && said.out.contains("“‘三公’经费本年决算数”"), "{}", said.out);
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let folder = Folder::new();
    let file = folder.sample("tianxin-2020");
    let export = |name: &str| {
        let out = folder.path(name);
        ok(&["export", "--paper", "bound", "--fonts", "bundled", "--file", &file, "--out", &out.display().to_string()]);
        let mut files = fs::read_dir(out).expect("a folder");
        fs::read(files.next().expect("one file").expect("an entry").path()).expect("is read")
    };
    assert!(export("first") == export("second"));
}

#[test]
fn the_three_papers_come_out_with_names_windows_takes() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let out = folder.path("文件 输出");
    ok(&["export", "--file", &file, "--out", &out.display().to_string()]);
    let mut names: Vec<String> = fs::read_dir(out)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "示例区文化旅游体育局2024年度部门整体支出绩效自评报告.pdf",
            "附件1 部门整体支出绩效评价基础数据表.pdf",
            "附件2 部门整体支出绩效评价指标评分表.pdf"
        ]
    );
}
