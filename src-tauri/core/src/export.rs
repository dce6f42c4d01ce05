//! Papers as files: built, laid out, painted, and written so that a folder has all of them or is left as it was.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::document::{self, Paper, Stamp};
use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::evaluation::Evaluation;
use crate::filing::Filing;
use crate::layout;
use crate::paint;
use crate::place;
use crate::typeface::Faces;

/// What a paper is made from.
pub struct Material<'a> {
    /// The form.
    pub edition: &'a Edition,
    /// What was entered.
    pub filing: &'a Filing,
    /// What was worked out of it.
    pub evaluation: &'a Evaluation,
    /// Says on every page why the copy is not for filing.
    pub stamp: Option<Stamp>,
}

/// A paper as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperFile {
    /// Cleaned for Windows.
    pub name: String,
    /// PDF.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// Characters that no face has, each once; a blank stands in their place.
    pub missing_glyphs: Vec<char>,
}

/// A file written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Where.
    pub path: PathBuf,
    /// Its pages.
    pub pages: usize,
    /// Its size.
    pub bytes: usize,
    /// Characters that no face has.
    pub missing_glyphs: Vec<char>,
}

/// Makes one file of the papers, bound into one where there are several.
///
/// # Errors
/// [`Error::CannotPaint`].
pub fn paper_file(papers: &[Paper], material: &Material<'_>, faces: &Faces) -> Result<PaperFile> {
    let document = document::build(papers, material.edition, material.filing, material.evaluation, material.stamp);
    let name = file_name(papers, material, &document.title);
    let layout = layout::lay_out(&document, faces);
    let unpainted = |error: paint::PaintError| Error::CannotPaint { detail: error.to_string() };
    let bytes = paint::paint_pdf(&layout, faces).map_err(unpainted)?;
    let mut missing_glyphs: Vec<char> = layout.missing.iter().map(|missing| missing.character).collect();
    missing_glyphs.sort_unstable();
    missing_glyphs.dedup();
    Ok(PaperFile { name, pages: layout.pages.len(), bytes, missing_glyphs })
}

fn file_name(papers: &[Paper], material: &Material<'_>, title: &str) -> String {
    let marks = &material.edition.papers;
    let unit = &material.evaluation.reporting_unit;
    let stem = match papers {
        [Paper::BaseDataTable] => format!("{} {title}", marks.base_data_table_mark),
        [Paper::ScoreSheet] => format!("{} {title}", marks.score_sheet_mark),
        [_] => format!("{unit}{title}"),
        _ => format!("{unit}{title}（含附件）"),
    };
    place::file_name(&stem, "pdf")
}

/// Writes all files into a folder, which is made where it is not there. Either all are in place afterwards, or none is
/// and what stood there stands.
///
/// # Errors
/// [`Error::CannotWrite`] and [`Error::DiskFull`].
pub fn save(folder: &Path, files: &[PaperFile]) -> Result<Vec<Written>> {
    save_through(folder, files, |file, bytes| file.write_all(bytes))
}

/// `write` stands between us and the disk, so that a test can let it fail.
fn save_through(
    folder: &Path,
    files: &[PaperFile],
    write: impl Fn(&mut fs::File, &[u8]) -> io::Result<()>,
) -> Result<Vec<Written>> {
    fs::create_dir_all(folder).map_err(|source| Error::writing(folder, source))?;
    let stage = |file: &PaperFile| {
        let path = folder.join(&file.name);
        let staged = tempfile::Builder::new().prefix(".ziping-").tempfile_in(folder).and_then(|mut staged| {
            write(staged.as_file_mut(), &file.bytes)?;
            staged.as_file().sync_all()?;
            Ok(staged)
        });
        staged.map(|staged| (staged, path.clone())).map_err(|source| Error::writing(&path, source))
    };
    let staged = files.iter().map(stage).collect::<Result<Vec<_>>>()?;
    let place = |((staged, path), file): ((tempfile::NamedTempFile, PathBuf), &PaperFile)| {
        staged.persist(&path).map_err(|error| Error::writing(&path, error.error))?;
        Ok(Written { path, pages: file.pages, bytes: file.bytes.len(), missing_glyphs: file.missing_glyphs.clone() })
    };
    staged.into_iter().zip(files).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> PaperFile {
        PaperFile { name: name.to_owned(), bytes: vec![1, 2, 3], pages: 1, missing_glyphs: Vec::new() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_written_and_replaced_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.pdf"), "old").expect("is written");
        let written = save(folder.path(), &[file("a.pdf"), file("b.pdf")]).expect("is saved");
        assert_eq!(written.len(), 2);
        assert_eq!(fs::read(folder.path().join("a.pdf")).expect("is there"), [1, 2, 3]);
        assert_eq!(names(folder.path()), ["a.pdf", "b.pdf"]);
    }

    #[test]
    fn a_folder_that_refuses_the_second_file_is_left_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.pdf"), "old").expect("is written");
        for (kind, code) in
            [(io::ErrorKind::PermissionDenied, "cannot_write"), (io::ErrorKind::StorageFull, "disk_full")]
        {
            let left = std::cell::Cell::new(1);
            let refuse = |file: &mut fs::File, bytes: &[u8]| {
                file.write_all(&bytes[..1])?;
                if left.replace(left.get() - 1) > 0 { Ok(()) } else { Err(io::Error::from(kind)) }
            };
            let error = save_through(folder.path(), &[file("a.pdf"), file("b.pdf")], refuse).expect_err("is refused");
            assert_eq!(error.code(), code);
            assert_eq!(names(folder.path()), ["a.pdf"]);
            assert_eq!(fs::read_to_string(folder.path().join("a.pdf")).expect("is there"), "old");
        }
    }

    #[test]
    fn a_file_in_the_folders_place_is_told_in_one_sentence() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken = folder.path().join("taken");
        fs::write(&taken, "").expect("is written");
        let error = save(&taken, &[file("a.pdf")]).expect_err("is no folder");
        assert_eq!(error.code(), "cannot_write");
    }
}
