//! The desk asked as the page asks it: by name, with JSON, on a machine of the test's own.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::*;
use crate::edition::{self, Edition};

/// A machine whose officer chooses what the test says, and whose clock it sets.
#[derive(Clone, Default)]
struct Machine {
    home: PathBuf,
    folder: Option<PathBuf>,
    file: Option<PathBuf>,
    new_file: Option<PathBuf>,
    shown: Arc<Mutex<Vec<PathBuf>>>,
}

impl System for Machine {
    fn now(&self) -> String {
        "2025-03-09 14:32:05".to_owned()
    }

    fn home(&self) -> PathBuf {
        self.home.clone()
    }

    fn choose_folder(&self, _title: &str) -> Option<PathBuf> {
        self.folder.clone()
    }

    fn choose_file(&self, _title: &str, _kind: FileKind) -> Option<PathBuf> {
        self.file.clone()
    }

    fn choose_new_file(&self, _title: &str, _kind: FileKind, name: &str) -> Option<PathBuf> {
        self.new_file.clone().or_else(|| Some(self.folder.as_ref()?.join(name)))
    }

    fn show(&self, path: &Path) {
        self.shown.lock().expect("no test panics with it").push(path.to_owned());
    }
}

fn desk(path: &Path, machine: Machine) -> Desk {
    Desk::new(Wanted::File(path.to_owned()), Arc::new(machine))
}

fn demo(path: &Path) -> Desk {
    let sample = sample::load("demo").expect("is shipped");
    Workbook::create(path, true, &sample.edition, &sample.filings, "2025-03-09 14:32:05").expect("is made");
    desk(path, Machine::default())
}

fn ask(desk: &Desk, command: &str, arguments: Value) -> Value {
    let answer = desk.answer(command, arguments).unwrap_or_else(|refusal| panic!("{command}: {}", refusal.sentence));
    serde_json::from_str(answer.get()).expect("is JSON")
}

fn refused(desk: &Desk, command: &str, arguments: Value) -> Refusal {
    desk.answer(command, arguments).expect_err("is refused")
}

/// The entry of a list that has this key.
fn by_key<'v>(list: &'v Value, key: &str) -> &'v Value {
    list.as_array().expect("a list").iter().find(|one| one["key"] == key).expect("is in the list")
}

#[test]
fn the_arguments_name_the_workbook() {
    let wanted = |arguments: &[&str]| Wanted::named_by(arguments.iter().map(std::ffi::OsString::from));
    assert_eq!(wanted(&[]), Wanted::Own);
    assert_eq!(wanted(&["某 局.ziping"]), Wanted::File("某 局.ziping".into()));
    assert_eq!(wanted(&["--sample", "demo"]), Wanted::Sample("demo".to_owned()));
    for unclear in [&["--sample"][..], &["--other"], &["a", "b"], &[""]] {
        assert_eq!(wanted(unclear), Wanted::Unclear, "{unclear:?}");
    }
}

#[test]
fn a_workbook_shows_its_newest_year_first_and_any_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("示例.ziping"));
    let opened = ask(&desk, "open", json!({}));
    assert_eq!(opened["name"], "示例.ziping");
    assert_eq!(
        (&opened["years"], &opened["sample"], &opened["notice"]),
        (&json!([2023, 2024]), &json!(true), &Value::Null)
    );
    assert_eq!(ask(&desk, "open", json!({})), opened);
    assert_eq!(ask(&desk, "year", json!({"year": null}))["report_year"], 2024);
    assert_eq!(ask(&desk, "year", json!({"year": 2023}))["report_year"], 2023);
    assert_eq!(refused(&desk, "year", json!({"year": 1999})).code, "no_such_year");
}

#[test]
fn an_edit_answers_with_the_year_the_moment_it_was_saved_and_what_undo_would_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    let before = ask(&desk, "open", json!({}));
    assert_eq!(before["sample"], true);
    let quota = json!({"year": 2024, "key": "staff.in_post.final", "typed": "９０人"});
    let changed = ask(&desk, "set", quota.clone());
    assert_eq!(changed["act"]["kind"], "edited");
    assert_eq!(changed["act"]["after"], "90");
    assert!(changed["act"]["difference"].as_str().expect("is a number").starts_with(['+', '-']));
    let year = &changed["year"];
    assert_eq!(by_key(&year["figures"], "staff.in_post.final")["typed"], "９０人");
    assert_eq!((&year["saved_at"], &year["redo"]), (&json!("2025-03-09 14:32:05"), &Value::Null));
    assert_eq!(year["undo"], "修改“本年实际在职人数”");
    assert_eq!(ask(&desk, "set", quota)["act"]["kind"], "unchanged");
    let undone = ask(&desk, "undo", json!({"year": 2024}));
    assert_eq!(undone["act"], json!({"kind": "undone", "name": "修改“本年实际在职人数”"}));
    assert_eq!(undone["year"]["undo"], Value::Null);
    assert_eq!(ask(&desk, "redo", json!({"year": 2024}))["year"]["figures"], year["figures"]);
    let kinds: Vec<Value> =
        ask(&desk, "history", json!({})).as_array().expect("a list").iter().map(|line| line["kind"].clone()).collect();
    assert_eq!(kinds[..3], ["redo", "undo", "edit"]);
}

#[test]
fn a_bad_value_is_refused_and_nothing_is_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    ask(&desk, "open", json!({}));
    let before = ask(&desk, "year", json!({"year": 2024}));
    let refusal = refused(&desk, "set", json!({"year": 2024, "key": "staff.quota", "typed": "若干"}));
    assert_eq!((refusal.code, refusal.advice), ("not_a_number", Advice::Correct));
    let cells = json!([["staff.quota", "80"], ["staff.in_post.final", "80.5"]]);
    let refusal = refused(&desk, "set_many", json!({"year": 2024, "cells": cells}));
    assert_eq!((refusal.code, refusal.field.as_deref()), ("too_precise", Some("staff.in_post.final")));
    assert_eq!(ask(&desk, "year", json!({"year": 2024})), before);
}

#[test]
fn a_block_of_cells_is_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    ask(&desk, "open", json!({}));
    let before = ask(&desk, "year", json!({"year": 2024}));
    let cells = json!([["staff.quota", "80"], ["staff.in_post.final", "81"], ["three_public.abroad.final", ""]]);
    let changed = ask(&desk, "set_many", json!({"year": 2024, "cells": cells}));
    assert_eq!(changed["act"], json!({"kind": "pasted", "count": 3}));
    assert_eq!(by_key(&changed["year"]["figures"], "staff.control_rate")["shown"], "101.25%");
    assert_eq!(ask(&desk, "undo", json!({"year": 2024}))["year"]["figures"], before["figures"]);
}

#[test]
fn what_is_decided_of_an_indicator_can_be_taken_back_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    ask(&desk, "open", json!({}));
    let judge = |indicator: &str, decision: Value| {
        let arguments = json!({"year": 2024, "indicator": indicator, "decision": decision});
        by_key(&ask(&desk, "judge", arguments)["year"]["indicators"], indicator).clone()
    };
    assert_eq!(judge("use_of_funds", json!({"breaches": "1"}))["score"], "5");
    assert_eq!(judge("use_of_funds", json!({"breaches": ""}))["score"], Value::Null);
    assert_eq!(judge("economic_social_benefit", json!({"score": "5.5"}))["score"], "5.5");
    assert_eq!(judge("economic_social_benefit", json!({"score": ""}))["score"], Value::Null);
    assert_eq!(judge("administrative_effectiveness", json!({"grade": ""}))["score"], Value::Null);
    assert_eq!(judge("administrative_effectiveness", json!({"grade": "一般"}))["score"], "3");
    let too_much = json!({"year": 2024, "indicator": "economic_social_benefit", "decision": {"score": "6.1"}});
    assert_eq!(refused(&desk, "judge", too_much).code, "score_too_high");
}

#[test]
fn paragraphs_are_written_split_added_moved_between_levels_and_taken_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    ask(&desk, "open", json!({}));
    let before = ask(&desk, "year", json!({"year": 2024}));
    let chapter = &before["chapters"][1];
    let texts = |year: &Value| -> Vec<(String, i64)> {
        let blocks = year["chapters"][1]["blocks"].as_array().expect("blocks");
        let text = |block: &Value| block["text"].as_str().expect("a text").to_owned();
        blocks.iter().map(|block| (text(block), block["level"].as_i64().expect("a level"))).collect()
    };
    let was = texts(&before);
    let place = was.iter().position(|(_, level)| *level == 0).expect("has a paragraph");
    let id = chapter["blocks"][place]["id"].clone();
    let write = |id: &Value, text: &str| ask(&desk, "write_block", json!({"year": 2024, "id": id, "text": text}));

    let split = write(&id, "甲【编制数】。\r\n\r\n乙。")["year"].clone();
    let mut wanted = was.clone();
    wanted[place].0 = "甲【编制数】。".to_owned();
    wanted.insert(place + 1, ("乙。".to_owned(), 0));
    assert_eq!(texts(&split), wanted);
    assert!(split["chapters"][1]["blocks"][place]["printed"].as_str().expect("a text").starts_with("甲8"));

    let second = &split["chapters"][1]["blocks"][place + 1]["id"];
    let level =
        ask(&desk, "set_level", json!({"year": 2024, "id": second, "level": 3, "run_in": true}))["year"].clone();
    assert_eq!(level["chapters"][1]["blocks"][place + 1]["number"], "1.");
    let added = json!({"year": 2024, "chapter": chapter["key"], "after": id, "level": 2, "text": "丙"});
    wanted[place + 1].1 = 3;
    wanted.insert(place + 1, ("丙".to_owned(), 2));
    assert_eq!(texts(&ask(&desk, "insert_block", added)["year"]), wanted);
    let at_end = json!({"year": 2024, "chapter": chapter["key"], "after": null, "level": 0, "text": "丁"});
    wanted.push(("丁".to_owned(), 0));
    assert_eq!(texts(&ask(&desk, "insert_block", at_end)["year"]), wanted);
    wanted.remove(place);
    assert_eq!(texts(&write(&id, " \n ")["year"]), wanted);

    assert_eq!(
        refused(&desk, "write_block", json!({"year": 2024, "id": second, "text": "【没有】"})).code,
        "unknown_reference"
    );
    for _ in 0..5 {
        ask(&desk, "undo", json!({"year": 2024}));
    }
    let after = ask(&desk, "year", json!({"year": 2024}));
    assert_eq!(after["chapters"], before["chapters"]);
}

#[test]
fn a_figure_of_her_own_is_added_filled_quoted_and_kept_while_it_is_quoted() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    ask(&desk, "open", json!({}));
    let new = json!({"year": 2024, "label": "抽检 批次", "measure": "count", "unit": "批次"});
    let year = ask(&desk, "add_figure", new.clone())["year"].clone();
    let added = year["figures"].as_array().expect("a list").last().expect("has it").clone();
    assert_eq!(
        (&added["label"], &added["group"], &added["unit"]),
        (&json!("抽检 批次"), &json!("own"), &json!("批次"))
    );
    assert_eq!(refused(&desk, "add_figure", new).code, "label_taken");
    ask(&desk, "set", json!({"year": 2024, "key": added["key"], "typed": "2711批次"}));
    let id = year["chapters"][1]["blocks"].as_array().expect("blocks").last().expect("has one")["id"].clone();
    let quoting = ask(&desk, "write_block", json!({"year": 2024, "id": id, "text": "共【抽检 批次】批次。"}));
    let printed =
        quoting["year"]["chapters"][1]["blocks"].as_array().expect("blocks").last().expect("has one")["printed"]
            .clone();
    assert_eq!(printed, "共2711批次。");
    let remove = json!({"year": 2024, "key": added["key"]});
    assert_eq!(refused(&desk, "remove_figure", remove.clone()).code, "figure_quoted");
    ask(&desk, "write_block", json!({"year": 2024, "id": id, "text": "没有。"}));
    ask(&desk, "remove_figure", remove);
    assert_eq!(refused(&desk, "remove_figure", json!({"year": 2024, "key": "staff.quota"})).code, "unknown_figure");
}

#[test]
fn a_finding_is_answered_and_the_answer_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    ask(&desk, "open", json!({}));
    let answer = |reason: &str| json!({"year": 2024, "finding": "total_of_parts/three_public.final", "reason": reason});
    assert_eq!(refused(&desk, "answer_finding", answer("属实")).code, "unknown_finding");
    ask(&desk, "set", json!({"year": 2024, "key": "three_public.final", "typed": "12"}));
    let answered = ask(&desk, "answer_finding", answer("属实"));
    assert_eq!((&answered["act"]["kind"], &answered["act"]["after"]), (&json!("edited"), &json!("属实")));
    let finding = &answered["year"]["findings"][0];
    assert_eq!((&finding["id"], &finding["reason"]), (&answer("")["finding"], &json!("属实")));
    ask(&desk, "set", json!({"year": 2024, "key": "three_public.final", "typed": "12.1"}));
    let open = ask(&desk, "answer_finding", answer(""))["year"]["findings"][0].clone();
    assert_eq!((&open["reason"], &open["suggestion"]), (&Value::Null, &Value::Null));
}

#[test]
fn the_name_of_the_unit_can_be_corrected() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    ask(&desk, "open", json!({}));
    let set = |typed: &str| json!({"year": 2024, "key": "reporting_unit", "typed": typed});
    assert_eq!(ask(&desk, "set", set(" 示例区文化局\n"))["year"]["reporting_unit"], "示例区文化局");
    assert_eq!(refused(&desk, "set", set(" ")).code, "blank");
}

#[test]
fn papers_go_where_the_officer_says_and_are_shown_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.ziping");
    drop(demo(&path));
    let out = folder.path().join("导出");
    let machine = Machine { folder: Some(out.clone()), ..Machine::default() };
    let desk = desk(&path, machine.clone());
    ask(&desk, "open", json!({}));
    let exported = ask(&desk, "export", json!({"year": 2024, "bound": false, "projects": false, "draft": false}));
    assert_eq!((&exported["folder"], &exported["stamp"]), (&json!(out.display().to_string()), &json!("示例")));
    let names: Vec<&str> =
        exported["files"].as_array().expect("files").iter().filter_map(|file| file["name"].as_str()).collect();
    assert_eq!(names.len(), 3);
    assert!(names.iter().all(|name| out.join(name).is_file()));
    ask(&desk, "show_exported", json!({}));
    assert_eq!(*machine.shown.lock().expect("is free"), [out.join(names[0]), out.join(names[0])]);
    let bound = ask(&desk, "export", json!({"year": 2023, "bound": true, "projects": true, "draft": true}));
    assert_eq!(bound["files"].as_array().expect("files").len(), 2);
}

#[test]
fn a_page_is_shown_as_it_prints_and_found_by_what_it_prints() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    let page = |paper: &str, page: usize, of: Value| {
        ask(&desk, "preview", json!({ "year": 2024, "paper": paper, "page": page, "of": of }))
    };
    let svg = |page: &Value| page["svg"].as_str().expect("an svg").to_owned();
    let sheet = page("base-data-table", 1, Value::Null);
    assert_eq!((&sheet["pages"], &sheet["page"]), (&json!(1), &json!(1)));
    assert!(svg(&sheet).starts_with("<svg "));
    assert!(svg(&sheet).contains(r#"data-source="figure:three_public.final""#));
    let last = page("report", 999, Value::Null);
    assert_eq!(last["page"], last["pages"], "the nearest there is");
    let found = page("report", 1, json!("block:111"));
    assert!(svg(&found).contains(r#"data-source="block:111""#));
    assert_ne!(found["page"], json!(1));
}

#[test]
fn projects_are_kept_by_the_page_and_their_points_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    let one = |year: &Value, id: &str| {
        let list = year["projects"]["list"].as_array().expect("projects");
        list.iter().find(|project| project["id"] == id).expect("is listed").clone()
    };
    let edit = |command: &str, mut arguments: Value| {
        arguments["year"] = json!(2024);
        ask(&desk, command, arguments)["year"].clone()
    };
    let year = edit("add_project", json!({"name": "数字档案", "fund": "operational"}));
    assert_eq!(year["projects"]["list"].as_array().map(Vec::len), Some(11));
    edit("set_project", json!({"project": "p1", "change": {"objective": "年底前完成10万页。"}}));
    let change = json!({"kind": "quantity", "name": "数字化页数", "target": "不少于10万页", "weight": "50"});
    edit("add_indicator", json!({"project": "p1", "change": change}));
    let year = edit("set_indicator", json!({"indicator": "p1.1", "change": {"actual": "9"}}));
    let project = one(&year, "p1");
    let indicator = &project["indicators"][0];
    assert_eq!((&indicator["target"], &indicator["actual"]), (&json!("≥10万页"), &json!("9万页")));
    assert_eq!(indicator["scored"]["working"], "9 ÷ 10 × 50 = 45分");
    assert_eq!(project["blocks"][1]["agrees"], json!(false));
    let refusal =
        refused(&desk, "set_indicator", json!({"year": 2024, "indicator": "p1.1", "change": {"weight": "若干"}}));
    assert_eq!(refusal.code, "not_a_number");
    edit("move_project", json!({"project": "p1", "place": 1}));
    edit("move_indicator", json!({"indicator": "heritage.3", "place": 1}));
    let year = edit("remove_indicator", json!({"indicator": "p1.1"}));
    assert_eq!(year["projects"]["list"][0]["id"], "p1");
    assert_eq!(one(&year, "heritage")["indicators"][0]["id"], "heritage.3");
    let year = edit("remove_project", json!({"project": "p1"}));
    assert_eq!(year["projects"]["list"].as_array().map(Vec::len), Some(10));
    let page = ask(
        &desk,
        "preview",
        json!({"year": 2024, "paper": "projects", "page": 1, "of": "figure:projects.heritage.name"}),
    );
    assert!(page["svg"].as_str().is_some_and(|svg| svg.contains("data-source=\"figure:projects.heritage.name\"")));
}

#[test]
fn an_export_without_a_folder_does_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    ask(&desk, "open", json!({}));
    assert_eq!(
        ask(&desk, "export", json!({"year": 2024, "bound": true, "projects": false, "draft": false})),
        Value::Null
    );
    let is_pdf = |file: std::fs::DirEntry| file.path().extension().is_some_and(|ending| ending == "pdf");
    assert!(!std::fs::read_dir(folder.path()).expect("a folder").flatten().any(is_pdf));
}

#[test]
fn a_report_that_is_dropped_is_checked_corrected_and_the_file_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("报告.txt");
    let text = "全区市场主体111655户，其中企业48591户，企业占比43.46%。";
    std::fs::write(&path, text).expect("is written");
    let desk = at_home(folder.path(), Machine::default());
    assert_eq!(ask(&desk, "check_dropped", json!({})), Value::Null);
    desk.dropped(vec![path.clone()]);
    let checked = ask(&desk, "check_dropped", json!({}));
    let correction = &checked["findings"][0]["corrections"][0];
    assert_eq!(correction["value"], "43.52");
    let arguments = json!({"paragraph": 0, "start": correction["start"], "end": correction["end"], "value": "43.52"});
    let corrected = ask(&desk, "correct_checked", arguments);
    assert_eq!((&corrected["findings"], &corrected["corrections"][0]["was"]), (&json!([]), &json!("43.46")));
    let taken_back = ask(&desk, "undo_correction", json!({"index": 0}));
    assert_eq!(taken_back, checked);
    assert_eq!(refused(&desk, "undo_correction", json!({"index": 0})).code, "outdated");
    assert_eq!(std::fs::read_to_string(&path).expect("is there"), text);

    desk.dropped(vec![path.clone(), path]);
    assert_eq!(refused(&desk, "check_dropped", json!({})).code, "several_documents");
    desk.dropped(vec![folder.path().to_owned()]);
    assert_eq!(refused(&desk, "check_dropped", json!({})).code, "cannot_read");
    // A drop is asked for once; what was checked before it stays.
    assert_eq!(ask(&desk, "check_dropped", json!({})), Value::Null);
    let arguments = json!({"paragraph": 0, "start": 0, "end": 1, "value": "本"});
    assert_eq!(ask(&desk, "correct_checked", arguments)["corrections"][0]["was"], "全");
}

#[test]
fn what_cannot_be_opened_is_told_and_tried_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.ziping");
    let desk = desk(&path, Machine::default());
    assert_eq!(refused(&desk, "open", json!({})).code, "no_such_file");
    assert_eq!(refused(&desk, "year", json!({"year": null})).code, "no_such_file");
    std::fs::write(&path, "不是档案").expect("is written");
    let refusal = refused(&desk, "open", json!({}));
    assert_eq!((refusal.code, refusal.advice), ("not_a_database", Advice::Restore));
    std::fs::remove_file(&path).expect("is removed");
    drop(demo(&path));
    assert_eq!(ask(&desk, "open", json!({}))["name"], "a.ziping");
}

#[test]
fn after_a_panic_the_workbook_is_opened_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    ask(&desk, "open", json!({}));
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _state = desk.state();
        panic!("a mistake of ours while the desk is in use")
    }));
    assert!(panicked.is_err());
    assert!(desk.state().workbook.is_none());
    assert_eq!(ask(&desk, "history", json!({})).as_array().expect("a list").len(), 2);
    assert_eq!(ask(&desk, "year", json!({"year": null}))["report_year"], 2024);
}

#[test]
fn what_the_page_must_not_ask_is_not_understood() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    for (command, arguments) in [
        ("format_disk", json!({})),
        ("open", json!({"path": "/etc/passwd"})),
        ("set", json!({"year": 2024, "key": "staff.quota"})),
        ("set", json!({"year": 2024, "key": "staff.quota", "typed": 1})),
        ("judge", json!({"year": 2024, "indicator": "a", "decision": {"stars": 5}})),
        ("year", json!(null)),
    ] {
        assert_eq!(refused(&desk, command, arguments.clone()).code, "not_understood", "{command} {arguments}");
    }
    let long = json!({"year": 2024, "key": "staff.quota", "typed": "9".repeat(5 << 20)});
    assert_eq!(refused(&desk, "set", long).code, "too_long");
}

/// A desk on a machine with a home of its own and her own workbook not begun.
fn at_home(home: &Path, machine: Machine) -> Desk {
    Desk::new(Wanted::Own, Arc::new(Machine { home: home.to_owned(), ..machine }))
}

fn begin(desk: &Desk) {
    ask(desk, "new_year", json!({"reporting_unit": "某局", "year": "２０２４年度", "edition": "changsha-2020"}));
}

#[test]
fn a_first_start_shows_where_the_data_will_lie_and_begins_a_year_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = at_home(folder.path(), Machine::default());
    assert_eq!(ask(&desk, "open", json!({})), Value::Null);
    let welcome = ask(&desk, "welcome", json!({}));
    assert_eq!((&welcome["own_exists"], &welcome["newest_backup"]), (&json!(false), &Value::Null));
    assert_eq!(welcome["folder"], folder.path().display().to_string());
    assert_eq!(
        refused(&desk, "new_year", json!({"reporting_unit": " ", "year": "2024", "edition": "changsha-2020"})).code,
        "blank"
    );
    assert_eq!(
        refused(&desk, "new_year", json!({"reporting_unit": "某局", "year": "去年", "edition": "changsha-2020"})).code,
        "not_a_year"
    );
    begin(&desk);
    assert_eq!(ask(&desk, "year", json!({"year": null}))["reporting_unit"], "某局");
    ask(&desk, "leave", json!({}));
    assert_eq!(ask(&desk, "open", json!({}))["years"], json!([2024]));
}

#[test]
fn closing_keeps_a_backup_of_what_changed_and_of_no_sample() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = at_home(folder.path(), Machine::default());
    begin(&desk);
    ask(&desk, "leave", json!({}));
    let list = |desk: &Desk| ask(desk, "backups", json!({}))["list"].as_array().expect("a list").clone();
    let kept = list(&desk);
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!((&kept[0]["reason"], &kept[0]["second"]), (&json!("关闭时"), &json!(false)));
    assert_eq!(kept[0]["years"][0]["report_year"], 2024);
    ask(&desk, "open", json!({}));
    ask(&desk, "leave", json!({}));
    assert_eq!(list(&desk).len(), 1);
    ask(&desk, "open_sample", json!({}));
    ask(&desk, "leave", json!({}));
    assert_eq!(list(&desk).len(), 1);
}

#[test]
fn a_broken_workbook_is_told_and_brought_back_from_its_newest_good_backup() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = at_home(folder.path(), Machine::default());
    begin(&desk);
    ask(&desk, "set", json!({"year": 2024, "key": "staff.quota", "typed": "88"}));
    ask(&desk, "leave", json!({}));
    let own = place::workbook_in(folder.path());
    let whole = std::fs::read(&own).expect("is there");
    std::fs::write(&own, b"PK\x03\x04").expect("is overwritten");
    assert_eq!(refused(&desk, "open", json!({})).code, "damaged");
    std::fs::write(&own, &whole[..whole.len() / 2]).expect("is cut off");

    let refusal = refused(&desk, "open", json!({}));
    assert_eq!((refusal.code, refusal.advice), ("damaged", Advice::Restore));
    let offered = ask(&desk, "welcome", json!({}))["newest_backup"].clone();
    let restored = ask(&desk, "restore", json!({"id": offered["id"]}));
    assert!(restored["sentence"].as_str().expect("a sentence").contains("损坏"), "{restored}");
    assert_eq!(restored["opened"]["years"], json!([2024]));
    let year = ask(&desk, "year", json!({"year": null}));
    assert_eq!(by_key(&year["figures"], "staff.quota")["shown"], "88");
    let kept = std::fs::read_dir(folder.path()).expect("a folder").flatten().map(|file| file.path());
    let damaged = |path: &PathBuf| path.to_string_lossy().contains("损坏");
    assert!(kept.filter(damaged).any(|path| std::fs::read(path).is_ok_and(|bytes| bytes == whole[..whole.len() / 2])));
    assert_eq!(refused(&desk, "restore", json!({"id": "beside/没有.ziping"})).code, "outdated");
}

#[test]
fn a_workbook_that_is_gone_is_offered_back_and_not_begun_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = at_home(folder.path(), Machine::default());
    begin(&desk);
    ask(&desk, "leave", json!({}));
    std::fs::remove_file(place::workbook_in(folder.path())).expect("is removed");
    assert_eq!(refused(&desk, "open", json!({})).code, "lost");
    assert_eq!(
        refused(&desk, "new_year", json!({"reporting_unit": "某局", "year": "2025", "edition": "changsha-2020"})).code,
        "lost"
    );
    let offered = ask(&desk, "welcome", json!({}))["newest_backup"].clone();
    assert_eq!(ask(&desk, "restore", json!({"id": offered["id"]}))["opened"]["years"], json!([2024]));
}

#[test]
fn a_second_folder_gets_every_backup_and_a_reminder_until_there_is_one() {
    let (folder, stick) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let desk = at_home(folder.path(), Machine { folder: Some(stick.path().to_owned()), ..Machine::default() });
    begin(&desk);
    let made = ask(&desk, "back_up", json!({}));
    assert_eq!(made["list"].as_array().expect("a list").len(), 1);
    assert!(made["reminder"].as_str().is_some_and(|sentence| sentence.contains("U盘")), "{made}");
    let chosen = ask(&desk, "choose_second_folder", json!({}));
    assert_eq!(
        (&chosen["second_folder"], &chosen["reminder"]),
        (&json!(stick.path().display().to_string()), &Value::Null)
    );
    assert_eq!(chosen["list"].as_array().expect("a list").iter().filter(|backup| backup["second"] == true).count(), 1);
}

#[test]
fn her_data_go_to_another_folder_and_the_old_file_stays() {
    let (folder, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let desk = at_home(folder.path(), Machine { folder: Some(other.path().to_owned()), ..Machine::default() });
    begin(&desk);
    let welcome = ask(&desk, "choose_data_folder", json!({}));
    assert_eq!(
        (&welcome["folder"], &welcome["own_exists"]),
        (&json!(other.path().display().to_string()), &json!(true))
    );
    assert!(welcome["sentence"].as_str().is_some_and(|sentence| sentence.contains("原来的文件保留为")), "{welcome}");
    let left = std::fs::read_dir(folder.path()).expect("a folder").flatten().map(|file| file.path());
    assert!(left.filter(|path| path.is_file()).any(|path| path.to_string_lossy().ends_with(".ziping")));
    assert_eq!(ask(&desk, "open", json!({}))["place"], place::workbook_in(other.path()).display().to_string());
}

#[test]
fn any_file_of_hers_can_be_restored_by_choosing_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = at_home(&folder.path().join("other"), Machine::default());
    begin(&other);
    let taken = place::workbook_in(&folder.path().join("other"));
    ask(&other, "leave", json!({}));
    let home = folder.path().join("home");
    let desk = at_home(&home, Machine { file: Some(taken), ..Machine::default() });
    ask(&desk, "new_year", json!({"reporting_unit": "某局", "year": "2025", "edition": "changsha-2020"}));
    let restored = ask(&desk, "restore_file", json!({}));
    assert_eq!(restored["opened"]["years"], json!([2024]));
    assert!(
        restored["sentence"].as_str().is_some_and(|sentence| sentence.contains("恢复前的档案已备份为")),
        "{restored}"
    );
    let cancelled = at_home(&home, Machine::default());
    ask(&desk, "leave", json!({}));
    assert_eq!(ask(&cancelled, "restore_file", json!({})), Value::Null);
}

#[test]
fn a_sample_never_takes_the_place_of_her_own_nor_hers_that_of_a_sample() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = folder.path().join("示例.ziping");
    drop(demo(&sample));
    let desk = at_home(&folder.path().join("home"), Machine { file: Some(sample), ..Machine::default() });
    begin(&desk);
    assert_eq!(refused(&desk, "restore_file", json!({})).code, "unfit_backup");
    // What was open is open again.
    assert_eq!(ask(&desk, "year", json!({"year": null}))["report_year"], 2024);
    assert!(!ask(&desk, "back_up", json!({}))["list"].as_array().expect("a list").is_empty());

    let own = place::workbook_in(&folder.path().join("home"));
    ask(&desk, "leave", json!({}));
    let practising = at_home(&folder.path().join("home"), Machine { file: Some(own), ..Machine::default() });
    ask(&practising, "open_sample", json!({}));
    assert_eq!(refused(&practising, "restore_file", json!({})).code, "unfit_backup");
}

#[test]
fn a_real_year_never_goes_into_the_sample() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = at_home(folder.path(), Machine::default());
    ask(&desk, "open_sample", json!({}));
    let opened = ask(&desk, "new_year", json!({"reporting_unit": "某局", "year": "2025", "edition": "changsha-2020"}));
    assert_eq!((&opened["sample"], &opened["years"]), (&json!(false), &json!([2025])));
    assert_eq!(ask(&desk, "open_sample", json!({}))["years"], json!([2023, 2024]));
}

#[test]
fn a_broken_sample_is_kept_aside_and_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = at_home(folder.path(), Machine::default());
    ask(&desk, "open_sample", json!({}));
    ask(&desk, "leave", json!({}));
    std::fs::write(place::sample_workbook(folder.path(), SAMPLE), "坏了").expect("is written");
    assert_eq!(ask(&desk, "open_sample", json!({}))["years"], json!([2023, 2024]));
    let files = std::fs::read_dir(folder.path()).expect("a folder").flatten();
    assert!(
        files.map(|file| file.path()).any(|path| std::fs::read(path).is_ok_and(|bytes| bytes == "坏了".as_bytes()))
    );
}

#[test]
fn what_is_taken_back_in_another_year_says_so_and_an_unknown_year_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    ask(&desk, "open", json!({}));
    ask(&desk, "set", json!({"year": 2023, "key": "staff.quota", "typed": "90"}));
    assert_eq!(refused(&desk, "undo", json!({"year": 1999})).code, "no_such_year");
    let undone = ask(&desk, "undo", json!({"year": 2024}));
    assert_eq!(undone["act"]["name"], "修改“编制数”（2023年度）");
    assert_eq!(ask(&desk, "redo", json!({"year": 2023}))["act"]["name"], "修改“编制数”");
    assert_eq!(ask(&desk, "history", json!({}))[0]["name"], "修改“编制数”（2023年度）");
}

#[test]
fn her_data_stay_where_they_are_when_that_folder_is_chosen_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let spelled = folder.path().join("x").join("..");
    std::fs::create_dir(folder.path().join("x")).expect("is made");
    let desk = at_home(folder.path(), Machine { folder: Some(spelled), ..Machine::default() });
    begin(&desk);
    assert_eq!(refused(&desk, "choose_data_folder", json!({})).code, "same_place");
    assert_eq!(refused(&desk, "choose_second_folder", json!({})).code, "same_place");
    assert_eq!(ask(&desk, "open", json!({}))["years"], json!([2024]));
    assert!(place::workbook_in(folder.path()).exists());
}

#[test]
fn a_paragraph_is_checked_while_it_is_typed_and_its_correction_leads_to_its_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("a.ziping"));
    let before = ask(&desk, "year", json!({"year": 2024}));
    let check = |id: Value, text: &str| ask(&desk, "check_paragraph", json!({"year": 2024, "id": id, "text": text}));
    let typed = "😀编制【编制数】名。全区市场主体111655户，其中企业48591户，企业占比43.46%。";
    let found = check(json!(null), typed);
    let correction = &found.as_array().expect("a list").last().expect("is found")["corrections"][0];
    assert_eq!((&correction["label"], &correction["value"]), (&json!("43.46"), &json!("43.52")), "{found}");
    let words: Vec<u16> = typed.encode_utf16().collect();
    let place = |name: &str| usize::try_from(correction["quote"][name].as_u64().expect("a number")).expect("fits");
    assert_eq!(String::from_utf16_lossy(&words[place("start")..place("end")]), "43.46");
    assert_eq!(check(json!(null), &typed.replace("43.46", "43.52")), json!([]));
    assert_eq!(ask(&desk, "year", json!({"year": 2024})), before);
}

#[test]
fn a_report_that_was_read_is_imported_once_with_a_backup_and_undone_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, report) = (folder.path().join("某局.ziping"), folder.path().join("报告.txt"));
    std::fs::write(&report, "一、基本情况\n（一）人员情况\n编外人员41人。\n二、支出情况\n支出5万元。\n")
        .expect("is written");
    let edition = Edition::shipped(edition::DEFAULT).expect("is shipped");
    Workbook::with_year(&file, "某局", 2024, &edition, "2025-03-09 14:32:05").expect("is made");
    let desk = desk(&file, Machine { file: Some(report), ..Machine::default() });
    let nothing = json!({"year": 2024, "take": [], "replace": false});
    assert_eq!(refused(&desk, "import_report", nothing.clone()).code, "outdated");
    let before = ask(&desk, "year", json!({"year": 2024}))["chapters"].clone();
    let read = ask(&desk, "read_report", json!({"year": 2024}));
    assert_eq!((&read["name"], &read["needs_replacing"]), (&json!("报告.txt"), &json!(false)));
    assert_eq!(read["chapters"][0]["blocks"][1]["number"], "（一）");
    assert_eq!(read["chapters"][2]["kept"], true);
    let take = json!({"year": 2024, "take": ["figure:staff.off_quota"], "replace": false});
    let changed = ask(&desk, "import_report", take);
    assert_eq!((&changed["act"]["kind"], &changed["act"]["blocks"]), (&json!("imported"), &json!(5)));
    assert_eq!(changed["act"]["figures"], 1);
    assert_eq!(changed["year"]["undo"], "导入“报告.txt”");
    assert_eq!(by_key(&changed["year"]["figures"], "staff.off_quota")["shown"], "41");
    let backups = std::fs::read_dir(folder.path().join("备份")).expect("a folder");
    let names: Vec<String> =
        backups.map(|one| one.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().any(|name| name.contains("导入前")), "{names:?}");
    ask(&desk, "read_report", json!({"year": 2024}));
    assert_eq!(refused(&desk, "import_report", nothing).code, "text_exists");
    assert_eq!(ask(&desk, "undo", json!({"year": 2024}))["year"]["chapters"], before);
}

#[test]
fn a_value_tells_why_it_is_so_and_when_it_was_entered() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = demo(&folder.path().join("示例.ziping"));
    let why = |subject: &str| ask(&desk, "why", json!({"year": 2024, "subject": subject}));
    ask(&desk, "set", json!({"year": 2024, "key": "staff.in_post.final", "typed": "90人"}));
    let tree = why("in_post_control_rate");
    assert_eq!((&tree["shown"], &tree["full_score"]), (&json!("3"), &json!("5")));
    let entered = by_key(&tree["inputs"][0]["inputs"], "staff.in_post.final");
    let fact = |kind: &str| {
        let facts = entered["facts"].as_array().expect("a list");
        facts.iter().find(|fact| fact["kind"] == kind).expect("is told")["text"].clone()
    };
    assert_eq!((fact("typed"), fact("changed")), (json!("90人"), json!("2025-03-09 14:32:05")));
    assert_eq!(why("total.score")["label"], "自评得分");
    assert_eq!(refused(&desk, "why", json!({"year": 2024, "subject": "no.such"})).code, "unknown_figure");
}

/// A bureau's form as it is copied out of Word.
const PASTED: &str = "\
一级指标\t二级指标\t三级指标\t分值\t评分标准
管理\t执行\t“三公经费”控制率\t60\t以100%为标准，每超过1个百分点扣2分，扣完为止
效果\t履职\t创新做法\t40\t由评价组评定";

#[test]
fn a_pasted_form_is_shown_corrected_kept_and_used_for_the_year() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("示例.ziping");
    drop(demo(&path));
    let desk = desk(&path, Machine { home: folder.path().to_owned(), ..Machine::default() });
    let form = ask(&desk, "read_pasted_form", json!({"text": PASTED, "onto": false}));
    assert_eq!((&form["total"], &form["fault"]), (&json!("100"), &Value::Null));
    let kinds: Vec<&Value> = form["indicators"].as_array().expect("rows").iter().map(|row| &row["kind"]).collect();
    assert_eq!(kinds, ["known", "judged"]);
    let change = |change: Value| ask(&desk, "change_form", json!({"change": change}));
    let short = change(json!({"full_score": {"indicator": "创新做法", "text": "38"}}));
    assert_eq!(short["total"], "98");
    assert!(short["fault"].as_str().is_some_and(|fault| fault.contains("98")));
    assert_eq!(refused(&desk, "use_form", json!({"year": 2024})).code, "broken_edition");
    assert_eq!(refused(&desk, "keep_form", json!({})).code, "broken_edition");
    change(json!({"full_score": {"indicator": "three_public_control_rate", "text": "62"}}));
    change(json!({"name": "某区 2025"}));
    let kept = ask(&desk, "keep_form", json!({}));
    assert!(kept["editions"].as_array().expect("forms").iter().any(|one| one["key"] == "某区2025"));
    assert_eq!(refused(&desk, "keep_form", json!({})).code, "file_exists");
    let before = ask(&desk, "year", json!({"year": 2024}));
    let changed = ask(&desk, "use_form", json!({"year": 2024}));
    assert_eq!(changed["year"]["indicators"].as_array().expect("rows").len(), 2);
    assert!(changed["year"]["kept"].as_array().expect("a list").iter().any(|kept| kept["label"] == "管理制度健全性"));
    assert_eq!(refused(&desk, "use_form", json!({"year": 2024})).code, "outdated");
    ask(&desk, "undo", json!({"year": 2024}));
    let after = ask(&desk, "year", json!({"year": 2024}));
    assert_eq!((&after["indicators"], &after["form"]), (&before["indicators"], &before["form"]));
    assert_eq!(refused(&desk, "read_pasted_form", json!({"text": "甲\t乙", "onto": false})).code, "no_form");
}

#[test]
fn a_years_own_form_is_changed_confirmed_and_written_as_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("示例.ziping");
    drop(demo(&path));
    let machine = Machine {
        home: folder.path().to_owned(),
        new_file: Some(folder.path().join("表样.json")),
        ..Machine::default()
    };
    let desk = desk(&path, machine);
    ask(&desk, "open_form", json!({"key": "provincial-10-60-30", "year": 2024}));
    ask(&desk, "use_form", json!({"year": 2024}));
    let waiting = |desk: &Desk| ask(desk, "editions", json!({"year": 2024}))["assumed"].as_u64().expect("a count");
    let before = waiting(&desk);
    assert!(before > 10);
    ask(&desk, "confirm_rows", json!({"year": 2024, "rows": {"indicator": "in_post_control_rate"}}));
    assert_eq!(waiting(&desk), before - 1);
    ask(&desk, "confirm_rows", json!({"year": 2024, "rows": "all"}));
    assert_eq!(waiting(&desk), 0);
    let form = ask(&desk, "open_form", json!({"key": null, "year": 2024}));
    assert_eq!((&form["year"], &form["changed"]), (&json!(2024), &json!(false)));
    let off = json!({"change": {"row_on": {"row": 21, "on": false}}});
    assert_eq!(ask(&desk, "change_form", off)["changed"], true);
    ask(&desk, "export_form", json!({}));
    assert_eq!(refused(&desk, "export_form", json!({})).code, "file_exists");
    let steps = ask(&desk, "history", json!({})).as_array().expect("steps").len();
    let changed = ask(&desk, "use_form", json!({"year": 2024}));
    assert_eq!(ask(&desk, "history", json!({})).as_array().expect("steps").len(), steps + 1);
    assert_eq!(changed["year"]["base_data_table"]["rows"].as_array().expect("rows").len(), 21);
    let unknown = json!({"change": {"full_score": {"indicator": "a", "text": "1", "more": 1}}});
    assert_eq!(refused(&desk, "change_form", unknown).code, "not_understood");
}
