//! What a rate is of that is called after the amount above the line: 参检率 of 实检, 满意率 of 评价满意.

use super::{QUALIFIED, splits_up};
use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::rates::RATES;
use crate::audit::statement::Formula;
use crate::audit::unit::Kind;
use crate::audit::wording::{self, bare, has};

/// What others are measured against.
pub(super) const WHOLES: &[&str] = &["总", "共", "应", "核定", "发现", "受理", "概算", "参加", "登记"];

/// Each word a rate may be called after, with what else the amount above the line may be called.
pub(super) const CALLED_AFTER: &[(&str, &[&str])] = &[
    ("使用", &["使用", "支出", "支付", "兑付", "实有", "在职"]),
    ("入住", &["入住"]),
    ("接种", &["实种", "实际接种"]),
    ("到岗", &["到岗"]),
    ("参检", &["参检"]),
    ("上线", &["上线"]),
    ("建档", &["建立", "建档"]),
    ("网办", &["网上办理", "网办"]),
    ("支付", &["支付", "拨付"]),
    ("进度", &["支付", "支出", "完成", "拨付"]),
    ("到位", &["到位"]),
    ("得分", &["得"]),
    ("组建", &["成立", "组建"]),
];

/// Two parts of lists right before a rate in its stretch of the sentence, the second of which the rate is called after.
pub(super) fn right_before(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, name: &str) -> Option<Formula> {
    let (part, whole) = (index.checked_sub(1)?, index.checked_sub(2)?);
    let (above, below, rate) = (nearby.get(part)?, nearby.get(whole)?, nearby.get(index)?);
    let stem: Vec<char> = name.strip_suffix('率')?.chars().rev().take(2).collect();
    let stem: String = stem.into_iter().rev().collect();
    let beside = above.is_level()
        && below.is_level()
        && (above.part, below.part) == (rate.part, rate.part)
        && (above.bracket, below.bracket) == (rate.bracket, rate.bracket)
        && above.quantity.unit.goes_with(below.quantity.unit)
        && above.quantity.value <= below.quantity.value;
    let called = above.lead.contains(&stem) && !below.lead.contains(&stem) && !has(&above.lead, NEGATING);
    let split = splits_up(nearby, wholes, part) && splits_up(nearby, wholes, whole);
    let is_whole = !has(&below.tail, ALL) && !has(&below.lead, ALL);
    (beside && called && split && is_whole).then_some(Formula::Ratio { part, whole })
}

/// What was done with an amount.
const DEEDS: &[&str] = &["支出", "支付", "拨付", "到位", "实际", "已"];

/// Numbers before a rate among which its whole stands, and characters of a name that tells.
const REACH: usize = 160;
const TELLING: usize = 4;

/// A name without the words that say it is money: 县级配套 of 县级财政配套资金.
fn without_fund(name: &str) -> String {
    ["财政", "资金", "补助", "专项", "应", "，"].iter().fold(name.to_owned(), |name, word| name.replace(word, ""))
}

/// The amount right before a rate, over the one that bears its name without what was done with it: 县级配套 of 县级配套到位.
pub(super) fn of_its_name(nearby: Nearby<'_>, index: usize) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let (part, above) =
        nearby.amount(index, 0).filter(|(part, above)| part + 1 == index && above.part == mention.part)?;
    let name = DEEDS.iter().fold(above.label(), |name, deed| name.strip_suffix(deed).unwrap_or(name));
    if name == above.label() {
        return None;
    }
    let of_all_its_words = || {
        let plain = without_fund(name);
        let is_so = |other: &usize| {
            nearby.get(*other).is_some_and(|found| {
                found.is_level()
                    && found.quantity.unit.goes_with(above.quantity.unit)
                    && found.quantity.value >= above.quantity.value
                    && without_fund(found.label()) == plain
            })
        };
        let mut found = (part.saturating_sub(REACH)..part).rev().filter(is_so);
        found.next().filter(|_| plain.chars().count() >= TELLING && found.next().is_none())
    };
    let by_name = nearby.by_name(part, name, above.quantity.unit).filter(|(_, alone)| *alone);
    let whole = by_name.map(|(whole, _)| whole).or_else(of_all_its_words)?;
    Some(Formula::Ratio { part, whole })
}

/// What a rate means by the word it is called after: `应检A家，实检B家，参检率P%`. The amount right before it bears the word, and
/// the one before that is the only other of its unit in the sentence, or what it was measured against.
pub(super) fn called_after(
    nearby: Nearby<'_>,
    near: &[(usize, &Mention)],
    name: &str,
    index: usize,
) -> Option<Formula> {
    let mention = nearby.get(index).filter(|_| !has(name, QUALIFIED))?;
    let here: Vec<&(usize, &Mention)> =
        near.iter().filter(|(other, found)| *other < index && found.sentence == mention.sentence).collect();
    let (part, above) = here.first().map(|found| (found.0, found.1))?;
    let among = here.get(1).filter(|(whole, found)| {
        above.lead.contains("中的")
            && whole + 1 == part
            && found.part == above.part
            && found.clause + 1 >= above.clause
            && found.quantity.unit.goes_with(above.quantity.unit)
    });
    if let Some((whole, _)) = among {
        return Some(Formula::Ratio { part, whole: *whole });
    }
    let stem: String =
        name.trim_end_matches('率').chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    let others = CALLED_AFTER.iter().find(|(word, _)| *word == stem).map(|(_, words)| *words);
    let ought =
        here.get(1).is_some_and(|(_, below)| wording::ought(&below.lead)) && bare(above.label()).starts_with('实');
    // 改发率 of what was 改判 and 发回.
    let letters = stem.chars().count() == 2 && stem.chars().all(|c| above.lead.contains(c));
    let bears =
        ought || letters || above.lead.contains(stem.as_str()) || others.is_some_and(|words| has(&above.lead, words));
    // 由年初的B降至A，清理D，清理率P%: of what there was.
    let from =
        here.iter().find(|(_, found)| found.role == Role::From && found.quantity.unit.goes_with(above.quantity.unit));
    let (whole, below) = from.copied().or_else(|| here.get(1).copied()).map(|found| (found.0, found.1))?;
    // 甲资金A万元；乙资金到位B万元，到位率P%: items of a list, the rate is of neither over the other.
    if stem == "到位" && below.part != above.part && !below.is_planned() {
        return None;
    }
    let alike = above.quantity.unit.goes_with(below.quantity.unit)
        || (above.quantity.unit.kind == Kind::Count
            && below.quantity.unit.kind == Kind::Count
            && here.len() == 2
            && above.quantity.value <= below.quantity.value);
    // 应检A家，实检B家，参检率P%；合格C家，合格率Q%: what came of one is checked for the next.
    let in_turn = whole + 2 == part && !below.is_planned();
    let against = here.len() == 2
        || from.is_some()
        || in_turn
        || (whole + 1 == part && below.part == above.part && (below.is_planned() || has(&below.lead, WHOLES)));
    // 甲支付A万元；乙支付B万元，支付率P%: A is no whole of B.
    let is_other = below.lead.contains(stem.as_str())
        && !below.is_planned()
        && below.role != Role::From
        && (below.part != above.part || above.lead.contains(stem.as_str()));
    (bears && alike && against && !is_other && part + 2 >= index && above.bracket == below.bracket)
        .then_some(Formula::Ratio { part, whole })
}

/// `共实施项目A个。…已完工B个，完工率P%`, `大棚A座。大棚已出租B座，出租率P%`: over the one amount of the sentences before that says how
/// many there are in all, or is called as what the rate is of.
pub(super) fn over_all(nearby: Nearby<'_>, index: usize, name: &str) -> Option<Formula> {
    let mention = nearby.get(index).filter(|_| !has(name, QUALIFIED))?;
    let stem = name.strip_suffix('率').filter(|stem| stem.chars().count() == 2)?;
    let (part, above) = nearby.amount(index, 0).filter(|(part, above)| {
        part + 1 == index
            && above.part == mention.part
            && above.quantity.unit.kind == Kind::Count
            && !above.is_planned()
    })?;
    let noun = bare(&above.lead).strip_suffix(stem)?.trim_end_matches('已');
    let is_all = |found: &Mention| match noun.chars().count() {
        0 => has(&found.lead, &["共", "总"]),
        1 => false,
        _ => found.label().ends_with(noun),
    };
    let mut wholes = nearby.levels(part, above.quantity.unit, SENTENCES).filter(|(_, found)| {
        is_all(found) && !found.is_last_years() && !found.is_planned() && found.quantity.value >= above.quantity.value
    });
    let (whole, _) = wholes.next().filter(|_| wholes.next().is_none())?;
    Some(Formula::Ratio { part, whole })
}

/// Sentences before a rate in which there may stand what it is of.
const SENTENCES: usize = 2;

/// What there is to be used, by the rate of what is: 床位入住率, 编制使用率.
const OF_WHAT_THERE_IS: &[&str] = &["入住率", "使用率", "利用率", "占用率", "开放率", "空置率", "出租率"];

/// `床位A张，…。入住B人，床位入住率P%`: over the one amount of the paragraph that is called just as the rate begins.
pub(super) fn of_what_there_is(nearby: Nearby<'_>, index: usize, name: &str) -> Option<Formula> {
    let noun =
        OF_WHAT_THERE_IS.iter().find_map(|rate| name.strip_suffix(rate)).filter(|noun| noun.chars().count() >= 2)?;
    let mention = nearby.get(index)?;
    let (part, above) =
        nearby.amount(index, 0).filter(|(part, above)| part + 1 == index && above.part == mention.part)?;
    let is_place = above.quantity.unit.kind == Kind::Count;
    let mut wholes = nearby.before(part).filter(|(_, found)| {
        let is_called = found.label() == noun || found.sentence == mention.sentence && found.label().ends_with(noun);
        found.is_level() && is_called && !found.is_last_years() && found.quantity.unit.kind == Kind::Count
    });
    let (whole, _) = wholes.next().filter(|_| wholes.next().is_none() && is_place)?;
    Some(Formula::Ratio { part, whole })
}

/// What a rate means by its root alone: the one amount of the sentence that bears it (`281人评价满意，满意率P%`,
/// `按期办结896件，按期办结率P%`), over the one other amount of its unit that is no part of a list.
pub(super) fn of_its_root(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, name: &str) -> Option<Formula> {
    let named = name.strip_suffix('率').or_else(|| name.strip_suffix('度'))?;
    // 城镇化率 is of those who live in towns.
    let named = named.trim_end_matches('化');
    // 集中供养 is told from 供养, so the longer words are looked for first.
    [4, 3, 2].iter().find_map(|length| {
        let start = named.char_indices().rev().nth(length - 1)?.0;
        of_this_root(nearby, wholes, index, name, named.get(start..)?)
    })
}

pub(super) fn of_this_root(
    nearby: Nearby<'_>,
    wholes: &[Option<usize>],
    index: usize,
    name: &str,
    root: &str,
) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let qualifiers: Vec<&str> = QUALIFIED.iter().copied().filter(|word| name.contains(word)).collect();
    let here: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence)
        .filter(|(_, found)| found.bracket == mention.bracket && found.is_level() && !found.is_per_head())
        .filter(|(_, found)| {
            !found.is_last_years() && !found.is_remainder() && found.quantity.unit.kind != Kind::Percent
        })
        .collect();
    let known = RATES.iter().find(|rate| name.ends_with(rate.name)).map_or(&[][..], |rate| rate.above);
    let others = CALLED_AFTER.iter().find(|(word, _)| *word == root).map_or(&[][..], |(_, words)| *words);
    let is_called_so = |words: &str| words.contains(root) || has(words, known) || has(words, others);
    let bears = |words: &str| {
        is_called_so(words) && !has(words, NEGATING) && qualifiers.iter().all(|word| words.contains(word))
    };
    let bearing = |found: &Mention| !found.is_planned() && (bears(&found.lead) || bears(&found.tail));
    let mut bearers = here.iter().filter(|(_, found)| bearing(found));
    let ((part, above), None) = (bearers.next()?, bearers.next()) else { return None };
    let is_whole = |(other, found): &&(usize, &Mention)| {
        other < part
            && (found.quantity.unit.goes_with(above.quantity.unit) || (root == "入住" && has(&found.lead, PLACES)))
            && !splits_up(nearby, wholes, *other)
            && (found.is_planned() || !is_called_so(bare(&found.lead)) || has(&found.lead, NEGATING))
            && wholes
                .get(*other)
                .copied()
                .flatten()
                .is_none_or(|whole| nearby.get(whole).is_none_or(|whole| whole.sentence != mention.sentence))
    };
    // 38人全部安置: they are the whole themselves.
    let again = |(other, found): &(usize, &Mention)| other != part && found.quantity.value == above.quantity.value;
    if has(&above.tail, ALL) || has(&above.lead, ALL) || here.iter().any(again) {
        return None;
    }
    let candidates: Vec<&(usize, &Mention)> = here.iter().filter(is_whole).collect();
    let beside: Vec<&(usize, &Mention)> =
        candidates.iter().copied().filter(|(_, found)| found.part == above.part).collect();
    let same = |found: &[&(usize, &Mention)]| {
        let values = || found.iter().map(|(_, found)| found.quantity.value);
        values().all(|value| values().next() == Some(value))
    };
    // 甲资金A万元，已拨付；乙补助到位B万元，到位率P%: items side by side, each with a name of its own.
    let own = bare(above.label()).replace(root, "").replace("实际", "");
    let is_another = |found: &Mention| own.chars().count() >= 2 && !found.lead.contains(own.as_str());
    let candidates: Vec<&(usize, &Mention)> =
        candidates.into_iter().filter(|(_, found)| found.part == above.part || !is_another(found)).collect();
    let whole = match (beside.as_slice(), candidates.as_slice()) {
        ([one, ..], _) if same(&beside) => one.0,
        ([], [one, ..]) if same(&candidates) => one.0,
        _ => return None,
    };
    // 安置到事业单位A人、国有企业B人，安置率P%: the rate is of both.
    let row = (part + 1..index).take_while(|next| {
        nearby.get(*next).is_some_and(|next| {
            let bears_it = next.lead.contains(last_two(root));
            next.clause == above.clause
                && next.is_level()
                && !bears_it
                && next.quantity.unit.goes_with(above.quantity.unit)
        })
    });
    let parts: Vec<usize> = [*part].into_iter().chain(row).collect();
    let formula = match parts.as_slice() {
        [part] => Formula::Ratio { part: *part, whole },
        _ => Formula::Together { parts, wholes: vec![whole] },
    };
    (part + 4 > index && above.part == mention.part).then_some(formula)
}

/// The last two characters of a word.
pub(super) fn last_two(word: &str) -> &str {
    word.char_indices().rev().nth(1).and_then(|(at, _)| word.get(at..)).unwrap_or(word)
}

/// What people live in, who are counted otherwise.
pub(super) const PLACES: &[&str] = &["床位", "房", "公寓"];

/// Words that make an amount all there is.
pub(super) const ALL: &[&str] = &["全部", "均", "都", "全数"];

/// Words that turn what an amount is called into its contrary.
pub(super) const NEGATING: &[&str] = &["未", "不", "无", "非", "逾期", "应", "待"];
