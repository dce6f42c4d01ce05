//! The window's door: the arguments and the clock come in here. What the page may ask stands in `commands.rs`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod alert;
mod answer;
mod commands;
mod desk;
mod webview;
mod window;

use std::process::ExitCode;

use desk::{Desk, Wanted};

fn main() -> ExitCode {
    alert::tell_panics();
    if let Err(lacking) = webview::check() {
        alert::tell(&lacking);
        return ExitCode::FAILURE;
    }
    let desk = Desk::new(Wanted::named_by(std::env::args_os().skip(1)), local_time);
    let run = tauri::Builder::default()
        .manage(desk)
        .invoke_handler(tauri::generate_handler![commands::open, commands::open_sample, commands::evaluation])
        .setup(|app| window::show(app.handle()))
        .run(tauri::generate_context!());
    match run {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            alert::tell(&alert::ending(&error.to_string()));
            ExitCode::FAILURE
        }
    }
}

/// `2021-03-09 14:32:05`, as steps record it.
fn local_time() -> String {
    chrono::Local::now().format("%Y-%m-%d %H:%M:%S").to_string()
}
