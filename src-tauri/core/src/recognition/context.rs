//! Whose figures a paragraph speaks of: the department's, or those of a part of it, a project, or another kind of budget.

use crate::source::{SourceText, without_number};

use super::names::NAMES;

/// Words at the end of the names of offices and institutions.
const OFFICES: &[&str] = &[
    "局",
    "委",
    "办",
    "馆",
    "中心",
    "所",
    "站",
    "大队",
    "中队",
    "支队",
    "学校",
    "医院",
    "街道",
    "社区",
    "镇",
    "乡",
    "公司",
    "集团",
    "机构",
    "协会",
    "院",
    "园",
    "处",
    "委员会",
    "办公室",
    "政府",
    "单位",
    "部门",
    "企业",
];
/// Budgets of which 附件1 knows nothing.
const OTHER_BUDGETS: &[&str] = &["政府性基金", "国有资本经营", "社会保险基金", "社保基金"];
/// Parts of the department that may have amounts of their own.
const PARTS: &[&str] =
    &["二级机构", "二级单位", "二级预算单位", "下属", "所属", "各单位", "全区", "全市", "全县", "人均", "平均", "户均"];
/// What speaks of a project or a fund.
const PROJECTS: &[&str] = &["项目", "专项", "经费", "资金", "工程", "课题", "补助"];
/// Longest line that is taken for a heading or a name, in characters.
const SHORT: usize = 40;
/// Lines at a text's beginning among which the department's name stands.
const OPENING: usize = 15;

/// What is known of a whole text.
pub(super) struct Context {
    /// What the department may be called.
    names: Vec<String>,
    /// For each paragraph, whether its headings turn to somebody or something else.
    apart: Vec<bool>,
}

impl Context {
    pub(super) fn of(source: &SourceText) -> Context {
        let short = |text: &&str| text.chars().count() <= SHORT;
        let lines = source.paragraphs.iter().take(OPENING).map(|paragraph| paragraph.text.trim());
        let names: Vec<String> = std::iter::once(source.name.as_str())
            .chain(lines)
            .filter(short)
            .filter(|line| !line.contains(['，', '。', '；', '：']))
            .filter(|line| OFFICES.iter().any(|word| line.contains(word)))
            .map(str::to_owned)
            .collect();
        let mut context = Context { names, apart: Vec::new() };
        let mut headings: Vec<(u8, bool)> = Vec::new();
        for paragraph in &source.paragraphs {
            if let Some((level, words)) = heading(&paragraph.text, paragraph.level) {
                headings.retain(|(above, _)| *above < level);
                let apart = OTHER_BUDGETS.iter().chain(PARTS).any(|word| words.contains(word))
                    && !is_none(words)
                    && !words.contains("一般公共预算");
                headings.push((level, apart || context.is_other(words)));
            }
            context.apart.push(paragraph.cell.is_some() || headings.iter().any(|(_, apart)| *apart));
        }
        context
    }

    /// Whether a paragraph is about somebody or something else than the department, or is a cell of a table.
    pub(super) fn is_apart(&self, paragraph: usize) -> bool {
        self.apart.get(paragraph).copied().unwrap_or_default()
    }

    /// Whether words in front of a number are just the department's name, whole or short (市监局 for 市场监督管理局).
    pub(super) fn is_ours(&self, words: &str) -> bool {
        let ends = OFFICES.iter().any(|word| words.ends_with(word));
        ends && words.chars().count() >= 2 && self.names.iter().any(|name| is_short_for(words, name))
    }

    /// Whether a phrase names an office that is not the department.
    fn is_other(&self, phrase: &str) -> bool {
        let neutral = NAMES.neutral.iter().any(|word| word == phrase);
        !neutral && OFFICES.iter().any(|word| phrase.ends_with(word)) && !self.ours_ends(phrase)
    }

    fn ours_ends(&self, phrase: &str) -> bool {
        phrase.char_indices().any(|(at, _)| self.is_ours(&phrase[at..]))
            || NAMES.neutral.iter().any(|word| {
                word.chars().count() > 1
                    && OFFICES.iter().any(|office| word.ends_with(office))
                    && phrase.ends_with(word.as_str())
            })
    }

    /// Whether the words of a sentence before a number turn to somebody else.
    pub(super) fn turns_away(&self, before: &str, preceding: &str) -> bool {
        let clauses = before.split(['，', '；', '：', '、', '（', '）', '。']).filter(|clause| !is_none(clause));
        let mut clauses = clauses.map(|clause| clause.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
        let other = |clause: &str| {
            clause.chars().count() > 1
                && (OTHER_BUDGETS.iter().chain(PARTS).any(|word| clause.contains(word)) || self.is_other(clause))
        };
        clauses.any(other) || run_in(preceding).is_some_and(|heading| !is_none(heading) && other(heading))
    }

    /// Whether the words before a number speak of a project or a fund, so that a bare 年初预算 is that one's.
    pub(super) fn speaks_of_project(before: &str, preceding: &str) -> bool {
        let mut words = format!("{preceding}{before}");
        words.retain(|c| !"“”".contains(c));
        for name in NAMES.figures.iter().flat_map(|name| &name.names).filter(|name| name.chars().count() > 2) {
            if words.contains(name.as_str()) {
                words = words.replace(name.as_str(), "");
            }
        }
        PROJECTS.iter().any(|word| words.contains(word))
    }
}

/// 无二级机构 turns to nobody.
fn is_none(words: &str) -> bool {
    let words = words.trim_start_matches(['（', '一', '二', '三', '四', '、', '）']);
    ["无", "没有", "未设", "不设", "不含", "未"].iter().any(|word| words.starts_with(word))
}

/// Whether all signs of the one stand in the other in their order, ending together.
fn is_short_for(words: &str, name: &str) -> bool {
    if name.contains(words) {
        return true;
    }
    let mut signs = name.chars();
    words.chars().all(|c| signs.any(|sign| sign == c))
}

/// The short sentence that a paragraph begins with, where `preceding` is just that.
pub(super) fn run_in(preceding: &str) -> Option<&str> {
    let first = preceding.strip_suffix('。')?;
    let plain = !first.contains('。') && first.chars().count() <= SHORT / 2;
    plain.then(|| without_number(first))
}

/// The level and words of a line that is a heading.
fn heading(text: &str, level: Option<u8>) -> Option<(u8, &str)> {
    let text = text.trim();
    let words = without_number(text);
    if let Some(level) = level {
        return Some((level, words.split('。').next().unwrap_or(words)));
    }
    if text.chars().count() > SHORT || text.ends_with(['。', '；', '，']) || words.len() == text.len() {
        return None;
    }
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let level = match text.chars().next()? {
        c if numeral(c) => 1,
        '（' | '(' if text.chars().nth(1).is_some_and(numeral) => 2,
        c if c.is_ascii_digit() => 3,
        _ => 4,
    };
    Some((level, words))
}
