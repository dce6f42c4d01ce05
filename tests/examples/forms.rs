//! Reads every blank form of a folder: `cargo run -p ziping-tests --example forms -- FOLDER`. Prints of each how its rows
//! were taken, and the counts: known, new, judged, and why a form was refused.

use std::path::PathBuf;

use ziping::edition::{DEFAULT, Edition};
use ziping::exchange::read_tables;
use ziping::form::{TakenFor, read};

fn main() {
    let folder = std::env::args().nth(1).expect("a folder of forms");
    let base = Edition::shipped(DEFAULT).expect("is shipped");
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    paths.sort();
    for path in paths {
        println!("== {}", path.display());
        let reading = match read_tables(&path).and_then(|tables| read(&tables, &base, "form", "form")) {
            Ok(reading) => reading,
            Err(refusal) => {
                println!("   refused: {refusal}");
                continue;
            }
        };
        let (mut known, mut new, mut judged) = (0, 0, 0);
        for row in &reading.rows {
            let (count, taken) = match &row.taken_for {
                TakenFor::Known(labels) => (&mut known, format!("known {}", labels.join("、"))),
                TakenFor::New(labels) => (&mut new, format!("NEW {}", labels.join("、"))),
                TakenFor::Judged => (&mut judged, "JUDGED".to_owned()),
                TakenFor::Target => (&mut known, "target".to_owned()),
                TakenFor::Words => continue,
            };
            *count += 1;
            println!("   {} — {taken} {}", row.name, row.notes.join("；"));
        }
        for indicator in &reading.edition.score_sheet.indicators {
            let rule = serde_json::to_string(&indicator.rule).expect("is JSON");
            println!("   {} {} {rule}", indicator.label, indicator.full_score);
        }
        let (unit, warnings) = (reading.unit.word(), reading.warnings.join(" "));
        println!("   known {known}, new {new}, judged {judged}, unit {unit} {warnings}");
    }
}
