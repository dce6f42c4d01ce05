//! Editions as files that state only what differs from a shipped one: a bureau's change by data alone, and files made to do harm.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{Folder, ok, refused};

/// Reads an edition file of this content as `某区`.
fn import(folder: &Folder, content: &Value) -> String {
    let (path, file) = (folder.path("表样.json").display().to_string(), folder.path("某局.ziping"));
    fs::write(&path, content.to_string()).expect("is written");
    ok(&["edition", "import", &path, "--as", "某区", "--yes", "--file", &file.display().to_string()])
}

#[test]
fn points_moved_a_row_renamed_and_a_line_added_need_nothing_but_data() {
    let folder = Folder::new();
    let column = |last: &str| format!("project.city.{last}");
    let figure = |(last, label): (&str, &str)| json!({"key": column(last), "before": "project.total.prior_final", "label": format!("市级专项资金{label}"), "measure": "money"});
    let total = |last: &str| {
        let parts = ["operational", "maintenance", "government_special", "city"];
        let parts: Vec<String> = parts.iter().map(|part| format!("project.{part}.{last}")).collect();
        json!({"key": format!("project.total.{last}"), "from": {"sum": parts}})
    };
    let columns = [("prior_final", "上年决算数"), ("budget", "本年预算数"), ("final", "本年决算数")];
    let figures: Vec<Value> = columns.into_iter().map(figure).chain(columns.map(|(last, _)| total(last))).collect();
    let cells = columns.map(|(last, _)| json!({"figure": column(last), "columns": 2, "rows": 1}));
    let name = json!({"text": "4、市级专项资金", "columns": 1, "rows": 1});
    let cells: Vec<Value> = [name].into_iter().chain(cells).collect();
    import(
        &folder,
        &json!({
            "based_on": "changsha-2020", "key": "x", "name": "某区表样", "figures": figures,
            "base_data_table": {"rows": [{"after": "3、级次专项资金", "cells": cells, "lines": 1, "provenance": "seen"}]},
            "score_sheet": {"indicators": [
                {"key": "three_public_control_rate", "full_score": "5", "examples": [["1", "5"], ["1.03", "2"]]},
                {"key": "use_of_funds", "label": "财政资金使用合规性", "full_score": "9", "examples": [["2", "7"]]},
            ]},
        }),
    );
    let file = folder.path("某局.ziping").display().to_string();
    let differs = ok(&["edition", "diff", "changsha-2020", "某区", "--file", &file]);
    for line in [
        "＋　附件1　4、市级专项资金　|　【市级专项资金上年决算数】",
        "＋　附件2　“三公经费”控制率　5分",
        "＋　附件2　财政资金使用合规性　9分",
        "＋　数据项　项目支出本年决算数　project.total.final　＝业务工作经费本年决算数 + 运行维护经费本年决算数 + 级次专项资金本年决算数 + 市级专项资金本年决算数",
    ] {
        assert!(differs.contains(line), "{line}: {differs}");
    }
    ok(&["new", "--unit", "某局", "--year", "2024", "--edition", "某区", "--file", &file]);
    for (key, typed) in [("project.operational.final", "30"), ("project.city.final", "12")] {
        ok(&["set", key, typed, "--file", &file]);
    }
    ok(&["judge", "use_of_funds", "--breaches", "2", "--reason", "两笔手续不全", "--file", &file]);
    assert_eq!(ok(&["get", "project.total.final", "--file", &file]).trim(), "42.00");
    assert!(ok(&["evaluate", "--file", &file]).contains("财政资金使用合规性　7／9"));
}

#[test]
fn figures_that_use_one_twice_each_are_worked_out_explained_and_printed_at_once() {
    for inline in [false, true] {
        let folder = Folder::new();
        let used = |step: usize| if step == 0 { "budget.initial".to_owned() } else { format!("x.{}", step - 1) };
        let figure = |step| {
            let (key, below) = (used(step + 1), used(step));
            json!({"key": key, "label": key, "measure": "money", "from": {"sum_of_all": [below, below]}, "inline": inline})
        };
        let mut figures: Vec<Value> = (0..64).map(figure).collect();
        let last = used(64);
        figures.push(json!({"key": "y", "label": "y", "measure": "percent", "from": {"ratio": [last, last]}}));
        let indicator = json!({"key": "budget_control_rate", "figure": "y", "examples": [["0.05", "4"]]});
        import(
            &folder,
            &json!({"based_on": "changsha-2020", "key": "x", "name": "x", "figures": figures,
                    "score_sheet": {"indicators": [indicator]}}),
        );
        let file = folder.path("某局.ziping").display().to_string();
        ok(&["new", "--unit", "某局", "--year", "2024", "--edition", "某区", "--file", &file]);
        assert!(ok(&["why", "budget_control_rate", "--file", &file]).contains("“年初预算”未填"));
        ok(&["set", "budget.initial", "0.01", "--file", &file]);
        let out = folder.path("表").display().to_string();
        ok(&["export", "--paper", "all", "--out", &out, "--fonts", "bundled", "--file", &file]);
    }
}

#[test]
fn an_edition_file_that_is_deep_or_says_a_thing_twice_is_refused_in_a_sentence() {
    let folder = Folder::new();
    let (path, file) = (folder.path("表样.json").display().to_string(), folder.path("某局.ziping"));
    let refusal = |content: &str| {
        fs::write(&path, content).expect("is written");
        refused(&["edition", "import", &path, "--as", "某区", "--yes", "--file", &file.display().to_string()])
    };
    let deep = format!("{}1{}", r#"{"a":"#.repeat(10_000), "}".repeat(10_000));
    let twice = r#"{"based_on": "changsha-2020", "key": "x", "name": "甲", "name": "乙"}"#;
    for content in [deep.as_str(), "[[[[", twice] {
        assert!(refusal(content).contains("不合格式"));
    }
    let below = r#"{"based_on": "changsha-2020", "key": "x", "name": "x", "figures": [
        {"key": "z", "before": "budget.initial", "label": "z", "measure": "money", "from": {"sum": ["budget.initial"]}}]}"#;
    assert!(refusal(below).contains("budget.initial 不在它上面"));
    assert!(refusal(&format!("{{}}{}", " ".repeat(10_000_000))).contains("太多"));
    assert!(!folder.path("表样").exists());
}
