//! Sectors of the economy that make up what it produces: `地区生产总值A。其中：第一产业增加值B，增长…；第二产业…`, `农林牧渔业总产值A。其中，农业
//! 产值B，…`. Between them stands how much each grew.

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::wording::has;

/// What is produced by sectors, and how these are called, in order.
struct Division {
    wholes: &'static [&'static str],
    sectors: &'static [&'static [&'static str]],
}

/// 三次产业划分规定; 农林牧渔业 of 国民经济行业分类 (GB/T 4754).
const DIVISIONS: &[Division] = &[
    Division { wholes: &["生产总值", "GDP"], sectors: &[&["第一产业"], &["第二产业"], &["第三产业"]] },
    Division {
        wholes: &["农林牧渔业总产值", "农林牧渔业产值"],
        sectors: &[&["农业"], &["林业"], &["牧业", "畜牧业"], &["渔业"], &["服务业", "辅助性活动"]],
    },
];
/// What is told of each.
const TOLD: &[&str] = &["", "增加值", "产值", "总产值"];
/// Numbers behind one sector among which the next one stands, and before the first the whole.
const FAR: usize = 12;
const BEFORE: usize = 6;

/// Judges each product told before its sectors.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let of = |first: usize| DIVISIONS.iter().find_map(|division| divided(nearby, first, division));
    (0..nearby.0.len()).filter_map(of).collect()
}

fn divided(nearby: Nearby<'_>, first: usize, division: &Division) -> Option<Statement> {
    let mention = nearby.get(first)?;
    let beside = |found: &Mention| found.paragraph == mention.paragraph && found.quantity.unit == mention.quantity.unit;
    let is_sector = |index: usize, names: &[&str]| {
        let told = |found: &Mention| {
            let label = found.label().trim_start_matches("其中");
            TOLD.iter()
                .any(|told| label.strip_suffix(told).is_some_and(|name| names.iter().any(|own| name.ends_with(own))))
        };
        nearby.get(index).is_some_and(|found| found.is_level() && beside(found) && told(found))
    };
    let (head, others) = division.sectors.split_first()?;
    is_sector(first, head).then_some(())?;
    let mut parts = vec![first];
    for names in others {
        let last = *parts.last()?;
        parts.push((last + 1..=last + FAR).find(|index| is_sector(*index, names))?);
    }
    let is_whole = |index: &usize| {
        nearby.get(*index).is_some_and(|found| {
            found.is_level()
                && beside(found)
                && has(&found.lead, division.wholes)
                && !found.is_per_head()
                && !found.is_last_years()
        })
    };
    let whole = (first.saturating_sub(BEFORE)..first).rev().find(is_whole)?;
    judge(nearby.0, Relation::Total, whole, &[Reading { formula: Formula::Sum { parts }, sure: true }])
}
