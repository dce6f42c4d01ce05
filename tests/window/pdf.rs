//! What a printed paper says, by another's reading.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;

/// The papers in a folder.
pub(crate) fn papers(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(|error| error.to_string())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    found.sort();
    Ok(found)
}

/// The text of a paper without the blanks and line ends of its setting.
pub(crate) fn text(paper: &Path) -> Outcome<String> {
    let read = Command::new("pdftotext").arg(paper).arg("-").output().map_err(|error| format!("pdftotext: {error}"))?;
    Ok(String::from_utf8_lossy(&read.stdout).chars().filter(|c| !c.is_whitespace()).collect())
}
