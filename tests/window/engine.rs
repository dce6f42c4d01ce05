//! What shows the page: the real window under WebKitGTK's driver, or Chromium under its own on the bridge. A *seat* is one
//! start of the program, as the officer double-clicks it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::Outcome;
use crate::desktop;
use crate::page::{Page, until};

/// Which engine shows the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Debian's Chromium, on the bridge.
    Chromium,
    /// The program's own window.
    Window,
}

/// A driver that runs for the whole walk, and the folder of the officer's data.
pub(crate) struct Driver {
    pub(crate) engine: Engine,
    process: Child,
    address: String,
    folder: tempfile::TempDir,
    pictures: PathBuf,
}

/// One start of the program.
pub(crate) struct Seat {
    pub(crate) engine: Engine,
    pub(crate) page: Page,
    bridge: Option<Child>,
}

/// Notes what goes wrong in the page.
const WATCH: &str = "window.troubles = []; const note = (text) => window.troubles.push(text); \
    window.addEventListener('error', (event) => note(event.message)); \
    window.addEventListener('unhandledrejection', (event) => note(String(event.reason))); \
    document.addEventListener('securitypolicyviolation', (event) => note(event.violatedDirective + ' ' + event.blockedURI)); \
    const told = console.error; console.error = (...all) => { note(all.map(String).join(' ')); told(...all); };";

impl Driver {
    /// Starts a driver with nothing of the officer's there yet.
    pub(crate) fn start(engine: Engine) -> Outcome<Driver> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let pictures = target().join("window").join(format!("{engine:?}").to_lowercase());
        // The pictures of the last walk would be taken for those of this one.
        let _ = fs::remove_dir_all(&pictures);
        for made in [&pictures, &folder.path().join("home"), &folder.path().join("papers")] {
            fs::create_dir_all(made).map_err(|error| error.to_string())?;
        }
        let port = free_port()?;
        let name = match engine {
            Engine::Chromium => "chromedriver",
            Engine::Window => "WebKitWebDriver",
        };
        let log = fs::File::create(pictures.join("driver.log")).map_err(|error| error.to_string())?;
        let errors = log.try_clone().map_err(|error| error.to_string())?;
        let process = Command::new(name)
            .arg(format!("--port={port}"))
            .env("ZIPING_HOME", folder.path().join("home"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(log)
            .stderr(errors)
            .spawn()
            .map_err(|error| format!("{name}: {error}"))?;
        Ok(Driver { engine, process, address: format!("http://127.0.0.1:{port}"), folder, pictures })
    }

    /// A path in the walk's own folder: `home` the program's, `papers` where they go; ASCII, since typing other signs remaps the keyboard under the dialog.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The report that is checked.
    pub(crate) fn report(&self) -> PathBuf {
        self.path("report.txt")
    }

    /// Starts the program with these arguments; pictures are numbered on from `taken`.
    pub(crate) async fn open(&self, arguments: &[&str], taken: usize) -> Outcome<Seat> {
        let (bridge, capabilities, address) = match self.engine {
            Engine::Chromium => {
                let (bridge, address) = self.bridge(arguments)?;
                (Some(bridge), self.chromium(taken), Some(address))
            }
            Engine::Window => {
                let binary = program("ziping-desk");
                (None, json!({"webkitgtk:browserOptions": {"binary": binary, "args": arguments}}), None)
            }
        };
        let client = until("the driver begins a session", async || self.session(&capabilities).await.map(Some)).await?;
        if let Some(address) = address {
            client.goto(&address).await.map_err(|error| error.to_string())?;
        }
        let page = Page::new(client, self.pictures.clone(), taken);
        page.ask(WATCH, vec![]).await?;
        Ok(Seat { engine: self.engine, page, bridge })
    }

    /// Starts the program a second time, as an impatient officer does; it ends by itself.
    pub(crate) async fn start_again(&self) -> Outcome {
        let mut second = Command::new(program("ziping-desk"))
            .env("ZIPING_HOME", self.path("home"))
            .spawn()
            .map_err(|error| error.to_string())?;
        let status =
            until("the second start ends by itself", async || second.try_wait().map_err(|error| error.to_string()));
        match status.await {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("the second start ended with {status}")),
            Err(error) => {
                let _ = second.kill();
                Err(error)
            }
        }
    }

    async fn session(&self, capabilities: &Value) -> Outcome<Client> {
        let capabilities = capabilities.as_object().cloned().unwrap_or_default();
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&self.address)
            .await
            .map_err(|error| error.to_string())
    }

    /// Chromium as a test wants it: without a screen, silent towards the net, and with a profile for this seat alone, since
    /// the last one may still be locked.
    fn chromium(&self, seat: usize) -> Value {
        let profile = format!("--user-data-dir={}", self.path(&format!("profile-{seat}")).display());
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=zh-CN",
            // 800 pixels of them for the page.
            "--window-size=1200,939",
            &profile,
            // Debian's start page lies on the net.
            "about:blank",
        ];
        json!({"goog:chromeOptions": {"args": arguments}, "goog:loggingPrefs": {"browser": "ALL"}})
    }

    /// The bridge, whose officer chooses the walk's own folder and report in dialogs; and its address.
    fn bridge(&self, arguments: &[&str]) -> Outcome<(Child, String)> {
        let mut bridge = Command::new(env!("CARGO_BIN_EXE_bridge"))
            .env("ZIPING_HOME", self.path("home"))
            .arg("--folder")
            .arg(self.path("papers"))
            .arg("--file")
            .arg(self.report())
            .arg("--")
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut address = String::new();
        let out = bridge.stdout.as_mut().ok_or("the bridge says nothing")?;
        BufReader::new(out).read_line(&mut address).map_err(|error| error.to_string())?;
        Ok((bridge, address.trim().to_owned()))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Seat {
    /// Presses what opens a dialog and chooses in it; again where the dialog took none of it. The bridge's officer has
    /// chosen already.
    pub(crate) async fn choose(&self, press: &str, title: &str, path: &Path) -> Outcome {
        const TRIES: usize = 6;
        for _ in 0..TRIES {
            self.page.press(press).await?;
            if self.engine == Engine::Chromium || desktop::choose(title, path).await? {
                return Ok(());
            }
        }
        Err(format!("the dialog {title} took no path, {TRIES} times"))
    }

    /// Closes the window by its corner, and waits until the program has ended.
    pub(crate) async fn close(mut self) -> Outcome {
        match &mut self.bridge {
            None => {
                desktop::close().await?;
                until("the window is gone", async || Ok(desktop::windows()?.is_empty().then_some(()))).await?;
            }
            Some(bridge) => {
                self.page.ask("window.dispatchEvent(new Event('ziping-closing'))", vec![]).await?;
                until("the bridge ends", async || bridge.try_wait().map_err(|error| error.to_string())).await?;
            }
        }
        // Where the program has gone, its session is gone too.
        let _ = self.page.client.clone().close().await;
        Ok(())
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        if let Some(bridge) = &mut self.bridge {
            let _ = bridge.kill();
            let _ = bridge.wait();
        }
    }
}

/// A program of the workspace, built beside this one.
pub(crate) fn program(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(|root| root.join("target")).unwrap_or_default()
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}
