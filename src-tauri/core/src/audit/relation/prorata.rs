//! Points by what was done: `任务完成率P%，职责履行8分按比例得A分` is P hundredths of the eight.

use rust_decimal::Decimal;

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::span::Span;
use crate::audit::statement::{Formula, Outcome, Relation, Statement, held_against, result};
use crate::audit::unit::Kind;
use crate::audit::wording::has;

/// Points that are reckoned so.
const BY_SHARE: &[&str] = &["按比例得", "按比例计", "按比例折算", "按比例计算"];

/// Judges points that are a share of those that may be had.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let is_got = |mention: &Mention| {
        mention.quantity.unit.kind == Kind::Score && has(&mention.lead, BY_SHARE) && mention.lead.contains('得')
    };
    let points = nearby.0.iter().enumerate().filter(|(_, mention)| is_got(mention));
    points.filter_map(|(index, _)| by_share(nearby, index)).collect()
}

/// The sentence has one number of points that may be had and one percentage.
fn by_share(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let only = |kind: Kind| {
        let mut found = nearby
            .before(index)
            .take_while(|(_, found)| found.part == mention.part)
            .filter(|(_, found)| found.quantity.unit.kind == kind);
        found.next().filter(|_| found.next().is_none()).map(|(found, _)| found)
    };
    let (price, count) = (only(Kind::Score)?, only(Kind::Percent)?);
    let is_share = nearby.get(count).is_some_and(|rate| rate.quantity.value <= Decimal::ONE_HUNDRED);
    let full = nearby.get(price)?.quantity.value >= mention.quantity.value;
    let formula = Formula::Times { price, count, factor: Decimal::new(1, 2) };
    // Points so reckoned are rounded.
    let found = result(nearby.0, &formula, index)?;
    let half = mention.quantity.last_place / Decimal::TWO;
    let outcome = match found.meets(Span::around(mention.quantity.value, half)) {
        true => Outcome::Sound(formula),
        false => held_against(nearby.0, index, formula),
    };
    (is_share && full).then(|| Statement::of(Relation::Product, index, outcome))
}
