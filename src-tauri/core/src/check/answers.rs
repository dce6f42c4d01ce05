//! What the officer said of findings (说明). A reason answers the sentence it was written under; where the sentence is
//! another now, or was last year's, the reason is only offered again.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use crate::filing::Answer;

/// Makes the ids differ, and gives each finding its reason, or one to start from. `earlier` is what was said last year.
pub fn answer(
    findings: &mut [Finding],
    answers: &BTreeMap<String, Answer>,
    earlier: Option<&BTreeMap<String, Answer>>,
) {
    let mut taken = BTreeSet::new();
    for finding in findings {
        finding.id = free(finding, &taken);
        taken.insert(finding.id.clone());
        let said = answers.get(&finding.id);
        let answered = said.filter(|answer| answer.message == finding.message);
        finding.reason = answered.map(|answer| answer.reason.clone());
        let offered = said.or_else(|| last_said(finding, earlier?)).filter(|_| answered.is_none());
        finding.suggestion = offered.map(|answer| answer.reason.clone());
    }
}

/// What was said last year of the same, or of the same sentence: a block of the text has another id each year.
fn last_said<'a>(finding: &Finding, earlier: &'a BTreeMap<String, Answer>) -> Option<&'a Answer> {
    let check = format!("{}/", finding.check);
    let alike = |answer: &&Answer| answer.message == finding.message && answer.finding.starts_with(&check);
    earlier.get(&finding.id).or_else(|| earlier.values().find(alike))
}

/// The finding's id; with the number stated where another has it, and counted where that is taken too.
fn free(finding: &Finding, taken: &BTreeSet<String>) -> String {
    let plain = finding.id.clone();
    if !taken.contains(&plain) {
        return plain;
    }
    let stated = finding.stated.as_ref().map(|stated| format!("{plain}/{stated}")).unwrap_or(plain);
    let counted = (2..).map(|count| format!("{stated}#{count}"));
    std::iter::once(stated.clone()).chain(counted).find(|id| !taken.contains(id)).unwrap_or(stated)
}

#[cfg(test)]
mod tests {
    use super::super::Grade;
    use super::*;

    fn finding(message: &str, stated: &str) -> Finding {
        Finding::new("slip", Grade::Error, message.to_owned(), ["a"]).holding(Some(stated.to_owned()), None)
    }

    fn said(message: &str, reason: &str) -> BTreeMap<String, Answer> {
        let (message, reason) = (message.to_owned(), reason.to_owned());
        BTreeMap::from([(
            "slip/a".to_owned(),
            Answer { report_year: 2024, finding: "slip/a".to_owned(), message, reason },
        )])
    }

    fn answered(this: &BTreeMap<String, Answer>, last: &BTreeMap<String, Answer>) -> (Option<String>, Option<String>) {
        let mut findings = [finding("填8。", "8")];
        answer(&mut findings, this, Some(last));
        let [finding] = findings;
        assert_eq!(finding.is_open_error(), finding.reason.is_none());
        (finding.reason, finding.suggestion)
    }

    #[test]
    fn a_reason_stands_under_its_own_sentence_and_is_offered_under_another() {
        let (none, some) = (BTreeMap::new(), |reason: &str| Some(reason.to_owned()));
        assert_eq!(answered(&none, &none), (None, None));
        assert_eq!(answered(&said("填8。", "属实"), &said("填8。", "去年")), (some("属实"), None));
        assert_eq!(answered(&said("填7。", "属实"), &said("填8。", "去年")), (None, some("属实")));
        assert_eq!(answered(&none, &said("填8。", "去年")), (None, some("去年")));
        let of_another = |finding: &str| {
            let answers = said("填8。", "去年").into_values();
            answers.map(|answer| (finding.to_owned(), Answer { finding: finding.to_owned(), ..answer })).collect()
        };
        assert_eq!(answered(&none, &of_another("slip/b")), (None, some("去年")));
        assert_eq!(answered(&none, &of_another("other/a")), (None, None));
    }

    #[test]
    fn findings_about_the_same_thing_have_ids_of_their_own() {
        let mut findings = [finding("一", "8"), finding("二", "9"), finding("三", "9"), finding("四", "9")];
        answer(&mut findings, &BTreeMap::new(), None);
        let ids: Vec<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
        assert_eq!(ids, ["slip/a", "slip/a/9", "slip/a/9#2", "slip/a/9#3"]);
    }
}
