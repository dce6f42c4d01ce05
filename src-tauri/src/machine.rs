//! The officer's PC as the desk sees it: its clock, native dialogs, and the file manager. No path comes from the page.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};
use tauri_plugin_opener::OpenerExt;
use ziping::desk::{FileKind, System};

use crate::window;

/// This PC.
pub(crate) struct Machine {
    app: AppHandle,
}

impl Machine {
    /// The machine the window runs on.
    pub(crate) fn new(app: AppHandle) -> Machine {
        Machine { app }
    }

    /// A dialog before the window, which waits for it.
    fn dialog(&self, title: &str) -> FileDialogBuilder<tauri::Wry> {
        let dialog = self.app.dialog().file().set_title(title);
        match self.app.get_webview_window(window::LABEL) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

impl System for Machine {
    fn now(&self) -> String {
        chrono::Local::now().format("%Y-%m-%d %H:%M:%S").to_string()
    }

    fn choose_folder(&self, title: &str) -> Option<PathBuf> {
        self.dialog(title).blocking_pick_folder()?.into_path().ok()
    }

    fn choose_file(&self, title: &str, kind: FileKind) -> Option<PathBuf> {
        self.dialog(title).add_filter(kind.name, kind.endings).blocking_pick_file()?.into_path().ok()
    }

    fn choose_new_file(&self, title: &str, kind: FileKind, name: &str) -> Option<PathBuf> {
        let dialog = self.dialog(title).add_filter(kind.name, kind.endings).set_file_name(name);
        dialog.blocking_save_file()?.into_path().ok()
    }

    fn show(&self, path: &Path) {
        if let Err(error) = self.app.opener().reveal_item_in_dir(path) {
            eprintln!("文件已写好，但打不开它所在的文件夹：{error}");
        }
    }
}
