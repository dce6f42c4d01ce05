//! Another process: it keeps us out while it lives, and killed at any moment loses nothing it said was saved. The other
//! process is this test program again, told by an environment variable to write.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use super::super::Store;
use super::super::testing::{NOW, desk, entry};
use crate::error::Error;

const PATH: &str = "ZIPING_TEST_WRITES_INTO";

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
