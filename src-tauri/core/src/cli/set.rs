//! `set KEY VALUE`: enters a figure as typed, or a paragraph.

use super::{Arguments, Done, Terminal, open, or_blank};
use crate::error::Result;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let (key, typed) = (arguments.word("数据项")?, arguments.word("内容")?);
    let year = arguments.year()?;
    let mut workbook = open(arguments, terminal)?;
    let edited = workbook.set(year, &key, &typed, &terminal.now)?;
    terminal.say(format!("{} {} → {}", edited.label, or_blank(edited.before), or_blank(edited.after)))
}
