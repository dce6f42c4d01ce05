//! The relations: each file finds one sort of statement among the numbers of a text. What the words do not settle is
//! tried all ways, and held sound where one of them fits.

mod closing;
mod difference;
mod growth;
mod list;
mod rate;
mod share;
mod slip;
mod structure;
mod total;
mod twice;

use super::mention::Mention;
use super::nearby::Nearby;
use super::prose::Prose;
use super::statement::Statement;

/// Every statement of a text that can be worked out again.
pub(super) fn statements(mentions: &[Mention], prose: &[Prose]) -> Vec<Statement> {
    let nearby = Nearby(mentions);
    let (mut statements, wholes) = total::read(nearby);
    statements.extend(share::read(nearby, &wholes));
    statements.extend(rate::read(nearby, &wholes));
    statements.extend(growth::read(nearby));
    statements.extend(difference::read(nearby, &wholes));
    statements.extend(structure::read(nearby, &wholes));
    statements.extend(list::read(nearby, prose));
    statements.extend(twice::read(nearby));
    statements
}
