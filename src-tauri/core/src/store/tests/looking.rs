//! Looking into a file leaves it, and its folder, byte for byte as they are.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::Store;
use super::super::migrate::{CURRENT, Migration};
use super::super::testing::{NOW, desk, entry, unclosed};
use super::migration::{ADD_NOTE, next};
use crate::backup::Reason;
use crate::error::Error;

/// Every file of a folder that has something in it.
pub(super) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.path().is_file());
    let file = |entry: std::fs::DirEntry| {
        (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("read"))
    };
    files.map(file).filter(|(_, bytes)| !bytes.is_empty()).collect()
}

#[test]
fn a_look_reads_all_and_leaves_a_closed_file_as_it_is() {
    let desk = desk();
    let before = files(desk.folder.path());
    let mut looked = Store::look(&desk.path, NOW).expect("looked");
    assert_eq!(looked.altered(), None);
    assert_eq!(looked.filings().expect("read").len(), 1);
    assert!(looked.step("改", NOW, |edit| edit.put(&entry(2020, "staff.quota", "1"))).is_err());
    drop(looked);
    assert_eq!(files(desk.folder.path()), before);
}

#[test]
fn a_look_sees_what_is_still_in_the_log_and_leaves_it_there() {
    let desk = unclosed("170");
    let before = files(desk.folder.path());
    assert!(before.keys().any(|name| name.ends_with("-wal")));
    let looked = Store::look(&desk.path, NOW).expect("looked");
    assert_eq!(looked.filing(2020).expect("read").entries["staff.quota"].value, "170");
    drop(looked);
    assert_eq!(files(desk.folder.path()), before);
}

#[test]
fn an_old_workbook_is_brought_up_to_date_in_memory_only() {
    let desk = desk();
    let before = files(desk.folder.path());
    let looked = Store::look_as(&desk.path, NOW, &next(), &[Migration { from: CURRENT, sql: ADD_NOTE }]);
    let looked = looked.expect("looked");
    let notes = looked.database.list("SELECT note FROM project", [], |row| row.get::<_, String>(0));
    assert_eq!((looked.altered(), notes.expect("read")), (None, vec![String::new()]));
    drop(looked);
    assert_eq!(files(desk.folder.path()), before);
}

#[test]
fn an_altered_workbook_looks_altered() {
    let desk = desk();
    desk.tamper("UPDATE entry SET value = '169'");
    assert_eq!(Store::look(&desk.path, NOW).expect("looked").altered(), Some("2020年度 数据项 staff.quota"));
}

#[test]
fn the_tip_tells_one_state_from_another_and_a_copy_from_another_workbook() {
    let desk = desk();
    let mut store = desk.open();
    let tip = store.tip().expect("read");
    assert_eq!((tip.step, tip.at.as_deref()), (2, Some(NOW)));
    let copy = store.back_up(desk.folder.path(), Reason::Manual, NOW).expect("kept");
    assert_eq!(Store::tip_of(&copy).expect("read"), tip);
    store.step("改", NOW, |edit| edit.put(&entry(2020, "staff.quota", "1"))).expect("done");
    assert_ne!(store.tip().expect("read"), tip);
    assert!(matches!(Store::tip_of(&desk.path), Err(Error::InUse { .. })));
    let other = super::super::testing::empty_desk();
    let store = Store::create(&other.folder.path().join("x"), false, "2022-01-01 00:00:00", |_| Ok(()));
    let other = store.expect("made").tip().expect("read");
    assert_ne!(other.workbook, tip.workbook);
    assert_eq!((other.step, other.at, &other.hash), (0, None, &other.workbook));
}
