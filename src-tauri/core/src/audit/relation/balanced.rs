//! Accounts that balance (收支平衡): `总收入A，其中：B、C。总支出A，其中：D、E`. What came in, from all its sources, is as much as
//! what it went to.

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::prose::Prose;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge};
use crate::audit::wording::{bare, ends};

/// What came in and what went out in all.
const INCOME: &[&str] = &["总收入", "收入总计", "收入总量"];
const OUTGO: &[&str] = &["总支出", "支出总计", "支出总量"];
/// Numbers behind what came in among which what went out stands, and those it went to.
const FAR: usize = 24;

/// Judges both sides of each account that is said to balance.
pub(super) fn read(nearby: Nearby<'_>, prose: &[Prose]) -> Vec<Statement> {
    let balances = |paragraph: usize| prose.get(paragraph).is_some_and(|prose| prose.text.contains("收支平衡"));
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

fn is_beside(found: &Mention, mention: &Mention) -> bool {
    found.paragraph == mention.paragraph
        && found.quantity.unit == mention.quantity.unit
        && found.bracket == mention.bracket
}
