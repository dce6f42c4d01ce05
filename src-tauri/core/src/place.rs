//! Where the officer's own workbook lies on her PC, and what exported files may be called.

use std::env;
use std::path::PathBuf;

/// The name of the officer's own workbook.
const FILE_NAME: &str = "自评档案.ziping";

/// The folder of the officer's data: `ZIPING_HOME`, else `%LOCALAPPDATA%\Ziping` (never Roaming), else
/// `$XDG_DATA_HOME/ziping` or `~/.local/share/ziping`.
pub fn home() -> PathBuf {
    let folder = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    folder("ZIPING_HOME")
        .or_else(|| folder("LOCALAPPDATA").map(|local| local.join("Ziping")))
        .or_else(|| folder("XDG_DATA_HOME").map(|data| data.join("ziping")))
        .or_else(|| folder("HOME").map(|home| home.join(".local").join("share").join("ziping")))
        .unwrap_or_else(|| PathBuf::from("Ziping"))
}

/// The officer's own workbook, used where no other is named.
pub fn own_workbook() -> PathBuf {
    home().join(FILE_NAME)
}

/// A name that Windows takes: characters it refuses become `_`, trailing dots and spaces go, device names get a mark.
pub fn file_name(stem: &str, extension: &str) -> String {
    const LONGEST: usize = 100;
    let cleaned: String = stem
        .chars()
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
        assert_eq!(file_name("某局/科：2020*年?", "pdf"), "某局_科：2020_年_.pdf");
        assert_eq!(file_name("con", "pdf"), "_con.pdf");
        assert_eq!(file_name(" . ", "pdf"), "_.pdf");
        assert_eq!(file_name(&"长".repeat(300), "pdf").chars().count(), 104);
    }
}
