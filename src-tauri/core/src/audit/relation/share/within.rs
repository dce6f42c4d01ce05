//! What a share is of where the words name it by parts: 学校在职教职工 are those of 在职教职工 that are of 学校, and 行政村总数 is the
//! number that is told in 行政村.

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::Formula;
use crate::audit::wording::has;

/// Characters of a name that tells.
const TELLING: usize = 2;

/// `在职教职工A人，其中机关B人，学校C人。学校在职教职工中，专任教师D人，占P%`: the part, called by its own name and that of its whole.
pub(super) fn of_a_part(nearby: Nearby<'_>, wholes: &[Option<usize>], part: usize, name: &str) -> Option<usize> {
    let unit = nearby.get(part)?.quantity.unit;
    let is_named = |index: usize, found: &Mention| {
        let own = found.label();
        let of = wholes.get(index).copied().flatten().and_then(|whole| nearby.get(whole));
        let rest =
            name.strip_prefix(own).filter(|rest| rest.chars().count() >= TELLING && own.chars().count() >= TELLING);
        rest.zip(of).is_some_and(|(rest, of)| of.label().ends_with(rest))
    };
    let mut named = nearby.levels(part, unit, usize::MAX / 2).filter(|(index, found)| is_named(*index, found));
    named.next().filter(|_| named.next().is_none()).map(|(whole, _)| whole)
}

/// `共14个乡镇、218个行政村，其中脱贫村76个，占行政村总数的P%`: the one amount before that is told in what is named.
pub(super) fn told_in(nearby: Nearby<'_>, part: usize, name: &str) -> Option<usize> {
    let mention = nearby.get(part)?;
    let noun =
        ["总数", "总量", "总户数", "总人数", "数"].iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    let is_told = |found: &Mention| {
        *found.tail == *noun && !found.is_last_years() && found.quantity.value >= mention.quantity.value
    };
    let mut told = nearby.levels(part, mention.quantity.unit, usize::MAX / 2).filter(|(_, found)| is_told(found));
    told.next().filter(|_| noun.chars().count() >= TELLING && told.next().is_none()).map(|(whole, _)| whole)
}

/// Numbers before a share among which what it is of is looked for through the whole text.
const REACH: usize = 240;
/// Characters of a name that tells through the whole text.
const LONG: usize = 4;
/// Words before a name that say nothing about which amount it is.
const SCOPES: &[&str] = &["全", "本", "我", "该"];

/// `占累计支出的P%`, `占实施项目总数的P%` under another heading: the amount whose words end with the name, or are all that make
/// the name up (共实施衔接资金项目142个), where the text has no other such.
pub(super) fn told_anywhere(nearby: Nearby<'_>, part: usize, name: &str) -> Option<(usize, bool)> {
    let mention = nearby.get(part)?;
    let noun = ["总数", "总量", "总额", "数"].iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    let scoped = |noun: &str| {
        let rest = SCOPES.iter().find_map(|scope| noun.strip_prefix(scope))?;
        rest.char_indices().nth(1).and_then(|(at, _)| rest.get(at..)).map(str::to_owned)
    };
    let noun = scoped(noun).unwrap_or_else(|| noun.to_owned());
    let letters: Vec<char> = noun.chars().collect();
    let words: Vec<String> = letters.chunks(2).map(|word| word.iter().collect()).collect();
    let in_all = |found: &Mention| {
        let told = format!("{}{}", found.lead, found.tail);
        has(&found.lead, &["共", "总"]) && letters.len() >= LONG && words.iter().all(|word| told.contains(word))
    };
    let is_meant = |found: &Mention| {
        let ends = letters.len() >= LONG && found.label().ends_with(&noun);
        let tail = letters.len() >= TELLING && *found.tail == *noun && has(&found.lead, &["共", "总"]);
        ends || tail || in_all(found)
    };
    let mut found = (part.saturating_sub(REACH)..part).rev().filter(|other| {
        nearby.get(*other).is_some_and(|found| {
            found.is_level()
                && found.bracket == 0
                && found.quantity.unit.goes_with(mention.quantity.unit)
                && found.quantity.value >= mention.quantity.value
                && !found.is_last_years()
                && !found.is_planned()
                && !found.is_per_head()
                && is_meant(found)
        })
    });
    let value = |index: usize| nearby.get(index).map(|found| found.quantity.value);
    let whole = found.next()?;
    // 占项目支出的P% is hardly of 重点项目支出: with more words before the name only a slip shows that it is meant.
    let sure = nearby.get(whole).is_some_and(|whole| !whole.label().ends_with(&noun) || whole.label() == noun);
    found.all(|other| value(other) == value(whole)).then_some((whole, sure))
}

/// `监测对象986户…。已消除风险的监测对象614户，占P%`: of what the sentence before tells under the name that this one ends with.
pub(super) fn namesake_before(nearby: Nearby<'_>, part: usize) -> Option<usize> {
    let mention = nearby.get(part)?;
    let is_same = |found: &Mention| {
        let label = found.label();
        label.chars().count() >= LONG && mention.label().ends_with(label) && mention.label().len() > label.len()
    };
    let mut found = nearby.levels(part, mention.quantity.unit, 1).filter(|(_, found)| {
        is_same(found)
            && !found.is_last_years()
            && !found.is_planned()
            && found.quantity.value >= mention.quantity.value
    });
    found.next().filter(|_| found.next().is_none()).map(|(whole, _)| whole)
}

/// `新建公厕15座，年末公厕246座，新建数占年末总数的P%`: what is named may stand between.
pub(super) fn between(nearby: Nearby<'_>, index: usize, part: usize, name: &str) -> Option<usize> {
    let root = name.strip_suffix("总数").or_else(|| name.strip_suffix("总量"))?;
    let mention = nearby.get(part)?;
    let mut found = nearby.levels(index, mention.quantity.unit, 0).filter(|(other, found)| {
        *other > part && found.lead.contains(root) && found.quantity.value >= mention.quantity.value
    });
    found.next().filter(|_| root.chars().count() >= TELLING && found.next().is_none()).map(|(whole, _)| whole)
}

/// `占小学、初中在校生的P%`: of several amounts together, each told under just its name and in the unit of the part.
pub(super) fn of_several(nearby: Nearby<'_>, part: usize, name: &str) -> Option<Formula> {
    let mention = nearby.get(part)?;
    let name = PEOPLE.iter().find_map(|noun| name.strip_suffix(noun))?;
    let names: Vec<&str> = name.split(['、', '和']).collect();
    let called = |name: &&str| {
        let mut found = (part.saturating_sub(REACH)..part).rev().filter(|other| {
            nearby.get(*other).is_some_and(|found| {
                found.is_level() && found.label() == *name && found.quantity.unit.goes_with(mention.quantity.unit)
            })
        });
        found.next().filter(|_| name.chars().count() >= TELLING && found.next().is_none())
    };
    let wholes: Vec<usize> = names.iter().map(called).collect::<Option<_>>().filter(|_| names.len() >= 2)?;
    Some(Formula::Together { parts: vec![part], wholes })
}

/// What people are called of whom an amount of each name tells.
const PEOPLE: &[&str] = &["在校生总数", "在校学生总数", "学生总数", "在校生", "在校学生", "学生"];
