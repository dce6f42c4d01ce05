//! Where the officer's own workbook lies on her PC, and what exported files may be called.

mod disk;
mod folder;
mod warning;

use std::env;
use std::path::{Path, PathBuf};

use crate::settings::Settings;

pub use folder::{Proposal, judge, judge_second, proposals};
pub use warning::Warning;

/// Names another home, for tests and for several workbooks on one PC.
const HOME: &str = "ZIPING_HOME";

/// The name of the officer's own workbook.
const FILE_NAME: &str = "自评档案.ziping";

/// The fixed home of the program's settings: `ZIPING_HOME`, else `%LOCALAPPDATA%\Ziping` (never Roaming), else
/// `$XDG_DATA_HOME/ziping` or `~/.local/share/ziping`.
pub fn home() -> PathBuf {
    let folder = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    folder(HOME)
        .or_else(|| folder("LOCALAPPDATA").map(|local| local.join("Ziping")))
        .or_else(|| folder("XDG_DATA_HOME").map(|data| data.join("ziping")))
        .or_else(|| folder("HOME").map(|home| home.join(".local").join("share").join("ziping")))
        .unwrap_or_else(|| PathBuf::from("Ziping"))
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

/// Where the copy of a sample lies that is opened to look around in.
pub fn sample_workbook(home: &Path, key: &str) -> PathBuf {
    home.join(format!("示例 {key}.ziping"))
}

/// A name that Windows and Linux take, of whose it is and what it is: characters they refuse become `_`, trailing dots and
/// spaces go, device names get a mark. Where it is too long, `whose` is cut, so that what tells files apart stays.
pub fn file_name(whose: &str, what: &str, extension: &str) -> String {
    const LONGEST: usize = 80; // 240 bytes; Linux takes 255
    let whose_fits = LONGEST.saturating_sub(what.chars().count());
    let cleaned: String = whose
        .chars()
        .take(whose_fits)
        .chain(what.chars())
        .filter(|c| !c.is_control())
        .map(|c| if "<>:\"/\\|?*".contains(c) { '_' } else { c })
        .take(LONGEST)
        .collect();
    let cleaned = cleaned.trim().trim_end_matches(['.', ' ']);
    let device = ["CON", "PRN", "AUX", "NUL"].contains(&cleaned.to_ascii_uppercase().as_str());
    let stem = if cleaned.is_empty() || device { format!("_{cleaned}") } else { cleaned.to_owned() };
    format!("{stem}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_cleaned_for_windows() {
        assert_eq!(file_name("某局/科：", "2020*年?", "pdf"), "某局_科：2020_年_.pdf");
        assert_eq!(file_name("con", "", "pdf"), "_con.pdf");
        assert_eq!(file_name(" ", ". ", "pdf"), "_.pdf");
    }

    #[test]
    fn a_name_too_long_still_says_what_it_is() {
        let name = file_name(&"长".repeat(300), "2024年度附件1", "pdf");
        assert_eq!(name.chars().count(), 84);
        assert!(name.ends_with("长2024年度附件1.pdf") && name.len() <= 255, "{name}");
        assert_eq!(file_name("某局", &"长".repeat(300), "pdf").chars().count(), 84);
    }
}
