//! Any sequence of steps, undos, redos and restarts leaves what a simple model of it leaves.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::super::testing::{Desk, NOW, desk, entry};
use super::super::{Store, Subject};
use crate::error::Error;
use crate::figure::Key;

#[derive(Clone, Debug)]
enum Act {
    /// One step: per key a value, or its removal.
    Step(Vec<(u8, Option<u8>)>),
    Barrier(u8),
    Undo,
    Redo,
    Restart,
}

fn act() -> impl Strategy<Value = Act> {
    let change = (0..4_u8, proptest::option::of(0..3_u8));
    prop_oneof![
        6 => proptest::collection::vec(change, 1..4).prop_map(Act::Step),
        1 => any::<u8>().prop_map(Act::Barrier),
        6 => Just(Act::Undo),
        4 => Just(Act::Redo),
        1 => Just(Act::Restart),
    ]
}

type State = BTreeMap<String, String>;

/// Two stacks of whole states.
struct Model {
    now: State,
    done: Vec<State>,
    undone: Vec<State>,
}

fn state(store: &Store) -> State {
    let filing = store.filing(2020).expect("read");
    filing.entries.values().map(|entry| (entry.key.to_string(), entry.value.clone())).collect()
}

fn open(desk: &Desk) -> Store {
    let store = desk.open();
    assert_eq!(store.altered(), None);
    store.database.script("PRAGMA synchronous = OFF").expect("set");
    store
}

/// Made once: a new file is synced, which is slow.
static FRESH: LazyLock<Desk> = LazyLock::new(desk);

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_and_redo_are_two_stacks_of_states(acts in proptest::collection::vec(act(), 1..24)) {
        let desk = FRESH.copy();
        let mut store = open(&desk);
        store.barrier("开始", NOW, |edit| edit.put(&entry(2020, "begin", "1"))).expect("done");
        let mut model = Model { now: state(&store), done: Vec::new(), undone: Vec::new() };
        for act in acts {
            match act {
                Act::Step(changes) => {
                    let before = model.now.clone();
                    store.step("改", NOW, |edit| {
                        for (key, value) in &changes {
                            let key = format!("k/{key}");
                            match value {
                                Some(value) => edit.put(&entry(2020, &key, &value.to_string()))?,
                                None => edit.remove(Subject::entry(2020, &Key::new(key)))?,
                            }
                        }
                        Ok(())
                    }).expect("done");
                    for (key, value) in changes {
                        match value {
                            Some(value) => model.now.insert(format!("k/{key}"), value.to_string()),
                            None => model.now.remove(&format!("k/{key}")),
                        };
                    }
                    if model.now != before {
                        model.done.push(before);
                        model.undone.clear();
                    }
                }
                Act::Barrier(value) => {
                    let made = store.barrier("定稿", NOW, |edit| edit.put(&entry(2020, "b", &value.to_string())));
                    model.now.insert("b".to_owned(), value.to_string());
                    if made.expect("done").is_some() {
                        model.done.clear();
                        model.undone.clear();
                    }
                }
                Act::Undo => match model.done.pop() {
                    Some(before) => {
                        store.undo(NOW).expect("undone");
                        model.undone.push(std::mem::replace(&mut model.now, before));
                    }
                    None => prop_assert!(matches!(store.undo(NOW), Err(Error::NothingToUndo))),
                },
                Act::Redo => match model.undone.pop() {
                    Some(after) => {
                        store.redo(NOW).expect("redone");
                        model.done.push(std::mem::replace(&mut model.now, after));
                    }
                    None => prop_assert!(matches!(store.redo(NOW), Err(Error::NothingToRedo))),
                },
                Act::Restart => {
                    drop(store);
                    store = open(&desk);
                }
            }
            prop_assert_eq!(state(&store), model.now.clone());
        }
        prop_assert_eq!(store.verify().expect("verified").mismatch, None);
    }
}
