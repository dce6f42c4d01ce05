//! Papers as files: built, laid out, painted, and written so that a folder has all of them or is left as it was.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use tempfile::{NamedTempFile, TempPath};

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

/// The unit and the year stand in each name, so that years and units may share a folder.
fn file_name(papers: &[Paper], material: &Material<'_>, title: &str) -> String {
    let attached = |paper: &Paper| material.edition.papers.attached_as(*paper);
    let year = material.evaluation.report_year;
    let dated = || if title.contains(&year.to_string()) { title.to_owned() } else { format!("{year}年度{title}") };
    let what = match papers {
        [paper] => match attached(paper) {
            Some(mark) => format!("{year}年度{mark} {title}"),
            None => dated(),
        },
        _ => format!("{}（含附件）", dated()),
    };
    place::file_name(&material.evaluation.reporting_unit, &what, "pdf")
}

/// Writes all files into a folder, which is made where it is not there. Either all are in place afterwards, or none is
/// and what stood there stands.
///
/// # Errors
/// [`Error::CannotWrite`] and [`Error::DiskFull`]; [`Error::NotPutBack`] where the folder could not be brought back to
/// what it was either.
pub fn save(folder: &Path, files: &[PaperFile]) -> Result<Vec<Written>> {
    save_through(folder, files, |file, bytes| file.write_all(bytes), |from, to| fs::rename(from, to))
}

/// `write` and `rename` stand between us and the disk, so that a test can let them fail.
fn save_through(
    folder: &Path,
    files: &[PaperFile],
    write: impl Fn(&mut fs::File, &[u8]) -> io::Result<()>,
    rename: impl Fn(&Path, &Path) -> io::Result<()>,
) -> Result<Vec<Written>> {
    fs::create_dir_all(folder).map_err(|source| Error::writing(folder, source))?;
    let stage = |file: &PaperFile| {
        let path = folder.join(&file.name);
        let staged = hidden(folder, ".pdf").and_then(|mut staged| {
            write(staged.as_file_mut(), &file.bytes)?;
            staged.as_file().sync_all()?;
            // Kept and taken back: a file that is kept loses the mark of a temporary one.
            TempPath::try_from_path(staged.into_temp_path().keep()?)
        });
        staged.map(|staged| (staged, path.clone())).map_err(|source| Error::writing(&path, source))
    };
    let staged = files.iter().map(stage).collect::<Result<Vec<_>>>()?;
    exchange(folder, &staged, rename)?;
    let written = |((_, path), file): ((TempPath, PathBuf), &PaperFile)| Written {
        path,
        pages: file.pages,
        bytes: file.bytes.len(),
        missing_glyphs: file.missing_glyphs.clone(),
    };
    Ok(staged.into_iter().zip(files).map(written).collect())
}

/// A new file of a hidden name.
fn hidden(folder: &Path, suffix: &str) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".ziping-").suffix(suffix).tempfile_in(folder)
}

/// Puts staged files in place of what stands there: that is moved aside first, and removed only once all are in place.
/// Where one cannot be moved (a folder stands there; Windows: another program has it open), all are moved back.
fn exchange(
    folder: &Path,
    staged: &[(TempPath, PathBuf)],
    rename: impl Fn(&Path, &Path) -> io::Result<()>,
) -> Result<()> {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    let mut exchange = || {
        for (_, path) in staged {
            let aside = move_aside(folder, path, &rename).map_err(|source| (path, source))?;
            old.extend(aside.map(|aside| (path, aside)));
        }
        for (staged, path) in staged {
            rename(staged, path).map_err(|source| (path, source))?;
            new.push(path);
        }
        Ok(())
    };
    let Err((path, source)) = exchange() else {
        for (_, aside) in old {
            // All papers are in place by now; a hidden copy that stays behind takes nothing from that.
            let _ = fs::remove_file(aside);
        }
        return Ok(());
    };
    new.retain(|new| fs::remove_file(new).is_err());
    let (back, lost): (Vec<_>, Vec<_>) = old.into_iter().partition(|(path, aside)| rename(aside, path).is_ok());
    new.retain(|new| back.iter().all(|(path, _)| path != new));
    if lost.is_empty() && new.is_empty() {
        return Err(Error::writing(path, source));
    }
    let kept = lost.into_iter().map(|(path, aside)| (path.clone(), aside)).collect();
    Err(Error::NotPutBack { path: path.clone(), source, kept, left: new.into_iter().cloned().collect() })
}

/// Moves what stands at `path` to a hidden name beside it, and gives that name.
fn move_aside(
    folder: &Path,
    path: &Path,
    rename: impl Fn(&Path, &Path) -> io::Result<()>,
) -> io::Result<Option<PathBuf>> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(_) => {}
    }
    // The name is taken by an empty file first. It is kept before the move: nothing may clean away what it then holds.
    let aside = hidden(folder, ".old.pdf")?.into_temp_path().keep()?;
    rename(path, &aside).inspect_err(|_| drop(fs::remove_file(&aside)))?;
    Ok(Some(aside))
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
            let files = [file("a.pdf"), file("b.pdf")];
            let error = save_through(folder.path(), &files, refuse, |from, to| fs::rename(from, to));
            let error = error.expect_err("is refused");
            assert_eq!(error.code(), code);
            assert_eq!(names(folder.path()), ["a.pdf"]);
            assert_eq!(fs::read_to_string(folder.path().join("a.pdf")).expect("is there"), "old");
        }
    }

    #[test]
    fn a_folder_at_the_second_files_name_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.pdf"), "old").expect("is written");
        fs::create_dir(folder.path().join("b.pdf")).expect("is made");
        let error = save(folder.path(), &[file("a.pdf"), file("b.pdf")]).expect_err("is refused");
        assert!(error.to_string().contains("b.pdf”（这是文件夹，不是文件）"), "{error}");
        assert_eq!(names(folder.path()), ["a.pdf", "b.pdf"]);
        assert_eq!(fs::read_to_string(folder.path().join("a.pdf")).expect("is there"), "old");
    }

    /// Saves `a.pdf` and `b.pdf` over an old `a.pdf` where the disk refuses a move by its place in order, from 1.
    fn save_where_moves_fail(folder: &Path, failing: &[usize]) -> Error {
        fs::write(folder.join("a.pdf"), "old").expect("is written");
        let moves = std::cell::Cell::new(0);
        let rename = |from: &Path, to: &Path| {
            moves.set(moves.get() + 1);
            if failing.contains(&moves.get()) {
                Err(io::ErrorKind::PermissionDenied.into())
            } else {
                fs::rename(from, to)
            }
        };
        let files = [file("a.pdf"), file("b.pdf")];
        save_through(folder, &files, |file, bytes| file.write_all(bytes), rename).expect_err("is refused")
    }

    #[test]
    fn wherever_a_move_fails_everything_is_put_back() {
        // 1: the old a.pdf aside; 2, 3: the new files into place.
        for failing in 1..=3 {
            let folder = tempfile::tempdir().expect("a folder");
            let error = save_where_moves_fail(folder.path(), &[failing]);
            assert_eq!(error.code(), "cannot_write", "{failing}");
            assert_eq!(names(folder.path()), ["a.pdf"], "{failing}");
            assert_eq!(fs::read_to_string(folder.path().join("a.pdf")).expect("is there"), "old", "{failing}");
        }
    }

    #[test]
    fn an_old_file_that_cannot_be_put_back_is_kept_and_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = save_where_moves_fail(folder.path(), &[3, 4]);
        let names = names(folder.path());
        assert_eq!(names.len(), 1, "{names:?}");
        assert_eq!(fs::read_to_string(folder.path().join(&names[0])).expect("is there"), "old");
        assert!(names[0].starts_with(".ziping-") && error.to_string().contains(&names[0]), "{error}");
        assert_eq!(error.code(), "not_put_back");
    }

    #[test]
    fn years_and_units_do_not_share_a_files_name() {
        let sample = crate::sample::load("demo").expect("is shipped");
        let names = |papers: &[Paper]| -> Vec<String> {
            let name = |filing: &Filing| {
                let evaluation = &crate::evaluation::evaluate(&sample.edition, filing, None);
                let material = Material { edition: &sample.edition, filing, evaluation, stamp: None };
                let document = document::build(papers, &sample.edition, filing, evaluation, None);
                file_name(papers, &material, &document.title)
            };
            sample.filings.iter().map(name).collect()
        };
        let unit = "示例区文化旅游体育局";
        for (papers, rest) in [
            (vec![Paper::Report], "部门整体支出绩效自评报告"),
            (vec![Paper::BaseDataTable], "附件1 部门整体支出绩效评价基础数据表"),
            (vec![Paper::ScoreSheet], "附件2 部门整体支出绩效评价指标评分表"),
            (vec![Paper::WorkingPaper], "部门整体支出绩效自评工作底稿"),
            (sample.edition.papers.for_filing(true), "部门整体支出绩效自评报告（含附件）"),
        ] {
            let expected = ["2023", "2024"].map(|year| format!("{unit}{year}年度{rest}.pdf"));
            assert_eq!(names(&papers), expected);
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
