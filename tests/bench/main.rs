//! How long things take: `cargo bench -p ziping-tests` measures everything, `-- WORD` what has the word in its name. Each line
//! gives the least, the middle and the 95th percentile of many runs. `TMPDIR=/dev/shm` leaves the disk out of it. The bars are
//! held by eye: a busy machine makes no bar wrong. `side_by_side` measures whole processes beside other programs.

mod large;

use std::ffi::{OsStr, OsString};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ziping::audit;
use ziping::cli::{self, Terminal};
use ziping::desk::{Desk, FileKind, System, Wanted};
use ziping::document::{self, Block, Document, Numbering, Orientation, Run, Section};
use ziping::evaluation::{PrintedText, evaluate};
use ziping::filing::Filing;
use ziping::layout::{Layout, lay_out};
use ziping::paint::{Outlines, paint_pdf, paint_svg};
use ziping::sample;
use ziping::typeface::Faces;
use ziping::workbook::Workbook;

use large::{NOW, Size};

/// Ten years, each as long as a long report.
const DECADE: Size = Size { years: 10, figures: 300, characters: 20_000 };
/// Ten years, each ten times as long.
const LONG_DECADE: Size = Size { characters: 200_000, ..DECADE };
/// Characters on a page of text, about.
const A_PAGE: usize = 520;

fn main() {
    // Cargo adds an argument of its own.
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).unwrap_or_default();
    let bench = Bench { wanted };
    papers(&bench);
    for pages in [10, 100, 1000] {
        long_paper(&bench, pages);
    }
    years(&bench);
    for (name, size) in [("200,000 characters", DECADE), ("2,000,000 characters", LONG_DECADE)] {
        decade(&bench, name, size);
    }
}

/// What is measured is what was asked for.
struct Bench {
    wanted: String,
}

impl Bench {
    /// Measures what `run` does with what `prepare` makes; the making is not counted.
    fn measure_with<T, R>(&self, name: &str, mut prepare: impl FnMut(usize) -> T, mut run: impl FnMut(T) -> R) {
        const LONGEST: Duration = Duration::from_secs(4);
        const MOST: usize = 200;
        if !name.contains(&self.wanted) {
            return;
        }
        let begun = Instant::now();
        let mut times = Vec::new();
        while times.len() < MOST && (times.len() < 5 || begun.elapsed() < LONGEST) {
            let prepared = prepare(times.len());
            let start = Instant::now();
            black_box(run(black_box(prepared)));
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let milliseconds = |time: Duration| format!("{}.{:02}", time.as_millis(), time.as_micros() % 1000 / 10);
        let at = |percent: usize| milliseconds(times[(times.len() - 1) * percent / 100]);
        println!("{name:<58} {:>9} {:>9} {:>9} ms  {} runs", at(0), at(50), at(95), times.len());
    }

    fn measure<R>(&self, name: &str, mut run: impl FnMut() -> R) {
        self.measure_with(name, |_| (), |()| run());
    }

    /// Whether anything with this beginning is wanted: some things are long in the making.
    fn wants(&self, beginning: &str) -> bool {
        beginning.contains(&self.wanted) || self.wanted.starts_with(beginning)
    }
}

/// The published sample's three papers, twenty pages, as `export --paper bound` makes them.
fn papers(bench: &Bench) {
    let sample = sample::load("tianxin-2020").expect("is shipped");
    let filing = sample.filings.last().expect("has a year");
    let evaluation = evaluate(&sample.edition, filing, None);
    let filed = sample.edition.papers.for_filing(true);
    let build = || document::build(&filed, &sample.edition, filing, &evaluation, None);
    let document = build();
    bench.measure("20 pages: faces, document, layout, PDF", || {
        let faces = Faces::bundled();
        paint_pdf(&lay_out(&build(), &faces), &faces)
    });
    exported(bench);
    let faces = Faces::bundled();
    let layout = lay_out(&document, &faces);
    bench.measure("20 pages: document", build);
    bench.measure("20 pages: layout", || lay_out(&document, &faces));
    bench.measure("20 pages: PDF", || paint_pdf(&layout, &faces));
    let outlines = Outlines::default();
    bench.measure("20 pages: one page as SVG", || paint_svg(&layout.pages[3], &faces, &outlines));
    bench.measure("evaluation of tianxin-2020", || evaluate(&sample.edition, filing, None));
    let text = PrintedText::of(filing, &evaluation);
    bench.measure("text audit of tianxin-2020", || audit::audit(&text.source));
    let cut = lay_out(&every_character(), &faces);
    bench.measure("PDF of 5,000 characters, each once: subset", || paint_pdf(&cut, &faces));
}

/// The same as the command line does it, from the file of the workbook to the file of the papers, but for its start.
fn exported(bench: &Bench) {
    let folder = tempfile::tempdir().expect("a folder");
    let [file, out] = ["示例.ziping", "papers"].map(|name| folder.path().join(name).into_os_string());
    let run = |arguments: &[&OsStr]| {
        let (mut told, mut errors) = (Vec::new(), Vec::new());
        let mut terminal = Terminal { out: &mut told, err: &mut errors, now: NOW.to_owned() };
        cli::run(arguments.iter().map(OsString::from), &mut terminal)
    };
    let word = OsStr::new;
    run(&[word("sample"), word("tianxin-2020"), word("--file"), &file]);
    let paper = ["export", "--paper", "bound", "--fonts", "bundled", "--file"].map(word);
    let arguments = [&paper[..], &[&file, word("--out"), &out]].concat();
    bench.measure("20 pages: opened, worked out, exported, written", || run(&arguments));
}

/// Hanzi from 一 on, in body text.
fn every_character() -> Document {
    let text: String = ('一'..'驿').step_by(4).take(5000).collect();
    let block = Block::Paragraph { lead: None, runs: vec![Run::plain(text)], source: None };
    let section = Section {
        orientation: Orientation::Portrait,
        numbering: Numbering::Restart,
        one_page: false,
        blocks: vec![block],
    };
    Document { title: String::new(), author: String::new(), stamp: None, sections: vec![section] }
}

/// A report of so many pages of text.
fn long_paper(bench: &Bench, pages: usize) {
    let name = |what: &str| format!("{pages} pages: {what}");
    if !bench.wants(&name("")) {
        return;
    }
    let (edition, filings) = large::filings(Size { years: 1, figures: 0, characters: pages * A_PAGE });
    let filing = &filings[0];
    let evaluation = evaluate(&edition, filing, None);
    let document = document::build(&edition.papers.for_filing(true), &edition, filing, &evaluation, None);
    let faces = Faces::bundled();
    let layout: Layout = lay_out(&document, &faces);
    bench.measure(&name(&format!("layout ({} in truth)", layout.pages.len())), || lay_out(&document, &faces));
    bench.measure(&name("PDF"), || paint_pdf(&layout, &faces));
}

/// One year worked out, by the length of its text.
fn years(bench: &Bench) {
    for characters in [20_000, 200_000] {
        let (edition, filings) = large::filings(Size { years: 2, figures: 300, characters });
        let [prior, filing]: [Filing; 2] = filings.try_into().expect("two years");
        let name = format!("evaluation of a year, 300 figures, {characters} characters");
        bench.measure(&name, || evaluate(&edition, &filing, Some(&prior)));
    }
}

/// A workbook of ten years: opened, and one figure edited as at the desk.
fn decade(bench: &Bench, name: &str, size: Size) {
    let name = |what: &str| format!("{name}: {what}");
    if !bench.wants(&name("")) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("十年.ziping");
    drop(large::workbook(&path, size));
    bench.measure(&name("opened, with its verification"), || Workbook::open(&path, NOW).expect("opens"));
    let desk = Desk::new(Wanted::File(path.clone()), Arc::new(Machine { home: folder.path().to_owned() }));
    let ask = |command: &str, arguments: Value| desk.answer(command, arguments).expect("is answered").to_string();
    ask("open", json!({}));
    let year = sample::load("demo").expect("is shipped").filings.last().expect("has a year").head.report_year;
    ask("year", json!({"year": year}));
    let edit = |number: usize| {
        let typed = format!("{}", 80 + number % 20);
        ask("set", json!({"year": year, "key": "staff.in_post.final", "typed": typed})).len()
    };
    let preview = || ask("preview", json!({"year": year, "paper": "report", "page": 3, "of": null})).len();
    bench.measure_with(&name("one figure edited, year answered"), |number| number, edit);
    bench.measure_with(&name("preview of a page after an edit"), edit, |_| preview());
    bench.measure_with(
        &name("one figure edited, year and preview answered"),
        |number| number + 1,
        |number| edit(number) + preview(),
    );
}

/// A machine whose clock stands still and whose officer chooses nothing.
struct Machine {
    home: PathBuf,
}

impl System for Machine {
    fn now(&self) -> String {
        NOW.to_owned()
    }

    fn home(&self) -> PathBuf {
        self.home.clone()
    }

    fn choose_folder(&self, _title: &str) -> Option<PathBuf> {
        None
    }

    fn choose_file(&self, _title: &str, _kind: FileKind) -> Option<PathBuf> {
        None
    }

    fn choose_new_file(&self, _title: &str, _kind: FileKind, _name: &str) -> Option<PathBuf> {
        None
    }

    fn show(&self, _path: &Path) {}
}
