//! 附件2 read: levels with their weights, indicators with weight, wording and explanation as they stand, sentences as
//! rules where they are plain.

use rust_decimal::Decimal;

use super::name::{bare, joined, key_part, label, weight, weight_in_name};
use super::wording::{self, Reading};
use super::{Content, FormPaper, FormReading, RowReading, TakenFor, add_figure, report_year, title_and_mark};
use crate::edition::{Edition, Indicator, Level, Paper, Provenance, ScoreSheet, SheetColumn, SheetContent};
use crate::error::{Error, Result};
use crate::figure::Key;
use crate::quantity::{Measure, print_score};
use crate::rule::{Item, Rule, Silence};
use crate::table::{Cell, Table};

/// Words that a known indicator's name has, all of them, and its key; with a note where the name is another one.
const KNOWN: [(&[&str], &str, Option<&str>); 24] = [
    (&["人员控制率"], "in_post_control_rate", None),
    (&["三公", "变动"], "three_public_change_rate", None),
    (&["三公", "增长"], "three_public_change_rate", None),
    (&["三公", "控制"], "three_public_control_rate", None),
    (&["预算完成率"], "budget_completion_rate", None),
    (&["预算执行率"], "budget_completion_rate", Some("按预算完成率计算")),
    (&["预算控制率"], "budget_control_rate", None),
    (&["预算调整率"], "budget_control_rate", Some("按追加预算与年初预算之比计算")),
    (&["楼堂馆所", "面积"], "building_area_control_rate", None),
    (&["楼堂馆所", "规模"], "building_area_control_rate", None),
    (&["楼堂馆所", "投资"], "building_investment_control_rate", None),
    (&["公用经费", "控制"], "operating_control_rate", None),
    (&["政府采购", "率"], "procurement_execution_rate", None),
    (&["管理制度"], "management_systems", None),
    (&["制度", "健全"], "management_systems", None),
    (&["资金", "合规"], "use_of_funds", None),
    (&["资金使用", "规范"], "use_of_funds", None),
    (&["信息公开"], "disclosure", None),
    (&["预决算", "公开"], "disclosure", None),
    (&["重点工作", "率"], "key_task_completion_rate", None),
    (&["任务", "完成率"], "key_task_completion_rate", Some("按重点工作完成率计算")),
    (&["满意度"], "public_satisfaction", None),
    (&["经济效益", "社会效益"], "economic_social_benefit", None),
    (&["行政效能"], "administrative_effectiveness", None),
];

/// The most rows a form has.
const MOST_ROWS: usize = 500;

/// The least width of 扣分原因, in hundredths of the sheet's.
const LEAST_FOR_REASONS: u32 = 12;

/// A column of the form.
struct Column {
    at: usize,
    head: String,
    content: SheetContent,
    width: u32,
}

/// Whether a table is a score sheet.
pub(super) fn is_one(table: &Table) -> bool {
    head_row(table).is_some()
}

/// Whether it ends with its total (合计).
pub(super) fn has_total(table: &Table) -> bool {
    table.rows.iter().any(|row| is_total(row))
}

fn is_total(row: &[Cell]) -> bool {
    let first = row.iter().map(|cell| bare(&cell.text)).find(|text| !text.is_empty());
    first.is_some_and(|text| ["合计", "总计", "总分", "得分合计"].iter().any(|word| text.starts_with(word)))
}

fn head_row(table: &Table) -> Option<usize> {
    let is_head = |row: &Vec<Cell>| {
        let has = |word: &str| row.iter().any(|cell| bare(&cell.text).contains(word));
        has("一级指标") && (has("三级指标") || has("二级指标"))
    };
    table.rows.iter().position(is_head)
}

/// Reads the table into the edition.
pub(super) fn read(table: &Table, base: &Edition, reading: &mut FormReading) -> Result<()> {
    let head = head_row(table).unwrap_or_default();
    if table.rows.len() > MOST_ROWS {
        return Err(broken("评分表", "行太多，不像一张表样"));
    }
    let columns = columns(table, head, base, reading)?;
    let (title, mark) = title_and_mark(table, &["评分表", "指标体系", "自评表", "评价指标", "指标表"]);
    reading.report_year = reading.report_year.or_else(|| report_year(table));
    let papers = &mut reading.edition.papers;
    papers.score_on(Paper::ScoreSheet);
    papers.name_attachment(Paper::ScoreSheet, mark, title);
    reading.edition.whole_table = None;
    let mut sheet = Sheet { table, base, columns: &columns, indicators: Vec::new(), levels: Vec::new() };
    let mut path: Option<[String; 2]> = None;
    for row in head + 1 + usize::from(has_second_head(table, head))..table.rows.len() {
        if sheet.is_between(row) {
            continue;
        }
        if is_total(&table.rows[row]) {
            if let Some(cell) = sheet.cell(row, SheetContent::Score) {
                reading.places.push((cell.address, Content::TotalScore));
            }
            continue;
        }
        path = Some(sheet.path(row, path)?);
        sheet.row(row, path.clone().unwrap_or_default(), reading)?;
    }
    let (indicators, levels) = (sheet.indicators, sheet.levels);
    let columns = columns.into_iter().map(|one| SheetColumn { head: one.head, content: one.content, width: one.width });
    reading.edition.score_sheet = ScoreSheet { columns: columns.collect(), levels, indicators, off: Vec::new() };
    state_levels(&mut reading.edition.score_sheet);
    Ok(())
}

fn columns(table: &Table, head: usize, base: &Edition, reading: &mut FormReading) -> Result<Vec<Column>> {
    let three = table.rows[head].iter().any(|cell| bare(&cell.text).contains("三级指标"));
    // Columns of one width were left as they came: then the usual widths suit the words better.
    let shaped = table.widths.windows(2).any(|pair| pair[0] != pair[1]);
    let mut columns: Vec<Column> = Vec::new();
    for (text, cell) in heads(table, head) {
        let name = bare(&text);
        let Some(content) = content(&name, three, columns.last().map(|one| one.content)) else {
            if !name.is_empty() {
                reading.warnings.push(format!("评分表的“{}”一栏没有对应的内容，没有采用。", joined(&text)));
            }
            continue;
        };
        if columns.iter().any(|one| one.content == content) {
            reading.warnings.push(format!("评分表的“{}”一栏重复，没有采用。", joined(&text)));
            continue;
        }
        let own: u32 = table.widths.iter().skip(cell.column).take(cell.columns).sum();
        let usual = base.score_sheet.columns.iter().find(|one| one.content == content).map_or(24, |one| one.width);
        let width = if own == 0 || !shaped { usual } else { (own / 30).max(10) };
        columns.push(Column { at: cell.column, head: joined(&text), content, width });
    }
    // A form's cells for reasons may be narrow, since they grow under the pen.
    let whole: u32 = columns.iter().map(|one| one.width).sum();
    let reasons = columns.iter_mut().filter(|one| one.content == SheetContent::Reason);
    reasons.for_each(|one| one.width = one.width.max(whole * LEAST_FOR_REASONS / 100));
    let has = |content| columns.iter().any(|one| one.content == content);
    if !has(SheetContent::Indicator) {
        return Err(broken("评分表表头", "没有三级指标一栏"));
    }
    for (content, head) in [(SheetContent::FullScore, "分值"), (SheetContent::Score, "得分")] {
        if !columns.iter().any(|one| one.content == content) {
            columns.push(Column { at: usize::MAX, head: head.to_owned(), content, width: 20 });
        }
    }
    Ok(columns)
}

/// Whether the row below the head parts its wide cells: 一级指标 into 名称 and 分值.
fn has_second_head(table: &Table, head: usize) -> bool {
    let Some(below) = table.rows.get(head + 1) else { return false };
    let parent =
        |cell: &Cell| table.rows[head].iter().find(|one| (one.column..one.column + one.columns).contains(&cell.column));
    let named = |cell: &&Cell| !cell.text.trim().is_empty();
    let parts = |cell: &Cell| parent(cell).is_some_and(|parent| parent.columns > cell.columns || is_unit(&cell.text));
    below.iter().any(|cell| named(&cell) && !is_unit(&cell.text)) && below.iter().filter(named).all(parts)
}

/// （分） below 分值.
fn is_unit(text: &str) -> bool {
    matches!(bare(text).as_str(), "" | "分" | "%")
}

/// The heads of the columns, with the cells they stand in. A part of a wide head that says nothing alone bears its name.
fn heads(table: &Table, head: usize) -> Vec<(String, &Cell)> {
    let mut covering: Vec<&Cell> = Vec::new();
    for column in 0..table.columns() {
        // A head may begin above: 评价指标 over the names of the levels, 分值 beside it over both rows.
        let cell = table.at(head, column).map(|(_, cell)| cell);
        covering.extend(cell.filter(|cell| covering.last().is_none_or(|last| last.address != cell.address)));
    }
    let parted = has_second_head(table, head);
    let mut heads = Vec::new();
    for cell in covering {
        let inside = cell.column..cell.column + cell.columns;
        let below = table.rows.get(head + 1).into_iter().flatten();
        let parts: Vec<&Cell> = below.filter(|part| parted && inside.contains(&part.column)).collect();
        if cell.columns == 1 || parts.is_empty() {
            heads.push((cell.text.clone(), cell));
            continue;
        }
        for part in parts {
            let name = bare(&part.text);
            let bears = name.is_empty() || ["名称", "指标", "指标名称", "内容"].contains(&name.as_str());
            heads.push((if bears { cell.text.clone() } else { part.text.clone() }, part));
        }
    }
    heads
}

fn content(head: &str, three: bool, before: Option<SheetContent>) -> Option<SheetContent> {
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if has(&["依据", "来源", "备注", "佐证", "材料"]) {
        return None;
    }
    Some(if head.contains("一级指标") {
        SheetContent::FirstLevel
    } else if head.contains("三级指标") || (head.contains("二级指标") && !three) {
        SheetContent::Indicator
    } else if head.contains("二级指标") {
        SheetContent::SecondLevel
    } else if has(&["扣分原因", "扣分理由", "扣分说明", "偏差原因", "原因"]) {
        SheetContent::Reason
    } else if has(&["标准", "细则", "办法", "方法", "规则", "计分", "评分说明"]) && !has(&["标准分"])
    {
        SheetContent::Wording
    } else if has(&["得分", "自评分", "评分"]) {
        SheetContent::Score
    } else if has(&["分值", "权重", "标准分", "满分"]) {
        match before {
            Some(SheetContent::FirstLevel) => SheetContent::FirstLevelScore,
            Some(SheetContent::SecondLevel) => SheetContent::SecondLevelScore,
            _ => SheetContent::FullScore,
        }
    } else if has(&["说明", "解释", "公式", "内容", "含义", "要点", "释义"]) {
        SheetContent::Explanation
    } else {
        return None;
    })
}

/// A score sheet while it is read.
struct Sheet<'a> {
    table: &'a Table,
    base: &'a Edition,
    columns: &'a [Column],
    indicators: Vec<Indicator>,
    levels: Vec<Level>,
}

impl<'a> Sheet<'a> {
    /// The cell of a column that covers a row, with the row it begins in.
    fn covering(&self, row: usize, content: SheetContent) -> Option<(usize, &'a Cell)> {
        let column = self.columns.iter().find(|one| one.content == content)?;
        self.table.at(row, column.at)
    }

    fn cell(&self, row: usize, content: SheetContent) -> Option<&'a Cell> {
        self.covering(row, content).map(|(_, cell)| cell)
    }

    fn text(&self, row: usize, content: SheetContent) -> String {
        let lines = |cell: &Cell| {
            cell.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        };
        // The same signs as the bundled faces have them.
        self.cell(row, content).map(lines).unwrap_or_default().replace(['≦', '⩽'], "≤").replace(['≧', '⩾'], "≥")
    }

    /// A row without an indicator of its own: a head that comes again, a blank one, a foot note.
    fn is_between(&self, row: usize) -> bool {
        let cells: Vec<String> = self.table.rows[row].iter().map(|cell| bare(&cell.text)).collect();
        let filled = cells.iter().filter(|text| !text.is_empty()).count();
        let note = cells.iter().find(|text| !text.is_empty()).is_some_and(|text| {
            ["说明", "注", "备注", "填表", "填报", "单位负责人"].iter().any(|word| text.starts_with(word))
        });
        filled == 0 || note || cells.iter().any(|text| text.contains("一级指标")) || {
            let name = self.covering(row, SheetContent::Indicator);
            name.is_some_and(|(begin, cell)| begin < row && !cell.text.trim().is_empty())
        }
    }

    fn path(&mut self, row: usize, before: Option<[String; 2]>) -> Result<[String; 2]> {
        let first = Some(joined(&self.text(row, SheetContent::FirstLevel))).filter(|name| !name.is_empty());
        let second = Some(joined(&self.text(row, SheetContent::SecondLevel))).filter(|name| !name.is_empty());
        let [first_before, second_before] = before.map_or([None, None], |[first, second]| [Some(first), Some(second)]);
        let new_first = first.is_some() && first != first_before;
        let first = first.or(first_before).ok_or_else(|| broken(&place(row), "没有一级指标"))?;
        let second = second.or(second_before.filter(|_| !new_first)).unwrap_or_else(|| first.clone());
        let path = [first, second];
        for (depth, score) in [(1, SheetContent::FirstLevelScore), (2, SheetContent::SecondLevelScore)] {
            if !self.levels.iter().any(|level| level.path == path[..depth]) {
                let stated = weight(&self.text(row, score)).or_else(|| weight_in_name(&path[depth - 1]));
                // What the form does not state is worked out when all rows are known.
                self.levels.push(Level { path: path[..depth].to_vec(), full_score: stated.unwrap_or(UNSTATED) });
            }
        }
        Ok(path)
    }

    fn row(&mut self, row: usize, path: [String; 2], reading: &mut FormReading) -> Result<()> {
        let (_, name_cell) = self
            .covering(row, SheetContent::Indicator)
            .filter(|(_, cell)| !cell.text.trim().is_empty())
            .ok_or_else(|| broken(&place(row), "没有三级指标名称"))?;
        let name = label(&name_cell.text);
        let rows: Vec<usize> = (row..row + name_cell.rows.max(1)).filter(|row| *row < self.table.rows.len()).collect();
        let full_score = self.full_score(&rows, &name_cell.text)?;
        let together = |content| {
            let own = rows.iter().filter(|row| self.covering(**row, content).is_some_and(|(begin, _)| begin == **row));
            own.map(|row| self.text(*row, content)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
        };
        let (said, explanation) = (together(SheetContent::Wording), together(SheetContent::Explanation));
        let (known, mut notes) = self.known(&name);
        let mut read = wording::read(&name, &said, full_score);
        let as_base = known.filter(|known| said.is_empty() && known.full_score == full_score);
        if let Some(known) = as_base {
            read = Reading {
                rule: known.rule.clone(), assumed: vec!["表上没有评分标准，沿用原来的".to_owned()]
            };
        }
        if let (Rule::Graded { grades }, Some(Rule::Graded { grades: usual })) =
            (&mut read.rule, known.map(|known| &known.rule))
        {
            call_as_usual(grades, usual);
        }
        let key = self.key(known, &name);
        let takes_figure = read.rule.takes_figure();
        let usual = known.and_then(|known| known.figure.clone()).filter(|_| takes_figure);
        let figure = usual.clone().or_else(|| takes_figure.then(|| Key::new(format!("rate.{key}"))));
        if let (Some(figure), None) = (&figure, &usual) {
            add_figure(&mut reading.edition, figure, &name, Measure::GivenPercent, None);
        }
        notes.extend(read.assumed);
        if matches!(read.rule, Rule::Judged {}) && said.chars().any(|letter| letter.is_ascii_digit()) {
            notes.push("评分标准没有读懂，得分由您评定".to_owned());
        }
        reading.rows.push(RowReading {
            paper: FormPaper::ScoreSheet,
            name: name.clone(),
            full_score: Some(full_score),
            taken_for: match (&read.rule, known.is_some() && (usual.is_some() || !takes_figure)) {
                (Rule::Judged {}, _) => TakenFor::Judged,
                (_, true) => TakenFor::Known(known.iter().map(|known| known.label.clone()).collect()),
                (_, false) => TakenFor::New(vec![name.clone()]),
            },
            notes,
        });
        for (content, what) in
            [(SheetContent::Score, Content::Score(key.clone())), (SheetContent::Reason, Content::Reason(key.clone()))]
        {
            if let Some(cell) = self.cell(row, content) {
                reading.places.push((cell.address, what));
            }
        }
        let when_base_zero = known.and_then(|known| known.when_base_zero.clone()).filter(|_| takes_figure);
        let leaves_unsaid = |silence: &Silence| match silence {
            Silence::PartStep if said.is_empty() => known.is_some_and(|known| known.silent.contains(silence)),
            Silence::PartStep => !said.contains("不足"),
            Silence::Share if wording::says_share(&said) => false,
            Silence::BelowZero if said.contains("绝对值") => false,
            Silence::BaseZero => when_base_zero.is_some(),
            other => known.is_some_and(|known| known.silent.contains(other)),
        };
        let silences = [Silence::PartStep, Silence::BelowZero, Silence::BaseZero, Silence::Share];
        let silent = silences.into_iter().filter(|silence| read.rule.silence(*silence).is_some());
        self.indicators.push(Indicator {
            path,
            full_score,
            examples: examples(&read.rule, full_score),
            silent: silent.filter(leaves_unsaid).collect(),
            when_base_zero,
            not_applicable: known.and_then(|known| known.not_applicable.clone()).filter(|_| takes_figure),
            figure,
            rule: read.rule,
            wording: (!said.is_empty()).then_some(said),
            explanation,
            label: name,
            key,
            provenance: Provenance::Seen,
        });
        Ok(())
    }

    fn full_score(&self, rows: &[usize], name: &str) -> Result<Decimal> {
        let mut sum = None;
        for row in rows {
            let Some((begin, cell)) = self.covering(*row, SheetContent::FullScore) else { continue };
            if begin == *row && !cell.text.trim().is_empty() {
                let points = weight(&cell.text);
                let points =
                    points.ok_or_else(|| broken(&place(*row), &format!("分值“{}”不是数字", joined(&cell.text))))?;
                sum = Some(sum.unwrap_or(Decimal::ZERO) + points);
            }
        }
        let sum = sum.or_else(|| weight_in_name(name)).filter(|sum| *sum > Decimal::ZERO);
        sum.ok_or_else(|| broken(&format!("评分表“{}”", label(name)), "没有分值"))
    }

    /// The base edition's indicator of this name, and what is to be told of the match.
    fn known(&self, name: &str) -> (Option<&'a Indicator>, Vec<String>) {
        let all = &self.base.score_sheet.indicators;
        let free = |known: &&Indicator| !self.indicators.iter().any(|taken| taken.key == known.key);
        let name = bare(name);
        if let Some(same) = all.iter().filter(free).find(|known| bare(&known.label) == name) {
            return (Some(same), Vec::new());
        }
        let by_words = KNOWN.iter().find(|(words, _, _)| words.iter().all(|word| name.contains(word)));
        let Some((_, key, note)) = by_words else { return (None, Vec::new()) };
        let known = all.iter().filter(free).find(|known| known.key == *key);
        let note = note.filter(|_| known.is_some()).map(|note| format!("{note}，请核对"));
        (known, note.into_iter().collect())
    }

    fn key(&self, known: Option<&Indicator>, name: &str) -> String {
        let key = known.map_or_else(|| key_part(name), |known| known.key.clone());
        let taken = |key: &str| {
            let by_others = known.is_none() && self.base.score_sheet.indicators.iter().any(|one| one.key == key);
            by_others || self.indicators.iter().any(|one| one.key == key)
        };
        let mut unique = key.clone();
        for number in 2_u32.. {
            if !taken(&unique) {
                break;
            }
            unique = format!("{key}{number}");
        }
        unique
    }
}

/// Gives grades that are worth the usual points, or end with the usual words, their usual short names: what is graded
/// stands before the first.
fn call_as_usual(grades: &mut [Item], usual: &[Item]) {
    let pairs = || grades.iter().zip(usual);
    let worth = pairs().all(|(grade, usual)| grade.points == usual.points);
    let ends = |(grade, usual): (&Item, &Item)| {
        grade.label.ends_with(&usual.label) || (grade.points.is_zero() && usual.points.is_zero())
    };
    if grades.len() == usual.len() && (worth || pairs().all(ends)) {
        grades.iter_mut().zip(usual).for_each(|(grade, usual)| grade.label.clone_from(&usual.label));
    }
}

/// Stands for a weight that the form does not state.
const UNSTATED: Decimal = Decimal::NEGATIVE_ONE;

/// Works out the weights of levels that the form does not state.
fn state_levels(sheet: &mut ScoreSheet) {
    for level in sheet.levels.iter_mut().filter(|level| level.full_score == UNSTATED) {
        let inside = sheet.indicators.iter().filter(|indicator| indicator.path.starts_with(&level.path));
        level.full_score = inside.map(|indicator| indicator.full_score).sum();
    }
}

/// Inputs at the rule's own edges, and the points they give.
pub(super) fn examples(rule: &Rule, full_score: Decimal) -> Vec<(String, Decimal)> {
    let inputs: Vec<String> = match rule {
        Rule::StepDeduction { limit, step, .. } => {
            vec![limit.to_string(), (limit + step).to_string(), (limit - step).to_string()]
        }
        Rule::Bands { bands, .. } => {
            let ends = bands.iter().flat_map(|band| [band.above, band.from, band.up_to, band.below]);
            let mut ends: Vec<Decimal> = ends.flatten().collect();
            ends.sort();
            ends.dedup();
            ends.iter().map(ToString::to_string).collect()
        }
        Rule::Checklist { .. } => vec![String::new(), "1".to_owned()],
        Rule::Breaches { .. } => vec!["0".to_owned(), "1".to_owned()],
        Rule::Graded { grades } => grades.iter().map(|grade| grade.label.clone()).collect(),
        Rule::Proportional {} => vec!["1".to_owned(), "0.5".to_owned()],
        Rule::Judged {} => vec![print_score(full_score)],
    };
    inputs.into_iter().filter_map(|input| rule.score_example(&input, full_score).map(|score| (input, score))).collect()
}

fn place(row: usize) -> String {
    format!("评分表第{}行", row + 1)
}

fn broken(place: &str, reason: &str) -> Error {
    Error::BrokenEdition { place: place.to_owned(), reason: reason.to_owned() }
}
