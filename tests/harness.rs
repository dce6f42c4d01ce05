//! What the tests share: a folder of their own, and the command line run inside this process.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use ziping::cli::{self, Terminal};

/// The moment every test takes place at.
pub(crate) const NOW: &str = "2025-03-09 14:32:05";

/// A folder that goes away with the test.
pub(crate) struct Folder(tempfile::TempDir);

/// What a command line said.
pub(crate) struct Said {
    /// Exit status.
    pub(crate) status: u8,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Folder {
    pub(crate) fn new() -> Folder {
        Folder(tempfile::tempdir().expect("the system has a folder for temporary files"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The path of a workbook made from a sample.
    pub(crate) fn sample(&self, key: &str) -> String {
        let file = self.path(&format!("{key}.ziping")).display().to_string();
        ok(&["sample", key, "--file", &file]);
        file
    }
}

/// Runs a command line.
pub(crate) fn ziping(args: &[&str]) -> Said {
    let mut out = Vec::new();
    let (status, err) = ziping_into(&mut out, args);
    Said { status, out: String::from_utf8(out).expect("the program speaks UTF-8"), err }
}

/// Runs a command line whose standard output is `out`; its exit status and standard error.
pub(crate) fn ziping_into(out: &mut dyn Write, args: &[&str]) -> (u8, String) {
    let mut err = Vec::new();
    let status = cli::run(args.iter().map(OsString::from), &mut Terminal { out, err: &mut err, now: NOW.to_owned() });
    (status, String::from_utf8(err).expect("the program speaks UTF-8"))
}

/// Runs a command line that must do its work; its output.
pub(crate) fn ok(args: &[&str]) -> String {
    let said = ziping(args);
    assert_eq!(said.status, 0, "{args:?}: {}", said.err);
    said.out.trim_end().to_owned()
}

/// Runs a command line that must be refused, in one Chinese sentence and with exit status 2; the sentence.
pub(crate) fn refused(args: &[&str]) -> String {
    let said = ziping(args);
    assert_eq!(said.status, 2, "{args:?} was done: {}", said.out);
    let sentence = said.err.trim_end().to_owned();
    assert!(sentence.ends_with('。') && !sentence.contains('\n'), "not one sentence: {sentence}");
    sentence
}
