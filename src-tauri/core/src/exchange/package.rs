//! The parts of a `.docx`, which is a zip archive: the only door to `zip`. A part is unpacked no further than its limit,
//! so that a small file that unpacks without end is refused after a moment.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, Write};
use std::path::Path;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::error::{Error, Result};

/// The most that a part is unpacked to: Word's marks take some ten times the room of the words.
const PART_LIMIT: u64 = 24 * 1024 * 1024;

/// An opened archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<BufReader<File>>,
    path: &'a Path,
}

impl<'a> Package<'a> {
    pub(super) fn open(file: File, path: &'a Path) -> Result<Package<'a>> {
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| refused(path, &error))?;
        Ok(Package { archive, path })
    }

    /// A part's text; `None` where the archive has no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>> {
        let part = match self.archive.by_name(name) {
            Err(ZipError::FileNotFound) => return Ok(None),
            found => found.map_err(|error| refused(self.path, &error))?,
        };
        let mut bytes = Vec::new();
        part.take(PART_LIMIT + 1).read_to_end(&mut bytes).map_err(|_| damaged(self.path))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > PART_LIMIT {
            return Err(Error::DocumentTooLarge { path: self.path.to_owned() });
        }
        super::plain::marked(bytes)
            .map(Some)
            .ok_or_else(|| Error::BrokenDocument { path: self.path.to_owned(), detail: "文字编码无法识别" })
    }

    /// Writes the archive anew with other texts in some parts; all else is copied byte for byte.
    pub(super) fn with_parts(&mut self, parts: &BTreeMap<String, String>, out: impl Write + Seek) -> Result<()> {
        let mut writer = ZipWriter::new(out);
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(|error| refused(self.path, &error))?;
            let name = part.name().map_err(|error| refused(self.path, &error))?.into_owned();
            match parts.get(&name) {
                None => writer.raw_copy_file(part).map_err(|error| refused(self.path, &error))?,
                Some(text) => {
                    let options =
                        SimpleFileOptions::default().last_modified_time(part.last_modified().unwrap_or_default());
                    writer.start_file(name, options).map_err(|error| refused(self.path, &error))?;
                    writer.write_all(text.as_bytes()).map_err(|source| Error::writing(self.path, source))?;
                }
            }
        }
        writer.finish().map_err(|error| refused(self.path, &error))?;
        Ok(())
    }
}

fn refused(path: &Path, error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(text) if *text == ZipError::PASSWORD_REQUIRED => {
            Error::LockedDocument { path: path.to_owned() }
        }
        _ => damaged(path),
    }
}

fn damaged(path: &Path) -> Error {
    Error::BrokenDocument { path: path.to_owned(), detail: "压缩包已损坏" }
}
