//! Carries what the page asks to the desk, and the answer back. Each question has a thread of its own, since some wait
//! for the officer's choice in a dialog; the page asks one after the other.

use tauri::ipc::{Invoke, InvokeBody, InvokeError};
use tauri::{Manager, Wry};
use ziping::desk::Desk;

use crate::window;

/// Takes a question of the page. Whether it was one of ours is left to the desk: it refuses what it does not know.
pub(crate) fn carry(invoke: Invoke<Wry>) -> bool {
    let Invoke { message, resolver, .. } = invoke;
    let app = message.webview().app_handle().clone();
    let command = message.command().to_owned();
    let arguments = match message.payload() {
        InvokeBody::Json(arguments) => arguments.clone(),
        InvokeBody::Raw(_) => serde_json::Value::Null,
    };
    match command.as_str() {
        "close_window" => {
            resolver.resolve(());
            window::close(&app);
        }
        "stay_open" => {
            window::stay(&app);
            resolver.resolve(());
        }
        _ => {
            tauri::async_runtime::spawn_blocking(move || {
                let answer = app.state::<Desk>().answer(&command, arguments);
                resolver.respond(answer.map_err(InvokeError::from));
            });
        }
    }
    true
}
