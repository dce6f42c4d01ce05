//! `sample KEY`: a copy of a sample as a workbook of its own.

use super::{Arguments, Done, Terminal};
use crate::error::Result;
use crate::place;
use crate::sample;
use crate::workbook::Workbook;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let key = arguments.word("示例名称")?;
    let file = arguments.file().unwrap_or_else(|| place::sample_workbook(&place::home(), &key));
    arguments.finish()?;
    let sample = sample::load(&key)?;
    let workbook = Workbook::create(&file, true, &sample.edition, &sample.filings, &terminal.now)?;
    terminal.say(format!("示例已存为“{}”。", workbook.path().display()))
}
