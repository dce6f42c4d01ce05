//! What a number is there for, told by the words before and behind it: an amount, a change, a share, a rate.

use super::mention::{Direction, Mention, Role};
use super::unit::Kind;
use super::wording::{self, bare, ends, has};

/// What a number is there for, by the words around it.
pub(super) fn of(text: &str, mentions: &[Mention], index: usize) -> Role {
    let Some(mention) = mentions.get(index) else { return Role::Other };
    let lead = bare(&mention.lead);
    let after = &text[mention.quantity.range.end..];
    let direction = match () {
        () if ends(&mention.lead, wording::LEADING_TO) => None,
        () if ends(lead, wording::UP) && !lead.ends_with("新增") => Some(Direction::Up),
        () if ends(lead, wording::DOWN) => Some(Direction::Down),
        () if lead == "高" || lead.ends_with('高') && is_measured(mentions, index) => Some(Direction::Up),
        () if lead == "低" || lead.ends_with('低') && is_measured(mentions, index) => Some(Direction::Down),
        () => None,
    };
    match mention.quantity.unit.kind {
        Kind::Percent if ends_from(&mention.lead) && leads_on(after) => Role::From,
        Kind::Percent => percentage(mentions, index, lead, direction),
        Kind::Times => direction.map_or_else(|| so_many_times(mentions, index, lead), Role::Growth),
        Kind::Ratio => Role::Other,
        Kind::Points => direction.or_else(|| measured_by(lead)).map_or(Role::Other, Role::Change),
        _ => {
            // 改造提升1.6万亩: what is improved, no change of the amount.
            let improved = ends(lead, &["提升", "提高", "攀升"]) && !has(&mention.lead, wording::COMPARING);
            let direction = direction.filter(|_| !improved).or_else(|| in_row(mentions, index));
            let direction = direction.or_else(|| beside_its_base(mentions, index));
            amount(mention, lead, after, direction)
        }
    }
}

/// Whether a number is by how much something is above or below what it is measured by: 比限额低, 比省定62%的目标高.
fn is_measured(mentions: &[Mention], index: usize) -> bool {
    let Some(mention) = mentions.get(index) else { return false };
    let begins = |found: &Mention| found.lead.starts_with(['比', '较']);
    let before = index.checked_sub(1).and_then(|before| mentions.get(before));
    begins(mention) || before.is_some_and(|before| before.clause == mention.clause && begins(before))
}

/// 低于控制目标D个百分点.
fn measured_by(lead: &str) -> Option<Direction> {
    match () {
        () if has(lead, &["高于", "高出", "超出", "超过", "超额"]) => Some(Direction::Up),
        () if lead.contains("低于") => Some(Direction::Down),
        () => None,
    }
}

/// 是上年的1.3倍: a ratio to what is named, or printed right before.
fn so_many_times(mentions: &[Mention], index: usize, lead: &str) -> Role {
    let before = index.checked_sub(1).and_then(|before| mentions.get(before));
    let mention = mentions.get(index);
    if before
        .zip(mention)
        .is_some_and(|(before, mention)| before.role == Role::Whole && before.clause == mention.clause)
    {
        return Role::OfWhole;
    }
    let named = lead
        .strip_suffix('的')
        .and_then(|named| ["相当于", "达到", "为", "是"].iter().find_map(|verb| named.rsplit_once(verb)));
    named.map_or(Role::Other, |(_, whole)| Role::OfNamed { whole: whole.to_owned() })
}

/// The direction of a row that an amount goes on with: 分别减少5起、3人.
fn in_row(mentions: &[Mention], index: usize) -> Option<Direction> {
    let (before, mention) = (mentions.get(index.checked_sub(1)?)?, mentions.get(index)?);
    let goes_on = matches!(mention.lead.as_str(), "、" | "和" | "及") && before.clause == mention.clause;
    match before.role {
        Role::Change(direction) if goes_on => Some(direction),
        _ => None,
    }
}

/// The direction of a change told by a deed behind its base: 较上年的B多支出D, 比上年B增发D.
fn beside_its_base(mentions: &[Mention], index: usize) -> Option<Direction> {
    let (base, mention) = (mentions.get(index.checked_sub(1)?)?, mentions.get(index)?);
    let lead = bare(&mention.lead);
    let lead = ["今年", "本年", "当年"].iter().find_map(|word| lead.strip_prefix(word)).unwrap_or(lead);
    let told = base.role == Role::Compared && base.sentence == mention.sentence && deed(lead) == Some("");
    told.then(|| if lead.starts_with(['增', '多']) { Direction::Up } else { Direction::Down })
}

/// What follows a deed that says how much more or less there is: 多支出, 增发, 少收.
fn deed(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['增', '多', '减', '少'])?;
    let end = rest.find(|c: char| c.is_ascii_digit() || "，。；、".contains(c)).unwrap_or(rest.len());
    let words = rest.get(..end)?.chars().count();
    rest.get(end..).filter(|_| (1..=MOST_OF_A_DEED).contains(&words))
}

fn percentage(mentions: &[Mention], index: usize, lead: &str, direction: Option<Direction>) -> Role {
    let before = index.checked_sub(1).and_then(|before| mentions.get(before));
    let same_clause =
        before.filter(|before| mentions.get(index).is_some_and(|mention| mention.clause == before.clause));
    if (lead.ends_with('的') || matches!(lead, "的比重" | "的比例"))
        && same_clause.is_some_and(|before| before.role == Role::Whole)
    {
        return Role::OfWhole;
    }
    if lead.contains("之和") {
        return Role::Other;
    }
    // 与地区生产总值之比P%
    if let Some(whole) =
        lead.strip_suffix("之比").and_then(|words| words.rsplit_once(['与', '同'])).map(|(_, whole)| whole)
    {
        return Role::Share { part: String::new(), whole: whole.to_owned() };
    }
    // 占比同比上升P%
    if let Some(direction) = direction.filter(|_| !lead.ends_with(['多', '少'])) {
        return Role::Growth(direction);
    }
    // 学费在其中的份额为P%, 比重为P%
    if let Some(part) =
        lead.strip_suffix("份额").or_else(|| lead.strip_suffix("份")).or_else(|| lead.strip_suffix("比重"))
    {
        let part = part.trim_end_matches('的').trim_end_matches("在其中").trim_end_matches('所');
        if part.is_empty() || lead.contains("在其中") {
            return Role::Share { part: part.to_owned(), whole: String::new() };
        }
    }
    // 订单班学生在在校生中占P%
    if let Some((part, whole)) = lead.strip_suffix("中占").and_then(|words| words.split_once('在')) {
        return Role::Share { part: part.to_owned(), whole: whole.to_owned() };
    }
    if let Some(at) = lead.rfind('占') {
        let (part, whole) = (&lead[..at], &lead[at + '占'.len_utf8()..]);
        let whole = ["比重", "比例", "份额", "百分比", "比", "的"]
            .iter()
            .fold(whole, |whole, word| whole.trim_end_matches(word));
        let part = part.trim_end_matches("合计").trim_end_matches("分别");
        return Role::Share { part: part.to_owned(), whole: whole.trim_end_matches('的').to_owned() };
    }
    if let Some(direction) = direction {
        return Role::Growth(direction);
    }
    if let Some(named) = lead.strip_suffix('的') {
        let verbs = ["相当于", "完成了", "完成", "达到", "仅为", "为", "是", "达"];
        let whole = verbs
            .iter()
            .filter_map(|verb| named.rfind(verb).map(|at| &named[at + verb.len()..]))
            .min_by_key(|rest| rest.len());
        return whole.map_or(Role::Other, |whole| Role::OfNamed { whole: whole.to_owned() });
    }
    let is_plain = mentions.get(index).is_some_and(|mention| matches!(mention.lead.as_str(), "为" | "达" | "达到"));
    if matches!(lead, "完成" | "实际完成" | "完成预算" | "完成计划") || is_plain {
        return Role::OfNamed { whole: String::new() };
    }
    if ends(lead, &["率", "保障程度", "满意度", "比重", "比例", "比", "进度", "系数", "增长面", "覆盖面"])
    {
        return Role::Rate { name: lead.to_owned() };
    }
    if mention_is_bare(mentions, index) {
        return Role::Unnamed;
    }
    Role::Other
}

fn mention_is_bare(mentions: &[Mention], index: usize) -> bool {
    mentions.get(index).is_some_and(|mention| mention.lead.is_empty())
}

fn amount(mention: &Mention, lead: &str, after: &str, direction: Option<Direction>) -> Role {
    let noun = after
        .char_indices()
        .take(LONGEST_NOUN)
        .find(|(_, c)| *c == '的' || "，；：。、（）".contains(*c) || c.is_ascii_digit());
    let of = noun.and_then(|(at, _)| after.get(at..)).filter(|_| mention.quantity.unit.kind != Kind::Percent);
    if let Some(rest) = of.and_then(|of| of.strip_prefix('的')) {
        let rest = rest.trim_start_matches("比重为").trim_start_matches("比例为").trim_start_matches(['近', '约']);
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        if number.len() < rest.len() && number.starts_with(['%', '倍']) {
            return Role::Whole;
        }
    }
    let compares = has(&mention.lead, wording::COMPARING);
    let direction = direction.or_else(|| by_doing(&mention.lead));
    // 与2023年的B相比，今年…多D: whatever comes, B is what is compared with.
    let against = ["相比", "比较", "相较"].iter().find_map(|word| after.strip_prefix(word));
    // 与2022年的B比，今年多扣D
    let against = against.or_else(|| after.strip_prefix('比').filter(|rest| rest.starts_with('，')));
    let verb = against.unwrap_or(after);
    let verb = verb.strip_prefix('，').unwrap_or(verb);
    let is_against = against.is_some() && lead.contains(['与', '同', '和', '跟']);
    let tells_a_deed = deed(verb).is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()));
    if is_against && direction.is_none() {
        return Role::Compared;
    }
    if compares
        && (starts(verb, wording::UP) || starts(verb, wording::DOWN) || tells_a_deed)
        && !starts(verb, wording::LEADING_TO)
        && direction.is_none()
    {
        return Role::Compared;
    }
    if ends_from(&mention.lead) && leads_on(after) {
        return Role::From;
    }
    if let Some(direction) = direction.or_else(|| against_plan(lead)) {
        return Role::Change(direction);
    }
    if has(lead, &["收支结余", "收支缺口", "收支差额", "收支相抵", "相差", "收支逆差", "顺差", "逆差"])
    {
        return Role::Balance;
    }
    Role::Level
}

/// 少支, 多收: by how much what came is less or more than what was meant to.
fn against_plan(lead: &str) -> Option<Direction> {
    match lead {
        "少支" | "少支出" | "少收" | "少收入" | "少花" | "短收" | "少用" => Some(Direction::Down),
        "多支" | "多支出" | "多收" | "多收入" | "多花" | "超支" | "超收" | "多用" => {
            Some(Direction::Up)
        }
        _ => None,
    }
}

/// 比上年多清淤, 较去年少安排: a comparison, a direction, and what was done so much more or less, in few words.
fn by_doing(lead: &str) -> Option<Direction> {
    let compared = wording::COMPARING.iter().filter_map(|word| lead.rfind(word).map(|at| at + word.len())).max()?;
    let rest = lead.get(compared..)?;
    let told = |word: &str| rest.find(word).and_then(|at| rest.get(at + word.len()..)).map_or("", |behind| behind);
    let is_deed = |behind: &str| (1..=MOST_OF_A_DEED).contains(&behind.chars().count()) && !behind.contains('于');
    match () {
        () if has(&lead[..compared], &["比例", "比重"]) || has(rest, wording::LEADING_TO) => None,
        () if is_deed(told("多")) => Some(Direction::Up),
        () if is_deed(told("少")) && !rest.contains("减少") && !rest.contains("至少") => Some(Direction::Down),
        () => None,
    }
}

/// Characters of the words between a whole and 的: 96个社区的81.3%.
const LONGEST_NOUN: usize = 7;
/// Characters of the words that say what was done more or less.
const MOST_OF_A_DEED: usize = 3;

fn starts(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// 由…, 从…
fn ends_from(lead: &str) -> bool {
    lead.contains('由') || lead.contains('从')
}

/// Whether 增加到 or the like follows in the same clause.
fn leads_on(after: &str) -> bool {
    let near: String = after.chars().take(14).take_while(|c| !"。；".contains(*c)).collect();
    has(&near, wording::LEADING_TO)
}
