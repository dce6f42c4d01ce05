//! Measures the audit over a folder of labelled texts: `cargo run -p ziping-tests --example labelled -- FOLDER`. Beside each
//! `X.txt` stands `X.json`: `{"statements": [{"quote", "kind", "stated", "computed", "verdict": "sound"|"wrong"|"unclear"}]}`.
//! Prints, by kind, how many printed errors were found and how many sound statements accused; what was found elsewhere;
//! and the share of numbers that some relation covers. With `--all` every finding is printed. With `--plant` every sound
//! statement that has a formula is spoilt in several ways, one at a time, and recall by kind and by way follows, with each
//! miss.

use std::collections::BTreeMap;
use std::path::Path;

use ziping::audit::{AuditFinding, audit, coverage};
use ziping::check::Grade;
use ziping::source::SourceText;

#[path = "../audit/planting.rs"]
mod planting;

use planting::{Harvest, Label, Labelled, Recall, about, accusations, labelled, line_and_units, plant};

/// Sound, accused · wrong, found · unclear, flagged.
#[derive(Default)]
struct Row([usize; 6]);

/// What was counted over all texts.
#[derive(Default)]
struct Table {
    rows: BTreeMap<String, Row>,
    numbers: usize,
    covered: usize,
    elsewhere: usize,
    accusations: usize,
    letters: usize,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("a folder of labelled texts");
    let wishes: Vec<String> = arguments.collect();
    let wished = |wish: &str| wishes.iter().any(|found| found == wish);
    let texts = labelled(Path::new(&folder));
    let mut table = Table::default();
    texts.iter().for_each(|text| table.measure(text, wished("--all")));
    table.print();
    if wished("--plant") {
        let mut harvest = Harvest::default();
        texts.iter().for_each(|text| plant(text, &mut harvest));
        print_harvest(&harvest);
    }
}

impl Table {
    fn measure(&mut self, text: &Labelled, print_all: bool) {
        let source = SourceText::from(text.text.as_str());
        let findings: Vec<AuditFinding> =
            audit(&source).into_iter().filter(|finding| finding.working.is_some()).collect();
        let counted = coverage(&source);
        (self.numbers, self.covered) = (self.numbers + counted.numbers, self.covered + counted.covered);
        self.accusations += accusations(&text.text).len();
        self.letters += text.text.chars().count();
        println!(
            "{}: {} numbers, {} covered, {} findings",
            text.name,
            counted.numbers,
            counted.covered,
            findings.len()
        );
        for label in &text.labels {
            let touched = touches(text, label);
            let found = findings.iter().find(|finding| match label.verdict.as_str() {
                "wrong" => touched(finding),
                _ => is_about(finding, text, label),
            });
            self.count(label, found);
        }
        let is_labelled = |finding: &&AuditFinding| {
            text.labels.iter().any(|label| {
                is_about(finding, text, label) || label.verdict == "wrong" && touches(text, label)(finding)
            })
        };
        for finding in findings.iter().filter(|finding| !is_labelled(finding)) {
            self.elsewhere += usize::from(finding.grade != Grade::Hint);
            println!("  beside  {} {}", finding.grade.word(), finding.message);
        }
        if print_all {
            findings.iter().for_each(|finding| println!("    {} {}", finding.message, finding.quote));
        }
    }

    fn count(&mut self, label: &Label, found: Option<&AuditFinding>) {
        let row = &mut self.rows.entry(label.kind.clone()).or_default().0;
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

    fn print(&self) {
        println!(
            "\n{:<12} {:>6} {:>8} {:>6} {:>6} {:>8} {:>8}",
            "kind", "sound", "accused", "wrong", "found", "unclear", "flagged"
        );
        for (kind, Row(counts)) in &self.rows {
            let [sound, accused, wrong, found, unclear, flagged] = counts;
            println!("{kind:<12} {sound:>6} {accused:>8} {wrong:>6} {found:>6} {unclear:>8} {flagged:>8}");
        }
        println!("beside the labels (hints apart): {}", self.elsewhere);
        println!("findings with arithmetic (hints apart): {} in {} characters", self.accusations, self.letters);
        println!("numbers {}, covered {} ({}%)", self.numbers, self.covered, self.covered * 100 / self.numbers.max(1));
    }
}

fn print_harvest(harvest: &Harvest) {
    println!("\nmisses:");
    harvest.misses.iter().for_each(|miss| println!("  {miss}"));
    let row = |name: &str, recall: &Recall| {
        let share = recall.found * 1000 / recall.planted.max(1);
        println!("{name:<18} {:>8} {:>6} {:>5}.{}%", recall.planted, recall.found, share / 10, share % 10);
    };
    println!("\n{:<18} {:>8} {:>6} {:>8}", "planted errors", "planted", "found", "recall");
    harvest.by_kind.iter().for_each(|(kind, recall)| row(kind, recall));
    println!();
    harvest.by_way.iter().for_each(|(way, recall)| row(way, recall));
    println!();
    row("all", &harvest.all);
}

/// Whether a finding touches the number that a label says is wrong: covers it, offers another for it, or reckons with it.
fn touches(text: &Labelled, label: &Label) -> impl Fn(&AuditFinding) -> bool + use<> {
    let (start, end) = label.place();
    about(&text.text, start, end)
}

/// Whether a finding is about the number that a label is about: in its words, and stating it.
fn is_about(finding: &AuditFinding, text: &Labelled, label: &Label) -> bool {
    let (line, start) = line_and_units(&text.text, label.start);
    let end = start + label.quote.encode_utf16().count();
    let overlaps = finding.place.line == line && finding.place.start < end + 2 && start < finding.place.end;
    let stated = finding.stated.as_deref().unwrap_or_default().replace(',', "");
    overlaps
        && (stated == label.stated
            || finding.subjects.iter().any(|subject| *subject == label.stated && label.kind == "sum"))
}

fn tail(quote: &str) -> String {
    let length = quote.chars().count();
    quote.chars().skip(length.saturating_sub(60)).collect()
}
