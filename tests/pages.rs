//! The gallery of pages: every construct of a paper laid out, its pages kept in `golden/page-*.txt` as readable text, one
//! item a line, lengths in tenths of a millimetre. `UPDATE_GOLDEN=1` renews them. The faces are the bundled ones.

use ziping::document::{
    Align, Block, Cell, Column, Document, Lead, Numbering, Orientation, Run, Section, Source, Stamp, Table, TableRow,
};
use ziping::layout::{CHARACTER_PITCH, GlyphRun, Item, Layout, Length, Page, Turn, lay_out};
use ziping::typeface::Faces;

use crate::golden::hold;

/// A length in millimetres with one decimal, half up.
fn mm(length: Length) -> String {
    let tenths = (i64::from(length.0) * 254 + 36_000).div_euclid(72_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The pages of a layout as text.
fn dump(layout: &Layout) -> String {
    let mut text = String::new();
    for (page, sheet) in (1..).zip(&layout.pages) {
        let number = sheet.number.map_or("—".to_owned(), |number| number.to_string());
        text.push_str(&format!("page {page}, {} × {}, number {number}\n", mm(sheet.width), mm(sheet.height)));
        sheet.items.iter().for_each(|item| text.push_str(&format!("  {}\n", line(item))));
    }
    for entry in &layout.outline {
        text.push_str(&format!("outline {} {} → page {} {}\n", entry.level, entry.text, entry.page + 1, mm(entry.y)));
    }
    for missing in &layout.missing {
        text.push_str(&format!("no face has {:?}{}\n", missing.character, key(missing.source.as_ref())));
    }
    for cut in &layout.cut {
        text.push_str(&format!("cut {}{}\n", cut.word, key(cut.source.as_ref())));
    }
    text
}

fn key(source: Option<&Source>) -> String {
    source.map_or(String::new(), |source| format!("  [{}]", source.0))
}

/// An item: where it begins and where its last character's pen is, face and size, the words, the key.
fn line(item: &Item) -> String {
    match item {
        Item::Glyphs(run) => {
            let last = run.glyphs.last().map_or(Length::ZERO, |glyph| glyph.offset);
            let (from, to, across) = match run.turn {
                Turn::Upright => (run.x, run.x + last, run.baseline),
                Turn::Clockwise => (run.baseline, run.baseline + last, run.x),
            };
            let turned = if run.turn == Turn::Clockwise { " turned" } else { "" };
            format!(
                "{}–{} {} {:?} {}{turned} {}{}",
                mm(from),
                mm(to),
                mm(across),
                run.face,
                size(run.size),
                words(run),
                key(run.source.as_ref())
            )
        }
        Item::Rule(rule) => {
            let ((x1, y1), (x2, y2)) = (rule.from, rule.to);
            format!("rule {} {} → {} {}, {} pt", mm(x1), mm(y1), mm(x2), mm(y2), size(rule.weight))
        }
        Item::Box(filled) => format!("box {} {}", mm(filled.area.x), mm(filled.area.y)),
        Item::Link(link) => {
            let area = link.area;
            format!(
                "link {} {}, {} × {} → page {}",
                mm(area.x),
                mm(area.y),
                mm(area.width),
                mm(area.height),
                link.page + 1
            )
        }
    }
}

fn size(length: Length) -> String {
    let (whole, part) = (length.0 / 1000, length.0 % 1000 / 100);
    if part == 0 { whole.to_string() } else { format!("{whole}.{part}") }
}

fn words(run: &GlyphRun) -> String {
    run.glyphs.iter().map(|glyph| glyph.character).collect()
}

fn document(orientation: Orientation, blocks: Vec<Block>) -> Document {
    let section = Section { orientation, numbering: Numbering::Continue, one_page: false, blocks };
    Document { title: "报告".into(), author: "某局".into(), stamp: None, sections: vec![section] }
}

fn laid_out(document: &Document) -> Layout {
    lay_out(document, &Faces::bundled())
}

/// A file of the gallery: each construct under what it shows.
fn show(name: &str, constructs: &[(&str, Document)]) {
    let one = |(title, document): &(&str, Document)| format!("## {title}\n{}", dump(&laid_out(document)));
    hold(&format!("page-{name}.txt"), &constructs.iter().map(one).collect::<Vec<_>>().join("\n"));
}

fn body(text: &str) -> Block {
    Block::Paragraph { lead: None, runs: vec![Run::plain(text)], source: Some(Source("block:1".into())) }
}

fn heading(level: u8, number: &str, text: &str) -> Block {
    let source = Some(Source(format!("block:{level}")));
    Block::Heading { level, number: number.into(), runs: vec![Run::plain(text)], source }
}

fn paragraph(text: &str) -> Document {
    document(Orientation::Portrait, vec![body(text)])
}

fn filler(count: usize) -> String {
    "字".repeat(count)
}

#[test]
fn lines_break_as_chinese_is_set() {
    let after = |count: usize, token: &str| paragraph(&format!("{}{token}{}", filler(count), filler(6)));
    show(
        "breaks",
        &[
            ("a closing mark is not first", after(26, "，")),
            ("an opening mark is not last", after(25, "《预算法》")),
            ("quotation marks: the closing one stays, the opening one goes on", after(24, "“三公”")),
            ("a number stays whole, with its unit", after(21, "6346.47万元")),
            ("a rate stays whole", after(23, "93.52%")),
            ("a date stays whole", after(22, "2020年12月31日")),
            ("a word stays whole", after(22, "Ziping")),
            ("a dash stays whole", after(25, "——")),
            ("a word longer than a line is cut", paragraph(&"w".repeat(80))),
            ("a blank at a line's end is not printed", after(26, " ")),
            ("a last line of one character takes another along", paragraph(&format!("{}。", filler(27 + 28)))),
        ],
    );
}

#[test]
fn marks_give_up_their_white() {
    show(
        "squeezes",
        &[
            ("two closing marks", paragraph("（一）、甲”。乙》，丙")),
            ("a closing and an opening mark", paragraph("“甲”（乙），“丙”“丁”")),
            ("two opening marks", paragraph("（“甲”乙）")),
            ("brackets within brackets", paragraph("《关于〈办法〉的通知》（财预〔2020〕10号）")),
            ("at a line's end", paragraph(&format!("{}5，{}", filler(25), filler(6)))),
            ("pushed in: marks of the line give up their white", {
                paragraph(&format!("{}{}。{}", "字字字字，".repeat(5), filler(1), filler(30)))
            }),
            ("pushed out: the line is spread", paragraph(&format!("{}12345.67万元{}", filler(20), filler(30)))),
            (
                "a loose line is helped by the one above",
                paragraph(
                    "字字2024年度，本部门一般公共预算基本支出2159.56万元，其中人员经费1998.72万元，占基本支出的92.55%；\
                     公用经费160.84万元，占基本支出的7.45%。",
                ),
            ),
        ],
    );
}

#[test]
fn a_text_page_is_built_on_the_grid() {
    let lead = |level, number: &str, text: &str, heading_chars| Block::Paragraph {
        lead: Some(Lead { level, number: number.into(), heading_chars }),
        runs: vec![Run::plain(text), Run { text: "88%".into(), source: Some(Source("figure:rate".into())) }],
        source: Some(Source("block:9".into())),
    };
    let title = "2023年度长沙市天心区农业农村局部门整体支出绩效自评报告";
    let of = |blocks| document(Orientation::Portrait, blocks);
    show(
        "text",
        &[
            (
                "title, four levels of headings, run-in headings, figures with their keys",
                of(vec![
                    Block::Title { text: title.into() },
                    heading(1, "一、", "基本情况"),
                    heading(2, "（一）", "主要职能"),
                    heading(3, "1.", "职责"),
                    heading(4, "（1）", "内容"),
                    lead(2, "（二）", "机构情况。内设科室的占", 5),
                    lead(3, "1.", "财务管理规范。完成率为", 7),
                    body("本部门一般公共预算支出。"),
                ]),
            ),
            (
                "a cover, and page numbers odd and even",
                Document {
                    sections: vec![
                        Section {
                            orientation: Orientation::Portrait,
                            numbering: Numbering::None,
                            one_page: false,
                            blocks: vec![Block::Cover {
                                title: title.into(),
                                unit: "长沙市天心区农业农村局".into(),
                                date: Some("2024年4月18日".into()),
                            }],
                        },
                        Section {
                            orientation: Orientation::Portrait,
                            numbering: Numbering::Restart,
                            one_page: false,
                            blocks: vec![body(&"字\n".repeat(30))],
                        },
                    ],
                    ..of(Vec::new())
                },
            ),
            (
                "a heading does not end a page",
                of(vec![body(&"字\n".repeat(20)), heading(1, "二、", "支出情况"), body("正文。")]),
            ),
            ("no line alone on either page", of(vec![body(&"字\n".repeat(19)), body(&filler(28 * 4 - 4))])),
        ],
    );
}

#[test]
fn a_paper_ends_as_the_standard_says() {
    let of = |blocks| document(Orientation::Portrait, blocks);
    let signature =
        |date: Option<&str>| Block::Signature { unit: "某区农业农村局".into(), date: date.map(str::to_owned) };
    let list = Block::AttachmentList {
        titles: vec![
            "2023年度部门整体支出绩效评价基础数据表".into(),
            "部门整体支出绩效评价指标评分表（含各项指标的评分标准和说明）".into(),
        ],
    };
    let attachment = |orientation, mark: &str, title: &str| Section {
        orientation,
        numbering: Numbering::Continue,
        one_page: false,
        blocks: vec![
            Block::AttachmentMark { text: mark.into() },
            Block::TableTitle { text: title.into() },
            Block::TableLine {
                parts: vec![vec![Run::plain("填报单位：某局")], vec![Run::plain("单位：万元")]]
            },
            Block::Note { runs: vec![Run::plain("说明：按决算口径填列。")] },
        ],
    };
    let mut whole = of(vec![body("特此报告。"), list.clone(), signature(Some("2024年4月8日"))]);
    whole.sections.push(attachment(Orientation::Portrait, "附件1", "基础数据表"));
    whole.sections.push(attachment(Orientation::Landscape, "附件2", "指标评分表"));
    whole.stamp = Some(Stamp::Draft);
    show(
        "ends",
        &[
            ("the list of attachments, the signature, attachments upright and on their side, the stamp", whole),
            ("a signature without a date", of(vec![body("特此报告。"), signature(None)])),
            (
                "one attachment has no number",
                of(vec![body("文。"), Block::AttachmentList { titles: vec!["数据表".into()] }]),
            ),
            (
                "a signature at a page's end takes text along",
                of(vec![body(&"字\n".repeat(19)), body("末段文字。"), signature(Some("2024年4月8日"))]),
            ),
        ],
    );
}

fn cell(column: usize, rows: usize, align: Align, text: &str) -> Cell {
    let source = Some(Source(format!("figure:{text}")));
    let runs = vec![Run { text: text.into(), source: source.filter(|_| align == Align::Number) }];
    Cell { column, column_span: 1, row_span: rows, align, indent: 0, head: false, runs }
}

fn row(cells: Vec<Cell>) -> TableRow {
    TableRow { cells, min_lines: 1 }
}

fn table(widths: &[u32], head_rows: usize, rows: Vec<TableRow>) -> Vec<Block> {
    vec![Block::Table(Table {
        columns: widths.iter().map(|width| Column { width: *width }).collect(),
        head_rows,
        rows,
    })]
}

#[test]
fn tables_go_over_pages_whole() {
    use Align::{Centre, Left, Number};
    let of = |blocks| document(Orientation::Landscape, blocks);
    let head = || {
        let named = |column, text| Cell { head: true, ..cell(column, 1, Centre, text) };
        row(vec![named(0, "指标"), named(1, "金额")])
    };
    let lines = |count: usize| "行\n".repeat(count - 1) + "行";
    let high = |label: Option<usize>, text: &str| {
        let first = label.map(|rows| cell(0, rows, Centre, "过程管理"));
        row(first.into_iter().chain([cell(1, 1, Left, text)]).collect())
    };
    let numbers = ["5788.54", "91.21%", "12", "-3.08", "1286.4"];
    show(
        "tables",
        &[
            (
                "points below each other",
                of(table(
                    &[1, 1],
                    0,
                    numbers.iter().map(|text| row(vec![cell(0, 1, Left, "数"), cell(1, 1, Number, text)])).collect(),
                )),
            ),
            (
                "the head is repeated, and the label of a merged cell that a page divides",
                of(table(&[1, 3], 1, {
                    let rows = (0..4).map(|index| high((index == 0).then_some(4), &lines(14)));
                    std::iter::once(head()).chain(rows).collect()
                })),
            ),
            (
                "a row that fits on the next page is not divided, one higher than a page is",
                of(table(
                    &[1, 3],
                    1,
                    vec![head(), high(Some(1), &lines(20)), high(Some(1), &lines(20)), high(Some(1), &lines(45))],
                )),
            ),
            (
                "merged across columns and rows",
                of(table(
                    &[1, 1, 1],
                    0,
                    vec![
                        row(vec![Cell { column_span: 2, ..cell(0, 2, Centre, "合并") }, cell(2, 1, Left, "一")]),
                        row(vec![cell(2, 1, Left, "二")]),
                        row(vec![
                            Cell { indent: 1, ..cell(0, 1, Left, "其中") },
                            cell(1, 1, Left, ""),
                            cell(2, 1, Left, "三"),
                        ]),
                    ],
                )),
            ),
        ],
    );
}

#[test]
fn what_is_too_long_for_a_cell_is_set_smaller_and_told_where_that_does_not_help() {
    let narrow = |text: &str| {
        document(Orientation::Portrait, table(&[1; 10], 0, vec![row(vec![cell(0, 1, Align::Number, text)])]))
    };
    show(
        "overflow",
        &[
            ("5号", narrow("3420.00")),
            ("小5号", narrow("13420.00")),
            ("6号", narrow("1342012.00")),
            ("the unit goes on", narrow("1342012.00万元")),
            ("forty digits", narrow(&"1234567890".repeat(4))),
            ("an address on the net", narrow("https://www.example.gov.cn/2024/zwgk/yjsgk/bmjs/index.html")),
        ],
    );
}

#[test]
fn characters_come_from_the_face_that_has_them() {
    show(
        "faces",
        &[
            (
                "digits and Latin from the Times-like face, rare hanzi and signs from 宋体",
                paragraph("2020年A类面积1,286.40㎡，李堃。"),
            ),
            ("·, • and ……", paragraph("甲·乙•丙……丁——戊")),
            ("a character no face has leaves its place blank and is told", paragraph("甲😀乙")),
        ],
    );
}

/// The lines of body text on a page: its runs on one baseline in 3号, left to right, with where the last one's pen ends.
fn body_lines(page: &Page) -> Vec<(String, Length)> {
    let mut lines: Vec<(Length, String, Length)> = Vec::new();
    for item in &page.items {
        let Item::Glyphs(run) = item else { continue };
        if run.size != Length::pt(16) || run.turn != Turn::Upright {
            continue;
        }
        let printed = run.glyphs.iter().rfind(|glyph| glyph.character != ' ');
        // Blanks at a line's end are a run of their own, and stand beyond the edge.
        let Some(end) = printed.map(|glyph| run.x + glyph.offset) else { continue };
        match lines.last_mut() {
            Some((baseline, text, last)) if *baseline == run.baseline => {
                text.push_str(&words(run));
                *last = end;
            }
            _ => lines.push((run.baseline, words(run), end)),
        }
    }
    lines.into_iter().map(|(_, text, end)| (text, end)).collect()
}

/// Holds the lines of a document's body to the rules: no mark where it may not stand, none beyond the edge, the text whole.
fn hold_lines(document: &Document, text: &str) {
    let right = Length::mm(28) + Length::mm(156);
    let lines: Vec<(String, Length)> = laid_out(document).pages.iter().flat_map(body_lines).collect();
    for (line, end) in &lines {
        let (first, last) = (line.trim_start().chars().next(), line.trim_end().chars().next_back());
        assert!(
            !first.is_some_and(|first| "，。、；：！？）》〉”’」』】〕·～%‰℃㎡".contains(first)),
            "begins with a mark: {line}"
        );
        assert!(!last.is_some_and(|last| "（《〈“‘「『【〔¥".contains(last)), "ends with a mark: {line}");
        assert!(*end <= right - CHARACTER_PITCH.half(), "goes beyond the edge: {line}");
    }
    let joined: String = lines.iter().map(|(line, _)| line.as_str()).collect();
    let bare = |text: &str| text.replace([' ', '\n'], "");
    assert_eq!(bare(&joined), bare(text));
}

#[test]
fn two_hundred_random_texts_are_set_without_a_fault() {
    let mut seed = 20_240_410_u64;
    let mut random = |below: usize| {
        // Knuth's linear congruential generator: the same texts at every run.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or_default() % below
    };
    const TOKENS: [&str; 30] = [
        "部门",
        "整体支出",
        "绩效自评",
        "的",
        "预算执行率",
        "，",
        "。",
        "、",
        "；",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        "6346.47万元",
        "93.52%",
        "2020年12月31日",
        "-3.08%",
        "1,286.40㎡",
        "财预〔2020〕10号",
        "——",
        "……",
        "App",
        "ODR",
        "·",
        "第3季度",
        " ",
        "12345678.90万元",
        "较上年",
    ];
    for _ in 0..200 {
        let mut text = String::from("据");
        let mut open = Vec::new();
        for _ in 0..20 + random(120) {
            let token = TOKENS[random(TOKENS.len())];
            // Marks come in pairs, as a writer sets them, and none stands where the writer would not put it.
            match token {
                "（" | "《" | "“" if open.len() < 2 => {
                    let close =
                        ["）", "》", "”"][["（", "《", "“"].iter().position(|mark| *mark == token).unwrap_or(0)];
                    open.push(close);
                    text.push_str(token);
                    text.push_str("预算");
                }
                "（" | "《" | "“" | "）" | "》" | "”" => text.extend(open.pop()),
                _ => text.push_str(token),
            }
        }
        text.extend(open.into_iter().rev());
        text.push('。');
        hold_lines(&paragraph(&text), &text);
    }
}
