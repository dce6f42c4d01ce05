//! How the desk answers: with a value, or with a refusal the page can act on. Panics, which are our own mistakes, are
//! caught here and nowhere else.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::Desk;
use super::request::Request;
use crate::error::{Error, Result};

/// What the officer reads where our own code failed.
const OUR_MISTAKE: &str = "程序内部出错，这一步没有完成，已保存的内容不受影响；请重试，仍不行请关闭程序再打开。";

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Stable, for the page.
    pub code: &'static str,
    /// For the officer.
    pub sentence: String,
    /// What the page can offer her.
    pub advice: Advice,
    /// The key of the cell it is about, where several were given.
    pub field: Option<String>,
}

/// What can be done about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Correct what was typed.
    Correct,
    /// Do it again.
    Retry,
    /// Restore a backup.
    Restore,
    /// Choose another file or folder.
    OtherPlace,
    /// Close what else has it open, then do it again.
    CloseOther,
    /// Install a newer program, or this one again.
    Install,
    /// Nothing to be done.
    Nothing,
}

impl Desk {
    /// Answers a command of the page, whatever it is, in JSON.
    ///
    /// # Errors
    /// Every error of the core, and a panic, as a [`Refusal`].
    pub fn answer(&self, command: &str, arguments: Value) -> std::result::Result<Box<RawValue>, Refusal> {
        caught(|| Request::read(command, arguments)?.fulfil(self))
    }
}

/// Does an act and puts its end into an answer.
fn caught<T>(act: impl FnOnce() -> Result<T>) -> std::result::Result<T, Refusal> {
    // The desk closes its workbook where a panic left it half done, so nothing half done is seen afterwards.
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(done) => done.map_err(Refusal::from),
        Err(_) => Err(Refusal { code: "panic", sentence: OUR_MISTAKE.to_owned(), advice: Advice::Retry, field: None }),
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Refusal {
        let field = match &error {
            Error::InCell { key, .. } => Some(key.clone()),
            _ => None,
        };
        Refusal { code: error.code(), sentence: error.to_string(), advice: Advice::on(&error), field }
    }
}

impl Advice {
    /// What can be done about an error.
    pub fn on(error: &Error) -> Advice {
        match error {
            Error::NotANumber { .. }
            | Error::Negative { .. }
            | Error::TooPrecise { .. }
            | Error::TooLarge { .. }
            | Error::NotYesOrNo { .. }
            | Error::NotADate { .. }
            | Error::Blank { .. }
            | Error::TooLong { .. }
            | Error::InCell { .. }
            | Error::Derived { .. }
            | Error::UnknownReference { .. }
            | Error::LabelTaken { .. }
            | Error::FigureQuoted { .. }
            | Error::ProjectTaken { .. }
            | Error::UnknownWord { .. }
            | Error::UnfitAttainment { .. }
            | Error::ShareOutOfRange { .. }
            | Error::SeveralParagraphs { .. }
            | Error::UnfitJudgement { .. }
            | Error::NothingGiven { .. }
            | Error::ScoreTooHigh { .. }
            | Error::UnknownTick { .. }
            | Error::UnknownGrade { .. }
            | Error::UnknownBasis { .. }
            | Error::TextExists { .. }
            | Error::YearExists { .. }
            | Error::NotAYear { .. } => Advice::Correct,
            Error::UnknownFigure { .. }
            | Error::UnknownIndicator { .. }
            | Error::UnknownBlock { .. }
            | Error::UnknownProject { .. }
            | Error::UnknownProjectIndicator { .. }
            | Error::UnknownFinding { .. }
            | Error::UnknownChapter { .. }
            | Error::NoSuchYear { .. }
            | Error::CannotTell { .. }
            | Error::Database { .. }
            | Error::DiskFull { .. }
            | Error::NoSafeCopy { .. }
            | Error::BrokenSettings { .. }
            | Error::Outdated => Advice::Retry,
            Error::Damaged { .. } | Error::Altered { .. } | Error::NotADatabase { .. } | Error::Lost { .. } => {
                Advice::Restore
            }
            Error::NoSuchFile { .. }
            | Error::FileExists { .. }
            | Error::ForeignFile { .. }
            | Error::CannotRead { .. }
            | Error::CannotWrite { .. }
            | Error::NotPutBack { .. }
            | Error::UnfitBackup { .. }
            | Error::UnreadableKind { .. }
            | Error::BrokenDocument { .. }
            | Error::LockedDocument { .. }
            | Error::DocumentTooLarge { .. }
            | Error::EmptyDocument { .. }
            | Error::SeveralDocuments { .. }
            | Error::NoForm { .. }
            | Error::OtherForm { .. }
            | Error::UnreadableForm { .. }
            | Error::NoDataFolder { .. }
            | Error::PlaceTaken { .. }
            | Error::SamePlace { .. } => Advice::OtherPlace,
            Error::InUse { .. } => Advice::CloseOther,
            Error::FileTooNew { .. }
            | Error::CannotPaint { .. }
            | Error::BrokenEdition { .. }
            | Error::NotUnderstood { .. } => Advice::Install,
            Error::NoFiling
            | Error::UnknownEdition { .. }
            | Error::UnknownSample { .. }
            | Error::NothingToUndo
            | Error::NothingToRedo
            | Error::Usage { .. } => Advice::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_its_code_its_sentence_and_what_to_do() {
        let error = || Error::NotANumber { label: "编制数".to_owned(), text: "若干".to_owned() };
        let refusal = caught(|| Err::<(), _>(error())).expect_err("is refused");
        assert_eq!((refusal.code, refusal.advice, refusal.field), ("not_a_number", Advice::Correct, None));
        assert_eq!(refusal.sentence, error().to_string());
        let in_cell = Error::InCell { key: "staff.quota".to_owned(), error: Box::new(error()) };
        let refusal = Refusal::from(in_cell);
        assert_eq!((refusal.code, refusal.field.as_deref()), ("not_a_number", Some("staff.quota")));
    }

    #[test]
    fn a_panic_is_one_sentence_too() {
        let refusal = caught::<()>(|| panic!("a mistake of ours")).expect_err("is refused");
        assert_eq!((refusal.code, refusal.sentence.as_str()), ("panic", OUR_MISTAKE));
    }
}
