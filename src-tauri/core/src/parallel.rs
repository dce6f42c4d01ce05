//! Two things worked out at the same time. Which is done first never shows: each has its own input and its own result.

use std::panic::resume_unwind;
use std::thread;

/// Works out both, the second one on a thread of its own; a panic of either goes on as one of the caller's.
pub(crate) fn both<A, B: Send>(first: impl FnOnce() -> A, second: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let second = scope.spawn(second);
        let first = first();
        (first, second.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn both_results_come_back_and_a_panic_goes_on() {
        assert_eq!(both(|| 1, || "two"), (1, "two"));
        assert!(catch_unwind(|| both(|| 1, || -> i32 { panic!("as it should") })).is_err());
    }
}
