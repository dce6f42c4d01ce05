//! What came to something that is told before and after: `新增床位D张，床位由B张增至A张`, `新建D家，累计达到A家（上年末B家）`.

use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::wording::has;

/// Words of what came in a year.
const COMING: &[&str] = &["新增", "新建", "净增", "新发展", "新认定", "新设", "增加", "新培育", "新创建"];

/// Judges what came by what there was before and after, and what there is by what came.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| {
        from_to(nearby, index, mention).or_else(|| so_far(nearby, index, mention))
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

/// `新增医养结合床位120张，全区医养结合床位由565张增至685张`.
fn from_to(nearby: Nearby<'_>, less: usize, from: &Mention) -> Option<Statement> {
    let more = Some(less + 1).filter(|_| from.role == Role::From)?;
    let to = nearby
        .get(more)
        .filter(|to| to.is_level() && to.clause == from.clause && to.quantity.unit == from.quantity.unit)?;
    let mut came = nearby.before(less).take_while(|(_, found)| found.part == from.part).filter(|(_, found)| {
        found.is_level() && has(&found.lead, COMING) && found.quantity.unit.goes_with(from.quantity.unit)
    });
    let (stated, found) = came.next().filter(|_| came.next().is_none())?;
    let shares = is_of(&found.lead, &from.lead);
    let grew = to.quantity.value > from.quantity.value;
    let reading = Reading { formula: Formula::Minus { more, less }, sure: true };
    (shares && grew).then(|| judge(nearby.0, Relation::Difference, stated, &[reading])).flatten()
}

/// `新建无烟单位19家，累计达到102家（上年末83家）`.
fn so_far(nearby: Nearby<'_>, index: usize, mention: &Mention) -> Option<Statement> {
    let counts = mention.is_level() && has(&mention.lead, &["累计", "总数", "达到", "达"]);
    let (base, found) = nearby.in_bracket_behind(index).filter(|_| counts)?;
    let (came, new) = nearby.levels(index, mention.quantity.unit, 0).next().filter(|(came, _)| came + 1 == index)?;
    let told = (found.is_last_years() || has(&found.lead, &["年初", "上年末", "上年底"]))
        && has(&new.lead, COMING)
        && new.part == mention.part
        && found.quantity.unit.goes_with(mention.quantity.unit);
    let reading = Reading { formula: Formula::Sum { parts: vec![base, came] }, sure: true };
    told.then(|| judge(nearby.0, Relation::Total, index, &[reading])).flatten()
}

/// Whether what came is called as what there is.
fn is_of(came: &str, whole: &str) -> bool {
    let name = COMING.iter().fold(came.to_owned(), |name, word| name.replace(word, "，"));
    let name = name.rsplit('，').next().unwrap_or_default();
    name.chars().count() >= 2 && whole.contains(name)
}
