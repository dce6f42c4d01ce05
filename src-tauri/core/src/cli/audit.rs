//! `audit DOCUMENT`: what disagrees in a report, without a workbook; exit status 1 where a 错误 stands.

use std::path::Path;

use super::{Arguments, Done, Terminal};
use crate::audit;
use crate::check::Grade;
use crate::error::Result;
use crate::exchange;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let document = arguments.word("要检查的文件")?;
    let json = arguments.flag("json");
    arguments.finish()?;
    let findings = audit::audit(&exchange::read_text(Path::new(&document))?);
    if json {
        terminal.say_json(&findings)?;
    } else {
        terminal.say(format!("【正文核对】{}条", findings.len()))?;
        for finding in &findings {
            let (line, column) = (finding.place.line, finding.place.column);
            terminal.say(format!("{}　第{line}行第{column}字　{}", finding.grade.word(), finding.message))?;
            terminal.say(format!("　　“{}”", finding.quote))?;
        }
    }
    let wrong = findings.iter().any(|finding| finding.grade == Grade::Error);
    Ok(if wrong { Done::WithErrors } else { Done::Well })
}
