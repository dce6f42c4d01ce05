//! What goes abroad, on cars and on guests (“三公”经费) makes up their total, each told in a sentence or under a heading of its own.

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::wording::has;

/// How the words before a total end.
const TOTAL: &[&str] = &["总额", "总额为", "合计", "合计为", "总计", "总计为", "共计"];
/// Numbers and paragraphs behind the total among which the three stand.
const FAR: usize = 16;
const PARAGRAPHS: usize = 6;

/// Judges each total that is told before its three parts.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let statement = |(whole, mention): (usize, &Mention)| {
        let is_total = mention.is_level()
            && mention.lead.contains("三公")
            && TOTAL.iter().any(|word| mention.lead.ends_with(word))
            && !mention.is_last_years();
        is_total.then_some(())?;
        let first = |words: &[&str], others: &[&str]| {
            (whole + 1..=whole + FAR).find(|part| {
                nearby.get(*part).is_some_and(|part| {
                    part.is_level()
                        && has(&part.lead, words)
                        && !has(&part.lead, others)
                        && part.quantity.unit == mention.quantity.unit
                        && part.paragraph <= mention.paragraph + PARAGRAPHS
                        && part.is_planned() == mention.is_planned()
                        && !part.is_last_years()
                        && !part.is_per_head()
                })
            })
        };
        let cars = first(&["公务用车购置及运行", "公务用车购置和运行", "公务用车费"], &[])?;
        let parts = vec![first(&["出国"], &["未", "无"])?, cars, first(&["公务接待"], &["未", "无"])?];
        judge(nearby.0, Relation::Total, whole, &[Reading { formula: Formula::Sum { parts }, sure: true }])
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}
