//! What must hold on every screen: controls have names, nothing is asked of any address but our own, no error was
//! swallowed, and the window's processes speak to no other machine.

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use crate::Outcome;
use crate::engine::{Engine, Seat, program};
use crate::page::Page;
use crate::sockets;

/// Whoever hears the screen instead of seeing it learns what each control is.
pub(super) async fn every_control_has_a_name(page: &Page, screen: &str) -> Outcome {
    let script = "const nameOf = (one) => one.getAttribute('aria-label') || one.title || \
        (one.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id)?.textContent).join('') || \
        [...(one.labels || [])].map((label) => label.textContent).join('') || (one.tagName === 'BUTTON' ? one.textContent : ''); \
        return [...document.querySelectorAll('input, select, textarea, button')] \
        .filter((one) => one.offsetParent !== null && !nameOf(one).trim()).map((one) => one.outerHTML.slice(0, 120))";
    nothing(&format!("{screen}: controls without a name"), &page.ask(script, vec![]).await?)
}

/// Nothing was swallowed, and nothing went to another address.
pub(super) async fn nothing_went_wrong_unseen(seat: &Seat) -> Outcome {
    let page = &seat.page;
    nothing("errors of the page", &page.ask("return window.troubles", vec![]).await?)?;
    let script = "return performance.getEntriesByType('resource').map((one) => one.name) \
        .filter((name) => !name.startsWith(location.origin + '/') && !/^(tauri|ipc):\\/\\/localhost\\//.test(name))";
    nothing("other addresses", &page.ask(script, vec![]).await?)?;
    match seat.engine {
        Engine::Chromium => {
            let log = page.client.issue_cmd(BrowserLog).await.map_err(|error| error.to_string())?;
            nothing("in Chromium's log", &log)
        }
        Engine::Window => nothing("connections", &json!(sockets::strangers(&program("ziping-desk"))?)),
    }
}

fn nothing(what: &str, found: &Value) -> Outcome {
    match found.as_array() {
        Some(list) if list.is_empty() => Ok(()),
        _ => Err(format!("{what}: {found}")),
    }
}

/// Asks chromedriver for what Chromium wrote into its console, errors of its own included.
#[derive(Debug)]
struct BrowserLog;

impl WebDriverCompatibleCommand for BrowserLog {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({"type": "browser"}).to_string()))
    }
}
