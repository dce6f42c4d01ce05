//! The desktop around the real window, driven with `xdotool` as hands would: native dialogs, the window's corner.

use std::path::Path;
use std::process::Command;

use crate::Outcome;
use crate::page::until;

/// The window's title, and nothing else's.
const TITLE: &str = "^自评$";

/// The program's windows that are seen.
pub(crate) fn windows() -> Outcome<Vec<String>> {
    named(TITLE)
}

/// Chooses a file or folder in the native dialog with this title: its path, then Enter, as a keyboard user does.
pub(crate) async fn choose(title: &str, path: &Path) -> Outcome {
    let title = format!("^{title}$");
    let dialog = until(&format!("the dialog {title} opens"), async || Ok(named(&title)?.pop())).await?;
    until("the dialog has the keyboard", async || {
        xdotool(&["windowactivate", "--sync", &dialog])?;
        Ok((xdotool(&["getactivewindow"])?.trim() == dialog).then_some(()))
    })
    .await?;
    let (path, mut looks) = (path.display().to_string(), 0);
    until("the dialog closes", async || {
        if named(&title)?.is_empty() {
            return Ok(Some(()));
        }
        // The dialog loses keys while it is still being built, and what it made of the others is not known: then all is
        // typed again, behind Ctrl+L, which brings its line for the path.
        if looks % 40 == 0 && xdotool(&["getactivewindow"])?.trim() == dialog {
            if looks > 0 {
                xdotool(&["key", "ctrl+l", "ctrl+a"])?;
            }
            xdotool(&["type", "--delay", "20", &path])?;
            xdotool(&["key", "Return"])?;
        }
        looks += 1;
        Ok(None)
    })
    .await
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
