//! A workbook's three papers as the other programs read them: `cargo run --release -p ziping-tests --example peers -- FILE FOLDER`
//! writes `paper.typ` for Typst and `paper.html` for WeasyPrint, made from the very document that the program lays out: the
//! same words, faces, sizes, margins and table widths. What needs our own layout (squeezed marks, balanced titles) is theirs.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use ziping::document::{self, Align, Block, Cell, Document, Orientation, Run, Section, Stamp, Table};
use ziping::workbook::Workbook;

/// The moment of opening; nothing of it is printed.
const NOW: &str = "2025-03-09 14:32:05";
/// The faces as Typst calls them; the title's is bold.
const FACES: [(&str, &str); 5] = [
    ("title", "Noto Serif SC"),
    ("hei", "Noto Sans SC"),
    ("kai", "FandolKai"),
    ("fang", "FandolFang R"),
    ("song", "Noto Serif SC"),
];
/// Beside those faces.
const LATIN: &str = "Liberation Serif";
/// The files of the faces, by the names used here; the first is bold.
const FILES: [(&str, &str); 6] = [
    ("title", "NotoSerifSC-Bold-subset.ttf"),
    ("hei", "NotoSansSC-subset.ttf"),
    ("kai", "FandolKai-subset.ttf"),
    ("fang", "FandolFang-subset.ttf"),
    ("song", "NotoSerifSC-Regular-subset.ttf"),
    ("latin", "LiberationSerif-Regular.ttf"),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, folder] = <[String; 2]>::try_from(arguments).expect("FILE FOLDER");
    let workbook = Workbook::open(Path::new(&file), NOW).expect("a workbook");
    let year = workbook.year(None).expect("a year");
    let papers = year.papers_for_filing();
    let document = document::build(&papers, &year.edition, &year.filing, &year.evaluation, year.stamp(false));
    fs::create_dir_all(&folder).expect("a folder");
    let folder = Path::new(&folder);
    fs::write(folder.join("paper.typ"), typst(&document)).expect("is written");
    fs::write(folder.join("paper.html"), html(&document)).expect("is written");
}

fn words(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// What stands in the corner of each page.
fn stamped(document: &Document) -> &'static str {
    document.stamp.map(Stamp::word).unwrap_or_default()
}

/// A text as a string of Typst's.
fn quoted(text: &str) -> String {
    format!("#\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// The document in Typst's markup.
fn typst(document: &Document) -> String {
    let mut out = String::new();
    let covered = |face: &str| format!("((name: \"{LATIN}\", covers: \"latin-in-cjk\"), \"{face}\")");
    for (name, face) in FACES {
        let family = if matches!(name, "title" | "hei") { format!("\"{face}\"") } else { covered(face) };
        let weight = if name == "title" { "bold" } else { "regular" };
        let _ = writeln!(out, "#let {name}(size, it) = text(font: {family}, weight: \"{weight}\", size: size, it)");
    }
    let _ = writeln!(
        out,
        "#set document(title: {}, author: {})\n\
         #set text(font: {}, size: 16pt, lang: \"zh\", region: \"cn\", top-edge: 0.88em, bottom-edge: -0.12em)\n\
         #set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 12.99pt, spacing: 12.99pt)\n\
         #show heading: set block(above: 12.99pt, below: 12.99pt)\n\
         #show heading: set text(size: 16pt, weight: \"regular\")\n\
         #show heading.where(level: 2): set text(font: {})\n\
         #show heading.where(level: 3): set text(font: {})",
        &quoted(&document.title)[1..],
        &quoted(&document.author)[1..],
        covered("FandolFang R"),
        covered("Noto Sans SC"),
        covered("FandolKai"),
    );
    let _ = writeln!(
        out,
        "#let number = context {{ let page = counter(page).get().first(); \
         align(if calc.odd(page) {{ right }} else {{ left }}, song(14pt)[— #page —]) }}"
    );
    let mut attachment = 0;
    for section in document.sections.iter().filter(|section| !is_contents(section)) {
        typst_section(&mut out, section, stamped(document), &mut attachment);
    }
    out
}

/// Contents are for reports longer than the one that is measured.
fn is_contents(section: &Section) -> bool {
    matches!(section.blocks.as_slice(), [Block::Contents { .. }])
}

fn typst_section(out: &mut String, section: &Section, stamp: &str, attachment: &mut usize) {
    let landscape = section.orientation == Orientation::Landscape;
    let margins = if landscape {
        "top: 28mm, bottom: 26mm, left: 35mm, right: 37mm"
    } else {
        "top: 37mm, bottom: 35mm, left: 28mm, right: 26mm"
    };
    let _ = writeln!(
        out,
        "#set page(paper: \"a4\", flipped: {landscape}, margin: ({margins}), header: hei(16pt)[{}], footer: number)",
        quoted(stamp)
    );
    for block in &section.blocks {
        typst_block(out, block, attachment);
    }
}

fn typst_block(out: &mut String, block: &Block, attachment: &mut usize) {
    let centred = |face: &str, size: &str, text: &str| format!("#align(center, {face}({size})[{}])", quoted(text));
    let plain = |text: &str| format!("#par(first-line-indent: 0pt)[{}]", quoted(text));
    let written = match block {
        Block::Cover { title, unit, date } => {
            let lines = [unit.as_str(), date.as_deref().unwrap_or_default()].map(|line| centred("kai", "16pt", line));
            format!("{}\n\n{}\n#pagebreak()", centred("title", "26pt", title), lines.join("\n\n"))
        }
        Block::Title { text } => format!("#heading(level: 1)[#align(center, title(22pt)[{}])]", quoted(text)),
        Block::TableTitle { text } => centred("title", "18pt", text),
        Block::Heading { level, number, runs, .. } => {
            let text = format!("{number}{}", words(runs));
            format!("#heading(level: {})[{}]", level + 1, quoted(&text))
        }
        Block::Paragraph { lead, runs, .. } => {
            let number = lead.as_ref().map(|lead| lead.number.as_str()).unwrap_or_default();
            format!("{}\n", quoted(&format!("{number}{}", words(runs))))
        }
        Block::Contents { .. } => String::new(),
        Block::AttachmentList { titles } => {
            let link = |(index, title): (usize, &String)| {
                format!("#link(<attachment-{index}>)[{}]\n", quoted(&format!("{}.{title}", index + 1)))
            };
            format!("附件：\n\n{}", titles.iter().enumerate().map(link).collect::<Vec<_>>().join("\n"))
        }
        Block::Signature { unit, date } => {
            let lines = [unit.as_str(), date.as_deref().unwrap_or_default()].map(quoted);
            format!("#v(2em)\n#align(right)[{}]", lines.join("\n\n"))
        }
        Block::AttachmentMark { text } => {
            *attachment += 1;
            let label = format!("<attachment-{}>", *attachment - 1);
            format!("#heading(level: 1)[#hei(16pt)[{}]] {label}", quoted(text))
        }
        Block::TableLine { parts } => {
            let cells: Vec<String> =
                parts.iter().map(|part| format!("fang(10.5pt)[{}]", quoted(&words(part)))).collect();
            format!("#grid(columns: (auto,) * {}, column-gutter: 1fr, {})", parts.len(), cells.join(", "))
        }
        Block::Table(table) => typst_table(table),
        Block::Note { runs } => plain(&words(runs)).replacen("[", "[#set text(size: 10.5pt)\n", 1),
    };
    let _ = writeln!(out, "{written}\n");
}

fn typst_table(table: &Table) -> String {
    let widths: Vec<String> = table.columns.iter().map(|column| format!("{}fr", column.width)).collect();
    let row = |(y, row): (usize, &document::TableRow)| -> String {
        row.cells.iter().map(|cell| typst_cell(cell, y)).collect::<Vec<_>>().join("\n")
    };
    let rows: Vec<String> = table.rows.iter().enumerate().map(row).collect();
    let (head, body) = rows.split_at(table.head_rows.min(rows.len()));
    format!(
        "#[#set par(first-line-indent: 0pt, leading: 3.5pt, justify: false)\n\
         #table(columns: ({}), stroke: 0.5pt, inset: (x: 3pt, y: 2.5pt),\n{}{})]",
        widths.join(", "),
        if head.is_empty() { String::new() } else { format!("table.header({}),\n", head.join("\n")) },
        body.join("\n")
    )
}

fn typst_cell(cell: &Cell, y: usize) -> String {
    let align = match cell.align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Number => "right",
    };
    format!(
        "table.cell(x: {}, y: {y}, colspan: {}, rowspan: {}, align: {align} + horizon, {}(10.5pt)[{}]),",
        cell.column,
        cell.column_span,
        cell.row_span,
        if cell.head { "hei" } else { "song" },
        quoted(&words(&cell.runs))
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}

/// The document in HTML, with the faces by their files in the folder it is read from.
fn html(document: &Document) -> String {
    let mut out = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{}</title>\
         <meta name=\"author\" content=\"{}\"><style>\n",
        escaped(&document.title),
        escaped(&document.author)
    );
    for (name, file) in FILES {
        let _ = writeln!(out, "@font-face {{ font-family: {name}; src: url(\"fonts/{file}\") }}");
    }
    out.push_str(
        "@page { size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm;
  @bottom-right { content: \"— \" counter(page) \" —\"; font: 14pt song } }
@page landscape { size: 297mm 210mm; margin: 28mm 37mm 26mm 35mm }
.landscape { page: landscape }
body { margin: 0; font: 16pt/28.99pt latin, fang }
p, h1, h2, h3, h4, h5 { margin: 0; font-size: 16pt; font-weight: normal; text-indent: 2em; text-align: justify }
h1 { font: 22pt title; text-align: center; text-indent: 0 } h2 { font-family: hei } h3 { font-family: latin, kai }
.cover { break-after: page; text-align: center; font-family: kai } .mark { font-family: hei; text-indent: 0 }
.line { font-size: 10.5pt; line-height: 20pt; display: flex; justify-content: space-between }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font: 10.5pt/14pt latin, song }
td { border: 0.5pt solid; padding: 2.5pt 3pt } .head { font-family: hei } .centre { text-align: center }
.number { text-align: right } .end { text-align: right } tr { break-inside: avoid }\n</style></head><body>\n",
    );
    let mut attachment = 0;
    for section in document.sections.iter().filter(|section| !is_contents(section)) {
        let class = if section.orientation == Orientation::Landscape { "landscape" } else { "portrait" };
        let _ = writeln!(out, "<div class=\"{class}\"><p class=\"mark\">{}</p>", stamped(document));
        for block in &section.blocks {
            let _ = writeln!(out, "{}", html_block(block, &mut attachment));
        }
        out.push_str("</div>\n");
    }
    out.push_str("</body></html>\n");
    out
}

fn html_block(block: &Block, attachment: &mut usize) -> String {
    match block {
        Block::Cover { title, unit, date } => format!(
            "<div class=\"cover\"><h1>{}</h1>{}<br>{}</div>",
            escaped(title),
            escaped(unit),
            escaped(date.as_deref().unwrap_or_default())
        ),
        Block::Title { text } | Block::TableTitle { text } => format!("<h1>{}</h1>", escaped(text)),
        Block::Heading { level, number, runs, .. } => {
            format!("<h{0}>{1}{2}</h{0}>", level + 1, escaped(number), escaped(&words(runs)))
        }
        Block::Paragraph { lead, runs, .. } => {
            let number = lead.as_ref().map(|lead| lead.number.as_str()).unwrap_or_default();
            format!("<p>{}{}</p>", escaped(number), escaped(&words(runs)))
        }
        Block::Contents { .. } => String::new(),
        Block::AttachmentList { titles } => {
            let link = |(index, title): (usize, &String)| {
                format!("<p><a href=\"#attachment-{index}\">{}.{}</a></p>", index + 1, escaped(title))
            };
            format!("<p>附件：</p>{}", titles.iter().enumerate().map(link).collect::<String>())
        }
        Block::Signature { unit, date } => {
            format!("<p class=\"end\">{}<br>{}</p>", escaped(unit), escaped(date.as_deref().unwrap_or_default()))
        }
        Block::AttachmentMark { text } => {
            *attachment += 1;
            format!("<p class=\"mark\" id=\"attachment-{}\">{}</p>", *attachment - 1, escaped(text))
        }
        Block::TableLine { parts } => {
            let part = |part: &Vec<Run>| format!("<span>{}</span>", escaped(&words(part)));
            format!("<div class=\"line\">{}</div>", parts.iter().map(part).collect::<String>())
        }
        Block::Note { runs } => format!("<p class=\"line\">{}</p>", escaped(&words(runs))),
        Block::Table(table) => html_table(table),
    }
}

fn html_table(table: &Table) -> String {
    let total: u32 = table.columns.iter().map(|column| column.width).sum();
    let column = |width: u32| format!("<col style=\"width: calc(100% * {width} / {total})\">");
    let columns: String = table.columns.iter().map(|it| column(it.width)).collect();
    let row = |row: &document::TableRow| format!("<tr>{}</tr>\n", row.cells.iter().map(html_cell).collect::<String>());
    let (head, body) = table.rows.split_at(table.head_rows.min(table.rows.len()));
    let (head, body): (String, String) = (head.iter().map(row).collect(), body.iter().map(row).collect());
    format!("<table><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>")
}

fn html_cell(cell: &Cell) -> String {
    let align = match cell.align {
        Align::Left => "left",
        Align::Centre => "centre",
        Align::Number => "number",
    };
    format!(
        "<td colspan={} rowspan={} class=\"{align}{}\">{}</td>",
        cell.column_span,
        cell.row_span,
        if cell.head { " head" } else { "" },
        escaped(&words(&cell.runs))
    )
}
