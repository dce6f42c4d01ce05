//! Is a folder a good place for the officer's data, or for a second copy? Warnings are advice; only a folder that cannot
//! be written into is refused.

use std::env;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::disk::{Disk, Kind, disks, kind_of};
use super::warning::Warning;
use crate::atomic;
use crate::error::{Error, Result};

/// Programs that keep folders the same on several machines, and what their folders are called (lower case; the beginning
/// of a name).
const SYNCED: [(&str, &[&str]); 12] = [
    ("OneDrive", &["onedrive"]),
    ("坚果云", &["nutstore", "坚果云", "我的坚果云"]),
    ("百度网盘", &["baidusync", "baidunetdisk", "百度网盘", "百度云"]),
    ("WPS云盘", &["wpsdrive", "wps云盘", "wps cloud", "wps网盘"]),
    ("腾讯微云", &["weiyun", "微云", "腾讯微云"]),
    ("阿里云盘", &["adrive", "aliyundrive", "阿里云盘"]),
    ("天翼云盘", &["ecloud", "天翼云盘"]),
    ("夸克网盘", &["quarkclouddrive", "夸克网盘"]),
    ("Dropbox", &["dropbox"]),
    ("iCloud", &["icloud"]),
    ("Google Drive", &["google drive", "googledrive", "我的云端硬盘"]),
    ("Syncthing", &["syncthing"]),
];
/// Where OneDrive says its folders are.
const SYNCED_BY_SYSTEM: [&str; 3] = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"];
/// What a disk must have free to be proposed: 500 MiB.
const ENOUGH: u64 = 500 << 20;
/// The folder proposed on another disk.
const PROPOSED: &str = "自评档案";

/// A folder to offer for the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// It is made once it is chosen.
    pub folder: PathBuf,
    /// Bytes free on its disk.
    pub free: u64,
    /// Whether a workbook of the officer's is there already, as after the system was installed anew.
    pub has_workbook: bool,
}

/// What speaks against keeping the data in this folder, which need not be there yet.
///
/// # Errors
/// `CannotWrite` where nothing can be written into it.
pub fn judge(folder: &Path) -> Result<Vec<Warning>> {
    writable(folder)?;
    Ok(warnings(&full(folder), &Surroundings::here()))
}

/// What speaks against second copies in this folder: sticks and other machines are welcome here.
///
/// # Errors
/// As [`judge`].
pub fn judge_second(folder: &Path, workbook: &Path) -> Result<Vec<Warning>> {
    writable(folder)?;
    Ok(second_warnings(&full(folder), &full(workbook), &Surroundings::here()))
}

/// Folders on the fixed disks other than that of `home`: `D:\自评档案`.
pub fn proposals(home: &Path) -> Vec<Proposal> {
    let here = Surroundings::here();
    let folders = proposed(&full(home), &here).into_iter().filter(|(folder, _)| writable(folder).is_ok());
    let proposal =
        |(folder, free): (PathBuf, u64)| Proposal { has_workbook: super::workbook_in(&folder).exists(), folder, free };
    folders.map(proposal).collect()
}

/// What the system says, gathered once.
struct Surroundings {
    disks: Vec<Disk>,
    temporary: PathBuf,
    synced: Vec<PathBuf>,
}

impl Surroundings {
    fn here() -> Surroundings {
        let named = |name: &&str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        Surroundings {
            disks: disks(),
            temporary: full(&env::temp_dir()),
            synced: SYNCED_BY_SYSTEM.iter().filter_map(named).collect(),
        }
    }
}

fn warnings(folder: &Path, here: &Surroundings) -> Vec<Warning> {
    let on_network = is_unc(folder) || kind_of(folder, &here.disks) == Kind::Network;
    let on_removable = !on_network && kind_of(folder, &here.disks) == Kind::Removable;
    let temporary = folder.starts_with(&here.temporary) || is_temporary(folder);
    let found = [
        on_network.then_some(Warning::Network),
        on_removable.then_some(Warning::Removable),
        synced_by(folder, here).map(|program| Warning::Synced { program }),
        temporary.then_some(Warning::Temporary),
    ];
    found.into_iter().flatten().collect()
}

fn second_warnings(folder: &Path, workbook: &Path, here: &Surroundings) -> Vec<Warning> {
    let mut found = warnings(folder, here);
    found.retain(|warning| !matches!(warning, Warning::Network | Warning::Removable));
    let disk = |path: &Path| {
        let on = here.disks.iter().filter(|disk| path.starts_with(&disk.root));
        on.max_by_key(|disk| disk.root.components().count()).map(|disk| disk.root.clone())
    };
    if disk(folder).is_some_and(|root| disk(workbook) == Some(root)) {
        found.push(Warning::SameDisk);
    }
    found
}

fn proposed(home: &Path, here: &Surroundings) -> Vec<(PathBuf, u64)> {
    let good = |disk: &&Disk| disk.kind == Kind::Fixed && disk.free >= ENOUGH && !home.starts_with(&disk.root);
    let folder = |disk: &Disk| (disk.root.join(PROPOSED), disk.free);
    here.disks.iter().filter(good).map(folder).filter(|(folder, _)| warnings(folder, here).is_empty()).collect()
}

/// Windows may tell the folder it empties by a short name (`ADMINI~1`): it is known by its last names too.
fn is_temporary(folder: &Path) -> bool {
    let names: Vec<String> = folder.iter().map(|name| name.to_string_lossy().to_lowercase()).collect();
    names
        .windows(2)
        .any(|pair| matches!(pair, [above, name] if name == "temp" && (above == "local" || above == "windows")))
}

/// The program that keeps a folder the same elsewhere.
fn synced_by(folder: &Path, here: &Surroundings) -> Option<&'static str> {
    if here.synced.iter().any(|synced| folder.starts_with(synced)) {
        return Some("OneDrive");
    }
    let names: Vec<String> = folder.iter().map(|name| name.to_string_lossy().to_lowercase()).collect();
    let has = |beginnings: &[&str]| names.iter().any(|name| beginnings.iter().any(|start| name.starts_with(start)));
    SYNCED.iter().find(|(_, beginnings)| has(beginnings)).map(|(program, _)| *program)
}

/// `\\machine\share`
fn is_unc(folder: &Path) -> bool {
    folder.to_string_lossy().starts_with(r"\\") && !folder.to_string_lossy().starts_with(r"\\?\")
}

/// Proves that a file can be made in a folder, or in the nearest one above it that is there.
fn writable(folder: &Path) -> Result<()> {
    let full = full(folder);
    let there = full.ancestors().find(|above| above.exists()).unwrap_or(&full);
    if there.is_dir() {
        return atomic::temporary(&there.join("x")).map(drop).map_err(|error| match error {
            Error::CannotWrite { source, .. } => Error::CannotWrite { path: folder.to_owned(), source },
            other => other,
        });
    }
    Err(Error::CannotWrite { path: folder.to_owned(), source: std::io::ErrorKind::NotADirectory.into() })
}

/// The whole path, without links where the system follows them.
fn full(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if cfg!(windows) {
        return full; // with links followed it would begin with `\\?\`, as no disk does
    }
    let there = full.ancestors().find(|above| above.exists());
    let followed = there.and_then(|above| {
        let rest = full.strip_prefix(above).ok()?;
        let above = above.canonicalize().ok()?;
        Some(if rest.as_os_str().is_empty() { above } else { above.join(rest) })
    });
    followed.unwrap_or(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disk(root: &str, kind: Kind) -> Disk {
        Disk { root: root.into(), kind, free: 1 << 40 }
    }

    fn here() -> Surroundings {
        Surroundings {
            disks: vec![
                disk("/", Kind::Fixed),
                disk("/data", Kind::Fixed),
                disk("/media/stick", Kind::Removable),
                disk("/net", Kind::Network),
                Disk { free: 1 << 20, ..disk("/full", Kind::Fixed) },
            ],
            temporary: "/tmp".into(),
            synced: vec!["/home/她/公司文件".into()],
        }
    }

    fn kinds(folder: &str) -> Vec<Warning> {
        warnings(Path::new(folder), &here())
    }

    #[test]
    fn a_fixed_disk_is_a_good_place() {
        assert_eq!(kinds("/data/自评档案"), []);
        assert_eq!(kinds("/home/她/Ziping"), []);
    }

    #[test]
    fn sticks_networks_and_the_systems_own_folder_are_warned_of() {
        assert_eq!(kinds("/media/stick/自评档案"), [Warning::Removable]);
        assert_eq!(kinds("/net/share"), [Warning::Network]);
        assert_eq!(kinds(r"\\server\share\自评"), [Warning::Network]);
        assert_eq!(kinds("/tmp/x"), [Warning::Temporary]);
        assert_eq!(kinds("/Users/她/AppData/Local/Temp/自评"), [Warning::Temporary]);
    }

    #[test]
    fn synced_folders_are_known_by_name_and_by_what_the_system_says() {
        for (folder, program) in [
            ("/home/她/OneDrive - 某区财政局/自评", "OneDrive"),
            ("/home/她/公司文件/自评", "OneDrive"),
            ("/home/她/Nutstore/1/我的坚果云", "坚果云"),
            ("/data/我的坚果云", "坚果云"),
            ("/data/BaiduSyncdisk/x", "百度网盘"),
            ("/data/BaiduNetdiskWorkspace", "百度网盘"),
            ("/home/她/Documents/WPSDrive/1", "WPS云盘"),
            ("/data/WPS云盘", "WPS云盘"),
            ("/data/Dropbox (某局)", "Dropbox"),
            ("/home/她/iCloudDrive", "iCloud"),
            ("/data/腾讯微云", "腾讯微云"),
            ("/data/阿里云盘", "阿里云盘"),
        ] {
            assert_eq!(kinds(folder), [Warning::Synced { program }], "{folder}");
        }
        assert_eq!(kinds("/data/微机室"), []);
    }

    #[test]
    fn a_second_copy_may_lie_on_a_stick_but_not_on_the_same_disk() {
        let second = |folder: &str| second_warnings(Path::new(folder), Path::new("/data/自评档案.ziping"), &here());
        assert_eq!(second("/media/stick/备份"), []);
        assert_eq!(second("/net/备份"), []);
        assert_eq!(second("/home/她"), []);
        assert_eq!(second("/data/备份"), [Warning::SameDisk]);
        assert_eq!(second("/home/她/Nutstore"), [Warning::Synced { program: "坚果云" }]);
    }

    #[test]
    fn other_fixed_disks_with_room_are_proposed() {
        let folders = |home: &str| {
            let proposed = proposed(Path::new(home), &here());
            proposed.into_iter().map(|(folder, _)| folder).collect::<Vec<_>>()
        };
        assert_eq!(folders("/home/她"), [Path::new("/data/自评档案")]);
    }

    #[test]
    fn a_folder_not_yet_there_is_judged_by_the_one_above_and_nothing_is_made() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(judge(&folder.path().join("a/b")).expect("can be written").contains(&Warning::Temporary));
        assert_eq!(std::fs::read_dir(folder.path()).expect("read").count(), 0);
        let file = folder.path().join("file");
        std::fs::write(&file, "").expect("written");
        for refused in [judge(&file.join("x")), judge_second(&file, &file)] {
            assert_eq!(refused.expect_err("cannot be written").code(), "cannot_write");
        }
    }
}
