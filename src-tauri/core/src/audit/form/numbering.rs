//! Numbers of headings and items at the head of paragraphs: in order within their level, however the levels are written.

use super::ENOUGH;
use crate::audit::finding::AuditFinding;
use crate::audit::report::Page;
use crate::check::Grade;
use crate::quantity;

/// How a number is written; each way is a level of its own, wherever a text puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// 一、
    Chapter,
    /// （一）
    Bracketed,
    /// 1.
    Point,
    /// 1、
    Comma,
    /// （1）
    BracketedDigit,
    /// 第一章, 第一节
    Named,
}

/// A number at the head of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) style: Style,
    pub(super) number: usize,
    /// Bytes of the number with its mark, and where it starts.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Reads the number a paragraph begins with.
pub(super) fn head(text: &str) -> Option<Head> {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..)?;
    let opening = rest.chars().next()?;
    if opening == '第' {
        let number = rest.get(opening.len_utf8()..)?;
        let (number_end, value) = numeral(number)?;
        let mark = number.get(number_end..)?.chars().next().filter(|c| matches!(c, '章' | '节' | '部'))?;
        let end = start + opening.len_utf8() + number_end + mark.len_utf8();
        return Some(Head { style: Style::Named, number: value, start, end });
    }
    let bracket = if matches!(opening, '（' | '(') { opening.len_utf8() } else { 0 };
    let number = rest.get(bracket..)?;
    let is_digit = number.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let (length, value) = if is_digit { digits(number)? } else { numeral(number)? };
    let mark = number.get(length..)?.chars().next()?;
    let behind = number.get(length + mark.len_utf8()..)?;
    let style = match (bracket > 0, is_digit, mark) {
        (true, false, '）' | ')') => Style::Bracketed,
        (true, true, '）' | ')') => Style::BracketedDigit,
        (false, false, '、') => Style::Chapter,
        (false, true, '、') => Style::Comma,
        (false, true, '.' | '．')
            if !behind.starts_with(|c: char| c.is_ascii_digit())
                || starts_with_year(behind)
                || starts_with_age(behind) =>
        {
            Style::Point
        }
        _ => return None,
    };
    Some(Head { style, number: value, start, end: start + bracket + length + mark.len_utf8() })
}

fn starts_with_year(text: &str) -> bool {
    text.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
        && text
            .get(4..)
            .is_some_and(|rest| rest.starts_with('年') || rest.starts_with(|c: char| !c.is_ascii_digit() && c != '.'))
}

/// `3.0—6岁儿童`, `7.2型糖尿病`: what the item is about begins with a number of its own.
fn starts_with_age(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.len() - rest.len() <= 2 && rest.starts_with(['—', '–', '-', '~', '～', '型', '类'])
}

fn digits(text: &str) -> Option<(usize, usize)> {
    let digit = |c: char| c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| u32::from(c) - u32::from('０')));
    let number: Vec<(char, u32)> = text.chars().take(4).map_while(|c| digit(c).map(|digit| (c, digit))).collect();
    let value = number.iter().try_fold(0_u32, |value, (_, digit)| value.checked_mul(10)?.checked_add(*digit))?;
    let length = number.iter().map(|(c, _)| c.len_utf8()).sum();
    (!number.is_empty() && number.len() <= 2).then_some((length, usize::try_from(value).ok()?))
}

fn numeral(text: &str) -> Option<(usize, usize)> {
    let end = text.find(|c: char| !"一二三四五六七八九十百".contains(c)).filter(|end| *end > 0)?;
    let value = quantity::chinese_digits(text.get(..end)?)?;
    Some((end, value.to_string().parse().ok()?))
}

/// Findings on numbers that skip, repeat or begin anew.
pub(super) fn check(pages: &[Page<'_>]) -> Vec<AuditFinding> {
    let mut levels: Vec<(Style, usize)> = Vec::new();
    // What was counted where a number begins anew, as far as that is told: what goes on from there is sound.
    let mut broken_off: Option<(Style, usize)> = None;
    let mut findings = Vec::new();
    for page in pages.iter().filter(|page| page.paragraph.cell.is_none()) {
        if findings.len() >= ENOUGH {
            break;
        }
        let Some(head) = head(&page.paragraph.text) else {
            if page.paragraph.level.is_some() {
                levels.clear();
            }
            continue;
        };
        let words = page.paragraph.text.get(head.start..head.end).unwrap_or_default();
        let message = match levels.iter().position(|(style, _)| *style == head.style) {
            Some(level) => {
                levels.truncate(level + 1);
                let last = levels.last_mut().map_or(0, |(_, last)| std::mem::replace(last, head.number));
                // Items begin anew under every heading, also under one without a number.
                let begins = head.number == 1 && !matches!(head.style, Style::Chapter | Style::Bracketed);
                let goes_on = broken_off == Some((head.style, head.number.wrapping_sub(1)));
                if goes_on {
                    broken_off = None;
                }
                let is_told = head.number != last + 1 && !begins && !goes_on;
                if is_told && head.number == 1 {
                    broken_off = Some((head.style, last));
                }
                is_told.then(|| match head.number {
                    1 => format!("序号在这里又从“{words}”编起，前面已编到{last}，请核对层次。"),
                    number if number == last => format!("序号“{words}”与前面的重复，请核对。"),
                    _ => format!("序号“{words}”与前面的不连续（前面编到{last}），请核对。"),
                })
            }
            None => {
                let is_stray = head.style == Style::Chapter && head.number > 1 && !levels.is_empty();
                // However the headings above were written, a chapter stands under none.
                if matches!(head.style, Style::Chapter | Style::Named) {
                    levels.retain(|(style, _)| *style == Style::Named && head.style == Style::Chapter);
                }
                levels.push((head.style, head.number));
                is_stray.then(|| format!("“{words}”之前没有同样写法的序号，请核对标题的写法是否统一。"))
            }
        };
        findings
            .extend(message.map(|message| page.remark("text_numbering", Grade::Hint, head.start..head.end, message)));
    }
    findings
}
