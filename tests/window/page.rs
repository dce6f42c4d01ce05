//! A page under a driver's hands: wait until something is there, press, type, read, take a picture. Every wait is a poll on
//! what must come true, with one limit.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::Outcome;

/// How long anything may take to come true; a slow machine is not a mistake.
const LIMIT: Duration = Duration::from_secs(30);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(40);

/// Keys as WebDriver writes them.
pub(crate) mod key {
    pub(crate) const ENTER: &str = "\u{E007}";
    pub(crate) const TAB: &str = "\u{E004}";
    pub(crate) const ESCAPE: &str = "\u{E00C}";
    /// Holds Ctrl for what follows in the same text.
    pub(crate) const CONTROL: &str = "\u{E009}";
}

/// The page.
pub(crate) struct Page {
    pub(crate) client: Client,
    pictures: PathBuf,
    taken: Cell<usize>,
}

/// Polls until `look` gives something.
pub(crate) async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    let begun = Instant::now();
    loop {
        let last = match tokio::time::timeout(LIMIT, look()).await {
            Ok(looked) => looked,
            Err(_) => Err("no answer".to_owned()),
        };
        if let Ok(Some(found)) = last {
            return Ok(found);
        }
        if begun.elapsed() > LIMIT {
            let more = last.err().map(|error| format!(" ({error})")).unwrap_or_default();
            return Err(format!("never came true: {what}{more}"));
        }
        tokio::time::sleep(PAUSE).await;
    }
}

impl Page {
    /// A page whose pictures go into this folder, numbered on from `taken`.
    pub(crate) fn new(client: Client, pictures: PathBuf, taken: usize) -> Page {
        Page { client, pictures, taken: Cell::new(taken) }
    }

    /// How many pictures there are.
    pub(crate) fn taken(&self) -> usize {
        self.taken.get()
    }

    /// What a script gives; its arguments are `arguments[0]` and on.
    pub(crate) async fn ask(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        self.client.execute(script, arguments).await.map_err(|error| format!("{script}: {error}"))
    }

    /// Waits until a script gives something that is true.
    pub(crate) async fn comes_true(&self, script: &str, arguments: &[&str]) -> Outcome {
        let what = format!("{script} {arguments:?}");
        let arguments: Vec<Value> = arguments.iter().map(|one| json!(one)).collect();
        let seen = until(&what, async || {
            let answer = self.ask(script, arguments.clone()).await?;
            Ok((answer != Value::Bool(false) && answer != Value::Null).then_some(()))
        });
        match seen.await {
            Ok(()) => Ok(()),
            Err(error) => {
                let shown = self.ask("return document.body.innerText", vec![]).await.unwrap_or_default();
                Err(format!("{error}; the page shows: {}", shown.as_str().unwrap_or_default()))
            }
        }
    }

    /// Waits until the page shows a text.
    pub(crate) async fn shows(&self, text: &str) -> Outcome {
        self.comes_true("return document.body.innerText.includes(arguments[0])", &[text]).await
    }

    /// Waits until an element is there and its text has `text` in it.
    pub(crate) async fn says(&self, css: &str, text: &str) -> Outcome {
        let script = "return document.querySelector(arguments[0])?.textContent.includes(arguments[1]) ?? false";
        self.comes_true(script, &[css, text]).await
    }

    /// Waits until a field holds just this.
    pub(crate) async fn holds(&self, css: &str, value: &str) -> Outcome {
        self.comes_true("return document.querySelector(arguments[0])?.value === arguments[1]", &[css, value]).await
    }

    /// Waits until nothing fits the selector.
    pub(crate) async fn is_gone(&self, css: &str) -> Outcome {
        self.comes_true("return document.querySelector(arguments[0]) === null", &[css]).await
    }

    /// Waits until an element has the focus.
    pub(crate) async fn has_focus(&self, css: &str) -> Outcome {
        self.comes_true("return document.activeElement?.matches(arguments[0]) ?? false", &[css]).await
    }

    /// The text of an element that is there.
    pub(crate) async fn read(&self, css: &str) -> Outcome<String> {
        let text = self.ask("return document.querySelector(arguments[0])?.textContent", vec![json!(css)]).await?;
        text.as_str().map(str::to_owned).ok_or_else(|| format!("nothing is {css}"))
    }

    /// Waits for an element that can be seen.
    async fn find(&self, css: &str) -> Outcome<Element> {
        until(css, async || {
            let found = self.client.find(Locator::Css(css)).await.map_err(|error| error.to_string())?;
            let shown = found.is_displayed().await.map_err(|error| error.to_string())?;
            Ok(shown.then_some(found))
        })
        .await
    }

    /// Presses an element with the mouse.
    pub(crate) async fn press(&self, css: &str) -> Outcome {
        until(&format!("press {css}"), async || {
            let found = self.find(css).await?;
            found.click().await.map(Some).map_err(|error| error.to_string())
        })
        .await
    }

    /// Presses the button with this label.
    pub(crate) async fn press_button(&self, label: &str) -> Outcome {
        let script = "const found = [...document.querySelectorAll('button')].filter((one) => one.textContent.trim() === \
            arguments[0] && one.checkVisibility?.() !== false).pop(); if (!found) return false; \
            document.querySelectorAll('[data-pressed]').forEach((one) => delete one.dataset.pressed); \
            found.dataset.pressed = ''; return true";
        self.comes_true(script, &[label]).await?;
        self.press("[data-pressed]").await
    }

    /// Sends keys to an element.
    pub(crate) async fn keys(&self, css: &str, keys: &str) -> Outcome {
        let found = self.find(css).await?;
        found.send_keys(keys).await.map_err(|error| format!("{css}: {error}"))
    }

    /// Writes over what stands in a field, and leaves the caret there.
    pub(crate) async fn type_over(&self, css: &str, text: &str) -> Outcome {
        self.press(css).await?;
        self.ask("document.querySelector(arguments[0]).select()", vec![json!(css)]).await?;
        self.keys(css, text).await
    }

    /// Chooses a tab of the desk.
    pub(crate) async fn choose_tab(&self, name: &str) -> Outcome {
        self.press(&format!("#tab-{name}")).await?;
        let script = "return !document.getElementById(arguments[0]).hidden";
        self.comes_true(script, &[&format!("panel-{name}")]).await
    }

    /// Pastes a text into a field as from another program.
    pub(crate) async fn paste(&self, css: &str, text: &str) -> Outcome {
        let script = "const field = document.querySelector(arguments[0]); field.focus(); \
            const data = new DataTransfer(); data.setData('text/plain', arguments[1]); \
            const event = new Event('paste', { bubbles: true, cancelable: true }); \
            Object.defineProperty(event, 'clipboardData', { value: data }); field.dispatchEvent(event)";
        self.ask(script, vec![json!(css), json!(text)]).await.map(|_| ())
    }

    /// Takes a picture of what is seen, once all that was asked is answered, loaded and painted.
    pub(crate) async fn picture(&self, name: &str) -> Outcome {
        let ready = "return document.querySelector('.busy')?.textContent === '' && [...document.images].every((one) => one.complete)";
        self.comes_true(ready, &[]).await?;
        // The second frame begins after the first one was painted.
        let painted = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(null)))";
        self.client.execute_async(painted, vec![]).await.map_err(|error| error.to_string())?;
        let picture = self.client.screenshot().await.map_err(|error| error.to_string())?;
        self.keep(name, &picture)
    }

    /// Keeps a picture under the next number.
    pub(crate) fn keep(&self, name: &str, picture: &[u8]) -> Outcome {
        self.taken.set(self.taken.get() + 1);
        let path = self.pictures.join(format!("{:02}-{name}.png", self.taken.get()));
        fs::write(&path, picture).map_err(|error| format!("{}: {error}", path.display()))
    }
}
