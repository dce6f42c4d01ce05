//! Errors planted in labelled texts of our own: how many are found, and that the texts themselves are left alone. The texts
//! in `held_out` were written after the checker had learnt from those in `labelled`.

use std::path::Path;

use crate::audit::planting::{Harvest, accusations, labelled, plant};

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
