//! The corpus: paragraphs of official style, sound and broken. What is broken is found once, with the right result; what is
//! sound is never accused.

use ziping::audit::{AuditFinding, audit};
use ziping::source::SourceText;

const CORPUS: &str = include_str!("../data/audit/corpus.txt");
/// Where a paragraph of a case ends and another begins.
const BREAK: &str = " ⏎ ";

/// A paragraph, and what must be found in it: nothing, or a check with the number worked out.
struct Case {
    name: &'static str,
    wanted: Option<(&'static str, &'static str)>,
    text: String,
}

fn cases() -> Vec<Case> {
    let mut name = "";
    let mut cases = Vec::new();
    for line in CORPUS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(found) = line.strip_prefix("== ") {
            name = found;
            continue;
        }
        let (wanted, text) = line.split_once(": ").expect("what is wanted, and a paragraph");
        let wanted = (wanted != "sound").then(|| wanted.split_once(' ').unwrap_or((wanted, "")));
        cases.push(Case { name, wanted, text: text.replace(BREAK, "\n") });
    }
    cases
}

fn findings(text: &str) -> Vec<AuditFinding> {
    audit(&SourceText::from(text))
}

/// What is wrong with the answer to a case.
fn fault(case: &Case) -> Option<String> {
    let found = findings(&case.text);
    let told = |what: &str| {
        let messages: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
        Some(format!("{}: {what}: {}\n    {messages:?}", case.name, case.text))
    };
    match (case.wanted, found.as_slice()) {
        (None, []) => None,
        (None, _) => told("accused"),
        (Some(_), []) => told("missed"),
        (Some(("wrong", _)), found) => {
            if found.iter().any(|finding| finding.working.is_some()) {
                None
            } else {
                told("missed")
            }
        }
        (Some((check, computed)), [finding]) => {
            let same = finding.check == check && (computed.is_empty() || finding.computed.as_deref() == Some(computed));
            if same { None } else { told("found otherwise") }
        }
        (Some(_), _) => told("found more than once"),
    }
}

#[test]
fn every_sound_paragraph_is_left_alone_and_every_broken_one_found_once() {
    let cases = cases();
    assert!(cases.len() >= 100, "{} paragraphs", cases.len());
    let faults: Vec<String> = cases.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn a_finding_quotes_the_words_where_they_stand() {
    for case in cases() {
        for finding in findings(&case.text) {
            let paragraphs: Vec<Vec<u16>> = case.text.lines().map(|line| line.encode_utf16().collect()).collect();
            let units = &paragraphs[finding.place.paragraph];
            let words = String::from_utf16(&units[finding.place.start..finding.place.end]).expect("whole characters");
            assert!(words == finding.quote || finding.quote.contains("……"), "{words} {}", finding.quote);
            for correction in &finding.corrections {
                let words = String::from_utf16(
                    &paragraphs[correction.place.paragraph][correction.place.start..correction.place.end],
                )
                .expect("whole");
                assert_eq!(words, correction.quote, "{}", case.text);
            }
            assert!(finding.message.ends_with('。'), "{}", finding.message);
        }
    }
}
