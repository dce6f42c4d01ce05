//! `note KEY [SOURCE]`: the 口径 of a figure and where it was taken from; without either, what is noted and may be.

use super::{Arguments, Done, Terminal, open, open_to_read, or_blank};
use crate::error::Result;
use crate::workbook::{NewNote, Noted};

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let (key, source) = (arguments.word("数据项")?, arguments.next_word());
    let basis = arguments.option("basis").map(|words| words.split([',', '，', '、']).map(str::to_owned).collect());
    let (year, json, everywhere) = (arguments.year()?, arguments.flag("json"), arguments.flag("everywhere"));
    let new = NewNote { basis, source, everywhere };
    if new == NewNote::default() {
        let workbook = open_to_read(arguments, terminal)?;
        let noted = workbook.year(year)?.noted(&key)?;
        return if json { terminal.say_json(&noted) } else { told(&noted, terminal) };
    }
    let mut workbook = open(arguments, terminal)?;
    let edited = workbook.note(year, &key, &new, &terminal.now)?;
    terminal.say(format!("{} {} → {}", edited.label, or_blank(edited.before), or_blank(edited.after)))
}

fn told(noted: &Noted, terminal: &mut Terminal<'_>) -> Result<Done> {
    terminal.say(&noted.label)?;
    for aspect in &noted.aspects {
        let last = aspect.last.as_ref().map(|last| format!("；去年：{last}")).unwrap_or_default();
        let chosen = or_blank(aspect.chosen.clone());
        terminal.say(format!("{}　{chosen}　（可选：{}{last}）", aspect.label, aspect.choices.join("、")))?;
    }
    let last = noted.last_source.as_ref().map(|last| format!("　（去年：{last}）")).unwrap_or_default();
    terminal.say(format!("来源　{}{last}", or_blank(Some(noted.source.clone()).filter(|source| !source.is_empty()))))
}
