//! Whole documents laid out and read again from their pages.

use crate::document::{
    Align, Block, Cell, Column, Document, Numbering, Orientation, Run, Section, Source, Stamp, Table, TableRow,
};
use crate::typeface::Faces;

use super::*;

const TOP: Length = Length::mm(37);
const LEFT: Length = Length::mm(28);

fn document(orientation: Orientation, blocks: Vec<Block>) -> Document {
    let section = Section { orientation, numbering: Numbering::Continue, one_page: false, blocks };
    Document { title: "报告".into(), author: "某局".into(), stamp: None, sections: vec![section] }
}

fn portrait(blocks: Vec<Block>) -> Layout {
    lay_out(&document(Orientation::Portrait, blocks), &Faces::bundled())
}

fn body(text: &str) -> Block {
    Block::Paragraph { lead: None, runs: vec![Run::plain(text)], source: None }
}

fn cell(column: usize, row_span: usize, text: &str) -> Cell {
    let runs = vec![Run::plain(text)];
    Cell { column, column_span: 1, row_span, align: Align::Left, indent: 0, head: false, runs }
}

fn row(cells: Vec<Cell>) -> TableRow {
    TableRow { cells, min_lines: 1 }
}

fn table(columns: usize, head_rows: usize, rows: Vec<TableRow>) -> Block {
    Block::Table(Table { columns: vec![Column { width: 1 }; columns], head_rows, rows })
}

fn runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None })
}

fn text(page: &Page) -> String {
    runs(page).flat_map(|run| &run.glyphs).map(|glyph| glyph.character).collect()
}

fn page_number(page: &Page) -> &GlyphRun {
    runs(page).last().expect("the page number comes last")
}

#[test]
fn a_document_laid_out_again_after_an_edit_is_as_if_laid_out_for_the_first_time() {
    let faces = Faces::bundled();
    let kept = KeptLines::default();
    let heading = |number: &str| {
        let (number, runs) = (number.to_owned(), vec![Run::plain("基本情况")]);
        Block::Heading { level: 1, number, runs, source: Some(Source("block:1".into())) }
    };
    let before =
        [heading("一、"), body(&"文".repeat(900)), body("共3人。"), body("生僻字\u{10ffff}。"), body("共3人。")];
    let after =
        [body("新增一段。"), heading("二、"), before[1].clone(), body("共4人。"), before[3].clone(), before[2].clone()];
    let signed = Block::Signature { unit: "某局".into(), date: None };
    for blocks in [before.to_vec(), after.to_vec(), [&after[..], &[signed]].concat(), before.to_vec()] {
        let document = document(Orientation::Portrait, blocks);
        let (again, afresh) = (lay_out_again(&document, &faces, &kept), lay_out(&document, &faces));
        assert_eq!((again.pages, again.missing, again.outline), (afresh.pages, afresh.missing, afresh.outline));
    }
}

#[test]
fn a_page_has_22_lines_at_the_places_the_standard_gives_them() {
    let layout = portrait(vec![body(&"字".repeat(28 * 30))]);
    assert_eq!(layout.pages.len(), 2);
    let page = &layout.pages[0];
    assert_eq!((page.width, page.height), (Length(595_276), Length(841_890)));
    let baselines: Vec<Length> = runs(page).map(|run| run.baseline).collect();
    let expected: Vec<Length> =
        (0..22).map(|line| TOP + Length(28_990) * line + Length(6_495) + Length(14_080)).collect();
    assert_eq!(baselines[..22], expected);
    assert_eq!(baselines.len(), 23, "and the page number");
}

#[test]
fn the_first_line_is_indented_by_two_characters_and_a_full_line_spans_the_type_area() {
    let layout = portrait(vec![body(&"字".repeat(60))]);
    let lines: Vec<&GlyphRun> = runs(&layout.pages[0]).collect();
    assert_eq!(lines[0].x, LEFT + CHARACTER_PITCH * 2);
    assert_eq!(lines[0].glyphs.len(), 26);
    assert_eq!(lines[1].x, LEFT);
    assert_eq!(lines[1].glyphs.len(), 28);
    let last = lines[1].glyphs.last().expect("a full line").offset;
    // The type area is 156 mm; its 28 pitches leave one thousandth of a point, which the last gap takes.
    assert_eq!(last + CHARACTER_PITCH, Length::mm(156));
}

#[test]
fn a_heading_never_ends_a_page() {
    let heading =
        Block::Heading { level: 1, number: "一、".into(), runs: vec![Run::plain("基本情况")], source: None };
    let layout = portrait(vec![body(&"字".repeat(28 * 21 - 2)), heading, body("正文。")]);
    assert_eq!(layout.pages.len(), 2);
    assert!(text(&layout.pages[1]).starts_with("一、基本情况"));
    assert_eq!(layout.outline[0].page, 1);
    assert_eq!(layout.outline[0].y, TOP);
}

#[test]
fn a_paragraph_leaves_no_single_line_on_either_page() {
    let layout = portrait(vec![body(&"甲".repeat(28 * 21 - 2)), body(&"乙".repeat(28 * 3))]);
    assert!(!text(&layout.pages[0]).contains('乙'), "its first line alone would stay behind");
    let layout = portrait(vec![body(&"甲".repeat(28 * 19 - 2)), body(&"乙".repeat(28 * 4 - 2))]);
    let left_behind = text(&layout.pages[0]).matches('乙').count();
    assert_eq!(left_behind, 26 + 28, "its last line takes another along");
}

#[test]
fn a_signature_takes_two_lines_of_text_along() {
    let signature =
        Block::Signature { unit: "长沙市天心区农业农村局".into(), date: Some("2024年4月18日".into()) };
    let layout = portrait(vec![body(&"字".repeat(28 * 20 - 2)), signature]);
    assert_eq!(layout.pages.len(), 2);
    let page = text(&layout.pages[1]);
    assert_eq!(page.matches('字').count(), 28 * 2);
    assert!(page.contains("长沙市天心区农业农村局") && page.contains("2024年4月18日"));
}

#[test]
fn the_date_ends_four_characters_from_the_right() {
    let layout =
        portrait(vec![body("正文。"), Block::Signature { unit: "某局".into(), date: Some("二〇二四年四月".into()) }]);
    let date = runs(&layout.pages[0]).find(|run| run.glyphs.len() == 7).expect("the date is one run");
    assert_eq!(date.x + CHARACTER_PITCH * (7 + 4), LEFT + Length::mm(156));
}

#[test]
fn odd_page_numbers_stand_right_and_even_ones_left() {
    let layout = portrait(vec![body(&"字".repeat(28 * 40))]);
    let right_edge = LEFT + Length::mm(156) - Length::pt(14);
    let (odd, even) = (page_number(&layout.pages[0]), page_number(&layout.pages[1]));
    assert_eq!(text(&layout.pages[0]).replace('字', ""), "— 1 —");
    assert_eq!(even.x, LEFT + Length::pt(14));
    let last = odd.glyphs.last().expect("a dash");
    let dash = Length(12_460);
    assert_eq!(odd.x + last.offset + dash, right_edge);
    assert_eq!(odd.baseline, TOP + Length::mm(225) + Length::mm(7) + Length(3_752));
}

#[test]
fn the_number_of_a_landscape_page_stands_where_the_bound_sheet_has_it() {
    let number_of = |orientation| {
        let layout = lay_out(&document(orientation, vec![body("字")]), &Faces::bundled());
        page_number(&layout.pages[0]).clone()
    };
    let (upright, turned) = (number_of(Orientation::Portrait), number_of(Orientation::Landscape));
    assert_eq!(turned.turn, Turn::Clockwise);
    assert_eq!((turned.x, turned.baseline), (Length::mm(297) - upright.baseline, upright.x));
}

#[test]
fn numbers_go_on_over_sections_and_a_cover_has_none() {
    let cover = Block::Cover { title: "报告".into(), unit: "某局".into(), date: None };
    let mut document = document(Orientation::Portrait, vec![cover]);
    document.sections[0].numbering = Numbering::None;
    for numbering in [Numbering::Continue, Numbering::Continue, Numbering::Restart] {
        document.sections.push(Section {
            orientation: Orientation::Portrait,
            numbering,
            one_page: false,
            blocks: vec![body("字")],
        });
    }
    let layout = lay_out(&document, &Faces::bundled());
    let numbers: Vec<Option<u32>> = layout.pages.iter().map(|page| page.number).collect();
    assert_eq!(numbers, [None, Some(1), Some(2), Some(1)]);
}

#[test]
fn the_head_of_a_table_is_repeated_on_every_page() {
    let mut rows = vec![row(vec![cell(0, 1, "表头")])];
    rows.extend((0..100).map(|_| row(vec![cell(0, 1, "行")])));
    let layout = portrait(vec![table(1, 1, rows)]);
    assert!(layout.pages.len() > 2);
    assert!(layout.pages.iter().all(|page| text(page).starts_with("表头")));
    let rows: usize = layout.pages.iter().map(|page| text(page).matches('行').count()).sum();
    assert_eq!(rows, 100);
}

#[test]
fn a_merged_cell_that_a_page_divides_repeats_its_label() {
    let mut rows = vec![row(vec![cell(0, 80, "投入"), cell(1, 1, "行")])];
    rows.extend((1..80).map(|_| row(vec![cell(1, 1, "行")])));
    let layout = portrait(vec![table(2, 0, rows)]);
    assert!(layout.pages.len() > 1);
    assert!(layout.pages.iter().all(|page| text(page).matches("投入").count() == 1));
}

#[test]
fn a_label_is_never_left_with_less_height_than_it_needs() {
    let label = "一二三四五六七八九十".repeat(2);
    for before in 20..32 {
        let mut rows: Vec<TableRow> = (0..before).map(|_| row(vec![cell(0, 1, "前"), cell(1, 1, "行")])).collect();
        rows.push(row(vec![cell(0, 6, &label), cell(1, 1, "行")]));
        rows.extend((1..6).map(|_| row(vec![cell(1, 1, "行")])));
        let Block::Table(mut narrow) = table(2, 0, rows) else {
            continue;
        };
        narrow.columns[1].width = 6;
        let layout = portrait(vec![Block::Table(narrow)]);
        for page in &layout.pages {
            let part = text(page);
            assert!(!part.contains('一') || part.contains(&label), "whole or not at all after {before} rows: {part}");
        }
    }
}

#[test]
fn a_row_higher_than_a_page_goes_on_without_losing_a_character() {
    let long: String = "自评说明".repeat(1_000);
    let layout = portrait(vec![table(2, 0, vec![row(vec![cell(0, 1, "名称"), cell(1, 1, &long)])])]);
    assert!(layout.pages.len() > 2);
    let all: String = layout.pages.iter().map(text).collect();
    assert_eq!(all.matches("自评说明").count() + split_over_pages(&layout), 1_000);
    assert_eq!(all.matches("名称").count(), 1);
}

/// How many times the phrase is divided by a page's end.
fn split_over_pages(layout: &Layout) -> usize {
    let of = |character| layout.pages.iter().map(|page| text(page).matches(character).count()).sum::<usize>();
    assert_eq!([of('自'), of('评'), of('说'), of('明')], [1_000; 4]);
    let joined: String = layout.pages.iter().map(|page| text(page).replace(['—', ' '], "")).collect();
    let whole: usize = layout.pages.iter().map(|page| text(page).matches("自评说明").count()).sum();
    assert!(!joined.is_empty());
    1_000 - whole
}

#[test]
fn a_tables_title_is_never_left_alone() {
    for lines in [10, 37, 38, 39, 40, 41, 42, 43, 100] {
        let high = "行\n".repeat(lines);
        let title = Block::TableTitle { text: "基础数据表".into() };
        for before in [0, 15] {
            let text_before = body(&"字".repeat(28 * before + 1));
            let one_row = table(1, 0, vec![row(vec![cell(0, 1, &high)])]);
            let layout = portrait(vec![text_before, title.clone(), one_row]);
            let titled = layout.pages.iter().map(text);
            let page = titled.into_iter().find(|page| page.contains("基础数据表"));
            assert!(page.is_some_and(|page| page.contains('行')), "{lines} {before}");
            let all: String = layout.pages.iter().map(text).collect();
            assert_eq!(all.matches('行').count(), lines);
        }
    }
}

#[test]
fn rows_stay_whole_where_a_page_can_hold_them() {
    let four_lines = "一行\n二行\n三行\n四行";
    let layout = portrait(vec![table(1, 0, (0..30).map(|_| row(vec![cell(0, 1, four_lines)])).collect())]);
    for page in &layout.pages {
        assert_eq!(text(page).matches("一行").count(), text(page).matches("四行").count());
    }
}

#[test]
fn points_of_a_column_stand_below_each_other() {
    let number = |text: &str| row(vec![Cell { align: Align::Number, ..cell(0, 1, text) }]);
    let layout = portrait(vec![table(1, 0, vec![number("5788.54"), number("91.21%"), number("12")])]);
    let points: Vec<Length> = runs(&layout.pages[0])
        .filter_map(|run| Some(run.x + run.glyphs.iter().find(|glyph| glyph.character == '.')?.offset))
        .collect();
    assert_eq!(points.len(), 2);
    assert_eq!(points[0], points[1]);
}

#[test]
fn a_table_with_nonsense_places_still_prints_its_text() {
    let odd = Cell { column: 9, column_span: 9, row_span: 99, ..cell(0, 1, "甲") };
    let rows = vec![row(vec![odd, cell(0, 0, "乙")]), row(vec![])];
    for columns in [0, 1, 3] {
        let layout = portrait(vec![table(columns, 7, rows.clone())]);
        let all: String = layout.pages.iter().map(text).collect();
        assert!(all.contains('甲') && all.contains('乙'), "{columns} columns: {all}");
    }
}

#[test]
fn a_missing_character_is_reported_once_with_its_source_and_leaves_a_blank() {
    let source = Source("block:7".into());
    let runs_with = vec![Run { text: "甲😀😀乙".into(), source: Some(source.clone()) }];
    let layout = portrait(vec![Block::Paragraph { lead: None, runs: runs_with, source: None }]);
    assert_eq!(layout.missing, [MissingGlyph { character: '😀', source: Some(source.clone()) }]);
    let run = runs(&layout.pages[0]).next().expect("a line");
    assert_eq!(run.source, Some(source));
    assert_eq!(run.glyphs[1].offset, CHARACTER_PITCH * 3, "two blanks of a character each");
}

#[test]
fn every_page_of_a_draft_is_stamped() {
    let mut draft = document(Orientation::Portrait, vec![body(&"字".repeat(28 * 40))]);
    draft.stamp = Some(Stamp::Draft);
    let layout = lay_out(&draft, &Faces::bundled());
    for page in &layout.pages {
        let stamp = page_number(page);
        assert_eq!(stamp.ink, Ink::Grey);
        assert!(text(page).ends_with("草稿"), "read after the text");
    }
}

#[test]
fn the_list_of_attachments_leads_to_them() {
    let titles = vec!["2023年度基础数据表".to_owned(), "评分表".to_owned()];
    let mut document = document(Orientation::Portrait, vec![body("正文。"), Block::AttachmentList { titles }]);
    for (mark, title) in [("附件1", "基础数据表"), ("附件2", "评分表")] {
        let blocks = vec![Block::AttachmentMark { text: mark.into() }, Block::TableTitle { text: title.into() }];
        document.sections.push(Section {
            orientation: Orientation::Portrait,
            numbering: Numbering::Continue,
            one_page: false,
            blocks,
        });
    }
    let layout = lay_out(&document, &Faces::bundled());
    assert!(text(&layout.pages[0]).contains("附件：1. 2023年度基础数据表2.评分表"));
    let leads: Vec<usize> = layout.pages[0]
        .items
        .iter()
        .filter_map(|item| if let Item::Link(link) = item { Some(link.page) } else { None })
        .collect();
    assert_eq!(leads, [1, 2]);
    assert_eq!(layout.outline[0].text, "附件1 基础数据表");
    assert_eq!(layout.outline[1].text, "附件2 评分表");
}

#[test]
fn a_title_breaks_between_phrases() {
    let layout = portrait(vec![Block::Title {
        text: "2023年度长沙市天心区农业农村局部门整体支出绩效自评报告".into()
    }]);
    let second = runs(&layout.pages[0]).nth(1).expect("two lines");
    assert_eq!(second.glyphs[0].character, '部');
    assert_eq!(layout.outline[0].text, "2023年度长沙市天心区农业农村局部门整体支出绩效自评报告");
}

#[test]
fn a_megabyte_in_one_paragraph_or_one_cell_comes_to_an_end() {
    let long = "（自评，2020年".repeat(50_000);
    let layout = portrait(vec![body(&long), table(2, 0, vec![row(vec![cell(0, 1, &long), cell(1, 1, "甲")])])]);
    let count: usize = layout.pages.iter().map(|page| text(page).matches('评').count()).sum();
    assert_eq!(count, 100_000);
}

#[test]
fn no_block_loses_a_character_however_long_it_is() {
    const TIMES: usize = 2_000;
    let long = "自评（2020年）".repeat(TIMES);
    let run = || vec![Run::plain(long.clone())];
    let blocks = [
        Block::Cover { title: long.clone(), unit: "某局".into(), date: None },
        Block::Title { text: long.clone() },
        Block::Heading { level: 2, number: "（一）".into(), runs: run(), source: None },
        body(&long),
        Block::AttachmentList { titles: vec![long.clone()] },
        Block::Signature { unit: long.clone(), date: None },
        Block::AttachmentMark { text: long.clone() },
        Block::TableTitle { text: long.clone() },
        Block::TableLine { parts: vec![run()] },
        table(1, 1, vec![row(vec![cell(0, 1, &long)])]),
        table(2, 0, vec![row(vec![cell(0, 2, &long), cell(1, 1, "甲")]), row(vec![cell(1, 1, "乙")])]),
        Block::Note { runs: run() },
    ];
    for block in blocks {
        let kind = format!("{block:?}").chars().take(12).collect::<String>();
        let layout = portrait(vec![block]);
        let count: usize = layout.pages.iter().map(|page| text(page).matches('评').count()).sum();
        assert_eq!(count, TIMES, "{kind}");
    }
}

#[test]
fn everything_but_page_numbers_and_stamps_stays_in_the_type_area() {
    let long = "自评，2020年（Ziping）。".repeat(400);
    let layout = portrait(vec![body(&long), table(3, 0, vec![row(vec![cell(1, 1, &long)]); 3])]);
    let (right, bottom) = (LEFT + Length::mm(156), TOP + Length::mm(225));
    for page in &layout.pages {
        let mut set: Vec<&GlyphRun> = runs(page).collect();
        set.pop();
        for run in set {
            let end = run.glyphs.last().map_or(run.x, |glyph| run.x + glyph.offset);
            assert!(run.x >= LEFT && end < right, "{run:?}");
            assert!(run.baseline > TOP && run.baseline < bottom, "{run:?}");
        }
    }
}

/// A cover, contents asked for, and a report of so many chapters, each of a page and with a section of its own.
fn report_with_contents(chapters: usize, over_pages: usize) -> Layout {
    let portrait =
        |numbering, blocks| Section { orientation: Orientation::Portrait, numbering, one_page: false, blocks };
    let heading = |level, number: String, text: &str| Block::Heading {
        level,
        number,
        runs: vec![Run::plain(text)],
        source: None,
    };
    let cover = Block::Cover { title: "报告".into(), unit: "某局".into(), date: None };
    let mut blocks = vec![Block::Title { text: "报告".into() }];
    for chapter in 1..=chapters {
        blocks.push(heading(1, format!("第{chapter}章"), "基本情况"));
        blocks.push(heading(2, "（一）".into(), &"很长的标题".repeat(7)));
        blocks.push(heading(3, "1.".into(), "不列入目录"));
        blocks.push(body(&"字".repeat(28 * 17)));
    }
    blocks.push(Block::AttachmentList { titles: vec!["数据表".into()] });
    let attachment =
        vec![Block::AttachmentMark { text: "附件1".into() }, Block::TableTitle { text: "数据表".into() }, body("表")];
    let sections = vec![
        portrait(Numbering::None, vec![cover]),
        portrait(Numbering::None, vec![Block::Contents { over_pages }]),
        portrait(Numbering::Restart, blocks),
        portrait(Numbering::Continue, attachment),
    ];
    let document = Document { title: "报告".into(), author: "某局".into(), stamp: None, sections };
    lay_out(&document, &Faces::bundled())
}

#[test]
fn a_long_report_has_its_contents_before_the_text_each_line_with_the_number_of_its_page() {
    let layout = report_with_contents(12, 5);
    let contents: Vec<&Page> = layout.pages[1..].iter().take_while(|page| page.number.is_none()).collect();
    assert_eq!(contents.len(), 2, "36 lines and a title");
    let whole: String = contents.iter().map(|page| text(page)).collect();
    assert!(whole.starts_with("目　录第1章基本情况………") && !whole.contains("不列入目录"), "{whole}");
    let numbered = |page: usize| layout.pages[page].number.map(|number| number.to_string()).expect("is numbered");
    for entry in layout.outline.iter().filter(|entry| entry.level == 1) {
        assert!(text(&layout.pages[entry.page]).contains(&entry.text), "the outline leads to where the heading is");
        let line = format!("{}…", entry.text);
        let behind = whole.split(line.as_str()).nth(1).expect("is listed").trim_start_matches('…');
        assert!(
            behind.starts_with(&numbered(entry.page)),
            "{} is on page {}, not {behind}",
            entry.text,
            numbered(entry.page)
        );
    }
    assert!(
        whole.contains("附件1 数据表") && layout.outline.iter().any(|entry| entry.text == "目录" && entry.page == 1)
    );
    let links = layout.pages.iter().flat_map(|page| &page.items);
    let targets: Vec<usize> =
        links.filter_map(|item| if let Item::Link(link) = item { Some(link.page) } else { None }).collect();
    let last = layout.pages.len() - 1;
    assert_eq!(targets.iter().filter(|page| **page == last).count(), 2, "from the contents and from the list");
    assert!(targets.iter().all(|page| *page >= 3), "none leads to cover or contents");
}

#[test]
fn the_lines_of_the_contents_end_flush_right_with_their_dots_below_each_other() {
    let layout = report_with_contents(12, 5);
    let right = LEFT + Length::mm(156);
    let (mut dots, mut ends) = (Vec::new(), Vec::new());
    for run in runs(&layout.pages[1]) {
        let width = |glyph: &PlacedGlyph| if glyph.character.is_ascii_digit() { Length::pt(8) } else { Length::pt(16) };
        let is_number = |last: &&PlacedGlyph| last.character.is_ascii_digit() && run.x > right - Length::pt(48);
        if let Some(last) = run.glyphs.last().filter(is_number) {
            ends.push(run.x + last.offset + width(last));
        }
        let places = run.glyphs.iter().filter(|glyph| glyph.character == '…').map(|glyph| run.x + glyph.offset);
        dots.extend(places.map(|x| (x - LEFT).0.rem_euclid(CHARACTER_PITCH.0)));
    }
    assert!(ends.iter().all(|end| (*end - right).0.abs() <= 10), "{ends:?}");
    assert!(!dots.is_empty() && dots.iter().all(|over| *over <= 1), "{dots:?}");
}

#[test]
fn a_short_report_has_no_contents() {
    let layout = report_with_contents(2, 5);
    assert!(layout.pages.iter().all(|page| !text(page).contains('…')));
    assert_eq!(layout.pages[1].number, Some(1));
}
