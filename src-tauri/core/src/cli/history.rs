//! `history`: the newest steps, newest first.

use super::arguments::count;
use super::{Arguments, Desk, Done, open_to_read};
use crate::error::Result;

const LIMIT: u32 = 50;

pub(super) fn run(mut arguments: Arguments, desk: &mut Desk<'_>) -> Result<Done> {
    let limit = arguments.option("limit").map(|typed| count("条数", &typed, "条")).transpose()?.unwrap_or(LIMIT);
    let json = arguments.flag("json");
    let workbook = open_to_read(arguments, desk)?;
    let steps = workbook.history(usize::try_from(limit).unwrap_or(usize::MAX))?;
    if json {
        return desk.say_json(&steps);
    }
    for step in &steps {
        desk.say(format!("{}　{}　{}", step.id, step.at, step.name))?;
    }
    Ok(Done::Well)
}
