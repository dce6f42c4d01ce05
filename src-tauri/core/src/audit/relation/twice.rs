//! The same amount stated twice with different digits: only where both bear the same name and differ as a slip of the hand
//! makes them differ, since one name may well stand for amounts of two years or two scopes. Where two digits changed places
//! and what is told of both shares a word, the name need not be the same.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::slip;
use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Relation, Statement, operands};
use crate::audit::unit::Kind;
use crate::check::Grade;

/// A shorter name says too little, in characters.
const TELLING: usize = 4;

pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let mut first = BTreeMap::<(String, &'static str), usize>::new();
    let mut found = Vec::new();
    for (index, mention) in nearby.0.iter().enumerate().filter(|(_, mention)| mention.is_level()) {
        let name = mention.label().trim_start_matches(|c: char| c.is_ascii_digit() || "年月日".contains(c));
        if name.chars().count() < TELLING || mention.quantity.bound != Bound::Exact {
            continue;
        }
        let Some(earlier) = first.get(&(name.to_owned(), mention.quantity.unit.word)).copied() else {
            first.insert((name.to_owned(), mention.quantity.unit.word), index);
            continue;
        };
        found.extend(nearby.get(earlier).and_then(|other| compared(index, mention, earlier, other)));
    }
    found
}

fn compared(index: usize, mention: &Mention, earlier: usize, other: &Mention) -> Option<Statement> {
    let formula = Formula::Same { other: earlier };
    let statement = |outcome| Some(Statement::of(Relation::Twice, index, outcome));
    if mention.quantity.span().meets(other.quantity.span()) {
        return (mention.quantity.places > 0).then(|| statement(Outcome::Sound(formula))).flatten();
    }
    let (one, two) = (mention.quantity.printed().to_string(), other.quantity.printed().to_string());
    let scaled = one == two && one.len() > TELLING && mention.quantity.multiplier != other.quantity.multiplier;
    let misprint = mention.quantity.multiplier == other.quantity.multiplier && slip::is_misprint(&one, &two);
    let apart = mention.sentence != other.sentence;
    if !apart || !(scaled || misprint) {
        return None;
    }
    statement(Outcome::Wrong { formula, grade: Grade::Error, note: Some("同一数据前后不一致".to_owned()) })
}

/// `贷款10100万元，折合1.01亿元`, `预算11843.80万元（约1.18亿元）`: the same said in another unit.
pub(super) fn said_again(nearby: Nearby<'_>) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| {
        let again =
            matches!(mention.lead.as_str(), "折合" | "即" | "约合" | "合" | "也就是" | "折合为") && mention.is_level();
        let unit = mention.quantity.unit;
        // Alone in the bracket right behind, with another multiplier.
        let in_bracket = || {
            let anchor = mention.anchor?;
            let alone = nearby.in_bracket_behind(anchor).is_some_and(|(behind, _)| behind == index);
            let words = matches!(mention.lead.as_str(), "" | "约" | "折合" | "约合" | "合" | "即" | "约为");
            let other = nearby.get(anchor)?.quantity.multiplier != mention.quantity.multiplier;
            (alone && words && other && unit.kind == Kind::Money).then_some(())
        };
        let again = again || in_bracket().is_some();
        let (other, before) = nearby.before(index).next().filter(|(_, found)| {
            again && found.sentence == mention.sentence && found.quantity.unit == unit && found.is_level()
        })?;
        let formula = Formula::Same { other };
        // Off by a power of ten, and by no more than the rounding of the last digit beside it.
        let half = mention.quantity.last_place / Decimal::TWO;
        let rounds_to = |value: Option<Decimal>| value.is_some_and(|it| (it - mention.quantity.value).abs() <= half);
        let slipped = [10, 100, 1000, 10_000].into_iter().map(Decimal::from).any(|factor| {
            rounds_to(before.quantity.value.checked_mul(factor)) || rounds_to(before.quantity.value.checked_div(factor))
        });
        let outcome = match before.quantity.span().meets(mention.quantity.span()) {
            true => Outcome::Sound(formula),
            false if slipped && unit.kind == Kind::Money => {
                Outcome::Wrong { formula, grade: Grade::Error, note: Some("同一数据换算不一致".to_owned()) }
            }
            false => return None,
        };
        Some(Statement::of(Relation::Twice, index, outcome))
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

/// Digits of a number that another one with two of them changed is taken for.
const RETOLD: usize = 4;
/// Earlier numbers of the same digits that are looked at.
const TRIED: usize = 8;

/// `年中追加57.90万元` after `年中追加75.90万元`: the same digits but for two neighbours, words in common, and an earlier number that
/// the text reckons with rightly, or states twice, while it nowhere reckons with this one.
pub(super) fn retold(nearby: Nearby<'_>, statements: &[Statement]) -> Vec<Statement> {
    let (mut proved, mut told) = (BTreeSet::new(), BTreeSet::new());
    for statement in statements {
        match &statement.outcome {
            Outcome::Sound(formula) => proved.extend(operands(formula).into_iter().chain([statement.stated])),
            Outcome::Wrong { formula, .. } => told.extend(operands(formula).into_iter().chain([statement.stated])),
            Outcome::Open => {}
        }
    }
    let printed = |mention: &Mention| mention.quantity.printed().to_string();
    let mut seen = BTreeMap::<(String, &'static str), Vec<usize>>::new();
    let mut found = Vec::new();
    for (index, mention) in nearby.0.iter().enumerate() {
        let number = printed(mention);
        let mut digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
        let kind = mention.quantity.unit.kind;
        let is_amount = matches!(mention.role, Role::Level | Role::Change(_) | Role::Balance | Role::Compared)
            && matches!(kind, Kind::Money | Kind::Count | Kind::Measured);
        if digits.len() < RETOLD - 1 || !is_amount || mention.quantity.bound != Bound::Exact {
            continue;
        }
        let length = digits.len();
        digits.sort_unstable();
        let earlier = seen.entry((digits.into_iter().collect(), mention.quantity.unit.word)).or_default();
        let same = |other: &&usize| nearby.get(**other).is_some_and(|other| printed(other) == number);
        let is_new = !earlier.iter().any(|other| same(&other)) && !proved.contains(&index) && !told.contains(&index);
        let meant = |other: &&usize| {
            let often = earlier.iter().filter(|one| nearby.get(**one).map(printed) == nearby.get(**other).map(printed));
            nearby.get(**other).is_some_and(|before| {
                let sure = length >= RETOLD && proved.contains(*other) || often.take(2).count() == 2;
                let alike = mention.quantity.multiplier == before.quantity.multiplier
                    && before.sentence != mention.sentence
                    && before.is_last_years() == mention.is_last_years()
                    && before.is_planned() == mention.is_planned();
                sure && alike && slip::is_slip_of(&printed(before), &number) && share_words(nearby, **other, index)
            })
        };
        let other = Some(()).filter(|()| is_new).and_then(|()| earlier.iter().rev().take(TRIED).find(meant).copied());
        if let Some(other) = other {
            let note = Some("同一数据前后不一致".to_owned());
            let outcome = Outcome::Wrong { formula: Formula::Same { other }, grade: Grade::Error, note };
            found.push(Statement::of(Relation::Twice, index, outcome));
        }
        earlier.push(index);
    }
    found
}

/// Words that are told of all sorts of amounts.
const COMMON: &[&str] =
    &["万元", "全年", "年度", "支出", "资金", "其中", "本年", "上年", "元的", "年末", "合计", "增加"];

/// Whether the words around two numbers share two characters that say something.
fn share_words(nearby: Nearby<'_>, one: usize, other: usize) -> bool {
    let words = |index: usize| {
        let mention = nearby.get(index)?;
        let next = nearby.get(index + 1).filter(|next| next.clause == mention.clause && mention.tail.is_empty());
        Some(format!("{}，{}{}", mention.lead, mention.tail, next.map_or("", |next| &next.lead)))
    };
    let (Some(one), Some(other)) = (words(one), words(other)) else { return false };
    let letters: Vec<char> = one.chars().collect();
    letters.windows(2).any(|pair| {
        let word: String = pair.iter().collect();
        let tells = !pair.iter().any(|c| c.is_ascii_digit() || "，的了为年月在和".contains(*c));
        tells && !COMMON.contains(&word.as_str()) && other.contains(&word)
    })
}
