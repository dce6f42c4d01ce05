//! Shares: `A，占B的P%`, `A，占比P%`, `占B万元的P%`, and the bare percentages that follow in such a list.

use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::{Nearby, is_called};
use crate::audit::statement::{Formula, Outcome, Reading, Relation, Statement, judge, operands};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, has};

/// Numbers of earlier paragraphs among which a whole is looked for that this one does not name.
const ELSEWHERE: usize = 40;
/// Named wholes that are tried.
const TRIED: usize = 6;

pub(super) fn read(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    for (index, mention) in nearby.0.iter().enumerate() {
        let statement = match &mention.role {
            Role::Share { part, whole } => share(nearby, wholes, &found, index, part, whole),
            Role::Unnamed => unnamed(nearby, &found, index),
            Role::OfWhole if is_share(nearby, index) => of_whole(nearby, index),
            Role::Other if is_rest(mention) => rest(nearby, index),
            _ => None,
        };
        found.extend(statement);
    }
    found
}

/// 其余P%, 剩余P%.
fn is_rest(mention: &Mention) -> bool {
    mention.quantity.unit.kind == Kind::Percent
        && matches!(wording::bare(&mention.lead), "其余" | "余下" | "剩余" | "其他")
}

/// What the shares before it in its stretch of the sentence leave of a hundred.
fn rest(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let others: Vec<usize> = nearby
        .before(index)
        .take_while(|(_, found)| found.part == mention.part)
        .filter(|(_, found)| found.quantity.unit.kind == Kind::Percent)
        .map(|(other, _)| other)
        .collect();
    let are_shares = others.iter().all(|other| {
        nearby.get(*other).is_some_and(|other| matches!(other.role, Role::Share { .. } | Role::Unnamed | Role::OfWhole))
    });
    let others: Vec<usize> = others.into_iter().rev().collect();
    let reading = Reading { formula: Formula::Remainder { others: others.clone() }, sure: are_shares };
    if others.is_empty() { None } else { judge(nearby.0, Relation::Share, index, &[reading]) }
}

/// Whether the whole right before is introduced by 占.
fn is_share(nearby: Nearby<'_>, index: usize) -> bool {
    index.checked_sub(1).and_then(|before| nearby.get(before)).is_some_and(|whole| whole.lead.contains('占'))
}

fn of_whole(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let whole = index.checked_sub(1)?;
    let (part, mention) = nearby.amount(whole, 0)?;
    let fits = mention.quantity.unit.goes_with(nearby.get(whole)?.quantity.unit);
    let reading = Reading { formula: Formula::Ratio { part, whole }, sure: true };
    fits.then(|| judge(nearby.0, Relation::Share, index, &[reading])).flatten()
}

/// The amount the share is of: named before 占, else the nearest.
fn part_of(nearby: Nearby<'_>, index: usize, named: &str) -> Option<(usize, bool)> {
    let named = named.trim_start_matches(['其', '，']).trim_end_matches(['额', '数']);
    if named.chars().count() >= 2 {
        let called = |(_, mention): &(usize, &Mention)| mention.is_level() && mention.label().contains(named);
        if let Some((part, _)) = nearby.before(index).take(TRIED).find(called) {
            return Some((part, true));
        }
        // 发明专利占 of an amount that is not printed: nothing to reckon with.
        let nearest = nearby.amount(index, 0)?.0;
        return Some((nearest, false));
    }
    let (part, mention) = nearby.amount(index, 0)?;
    let here = nearby.get(index)?;
    Some((part, mention.part == here.part || mention.bracket == here.bracket && here.bracket != 0))
}

fn share(
    nearby: Nearby<'_>,
    wholes: &[Option<usize>],
    found: &[Statement],
    index: usize,
    named: &str,
    whole: &str,
) -> Option<Statement> {
    let (part, sure_of_part) = part_of(nearby, index, named)?;
    let mention = nearby.get(part)?;
    let unit = mention.quantity.unit;
    let listed = wholes.get(part).copied().flatten();
    let anchor = nearby.get(index)?.anchor.filter(|anchor| *anchor != part);
    let mut readings = Vec::new();
    let mut add = |whole: usize, sure: bool| {
        let fits = whole != part
            && nearby.get(whole).is_some_and(|whole| whole.is_level() && whole.quantity.unit.goes_with(unit));
        if fits {
            readings.push(Reading { formula: Formula::Ratio { part, whole }, sure });
        }
    };
    // 本年收入中，…占P%: the sentence says what the shares are of.
    let topic = nearby.get(index).map_or("", |mention| &mention.topic);
    let whole = if whole.is_empty() { topic } else { whole };
    if whole.is_empty() {
        listed.into_iter().chain(anchor).for_each(|whole| add(whole, sure_of_part));
        among(nearby, index, part).into_iter().for_each(|whole| add(whole, true));
        namesake(nearby, part).filter(|_| listed.is_none()).into_iter().for_each(|whole| add(whole, sure_of_part));
        followed(nearby, index, part).into_iter().for_each(|whole| add(whole, false));
    } else {
        let same_paragraph =
            nearby.levels(index, unit, usize::MAX / 2).filter(|(_, mention)| is_called(mention, whole));
        planned(nearby, part, whole).into_iter().for_each(|whole| add(whole, sure_of_part));
        of_its_root(nearby, wholes, part, whole).into_iter().for_each(|whole| add(whole, sure_of_part));
        let called: Vec<usize> = same_paragraph
            .map(|(index, _)| index)
            .filter(|called| *called < part || Some(*called) == listed)
            .take(TRIED)
            .collect();
        // The list's own whole is meant where its name fits; else the nearest of the name.
        let own = listed.filter(|listed| called.contains(listed));
        let plausible = |whole: usize| {
            let near = nearby
                .get(whole)
                .zip(nearby.get(index))
                .is_some_and(|(whole, share)| whole.sentence + 1 >= share.sentence);
            let within = nearby.get(whole).is_some_and(|whole| mention.quantity.value <= whole.quantity.value);
            near || within
        };
        own.into_iter()
            .chain(called.iter().copied())
            .filter(|whole| plausible(*whole))
            .for_each(|whole| add(whole, sure_of_part));
        listed.into_iter().chain(anchor).for_each(|whole| add(whole, false));
        followed(nearby, index, part).into_iter().for_each(|whole| add(whole, false));
        // 占项目支出的P% under another heading: the one amount the text has of that name.
        if let Some((found, alone)) = nearby.by_name(part, whole, unit).filter(|_| called.is_empty()) {
            add(found, alone && sure_of_part);
        }
    }
    let sibling = found.iter().rev().take(TRIED).filter_map(|statement| whole_of(statement, nearby, index));
    sibling.for_each(|whole| add(whole, false));
    nearby
        .levels(index, unit, 3)
        .map(|(index, _)| index)
        .filter(|whole| *whole < part)
        .take(TRIED)
        .for_each(|whole| add(whole, false));
    if readings.is_empty() {
        let own = nearby.get(index).map(|mention| mention.paragraph);
        let elsewhere = (part.saturating_sub(ELSEWHERE)..part).rev().filter(|other| {
            nearby.get(*other).is_some_and(|other| {
                other.is_level() && Some(other.paragraph) != own && other.quantity.unit.goes_with(unit)
            })
        });
        readings.extend(elsewhere.map(|whole| Reading { formula: Formula::Ratio { part, whole }, sure: false }));
    }
    judge(nearby.0, Relation::Share, index, &readings)
}

/// 户籍人口A，60岁以上老年人口B，占比P%: the one other amount of the sentence, where both are called the same.
fn namesake(nearby: Nearby<'_>, part: usize) -> Option<usize> {
    let mention = nearby.get(part)?;
    let mut others = nearby.levels(part, mention.quantity.unit, 0);
    let (whole, found) = others.next().filter(|_| others.next().is_none())?;
    let label = found.label();
    let name = label.get(label.char_indices().rev().nth(1)?.0..)?;
    let is_of = mention.label().ends_with(name) && mention.label().chars().count() > label.chars().count();
    (is_of && !found.is_last_years() && !found.is_planned()).then_some(whole)
}

/// 占目标任务的P%: the one amount of the sentence that was meant to be reached.
fn planned(nearby: Nearby<'_>, part: usize, whole: &str) -> Option<usize> {
    let mention = nearby.get(part).filter(|_| has(whole, &["计划", "目标", "任务"]))?;
    let mut plans = nearby
        .levels(part, mention.quantity.unit, 0)
        .filter(|(_, found)| has(&found.lead, &["计划", "目标", "任务"]) && found.bracket == mention.bracket);
    plans.next().filter(|_| plans.next().is_none()).map(|(plan, _)| plan)
}

/// 占立案总数的P% after 立案查处62起: the one amount of the paragraph, no part of a list, that is called after the same.
fn of_its_root(nearby: Nearby<'_>, wholes: &[Option<usize>], part: usize, whole: &str) -> Option<usize> {
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
    });
    let only = called.next().filter(|_| called.next().is_none());
    only.filter(|_| root.chars().count() >= 2).map(|(whole, _)| whole)
}

/// `84个村中的77个，占P%`: the number right before in the clause is the whole.
fn among(nearby: Nearby<'_>, index: usize, part: usize) -> Option<usize> {
    let mention = nearby.get(part)?;
    let whole = part.checked_sub(1).filter(|_| has(&mention.lead, &["中的", "中有"]) && part + 1 == index)?;
    (nearby.get(whole)?.clause == mention.clause).then_some(whole)
}

/// `人员A万元（占基本支出的P%），公用B万元，基本支出共C万元`: the whole may stand behind.
fn followed(nearby: Nearby<'_>, index: usize, part: usize) -> Option<usize> {
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

/// A percentage right behind an amount means its share where the list has shares.
fn unnamed(nearby: Nearby<'_>, found: &[Statement], index: usize) -> Option<Statement> {
    let part = index.checked_sub(1)?;
    let mention = nearby.get(part).filter(|mention| {
        mention.is_level() && nearby.get(index).is_some_and(|share| share.sentence == mention.sentence)
    })?;
    let whole = found.iter().rev().take(TRIED).find_map(|statement| whole_of(statement, nearby, index))?;
    let fits = nearby.get(whole).is_some_and(|whole| whole.quantity.unit.goes_with(mention.quantity.unit));
    let reading = Reading { formula: Formula::Ratio { part, whole }, sure: true };
    fits.then(|| judge(nearby.0, Relation::Share, index, &[reading])).flatten()
}

/// The whole of a share found earlier in the same sentence.
fn whole_of(statement: &Statement, nearby: Nearby<'_>, index: usize) -> Option<usize> {
    let near = nearby
        .get(statement.stated)
        .zip(nearby.get(index))
        .is_some_and(|(one, other)| one.paragraph == other.paragraph);
    let formula = match &statement.outcome {
        Outcome::Sound(formula) | Outcome::Wrong { formula, .. } => formula,
        Outcome::Open => return None,
    };
    operands(formula).get(1).copied().filter(|_| near)
}
