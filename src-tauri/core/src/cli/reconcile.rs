//! `reconcile`: 四方对账, a line a figure; exit status 1 where something differs as a 错误.

use super::{Arguments, Done, Terminal, open_to_read};
use crate::document::reconciliation_summary;
use crate::edition::{Paper, Papers};
use crate::error::Result;
use crate::reconciliation::{Row, reconcile};

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let (json, year) = (arguments.flag("json"), arguments.year()?);
    let year = open_to_read(arguments, terminal)?.year(year)?;
    let table = reconcile(&year.edition, &year.filing, &year.evaluation);
    if json {
        terminal.say_json(&table)?;
    } else {
        terminal.say(format!("{}　{}年度", table.reporting_unit, table.report_year))?;
        table.rows.iter().try_for_each(|row| terminal.say(line(row, &year.edition.papers)).map(|_| ()))?;
        terminal.say(reconciliation_summary(&table))?;
    }
    // A 错误 that a reason overrules stands no more.
    Ok(if table.has_error() && year.evaluation.has_error() { Done::WithErrors } else { Done::Well })
}

/// 编制数　正文171、171　附件1 171　附件2 在职人员控制率　一致　staff.quota
fn line(row: &Row, papers: &Papers) -> String {
    let (form, sheet) = (papers.mark(Paper::BaseDataTable), papers.mark(papers.scoring()));
    let list = |name: &str, said: Vec<&str>| (!said.is_empty()).then(|| format!("{name}{}", said.join("、")));
    let table = row.base_data_table.as_ref().map(|table| {
        let name = if table.on_form { form } else { "表外" };
        format!("{name} {}", table.shown)
    });
    let papers = [
        list("正文 ", row.text.iter().map(|words| words.words.as_str()).collect()),
        table,
        list(
            &format!("{sheet} "),
            row.score_sheet.iter().map(|sheet| sheet.shown.as_deref().unwrap_or(&sheet.label)).collect(),
        ),
        row.final_accounts.as_ref().map(|stated| format!("部门决算 {}", stated.shown)),
        row.last_filing.as_ref().map(|last| format!("上年自评 {}", last.shown)),
    ];
    let said: Vec<String> = papers.into_iter().flatten().collect();
    let told = match (&row.sentence, row.grade) {
        (Some(sentence), Some(grade)) => format!("{}　{sentence}", grade.word()),
        _ => row.verdict.word().to_owned(),
    };
    format!("{}　{}　{told}　{}", row.label, said.join("　"), row.key)
}
