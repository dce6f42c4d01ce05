//! Steps, undo and redo, history; what a failed or killed step leaves.

use super::super::table::TABLES;
use super::super::testing::{NOW, block, desk, entry};
use super::super::{Kind, Store, Subject};
use crate::backup::Reason;
use crate::error::{Error, Result};
use crate::figure::Key;
use crate::filing::Head;

fn quota(store: &Store) -> Option<String> {
    let filing = store.filing(2020).expect("read");
    filing.entries.get("staff.quota").map(|entry| entry.value.clone())
}

fn set_quota(store: &mut Store, value: &str) -> Result<Option<i64>> {
    store.step(&format!("编制数改为{value}"), NOW, |edit| edit.put(&entry(2020, "staff.quota", value)))
}

#[test]
fn an_edit_that_changes_nothing_makes_no_step() {
    let desk = desk();
    let mut store = desk.open();
    assert_eq!(set_quota(&mut store, "168").expect("done"), None);
    let there_and_back = store.step("改了又改", NOW, |edit| {
        edit.put(&entry(2020, "staff.quota", "1"))?;
        edit.put(&entry(2020, "new", "1"))?;
        edit.remove(Subject::entry(2020, &Key::new("new")))?;
        edit.remove(Subject::entry(2020, &Key::new("never")))?;
        edit.put(&entry(2020, "staff.quota", "168"))
    });
    assert_eq!(there_and_back.expect("done"), None);
    assert_eq!(store.history(9).expect("read").len(), 2);
}

#[test]
fn the_history_tells_what_was_before_and_after() {
    let desk = desk();
    let mut store = desk.open();
    set_quota(&mut store, "170").expect("done");
    let history = store.history(1).expect("read");
    let step = &history[0];
    assert_eq!((step.id, step.kind, step.name.as_str(), step.at.as_str()), (3, Kind::Edit, "编制数改为170", NOW));
    let change = &step.changes[0];
    assert_eq!(change.subject.to_string(), "entry/2020/staff.quota");
    let row = |value| format!(r#"{{"report_year":2020,"key":"staff.quota","value":"{value}","typed":"{value}人"}}"#);
    assert_eq!((change.before.clone(), change.after.clone()), (Some(row("168")), Some(row("170"))));
}

#[test]
fn a_filing_brought_up_to_later_steps_is_the_filing_read_whole() {
    let desk = desk();
    let mut store = desk.open();
    let rows = store.database.rows_of_year(TABLES, 2020).expect("read");
    assert!(TABLES.iter().all(|table| rows.iter().any(|(subject, _)| subject.table() == table.name)));
    let (mut known, mut step) = (store.filing(2020).expect("read"), store.newest_step().expect("read"));
    let mut expect_same = |store: &Store| {
        let before = known.clone();
        known = store.filing_since(known.clone(), step).expect("read");
        step = store.newest_step().expect("read");
        assert_ne!(known, before);
        assert_eq!(known, store.filing(2020).expect("read"));
    };
    let head = Head { reporting_unit: "另一局".to_owned(), ..store.filing(2020).expect("read").head };
    store.step("改名", NOW, |edit| edit.put(&head)).expect("done");
    expect_same(&store);
    let removable = || rows.iter().rev().filter(|(subject, _)| subject.item().is_some());
    for (subject, _) in removable() {
        store.step("删", NOW, |edit| edit.remove(subject.clone())).expect("done");
        expect_same(&store);
    }
    for _ in removable() {
        store.undo(NOW).expect("undone");
        expect_same(&store);
    }
}

#[test]
fn undo_and_redo_go_on_after_a_restart() {
    let desk = desk();
    let mut store = desk.open();
    for value in ["170", "171", "172"] {
        set_quota(&mut store, value).expect("done");
    }
    assert_eq!(store.undo(NOW).expect("undone"), "编制数改为172");
    assert_eq!(store.undo(NOW).expect("undone"), "编制数改为171");
    drop(store);
    let mut store = desk.open();
    assert_eq!(quota(&store).as_deref(), Some("170"));
    assert_eq!(store.undoable().expect("read").as_deref(), Some("编制数改为170"));
    assert_eq!(store.redoable().expect("read").as_deref(), Some("编制数改为171"));
    assert_eq!(store.redo(NOW).expect("redone"), "编制数改为171");
    assert_eq!(store.undo(NOW).expect("undone"), "编制数改为171");
    assert_eq!(store.undo(NOW).expect("undone"), "编制数改为170");
    drop(store);
    let mut store = desk.open();
    for value in ["170", "171", "172"] {
        store.redo(NOW).expect("redone");
        assert_eq!(quota(&store).as_deref(), Some(value));
    }
    assert!(matches!(store.redo(NOW), Err(Error::NothingToRedo)));
    let newest = &store.history(1).expect("read")[0];
    assert_eq!((newest.kind, newest.name.as_str()), (Kind::Redo, "编制数改为172"));
}

#[test]
fn an_edit_leaves_nothing_to_redo() {
    let desk = desk();
    let mut store = desk.open();
    set_quota(&mut store, "170").expect("done");
    store.undo(NOW).expect("undone");
    set_quota(&mut store, "171").expect("done");
    assert!(matches!(store.redo(NOW), Err(Error::NothingToRedo)));
    assert_eq!(store.undo(NOW).expect("undone"), "编制数改为171");
    assert_eq!(quota(&store).as_deref(), Some("168"));
}

#[test]
fn nothing_is_undone_past_a_barrier() {
    let desk = desk();
    let mut store = desk.open();
    store.undo(NOW).expect("undone");
    assert!(matches!(store.undo(NOW), Err(Error::NothingToUndo)));
    assert_eq!(store.filings().expect("read").len(), 1);
    store.redo(NOW).expect("redone");
    store.barrier("定稿", NOW, |edit| edit.put(&entry(2020, "locked", "1"))).expect("done");
    assert!(matches!(store.undo(NOW), Err(Error::NothingToUndo)));
    assert!(matches!(store.redo(NOW), Err(Error::NothingToRedo)));
}

#[test]
fn a_step_may_change_rows_in_any_order() {
    let desk = desk();
    let mut store = desk.open();
    let filing = store.filing(2020).expect("read");
    let mut head = filing.head.clone();
    head.report_year = 2021;
    store
        .step("结转", NOW, |edit| {
            edit.put(&entry(2021, "staff.quota", "168"))?;
            edit.put(&block(2021, 2, "上年"))?;
            edit.put(&head)
        })
        .expect("done");
    store.undo(NOW).expect("undone");
    assert!(matches!(store.filing(2021), Err(Error::NoSuchYear { .. })));
    assert_eq!(store.filing(2020).expect("read"), filing);
    drop(store);
    assert_eq!(desk.open().altered(), None);
}

#[test]
fn an_id_of_a_block_is_never_used_twice() {
    let desk = desk();
    let mut store = desk.open();
    assert_eq!(store.next_block_id().expect("read"), 2);
    store.step("增段", NOW, |edit| edit.put(&block(2020, 2, "二"))).expect("done");
    store.step("删段", NOW, |edit| edit.remove(Subject::block(2020, 2))).expect("done");
    assert_eq!(store.next_block_id().expect("read"), 3);
    assert!(store.step("错年", NOW, |edit| edit.put(&block(2021, 1, "他年"))).is_err());
}

#[test]
fn a_failed_step_leaves_no_trace() {
    let desk = desk();
    let mut store = desk.open();
    let (filing, history) = (store.filing(2020).expect("read"), store.history(99).expect("read"));
    let refused = store.step("失败", NOW, |edit| {
        edit.put(&entry(2020, "staff.quota", "1"))?;
        edit.remove(Subject::block(2020, 1))?;
        Err(Error::NoFiling)
    });
    assert!(matches!(refused, Err(Error::NoFiling)));
    let orphan = store.step("没有这一年", NOW, |edit| edit.put(&entry(2019, "staff.quota", "1")));
    assert!(matches!(orphan, Err(Error::Database { .. })));
    let moment = store.step("时间不对", "昨天", |edit| edit.put(&entry(2020, "staff.quota", "1")));
    assert!(matches!(moment, Err(Error::Database { .. })));
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.step("中断", NOW, |edit| {
            edit.put(&entry(2020, "staff.quota", "1"))?;
            std::panic::resume_unwind(Box::new("our own mistake"))
        })
    }));
    assert!(panic.is_err());
    assert_eq!(store.filing(2020).expect("read"), filing);
    assert_eq!(store.history(99).expect("read"), history);
    set_quota(&mut store, "170").expect("the next one goes through");
    drop(store);
    assert_eq!(desk.open().altered(), None);
}

#[test]
fn a_process_killed_in_mid_step_leaves_the_step_before() {
    let desk = desk();
    let mut store = desk.open();
    set_quota(&mut store, "170").expect("done");
    // What a kill leaves is what stands on the disk at that moment: file and log, here copied from under the step.
    let killed = tempfile::TempDir::new().expect("a folder");
    let copy = || {
        for file in std::fs::read_dir(desk.folder.path()).expect("read") {
            let file = file.expect("read");
            std::fs::copy(file.path(), killed.path().join(file.file_name())).expect("copied");
        }
    };
    store
        .step("中断", NOW, |edit| {
            edit.put(&entry(2020, "staff.quota", "171"))?;
            copy();
            Ok(())
        })
        .expect("done");
    let path = killed.path().join("档案.ziping");
    assert!(killed.path().join("档案.ziping-wal").exists());
    let left = Store::open(&path, NOW).expect("opened");
    assert_eq!((quota(&left).as_deref(), left.altered()), (Some("170"), None));
    drop(left);
    copy();
    let left = Store::open(&path, NOW).expect("opened");
    assert_eq!((quota(&left).as_deref(), left.altered()), (Some("171"), None));
}

#[test]
fn a_full_disk_leaves_the_last_state() {
    let desk = desk();
    let mut store = desk.open();
    let pages = store.database.one("PRAGMA page_count", [], |row| row.get::<_, i64>(0)).expect("read");
    let limit = pages.expect("a count") + 2;
    store.database.one(&format!("PRAGMA max_page_count = {limit}"), [], |_| Ok(())).expect("set");
    let (filing, history) = (store.filing(2020).expect("read"), store.history(99).expect("read"));
    let refused = store.step("很长", NOW, |edit| edit.put(&block(2020, 2, &"长".repeat(20_000))));
    assert!(matches!(refused, Err(Error::DiskFull { .. })));
    assert_eq!(store.filing(2020).expect("read"), filing);
    assert_eq!(store.history(99).expect("read"), history);
    set_quota(&mut store, "170").expect("a short one still goes through");
    drop(store);
    assert_eq!(desk.open().altered(), None);
}

#[test]
fn a_backup_is_a_workbook_of_its_own() {
    let desk = desk();
    let store = desk.open();
    let folder = desk.folder.path();
    let first = store.back_up(folder, Reason::Manual, NOW).expect("kept");
    let second = store.back_up(folder, Reason::Manual, NOW).expect("kept");
    assert_eq!(first, folder.join("档案-2021-03-09-143205-手动.ziping"));
    assert_eq!(second, folder.join("档案-2021-03-09-143205-手动-2.ziping"));
    let copy = Store::open(&first, NOW).expect("opened");
    assert_eq!(copy.altered(), None);
    assert_eq!(copy.filing(2020).expect("read"), store.filing(2020).expect("read"));
    assert_eq!(copy.history(99).expect("read"), store.history(99).expect("read"));
}
