//! The command line as a whole: a year from its first figure to its papers.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::harness::{Folder, ok, refused, ziping, ziping_into};

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
    assert_eq!(
        names(&out),
        [
            "示例区文化旅游体育局2024年度部门整体支出绩效自评报告.pdf",
            "示例区文化旅游体育局2024年度附件1 部门整体支出绩效评价基础数据表.pdf",
            "示例区文化旅游体育局2024年度附件2 部门整体支出绩效评价指标评分表.pdf"
        ]
    );
}

#[test]
fn the_working_paper_comes_out_where_it_is_asked_for() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let export = |paper: &str| {
        let out = folder.path(paper);
        ok(&["export", "--paper", paper, "--file", &file, "--out", &out.display().to_string()]);
        names(&out)
    };
    assert_eq!(export("working-paper"), ["示例区文化旅游体育局2024年度部门整体支出绩效自评工作底稿.pdf"]);
    // All but the paper that gives the score in other editions.
    assert_eq!(export("all").len(), ziping::document::Paper::ALL.len() - 1);
}

/// The names of what is in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn two_years_exported_into_one_folder_are_both_there() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let out = folder.path("文件");
    for year in ["2023", "2024"] {
        ok(&["export", "--file", &file, "--year", year, "--out", &out.display().to_string()]);
    }
    assert_eq!(names(&out).len(), 6);
}

#[test]
fn an_export_that_finds_a_folder_in_a_papers_place_changes_nothing() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let out = folder.path("文件");
    let shown = out.display().to_string();
    ok(&["export", "--file", &file, "--out", &shown]);
    let before = names(&out);
    let (report, table) = (out.join(&before[0]), out.join(&before[1]));
    fs::remove_file(&table).expect("is removed");
    fs::create_dir(&table).expect("is made");
    fs::write(&report, "原有的报告").expect("is written");
    assert!(refused(&["export", "--file", &file, "--out", &shown]).contains("这是文件夹"));
    assert_eq!(names(&out), before);
    assert_eq!(fs::read_to_string(&report).expect("is there"), "原有的报告");
}

#[test]
fn help_is_printed_however_it_is_asked_for_and_tells_the_forms() {
    let help = ok(&[]);
    for asked in [&["help"][..], &["--help"], &["-h"], &["set", "--help"], &["export", "-h"]] {
        assert_eq!(ok(asked), help);
    }
    for key in ziping::edition::Edition::shipped_keys() {
        assert!(help.contains(&key), "{key}");
    }
}

#[test]
fn the_help_tells_truly_which_commands_take_a_file_and_a_year() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let out = folder.path("文件").display().to_string();
    let help = ok(&["help"]);
    let told = help.lines().find(|line| line.contains("--year 指定年度")).expect("is told");
    for command in [
        &["set", "three_public.final", "20"][..],
        &["get", "staff.quota"],
        &["text"],
        &["judge", "management_systems", "--tick", "1"],
        &["evaluate"],
        &["check"],
        &["reason", "total_of_parts/three_public.final", "属实"],
        &["export", "--out", &out],
        &["history"],
        &["undo"],
        &["redo"],
        &["verify"],
    ] {
        assert!(ziping(&[command, &["--file", &file]].concat()).status < 2, "{command:?}");
        let dated = |year| ziping(&[command, &["--file", &file, "--year", year]].concat());
        let takes_year = told.contains(command[0]);
        assert_eq!(dated("2023").status < 2, takes_year, "{command:?}");
        let sentence = dated("1999").err;
        assert!(
            sentence.contains(if takes_year { "没有1999年度" } else { "用不到“--year”" }),
            "{command:?}: {sentence}"
        );
    }
}

#[test]
fn a_text_that_begins_with_a_dash_stands_behind_two_dashes() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    ok(&["set", "--file", &file, "frugality_measures", "--", "-压减会议"]);
    assert_eq!(ok(&["get", "frugality_measures", "--file", &file]), "-压减会议");
    ok(&["judge", "management_systems", "--reason=--待补", "--file", &file]);
}

#[test]
fn a_paragraph_is_named_with_a_dot_or_a_colon() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let text = ok(&["text", "--file", &file]);
    let key = text.lines().last().and_then(|line| line.split('　').next()).expect("a key");
    let same = key.replace("block.", "block:");
    assert_ne!(same, key);
    ok(&["set", &same, "新的一段。\r\n", "--file", &file]);
    assert_eq!(ok(&["get", key, "--file", &file]), "新的一段。");
    assert_eq!(ok(&["get", &same, "--json", "--file", &file]), ok(&["get", key, "--json", "--file", &file]));
}

#[test]
fn white_space_in_a_units_name_is_one_space() {
    let folder = Folder::new();
    let file = folder.path("某局.ziping").display().to_string();
    ok(&["new", "--unit", " 示例区\r\n某局\t 本级 ", "--year", "2024", "--file", &file]);
    assert!(ok(&["evaluate", "--file", &file]).starts_with("示例区 某局 本级　2024年度"));
}

/// An output that refuses at once, or only what it had taken.
struct Refusing {
    kind: io::ErrorKind,
    only_flush: bool,
}

impl Write for Refusing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.only_flush { Ok(bytes.len()) } else { Err(self.kind.into()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.kind.into())
    }
}

#[test]
fn an_answer_that_cannot_be_written_is_told_and_a_reader_gone_away_is_not() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    for args in [&["evaluate", "--json", "--file", &file][..], &["get", "staff.quota", "--file", &file], &["help"]] {
        for only_flush in [false, true] {
            let told = |kind| ziping_into(&mut Refusing { kind, only_flush }, args);
            let (status, sentence) = told(io::ErrorKind::StorageFull);
            assert_eq!(status, 2, "{args:?}");
            assert!(sentence.contains("没有完整输出（磁盘已满）"), "{sentence}");
            assert_eq!(told(io::ErrorKind::BrokenPipe), (0, String::new()), "{args:?}");
        }
    }
}
