//! Answers kept as files in `golden/`: a change of shape or number shows as a difference to read.
//! `UPDATE_GOLDEN=1 cargo test` writes them anew; then read the diff as one who depends on it.

use std::fs;
use std::path::Path;

use crate::harness::{Folder, ok};

/// Holds text against the golden file of a name.
pub(crate) fn hold(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, text).expect("the golden file is written");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let differs = (1..).zip(text.lines().zip(kept.lines())).find(|(_, (new, old))| new != old);
    assert!(
        text.trim_end() == kept.trim_end(),
        "golden/{name} differs, first at {differs:?}; where that is meant: UPDATE_GOLDEN=1 cargo test"
    );
}

#[test]
fn the_evaluation_of_the_demo_keeps_its_shape_and_numbers() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    for year in ["2023", "2024"] {
        hold(&format!("evaluate-demo-{year}.json"), &ok(&["evaluate", "--json", "--file", &file, "--year", year]));
    }
}

#[test]
fn the_evaluation_of_the_published_year_keeps_its_shape_and_numbers() {
    let folder = Folder::new();
    let file = folder.sample("tianxin-2020");
    hold("evaluate-tianxin-2020.json", &ok(&["evaluate", "--json", "--file", &file]));
}

#[test]
fn the_reconciliation_of_the_demo_keeps_its_shape_and_words() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    hold("reconcile-demo-2024.json", &ok(&["reconcile", "--json", "--file", &file]));
}

#[test]
fn why_a_score_is_so_keeps_its_shape_and_words() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    ok(&["set", "staff.in_post.final", "90", "--file", &file]);
    hold("why-in-post-2024.json", &ok(&["why", "in_post_control_rate", "--json", "--file", &file]));
    let trees = ["budget_completion_rate", "use_of_funds", "economic_social_benefit", "public_satisfaction", "total"];
    let trees = trees.map(|subject| ok(&["why", subject, "--file", &file]));
    hold("why-demo-2024.txt", &trees.join("\n\n"));
}

#[test]
fn findings_keep_their_shape_and_sentences() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    for (key, value) in [
        ("three_public.final", "20"),
        ("basic.operating.office.final", "900"),
        ("three_public.prior_final", "11.775"),
        ("project.operational.prior_final", "1"),
        ("basic.operating.prior_final", "1000000"),
        ("survey.satisfaction", "101%"),
        ("budget.carried_over", "60"),
    ] {
        ok(&["set", key, value, "--file", &file]);
    }
    ok(&["judge", "use_of_funds", "--breaches", "1", "--reason", "", "--file", &file]);
    let said = crate::harness::ziping(&["check", "--json", "--file", &file]);
    assert_eq!(said.status, 1, "a 错误 stands");
    hold("check-broken-demo.json", &said.out);
}

#[test]
fn the_wording_of_the_form_is_kept() {
    use ziping::edition::{Edition, Indicator};
    let line = |indicator: &Indicator| {
        format!("{} {}\n{}\n", indicator.label, indicator.full_score, indicator.printed_wording())
    };
    for key in Edition::shipped_keys() {
        let sheet = Edition::shipped(&key).expect("is whole").score_sheet;
        if sheet.indicators.is_empty() {
            continue;
        }
        hold(&format!("wording-{key}.txt"), &sheet.indicators.iter().map(line).collect::<String>());
    }
}
