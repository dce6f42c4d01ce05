//! The papers taken apart by other programs: poppler reads text, boxes and fonts, qpdf the structure. What they find is
//! held against what the document says, and against GB/T 9704—2012.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ziping::document::{self, Block, Cell, Document, Orientation, Run};
use ziping::layout::{Item, Length, Turn, lay_out};
use ziping::paint::{Outlines, paint_svg};
use ziping::sample;
use ziping::typeface::Faces;
use ziping::workbook::Workbook;

use crate::harness::{Folder, NOW, ok};

/// An exported paper and the document it was made from.
struct Exported {
    file: PathBuf,
    document: Document,
}

/// The papers of both samples, and of a year with the whole department's table: each alone, and all bound.
fn exported(folder: &Folder) -> Vec<Exported> {
    let mut all = Vec::new();
    let samples = ["demo", "tianxin-2020"].map(|key| (key, folder.sample(key)));
    for (key, file) in samples.into_iter().chain([("whole", crate::whole_table::filled(folder))]) {
        let filed = Workbook::open(Path::new(&file), NOW).expect("opens").year(None).expect("has a year");
        let alone = filed.edition.papers.all(true).into_iter().map(|paper| vec![paper]);
        for papers in alone.chain([filed.papers_for_filing()]) {
            let word = if papers.len() == 1 { papers[0].word() } else { "bound" };
            let out = folder.path(&format!("{key}-{word}"));
            ok(&[
                "export",
                "--paper",
                word,
                "--fonts",
                "bundled",
                "--file",
                &file,
                "--out",
                &out.display().to_string(),
            ]);
            let entry = fs::read_dir(&out).expect("a folder").next().expect("one file").expect("an entry");
            let workbook = Workbook::open(Path::new(&file), NOW).expect("opens");
            let year = workbook.year(None).expect("has a year");
            let document = document::build(&papers, &year.edition, &year.filing, &year.evaluation, year.stamp(false));
            all.push(Exported { file: entry.path(), document });
        }
    }
    all
}

/// What a program of the system says of a file.
fn says(program: &str, args: &[&str], file: &Path) -> String {
    let to_stdout: &[&str] = if program == "pdftotext" { &["-"] } else { &[] };
    let output = Command::new(program).args(args).arg(file).args(to_stdout).output();
    let output = output.unwrap_or_else(|error| panic_missing(program, &error));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program}: {text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

#[allow(clippy::panic, reason = "a test without its tool must not pass")]
fn panic_missing(program: &str, error: &std::io::Error) -> ! {
    panic!("{program} is not installed ({error}): `./start test` installs it")
}

/// The text of a run of pieces.
fn text(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Everything a document prints but page numbers and stamps, in reading order; table cells in no order.
fn printed(document: &Document) -> (String, Vec<String>) {
    let (mut prose, mut cells) = (String::new(), Vec::new());
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Cover { title, unit, date } => {
                prose.extend([title.as_str(), unit.as_str(), date.as_deref().unwrap_or_default()]);
            }
            Block::Title { text } | Block::AttachmentMark { text } | Block::TableTitle { text } => prose.push_str(text),
            Block::Heading { number, runs, .. } => prose.extend([number.as_str(), text(runs).as_str()]),
            Block::Paragraph { lead, runs, .. } => {
                prose.push_str(lead.as_ref().map_or("", |lead| lead.number.as_str()));
                prose.push_str(&text(runs));
            }
            Block::AttachmentList { titles } => {
                prose.push_str("附件：");
                for (number, title) in (1..).zip(titles) {
                    prose.push_str(&format!("{number}.{title}"));
                }
            }
            Block::Contents { .. } => {}
            Block::Signature { unit, date } => prose.extend([unit.as_str(), date.as_deref().unwrap_or_default()]),
            Block::TableLine { parts } => prose.extend(parts.iter().map(|part| text(part))),
            Block::Note { runs } => prose.push_str(&text(runs)),
            Block::Table(table) => {
                let all = table.rows.iter().flat_map(|row| &row.cells);
                cells.extend(all.map(|cell: &Cell| text(&cell.runs)).filter(|text| !text.is_empty()));
            }
        }
    }
    (squeezed(&prose), cells.iter().map(|cell| squeezed(cell)).collect())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_face_is_embedded_and_cut_to_what_is_used() {
    let folder = Folder::new();
    for paper in exported(&folder) {
        let listing = says("pdffonts", &[], &paper.file);
        let faces: Vec<&str> = listing.lines().skip(2).collect();
        assert!(!faces.is_empty());
        for face in faces {
            // The last columns: emb sub uni object ID.
            let columns: Vec<&str> = face.split_whitespace().rev().collect();
            assert_eq!(columns[2..5], ["yes", "yes", "yes"], "{face}");
            assert_eq!(face.find('+'), Some(6), "a subset's name has six letters: {face}");
        }
    }
}

#[test]
fn the_structure_is_sound() {
    let folder = Folder::new();
    for paper in exported(&folder) {
        let verdict = says("qpdf", &["--check"], &paper.file);
        assert!(verdict.contains("No syntax or stream encoding errors"), "{verdict}");
    }
}

#[test]
fn the_text_comes_out_letter_for_letter() {
    let folder = Folder::new();
    for paper in exported(&folder) {
        let (prose, cells) = printed(&paper.document);
        let out = says("pdftotext", &["-raw"], &paper.file);
        let stamp = paper.document.stamp.map_or("", |stamp| stamp.word());
        let is_text = |line: &&str| !is_page_number(line) && squeezed(line) != stamp;
        let out = squeezed(&out.split(['\n', '\u{c}']).filter(is_text).collect::<String>());
        if cells.is_empty() {
            assert_eq!(first_difference(&out, &prose), None);
            continue;
        }
        // Cells stand beside each other, so only their letters are counted; merged ones may be repeated.
        let have = counts(&out);
        for (letter, wanted) in counts(&format!("{prose}{}", cells.concat())) {
            let found = have.get(&letter).copied().unwrap_or(0);
            assert!(found >= wanted, "{}: {letter} stands {found} times of {wanted}", paper.file.display());
        }
        for cell in cells.iter().filter(|cell| cell.is_ascii()) {
            assert!(out.contains(cell.as_str()), "{cell} is not in {}", paper.file.display());
        }
    }
}

/// How often each letter stands in a text.
#[test]
fn what_cannot_be_printed_makes_a_draft_of_the_copy() {
    let folder = Folder::new();
    let demo = sample::load("demo").expect("is shipped");
    let exported = |name: &str, typed: &str| {
        let path = folder.path(&format!("{name}.ziping"));
        let mut workbook = Workbook::create(&path, false, &demo.edition, &demo.filings, NOW).expect("is made");
        workbook.set(None, "three_public.final", "11.52", NOW).expect("is set");
        let year = workbook.year(None).expect("is there");
        let block = year.filing.blocks.iter().find(|block| block.level == 0).expect("has text");
        workbook.write(None, block.id, &format!("{}{typed}", block.text), NOW).expect("is written");
        assert_eq!(workbook.year(None).expect("is there").stamp(false), None);
        drop(workbook);
        let (file, out) = (path.display().to_string(), folder.path(name));
        ok(&["export", "--paper", "bound", "--fonts", "bundled", "--file", &file, "--out", &out.display().to_string()]);
        let paper = fs::read_dir(&out).expect("a folder").next().expect("one file").expect("an entry");
        says("pdftotext", &[], &paper.path()).contains("草稿")
    };
    assert!(!exported("sound", "共办结。"));
    assert!(exported("draft", "共办\u{20000}。"));
}

fn counts(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    text.chars().for_each(|letter| *counts.entry(letter).or_default() += 1);
    counts
}

fn is_page_number(line: &str) -> bool {
    let line = line.trim();
    let inner = line.strip_prefix('—').and_then(|rest| rest.strip_suffix('—')).map(str::trim);
    inner.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// Where two texts part, with what follows in each.
fn first_difference(out: &str, want: &str) -> Option<(String, String)> {
    let at = out.chars().zip(want.chars()).position(|(out, want)| out != want);
    let at =
        at.or((out.chars().count() != want.chars().count()).then(|| out.chars().count().min(want.chars().count())))?;
    let after = |text: &str| text.chars().skip(at.saturating_sub(8)).take(24).collect();
    Some((after(out), after(want)))
}

#[test]
fn titles_and_pages_are_as_they_should_be() {
    let folder = Folder::new();
    for paper in exported(&folder) {
        let info = says("pdfinfo", &["-f", "1", "-l", "99"], &paper.file);
        let field = |name: &str| {
            let line = info.lines().find(|line| line.starts_with(name)).unwrap_or_default();
            line.split_once(':').map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        assert_eq!(field("Title"), paper.document.title);
        assert_eq!(field("Author"), paper.document.author);
        assert_eq!(field("CreationDate"), "", "no clock");
        for line in info.lines().filter(|line| line.starts_with("Page") && line.contains(" size:")) {
            assert!(line.contains("595.2") || line.contains("841.8"), "A4: {line}");
        }
    }
}

/// The words of a page with their boxes in points, from the top left: x from, y from, x to, y to.
fn boxes(file: &Path, page: usize) -> Vec<([i64; 4], String)> {
    let page = page.to_string();
    let xml = says("pdftotext", &["-bbox", "-f", &page, "-l", &page], file);
    let word = |line: &str| {
        let number = |name: &str| {
            let text = line.split_once(&format!("{name}=\""))?.1.split_once('"')?.0;
            // Thousandths of a point, as an integer.
            let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
            Some(whole.parse::<i64>().ok()? * 1000 + format!("{part:0<3}")[..3].parse::<i64>().ok()?)
        };
        let text = line.split_once('>')?.1.split_once("</word>")?.0;
        Some(([number("xMin")?, number("yMin")?, number("xMax")?, number("yMax")?], text.to_owned()))
    };
    xml.lines().filter(|line| line.contains("<word ")).filter_map(word).collect()
}

/// Marks that no line begins with, and marks that none ends with.
const NOT_FIRST: &str = "，。、；：！？）》”’」』】〕〉％%…］";
const NOT_LAST: &str = "（《“‘「『【〔〈";
/// The type area's edges in thousandths of a point: 28 mm, 210 − 26 mm; and 0.2 mm.
const LEFT: i64 = 79_370;
const RIGHT: i64 = 521_575;
const SLACK: i64 = 567;

/// The words of the report's text pages, without page numbers and stamps; the cover is left out.
fn report_words(paper: &Exported) -> Vec<([i64; 4], String)> {
    let stamp = paper.document.stamp.map_or("", |stamp| stamp.word());
    let pages = says("pdfinfo", &[], &paper.file);
    let pages = pages.lines().find_map(|line| line.strip_prefix("Pages:")).and_then(|count| count.trim().parse().ok());
    let pages: usize = pages.expect("has pages");
    let is_text = |(_, word): &([i64; 4], String)| word != stamp && !word.starts_with('—');
    (2..=pages).flat_map(|page| boxes(&paper.file, page)).filter(is_text).collect()
}

fn reports(folder: &Folder) -> Vec<Exported> {
    exported(folder).into_iter().filter(|paper| paper.file.to_string_lossy().contains("-report")).collect()
}

#[test]
fn the_text_stands_within_the_margins_of_the_standard() {
    let folder = Folder::new();
    for paper in reports(&folder) {
        let words = report_words(&paper);
        let left = words.iter().map(|(at, _)| at[0]).min().expect("text");
        assert!((left - LEFT).abs() <= SLACK, "left {left}");
        for (at, word) in &words {
            // A mark squeezed to half its width at a line's end has its empty half beyond the edge.
            let empty_half = if word.ends_with(|c| NOT_FIRST.contains(c)) { 8_000 } else { 0 };
            assert!(at[2] <= RIGHT + SLACK + empty_half, "{word} ends at {}", at[2]);
        }
    }
}

#[test]
fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
    let folder = Folder::new();
    for paper in reports(&folder) {
        for (at, word) in report_words(&paper) {
            let (first, last) = (at[0] < LEFT + 3_000, at[2] > RIGHT - 10_000);
            assert!(!(first && word.starts_with(|c| NOT_FIRST.contains(c))), "{word} begins a line");
            assert!(!(last && word.ends_with(|c| NOT_LAST.contains(c))), "{word} ends a line");
        }
    }
}

/// A letter as mutool places it: face, size in points, place of its baseline's left end in thousandths of a point.
struct Letter {
    face: String,
    size: String,
    x: i64,
    y: i64,
}

/// The letters of a page, without the stamp and the page number.
fn letters(file: &Path, page: usize) -> Vec<Letter> {
    let page = page.to_string();
    let output = Command::new("mutool").args(["draw", "-q", "-F", "stext"]).arg(file).arg(page).output();
    let output = output.unwrap_or_else(|error| panic_missing("mutool", &error));
    let xml = String::from_utf8_lossy(&output.stdout).into_owned();
    let (mut face, mut size) = (String::new(), String::new());
    let mut letters = Vec::new();
    for line in xml.lines() {
        if line.starts_with("<font ") {
            face = attribute(line, "name").unwrap_or_default().to_owned();
            size = attribute(line, "size").unwrap_or_default().to_owned();
        } else if let (Some(x), Some(y)) = (attribute(line, " x"), attribute(line, " y"))
            && size != "14"
            && attribute(line, "color") == Some("#000000")
        {
            letters.push(Letter { face: face.clone(), size: size.clone(), x: thousandths(x), y: thousandths(y) });
        }
    }
    letters
}

fn attribute<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    line.split_once(&format!("{name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

fn thousandths(number: &str) -> i64 {
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let part = format!("{part:0<3}");
    whole.parse::<i64>().unwrap_or_default() * 1000 + part[..3].parse::<i64>().unwrap_or_default()
}

#[test]
fn a_full_page_has_22_lines_and_a_full_line_28_characters_on_the_grid_of_the_standard() {
    const TOP: i64 = 104_882; // 37 mm
    const PITCH_LINES: i64 = 637_795; // 225 mm: 22 lines
    let folder = Folder::new();
    for paper in reports(&folder) {
        let pages: Vec<Vec<Letter>> = (3..=8).map(|page| letters(&paper.file, page)).collect();
        let fullest = pages.iter().map(|page| lines(page).len()).max();
        assert_eq!(fullest, Some(22), "{}", paper.file.display());
        let longest = pages.iter().flat_map(|page| lines(page)).map(|line| line.1).max();
        assert!(longest >= Some(28), "{longest:?}");
        for page in &pages {
            for (y, _) in lines(page) {
                // Every baseline lies on one of 22 lines of equal pitch, at the same height in its line.
                let line = (y - TOP) * 22 / PITCH_LINES;
                let height = y - TOP - line * PITCH_LINES / 22;
                assert!((height - FIRST_BASELINE).abs() <= SLACK, "{y}: {height} in line {line}");
            }
        }
    }
}

/// How far the body's baseline lies below the top of its line, in thousandths of a point.
const FIRST_BASELINE: i64 = 20_575;

/// Baselines of a page with the letters on each.
fn lines(page: &[Letter]) -> Vec<(i64, usize)> {
    let mut count: BTreeMap<i64, usize> = BTreeMap::new();
    page.iter().for_each(|letter| *count.entry(letter.y).or_default() += 1);
    count.into_iter().collect()
}

#[test]
fn each_level_stands_in_the_face_and_size_of_the_standard() {
    let folder = Folder::new();
    for paper in reports(&folder) {
        let first = letters(&paper.file, 2);
        let at = |line: usize| {
            let (y, _) = lines(&first)[line];
            let letter = first.iter().filter(|letter| letter.y == y).max_by_key(|letter| letter.x).expect("a letter");
            format!("{} {}", letter.face.split('+').next_back().unwrap_or_default(), letter.size)
        };
        // 2号 小标宋; 3号 黑体; 3号 楷体.
        assert_eq!(at(0), "NotoSerifSC-Bold 22");
        assert_eq!(at(1), "NotoSansSC-Regular 16");
        assert_eq!(at(2), "FandolKai-Regular 16");
        assert!((2..9).map(|page| letters(&paper.file, page)).any(|page| {
            page.iter().any(|letter| letter.face.ends_with("FandolFang-Regular") && letter.size == "16")
        }));
    }
}

/// The greys of a page at 72 points an inch, as mutool draws a PDF's page or an SVG: width, then a byte a point.
fn greys(file: &Path, page: &str, folder: &Folder) -> (usize, Vec<u8>) {
    let drawn = folder.path("page.pgm");
    let output = Command::new("mutool").args(["draw", "-q", "-r", "72", "-o"]).arg(&drawn).arg(file).arg(page).output();
    output.unwrap_or_else(|error| panic_missing("mutool", &error));
    let pgm = fs::read(&drawn).expect("is drawn");
    // `P5`, the width and the height, the whitest grey; then the points.
    let head = String::from_utf8_lossy(&pgm[..pgm.len().min(200)]).into_owned();
    let words = head.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    let numbers: Vec<usize> = words.skip(1).take(2).map(|word| word.parse().expect("a number")).collect();
    (numbers[0], pgm[pgm.len() - numbers[0] * numbers[1]..].to_vec())
}

#[test]
fn the_screen_shows_each_page_as_it_is_printed() {
    let folder = Folder::new();
    let faces = Faces::bundled();
    for paper in exported(&folder).iter().filter(|paper| paper.file.to_string_lossy().contains("bound")) {
        for (number, page) in (1..).zip(&lay_out(&paper.document, &faces).pages) {
            let svg = folder.path("page.svg");
            fs::write(&svg, paint_svg(page, &faces, &Outlines::default())).expect("is written");
            let (shown, printed) = (greys(&svg, "1", &folder), greys(&paper.file, &format!("{number}"), &folder));
            assert_eq!(shown.0, printed.0, "page {number} is as wide");
            assert_eq!(shown.1.len(), printed.1.len(), "page {number} is as high");
            // The edges of letters are drawn a little darker or lighter; a letter elsewhere is black where white was.
            let apart = shown.1.iter().zip(&printed.1).filter(|(one, other)| one.abs_diff(**other) > 160).count();
            let ink = printed.1.iter().filter(|grey| **grey < 128).count();
            assert!(apart * 500 <= ink, "page {number}: {apart} points of {ink} differ");
        }
    }
}

/// Where each character's pen begins.
type Places = BTreeMap<String, Vec<[i64; 2]>>;

/// What mutool finds on a page: the places of its characters and the ends of its rules, in thousandths of a point from the
/// top left.
fn drawn(file: &Path, page: usize) -> (Places, Vec<[i64; 4]>) {
    let draw = |format: &str| {
        let output = Command::new("mutool").args(["draw", "-q", "-F", format]).arg(file).arg(page.to_string()).output();
        let output = output.unwrap_or_else(|error| panic_missing("mutool", &error));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let mut letters = Places::new();
    for line in draw("stext").lines() {
        if let (Some(letter), Some(x), Some(y)) = (attribute(line, " c"), attribute(line, " x"), attribute(line, " y"))
        {
            letters.entry(unescaped(letter)).or_default().push([thousandths(x), thousandths(y)]);
        }
    }
    let (mut rules, mut from, mut height) = (Vec::new(), [0; 2], 0);
    for line in draw("trace").lines() {
        if let Some(transform) = attribute(line, " transform").filter(|_| line.starts_with("<stroke_path")) {
            height = thousandths(transform.split(' ').next_back().unwrap_or_default());
        } else if let (Some(x), Some(y)) = (attribute(line, " x"), attribute(line, " y")) {
            let point = [thousandths(x), height - thousandths(y)];
            if line.contains("<lineto") {
                rules.push([from[0], from[1], point[0], point[1]]);
            }
            from = point;
        }
    }
    (letters, rules)
}

/// A character as XML writes it: by its number, or by a name.
fn unescaped(letter: &str) -> String {
    let number = letter.strip_prefix("&#x").and_then(|rest| rest.strip_suffix(';'));
    let named = number.and_then(|number| char::from_u32(u32::from_str_radix(number, 16).ok()?));
    match (named, letter) {
        (Some(named), _) => named.to_string(),
        (_, "&lt;") => "<".to_owned(),
        (_, "&gt;") => ">".to_owned(),
        (_, "&amp;") => "&".to_owned(),
        (_, "&quot;") => "\"".to_owned(),
        _ => letter.to_owned(),
    }
}

#[test]
fn every_letter_and_every_rule_of_every_page_stands_where_it_was_laid() {
    let folder = Folder::new();
    let faces = Faces::bundled();
    let is_at = |one: i64, other: Length| (one - i64::from(other.0)).abs() <= SLACK;
    for paper in exported(&folder).iter().filter(|paper| paper.file.to_string_lossy().contains("bound")) {
        let layout = lay_out(&paper.document, &faces);
        let lies = paper.document.sections.iter().any(|section| section.orientation == Orientation::Landscape);
        assert_eq!(layout.pages.iter().any(|page| page.width > page.height), lies, "a page lies on its side");
        for (number, page) in (1..).zip(&layout.pages) {
            let (letters, rules) = drawn(&paper.file, number);
            for item in &page.items {
                match item {
                    Item::Glyphs(run) => {
                        for glyph in run.glyphs.iter().filter(|glyph| !glyph.character.is_whitespace()) {
                            let (x, y) = match run.turn {
                                Turn::Upright => (run.x + glyph.offset, run.baseline),
                                Turn::Clockwise => (run.x, run.baseline + glyph.offset),
                            };
                            let places = letters.get(&glyph.character.to_string());
                            let found =
                                places.is_some_and(|places| places.iter().any(|at| is_at(at[0], x) && is_at(at[1], y)));
                            assert!(found, "page {number}: {} is not at {x:?} {y:?} but {places:?}", glyph.character);
                        }
                    }
                    Item::Rule(rule) => {
                        let ends = [rule.from.0, rule.from.1, rule.to.0, rule.to.1];
                        let found = rules.iter().any(|at| at.iter().zip(ends).all(|(at, end)| is_at(*at, end)));
                        assert!(found, "page {number}: no rule at {ends:?}");
                    }
                    Item::Box(_) | Item::Link(_) => {}
                }
            }
        }
    }
}

#[test]
fn papers_in_the_faces_of_a_pc_are_sound_and_read_the_same() {
    let folder = Folder::new();
    let faces = Faces::installed(&[crate::faces::whole_set(&folder.path("fonts"))]);
    let (file, plain) = (folder.path("installed.pdf"), folder.path("bundled.pdf"));
    fs::write(&file, crate::faces::bound(&folder, &faces)).expect("is written");
    let again = Folder::new();
    fs::write(&plain, crate::faces::bound(&again, &Faces::bundled())).expect("is written");
    let listing = says("pdffonts", &[], &file);
    for name in ["FZXiaoBiaoSong-B05S", "SimHei", "KaiTi", "FangSong", "SimSun", "Times-New-Roman"] {
        let line = listing.lines().find(|line| line.contains(&format!("+{name} "))).unwrap_or_default();
        let columns: Vec<&str> = line.split_whitespace().rev().collect();
        assert_eq!(columns.get(2..5), Some(&["yes", "yes", "yes"][..]), "{name} in {listing}");
    }
    assert!(says("qpdf", &["--check"], &file).contains("No syntax or stream encoding errors"));
    let letters = |file: &Path| squeezed(&says("pdftotext", &["-raw"], file));
    assert_eq!(counts(&letters(&file)), counts(&letters(&plain)));
}
