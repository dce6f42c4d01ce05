//! One list told in two measures: `城市B户C人，农村D户E人，合计F户G人`. Where the first measure adds up, so must the second.

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Outcome, Reading, Relation, Statement, judge};

/// Judges the second measures of totals whose first measures are told by their parts.
pub(super) fn read(nearby: Nearby<'_>, statements: &[Statement]) -> Vec<Statement> {
    let second = |first: usize| {
        let (mention, next) = (nearby.get(first)?, nearby.get(first + 1)?);
        let beside = next.is_level()
            && next.lead.is_empty()
            && next.clause == mention.clause
            && next.bracket == mention.bracket
            && !next.quantity.unit.goes_with(mention.quantity.unit);
        beside.then_some((first + 1, next))
    };
    let statement = |total: &Statement| {
        let Outcome::Sound(Formula::Sum { parts }) = &total.outcome else { return None };
        let (whole, found) = second(total.stated)?;
        let of_unit = |(_, part): &(usize, &Mention)| part.quantity.unit == found.quantity.unit;
        let seconds: Vec<usize> =
            parts.iter().map(|part| second(*part).filter(of_unit).map(|(part, _)| part)).collect::<Option<_>>()?;
        let reading = Reading { formula: Formula::Sum { parts: seconds }, sure: true };
        (parts.len() >= 2).then(|| judge(nearby.0, Relation::Total, whole, &[reading])).flatten()
    };
    statements.iter().filter_map(statement).collect()
}
