//! `history`: the newest steps, newest first.

use super::{Arguments, Desk, Done, open};
use crate::error::{Error, Result};

const LIMIT: usize = 50;

pub(super) fn run(mut arguments: Arguments, desk: &mut Desk<'_>) -> Result<Done> {
    let limit = arguments
        .option("limit")
        .map(|text| text.parse().map_err(|_| Error::NotANumber { label: "--limit".to_owned(), text: text.clone() }));
    let (limit, json) = (limit.transpose()?.unwrap_or(LIMIT), arguments.flag("json"));
    let workbook = open(&mut arguments, desk)?;
    arguments.finish()?;
    let steps = workbook.history(limit)?;
    if json {
        return desk.say_json(&steps);
    }
    for step in &steps {
        desk.say(format!("{}　{}　{}", step.id, step.at, step.name))?;
    }
    Ok(Done::Well)
}
