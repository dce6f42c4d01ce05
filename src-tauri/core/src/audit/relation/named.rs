//! Names that a count follows: `内设A、B、C和D共7个科室`, `下辖A、B等5个单位`, and counts that a list goes through: `15个：局本级；医院3个；
//! 卫生院4个`. Like `list`, it counts names, not amounts.

use super::list::{Announced, compared, names};
use crate::audit::mention::Mention;
use crate::audit::wording::{ends, has};
use crate::check::Grade;

/// Verbs before names that a count follows.
const HEADING: &[&str] = &[
    "下设",
    "内设",
    "现设",
    "分设",
    "共设",
    "机关设",
    "局设",
    "中心设",
    "学校设",
    "公司设",
    "设有",
    "下辖",
    "另有",
    "设立",
    "设置",
    "辖",
    "现有",
    "包括",
    "包含",
    "涵盖",
    "涉及",
    "覆盖",
    "分别是",
    "分别为",
    "分别由",
    "以及",
    "实施",
    "实施了",
    "开展",
    "分布在",
    "建有",
    "拥有",
    "管理",
    "组建",
    "成立",
    "有",
];
/// Verbs that leave no doubt that what follows are all there are, though no word says so.
const SETTING_UP: &[&str] = &["下设", "内设", "现设", "机关设", "局设", "设有", "下辖", "另有", "设立", "设置"];
/// What says that the count is of all the names.
const IN_ALL: &[&str] = &["共", "共计", "合计", "总共", "总计", "共有", "一共", "计"];
/// Names from which on all but one are hardly told.
const NEARLY_ALL: usize = 4;
/// Bytes before a count among which its names stand.
const REACH: usize = 900;

/// `下设办公室、财务科2个科室`: the names stand before the count; `head` is the text up to it.
pub(super) fn before(mention: &Mention, head: &str, stated: usize) -> Option<Announced> {
    let start = (head.len().saturating_sub(REACH)..=head.len()).find(|at| head.is_char_boundary(*at))?;
    let head = head.get(start..)?;
    let (head, in_all) = without_end(head, IN_ALL);
    let head = if in_all { head.trim_end_matches('，') } else { head };
    let (head, and_so_on) = without_end(head, &["等"]);
    let clause = last_clause(head)?;
    let (verb, list) = after_verb(clause, if in_all || and_so_on { HEADING } else { SETTING_UP })
        .or_else(|| in_all.then(|| of_one_sort(clause, mention)).flatten())?;
    let names = names(list)?;
    // 和 before the last name, a mark within: a list up to the very count.
    let last = names.last()?;
    if !list.ends_with(last) || names.iter().any(|name| has(name, &["分别", "其中", "以上", "以下"])) {
        return None;
    }
    // 办公室、财务科共6人: people are not their offices.
    if matches!(mention.quantity.unit.word, "人" | "户") {
        return None;
    }
    let found = compared(stated, &names, false, true)?;
    let is_weak = !SETTING_UP.contains(&verb);
    let of_one_sort = names.iter().all(|name| name.chars().next_back() == last.chars().next_back());
    match found.grade {
        None => Some(found),
        // 等 may stand for others: that all but one are told is odd, and that more are told is wrong.
        Some(_) if and_so_on && found.counted < stated => {
            let nearly = found.counted >= NEARLY_ALL && found.counted + 1 == stated && !is_weak;
            nearly.then_some(Announced { grade: Some(Grade::Hint), ..found })
        }
        Some(_) if is_weak && found.counted.abs_diff(stated) > 1 => None,
        // 涉及教育、卫生、交通共4个项目: fields are not what is counted.
        Some(_) if is_weak && in_all && !of_one_sort => None,
        Some(_) => Some(found),
    }
}

/// Words without one of several ends, and whether there was one.
fn without_end<'a>(text: &'a str, words: &[&str]) -> (&'a str, bool) {
    let longest = words.iter().filter(|word| text.ends_with(**word)).max_by_key(|word| word.len());
    match longest.and_then(|word| text.strip_suffix(word)) {
        Some(rest) => (rest, true),
        None => (text, false),
    }
}

/// What stands behind the last mark outside of brackets and quotes.
fn last_clause(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            '）' | '”' | '》' => depth += 1,
            '（' | '“' | '《' => depth = depth.checked_sub(1)?,
            '，' | '。' | '；' | '：' | '\n' | '\t' if depth == 0 => return text.get(at + c.len_utf8()..),
            _ => {}
        }
    }
    Some(text)
}

/// The earliest of the verbs in a clause and what follows it; no name stands before it.
fn after_verb<'a>(clause: &'a str, verbs: &[&'static str]) -> Option<(&'static str, &'a str)> {
    let found = verbs.iter().filter_map(|verb| Some((clause.find(verb)?, *verb)));
    let (at, verb) = found.min_by_key(|(at, verb)| (*at, usize::MAX - verb.len()))?;
    let is_first = !clause.get(..at)?.contains('、');
    Some((verb, clause.get(at + verb.len()..)?.trim_start_matches("了"))).filter(|_| is_first)
}

/// `清河镇、石桥镇、柳坪镇共3个镇`: names that all end in a word of what is counted.
fn of_one_sort<'a>(clause: &'a str, mention: &Mention) -> Option<(&'static str, &'a str)> {
    let noun = clause.chars().next_back().filter(|noun| mention.tail.contains(*noun))?;
    let sort = noun.to_string();
    let all = clause.split('、').all(|name| ends(name, &[sort.as_str()]));
    (clause.contains('、') && all).then_some(("共", clause))
}

/// `15个。包括：局本级；医院3个（A、B、C）；卫生院4个`: things told one by one, some of them with their own count.
pub(super) fn counted_among(stated: usize, unit: &str, list: &str) -> Option<Announced> {
    let mut items: Vec<String> = vec![String::new()];
    let mut depth = 0_usize;
    for c in list.chars() {
        match c {
            '（' => depth += 1,
            '）' => depth = depth.checked_sub(1)?,
            '；' if depth == 0 => items.push(String::new()),
            '。' | '\n' if depth == 0 => break,
            _ if depth == 0 => items.last_mut()?.push(c),
            _ => {}
        }
    }
    let count = |item: &String| {
        let digits = item.find(|c: char| c.is_ascii_digit());
        match digits {
            None => (!item.contains(['，', '、', '等']) && (2..=LONGEST).contains(&item.chars().count())).then_some(1),
            Some(at) => {
                let rest = item.get(at..)?.strip_suffix(unit)?;
                rest.parse::<usize>().ok()
            }
        }
    };
    let counts: Vec<usize> = items.iter().map(count).collect::<Option<_>>()?;
    let told = items.iter().filter(|item| item.contains(|c: char| c.is_ascii_digit())).count();
    let counted: usize = counts.iter().sum();
    let is_list = items.len() >= 3 && told >= 1 && told < items.len();
    is_list.then_some(Announced { counted, grade: (counted != stated).then_some(Grade::Error) })
}

/// Characters of a name.
const LONGEST: usize = 24;
