//! Creating and opening; the schema and its rules.

use super::super::database::objects_of;
use super::super::testing::{NOW, desk, empty_desk, project_indicator, records};
use super::super::{APPLICATION_ID, SCHEMA, SCHEMA_VERSION, Store};
use crate::error::Error;

#[test]
fn a_new_file_is_what_the_schema_says() {
    let desk = empty_desk();
    let store = desk.open();
    assert_eq!(store.database.objects().expect("read"), objects_of(SCHEMA));
    let number = |sql| store.database.one(sql, [], |row| row.get::<_, u32>(0)).expect("read");
    assert_eq!(number("PRAGMA application_id"), Some(APPLICATION_ID));
    assert_eq!(number("PRAGMA user_version"), Some(SCHEMA_VERSION));
    assert!(store.filings().expect("read").is_empty());
    assert!(!store.is_sample().expect("read"));
    assert_eq!(store.created_at().expect("read"), NOW);
    assert_eq!(store.altered(), None);
}

#[test]
fn a_new_file_leaves_nothing_else_in_its_folder() {
    let desk = empty_desk();
    let names: Vec<_> =
        std::fs::read_dir(desk.folder.path()).expect("read").map(|entry| entry.expect("read")).collect();
    assert_eq!(names.len(), 1);
}

#[test]
fn a_sample_says_so() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let store = Store::create(&folder.path().join("示例.ziping"), true, NOW, |_| Ok(())).expect("created");
    assert!(store.is_sample().expect("read"));
}

#[test]
fn a_file_that_is_there_is_not_replaced() {
    let desk = desk();
    let before = desk.bytes();
    assert!(matches!(Store::create(&desk.path, true, NOW, |_| Ok(())), Err(Error::FileExists { .. })));
    assert_eq!(desk.bytes(), before);
}

#[test]
fn what_was_put_is_read_again_after_closing() {
    let desk = desk();
    let store = desk.open();
    let heads = store.filings().expect("read");
    let (head, entry, judgement, own_figure, project, block, answer, note) = records(2020, &heads[0].edition);
    let filing = store.filing(2020).expect("read");
    assert_eq!(heads, std::slice::from_ref(&head));
    assert_eq!(filing.head, head);
    assert_eq!(filing.entries.values().collect::<Vec<_>>(), [&entry]);
    assert_eq!(filing.judgements.values().collect::<Vec<_>>(), [&judgement]);
    assert_eq!(filing.own_figures, [own_figure]);
    assert_eq!(filing.projects, [project]);
    assert_eq!(filing.project_indicators, [project_indicator(2020)]);
    assert_eq!(filing.blocks, [block]);
    assert_eq!(filing.answers.values().collect::<Vec<_>>(), [&answer]);
    assert_eq!(filing.notes.values().collect::<Vec<_>>(), [&note]);
    assert_eq!(store.edition(&head.edition).expect("kept"), r#"{"key":"changsha-2020"}"#);
    assert!(matches!(store.edition("0"), Err(Error::UnknownEdition { .. })));
}

#[test]
fn a_year_that_is_not_there_names_those_that_are() {
    let desk = desk();
    let refused = desk.open().filing(2019);
    assert!(matches!(refused, Err(Error::NoSuchYear { year: 2019, years }) if years == [2020]));
}

#[test]
fn settings_are_those_a_workbook_is_kept_by() {
    let desk = desk();
    let store = desk.open();
    let text = |pragma: &str| {
        let sql = format!("PRAGMA {pragma}");
        store.database.one(&sql, [], |row| row.get::<_, rusqlite::types::Value>(0)).expect("read")
    };
    use rusqlite::types::Value::{Integer, Text};
    assert_eq!(text("locking_mode"), Some(Text("exclusive".to_owned())));
    assert_eq!(text("journal_mode"), Some(Text("wal".to_owned())));
    assert_eq!(text("synchronous"), Some(Integer(2)));
    assert_eq!(text("foreign_keys"), Some(Integer(1)));
    assert_eq!(text("trusted_schema"), Some(Integer(0)));
    assert_eq!(text("cell_size_check"), Some(Integer(1)));
    assert!(store.database.one("SELECT \"no column\"", [], |_| Ok(())).is_err());
    // Defensive: the schema cannot be written by hand.
    store.database.script("PRAGMA writable_schema = ON").expect("ignored");
    assert!(store.database.run("UPDATE sqlite_schema SET sql = ''", []).is_err());
}

#[test]
fn the_tables_refuse_rubbish() {
    let desk = desk();
    let store = desk.open();
    for sql in [
        "UPDATE filing SET state = 'gone'",
        "UPDATE filing SET version = 'x'",
        "UPDATE filing SET version = -1",
        "UPDATE filing SET report_year = 20",
        "UPDATE filing SET edition = 'none'",
        "DELETE FROM filing",
        "UPDATE entry SET report_year = 1999",
        "UPDATE entry SET value = NULL",
        "UPDATE entry SET value = x'00'",
        "UPDATE entry SET key = ''",
        "UPDATE judgement SET score = '4,5'",
        "UPDATE judgement SET score = '-1'",
        "UPDATE judgement SET score = '1.2.3'",
        "UPDATE judgement SET score = '1e3'",
        "UPDATE judgement SET ticks = '1;2'",
        "UPDATE judgement SET breaches = -1",
        "UPDATE own_figure SET measure = 'miles'",
        "UPDATE own_figure SET formula = '{'",
        "UPDATE project SET fund = 'other'",
        "UPDATE answer SET reason = ''",
        "UPDATE project_indicator SET kind = 'other'",
        "UPDATE project_indicator SET comparison = '>='",
        "UPDATE project_indicator SET share = '-1'",
        "UPDATE project_indicator SET weight = '1e1'",
        "UPDATE block SET level = 5",
        "UPDATE block SET run_in = 2",
        "UPDATE block SET id = 'x'",
        "INSERT INTO workbook VALUES (2, 0, '2021-03-09 14:32:05', (SELECT hash FROM workbook))",
        "INSERT INTO step VALUES (9, 'yesterday', 'edit', '', NULL, (SELECT hash FROM workbook))",
        "INSERT INTO step VALUES (9, '2021-03-09 14:32:05', 'undo', '', NULL, (SELECT hash FROM workbook))",
        "INSERT INTO step VALUES (9, '2021-03-09 14:32:05', 'undo', '', 9, (SELECT hash FROM workbook))",
        "INSERT INTO change VALUES (2, 99, 'entry/2020/x', '{}', '{}')",
        "INSERT INTO edition VALUES ('abc', 'k', 'n', '{}')",
        "UPDATE step SET name = 'x'",
        "DELETE FROM step",
        "UPDATE change SET after = '{}'",
        "DELETE FROM change",
        "UPDATE seal SET hash = NULL",
        "DELETE FROM seal",
    ] {
        assert!(matches!(store.database.run(sql, []), Err(Error::Database { .. })), "{sql}");
    }
    drop(store);
    assert_eq!(desk.open().altered(), None);
}

#[test]
fn a_second_opener_is_refused_in_one_sentence() {
    let desk = desk();
    let mut store = desk.open();
    let error = Store::open(&desk.path, NOW).expect_err("opened twice");
    assert!(matches!(error, Error::InUse { .. }));
    assert_eq!(error.to_string().matches('。').count(), 1);
    store.step("再改", NOW, |edit| edit.remove(super::super::Subject::block(2020, 1))).expect("still ours");
    drop(store);
    assert_eq!(desk.open().altered(), None);
}

#[test]
fn another_connection_is_kept_out_and_keeps_us_out() {
    let desk = desk();
    let store = desk.open();
    let other = rusqlite::Connection::open(&desk.path).expect("opened");
    other.busy_timeout(std::time::Duration::ZERO).expect("set");
    assert!(other.query_row("SELECT count(*) FROM entry", [], |row| row.get::<_, i64>(0)).is_err());
    drop(store);
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").expect("locked");
    assert!(matches!(Store::open(&desk.path, NOW), Err(Error::InUse { .. })));
    drop(other);
    assert_eq!(desk.open().altered(), None);
}
