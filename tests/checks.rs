//! The demo with a thing or two changed: what the checks then find, how much it weighs, and what they leave alone. The
//! smallest workbook for each check is in `broken.rs`.

use serde_json::Value;

use ziping::sample;
use ziping::workbook::Workbook;

use crate::harness::{Folder, NOW, ok, ziping};

/// The findings of the demo's newest year after some figures are set.
fn findings(edits: &[(&str, &str)]) -> Vec<Value> {
    let folder = Folder::new();
    let file = folder.sample("demo");
    for (key, typed) in edits {
        ok(&["set", key, typed, "--file", &file]);
    }
    let said = ziping(&["check", "--json", "--file", &file]);
    serde_json::from_str(&said.out).expect("JSON")
}

/// Expects the check with the grade, and the words in its sentence.
fn finds(edits: &[(&str, &str)], check: &str, grade: &str, words: &str) {
    let findings = findings(edits);
    let fits = |finding: &&Value| {
        finding["check"] == check
            && finding["grade"] == grade
            && finding["message"].as_str().is_some_and(|message| message.contains(words))
    };
    assert!(findings.iter().any(|finding| fits(&finding)), "{check} {grade} {words}: {findings:#?}");
}

/// Expects that nothing is found at all.
fn sound(edits: &[(&str, &str)]) {
    let findings = findings(edits);
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn an_entered_total_that_is_not_the_sum_of_its_parts() {
    finds(&[("three_public.final", "20")], "total_of_parts", "error", "8.46 + 0.00 + 3.06 = 11.52，相差8.48");
    sound(&[("three_public.final", "11.52")]);
}

#[test]
fn a_tail_of_rounding_is_a_hint_and_never_an_error() {
    finds(&[("three_public.final", "11.53")], "total_of_parts", "hint", "尾差");
    finds(
        &[("three_public.vehicle_purchase.final", "0.004"), ("three_public.abroad.final", "0.004")],
        "total_of_printed_parts",
        "hint",
        "尾差",
    );
    let parts = [
        ("basic.operating.office.final", "53.61"),
        ("basic.operating.utilities_travel.final", "53.62"),
        ("basic.operating.meeting_training.final", "53.62"),
    ];
    finds(&parts, "operating_parts_final", "hint", "160.85，超过");
}

#[test]
fn parts_that_are_more_than_their_whole() {
    finds(&[("basic.operating.office.final", "900")], "operating_parts_final", "error", "957.34");
    finds(&[("budget.closing_balance", "9999")], "closing_balance_within_available", "error", "9999.00");
    finds(&[("survey.satisfaction", "101%")], "satisfaction_within_whole", "error", "101%");
    finds(&[("tasks.finished", "27")], "tasks_finished_within_planned", "explain", "27");
}

#[test]
fn projects_that_are_not_their_line_or_their_number() {
    finds(&[("project.operational.final", "891.36")], "projects_of_fund", "error", "881.36");
    finds(&[("project.count", "99")], "count_of_projects", "error", "项目清单里有10个");
}

#[test]
fn last_year_that_is_not_as_it_was_filed() {
    finds(&[("basic.operating.office.prior_final", "31.86")], "prior_final", "explain", "上年自评填的是30.86");
    finds(&[("three_public.prior_budget", "14")], "prior_final", "explain", "13.00");
    finds(&[("budget.carried_over", "60")], "carried_over_from_last_year", "explain", "52.86");
}

#[test]
fn yuan_typed_as_ten_thousands_of_yuan() {
    finds(&[("basic.operating.budget", "1650000")], "slip_of_unit", "explain", "是否把元填成了万元");
    finds(&[("procurement.budget", "4000000")], "slip_of_unit", "explain", "相差上千倍");
    finds(&[("budget.initial", "34200000")], "slip_in_initial_budget", "explain", "相差上千倍");
}

#[test]
fn a_great_change_against_last_year() {
    finds(&[("procurement.final", "200")], "swing_of_procurement", "explain", "减少48.30%");
}

#[test]
fn expenditure_that_is_not_the_budget_that_was_used() {
    finds(&[("budget.supplement", "180")], "expenditure_matches_budget", "explain", "相差6.50");
}

#[test]
fn a_building_that_is_filled_in_and_denied() {
    finds(&[("building.exists", "否")], "set_aside", "explain", "没有采用");
    let folder = Folder::new();
    let file = folder.sample("demo");
    ok(&["set", "building.exists", "否", "--file", &file]);
    assert_eq!(ok(&["get", "building.area.control_rate", "--file", &file]), "（空）");
    assert_eq!(ok(&["get", "building_area_control_rate", "--file", &file]), "5");
}

#[test]
fn a_reason_without_points_lost() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    ok(&["judge", "management_systems", "--tick", "1", "2", "3", "4", "--file", &file]);
    assert!(ok(&["check", "--file", &file]).contains("却填有扣分原因"));
}

#[test]
fn a_negative_budget_has_no_completion_rate() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    ok(&["set", "budget.supplement", "-5000", "--file", &file]);
    let evaluation: Value = serde_json::from_str(&ok(&["evaluate", "--json", "--file", &file])).expect("JSON");
    assert_eq!(evaluation["total"]["score"], Value::Null);
    let row = evaluation["indicators"]
        .as_array()
        .and_then(|rows| rows.iter().find(|row| row["key"] == "budget_completion_rate"));
    assert!(row.is_some_and(|row| row["note"].as_str().is_some_and(|note| note.contains("不大于0"))), "{row:?}");
}

#[test]
fn a_copy_says_why_it_is_not_for_filing() {
    let folder = Folder::new();
    let demo = sample::load("demo").expect("is shipped");
    let stamp = |name: &str, is_sample: bool, typed: &str| {
        let path = folder.path(name);
        let mut workbook = Workbook::create(&path, is_sample, &demo.edition, &demo.filings, NOW).expect("is made");
        workbook.set(None, "three_public.final", typed, NOW).expect("is set");
        workbook.year(None).expect("is there").stamp(false).map(|stamp| stamp.word())
    };
    assert_eq!(stamp("sound", false, "11.52"), None);
    assert_eq!(stamp("an error stands", false, "20"), Some("草稿"));
    assert_eq!(stamp("sample", true, "20"), Some("示例"));
}

#[test]
fn a_year_with_prompts_or_gaps_left_in_its_text_is_a_draft() {
    let folder = Folder::new();
    let file = folder.path("某局.ziping").display().to_string();
    ok(&["new", "--unit", "示例区某局", "--year", "2024", "--file", &file]);
    let evaluation: Value = serde_json::from_str(&ok(&["evaluate", "--json", "--file", &file])).expect("JSON");
    let kinds: Vec<&str> = evaluation["missing"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|missing| missing["kind"].as_str())
        .collect();
    for kind in ["figure", "indicator", "prompt", "reference"] {
        assert!(kinds.contains(&kind), "{kind}");
    }
    let workbook = Workbook::open(std::path::Path::new(&file), NOW).expect("opens");
    assert_eq!(workbook.year(None).expect("is there").stamp(false).map(|stamp| stamp.word()), Some("草稿"));
}

#[test]
fn a_number_typed_into_the_text_is_worked_out_again_and_led_back_to_where_it_is_edited() {
    let typed = "年末实际在职【本年实际在职人数】人，其中行政编制40人，占50%。";
    let findings = findings(&[("staff.in_post.final", "100"), ("block.105", typed)]);
    let share = findings.iter().find(|finding| finding["check"] == "text_share").expect("is found");
    assert_eq!(share["message"], "占比：40 ÷ 100 = 40.00%，文中50%。");
    assert_eq!(share["subjects"][0], "block.105");
    let words = |quote: &Value| {
        let place = |name: &str| usize::try_from(quote[name].as_u64().expect("a place")).expect("is short");
        let units: Vec<u16> = typed.encode_utf16().collect();
        String::from_utf16(&units[place("start")..place("end")]).expect("whole letters")
    };
    assert_eq!(words(&share["quote"]), "年末实际在职【本年实际在职人数】人，其中行政编制40人，占50%");
    assert_eq!(words(&share["corrections"][0]["quote"]), "50");
    assert_eq!(share["corrections"][0]["value"], "40");
}

#[test]
fn numbers_that_are_all_quoted_are_the_tables_matter() {
    let typed =
        "年末实际在职【本年实际在职人数】人，其中行政编制【行政编制在职人数】人，占比【人员经费占基本支出比重】。";
    let findings = findings(&[("block.105", typed)]);
    assert!(findings.iter().all(|finding| finding["quote"].is_null()), "{findings:#?}");
}

#[test]
fn a_reason_that_was_only_begun_is_none() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    ok(&["judge", "use_of_funds", "--reason", "“资金使用合规性”扣1分，主要因……", "--file", &file]);
    let said = ziping(&["check", "--json", "--file", &file]);
    assert_eq!(said.status, 1);
    assert!(said.out.contains("“资金使用合规性”的扣分原因只有开头，还没有写完。"), "{}", said.out);
}
