//! Holds the arrows of the house: reads the sources and says which line goes where it must not. The table below is the
//! map in README.md as a test.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room of the core, and the rooms it may look into.
const ARROWS: &[(&str, &[&str])] = &[
    ("error", &["words"]),
    ("words", &["error"]),
    ("quantity", &["error"]),
    ("figure", &["quantity"]),
    ("narrative", &["error", "quantity"]),
    ("filing", &["figure", "narrative", "quantity"]),
    ("derive", &["figure", "filing", "quantity"]),
    ("rule", &["derive", "figure", "filing", "quantity"]),
    ("project", &["derive", "error", "figure", "filing", "quantity", "words"]),
    ("check", &["derive", "figure", "filing", "narrative", "project", "quantity", "rule", "words"]),
    ("source", &[]),
    ("table", &[]),
    ("exchange", &["atomic", "error", "source", "table"]),
    ("audit", &["check", "kept", "parallel", "quantity", "source"]),
    ("import", &["audit", "edition", "figure", "filing", "narrative", "quantity", "recognition", "source", "words"]),
    ("edition", &["check", "error", "figure", "filing", "narrative", "project", "quantity", "rule", "words"]),
    ("recognition", &["audit", "edition", "figure", "narrative", "source"]),
    (
        "evaluation",
        &[
            "audit",
            "check",
            "derive",
            "edition",
            "figure",
            "filing",
            "narrative",
            "parallel",
            "project",
            "quantity",
            "recognition",
            "rule",
            "source",
            "words",
        ],
    ),
    ("reconciliation", &["check", "derive", "edition", "evaluation", "filing", "narrative", "quantity"]),
    (
        "explanation",
        &["derive", "edition", "error", "evaluation", "figure", "filing", "project", "quantity", "rule", "words"],
    ),
    (
        "form",
        &[
            "check",
            "edition",
            "error",
            "evaluation",
            "figure",
            "filing",
            "narrative",
            "project",
            "quantity",
            "rule",
            "table",
            "words",
        ],
    ),
    ("filling", &["error", "exchange", "form", "workbook"]),
    ("shelf", &["atomic", "edition", "error"]),
    ("sample", &["edition", "error", "evaluation", "figure", "filing", "project", "quantity", "words"]),
    (
        "document",
        &[
            "check",
            "derive",
            "edition",
            "evaluation",
            "explanation",
            "figure",
            "filing",
            "narrative",
            "project",
            "quantity",
            "reconciliation",
            "rule",
            "words",
        ],
    ),
    ("typeface", &[]),
    ("layout", &["document", "kept", "typeface"]),
    ("paint", &["document", "layout", "typeface"]),
    (
        "proof",
        &[
            "check",
            "document",
            "edition",
            "evaluation",
            "filing",
            "layout",
            "narrative",
            "project",
            "typeface",
            "words",
        ],
    ),
    ("parallel", &[]),
    ("kept", &[]),
    ("atomic", &["error"]),
    ("backup", &["error"]),
    ("settings", &["atomic", "backup", "error"]),
    ("place", &["atomic", "error", "settings"]),
    ("export", &["document", "edition", "error", "evaluation", "filing", "layout", "paint", "place", "typeface"]),
    ("store", &["atomic", "backup", "error", "figure", "filing", "quantity"]),
    ("safekeeping", &["atomic", "backup", "error", "quantity", "settings", "shelf", "store", "workbook"]),
    (
        "workbook",
        &[
            "backup",
            "check",
            "document",
            "edition",
            "error",
            "evaluation",
            "explanation",
            "export",
            "figure",
            "filing",
            "import",
            "narrative",
            "project",
            "proof",
            "quantity",
            "rule",
            "store",
            "typeface",
            "words",
        ],
    ),
    (
        "view",
        &[
            "check",
            "derive",
            "document",
            "edition",
            "evaluation",
            "figure",
            "filing",
            "narrative",
            "project",
            "quantity",
            "reconciliation",
            "rule",
            "workbook",
        ],
    ),
    (
        "desk",
        &[
            "atomic",
            "audit",
            "backup",
            "document",
            "edition",
            "error",
            "exchange",
            "export",
            "figure",
            "filing",
            "filling",
            "form",
            "import",
            "layout",
            "narrative",
            "paint",
            "place",
            "project",
            "quantity",
            "rule",
            "safekeeping",
            "sample",
            "settings",
            "shelf",
            "source",
            "table",
            "typeface",
            "view",
            "workbook",
        ],
    ),
    (
        "cli",
        &[
            "audit",
            "backup",
            "check",
            "document",
            "edition",
            "error",
            "evaluation",
            "exchange",
            "export",
            "filing",
            "filling",
            "form",
            "import",
            "narrative",
            "place",
            "project",
            "quantity",
            "reconciliation",
            "rule",
            "safekeeping",
            "sample",
            "settings",
            "shelf",
            "typeface",
            "words",
            "workbook",
        ],
    ),
    ("lib", &[]),
    ("main", &["cli"]),
];

/// One door for each outside thing: the word, and the files it may stand in.
const DOORS: &[(&str, &[&str])] = &[
    ("rusqlite", &["store/"]),
    ("printpdf", &["paint/pdf.rs"]),
    ("lopdf", &["paint/finishing.rs", "paint/archival.rs", "paint/economy.rs"]),
    ("skrifa", &["typeface/"]),
    ("subsetter", &["paint/"]),
    ("lexopt", &["cli/"]),
    ("sysinfo", &["place/disk.rs"]),
    ("zip::", &["exchange/package.rs"]),
    ("quick_xml", &["exchange/"]),
    ("calamine", &["exchange/old_sheets.rs"]),
    ("encoding_rs", &["exchange/"]),
    ("aho_corasick", &["audit/"]),
    ("f32", &["paint/", "typeface/"]),
    ("f64", &["paint/", "typeface/"]),
    ("Local::now", &["main.rs"]),
    ("SystemTime", &[]),
    ("Instant::now", &[]),
    ("std::net", &[]),
    ("HashMap", &["typeface/"]),
    (".unwrap()", &[]),
    ("todo!", &[]),
    ("unimplemented!", &[]),
];

/// A source file of the core without its tests and comments: its name below `src`, and its lines with their numbers.
struct Source {
    name: String,
    lines: Vec<(usize, String)>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests stand in the project").to_owned()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the project") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn core() -> Vec<Source> {
    let folder = root().join("src-tauri/core/src");
    let source = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file");
        let name = path.strip_prefix(&folder).expect("is below").display().to_string().replace('\\', "/");
        let product = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
        let lines = product.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned());
        Source { name, lines: (1..).zip(lines).collect() }
    };
    let is_test = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"));
    files(&folder, "rs").into_iter().filter(|path| !is_test(path)).map(source).collect()
}

fn room(name: &str) -> &str {
    name.split('/').next().unwrap_or(name).trim_end_matches(".rs")
}

#[test]
fn every_room_looks_only_where_the_map_lets_it() {
    let mut wrong = Vec::new();
    for source in core() {
        let room = room(&source.name);
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{}: the room is not on the map", source.name));
            continue;
        };
        for (number, line) in &source.lines {
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if used != room && !used.is_empty() && !allowed.contains(&used.as_str()) {
                    wrong.push(format!("{}:{number}: {room} → {used}", source.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_map_has_no_circle_but_that_of_errors_and_their_words() {
    let mut done = vec!["error", "words"];
    let mut left = ARROWS.len() - done.len();
    while left > 0 {
        let ready = |(room, uses): &&(&'static str, &[&str])| {
            !done.contains(room) && uses.iter().all(|used| done.contains(used))
        };
        let more: Vec<&str> = ARROWS.iter().filter(ready).map(|(room, _)| *room).collect();
        assert!(!more.is_empty(), "a circle among the rooms that are not {done:?}");
        left -= more.len();
        done.extend(more);
    }
}

#[test]
fn every_outside_thing_has_one_door() {
    let mut wrong = Vec::new();
    for source in core() {
        for (number, line) in &source.lines {
            for (word, doors) in DOORS {
                if has_word(line, word) && !doors.iter().any(|door| source.name.starts_with(door)) {
                    wrong.push(format!("{}:{number}: {word}", source.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a line has the word, and not as a part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let joined_before = word.starts_with(part) && line[..at].ends_with(part);
        let joined_after = word.ends_with(part) && line[at + word.len()..].starts_with(part);
        !joined_before && !joined_after
    })
}

#[test]
fn the_shell_has_no_sql_no_decimals_and_no_floats() {
    for path in files(&root().join("src-tauri/src"), "rs") {
        let text = fs::read_to_string(&path).expect("a source file");
        for word in ["rusqlite", "rust_decimal", "Decimal", "f32", "f64", "printpdf", "unsafe"] {
            assert!(!text.lines().any(|line| has_word(line, word)), "{}: {word}", path.display());
        }
    }
}

#[test]
fn the_page_invokes_at_one_door_and_writes_no_html_as_text() {
    for path in files(&root().join("ui"), "js") {
        let text = fs::read_to_string(&path).expect("a source file");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "http"] {
            assert!(!text.contains(word), "{name}: {word}");
        }
        assert!(name == "api.js" || !has_word(&text, "__TAURI__"), "{name}: invoke belongs in api.js");
    }
}

#[test]
fn the_page_the_shell_and_the_desk_know_the_same_commands() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("a source file");
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    let between = |text: &str, open: &str| -> Vec<String> {
        text.split(open).skip(1).filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
    };
    let desk = ziping::desk::COMMANDS.iter().map(|name| (*name).to_owned());
    let all = sorted(desk.chain(["close_window", "stay_open"].map(str::to_owned)).collect());
    assert_eq!(sorted(between(&read("ui/api.js"), "ask(\"")), all, "ui/api.js");
    let quoted = |text: &str| -> Vec<String> { text.split('"').skip(1).step_by(2).map(str::to_owned).collect() };
    assert_eq!(sorted(quoted(&read("src-tauri/src/commands.rs"))), all, "commands.rs");
    let capability: serde_json::Value =
        serde_json::from_str(&read("src-tauri/capabilities/desk.json")).expect("is JSON");
    let allowed = capability["permissions"].as_array().expect("a list").iter().filter_map(|one| one.as_str());
    let allowed = allowed.filter_map(|one| one.strip_prefix("allow-")).map(|one| one.replace('-', "_"));
    assert_eq!(sorted(allowed.collect()), all, "capabilities/desk.json");
}

#[test]
fn every_source_file_says_what_it_is() {
    for folder in ["src-tauri/core/src", "src-tauri/src", "tests"] {
        for path in files(&root().join(folder), "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            assert!(text.starts_with("//! "), "{} does not say what is in it", path.display());
        }
    }
}

#[test]
fn there_is_no_net_in_the_core() {
    let lock = fs::read_to_string(root().join("src-tauri/core/Cargo.toml")).expect("the core's manifest");
    for crate_name in ["reqwest", "ureq", "hyper", "tokio", "curl"] {
        assert!(!lock.contains(crate_name), "{crate_name}");
    }
}
