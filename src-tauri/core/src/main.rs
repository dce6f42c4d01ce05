//! The command line's door: arguments, clock and streams come in here.

use std::io;
use std::process::ExitCode;

use ziping::cli::{self, Terminal};

fn main() -> ExitCode {
    let (mut out, mut err) = (io::BufWriter::new(io::stdout().lock()), io::stderr().lock());
    let now = chrono::Local::now().format("%Y-%m-%d %H:%M:%S").to_string();
    ExitCode::from(cli::run(std::env::args_os().skip(1), &mut Terminal { out: &mut out, err: &mut err, now }))
}
