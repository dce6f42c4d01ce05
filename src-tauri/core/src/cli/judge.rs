//! `judge INDICATOR`: what was decided of an indicator by hand.

use super::arguments::count;
use super::{Arguments, Done, Terminal, open, or_blank};
use crate::error::Result;
use crate::workbook::Decision;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let indicator = arguments.word("指标")?;
    let decision = Decision {
        score: arguments.option("score"),
        ticks: arguments.values("tick").map(|ticks| numbers(&ticks)).transpose()?,
        breaches: arguments.option("breaches"),
        grade: arguments.option("grade"),
        reason: arguments.option("reason"),
    };
    let year = arguments.year()?;
    let mut workbook = open(arguments, terminal)?;
    let edited = workbook.judge(year, &indicator, &decision, &terminal.now)?;
    terminal.say(format!("{} {} → {}", edited.label, or_blank(edited.before), or_blank(edited.after)))
}

/// `--tick 1 2 3`, `--tick 1,2,3`; `--tick 0`: none is met.
fn numbers(typed: &[String]) -> Result<Vec<u32>> {
    let parts = typed.iter().flat_map(|typed| typed.split([',', '，', '、'])).filter(|part| !part.trim().is_empty());
    let mut numbers = parts.map(|part| count("条目", part, "条")).collect::<Result<Vec<u32>>>()?;
    numbers.retain(|number| *number != 0);
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}
