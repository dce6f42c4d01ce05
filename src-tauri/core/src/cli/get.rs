//! `get KEY`: what stands at a key.

use super::{Arguments, Done, Terminal, open_to_read, or_blank};
use crate::error::Result;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let key = arguments.word("数据项")?;
    let (year, json) = (arguments.year()?, arguments.flag("json"));
    let workbook = open_to_read(arguments, terminal)?;
    let shown = workbook.year(year)?.get(&key)?;
    if json { terminal.say_json(&shown) } else { terminal.say(or_blank(shown.shown)) }
}
