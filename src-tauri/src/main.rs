//! The window's door.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    let context = tauri::generate_context!();
    let _ = tauri::Builder::default().run(context);
}
