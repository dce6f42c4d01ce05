//! Files that are not opened are left byte for byte as they were.

use std::path::Path;

use rusqlite::Connection;

use super::super::Store;
use super::super::testing::{NOW, desk};
use crate::error::Error;

/// Opens bytes as a file; whatever comes of it, they are the same afterwards, and nothing stands beside them.
fn open(bytes: &[u8]) -> Result<Option<String>, Error> {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("档案.ziping");
    std::fs::write(&path, bytes).expect("written");
    let opened = Store::open(&path, NOW).map(|store| store.altered().map(str::to_owned));
    if !matches!(opened, Ok(None)) {
        assert_eq!(std::fs::read(&path).expect("read"), bytes);
        assert_eq!(std::fs::read_dir(folder.path()).expect("read").count(), 1, "{opened:?}");
    }
    opened
}

/// The file of a database made by this script.
fn database(sql: &str) -> Vec<u8> {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("x.db");
    let connection = Connection::open(&path).expect("made");
    connection.execute_batch(sql).expect("filled");
    drop(connection);
    std::fs::read(path).expect("read")
}

#[test]
fn a_file_that_is_not_there_is_not_made() {
    assert!(matches!(Store::open(Path::new("/none/such.ziping"), NOW), Err(Error::NoSuchFile { .. })));
}

#[test]
fn what_is_no_database_is_refused() {
    for bytes in [&b""[..], b"hello", b"SQLite format 3", &[0; 4096], "档案\n".repeat(2000).as_bytes()] {
        assert!(matches!(open(bytes), Err(Error::NotADatabase { .. })));
    }
    assert!(matches!(open(b"SQLite format 3\0"), Err(Error::Damaged { .. })));
}

#[test]
fn a_database_of_another_program_is_refused() {
    assert!(matches!(open(&database("CREATE TABLE entry (x)")), Err(Error::ForeignFile { .. })));
    let wal = "PRAGMA journal_mode = WAL; CREATE TABLE entry (x); PRAGMA application_id = 7; PRAGMA user_version = 1";
    assert!(matches!(open(&database(wal)), Err(Error::ForeignFile { .. })));
    // Ours by its mark, and by nothing else.
    let marked = "CREATE TABLE x (y); PRAGMA application_id = 0x5A505742; PRAGMA user_version = 3";
    assert!(matches!(open(&database(marked)), Ok(Some(_))));
}

#[test]
fn a_newer_workbook_is_refused() {
    let desk = desk();
    desk.tamper("PRAGMA user_version = 4");
    assert!(matches!(open(&desk.bytes()), Err(Error::FileTooNew { found: 4, known: 3, .. })));
}

#[test]
fn a_truncated_workbook_is_refused() {
    let bytes = desk().bytes();
    for length in (16..bytes.len()).step_by(1013) {
        assert!(matches!(open(&bytes[..length]), Err(Error::Damaged { .. })), "{length}");
    }
}

#[test]
fn a_workbook_with_a_flipped_byte_is_refused_or_shows_the_same() {
    let desk = desk();
    let filing = desk.open().filing(2020).expect("read");
    let bytes = desk.bytes();
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("档案.ziping");
    let (mut refused, mut altered, mut same) = (0, 0, 0);
    for at in (0..bytes.len()).step_by(131) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x11;
        match open(&flipped) {
            Err(error) => {
                assert!(!matches!(error, Error::Database { .. }), "{at}: {error}");
                refused += 1;
            }
            Ok(Some(_)) => altered += 1,
            Ok(None) => {
                std::fs::write(&path, &flipped).expect("written");
                assert_eq!(Store::open(&path, NOW).expect("opened").filing(2020).expect("read"), filing, "{at}");
                same += 1;
            }
        }
    }
    assert!(refused > 0 && altered > 0 && same > 0, "{refused} {altered} {same}");
}

#[test]
fn a_log_beside_a_damaged_workbook_stays_as_it_was() {
    let desk = desk();
    let store = desk.open();
    store.database.run("CREATE TABLE filler (x)", []).expect("logged");
    let damaged = tempfile::TempDir::new().expect("a folder");
    let (file, log) = (damaged.path().join("档案.ziping"), damaged.path().join("档案.ziping-wal"));
    let mut bytes = desk.bytes();
    // A page of a table: the log has those of the schema.
    bytes[8192..12288].fill(0xA5);
    std::fs::write(&file, &bytes).expect("written");
    std::fs::copy(desk.folder.path().join("档案.ziping-wal"), &log).expect("copied");
    let logged = std::fs::read(&log).expect("read");
    assert!(!logged.is_empty());
    assert!(matches!(Store::open(&file, NOW), Err(Error::Damaged { .. })));
    assert_eq!(std::fs::read(&file).expect("read"), bytes);
    assert_eq!(std::fs::read(&log).expect("read"), logged);
}
