//! Measures the audit over a folder of labelled texts: `cargo run -p ziping-tests --example labelled -- FOLDER`. Beside each
//! `X.txt` stands `X.json`: `{"statements": [{"quote", "kind", "stated", "computed", "verdict": "sound"|"wrong"|"unclear"}]}`.
//! Prints, by kind, how many printed errors were found and how many sound statements accused; what was found elsewhere;
//! and the share of numbers that some relation covers. With `--all` every finding is printed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use ziping::audit::{AuditFinding, audit, coverage};
use ziping::check::Grade;
use ziping::exchange::read_text;

/// Sound, accused · wrong, found · unclear, flagged.
#[derive(Default)]
struct Row([usize; 6]);

/// A labelled statement with its lines of the text and its place in the first of them.
struct Label {
    kind: String,
    verdict: String,
    stated: String,
    quote: String,
    line: usize,
    start: usize,
    end: usize,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("a folder of labelled texts");
    let print_all = arguments.any(|argument| argument == "--all");
    let (mut rows, mut numbers, mut covered, mut elsewhere) = (BTreeMap::<String, Row>::new(), 0, 0, 0);
    for path in texts(Path::new(&folder)) {
        let source = read_text(&path).expect("a text");
        let text = fs::read_to_string(&path).expect("UTF-8");
        let findings: Vec<AuditFinding> =
            audit(&source).into_iter().filter(|finding| finding.working.is_some()).collect();
        let labels = labels(&path, &text);
        let (counted, name) = (coverage(&source), path.file_name().expect("a name").to_string_lossy());
        (numbers, covered) = (numbers + counted.numbers, covered + counted.covered);
        println!("{name}: {} numbers, {} covered, {} findings", counted.numbers, counted.covered, findings.len());
        for label in &labels {
            let found = findings.iter().find(|finding| is_about(finding, label));
            let row = &mut rows.entry(label.kind.clone()).or_default().0;
            let at = match label.verdict.as_str() {
                "sound" => 0,
                "wrong" => 2,
                _ => 4,
            };
            row[at] += 1;
            row[at + 1] += usize::from(found.is_some());
            match (at, found) {
                (2, None) => println!("  MISSED  {} {} “{}”", label.kind, label.stated, tail(&label.quote)),
                (2, Some(finding)) => println!("  found   {} {}", finding.grade.word(), finding.message),
                (0, Some(finding)) => println!("  ACCUSED {} {}", finding.grade.word(), finding.message),
                (_, Some(finding)) => println!("  unclear {} {}", finding.grade.word(), finding.message),
                _ => {}
            }
        }
        for finding in findings.iter().filter(|finding| !labels.iter().any(|label| is_about(finding, label))) {
            elsewhere += usize::from(finding.grade != Grade::Hint);
            println!("  beside  {} {}", finding.grade.word(), finding.message);
        }
        if print_all {
            findings.iter().for_each(|finding| println!("    {} {}", finding.message, finding.quote));
        }
    }
    println!(
        "\n{:<12} {:>6} {:>8} {:>6} {:>6} {:>8} {:>8}",
        "kind", "sound", "accused", "wrong", "found", "unclear", "flagged"
    );
    for (kind, Row(counts)) in &rows {
        let [sound, accused, wrong, found, unclear, flagged] = counts;
        println!("{kind:<12} {sound:>6} {accused:>8} {wrong:>6} {found:>6} {unclear:>8} {flagged:>8}");
    }
    println!("beside the labels (hints apart): {elsewhere}");
    println!("numbers {numbers}, covered {covered} ({}%)", covered * 100 / numbers.max(1));
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut texts: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|found| found == "txt")).collect();
    texts.sort();
    texts
}

fn labels(path: &Path, text: &str) -> Vec<Label> {
    let Ok(json) = fs::read_to_string(path.with_extension("json")) else { return Vec::new() };
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let word = |statement: &Value, key: &str| statement[key].as_str().unwrap_or_default().to_owned();
    let statements = json["statements"].as_array().cloned().unwrap_or_default();
    let label = |statement: &Value| {
        let quote = word(statement, "quote");
        let at = text.find(&quote)?;
        let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let start = text[line_start..at].encode_utf16().count();
        Some(Label {
            kind: word(statement, "kind"),
            verdict: word(statement, "verdict"),
            stated: word(statement, "stated"),
            line: text[..at].matches('\n').count() + 1,
            start,
            end: start + quote.encode_utf16().count(),
            quote,
        })
    };
    statements.iter().filter_map(label).collect()
}

/// Whether a finding is about the number that a label is about: in its words, and stating it.
fn is_about(finding: &AuditFinding, label: &Label) -> bool {
    let overlaps =
        finding.place.line == label.line && finding.place.start < label.end + 2 && label.start < finding.place.end;
    let stated = finding.stated.as_deref().unwrap_or_default().replace(',', "");
    overlaps
        && (stated == label.stated
            || finding.subjects.iter().any(|subject| *subject == label.stated && label.kind == "sum"))
}

fn tail(quote: &str) -> String {
    let length = quote.chars().count();
    quote.chars().skip(length.saturating_sub(60)).collect()
}
