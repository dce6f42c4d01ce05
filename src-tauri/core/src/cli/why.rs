//! `why KEY|INDICATOR|total`: why a value is what it is, as a tree.

use super::{Arguments, Done, Terminal, open_to_read};
use crate::error::Result;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let subject = arguments.word("数据项或指标")?;
    let (year, json) = (arguments.year()?, arguments.flag("json"));
    let workbook = open_to_read(arguments, terminal)?;
    let explanation = workbook.why(year, &subject)?;
    if json { terminal.say_json(&explanation) } else { terminal.say(explanation.lines().join("\n")) }
}
