//! A count and the list it announces: `20个科室：…`, `3家单位（…）`, `采取四项措施：一是…`. A list of names only; what is split up
//! in numbers is a total (`total`). 和 within a name (行政审批和政务服务科) is told from 和 between two by trying both.

use rust_decimal::prelude::ToPrimitive;

use super::named;
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::prose::Prose;
use crate::audit::statement::{Formula, Outcome, Relation, Statement};
use crate::audit::wording::has;
use crate::check::Grade;

/// Words between a count and its list, in bytes.
const NOUN_LIMIT: usize = 72;
/// A list's length in bytes; longer ones are prose.
const LIST_LIMIT: usize = 3_000;
/// A name's length in characters.
const NAME_LIMIT: usize = 26;
/// These announce a list; behind the others it need not be whole.
const ANNOUNCING: &[&str] = &["分别为", "分别是", "具体为", "具体是", "依次为", "如下", "即", "为", "是", "有"];
const LOOSE: &[&str] = &["包括", "主要", "其中", "含", "例如", "如："];
/// Behind a comma these go on with the list in another manner.
const GOING_ON: &[&str] = &["以及", "及", "还有", "另有", "并有", "和"];
const ORDINALS: &[&str] = &["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是"];
/// Units that lists are counted in.
const UNITS: &[&str] = &["个", "家", "所", "项", "类", "种", "条", "人", "户", "处"];

pub(super) fn read(nearby: Nearby<'_>, prose: &[Prose]) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| {
        let text = prose.get(mention.paragraph)?.text.as_str();
        announced(mention, text).map(|found| found.statement(index))
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

/// How many a list names, and whether that agrees with the count before it.
pub(super) struct Announced {
    pub(super) counted: usize,
    pub(super) grade: Option<Grade>,
}

impl Announced {
    fn statement(self, stated: usize) -> Statement {
        let formula = Formula::Listed { count: self.counted };
        let outcome = match self.grade {
            Some(grade) => Outcome::Wrong { formula, grade, note: None },
            None => Outcome::Sound(formula),
        };
        Statement::of(Relation::List, stated, outcome)
    }
}

fn announced(mention: &Mention, text: &str) -> Option<Announced> {
    let quantity = &mention.quantity;
    let stated = quantity.value.to_usize().filter(|stated| (2..100).contains(stated))?;
    if !quantity.is_exact() || quantity.bound != Bound::Exact || !UNITS.contains(&quantity.unit.word) {
        return None;
    }
    let head = text.get(..quantity.range.start)?;
    if let Some(found) = named::before(mention, head, stated) {
        return Some(found);
    }
    let after = within(text.get(quantity.range.end..)?, LIST_LIMIT);
    let mark =
        after.char_indices().take_while(|(at, _)| *at < NOUN_LIMIT).find(|(_, c)| "：（，。；、\n\t）".contains(*c))?;
    let (noun, rest) = (after.get(..mark.0)?, after.get(mark.0 + mark.1.len_utf8()..)?);
    if let Some(found) = ordinals(stated, noun, rest).filter(|_| "：，。".contains(mark.1)) {
        return Some(found);
    }
    let among = rest.strip_prefix("包括：").filter(|_| mark.1 == '。').or(Some(rest).filter(|_| mark.1 == '：'));
    if let Some(found) = among.and_then(|list| named::counted_among(stated, quantity.unit.word, list)) {
        return Some(found);
    }
    let list = match mark.1 {
        '：' => rest,
        '（' => rest.get(..rest.find('）')?)?,
        '，' => {
            let word = ANNOUNCING.iter().take(7).find(|word| rest.starts_with(**word))?;
            rest.get(word.len()..)?.trim_start_matches('：')
        }
        // 3个镇分别为甲、乙、丙
        '、' => {
            let (at, word) = ANNOUNCING.iter().take(6).find_map(|word| noun.find(word).map(|at| (at, word)))?;
            after.get(at + word.len()..)?
        }
        _ => return None,
    };
    let loose = has(noun, LOOSE) || LOOSE.iter().any(|word| list.starts_with(word));
    names(list).and_then(|names| compared(stated, &names, loose, mark.1 == '（'))
}

/// The beginning of a text, so that no list is looked for through all the rest of it.
fn within(text: &str, limit: usize) -> &str {
    let end = (0..=limit.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or(text)
}

/// The names of a list up to the end of its clause; `None` where it is no list of names.
pub(super) fn names(list: &str) -> Option<Vec<&str>> {
    let (mut depth, mut start, mut names) = (0_usize, 0, Vec::new());
    let mut end = list.len().min(LIST_LIMIT);
    for (at, c) in list.char_indices().take_while(|(at, _)| *at < LIST_LIMIT) {
        match c {
            '（' | '“' | '《' => depth += 1,
            '）' | '”' | '》' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => {
                names.push(list.get(start..at)?);
                start = at + c.len_utf8();
            }
            '，' if depth == 0 && GOING_ON.iter().any(|word| list[at + c.len_utf8()..].starts_with(word)) => {
                return None;
            }
            '，' | '。' | '；' | '\n' | '：' if depth == 0 => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    names.push(list.get(start..end)?);
    names.retain(|name| !name.is_empty());
    let is_name = |name: &&str| name.chars().count() <= NAME_LIMIT && !name.contains(|c: char| c.is_ascii_digit());
    (names.len() >= 2 && names.iter().all(is_name)).then_some(names)
}

pub(super) fn compared(stated: usize, names: &[&str], loose: bool, in_bracket: bool) -> Option<Announced> {
    let last = names.last()?;
    let open_end = last.ends_with('等') || last.contains("等单位") || last.contains("等部门");
    let counted = names.len() + names.iter().filter(|name| joins_two(name)).count();
    // One name may still hide a 和 that joins: 办公室和财务科.
    let joined = usize::from(has(last, &["和", "及", "与"]) && !joins_two(last));
    if (counted..=counted + joined).contains(&stated) || (open_end && counted < stated) {
        return Some(Announced { counted: stated, grade: None });
    }
    let is_whole_list = counted * 2 > stated && (!in_bracket || counted.abs_diff(stated) <= 2);
    let short = counted < stated;
    match (loose || open_end) && short {
        true => None,
        false => is_whole_list.then_some(Announced { counted, grade: Some(Grade::Error) }),
    }
}

/// Whether a name is two, both of one kind: 丙中心和丁中心, but not 行政审批和政务服务科.
fn joins_two(name: &str) -> bool {
    let kind = name.chars().next_back();
    ["以及", "和", "及", "与"].iter().any(|word| {
        let halves = name.split_once(word);
        halves.is_some_and(|(first, _)| first.chars().count() >= 2 && first.chars().next_back() == kind)
    })
}

/// `四项措施：一是…二是…`.
fn ordinals(stated: usize, noun: &str, rest: &str) -> Option<Announced> {
    if !has(noun, &["方面", "措施", "问题", "原因", "建议", "工作", "举措", "做法", "特点", "不足", "困难"])
    {
        return None;
    }
    let opening: String = rest.chars().take(6).collect();
    if !opening.contains("一是") {
        return None;
    }
    let counted = ORDINALS.iter().take_while(|ordinal| rest.contains(**ordinal)).count();
    let again = rest.matches("一是").count() > 1;
    if again || counted < 2 {
        return None;
    }
    Some(Announced { counted, grade: (counted != stated).then_some(Grade::Error) })
}
