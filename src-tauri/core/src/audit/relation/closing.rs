//! A total behind its parts: `B，C，合计A`, `完成B。加上C、D，总计A`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::scores;
use super::shortfall::{Certainty, accuse};
use super::total::LONGEST;
use crate::audit::mention::{ListKind, Mention};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Outcome, Reading, Relation, Statement, judge, result};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, ends};
use crate::check::Grade;

/// Amounts before a total that are tried as its parts.
const BEFORE: usize = 24;
/// A list in which a slip is looked for is no longer.
const SHORT: usize = 12;
/// Quarters of a year.
const QUARTERS: usize = 4;
/// What is added up and what that is are joined by these: 合计即为本年支出.
const EQUALS: &[&str] = &["即为", "即是", "即", "就是", "正好是", "正好为", "恰为", "等于", "正是"];
/// Lists before a total in which a slip is looked for.
const TRIED: usize = 2;

/// Judges a total that follows its parts.
pub(super) fn check(nearby: Nearby<'_>, index: usize, wholes: &[Option<usize>]) -> Option<Statement> {
    let total = nearby.get(index).filter(|mention| mention.is_level() && mention.bracket == 0)?;
    let lead = wording::bare(&total.lead);
    let bare = total.lead.trim_start_matches(['，', '、']);
    let is_plain = matches!(bare, "共" | "合计" | "共计" | "总计" | "总共" | "合计为" | "共计为")
        || matches!(bare, "收入总计" | "支出总计" | "收入合计" | "支出合计");
    if total.quantity.unit.kind == Kind::Score {
        return scores::check(nearby, index);
    }
    if let Some(statement) = quarters(nearby, index).or_else(|| half_of_a_row(nearby, index)) {
        return Some(statement);
    }
    let equals = |called: &str| EQUALS.iter().any(|word| called.starts_with(word));
    let called = ["合计", "共计", "总共", "相加", "加总"]
        .iter()
        .find_map(|word| bare.strip_prefix(word))
        .filter(|called| (2..=4).contains(&called.chars().count()) || equals(called));
    let is_plain = is_plain || called.is_some();
    let is_named = !is_plain && ends(&total.lead, &["共", "共有", "共为"]);
    let is_all = total.lead.starts_with("全部")
        && nearby.before(index).next().is_some_and(|(_, last)| last.sentence != total.sentence);
    if is_all && let Some(statement) = of_the_sentence_before(nearby, index, wholes) {
        return Some(statement);
    }
    if !is_plain && !is_named && !ends(lead, wording::TOTALS) && !ends(&total.lead, wording::TOTALS) {
        return adjusted(nearby, index);
    }
    if total.is_per_head() {
        return None;
    }
    // 新创建3个，累计达到47个: what there is by now is more than what came this year.
    let here = nearby.before(index).take_while(|(_, mention)| mention.sentence == total.sentence);
    if total.lead.contains("累计") && here.take(BEFORE).any(|(_, mention)| mention.lead.contains('新')) {
        return None;
    }
    if let Some(statement) = announced(nearby, index, wholes) {
        return Some(statement);
    }
    let mut parts = Vec::new();
    let mut adding = None;
    for (before, mention) in nearby.before(index).take_while(|(_, mention)| mention.sentence == total.sentence) {
        let listed = wholes.get(before).copied().flatten().is_some_and(|whole| whole >= index.saturating_sub(LONGEST));
        let is_total = mention.is_level()
            && ends(&mention.lead, wording::TOTALS)
            && mention.quantity.unit.goes_with(total.quantity.unit);
        if (mention.part != total.part && called.is_none()) || is_total {
            break;
        }
        if mention.is_level() && !listed && mention.quantity.unit.goes_with(total.quantity.unit) {
            parts.push(before);
        }
        if mention.opening.is_some_and(|opening| opening.kind == ListKind::Adding) {
            adding = Some(before);
            break;
        }
    }
    // 机关3辆，两个单位各1辆，合计5辆: what each of several has counts several times.
    if parts.iter().any(|part| nearby.get(*part).is_some_and(|part| part.lead.ends_with('各'))) {
        return None;
    }
    parts.truncate(BEFORE);
    parts.reverse();
    // 一般公共预算收入加上级补助收入A、上年结余B，总计C: what they are added to is not printed here.
    let is_added = |part: &Mention| {
        let head = part.lead.split_once('加').map(|(head, _)| head).unwrap_or_default();
        head.ends_with("收入") || head.ends_with("支出")
    };
    if parts.first().and_then(|part| nearby.get(*part)).is_some_and(is_added) {
        return None;
    }
    // 编制22名，实有20人；编制36名，实有33人，合计实有53人
    if let Some(called) = called.filter(|_| adding.is_none()) {
        let bears = |part: &usize| nearby.get(*part).is_some_and(|part| part.lead.contains(called));
        parts.retain(bears);
    }
    if let Some(adding) = adding {
        return added(nearby, index, adding, &parts);
    }
    if parts.is_empty()
        && let Some(statement) = of_the_sentence_before(nearby, index, wholes)
    {
        return Some(statement);
    }
    let sums = (0..parts.len().saturating_sub(1))
        .map(|start| Formula::Sum { parts: parts.get(start..).unwrap_or_default().to_vec() });
    let stated = total.quantity.span();
    let statement = |outcome| Some(Statement::of(Relation::Total, index, outcome));
    let fits = |formula: &Formula| result(nearby.0, formula, index).is_none_or(|sum| sum.meets(stated));
    if let Some(formula) = sums.clone().find(fits) {
        return statement(Outcome::Sound(formula));
    }
    let clean =
        parts.iter().all(|part| nearby.get(*part).is_some_and(|part| !part.is_planned() && !part.is_last_years()));
    // 甲5个，完成5个；乙2个，完成2个，共7个: rows side by side, not what the last of them holds.
    let in_rows = nearby.levels(index, total.quantity.unit, 0).any(|(_, found)| found.part != total.part);
    // 年末总数 is more than what came in the year.
    let clean = clean && !wording::has(&total.lead, &["年末", "期末", "年底"]);
    let is_list = parts.len() >= 3 || (is_plain && parts.len() == 2 && !in_rows);
    let priced = nearby.before(index).take(3).any(|(_, mention)| mention.is_per_head() && mention.part == total.part);
    let others = are_other_things(nearby, index, &parts);
    match sums.clone().next().filter(|_| is_list && (clean || is_plain) && !is_named && !priced && !others) {
        Some(formula) => statement(Outcome::Wrong { formula, grade: Grade::Error, note: None }),
        None => {
            // Whether the words before are its parts is not sure; a slip shows that they are.
            let readings: Vec<Formula> = if parts.len() <= SHORT { sums.take(TRIED).collect() } else { Vec::new() };
            let open = Statement { readings, ..Statement::of(Relation::Total, index, Outcome::Open) };
            Some(open).filter(|open| !open.readings.is_empty())
        }
    }
}

/// `辖9个街道、4个镇，共62个社区和118个行政村`: what is counted bears another name than what stands before it, and is not nearly as
/// much, or is itself the first of a list.
fn are_other_things(nearby: Nearby<'_>, index: usize, parts: &[usize]) -> bool {
    let Some(total) = nearby.get(index) else { return false };
    let begins_list = nearby.get(index + 1).is_some_and(|next| {
        let joined = next.lead.ends_with(['和', '及', '与', '、']) || next.lead.starts_with('、');
        joined && next.clause == total.clause && next.quantity.unit.goes_with(total.quantity.unit)
    });
    let parts: Vec<&Mention> = parts.iter().filter_map(|part| nearby.get(*part)).collect();
    let sum: Decimal = parts.iter().map(|part| part.quantity.value).sum();
    let is_near = (sum - total.quantity.value).abs() * Decimal::from(5) <= total.quantity.value;
    let is_named = |part: &&Mention| !part.tail.is_empty();
    begins_list || !is_near && is_named(&total) && parts.iter().all(is_named)
}

/// `甲A，…；乙B，…；丙C，…。合计D`: a total that begins the next sentence, of the row that the one before is.
fn of_the_sentence_before(nearby: Nearby<'_>, index: usize, wholes: &[Option<usize>]) -> Option<Statement> {
    let total = nearby.get(index)?;
    let mut parts: Vec<usize> = nearby
        .levels(index, total.quantity.unit, 1)
        .filter(|(_, part)| part.sentence + 1 == total.sentence && part.bracket == 0)
        .map(|(part, _)| part)
        .take(BEFORE)
        .collect();
    parts.reverse();
    let listed = |part: &usize| wholes.get(*part).copied().flatten().is_some();
    // 编制A名，实有B名；编制C名，实有D名 are two rows.
    let part_of = |part: &usize| nearby.get(*part).map(|part| part.part);
    let twice = parts.windows(2).any(|pair| pair.first().and_then(part_of) == pair.last().and_then(part_of));
    if parts.len() < 3 || parts.iter().any(listed) || twice {
        return None;
    }
    let formula = Formula::Sum { parts: parts.clone() };
    if result(nearby.0, &formula, index)?.meets(total.quantity.span()) {
        return Some(Statement::of(Relation::Total, index, Outcome::Sound(formula)));
    }
    let told = accuse(nearby, index, &parts, Certainty::Guessed);
    (told.relation == Relation::Total && told.outcome != Outcome::Open).then_some(told)
}

/// `一季度A，二季度B，上半年累计C`: the quarters before it, as many as the stretch of the year has.
fn quarters(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let total = nearby.get(index)?;
    let stretches = [("上半年", 2), ("下半年", 2), ("前三季度", 3), ("全年", 4)];
    let (_, count) = stretches.into_iter().find(|(stretch, _)| total.lead.contains(stretch))?;
    let first = index.checked_sub(count)?;
    let is_quarter = |part: &usize| {
        nearby.get(*part).is_some_and(|part| {
            part.is_level()
                && part.lead.contains("季度")
                && !part.lead.contains("前三季度")
                && part.sentence == total.sentence
                && part.quantity.unit.goes_with(total.quantity.unit)
        })
    };
    let parts: Vec<usize> = (first..index).filter(is_quarter).collect();
    let reading = Reading { formula: Formula::Sum { parts: parts.clone() }, sure: true };
    (parts.len() == count).then(|| judge(nearby.0, Relation::Total, index, &[reading])).flatten()
}

/// `四个季度分别为A、B、C、D，上半年合计E`: the first or the last two of the row.
fn half_of_a_row(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let total = nearby.get(index)?;
    let half = ["上半年", "下半年", "前三季度"].iter().position(|half| total.lead.contains(half))?;
    let row: Vec<usize> = nearby
        .levels(index, total.quantity.unit, 0)
        .map(|(part, _)| part)
        .collect::<Vec<usize>>()
        .into_iter()
        .rev()
        .take(QUARTERS)
        .collect();
    let (first, last) = (*row.first()?, *row.last()?);
    let head = nearby.get(first)?;
    let is_row = row.len() == QUARTERS
        && last - first + 1 == QUARTERS
        && head.lead.contains("季度")
        && row.iter().all(|part| nearby.get(*part).is_some_and(|part| part.clause == head.clause));
    let parts = match half {
        0 => row.get(..2),
        1 => row.get(2..),
        _ => row.get(..3),
    };
    let formula = Formula::Sum { parts: parts.filter(|_| is_row)?.to_vec() };
    judge(nearby.0, Relation::Total, index, &[Reading { formula, sure: true }])
}

/// `三项合计A`, `两类儿童共A人`: as many parts as are announced, the last of its unit before it.
fn announced(nearby: Nearby<'_>, index: usize, wholes: &[Option<usize>]) -> Option<Statement> {
    let total = nearby.get(index)?;
    let words = ["两", "二", "三", "四", "五", "六", "七", "八", "九"];
    let counter = index.checked_sub(1).and_then(|before| nearby.get(before)).filter(|before| {
        before.clause == total.clause && before.quantity.is_exact() && before.quantity.unit.kind == Kind::Count
    });
    let by_words = || {
        let at = ["项", "类", "者", "病", "级", "部分"].iter().filter_map(|noun| total.lead.find(noun)).min()?;
        let head = total.lead.get(..at)?;
        words.iter().position(|word| head.ends_with(word)).map(|at| if at < 2 { 2 } else { at + 1 })
    };
    let count = counter.and_then(|counter| counter.quantity.value.to_usize()).or_else(by_words)?;
    let counter = index.checked_sub(1).filter(|_| counter.is_some());
    if let Some(statement) = named_kinds(nearby, index, counter, count) {
        return Some(statement);
    }
    // 三家合计 of those told before; 前两类 are the first of a list.
    // 两项缺口合计A: of what is called so.
    let name = match counter {
        Some(_) => Some(total.lead.as_str()),
        None => total.lead.rfind(['项', '类', '者']).and_then(|at| total.lead.get(at + '项'.len_utf8()..)),
    };
    let name = wording::TOTALS.iter().fold(name.unwrap_or_default(), |name, word| name.trim_end_matches(word));
    let name = name.trim_end_matches(['资', '金', '的']);
    let called = |part: &Mention| name.chars().count() >= 2 && part.lead.contains(name);
    let of_name = nearby.before(index).filter(|(_, part)| part.sentence + 1 >= total.sentence && called(part));
    let of_name: Vec<usize> = of_name.map(|(part, _)| part).take(count + 1).collect();
    // 自动雨量站14处、水位站5处、渗压计36支，三类设备总计55台（套）: things that are counted in several words.
    let unlike: Vec<usize> = nearby
        .before(index)
        .filter(|(part, found)| Some(*part) != counter && found.sentence == total.sentence)
        .take_while(|(_, found)| found.is_level() && found.quantity.is_exact() && found.bracket == total.bracket)
        .map(|(part, _)| part)
        .take(count)
        .collect();
    let alike = |part: &usize| nearby.get(*part).is_some_and(|part| part.quantity.unit.goes_with(total.quantity.unit));
    let row = unlike.len() == count
        && total.quantity.is_exact()
        && !unlike.iter().any(alike)
        && unlike.windows(2).all(|pair| pair.first().zip(pair.last()).is_some_and(|(one, other)| other + 1 == *one));
    if let Some(mut parts) =
        [(of_name.len() == count).then_some(of_name), row.then_some(unlike)].into_iter().flatten().next()
    {
        parts.reverse();
        let formula = Formula::Sum { parts };
        return judge(nearby.0, Relation::Total, index, &[Reading { formula, sure: (2..=9).contains(&count) }]);
    }
    let parts: Vec<usize> = nearby
        .levels(index, total.quantity.unit, 0)
        .filter(|(part, mention)| {
            Some(*part) != counter
                && !mention.is_last_years()
                && wholes.get(*part).copied().flatten().is_none_or(|whole| {
                    nearby
                        .get(whole)
                        .is_none_or(|whole| whole.bracket != mention.bracket || whole.sentence != total.sentence)
                })
        })
        .map(|(part, _)| part)
        .take(count)
        .collect();
    let parts: Vec<usize> = parts.into_iter().rev().collect();
    let formula = Formula::Sum { parts: parts.clone() };
    ((2..=9).contains(&count) && parts.len() == count)
        .then(|| judge(nearby.0, Relation::Total, index, &[Reading { formula, sure: true }]))
        .flatten()
}

/// `婚姻家庭A件，邻里B件，…，其中婚姻家庭和邻里两类纠纷合计E件`, `…，排名前两类的共E件`: of a list, those that are named, or the first and
/// the greatest. `None` where no such words stand before the count.
fn named_kinds(nearby: Nearby<'_>, index: usize, counter: Option<usize>, count: usize) -> Option<Statement> {
    let total = nearby.get(index).filter(|_| (2..=5).contains(&count))?;
    let head = match counter {
        Some(counter) => nearby.get(counter)?.lead.as_str(),
        None => {
            let at = ["两", "二", "三", "四", "五"].iter().filter_map(|word| total.lead.find(word)).min()?;
            total.lead.get(..at)?
        }
    };
    let mut list: Vec<(usize, &Mention)> = nearby
        .before(index)
        .filter(|(part, _)| Some(*part) != counter)
        .filter(|(_, part)| {
            part.sentence + 1 >= total.sentence && part.is_level() && part.quantity.unit.goes_with(total.quantity.unit)
        })
        .take(BEFORE)
        .collect();
    list.reverse();
    if head.ends_with('前') {
        // The list is what follows the whole, where its whole stands before it.
        let mut greatest = list.clone();
        greatest.sort_by_key(|(_, part)| std::cmp::Reverse(part.quantity.value));
        let sum = |parts: &[(usize, &Mention)]| {
            let mut parts: Vec<usize> = parts.iter().map(|(part, _)| *part).collect();
            parts.sort_unstable();
            Reading { formula: Formula::Sum { parts }, sure: false }
        };
        let windows = list.windows(count).chain(greatest.windows(count).take(2));
        return judge(nearby.0, Relation::Total, index, &windows.map(sum).collect::<Vec<_>>());
    }
    let names: Vec<&str> =
        head.split(['和', '、', '与', '及']).map(str::trim).filter(|name| !name.is_empty()).collect();
    let called = |name: &&str| {
        let name = name.trim_start_matches("其中");
        let mut found = list.iter().filter(|(_, part)| name.chars().count() >= 2 && part.lead.contains(name));
        found.next().filter(|_| found.next().is_none()).map(|(part, _)| *part)
    };
    let parts: Vec<usize> =
        names.iter().map(called).collect::<Option<Vec<_>>>().filter(|parts| parts.len() == count)?;
    judge(nearby.0, Relation::Total, index, &[Reading { formula: Formula::Sum { parts }, sure: true }])
}

/// `年初预算A，调增B、调减C，调整后预算D`: what stood first, and every change to it.
fn adjusted(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let total = nearby.get(index)?;
    if !wording::has(&total.lead, &["调整后", "调整预算", "全年预算", "可用", "可支配", "可执行", "总预算", "预算总"])
    {
        return None;
    }
    let near: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, mention)| {
            mention.sentence == total.sentence && mention.quantity.unit.goes_with(total.quantity.unit)
        })
        .take(LONGEST)
        .collect();
    let says = |mention: &Mention, words: &[&str]| wording::has(&mention.lead, words);
    let (mut plus, mut minus) = (Vec::new(), Vec::new());
    for (change, mention) in near.iter().rev() {
        match () {
            () if says(mention, &["调减", "核减", "压减", "收回", "追减"]) => minus.push(*change),
            () if says(mention, &["调增", "追加", "增加", "年初", "上年结转"]) => plus.push(*change),
            () => return None,
        }
    }
    let begins = near.last().is_some_and(|(_, first)| first.is_level());
    let formula = if minus.is_empty() {
        Formula::Sum { parts: plus.clone() }
    } else {
        Formula::Net { plus: plus.clone(), minus: minus.clone() }
    };
    (begins && !plus.is_empty() && plus.len() + minus.len() >= 2)
        .then(|| judge(nearby.0, Relation::Total, index, &[Reading { formula, sure: true }]))
        .flatten()
}

/// `A完成a。加上b、c，总计d`: the parts are what was added and the amount that the sentence before, or this one, is about.
fn added(nearby: Nearby<'_>, index: usize, adding: usize, parts: &[usize]) -> Option<Statement> {
    let total = nearby.get(index)?;
    let stated = total.quantity.span();
    let heads: Vec<usize> = nearby
        .levels(adding, total.quantity.unit, 1)
        .filter(|(_, mention)| !mention.is_last_years())
        .map(|(head, _)| head)
        .take(8)
        .collect();
    // 当年收支赤字A，加上上年结余B: what was spent beyond the income is taken off.
    let lacks = |part: &usize| nearby.get(*part).is_some_and(|part| wording::has(&part.lead, wording::LACKING));
    let formula = |head: &usize| {
        let (minus, plus): (Vec<usize>, Vec<usize>) = [&[*head], parts].concat().into_iter().partition(lacks);
        if minus.is_empty() { Formula::Sum { parts: plus } } else { Formula::Net { plus, minus } }
    };
    let fits = |formula: &Formula| result(nearby.0, formula, index).is_none_or(|sum| sum.meets(stated));
    let outcome = match heads.iter().map(formula).find(fits) {
        Some(formula) => Outcome::Sound(formula),
        None => {
            // What the sentences are about stands first in them.
            let sentence = nearby.get(adding).map(|mention| mention.sentence)?;
            let this = heads.iter().rfind(|head| nearby.get(**head).is_some_and(|head| head.sentence == sentence));
            let head = this.or(heads.last())?;
            Outcome::Wrong { formula: formula(head), grade: Grade::Error, note: None }
        }
    };
    Some(Statement::of(Relation::Total, index, outcome))
}
