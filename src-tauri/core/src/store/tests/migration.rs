//! Migrations, with a made-up next schema.

use super::super::database::{objects, objects_of};
use super::super::migrate::{CURRENT, MIGRATIONS, Migration, Schema};
use super::super::seal::of_workbook;
use super::super::table::{Column, Kind, TABLES, Table};
use super::super::testing::{Desk, NOW, answer, desk, entry, older_desk};
use super::super::{SCHEMA, Store, Subject};
use crate::error::{Error, Result};

static PROJECT_4: Table = Table {
    name: "project",
    word: "项目",
    item: Some("id"),
    columns: &[
        Column { name: "report_year", kind: Kind::Integer },
        Column { name: "id", kind: Kind::Text },
        Column { name: "position", kind: Kind::Integer },
        Column { name: "name", kind: Kind::Text },
        Column { name: "fund", kind: Kind::Text },
        Column { name: "objective", kind: Kind::Text },
        Column { name: "note", kind: Kind::Text },
    ],
};
static TABLES_4: [&Table; 9] =
    [TABLES[0], TABLES[1], TABLES[2], TABLES[3], &PROJECT_4, TABLES[5], TABLES[6], TABLES[7], TABLES[8]];
pub(super) const ADD_NOTE: &str = "ALTER TABLE project ADD COLUMN note TEXT NOT NULL DEFAULT ''";

/// The next schema, as a new file would have it.
pub(super) fn next() -> Schema {
    let sql = SCHEMA
        .replace("user_version = 3", "user_version = 4")
        .replace("objective   TEXT    NOT NULL,", "objective TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',");
    Schema { version: 4, sql: sql.leak(), tables: &TABLES_4 }
}

fn open(desk: &Desk, sql: &'static str) -> Result<Store> {
    Store::open_as(&desk.path, NOW, &next(), &[Migration { from: CURRENT, sql }])
}

fn copies(desk: &Desk) -> Vec<std::path::PathBuf> {
    let folder = std::fs::read_dir(desk.folder.path().join(crate::backup::FOLDER));
    folder.map(|files| files.map(|file| file.expect("read").path()).collect()).unwrap_or_default()
}

/// Every schema that was ever released.
const RELEASED: &[&str] =
    &[include_str!("../released/1.sql"), include_str!("../released/2.sql"), include_str!("../released/3.sql")];

#[test]
fn a_new_workbook_equals_an_old_one_brought_up_to_date() {
    for released in RELEASED {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("旧档案.ziping");
        let old = rusqlite::Connection::open(&path).expect("made");
        old.execute_batch(released).expect("made");
        let row = (NOW, of_workbook(false, NOW));
        old.execute("INSERT INTO workbook VALUES (1, 0, ?1, ?2)", row).expect("filled");
        assert_eq!(objects(&old).expect("read"), objects_of(released));
        drop(old);
        let store = Store::open(&path, NOW).expect("opened");
        assert_eq!(store.altered(), None);
        assert_eq!(store.database.objects().expect("read"), objects_of(SCHEMA));
    }
    assert_eq!(RELEASED.len(), MIGRATIONS.len() + 1);
    assert_eq!(RELEASED.last(), Some(&SCHEMA));
}

#[test]
fn a_workbook_of_an_older_release_keeps_its_history_and_can_be_undone_on() {
    let from = |start: &str| RELEASED[0].find(start).expect("stands in the first release");
    let table = &RELEASED[0][from("CREATE TABLE change (")..from("-- The hash of each filing")];
    let rows = "INSERT INTO change SELECT * FROM change_2; DROP TABLE change_2; PRAGMA user_version = 1;";
    let to_second =
        "DROP TABLE answer; DROP TABLE project_indicator; DROP TABLE note; PRAGMA user_version = 2;".to_owned();
    let to_first = format!("{to_second} ALTER TABLE change RENAME TO change_2; {table} {rows}");
    for back in [to_first, to_second] {
        let desk = older_desk();
        desk.open().step("改编制", NOW, |edit| edit.put(&entry(2020, "staff.quota", "170"))).expect("done");
        let history = desk.open().history(99).expect("read");
        let filing = desk.open().filing(2020).expect("read");
        desk.tamper(&back);

        let mut store = desk.open();
        assert_eq!((store.altered(), copies(&desk).len()), (None, 1));
        assert_eq!((store.history(99).expect("read"), store.filing(2020).expect("read")), (history, filing));
        assert_eq!(store.undo(NOW).expect("is undone"), "改编制");
        store.step("说明", NOW, |edit| edit.put(&answer(2020, "超编是接收军转干部。"))).expect("done");
        drop(store);
        assert_eq!(desk.open().altered(), None);
    }
}

#[test]
fn an_old_workbook_is_brought_up_to_date_and_a_copy_kept() {
    let desk = desk();
    let filing = desk.open().filing(2020).expect("read");
    let store = open(&desk, ADD_NOTE).expect("migrated");
    assert_eq!(store.altered(), None);
    assert_eq!(store.database.objects().expect("read"), objects_of(next().sql));
    let notes = store.database.list("SELECT note FROM project", [], |row| row.get::<_, String>(0));
    assert_eq!(notes.expect("read"), [""]);
    let newest = &store.history(1).expect("read")[0];
    assert_eq!((newest.name.as_str(), newest.changes.len()), ("升级档案格式", 1));
    assert_eq!(newest.changes[0].subject, Subject::project(2020, "p1"));
    drop(store);
    // Opened again, there is nothing left to do, and nothing looks altered.
    assert_eq!(open(&desk, ADD_NOTE).expect("opened").altered(), None);
    let copies = copies(&desk);
    assert_eq!(copies.len(), 1);
    assert!(copies[0].ends_with("档案-2021-03-09-143205-升级前.ziping"));
    let copy = Store::open(&copies[0], NOW).expect("an old workbook");
    assert_eq!((copy.altered(), copy.filing(2020).expect("read")), (None, filing));
    // This program, older than that schema, leaves it alone.
    assert!(matches!(Store::open(&desk.path, NOW), Err(Error::FileTooNew { found: 4, known: 3, .. })));
}

#[test]
fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let half = "ALTER TABLE project ADD COLUMN note TEXT NOT NULL DEFAULT ''; DELETE FROM entry; SELECT no_such_thing;";
    for sql in [half, "DELETE FROM filing"] {
        let desk = desk();
        let before = desk.bytes();
        assert!(open(&desk, sql).is_err());
        assert_eq!(desk.bytes(), before);
        assert_eq!(copies(&desk).len(), 1);
        let mut store = desk.open();
        assert_eq!(store.altered(), None);
        store.step("照旧", NOW, |edit| edit.put(&entry(2020, "staff.quota", "1"))).expect("done");
    }
}

#[test]
fn a_process_killed_in_mid_migration_leaves_the_file_as_it_was() {
    let desk = desk();
    let filing = desk.open().filing(2020).expect("read");
    let store = desk.open();
    let killed = tempfile::TempDir::new().expect("a folder");
    let path = killed.path().join("档案.ziping");
    store.database.script("PRAGMA cache_size = 1; BEGIN IMMEDIATE").expect("begun");
    store.database.script(ADD_NOTE).expect("half done");
    store.database.script("PRAGMA user_version = 4").expect("half done");
    for ending in ["", "-wal"] {
        let name = format!("档案.ziping{ending}");
        std::fs::copy(desk.folder.path().join(&name), killed.path().join(&name)).expect("copied");
    }
    let left = Store::open(&path, NOW).expect("opened");
    assert_eq!((left.altered(), left.filing(2020).expect("read")), (None, filing));
}

#[test]
fn without_a_copy_nothing_is_migrated() {
    let desk = desk();
    let before = desk.bytes();
    std::fs::write(desk.folder.path().join(crate::backup::FOLDER), "in the way").expect("written");
    assert!(matches!(open(&desk, ADD_NOTE), Err(Error::NoSafeCopy { .. })));
    assert_eq!(desk.bytes(), before);
}

#[test]
fn an_altered_workbook_is_not_migrated() {
    let desk = desk();
    desk.tamper("UPDATE entry SET value = '169'");
    let before = desk.bytes();
    let refused = open(&desk, ADD_NOTE);
    assert!(matches!(refused, Err(Error::Altered { place }) if place == "2020年度 数据项 staff.quota"));
    assert_eq!(desk.bytes(), before);
}
