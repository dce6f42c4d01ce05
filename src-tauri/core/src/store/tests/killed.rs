//! Another process: it keeps us out while it lives, and killed at any moment loses nothing it said was saved. The other
//! process is this test program again, told by an environment variable to write.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use super::super::Store;
use super::super::testing::{NOW, desk, entry};
use super::looking::files;
use crate::backup::{FOLDER, Reason};
use crate::error::Error;

const PATH: &str = "ZIPING_TEST_WRITES_INTO";
const RESTORES: &str = "ZIPING_TEST_RESTORES_TO";

/// Writes until it is killed, saying what is saved; without the variable, does nothing.
#[test]
fn writer() {
    let Some(path) = std::env::var_os(PATH) else { return };
    let mut store = Store::open(path.as_ref(), NOW).expect("opened");
    for saved in store.history(1).expect("read")[0].id + 1.. {
        store
            .step("填写", NOW, |edit| {
                edit.put(&entry(2020, "first", &saved.to_string()))?;
                edit.put(&entry(2020, "second", &saved.to_string()))
            })
            .expect("saved");
        println!("\nsaved {saved}");
        std::io::stdout().flush().expect("said");
    }
}

#[test]
fn a_killed_process_loses_nothing_it_saved() {
    let desk = desk();
    for kill_after in [1, 2, 3, 5, 8, 13] {
        let mut writer = Command::new(std::env::current_exe().expect("known"))
            .args(["store::tests::killed::writer", "--exact", "--nocapture"])
            .env(PATH, &desk.path)
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let lines = BufReader::new(writer.stdout.take().expect("piped")).lines().map_while(Result::ok);
        let mut saved = lines.filter_map(|line| line.strip_prefix("saved ")?.parse::<i64>().ok());
        let last = saved.nth(kill_after).expect("saved");
        assert!(matches!(Store::open(&desk.path, NOW), Err(Error::InUse { .. })));
        writer.kill().expect("killed");
        writer.wait().expect("ended");
        // What it said after `last`, before the kill reached it.
        let last = saved.last().unwrap_or(last);
        let store = desk.open();
        assert_eq!(store.altered(), None);
        let found = store.history(1).expect("read")[0].id;
        assert!(found == last || found == last + 1, "{last} said, {found} found");
        let entries = store.filing(2020).expect("read").entries;
        assert!(["first", "second"].iter().all(|key| entries[*key].value == found.to_string()));
    }
}

/// Restores two backups by turns until it is killed; every third time over a damaged file. Without the variable, does
/// nothing.
#[test]
fn restorer() {
    let Some(path) = std::env::var_os(RESTORES).map(std::path::PathBuf::from) else { return };
    for turn in 0.. {
        if turn % 3 == 2 {
            std::fs::File::options().write(true).open(&path).and_then(|file| file.set_len(9000)).expect("cut");
        }
        let backup = path.with_file_name(if turn % 2 == 0 { "a" } else { "b" });
        Store::restore(&backup, &path, NOW).expect("restored");
        println!("\nrestored {turn}");
        std::io::stdout().flush().expect("said");
    }
}

#[test]
fn a_restore_killed_at_any_moment_leaves_the_old_or_the_new_or_what_was_broken() {
    let desk = desk();
    let mut store = desk.open();
    let sibling = |name: &str| desk.path.with_file_name(name);
    let backups = sibling(FOLDER);
    std::fs::create_dir(&backups).expect("made");
    let keep = |store: &Store, name: &str| {
        let made = store.back_up(&backups, Reason::Manual, NOW).expect("kept");
        std::fs::rename(made, sibling(name)).expect("named");
        store.tip().expect("read")
    };
    let a = keep(&store, "a");
    store.step("改", NOW, |edit| edit.put(&entry(2020, "staff.quota", "170"))).expect("done");
    let b = keep(&store, "b");
    drop(store);
    for kill_after in [0, 1, 2, 3, 4, 5, 7, 8] {
        let mut restorer = Command::new(std::env::current_exe().expect("known"))
            .args(["store::tests::killed::restorer", "--exact", "--nocapture"])
            .env(RESTORES, &desk.path)
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let lines = BufReader::new(restorer.stdout.take().expect("piped")).lines().map_while(Result::ok);
        let told = lines.filter(|line| line.starts_with("restored ")).nth(kill_after);
        restorer.kill().expect("killed");
        restorer.wait().expect("ended");
        assert!(told.is_some());
        // Whatever is there is one of the two, or what the restorer broke itself, or gone and kept under another name.
        match Store::look(&desk.path, NOW) {
            Ok(store) => assert!([&a, &b].contains(&&store.tip().expect("read")) && store.altered().is_none()),
            Err(Error::Damaged { .. }) => assert_eq!(desk.bytes().len(), 9000),
            Err(Error::NoSuchFile { .. }) => {
                assert!(files(desk.folder.path()).keys().any(|name| name.contains("损坏")))
            }
            Err(error) => panic!("{error}"),
        }
        Store::restore(&sibling("a"), &desk.path, NOW).expect("restored");
        assert_eq!(desk.open().tip().expect("read"), a);
    }
}
