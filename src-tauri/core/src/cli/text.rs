//! `text`: the report's blocks as the officer edits them, each with the key that `get` and `set` take.

use super::{Arguments, Done, Terminal, open_to_read, or_blank};
use crate::error::Result;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let year = arguments.year()?;
    let workbook = open_to_read(arguments, terminal)?;
    let year = workbook.year(year)?;
    for block in &year.filing.blocks {
        let shown = year.get(&format!("block.{}", block.id))?;
        terminal.say(format!(
            "{}　{}　{}",
            shown.key,
            "#".repeat(usize::try_from(block.level).unwrap_or(0)),
            or_blank(shown.shown)
        ))?;
    }
    Ok(Done::Well)
}
