//! Moving out of the way what cannot be used, whole and under a name that says so. Nothing is ever deleted.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::Store;
use crate::atomic;
use crate::backup::{Name, Reason};
use crate::error::{Error, Result};

/// What SQLite keeps beside a file. Left beside another file of the same name they would be read into it.
const BESIDE: [&str; 3] = ["-wal", "-journal", "-shm"];

/// Moves a file and what SQLite keeps beside it to `自评档案-2021-03-09-143205-损坏.ziping` in the same folder; says where.
/// The file itself goes first: without its log it must never be taken for whole.
///
/// # Errors
/// `CannotWrite`; what was moved is back where it was.
pub(super) fn set_aside(path: &Path, now: &str) -> Result<PathBuf> {
    let mut name = Name::at(now, Reason::Damaged)?;
    let mut aside = path.with_file_name(name.of(path));
    while std::iter::once("").chain(BESIDE).any(|ending| with(&aside, ending).exists()) {
        name = name.next();
        aside = path.with_file_name(name.of(path));
    }
    let mut moved: Vec<&str> = Vec::new();
    for ending in std::iter::once("").chain(BESIDE) {
        match fs::rename(with(path, ending), with(&aside, ending)) {
            Ok(()) => moved.push(ending),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => {
                put_back(&aside, path, &moved);
                return Err(Error::writing(path, source));
            }
        }
    }
    atomic::sync_folder(path)?;
    Ok(aside)
}

impl Store {
    /// Moves a file that cannot be used out of the way, whole, under a name that says so; says where.
    ///
    /// # Errors
    /// `CannotWrite`; what was moved is back where it was.
    pub fn set_aside(path: &Path, now: &str) -> Result<PathBuf> {
        set_aside(path, now)
    }
}

/// Moves away what SQLite left beside a file that is gone; says where, if anything was there.
///
/// # Errors
/// `CannotWrite`.
pub(super) fn leftovers(path: &Path, now: &str) -> Result<Option<PathBuf>> {
    let left = !path.exists() && BESIDE.iter().any(|ending| with(path, ending).exists());
    left.then(|| set_aside(path, now)).transpose()
}

/// Moves back what was set aside, the file itself last; what the system refuses stays under the name it has.
pub(super) fn put_back(aside: &Path, path: &Path, endings: &[&str]) {
    for ending in endings.iter().rev() {
        if !with(path, ending).exists() {
            let _ = fs::rename(with(aside, ending), with(path, ending));
        }
    }
}

/// As [`put_back`], whatever was moved.
pub(super) fn put_all_back(aside: &Path, path: &Path) {
    put_back(aside, path, &["", "-wal", "-journal", "-shm"]);
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Makes sure that nothing of an old file is left beside it that would be read into the next one.
///
/// # Errors
/// `InUse`: something still has the file open.
pub(super) fn expect_nothing_beside(path: &Path) -> Result<()> {
    let left = BESIDE.iter().any(|ending| with(path, ending).metadata().is_ok_and(|file| file.len() > 0));
    if left { Err(Error::InUse { path: path.to_owned() }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::NOW;
    use super::*;

    #[test]
    fn what_is_set_aside_is_put_back_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("档案.ziping");
        let write = |text: &str| {
            for ending in ["", "-wal"] {
                fs::write(with(&path, ending), format!("{text}{ending}")).expect("written");
            }
        };
        write("first");
        let first = set_aside(&path, NOW).expect("moved");
        write("second");
        let second = set_aside(&path, NOW).expect("moved");
        assert!(first.ends_with("档案-2021-03-09-143205-损坏.ziping"));
        assert!(second.ends_with("档案-2021-03-09-143205-损坏-2.ziping"));
        assert!(!path.exists() && !with(&path, "-wal").exists());
        put_all_back(&first, &path);
        put_all_back(&second, &path);
        let read = |path: &Path, ending: &str| fs::read_to_string(with(path, ending)).expect("is there");
        // What stands there already is not replaced.
        assert_eq!([read(&path, ""), read(&path, "-wal")], ["first", "first-wal"]);
        assert_eq!([read(&second, ""), read(&second, "-wal")], ["second", "second-wal"]);
    }
}
