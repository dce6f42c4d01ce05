//! Shares: `A，占B的P%`, `A，占比P%`, `占B万元的P%`, and the bare percentages that follow in such a list.

use std::collections::BTreeMap;

use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::{Nearby, bears, is_called, is_just};
use crate::audit::statement::{Formula, Outcome, Reading, Relation, Statement, judge, operands, result};
use crate::audit::unit::{self, Kind};
use crate::audit::wording::{self, has};

/// Numbers of earlier paragraphs among which a whole is looked for that this one does not name.
const ELSEWHERE: usize = 40;
/// Amounts of one root that are looked at.
const LONGEST_ROW: usize = 8;
/// Named wholes that are tried.
const TRIED: usize = 6;

pub(super) fn read(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let rows = rows(nearby, wholes);
    for (index, mention) in nearby.0.iter().enumerate() {
        if let Some(formula) = rows.get(&index) {
            found.extend(judge(nearby.0, Relation::Share, index, &[Reading { formula: formula.clone(), sure: true }]));
            continue;
        }
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

/// Shares in a row whose whole is not named, as they are surely meant: `A，占a%；B，占b%；C，占c%`, in one sentence or a line
/// each. Their whole is what nearly all of them fit: what they make together, or an amount before them.
fn rows(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> BTreeMap<usize, Formula> {
    let mut found = BTreeMap::new();
    let part = |index: usize| {
        let (share, part) = (nearby.get(index)?, index.checked_sub(1)?);
        let mention = nearby.get(part)?;
        let is_nameless = matches!(&share.role, Role::Share { part, .. } if part.is_empty()) && share.topic.is_empty();
        let follows = mention.is_level()
            && !mention.is_per_head()
            && mention.sentence == share.sentence
            && mention.bracket == share.bracket;
        let listed = wholes.get(part).copied().flatten().is_some();
        (is_nameless && follows && !listed).then_some((index, part))
    };
    let members: Vec<(usize, usize)> = (0..nearby.0.len()).filter_map(part).collect();
    let goes_on = |(share, part): (usize, usize), (next, next_part): (usize, usize)| {
        let all = nearby.get(share).zip(nearby.get(next)).zip(nearby.get(part).zip(nearby.get(next_part)));
        all.is_some_and(|((one, other), (part, next_part))| {
            // Only the first may say what all are of.
            matches!(&other.role, Role::Share { whole, .. } if whole.is_empty())
                && other.paragraph <= one.paragraph + 1
                && (other.paragraph > one.paragraph || other.sentence == one.sentence)
                && part.quantity.unit.goes_with(next_part.quantity.unit)
                && next <= share + LARGEST
        })
    };
    for row in members.chunk_by(|one, other| goes_on(*one, *other)).filter(|row| (2..=LARGEST).contains(&row.len())) {
        found.extend(of_one_whole(nearby, row));
    }
    found
}

/// Shares of one row.
const LARGEST: usize = 20;

/// The formulas of a row where one whole fits all of it but one.
fn of_one_whole(nearby: Nearby<'_>, row: &[(usize, usize)]) -> Vec<(usize, Formula)> {
    let parts: Vec<usize> = row.iter().map(|(_, part)| *part).collect();
    let Some((first, unit)) = parts.first().and_then(|first| Some((*first, nearby.get(*first)?.quantity.unit))) else {
        return Vec::new();
    };
    let fits = |(share, formula): &(usize, Formula)| {
        let stated = nearby.get(*share).map(|share| share.quantity.span());
        stated.zip(result(nearby.0, formula, *share)).is_some_and(|(stated, found)| found.meets(stated))
    };
    let fitting = |formulas: &Vec<(usize, Formula)>| formulas.iter().filter(|one| fits(one)).count();
    let over = |whole: usize| row.iter().map(|(share, part)| (*share, Formula::Ratio { part: *part, whole })).collect();
    let together =
        row.iter().map(|(share, part)| (*share, Formula::OfSum { part: *part, parts: parts.clone() })).collect();
    let wholes = (first.saturating_sub(ELSEWHERE)..first).filter(|other| {
        nearby.get(*other).is_some_and(|other| other.is_level() && other.quantity.unit.goes_with(unit))
    });
    let best = wholes.map(over).chain([together]).max_by_key(fitting);
    // Of two shares one says little; both parts must make up the whole.
    let is_whole = |best: &[(usize, Formula)]| match best.first() {
        Some((_, Formula::Ratio { whole, .. })) => {
            let sum = result(nearby.0, &Formula::Sum { parts: parts.clone() }, *whole);
            sum.zip(nearby.get(*whole)).is_some_and(|(sum, whole)| sum.meets(whole.quantity.span()))
        }
        _ => false,
    };
    let told = |best: &Vec<(usize, Formula)>| fitting(best) + 1 >= row.len() && (row.len() > 2 || is_whole(best));
    best.filter(told).unwrap_or_default()
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

/// `1105人次、89.46万元，人次占a%，金额占b%`: of several measures of one thing the share is of the one it is named after.
fn of_measure(nearby: Nearby<'_>, index: usize, named: &str) -> Option<usize> {
    let share = nearby.get(index)?;
    let word = named.trim_start_matches('其').trim_end_matches('数');
    let counted = unit::read(word).filter(|(_, length)| *length == word.len() && !word.is_empty());
    let unit = counted.map(|(unit, _)| unit).filter(|unit| matches!(unit.kind, Kind::Count | Kind::Measured));
    let is_money = matches!(named, "金额" | "资金" | "资金额" | "投资" | "投资额");
    let is_measured = |found: &Mention| match unit {
        Some(unit) => found.quantity.unit.word == unit.word,
        None => is_money && found.quantity.unit.kind == Kind::Money,
    };
    let near = nearby.before(index).take_while(|(_, found)| found.part == share.part);
    near.filter(|(_, found)| found.is_level() && !found.is_per_head() && !found.is_last_years())
        .find(|(_, found)| is_measured(found))
        .map(|(part, _)| part)
}

/// The amount the share is of: named before 占, else the nearest.
fn part_of(nearby: Nearby<'_>, index: usize, named: &str) -> Option<(usize, bool)> {
    if let Some(part) = of_measure(nearby, index, named) {
        return Some((part, true));
    }
    let named = named.trim_start_matches(['其', '，']).trim_end_matches(['额', '数']);
    if named.chars().count() >= 2 {
        let called = |(_, mention): &(usize, &Mention)| {
            mention.is_level() && !mention.is_per_head() && mention.label().contains(named)
        };
        if let Some((part, _)) = nearby.before(index).take(TRIED).find(called) {
            return Some((part, true));
        }
        // 村卫生室所得占: named with a word more than the amount is.
        let told = |(_, mention): &(usize, &Mention)| {
            let label = mention.label();
            mention.is_level() && label.chars().count() >= 2 && named.starts_with(label)
        };
        if let Some((part, _)) = nearby.before(index).take(TRIED).find(told) {
            return Some((part, true));
        }
        // 发明专利占 of an amount that is not printed: nothing to reckon with.
        let nearest = nearby.amount(index, 0)?.0;
        return Some((nearest, false));
    }
    let (part, mention) = nearby.amount(index, 0)?;
    // 药占比 is of nothing that is not called so.
    if !named.is_empty() && !mention.lead.contains(named) {
        return Some((part, false));
    }
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
    // 第四季度支出A，占全年的P%: of what was spent in the year.
    let of_year = ["支出", "收入"]
        .iter()
        .find(|word| matches!(whole, "全年" | "年度" | "本年") && mention.label().ends_with(**word));
    // 上半年项目支出A，占全年的P%: of the 项目支出 of the year.
    let own = wording::STRETCHES.iter().find_map(|stretch| mention.label().strip_prefix(stretch));
    let own = own.filter(|own| own.chars().count() > 2).map(str::to_owned);
    let of_year = of_year.map(|word| own.clone().unwrap_or_else(|| format!("全年{word}")));
    let whole = of_year.as_deref().unwrap_or(whole);
    let mut exact = false;
    // 本年收入中，…占P%: the sentence says what the shares are of.
    let topic = nearby.get(index).map_or("", |mention| &mention.topic);
    let whole = if whole.is_empty() { topic } else { whole };
    if whole.is_empty() {
        listed.into_iter().chain(anchor).for_each(|whole| add(whole, sure_of_part));
        of_those(nearby, part).filter(|_| listed.is_none()).into_iter().for_each(|whole| add(whole, sure_of_part));
        beside_list(nearby, wholes, part)
            .filter(|_| listed.is_none())
            .into_iter()
            .for_each(|whole| add(whole, sure_of_part));
        among(nearby, index, part).into_iter().for_each(|whole| add(whole, true));
        namesake(nearby, part).filter(|_| listed.is_none()).into_iter().for_each(|whole| add(whole, sure_of_part));
        followed(nearby, index, part).into_iter().for_each(|whole| add(whole, false));
    } else {
        let same_paragraph =
            nearby.levels(index, unit, usize::MAX / 2).filter(|(_, mention)| is_called(mention, whole));
        planned(nearby, part, whole).into_iter().for_each(|whole| add(whole, sure_of_part));
        of_its_root(nearby, wholes, part, whole).into_iter().for_each(|whole| add(whole, sure_of_part));
        by_root(nearby, part, whole).into_iter().for_each(|whole| add(whole, sure_of_part));
        only_of_its_sort(nearby, part, whole).into_iter().for_each(|whole| add(whole, sure_of_part));
        let called: Vec<usize> = same_paragraph
            .map(|(index, _)| index)
            .filter(|called| *called < part || Some(*called) == listed)
            .take(TRIED)
            .collect();
        // The list's own whole is meant where its name fits; else the nearest of the name.
        let own = listed
            .filter(|listed| called.contains(listed) || nearby.get(*listed).is_some_and(|listed| bears(listed, whole)));
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
        // 占政府采购支出总额的P% is of nothing else where that amount is printed under just this name.
        exact = own.into_iter().chain(called.iter().copied().take(1)).any(|called| {
            nearby.get(called).is_some_and(|called| {
                called.paragraph == nearby.get(index).map_or(usize::MAX, |share| share.paragraph)
                    && is_just(called, whole)
            })
        }) && sure_of_part;
        if !exact {
            listed.into_iter().chain(anchor).for_each(|whole| add(whole, false));
        }
        followed(nearby, index, part).into_iter().for_each(|whole| add(whole, false));
        // 占项目支出的P% under another heading: the one amount the text has of that name.
        if let Some((found, alone)) = nearby.by_name(part, whole, unit) {
            add(found, alone && sure_of_part && called.is_empty());
        }
    }
    let of_a_plan = has(whole, &["预算", "计划", "目标", "任务"]);
    let is_meant =
        |other: &usize| whole.is_empty() || of_a_plan || nearby.get(*other).is_some_and(|other| !other.is_planned());
    // 占全年支出的42%；…占采购总额的20%: each is of what it is named after.
    let may_share = |statement: &&Statement| {
        nearby.get(statement.stated).is_none_or(|stated| match &stated.role {
            Role::Share { whole: other, .. } => whole.is_empty() || other.is_empty() || other == whole,
            _ => true,
        })
    };
    let sibling = found.iter().rev().take(TRIED).filter(may_share);
    let sibling = sibling.filter_map(|statement| whole_of(statement, nearby, index));
    sibling.filter(|_| !exact).for_each(|whole| add(whole, false));
    nearby
        .levels(index, unit, 3)
        .map(|(index, _)| index)
        .filter(|other| *other < part && !exact && is_meant(other))
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

/// 在职人员中卫生技术人员A人，占P%: of those in post, whom a sentence before counts.
fn of_those(nearby: Nearby<'_>, part: usize) -> Option<usize> {
    let mention = nearby.get(part)?;
    let name = mention.lead.get(..mention.lead.find('中')?).filter(|name| name.chars().count() >= 3)?;
    let mut called = nearby
        .levels(part, mention.quantity.unit, usize::MAX / 2)
        .filter(|(_, found)| is_called(found, name) && !found.is_last_years() && !found.is_planned());
    called.next().filter(|(_, found)| found.quantity.value >= mention.quantity.value).map(|(whole, _)| whole)
}

/// 新聘A人，其中小学B人、初中C人，本科学历D人，占P%: behind a list that is whole, another part of the same.
fn beside_list(nearby: Nearby<'_>, wholes: &[Option<usize>], part: usize) -> Option<usize> {
    let (mention, before) = (nearby.get(part)?, part.checked_sub(1)?);
    let whole = wholes.get(before).copied().flatten()?;
    let (last, found) = (nearby.get(before)?, nearby.get(whole)?);
    let beside = last.part == mention.part && found.part == mention.part && last.clause != mention.clause;
    (beside && found.quantity.value >= mention.quantity.value && found.quantity.unit.goes_with(mention.quantity.unit))
        .then_some(whole)
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
fn in_total<'a>(nearby: Nearby<'a>, part: usize, root: &str) -> Option<(usize, &'a Mention)> {
    only_holder(nearby, part, root, |found| has(&found.lead, &["共", "总"]) && !found.is_planned())
}

/// The one amount of the paragraphs before that is called after a root, can hold a part, and is as it should be.
fn only_holder<'a>(
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
fn by_root(nearby: Nearby<'_>, part: usize, name: &str) -> Option<usize> {
    let root = ["资金", "人数", "户数", "案件数"]
        .iter()
        .find_map(|noun| name.strip_suffix(noun))
        .map(|root| root.trim_start_matches("实际"))?;
    let only = only_holder(nearby, part, root, |found| !has(&found.lead, &["未", "不"]));
    only.filter(|_| root.chars().count() >= 2).map(|(whole, _)| whole)
}

/// 占政府采购支出总额的P% after 政府采购：预算A，实际采购B，其中…: the one amount of the sentence that is no plan, can hold the
/// part, and has a word of the name.
fn only_of_its_sort(nearby: Nearby<'_>, part: usize, name: &str) -> Option<usize> {
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
fn among(nearby: Nearby<'_>, index: usize, part: usize) -> Option<usize> {
    let mention = nearby.get(part)?;
    let is_among = has(&mention.lead, &["中的", "中有"]) || mention.lead.starts_with('中');
    let whole = part.checked_sub(1).filter(|_| is_among && part + 1 == index)?;
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
