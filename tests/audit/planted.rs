//! Errors planted in labelled texts of our own: how many are found, and that the texts themselves are left alone. The texts
//! in `held_out` were written after the checker had learnt from those in `labelled`. Those in `held_out_3_spoilt` are those in
//! `held_out_3` with errors put in by hand, the way officers make them: last year's number kept, digits turned round, a sum
//! not brought up to date, the share of another base, a point that slipped.

use std::path::Path;

use ziping::audit::audit;
use ziping::source::SourceText;

use crate::audit::planting::{Harvest, about, accusations, labelled, plant};

/// Recall in per cent over a folder, and what is held against its texts as they stand.
fn measured(folder: &str) -> (usize, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/audit").join(folder);
    let (mut harvest, mut accused) = (Harvest::default(), Vec::new());
    for text in labelled(&folder) {
        assert!(text.labels.iter().all(|label| label.verdict == "sound" && !label.quote.is_empty()), "{}", text.name);
        accused.extend(accusations(&text.text).into_iter().map(|finding| finding.message));
        plant(&text, &mut harvest);
    }
    assert!(harvest.all.planted >= 250, "{} planted", harvest.all.planted);
    (harvest.all.found * 100 / harvest.all.planted, accused)
}

#[test]
fn most_errors_planted_in_texts_it_has_learnt_from_are_found_and_the_texts_not_accused() {
    let (recall, accused) = measured("labelled");
    assert_eq!(accused, Vec::<String>::new());
    assert!(recall >= 85, "{recall} % found");
}

#[test]
fn most_errors_planted_in_texts_held_out_are_found_and_the_texts_not_accused() {
    let (recall, accused) = measured("held_out");
    assert_eq!(accused, Vec::<String>::new());
    assert!(recall >= 82, "{recall} % found");
}

#[test]
fn nearly_all_errors_put_in_by_hand_are_found_and_the_texts_without_them_not_accused() {
    let folder = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("data/audit").join(name);
    let sound = labelled(&folder("held_out_3"));
    assert!(sound.iter().map(|text| text.labels.len()).sum::<usize>() >= 400);
    let accused: Vec<String> =
        sound.iter().flat_map(|text| accusations(&text.text)).map(|finding| finding.message).collect();
    assert_eq!(accused, Vec::<String>::new());
    let (mut spoilt, mut missed) = (0, Vec::new());
    for text in labelled(&folder("held_out_3_spoilt")) {
        let findings = audit(&SourceText::from(text.text.as_str()));
        for label in text.labels.iter().filter(|label| label.verdict == "wrong") {
            let end = label.start + label.quote.len();
            let about = about(&text.text, end - label.stated.len(), end);
            spoilt += 1;
            if !findings.iter().any(|finding| finding.working.is_some() && about(finding)) {
                missed.push(format!("{} {} {}", text.name, label.kind, label.stated));
            }
        }
    }
    assert!(spoilt >= 170, "{spoilt} by hand");
    assert!(missed.len() * 20 <= spoilt, "{missed:?}");
}
