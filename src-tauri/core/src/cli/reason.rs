//! `reason FINDING TEXT`: why a finding may stand.

use super::{Arguments, Done, Terminal, faces, open, or_blank};
use crate::error::Result;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let (finding, reason) = (arguments.word("核对结果的编号")?, arguments.word("说明")?);
    let (year, faces) = (arguments.year()?, faces(&mut arguments)?);
    let mut workbook = open(arguments, terminal)?;
    let edited = workbook.answer(year, &finding, &reason, &faces, &terminal.now)?;
    terminal.say(format!("{} {} → {}", edited.label, or_blank(edited.before), or_blank(edited.after)))
}
