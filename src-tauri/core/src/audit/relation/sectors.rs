//! The three sectors of the economy (三次产业), which make up what it produces: `地区生产总值A。其中：第一产业增加值B，增长…；第二产业…`.

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::wording::has;

/// The sectors in order.
const SECTORS: [&str; 3] = ["第一产业", "第二产业", "第三产业"];
/// Numbers behind one sector among which the next one stands.
const FAR: usize = 12;
/// Numbers before the first among which the whole stands.
const BEFORE: usize = 6;

/// Judges each product told before its three sectors.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let statement = |(first, mention): (usize, &Mention)| {
        let unit = mention.quantity.unit;
        let is_sector = |index: &usize, sector: &str| {
            nearby.get(*index).is_some_and(|found| {
                let label = found.label();
                let named = label.split_once(sector).is_some_and(|(_, rest)| matches!(rest, "" | "增加值"));
                named && found.is_level() && found.quantity.unit == unit && found.paragraph == mention.paragraph
            })
        };
        let [one, two, three] = SECTORS;
        is_sector(&first, one).then_some(())?;
        let second = (first + 1..=first + FAR).find(|index| is_sector(index, two))?;
        let third = (second + 1..=second + FAR).find(|index| is_sector(index, three))?;
        let whole = (first.saturating_sub(BEFORE)..first).rev().find(|index| {
            nearby.get(*index).is_some_and(|found| {
                found.is_level()
                    && found.paragraph == mention.paragraph
                    && found.quantity.unit == unit
                    && has(&found.lead, &["生产总值", "GDP"])
                    && !found.is_per_head()
                    && !found.is_last_years()
            })
        })?;
        let formula = Formula::Sum { parts: vec![first, second, third] };
        judge(nearby.0, Relation::Total, whole, &[Reading { formula, sure: true }])
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}
