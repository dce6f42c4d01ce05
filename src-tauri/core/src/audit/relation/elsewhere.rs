//! What a result is measured against where that stands in another paragraph: the goal or the budget of the same name.

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::wording::bare;

/// Mentions before a result among which its plan is looked for.
const REACH: usize = 240;
/// What is said of a result beside its name.
const DOING: &[&str] = &[
    "全年",
    "本年",
    "当年",
    "年度",
    "年内",
    "累计",
    "共",
    "实际",
    "完成",
    "实现",
    "实施",
    "开展",
    "支出",
    "支付",
    "计划",
    "目标值",
    "目标",
    "任务",
    "预算",
    "安排",
    "新建",
    "建成",
    "已",
    "其中",
    "数",
    "额",
    "为",
    "拨付",
    "资金",
    "、",
    "，",
    "和",
    "了",
    "达到",
    "达",
    "“",
    "”",
];

/// The one amount of earlier paragraphs that a result was meant to be, and whether its name leaves no doubt.
pub(super) fn plan_of(nearby: Nearby<'_>, part: usize) -> Option<(usize, bool)> {
    let mention = nearby.get(part).filter(|part| part.is_level() && !part.is_per_head())?;
    let name = name(mention);
    // What is called so has the last two characters of the name in its words.
    let ending = name.char_indices().rev().nth(1).and_then(|(at, _)| name.get(at..))?;
    let alike = |other: &usize| {
        nearby.get(*other).is_some_and(|found| {
            found.paragraph < mention.paragraph
                && found.is_level()
                && !found.is_last_years()
                && !found.is_per_head()
                && found.quantity.unit.goes_with(mention.quantity.unit)
                && found.lead.contains(ending)
                && core(found) == name
                && nearby.is_of_a_plan(*other)
        })
    };
    let mut plans = (part.saturating_sub(REACH)..part).rev().filter(|_| name.chars().count() >= SHORTEST).filter(alike);
    let plan = plans.next()?;
    let value = |index: usize| nearby.get(index).map(|found| found.quantity.value);
    let alone = plans.all(|other| value(other) == value(plan));
    alone.then_some((plan, name.chars().count() >= TELLING))
}

/// Characters of the shortest name that is looked for, and of one that leaves no doubt.
const SHORTEST: usize = 3;
const TELLING: usize = 4;

/// What a result is called without what was done: 养护工程 of 养护工程支出, and of “1.养护工程。全年完成574.36公里”.
fn name(mention: &Mention) -> String {
    let own = core(mention);
    if own.is_empty() { stripped(&mention.subject) } else { own }
}

fn core(mention: &Mention) -> String {
    stripped(bare(&mention.lead))
}

fn stripped(words: &str) -> String {
    let undated = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let words = if undated.len() < words.len() { undated.trim_start_matches('年') } else { words };
    DOING.iter().fold(words.to_owned(), |name, word| name.replace(word, ""))
}
