//! Restoring: over a whole, a damaged, an altered, a half-saved and a missing workbook; what is refused changes nothing.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::migrate::{CURRENT, Migration};
use super::super::testing::{Desk, NOW, desk, entry, unclosed};
use super::super::{Former, Store};
use super::looking::files;
use super::migration::{ADD_NOTE, next};
use crate::backup::{FOLDER, Reason};
use crate::error::Error;

const LATER: &str = "2021-03-10 08:00:00";

/// A workbook of quota 168, its backup, and then one more edit.
fn backed_up() -> (Desk, PathBuf) {
    let desk = desk();
    let mut store = desk.open();
    let folder = desk.folder.path().join(FOLDER);
    fs::create_dir(&folder).expect("made");
    let backup = store.back_up(&folder, Reason::Manual, NOW).expect("kept");
    set_quota(&mut store, "170");
    drop(store);
    (desk, backup)
}

fn set_quota(store: &mut Store, quota: &str) {
    store.step("改", NOW, |edit| edit.put(&entry(2020, "staff.quota", quota))).expect("done");
}

fn quota(path: &Path) -> String {
    Store::look(path, NOW).expect("looked").filing(2020).expect("read").entries["staff.quota"].value.clone()
}

/// The workbook is what the backup was, can be written, and its history is whole.
fn is_restored(desk: &Desk) {
    assert_eq!(quota(&desk.path), "168");
    let mut store = desk.open();
    assert_eq!(store.altered(), None);
    assert_eq!(store.history(9).expect("read").len(), 2);
    set_quota(&mut store, "171");
    let report = store.verify().expect("verified");
    assert_eq!((report.damage, report.mismatch, report.steps), (None, None, 3));
}

#[test]
fn a_whole_workbook_is_kept_as_a_backup_before_it_is_replaced() {
    let (desk, backup) = backed_up();
    let kept = Store::restore(&backup, &desk.path, LATER).expect("restored");
    let copy = desk.folder.path().join(FOLDER).join("档案-2021-03-10-080000-恢复前.ziping");
    assert_eq!(kept, Former::Copied(copy.clone()));
    assert_eq!(quota(&copy), "170");
    is_restored(&desk);
    // And back again.
    Store::restore(&copy, &desk.path, LATER).expect("restored");
    assert_eq!(quota(&desk.path), "170");
}

#[test]
fn whatever_is_wrong_with_the_workbook_it_is_moved_aside_whole_and_the_backup_restored() {
    type Harm = fn(&Desk);
    let harms: [(&str, Harm); 9] = [
        ("cut off", |desk| cut(desk, desk.bytes().len() - 1)),
        ("cut to its header", |desk| cut(desk, 100)),
        ("emptied", |desk| cut(desk, 0)),
        ("zeroed", |desk| fs::write(&desk.path, vec![0; desk.bytes().len()]).expect("written")),
        ("a page of rubbish", |desk| change(desk, |bytes| bytes[8192..12288].fill(0x55))),
        ("a header of rubbish", |desk| change(desk, |bytes| bytes[..16].fill(0x55))),
        ("a text", |desk| fs::write(&desk.path, "不是档案").expect("written")),
        ("a figure changed past us", |desk| desk.tamper("UPDATE entry SET value = '169'")),
        ("another program's database", |desk| change(desk, |bytes| bytes[68..72].fill(1))),
    ];
    for (what, harm) in harms {
        for log in [false, true] {
            let (desk, backup) = backed_up();
            harm(&desk);
            if log {
                fs::write(with(&desk.path, "-wal"), "what was saved last").expect("written");
            }
            let before = desk.bytes();
            let kept = Store::restore(&backup, &desk.path, LATER).unwrap_or_else(|error| panic!("{what}: {error}"));
            let aside = desk.folder.path().join("档案-2021-03-10-080000-损坏.ziping");
            assert_eq!(kept, Former::MovedAside(aside.clone()), "{what}");
            assert_eq!(fs::read(&aside).expect("is kept"), before, "{what}");
            if log {
                let kept = fs::read(with(&aside, "-wal"));
                assert!(kept.is_ok_and(|kept| kept == b"what was saved last"), "{what}");
            }
            is_restored(&desk);
        }
    }
}

fn cut(desk: &Desk, length: usize) {
    fs::write(&desk.path, &desk.bytes()[..length]).expect("written");
}

fn change(desk: &Desk, harm: impl Fn(&mut [u8])) {
    let mut bytes = desk.bytes();
    harm(&mut bytes);
    fs::write(&desk.path, bytes).expect("written");
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

#[test]
fn what_a_killed_process_left_in_the_log_is_kept_and_not_mixed_into_the_restored() {
    let (_other, backup) = backed_up();
    let desk = unclosed("173");
    let Former::Copied(copy) = Store::restore(&backup, &desk.path, LATER).expect("restored") else {
        panic!("it was whole")
    };
    assert_eq!(quota(&copy), "173");
    is_restored(&desk);
}

#[test]
fn a_missing_workbook_is_restored_and_a_log_left_over_is_moved_aside() {
    for log in [false, true] {
        let (desk, backup) = backed_up();
        fs::remove_file(&desk.path).expect("removed");
        if log {
            let left = unclosed("173");
            fs::copy(with(&left.path, "-wal"), with(&desk.path, "-wal")).expect("left");
        }
        let kept = Store::restore(&backup, &desk.path, LATER).expect("restored");
        let aside = desk.folder.path().join("档案-2021-03-10-080000-损坏.ziping");
        assert_eq!(kept, if log { Former::MovedAside(aside.clone()) } else { Former::Nothing });
        assert_eq!(with(&aside, "-wal").exists(), log);
        is_restored(&desk);
    }
}

#[test]
fn a_new_workbook_does_not_take_in_the_log_of_one_that_is_gone() {
    let desk = unclosed("173");
    fs::remove_file(&desk.path).expect("removed");
    let store = Store::create(&desk.path, false, LATER, |_| Ok(())).expect("made");
    assert!(store.filings().expect("read").is_empty());
    assert!(desk.folder.path().join("档案-2021-03-10-080000-损坏.ziping-wal").exists());
}

#[test]
fn what_is_no_sound_backup_is_refused_and_nothing_changes() {
    let (desk, good) = backed_up();
    let elsewhere = tempfile::TempDir::new().expect("a folder");
    let made = |name: &str, harm: &dyn Fn(&mut Vec<u8>)| {
        let path = elsewhere.path().join(name);
        let mut bytes = fs::read(&good).expect("read");
        harm(&mut bytes);
        fs::write(&path, bytes).expect("written");
        path
    };
    let altered = self::desk();
    altered.tamper("UPDATE entry SET value = '169'");
    let open = self::desk();
    let _held = open.open();
    let cases = [
        (made("cut", &|bytes| bytes.truncate(9000)), "unfit_backup"),
        (made("rubbish", &|bytes| bytes[8192..12288].fill(0x55)), "unfit_backup"),
        (altered.path.clone(), "unfit_backup"),
        (desk.path.clone(), "unfit_backup"),
        (made("newer", &|bytes| bytes[60..64].copy_from_slice(&99u32.to_be_bytes())), "file_too_new"),
        (made("text", &|bytes| *bytes = b"text".to_vec()), "not_a_database"),
        (made("foreign", &|bytes| bytes[68..72].fill(1)), "foreign_file"),
        (elsewhere.path().join("nowhere"), "no_such_file"),
        (open.path.clone(), "in_use"),
    ];
    let before = (files(desk.folder.path()), files(&desk.folder.path().join(FOLDER)));
    for (backup, code) in cases {
        let refused = Store::restore(&backup, &desk.path, LATER).expect_err("is refused");
        assert_eq!(refused.code(), code, "{refused}");
        assert_eq!((files(desk.folder.path()), files(&desk.folder.path().join(FOLDER))), before, "{code}");
    }
    // The same of a workbook that is already damaged.
    cut(&desk, 9000);
    let before = files(desk.folder.path());
    Store::restore(&made("cut again", &|bytes| bytes.truncate(9000)), &desk.path, LATER).expect_err("is refused");
    assert_eq!(files(desk.folder.path()), before);
}

#[test]
fn a_workbook_that_is_open_or_newer_is_not_replaced() {
    let (desk, backup) = backed_up();
    let store = desk.open();
    assert!(matches!(Store::restore(&backup, &desk.path, LATER), Err(Error::InUse { .. })));
    drop(store);
    // As another process would have it open.
    let other = rusqlite::Connection::open(&desk.path).expect("opened");
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").expect("locked");
    assert!(matches!(Store::restore(&backup, &desk.path, LATER), Err(Error::InUse { .. })));
    drop(other);
    assert_eq!(quota(&desk.path), "170");
    change(&desk, |bytes| bytes[60..64].copy_from_slice(&99u32.to_be_bytes()));
    let before = files(desk.folder.path());
    assert!(matches!(Store::restore(&backup, &desk.path, LATER), Err(Error::FileTooNew { .. })));
    assert_eq!(files(desk.folder.path()), before);
}

#[test]
fn without_a_copy_of_what_is_there_nothing_is_replaced() {
    let (desk, backup) = backed_up();
    let elsewhere = tempfile::TempDir::new().expect("a folder");
    let moved = elsewhere.path().join("备份.ziping");
    fs::rename(&backup, &moved).expect("moved");
    fs::remove_dir(desk.folder.path().join(FOLDER)).expect("removed");
    fs::write(desk.folder.path().join(FOLDER), "in the way").expect("written");
    let before = files(desk.folder.path());
    assert!(matches!(Store::restore(&moved, &desk.path, LATER), Err(Error::CannotWrite { .. })));
    assert_eq!(files(desk.folder.path()), before);
}

#[test]
fn a_backup_of_an_older_program_is_restored_as_it_is_and_brought_up_to_date_at_opening() {
    let (desk, backup) = backed_up();
    let migrations = [Migration { from: CURRENT, sql: ADD_NOTE }];
    Store::restore_as(&backup, &desk.path, LATER, &next(), &migrations).expect("restored");
    assert_eq!(quota(&desk.path), "168");
    let store = Store::open_as(&desk.path, LATER, &next(), &migrations).expect("opened");
    assert_eq!(store.altered(), None);
    assert_eq!(store.history(1).expect("read")[0].name, "升级档案格式");
}

#[test]
fn a_restore_killed_half_way_is_simply_done_again() {
    // The new file is written but has no name yet: the old one opens as ever.
    let (desk, backup) = backed_up();
    fs::copy(&backup, desk.folder.path().join(".ziping-abc123.tmp")).expect("written");
    assert_eq!(desk.open().altered(), None);
    // A damaged file is moved aside, its log not yet, and the new one not yet in place.
    fs::rename(&desk.path, desk.folder.path().join("档案-2021-03-10-080000-损坏.ziping")).expect("moved");
    fs::write(with(&desk.path, "-wal"), "what was saved last").expect("written");
    assert!(matches!(Store::open(&desk.path, LATER), Err(Error::NoSuchFile { .. })));
    let Former::MovedAside(aside) = Store::restore(&backup, &desk.path, LATER).expect("restored") else {
        panic!("the log was left")
    };
    assert!(aside.ends_with("档案-2021-03-10-080000-损坏-2.ziping"));
    assert_eq!(fs::read(with(&aside, "-wal")).expect("is kept"), b"what was saved last");
    is_restored(&desk);
}
