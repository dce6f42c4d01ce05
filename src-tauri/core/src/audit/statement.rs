//! What a text states and can be worked out again: the number stated, the ways it may be meant, and what came of it. The
//! relations find statements; here they are judged, all by the same measure.

use rust_decimal::Decimal;

use super::mention::{Direction, Mention};
use super::number::{Bound, Quantity};
use super::span::Span;
use super::unit::Kind;
use crate::check::Grade;
use crate::quantity::fixed;

/// Sorts of relations between numbers; each is a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    Share,
    Rate,
    Growth,
    Difference,
    Total,
    PartOfWhole,
    Structure,
    List,
    Twice,
    Average,
    Product,
}

impl Relation {
    /// The check's name in answers, and what it guards in Chinese.
    pub(super) fn names(self) -> (&'static str, &'static str) {
        match self {
            Relation::Share => ("text_share", "占比"),
            Relation::Rate => ("text_rate", "比率"),
            Relation::Growth => ("text_growth", "增减幅度"),
            Relation::Difference => ("text_difference", "增减数"),
            Relation::Total => ("text_total", "合计"),
            Relation::PartOfWhole => ("text_part", "部分与总数"),
            Relation::Structure => ("text_structure", "构成比例"),
            Relation::List => ("text_list", "所列个数"),
            Relation::Twice => ("text_twice", "前后一致"),
            Relation::Average => ("text_average", "平均数"),
            Relation::Product => ("text_product", "标准与总额"),
        }
    }
}

/// A way to work a number out of others. Numbers are mentions, by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Formula {
    /// part ÷ whole
    Ratio { part: usize, whole: usize },
    /// (whole − rest) ÷ whole
    Rest { rest: usize, whole: usize },
    /// change ÷ (now ∓ change)
    Rise { change: usize, now: usize, direction: Direction },
    /// (now − before) ÷ before, or the other way round where it fell
    Over { now: usize, before: usize, direction: Direction },
    /// more − less
    Minus { more: usize, less: usize },
    /// the parts added up
    Sum { parts: Vec<usize> },
    /// 100 less the others
    Remainder { others: Vec<usize> },
    /// as many as are listed
    Listed { count: usize },
    /// the same as another number
    Same { other: usize },
    /// some added up, less others
    Net { plus: Vec<usize>, minus: Vec<usize> },
    /// total ÷ count × factor; the factor takes 吨 to 公斤, 每千人 to each
    Per { total: usize, count: usize, factor: Decimal },
    /// price × count × factor
    Times { price: usize, count: usize, factor: Decimal },
    /// part ÷ the sum of all parts
    OfSum { part: usize, parts: Vec<usize> },
    /// the sum of the parts ÷ the sum of the wholes
    Together { parts: Vec<usize>, wholes: Vec<usize> },
    /// total ÷ the months of a year
    Monthly { total: usize },
    /// the parts added up, over how many they are
    Mean { parts: Vec<usize> },
}

/// One way a stated number may be meant.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) formula: Formula,
    /// Whether the words leave no other way: only then is it held against the text.
    pub(super) sure: bool,
}

/// The months of a year.
pub(super) const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// Readings of an open statement that are kept.
const KEPT: usize = 32;

/// What came of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// One of its readings gives the number stated.
    Sound(Formula),
    /// None does, and this one is how it is meant.
    Wrong { formula: Formula, grade: Grade, note: Option<String> },
    /// Nothing can be said.
    Open,
}

/// A number that can be worked out of others.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) relation: Relation,
    /// The mention that states it.
    pub(super) stated: usize,
    pub(super) outcome: Outcome,
    /// The ways it may be meant, the likeliest first, where none of them fits and none is sure.
    pub(super) readings: Vec<Formula>,
}

impl Statement {
    /// A statement that needs no judging.
    pub(super) fn of(relation: Relation, stated: usize, outcome: Outcome) -> Statement {
        Statement { relation, stated, outcome, readings: Vec::new() }
    }
}

/// Judges a stated number by its readings, the likeliest first.
pub(super) fn judge(
    mentions: &[Mention],
    relation: Relation,
    stated: usize,
    readings: &[Reading],
) -> Option<Statement> {
    let mention = mentions.get(stated)?;
    // So many for each are rounded, though they are whole.
    let is_rounded = relation == Relation::Average && mention.quantity.bound == Bound::Exact;
    let span = match is_rounded {
        true => Span::around(mention.quantity.value, mention.quantity.last_place / Decimal::TWO),
        false => mention.quantity.span(),
    };
    let fits = |reading: &&Reading| result(mentions, &reading.formula, stated).is_none_or(|found| found.meets(span));
    let outcome = match readings.iter().find(fits) {
        Some(reading) => Outcome::Sound(reading.formula.clone()),
        None => match readings.iter().find(|reading| reading.sure) {
            Some(reading) => wrong(mentions, stated, reading),
            None => Outcome::Open,
        },
    };
    let is_open = outcome == Outcome::Open;
    let readings =
        if is_open { readings.iter().take(KEPT).map(|reading| reading.formula.clone()).collect() } else { Vec::new() };
    Some(Statement { relation, stated, outcome, readings })
}

fn wrong(mentions: &[Mention], stated: usize, reading: &Reading) -> Outcome {
    held_against(mentions, stated, reading.formula.clone())
}

/// What a formula that surely is the one meant, and does not give the number stated, comes to.
pub(super) fn held_against(mentions: &[Mention], stated: usize, formula: Formula) -> Outcome {
    let inexact = operands(&formula).into_iter().chain([stated]);
    let inexact = inexact.filter_map(|index| mentions.get(index)).any(|mention| mention.quantity.bound != Bound::Exact);
    let is_cut_off = mentions.get(stated).zip(result(mentions, &formula, stated)).is_some_and(|(mention, found)| {
        let cut = found.nominal.trunc_with_scale(mention.quantity.places);
        matches!(mention.quantity.unit.kind, Kind::Percent | Kind::Ratio) && cut == mention.quantity.value
    });
    let (grade, note) = match (is_cut_off, inexact) {
        (true, _) => (Grade::Hint, Some("末位像是直接截去，没有四舍五入".to_owned())),
        (_, true) => (Grade::Hint, Some("文中用了约数".to_owned())),
        _ => (Grade::Error, None),
    };
    Outcome::Wrong { formula, grade, note }
}

/// The mentions a formula reckons with.
pub(super) fn operands(formula: &Formula) -> Vec<usize> {
    match formula {
        Formula::Ratio { part, whole } => vec![*part, *whole],
        Formula::Rest { rest, whole } => vec![*whole, *rest],
        Formula::Rise { change, now, .. } => vec![*now, *change],
        Formula::Over { now, before, .. } => vec![*now, *before],
        Formula::Minus { more, less } => vec![*more, *less],
        Formula::Sum { parts } | Formula::Mean { parts } => parts.clone(),
        Formula::Remainder { others } => others.clone(),
        Formula::Listed { .. } => Vec::new(),
        Formula::Same { other } => vec![*other],
        Formula::Net { plus, minus } => plus.iter().chain(minus).copied().collect(),
        Formula::Per { total, count, .. } => vec![*total, *count],
        Formula::Times { price, count, .. } => vec![*price, *count],
        Formula::Together { parts, wholes } => {
            parts.iter().chain(wholes.iter().filter(|whole| !parts.contains(whole))).copied().collect()
        }
        Formula::Monthly { total } => vec![*total],
        Formula::OfSum { part, parts } => {
            [*part].iter().chain(parts.iter().filter(|other| *other != part)).copied().collect()
        }
    }
}

impl Formula {
    /// The same formula over mentions that have other numbers.
    pub(super) fn renumbered(&self, at: impl Fn(usize) -> usize) -> Formula {
        let all = |indexes: &[usize]| indexes.iter().map(|index| at(*index)).collect::<Vec<usize>>();
        match self {
            Formula::Ratio { part, whole } => Formula::Ratio { part: at(*part), whole: at(*whole) },
            Formula::Rest { rest, whole } => Formula::Rest { rest: at(*rest), whole: at(*whole) },
            Formula::Rise { change, now, direction } => {
                Formula::Rise { change: at(*change), now: at(*now), direction: *direction }
            }
            Formula::Over { now, before, direction } => {
                Formula::Over { now: at(*now), before: at(*before), direction: *direction }
            }
            Formula::Minus { more, less } => Formula::Minus { more: at(*more), less: at(*less) },
            Formula::Sum { parts } => Formula::Sum { parts: all(parts) },
            Formula::Remainder { others } => Formula::Remainder { others: all(others) },
            Formula::Listed { count } => Formula::Listed { count: *count },
            Formula::Same { other } => Formula::Same { other: at(*other) },
            Formula::Net { plus, minus } => Formula::Net { plus: all(plus), minus: all(minus) },
            Formula::Per { total, count, factor } => {
                Formula::Per { total: at(*total), count: at(*count), factor: *factor }
            }
            Formula::Times { price, count, factor } => {
                Formula::Times { price: at(*price), count: at(*count), factor: *factor }
            }
            Formula::OfSum { part, parts } => Formula::OfSum { part: at(*part), parts: all(parts) },
            Formula::Together { parts, wholes } => Formula::Together { parts: all(parts), wholes: all(wholes) },
            Formula::Monthly { total } => Formula::Monthly { total: at(*total) },
            Formula::Mean { parts } => Formula::Mean { parts: all(parts) },
        }
    }
}

/// The values a formula may give, in the terms of the stated number; `None` where nothing can be said.
pub(super) fn result(mentions: &[Mention], formula: &Formula, stated: usize) -> Option<Span> {
    let stated = &mentions.get(stated)?.quantity;
    let span = |index: &usize| mentions.get(*index).map(|mention| mention.quantity.span());
    let is_hundredth = matches!(stated.unit.kind, Kind::Percent | Kind::Ratio);
    let hundredfold = if is_hundredth { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    match formula {
        Formula::Ratio { part, whole } => span(part)?.divided_by(span(whole)?)?.times(hundredfold),
        Formula::Rest { rest, whole } => {
            let share = span(rest)?.divided_by(span(whole)?)?.times(hundredfold)?;
            Span::around(hundredfold, Decimal::ZERO).minus(share)
        }
        Formula::Rise { change, now, direction } => {
            span(change)?.over_before(span(now)?, *direction == Direction::Up)?.times(hundredfold)
        }
        Formula::Over { now, before, direction } => {
            let ratio = span(now)?.divided_by(span(before)?)?.times(hundredfold)?;
            let one = Span::around(hundredfold, Decimal::ZERO);
            if *direction == Direction::Up { ratio.minus(one) } else { one.minus(ratio) }
        }
        Formula::Minus { more, less } => span(more)?.minus(span(less)?),
        Formula::Sum { parts } => sum(mentions, parts),
        Formula::Remainder { others } => {
            Span::around(Decimal::ONE_HUNDRED, Decimal::ZERO).minus(sum(mentions, others)?)
        }
        Formula::Listed { count } => Some(Span::around(Decimal::from(*count), Decimal::ZERO)),
        Formula::Same { other } => span(other),
        Formula::Net { plus, minus } => sum(mentions, plus)?.minus(sum(mentions, minus)?),
        Formula::Per { total, count, factor } => span(total)?.divided_by(span(count)?)?.times(*factor),
        Formula::Times { price, count, factor } => span(price)?.multiplied_by(span(count)?)?.times(*factor),
        Formula::OfSum { part, parts } => span(part)?.divided_by(sum(mentions, parts)?)?.times(hundredfold),
        Formula::Together { parts, wholes } => {
            sum(mentions, parts)?.divided_by(sum(mentions, wholes)?)?.times(hundredfold)
        }
        Formula::Monthly { total } => span(total)?.divided_by(Span::around(MONTHS, Decimal::ZERO)),
        // A mean is rounded, though points are not.
        Formula::Mean { parts } => {
            let mean = sum(mentions, parts)?.divided_by(Span::around(Decimal::from(parts.len()), Decimal::ZERO))?;
            Some(Span {
                low: mean.low - stated.last_place / Decimal::TWO,
                nominal: mean.nominal,
                high: mean.high + stated.last_place / Decimal::TWO,
            })
        }
    }
}

/// The parts added up. A part printed with fewer decimals than most of the others (16万元 among 16.50万元) counts as
/// exact to theirs: its zeros were left out, not rounded away; 4.21亿元 among 万元 was rounded.
fn sum(mentions: &[Mention], parts: &[usize]) -> Option<Span> {
    let quantities: Vec<_> =
        parts.iter().filter_map(|part| mentions.get(*part)).map(|mention| &mention.quantity).collect();
    let mut places: Vec<Decimal> = quantities.iter().map(|quantity| quantity.last_place).collect();
    places.sort_unstable();
    let common = places.get((places.len().saturating_sub(1)) / 2).copied()?;
    let scale = quantities.iter().map(|quantity| quantity.multiplier).min()?;
    quantities.iter().try_fold(Span::around(Decimal::ZERO, Decimal::ZERO), |total, quantity| {
        let is_rounded = quantity.multiplier > scale && quantity.places > 1;
        let place = if is_rounded { quantity.last_place } else { quantity.last_place.min(common) };
        total.plus(quantity.span_of_place(place))
    })
}

/// From here on numbers are too far apart to be printed in one unit: 元 among 亿元.
const UNLIKE: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// The arithmetic with its result: `48591 ÷ 111655 = 43.52%`.
pub(super) fn working(mentions: &[Mention], formula: &Formula, stated: usize) -> Option<(String, String)> {
    let quantities: Vec<_> =
        operands(formula).into_iter().filter_map(|index| mentions.get(index)).map(|found| &found.quantity).collect();
    let multipliers = quantities.iter().map(|quantity| quantity.multiplier);
    let scale = multipliers.clone().min().unwrap_or(Decimal::ONE);
    let unlike = multipliers.max().is_some_and(|greatest| greatest / scale > UNLIKE);
    let print = |index: &usize| -> Option<String> {
        let quantity = &mentions.get(*index)?.quantity;
        // 5238.0亿元 as 元 is more digits than anyone reads.
        if unlike {
            return Some(format!("{}{}", fixed(quantity.printed(), quantity.places), printed_unit(quantity)));
        }
        let number =
            if quantity.multiplier == scale { quantity.printed() } else { (quantity.value / scale).normalize() };
        Some(if number.is_sign_negative() { format!("（{number}）") } else { number.to_string() })
    };
    if let Formula::Sum { parts } = formula
        && let [part] = parts.as_slice()
    {
        let part = &mentions.get(*part)?.quantity;
        let whole = &mentions.get(stated)?.quantity;
        let print = |quantity: &Quantity| format!("{}{}", quantity.printed(), printed_unit(quantity));
        return Some((format!("{} > {}", print(part), print(whole)), print(part)));
    }
    let text = match formula {
        Formula::Ratio { part, whole } => format!("{} ÷ {}", print(part)?, print(whole)?),
        Formula::Rest { rest, whole } => format!("（{} − {}）÷ {}", print(whole)?, print(rest)?, print(whole)?),
        Formula::Rise { change, now, direction } => {
            let sign = if *direction == Direction::Up { '−' } else { '+' };
            format!("{} ÷（{} {sign} {}）", print(change)?, print(now)?, print(change)?)
        }
        Formula::Over { now, before, direction } => {
            let (more, less) = if *direction == Direction::Up { (now, before) } else { (before, now) };
            format!("（{} − {}）÷ {}", print(more)?, print(less)?, print(before)?)
        }
        Formula::Minus { more, less } => format!("{} − {}", print(more)?, print(less)?),
        Formula::Sum { parts } if quantities.iter().any(|quantity| quantity.multiplier != scale) => {
            return with_units(mentions, parts, stated);
        }
        Formula::Sum { parts } => parts.iter().map(print).collect::<Option<Vec<_>>>()?.join(" + "),
        Formula::Net { plus, minus } => {
            let plus = plus.iter().map(print).collect::<Option<Vec<_>>>()?.join(" + ");
            let minus = minus.iter().map(print).collect::<Option<Vec<_>>>()?.join(" − ");
            format!("{plus} − {minus}")
        }
        Formula::Per { .. } | Formula::Times { .. } => return of_unlike(mentions, formula, stated),
        Formula::OfSum { part, parts } => {
            let parts = parts.iter().map(print).collect::<Option<Vec<_>>>()?.join(" + ");
            format!("{} ÷（{parts}）", print(part)?)
        }
        Formula::Together { parts, wholes } => {
            let parts = parts.iter().map(print).collect::<Option<Vec<_>>>()?.join(" + ");
            let of = wholes.iter().map(print).collect::<Option<Vec<_>>>()?.join(" + ");
            let in_brackets = |text: String, one: bool| if one { format!(" {text} ") } else { format!("（{text}）") };
            let (single, one) = (parts_are_one(formula), wholes.len() == 1);
            format!("{}÷{}", in_brackets(parts, single), in_brackets(of, one)).trim().to_owned()
        }
        Formula::Monthly { total } => format!("{} ÷ {MONTHS}", print(total)?),
        Formula::Mean { parts } => {
            format!("（{}）÷ {}", parts.iter().map(print).collect::<Option<Vec<_>>>()?.join(" + "), parts.len())
        }
        Formula::Remainder { others } => {
            format!("100 − {}", others.iter().map(print).collect::<Option<Vec<_>>>()?.join(" − "))
        }
        Formula::Listed { count } => {
            return Some((format!("所列{count}{}", unit(mentions, stated)), count.to_string()));
        }
        Formula::Same { other } => {
            let other = &mentions.get(*other)?.quantity;
            let text = format!("{}{}", other.printed(), printed_unit(other));
            return Some((format!("前文{text}"), text));
        }
    };
    let computed = computed(mentions, formula, stated, scale)?;
    Some((format!("{text} = {computed}"), computed))
}

/// A sum of which some parts are printed in 万 and others not: each with its own unit.
fn with_units(mentions: &[Mention], parts: &[usize], stated: usize) -> Option<(String, String)> {
    let print = |index: &usize| {
        let quantity = &mentions.get(*index)?.quantity;
        Some(format!("{}{}", quantity.printed(), printed_unit(quantity)))
    };
    let text = parts.iter().map(print).collect::<Option<Vec<_>>>()?.join(" + ");
    let quantity = &mentions.get(stated)?.quantity;
    let nominal = sum(mentions, parts)?.nominal / quantity.multiplier;
    let computed = format!("{}{}", nominal.normalize(), printed_unit(quantity));
    Some((format!("{text} = {computed}"), computed))
}

/// The arithmetic of numbers of different units, each printed with its own: `34.4万元 ÷ 5216人次 = 65.95元`.
fn of_unlike(mentions: &[Mention], formula: &Formula, stated: usize) -> Option<(String, String)> {
    let print = |index: &usize| {
        let quantity = &mentions.get(*index)?.quantity;
        Some(format!("{}{}", quantity.printed(), printed_unit(quantity)))
    };
    let (text, factor) = match formula {
        Formula::Per { total, count, factor } => (format!("{} ÷ {}", print(total)?, print(count)?), factor),
        Formula::Times { price, count, factor } => (format!("{} × {}", print(price)?, print(count)?), factor),
        _ => return None,
    };
    let inverse = Decimal::ONE.checked_div(*factor).map(|inverse| inverse.round_dp(6).normalize());
    let scaled = match inverse.filter(|inverse| *inverse == MONTHS) {
        _ if *factor == Decimal::ONE => text,
        Some(inverse) => format!("{text} ÷ {inverse}"),
        None => format!("{text} × {}", factor.normalize()),
    };
    let quantity = &mentions.get(stated)?.quantity;
    let nominal = result(mentions, formula, stated)?.nominal / quantity.multiplier;
    let computed = format!("{}{}", fixed(nominal, quantity.places.max(2)), printed_unit(quantity));
    Some((format!("{scaled} = {computed}"), computed))
}

fn parts_are_one(formula: &Formula) -> bool {
    matches!(formula, Formula::Together { parts, .. } if parts.len() == 1)
}

fn unit(mentions: &[Mention], index: usize) -> &'static str {
    mentions.get(index).map_or("", |mention| mention.quantity.unit.word)
}

/// 万元 and the like, as it was printed.
pub(super) fn printed_unit(quantity: &Quantity) -> String {
    let multiplier = [(1, ""), (10_000, "万"), (100_000_000, "亿")];
    let known = multiplier.iter().find(|(factor, _)| quantity.multiplier == Decimal::from(*factor));
    format!("{}{}", known.map_or("", |(_, word)| word), quantity.unit.word)
}

/// The nominal result as it should be printed: with the decimals of the number stated, at least two of a percentage.
fn computed(mentions: &[Mention], formula: &Formula, stated: usize, scale: Decimal) -> Option<String> {
    let quantity = &mentions.get(stated)?.quantity;
    let nominal = result(mentions, formula, stated)?.nominal;
    Some(match quantity.unit.kind {
        Kind::Percent => format!("{}%", fixed(nominal, quantity.places.max(2))),
        Kind::Ratio => fixed(nominal, quantity.places + 1),
        Kind::Times => format!("{}倍", fixed(nominal, quantity.places.max(1))),
        _ => {
            let places = operands(formula)
                .into_iter()
                .filter_map(|index| mentions.get(index))
                .map(|found| found.quantity.places);
            let places = places.max().unwrap_or(0).max(quantity.places);
            fixed(nominal / scale, places)
        }
    })
}

/// What the stated number should be, in its own terms and decimals.
pub(super) fn corrected(mentions: &[Mention], formula: &Formula, stated: usize) -> Option<String> {
    let quantity = &mentions.get(stated)?.quantity;
    let nominal = result(mentions, formula, stated)?.nominal / quantity.multiplier;
    let places = match quantity.unit.kind {
        Kind::Percent | Kind::Times | Kind::Ratio => quantity.places,
        _ => quantity.places.max(nominal.normalize().scale().min(6)),
    };
    Some(fixed(nominal, places))
}
