//! What a share is a share for: the amount named before 占, else the nearest.

use super::TRIED;
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::Formula;
use crate::audit::unit::{self, Kind};

/// `1105人次、89.46万元，人次占a%，金额占b%`: of several measures of one thing the share is of the one it is named after.
pub(super) fn of_measure(nearby: Nearby<'_>, index: usize, named: &str) -> Option<usize> {
    let share = nearby.get(index)?;
    let word = named.trim_start_matches('其').trim_end_matches('数');
    let counted = unit::read(word).filter(|(_, length)| *length == word.len() && !word.is_empty());
    let unit = counted.map(|(unit, _)| unit).filter(|unit| matches!(unit.kind, Kind::Count | Kind::Measured));
    let is_money = matches!(named, "金额" | "资金" | "资金额" | "投资" | "投资额");
    let is_measured = |found: &Mention| match unit {
        Some(unit) => found.quantity.unit.word == unit.word,
        None => is_money && found.quantity.unit.kind == Kind::Money,
    };
    let near = nearby.before(index).take_while(|(_, found)| found.part == share.part);
    near.filter(|(_, found)| found.is_level() && !found.is_per_head() && !found.is_last_years())
        .find(|(_, found)| is_measured(found))
        .map(|(part, _)| part)
}

/// Nouns that say in what a thing is measured.
pub(super) const MEASURES: &[(&str, Kind)] = &[
    ("面积", Kind::Measured),
    ("里程", Kind::Measured),
    ("人数", Kind::Count),
    ("户数", Kind::Count),
    ("件数", Kind::Count),
    ("数量", Kind::Count),
    ("金额", Kind::Money),
    ("资金", Kind::Money),
    ("投资", Kind::Money),
    ("经费", Kind::Money),
];

/// What a paragraph began with is spoken of so.
pub(super) const THIS: &[&str] = &["该项", "此项", "该项支出", "该项目", "该项资金", "该项经费"];

/// The amount that a paragraph began with.
pub(super) fn first_of_paragraph(nearby: Nearby<'_>, index: usize) -> Option<usize> {
    let paragraph = nearby.get(index)?.paragraph;
    let first = nearby.0.partition_point(|mention| mention.paragraph < paragraph);
    nearby.get(first).filter(|found| first < index && found.is_level() && found.quantity.unit.kind == Kind::Money)?;
    Some(first)
}

/// Characters of a name that tells, and the amounts before a share among which it is looked for.
const LONG: usize = 4;
const FAR: usize = 24;
/// The quarters of a year.
const QUARTERS: [&str; 4] = ["一季度", "二季度", "三季度", "四季度"];

/// `一季度至四季度各付A、B、C、D，四季度占全年的P%`: one of the row over all of it.
pub(super) fn of_the_quarters(nearby: Nearby<'_>, index: usize, named: &str) -> Option<Formula> {
    let quarter = QUARTERS.iter().position(|quarter| named.ends_with(quarter))?;
    let sentence = nearby.get(index)?.sentence;
    let mut row: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == sentence && found.is_level())
        .take(QUARTERS.len())
        .collect();
    row.reverse();
    let (_, first) = row.first()?;
    let is_row = row.len() == QUARTERS.len()
        && first.lead.contains("季度")
        && row.iter().all(|(_, found)| found.clause == first.clause && found.quantity.unit == first.quantity.unit);
    let parts: Vec<usize> = row.iter().map(|(part, _)| *part).collect();
    is_row.then_some(Formula::OfSum { part: *parts.get(quarter)?, parts })
}

/// Whether a label says a name; 非税收入 does not say 税收.
fn names(label: &str, name: &str) -> bool {
    label.match_indices(name).any(|(at, _)| !label[..at].ends_with('非'))
}

/// The amount the share is of: named before 占, else the nearest.
pub(super) fn part_of(nearby: Nearby<'_>, index: usize, named: &str) -> Option<(usize, bool)> {
    if let Some(part) = of_measure(nearby, index, named) {
        return Some((part, true));
    }
    if let Some(part) = THIS.contains(&named).then(|| first_of_paragraph(nearby, index)).flatten() {
        return Some((part, true));
    }
    let named = named.trim_start_matches(['其', '，']).trim_end_matches(['即', '就', '仅', '只', '也']);
    let named = named.trim_end_matches("一项").trim_end_matches(['额', '数']);
    if named.chars().count() >= 2 {
        let called = |(_, mention): &(usize, &Mention)| {
            mention.is_level() && !mention.is_per_head() && names(mention.label(), named)
        };
        let far = if named.chars().count() >= LONG { FAR } else { TRIED };
        if let Some((part, _)) = nearby.before(index).take(far).find(called) {
            return Some((part, true));
        }
        // 阔叶树面积占, where 阔叶树 are told in 亩.
        let measured = MEASURES.iter().find_map(|(noun, kind)| Some((named.strip_suffix(noun)?, kind)));
        let measured = measured.filter(|(name, _)| name.chars().count() >= 2);
        let bears = |(_, mention): &(usize, &Mention)| {
            let is_so = measured
                .is_some_and(|(name, kind)| mention.label().contains(name) && mention.quantity.unit.kind == *kind);
            mention.is_level() && !mention.is_per_head() && is_so
        };
        if let Some((part, _)) = nearby.before(index).take(TRIED).find(bears) {
            return Some((part, true));
        }
        // 村卫生室所得占: named with a word more than the amount is.
        let told = |(_, mention): &(usize, &Mention)| {
            let label = mention.label().trim_start_matches("其中");
            let kind = MEASURES.iter().find(|(noun, _)| named.ends_with(noun)).map(|(_, kind)| *kind);
            let is_of_kind = kind.is_none_or(|kind| mention.quantity.unit.kind == kind);
            mention.is_level() && label.chars().count() >= 2 && named.starts_with(label) && is_of_kind
        };
        if let Some((part, _)) = nearby.before(index).take(TRIED).find(told) {
            return Some((part, true));
        }
        // “三保”支出占 of an amount that is told in another paragraph.
        if let Some((part, alone)) = nearby.by_name(index, named, unit::MONEY).filter(|_| named.ends_with("支出")) {
            return Some((part, alone));
        }
        // 发明专利占 of an amount that is not printed: nothing to reckon with.
        let nearest = nearby.amount(index, 0)?.0;
        return Some((nearest, false));
    }
    let (part, mention) = nearby.amount(index, 0)?;
    // 药占比 is of nothing that is not called so.
    if !named.is_empty() && !mention.lead.contains(named) {
        return Some((part, false));
    }
    let here = nearby.get(index)?;
    Some((part, mention.part == here.part || mention.bracket == here.bracket && here.bracket != 0))
}
