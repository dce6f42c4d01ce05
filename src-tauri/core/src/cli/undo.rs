//! `undo` and `redo`: they name what was taken back or done again.

use super::{Arguments, Desk, Done, open};
use crate::error::Result;

pub(super) fn undo(arguments: Arguments, desk: &mut Desk<'_>) -> Result<Done> {
    let mut workbook = open(arguments, desk)?;
    let name = workbook.undo(&desk.now)?;
    desk.say(format!("已撤销：{name}"))
}

pub(super) fn redo(arguments: Arguments, desk: &mut Desk<'_>) -> Result<Done> {
    let mut workbook = open(arguments, desk)?;
    let name = workbook.redo(&desk.now)?;
    desk.say(format!("已重做：{name}"))
}
