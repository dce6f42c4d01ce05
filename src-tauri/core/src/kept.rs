//! What was worked out last time, by what it was worked out of: after an edit only what changed is worked out again. What
//! comes out is the same with it and without.

use std::collections::BTreeMap;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard};

/// Values that the last round used, by their keys.
#[derive(Debug)]
pub struct Kept<K, V>(Mutex<Rounds<K, V>>);

#[derive(Debug)]
struct Rounds<K, V> {
    /// What the round before used.
    before: BTreeMap<K, Arc<V>>,
    /// What this one has used so far.
    now: BTreeMap<K, Arc<V>>,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Kept<K, V> {
        Kept(Mutex::default())
    }
}

impl<K, V> Default for Rounds<K, V> {
    fn default() -> Rounds<K, V> {
        Rounds { before: BTreeMap::new(), now: BTreeMap::new() }
    }
}

impl<K: Clone + Ord, V> Kept<K, V> {
    /// Begins a round: what the one before did not use is let go.
    pub(crate) fn begin(&self) {
        let mut kept = self.lock();
        kept.before = mem::take(&mut kept.now);
    }

    /// What is known of a key.
    pub(crate) fn find(&self, key: &K) -> Option<Arc<V>> {
        let mut kept = self.lock();
        let Some((key, value)) = kept.before.remove_entry(key) else { return kept.now.get(key).map(Arc::clone) };
        kept.now.insert(key, Arc::clone(&value));
        Some(value)
    }

    /// Keeps what was worked out of a key.
    pub(crate) fn keep(&self, key: &K, value: V) -> Arc<V> {
        let value = Arc::new(value);
        self.lock().now.insert(key.clone(), Arc::clone(&value));
        value
    }

    /// After a panic, what that left is let go.
    fn lock(&self) -> MutexGuard<'_, Rounds<K, V>> {
        self.0.lock().unwrap_or_else(|poisoned| {
            self.0.clear_poison();
            let mut kept = poisoned.into_inner();
            *kept = Rounds::default();
            kept
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_round_did_not_use_is_gone_in_the_next_but_one() {
        let kept = Kept::<&str, usize>::default();
        kept.begin();
        kept.keep(&"used", 1);
        kept.keep(&"unused", 2);
        kept.begin();
        assert_eq!(kept.find(&"used").as_deref(), Some(&1));
        kept.begin();
        assert_eq!((kept.find(&"used").as_deref(), kept.find(&"unused")), (Some(&1), None));
    }
}
