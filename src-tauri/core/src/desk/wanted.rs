//! Which workbook a window was started for.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::error::Error;

/// The workbook the arguments name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The officer's own, where there is one.
    Own,
    /// A file.
    File(PathBuf),
    /// A copy of a sample.
    Sample(String),
    /// Arguments nobody understands.
    Unclear,
}

impl Wanted {
    /// Reads the arguments, without the program's name.
    pub fn named_by(arguments: impl Iterator<Item = OsString>) -> Wanted {
        let arguments: Vec<OsString> = arguments.collect();
        match arguments.as_slice() {
            [] => Wanted::Own,
            [option, key] if option == "--sample" => Wanted::Sample(key.to_string_lossy().into_owned()),
            [file] if !file.is_empty() && !file.to_string_lossy().starts_with("--") => Wanted::File(file.into()),
            _ => Wanted::Unclear,
        }
    }

    /// What the officer reads where the arguments make no sense.
    pub(super) fn unclear(&self) -> Error {
        Error::Usage {
            text: "启动参数无法识别，请用：ziping-desk 档案文件，或 ziping-desk --sample demo。".to_owned()
        }
    }
}
