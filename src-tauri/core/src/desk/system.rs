//! What the desk asks of the machine it runs on. The window answers with native dialogs, the tests' bridge with folders
//! of its own.

use std::path::{Path, PathBuf};

use crate::place;

/// A kind of file that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileKind {
    /// What the dialog calls it.
    pub name: &'static str,
    /// Endings without the dot.
    pub endings: &'static [&'static str],
}

/// A machine with a clock, dialogs and a file manager.
pub trait System: Send + Sync {
    /// Local time, `2021-03-09 14:32:05`.
    fn now(&self) -> String;

    /// The fixed home of the program's settings, and of her data unless she chose another folder.
    fn home(&self) -> PathBuf {
        place::home()
    }

    /// Lets the officer choose a folder; `None` where she chooses none.
    fn choose_folder(&self, title: &str) -> Option<PathBuf>;

    /// Lets the officer choose a file that is there; `None` where she chooses none.
    fn choose_file(&self, title: &str, kind: FileKind) -> Option<PathBuf>;

    /// Lets the officer choose where a new file goes, under this name unless she changes it; `None` where she chooses
    /// none.
    fn choose_new_file(&self, title: &str, kind: FileKind, name: &str) -> Option<PathBuf>;

    /// Shows a file in its folder, selected. Where that fails, nothing is lost.
    fn show(&self, path: &Path);
}
