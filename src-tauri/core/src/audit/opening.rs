//! What opens a list: 其中, 分别为, 由…构成; and what a clause says that the sentence or a list is of.

use super::wording::{self, ends, has};

/// Characters of a list that is told in a clause.
const LONGEST_LIST: usize = 120;

/// How a list of parts begins, and whether a mark (，：) stands behind the opening words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) kind: ListKind,
    pub(super) apart: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListKind {
    /// 其中
    Among,
    /// 分别为, 由
    Comprising,
    /// 主要用于
    Chiefly,
    /// 分产业看, 按消费类型分
    Dividing,
    /// 48个标段月次中，…
    Counted,
    /// 变更17项：…
    Naming,
    /// 加上
    Adding,
}

/// What a clause says that the sentence is about: 基本支出中，…
pub(super) fn topic(clause: &str) -> Option<&str> {
    let name = clause.strip_suffix(['中', '内', '里'])?;
    let name = name.strip_prefix('在').unwrap_or(name);
    let is_name = name.chars().count() >= 3 && !name.ends_with(['其', '当', '过', '程', '年', '作']);
    is_name.then_some(name)
}

/// What a list is of, where the words that open it say so: 项目支出主要包括：…
pub(super) fn named_list(clause: &str) -> Option<&str> {
    let openings = [wording::CHIEFLY, wording::COMPRISING].into_iter().flatten();
    let name = openings.filter_map(|word| clause.strip_suffix(word)).min_by_key(|name| name.len())?;
    let name = name.trim_end_matches(['的', '中', '具']);
    (name.chars().count() >= 4).then_some(name)
}

/// What is divided, where a clause says into how many: 事业收入由三部分组成，…; 新增债券分两块，…; 调入资金的构成是：…
pub(super) fn divided(clause: &str) -> Option<&str> {
    let of_parts = |clause: &'_ str| -> Option<usize> {
        let head = ["组成", "构成"].iter().find_map(|verb| clause.strip_suffix(verb)).unwrap_or(clause);
        let head = SORTS.iter().find_map(|sort| head.strip_suffix(sort))?;
        let head = head.trim_end_matches(['大', '个']);
        let head = head.strip_suffix(|c: char| NUMERALS.contains(c) || c.is_ascii_digit())?;
        let verb = ["可分为", "分为", "分成", "分", "由"].iter().find(|verb| head.ends_with(**verb))?;
        Some(head.len() - verb.len())
    };
    let made_up = |clause: &'_ str| {
        let words = ["的构成是", "的构成为", "构成是", "构成为", "的组成是", "来源是", "的构成如下", "构成如下"];
        words.iter().find_map(|word| clause.strip_suffix(word)).map(str::len)
    };
    let name = clause.get(..of_parts(clause).or_else(|| made_up(clause))?)?;
    let name = name.trim_end_matches(['也', '又', '可', '主', '要', '共', '则', '其', '中']);
    (name.chars().count() >= 2).then_some(name)
}

/// What things are divided into.
const SORTS: &[&str] = &["块", "部分", "类", "方面", "项", "种", "个方面", "个部分"];
/// How many.
const NUMERALS: &str = "两二三四五六七八九十";

/// The list that the words open; `ended` where a mark stands behind them.
pub(super) fn opening(words: &str, ended: bool) -> Option<Opening> {
    let open = |kind| Some(Opening { kind, apart: ended });
    if ended {
        let words = words.trim_end_matches(['、', '：']);
        return match words {
            _ if ends(words, wording::AMONG) => open(ListKind::Among),
            "加上" => open(ListKind::Adding),
            _ if ends(words, wording::CHIEFLY) && !words.ends_with("投入") => open(ListKind::Chiefly),
            _ if ends(words, wording::COMPRISING) => open(ListKind::Comprising),
            _ if divided(words).is_some() => open(ListKind::Comprising),
            _ if (words.starts_with('按') || words.starts_with("分") || words.starts_with("从"))
                && ends(words, wording::DIVIDING_END)
                || words.starts_with('按') && ends(words, wording::DIVIDED_BY) =>
            {
                open(ListKind::Dividing)
            }
            _ => None,
        };
    }
    match words {
        _ if has(words, wording::AMONG) => open(ListKind::Among),
        _ if words.starts_with("加上") => open(ListKind::Adding),
        _ if has(words, &["来源为", "来源于", "来源是", "构成为", "组成为"]) => {
            open(ListKind::Comprising)
        }
        _ if words.starts_with(['按', '从']) && words.contains("分为") => open(ListKind::Dividing),
        _ if has(words, &["主要用于", "主要包括", "主要有", "主要是", "用于"]) => {
            open(ListKind::Chiefly)
        }
        _ if ["包括", "包含", "含"].iter().any(|word| words.starts_with(word)) => open(ListKind::Chiefly),
        _ if ["分别为", "依次为", "分为", "即", "具体为", "分别是"].iter().any(|word| words.starts_with(word)) => {
            open(ListKind::Comprising)
        }
        _ => None,
    }
}

/// Whether an amount is told by what it was for. Of a row of such (用于甲A万元；用于乙B万元) each is a part.
pub(super) fn is_use(lead: &str) -> bool {
    lead.starts_with("用于")
}

/// The list of `过程得C分，由执行A分和管理B分构成`.
pub(super) fn made_up(lead: &str, rest: &str) -> Option<Opening> {
    let clause = || rest.chars().take(LONGEST_LIST).take_while(|c| !"，；。\n".contains(*c)).collect::<String>();
    let is_list = lead.starts_with('由') && ends(&clause(), &["构成", "组成"]);
    is_list.then_some(Opening { kind: ListKind::Comprising, apart: false })
}
