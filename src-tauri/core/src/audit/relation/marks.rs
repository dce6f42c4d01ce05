//! The marks of an evaluation, class by class, wherever a text tells them: `过程40分` in one place, `过程指标得37.5分，扣2.5分` in
//! another, `四类分别失分…` in a third. What may be had, what was got and what was lost of a class agree, and what was got of all
//! classes is the mark.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::unit::Kind;
use crate::audit::wording::{bare, has};

/// What the classes of indicators are called.
const CLASSES: &[&str] = &[
    "投入",
    "决策",
    "过程",
    "产出",
    "效益",
    "效果",
    "满意度",
    "预算执行",
    "运行成本",
    "管理效率",
    "履职效能",
    "社会效应",
    "可持续",
    "预算编制",
    "绩效管理",
    "部门管理",
    "履职效果",
    "影响力",
];
/// What the mark of all is called.
const TOTALS: &[&str] = &[
    "综合得分",
    "评价得分",
    "最终得分",
    "总得分",
    "自评得分",
    "总分",
    "综合评分",
    "类合计",
    "项合计",
    "部分合计",
    "自评总分",
    "类指标合计",
    "合计得分",
    "自评分",
];
/// What was lost is told behind these.
const LOST: &[&str] = &["扣", "扣分", "失分", "共扣", "扣了", "丢分"];
/// Classes of one evaluation.
const MOST: usize = 8;

/// Judges what was lost of a class and what was got of all.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let marks = Marks::of(nearby);
    if marks.full.len() < 2 {
        return Vec::new();
    }
    let scores = nearby.0.iter().enumerate().filter(|(_, mention)| is_score(mention));
    let mut found: Vec<Statement> = Vec::new();
    for (index, mention) in scores {
        let words = words(nearby, index, mention);
        let formula = marks.lost(nearby, index, mention).or_else(|| marks.total(nearby, index, &words));
        let reading = formula.map(|formula| Reading { formula, sure: true });
        let relation = if has(&words, TOTALS) { Relation::Total } else { Relation::Difference };
        found.extend(reading.and_then(|reading| judge(nearby.0, relation, index, &[reading])));
    }
    for (index, mention) in nearby.0.iter().enumerate().filter(|(_, mention)| is_score(mention)) {
        found.extend(marks.row(nearby, index, mention));
    }
    found
}

fn is_score(mention: &Mention) -> bool {
    mention.quantity.unit.kind == Kind::Score && mention.is_level() && !mention.is_last_years()
}

/// The words of a mark, with those before a count in its clause: 决策、过程两类分别失分.
fn words(nearby: Nearby<'_>, index: usize, mention: &Mention) -> String {
    let counter = index.checked_sub(1).and_then(|before| nearby.get(before));
    let counter = counter.filter(|counter| {
        counter.clause == mention.clause && matches!(counter.quantity.unit.word, "类" | "项" | "个" | "部分")
    });
    counter.map_or(mention.lead.clone(), |counter| {
        format!("{}{}{}", counter.lead, counter.quantity.unit.word, mention.lead)
    })
}

/// The one class that words name.
fn class(words: &str) -> Option<&'static str> {
    let mut found = CLASSES.iter().filter(|class| words.contains(**class));
    found.next().filter(|_| found.next().is_none()).copied()
}

/// What may be had and what was got of each class, where the text has one of each.
struct Marks {
    full: BTreeMap<&'static str, usize>,
    got: BTreeMap<&'static str, usize>,
}

impl Marks {
    fn of(nearby: Nearby<'_>) -> Marks {
        let (mut full, mut got) = (Told::default(), Told::default());
        let mut at = 0;
        while at < nearby.0.len() {
            let row = of_a_hundred(nearby, at);
            for (class, index) in &row {
                full.tell(nearby, class, *index);
            }
            at += row.len().max(1);
        }
        for (index, mention) in nearby.0.iter().enumerate().filter(|(_, mention)| is_score(mention)) {
            let own = class_of(nearby, index, mention);
            let Some(class) = own else { continue };
            match () {
                () if nearby.is_full_score(index) => full.tell(nearby, class, index),
                () if has(&mention.lead, &["扣", "失分", "满分", "丢"]) => {}
                () if has(&mention.lead, &["得", "自评"]) => got.tell(nearby, class, index),
                () => {}
            }
        }
        Marks { full: full.alone(), got: got.alone() }
    }

    fn left(&self, class: &str) -> Option<Formula> {
        Some(Formula::Minus { more: *self.full.get(class)?, less: *self.got.get(class)? })
    }

    /// `过程指标得37.5分，扣2.5分`, `其中产出指标失分最多，为2.4分`.
    fn lost(&self, nearby: Nearby<'_>, index: usize, mention: &Mention) -> Option<Formula> {
        let lead = bare(&mention.lead);
        let before = index.checked_sub(1).and_then(|before| nearby.get(before));
        if LOST.contains(&lead) {
            let got = before.filter(|got| got.part == mention.part && is_score(got))?;
            // 10分，得9分，扣1分 is reckoned in its own stretch, and so is what is off a total.
            if has(&words(nearby, index - 1, got), TOTALS)
                && (LEAST..Decimal::ONE_HUNDRED).contains(&got.quantity.value)
            {
                return Some(Formula::Remainder { others: vec![index - 1] });
            }
            let class = class(&got.lead)?;
            return self.left(class).filter(|_| self.got.get(class) == Some(&(index - 1)));
        }
        let own = class(lead)?;
        let is_of_class = LOST.iter().any(|word| {
            lead.strip_suffix(word)
                .is_some_and(|rest| rest.ends_with("指标") || rest.ends_with('类') || rest.ends_with(own))
        });
        self.left(own).filter(|_| is_of_class && mention.lead.matches('、').count() == 0)
    }

    /// What was got of all classes, where what may be had of them makes a hundred.
    fn total(&self, nearby: Nearby<'_>, index: usize, words: &str) -> Option<Formula> {
        let is_total = has(words, TOTALS) && !has(words, &["扣", "失分", "满分"]) && !nearby.is_full_score(index);
        let value = |at: &usize| nearby.get(*at).map_or(Decimal::ZERO, |found| found.quantity.value);
        let whole: Decimal = self.full.values().map(value).sum();
        let mut parts: Vec<usize> =
            self.full.keys().map(|class| self.got.get(class).copied()).collect::<Option<_>>()?;
        parts.sort_unstable();
        let is_whole = whole == Decimal::ONE_HUNDRED && (2..=MOST).contains(&parts.len()) && !parts.contains(&index);
        // The mark of one of several things evaluated is told among others of its sort.
        let stated = nearby.get(index)?.quantity.value;
        let near = stated > *self.got.values().map(value).max().as_ref()? && stated <= Decimal::ONE_HUNDRED;
        (is_total && is_whole && near).then_some(Formula::Sum { parts })
    }

    /// `决策、过程、产出、效益四类分别失分1.50分、4.70分、2.35分和2.20分`.
    fn row(&self, nearby: Nearby<'_>, first: usize, mention: &Mention) -> Vec<Statement> {
        let words = words(nearby, first, mention);
        let at = ["分别失分", "分别扣", "依次失分", "各失分", "分别丢"].iter().find_map(|word| words.find(word));
        let Some(head) = at.and_then(|at| words.get(..at)) else { return Vec::new() };
        let names: Vec<&'static str> = head.split(['、', '和', '与', '及']).filter_map(class).collect();
        let goes_on = |(at, index): &(usize, usize)| {
            *at == 0
                || nearby.get(*index).is_some_and(|next| {
                    is_score(next) && next.clause == mention.clause && next.lead.starts_with(['、', '和', '及'])
                })
        };
        let row: Vec<usize> = (first..first + MOST).enumerate().take_while(goes_on).map(|(_, index)| index).collect();
        if row.len() != names.len() || row.len() < 2 {
            return Vec::new();
        }
        let statement = |(index, class): (&usize, &&'static str)| {
            let formula = self.left(class)?;
            judge(nearby.0, Relation::Difference, *index, &[Reading { formula, sure: true }])
        };
        row.iter().zip(&names).filter_map(statement).collect()
    }
}

/// A mark of all is at least so much of a hundred.
const LEAST: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// The class a mark is of: named in its words, or in those of what may be had, right before it.
fn class_of(nearby: Nearby<'_>, index: usize, mention: &Mention) -> Option<&'static str> {
    if let Some(own) = class(&mention.lead) {
        return Some(own);
    }
    let before = index.checked_sub(1)?;
    let full = nearby.get(before).filter(|full| full.part == mention.part && nearby.is_full_score(before))?;
    class(&full.lead).filter(|_| !has(&mention.lead, &["合计", "总"]))
}

/// `决策20分、过程25分、产出30分、效益25分`: what may be had of each class, which makes a hundred.
fn of_a_hundred(nearby: Nearby<'_>, first: usize) -> Vec<(&'static str, usize)> {
    let Some(head) = nearby.get(first).filter(|head| is_score(head)) else { return Vec::new() };
    let mut row: Vec<(&'static str, usize)> = Vec::new();
    let mut sum = Decimal::ZERO;
    for index in first..first + MOST {
        let Some(found) = nearby.get(index).filter(|found| is_score(found) && found.sentence == head.sentence) else {
            break;
        };
        let Some(class) = class(&found.lead).filter(|_| !has(&found.lead, &["得", "扣", "失分"])) else { break };
        row.push((class, index));
        sum += found.quantity.value;
        if sum >= Decimal::ONE_HUNDRED {
            break;
        }
    }
    if sum == Decimal::ONE_HUNDRED && row.len() >= 2 { row } else { Vec::new() }
}

/// What is told of each class; what is told twice and not alike is not taken.
#[derive(Default)]
struct Told(BTreeMap<&'static str, Option<usize>>);

impl Told {
    fn tell(&mut self, nearby: Nearby<'_>, class: &'static str, index: usize) {
        let value = |index: usize| nearby.get(index).map(|found| found.quantity.value);
        let told = self.0.entry(class).or_insert(Some(index));
        if told.is_some_and(|told| value(told) != value(index)) {
            *told = None;
        }
    }

    fn alone(self) -> BTreeMap<&'static str, usize> {
        self.0.into_iter().filter_map(|(class, index)| Some((class, index?))).collect()
    }
}

/// `三项得分简单平均为87.8分`: the mean of the last marks told before it, as many as are announced.
pub(super) fn means(nearby: Nearby<'_>) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| {
        let is_mean = has(&mention.lead, &["简单平均", "算术平均"]);
        let count = counted(nearby, index, mention).filter(|_| is_mean)?;
        let alike = |found: &Mention| {
            found.quantity.unit == mention.quantity.unit
                && found.sentence + 1 >= mention.sentence
                && found.bracket == mention.bracket
        };
        let mut parts: Vec<usize> = nearby
            .before(index)
            .filter(|(_, found)| alike(found) && !has(&found.lead, &["满分", "总分"]))
            .map(|(part, _)| part)
            .take(count + 1)
            .collect();
        parts.reverse();
        let formula = Formula::Mean { parts: parts.clone() };
        (parts.len() == count)
            .then(|| judge(nearby.0, Relation::Average, index, &[Reading { formula, sure: true }]))
            .flatten()
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

/// How many things a mean is said to be of: 三项, 5个.
fn counted(nearby: Nearby<'_>, index: usize, mention: &Mention) -> Option<usize> {
    let counter = index.checked_sub(1).and_then(|before| nearby.get(before));
    let told = counter.filter(|counter| {
        counter.clause == mention.clause && counter.quantity.is_exact() && counter.quantity.unit.kind == Kind::Count
    });
    if let Some(told) = told {
        return told.quantity.value.to_usize().filter(|count| (2..=20).contains(count));
    }
    let words = ["两", "三", "四", "五", "六", "七", "八", "九"];
    let at = words.iter().position(|word| {
        ["项", "类", "个", "家", "者"].iter().any(|noun| mention.lead.contains(&format!("{word}{noun}")))
    })?;
    Some(at + 2)
}

/// `最高得分94.5分，最低得分81.2分，最高与最低相差13.3分`.
pub(super) fn range(nearby: Nearby<'_>) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| {
        let apart =
            has(&mention.lead, &["相差", "差距", "之差", "极差"]) && mention.quantity.unit.kind != Kind::Percent;
        let called = |word: &str| {
            let mut found = nearby.before(index).filter(|(_, found)| {
                found.sentence + 1 >= mention.sentence
                    && found.lead.contains(word)
                    && (found.quantity.unit == mention.quantity.unit
                        || mention.quantity.unit.kind == Kind::Points && found.quantity.unit.kind == Kind::Percent)
            });
            found.next().filter(|_| found.next().is_none()).map(|(found, _)| found)
        };
        let extremes = apart.then(|| Some((called("最高")?, called("最低")?))).flatten()?;
        let formula = Formula::Minus { more: extremes.0, less: extremes.1 };
        judge(nearby.0, Relation::Difference, index, &[Reading { formula, sure: true }])
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}
