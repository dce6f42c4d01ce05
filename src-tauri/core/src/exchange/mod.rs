//! Documents from outside, read: a report as `.txt` or `.docx`. Nothing is stored and the file is never written. Other
//! kinds are told apart by their first bytes, so that the officer reads what to do; hostile files end in one sentence.

mod docx;
mod docx_tables;
mod filling;
mod old_sheets;
mod package;
mod plain;
mod sheets;
mod style;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};
use crate::source::SourceText;
use crate::table::Tables;

pub use filling::fill;

/// The most text a document may hold, in bytes of UTF-8: some fifty times a report of twenty pages.
const TEXT_LIMIT: usize = 3 * 1024 * 1024;
/// The most cells of a document's tables.
const CELL_LIMIT: usize = 20_000;
/// The most paragraphs, blank ones counted.
const PARAGRAPH_LIMIT: usize = 100_000;
/// The largest text file that is opened (UTF-16 and GB 18030 take less room than UTF-8 for Chinese, never more than twice).
const FILE_LIMIT: u64 = 6 * 1024 * 1024;

/// Reads the text of a document: `.txt` (UTF-8, UTF-16, GB 18030) or `.docx`.
///
/// What it is is decided by its bytes, not its name. Every sentence of the body is kept; tracked deletions, hidden text,
/// comments, footnotes, heads and feet are left out.
pub fn read_text(path: &Path) -> Result<SourceText> {
    let mut file = File::open(path).map_err(|error| Error::reading(path, error))?;
    let mut opening = Vec::new();
    file.by_ref().take(8).read_to_end(&mut opening).map_err(|error| Error::reading(path, error))?;
    let extension = path.extension().map(|found| found.to_string_lossy().to_lowercase()).unwrap_or_default();
    let paragraphs = match Kind::of(&opening, &extension) {
        Kind::Package => docx::read(file, path)?,
        Kind::Plain => plain::read(file, opening, path)?,
        Kind::Locked => return Err(Error::LockedDocument { path: path.to_owned() }),
        Kind::Other(kind) => return Err(Error::UnreadableKind { path: path.to_owned(), kind }),
    };
    if paragraphs.is_empty() {
        return Err(Error::EmptyDocument { path: path.to_owned() });
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(SourceText { name, paragraphs })
}

/// Reads the tables of a document: `.docx`, a workbook of sheets (`.xlsx`, `.xls`), or a pasted table (text with tabs).
///
/// Merged cells are one; hidden rows, columns and sheets are left out, and told.
pub fn read_tables(path: &Path) -> Result<Tables> {
    let mut file = File::open(path).map_err(|error| Error::reading(path, error))?;
    let mut opening = Vec::new();
    file.by_ref().take(8).read_to_end(&mut opening).map_err(|error| Error::reading(path, error))?;
    let extension = path.extension().map(|found| found.to_string_lossy().to_lowercase()).unwrap_or_default();
    let read = match Kind::of(&opening, &extension) {
        Kind::Package => docx_tables::read(file, path)?,
        Kind::Plain => plain::read_table(file, opening, path)?,
        Kind::Locked => return Err(Error::LockedDocument { path: path.to_owned() }),
        Kind::Other("电子表格") if opening.starts_with(b"PK") => sheets::read(file, path)?,
        Kind::Other("电子表格") => old_sheets::read(file, opening, path)?,
        Kind::Other(kind) => return Err(Error::UnreadableForm { path: path.to_owned(), kind }),
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Tables { name, ..read })
}

/// What a file is, as far as it matters here.
enum Kind {
    Plain,
    Package,
    Locked,
    Other(&'static str),
}

impl Kind {
    fn of(opening: &[u8], extension: &str) -> Kind {
        match opening {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => match extension {
                "xlsx" | "xlsm" | "et" => Kind::Other("电子表格"),
                "pptx" | "dps" => Kind::Other("演示文稿"),
                "ofd" => Kind::Other(" OFD 文件"),
                "odt" => Kind::Other(" ODT 文档"),
                "ods" => Kind::Other(" ODS 表格"),
                _ => Kind::Package,
            },
            // A compound file: an old document, or a new one that Word has encrypted.
            [0xD0, 0xCF, 0x11, 0xE0, ..] => match extension {
                "docx" => Kind::Locked,
                "wps" => Kind::Other("老格式的 WPS 文档"),
                "xls" | "et" => Kind::Other("电子表格"),
                _ => Kind::Other("老格式的 Word 文档"),
            },
            [b'%', b'P', b'D', b'F', ..] => Kind::Other(" PDF 文件"),
            [b'{', b'\\', b'r', b't', b'f', ..] => Kind::Other(" RTF 文档"),
            [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => Kind::Other("图片"),
            [b'7', b'z', 0xBC, 0xAF, ..] | [b'R', b'a', b'r', b'!', ..] => Kind::Other("压缩包"),
            _ => match extension {
                "doc" => Kind::Other("老格式的 Word 文档"),
                "wps" => Kind::Other("老格式的 WPS 文档"),
                "pdf" => Kind::Other(" PDF 文件"),
                _ => Kind::Plain,
            },
        }
    }
}
