//! Whether the window speaks to any other machine: the sockets of its processes, as Linux lists them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::Outcome;

/// Far ends on other machines that any process of the program, or of its web view, is connected to.
pub(crate) fn strangers(program: &Path) -> Outcome<Vec<String>> {
    let inodes: BTreeSet<String> = family(program)?.into_iter().flat_map(sockets_of).collect();
    let mut found = Vec::new();
    for table in ["tcp", "tcp6", "udp", "udp6"] {
        let listed = fs::read_to_string(format!("/proc/net/{table}")).unwrap_or_default();
        for line in listed.lines().skip(1) {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let (Some(far), Some(inode)) = (columns.get(2), columns.get(9)) else { continue };
            if inodes.contains(*inode) && !stays_here(far) {
                found.push(format!("{table} {far}"));
            }
        }
    }
    Ok(found)
}

/// Nobody (a listener), or this machine: the driver's own connection.
fn stays_here(far: &str) -> bool {
    let address = far.split(':').next().unwrap_or_default();
    // Hexadecimal, each word in the machine's order: 127.0.0.1, ::1 and ::ffff:127.0.0.1.
    let own = ["0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"];
    address.chars().all(|digit| digit == '0') || own.contains(&address)
}

/// The processes of this program, and all they started.
fn family(program: &Path) -> Outcome<BTreeSet<u32>> {
    let mut parents = Vec::new();
    let mut family = BTreeSet::new();
    for entry in fs::read_dir("/proc").map_err(|error| error.to_string())?.flatten() {
        let Ok(id) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
        if fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == program) {
            family.insert(id);
        }
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // The name in brackets may hold blanks; the parent is the second word behind it.
        let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1)?.parse::<u32>().ok());
        parents.extend(parent.map(|parent| (id, parent)));
    }
    if family.is_empty() {
        return Err(format!("{} does not run", program.display()));
    }
    loop {
        let more: Vec<u32> = parents
            .iter()
            .filter(|(id, parent)| family.contains(parent) && !family.contains(id))
            .map(|(id, _)| *id)
            .collect();
        if more.is_empty() {
            return Ok(family);
        }
        family.extend(more);
    }
}

fn sockets_of(process: u32) -> Vec<String> {
    let Ok(entries) = fs::read_dir(format!("/proc/{process}/fd")) else { return Vec::new() };
    entries
        .flatten()
        .filter_map(|entry| {
            let link = fs::read_link(entry.path()).ok()?.display().to_string();
            Some(link.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned())
        })
        .collect()
}
