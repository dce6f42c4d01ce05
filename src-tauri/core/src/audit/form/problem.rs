//! Problems and what is to be done about them: as many as announced, none without measures.

use super::outline::{Section, items, items_within, outside_tables, sections};
use crate::audit::finding::AuditFinding;
use crate::audit::report::Page;
use crate::check::Grade;
use crate::quantity;

/// Words of a heading, or of a sentence, that speak of measures.
const MEASURES: [&str; 8] = ["措施", "建议", "对策", "整改", "改进", "下一步", "今后", "打算"];

pub(super) fn check(pages: &[Page<'_>]) -> Vec<AuditFinding> {
    let body = outside_tables(pages);
    let problems = sections(&body, is_of_problems);
    let measures = sections(&body, |title| speaks_of_measures(title) && !title.contains("问题"));
    let mut findings: Vec<AuditFinding> = problems.iter().chain(&measures).filter_map(announced).collect();
    for (problem, next) in problems.iter().zip(problems.iter().skip(1).map(Some).chain([None])) {
        let behind =
            |section: &&Section<'_, '_>| section.at > problem.at && next.is_none_or(|next| section.at < next.at);
        match measures.iter().find(behind) {
            Some(measure) => findings.extend(fewer(problem, measure)),
            None => findings.extend(missing(problem, &body)),
        }
    }
    findings
}

/// 存在的主要问题, 存在问题及原因分析; a heading over problems and measures is of neither where it is divided.
fn is_of_problems(title: &str) -> bool {
    title.contains("问题") && ["存在", "主要问题", "问题及", "问题和"].iter().any(|words| title.contains(words))
}

fn speaks_of_measures(words: &str) -> bool {
    MEASURES.iter().any(|measure| words.contains(measure))
}

fn remark(section: &Section<'_, '_>, check: &'static str, grade: Grade, message: String) -> AuditFinding {
    section.heading.remark(check, grade, 0..section.heading.paragraph.text.len(), message)
}

/// Problems without a word on what is to be done.
fn missing(problem: &Section<'_, '_>, body: &[&Page<'_>]) -> Option<AuditFinding> {
    // What stands under a heading of both is its own matter; under a lower one the chapter's rest is looked at too.
    let rest = body.get(problem.at + 1..)?;
    let ends = |page: &&Page<'_>| page.paragraph.level == Some(1) || page.paragraph.text.trim().starts_with("附件");
    let end = if problem.rank <= 1 { problem.body.len() } else { rest.iter().position(ends).unwrap_or(rest.len()) };
    let is_answered = rest.iter().take(end).any(|page| speaks_of_measures(&page.paragraph.text));
    let is_divided = problem.body.iter().any(|page| is_of_problems(page.paragraph.text.trim()));
    let message = "这里写了存在的问题，没有写改进措施，请补写，或者说明原因。".to_owned();
    (problem.says_something() && !is_answered && !is_divided)
        .then(|| remark(problem, "text_measures_missing", Grade::Explain, message))
}

/// More problems than measures.
fn fewer(problem: &Section<'_, '_>, measure: &Section<'_, '_>) -> Option<AuditFinding> {
    let count = |section: &Section<'_, '_>| items(section.body).or_else(|| items_within(section.body));
    // A heading of both counts its own parts.
    let (problems, measures) = (count(problem).filter(|_| !speaks_of_measures(problem.title))?, count(measure)?);
    let message = format!("问题写了{problems}条，改进措施只有{measures}条，请逐条对应，几条并作一条的请写明。");
    (problems > measures).then(|| remark(measure, "text_measures_fewer", Grade::Hint, message))
}

/// A number of problems or measures that is announced over them, where another number follows.
fn announced(section: &Section<'_, '_>) -> Option<AuditFinding> {
    let listed = items(section.body)?;
    let lead = section.body.first()?;
    let text = lead.paragraph.text.as_str();
    let is_lead = super::numbering::head(text).is_none()
        && (text.trim_end().ends_with(['：', ':']) || ["以下", "下列", "如下"].iter().any(|word| text.contains(word)));
    let (start, end, stated) = announcement(text).filter(|_| is_lead)?;
    let message = format!("前面说有{stated}条，下面列了{listed}条，请核对。");
    (stated != listed).then(|| lead.remark("text_announced", Grade::Hint, start..end, message))
}

/// 三个方面的问题, 5条措施: bytes and number.
fn announcement(text: &str) -> Option<(usize, usize, usize)> {
    const COUNTED: [&str; 5] = ["个", "条", "项", "点", "方面"];
    const THINGS: [&str; 6] = ["问题", "不足", "困难", "措施", "建议", "对策"];
    /// Characters between the number and what it counts.
    const NEAR: usize = 10;
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十两".contains(c);
    let mut rest = 0;
    while let Some(offset) = text.get(rest..)?.find(is_numeral) {
        let start = rest + offset;
        let behind = text.get(start..)?;
        let length = behind.find(|c: char| !is_numeral(c)).unwrap_or(behind.len());
        rest = start + length;
        let near_end = text.get(rest..)?.char_indices().nth(NEAR).map_or(text.len(), |(at, _)| rest + at);
        let near = text.get(rest..near_end)?;
        let thing = THINGS.iter().filter_map(|thing| near.find(thing).map(|at| at + thing.len())).min();
        if let Some(thing) = thing.filter(|_| COUNTED.iter().any(|word| near.starts_with(word))) {
            return Some((start, rest + thing, number(text.get(start..rest)?)?));
        }
    }
    None
}

fn number(numeral: &str) -> Option<usize> {
    if numeral == "两" {
        return Some(2);
    }
    numeral.parse().ok().or_else(|| quantity::chinese_digits(numeral)?.to_string().parse().ok())
}
