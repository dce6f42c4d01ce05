//! `get KEY`: what stands at a key.

use super::{Arguments, Desk, Done, open_to_read, or_blank};
use crate::error::Result;

pub(super) fn run(mut arguments: Arguments, desk: &mut Desk<'_>) -> Result<Done> {
    let key = arguments.word("数据项")?;
    let (year, json) = (arguments.year()?, arguments.flag("json"));
    let workbook = open_to_read(arguments, desk)?;
    let shown = workbook.year(year)?.get(&key)?;
    if json { desk.say_json(&shown) } else { desk.say(or_blank(shown.shown)) }
}
