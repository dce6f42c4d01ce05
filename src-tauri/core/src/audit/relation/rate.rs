//! Rates: `预算A，完成B，为预算的P%`, `为预算A的P%`, `抽检A，合格B，合格率P%`, `检测A，问题B，阴性率P%`.

use rust_decimal::Decimal;

use super::{plan, survey};
use crate::audit::mention::{Direction, Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, Rate, bare, ends, has};

/// Amounts that are tried in pairs.
const TRIED: usize = 5;
/// What others are measured against.
const WHOLES: &[&str] = &["总", "共", "应", "核定", "发现", "受理", "概算", "参加", "登记"];
/// A rate so qualified is of a part that is not printed.
const QUALIFIED: &[&str] = &["到期", "按期", "按时", "及时", "首次", "一次", "综合", "平均", "总体", "年均", "累计"];
/// Each word a rate may be called after, with what else the amount above the line may be called.
const CALLED_AFTER: &[(&str, &[&str])] = &[
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
];

pub(super) fn read(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| match &mention.role {
        Role::OfNamed { whole } => plan::of_named(nearby, wholes, index, whole),
        Role::OfWhole => plan::of_whole(nearby, wholes, index),
        Role::Rate { name } => rate(nearby, wholes, index, name),
        _ => None,
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

/// `…率P%`: any two amounts of the sentence may be meant; which ones surely, the table of rates says.
fn rate(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, name: &str) -> Option<Statement> {
    if ends(name, OF_CHANGE) {
        return rate_of_change(nearby, index, name);
    }
    if let Some(reading) = of_bracket(nearby, index, name).or_else(|| survey::together(nearby, index, name)) {
        return judge(nearby.0, Relation::Rate, index, &[reading]);
    }
    let known = wording::RATES.iter().filter(|rate| name.ends_with(rate.name)).max_by_key(|rate| rate.name.len());
    let near: Vec<(usize, &Mention)> = nearby
        .before(index)
        .filter(|(_, mention)| {
            mention.is_level() || matches!(mention.role, Role::Compared | Role::From) || is_saving(mention, name)
        })
        .filter(|(_, mention)| !mention.is_last_years())
        .filter(|(index, mention)| !mention.is_per_head() && !splits_up(nearby, wholes, *index))
        .take(TRIED)
        .collect();
    let sentence = nearby.get(index)?.sentence;
    let near: Vec<(usize, &Mention)> =
        near.into_iter().filter(|(_, mention)| mention.sentence + 1 >= sentence).collect();
    // 合格率98.7%，不合格8批次: the rest may follow the rate.
    let after = (index + 1..index + 3).filter_map(|after| nearby.get(after).map(|mention| (after, mention)));
    let part = nearby.get(index)?.part;
    let after = after
        .filter(|(_, mention)| mention.part == part && mention.is_level() && mention.bracket == 0)
        .filter(|(_, mention)| !mention.is_last_years());
    let near: Vec<(usize, &Mention)> = after.chain(near).collect();
    if let Some(formula) = came_off(&near, name, index) {
        return judge(nearby.0, Relation::Rate, index, &[Reading { formula, sure: true }]);
    }
    let mut readings = Vec::new();
    if let Some(formula) = known.filter(|_| !has(name, QUALIFIED)).and_then(|rate| meant(&near, rate, sentence)) {
        readings.push(Reading { formula, sure: true });
    } else if let Some(formula) =
        known.filter(|_| !has(name, QUALIFIED)).and_then(|rate| in_sentence_before(&near, rate, sentence))
    {
        readings.push(Reading { formula, sure: true });
    } else if let Some(formula) =
        called_after(nearby, &near, name, index).or_else(|| of_its_root(nearby, wholes, index, name))
    {
        readings.push(Reading { formula, sure: true });
    }
    // 其中，出厂水A份，合格B份，合格率P%: a rate of a part of the whole, with the parts of both right before it.
    if let Some(formula) = right_before(nearby, wholes, index, name) {
        readings.insert(0, Reading { formula, sure: true });
    }
    // 到位资金A万元，资金到位率P%, where what was approved stands paragraphs before: only a slip shows that it is meant.
    let is_known = !readings.is_empty();
    if let Some(rate) = known.filter(|_| !is_known && !has(name, QUALIFIED)) {
        readings.extend(told_before(nearby, index, rate).map(|formula| Reading { formula, sure: false }));
    }
    // 县级配套到位A万元，到位率P%, where the amount of that name stands before: likewise.
    readings.extend(of_its_name(nearby, index).filter(|_| !is_known).map(|formula| Reading { formula, sure: false }));
    // Once the amounts meant are known, those of another sentence are not.
    let known = is_known;
    // 计划A户，完成B户，完成率P%: which is over which is no question where one is the plan and the other is not.
    let settled = readings.iter().find_map(|reading| match reading.formula {
        Formula::Ratio { part, whole } if reading.sure => Some((part, whole)),
        _ => None,
    });
    let settled = settled.filter(|(part, whole)| {
        let planned = |index: &usize| nearby.get(*index).is_some_and(Mention::is_planned);
        planned(whole) && !planned(part)
    });
    let near: Vec<(usize, &Mention)> =
        near.into_iter().filter(|(_, mention)| !known || mention.sentence == sentence).collect();
    for (at, (one, mention)) in near.iter().enumerate() {
        for (other, earlier) in
            near.iter().skip(at + 1).filter(|(_, other)| other.quantity.unit.goes_with(mention.quantity.unit))
        {
            let (part, whole) =
                if mention.quantity.value <= earlier.quantity.value { (*one, *other) } else { (*other, *one) };
            let ratio = Formula::Ratio { part, whole };
            let over = Formula::Ratio { part: whole, whole: part };
            let rest = Formula::Rest { rest: part, whole };
            // 发放A份，收回B份 says nothing of how many were content.
            if name.contains("满意") && ![mention, earlier].iter().any(|one| is_of_the_content(one)) {
                continue;
            }
            let is_turned = |formula: &Formula| {
                settled.is_some_and(|(part, whole)| *formula == Formula::Ratio { part: whole, whole: part })
            };
            let likely = [ratio, over, rest].into_iter().filter(|formula| !is_turned(formula));
            readings.extend(likely.map(|formula| Reading { formula, sure: false }));
        }
    }
    judge(nearby.0, Relation::Rate, index, &readings)
}

/// Whether an amount is of those who are content, or are not.
fn is_of_the_content(mention: &Mention) -> bool {
    mention.lead.contains("满意") || mention.tail.contains("满意")
}

/// What comes off an amount.
const COMING_OFF: &[&str] = &["审减", "核减", "节约", "节支", "压减", "下浮", "缩减", "减少", "降低"];

/// `送审A万元，审定B万元，审减C万元，审减率P%`: what came off is of what there was, where the amounts say so themselves.
fn came_off(near: &[(usize, &Mention)], name: &str, index: usize) -> Option<Formula> {
    let mut here = near.iter().filter(|(other, _)| *other < index);
    let ((part, less), (_, found), (whole, all)) = (here.next()?, here.next()?, here.next()?);
    let is_off = all.quantity.value - found.quantity.value == less.quantity.value
        && all.quantity.value > found.quantity.value
        && less.sentence == all.sentence
        && COMING_OFF.iter().any(|word| name.contains(word) && less.lead.contains(word));
    (is_off && part + 1 == index).then_some(Formula::Ratio { part: *part, whole: *whole })
}

/// Two parts of lists right before a rate in its stretch of the sentence, the second of which the rate is called after.
fn right_before(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, name: &str) -> Option<Formula> {
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

/// By how much something changed, under these names.
const OF_CHANGE: &[&str] = &["变动率", "调整率", "变化率", "增减率", "追加率"];

/// `年初预算A，调整后B，调整率P%`: what changed, over what there was before.
fn rate_of_change(nearby: Nearby<'_>, index: usize, name: &str) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let near: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence)
        .filter(|(_, found)| {
            (found.is_level() || matches!(found.role, Role::Compared | Role::Change(_))) && !found.is_per_head()
        })
        .take(TRIED)
        .collect();
    let mut readings = Vec::new();
    for (at, (one, later)) in near.iter().enumerate() {
        let others = near.iter().skip(at + 1).filter(|(_, other)| other.quantity.unit.goes_with(later.quantity.unit));
        for (other, earlier) in others {
            let is_base = |found: &Mention| found.is_last_years() || has(&found.lead, &["年初", "上年", "调整前"]);
            let (now, before) = if is_base(later) && !is_base(earlier) { (*other, *one) } else { (*one, *other) };
            let amount = |index: usize| nearby.get(index).map_or(Decimal::ZERO, |found| found.quantity.value);
            let direction = if amount(now) >= amount(before) { Direction::Up } else { Direction::Down };
            let sure = near.len() == 2
                && is_base(later) != is_base(earlier)
                && !name.contains("追加")
                && ![later, earlier]
                    .iter()
                    .any(|found| matches!(found.role, Role::Change(_)) || has(&found.lead, &["追加", "调增", "调减"]));
            readings.push(Reading { formula: Formula::Over { now, before, direction }, sure });
            readings.push(Reading { formula: Formula::Ratio { part: now, whole: before }, sure: false });
            readings.push(Reading { formula: Formula::Ratio { part: before, whole: now }, sure: false });
        }
    }
    // A change that went down may be printed with its sign.
    let negative = mention.quantity.value.is_sign_negative();
    if readings.is_empty() || negative { None } else { judge(nearby.0, Relation::Rate, index, &readings) }
}

/// `交付A套，交付率P%（应交付B套）`: what the rate is of stands in the bracket behind.
fn of_bracket(nearby: Nearby<'_>, index: usize, name: &str) -> Option<Reading> {
    let (whole, found) = nearby.in_bracket_behind(index)?;
    let (part, mention) = nearby.levels(index, found.quantity.unit, 0).find(|(_, part)| !part.is_last_years())?;
    let compares = has(&found.lead, wording::COMPARING)
        || has(&found.lead, &["目标", "占", "其中", "含", "不", "未", "低于", "高于"]);
    let is_whole = found.quantity.value >= mention.quantity.value && !compares && !found.is_last_years();
    let sure = wording::ought(&found.lead)
        || has(&found.lead, &["共", "总", "原", "参", "全", "计划", "任务", "核定", "登记"]);
    (is_whole && sure && !has(name, QUALIFIED)).then_some(Reading { formula: Formula::Ratio { part, whole }, sure })
}

/// The amount right before a rate that bears its words, over the nearest of earlier paragraphs that bears what it is of.
fn told_before(nearby: Nearby<'_>, index: usize, rate: &Rate) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let (part, above) =
        nearby.amount(index, 0).filter(|(_, above)| has(&above.lead, rate.above) && above.part == mention.part)?;
    let whole = (part.saturating_sub(plan::GOALS)..part).rev().find(|other| {
        nearby.get(*other).is_some_and(|found| {
            found.paragraph < mention.paragraph
                && found.is_level()
                && !found.is_last_years()
                && found.quantity.unit.goes_with(above.quantity.unit)
                && (has(&found.lead, rate.below) || has(&found.lead, &["批复", "总投资", "概算"]))
                && !has(&found.lead, &["追加", "调增", "调减"])
        })
    })?;
    Some(Formula::Ratio { part, whole })
}

/// The amount right before a rate, over the one that bears its name without what was done with it: 县级配套 of 县级配套到位.
fn of_its_name(nearby: Nearby<'_>, index: usize) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let (part, above) =
        nearby.amount(index, 0).filter(|(part, above)| part + 1 == index && above.part == mention.part)?;
    let name = above.label().trim_end_matches("到位").trim_end_matches("实际");
    let (whole, alone) = nearby.by_name(part, name, above.quantity.unit).filter(|_| name != above.label())?;
    alone.then_some(Formula::Ratio { part, whole })
}

/// Whether an amount is what was saved, which a 节约率 is of.
fn is_saving(mention: &Mention, name: &str) -> bool {
    matches!(mention.role, Role::Change(_)) && name.contains("节约") && mention.lead.contains("节约")
}

/// What a rate means by the word it is called after: `应检A家，实检B家，参检率P%`. The amount right before it bears the word, and
/// the one before that is the only other of its unit in the sentence, or what it was measured against.
fn called_after(nearby: Nearby<'_>, near: &[(usize, &Mention)], name: &str, index: usize) -> Option<Formula> {
    let mention = nearby.get(index).filter(|_| !has(name, QUALIFIED))?;
    let here: Vec<&(usize, &Mention)> =
        near.iter().filter(|(other, found)| *other < index && found.sentence == mention.sentence).collect();
    let (part, above) = here.first().map(|found| (found.0, found.1))?;
    let among = here.get(1).filter(|(whole, found)| {
        above.lead.contains("中的")
            && whole + 1 == part
            && found.clause == above.clause
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

/// What a rate means by its root alone: the one amount of the sentence that bears it (`281人评价满意，满意率P%`,
/// `按期办结896件，按期办结率P%`), over the one other amount of its unit that is no part of a list.
fn of_its_root(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, name: &str) -> Option<Formula> {
    let named = name.strip_suffix('率').or_else(|| name.strip_suffix('度'))?;
    // 城镇化率 is of those who live in towns.
    let named = named.trim_end_matches('化');
    // 集中供养 is told from 供养, so the longer words are looked for first.
    [4, 3, 2].iter().find_map(|length| {
        let start = named.char_indices().rev().nth(length - 1)?.0;
        of_this_root(nearby, wholes, index, name, named.get(start..)?)
    })
}

fn of_this_root(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize, name: &str, root: &str) -> Option<Formula> {
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
    let known = wording::RATES.iter().find(|rate| name.ends_with(rate.name)).map_or(&[][..], |rate| rate.above);
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
fn last_two(word: &str) -> &str {
    word.char_indices().rev().nth(1).and_then(|(at, _)| word.get(at..)).unwrap_or(word)
}

/// What people live in, who are counted otherwise.
const PLACES: &[&str] = &["床位", "房", "公寓"];
/// Words that make an amount all there is.
const ALL: &[&str] = &["全部", "均", "都", "全数"];
/// Words that turn what an amount is called into its contrary.
const NEGATING: &[&str] = &["未", "不", "无", "非", "逾期", "应", "待"];

/// Whether an amount is one of several that split up a whole: 在职85人，其中行政22人、事业63人. A rate is of the whole.
fn splits_up(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize) -> bool {
    let (Some(whole), Some(mention)) = (wholes.get(index).copied().flatten(), nearby.get(index)) else { return false };
    let is_sibling = |other: &usize| {
        let found =
            nearby.get(*other).filter(|_| *other != index && wholes.get(*other).copied().flatten() == Some(whole));
        found.is_some_and(|found| found.part == mention.part && found.is_planned() == mention.is_planned())
    };
    (index.saturating_sub(4)..index + 5).any(|other| is_sibling(&other))
}

/// The same of the sentence before, where the rate has one of its own without amounts: both must bear the words.
fn in_sentence_before(near: &[(usize, &Mention)], rate: &Rate, sentence: usize) -> Option<Formula> {
    let before = sentence.checked_sub(1)?;
    let formula = meant(near, rate, before).filter(|_| near.iter().all(|(_, found)| found.sentence == before))?;
    let Formula::Ratio { whole, .. } = formula else { return None };
    near.iter().any(|(other, found)| *other == whole && has(&found.lead, rate.below)).then_some(formula)
}

/// What a rate of this name surely means: the last amount whose words stand above the line, over the last before it whose
/// words stand below.
fn meant(near: &[(usize, &Mention)], rate: &Rate, sentence: usize) -> Option<Formula> {
    let here = near.iter().filter(|(_, mention)| mention.sentence == sentence);
    let says = |mention: &Mention, words: &[&str]| has(&mention.lead, words);
    let is_rest = |mention: &Mention| says(mention, rate.rest);
    let is_above = |(_, mention): &&(usize, &Mention)| {
        says(mention, rate.above) && !is_rest(mention) && (!mention.is_remainder() || rate.rest.is_empty())
    };
    let (above, first) = here.clone().find(is_above).or_else(|| here.clone().find(|(_, mention)| is_rest(mention)))?;
    let below = |(index, mention): &&(usize, &Mention)| {
        index != above
            && mention.quantity.unit.goes_with(first.quantity.unit)
            && !is_rest(mention)
            && !mention.is_remainder()
            && (says(mention, rate.below) || !says(mention, rate.above))
            && !is_result(mention, rate)
            && mention.bracket == first.bracket
    };
    // 预算内投资 names where money comes from: in another stretch of the sentence it is an item of its own.
    let is_base = |mention: &Mention| {
        let lead = wording::SOURCES.iter().fold(mention.lead.clone(), |lead, source| lead.replace(source, ""));
        says(mention, rate.below) && (mention.part == first.part || has(&lead, rate.below))
    };
    let (whole, second) = here.clone().filter(|(_, mention)| is_base(mention)).find(below).or_else(|| {
        // With only two amounts there is no other whole.
        let beside = |(_, mention): &&(usize, &Mention)| {
            mention.part == first.part && mention.quantity.unit.goes_with(first.quantity.unit)
        };
        let alone = here.clone().count() == 2 || here.clone().filter(beside).count() == 2;
        let other = |found: &&(usize, &Mention)| {
            beside(found)
                && found.0 != *above
                && !is_rest(found.1)
                && !found.1.is_remainder()
                && !is_result(found.1, rate)
        };
        alone.then(|| here.clone().find(below).or_else(|| here.clone().find(other))).flatten()
    })?;
    if second.part != first.part && !is_base(second) {
        return None;
    }
    // 限期整改A处，当场整改B处，整改率P%: the rate is of both.
    let is_another = |(other, found): &&(usize, &Mention)| {
        other != above
            && other > whole
            && found.quantity.unit.goes_with(first.quantity.unit)
            && found.part == first.part
            && is_result(found, rate)
            && is_result(first, rate)
    };
    if here.clone().any(|found| is_another(&found)) {
        return None;
    }
    let in_order = whole < above || ends(second.lead.trim_end_matches('的'), rate.below);
    // 支付A万元，…结余B万元: B is not left of A.
    if is_rest(first) && !says(second, rate.below) {
        return None;
    }
    // What is left over is over the one whole there is; among several nothing is sure.
    let of_unit = |(_, mention): &&(usize, &Mention)| mention.quantity.unit.goes_with(first.quantity.unit);
    let alone = !is_rest(first) || here.clone().filter(of_unit).count() == 2;
    (in_order && alone).then_some(match is_rest(first) {
        true => Formula::Rest { rest: *above, whole: *whole },
        false => Formula::Ratio { part: *above, whole: *whole },
    })
}

/// Whether an amount is itself what such a rate is a rate of: 满意A人 is no whole of a 满意率.
fn is_result(mention: &Mention, rate: &Rate) -> bool {
    let words = bare(&mention.lead).trim_end_matches(['”', '的']);
    // 责令整改 is what is to be put right.
    let told = |word: &&str| words.strip_suffix(*word).is_some_and(|before| !ends(before, rate.below));
    rate.above.iter().any(told) && !mention.is_planned() && !ends(words, rate.below)
}
