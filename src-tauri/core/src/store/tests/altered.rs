//! A workbook that something else changed: found, named, and for reading only.

use super::super::testing::{Desk, NOW, desk, entry};
use crate::error::Error;

/// Opens a workbook changed past us; returns the place named.
fn place(sql: &str) -> String {
    let desk = desk();
    named(&desk, sql)
}

fn named(desk: &Desk, sql: &str) -> String {
    desk.tamper(sql);
    let before = desk.bytes();
    let mut store = desk.open();
    let place = store.altered().unwrap_or("nothing").to_owned();
    assert_eq!(store.verify().expect("verified").mismatch.as_deref(), Some(place.as_str()), "{sql}");
    store.filing(2020).expect("readable");
    store.history(9).expect("readable");
    let writes = [
        store.step("改", NOW, |edit| edit.put(&entry(2020, "staff.quota", "1"))).err(),
        store.barrier("定稿", NOW, |edit| edit.put(&entry(2020, "staff.quota", "1"))).err(),
        store.undo(NOW).err(),
        store.redo(NOW).err(),
        store.put_edition("k", "n", "{}").err(),
    ];
    for refused in writes {
        assert!(matches!(&refused, Some(Error::Altered { place: named }) if *named == place), "{sql}: {refused:?}");
    }
    drop(store);
    assert_eq!(desk.bytes(), before, "{sql}");
    place
}

#[test]
fn a_changed_row_is_named() {
    assert_eq!(place("UPDATE entry SET value = '169'"), "2020年度 数据项 staff.quota");
    assert_eq!(place("UPDATE entry SET typed = '169'"), "2020年度 数据项 staff.quota");
    assert_eq!(place("UPDATE entry SET key = 'staff.quotb'"), "2020年度 数据项 staff.quotb");
    assert_eq!(place("UPDATE judgement SET score = '5'"), "2020年度 指标评定 in_post");
    assert_eq!(place("UPDATE own_figure SET label = ' '"), "2020年度 自定义数据项 x1");
    assert_eq!(place("UPDATE project SET fund = 'operational'"), "2020年度 项目 p1");
    assert_eq!(place("UPDATE block SET run_in = 0"), "2020年度 段落 1");
    let finding = "2020年度 说明 staff_within_quota/staff.in_post.final";
    assert_eq!(place("UPDATE answer SET reason = '无'"), finding);
    assert_eq!(place("UPDATE project_indicator SET share = '0.8'"), "2020年度 项目绩效指标 p1.1");
    assert_eq!(place("UPDATE filing SET state = 'locked'"), "2020年度 基本信息");
}

#[test]
fn a_row_deleted_or_added_is_named() {
    assert_eq!(place("DELETE FROM entry"), "2020年度 数据项 staff.quota");
    assert_eq!(place("DELETE FROM block"), "2020年度 段落 1");
    assert_eq!(place("INSERT INTO entry VALUES (2020, 'x', '1', '1')"), "2020年度 数据项 x");
    assert_eq!(place("INSERT INTO entry VALUES (1999, 'x', '1', '1')"), "1999年度 数据项 x");
    let filing = "INSERT INTO filing SELECT 2021, reporting_unit, edition, state, version FROM filing";
    assert_eq!(place(filing), "2021年度 基本信息");
}

#[test]
fn a_changed_history_is_named() {
    assert_eq!(place("UPDATE step SET name = '别的' WHERE id = 1"), "修改记录 第1步");
    assert_eq!(place("UPDATE step SET at = '2021-03-09 14:32:06' WHERE id = 2"), "修改记录 第2步");
    assert_eq!(place("UPDATE step SET kind = 'barrier' WHERE id = 2"), "修改记录 第2步");
    assert_eq!(place("UPDATE change SET before = '{}' WHERE step = 2 AND position = 3"), "修改记录 第2步");
    assert_eq!(place("DELETE FROM change WHERE step = 2 AND position = 5"), "修改记录 第2步");
    assert_eq!(
        place("DELETE FROM change WHERE step = 1; DELETE FROM seal WHERE step = 1; DELETE FROM step WHERE id = 1"),
        "修改记录 第1步"
    );
    assert_eq!(place("INSERT INTO change VALUES (7, 1, 'entry/2020/x', NULL, '{}')"), "修改记录 第7步");
    assert_eq!(place("UPDATE seal SET hash = (SELECT hash FROM workbook) WHERE step = 2"), "修改记录 第2步");
    assert_eq!(place("UPDATE step SET hash = (SELECT hash FROM workbook) WHERE id = 1"), "修改记录 第1步");
}

#[test]
fn a_history_cut_off_does_not_fit_what_it_left() {
    let cut = "DELETE FROM seal WHERE step = 2; DELETE FROM change WHERE step = 2; DELETE FROM step WHERE id = 2";
    assert_eq!(place(cut), "2020年度 数据项 staff.quota");
}

#[test]
fn a_row_and_its_history_changed_alike_break_the_chain() {
    let both = "UPDATE entry SET value = '169'; UPDATE change SET after = replace(after, '\"168\"', '\"169\"')";
    assert_eq!(place(both), "修改记录 第2步");
}

#[test]
fn what_belongs_to_the_whole_file_is_named() {
    assert_eq!(place("UPDATE workbook SET sample = 1"), "档案信息");
    assert_eq!(place("DELETE FROM workbook"), "档案信息");
    assert_eq!(place("UPDATE edition SET json = '{\"key\":\"other\"}'"), "表样 长沙市2020年");
    assert_eq!(place("UPDATE edition SET name = '别的'"), "2020年度");
    assert_eq!(place("CREATE VIEW x AS SELECT 1"), "档案结构 view x");
    assert_eq!(place("DROP INDEX block_of_year"), "档案结构 index block_of_year");
    assert_eq!(place("CREATE TRIGGER x AFTER INSERT ON step BEGIN DELETE FROM entry; END"), "档案结构 trigger x");
}

#[test]
fn an_untouched_workbook_is_verified_whole() {
    let desk = desk();
    let report = desk.open().verify().expect("verified");
    assert_eq!((report.damage, report.mismatch), (None, None));
    assert_eq!((report.editions, report.filings, report.steps), (1, 1, 2));
}
