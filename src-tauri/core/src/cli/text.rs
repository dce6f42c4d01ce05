//! `text`: the report's blocks as the officer edits them, each with the key that `get` and `set` take.

use super::{Arguments, Desk, Done, open_to_read, or_blank};
use crate::error::Result;

pub(super) fn run(mut arguments: Arguments, desk: &mut Desk<'_>) -> Result<Done> {
    let year = arguments.year()?;
    let workbook = open_to_read(arguments, desk)?;
    let year = workbook.year(year)?;
    for block in &year.filing.blocks {
        let shown = year.get(&format!("block.{}", block.id))?;
        desk.say(format!(
            "{}　{}　{}",
            shown.key,
            "#".repeat(usize::try_from(block.level).unwrap_or(0)),
            or_blank(shown.shown)
        ))?;
    }
    Ok(Done::Well)
}
