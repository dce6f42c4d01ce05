//! The one window: its size stands in `tauri.conf.json`, and what it refuses stands here. It shows our own page and
//! never goes anywhere else.

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Url, WebviewWindowBuilder};

/// Shows the window.
///
/// # Errors
/// Those of the system's web view.
pub(crate) fn show(app: &AppHandle) -> Result<(), Box<dyn std::error::Error>> {
    let config = app.config().app.windows.first().ok_or("tauri.conf.json names no window")?;
    WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
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
