//! `history`: the newest steps, newest first.

use super::arguments::count;
use super::{Arguments, Done, Terminal, open_to_read};
use crate::error::Result;

const LIMIT: u32 = 50;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let limit = arguments.option("limit").map(|typed| count("条数", &typed, "条")).transpose()?.unwrap_or(LIMIT);
    let json = arguments.flag("json");
    let workbook = open_to_read(arguments, terminal)?;
    let steps = workbook.history(usize::try_from(limit).unwrap_or(usize::MAX))?;
    if json {
        return terminal.say_json(&steps);
    }
    for step in &steps {
        terminal.say(format!("{}　{}　{}", step.id, step.at, step.name))?;
    }
    Ok(Done::Well)
}
