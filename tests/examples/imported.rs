//! Proves the import of reports: `cargo run -p ziping-tests --example imported -- PATH…`. For each document a year is made,
//! the document imported and the report exported; the text that poppler takes out of its PDF must hold every sentence of
//! the document's body, heading numbers apart. Prints the sentences, those missing, what was not placed and why, and the
//! figures proposed. Exit status 1 where a sentence is missing.

use std::path::Path;
use std::process::{Command, ExitCode};

use ziping::cli::{self, Terminal};
use ziping::edition::{self, Edition};
use ziping::exchange::read_text;
use ziping::import::{self, Plan};
use ziping::source::SourceText;

const NOW: &str = "2025-03-09 14:32:05";

fn main() -> ExitCode {
    let missing: usize = std::env::args().skip(1).map(|path| proved(Path::new(&path))).sum();
    if missing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many sentences of a document are missing from its report.
fn proved(path: &Path) -> usize {
    let source = read_text(path).expect("a document");
    let edition = Edition::shipped(edition::DEFAULT).expect("is shipped");
    let plan = import::plan(&source, &edition, 2020);
    let printed = printed(path);
    let sentences = sentences(&source, &plan);
    let missing: Vec<&String> = sentences.iter().filter(|sentence| !printed.contains(sentence.as_str())).collect();
    println!("{}: {} sentences, {} missing", path.display(), sentences.len(), missing.len());
    missing.iter().for_each(|sentence| println!("  MISSING  {sentence}"));
    plan.unplaced.iter().for_each(|one| println!("  apart    line {}: {} ({})", one.line, one.text, one.reason));
    plan.tables.iter().for_each(|table| println!("  table    line {}: {} rows", table.line, table.rows.len()));
    for proposal in &plan.proposals {
        println!("  proposed {} {}{}: {}", proposal.label, proposal.shown, proposal.unit, proposal.sentence);
    }
    plan.conflicts.iter().for_each(|conflict| println!("  conflict {}", conflict.label));
    plan.notes.iter().for_each(|note| println!("  note     {note}"));
    missing.len()
}

/// The sentences of a document's body: of every paragraph that is neither in a table nor named as not placed, without the
/// number of a heading. Cut from the source itself, not from the blocks.
fn sentences(source: &SourceText, plan: &Plan) -> Vec<String> {
    let numbers: Vec<(usize, &String)> = plan
        .chapters
        .iter()
        .flat_map(|chapter| &chapter.blocks)
        .filter_map(|block| Some((block.paragraph, block.typed_number.as_ref()?)))
        .collect();
    let mut sentences = Vec::new();
    for (index, paragraph) in source.paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.cell.is_none()) {
        let mut text = paragraph.text.clone();
        for one in plan.unplaced.iter().filter(|one| one.paragraph == index) {
            text = text.replacen(&one.text, "\n", 1);
        }
        for (_, number) in numbers.iter().filter(|(paragraph, _)| *paragraph == index) {
            text = text.replacen(number.as_str(), "\n", 1);
        }
        let cut = text.split_inclusive(['。', '！', '？', '\n']).map(squeezed);
        sentences.extend(cut.filter(|sentence| sentence.chars().any(char::is_alphanumeric)));
    }
    sentences
}

/// The text of the report made from a document.
fn printed(path: &Path) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("a.ziping"), folder.path().join("out"));
    let (file, out_text, path) = (file.display().to_string(), out.display().to_string(), path.display().to_string());
    said(&["new", "--unit", "示例区某局", "--year", "2020", "--file", &file]);
    said(&["import", &path, "--file", &file]);
    said(&["export", "--paper", "report", "--fonts", "bundled", "--out", &out_text, "--file", &file]);
    let pdf = std::fs::read_dir(&out).expect("a folder").next().expect("a file").expect("a file").path();
    if let Ok(kept) = std::env::var("IMPORTED_OUT") {
        let name = Path::new(&path).file_name().expect("a name").to_string_lossy().into_owned();
        std::fs::copy(&pdf, Path::new(&kept).join(format!("{name}.pdf"))).expect("is kept");
    }
    let text = Command::new("pdftotext").args(["-nopgbrk", "-layout"]).arg(&pdf).arg("-").output().expect("poppler");
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    // Page numbers and the stamp stand between sentences that run over a page.
    let is_page_number = |line: &&str| {
        let line = squeezed(line);
        line == "草稿"
            || line.starts_with('—')
                && line.ends_with('—')
                && line.trim_matches('—').chars().all(|c| c.is_ascii_digit())
    };
    text.lines().filter(|line| !is_page_number(line)).map(squeezed).collect()
}

fn said(arguments: &[&str]) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal { out: &mut out, err: &mut err, now: NOW.to_owned() };
    let status = cli::run(arguments.iter().map(std::ffi::OsString::from), &mut terminal);
    assert!(status < 2, "{arguments:?}: {}", String::from_utf8_lossy(&err));
}

/// Words as they print: no blanks, no characters that take no room.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}
