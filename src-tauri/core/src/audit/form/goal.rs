//! Goals: a chapter of goals that names no number, and a goal with a number of which no result is told.

use super::outline::{Section, outside_tables, sections, words};
use crate::audit::finding::AuditFinding;
use crate::audit::mention::Mention;
use crate::audit::report::Page;
use crate::audit::unit::Kind;
use crate::check::Grade;

/// Words of a heading that speak of goals.
const GOALS: [&str; 6] = ["绩效目标", "年度目标", "总体目标", "工作目标", "目标设置", "目标设定"];
/// Words of a heading that speak of what came of them, or of how they are managed.
const RESULTS: [&str; 7] = ["完成", "实现", "达成", "成效", "评价", "分析", "管理"];
/// Words that say that there are goals, not what they are.
const SET: [&str; 4] = ["设置了", "设定了", "编制了", "申报了"];
/// Words before a number that is to be reached.
const PLANNED: [&str; 5] = ["计划", "预计", "不少于", "力争", "拟"];
/// Words before a number that was reached.
const REACHED: [&str; 6] = ["完成", "实际", "实现", "共", "累计", "达到"];
/// Characters that name a thing for certain.
const NAME: usize = 2;
/// A shorter text under a heading names no goal, in characters.
const TELLING: usize = 15;
/// Numbers that are looked for.
const MOST: usize = 200;

pub(super) fn check(pages: &[Page<'_>], mentions: &[Mention]) -> Vec<AuditFinding> {
    let body = outside_tables(pages);
    let is_of_goals = |title: &str| {
        GOALS.iter().any(|words| title.contains(words)) && !RESULTS.iter().any(|words| title.contains(words))
    };
    let goals = sections(&body, is_of_goals);
    let mut findings: Vec<AuditFinding> =
        goals.iter().filter_map(|section| without_number(section, mentions)).collect();
    let results = sections(&body, |title| ["完成", "实现", "成效"].iter().any(|words| title.contains(words)));
    let is_reported =
        |goal: &Section<'_, '_>| results.iter().any(|result| result.at > goal.at && result.says_something());
    for goal in goals.iter().filter(|goal| is_reported(goal)) {
        findings.extend(without_result(goal, pages, mentions));
    }
    findings
}

/// The mentions of some paragraphs, which follow one another.
fn of<'m>(section: &Section<'_, '_>, mentions: &'m [Mention]) -> &'m [Mention] {
    let first = section.heading.index + 1;
    let end = section.body.last().map_or(first, |page| page.index + 1);
    let from = mentions.partition_point(|mention| mention.paragraph < first);
    let to = mentions.partition_point(|mention| mention.paragraph < end);
    mentions.get(from..to).unwrap_or_default()
}

/// One finding for a chapter of goals without any number.
fn without_number(section: &Section<'_, '_>, mentions: &[Mention]) -> Option<AuditFinding> {
    let is_goal = |page: &&&Page<'_>| {
        let words = words(page);
        words.chars().nth(TELLING).is_some() && !SET.iter().any(|set| words.contains(set))
    };
    let is_told = section.body.iter().any(|page| is_goal(&page));
    let is_counted = of(section, mentions).iter().any(|mention| mention.quantity.unit.kind != Kind::Date)
        || section.body.iter().any(|page| has_number(words(page)));
    let message = "这里的绩效目标没有一个数，请写明数量、计量单位和完成时限，不能量化的说明原因。".to_owned();
    let whole = 0..section.heading.paragraph.text.len();
    (is_told && !is_counted).then(|| section.heading.remark("text_goal_number", Grade::Explain, whole, message))
}

/// Whether digits stand there that are no date and no number of a document.
fn has_number(text: &str) -> bool {
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        let digits = rest.get(start..).unwrap_or_default();
        let end = digits.find(|c: char| !c.is_ascii_digit() && !('０'..='９').contains(&c)).unwrap_or(digits.len());
        let behind = digits.get(end..).unwrap_or_default();
        if !behind.starts_with(['年', '月', '日', '号', '〕', ']', '—', '-']) {
            return true;
        }
        rest = behind;
    }
    text.contains("百分之")
}

/// Goals with a number whose thing is never counted again.
fn without_result(section: &Section<'_, '_>, pages: &[Page<'_>], mentions: &[Mention]) -> Vec<AuditFinding> {
    let planned = of(section, mentions).iter().filter(|mention| {
        mention.quantity.unit.kind == Kind::Count && PLANNED.iter().any(|word| clause(mention).contains(word))
    });
    let lacking = planned.take(MOST).filter_map(|goal| {
        let thing = thing(goal)?;
        let is_result = |mention: &&Mention| is_result(mention, goal, &thing, pages);
        if mentions.iter().any(|mention| is_result(&mention)) {
            return None;
        }
        let page = pages.get(goal.paragraph)?;
        let (start, end) = page.origin(goal.quantity.range.start, goal.quantity.range.end);
        let number = page.paragraph.text.get(start..end)?;
        let message = format!("目标写了“{thing}{number}”，后文没有相应的完成数，请补写，或者说明原因。");
        Some(page.remark("text_goal_result", Grade::Explain, start..end, message))
    });
    lacking.collect()
}

fn clause(mention: &Mention) -> &str {
    mention.lead.rsplit(['，', '；', '。', '：', '、']).next().unwrap_or_default()
}

/// What is to be done, in its last characters: 抽检 of 计划抽检.
fn thing(goal: &Mention) -> Option<String> {
    let mut words = clause(goal);
    while let Some(shorter) = PLANNED.iter().find_map(|word| words.strip_suffix(word)) {
        words = shorter;
    }
    let from = PLANNED.iter().filter_map(|word| words.rfind(word).map(|at| at + word.len())).max().unwrap_or(0);
    let words = words.get(from..)?;
    let count = words.chars().count();
    (NAME..=12).contains(&count).then(|| words.to_owned())
}

/// Whether a number may be what came of a goal: any doubt makes it so.
fn is_result(mention: &Mention, goal: &Mention, thing: &str, pages: &[Page<'_>]) -> bool {
    if std::ptr::eq(mention, goal) || !mention.quantity.unit.goes_with(goal.quantity.unit) {
        return false;
    }
    if mention.paragraph == goal.paragraph {
        return REACHED.iter().any(|word| clause(mention).contains(word));
    }
    let text = pages.get(mention.paragraph).map_or("", |page| page.prose.text.as_str());
    let characters: Vec<char> = thing.chars().collect();
    let names = characters.windows(NAME).any(|name| text.contains(&String::from_iter(name)));
    let two = rust_decimal::Decimal::TWO;
    let (value, wanted) = (mention.quantity.value, goal.quantity.value);
    names || (value <= wanted * two && value * two >= wanted)
}
