//! Where the officer's own workbook lies on her PC, and what exported files may be called.

mod disk;
mod folder;
mod name;
mod warning;

use std::env;
use std::path::{Path, PathBuf};

use crate::settings::Settings;

pub use folder::{Proposal, judge, judge_second, proposals};
pub use name::file_name;
pub use warning::Warning;

/// Names another home, for tests and for several workbooks on one PC.
const HOME: &str = "ZIPING_HOME";

/// The name of the officer's own workbook.
const FILE_NAME: &str = "自评档案.ziping";

/// The fixed home of the program's settings: `ZIPING_HOME`, else `%LOCALAPPDATA%\Ziping` (never Roaming), else
/// `$XDG_DATA_HOME/ziping` or `~/.local/share/ziping`.
pub fn home() -> PathBuf {
    folder(HOME)
        .or_else(|| folder("LOCALAPPDATA").map(|local| local.join("Ziping")))
        .or_else(|| folder("XDG_DATA_HOME").map(|data| data.join("ziping")))
        .or_else(|| folder("HOME").map(|home| home.join(".local").join("share").join("ziping")))
        .unwrap_or_else(|| PathBuf::from("Ziping"))
}

/// A folder that the system names.
fn folder(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The folder of the officer's data: the one she chose, else the home itself.
pub fn data_folder(home: &Path) -> PathBuf {
    Settings::peek(home).data_folder.unwrap_or_else(|| home.to_owned())
}

/// The officer's own workbook, used where no other is named.
pub fn own_workbook() -> PathBuf {
    workbook_in(&data_folder(&home()))
}

/// The officer's own workbook in a folder.
pub fn workbook_in(folder: &Path) -> PathBuf {
    folder.join(FILE_NAME)
}

/// Where Windows keeps fonts: those of the PC, then those the officer installed for herself. Elsewhere there are none.
pub fn font_folders() -> Vec<PathBuf> {
    let of_pc = folder("WINDIR").map(|windows| windows.join("Fonts"));
    let of_hers = folder("LOCALAPPDATA").map(|local| local.join("Microsoft").join("Windows").join("Fonts"));
    of_pc.into_iter().chain(of_hers).collect()
}

/// Where the copy of a sample lies that is opened to look around in.
pub fn sample_workbook(home: &Path, key: &str) -> PathBuf {
    home.join(format!("示例 {key}.ziping"))
}
