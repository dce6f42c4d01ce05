//! Accounts with two sides. Those that balance (收支平衡): `总收入A，其中：B、C。总支出A，其中：D、E`: what came in, from all its sources, is
//! as much as what it went to. Those that leave something: `收入总计A。支出总计B。收支相抵，结转下年支出C`, `收入…完成A，支出…完成B。收支结余C`.

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::prose::Prose;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::wording::{bare, ends, has};

/// What came in and what went out in all.
const INCOME: &[&str] = &["总收入", "收入总计", "收入总量", "收入合计"];
const OUTGO: &[&str] = &["总支出", "支出总计", "支出总量", "支出合计"];
/// Numbers behind what came in among which what went out stands, and those it went to.
const FAR: usize = 24;

/// Judges both sides of each account that is said to balance.
pub(super) fn read(nearby: Nearby<'_>, prose: &[Prose]) -> Vec<Statement> {
    let balanced: Vec<bool> = prose.iter().map(|prose| prose.text.contains("收支平衡")).collect();
    let balances = |paragraph: usize| balanced.get(paragraph).copied().unwrap_or_default();
    let statements = |(income, mention): (usize, &Mention)| {
        let is_side = |found: &Mention, words: &[&str]| {
            found.is_level() && found.bracket == 0 && ends(bare(&found.lead), words) && !found.is_last_years()
        };
        let is_told = is_side(mention, INCOME) && balances(mention.paragraph);
        let outgo = (income + 1..=income + FAR)
            .filter(|_| is_told)
            .find(|other| nearby.get(*other).is_some_and(|found| is_side(found, OUTGO) && is_beside(found, mention)))?;
        let end = (outgo + 1..=outgo + FAR).take_while(|other| {
            let last = nearby.get(outgo).map(|outgo| outgo.sentence);
            nearby.get(*other).map(|found| found.sentence) == last
        });
        let end = end.last().unwrap_or(outgo);
        let sure = |formula| [Reading { formula, sure: true }];
        let side = |whole: usize, last: usize| {
            let is_part =
                |part: &usize| nearby.get(*part).is_some_and(|part| part.is_level() && is_beside(part, mention));
            let parts: Vec<usize> = (whole + 1..=last).filter(is_part).collect();
            let is_list = parts.len() > 1;
            is_list.then(|| judge(nearby.0, Relation::Total, whole, &sure(Formula::Sum { parts }))).flatten()
        };
        let same = judge(nearby.0, Relation::Twice, outgo, &sure(Formula::Same { other: income }));
        Some([side(income, outgo - 1), side(outgo, end), same])
    };
    nearby.0.iter().enumerate().filter_map(statements).flatten().flatten().collect()
}

/// Judges what an account leaves by its two sides.
pub(super) fn left(nearby: Nearby<'_>, prose: &[Prose]) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| {
        let (more, less) = match () {
            () if mention.bracket != 0 || mention.is_last_years() => None,
            () if is_set_off(mention, prose) => Some((told(nearby, index, INCOME)?, told(nearby, index, OUTGO)?)),
            () if matches!(bare(&mention.lead), "收支结余" | "当年收支结余") => results(nearby, index),
            () if mention.lead == "结余" => right_before(nearby, index),
            () => None,
        }?;
        let reading = Reading { formula: Formula::Minus { more, less }, sure: true };
        judge(nearby.0, Relation::Difference, index, &[reading])
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

/// Bytes before a number in which its clause and the one before it stand.
const CLAUSES: usize = 120;

/// Whether a number is what remains once both sides were set off against each other.
fn is_set_off(mention: &Mention, prose: &[Prose]) -> bool {
    let end = mention.quantity.range.start;
    let said = prose.get(mention.paragraph).and_then(|prose| {
        let start = (end.saturating_sub(CLAUSES)..=end).find(|start| prose.text.is_char_boundary(*start))?;
        prose.text.get(start..end)?.rsplit(['。', '；']).next()
    });
    let is_said = |said: &str| said.rsplit('，').take(2).any(|clause| clause.contains("收支相抵"));
    has(&mention.lead, &["结转", "结余"]) && said.is_some_and(is_said)
}

/// The nearest amount before another that is a sum so called.
fn told(nearby: Nearby<'_>, index: usize, words: &[&str]) -> Option<usize> {
    let mention = nearby.get(index)?;
    let mut before = (index.saturating_sub(FAR)..index).rev();
    before.find(|other| {
        nearby.get(*other).is_some_and(|found| {
            found.is_level() && is_beside(found, mention) && ends(bare(&found.lead), words) && !found.is_last_years()
        })
    })
}

/// What came in and what went out, by their own words or those of the budget before each: `收入预算…，实际完成A；支出预算…，实际完成B`.
fn results(nearby: Nearby<'_>, index: usize) -> Option<(usize, usize)> {
    let mention = nearby.get(index)?;
    let side = |other: usize| {
        let part = nearby.get(other)?.part;
        let mut own =
            (other.saturating_sub(NEAR)..=other).rev().map_while(|at| nearby.get(at).filter(|at| at.part == part));
        own.find_map(|found| match (found.lead.contains("收入"), found.lead.contains("支出")) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        })
    };
    let is_result = |other: &usize| {
        nearby.get(*other).is_some_and(|found| {
            found.is_level()
                && is_beside(found, mention)
                && !found.is_planned()
                && !found.is_last_years()
                && found.sentence + 2 >= mention.sentence
                && ends(bare(&found.lead), &["完成", "实际", "收入", "支出", "实现"])
        })
    };
    let of_side = |income: bool| {
        let mut found =
            (index.saturating_sub(FAR)..index).rev().filter(|other| is_result(other) && side(*other) == Some(income));
        found.next().filter(|_| found.next().is_none())
    };
    Some((of_side(true)?, of_side(false)?))
}

/// `收入A，支出B，结余C`
fn right_before(nearby: Nearby<'_>, index: usize) -> Option<(usize, usize)> {
    let (income, outgo) = (index.checked_sub(2)?, index.checked_sub(1)?);
    let mention = nearby.get(index)?;
    let is_side = |other: usize, word: &str| {
        nearby.get(other).is_some_and(|found| {
            found.is_level()
                && !found.is_planned()
                && found.lead.trim_end_matches(['为', '达', '到']).ends_with(word)
                && found.part == mention.part
                && is_beside(found, mention)
        })
    };
    (is_side(income, "收入") && is_side(outgo, "支出")).then_some((income, outgo))
}

/// Numbers before a result whose words tell which side it is of.
const NEAR: usize = 3;

fn is_beside(found: &Mention, mention: &Mention) -> bool {
    found.paragraph == mention.paragraph
        && found.quantity.unit == mention.quantity.unit
        && found.bracket == mention.bracket
}
