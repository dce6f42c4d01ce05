//! `undo` and `redo`: they name what was taken back or done again.

use super::{Arguments, Done, Terminal, open};
use crate::error::Result;

pub(super) fn undo(arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let mut workbook = open(arguments, terminal)?;
    let name = workbook.undo(&terminal.now)?;
    terminal.say(format!("已撤销：{name}"))
}

pub(super) fn redo(arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let mut workbook = open(arguments, terminal)?;
    let name = workbook.redo(&terminal.now)?;
    terminal.say(format!("已重做：{name}"))
}
