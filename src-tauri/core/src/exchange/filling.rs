//! Values put into the cells of a bureau's own `.docx` or `.xlsx`: only the text of those cells changes, everything else
//! in the file stays byte for byte as it was.

mod document;
mod sheet;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::package::Package;
use super::{Kind, docx_tables, sheets};
use crate::atomic;
use crate::error::{Error, Result};
use crate::table::{Address, Put};

/// A change of a text: what stands from one byte to another gives way to other words.
struct Edit {
    from: usize,
    to: usize,
    words: String,
}

/// Puts values into the cells of a form and writes it as a new file.
///
/// # Errors
/// Those of [`super::read_tables`]; `FileExists`: no file is ever replaced; those of writing.
pub fn fill(form: &Path, out: &Path, puts: &BTreeMap<Address, Put>) -> Result<()> {
    let mut file = File::open(form).map_err(|error| Error::reading(form, error))?;
    let mut opening = Vec::new();
    file.by_ref().take(8).read_to_end(&mut opening).map_err(|error| Error::reading(form, error))?;
    let extension = form.extension().map(|found| found.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_sheet = match Kind::of(&opening, &extension) {
        Kind::Package => false,
        Kind::Other("电子表格") if opening.starts_with(b"PK") => true,
        Kind::Locked => return Err(Error::LockedDocument { path: form.to_owned() }),
        Kind::Plain => {
            return Err(Error::UnreadableForm { path: form.to_owned(), kind: "文本，没有版式可填" });
        }
        Kind::Other("电子表格") => {
            return Err(Error::UnreadableForm {
                path: form.to_owned(), kind: "老格式的电子表格，不能直接填写"
            });
        }
        Kind::Other(kind) => return Err(Error::UnreadableForm { path: form.to_owned(), kind }),
    };
    let mut package = Package::open(file, form)?;
    let broken = || Error::BrokenDocument { path: form.to_owned(), detail: "内容已损坏" };
    let mut parts = BTreeMap::new();
    if is_sheet {
        let listed = sheets::sheets(&mut package)?.ok_or_else(broken)?;
        for (index, sheet) in listed.iter().enumerate() {
            let own = puts.iter().filter(|(address, _)| address.table == index);
            let own: BTreeMap<(usize, usize), &Put> =
                own.map(|(address, put)| ((address.row, address.cell), put)).collect();
            if !own.is_empty() {
                let xml = package.part(&sheet.part)?.ok_or_else(broken)?;
                let edits = sheet::edits(&xml, &own).ok_or_else(broken)?;
                parts.insert(sheet.part.clone(), edited(&xml, edits));
            }
        }
    } else {
        let body = docx_tables::body_part(&mut package)?;
        let xml = package.part(&body)?.ok_or_else(broken)?;
        let edits = document::edits(&xml, puts).ok_or_else(broken)?;
        parts.insert(body, edited(&xml, edits));
    }
    let mut new = atomic::temporary(out)?;
    package.with_parts(&parts, new.as_file_mut())?;
    atomic::keep(new.into_temp_path(), out)
}

/// The text with the edits made; they do not overlap.
fn edited(xml: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.from);
    let (mut done, mut at) = (String::with_capacity(xml.len()), 0);
    for edit in edits {
        done.push_str(xml.get(at..edit.from).unwrap_or_default());
        done.push_str(&edit.words);
        at = edit.to;
    }
    done.push_str(xml.get(at..).unwrap_or_default());
    done
}

/// Words as they may stand in XML.
fn escaped(words: &str) -> String {
    quick_xml::escape::escape(words).into_owned()
}

/// The prefix of a tag with its colon: `w:` of `w:tc`.
fn prefix(name: &str) -> &str {
    name.split_once(':').map_or("", |(prefix, _)| &name[..=prefix.len()])
}
