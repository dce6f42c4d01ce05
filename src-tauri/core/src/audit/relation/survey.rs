//! What several amounts make between them over one whole: `满意A份、基本满意B份，满意率P%`, `调解A件、撤诉B件，调撤率P%`.

use rust_decimal::Decimal;

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading};
use crate::audit::unit::{Kind, Unit};
use crate::audit::wording::{bare, has};

/// Amounts that make up a rate between them.
const MOST_TOGETHER: usize = 4;

/// `满意A份、基本满意B份，满意率P%`, `调解A件、撤诉B件，调撤率P%`: what several amounts make between them, over the one whole.
pub(super) fn together(nearby: Nearby<'_>, index: usize, name: &str) -> Option<Reading> {
    let mention = nearby.get(index)?;
    let here: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence)
        .filter(|(_, found)| found.is_level() && found.bracket == mention.bracket && !found.is_last_years())
        .take(3 * MOST_TOGETHER)
        .collect();
    let stem = name.strip_suffix('率').or_else(|| name.strip_suffix('度'))?;
    // 满意和比较满意的分别为A份、B份: each of the row.
    let row: Vec<(usize, usize)> = here
        .iter()
        .filter(|(_, found)| {
            has(&found.lead, &["分别为", "分别是", "分别有"]) && found.lead.matches("满意").count() == 2
        })
        .map(|(first, found)| (first + 1, found.clause))
        .collect();
    let goes_on =
        |index: usize, found: &Mention| found.lead.starts_with(['、', '和']) && row.contains(&(index, found.clause));
    let satisfied = |found: &Mention| {
        let told = |words: &str| {
            words.contains("满意")
                && !["合计", "共", "不满意", "不太满意", "不够满意"].iter().any(|word| words.contains(word))
        };
        told(&found.lead) || found.lead.is_empty() && told(&found.tail)
    };
    let mut parts: Vec<usize> = if stem.ends_with("满意") && !stem.contains('不') {
        here.iter().filter(|(index, found)| satisfied(found) || goes_on(*index, found)).map(|(part, _)| *part).collect()
    } else {
        // 调撤 is 调解 and 撤诉.
        let two: Vec<char> = stem.chars().rev().take(2).collect();
        let [second, first] = two.as_slice() else { return None };
        let begins = |found: &Mention, c: char| {
            bare(found.label()).trim_start_matches(['其', '中', '和']).starts_with(c)
                || found.lead.contains(&format!("“{c}”"))
        };
        let pair = here
            .iter()
            .zip(here.iter().skip(1))
            .find(|((_, later), (_, earlier))| begins(later, *second) && begins(earlier, *first));
        pair.map(|((later, _), (earlier, _))| vec![*later, *earlier])?
    };
    // 学生满意A人；用人单位满意B家，满意度P%: of the nearest stretch, in one unit.
    let nearest = nearby.get(*parts.first()?)?;
    let (stretch, sort) = (nearest.part, nearest.quantity.unit);
    let alike =
        |part: &usize| nearby.get(*part).is_some_and(|part| part.part == stretch && part.quantity.unit.goes_with(sort));
    if parts.iter().any(|part| !alike(part)) && stem.ends_with("满意") {
        parts.retain(alike);
    }
    // 教职工满意度P% has no number before it in its own stretch.
    let is_of_all = has(stem, &["综合", "总体", "整体", "平均"]) || stem == "满意";
    if stretch != mention.part && !is_of_all {
        return None;
    }
    parts.reverse();
    let (first, last) = (*parts.first()?, *parts.last()?);
    let unit = nearby.get(first)?.quantity.unit;
    let value = |part: &usize| nearby.get(*part).map_or(Decimal::ZERO, |part| part.quantity.value);
    let sum: Decimal = parts.iter().map(value).sum();
    let is_whole = |(other, found): &&(usize, &Mention)| {
        *other < first
            && found.quantity.unit.kind == Kind::Count
            && (found.quantity.unit.goes_with(unit) || here.len() == parts.len() + 1)
            && found.quantity.value >= sum
    };
    let row = parts.len() <= MOST_TOGETHER && last - first < 2 * parts.len();
    let wholes = match here.iter().find(is_whole) {
        Some(_) if parts.len() < 2 => return None,
        Some((whole, _)) => vec![*whole],
        None => answers(&here, &parts, unit)?,
    };
    row.then_some(Reading { formula: Formula::Together { parts, wholes }, sure: true })
}

/// `评价为优的3个、良的7个、中的2个，优良率P%`: the best two grades over all.
pub(super) fn graded(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, name: &str) -> Option<Reading> {
    let mention = nearby.get(index).filter(|_| BEST.iter().any(|word| name.ends_with(word)))?;
    // 优42个，良118个，中21个。优良率P%: a sentence of its own.
    let before = index.checked_sub(1).and_then(|before| nearby.get(before));
    let sentence = before.map_or(mention.sentence, |before| before.sentence.max(mention.sentence - 1));
    let here: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == sentence)
        .filter(|(_, found)| found.is_level() && found.quantity.unit.kind == Kind::Count)
        .take(3 * MOST_TOGETHER)
        .collect();
    let of_grade = |grade: char| {
        let mut found = here.iter().filter(|(_, found)| found.lead.contains(grade) || found.tail.contains(grade));
        found.next().filter(|_| found.next().is_none()).map(|(part, _)| *part)
    };
    let (best, good) = (of_grade('优')?, of_grade('良')?);
    // 优的5个，良1个: where the row has no whole, it is all of it.
    let graded = |(_, found): &&(usize, &Mention)| {
        ['优', '良', '中', '差'].iter().any(|grade| found.lead.contains(*grade)) && found.quantity.unit.word == "个"
    };
    let mut row: Vec<usize> = here.iter().filter(graded).map(|(part, _)| *part).collect();
    row.reverse();
    let listed = |part: usize| wholes.get(part).copied().flatten();
    let of = match listed(best).filter(|whole| listed(good) == Some(*whole)) {
        Some(whole) => vec![whole],
        None => row,
    };
    let parts = if name.ends_with("优良率") { vec![best, good] } else { vec![best] };
    let reading = Reading { formula: Formula::Together { parts, wholes: of.clone() }, sure: true };
    (best != good && !of.is_empty()).then_some(reading)
}

/// `完成24个，未完成2个，完成率P%`: what was done over that and what was not.
pub(super) fn done_of_both(nearby: Nearby<'_>, index: usize, name: &str) -> Option<Reading> {
    let mention = nearby.get(index)?;
    let stem: String = name.strip_suffix('率')?.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    let here: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence)
        .filter(|(_, found)| found.is_level() && found.bracket == mention.bracket)
        .collect();
    let [(undone, one), (done, other)] = here.as_slice() else { return None };
    let is_both = stem.chars().count() == 2
        && one.lead.contains(&format!("未{stem}"))
        && other.lead.contains(stem.as_str())
        && !other.lead.contains('未')
        && one.quantity.unit.goes_with(other.quantity.unit);
    is_both.then_some(Reading {
        formula: Formula::Together { parts: vec![*done], wholes: vec![*done, *undone] },
        sure: true,
    })
}

/// Rates of the best grades.
const BEST: &[&str] = &["优良率", "优秀率", "优等率", "优级率"];

/// All answers of a survey of which no sum is printed in the sentence: 满意A份、基本满意B份、不满意C份.
fn answers(here: &[(usize, &Mention)], parts: &[usize], unit: Unit) -> Option<Vec<usize>> {
    let all: Vec<usize> =
        here.iter().rev().filter(|(_, found)| found.quantity.unit.goes_with(unit)).map(|(one, _)| *one).collect();
    let against = here.iter().any(|(one, found)| !parts.contains(one) && has(&found.lead, &["不满意", "不太满意"]));
    let beside = all.first().zip(all.last()).is_some_and(|(first, last)| last - first + 1 == all.len());
    (against && beside && all.len() > parts.len()).then_some(all)
}
