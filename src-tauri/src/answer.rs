//! How a command answers the page: with its value, or with one Chinese sentence and a code. Panics, which are our own
//! mistakes, are caught here and nowhere else.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use ziping::error::{Error, Result};

/// What the officer reads where our own code failed.
const OUR_MISTAKE: &str = "程序内部出错，这一步没有完成，已保存的内容不受影响；请重试，仍不行请关闭程序再打开。";

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Refusal {
    /// Stable, for the page.
    pub(crate) code: &'static str,
    /// For the officer.
    pub(crate) sentence: String,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Refusal {
        Refusal { code: error.code(), sentence: error.to_string() }
    }
}

/// Does an act and puts its end into an answer.
///
/// # Errors
/// Every error of the core, and a panic, as a [`Refusal`].
pub(crate) fn answer<T>(act: impl FnOnce() -> Result<T>) -> std::result::Result<T, Refusal> {
    // The desk closes its workbook where a panic left it half done, so nothing half done is seen afterwards.
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(done) => done.map_err(Refusal::from),
        Err(_) => Err(Refusal { code: "panic", sentence: OUR_MISTAKE.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_its_code_and_its_sentence() {
        let refusal = answer(|| Err::<(), _>(Error::NoFiling)).expect_err("is refused");
        assert_eq!(refusal, Refusal { code: "no_filing", sentence: Error::NoFiling.to_string() });
    }

    #[test]
    fn a_panic_is_one_sentence_too() {
        let refusal = answer::<()>(|| panic!("a mistake of ours")).expect_err("is refused");
        assert_eq!((refusal.code, refusal.sentence.as_str()), ("panic", OUR_MISTAKE));
    }
}
