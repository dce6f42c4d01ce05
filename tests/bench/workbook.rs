//! Writes a workbook as large as one likes: `cargo run --release -p ziping-tests --example large -- FILE YEARS FIGURES CHARACTERS`,
//! figures and characters a year.

use std::path::Path;

#[path = "large.rs"]
mod large;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, years, figures, characters] = <[String; 4]>::try_from(arguments).expect("FILE YEARS FIGURES CHARACTERS");
    let number = |text: &str| text.parse::<usize>().expect("a number");
    let years = years.parse().expect("a number");
    let size = large::Size { years, figures: number(&figures), characters: number(&characters) };
    drop(large::workbook(Path::new(&file), size));
}
