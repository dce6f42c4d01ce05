//! `restore`: brings a backup back in place of the workbook; what stood there is kept.

use std::path::Path;

use super::backup::summary;
use super::{Arguments, Done, Terminal};
use crate::error::Result;
use crate::place;
use crate::safekeeping::{self, Restored};

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let backup = arguments.word("备份文件")?;
    let file = arguments.file().unwrap_or_else(place::own_workbook);
    arguments.finish()?;
    let Restored { workbook, contents, kept, was_broken } =
        safekeeping::restore(Path::new(&backup), &file, &terminal.now)?;
    terminal.say(format!("已恢复“{}”：{}。", workbook.display(), summary(&contents)))?;
    match kept {
        Some(kept) if was_broken => terminal.say(format!("原来的文件不能用，原样保留在“{}”。", kept.display())),
        Some(kept) => terminal.say(format!("恢复前的档案备份在“{}”。", kept.display())),
        None => Ok(Done::Well),
    }
}
