//! `check`: the findings; exit status 1 where a 错误 stands.

use super::{Arguments, Desk, Done};
use crate::error::Result;
use crate::evaluation::Evaluation;

pub(super) fn run(mut arguments: Arguments, desk: &mut Desk<'_>) -> Result<Done> {
    let json = arguments.flag("json");
    let evaluation = super::evaluation(arguments, desk)?;
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
