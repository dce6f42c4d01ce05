//! What is on a paper, in reading order: headings, paragraphs, tables, signatures. No positions, no sizes, no faces:
//! those belong to `layout`. Each paper is built in a file of its own here.

mod base_data_table;
mod reconciliation;
mod report;
mod score_sheet;
mod target_table;
mod working_paper;

use crate::edition::Edition;
use crate::evaluation::Evaluation;
use crate::filing::Filing;

pub use crate::edition::Paper;
pub use reconciliation::{reconciliation_columns, reconciliation_summary, reconciliation_title};

/// Builds a paper, or several bound into one with pages numbered through.
pub fn build(
    papers: &[Paper],
    edition: &Edition,
    filing: &Filing,
    evaluation: &Evaluation,
    stamp: Option<Stamp>,
) -> Document {
    let made = Made { edition, filing, evaluation };
    let mut sections: Vec<Section> = Vec::new();
    for paper in papers {
        let mut more = match paper {
            Paper::Report => report::sections(&made),
            Paper::BaseDataTable => base_data_table::sections(&made),
            Paper::ScoreSheet => score_sheet::sections(&made),
            Paper::WholeTable => target_table::whole(&made),
            Paper::Projects => target_table::projects(&made),
            Paper::WorkingPaper => working_paper::sections(&made),
            Paper::Reconciliation => reconciliation::sections(&made),
        };
        if !sections.is_empty() {
            more.iter_mut().for_each(|section| section.numbering = Numbering::Continue);
        }
        sections.append(&mut more);
    }
    // What is not scored to the end is not for filing.
    let unscored = || evaluation.projects.iter().any(|project| project.total.is_none());
    let stamp = stamp.or((papers.contains(&Paper::Projects) && unscored()).then_some(Stamp::Draft));
    let title = papers.first().map(|paper| made.title(*paper)).unwrap_or_default();
    Document { title, author: evaluation.reporting_unit.clone(), stamp, sections }
}

/// What papers are made from.
struct Made<'a> {
    edition: &'a Edition,
    filing: &'a Filing,
    evaluation: &'a Evaluation,
}

impl Made<'_> {
    fn title(&self, paper: Paper) -> String {
        match paper {
            Paper::Reconciliation => reconciliation_title(self.evaluation.report_year),
            paper => self.evaluation.filled(self.edition.papers.title(paper)),
        }
    }

    /// A figure as shown; `None` is blank.
    fn shown(&self, key: &str) -> Option<String> {
        self.evaluation.figures.get(key).and_then(|value| value.shown.clone())
    }
}

/// A paper, or several bound together, ready to be laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The title that goes into the PDF's metadata.
    pub title: String,
    /// The reporting unit (填报单位), the PDF's author.
    pub author: String,
    /// A word over every page that says the copy is not for filing.
    pub stamp: Option<Stamp>,
    /// Runs of pages of one orientation, in order.
    pub sections: Vec<Section>,
}

/// Says on every page why a copy is not the one to file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// 示例: the workbook is a sample.
    Sample,
    /// 草稿: a 错误 stands or an indicator is not scored.
    Draft,
}

impl Stamp {
    /// The word printed.
    pub fn word(self) -> &'static str {
        match self {
            Stamp::Sample => "示例",
            Stamp::Draft => "草稿",
        }
    }
}

/// Pages of one orientation; a section begins on a new page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// How the sheet is held.
    pub orientation: Orientation,
    /// How its pages are numbered.
    pub numbering: Numbering,
    /// Whether it should be one page: its tables are set smaller where that makes it one.
    pub one_page: bool,
    /// Its content in order.
    pub blocks: Vec<Block>,
}

/// How a sheet of A4 is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// 210 × 297 mm.
    Portrait,
    /// 297 × 210 mm; the page number stays where the sheet, bound with the others, has it (GB/T 9704—2012, 7.5 横排表格).
    Landscape,
}

/// How the pages of a section are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// No number is printed and none is used up (the cover).
    None,
    /// Numbers begin again at 1.
    Restart,
    /// Numbers go on from the section before.
    Continue,
}

/// One thing on a paper.
#[allow(missing_docs, reason = "each variant says what its fields are")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// A cover page by itself: the title in balanced lines, below it the unit and the date.
    Cover { title: String, unit: String, date: Option<String> },
    /// The paper's title, centred, in balanced lines (2号 小标宋).
    Title { text: String },
    /// A heading by itself. `number` is printed before the text: `一、` `（一）` `1.` `（1）` by level 1–4.
    Heading { level: u8, number: String, runs: Vec<Run>, source: Option<Source> },
    /// Body text; with a `lead` it is a numbered paragraph whose first words are a run-in heading.
    Paragraph { lead: Option<Lead>, runs: Vec<Run>, source: Option<Source> },
    /// 目录, alone in a section before the report it is of: set where that has more pages than these, else left out.
    Contents { over_pages: usize },
    /// 附件：1.… 2.… one line a paper, hanging indents (GB/T 9704—2012, 7.3.4).
    AttachmentList { titles: Vec<String> },
    /// Unit name and date at the end, with room for the seal (7.3.5).
    Signature { unit: String, date: Option<String> },
    /// `附件1`, flush left, 黑体, at the head of an attachment (7.3.4).
    AttachmentMark { text: String },
    /// A table's title, centred.
    TableTitle { text: String },
    /// A line over or under a table: its parts are spread over the width (one: left; two: left and right; more: evenly).
    TableLine { parts: Vec<Vec<Run>> },
    /// A ruled table.
    Table(Table),
    /// A small note below a table.
    Note { runs: Vec<Run> },
}

/// The number of a numbered paragraph and the words of its run-in heading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lead {
    /// 1–4: decides the face of number and words.
    pub level: u8,
    /// Printed before the words.
    pub number: String,
    /// How many leading characters of the paragraph's text are heading (0: none).
    pub heading_chars: usize,
}

/// Text with one source; runs join without anything between them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// The characters printed.
    pub text: String,
    /// The figure or field they were printed from.
    pub source: Option<Source>,
}

impl Run {
    /// Text of nobody's: a label, a number of a heading.
    pub fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), source: None }
    }
}

/// Where a piece of a paper came from, so that a click on it finds its field: `figure:staff.quota`, `block:12`,
/// `indicator:budget_completion_rate`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source(pub String);

/// A ruled table. Cells are placed by row and column; a cell covers `column_span` × `row_span` places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Table {
    /// Left to right; widths are shares of the type area's width.
    pub columns: Vec<Column>,
    /// How many rows at the top are repeated on every page.
    pub head_rows: usize,
    /// Top to bottom.
    pub rows: Vec<TableRow>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// Its share of the table's width: width ÷ sum of widths.
    pub width: u32,
}

/// A row of a table: the cells that begin in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TableRow {
    /// Cells in column order; places covered by a cell above are left out.
    pub cells: Vec<Cell>,
    /// The least height, in lines of the table's text (1 for an ordinary row).
    pub min_lines: u8,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// First column, from 0.
    pub column: usize,
    /// Columns covered, at least 1.
    pub column_span: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// How its text stands.
    pub align: Align,
    /// Indent of the text in characters (其中 lines).
    pub indent: u8,
    /// Set in the head's face.
    pub head: bool,
    /// The text; `\n` begins a new paragraph.
    pub runs: Vec<Run>,
}

/// How text stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Align {
    /// Flush left, from the top for long text, centred vertically.
    Left,
    /// Centred both ways.
    Centre,
    /// Numbers: right, so that the points of a column stand below each other.
    Number,
}
