//! What a rate of a known name is of: the table of rates says what stands above the line and what below.

use super::super::plan;
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::rates::Rate;
use crate::audit::statement::Formula;
use crate::audit::wording::{self, bare, ends, has};

/// The amount right before a rate that bears its words, over the nearest of earlier paragraphs that bears what it is of.
pub(super) fn told_before(nearby: Nearby<'_>, index: usize, rate: &Rate) -> Option<Formula> {
    let mention = nearby.get(index)?;
    let (part, above) =
        nearby.amount(index, 0).filter(|(_, above)| has(&above.lead, rate.above) && above.part == mention.part)?;
    let whole = (part.saturating_sub(plan::GOALS)..part).rev().find(|other| {
        nearby.get(*other).is_some_and(|found| {
            found.sentence < mention.sentence
                && found.is_level()
                && !found.is_last_years()
                && found.quantity.unit.goes_with(above.quantity.unit)
                && (has(&found.lead, rate.below) || has(&found.lead, &["批复", "总投资", "概算"]))
                && !has(&found.lead, &["追加", "调增", "调减"])
        })
    })?;
    Some(Formula::Ratio { part, whole })
}

/// The same of the sentence before, where the rate has one of its own without amounts: both must bear the words.
pub(super) fn in_sentence_before(near: &[(usize, &Mention)], rate: &Rate, sentence: usize) -> Option<Formula> {
    let before = sentence.checked_sub(1)?;
    let formula = meant(near, rate, before).filter(|_| near.iter().all(|(_, found)| found.sentence == before))?;
    let Formula::Ratio { whole, .. } = formula else { return None };
    near.iter().any(|(other, found)| *other == whole && has(&found.lead, rate.below)).then_some(formula)
}

/// What a rate of this name surely means: the last amount whose words stand above the line, over the last before it whose
/// words stand below.
pub(super) fn meant(near: &[(usize, &Mention)], rate: &Rate, sentence: usize) -> Option<Formula> {
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
pub(super) fn is_result(mention: &Mention, rate: &Rate) -> bool {
    let words = bare(&mention.lead).trim_end_matches(['”', '的']);
    // 责令整改 is what is to be put right.
    let told = |word: &&str| words.strip_suffix(*word).is_some_and(|before| !ends(before, rate.below));
    rate.above.iter().any(told) && !mention.is_planned() && !ends(words, rate.below)
}
