//! Scores held against an independent program (`oracle/oracle.py`), written from the forms and not from the core.

mod departments;

use ziping::edition::Edition;

/// Where the departments of the tests begin: any number does, the same one gives the same departments.
const SEED: u64 = 20_250_309;

#[test]
fn two_thousand_random_departments_of_every_edition_score_as_an_independent_program_scores_them() {
    for key in Edition::shipped_keys() {
        let edition = Edition::shipped(&key).expect("is whole");
        let totals =
            departments::agreement(&edition, SEED..SEED + 2_000).unwrap_or_else(|said| panic!("{key}: {said}"));
        assert!(totals > 500, "{key}: only {totals} departments of 2000 had a total");
    }
}
