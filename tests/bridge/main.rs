//! The page on the real core, in any browser: serves `ui/` on this machine alone, with `window.__TAURI__` replaced by a
//! script that asks the same desk over HTTP. WebView2 is Chromium, so this shows the page as Windows will.
//!
//! `bridge [--port N] [--folder DIR] [--file FILE] [-- ARGUMENTS OF THE WINDOW]`: DIR and FILE are what the officer
//! chooses in dialogs, and FILE what she drops on the window; where they are not given, she cancels. Prints its address.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::{Value, json};
use ziping::desk::{Desk, FileKind, System, Wanted};

/// Stands in for what Tauri puts into the page.
const BRIDGE_JS: &str = include_str!("bridge.js");
/// Bytes a question may have.
const LONGEST: u64 = 16 << 20;

/// A machine whose officer chooses what the arguments say.
struct Machine {
    folder: Option<PathBuf>,
    file: Option<PathBuf>,
}

impl System for Machine {
    fn now(&self) -> String {
        chrono::Local::now().format("%Y-%m-%d %H:%M:%S").to_string()
    }

    fn choose_folder(&self, _title: &str) -> Option<PathBuf> {
        self.folder.clone()
    }

    fn choose_file(&self, _title: &str, _kind: FileKind) -> Option<PathBuf> {
        self.file.clone()
    }

    fn choose_new_file(&self, _title: &str, _kind: FileKind, name: &str) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(name))
    }

    fn show(&self, path: &Path) {
        println!("shows {}", path.display());
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let (mut port, mut machine, mut wanted) = (0_u16, Machine { folder: None, file: None }, Vec::new());
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().expect("a value behind each option");
        match argument.to_str() {
            Some("--port") => port = value().to_string_lossy().parse().expect("a port"),
            Some("--folder") => machine.folder = Some(value().into()),
            Some("--file") => machine.file = Some(value().into()),
            Some("--") => wanted = arguments.by_ref().collect::<Vec<OsString>>(),
            _ => {
                eprintln!("unknown argument {argument:?}");
                return ExitCode::FAILURE;
            }
        }
    }
    let chosen = machine.file.clone();
    let desk = Arc::new(Desk::new(Wanted::named_by(wanted.into_iter()), Arc::new(machine)));
    let listener = TcpListener::bind(("127.0.0.1", port)).expect("a port of this machine");
    println!("http://{}/", listener.local_addr().expect("has an address"));
    for connection in listener.incoming().flatten() {
        let (desk, chosen) = (desk.clone(), chosen.clone());
        // One thread and one connection a question: a browser opens more of them than it uses, and none may wait for another.
        std::thread::spawn(move || serve(&desk, chosen.as_deref(), connection));
    }
    ExitCode::SUCCESS
}

/// Answers the one question of a connection. A browser that went away needs no answer. Whatever is dropped on the page,
/// the desk gets `chosen`: a browser does not tell where a file lies.
fn serve(desk: &Desk, chosen: Option<&Path>, mut connection: TcpStream) -> std::io::Result<()> {
    let Some((path, body)) = read(&connection)? else { return Ok(()) };
    let (status, kind, answer) = match path.strip_prefix("invoke/") {
        Some("close_window") => {
            desk.leave();
            (200, "application/json", json!({"answer": null}).to_string().into_bytes())
        }
        Some("drop") => {
            desk.dropped(chosen.map(Path::to_owned).into_iter().collect());
            (200, "application/json", json!({"answer": null}).to_string().into_bytes())
        }
        Some(command) => {
            let answer = match desk.answer(command, serde_json::from_slice(&body).unwrap_or(Value::Null)) {
                Ok(answer) => format!("{{\"answer\":{answer}}}"),
                Err(refusal) => json!({"refusal": refusal}).to_string(),
            };
            (200, "application/json", answer.into_bytes())
        }
        None => page(if path.is_empty() { "index.html" } else { &path }),
    };
    let head = format!(
        "HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: {}\r\nConnection: close\r\n\r\n",
        answer.len(),
        policy(),
    );
    connection.write_all(head.as_bytes())?;
    connection.write_all(&answer)?;
    connection.flush()?;
    if path == "invoke/close_window" {
        std::process::exit(0);
    }
    Ok(())
}

/// The path that is asked for, without its slash, and the body; nothing where the browser only connected in advance.
fn read(connection: &TcpStream) -> std::io::Result<Option<(String, Vec<u8>)>> {
    let mut lines = BufReader::new(connection.take(LONGEST));
    let mut line = String::new();
    lines.read_line(&mut line)?;
    let Some(path) = line.split(' ').nth(1).map(|path| path.trim_start_matches('/').to_owned()) else {
        return Ok(None);
    };
    let mut length = 0;
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = Vec::new();
    lines.take(length).read_to_end(&mut body)?;
    Ok(Some((path, body)))
}

/// A file of the page. Names are looked up in the folder's listing, so that none leads out of it.
fn page(path: &str) -> (u16, &'static str, Vec<u8>) {
    if path == "bridge.js" {
        return (200, "text/javascript", BRIDGE_JS.as_bytes().to_vec());
    }
    let file = root().join("ui").join(path);
    let inside = path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains('\\'));
    let Some(bytes) = fs::read(file).ok().filter(|_| inside) else {
        return (404, "text/plain", b"no such file".to_vec());
    };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    if path != "index.html" {
        return (200, kind, bytes);
    }
    let text = String::from_utf8(bytes).expect("the page is UTF-8");
    (200, kind, text.replacen("<script", "<script src=\"bridge.js\"></script>\n    <script", 1).into_bytes())
}

/// The window's own policy; only that questions go to this server instead.
fn policy() -> String {
    let config = fs::read_to_string(root().join("src-tauri/tauri.conf.json")).expect("the window's settings");
    let config: Value = serde_json::from_str(&config).expect("is JSON");
    let policy = config["app"]["security"]["csp"].as_str().expect("has a policy");
    policy.replace("connect-src ipc: http://ipc.localhost", "connect-src 'self'")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests stand in the project").to_owned()
}
