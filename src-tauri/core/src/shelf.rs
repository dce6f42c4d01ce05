//! Editions beside those shipped: files of JSON in the folder “表样” next to the workbook. A filing keeps its own copy,
//! so that nothing here changes a year that was begun.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::atomic;
use crate::edition::Edition;
use crate::error::{Error, Result};

/// The folder, beside the workbook.
const FOLDER: &str = "表样";
/// The largest file that is opened; the shipped edition has some 60 KB.
const FILE_LIMIT: u64 = 4 * 1024 * 1024;
/// Characters of a key.
const LONGEST_KEY: usize = 60;

/// Where an edition of this key lies, for a workbook.
pub fn path_of(workbook: &Path, key: &str) -> PathBuf {
    atomic::folder(workbook).join(FOLDER).join(format!("{key}.json"))
}

/// The keys of editions kept beside a workbook, in order.
pub fn keys(workbook: &Path) -> Vec<String> {
    let files = fs::read_dir(atomic::folder(workbook).join(FOLDER)).into_iter().flatten().flatten();
    let key = |file: fs::DirEntry| file.file_name().into_string().ok()?.strip_suffix(".json").map(str::to_owned);
    let mut keys: Vec<String> = files.filter_map(key).filter(|key| is_key(key)).collect();
    keys.sort();
    keys
}

/// An edition by its key: a shipped one, else one kept beside the workbook.
///
/// # Errors
/// `UnknownEdition`; `BrokenEdition` with the place.
pub fn find(workbook: &Path, key: &str) -> Result<Edition> {
    let path = path_of(workbook, key);
    if Edition::shipped_keys().iter().any(|known| known == key) || !is_key(key) || !path.exists() {
        return Edition::shipped(key);
    }
    read(&path)
}

/// Keeps an edition beside a workbook; returns where.
///
/// # Errors
/// `FileExists`: no edition is ever replaced. Those of writing.
pub fn keep(workbook: &Path, edition: &Edition) -> Result<PathBuf> {
    let path = path_of(workbook, &edition.key);
    if Edition::shipped_keys().contains(&edition.key) {
        return Err(Error::FileExists { path });
    }
    let folder = atomic::folder(&path);
    fs::create_dir_all(folder).map_err(|source| Error::writing(folder, source))?;
    write(&path, edition)?;
    Ok(path)
}

/// Reads an edition's file and proves it whole.
///
/// # Errors
/// `DocumentTooLarge`, `BrokenEdition` with the place and the reason.
pub fn read(path: &Path) -> Result<Edition> {
    let mut text = Vec::new();
    let file = File::open(path).map_err(|error| Error::reading(path, error))?;
    file.take(FILE_LIMIT + 1).read_to_end(&mut text).map_err(|error| Error::reading(path, error))?;
    if u64::try_from(text.len()).unwrap_or(u64::MAX) > FILE_LIMIT {
        return Err(Error::DocumentTooLarge { path: path.to_owned() });
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let broken =
        |reason: &str| Error::BrokenEdition { place: format!("文件“{name}”"), reason: reason.to_owned() };
    let text = String::from_utf8(text).map_err(|_| broken("不是文字"))?;
    Edition::from_outside(text.trim_start_matches('\u{FEFF}'), &name)
}

/// Whether a file holds an edition as JSON rather than a form.
pub fn is_edition_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// Writes an edition as a file.
///
/// # Errors
/// `FileExists`; those of writing.
pub fn write(path: &Path, edition: &Edition) -> Result<()> {
    let mut new = atomic::temporary(path)?;
    new.write_all(edition.to_text()?.as_bytes()).map_err(|source| Error::writing(path, source))?;
    atomic::keep(new.into_temp_path(), path)
}

/// Whether a word may name an edition: letters, digits, `-` and `_`.
pub fn is_key(key: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric() || "-_".contains(c);
    !key.is_empty() && key.chars().count() <= LONGEST_KEY && key.chars().all(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::DEFAULT;

    fn shipped() -> Edition {
        Edition::shipped(DEFAULT).expect("is shipped")
    }

    #[test]
    fn what_is_kept_is_found_listed_and_never_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let workbook = folder.path().join("某局.ziping");
        let edition = Edition { key: "某区-2024".to_owned(), ..shipped() };
        keep(&workbook, &edition).expect("is kept");
        assert_eq!(keys(&workbook), ["某区-2024"]);
        assert_eq!(find(&workbook, "某区-2024").expect("is found"), edition);
        assert!(matches!(keep(&workbook, &edition), Err(Error::FileExists { .. })));
        assert!(matches!(keep(&workbook, &shipped()), Err(Error::FileExists { .. })));
        assert!(matches!(find(&workbook, "../某区-2024"), Err(Error::UnknownEdition { .. })));
    }

    #[test]
    fn a_hostile_or_broken_file_is_refused_in_one_sentence() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("坏.json");
        let whole = shipped().to_text().expect("is text");
        let refused = |text: &str| {
            fs::write(&path, text).expect("is written");
            let sentence = read(&path).expect_err("is refused").to_string();
            assert!(sentence.ends_with('。') && !sentence.contains('\n'), "{sentence}");
            sentence
        };
        refused("");
        refused(&"[".repeat(10_000));
        refused(&" ".repeat(10 * 1024 * 1024));
        refused(&whole.replacen("\"name\"", "\"key\"", 1));
        refused(&whole.replacen("\"name\"", "\"nom\"", 1));
        assert!(refused(&whole.replacen("\"full_score\": \"13\"", "\"full_score\": \"12\"", 1)).contains("投入"));
        let huge = whole.replacen("\"deduct\": \"0.5\"", "\"deduct\": \"79228162514264337593543950335\"", 1);
        assert!(refused(&huge).contains("79228162514264337593543950335"));
        let tiny = whole.replacen("\"step\": \"0.01\"", "\"step\": \"0.0000000000000000000000000001\"", 1);
        assert!(refused(&tiny).contains("0.0000000000000000000000000001"));
        assert!(refused(&whole.replacen("\"from\": \"0.8\"", "\"from\": \"0.7\"", 1)).contains("满意度"));
    }
}
