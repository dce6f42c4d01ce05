//! Lines that divide what stands above them: `…支出A万元。从各级次看：` and a line for each, which begins with its own amount.

use rust_decimal::Decimal;

use super::shortfall::{Certainty, accuse};
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::prose::Prose;
use crate::audit::statement::{Formula, Outcome, Relation, Statement, result};
use crate::audit::unit::Kind;
use crate::audit::wording::has;
use crate::check::Grade;

/// Lines that are looked at, and the fewest that make a division.
const MOST: usize = 12;
const FEWEST: usize = 3;
/// What says that only some of the lines are told.
const SOME: &[&str] = &["主要", "重点", "典型", "部分项目", "问题", "其中", "例如"];

/// Judges the totals above lines.
pub(super) fn read(nearby: Nearby<'_>, prose: &[Prose]) -> Vec<Statement> {
    let intros = prose.iter().enumerate().filter(|(_, prose)| prose.text.ends_with('：'));
    intros.filter_map(|(paragraph, intro)| divided(nearby, paragraph, last_clause(&intro.text), prose)).collect()
}

/// Whether words divide: 从各级次看, 按项目性质分.
fn is_division(clause: &str) -> bool {
    has(clause, &["各", "分别"]) || clause.starts_with(['按', '从', '分']) && clause.contains(['分', '看'])
}

fn last_clause(text: &str) -> &str {
    text.rsplit(['，', '。', '；']).next().unwrap_or_default()
}

/// What a line begins with, of which all lines of a list begin with the same.
fn mark(text: &str) -> Option<char> {
    let first = text.chars().next()?;
    match first {
        '0'..='9' => Some('1'),
        '①'..='⑳' => Some('①'),
        '（' | '—' | '第' => Some(first),
        _ => None,
    }
}

/// How many lines behind a paragraph are one list: all begin alike, or each but the last ends with a semicolon.
fn lines(prose: &[Prose], paragraph: usize) -> usize {
    let text = |line: usize| prose.get(line).map_or("", |prose| prose.text.as_str());
    let first = mark(text(paragraph + 1));
    let goes_on = |line: &usize| {
        *line == paragraph + 1
            || match first {
                Some(first) => mark(text(*line)) == Some(first),
                None => text(line - 1).ends_with('；'),
            }
    };
    (paragraph + 1..=paragraph + MOST).take_while(goes_on).count()
}

fn divided(nearby: Nearby<'_>, paragraph: usize, clause: &str, prose: &[Prose]) -> Option<Statement> {
    let mut parts = Vec::new();
    let count = lines(prose, paragraph);
    for line in paragraph + 1..=paragraph + count {
        let Some(part) = begins_with(nearby, line) else { break };
        let unit = parts.first().and_then(|first| nearby.get(*first)).map(|first| first.quantity.unit);
        if nearby.get(part).is_none_or(|found| unit.is_some_and(|unit| !found.quantity.unit.goes_with(unit))) {
            break;
        }
        parts.push(part);
    }
    let is_all_told = parts.len() >= FEWEST && parts.len() == count;
    let head = nearby.get(*parts.first()?).filter(|_| is_all_told && !has(clause, SOME))?;
    let value = |index: usize| nearby.get(index).map_or(Decimal::ZERO, |found| found.quantity.value);
    let greatest = parts.iter().map(|part| value(*part)).max()?;
    let first = nearby.0.partition_point(|found| found.paragraph < paragraph);
    let wholes: Vec<usize> = (first..*parts.first()?)
        .filter(|whole| {
            nearby.get(*whole).is_some_and(|found| {
                found.is_level()
                    && !found.is_last_years()
                    && !found.is_planned()
                    && !nearby.is_full_score(*whole)
                    && found.quantity.unit.goes_with(head.quantity.unit)
                    && found.quantity.value > greatest
            })
        })
        .collect();
    let formula = Formula::Sum { parts: parts.clone() };
    let fits = |whole: &&usize| {
        let sum = result(nearby.0, &formula, **whole);
        sum.zip(nearby.get(**whole)).is_some_and(|(sum, whole)| sum.meets(whole.quantity.span()))
    };
    if let Some(whole) = wholes.iter().find(fits) {
        return Some(Statement::of(Relation::Total, *whole, Outcome::Sound(formula)));
    }
    let sum: Decimal = parts.iter().map(|part| value(*part)).sum();
    let whole = wholes.into_iter().min_by_key(|whole| (value(*whole) - sum).abs())?;
    let near = (value(whole) - sum).abs() * Decimal::from(5) <= value(whole);
    let is_score = head.quantity.unit.kind == Kind::Score;
    // Lines that fall short need not be all there are, points are.
    let is_all = is_score || sum > value(whole) && is_division(clause);
    if near && is_all {
        let outcome = Outcome::Wrong { formula, grade: Grade::Error, note: None };
        return Some(Statement::of(Relation::Total, whole, outcome));
    }
    let told = accuse(nearby, whole, &parts, Certainty::Guessed);
    (told.relation == Relation::Total && told.outcome != Outcome::Open).then_some(told)
}

/// The amount a line begins with; of points those that were got.
fn begins_with(nearby: Nearby<'_>, paragraph: usize) -> Option<usize> {
    let first = nearby.0.partition_point(|found| found.paragraph < paragraph);
    let own = |index: usize| nearby.get(index).filter(|found| found.paragraph == paragraph && found.bracket == 0);
    let clause = own(first)?.clause;
    let place = if nearby.is_full_score(first) { first + 1 } else { first };
    let is_plain = |found: &&Mention| {
        found.is_level()
            && found.quantity.bound == Bound::Exact
            && !found.is_planned()
            && !found.is_per_head()
            && !found.lead.is_empty()
            && !found.is_last_years()
    };
    let found = own(place).filter(is_plain)?;
    // 1.业务工作经费A万元: no sentence stands before it.
    (place > first || found.clause == clause && found.opening.is_none()).then_some(place)
}
