//! A total and the parts behind it: `共A，其中B、C`, `A（B、C）`. Lists run on behind their parts (离休, 编外 behind those in
//! post), so a list is sound where any opening stretch of it adds up. 其中 need not name all parts: a sum that falls short is
//! held against the text only where the words or the digits show that it should not.

mod members;
mod set;
mod whole;

use rust_decimal::Decimal;

pub(super) use self::members::members;
use self::members::{before_another_matter, in_post, names_the_rest, namesakes, sorts};
pub(super) use self::set::WHOLE_SETS;
use self::set::set;
use self::whole::{begins_sentence, in_total, likely};
use super::shortfall::{Certainty, accuse};
use super::{announced, closing, divided};
use crate::audit::mention::{ListKind, Mention, Opening, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Outcome, Relation, Statement, result};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, has};

/// Members of a list that are looked at.
pub(super) const LONGEST: usize = 60;

/// The statements, and for each mention the whole of the list it stands in.
pub(super) fn read(nearby: Nearby<'_>) -> (Vec<Statement>, Vec<Option<usize>>) {
    let mut statements = Vec::new();
    let mut wholes = vec![None; nearby.0.len()];
    for (index, mention) in nearby.0.iter().enumerate() {
        match mention.opening {
            Some(opening) if opening.kind != ListKind::Adding => {
                let (members, guessed) = members(nearby, index);
                // Another unit than the first takes part only where it stands beside it: 项目20个、资金500万元.
                let beside = |part: usize| {
                    nearby.get(part).is_some_and(|part| {
                        part.part == mention.part || part.quantity.unit.goes_with(mention.quantity.unit)
                    })
                };
                let sorts = sorts(nearby, &members).into_iter();
                // Where the things add up, so must the money spent on them: 项目26个、3.6亿元，其中10个、1.9亿元，16个、1.7亿元.
                let mut complete = false;
                for parts in sorts.filter(|parts| parts.first().is_some_and(|first| beside(*first))) {
                    let reach = if complete {
                        Reach::Complete
                    } else if guessed {
                        Reach::Guessed
                    } else {
                        Reach::Seen
                    };
                    if let Some(statement) = list(nearby, index, opening, reach, &members, &parts, &mut wholes) {
                        complete |= matches!(statement.outcome, Outcome::Sound(_));
                        statements.push(statement);
                    }
                }
            }
            _ => {}
        }
        statements.extend(
            set(nearby, index, &mut wholes)
                .or_else(|| announced::topical(nearby, index, &mut wholes))
                .or_else(|| announced::unannounced(nearby, index, &mut wholes)),
        );
        if let Some(anchor) = mention.anchor.filter(|_| opens_bracket(nearby, index)) {
            statements.extend(bracket(nearby, index, anchor, &mut wholes));
        }
        statements.extend(closing::check(nearby, index, &wholes));
    }
    (statements, wholes)
}

/// Whether a mention is the first of its bracket.
fn opens_bracket(nearby: Nearby<'_>, index: usize) -> bool {
    let bracket = |index: usize| nearby.get(index).map(|mention| mention.bracket);
    index.checked_sub(1).and_then(bracket) != bracket(index)
}

/// Judges a list behind its whole.
fn list(
    nearby: Nearby<'_>,
    first: usize,
    Opening { kind, apart }: Opening,
    reach: Reach,
    members: &[usize],
    parts: &[usize],
    wholes: &mut [Option<usize>],
) -> Option<Statement> {
    let head = nearby.get(*parts.first()?)?;
    let sentences = if kind == ListKind::Dividing { 4 } else { 1 };
    let candidates: Vec<usize> = nearby
        .levels(first, head.quantity.unit, sentences)
        .filter(|(index, mention)| !mention.is_last_years() || is_divided_itself(nearby, *index, first))
        // A part of another list stands for the whole of that list: 按行业分 divides what 按地区分 divided.
        .map(|(index, _)| wholes.get(index).copied().flatten().filter(|_| kind == ListKind::Dividing).unwrap_or(index))
        .take(4)
        .collect();
    // 基本支出中，人员A、公用B: the sentence says what the parts are of, wherever that stands.
    let topic = nearby.get(first).map_or("", |mention| &mention.topic);
    let named = nearby.by_name(first, topic, head.quantity.unit);
    let by_topic = named.is_some_and(|(_, alone)| alone);
    let named = named.map(|(whole, _)| vec![whole]);
    let candidates = named.unwrap_or(candidates);
    if kind == ListKind::Counted {
        return announced::counted(nearby, first, parts, wholes);
    }
    if kind == ListKind::Naming {
        return announced::naming(nearby, first, parts, wholes);
    }
    let candidates = likely(nearby, candidates, kind, parts, wholes);
    // 非税收入A亿元。分级次看，区级B亿元: what is divided stands further off where the amount before cannot hold the parts.
    let holds = |whole: &usize| {
        let value = |index: usize| nearby.get(index).map_or(Decimal::ZERO, |found| found.quantity.value);
        let here = nearby.get(*whole).is_some_and(|whole| whole.sentence == head.sentence);
        here || parts.iter().all(|part| value(*part) <= value(*whole))
    };
    let candidates: Vec<usize> = match kind {
        ListKind::Dividing => candidates.into_iter().filter(holds).collect(),
        _ => candidates,
    };
    let candidates = match kind {
        ListKind::Dividing if candidates.is_empty() => in_total(nearby, first, parts),
        _ => candidates,
    };
    // 其中甲和乙两类合计 sums up some of the list before.
    if kind == ListKind::Among && !apart && has(&head.lead, &["合计", "共计"]) && parts.len() < 2 {
        let listed = nearby.levels(first, head.quantity.unit, 0).find_map(|(before, _)| wholes.get(before).copied()?);
        if let Some(slot) = parts.first().and_then(|part| wholes.get_mut(*part)) {
            *slot = listed;
        }
        return None;
    }
    // 分别为 before one number opens no list, nor does 即 where another clause follows.
    let own = parts.iter().filter(|part| nearby.get(**part).is_some_and(|part| part.clause == head.clause)).count();
    if kind == ListKind::Comprising && (parts.len() < 2 || head.lead.starts_with('即') && own < 2) {
        return None;
    }
    if let Some(statement) = divided::of_change(nearby, first, parts, wholes) {
        return Some(statement);
    }
    let planned = head.is_planned();
    let is_here = |index: &usize| nearby.get(*index).is_some_and(|whole| whole.sentence == head.sentence);
    let any_here = candidates.iter().any(is_here);
    let nearest = candidates.iter().copied().find(|index| {
        (is_here(index) || !any_here) && nearby.get(*index).is_some_and(|whole| whole.is_planned() == planned)
    });
    let whole = nearest.or(candidates.first().copied())?;
    let parts = in_post(nearby, whole, parts);
    let parts = namesakes(nearby, whole, parts);
    let parts = parts.as_slice();
    for whole in [whole].iter().chain(&candidates) {
        if let Some(statement) = adds_up(nearby, *whole, parts, wholes) {
            return Some(statement);
        }
    }
    let parts = before_another_matter(nearby, whole, parts);
    if reach != Reach::Complete && divided::divides_a_row(nearby, whole, kind, parts) {
        return Some(Statement::of(Relation::Total, whole, Outcome::Open));
    }
    if let Some(all) = divided::of_several_words(nearby, members, parts) {
        let told = adds_up(nearby, whole, &all, wholes);
        return told.or_else(|| Some(accuse(nearby, whole, &all, Certainty::Guessed)));
    }
    // 居前三位的是甲、乙、丙，分别为…: those named are no parts of what the sentence before told.
    let is_of_before = nearby.get(whole).is_some_and(|whole| whole.sentence != head.sentence);
    if kind == ListKind::Comprising && is_of_before && !by_topic && !begins_sentence(nearby, first) {
        return None;
    }
    // 得48.00分，其中时效指标扣2.00分
    let lost = |index: usize| nearby.get(index).is_some_and(|found| found.lead.contains('扣'));
    if head.quantity.unit.kind == Kind::Score && lost(*parts.first()?) != lost(whole) {
        return None;
    }
    // 过程指标分值61分，其中预算执行20分得17分: what was got makes up no marks that may be had.
    if nearby.is_full_score(whole) && !nearby.is_full_score(*parts.first()?) {
        return None;
    }
    // 总得分A分；分项目看，甲B分、乙C分: each of several things is marked out of the same hundred.
    let sum: Decimal = parts.iter().filter_map(|part| nearby.get(*part)).map(|part| part.quantity.value).sum();
    let far_above = nearby.get(whole).is_some_and(|whole| sum > whole.quantity.value * Decimal::TWO);
    if head.quantity.unit.kind == Kind::Score && far_above {
        return None;
    }
    // 未执行A，其中…: what is left is hardly what the parts make up.
    if nearby.get(whole).is_some_and(Mention::is_remainder) {
        return None;
    }
    for part in parts.iter().take(if reach == Reach::Guessed { 1 } else { parts.len() }) {
        if let Some(slot) = wholes.get_mut(*part) {
            *slot = slot.or(Some(whole));
        }
    }
    let per_head = nearby.get(whole).is_some_and(|whole| has(&whole.lead, wording::PER_HEAD));
    if per_head && kind == ListKind::Dividing {
        return None;
    }
    let goes_on = parts.last().and_then(|last| nearby.get(*last)).is_some_and(|last| last.tail.starts_with('等'));
    let certainty = match kind {
        _ if goes_on => Certainty::Guessed,
        ListKind::Comprising => Certainty::Complete,
        // The points of a score are always given out whole.
        _ if head.quantity.unit.kind == Kind::Score => Certainty::Complete,
        // A whole in another paragraph may be of another scope.
        _ if nearby.get(whole).is_some_and(|whole| whole.paragraph != head.paragraph) => Certainty::Guessed,
        _ if reach == Reach::Complete || names_the_rest(nearby, parts) => Certainty::Complete,
        _ if reach == Reach::Guessed => Certainty::Guessed,
        _ if apart => Certainty::Listed,
        _ => Certainty::Among,
    };
    if let Some(formula) = signed(nearby, whole, parts) {
        return Some(Statement::of(Relation::Total, whole, Outcome::Sound(formula)));
    }
    let statement = accuse(nearby, whole, parts, certainty);
    // A part above a whole that stands further off is more likely a part of a nearer one.
    let is_doubtful = statement.relation == Relation::PartOfWhole && candidates.first() != Some(&whole);
    Some(if is_doubtful { Statement::of(Relation::Total, whole, Outcome::Open) } else { statement })
}

/// Amounts behind a whole of which some may make it.
const SOME: usize = 8;

/// What some of the amounts of its sentence make of a whole, those that came off it taken off: `调增A，其中甲调增B、乙调减C`.
fn signed(nearby: Nearby<'_>, whole: usize, parts: &[usize]) -> Option<Formula> {
    let (first, last) = (*parts.first()?, *parts.last()?);
    let (mention, end) = (nearby.get(whole)?, nearby.get(last)?);
    let is_term = |index: &usize| {
        nearby.get(*index).is_some_and(|found| {
            found.sentence == end.sentence
                && found.bracket == end.bracket
                && found.quantity.unit == mention.quantity.unit
                && (found.is_level() || matches!(found.role, Role::Change(_)))
        })
    };
    let terms: Vec<usize> = (first..first + 3 * SOME).filter(is_term).take(SOME).collect();
    let comes_off = |index: &usize| nearby.get(*index).is_some_and(|found| has(&found.lead, &["调减", "核减", "减少"]));
    let digits = mention.quantity.printed().normalize().mantissa().abs();
    // A list that falls short is not made up by leaving out one of its own.
    let any = |chosen: u32, fits: &dyn Fn(&usize) -> bool| {
        terms.iter().enumerate().any(|(at, term)| chosen >> at & 1 == 1 && fits(term))
    };
    let beyond = |term: &usize| *term > last && !parts.contains(term);
    let likely = |chosen: &u32| {
        let told = any(*chosen, &comes_off) || digits >= TELLING && any(*chosen, &beyond);
        chosen.count_ones() > 1 && digits * 10 >= TELLING && told
    };
    let some = (1_u32..1 << terms.len()).filter(likely).map(|chosen| {
        let terms = terms.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, term)| *term);
        let (minus, plus): (Vec<usize>, Vec<usize>) = terms.partition(comes_off);
        if minus.is_empty() { Formula::Sum { parts: plus } } else { Formula::Net { plus, minus } }
    });
    let stated = mention.quantity.span();
    some.into_iter().find(|formula| result(nearby.0, formula, whole).is_some_and(|found| found.meets(stated)))
}

/// The least that a number of five digits is without its point: fewer come about by chance.
const TELLING: i128 = 10_000;

/// `2021年末余额A，其中B、C`: an amount that only its year makes last year's, and which alone stands before the list.
fn is_divided_itself(nearby: Nearby<'_>, whole: usize, first: usize) -> bool {
    let before = whole.checked_sub(1).and_then(|before| nearby.get(before)).map(|before| before.sentence);
    let only_dated = |found: &Mention| !has(&found.lead, wording::LAST_YEAR) && Some(found.sentence) != before;
    whole + 1 == first && nearby.get(whole).is_some_and(only_dated)
}

/// What is known of a list before its numbers are added up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Seen,
    Guessed,
    /// Another unit of the same list adds up.
    Complete,
}

/// The statement, where an opening stretch of the parts is the whole.
pub(super) fn adds_up(
    nearby: Nearby<'_>,
    whole: usize,
    parts: &[usize],
    wholes: &mut [Option<usize>],
) -> Option<Statement> {
    let stated = nearby.get(whole)?.quantity.span();
    // 货物A、工程B、服务C: what is one row is either all part of it or none.
    let breaks = |end: usize| {
        let (last, next) = (parts.get(end - 1)?, parts.get(end)?);
        let (one, other) = (nearby.get(*last)?, nearby.get(*next)?);
        let joined = other.lead.starts_with('、') && one.clause == other.clause && last + 1 == *next;
        (joined && end > 1 && !has(&other.lead, wording::NOT_IN_POST)).then_some(())
    };
    let end = (2..=parts.len()).rev().filter(|end| breaks(*end).is_none()).find(|end| {
        let formula = Formula::Sum { parts: parts.get(..*end).unwrap_or_default().to_vec() };
        result(nearby.0, &formula, whole).is_none_or(|sum| sum.meets(stated))
    })?;
    let parts = parts.get(..end)?.to_vec();
    for part in &parts {
        if let Some(slot) = wholes.get_mut(*part) {
            *slot = Some(whole);
        }
    }
    Some(Statement::of(Relation::Total, whole, Outcome::Sound(Formula::Sum { parts })))
}

/// Judges the amounts of a bracket against the number it hangs on.
fn bracket(nearby: Nearby<'_>, first: usize, anchor: usize, wholes: &mut [Option<usize>]) -> Option<Statement> {
    let (head, whole) = (nearby.get(first)?, nearby.get(anchor)?);
    let reckons = nearby.get(first + 1).is_some_and(|next| next.lead.starts_with(['减', '加', '扣']));
    if head.opening.is_some() || reckons || has(&head.lead, &["含", "其中", "占", "比", "较"]) || !whole.is_level()
    {
        return None;
    }
    let fits = |index: &usize| {
        nearby.get(*index).is_some_and(|part| part.is_level() && part.quantity.unit.goes_with(whole.quantity.unit))
    };
    let parts: Vec<usize> = members(nearby, first).0.into_iter().filter(fits).collect();
    for part in &parts {
        if let Some(slot) = wholes.get_mut(*part) {
            *slot = Some(anchor);
        }
    }
    if parts.len() < 2 {
        return None;
    }
    let statement =
        adds_up(nearby, anchor, &parts, wholes).unwrap_or_else(|| accuse(nearby, anchor, &parts, Certainty::Complete));
    Some(statement)
}
