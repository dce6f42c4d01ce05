//! 附件1 read: its layout and words as they stand, its cells as figures, by the name of the row and the head of the column.

use std::collections::BTreeSet;
use std::ops::Range;

use super::name::{bare, joined, key_part, label, plain};
use super::row_name::{self, ADJUSTMENT, adjustment, amount, head_key, stem};
use super::{
    Content, FormPaper, FormReading, RowReading, TakenFor, add_figure, label_of, report_year, template, title_and_mark,
    undated,
};
use crate::edition::{BaseDataTable, Edition, FormCell, FormRow, Paper, Provenance};
use crate::error::{Error, Result};
use crate::figure::{Formula, Key};
use crate::quantity::Measure;
use crate::table::{Cell, Table};
use crate::words::{is_sum, quoted};

/// The most columns and rows a form has.
const LARGEST: usize = 200;

/// Beginnings of lines that belong to the paper, not to the table.
const LETTERHEAD: [&str; 15] = [
    "附件",
    "附表",
    "填报单位",
    "填报日期",
    "单位",
    "编制单位",
    "部门名称",
    "金额单位",
    "说明",
    "注",
    "备注",
    "填表",
    "填报人",
    "联系电话",
    "审核人",
];

/// Whether a table is a base data table.
pub(super) fn is_one(table: &Table) -> bool {
    let names: Vec<String> = table.rows.iter().flatten().map(|cell| bare(&cell.text)).collect();
    let has_amounts = names.iter().any(|name| name.contains("决算")) && names.iter().any(|name| name.contains("预算"));
    has_amounts && names.iter().filter(|name| stem(name, None).is_some()).count() >= 3
}

/// Reads the table into the edition.
pub(super) fn read(table: &Table, base: &Edition, reading: &mut FormReading) -> Result<()> {
    let rows = body(table);
    if table.columns() > LARGEST || rows.len() > LARGEST {
        return Err(broken("基础数据表", "行或栏太多，不像一张表样"));
    }
    let year = report_year(table);
    reading.report_year = year;
    let (title, mark) = title_and_mark(table, &["基础数据表", "基础数据"]);
    let papers = &mut reading.edition.papers;
    papers.name_attachment(Paper::BaseDataTable, mark, title);
    let width = (0..table.columns()).rev().find(|column| used(table, &rows, *column)).map_or(1, |last| last + 1);
    let (used, unread) = (BTreeSet::new(), Vec::new());
    let mut form =
        Form { table, year, rows: rows.clone(), width, in_project: false, above: None, used, unread, reading };
    let made = rows.map(|row| form.row(row)).collect();
    for head in form.unread {
        let told = format!("{}没有对应的数据，填回原表时留空。", quoted(&head));
        form.reading.warnings.push(told);
    }
    let note = note(table).unwrap_or_else(|| base.base_data_table.note.clone());
    // Columns of one width were left as they came: names want more room than numbers.
    let shaped = table.widths.windows(2).any(|pair| pair[0] != pair[1]);
    let widths = (0..width).map(|column| match table.widths.get(column) {
        Some(width) if shaped => (width / 30).max(8),
        _ if column == 0 => 52,
        _ => 108 / u32::try_from(width).unwrap_or(1).max(2),
    });
    reading.edition.base_data_table = BaseDataTable {
        columns: widths.collect(),
        rows: made,
        note: template(&note, year),
        signatures: base.base_data_table.signatures.clone(),
        provenance: Provenance::Seen,
    };
    Ok(())
}

/// The rows between the lines of the paper above and below.
fn body(table: &Table) -> Range<usize> {
    let of_the_paper = |row: &Vec<Cell>| {
        let mut words = row.iter().map(|cell| joined(&cell.text)).filter(|text| !text.is_empty()).peekable();
        words.peek().is_none()
            || words.all(|text| {
                text.contains("基础数据表") || LETTERHEAD.iter().any(|word| text.starts_with(word)) || is_year(&text)
            })
    };
    let first = table.rows.iter().position(|row| !of_the_paper(row)).unwrap_or(0);
    let is_foot = |row: &Vec<Cell>| {
        let first = row.iter().map(|cell| joined(&cell.text)).find(|text| !text.is_empty());
        first.is_none_or(|text| LETTERHEAD.iter().any(|word| text.starts_with(word)))
    };
    let mut last = table.rows.len();
    // A blank row may hold the values of the heads above it.
    while last > first + 1 && is_foot(&table.rows[last - 1]) && !holds_values(table, last - 1) {
        last -= 1;
    }
    first..last
}

fn holds_values(table: &Table, row: usize) -> bool {
    let blank = table.rows[row].iter().all(|cell| cell.text.trim().is_empty());
    blank && row > 0 && table.rows[row - 1].iter().filter(|cell| head_key(&cell.text, "").is_some()).count() > 1
}

fn is_year(text: &str) -> bool {
    let digits = text.trim_matches(['(', ')', '（', '）']).trim_end_matches(['年', '度']);
    digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn used(table: &Table, rows: &Range<usize>, column: usize) -> bool {
    rows.clone().any(|row| {
        table.rows[row].iter().any(|cell| {
            let covers = (cell.column..cell.column + cell.columns).contains(&column);
            covers && (!cell.text.trim().is_empty() || cell.columns > 1 || head_above(table, row, column).is_some())
        })
    })
}

/// 说明 below the table.
fn note(table: &Table) -> Option<String> {
    let rows = table.rows.iter().flatten().map(|cell| &cell.text);
    let mut lines = table.below.iter().chain(rows).map(|text| text.trim());
    lines
        .find(|line| line.starts_with("说明") || line.starts_with("注：") || line.starts_with("备注："))
        .map(str::to_owned)
}

/// A cell for a value: blank, or a number that stands there as an example.
fn is_value(text: &str) -> bool {
    plain(text).chars().all(|letter| letter.is_ascii_digit() || ".,%\n".contains(letter))
}

/// The head above a place, and whether it stands right above.
fn head_above(table: &Table, row: usize, column: usize) -> Option<(&Cell, bool)> {
    let mut above = row;
    while above > 0 {
        let (begin, cell) = table.at(above - 1, column)?;
        // The name of a section over the whole width is no head.
        if !is_value(&cell.text) && (cell.column > 0 || column == 0) {
            return Some((cell, above == row));
        }
        above = begin;
    }
    None
}

/// 附件1 while it is read.
struct Form<'a> {
    table: &'a Table,
    year: Option<i32>,
    rows: Range<usize>,
    width: usize,
    /// Below 项目支出: rows it does not know are parts of it.
    in_project: bool,
    /// What the keys of the row above begin with.
    above: Option<&'static str>,
    used: BTreeSet<Key>,
    /// Heads of cells that are blank and no figure's.
    unread: Vec<String>,
    reading: &'a mut FormReading,
}

impl Form<'_> {
    fn row(&mut self, row: usize) -> FormRow {
        let mut cells = Vec::new();
        let (mut known, mut new) = (Vec::new(), Vec::new());
        let mut adjustment = false;
        let mut column = 0;
        while column < self.width {
            match self.table.at(row, column) {
                Some((begin, cell)) if begin == row && cell.column == column => {
                    let made = self.cell(row, cell, &mut known, &mut new);
                    // By the column of a 决算数, not by a head that names it.
                    let head = head_above(self.table, row, column).is_some_and(|(head, _)| head.text.contains("调整"));
                    adjustment |= !head && made.figure.as_ref().is_some_and(|key| key.as_str() == "budget.adjusted");
                    cells.push(made);
                    column += cell.columns;
                }
                // Covered by a cell from above, unless that one begins above the table.
                Some((begin, cell)) if begin < row && begin >= self.rows.start => {
                    column = (cell.column + cell.columns).max(column + 1);
                }
                _ => {
                    cells.push(words(String::new()));
                    column += 1;
                }
            }
        }
        // A row of heads is one throughout.
        if cells.iter().all(|cell| cell.figure.is_none()) && cells.iter().filter(|cell| cell.head).count() > 1 {
            let named = |cell: &&mut FormCell| cell.text.as_ref().is_some_and(|text| !text.is_empty());
            cells.iter_mut().filter(named).for_each(|cell| cell.head = true);
        }
        self.tell(row, known, new);
        let text_only =
            cells.iter().any(|cell| cell.figure.as_ref().is_some_and(|key| key.as_str() == "frugality_measures"));
        let provenance = if adjustment { Provenance::Assumed } else { Provenance::Seen };
        FormRow { cells, lines: if text_only { 3 } else { 1 }, off: false, provenance }
    }

    fn cell(&mut self, row: usize, cell: &Cell, known: &mut Vec<String>, new: &mut Vec<String>) -> FormCell {
        let (columns, rows) =
            (small(cell.columns.min(self.width - cell.column)), small(cell.rows.min(self.rows.end - row)));
        let size = |made: FormCell| FormCell { columns, rows, ..made };
        if !is_value(&cell.text) || self.is_row_number(row, cell) {
            let text = cell.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
            let blanks = cell.text.chars().take_while(|letter| matches!(letter, '\u{3000}')).count();
            let sub = usize::from(plain(&cell.text).starts_with("其中"));
            let of_column = head_key(&cell.text, "").is_some() || amount(&cell.text, self.year).is_some();
            let head = of_column || cell.rows > 1 || is_year(&plain(&cell.text));
            return size(FormCell {
                head,
                indent: small_or_none(blanks.max(sub)),
                ..words(template(&text, self.year))
            });
        }
        let Some((key, is_new)) = self.figure(row, cell) else {
            self.leave_blank(row, cell);
            return size(words(String::new()));
        };
        if !self.used.insert(key.clone()) {
            self.reading.warnings.push(format!("{}在表上不止一处。", quoted(&label_of(&self.reading.edition, &key))));
        }
        let name = label_of(&self.reading.edition, &key);
        if is_new {
            new.push(name)
        } else {
            known.push(name)
        }
        let says_percent =
            head_above(self.table, row, cell.column).is_some_and(|(head, _)| plain(&head.text).contains('%'));
        let content = if says_percent { Content::PercentNumber(key.clone()) } else { Content::Figure(key.clone()) };
        self.reading.places.push((cell.address, content));
        size(FormCell { text: None, figure: Some(key), ..words(String::new()) })
    }

    /// The figure of a cell, and whether it is new.
    fn figure(&mut self, row: usize, cell: &Cell) -> Option<(Key, bool)> {
        let beside = self.name_of(row, cell.column).unwrap_or_default();
        let head = head_above(self.table, row, cell.column).filter(|(head, _)| head.column > 0 || cell.column == 0);
        let edition = &self.reading.edition;
        if let Some((head, true)) = head
            && let Some(key) = head_key(&head.text, &beside).filter(|key| edition.figure(key).is_some())
        {
            return Some((Key::new(key), false));
        }
        let name = bare(&beside);
        if ["厉行节约", "保障措施"].iter().any(|word| name.contains(word))
            && edition.figure("frugality_measures").is_some()
        {
            return Some((Key::new("frugality_measures"), false));
        }
        if let Some((head, true)) = head
            && let Some(measure) = self.measure_below(row, head)
        {
            let name = label(&undated(&head.text, self.year));
            let key = Key::new(format!("form.{}", key_part(&name)));
            let is_new = edition.figure(key.as_str()).is_none();
            add_figure(&mut self.reading.edition, &key, &name, measure, None);
            return Some((key, is_new));
        }
        let (head, is_right_above) = head?;
        let found = stem(&name, self.above).or_else(|| {
            // The name may stand beside the heads alone.
            let (_, beside) = self.table.at(row.checked_sub(1)?, 0).filter(|_| name.is_empty() && is_right_above)?;
            stem(&bare(&beside.text), None).filter(|found| *found == ADJUSTMENT)
        });
        if found == Some(ADJUSTMENT) {
            let last = self.amount_above(row, head).map_or("", |(last, _)| last);
            return edition.figure(adjustment(&head.text, last)?).map(|figure| (figure.key.clone(), false));
        }
        let (last, words) = self.amount_above(row, head)?;
        if name.is_empty() {
            return None;
        }
        let people = head_key(&beside, "").filter(|key| key.starts_with("staff.") && last == "final");
        if let Some(key) = people.filter(|key| edition.figure(key).is_some()) {
            return Some((Key::new(key), false));
        }
        let beside = undated(&beside, self.year);
        let own = format!("form.{}", key_part(&beside));
        let stem = found.map(str::to_owned).filter(|stem| !self.used.contains(format!("{stem}.{last}").as_str()));
        let is_part = stem.is_none() && self.in_project;
        let stem = stem.unwrap_or_else(|| if is_part { own.replacen("form", "project", 1) } else { own });
        let key = Key::new(format!("{stem}.{last}"));
        if edition.figure(key.as_str()).is_some() {
            return Some((key, false));
        }
        let label = format!("{}{words}", label(&beside));
        let total = Some(format!("project.total.{last}")).filter(|_| is_part);
        let measure = if name.ends_with("人数") { Measure::People } else { Measure::Money };
        add_figure(&mut self.reading.edition, &key, &label, measure, total.as_deref());
        if let Some(total) = total {
            self.add_part(&total, &key);
        }
        Some((key, true))
    }

    /// What column of amounts a head names; a year may stand above several heads.
    fn amount_above(&self, row: usize, head: &Cell) -> Option<(&'static str, &'static str)> {
        let own = amount(&head.text, self.year)?;
        if ["上年", "去年", "本年", "年度", "年"].iter().any(|word| plain(&head.text).contains(word)) {
            return Some(own);
        }
        let begin = (0..row).rev().find(|row| self.table.rows[*row].iter().any(|cell| cell.address == head.address));
        let above =
            begin.filter(|begin| *begin > self.rows.start).and_then(|begin| self.table.at(begin - 1, head.column));
        let above = above.map(|(_, cell)| &cell.text).filter(|text| !is_value(text));
        above.and_then(|above| amount(&format!("{above}{}", head.text), self.year)).or(Some(own))
    }

    /// What is counted below a head that no figure of ours bears, in a row of heads with their values below.
    fn measure_below(&self, row: usize, head: &Cell) -> Option<Measure> {
        let begin = row.checked_sub(1)?;
        let row = self.table.rows.get(begin)?;
        let name = plain(&head.text);
        let known = row.iter().filter(|cell| head_key(&cell.text, "").is_some()).count();
        let stands_there = row.iter().any(|cell| cell.address == head.address);
        if known < 2 || !stands_there || head.column == 0 || amount(&head.text, self.year).is_some() {
            return None;
        }
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        Some(if has(&["率", "比例", "比重", "%"]) {
            Measure::GivenPercent
        } else if has(&["面积", "规模", "㎡", "平方米"]) {
            Measure::Area
        } else if has(&["人"]) {
            Measure::People
        } else if has(&["元", "金额", "投资", "经费", "资金"]) {
            Measure::Money
        } else {
            Measure::Text
        })
    }

    /// A further line of 项目支出 becomes a part of its sum.
    fn add_part(&mut self, total: &str, part: &Key) {
        let total = self.reading.edition.figures.iter_mut().find(|figure| figure.key.as_str() == total);
        if let Some(Formula::Sum(parts)) = total.and_then(|total| total.from.as_mut()) {
            parts.push(part.clone());
        }
    }

    /// The words to the left of a cell.
    fn beside(&self, row: usize, column: usize) -> Option<String> {
        let mut column = column;
        while column > 0 {
            let (_, cell) = self.table.at(row, column - 1)?;
            if !is_value(&cell.text) {
                return Some(cell.text.clone());
            }
            column = cell.column;
        }
        None
    }

    /// The name of the row a cell stands in; 合计 in a group of rows is the group's.
    fn name_of(&self, row: usize, column: usize) -> Option<String> {
        let name = self.beside(row, column)?;
        let group = || {
            let at = self.table.rows[row].iter().find(|cell| cell.text == name)?.column;
            self.beside(row, at).filter(|group| !row_name::is_number(group))
        };
        if is_sum(&name) { group().or(Some(name)) } else { Some(name) }
    }

    /// Whether a cell numbers its row: the first one, or one below 行次.
    fn is_row_number(&self, row: usize, cell: &Cell) -> bool {
        let is_column = |head: &str| ["序号", "行次", "栏次", "编号", "编码", "代码"].contains(&bare(head).as_str());
        let numbered = || head_above(self.table, row, cell.column).is_some_and(|(head, _)| is_column(&head.text));
        !cell.text.trim().is_empty() && (cell.column == 0 || numbered())
    }

    /// Notes the head of a blank cell that stands right below it and has no figure.
    fn leave_blank(&mut self, row: usize, cell: &Cell) {
        let Some((head, true)) = head_above(self.table, row, cell.column).filter(|(head, _)| head.column > 0) else {
            return;
        };
        let name = label(&head.text);
        if cell.text.trim().is_empty() && !self.unread.contains(&name) {
            self.unread.push(name);
        }
    }

    fn tell(&mut self, row: usize, known: Vec<String>, new: Vec<String>) {
        // 其中 may stand before the names of several rows.
        let named =
            |cell: &&Cell| !is_value(&cell.text) && !row_name::is_number(&cell.text) && !label(&cell.text).is_empty();
        let own = self.table.rows[row].iter().find(named);
        let covering =
            || (0..self.width).filter_map(|column| self.table.at(row, column).map(|(_, cell)| cell)).find(named);
        let first = own.or_else(covering).map(|cell| cell.text.clone()).unwrap_or_default();
        let found = stem(&bare(&first), self.above);
        let of_cars =
            found.filter(|found| found.starts_with("three_public") && stem(&bare(&first), None) != Some(found));
        match found {
            Some("project.total") => self.in_project = true,
            Some(stem) if !stem.starts_with("project.") => self.in_project = false,
            _ => {}
        }
        self.above = found;
        let mut notes = Vec::new();
        if of_cars.is_some() {
            notes.push("按公务用车的一项，请核对".to_owned());
        }
        if !known.is_empty() && !new.is_empty() {
            notes.push(format!("其余对应{}", known.join("、")));
        }
        if self.in_project && found.is_none_or(|found| found.starts_with("project.")) && !new.is_empty() {
            notes.push("计入项目支出".to_owned());
        }
        let taken_for = match (known.is_empty(), new.is_empty()) {
            (true, true) => TakenFor::Words,
            (_, false) => TakenFor::New(new),
            _ => TakenFor::Known(known),
        };
        let name = label(&first);
        self.reading.rows.push(RowReading {
            paper: FormPaper::BaseDataTable,
            name,
            full_score: None,
            taken_for,
            notes,
        });
    }
}

fn words(text: String) -> FormCell {
    FormCell { text: Some(text), figure: None, columns: 1, rows: 1, head: false, indent: 0 }
}

fn small(count: usize) -> u8 {
    u8::try_from(count.max(1)).unwrap_or(u8::MAX)
}

fn small_or_none(count: usize) -> u8 {
    u8::try_from(count.min(8)).unwrap_or_default()
}

fn broken(place: &str, reason: &str) -> Error {
    Error::BrokenEdition { place: place.to_owned(), reason: reason.to_owned() }
}
