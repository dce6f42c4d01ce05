//! Scores random departments and projects by the core and by the independent program: `cargo run --release -p ziping-tests
//! --example oracle -- 1000000`, so many of every edition shipped. A second number says which comes first. Prints how many
//! agreed, or the first on which the two differ, and ends with 1.

use std::process::ExitCode;
use std::thread;

use ziping::edition::Edition;

#[path = "../oracle/departments.rs"]
mod departments;
#[path = "../oracle/independent.rs"]
mod independent;
#[path = "../oracle/projects.rs"]
mod projects;

/// What scores cases of these numbers by both programs.
type Agree = fn(&Edition, std::ops::Range<u64>) -> Result<u64, String>;

/// Cases a batch, which one pair of pipes carries.
const BATCH: u64 = 10_000;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>().expect("a number"));
    let (count, first) = (numbers.next().unwrap_or(10_000), numbers.next().unwrap_or(0));
    for key in Edition::shipped_keys() {
        let edition = Edition::shipped(&key).expect("a shipped edition is whole");
        let of_department: (&str, Agree) = match edition.whole_table {
            Some(_) => ("whole departments", projects::agreement_of_whole),
            None => ("departments", departments::agreement),
        };
        for (what, agree) in [of_department, ("projects", projects::agreement)] {
            match agreement(agree, &edition, first, count) {
                Ok(totals) => println!("{key}: {count} {what} agree, {totals} of them with a total"),
                Err(difference) => {
                    println!("{key}: {difference}");
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    ExitCode::SUCCESS
}

/// Batches side by side, as many as the machine has processors.
fn agreement(agree: Agree, edition: &Edition, first: u64, count: u64) -> Result<u64, String> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let starts = move |worker| (0..count).step_by(usize::try_from(BATCH).expect("fits")).skip(worker).step_by(workers);
    let work = move |worker| {
        starts(worker)
            .map(|start| agree(edition, first + start..first + (start + BATCH).min(count)))
            .sum::<Result<u64, String>>()
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|worker| scope.spawn(move || work(worker))).collect();
        running.into_iter().map(|worker| worker.join().expect("no batch panics")).sum()
    })
}
