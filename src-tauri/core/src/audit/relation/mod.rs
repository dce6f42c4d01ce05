//! The relations: each file finds one sort of statement among the numbers of a text. What the words do not settle is
//! tried all ways, and held sound where one of them fits.

mod account;
mod among;
mod announced;
mod average;
mod balance;
mod balanced;
mod based;
mod came;
mod closing;
mod confirm;
mod counted;
mod difference;
mod distributed;
mod divided;
mod elsewhere;
mod growth;
mod headcount;
mod itemised;
mod left_over;
mod lines;
mod list;
mod marks;
mod measures;
mod named;
mod of_two;
mod per_teacher;
mod plan;
mod points;
mod pooled;
mod product;
mod prorata;
mod rate;
mod reckoned;
mod regrown;
mod retold;
mod scores;
mod sectors;
mod share;
mod shortfall;
pub(super) mod slip;
mod slipped;
mod stale;
mod structure;
mod survey;
mod three_public;
mod total;
mod twice;

use std::collections::BTreeSet;

use super::mention::Mention;
use super::nearby::{Names, Nearby};
use super::prose::Prose;
use super::statement::{Formula, Outcome, Statement, operands};

/// Every statement of a text that can be worked out again.
pub(super) fn statements(mentions: &[Mention], prose: &[Prose]) -> Vec<Statement> {
    let names = Names::of(mentions);
    let nearby = Nearby(mentions, &names);
    let (mut statements, wholes) = total::read(nearby);
    let counted = counted::read(nearby, &statements);
    let (distributed, taken) = distributed::read(nearby, &wholes);
    statements.extend(distributed);
    let mut single = share::read(nearby, &wholes);
    let rates = rate::read(nearby, &wholes);
    let pooled = pooled::read(nearby, &rates);
    single.extend(instead(rates, pooled));
    single.extend(growth::read(nearby, &wholes));
    single.extend(difference::read(nearby, &wholes));
    single.extend(average::read(nearby, &wholes));
    statements.extend(single.into_iter().filter(|statement| !taken.contains(&statement.stated)));
    confirm::settle(mentions, &mut statements);
    statements.extend(structure::read(nearby, &wholes));
    let lists = list::read(nearby, prose);
    statements.extend(instead(lists, counted));
    let statements = instead(statements, reckoned::read(nearby));
    let statements = instead(statements, came::read(nearby));
    let statements = instead(statements, account::read(nearby));
    let statements = instead(statements, balanced::left(nearby, prose));
    let statements = unless_told(statements, among::read(nearby));
    let statements = unless_told(statements, balanced::read(nearby, prose));
    let statements = unless_told(statements, three_public::read(nearby));
    let statements = unless_told(statements, sectors::read(nearby));
    let statements = unless_told(statements, of_two::read(nearby));
    let statements = unless_told(statements, slipped::read(nearby));
    let statements = unless_told(statements, per_teacher::read(nearby));
    let statements = unless_told(statements, headcount::read(nearby));
    let statements = unless_told(statements, prorata::read(nearby));
    let measures = measures::read(nearby, &statements);
    let statements = unless_told(statements, measures);
    let statements = unless_told(statements, scores::rows(nearby));
    let statements = unless_told(statements, marks::read(nearby));
    let statements = unless_told(statements, marks::means(nearby));
    let statements = unless_told(statements, marks::range(nearby));
    let statements = unless_told(statements, lines::read(nearby, prose));
    let mut statements = unless_told(statements, itemised::read(nearby, prose));
    statements.extend(twice::read(nearby));
    statements.extend(twice::said_again(nearby));
    let retold = retold::read(nearby, &statements);
    statements.extend(retold);
    let mut statements = unless_told(statements, regrown::read(nearby));
    let stale = stale::read(nearby, &statements);
    statements.extend(stale);
    statements
}

/// Statements, and others that stand instead of those about the same numbers.
fn instead(mut statements: Vec<Statement>, others: Vec<Statement>) -> Vec<Statement> {
    let told: BTreeSet<usize> = others.iter().map(|other| other.stated).collect();
    statements.retain(|statement| !told.contains(&statement.stated));
    statements.extend(others);
    statements
}

/// Statements, and others about what none of them settles.
fn unless_told(mut statements: Vec<Statement>, others: Vec<Statement>) -> Vec<Statement> {
    let settled = statements.iter().filter(|statement| statement.outcome != Outcome::Open);
    let told: BTreeSet<usize> = settled
        .flat_map(|statement| {
            match &statement.outcome {
                Outcome::Sound(formula @ Formula::Sum { .. }) => operands(formula),
                _ => Vec::new(),
            }
            .into_iter()
            .chain([statement.stated])
        })
        .collect();
    statements.extend(others.into_iter().filter(|other| !told.contains(&other.stated)));
    statements
}
