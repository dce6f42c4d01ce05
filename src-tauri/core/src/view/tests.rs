//! What the desk shows of the samples and of a year just begun.

use super::*;
use crate::edition::{self, Edition};
use crate::sample;
use crate::workbook::Workbook;

const NOW: &str = "2025-03-09 14:32:05";

fn demo() -> YearView {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = sample::load("demo").expect("is shipped");
    let path = folder.path().join("示例.ziping");
    let workbook = Workbook::create(&path, true, &sample.edition, &sample.filings, NOW).expect("is made");
    year(&workbook.year(None).expect("is there"))
}

fn begun() -> YearView {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = Edition::shipped(edition::DEFAULT).expect("is shipped");
    let made = Workbook::with_year(&folder.path().join("某局.ziping"), "某局", 2024, &edition, NOW).expect("is made");
    year(&made.year(None).expect("is there"))
}

#[test]
fn figures_stand_in_the_order_of_the_form_with_their_units_and_places() {
    let view = demo();
    assert_eq!(view.stamp, Some("示例"));
    let first = &view.figures[0];
    assert_eq!((first.key.as_str(), first.unit.as_str(), first.group), ("staff.quota", "人", Group::Form));
    assert!(first.numeric && first.editable && first.typed.is_some());
    let rate = view.figures.iter().find(|figure| figure.key == "staff.control_rate").expect("is there");
    assert_eq!((rate.unit.as_str(), rate.origin, rate.editable), ("", "worked_out", false));
    assert!(view.figures.iter().any(|figure| figure.group == Group::Beside && figure.key == "budget.carried_over"));
    assert!(view.figures.iter().any(|figure| figure.group == Group::Own));
    let cells = view.base_data_table.rows.iter().flatten();
    let known = |key: &String| view.figures.iter().any(|figure| figure.key == *key && figure.group == Group::Form);
    assert!(cells.filter_map(|cell| cell.figure.as_ref()).all(known));
}

#[test]
fn what_is_decided_by_hand_is_shown_as_it_stands() {
    let (decided, blank) = (demo(), begun());
    let decision = |view: &YearView, key: &str| {
        view.indicators.iter().find(|row| row.key == key).map(|row| row.decision.clone()).expect("is there")
    };
    let met = |decision: DecisionView| match decision {
        DecisionView::Ticks { items } => items.into_iter().map(|item| item.met).collect::<Vec<_>>(),
        other => panic!("not a checklist: {other:?}"),
    };
    assert!(met(decision(&decided, "management_systems")).iter().all(Option::is_some));
    assert_eq!(met(decision(&blank, "management_systems")), [None; 4]);
    assert_eq!(decision(&decided, "in_post_control_rate"), DecisionView::Figure);
    assert_eq!(decided.indicators.len(), 16);
}

#[test]
fn an_unscored_indicator_has_lost_no_points() {
    let view = begun();
    assert!(view.total.score.is_none() && view.total.grade.is_none());
    assert!(view.indicators.iter().any(|row| row.score.is_none() && !row.deducted));
    assert!(view.figures.iter().all(|figure| figure.shown.is_none() && figure.origin == "blank"));
}

#[test]
fn the_text_is_shown_as_edited_and_as_printed_with_its_numbers() {
    let view = demo();
    let titles: Vec<&str> = view.chapters.iter().map(|chapter| chapter.title.as_str()).collect();
    assert!(titles[0].starts_with("一、") && titles[5].starts_with("六、"), "{titles:?}");
    let blocks = || view.chapters.iter().flat_map(|chapter| &chapter.blocks);
    let quoting = blocks().find(|block| block.text.contains("【编制数】")).expect("quotes a figure");
    assert!(!quoting.printed.contains('【') && quoting.printed != quoting.text);
    assert!(blocks().all(|block| (block.level > 0) == block.number.is_some()));
    assert!(view.quotable.iter().any(|quotable| quotable.label == "编制数"));
}

#[test]
fn what_is_missing_leads_to_a_field_that_is_there() {
    let view = begun();
    assert!(!view.missing.is_empty());
    let known = |target: &str| {
        view.figures.iter().any(|figure| figure.key == target)
            || view.indicators.iter().any(|row| row.key == target)
            || view.chapters.iter().any(|chapter| chapter.key == target)
            || view.chapters.iter().flat_map(|chapter| &chapter.blocks).any(|b| format!("block.{}", b.id) == target)
    };
    for missing in &view.missing {
        assert!(known(&missing.target), "{missing:?}");
    }
}
