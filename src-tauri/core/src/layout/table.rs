//! A ruled table: measured once, then handed out in fragments as high as the page allows. Rows stay whole where a page can
//! hold them; the head is repeated on every page, and so is the label of a merged cell that a page divides.

use std::ops::Range;

use crate::document::{self, Align};

use super::length::Length;
use super::line::{Lines, Measure, balanced_width, break_lines};
use super::page::{Ink, Item, Rule};
use super::strip::place_line;
use super::style::{self, TextStyle};
use super::text::{Setter, Text};

/// A table with its text set, and how much of it has been handed out.
#[derive(Debug)]
pub(super) struct Table<'d> {
    /// The edges of the columns, from the left; one more than columns.
    edges: Vec<Length>,
    /// By first row, then by column; every place of the table is covered.
    cells: Vec<Cell<'d>>,
    /// Where each row's cells begin in `cells`; one more than rows.
    row_starts: Vec<usize>,
    /// The least height of each row.
    least: Vec<Length>,
    head_rows: usize,
    /// Which of the sizes of cells it begins with.
    size: usize,
    /// The widest part after the point in each column, so that points stand below each other.
    tails: Vec<Length>,
    /// The first row not yet handed out whole.
    next_row: usize,
    /// Merged cells that begin above `next_row` and reach it.
    reaching: Vec<usize>,
    /// Whether anything has been handed out.
    begun: bool,
}

/// A cell with its text in lines.
#[derive(Debug)]
struct Cell<'d> {
    columns: Range<usize>,
    rows: Range<usize>,
    align: Align,
    indent: Length,
    text: Text<'d>,
    lines: Lines,
    /// Lines already handed out.
    shown: usize,
    /// Of a number on one line: what stands after the point.
    tail: Option<Length>,
}

/// A piece of a table on one page.
#[derive(Debug)]
pub(super) struct Fragment {
    pub(super) height: Length,
    pub(super) items: Vec<Item>,
}

impl Cell<'_> {
    fn line_height(&self) -> Length {
        self.text.style.leading
    }

    /// The height of so many of its lines with the white around them.
    fn height_of(&self, lines: usize) -> Length {
        self.line_height().times(lines) + style::CELL_ABOVE * 2
    }

    /// How many lines such a height holds.
    fn lines_in(&self, height: Length) -> usize {
        usize::try_from((height - style::CELL_ABOVE * 2).0 / self.line_height().0.max(1)).unwrap_or(0)
    }

    fn left(&self) -> usize {
        self.lines.lines.len() - self.shown
    }

    /// Whether it is shown whole on every page it reaches.
    fn is_label(&self) -> bool {
        self.rows.len() > 1 && self.lines.lines.len() <= style::LABEL_LINES
    }

    /// The height it asks of a fragment that ends with row `end`.
    fn asks(&self, end: usize) -> Length {
        if self.is_label() {
            self.height_of(self.lines.lines.len())
        } else if self.rows.end <= end {
            self.height_of(self.left())
        } else {
            self.height_of(self.left().min(1))
        }
    }
}

impl<'d> Table<'d> {
    /// Sets the text of a table in a width, in the size of cells of this place (0: the usual one) or smaller.
    pub(super) fn new(setter: &mut Setter<'_>, width: Length, table: &'d document::Table, size: usize) -> Table<'d> {
        let edges = edges(width, table);
        let columns = edges.len() - 1;
        let head_rows = table.head_rows.min(table.rows.len());
        let mut covered = Covered::new(columns, table.rows.len());
        let mut cells = Vec::new();
        let mut row_starts = Vec::new();
        for (row, table_row) in table.rows.iter().enumerate() {
            row_starts.push(cells.len());
            let last_row = if row < head_rows { head_rows } else { table.rows.len() };
            for cell in &table_row.cells {
                let (cell_columns, cell_rows) = covered.claim(row, cell, last_row);
                cells.push(set_cell(setter, &edges, cell, (cell_columns, cell_rows), size));
            }
            for hole in covered.holes(row) {
                cells.push(empty_cell(setter, hole..hole + 1, row..row + 1, size));
            }
        }
        row_starts.push(cells.len());
        let tails = tails(&cells, columns);
        let mut set = Table {
            edges,
            cells,
            row_starts,
            least: Vec::new(),
            head_rows,
            size,
            tails,
            next_row: 0,
            reaching: Vec::new(),
            begun: false,
        };
        set.least =
            table.rows.iter().enumerate().map(|(row, table_row)| set.row_height(row, table_row.min_lines)).collect();
        if set.height_of_rows(0..set.head_rows, &[]).0 > style::CELL.leading * style::LINES_PER_PAGE {
            set.head_rows = 0;
        }
        set.next_row = set.head_rows;
        set
    }

    /// Whether everything has been handed out.
    pub(super) fn is_done(&self) -> bool {
        self.next_row >= self.least.len() && (self.begun || self.least.is_empty())
    }

    /// The height of the head and the first row, and of the head and the first lines of that row.
    pub(super) fn beginning(&self) -> (Length, Length) {
        let head = self.head_height();
        let first = self.least.get(self.next_row).copied().unwrap_or_default();
        let some_lines = style::CELL.leading * style::LEAST_LINES_OF_SPLIT_ROW;
        (head + first, head + first.min(some_lines))
    }

    /// Hands out as much as goes into `available`; nothing where a new page of height `full` serves better.
    pub(super) fn next_fragment(&mut self, available: Length, full: Length) -> Option<Fragment> {
        let head = self.head_height();
        if let Some(end) = self.whole_rows(available - head, available >= full) {
            return Some(self.hand_out(end));
        }
        if self.next_row >= self.least.len() {
            return (available >= full || head <= available).then(|| self.hand_out(self.next_row));
        }
        let fits_on_new_page = self.height_of_rows(self.next_row..self.next_row + 1, &self.reaching).0 <= full - head;
        let too_little = available - head < style::CELL.leading * style::LEAST_LINES_OF_SPLIT_ROW;
        if available < full && (fits_on_new_page || too_little) {
            return None;
        }
        Some(self.hand_out_part_of_row(available - head))
    }

    /// Returns the row before which the fragment ends, if a row fits whole: as late as possible, but not so that a
    /// merged cell's label has to stretch the rows it keeps here, unless the page offers nothing better.
    fn whole_rows(&self, room: Length, is_fresh: bool) -> Option<usize> {
        let mut last = self.next_row;
        let mut height = Length::ZERO;
        while last < self.least.len() && height + self.rest_of_row(last) <= room {
            height += self.rest_of_row(last);
            last += 1;
        }
        let mut stretched = None;
        for end in (self.next_row + 1..=last).rev() {
            let (height, is_stretched) = self.height_of_rows(self.next_row..end, &self.reaching);
            if height > room {
                continue;
            }
            if !is_stretched {
                return Some(end);
            }
            stretched = stretched.or(Some(end));
        }
        stretched.filter(|_| is_fresh)
    }

    /// The height of a row, or of what is left of one that a page has divided.
    fn rest_of_row(&self, row: usize) -> Length {
        let is_untouched = self.cells_of(row).iter().all(|cell| cell.shown == 0);
        if is_untouched { self.least[row] } else { self.row_height(row, 0) }
    }

    fn cells_of(&self, row: usize) -> &[Cell<'d>] {
        &self.cells[self.row_starts[row]..self.row_starts[row + 1]]
    }

    /// The height that the cells of one row alone ask for.
    fn row_height(&self, row: usize, min_lines: u8) -> Length {
        let cells = self.cells_of(row).iter().filter(|cell| cell.rows.len() == 1);
        let asked = cells.map(|cell| cell.height_of(cell.left())).max().unwrap_or_default();
        let least = style::CELLS[self.size].leading * i32::from(min_lines.max(1)) + style::CELL_ABOVE * 2;
        asked.max(least)
    }

    /// Returns the height of each row of a fragment, its merged cells included.
    fn row_heights(&self, rows: Range<usize>, reaching: &[usize]) -> (Vec<Length>, bool) {
        let mut heights: Vec<Length> = rows.clone().map(|row| self.rest_of_row(row)).collect();
        let mut is_stretched = false;
        for index in self.merged(rows.clone(), reaching) {
            let cell = &self.cells[index];
            let (from, to) = (cell.rows.start.max(rows.start), cell.rows.end.min(rows.end));
            let held: Length = heights[from - rows.start..to - rows.start].iter().copied().sum();
            let lacking = cell.asks(rows.end) - held;
            if lacking > Length::ZERO {
                heights[to - 1 - rows.start] += lacking;
                is_stretched |= cell.rows.end > rows.end;
            }
        }
        (heights, is_stretched)
    }

    fn height_of_rows(&self, rows: Range<usize>, reaching: &[usize]) -> (Length, bool) {
        let (heights, is_stretched) = self.row_heights(rows, reaching);
        (heights.into_iter().sum(), is_stretched)
    }

    fn head_height(&self) -> Length {
        self.height_of_rows(0..self.head_rows, &[]).0
    }

    /// The merged cells of a fragment, by the row they end with: those that reach into it and those that begin in it.
    fn merged(&self, rows: Range<usize>, reaching: &[usize]) -> Vec<usize> {
        let beginning = self.row_starts[rows.start]..self.row_starts[rows.end];
        let mut merged: Vec<usize> =
            reaching.iter().copied().chain(beginning.filter(|index| self.cells[*index].rows.len() > 1)).collect();
        merged.sort_by_key(|index| self.cells[*index].rows.end);
        merged
    }

    /// Hands out the rows up to `end` whole.
    fn hand_out(&mut self, end: usize) -> Fragment {
        let rows = self.next_row..end;
        let mut drawing = Drawing::new(self.edges.clone());
        self.draw_head(&mut drawing);
        let reaching = std::mem::take(&mut self.reaching);
        let (heights, _) = self.row_heights(rows.clone(), &reaching);
        self.draw_rows(&mut drawing, rows.clone(), &heights, &reaching);
        let merged = self.merged(rows, &reaching);
        self.reaching = merged.into_iter().filter(|index| self.cells[*index].rows.end > end).collect();
        self.next_row = end;
        self.begun = true;
        drawing.finish()
    }

    /// Hands out as much of the next row as goes into `room`.
    fn hand_out_part_of_row(&mut self, room: Length) -> Fragment {
        let row = self.next_row;
        let mut drawing = Drawing::new(self.edges.clone());
        self.draw_head(&mut drawing);
        let least = style::CELL.leading + style::CELL_ABOVE * 2;
        let height = room.max(least);
        let reaching = self.reaching.clone();
        self.draw_rows(&mut drawing, row..row + 1, &[height], &reaching);
        drawing.finish()
    }

    fn draw_head(&mut self, drawing: &mut Drawing) {
        let rows = 0..self.head_rows;
        let heights: Vec<Length> = self.row_heights(rows.clone(), &[]).0;
        self.draw_rows(drawing, rows.clone(), &heights, &[]);
        let cells = self.row_starts[rows.start]..self.row_starts[rows.end];
        self.cells[cells].iter_mut().for_each(|cell| cell.shown = 0);
    }

    /// Draws rows below what has been drawn, and counts the lines shown.
    fn draw_rows(&mut self, drawing: &mut Drawing, rows: Range<usize>, heights: &[Length], reaching: &[usize]) {
        let mut tops = vec![drawing.height];
        for height in heights {
            tops.push(tops[tops.len() - 1] + *height);
        }
        let beginning = self.row_starts[rows.start]..self.row_starts[rows.end];
        for index in reaching.iter().copied().chain(beginning) {
            let cell = &mut self.cells[index];
            let top = tops[cell.rows.start.max(rows.start) - rows.start];
            let bottom = tops[cell.rows.end.min(rows.end) - rows.start];
            drawing.cell_edges(&cell.columns, top, bottom);
            let from = if cell.is_label() { 0 } else { cell.shown };
            let to = cell.lines.lines.len().min(from + cell.lines_in(bottom - top));
            drawing.cell_text(cell, from..to, (top, bottom), &self.tails);
            cell.shown = to;
        }
        drawing.height = tops[tops.len() - 1];
    }
}

/// Returns the columns' edges from their shares of the width; a table without columns has one.
fn edges(width: Length, table: &document::Table) -> Vec<Length> {
    let shares: Vec<i64> = table.columns.iter().map(|column| i64::from(column.width)).collect();
    let shares = if shares.iter().sum::<i64>() == 0 { vec![1; shares.len().max(1)] } else { shares };
    let whole = shares.iter().sum();
    let mut sum = 0;
    let mut edges = vec![Length::ZERO];
    for share in shares {
        sum += share;
        edges.push(width.share(sum, whole));
    }
    edges
}

/// Which places of a table are taken.
struct Covered {
    columns: usize,
    taken: Vec<bool>,
}

impl Covered {
    fn new(columns: usize, rows: usize) -> Covered {
        Covered { columns, taken: vec![false; columns * rows] }
    }

    /// Takes a cell's places and returns its columns and rows, cut to the table and to what is free.
    fn claim(&mut self, row: usize, cell: &document::Cell, last_row: usize) -> (Range<usize>, Range<usize>) {
        let first = cell.column.min(self.columns - 1);
        let columns = first..first.saturating_add(cell.column_span.max(1)).min(self.columns);
        let rows = row..row.saturating_add(cell.row_span.max(1)).min(last_row);
        for taken_row in rows.clone() {
            let start = taken_row * self.columns;
            self.taken[start + columns.start..start + columns.end].fill(true);
        }
        (columns, rows)
    }

    /// Returns the columns of a row that no cell covers.
    fn holes(&self, row: usize) -> Vec<usize> {
        (0..self.columns).filter(|column| !self.taken[row * self.columns + column]).collect()
    }
}

fn set_cell<'d>(
    setter: &mut Setter<'_>,
    edges: &[Length],
    cell: &'d document::Cell,
    (columns, rows): (Range<usize>, Range<usize>),
    size: usize,
) -> Cell<'d> {
    let sizes = if cell.head { &style::HEAD_CELLS[size..] } else { &style::CELLS[size..] };
    let indent = sizes[0].pitch * i32::from(cell.indent);
    let room = edges[columns.end] - edges[columns.start] - style::CELL_SIDE * 2 - indent;
    let (text, lines) = set_to_fit(setter, cell, sizes, room);
    if !lines.cuts.is_empty() {
        setter.report_cuts(&text, &lines.cuts);
    }
    let is_number = cell.align == Align::Number && lines.lines.len() == 1 && columns.len() == 1;
    let tail = is_number.then(|| after_point(&text, &lines));
    Cell { columns, rows, align: cell.align, indent, text, lines, shown: 0, tail }
}

/// Sets a cell's text in the largest size in which no word or number has to be cut; where none will do, in the first.
fn set_to_fit<'d>(
    setter: &mut Setter<'_>,
    cell: &'d document::Cell,
    sizes: &[TextStyle],
    room: Length,
) -> (Text<'d>, Lines) {
    let mut first = None;
    for size in sizes {
        let text = setter.runs(*size, &cell.runs, None);
        let balanced = cell.align == Align::Centre && text.marks.len() <= style::BALANCED_CELL;
        let room = if balanced { balanced_width(&text.marks, room, size.size.half()) } else { room };
        let lines = break_lines(&text.marks, &Measure::ragged(room));
        if lines.cuts.is_empty() {
            return (text, lines);
        }
        first.get_or_insert((text, lines));
    }
    first.unwrap_or_else(|| (setter.empty(style::CELL), Lines::default()))
}

fn empty_cell<'d>(setter: &Setter<'_>, columns: Range<usize>, rows: Range<usize>, size: usize) -> Cell<'d> {
    let text = setter.empty(style::CELLS[size]);
    let lines = break_lines(&text.marks, &Measure::ragged(Length::ZERO));
    Cell { columns, rows, align: Align::Left, indent: Length::ZERO, text, lines, shown: 0, tail: None }
}

/// Returns the width of what stands after a number's last digit before the point: the point, decimals, a unit sign.
fn after_point(text: &Text<'_>, lines: &Lines) -> Length {
    let marks = &text.marks;
    let point = marks.iter().rposition(|mark| mark.character == '.');
    let last_digit = marks.iter().rposition(|mark| mark.character.is_ascii_digit());
    let begins = point.or(last_digit.map(|digit| digit + 1)).unwrap_or(0);
    let width = lines.lines.first().map_or(Length::ZERO, |line| line.width);
    width - lines.offsets.get(begins).copied().unwrap_or(width)
}

fn tails(cells: &[Cell<'_>], columns: usize) -> Vec<Length> {
    let mut tails = vec![Length::ZERO; columns];
    for cell in cells {
        if let Some(tail) = cell.tail {
            tails[cell.columns.start] = tails[cell.columns.start].max(tail);
        }
    }
    tails
}

/// A fragment being drawn.
struct Drawing {
    edges: Vec<Length>,
    height: Length,
    items: Vec<Item>,
    horizontal: Vec<Segment>,
    vertical: Vec<Segment>,
}

/// A piece of a rule: where it lies across its run, where it begins and where it ends.
type Segment = (Length, Length, Length);

impl Drawing {
    fn new(edges: Vec<Length>) -> Drawing {
        Drawing { edges, height: Length::ZERO, items: Vec::new(), horizontal: Vec::new(), vertical: Vec::new() }
    }

    /// Rules the four sides of a cell.
    fn cell_edges(&mut self, columns: &Range<usize>, top: Length, bottom: Length) {
        let (left, right) = (self.edges[columns.start], self.edges[columns.end]);
        self.horizontal.extend([(top, left, right), (bottom, left, right)]);
        self.vertical.extend([(left, top, bottom), (right, top, bottom)]);
    }

    /// Places some lines of a cell in the middle of its height.
    fn cell_text(&mut self, cell: &Cell<'_>, lines: Range<usize>, (top, bottom): (Length, Length), tails: &[Length]) {
        let leading = cell.line_height();
        let mut y = top + (bottom - top - leading.times(lines.len())).half();
        for line in &cell.lines.lines[lines] {
            let left = self.edges[cell.columns.start] + style::CELL_SIDE + cell.indent;
            let right = self.edges[cell.columns.end] - style::CELL_SIDE;
            let x = match (cell.align, cell.tail) {
                (Align::Left, _) => left,
                (Align::Centre, _) => left + (right - left - line.width).half(),
                (Align::Number, None) => right - line.width,
                (Align::Number, Some(tail)) => (right - tails[cell.columns.start] + tail - line.width).max(left),
            };
            self.items.extend(place_line(&cell.text, &cell.lines, line, x, y + cell.text.style.baseline()));
            y += leading;
        }
    }

    fn finish(self) -> Fragment {
        let mut items = self.items;
        let rule = |from, to| Item::Rule(Rule { from, to, weight: style::RULE, ink: Ink::Black });
        items.extend(joined(self.horizontal).into_iter().map(|(y, from, to)| rule((from, y), (to, y))));
        items.extend(joined(self.vertical).into_iter().map(|(x, from, to)| rule((x, from), (x, to))));
        Fragment { height: self.height, items }
    }
}

/// Joins pieces of rules that touch or lie on each other.
fn joined(mut segments: Vec<Segment>) -> Vec<Segment> {
    segments.sort_unstable();
    segments.dedup_by(|next, kept| {
        let touches = next.0 == kept.0 && next.1 <= kept.2;
        if touches {
            kept.2 = kept.2.max(next.2);
        }
        touches
    });
    segments
}
