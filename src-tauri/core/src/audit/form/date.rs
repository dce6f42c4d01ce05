//! Dates: 截止 for 截至, days that no calendar has, several cut-off dates in one report, another year's 年度.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::audit::finding::AuditFinding;
use crate::audit::report::Page;
use crate::check::Grade;

/// Words behind 截止 that make it a verb of time, hence 截至.
const TIMES: [&str; 8] = ["目前", "当前", "年底", "年末", "日前", "本年", "上年", "月底"];
/// Words behind 年度 that speak of the year the report is about.
const OF_THE_YEAR: [&str; 7] = ["总体目标", "总目标", "绩效目标", "部门整体", "绩效自评", "整体支出", "部门预算绩效"];
/// The last day of each month, in the longest year.
const LAST_DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/// Words before a year that compare with it or draw on it.
const COMPARED: [&str; 10] = ["较", "比", "与", "同", "根据", "针对", "对照", "结合", "上年", "去年"];
/// Words behind it that speak of what came after it.
const FOLLOWED_UP: [&str; 5] = ["结果", "发现", "反馈", "整改", "相比"];

/// Findings of one paragraph.
const ENOUGH: usize = 50;

pub(super) fn check(page: &Page<'_>) -> Vec<AuditFinding> {
    let text = page.paragraph.text.as_str();
    let mut findings = Vec::new();
    for (at, word) in text.match_indices("截止") {
        let rest = text.get(at + word.len()..).unwrap_or_default().trim_start_matches(['到', '至', ' ']);
        if starts_with_date(rest) || TIMES.iter().any(|time| rest.starts_with(time)) {
            let message = "到某一时间为止应写“截至”，“截止”后面不直接跟时间。".to_owned();
            findings.push(page.remark_corrected(
                "text_cut_off_word",
                Grade::Hint,
                at..at + word.len(),
                "截至",
                message,
            ));
        }
    }
    for (range, month, day) in days(text) {
        let last = usize::try_from(month).ok().and_then(|month| LAST_DAYS.get(month.checked_sub(1)?)).copied();
        if last.is_none_or(|last| day == 0 || day > last) {
            let words = text.get(range.clone()).unwrap_or_default();
            let message = format!("没有{words}这一天，请核对日期。");
            findings.push(page.remark("text_date", Grade::Error, range, message));
        }
    }
    findings.truncate(ENOUGH);
    findings
}

fn starts_with_date(text: &str) -> bool {
    let digits = text.chars().take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).count();
    let rest: String = text.chars().skip(digits).take(1).collect();
    (1..=4).contains(&digits) && matches!(rest.as_str(), "年" | "月" | "日")
}

/// Each `M月D日`: its bytes, month and day.
fn days(text: &str) -> Vec<(Range<usize>, u32, u32)> {
    let day = |(at, _): (usize, &str)| {
        let before = text.get(..at)?;
        let month = before.get(before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..)?;
        let rest = text.get(at + '月'.len_utf8()..)?;
        let length = rest.find(|c: char| !c.is_ascii_digit())?;
        let day = rest.get(..length)?;
        let is_day = rest.get(length..)?.starts_with(['日', '号']);
        let start = at - month.len();
        let end = at + '月'.len_utf8() + length + '日'.len_utf8();
        let short = (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
        (is_day && short).then_some((start..end, month.parse().ok()?, day.parse().ok()?))
    };
    text.match_indices('月').filter_map(day).collect()
}

/// One finding where the figures of a report are of several days. A day of a year before the report's own is one that is
/// compared with.
pub(super) fn cut_off_dates(pages: &[Page<'_>], report_year: Option<i32>) -> Option<AuditFinding> {
    let mut dates: Vec<(u32, u32)> = Vec::new();
    let (mut names, mut second) = (Vec::<&str>::new(), None);
    for page in pages {
        let text = page.paragraph.text.as_str();
        for (range, month, day) in days(text).into_iter().chain(month_ends(text)) {
            let is_past = report_year.zip(year_before(text, range.start)).is_some_and(|(own, year)| year < own);
            let is_known = dates.contains(&(month, day)) || !(1..=12).contains(&month) || day > 31;
            if is_past || is_known || !is_cut_off(text, &range) || dates.len() >= ENOUGH {
                continue;
            }
            dates.push((month, day));
            names.push(text.get(range.clone()).unwrap_or_default());
            if dates.len() == 2 {
                second = Some((page, range));
            }
        }
    }
    let (page, range) = second?;
    let message = format!("文中数据有{}个截止日期（{}），请统一口径，或者说明原因。", names.len(), names.join("、"));
    Some(page.remark("text_cut_off_dates", Grade::Explain, range, message))
}

/// Whether a day is one up to which something is counted: 截至M月D日, 截止到, M月D日止.
fn is_cut_off(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let lead = before.trim_end_matches(|c: char| c.is_ascii_digit() || "年到至".contains(c));
    let behind = text.get(range.end..).unwrap_or_default();
    lead.ends_with("截止") || lead.ends_with('截') || behind.starts_with("止，") || behind.starts_with("为止")
}

/// The year right before a day.
fn year_before(text: &str, start: usize) -> Option<i32> {
    let before = text.get(..start)?.strip_suffix('年')?;
    before.get(before.len().checked_sub(4)?..)?.parse().ok()
}

/// Each `M月底`, as the last day of the month.
fn month_ends(text: &str) -> Vec<(Range<usize>, u32, u32)> {
    let end = |(at, words): (usize, &str)| {
        let before = text.get(..at)?;
        let month = before.get(before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..)?;
        let number: u32 = month.parse().ok().filter(|_| month.len() <= 2)?;
        let last = usize::try_from(number).ok().and_then(|number| LAST_DAYS.get(number.checked_sub(1)?)).copied()?;
        Some((at - month.len()..at + words.len(), number, last))
    };
    text.match_indices("月底").chain(text.match_indices("月末")).filter_map(end).collect()
}

/// A year before the report's own where the report speaks of itself.
pub(super) fn years(pages: &[Page<'_>], report_year: Option<i32>) -> Vec<AuditFinding> {
    let mut counts = BTreeMap::<i32, usize>::new();
    let mut found = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for (year, range) in own_years(page.paragraph.text.as_str()) {
            *counts.entry(year).or_default() += 1;
            found.push((year, index, range));
        }
    }
    let usual = counts.iter().max_by_key(|(year, count)| (**count, **year)).map(|(year, _)| *year);
    let Some(own) = report_year.or(usual) else { return Vec::new() };
    let known = if report_year.is_some() { "自评年度" } else { "全文多处" };
    let stray = found.into_iter().filter(|(year, _, _)| *year < own);
    let remark = |(year, index, range): (i32, usize, Range<usize>)| {
        let message = format!("这里写的是{year}年度，{known}是{own}年度，请核对是不是沿用了旧稿。");
        Some(pages.get(index)?.remark("text_year", Grade::Explain, range, message))
    };
    stray.filter_map(remark).collect()
}

/// Each `Y年度` by which a text means its own year, with its bytes. What is compared with or followed up may be of
/// another year.
fn own_years(text: &str) -> impl Iterator<Item = (i32, Range<usize>)> {
    text.match_indices("年度").filter_map(move |(at, word)| {
        let start = at.checked_sub(4)?;
        let year: i32 = text.get(start..at)?.parse().ok()?;
        let (before, behind) = (text.get(..start)?, text.get(at + word.len()..)?);
        let is_own = OF_THE_YEAR.iter().any(|words| behind.starts_with(words));
        let is_compared = COMPARED.iter().any(|words| before.ends_with(words));
        let clause = behind.get(..behind.find(['，', '。', '；', '：', '\n']).unwrap_or(behind.len()))?;
        let is_followed_up = FOLLOWED_UP.iter().any(|words| clause.contains(words));
        ((1990..2100).contains(&year) && is_own && !is_compared && !is_followed_up)
            .then_some((year, start..at + word.len()))
    })
}
