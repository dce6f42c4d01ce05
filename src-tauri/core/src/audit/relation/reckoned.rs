//! What a sentence reckons aloud: `结转A，加本年到位B，减本年支出C，年末结转D`, and stocks that grow and shrink over a year:
//! `年初在册A人，新增B人，解除C人，年末在册D人`.

use super::slip;
use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge, result};
use crate::audit::wording::{self, bare, has};

/// Terms of a reckoning.
const LONGEST: usize = 8;
/// What a term begins with that is added, and one that is taken off.
const ADDED: &[&str] = &["加上", "加", "再加", "另加"];
const TAKEN: &[&str] = &["减去", "减", "扣除", "扣减", "再减"];
/// What there was at first.
const OPENING: &[&str] = &["年初", "上年末", "期初", "上年底", "年前"];
/// What there is in the end.
const CLOSING: &[&str] = &["年末", "期末", "年底", "现有"];
/// What makes a stock greater.
const COMING: &[&str] = &[
    "新",
    "增加",
    "转入",
    "调入",
    "迁入",
    "招聘",
    "招录",
    "接收",
    "补充",
    "入库",
    "纳入",
    "登记",
    "购置",
    "划入",
    "年末安排",
    "收回",
    "存入",
    "归集",
    "利息",
    "缴存",
];
/// What makes it smaller.
const GOING: &[&str] = &[
    "解除", "退出", "减少", "死亡", "调出", "转出", "迁出", "退休", "收监", "终止", "销号", "化解", "偿还", "报废",
    "处置", "注销", "核销", "出库", "毕业", "离职", "辞职", "期满", "清退", "使用", "消耗", "划出", "归还", "撤销",
    "动用", "支用",
];

/// Judges a number that follows a reckoning in its sentence.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| {
        let sure = |formula| Reading { formula, sure: true };
        let reading = aloud(nearby, index)
            .map(sure)
            .or_else(|| stock(nearby, index))
            .or_else(|| rolled_on(nearby, index).map(sure))
            .or_else(|| rolling(nearby, index).map(|formula| Reading { formula, sure: false }))
            .or_else(|| opened(nearby, index).map(sure))
            .or_else(|| written_off(nearby, index).map(sure))
            .or_else(|| of_the_rate(nearby, index).map(sure))
            .filter(|_| mention.is_level() || mention.is_remainder())?;
        judge(nearby.0, Relation::Difference, index, &[reading])
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

/// The terms before a number, in order: those of its unit in its sentence and outside other brackets.
fn terms(nearby: Nearby<'_>, index: usize) -> Vec<(usize, &Mention)> {
    let Some(mention) = nearby.get(index) else { return Vec::new() };
    let mut found: Vec<(usize, &Mention)> = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence)
        .filter(|(_, found)| {
            found.bracket == mention.bracket
                && found.quantity.unit.goes_with(mention.quantity.unit)
                && (found.is_level() || matches!(found.role, Role::Change(_) | Role::Balance))
        })
        .take(LONGEST)
        .collect();
    found.reverse();
    found
}

fn begins(lead: &str, words: &[&str]) -> bool {
    let lead = IN_THE_YEAR.iter().find_map(|word| lead.strip_prefix(word)).unwrap_or(lead);
    words.iter().any(|word| lead.starts_with(word))
}

/// Words that say when something was added.
const IN_THE_YEAR: &[&str] = &["执行中", "年度执行中", "预算执行中", "年中"];

/// A term, then one or more that are added or taken off, then what comes out.
fn aloud(nearby: Nearby<'_>, index: usize) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let all = terms(nearby, index);
    let signed = |(_, term): &(usize, &Mention)| begins(&term.lead, ADDED) || begins(&term.lead, TAKEN);
    // 加上级补助A、上年结转B: the second is added too.
    let own = begins(&mention.lead, ADDED) || begins(&mention.lead, TAKEN) || mention.lead.starts_with(['、', '和']);
    let behind = all.iter().rev().take_while(|term| signed(term)).count();
    let start = all.len().checked_sub(behind + 1)?;
    let told =
        has(&mention.lead, &["结转", "结余", "余额", "合计", "可用", "年末", "累计", "总额", "共", "等于", "调整后"]);
    // 加上 alone may add to what a whole list before makes.
    let first = all.get(start)?;
    let is_rest = has(&first.1.lead, &["结余", "结转"]);
    let alone = start == 0 || is_rest || all.iter().skip(start + 1).any(|(_, term)| begins(&term.lead, TAKEN));
    if own || behind == 0 || !told || !alone || matches!(first.1.role, Role::Change(_)) {
        return None;
    }
    let rest = all.get(start + 1..)?;
    // 当年收支赤字A，加上上年结余B
    let (plus, minus): (Vec<_>, Vec<_>) = rest.iter().partition(|(_, term)| begins(&term.lead, ADDED));
    let (minus, plus) = match has(&first.1.lead, wording::LACKING) {
        true => ([first].into_iter().chain(minus).collect(), plus),
        false => (minus, [first].into_iter().chain(plus).collect::<Vec<_>>()),
    };
    let plus: Vec<usize> = plus.into_iter().map(|(term, _)| *term).collect();
    let minus: Vec<usize> = minus.into_iter().map(|(term, _)| *term).collect();
    Some(if minus.is_empty() { Formula::Sum { parts: plus } } else { Formula::Net { plus, minus } })
}

/// Whether what is told at first and in the end is one stock: both share a word, or the later is only said to be what is left.
fn is_same_stock(opened: &str, closed: &str) -> bool {
    let bare = |text: &str| OPENING.iter().chain(CLOSING).fold(text.to_owned(), |text, word| text.replace(word, "，"));
    let (opened, closed) = (bare(opened), bare(closed));
    let plain = closed.trim_matches(['，', '共', '有']);
    let letters: Vec<char> = closed.chars().collect();
    let shares =
        letters.windows(2).any(|pair| !pair.contains(&'，') && opened.contains(&pair.iter().collect::<String>()));
    let money = has(&opened, &["预算", "收入", "支出", "结转", "结余"]) || has(&closed, &["累计", "支出"]);
    !money && (shares || matches!(plain, "" | "余额" | "在册" | "实有" | "存量" | "总数"))
}

/// `当年结余B万元，年末滚存结余C万元`, where what had been rolled on before stands in another paragraph under the same name.
fn rolling(nearby: Nearby<'_>, index: usize) -> Option<Formula> {
    let mention = nearby
        .get(index)
        .filter(|mention| ["滚存结余", "滚存", "累计结余"].iter().any(|word| mention.label().ends_with(word)))?;
    let before = index.checked_sub(1)?;
    let is_this_years = |found: &Mention| {
        found.sentence == mention.sentence
            && has(&found.lead, &["当年结余", "本年结余", "当年收支结余", "本年收支结余"])
    };
    nearby.get(before).filter(|found| is_this_years(found) && found.quantity.unit == mention.quantity.unit)?;
    let (opened, alone) = nearby.by_name(before, mention.label(), mention.quantity.unit)?;
    alone.then(|| Formula::Sum { parts: vec![opened, before] })
}

/// `登记A家；上年末为B家，全年新登记C家、注销D家`: what there was at first, by what there is and what came and went.
fn opened(nearby: Nearby<'_>, index: usize) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let told = bare(&mention.lead).trim_start_matches(|c: char| c.is_ascii_digit());
    let is_opening = matches!(told, "年末" | "年底" | "上年末" | "上年底" | "年初" | "去年末" | "去年底");
    let is_earlier = mention.is_last_years() || OPENING.contains(&told);
    let flow = |at: usize, words: &[&str], others: &[&str]| {
        nearby.get(at).is_some_and(|found| {
            found.part == mention.part
                && found.quantity.unit.goes_with(mention.quantity.unit)
                && has(&found.lead, words)
                && !has(&found.lead, others)
        })
    };
    let both = flow(index + 1, COMING, GOING) && flow(index + 2, GOING, COMING);
    let unit = mention.quantity.unit;
    let before: Vec<(usize, &Mention)> =
        nearby.levels(index, unit, 0).filter(|(_, found)| !found.is_last_years()).collect();
    let (now, _) = before.iter().max_by_key(|(_, found)| found.quantity.value)?;
    let whole_part = before.last().is_some_and(|(first, _)| first == now);
    (is_opening && is_earlier && both && whole_part)
        .then(|| Formula::Net { plus: vec![*now, index + 2], minus: vec![index + 1] })
}

/// `原值A亿元，累计折旧B亿元，净值C亿元`.
fn written_off(nearby: Nearby<'_>, index: usize) -> Option<Formula> {
    let mention =
        nearby.get(index).filter(|mention| mention.lead.ends_with("净值") || mention.lead.ends_with("净值为"))?;
    let called = |word: &str| {
        let mut found = nearby.levels(index, mention.quantity.unit, 0).filter(|(_, found)| found.lead.contains(word));
        found.next().map(|(found, _)| found)
    };
    let less = called("折旧")?;
    let values = || nearby.levels(less, mention.quantity.unit, 0).filter(|(_, found)| found.lead.contains("原值"));
    let more =
        values().filter(|(_, found)| found.quantity.value >= mention.quantity.value).last().or(values().last())?.0;
    Some(Formula::Minus { more, less })
}

/// Numbers before a rate among which its whole may stand, and digits that tell which.
const REACH: usize = 80;
const TELLING: usize = 4;

/// `支出A万元，执行率P%，结余B万元`, where what there was stands paragraphs before: the rate tells which amount that is.
fn of_the_rate(nearby: Nearby<'_>, index: usize) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let rest = has(&mention.lead, &["结余", "结转", "剩余", "未支付", "尚有", "余额"]);
    let rate = nearby.get(index.checked_sub(1)?).filter(|rate| {
        rest && rate.sentence == mention.sentence
            && rate.bracket == mention.bracket
            && matches!(rate.role, Role::Rate { .. })
    })?;
    let digits = rate.quantity.printed().to_string().chars().filter(char::is_ascii_digit).count();
    let (less, spent) = nearby
        .levels(index, mention.quantity.unit, 2)
        .find(|(_, found)| !found.is_planned() && has(&found.lead, &["支出", "支付", "使用"]))?;
    let fits = |more: &usize| {
        let formula = Formula::Ratio { part: less, whole: *more };
        let whole = nearby.get(*more).filter(|whole| {
            whole.is_level()
                && !whole.is_last_years()
                && whole.quantity.unit.goes_with(spent.quantity.unit)
                && whole.quantity.value > spent.quantity.value
        });
        let found = result(nearby.0, &formula, index - 1).filter(|_| whole.is_some());
        found.is_some_and(|found| found.meets(rate.quantity.span()))
    };
    let mut wholes = (index.saturating_sub(REACH)..index).rev().filter(fits);
    let more = wholes.next().filter(|_| digits >= TELLING)?;
    let value = |index: usize| nearby.get(index).map(|found| found.quantity.value);
    let formula = Formula::Minus { more, less };
    // What is left may hold what was carried over: only a slip shows that this is meant.
    let left = result(nearby.0, &formula, index)?.nominal / mention.quantity.multiplier;
    let places = usize::try_from(mention.quantity.places).unwrap_or(0);
    let (one, other) = (
        format!("{:.places$}", mention.quantity.printed()),
        format!("{:.places$}", left.round_dp(mention.quantity.places)),
    );
    let slipped = one == other || one.len() > TELLING && slip::is_slip_of(&one, &other);
    (slipped && wholes.all(|other| value(other) == value(more))).then_some(formula)
}

/// `当年结余B亿元。年初滚存A亿元，年末滚存C亿元`.
fn rolled_on(nearby: Nearby<'_>, index: usize) -> Option<Formula> {
    let (mention, opened, left) = (nearby.get(index)?, index.checked_sub(1)?, index.checked_sub(2)?);
    let (first, year) = (nearby.get(opened)?, nearby.get(left)?);
    let alike = [first, year].iter().all(|found| {
        found.is_level() && found.paragraph == mention.paragraph && found.quantity.unit == mention.quantity.unit
    });
    let told = mention.lead.contains("滚存")
        && has(&mention.lead, CLOSING)
        && first.lead.contains("滚存")
        && has(&first.lead, OPENING)
        && has(&year.lead, &["当年结余", "本年结余", "当年收支结余", "本年收支结余"]);
    (alike && told).then(|| Formula::Sum { parts: vec![opened, left] })
}

/// What there was at first, what came and what went, and what there is in the end; every term must say which it is. Where only
/// what came is told, or only what went, the other may be left out, and only a slip shows what is meant.
fn stock(nearby: Nearby<'_>, index: usize) -> Option<Reading> {
    let mention = nearby.get(index).filter(|mention| has(&mention.lead, CLOSING))?;
    let all = terms(nearby, index);
    let start = all.iter().rposition(|(_, term)| has(&term.lead, OPENING))?;
    let ((first, _), rest) = all.get(start..)?.split_first()?;
    let (mut plus, mut minus) = (vec![*first], Vec::new());
    for (term, found) in rest {
        match (has(&found.lead, COMING), has(&found.lead, GOING)) {
            (_, true) => minus.push(*term),
            (true, false) => plus.push(*term),
            _ => return None,
        }
    }
    let opened = nearby.get(*first).map_or("", |opened| opened.lead.as_str());
    let is_same = !rest.is_empty() && is_same_stock(opened, &mention.lead);
    // 当年化解B万元，没有新增，年末余额C万元: words without a number say that nothing came.
    let fell = nearby.get(*first).is_some_and(|opened| mention.quantity.value < opened.quantity.value);
    let said = rest.last().is_some_and(|(_, last)| last.clause + 1 < mention.clause);
    let sure = !minus.is_empty() && (plus.len() > 1 || fell && said);
    let formula = match minus.is_empty() {
        true => Formula::Sum { parts: plus },
        false => Formula::Net { plus, minus },
    };
    is_same.then_some(Reading { formula, sure })
}
