//! `verify`: whether the file is whole; exit status 1 where it is not.

use super::{Arguments, Done, Terminal, open};
use crate::error::Result;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let json = arguments.flag("json");
    let mut workbook = open(arguments, terminal)?;
    let verification = workbook.verify()?;
    if json {
        terminal.say_json(&verification)?;
    }
    let Some(place) = verification.damage.as_ref().or(verification.mismatch.as_ref()) else {
        return if json {
            Ok(Done::Well)
        } else {
            terminal.say(format!("档案完好，共{}步修改记录。", verification.steps))
        };
    };
    if !json {
        terminal.say(format!("档案被其他程序改动过：{place}。现在只能查看，请从备份中恢复。"))?;
    }
    Ok(Done::WithErrors)
}
