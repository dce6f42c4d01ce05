//! What a report has that is not its text, because the program makes it by itself: cover and title, contents, the list of
//! attachments, what is in them, the signature. Each such line is told with the reason.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Line;
use super::shape::{Shape, shape};

/// Why a line is not part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    Title,
    BeforeText,
    Contents,
    AttachmentList,
    Attachment,
    Signature,
    LeftBehind,
    TooLong,
}

impl Aside {
    /// The reason, to the officer.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Aside::Title => "封面和标题由程序按年度和填报单位生成，不放进正文",
            Aside::BeforeText => "在第一章之前，不成句，一般是封面、单位名称或文号，没有放进正文",
            Aside::Contents => "这是目录，所列标题正文里都有，没有重复放入",
            Aside::AttachmentList => "附件名称由程序列在正文之后，不放进正文",
            Aside::Attachment => "这是附件里的文字，附表由程序按填报的数据生成",
            Aside::Signature => "落款由程序按填报单位和落款日期生成，请核对落款日期",
            Aside::LeftBehind => "这是转换文档时留下的标记，不是正文",
            Aside::TooLong => "这一段太长，一段最多两万字，请分段后再导入",
        }
    }
}

/// The longest paragraph the workbook takes, in characters.
const LONGEST: usize = 20_000;
/// Lines at the end among which a signature is looked for.
const SIGNATURE_LINES: usize = 12;

/// Lines that can be told without knowing the chapters: contents, and what is too long.
pub(super) fn at_sight(lines: &[Line]) -> BTreeMap<usize, Aside> {
    let mut found = BTreeMap::new();
    let mut last_of: BTreeMap<String, usize> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        last_of.insert(squeezed(line.words()), index);
    }
    let mut in_contents = false;
    for (index, line) in lines.iter().enumerate() {
        if line.text.chars().nth(LONGEST).is_some() {
            found.insert(index, Aside::TooLong);
            continue;
        }
        let is_opening = matches!(squeezed(&line.text).as_str(), "目录" | "目次");
        let comes_again = last_of.get(&squeezed(line.words())).is_some_and(|last| *last > index);
        in_contents = is_opening || (in_contents && comes_again);
        if in_contents || has_page_number(&line.text) {
            found.insert(index, Aside::Contents);
        }
    }
    found
}

/// A line of a table of contents: 一、基本情况……3
fn has_page_number(text: &str) -> bool {
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let dots = words.trim_end().chars().rev().take_while(|c| matches!(c, '.' | '…' | '·' | '．' | '-')).count();
    words.len() < text.len() && (dots > 2 || words.trim_end().ends_with("……"))
}

/// What stands before the first chapter and is no text. Sentences and what is numbered are text there too.
pub(super) fn before_text(lines: &[Line], first: usize) -> BTreeMap<usize, Aside> {
    let aside = |(index, line): (usize, &Line)| {
        let words = squeezed(&line.text);
        let is_sentence = words.contains(['。', '；', '，']) || words.ends_with('：');
        let is_text = line.number.is_some() || (words.chars().count() > 12 && is_sentence);
        let is_title = ["报告", "自评", "年度"].iter().any(|word| words.contains(word));
        (!is_text).then_some((index, if is_title { Aside::Title } else { Aside::BeforeText }))
    };
    lines.iter().take(first).enumerate().filter_map(aside).collect()
}

/// The list of attachments, what is in them, and the signature, behind the last chapter's heading.
pub(super) fn behind_text(lines: &[Line], last_heading: usize) -> BTreeMap<usize, Aside> {
    let (mut found, mut list, mut in_attachment) = (BTreeMap::new(), None, false);
    for (index, line) in lines.iter().enumerate().skip(last_heading + 1) {
        let next = line.number.as_ref().map(|number| number.value);
        let continues = list.is_some_and(|last: usize| next == Some(last + 1) && shape(line.words()) == Shape::Title);
        let aside = match mark(&line.text) {
            _ if in_attachment => Some(Aside::Attachment),
            Some(Mark::Attachment) => {
                in_attachment = true;
                Some(Aside::Attachment)
            }
            Some(Mark::List { last }) => {
                list = Some(last);
                Some(Aside::AttachmentList)
            }
            None if continues => {
                list = next;
                Some(Aside::AttachmentList)
            }
            None => {
                list = None;
                None
            }
        };
        found.extend(aside.map(|aside| (index, aside)));
    }
    let left: Vec<usize> = (last_heading + 1..lines.len()).filter(|index| !found.contains_key(index)).collect();
    found.extend(signature(lines, &left).into_iter().map(|index| (index, Aside::Signature)));
    found
}

enum Mark {
    /// 附件1, alone: an attachment begins.
    Attachment,
    /// 附件：1.基础数据表; the last number in it.
    List { last: usize },
}

fn mark(text: &str) -> Option<Mark> {
    let rest = ["附件", "附表", "附"].into_iter().find_map(|word| text.strip_prefix(word))?.trim_start();
    let behind =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)).trim_start();
    if behind.is_empty() {
        return (behind.len() < rest.len()).then_some(Mark::Attachment);
    }
    let names = behind.strip_prefix(['：', ':', '.', '、', '．'])?.trim_start();
    let short = !names.contains('。') && names.chars().count() <= 80;
    let digit = |c: char| c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    let stated = rest.chars().next().and_then(digit).or_else(|| names.chars().next().and_then(digit));
    short.then_some(Mark::List { last: stated.unwrap_or(0) })
}

/// The lines of a signature among the last ones: a date alone, the unit's name beside it, who to ask.
fn signature(lines: &[Line], left: &[usize]) -> BTreeSet<usize> {
    let tail: Vec<usize> = left.iter().rev().take(SIGNATURE_LINES).copied().collect();
    let mut found = BTreeSet::new();
    for (place, index) in tail.iter().enumerate() {
        let text = &lines[*index].text;
        if is_asked_person(text) {
            found.insert(*index);
        }
        if is_date(text) {
            found.insert(*index);
            // The name stands above the date, or below it where it is all that is left.
            let above = tail.get(place + 1).filter(|above| is_name(&lines[**above]));
            let below = place.checked_sub(1).and_then(|below| tail.get(below)).filter(|below| is_name(&lines[**below]));
            found.extend(above.or(below));
        }
    }
    found
}

fn is_asked_person(text: &str) -> bool {
    let people = ["联系人", "填报人", "填表人", "联系电话", "单位负责人", "审核人", "报送人"];
    people.iter().any(|word| text.starts_with(word)) && text.chars().count() <= 40 && !text.contains('。')
}

/// 2021年3月31日, 二〇二一年三月三十一日, 2021-3-31, alone.
fn is_date(text: &str) -> bool {
    let text = squeezed(text);
    let part = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_digit() || c.is_numeric() || "〇○零一二三四五六七八九十".contains(c))
    };
    let parts: Vec<&str> = text.trim_end_matches('日').split(['年', '月', '-', '.', '/']).collect();
    matches!(parts.as_slice(), [year, month, day] if year.chars().count() == 4 && part(year) && part(month) && part(day))
}

fn is_name(line: &Line) -> bool {
    let text = squeezed(&line.text);
    let plain = !text.contains(['。', '，', '；', '：', '、']) && line.number.is_none() && line.level.is_none();
    let is_office = "局委办厅院所站处会部校队府社心馆）".contains(text.chars().next_back().unwrap_or(' '));
    plain && is_office && text.chars().count() <= 30
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::line::lines;
    use crate::source::SourceText;

    fn read(text: &str) -> Vec<Line> {
        lines(&SourceText::from(text)).0
    }

    #[test]
    fn cover_title_and_unit_are_no_text_but_a_sentence_before_the_first_chapter_is() {
        let lines =
            read("某区部门整体支出绩效自评报告\n某区某局\n根据财政局的通知要求，现将自评情况报告如下：\n一、基本情况");
        assert_eq!(before_text(&lines, 3), BTreeMap::from([(0, Aside::Title), (1, Aside::BeforeText)]));
    }

    #[test]
    fn attachments_and_signature_are_told_apart_from_the_last_chapter() {
        let lines = read(
            "六、其他\n没有其他事项。\n附件：1.基础数据表\n2.指标评分表\n某区某局\n2021年3月31日\n附件1\n编制数\n168",
        );
        let found = behind_text(&lines, 0);
        let of = |aside: Aside| {
            found.iter().filter(|(_, found)| **found == aside).map(|(line, _)| *line).collect::<Vec<_>>()
        };
        assert_eq!(of(Aside::AttachmentList), [2, 3]);
        assert_eq!(of(Aside::Signature), [4, 5]);
        assert_eq!(of(Aside::Attachment), [6, 7, 8]);
    }

    #[test]
    fn contents_are_known_by_their_heading_or_their_page_numbers() {
        let lines = read("目　录\n一、基本情况\n二、支出情况……3\n一、基本情况\n支出3");
        assert_eq!(at_sight(&lines).into_keys().collect::<Vec<_>>(), [0, 1, 2]);
    }
}
