//! What a share is of: by its name, by what the amount before it is a part of, or as the one amount that can hold it.

use super::ELSEWHERE;
use crate::audit::mention::Mention;
use crate::audit::nearby::{Nearby, is_called};
use crate::audit::statement::Formula;
use crate::audit::wording::{self, has};

/// Amounts of one root that are looked at.
pub(super) const LONGEST_ROW: usize = 8;

/// What these are always parts of.
pub(super) const SETS: &[(&str, &str)] = &[
    ("基本支出", "本年支出合计"),
    ("项目支出", "本年支出合计"),
    ("人员经费", "基本支出"),
    ("公用经费", "基本支出"),
    ("日常公用经费", "基本支出"),
];

/// 项目支出A万元，占P% under its own heading: of the whole that it is always a part of.
pub(super) fn of_its_set(nearby: Nearby<'_>, part: usize) -> Option<(usize, bool)> {
    let mention = nearby.get(part)?;
    let name = if mention.lead.is_empty() { &*mention.subject } else { mention.label() };
    let (_, whole) = SETS.iter().find(|(own, _)| *own == name)?;
    nearby.by_name(part, whole, mention.quantity.unit)
}

/// 户籍人口A，60岁以上老年人口B，占比P%: the one other amount of the sentence, where both are called the same.
pub(super) fn namesake(nearby: Nearby<'_>, part: usize) -> Option<usize> {
    let mention = nearby.get(part)?;
    let mut others = nearby.levels(part, mention.quantity.unit, 0);
    let (whole, found) = others.next().filter(|_| others.next().is_none())?;
    let label = found.label();
    let name = label.get(label.char_indices().rev().nth(1)?.0..)?;
    let is_of = mention.label().ends_with(name) && mention.label().chars().count() > label.chars().count();
    (is_of && !found.is_last_years() && !found.is_planned()).then_some(whole)
}

/// 在职人员中卫生技术人员A人，占P%: of those in post, whom a sentence before counts.
pub(super) fn of_those(nearby: Nearby<'_>, part: usize) -> Option<usize> {
    let mention = nearby.get(part)?;
    let name = mention.lead.get(..mention.lead.find('中')?).filter(|name| name.chars().count() >= 3)?;
    let mut called = nearby
        .levels(part, mention.quantity.unit, usize::MAX / 2)
        .filter(|(_, found)| is_called(found, name) && !found.is_last_years() && !found.is_planned());
    called.next().filter(|(_, found)| found.quantity.value >= mention.quantity.value).map(|(whole, _)| whole)
}

/// 新聘A人，其中小学B人、初中C人，本科学历D人，占P%: behind a list that is whole, another part of the same.
pub(super) fn beside_list(nearby: Nearby<'_>, wholes: &[Option<usize>], part: usize) -> Option<usize> {
    let (mention, before) = (nearby.get(part)?, part.checked_sub(1)?);
    let whole = wholes.get(before).copied().flatten()?;
    let (last, found) = (nearby.get(before)?, nearby.get(whole)?);
    let beside = last.part == mention.part && found.part == mention.part && last.clause != mention.clause;
    (beside && found.quantity.value >= mention.quantity.value && found.quantity.unit.goes_with(mention.quantity.unit))
        .then_some(whole)
}

/// `税收A亿元，非税B亿元，税收占比P%`, `全年完成C亿元…。税收收入A亿元…。税收占比P%`: of all income.
pub(super) fn of_taxes(nearby: Nearby<'_>, index: usize, named: &str) -> Option<Formula> {
    let share = nearby.get(index).filter(|_| matches!(named, "税收" | "税收收入" | "税"))?;
    let is_tax = |found: &Mention| {
        let label = found.label();
        (label == "税收" || label.ends_with("税收收入")) && !found.is_last_years() && !label.contains('非')
    };
    let (part, tax) = nearby.before(index).find(|(_, found)| found.is_level() && is_tax(found))?;
    let others = nearby
        .get(part + 1)
        .filter(|next| next.is_level() && next.lead.contains("非税") && next.sentence == tax.sentence);
    if others.is_some_and(|next| next.quantity.unit == tax.quantity.unit) {
        return Some(Formula::Together { parts: vec![part], wholes: vec![part, part + 1] });
    }
    let mut all = nearby.levels(part, tax.quantity.unit, usize::MAX / 2).filter(|(_, found)| {
        !found.is_last_years()
            && !found.is_planned()
            && !found.is_remainder()
            && found.quantity.value >= tax.quantity.value
    });
    let (whole, income) = all.next().filter(|_| all.next().is_none())?;
    (income.paragraph == share.paragraph).then_some(Formula::Ratio { part, whole })
}

/// 占目标任务的P%: the one amount of the sentence that was meant to be reached.
pub(super) fn planned(nearby: Nearby<'_>, part: usize, whole: &str) -> Option<usize> {
    let mention = nearby.get(part).filter(|_| has(whole, &["计划", "目标", "任务"]))?;
    let mut plans = nearby
        .levels(part, mention.quantity.unit, 0)
        .filter(|(_, found)| has(&found.lead, &["计划", "目标", "任务"]) && found.bracket == mention.bracket);
    plans.next().filter(|_| plans.next().is_none()).map(|(plan, _)| plan)
}

/// 占立案总数的P% after 立案查处62起: the one amount of the paragraph, no part of a list, that is called after the same.
pub(super) fn of_its_root(nearby: Nearby<'_>, wholes: &[Option<usize>], part: usize, whole: &str) -> Option<usize> {
    let mention = nearby.get(part)?;
    let root =
        wording::MODIFIERS.iter().fold(whole.get(..whole.find('总')?)?, |root, word| root.trim_start_matches(word));
    let mut called = nearby.levels(part, mention.quantity.unit, usize::MAX / 2).filter(|(other, found)| {
        let listed = wholes.get(*other).copied().flatten();
        found.label().contains(root)
            && listed.is_none()
            && !found.is_last_years()
            && !found.is_planned()
            && !found.is_remainder()
            && found.quantity.value >= mention.quantity.value
    });
    let called: Vec<(usize, &Mention)> = called.by_ref().take(LONGEST_ROW).collect();
    let mut totals = called.iter().filter(|(_, found)| has(&found.lead, &["共", "总"]));
    let only = match called.as_slice() {
        [only] => Some(*only),
        [] => in_total(nearby, part, root),
        _ => totals.next().copied().filter(|_| totals.next().is_none()),
    };
    only.filter(|_| root.chars().count() >= 2).map(|(whole, _)| whole)
}

/// The one amount of the paragraphs before that says how many there were in all: 全年共受理A件.
pub(super) fn in_total<'a>(nearby: Nearby<'a>, part: usize, root: &str) -> Option<(usize, &'a Mention)> {
    only_holder(nearby, part, root, |found| has(&found.lead, &["共", "总"]) && !found.is_planned())
}

/// The one amount of the paragraphs before that is called after a root, can hold a part, and is as it should be.
pub(super) fn only_holder<'a>(
    nearby: Nearby<'a>,
    part: usize,
    root: &str,
    fits: impl Fn(&Mention) -> bool,
) -> Option<(usize, &'a Mention)> {
    let mention = nearby.get(part)?;
    let before = (part.saturating_sub(ELSEWHERE)..part).rev();
    let mut found = before.filter_map(|other| Some((other, nearby.get(other)?))).filter(|(_, found)| {
        found.is_level()
            && found.quantity.unit.goes_with(mention.quantity.unit)
            && found.label().contains(root)
            && !found.is_last_years()
            && found.quantity.value >= mention.quantity.value
            && fits(found)
    });
    found.next().filter(|_| found.next().is_none())
}

/// 占到位资金的P% after 资金实际到位A万元: the one amount of the paragraphs before that is called after the same and can hold it.
pub(super) fn by_root(nearby: Nearby<'_>, part: usize, name: &str) -> Option<usize> {
    let root = ["资金", "人数", "户数", "案件数"]
        .iter()
        .find_map(|noun| name.strip_suffix(noun))
        .map(|root| root.trim_start_matches("实际"))?;
    let only = only_holder(nearby, part, root, |found| !has(&found.lead, &["未", "不"]));
    only.filter(|_| root.chars().count() >= 2).map(|(whole, _)| whole)
}

/// 占政府采购支出总额的P% after 政府采购：预算A，实际采购B，其中…: the one amount of the sentence that is no plan, can hold the
/// part, and has a word of the name.
pub(super) fn only_of_its_sort(nearby: Nearby<'_>, part: usize, name: &str) -> Option<usize> {
    let mention = nearby.get(part).filter(|_| !has(name, wording::PLANNED) && !has(name, wording::LAST_YEAR))?;
    let mut holding = nearby.levels(part, mention.quantity.unit, 0).filter(|(_, found)| {
        !found.is_planned()
            && !found.is_last_years()
            && !found.is_remainder()
            && found.bracket == mention.bracket
            && found.quantity.value >= mention.quantity.value
    });
    let (whole, found) = holding.next().filter(|_| holding.next().is_none())?;
    let letters: Vec<char> = name.chars().collect();
    let shares_a_word = letters.windows(2).any(|pair| found.label().contains(&pair.iter().collect::<String>()));
    shares_a_word.then_some(whole)
}

/// `84个村中的77个，占P%`: the number right before in the clause is the whole.
pub(super) fn among(nearby: Nearby<'_>, index: usize, part: usize) -> Option<usize> {
    let mention = nearby.get(part)?;
    let is_among = has(&mention.lead, &["中的", "中有"]) || mention.lead.starts_with('中');
    let whole = part.checked_sub(1).filter(|_| is_among && part + 1 == index)?;
    (nearby.get(whole)?.clause == mention.clause).then_some(whole)
}

/// `人员A万元（占基本支出的P%），公用B万元，基本支出共C万元`: the whole may stand behind.
pub(super) fn followed(nearby: Nearby<'_>, index: usize, part: usize) -> Option<usize> {
    let unit = nearby.get(part)?.quantity.unit;
    let sentence = nearby.get(index)?.sentence;
    (index + 1..index + 6).find(|after| {
        nearby.get(*after).is_some_and(|after| {
            after.sentence == sentence
                && after.is_level()
                && after.quantity.unit.goes_with(unit)
                && after.lead.ends_with('共')
        })
    })
}
