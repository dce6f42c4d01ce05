//! The window's door: the arguments come in here, and the desk is set up on this machine. What the page may ask is the
//! core's `desk`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod alert;
#[cfg(test)]
mod commands;
mod machine;
mod transport;
mod webview;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use tauri::{Manager, RunEvent};
use ziping::desk::{Desk, Wanted};

use machine::Machine;

fn main() -> ExitCode {
    alert::tell_panics();
    if let Err(lacking) = webview::check() {
        alert::tell(&lacking);
        return ExitCode::FAILURE;
    }
    let wanted = Wanted::named_by(std::env::args_os().skip(1));
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::bring_forward(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .manage(window::Closing::default())
        .invoke_handler(transport::carry)
        .setup(|app| {
            app.manage(Desk::new(wanted, Arc::new(Machine::new(app.handle().clone()))));
            window::show(app.handle())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            app.run(|app, event| {
                if matches!(event, RunEvent::Exit) {
                    app.state::<Desk>().leave();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            alert::tell(&alert::ending(&error.to_string()));
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::commands::{OF_THE_DESK, OF_THE_WINDOW};

    #[test]
    fn the_page_is_allowed_just_what_the_desk_and_the_window_answer() {
        assert_eq!(OF_THE_DESK, ziping::desk::COMMANDS);
        let capability = include_str!("../capabilities/desk.json");
        let capability: serde_json::Value = serde_json::from_str(capability).expect("is JSON");
        let allowed: Vec<&str> =
            capability["permissions"].as_array().expect("a list").iter().filter_map(|one| one.as_str()).collect();
        let all = OF_THE_DESK.into_iter().chain(OF_THE_WINDOW);
        assert_eq!(allowed, all.map(|name| format!("allow-{}", name.replace('_', "-"))).collect::<Vec<_>>());
    }
}
