//! 工作底稿: what stands behind the papers that are filed: what the checks found and what was said of it, how each
//! indicator was scored (评分底稿, in `scores`), how each figure was worked out, and its 口径. It is kept in the department,
//! not filed.

use super::{Align, Block, Cell, Column, Made, Numbering, Orientation, Run, Section, Source, Table, TableRow};
use crate::check::{Finding, Grade};
use crate::derive::{Trace, Value};
use crate::figure::{Figure, Key};
use crate::quantity::print;
use crate::words::quoted;

mod scores;

/// The paper's title.
pub(super) const TITLE: &str = "部门整体支出绩效自评工作底稿";
/// Where a 错误 or 需说明 has no reason.
const OPEN: &str = "未说明";

/// The sections of the working paper.
pub(super) fn sections(made: &Made<'_>) -> Vec<Section> {
    let line =
        |parts: Vec<String>| Block::TableLine { parts: parts.into_iter().map(|part| vec![Run::plain(part)]).collect() };
    let heading = |number: &str, text: &str| Block::Heading {
        level: 1,
        number: number.to_owned(),
        runs: vec![Run::plain(text)],
        source: None,
    };
    let evaluation = made.evaluation;
    let mut blocks = vec![
        Block::TableTitle { text: TITLE.to_owned() },
        line(vec![
            format!("填报单位：{}", evaluation.reporting_unit),
            format!("自评年度：{}年", evaluation.report_year),
        ]),
        heading("一、", "核对情况"),
        Block::Paragraph { lead: None, runs: vec![Run::plain(summary(&evaluation.findings))], source: None },
    ];
    if !evaluation.findings.is_empty() {
        blocks.push(Block::Table(findings(made)));
    }
    let money = || line(vec![String::new(), "金额单位：万元".to_owned()]);
    let scores = vec![heading("二、", "评分底稿"), money(), Block::Table(scores::scores(made))];
    let mut last = vec![heading("三、", "数据计算"), money(), Block::Table(figures(made))];
    if let Some(notes) = notes(made) {
        last.extend([heading("四、", "数据口径和来源"), money(), Block::Table(notes)]);
    }
    let signed = |label: &str, key: &str| vec![Run::plain(format!("{label}：")), made.figure_run(key)];
    last.push(Block::TableLine {
        parts: vec![
            signed("编制人", "form.prepared_by"),
            vec![Run::plain("复核人：")],
            signed("编制日期", "form.prepared_on"),
        ],
    });
    let section = |orientation, numbering, blocks| Section { orientation, numbering, one_page: false, blocks };
    let last = section(Orientation::Portrait, Numbering::Continue, last);
    // One sentence is no page of its own.
    if evaluation.findings.is_empty() {
        blocks.extend(scores);
        return vec![section(Orientation::Landscape, Numbering::Restart, blocks), last];
    }
    vec![
        section(Orientation::Portrait, Numbering::Restart, blocks),
        section(Orientation::Landscape, Numbering::Continue, scores),
        last,
    ]
}

/// How much was found, and how much of it is still to be answered.
fn summary(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "经核对，没有发现需要更正或者说明的事项。".to_owned();
    }
    let grades = [Grade::Error, Grade::Explain, Grade::Hint];
    let counts = grades.map(|grade| (grade, findings.iter().filter(|finding| finding.grade == grade).count()));
    let found: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(grade, count)| format!("{}{count}条", quoted(grade.word())))
        .collect();
    let asked = || findings.iter().filter(|finding| finding.grade != Grade::Hint);
    let open = asked().filter(|finding| finding.reason.is_none()).count();
    let rest = match (asked().count(), open) {
        (0, _) => "，没有需要说明的事项。".to_owned(),
        (_, 0) => "，应说明的均已说明。".to_owned(),
        (_, open) => format!("，其中{open}条尚未说明。"),
    };
    format!("经核对，共有{}{rest}", found.join("、"))
}

fn findings(made: &Made<'_>) -> Table {
    let is_indicator = |key: &str| made.evaluation.indicators.iter().any(|result| result.key == key);
    let place = |key: &str| if is_indicator(key) { Source(format!("indicator:{key}")) } else { field(key) };
    let row = |finding: &Finding| {
        let message = match &finding.quote {
            Some(quote) => format!("{}\n原文：“{}”", finding.message, quote.words),
            None => finding.message.clone(),
        };
        let said = match (&finding.reason, finding.grade) {
            (Some(reason), _) => reason.clone(),
            (None, Grade::Hint) => String::new(),
            (None, _) => OPEN.to_owned(),
        };
        let source = finding.subjects.first().map(String::as_str);
        let mut row = row([
            (Align::Centre, finding.grade.word().to_owned(), None),
            (Align::Left, message, source.map(place)),
            (Align::Left, said, None),
        ]);
        // What is open must catch the eye.
        row.cells.iter_mut().skip(2).for_each(|cell| cell.head = finding.reason.is_none());
        row
    };
    table([("级别", 16), ("内容", 84), ("说明", 56)], made.evaluation.findings.iter().map(row))
}

/// Every figure that was worked out, and every total that was entered though its parts are there. What stands on no form
/// is spelled out where it is used.
fn figures(made: &Made<'_>) -> Table {
    let shown = made.evaluation.list.iter().filter(|figure| !figure.inline).filter_map(|figure| {
        let value = made.evaluation.figures.get(&figure.key)?;
        Some(figure_row(&figure.key, value, made.filing.unit_of(&figure.key), working(made, value)?))
    });
    table([("数据项", 64), ("结果", 24), ("算式", 68)], shown)
}

fn figure_row(key: &Key, value: &Value, unit: &str, working: String) -> TableRow {
    let result = format!("{}{unit}", value.shown.clone().unwrap_or_default());
    row([
        (Align::Left, value.label.clone(), None),
        (Align::Number, result, Some(field(key.as_str()))),
        (Align::Left, working, None),
    ])
}

/// Every figure of which a 口径 was chosen or a source written; `None` where there is none.
fn notes(made: &Made<'_>) -> Option<Table> {
    let bases = &made.evaluation.bases;
    let row = |figure: &Figure| {
        let key = figure.key.as_str();
        let (basis, source) = (bases.words(key), bases.source(key));
        let shown = made.shown(key).map(|shown| format!("{shown}{}", made.filing.unit_of(&figure.key)));
        (basis.is_some() || source.is_some()).then(|| {
            row([
                (Align::Left, figure.label.clone(), None),
                (Align::Number, shown.unwrap_or_default(), Some(field(key))),
                (Align::Left, basis.unwrap_or_default(), None),
                (Align::Left, source.unwrap_or_default().to_owned(), None),
            ])
        })
    };
    let rows: Vec<TableRow> = made.evaluation.list.iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| table([("数据项", 54), ("结果", 24), ("口径", 42), ("来源", 36)], rows))
}

/// How a figure came about; `None` where it is only an entry, or blank.
fn working(made: &Made<'_>, value: &Value) -> Option<String> {
    value.shown.as_ref()?;
    match (&value.trace, &value.working) {
        (Trace::WorkedOut { .. }, Some(working)) => Some(working.clone()),
        (Trace::WorkedOut { inputs, .. }, None) => {
            let names: Vec<String> = inputs.iter().map(|key| quoted(made.evaluation.label(key.as_str()))).collect();
            Some(format!("取自{}", names.join("、")))
        }
        (Trace::Entered { .. }, _) => {
            let sum = print(value.worked_out?, value.measure);
            Some(format!("直接填列；各分项合计{sum}"))
        }
        (Trace::Blank, _) => None,
    }
}

/// The field of a figure or, as `block.ID`, of a paragraph.
fn field(subject: &str) -> Source {
    match subject.strip_prefix("block.") {
        Some(block) => Source(format!("block:{block}")),
        None => Source(format!("figure:{subject}")),
    }
}

fn table<const N: usize>(columns: [(&str, u32); N], rows: impl IntoIterator<Item = TableRow>) -> Table {
    let head = row(columns.map(|(head, _)| (Align::Centre, head.to_owned(), None)));
    let head = TableRow { cells: head.cells.into_iter().map(|cell| Cell { head: true, ..cell }).collect(), ..head };
    Table {
        columns: columns.map(|(_, width)| Column { width }).to_vec(),
        head_rows: 1,
        rows: std::iter::once(head).chain(rows).collect(),
    }
}

fn row<const N: usize>(cells: [(Align, String, Option<Source>); N]) -> TableRow {
    let cell = |(column, (align, text, source)): (usize, (Align, String, Option<Source>))| Cell {
        column,
        column_span: 1,
        row_span: 1,
        align,
        indent: 0,
        head: false,
        runs: if text.is_empty() { Vec::new() } else { vec![Run { text, source }] },
    };
    TableRow { cells: cells.into_iter().enumerate().map(cell).collect(), min_lines: 1 }
}

#[cfg(test)]
mod tests {
    use super::super::{Paper, build};
    use super::*;
    use crate::evaluation::evaluate;
    use crate::figure::{Basis, Key};
    use crate::filing::{Answer, Entry, Filing, Note};
    use crate::quantity::print_score;
    use crate::sample::{self, Sample};

    /// The working paper's tables and sentences: a line a row, its cells with strokes between.
    fn lines(sample: &Sample, filing: &Filing) -> Vec<String> {
        let evaluation = evaluate(&sample.edition, filing, None);
        let document = build(&[Paper::WorkingPaper], &sample.edition, filing, &evaluation, None);
        let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let blocks = document.sections.iter().flat_map(|section| &section.blocks);
        let lines = blocks.flat_map(|block| match block {
            Block::Paragraph { runs, .. } => vec![text(runs)],
            Block::Table(table) => {
                let row = |row: &TableRow| row.cells.iter().map(|cell| text(&cell.runs)).collect::<Vec<_>>().join("|");
                table.rows.iter().map(row).collect()
            }
            _ => Vec::new(),
        });
        lines.collect()
    }

    fn has(lines: &[String], words: &str) {
        assert!(lines.iter().any(|line| line.contains(words)), "{words}: {lines:#?}");
    }

    #[test]
    fn it_prints_what_was_said_of_findings_and_what_is_open() {
        let sample = sample::load("demo").expect("is shipped");
        let mut filing = sample.filings[1].clone();
        for (key, value) in [("three_public.final", "12"), ("basic.operating.office.final", "900")] {
            let (key, value) = (Key::new(key), value.to_owned());
            filing.entries.insert(key.clone(), Entry { report_year: 2024, key, typed: value.clone(), value });
        }
        let found = evaluate(&sample.edition, &filing, None).findings;
        let (finding, message) = (found[0].id.clone(), found[0].message.clone());
        let answer =
            Answer { report_year: 2024, finding, message: message.clone(), reason: "按批复数填列。".to_owned() };
        filing.answers.insert(answer.finding.clone(), answer);
        let lines = lines(&sample, &filing);
        has(&lines, "经核对，共有“错误”2条，其中1条尚未说明。");
        has(&lines, &format!("错误|{message}|按批复数填列。"));
        has(&lines, "超过“公用经费本年决算数”160.84。|未说明");
        has(&lines, "“三公”经费本年决算数|12.00|直接填列；各分项合计11.52");
    }

    #[test]
    fn every_indicator_and_every_figure_worked_out_stands_with_its_arithmetic() {
        let sample = sample::load("demo").expect("is shipped");
        let filing = &sample.filings[1];
        let lines = lines(&sample, filing);
        has(&lines, "经核对，没有发现需要更正或者说明的事项。");
        let evaluation = evaluate(&sample.edition, filing, None);
        for result in &evaluation.indicators {
            has(&lines, &format!("{}|{}|", result.label, print_score(result.full_score)));
        }
        let worked_out = evaluation.figures.values().filter(|value| value.inline.is_none());
        for working in worked_out.filter_map(|value| value.working.as_ref()) {
            has(&lines, &format!("|{working}"));
        }
        has(&lines, "合计|100||");
    }

    #[test]
    fn each_score_answers_where_points_were_lost_from_what_and_why() {
        let sample = sample::load("demo").expect("is shipped");
        let mut filing = sample.filings[1].clone();
        let basis = Basis([("staff_date".to_owned(), "年末人数".to_owned())].into());
        let (key, source) = (Key::new("staff.quota"), "编制部门批复".to_owned());
        filing.notes.insert(key.clone(), Note { report_year: 2024, key, basis, source });
        let key = Key::new("staff.in_post.final");
        let ninety = Entry { report_year: 2024, key: key.clone(), value: "90".to_owned(), typed: "90".to_owned() };
        filing.entries.insert(key, ninety);
        let lines = lines(&sample, &filing);
        has(
            &lines,
            "编制数：86人（附件1；年末人数；来源：编制部门批复）|本年实际在职人数 ÷ 编制数\n90 ÷ 86 = 104.65%\n四舍五入前为104.651162…%\n104.65%，高出",
        );
        has(
            &lines,
            "|3|扣2分，在职人员控制率为104.65%，超过100%，按每超过1个百分点扣0.5分计。\n原因：没有填写扣分原因",
        );
        has(&lines, "④制度得到有效执行：不符合，0分|符合①②③，计6分|6|扣2分，");
        has(&lines, "|93.19|等级：优\n扣分共6.81分：在职人员控制率2分，");
        has(&lines, "编制数|86|年末人数|编制部门批复");
    }
}
