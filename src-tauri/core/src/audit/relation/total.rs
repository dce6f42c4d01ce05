//! A total and the parts behind it: `共A，其中B、C`, `A（B、C）`. Lists run on behind their parts (离休, 编外 behind those in
//! post), so a list is sound where any opening stretch of it adds up. 其中 need not name all parts: a sum that falls short is
//! held against the text only where the words or the digits show that it should not.

use rust_decimal::Decimal;

use super::shortfall::{Certainty, accuse};
use super::{announced, closing, divided};
use crate::audit::mention::{ListKind, Mention, Opening, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Outcome, Relation, Statement, result};
use crate::audit::unit::{Kind, Unit};
use crate::audit::wording::{self, has};

/// Members of a list that are looked at.
pub(super) const LONGEST: usize = 60;
/// Names of parts that together are all there is.
pub(super) const WHOLE_SETS: &[&[&str]] = &[
    &["基本支出", "项目支出"],
    &["人员经费", "公用经费"],
    &["税收", "非税"],
    &["城镇", "乡村"],
    &["城镇", "农村"],
    &["出口", "进口"],
    &["一般债", "专项债"],
    &["本金", "利息"],
    &["行政编", "事业编"],
    &["行政人员", "事业人员"],
    &["政法编", "事业编"],
    &["公办", "民办"],
    &["公务员", "参公", "事业"],
    &["在职", "退休"],
    &["本年支出", "年末结转"],
    &["本年支出", "结余分配", "年末结转"],
    &["行政编制", "参公", "事业"],
    &["男", "女"],
    &["公立", "民营"],
    &["续建", "新建"],
    &["新建", "改建"],
    &["早稻", "晚稻", "一季稻"],
    &["夏粮", "秋粮"],
    &["货物", "工程", "服务"],
    &["再融资", "新增"],
    &["第一产业", "第二产业", "第三产业"],
    &["金牌", "银牌", "铜牌"],
    &["公务用车", "公务接待", "因公出国"],
    &["业务工作", "运行维护"],
    &["业务工作", "专项"],
    &["人员支出", "公用支出"],
];

/// The statements, and for each mention the whole of the list it stands in.
pub(super) fn read(nearby: Nearby<'_>) -> (Vec<Statement>, Vec<Option<usize>>) {
    let mut statements = Vec::new();
    let mut wholes = vec![None; nearby.0.len()];
    for (index, mention) in nearby.0.iter().enumerate() {
        match mention.opening {
            Some(opening) if opening.kind != ListKind::Adding => {
                let (members, guessed) = members(nearby, index);
                // Another unit than the first takes part only where it stands beside it: 项目20个、资金500万元.
                let beside = |part: usize| {
                    nearby.get(part).is_some_and(|part| {
                        part.part == mention.part || part.quantity.unit.goes_with(mention.quantity.unit)
                    })
                };
                let sorts = sorts(nearby, &members).into_iter();
                // Where the things add up, so must the money spent on them: 项目26个、3.6亿元，其中10个、1.9亿元，16个、1.7亿元.
                let mut complete = false;
                for parts in sorts.filter(|parts| parts.first().is_some_and(|first| beside(*first))) {
                    let reach = if complete {
                        Reach::Complete
                    } else if guessed {
                        Reach::Guessed
                    } else {
                        Reach::Seen
                    };
                    if let Some(statement) = list(nearby, index, opening, reach, &members, &parts, &mut wholes) {
                        complete |= matches!(statement.outcome, Outcome::Sound(_));
                        statements.push(statement);
                    }
                }
            }
            _ => {}
        }
        statements.extend(set(nearby, index, &mut wholes).or_else(|| announced::topical(nearby, index, &mut wholes)));
        if let Some(anchor) = mention.anchor.filter(|_| opens_bracket(nearby, index)) {
            statements.extend(bracket(nearby, index, anchor, &mut wholes));
        }
        statements.extend(closing::check(nearby, index, &wholes));
    }
    (statements, wholes)
}

/// `实有A人，行政人员B人，事业人员C人`: parts that together are all there is, right behind what they make up. They are its parts
/// where the sum comes near it.
fn set(nearby: Nearby<'_>, index: usize, wholes: &mut [Option<usize>]) -> Option<Statement> {
    let (whole_at, head) = (index.checked_sub(1)?, nearby.get(index)?);
    let whole =
        nearby.get(whole_at).filter(|whole| whole.is_level() && !whole.is_last_years() && !whole.is_planned())?;
    let alike = |part: &Mention| {
        part.is_level()
            && part.part == whole.part
            && part.bracket == whole.bracket
            && part.quantity.unit.goes_with(whole.quantity.unit)
    };
    let is_set = |set: &&&[&str]| {
        set.iter()
            .enumerate()
            .all(|(at, name)| nearby.get(index + at).is_some_and(|part| alike(part) && part.lead.contains(name)))
    };
    // 本年收入A，本年支出B，年末结转C: what was carried over from the year before is in it too.
    let is_account = head.lead.contains("本年支出") && !has(&whole.lead, &["总计", "合计"]);
    if head.opening.is_some() || wholes.get(index).copied().flatten().is_some() || !alike(head) || is_account {
        return None;
    }
    let parts: Vec<usize> = (index..index + WHOLE_SETS.iter().find(is_set)?.len()).collect();
    let sum: Decimal = parts.iter().filter_map(|part| nearby.get(*part)).map(|part| part.quantity.value).sum();
    let near = (sum - whole.quantity.value).abs() * Decimal::from(5) <= whole.quantity.value;
    near.then(|| {
        adds_up(nearby, whole_at, &parts, wholes)
            .unwrap_or_else(|| accuse(nearby, whole_at, &parts, Certainty::Complete))
    })
}

/// Whether a mention is the first of its bracket.
fn opens_bracket(nearby: Nearby<'_>, index: usize) -> bool {
    let bracket = |index: usize| nearby.get(index).map(|mention| mention.bracket);
    index.checked_sub(1).and_then(bracket) != bracket(index)
}

/// The amounts of the list that begins with a mention, and whether it had to be guessed that it runs over semicolons: no
/// mark stands behind 其中.
pub(super) fn members(nearby: Nearby<'_>, first: usize) -> (Vec<usize>, bool) {
    let Some(head) = nearby.get(first) else { return (Vec::new(), false) };
    // 甲100公里、其中乙30公里，丙50公里: between two 、 the list is as short as it can be.
    let short = head.opening.is_some_and(|opening| !opening.apart)
        && first
            .checked_sub(1)
            .and_then(|before| nearby.get(before))
            .is_some_and(|before| before.clause == head.clause);
    let mut guessed = false;
    let apart = head.opening.is_some_and(|opening| opening.apart);
    let mut found: Vec<usize> = Vec::new();
    let mut nested = None;
    for (index, mention) in nearby.0.iter().enumerate().skip(first).take(LONGEST) {
        if mention.sentence != head.sentence || mention.paragraph != head.paragraph {
            break;
        }
        if mention.bracket != head.bracket {
            if head.bracket != 0 && (mention.bracket == 0 || mention.bracket < head.bracket) {
                break;
            }
            continue;
        }
        let mut of_first_sort = found.iter().filter_map(|index| nearby.get(*index));
        let is_full = of_first_sort.by_ref().filter(|part| part.quantity.unit.goes_with(mention.quantity.unit)).count()
            >= 2
            && found.iter().all(|index| nearby.get(*index).is_some_and(|part| part.part == head.part));
        if (mention.part != head.part && is_full) || (short && mention.clause != head.clause) {
            break;
        }
        if index > first && mention.opening.is_some() && mention.quantity.unit.goes_with(head.quantity.unit) {
            nested = Some(mention.part);
        }
        if nested.is_some_and(|part| part == mention.part) {
            continue;
        }
        let is_undone = has(&mention.lead, wording::UNDONE) && !has(&head.lead, wording::UNDONE);
        if (mention.is_per_head() && !head.is_per_head()) || is_undone || nearby.is_full_score(index) {
            continue;
        }
        // 分年度看，2022年A，2023年B: each of its year.
        let by_year = head.is_dated_only() && mention.is_dated_only() && apart;
        if mention.is_level() && (!mention.is_last_years() || by_year) {
            guessed |= mention.part != head.part && !apart && mention.quantity.unit.goes_with(head.quantity.unit);
            found.push(index);
        }
    }
    (found, guessed)
}

/// The members of a list by unit, plans apart from results, in the order they come.
fn sorts(nearby: Nearby<'_>, members: &[usize]) -> Vec<Vec<usize>> {
    let mut sorts: Vec<(Unit, bool, Vec<usize>)> = Vec::new();
    for index in members {
        let Some(mention) = nearby.get(*index) else { continue };
        let (unit, planned) = (mention.quantity.unit, mention.is_planned());
        match sorts.iter_mut().find(|(found, plans, _)| found.goes_with(unit) && *plans == planned) {
            Some((_, _, parts)) => parts.push(*index),
            None => sorts.push((unit, planned, vec![*index])),
        }
    }
    // Where only some parts speak of a budget they are still one list.
    if let [(unit, _, one), (other, _, two)] = sorts.as_mut_slice()
        && unit.goes_with(*other)
        && one.len() != two.len()
    {
        one.append(two);
        one.sort_unstable();
    }
    sorts.into_iter().map(|(_, _, parts)| parts).filter(|parts| !parts.is_empty()).collect()
}

/// Judges a list behind its whole.
fn list(
    nearby: Nearby<'_>,
    first: usize,
    Opening { kind, apart }: Opening,
    reach: Reach,
    members: &[usize],
    parts: &[usize],
    wholes: &mut [Option<usize>],
) -> Option<Statement> {
    let head = nearby.get(*parts.first()?)?;
    let sentences = if kind == ListKind::Dividing { 4 } else { 1 };
    let candidates: Vec<usize> = nearby
        .levels(first, head.quantity.unit, sentences)
        .filter(|(_, mention)| !mention.is_last_years())
        // A part of another list stands for the whole of that list: 按行业分 divides what 按地区分 divided.
        .map(|(index, _)| wholes.get(index).copied().flatten().filter(|_| kind == ListKind::Dividing).unwrap_or(index))
        .take(4)
        .collect();
    // 基本支出中，人员A、公用B: the sentence says what the parts are of, wherever that stands.
    let topic = nearby.get(first).map_or("", |mention| &mention.topic);
    let named = nearby.by_name(first, topic, head.quantity.unit).map(|(whole, _)| vec![whole]);
    let candidates = named.unwrap_or(candidates);
    if kind == ListKind::Naming {
        return announced::naming(nearby, first, parts, wholes);
    }
    let candidates = likely(nearby, candidates, kind, parts, wholes);
    let candidates = match kind {
        ListKind::Dividing if candidates.is_empty() => in_total(nearby, first, parts),
        _ => candidates,
    };
    // 其中甲和乙两类合计 sums up some of the list before.
    if kind == ListKind::Among && !apart && has(&head.lead, &["合计", "共计"]) && parts.len() < 2 {
        let listed = nearby.levels(first, head.quantity.unit, 0).find_map(|(before, _)| wholes.get(before).copied()?);
        if let Some(slot) = parts.first().and_then(|part| wholes.get_mut(*part)) {
            *slot = listed;
        }
        return None;
    }
    // 分别为 before one number opens no list, nor does 即 where another clause follows.
    let own = parts.iter().filter(|part| nearby.get(**part).is_some_and(|part| part.clause == head.clause)).count();
    if kind == ListKind::Comprising && (parts.len() < 2 || head.lead.starts_with('即') && own < 2) {
        return None;
    }
    if let Some(statement) = divided::of_change(nearby, first, parts, wholes) {
        return Some(statement);
    }
    let planned = head.is_planned();
    let nearest =
        candidates.iter().copied().find(|index| nearby.get(*index).is_some_and(|whole| whole.is_planned() == planned));
    let whole = nearest.or(candidates.first().copied())?;
    let parts = in_post(nearby, whole, parts);
    let parts = namesakes(nearby, whole, parts);
    let parts = parts.as_slice();
    for whole in [whole].iter().chain(&candidates) {
        if let Some(statement) = adds_up(nearby, *whole, parts, wholes) {
            return Some(statement);
        }
    }
    let parts = before_another_matter(nearby, whole, parts);
    if reach != Reach::Complete && divided::divides_a_row(nearby, whole, kind, parts) {
        return Some(Statement::of(Relation::Total, whole, Outcome::Open));
    }
    if let Some(all) = divided::of_several_words(nearby, members, parts) {
        let told = adds_up(nearby, whole, &all, wholes);
        return told.or_else(|| Some(accuse(nearby, whole, &all, Certainty::Guessed)));
    }
    // 居前三位的是甲、乙、丙，分别为…: those named are no parts of what the sentence before told.
    let is_of_before = nearby.get(whole).is_some_and(|whole| whole.sentence != head.sentence);
    if kind == ListKind::Comprising && is_of_before && !begins_sentence(nearby, first) {
        return None;
    }
    // 得48.00分，其中时效指标扣2.00分
    let lost = |index: usize| nearby.get(index).is_some_and(|found| found.lead.contains('扣'));
    if head.quantity.unit.kind == Kind::Score && lost(*parts.first()?) != lost(whole) {
        return None;
    }
    // 未执行A，其中…: what is left is hardly what the parts make up.
    if nearby.get(whole).is_some_and(Mention::is_remainder) {
        return None;
    }
    for part in parts.iter().take(if reach == Reach::Guessed { 1 } else { parts.len() }) {
        if let Some(slot) = wholes.get_mut(*part) {
            *slot = slot.or(Some(whole));
        }
    }
    let per_head = nearby.get(whole).is_some_and(|whole| has(&whole.lead, wording::PER_HEAD));
    if per_head && kind == ListKind::Dividing {
        return None;
    }
    let goes_on = parts.last().and_then(|last| nearby.get(*last)).is_some_and(|last| last.tail.starts_with('等'));
    let certainty = match kind {
        _ if goes_on => Certainty::Guessed,
        ListKind::Comprising => Certainty::Complete,
        // The points of a score are always given out whole.
        _ if head.quantity.unit.kind == Kind::Score => Certainty::Complete,
        // A whole in another paragraph may be of another scope.
        _ if nearby.get(whole).is_some_and(|whole| whole.paragraph != head.paragraph) => Certainty::Guessed,
        _ if reach == Reach::Complete || names_the_rest(nearby, parts) => Certainty::Complete,
        _ if reach == Reach::Guessed => Certainty::Guessed,
        _ if apart => Certainty::Listed,
        _ => Certainty::Among,
    };
    let statement = accuse(nearby, whole, parts, certainty);
    // A part above a whole that stands further off is more likely a part of a nearer one.
    let is_doubtful = statement.relation == Relation::PartOfWhole && candidates.first() != Some(&whole);
    Some(if is_doubtful { Statement::of(Relation::Total, whole, Outcome::Open) } else { statement })
}

/// The wholes that a list may be of: what is left over is not divided, 净值 has no part in 原值, and behind a part that is
/// smaller than the list's own the list is of what that is a part of.
fn likely(
    nearby: Nearby<'_>,
    mut candidates: Vec<usize>,
    kind: ListKind,
    parts: &[usize],
    wholes: &[Option<usize>],
) -> Vec<usize> {
    let lead = |index: usize| nearby.get(index).map_or("", |mention| mention.lead.as_str());
    let value = |index: &usize| nearby.get(*index).map_or(Decimal::ZERO, |mention| mention.quantity.value);
    let first = parts.first().copied().unwrap_or_default();
    if kind == ListKind::Dividing {
        candidates.retain(|whole| !has(lead(*whole), &["结余", "结转", "剩余"]));
    }
    if let Some(sort) = ["原值", "净值"].iter().find(|sort| lead(first).contains(**sort))
        && candidates.iter().any(|whole| lead(*whole).contains(sort))
    {
        candidates.retain(|whole| lead(*whole).contains(sort));
    }
    let largest = parts.iter().map(value).max().unwrap_or_default();
    for whole in &mut candidates {
        let own = wholes.get(*whole).copied().flatten();
        *whole = own.filter(|_| value(whole) < largest).unwrap_or(*whole);
    }
    candidates.dedup();
    candidates
}

/// Whether nothing but a name or two stands in a sentence before its first number.
fn begins_sentence(nearby: Nearby<'_>, first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|before| nearby.get(before));
    before
        .zip(nearby.get(first))
        .is_some_and(|(before, head)| before.sentence != head.sentence && head.clause <= before.clause + 1)
}

/// The amounts of the paragraphs before that say how many there were in all, and can hold what is divided.
fn in_total(nearby: Nearby<'_>, first: usize, parts: &[usize]) -> Vec<usize> {
    let largest = parts.iter().filter_map(|part| nearby.get(*part)).max_by_key(|part| part.quantity.value);
    let holds = |whole: &usize| {
        nearby.get(*whole).zip(largest).is_some_and(|(whole, part)| {
            whole.is_level()
                && has(&whole.lead, &["共", "总", "合计", "全年"])
                && whole.quantity.unit.goes_with(part.quantity.unit)
                && whole.quantity.value >= part.quantity.value
                && !whole.is_last_years()
                && !whole.is_planned()
        })
    };
    (first.saturating_sub(LONGEST)..first).rev().filter(holds).take(4).collect()
}

/// What is known of a list before its numbers are added up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Seen,
    Guessed,
    /// Another unit of the same list adds up.
    Complete,
}

/// Whether the last part is what the others leave: 其他固定资产.
fn names_the_rest(nearby: Nearby<'_>, parts: &[usize]) -> bool {
    let last = parts.last().and_then(|last| nearby.get(*last));
    parts.len() > 1
        && last.is_some_and(|last| ["其他", "其它", "其余"].iter().any(|word| last.label().starts_with(word)))
}

/// The parts called as the whole is, where the parts count several things in turn: 事故9起、受伤8人, 其中A事故5起、受伤3人.
fn namesakes(nearby: Nearby<'_>, whole: usize, parts: &[usize]) -> Vec<usize> {
    let name = nearby.get(whole).map_or("", Mention::label);
    let called: Vec<usize> =
        parts.iter().copied().filter(|part| nearby.get(*part).is_some_and(|part| part.label() == name)).collect();
    if called.len() >= 2 && !name.is_empty() { called } else { parts.to_vec() }
}

/// The parts before those that speak of something else than the whole: 接收捐赠A万元，其中…，全年支出B万元，结余C万元.
fn before_another_matter<'a>(nearby: Nearby<'_>, whole: usize, parts: &'a [usize]) -> &'a [usize] {
    let lead = nearby.get(whole).map_or("", |whole| whole.lead.as_str());
    let is_other = |part: &usize| {
        nearby.get(*part).is_some_and(|part| {
            (has(&part.lead, &["结余", "结转", "剩余", "节余"])
                && !has(lead, &["结余", "结转", "收入", "支出", "总计"]))
                || TURNING.iter().any(|word| part.lead.starts_with(word) && !lead.starts_with(word))
        })
    };
    // 其中专任教师A人，高级职称B人，占专任教师的P%: B is of A.
    let is_of_part = |part: &usize| match nearby.get(part + 1).map(|share| &share.role) {
        Some(Role::Share { whole, .. }) if whole.chars().count() >= 2 => parts.iter().any(|other| {
            other < part && nearby.get(*other).is_some_and(|other| other.label().ends_with(whole.as_str()))
        }),
        _ => false,
    };
    let is_other = |part: &usize| is_other(part) || is_of_part(part);
    let end = parts.iter().skip(1).position(is_other).map_or(parts.len(), |end| end + 1);
    parts.get(..end).unwrap_or(parts)
}

/// What begins with these is no part of what was spoken of before.
const TURNING: &[&str] =
    &["全年", "年末", "年底", "本年", "目前", "截至", "累计", "另有", "另", "此外", "同时", "比上年", "较上年"];

/// The parts before those who are not in post, where the whole counts those who are.
fn in_post<'a>(nearby: Nearby<'_>, whole: usize, parts: &'a [usize]) -> &'a [usize] {
    let counts_posts = nearby.get(whole).is_some_and(|whole| has(&whole.lead, &["在职", "在编", "编制"]));
    let outside = |part: &usize| nearby.get(*part).is_some_and(|part| has(&part.lead, wording::NOT_IN_POST));
    let end = parts.iter().position(outside).filter(|end| counts_posts && *end > 0).unwrap_or(parts.len());
    parts.get(..end).unwrap_or(parts)
}

/// The statement, where an opening stretch of the parts is the whole.
pub(super) fn adds_up(
    nearby: Nearby<'_>,
    whole: usize,
    parts: &[usize],
    wholes: &mut [Option<usize>],
) -> Option<Statement> {
    let stated = nearby.get(whole)?.quantity.span();
    // 货物A、工程B、服务C: what is one row is either all part of it or none.
    let breaks = |end: usize| {
        let (last, next) = (parts.get(end - 1)?, parts.get(end)?);
        let (one, other) = (nearby.get(*last)?, nearby.get(*next)?);
        let joined = other.lead.starts_with('、') && one.clause == other.clause && last + 1 == *next;
        (joined && end > 1 && !has(&other.lead, wording::NOT_IN_POST)).then_some(())
    };
    let end = (2..=parts.len()).rev().filter(|end| breaks(*end).is_none()).find(|end| {
        let formula = Formula::Sum { parts: parts.get(..*end).unwrap_or_default().to_vec() };
        result(nearby.0, &formula, whole).is_none_or(|sum| sum.meets(stated))
    })?;
    let parts = parts.get(..end)?.to_vec();
    for part in &parts {
        if let Some(slot) = wholes.get_mut(*part) {
            *slot = Some(whole);
        }
    }
    Some(Statement::of(Relation::Total, whole, Outcome::Sound(Formula::Sum { parts })))
}

/// Judges the amounts of a bracket against the number it hangs on.
fn bracket(nearby: Nearby<'_>, first: usize, anchor: usize, wholes: &mut [Option<usize>]) -> Option<Statement> {
    let (head, whole) = (nearby.get(first)?, nearby.get(anchor)?);
    let reckons = nearby.get(first + 1).is_some_and(|next| next.lead.starts_with(['减', '加', '扣']));
    if head.opening.is_some() || reckons || has(&head.lead, &["含", "其中", "占", "比", "较"]) || !whole.is_level()
    {
        return None;
    }
    let fits = |index: &usize| {
        nearby.get(*index).is_some_and(|part| part.is_level() && part.quantity.unit.goes_with(whole.quantity.unit))
    };
    let parts: Vec<usize> = members(nearby, first).0.into_iter().filter(fits).collect();
    for part in &parts {
        if let Some(slot) = wholes.get_mut(*part) {
            *slot = Some(anchor);
        }
    }
    if parts.len() < 2 {
        return None;
    }
    let statement =
        adds_up(nearby, anchor, &parts, wholes).unwrap_or_else(|| accuse(nearby, anchor, &parts, Certainty::Complete));
    Some(statement)
}
