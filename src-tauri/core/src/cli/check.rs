//! `check`: the findings; exit status 1 where a 错误 stands that no reason overrules.

use super::{Arguments, Done, Terminal};
use crate::error::Result;
use crate::evaluation::Evaluation;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let json = arguments.flag("json");
    let year = super::proofread(arguments, terminal)?;
    let evaluation = &year.evaluation;
    if json {
        terminal.say_json(&evaluation.findings)?;
    } else {
        findings(evaluation, terminal)?;
    }
    Ok(if evaluation.has_error() { Done::WithErrors } else { Done::Well })
}

pub(super) fn findings(evaluation: &Evaluation, terminal: &mut Terminal<'_>) -> Result<Done> {
    terminal.say(format!("\n【核对】{}条", evaluation.findings.len()))?;
    for finding in &evaluation.findings {
        terminal.say(format!("{}　{}　{}", finding.grade.word(), finding.message, finding.id))?;
        if let Some(reason) = &finding.reason {
            terminal.say(format!("　　　说明：{reason}"))?;
        } else if let Some(suggestion) = &finding.suggestion {
            terminal.say(format!("　　　未说明；以前的说明：{suggestion}"))?;
        }
    }
    Ok(Done::Well)
}
