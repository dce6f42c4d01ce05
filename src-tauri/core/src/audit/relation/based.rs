//! Growth whose base is told apart from what grew: `全年完成A亿元。上年为B亿元，同比下降P%`, `同比增长P%，上年为B亿元`,
//! `余额A亿元，年初为B亿元，增长P%`, `2021年实际发生B万元，2022年下降P%`.

use rust_decimal::Decimal;

use crate::audit::mention::{Direction, Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::Formula;
use crate::audit::wording::{self, bare};

/// Sentences before a base in which what is compared with it stands.
const SENTENCES: usize = 2;
/// What there was at the beginning of the year is called so.
const AT_FIRST: &[&str] = &["年初", "期初", "年初余额", "上年末", "上年底"];
/// Words of a comparison that name nothing.
const PLAIN: &[&str] =
    &["同比", "比上年", "较上年", "比去年", "较去年", "比年初", "较年初", "相比", "当年", "本年", "今年"];

/// What grew and what it is measured by; and whether no other amount may be meant.
pub(super) struct Based {
    pub(super) now: usize,
    pub(super) base: usize,
    pub(super) sure: bool,
}

/// The base of a change or a growth that is told in a clause of its own right before it or right behind.
pub(super) fn read(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize) -> Option<Based> {
    let mention = nearby.get(index)?;
    if !is_plain(mention) {
        return None;
    }
    let base = before(nearby, index, mention).or_else(|| behind(nearby, index, mention))?;
    let (now, sure) = compared(nearby, wholes, base.min(index), nearby.get(base)?)?;
    let sure = sure && are_alike(nearby.get(now)?, nearby.get(base)?);
    Some(Based { now, base, sure })
}

/// Whether the words before a change say nothing but that there was one: 同比增长, 2022年下降.
fn is_plain(mention: &Mention) -> bool {
    let lead = mention.lead.trim_start_matches(|c: char| c.is_ascii_digit());
    let lead = if lead.len() < mention.lead.len() { lead.trim_start_matches('年') } else { lead };
    let lead = PLAIN.iter().fold(lead.trim_start_matches('，'), |lead, word| lead.trim_start_matches(word));
    // 今年多了510万元
    let lead = bare(lead.trim_end_matches('了'));
    wording::UP.contains(&lead) || wording::DOWN.contains(&lead)
}

fn is_base(found: &Mention) -> bool {
    found.is_level() && (found.is_last_years() || AT_FIRST.contains(&bare(&found.lead)))
}

/// `上年B，同比减少D，下降P%`: right before, or before the change that stands between.
fn before(nearby: Nearby<'_>, index: usize, mention: &Mention) -> Option<usize> {
    let here =
        |at: usize| nearby.get(at).filter(|found| found.part == mention.part && found.bracket == mention.bracket);
    let last = index.checked_sub(1)?;
    // 2021年收支总计各B。2022年同比增加D: the base is all that the sentence before tells.
    let told_before = nearby.get(last).filter(|found| {
        let alone = last
            .checked_sub(1)
            .and_then(|other| nearby.get(other))
            .is_none_or(|other| other.sentence != found.sentence);
        found.sentence + 1 == mention.sentence && alone && is_base(found) && found.paragraph == mention.paragraph
    });
    if told_before.is_some() {
        return Some(last);
    }
    let is_change = here(last).is_some_and(|found| matches!(found.role, Role::Change(_)) && is_plain(found));
    let base = if is_change { last.checked_sub(1)? } else { last };
    here(base).filter(|found| is_base(found)).map(|_| base)
}

/// `上年B，今年多了D，增长P%`: what a change is measured by, told right before it.
pub(super) fn just_before(nearby: Nearby<'_>, change: usize) -> Option<usize> {
    let (mention, base) = (nearby.get(change).filter(|mention| is_plain(mention))?, change.checked_sub(1)?);
    let told = nearby.get(base).filter(|found| found.part == mention.part && found.bracket == mention.bracket)?;
    is_base(told).then_some(base)
}

/// `完成A，同比增长P%，增收D`: the amount, and by how much it grew, told behind the growth.
pub(super) fn change_behind(nearby: Nearby<'_>, index: usize, direction: Direction) -> Option<Formula> {
    let (mention, now) = (nearby.get(index)?, index.checked_sub(1)?);
    let same = |found: &Mention| found.part == mention.part && found.bracket == mention.bracket;
    let change = nearby.get(index + 1).filter(|change| {
        same(change)
            && change.role == Role::Change(direction)
            && matches!(change.lead.as_str(), "增收" | "减收" | "增支" | "减支")
    })?;
    let before = (index.saturating_sub(NEAR)..index).rev().find(|before| {
        nearby.get(*before).is_some_and(|found| {
            found.is_level() && same(found) && found.quantity.unit == change.quantity.unit && !found.is_planned()
        })
    });
    let now = before.unwrap_or(now);
    nearby.get(now).filter(|now| now.is_level())?;
    Some(Formula::Rise { change: index + 1, now, direction })
}

/// Numbers before a growth among which the amount that grew stands.
const NEAR: usize = 3;

/// `同比增长P%，上年为B` where the growth begins its sentence.
fn behind(nearby: Nearby<'_>, index: usize, mention: &Mention) -> Option<usize> {
    let begins = index
        .checked_sub(1)
        .and_then(|before| nearby.get(before))
        .is_none_or(|before| before.sentence != mention.sentence);
    let base = nearby.get(index + 1).filter(|base| base.part == mention.part && base.bracket == mention.bracket)?;
    let next = nearby.get(index + 2).filter(|next| next.part == mention.part);
    let goes_on = next.is_some_and(|next| matches!(next.role, Role::Growth(_) | Role::Change(_)));
    (begins && base.is_last_years() && is_base(base) && !goes_on).then_some(index + 1)
}

/// The amount that is measured by a base: that of its name, else the one result told last.
fn compared(nearby: Nearby<'_>, wholes: &[Option<usize>], at: usize, base: &Mention) -> Option<(usize, bool)> {
    let name = own_name(base);
    let is_result = |found: &Mention| {
        !found.is_last_years()
            && !found.is_remainder()
            && (!found.is_planned() || base.is_planned())
            && !is_base(found)
            && found.bracket == base.bracket
    };
    // PM10年均68微克/立方米，2022年是74微克/立方米: so much for each is compared with so much for each.
    let measured = nearby.before(at).take_while(|(_, found)| found.sentence + SENTENCES >= base.sentence);
    let of_unit = measured.filter(|(_, found)| {
        let alike = found.quantity.unit.goes_with(base.quantity.unit) && found.quantity.per == base.quantity.per;
        found.is_level() && alike && found.is_per_head() == base.is_per_head()
    });
    let results: Vec<(usize, &Mention)> = of_unit.filter(|(_, found)| is_result(found)).collect();
    let is_named = name.chars().count() >= 2;
    if is_named {
        let here = results.iter().find(|(_, found)| found.label().ends_with(name)).map(|(now, _)| (*now, true));
        if let Some(found) = here.or_else(|| of_name(nearby, at, name, base)) {
            return Some(found);
        }
    }
    let (first, nearest) = results.first()?;
    // 办理行政处罚案件A件。去年办案B件: what is called otherwise shares a word with its base.
    let kindred = |found: &Mention| found.label().chars().any(|letter| name.contains(letter));
    let begins = nearest.sentence + 1 == base.sentence;
    if is_named && !(begins && results.iter().any(|(_, found)| found.sentence == nearest.sentence && kindred(found))) {
        return None;
    }
    let beside: Vec<&(usize, &Mention)> =
        results.iter().filter(|(_, found)| found.sentence == nearest.sentence).collect();
    let listed = |index: usize| wholes.get(index).copied().flatten().is_some();
    if nearest.sentence == base.sentence && nearest.part == base.part && !listed(*first) {
        return Some((*first, true));
    }
    let (own, _) = beside.iter().find(|(index, _)| !listed(*index))?;
    let alone = beside.iter().filter(|(index, _)| !listed(*index)).count() == 1;
    Some((*own, alone))
}

/// The one amount of other paragraphs that bears the name of a base; 收支总计 is told as 收入总计, too.
fn of_name(nearby: Nearby<'_>, at: usize, name: &str, base: &Mention) -> Option<(usize, bool)> {
    let names = [name.to_owned(), name.replace("收支", "收入"), name.replace("收支", "支出")];
    let found = names.iter().find_map(|name| nearby.by_name(at, name, base.quantity.unit));
    found.filter(|(_, alone)| *alone && name.chars().count() >= TELLING)
}

/// Characters of a name that tells through the whole text.
const TELLING: usize = 4;

/// What a base is called without the words for its year.
fn own_name(base: &Mention) -> &str {
    let name = base.label();
    let name = wording::LAST_YEAR.iter().chain(AT_FIRST).find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    let undated = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = if undated.len() < name.len() { undated.trim_start_matches('年') } else { name };
    let name = name
        .trim_end_matches('各')
        .trim_start_matches(['度', '末', '底'])
        .trim_start_matches("全年")
        .trim_start_matches("同期");
    bare(name).trim_end_matches(['数', '额'])
}

/// Whether two amounts are near enough for one to have become the other in a year.
fn are_alike(now: &Mention, base: &Mention) -> bool {
    let (now, base) = (now.quantity.value, base.quantity.value);
    now > Decimal::ZERO && base > Decimal::ZERO && now <= base * Decimal::TEN && base <= now * Decimal::TEN
}
