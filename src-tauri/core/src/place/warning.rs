//! What is told of a folder that is no good place.

use serde::Serialize;

/// What speaks against a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Warning {
    /// On another machine.
    Network,
    /// On a stick or a card.
    Removable,
    /// Kept the same on several machines by a program.
    #[allow(missing_docs, reason = "its name")]
    Synced { program: &'static str },
    /// Emptied by the system.
    Temporary,
    /// For a second copy: on the disk that has the data.
    SameDisk,
}

impl Warning {
    /// One Chinese sentence: what may happen, and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Warning::Network => {
                "这个文件夹在网络上的另一台电脑里，断网时不能用，也可能损坏档案，请选本机硬盘上的文件夹。".to_owned()
            }
            Warning::Removable => {
                "这个文件夹在U盘等移动存储上，拔出时可能损坏档案，请选本机硬盘上的文件夹，U盘留作备份。".to_owned()
            }
            Warning::Synced { program } => {
                format!("这个文件夹由{program}同步，数据会传到网上，同步时也可能损坏档案，请选别的文件夹。")
            }
            Warning::Temporary => "这个文件夹里的文件会被系统清理，请选别的文件夹。".to_owned(),
            Warning::SameDisk => {
                "这个文件夹和档案在同一块硬盘上，硬盘坏了会一起丢失，请选U盘或另一块硬盘上的文件夹。".to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_warning_is_one_sentence() {
        let synced = Warning::Synced { program: "坚果云" };
        for warning in [Warning::Network, Warning::Removable, synced, Warning::Temporary, Warning::SameDisk] {
            let sentence = warning.sentence();
            assert!(sentence.ends_with('。') && sentence.matches('。').count() == 1, "{sentence}");
        }
    }
}
