//! The one window: its size stands in `tauri.conf.json`; what it refuses, and how it closes, stands here. It shows our own
//! page and never goes anywhere else.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, DragDropEvent, Manager, Url, WebviewWindow, WebviewWindowBuilder, WindowEvent};
use ziping::desk::Desk;

/// Its name in `tauri.conf.json`.
pub(crate) const LABEL: &str = "desk";
/// Tells the page that the window is about to close: what is still in a field is to be saved first.
const CLOSING: &str = "window.dispatchEvent(new Event('ziping-closing'))";
/// Tells the page that files hang over the window, that they are gone again, and that they were let go.
const DRAGGING: &str = "window.dispatchEvent(new Event('ziping-dragging'))";
const DRAG_LEFT: &str = "window.dispatchEvent(new Event('ziping-drag-left'))";
const DROPPED: &str = "window.dispatchEvent(new Event('ziping-dropped'))";

/// How long a page that was told may take to save what it has, before another press closes the window without it.
const PATIENCE: Duration = Duration::from_secs(15);

/// When the page was told that the window is about to close, where it has not answered yet.
#[derive(Debug, Default)]
pub(crate) struct Closing(Mutex<Option<Instant>>);

impl Closing {
    fn told(&self) -> MutexGuard<'_, Option<Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows the window.
///
/// # Errors
/// Those of the system's web view.
pub(crate) fn show(app: &AppHandle) -> Result<(), Box<dyn std::error::Error>> {
    let config = app.config().app.windows.first().ok_or("tauri.conf.json names no window")?;
    let window = WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    let told = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::CloseRequested { api, .. } if ask_the_page(&told) => api.prevent_close(),
        WindowEvent::DragDrop(event) => drag(&told, event),
        _ => {}
    });
    Ok(())
}

/// Files over the window. The desk keeps their paths, and the page is told only that there are some; what it cannot be
/// told is shown a moment later, or not at all.
fn drag(window: &WebviewWindow, event: &DragDropEvent) {
    let told = match event {
        DragDropEvent::Enter { paths, .. } if !paths.is_empty() => DRAGGING,
        DragDropEvent::Drop { paths, .. } if !paths.is_empty() => {
            window.state::<Desk>().dropped(paths.clone());
            DROPPED
        }
        DragDropEvent::Drop { .. } | DragDropEvent::Leave => DRAG_LEFT,
        _ => return,
    };
    let _ = window.eval(told);
}

/// Tells the page that the window is about to close; whether its answer is waited for. A second press does not hurry a
/// page that is still saving; one that has not answered for long is not waited for.
fn ask_the_page(window: &WebviewWindow) -> bool {
    let closing = window.state::<Closing>();
    let mut told = closing.told();
    match *told {
        Some(since) => since.elapsed() < PATIENCE,
        None => {
            *told = Some(Instant::now());
            window.eval(CLOSING).is_ok()
        }
    }
}

/// The page has saved what it had.
pub(crate) fn close(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // A window that is gone already is closed.
        let _ = window.destroy();
    }
}

/// The page has something that cannot be saved as it is, and shows it.
pub(crate) fn stay(app: &AppHandle) {
    *app.state::<Closing>().told() = None;
}

/// Brings the window before all others, as the officer expects who starts the program again.
pub(crate) fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // What the window manager refuses takes nothing from her.
        let _ = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    }
}

/// `tauri://localhost`, which WebView2 calls `http://tauri.localhost`.
fn is_ours(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_nowhere_else() {
        let ours = |url: &str| is_ours(&url.parse().expect("an address"));
        assert!(ours("tauri://localhost/index.html") && ours("http://tauri.localhost/"));
        for url in
            ["https://example.com/", "http://localhost/", "file:///etc/passwd", "data:text/html,x", "about:blank"]
        {
            assert!(!ours(url), "{url}");
        }
    }
}
