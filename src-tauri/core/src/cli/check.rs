//! `check`: the findings; exit status 1 where a 错误 stands.

use super::{Arguments, Desk, Done, open};
use crate::error::Result;
use crate::evaluation::Evaluation;

pub(super) fn run(mut arguments: Arguments, desk: &mut Desk<'_>) -> Result<Done> {
    let (year, json) = (arguments.year()?, arguments.flag("json"));
    let workbook = open(&mut arguments, desk)?;
    arguments.finish()?;
    let evaluation = workbook.year(year)?.evaluation;
    if json {
        desk.say_json(&evaluation.findings)?;
    } else {
        findings(&evaluation, desk)?;
    }
    Ok(if evaluation.has_error() { Done::WithErrors } else { Done::Well })
}

pub(super) fn findings(evaluation: &Evaluation, desk: &mut Desk<'_>) -> Result<Done> {
    desk.say(format!("\n【核对】{}条", evaluation.findings.len()))?;
    for finding in &evaluation.findings {
        desk.say(format!("{}　{}", finding.grade.word(), finding.message))?;
    }
    Ok(Done::Well)
}
