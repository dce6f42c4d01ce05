//! Prints which numbers of a text are recognised as which figures: `recognised YEAR PATH…`.

use std::path::Path;

fn main() {
    let mut args = std::env::args().skip(1);
    let year: i32 = args.next().and_then(|year| year.parse().ok()).expect("a year comes first");
    let edition = ziping::edition::Edition::shipped(ziping::edition::DEFAULT).expect("the edition is whole");
    for path in args {
        let source = ziping::exchange::read_text(Path::new(&path)).expect("the text is read");
        println!("{path}");
        for one in ziping::recognition::recognise(&ziping::audit::ReadText::of(&source), &edition, year) {
            let about = if one.exact { "" } else { "（约数）" };
            let scope = one.scope.unwrap_or_default();
            println!("  {:>4}  {} {}{about} {scope}  {}", one.place.line, one.key, one.value, one.sentence);
        }
        for grade in ziping::recognition::stated_grades(&source, &edition) {
            println!("  {:>4}  {} {}", grade.place.line, grade.shown, grade.grade);
        }
    }
}
