//! So many to one: `初中A人。…初中专任教师B人，生师比P：1` is the pupils over the teachers of one stage.

use rust_decimal::Decimal;

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::unit::Kind;
use crate::audit::wording::{bare, has};

/// Those who teach.
const TEACHERS: &[&str] = &["专任教师", "在职教师", "教职工", "教师"];
/// Those who are taught, as words behind the name of a stage.
const PUPILS: &[&str] = &["", "学生", "在校生", "在校学生", "在园幼儿", "幼儿", "学生数", "在校学生数", "在校生数"];

/// Judges the pupils for each teacher.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let is_ratio = |mention: &Mention| {
        mention.quantity.unit.kind == Kind::Ratio && has(bare(&mention.lead), &["生师比", "师生比"])
    };
    let ratios = nearby.0.iter().enumerate().filter(|(_, mention)| is_ratio(mention));
    ratios.filter_map(|(index, _)| of_a_stage(nearby, index)).collect()
}

fn of_a_stage(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let is_people = |found: &Mention| found.is_level() && found.quantity.unit.word == "人";
    let (count, teachers) = nearby
        .before(index)
        .take_while(|(_, found)| found.part == mention.part)
        .find(|(_, found)| is_people(found) && has(&found.lead, TEACHERS))?;
    let stage = TEACHERS.iter().find_map(|word| teachers.label().strip_suffix(word))?;
    let is_taught = |found: &Mention| {
        let label = found.label();
        let of_stage = label.strip_prefix(stage).is_some_and(|rest| PUPILS.contains(&rest));
        is_people(found) && !label.is_empty() && of_stage && !found.is_last_years()
    };
    let mut taught = nearby.before(count).filter(|(_, found)| is_taught(found));
    let (total, _) = taught.next().filter(|_| taught.next().is_none())?;
    let formula = Formula::Per { total, count, factor: Decimal::ONE };
    judge(nearby.0, Relation::Average, index, &[Reading { formula, sure: !stage.is_empty() }])
}
