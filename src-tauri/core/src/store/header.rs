//! The first hundred bytes of a file, judged before SQLite sees it, which might already repair or change something.
//! The layout: `sqlite.org/fileformat2.html`, 1.3.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::APPLICATION_ID;
use crate::error::{Error, Result};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// What stands beside the file, from a process that did not come to its end.
pub(super) struct Beside {
    /// A write-ahead log with something in it.
    pub(super) log: bool,
}

/// Judges a file by its first bytes and its length; changes nothing.
///
/// # Errors
/// `NoSuchFile`, `CannotRead`, `NotADatabase`, `ForeignFile`, `FileTooNew`; `Damaged` where its end is missing.
pub(super) fn judge(path: &Path, known: u32) -> Result<Beside> {
    let reading = |source| Error::reading(path, source);
    let file = File::open(path).map_err(reading)?;
    let length = file.metadata().map_err(reading)?.len();
    let mut header = Vec::with_capacity(100);
    file.take(100).read_to_end(&mut header).map_err(reading)?;
    let owned = || path.to_owned();
    if !header.starts_with(MAGIC) {
        return Err(Error::NotADatabase { path: owned() });
    }
    let number = |at: usize| header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    let (Some(application), Some(version), Some(pages)) = (number(68), number(60), number(28)) else {
        return Err(Error::Damaged { path: owned(), detail: "文件不完整".to_owned() });
    };
    expect_ours(path, application, version, known)?;
    let log = beside(path, "-wal").metadata().is_ok_and(|log| log.len() > 0);
    let journal = beside(path, "-journal").metadata().is_ok_and(|journal| journal.len() > 0);
    let page_size = match header.get(16..18) {
        Some([0, 1]) => 65_536,
        Some([high, low]) => u64::from(u16::from_be_bytes([*high, *low])),
        _ => 0,
    };
    // Beside a file of less than one page SQLite would delete the log, and with it all that is left.
    if length < page_size || (!log && !journal && length < u64::from(pages) * page_size) {
        return Err(Error::Damaged { path: owned(), detail: "文件不完整，缺少后面的内容".to_owned() });
    }
    Ok(Beside { log })
}

/// Refuses what is not ours or newer than we are.
pub(super) fn expect_ours(path: &Path, application: u32, version: u32, known: u32) -> Result<()> {
    if application != APPLICATION_ID || version == 0 {
        return Err(Error::ForeignFile { path: path.to_owned() });
    }
    if version > known {
        return Err(Error::FileTooNew { path: path.to_owned(), found: version, known });
    }
    Ok(())
}

/// SQLite's own file beside a file: `workbook.ziping-wal`.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
