//! What a year's values are in the cells of a form, in the form's own unit.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Content, FormReading, MoneyUnit, targets};
use crate::evaluation::Evaluation;
use crate::figure::Key;
use crate::quantity::{Measure, print_score};
use crate::table::{Address, Put};

/// 元 of a 万元.
const YUAN: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// What is put into each cell; cells without a value are left out, as blank is not zero.
pub fn values(reading: &FormReading, evaluation: &Evaluation) -> BTreeMap<Address, Put> {
    let put = |(address, content): &(Address, Content)| {
        let put = match content {
            Content::Figure(key) => figure(key, reading.unit, evaluation),
            Content::PercentNumber(key) => {
                let rate = evaluation.figures.get(key)?.value?;
                Some(Put::Number(rounded(rate * Decimal::ONE_HUNDRED)))
            }
            Content::Score(key) => indicator(key, evaluation)?.score.map(|score| Put::Number(print_score(score))),
            Content::Reason(key) => {
                indicator(key, evaluation)?.printed_reason().map(|text| Put::Words(text.to_owned()))
            }
            Content::ExecutionScore => {
                let score = evaluation.whole.as_ref()?.execution.score;
                score.map(|score| Put::Number(print_score(score)))
            }
            Content::Target(row, part) => targets::value(reading, row, *part, evaluation),
            Content::TotalScore => evaluation.total.score.map(|score| Put::Number(print_score(score))),
        };
        put.map(|put| (*address, put))
    };
    reading.places.iter().filter_map(put).collect()
}

fn indicator<'e>(key: &str, evaluation: &'e Evaluation) -> Option<&'e crate::rule::IndicatorResult> {
    evaluation.indicators.iter().find(|result| result.key == key)
}

fn figure(key: &Key, unit: MoneyUnit, evaluation: &Evaluation) -> Option<Put> {
    let value = evaluation.figures.get(key)?;
    let shown = value.shown.clone()?;
    Some(match (value.measure, unit, value.value) {
        (Measure::Money, MoneyUnit::Yuan, Some(amount)) => Put::Number(rounded(amount * YUAN)),
        (Measure::Money | Measure::People | Measure::Count | Measure::Area, _, Some(_)) => Put::Number(shown),
        _ => Put::Words(shown),
    })
}

/// With two decimals at most, 四舍五入.
fn rounded(number: Decimal) -> String {
    number.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
}
