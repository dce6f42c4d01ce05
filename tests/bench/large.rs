//! Workbooks larger than any department's, made from the sample `demo`: so many years, each with so many figures entered and
//! so many characters of text in which no two paragraphs are alike. The same numbers give the same workbook.

use std::path::Path;

use ziping::edition::Edition;
use ziping::filing::{Block, Entry, Filing, OwnFigure};
use ziping::quantity::Measure;
use ziping::sample;
use ziping::workbook::Workbook;

/// The moment everything was entered at.
pub(crate) const NOW: &str = "2025-03-09 14:32:05";

/// How large a workbook is.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) years: i32,
    /// A year.
    pub(crate) figures: usize,
    /// A year.
    pub(crate) characters: usize,
}

/// Writes a workbook that is no sample.
pub(crate) fn workbook(path: &Path, size: Size) -> Workbook {
    let (edition, filings) = filings(size);
    Workbook::create(path, false, &edition, &filings, NOW).expect("is made")
}

/// The filings, oldest first.
pub(crate) fn filings(size: Size) -> (Edition, Vec<Filing>) {
    let sample = sample::load("demo").expect("is shipped");
    let model = sample.filings.last().expect("has a year");
    let newest = model.head.report_year;
    let filings = (0..size.years).map(|place| filing(model, newest + 1 - size.years + place, i64::from(place), size));
    (sample.edition, filings.collect())
}

fn filing(model: &Filing, report_year: i32, place: i64, size: Size) -> Filing {
    let mut filing = model.clone();
    filing.head.report_year = report_year;
    filing.answers.clear();
    filing.notes.clear();
    filing.entries.values_mut().for_each(|entry| entry.report_year = report_year);
    filing.judgements.values_mut().for_each(|judgement| judgement.report_year = report_year);
    filing.projects.iter_mut().for_each(|project| project.report_year = report_year);
    filing.project_indicators.iter_mut().for_each(|indicator| indicator.report_year = report_year);
    filing.own_figures.iter_mut().for_each(|figure| figure.report_year = report_year);
    let position = filing.own_figures.len();
    for number in filing.entries.len()..size.figures {
        add_figure(&mut filing, position + number, number);
    }
    let first_id = place * 1_000_000 + 1;
    filing.blocks = text(model, report_year, first_id, size.characters);
    filing
}

/// Adds a figure of the department's own, with a value.
fn add_figure(filing: &mut Filing, position: usize, number: usize) {
    let report_year = filing.head.report_year;
    let figure = OwnFigure {
        report_year,
        id: format!("bench{number}"),
        position: i64::try_from(position).expect("fits"),
        label: format!("第{number}项工作数量"),
        measure: Measure::Count,
        unit: "次".to_owned(),
        formula: None,
    };
    let key = figure.figure().key;
    let value = (number * 7 + 3).to_string();
    filing.entries.insert(key.clone(), Entry { report_year, key, typed: value.clone(), value });
    filing.own_figures.push(figure);
}

/// The model's text over and over, chapter by chapter, each paragraph told from the others by a number of its own.
fn text(model: &Filing, report_year: i32, first_id: i64, characters: usize) -> Vec<Block> {
    let once: usize = model.blocks.iter().map(|block| block.text.chars().count()).sum();
    let times = characters.div_ceil(once).max(1);
    let mut blocks = Vec::new();
    for chapter in model.blocks.chunk_by(|left, right| left.chapter == right.chapter) {
        for time in 0..times {
            blocks.extend(chapter.iter().filter(|block| time == 0 || block.level != 1).map(|block| {
                let text = if time == 0 { block.text.clone() } else { format!("续{time}，{}", block.text) };
                Block { report_year, text, ..block.clone() }
            }));
        }
    }
    for (number, block) in (0..).zip(&mut blocks) {
        block.id = first_id + number;
        block.position = number + 1;
    }
    blocks
}
