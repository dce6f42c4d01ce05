//! Scores held against an independent program (`oracle/oracle.py`), written from the forms and not from the core.

mod departments;
mod edges;
mod independent;
mod projects;

use std::fs;
use std::path::Path;

use ziping::edition::{DEFAULT, Edition, Provenance};
use ziping::evaluation::evaluate;

/// Where the departments of the tests begin: any number does, the same one gives the same departments.
const SEED: u64 = 20_250_309;

#[test]
#[cfg_attr(windows, ignore = "wants python3")]
fn two_thousand_random_departments_of_every_edition_score_as_an_independent_program_scores_them() {
    let shipped = Edition::shipped_keys().into_iter().map(|key| Edition::shipped(&key).expect("is whole"));
    for edition in shipped.chain([form("no-building-16-58-26.json")]) {
        let agree = if edition.whole_table.is_some() { projects::agreement_of_whole } else { departments::agreement };
        let agreed = agree(&edition, SEED..SEED + 2_000);
        let totals = agreed.unwrap_or_else(|said| panic!("{}: {said}", edition.key));
        assert!(totals > 500, "{}: only {totals} departments of 2000 had a total", edition.key);
    }
}

#[test]
#[cfg_attr(windows, ignore = "wants python3")]
fn two_thousand_random_projects_score_as_an_independent_program_scores_them() {
    let edition = Edition::shipped(DEFAULT).expect("is whole");
    let totals = projects::agreement(&edition, SEED..SEED + 2_000).unwrap_or_else(|said| panic!("{said}"));
    assert!(totals > 500, "only {totals} projects of 2000 had a total");
}

/// A form that circulates, kept as what differs from a shipped one.
fn form(name: &str) -> Edition {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/editions").join(name);
    Edition::read(&fs::read_to_string(file).expect("is there")).expect("is whole")
}

/// The weights of the first level.
fn weights(edition: &Edition) -> Vec<String> {
    let first = edition.score_sheet.levels.iter().filter(|level| level.path.len() == 1);
    first.map(|level| level.full_score.to_string()).collect()
}

#[test]
fn the_forms_that_circulate_are_said_in_the_kinds_of_rule_there_are() {
    let no_building = form("no-building-16-58-26.json");
    assert_eq!(weights(&no_building), ["16", "58", "26"]);
    assert_eq!(no_building.score_sheet.indicators.len(), 14);
    assert!(no_building.figures.iter().all(|figure| !figure.key.as_str().starts_with("building")));
    let yueyang = form("yueyang-15-40-45.json");
    assert_eq!(weights(&yueyang), ["15", "40", "45"]);
    let labels: Vec<&str> = yueyang.score_sheet.indicators.iter().map(|row| row.label.as_str()).collect();
    assert_eq!((labels.len(), labels[2], labels[5]), (16, "重点支出安排率", "资金结余"));
}

#[test]
fn a_balance_is_held_against_what_was_carried_over() {
    let edition = form("yueyang-15-40-45.json");
    let points = |carried_over: &str, closing_balance: &str| {
        let entries = [("budget.carried_over", carried_over), ("budget.closing_balance", closing_balance)];
        let filing = edges::year(&edition, &entries);
        let result = evaluate(&edition, &filing, None);
        let row = result.indicators.into_iter().find(|row| row.label == "资金结余").expect("is on the form");
        row.score.map(|score| score.to_string())
    };
    for (carried_over, closing_balance, expected) in
        [("50", "0", "3"), ("50", "50", "2"), ("50", "50.01", "0"), ("0", "0", "3"), ("0", "0.01", "0")]
    {
        assert_eq!(
            points(carried_over, closing_balance).as_deref(),
            Some(expected),
            "{carried_over}, {closing_balance}"
        );
    }
}

#[test]
fn the_provincial_form_differs_where_it_is_said_to_and_marks_what_is_assumed() {
    let edition = Edition::shipped("provincial-10-60-30").expect("is whole");
    assert_eq!(weights(&edition), ["10", "60", "30"]);
    let row = |key: &str| edition.indicator(key).expect("is on the form");
    let change = row("three_public_change_rate");
    assert_eq!(change.full_score.to_string(), "5");
    assert!(change.printed_wording().contains("扣0.5分"));
    assert_eq!(row("three_public_control_rate").full_score.to_string(), "7");
    let seen = edition.score_sheet.indicators.iter().filter(|row| row.provenance == Provenance::Seen);
    assert_eq!(seen.map(|row| row.key.as_str()).collect::<Vec<_>>(), ["three_public_change_rate"]);
    assert!(edition.assumed_figures().contains("staff.quota"));
}

#[test]
fn what_differs_from_no_edition_or_breaks_one_is_refused() {
    let said = |text: &str| Edition::read(text).expect_err("is refused").to_string();
    assert!(said(r#"{"based_on": "nowhere"}"#).contains("nowhere"));
    assert!(said(r#"{"based_on": "changsha-2020", "grades": []}"#).contains("等级"));
    let absent = r#"{"based_on": "changsha-2020", "checks": [{"key": "no_such", "absent": true}]}"#;
    assert!(said(absent).contains("no_such"));
    let unknown = r#"{"based_on": "changsha-2020", "key": "of-our-own", "colour": "红"}"#;
    assert!(said(unknown).contains("of-our-own"));
}
