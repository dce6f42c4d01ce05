//! A count and the lines that go through it: `实施6个项目…逐项说明如下：` and a line for each, all with the same mark.

use rust_decimal::prelude::ToPrimitive;

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::prose::Prose;
use crate::audit::statement::{Formula, Outcome, Relation, Statement};
use crate::audit::wording::has;
use crate::check::Grade;

/// Lines that are counted.
const MOST: usize = 60;
/// What lines are counted in.
const UNITS: &[&str] = &["个", "项", "类", "方面", "家", "种", "条", "件"];
/// What says that the lines go through all there are.
const EACH: &[&str] = &["逐项", "逐个", "逐一", "分别", "分项", "具体", "如下", "各项目", "依次"];
/// What says that only some are told.
const SOME: &[&str] = &["主要", "重点", "典型", "部分", "其中", "例如", "突出", "代表"];

/// Judges counts of what the lines below them go through.
pub(super) fn read(nearby: Nearby<'_>, prose: &[Prose]) -> Vec<Statement> {
    let intros = prose.iter().enumerate().filter(|(_, prose)| prose.text.ends_with('：'));
    intros.filter_map(|(paragraph, intro)| counted(nearby, prose, paragraph, &intro.text)).collect()
}

fn counted(nearby: Nearby<'_>, prose: &[Prose], paragraph: usize, intro: &str) -> Option<Statement> {
    let last = intro.rsplit(['。', '；']).next()?;
    let stated = count(nearby, paragraph)?;
    if !has(last, EACH) || has(intro, SOME) {
        return None;
    }
    let lines = prose.get(paragraph + 1..)?.iter().take(MOST).map(|line| line.text.as_str());
    let first = mark(lines.clone().next()?)?;
    let found = lines.enumerate().take_while(|(at, line)| follows(&first, *at, mark(line))).count();
    let number = nearby.get(stated)?.quantity.value.to_usize()?;
    let formula = Formula::Listed { count: found };
    let outcome = match found == number {
        true => Outcome::Sound(formula),
        false => Outcome::Wrong { formula, grade: Grade::Error, note: None },
    };
    ((2..MOST).contains(&found) && found.abs_diff(number) <= 2).then(|| Statement::of(Relation::List, stated, outcome))
}

/// The one number of a paragraph that may count its lines.
fn count(nearby: Nearby<'_>, paragraph: usize) -> Option<usize> {
    let first = nearby.0.partition_point(|found| found.paragraph < paragraph);
    let counts = |mention: &Mention| {
        mention.is_level()
            && mention.quantity.is_exact()
            && mention.quantity.bound == Bound::Exact
            && UNITS.contains(&mention.quantity.unit.word)
    };
    let mut found = (first..nearby.0.len())
        .take_while(|index| nearby.get(*index).is_some_and(|found| found.paragraph == paragraph))
        .filter(|index| nearby.get(*index).is_some_and(counts));
    found.next().filter(|_| found.next().is_none())
}

/// What a line begins with.
#[derive(PartialEq, Eq)]
enum Mark {
    Dash,
    /// Its number, and what stands around that.
    Number(usize, String),
}

const NUMERALS: &str = "一二三四五六七八九十";

fn mark(line: &str) -> Option<Mark> {
    if line.starts_with(['—', '–', '●', '•', '-', '·', '■', '◆']) {
        return Some(Mark::Dash);
    }
    let (open, rest) = match line.strip_prefix('（') {
        Some(rest) => ("（", rest),
        None => ("", line),
    };
    let digits: String = rest.chars().take_while(|c| c.is_ascii_digit() || NUMERALS.contains(*c)).take(3).collect();
    let number = digits.parse().ok().or_else(|| crate::quantity::chinese_digits(&digits)?.to_usize())?;
    let close = rest.get(digits.len()..)?.chars().next().filter(|c| "．.、）是".contains(*c))?;
    let style = if digits.starts_with(|c: char| c.is_ascii_digit()) { "1" } else { "一" };
    Some(Mark::Number(number, format!("{open}{style}{close}")))
}

/// Whether the line at a place goes on with the row that began with the first.
fn follows(first: &Mark, at: usize, mark: Option<Mark>) -> bool {
    match (first, mark) {
        (Mark::Dash, Some(Mark::Dash)) => true,
        (Mark::Number(1, style), Some(Mark::Number(number, other))) => number == at + 1 && *style == other,
        _ => false,
    }
}
