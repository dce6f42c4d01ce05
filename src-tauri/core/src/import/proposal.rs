//! The figures and projects that a document states, as proposals: each with the sentence it comes from. A figure stated
//! with two values is a conflict, and none of them is proposed.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::projects;
use crate::audit::ReadText;
use crate::edition::Edition;
use crate::figure::{Figure, Formula, Key};
use crate::filing::Fund;
use crate::quantity::{self, Measure};
use crate::recognition::{self, Recognised};
use crate::source::SourceText;

/// A figure or a project that may be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Names it within its plan: `figure:staff.quota`, `project:1`.
    pub id: String,
    /// What it would become.
    #[serde(flatten)]
    pub what: Proposed,
    /// What it is called.
    pub label: String,
    /// Its value as it would be typed: 万元, people, things; percentages with their sign.
    pub shown: String,
    /// Its unit, empty where it shows it.
    pub unit: &'static str,
    /// Whether the text states it plainly; `false` beside 约, 近, 年初 and the like. What is not plain is taken only on demand.
    pub exact: bool,
    /// The sentence it comes from.
    pub sentence: String,
    /// The line of the source, from 1 on.
    pub line: usize,
}

/// What a proposal would become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Proposed {
    /// An entry of a figure of the form.
    Figure {
        /// The figure.
        key: Key,
    },
    /// A project of the year with its expenditure.
    Project {
        /// The line of 附件1 it belongs to.
        fund: Fund,
    },
}

/// A figure that the text states with more than one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// What it is called.
    pub label: String,
    /// Its values.
    pub values: Vec<Stated>,
}

/// One of the values of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// The words.
    pub shown: String,
    /// The sentence they stand in.
    pub sentence: String,
    /// Its line, from 1 on.
    pub line: usize,
}

/// What a source states of the form's figures and of projects.
pub(super) fn proposals(source: &SourceText, edition: &Edition, report_year: i32) -> (Vec<Proposal>, Vec<Conflict>) {
    let mut by_key: BTreeMap<Key, Vec<Recognised>> = BTreeMap::new();
    for found in recognition::recognise(&ReadText::of(source), edition, report_year) {
        by_key.entry(found.key.clone()).or_default().push(found);
    }
    let (mut proposals, mut conflicts) = (Vec::new(), Vec::new());
    for figure in edition.figures.iter().filter(|figure| figure.from.is_none() || figure.may_be_entered) {
        let Some(found) = by_key.get(&figure.key) else { continue };
        match best(found) {
            Some(found) if !follows(figure, found.value, &by_key) => proposals.push(proposal(figure, found)),
            Some(_) => {}
            None => {
                conflicts.push(Conflict { label: figure.label.clone(), values: found.iter().map(stated).collect() })
            }
        }
    }
    proposals.extend(projects::projects(source));
    (proposals, conflicts)
}

/// The plainest statement of a figure; `None` where two plain ones, or all there are, do not agree.
fn best(found: &[Recognised]) -> Option<&Recognised> {
    let plain: Vec<&Recognised> = found.iter().filter(|found| is_plain(found)).collect();
    let asked = if plain.is_empty() { found.iter().collect() } else { plain };
    let first = asked.first()?;
    asked.iter().all(|other| other.value == first.value).then_some(*first)
}

fn is_plain(found: &Recognised) -> bool {
    found.exact && found.scope.is_none()
}

/// Whether a total is just the sum of its parts, which are proposed themselves: it is worked out then.
fn follows(figure: &Figure, value: Decimal, by_key: &BTreeMap<Key, Vec<Recognised>>) -> bool {
    let Some(Formula::Sum(parts) | Formula::SumOfAll(parts)) = &figure.from else { return false };
    let values = parts.iter().map(|part| by_key.get(part).and_then(|found| best(found)).map(|found| found.value));
    values.sum::<Option<Decimal>>() == Some(value)
}

fn proposal(figure: &Figure, found: &Recognised) -> Proposal {
    let unit = match figure.measure {
        Measure::Money => "万元",
        Measure::People => "人",
        _ => "",
    };
    Proposal {
        id: format!("figure:{}", figure.key),
        what: Proposed::Figure { key: figure.key.clone() },
        label: figure.label.clone(),
        shown: quantity::exact(found.value, figure.measure),
        unit,
        exact: is_plain(found),
        sentence: found.sentence.clone(),
        line: found.place.line,
    }
}

fn stated(found: &Recognised) -> Stated {
    Stated { shown: found.shown.clone(), sentence: found.sentence.clone(), line: found.place.line }
}
