//! The desktop around the real window, driven with `xdotool` as hands would: native dialogs, the window's corner.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::Outcome;
use crate::page::until;

/// The window's title, and nothing else's.
const TITLE: &str = "^自评$";

/// The program's windows that are seen.
pub(crate) fn windows() -> Outcome<Vec<String>> {
    named(TITLE)
}

/// How long a dialog may take to close once it was answered.
const ANSWERED: Duration = Duration::from_secs(6);

/// Chooses a file or folder in the native dialog with this title: its path, then Enter, as a keyboard user does. A dialog
/// that is still being built may lose keys; it is then left by Escape, and `false` says so.
pub(crate) async fn choose(title: &str, path: &Path) -> Outcome<bool> {
    let title = format!("^{title}$");
    let dialog = until(&format!("the dialog {title} opens"), async || Ok(named(&title)?.pop())).await?;
    until("the dialog has the keyboard", async || {
        xdotool(&["windowactivate", "--sync", &dialog])?;
        Ok((xdotool(&["getactivewindow"])?.trim() == dialog).then_some(()))
    })
    .await?;
    // GTK's dialogs open a line for the path at the first slash.
    xdotool(&["type", "--delay", "20", &path.display().to_string()])?;
    xdotool(&["key", "Return"])?;
    let closes = until("the dialog closes", async || Ok(named(&title)?.is_empty().then_some(())));
    if tokio::time::timeout(ANSWERED, closes).await.is_ok() {
        return Ok(true);
    }
    until("the dialog is left", async || {
        let open = !named(&title)?.is_empty();
        if open {
            xdotool(&["windowactivate", "--sync", &dialog, "key", "Escape"])?;
        }
        Ok((!open).then_some(()))
    })
    .await?;
    Ok(false)
}

/// Asks the window to close, as its corner does.
pub(crate) async fn close() -> Outcome {
    let window = windows()?.pop().ok_or("there is no window to close")?;
    xdotool(&["windowactivate", "--sync", &window])?;
    xdotool(&["key", "--clearmodifiers", "alt+F4"]).map(|_| ())
}

fn named(title: &str) -> Outcome<Vec<String>> {
    let found = Command::new("xdotool").args(["search", "--onlyvisible", "--name", title]).output();
    let found = found.map_err(|error| format!("xdotool: {error}"))?;
    Ok(String::from_utf8_lossy(&found.stdout).lines().map(str::to_owned).collect())
}

fn xdotool(arguments: &[&str]) -> Outcome<String> {
    let done = Command::new("xdotool").args(arguments).output().map_err(|error| format!("xdotool: {error}"))?;
    if done.status.success() {
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    } else {
        Err(format!("xdotool {arguments:?}: {}", String::from_utf8_lossy(&done.stderr)))
    }
}
