//! 部门整体支出绩效自评表 read from a bureau's blank form: how the points are divided, and the indicators the bureau prescribes.
//! Its money, its checks and what its text says are those of the shipped edition that has such a table.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::name::{bare, joined, label, plain};
use super::{
    Content, FormPaper, FormReading, RowReading, TakenFor, TargetPart, TargetRow, report_year, title_and_mark,
    whole_money,
};
use crate::edition::{Edition, Paper, ScoreSheet};
use crate::error::{Error, Result};
use crate::filing::IndicatorKind;
use crate::project::{Prescribed, ProjectBlock};
use crate::table::{Address, Table};

/// The shipped edition with such a table.
const SHIPPED: &str = "changsha-2021-whole";
/// The chapter of the report that speaks of the table.
const CHAPTER: &str = "performance";
/// Words of the second level, and the kind they name.
const KINDS: [(&str, IndicatorKind); 9] = [
    ("数量", IndicatorKind::Quantity),
    ("质量", IndicatorKind::Quality),
    ("时效", IndicatorKind::Timeliness),
    ("成本", IndicatorKind::Cost),
    ("经济", IndicatorKind::Economic),
    ("社会效益", IndicatorKind::Social),
    ("生态", IndicatorKind::Ecological),
    ("可持续", IndicatorKind::Sustainable),
    ("满意度", IndicatorKind::Satisfaction),
];

/// Whether a table is of this build: targets and results beside the levels.
pub(super) fn is_one(table: &Table) -> bool {
    head(table).is_some()
}

/// Whether it is a project's, which this program prints by the national form.
pub(super) fn is_of_project(table: &Table) -> bool {
    table.rows.iter().flatten().any(|cell| bare(&cell.text) == "项目名称")
}

/// The columns that are read, and the row of their heads.
struct Head {
    row: usize,
    first: usize,
    second: usize,
    third: usize,
    target: usize,
    points: usize,
    actual: Option<usize>,
    score: Option<usize>,
    reason: Option<usize>,
}

fn head(table: &Table) -> Option<Head> {
    table.rows.iter().enumerate().find_map(|(row, cells)| {
        let column = |words: &[&str]| {
            let is = |text: String| words.iter().any(|word| text.contains(word));
            cells.iter().find(|cell| is(bare(&cell.text))).map(|cell| cell.column)
        };
        Some(Head {
            row,
            first: column(&["一级指标"])?,
            second: column(&["二级指标"])?,
            third: column(&["三级指标"])?,
            target: column(&["年度指标值", "年度目标值", "目标值"])?,
            points: column(&["分值", "权重"])?,
            actual: column(&["实际完成值", "实际完成", "完成值"]),
            score: column(&["得分"]),
            reason: column(&["偏差原因", "原因分析", "未完成原因"]),
        })
    })
}

/// Reads the table into the edition.
///
/// # Errors
/// Those of the shipped edition; [`Error::BrokenEdition`] where a level's points are not those of its rows.
pub(super) fn read(table: &Table, reading: &mut FormReading) -> Result<()> {
    let Some(head) = head(table) else { return Ok(()) };
    let shipped = Edition::shipped(SHIPPED)?;
    adopt(&shipped, &mut reading.edition);
    reading.report_year = reading.report_year.or_else(|| report_year(table));
    let (title, mark) = title_and_mark(table, &["自评表"]);
    reading.edition.papers.name_attachment(Paper::WholeTable, mark, title);
    let lines = shipped.whole_table.as_ref().map_or(&[][..], |table| &table.money);
    whole_money::read(table, head.row, lines, reading);
    let Some(whole) = &mut reading.edition.whole_table else { return Ok(()) };
    (whole.assumed, whole.indicators) = (true, Vec::new());
    let text = |row: usize, column: usize| table.at(row, column).map_or("", |(_, cell)| cell.text.as_str());
    let (mut incomplete, mut free) = (Vec::new(), BTreeMap::<IndicatorKind, usize>::new());
    // A level that is blank is that of the row above.
    let (mut first, mut second) = (String::new(), String::new());
    for row in head.row + 1..table.rows.len() {
        let (own_first, own_second) = (text(row, head.first), bare(text(row, head.second)));
        if !own_first.trim().is_empty() {
            own_first.clone_into(&mut first);
        }
        if !own_second.is_empty() {
            second = own_second;
        }
        let is_total = table.rows[row].iter().any(|cell| ["总分", "合计", "总计"].contains(&bare(&cell.text).as_str()));
        if is_total {
            reading.places.extend(blank(table, row, head.score).map(|address| (address, Content::TotalScore)));
            break;
        }
        let kind = KINDS.iter().find(|(word, _)| second.contains(word)).map(|(_, kind)| *kind);
        let Some(kind) = kind else { continue };
        let block = whole.points.blocks.iter_mut().find(|block| block.kinds.contains(&kind));
        if let Some((block, points)) = block.zip(in_brackets(&first)) {
            block.full_score = points;
        }
        let name = label(text(row, head.third));
        let is_free = is_placeholder(&name);
        let place = if is_free { free.get(&kind).copied().unwrap_or_default() } else { 0 };
        let of = TargetRow { kind, name: (!is_free).then(|| name.clone()), place };
        *free.entry(kind).or_default() += usize::from(is_free);
        reading.places.extend(cells(table, row, &head, of));
        if !is_free {
            let full_score = number(text(row, head.points));
            incomplete.extend(full_score.is_none().then(|| name.clone()));
            let target = joined(text(row, head.target));
            reading.rows.push(RowReading {
                paper: FormPaper::WholeTable,
                name: name.clone(),
                full_score,
                taken_for: TakenFor::Target,
                notes: Vec::new(),
            });
            whole.indicators.push(Prescribed { kind, name, target, full_score });
        }
    }
    let blocks: Decimal = whole.points.blocks.iter().map(|block: &ProjectBlock| block.full_score).sum();
    whole.points.execution = Decimal::ONE_HUNDRED - blocks;
    let free: Vec<IndicatorKind> = free.into_iter().filter(|(_, rows)| *rows > 0).map(|(kind, _)| kind).collect();
    if let Some(reason) = whole.unfilled(&free) {
        return Err(Error::BrokenEdition { place: Paper::WholeTable.name().to_owned(), reason });
    }
    if !incomplete.is_empty() {
        reading.warnings.push(format!("{}没有分值，请在本年度里填写。", incomplete.join("、")));
    }
    Ok(())
}

/// The cells of an indicator's row that wait for the year: those that are blank; of a row that is left to the department
/// the name too, whatever stands there for it.
fn cells(table: &Table, row: usize, head: &Head, of: TargetRow) -> Vec<(Address, Content)> {
    let columns = [
        (TargetPart::Target, Some(head.target)),
        (TargetPart::Actual, head.actual),
        (TargetPart::FullScore, Some(head.points)),
        (TargetPart::Score, head.score),
        (TargetPart::Reason, head.reason),
    ];
    let waiting = columns.into_iter().filter_map(|(part, column)| Some((part, blank(table, row, column)?)));
    let name = of.name.is_none().then(|| table.at(row, head.third).map(|(_, cell)| (TargetPart::Name, cell.address)));
    let all = name.flatten().into_iter().chain(waiting);
    all.map(|(part, address)| (address, Content::Target(of.clone(), part))).collect()
}

/// A blank cell that begins in this row.
pub(super) fn blank(table: &Table, row: usize, column: Option<usize>) -> Option<Address> {
    let (begins, cell) = table.at(row, column?)?;
    (begins == row && cell.text.trim().is_empty()).then_some(cell.address)
}

/// Takes from the shipped edition what such a table needs, where the base has a score sheet.
fn adopt(shipped: &Edition, edition: &mut Edition) {
    if edition.whole_table.is_some() {
        return;
    }
    edition.papers.score_on(Paper::WholeTable);
    edition.score_sheet = ScoreSheet::default();
    edition.whole_table.clone_from(&shipped.whole_table);
    for figure in &shipped.figures {
        match edition.figures.iter_mut().find(|known| known.key == figure.key) {
            Some(known) if known.inline && !figure.inline => *known = figure.clone(),
            Some(_) => {}
            None => edition.figures.push(figure.clone()),
        }
    }
    for check in &shipped.checks {
        if !edition.checks.iter().any(|known| known.key == check.key) {
            edition.checks.push(check.clone());
        }
    }
    let text = shipped.chapters.iter().find(|chapter| chapter.key == CHAPTER);
    let own = edition.chapters.iter_mut().find(|chapter| chapter.key == CHAPTER);
    if let Some((own, text)) = own.zip(text) {
        own.clone_from(text);
    }
}

/// `指标1：`, `……`: a place for a name, and none.
fn is_placeholder(name: &str) -> bool {
    let rest = plain(name).replace("三级指标", "").replace("指标", "");
    rest.chars().all(|letter| letter.is_ascii_digit() || "….·、:;一二三四五六七八九十()".contains(letter))
}

/// The number in the brackets behind a level's name: 产出指标（50分）.
fn in_brackets(text: &str) -> Option<Decimal> {
    let text = plain(text);
    let (_, inside) = text.rsplit_once('(')?;
    number(inside.split_once(')')?.0).filter(|points| *points > Decimal::ZERO)
}

fn number(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(plain(text).trim_end_matches(['分', '%'])).ok()
}
