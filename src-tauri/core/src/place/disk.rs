//! The disks of this PC, as the system tells of them: the only place that asks it.

use std::path::{Path, PathBuf};

use sysinfo::{DiskRefreshKind, Disks};

/// A disk that is here now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Disk {
    /// `D:\` or `/home`
    pub(super) root: PathBuf,
    pub(super) kind: Kind,
    /// Bytes.
    pub(super) free: u64,
}

/// What becomes of what is kept on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stays in the PC.
    Fixed,
    /// A stick or a card.
    Removable,
    /// Another machine's.
    Network,
}

/// File systems of other machines, as Linux names them.
const NETWORK: [&str; 8] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "davfs"];

/// The disks of this PC that can be written. Windows leaves out drives of other machines.
pub(super) fn disks() -> Vec<Disk> {
    let asked = DiskRefreshKind::nothing().with_storage();
    let Ok(found) = Disks::new_with_refreshed_list_specifics(asked) else { return Vec::new() };
    let disk = |disk: &sysinfo::Disk| {
        let network = NETWORK.iter().any(|name| disk.file_system() == *name);
        let kind = match (network, disk.is_removable()) {
            (true, _) => Kind::Network,
            (false, true) => Kind::Removable,
            (false, false) => Kind::Fixed,
        };
        Disk { root: disk.mount_point().to_owned(), kind, free: disk.available_space() }
    };
    let mut disks: Vec<Disk> = found.iter().filter(|disk| !disk.is_read_only()).map(disk).collect();
    disks.sort_by(|a, b| a.root.cmp(&b.root));
    disks
}

/// The kind of disk a path is on. On Windows a drive that is not among the disks of this PC is another machine's.
pub(super) fn kind_of(path: &Path, disks: &[Disk]) -> Kind {
    let on = disks.iter().filter(|disk| path.starts_with(&disk.root)).max_by_key(|disk| disk.root.components().count());
    let unknown = if cfg!(windows) { Kind::Network } else { Kind::Fixed };
    on.map_or(unknown, |disk| disk.kind)
}
