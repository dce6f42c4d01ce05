//! So much for each of those whom another sentence counts: `校舍面积A平方米，生均P平方米` over the pupils, `每千常住人口拥有床位P张` over
//! those who live there, `人均公用经费P万元` over those in post, `低保金A万元，人均每月P元` over those who are paid, for twelve months.

use rust_decimal::Decimal;

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, MONTHS, Reading, Relation, Statement, judge};
use crate::audit::unit::{self, Kind};
use crate::audit::wording::has;

/// How an amount for each of some people begins, and what those people are called where they are counted.
const HEADS: &[(&[&str], &[&str])] = &[
    (&["生均", "每生", "每名学生"], &["在校生", "在校学生", "在校生总数", "在校学生总数", "学生总数", "在籍学生"]),
    (&["人均公用经费", "人均日常公用经费", "人均人员经费"], &["在职人员", "在职职工", "在职人数", "实有人数"]),
];
/// Those of whom there are so many for each thousand.
const PEOPLE: &[&str] = &["常住人口", "户籍人口", "总人口", "人口"];
/// Numbers before an amount for each right behind which its total stands.
const BESIDE: usize = 3;
/// Numbers before an amount for each among which the people are counted.
const REACH: usize = 400;
/// How many times an amount for each its total must be at least.
const FEWEST: Decimal = Decimal::TEN;

/// Judges amounts for each of people who are counted in another sentence.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let is_each = |mention: &Mention| mention.is_level() && mention.is_per_head() && mention.bracket == 0;
    let statement = |(index, mention): (usize, &Mention)| {
        let formula = of_heads(nearby, index, mention)
            .or_else(|| of_thousands(nearby, index, mention))
            .or_else(|| by_month(nearby, index, mention))?;
        judge(nearby.0, Relation::Average, index, &[Reading { formula, sure: true }])
    };
    nearby.0.iter().enumerate().filter(|(_, mention)| is_each(mention)).filter_map(statement).collect()
}

fn of_heads(nearby: Nearby<'_>, index: usize, mention: &Mention) -> Option<Formula> {
    let (word, called) = HEADS.iter().find_map(|(words, called)| {
        let word = words.iter().find(|word| mention.lead.starts_with(**word))?;
        Some((*word, *called))
    })?;
    let behind = mention.lead.get(word.len()..)?;
    let name = word.strip_prefix("人均").unwrap_or(behind);
    let total = total(nearby, index, mention, name)?;
    let count = counted(nearby, index, called)?;
    Some(Formula::Per { total, count, factor: Decimal::ONE })
}

/// `编制床位A张，每千常住人口拥有床位P张`.
fn of_thousands(nearby: Nearby<'_>, index: usize, mention: &Mention) -> Option<Formula> {
    let rest = mention.lead.get(mention.lead.find('每')? + '每'.len_utf8()..)?;
    let (many, length) = unit::multiplier(rest)?;
    let rest = rest.get(length..)?.trim_start_matches('名');
    let people = PEOPLE.iter().find(|people| rest.starts_with(**people))?;
    let name = rest.get(people.len()..)?.trim_start_matches(['拥', '有', '的']);
    let called: &[&str] = if *people == "人口" { &["常住人口"] } else { std::slice::from_ref(people) };
    let total = total(nearby, index, mention, name)?;
    let count = counted(nearby, index, called)?;
    Some(Formula::Per { total, count, factor: many })
}

/// What is given out: the amount right before it, where that is called alike, else the one the text has of that name.
fn total(nearby: Nearby<'_>, index: usize, mention: &Mention, name: &str) -> Option<usize> {
    let unit = mention.quantity.unit;
    let is_much =
        |found: &Mention| mention.quantity.value.checked_mul(FEWEST).is_some_and(|least| found.quantity.value >= least);
    let fits = |found: &Mention| {
        found.is_level()
            && found.quantity.unit.goes_with(unit)
            && found.quantity.bound == Bound::Exact
            && !found.is_last_years()
            && !found.is_planned()
            && (!found.is_per_head() || is_much(found))
    };
    let alike = |found: &Mention| name.is_empty() || share_a_word(&found.lead, name);
    let beside = nearby
        .before(index)
        .take(BESIDE)
        .take_while(|(_, found)| found.part == mention.part)
        .find(|(_, found)| found.quantity.unit.kind != Kind::Percent)
        .filter(|(_, found)| fits(found) && alike(found))
        .map(|(total, _)| total);
    let of_name = || {
        let (total, alone) = nearby.by_name(index, name, unit)?;
        (alone && name.chars().count() >= 3).then_some(total)
    };
    beside.or_else(of_name)
}

/// The one number of people that the text has under such a name.
fn counted(nearby: Nearby<'_>, index: usize, called: &[&str]) -> Option<usize> {
    let is_so = |found: &Mention| {
        found.is_level()
            && found.quantity.unit.word == "人"
            && called.iter().any(|name| found.label().ends_with(name))
            && !found.is_last_years()
            && !found.is_planned()
            && !found.lead.contains("编制")
    };
    let mut found = (index.saturating_sub(REACH)..index).rev().filter(|other| nearby.get(*other).is_some_and(is_so));
    let first = found.next()?;
    let value = |index: usize| nearby.get(index).map(|found| found.quantity.value);
    found.all(|other| value(other) == value(first)).then_some(first)
}

/// `农村低保对象B户C人…。发放农村低保金A万元，人均每月P元`: over those of whom the name speaks, and over twelve months.
fn by_month(nearby: Nearby<'_>, index: usize, mention: &Mention) -> Option<Formula> {
    let is_monthly = has(&mention.lead, &["人均每月", "人月均", "月人均", "每人每月平均", "平均每人每月"]);
    let total = index.checked_sub(1).filter(|_| is_monthly)?;
    let paid = nearby.get(total).filter(|paid| {
        paid.is_level()
            && paid.part == mention.part
            && paid.quantity.unit == mention.quantity.unit
            && !paid.is_per_head()
    })?;
    let is_so = |other: &usize| {
        nearby.get(*other).is_some_and(|found| {
            found.is_level()
                && found.quantity.unit.word == "人"
                && found.paragraph == mention.paragraph
                && !has(&found.lead, &["新增", "退出", "合计"])
                && shared(&own_words(nearby, *other, found), paid.label()) >= NAMED
        })
    };
    let mut counts = (0..total).rev().take(BACK).filter(is_so);
    let count = counts.next().filter(|_| counts.next().is_none())?;
    let factor = Decimal::ONE.checked_div(MONTHS)?;
    Some(Formula::Per { total, count, factor })
}

/// Characters that a name of people and of what they are paid share, and numbers before that which are looked at.
const NAMED: usize = 4;
const BACK: usize = 24;

/// The words of a number, or those before another measure of the same: 农村低保对象B户C人.
fn own_words(nearby: Nearby<'_>, index: usize, mention: &Mention) -> String {
    let before = index.checked_sub(1).and_then(|before| nearby.get(before));
    let same = before.filter(|before| mention.lead.is_empty() && before.clause == mention.clause);
    same.map_or(mention.lead.clone(), |before| before.lead.clone())
}

/// The most characters in a row that two names share.
fn shared(one: &str, other: &str) -> usize {
    let letters: Vec<char> = one.chars().collect();
    let holds = |length: &usize| letters.windows(*length).any(|word| other.contains(&word.iter().collect::<String>()));
    (1..=letters.len()).take_while(holds).last().unwrap_or(0)
}

fn share_a_word(one: &str, other: &str) -> bool {
    shared(one, other) >= 2
}
