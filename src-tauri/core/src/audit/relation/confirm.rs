//! What the words left open, settled by what else the sentence says: two numbers that one statement relates are related in
//! the next (`计划A，完成B，完成率P%，剩余D`), shares of one list are of one whole, and a number that differs from what is
//! worked out only as a slip of the hand makes it differ was meant to be that.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::balance::is_closing;
use super::slip;
use crate::audit::mention::{Mention, Role};
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Relation, Statement, held_against, operands, result};
use crate::audit::unit::Kind;
use crate::audit::wording::{has, names_a_budget};

/// Readings of an open statement that a slip is looked for in.
const LIKELY: usize = 2;
/// Digits of a long number.
const LONG: usize = 5;
/// Digits of a result that do not come out by chance.
const TELLING: usize = 3;

/// Holds open statements against the text where another statement shows how they are meant.
pub(super) fn settle(mentions: &[Mention], statements: &mut [Statement]) {
    let evidence = Evidence::of(mentions, statements);
    for statement in statements.iter_mut().filter(|statement| statement.outcome == Outcome::Open) {
        let Some(mention) = mentions.get(statement.stated) else { continue };
        let shown = statement.readings.iter().find(|reading| {
            evidence.shows(mention, statement.relation, reading) && !is_of_what_came(mentions, mention, reading)
        });
        let slipped = || {
            let tried = if is_long_rest(mention) { statement.readings.len() } else { LIKELY };
            let mut likely = statement.readings.iter().take(tried).enumerate();
            likely
                .find(|(at, reading)| is_slip(mentions, statement.stated, reading, *at == 0))
                .map(|(_, reading)| reading)
        };
        let shown = shown.filter(|_| !may_be_of_income(mentions, statement.stated) && !is_of_all(mention));
        let turned = || statement.readings.first().filter(|reading| is_turned(mentions, statement, reading));
        if let Some(formula) = shown.or_else(slipped).or_else(turned).cloned() {
            statement.outcome = held_against(mentions, statement.stated, formula);
        }
    }
}

/// Whether a number is what others leave or make, of so many digits that none of its readings is a slip of it by chance.
fn is_long_rest(mention: &Mention) -> bool {
    let is_rest = mention.is_remainder() || is_closing(mention) || has(&mention.lead, &["余额", "净值", "滚存结余"]);
    mention.quantity.unit.kind == Kind::Money && digits(mention) >= LONG && is_rest
}

/// Whether a rate is what was planned over what came of it, which no one means: 完成率106.38% of 8930亩 where 9500亩 were planned.
fn is_turned(mentions: &[Mention], statement: &Statement, reading: &Formula) -> bool {
    let Formula::Ratio { part, whole } = *reading else { return false };
    let plan = mentions
        .get(whole)
        .zip(mentions.get(part))
        .is_some_and(|(whole, part)| whole.is_planned() && !part.is_planned());
    let (Some(mention), Some(found)) = (
        mentions.get(statement.stated),
        result(mentions, &Formula::Ratio { part: whole, whole: part }, statement.stated),
    ) else {
        return false;
    };
    let fits = found.meets(mention.quantity.span()) && digits(mention) > TELLING;
    // 支出率105.76% of 586万元 where there were 620万元: more than all was not spent.
    let value = |index: usize| mentions.get(index).map(|found| found.quantity.value);
    let of_spending =
        matches!(&mention.role, Role::Rate { name } if has(name, &["支出率", "支付率", "拨付率", "执行率"]));
    let odd = of_spending
        && part + 1 == statement.stated
        && digits(mention) > TELLING + 1
        && value(part) < value(whole)
        && mention.quantity.value > Decimal::ONE_HUNDRED;
    (plan || odd) && fits && statement.relation == Relation::Rate
}

/// Whether a rate is of several things together, of which the two numbers before it are only one: 总体建成率.
fn is_of_all(mention: &Mention) -> bool {
    matches!(&mention.role, Role::Rate { name } if has(name, &["总体", "综合", "合计", "平均"]))
}

/// Numbers before what a year left among which the income may stand.
const REACH: usize = 40;

/// Whether a number says what a year left where an income stands in another paragraph: then it need not be what is left of
/// the budget, though the sentence relates that to what was spent.
fn may_be_of_income(mentions: &[Mention], stated: usize) -> bool {
    let Some(mention) = mentions.get(stated).filter(|mention| is_closing(mention)) else { return false };
    let before = mentions.get(stated.saturating_sub(REACH)..stated).unwrap_or_default();
    before.iter().any(|other| other.paragraph != mention.paragraph && other.lead.contains("收入"))
}

/// Two numbers, and by what they are related.
type Related = (Relation, (usize, usize));

/// What the sound statements of each sentence relate.
struct Evidence {
    /// By sentence and whether a change over time is spoken of: what relates a result to its plan relates it to no year before.
    pairs: BTreeMap<(usize, bool), Vec<Related>>,
    wholes: BTreeMap<usize, Vec<usize>>,
}

impl Evidence {
    fn of(mentions: &[Mention], statements: &[Statement]) -> Evidence {
        let mut evidence = Evidence { pairs: BTreeMap::new(), wholes: BTreeMap::new() };
        for statement in statements {
            let (Outcome::Sound(formula), Some(stated)) = (&statement.outcome, mentions.get(statement.stated)) else {
                continue;
            };
            if digits(stated) < TELLING {
                continue;
            }
            let key = (stated.sentence, is_change(stated));
            evidence.pairs.entry(key).or_default().extend(pair(formula).map(|pair| (statement.relation, pair)));
            if let (Relation::Share, Formula::Ratio { whole, .. }) = (statement.relation, formula) {
                evidence.wholes.entry(stated.sentence).or_default().push(*whole);
            }
        }
        evidence
    }

    fn shows(&self, stated: &Mention, relation: Relation, reading: &Formula) -> bool {
        let is_pair = |found: &(usize, usize)| {
            let pairs = self.pairs.get(&(stated.sentence, is_change(stated)));
            pairs.is_some_and(|pairs| pairs.iter().any(|(other, pair)| *other != relation && pair == found))
        };
        let is_whole = |whole: &usize| self.wholes.get(&stated.sentence).is_some_and(|wholes| wholes.contains(whole));
        match (relation, reading) {
            (Relation::Share, Formula::Ratio { whole, .. }) => is_whole(whole),
            // 完成A，为预算的P%，占收入的Q%: what it is a share of is not its budget.
            (Relation::Rate, Formula::Ratio { whole, .. }) if matches!(stated.role, Role::OfNamed { .. }) => {
                pair(reading).is_some_and(|found| is_pair(&found)) && !is_whole(whole)
            }
            _ => pair(reading).is_some_and(|found| is_pair(&found)),
        }
    }
}

fn is_change(stated: &Mention) -> bool {
    let is_change = matches!(stated.role, Role::Change(_) | Role::Growth(_));
    is_change && !stated.is_remainder()
}

/// The two numbers a formula relates, in their order in the text.
fn pair(formula: &Formula) -> Option<(usize, usize)> {
    let related = matches!(
        formula,
        Formula::Ratio { .. }
            | Formula::Rest { .. }
            | Formula::Minus { .. }
            | Formula::Over { .. }
            | Formula::Rise { .. }
    );
    match operands(formula).as_slice() {
        [one, other] if related => Some((*one.min(other), *one.max(other))),
        _ => None,
    }
}

/// Digits that say something: without zeros before and behind them.
fn digits(mention: &Mention) -> usize {
    let printed = mention.quantity.printed().to_string().replace(['.', '-'], "");
    printed.trim_start_matches('0').len()
}

/// Whether a share of a budget is reckoned of what came: 收入完成A，其中税收B，占调整预算P%.
fn is_of_what_came(mentions: &[Mention], stated: &Mention, reading: &Formula) -> bool {
    let (Role::Share { whole: name, .. }, Formula::Ratio { whole, .. }) = (&stated.role, reading) else { return false };
    names_a_budget(name) && mentions.get(*whole).is_some_and(|whole| !whole.is_planned())
}

/// Whether a growth is reckoned from what was before, by its words: 出口A，下降…；农产品出口B，下降P% is not from A to B.
fn is_from_before(mentions: &[Mention], formula: &Formula) -> bool {
    let Formula::Over { before, .. } = formula else { return true };
    mentions.get(*before).is_some_and(|before| {
        let told = matches!(before.role, Role::Compared | Role::From) || before.is_last_years() || before.is_planned();
        told || before.is_dated_only() || has(&before.lead, &["年初", "年末", "年底"])
    })
}

/// Whether the number stated is what comes out, but for a digit, two neighbours, or 万 for 亿.
fn is_slip(mentions: &[Mention], stated: usize, formula: &Formula, likeliest: bool) -> bool {
    if !is_from_before(mentions, formula) {
        return false;
    }
    let (Some(mention), Some(found)) = (mentions.get(stated), result(mentions, formula, stated)) else { return false };
    let quantity = &mention.quantity;
    let is_exact = quantity.bound == Bound::Exact;
    let printed = found.nominal.checked_div(quantity.multiplier).map(|value| value.round_dp(quantity.places));
    let Some(printed) = printed.filter(|_| is_exact && found.nominal > Decimal::ZERO) else { return false };
    let (one, other) = (quantity.printed(), printed);
    let width = |value: Decimal| format!("{value:.*}", usize::try_from(quantity.places).unwrap_or(0));
    let scaled = quantity.unit.kind == Kind::Money
        && digits(mention) >= TELLING
        && [Decimal::from(10_000), Decimal::new(1, 4)].iter().any(|factor| {
            found.nominal.checked_mul(*factor).is_some_and(|value| {
                let half = quantity.last_place / Decimal::TWO;
                (value - quantity.value).abs() <= half
            })
        });
    let is_percentage = quantity.unit.kind == Kind::Percent;
    let telling = digits(mention) > TELLING || likeliest && is_percentage && digits(mention) == TELLING;
    scaled || (telling && slip::is_slip_of(&width(one), &width(other)))
}
