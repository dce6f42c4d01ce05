//! 口径 and 来源: chosen of what the edition offers, kept with the year, undone as anything typed, offered again next year,
//! and told wherever the number is explained.

use serde_json::Value;

use crate::harness::{Folder, ok, refused, ziping};

const STAFF: &str = "staff.in_post.final";

fn noted(file: &str, key: &str, year: &str) -> Value {
    serde_json::from_str(&ok(&["note", key, "--json", "--year", year, "--file", file])).expect("JSON")
}

fn chosen(noted: &Value) -> Vec<&str> {
    noted["aspects"].as_array().expect("a list").iter().filter_map(|aspect| aspect["chosen"].as_str()).collect()
}

#[test]
fn what_is_chosen_is_told_taken_back_and_undone() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let said = ok(&["note", STAFF, "决算报表附表", "--basis", "年末人数，按编制实名制", "--file", &file]);
    assert_eq!(said, "本年实际在职人数 （空） → 按编制实名制，年末人数；来源：决算报表附表");
    assert_eq!(chosen(&noted(&file, STAFF, "2024")), ["按编制实名制", "年末人数"]);
    let why = ok(&["why", "in_post_control_rate", "--file", &file]);
    assert!(why.contains("口径：按编制实名制，年末人数") && why.contains("来源：决算报表附表"), "{why}");

    ok(&["note", STAFF, "--basis", "全年平均人数", "--file", &file]);
    assert_eq!(chosen(&noted(&file, STAFF, "2024")), ["全年平均人数"]);
    assert_eq!(noted(&file, STAFF, "2024")["source"], "决算报表附表");
    ok(&["undo", "--file", &file]);
    assert_eq!(chosen(&noted(&file, STAFF, "2024")), ["按编制实名制", "年末人数"]);
    ok(&["note", STAFF, "", "--basis", "", "--file", &file]);
    assert_eq!(chosen(&noted(&file, STAFF, "2024")), Vec::<&str>::new());
    assert!(!ok(&["why", "in_post_control_rate", "--file", &file]).contains("口径：按编制"));
    assert_eq!(ziping(&["verify", "--file", &file]).status, 0);
}

#[test]
fn a_choice_can_be_made_of_all_figures_that_have_none() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    ok(&["note", "budget.initial", "--basis", "全口径", "--file", &file]);
    ok(&["note", "three_public.final", "--basis", "一般公共预算，批复的决算", "--everywhere", "--file", &file]);
    assert_eq!(chosen(&noted(&file, "basic.personnel.final", "2024")), ["一般公共预算", "批复的决算"]);
    assert_eq!(chosen(&noted(&file, "budget.initial", "2024")), ["全口径"], "was chosen before");
    assert_eq!(chosen(&noted(&file, "staff.quota", "2024")), Vec::<&str>::new());
    ok(&["undo", "--file", &file]);
    assert_eq!(chosen(&noted(&file, "basic.personnel.final", "2024")), Vec::<&str>::new(), "one step");
}

#[test]
fn last_years_choice_is_offered_and_does_not_stand() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    ok(&["note", "procurement.final", "付款台账", "--basis", "实际支付金额", "--year", "2023", "--file", &file]);
    for key in ["procurement.final", "procurement.prior_final"] {
        let noted = noted(&file, key, "2024");
        assert_eq!((chosen(&noted), &noted["last_source"]), (vec![], &Value::from("付款台账")), "{key}");
        let aspects = noted["aspects"].as_array().expect("a list");
        assert!(aspects.iter().any(|aspect| aspect["last"] == "实际支付金额"), "{key}");
    }
}

#[test]
fn what_is_no_choice_of_a_figure_is_refused_and_nothing_changes() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let history = ok(&["history", "--file", &file]);
    let told = refused(&["note", "staff.quota", "--basis", "合同金额", "--file", &file]);
    assert_eq!(told, "“编制数”的口径没有“合同金额”这一种，可选：年末人数、全年平均人数。");
    let told = refused(&["note", "form.phone", "--basis", "合同金额", "--file", &file]);
    assert!(told.contains("没有可选的口径"), "{told}");
    assert!(refused(&["note", "no.such", "来源", "--file", &file]).contains("no.such"));
    assert_eq!(ok(&["history", "--file", &file]), history);
}
