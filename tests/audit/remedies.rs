//! What is offered where a statement does not hold: each number that could be the wrong one, with what it would have to be.

use ziping::audit::{AuditFinding, audit};
use ziping::source::SourceText;

fn found(text: &str) -> AuditFinding {
    audit(&SourceText::from(text)).into_iter().next().expect("is found")
}

fn offered(text: &str) -> Vec<(String, String)> {
    found(text).corrections.into_iter().map(|correction| (correction.quote, correction.value)).collect()
}

fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    wanted.iter().map(|(quote, value)| ((*quote).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn an_amount_in_a_wrong_unit_is_told_and_offered_first() {
    let text = "年末存款余额5238.0亿元，贷款余额3291.7亿元。存款余额5238.0亿元比年初增加419.4元，增长8.7%。";
    assert_eq!(offered(text)[0], ("419.4元".to_owned(), "419.4亿元".to_owned()));
    assert!(found(text).message.ends_with("（419.4元疑为419.4亿元）。"), "{}", found(text).message);
}

#[test]
fn a_part_as_great_as_the_gap_is_not_taken_for_one_in_a_wrong_unit() {
    let text = "税收收入110000万元，其中：增值税45000万元、所得税43000万元、契税28000万元。";
    assert!(offered(text).iter().all(|(quote, _)| !quote.ends_with('元')), "{:?}", offered(text));
}

#[test]
fn a_sum_offers_the_total_and_each_part() {
    let text = "项目支出551.82万元，其中：监管专项200.00万元、检测专项331.82万元、奖补资金30.00万元。";
    let wanted = [("551.82", "561.82"), ("200.00", "190.00"), ("331.82", "321.82"), ("30.00", "20.00")];
    assert_eq!(offered(text), pairs(&wanted));
}

#[test]
fn a_difference_offers_all_three_numbers() {
    let text = "2023年支出820.50万元，比上年780.20万元增加50.30万元。";
    assert_eq!(offered(text), pairs(&[("50.30", "40.30"), ("820.50", "830.50"), ("780.20", "770.20")]));
}

#[test]
fn a_share_offers_the_part_that_is_one_slip_away() {
    let text = "登记市场主体111655户，其中企业48591户，企业占比43.46%。";
    assert_eq!(offered(text), pairs(&[("43.46", "43.52"), ("48591", "48521")]));
}
