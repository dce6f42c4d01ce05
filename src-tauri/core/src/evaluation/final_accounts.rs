//! What the published final accounts (部门决算公开表) say: the officer may enter it beside the filing's own figures, so
//! that both are compared. It is never asked for, and nothing is worked out with it.

use super::Evaluation;
use crate::check::{Correction, FINAL_ACCOUNTS, Finding, Grade};
use crate::derive::Value;
use crate::edition::Edition;
use crate::figure::{Figure, Key};
use crate::quantity::{self, Measure};
use crate::words::quoted;

/// The figures that a published set of final accounts states, each with the table it stands in.
const FIGURES: [(&str, &str); 22] = [
    ("basic.total.final", "支出决算表"),
    ("basic.personnel.final", "基本支出决算明细表"),
    ("basic.operating.final", "基本支出决算明细表"),
    ("project.total.final", "支出决算表"),
    ("expenditure.total.final", "支出决算表"),
    ("three_public.budget", THREE_PUBLIC),
    ("three_public.final", THREE_PUBLIC),
    ("three_public.vehicle.budget", THREE_PUBLIC),
    ("three_public.vehicle.final", THREE_PUBLIC),
    ("three_public.vehicle_purchase.budget", THREE_PUBLIC),
    ("three_public.vehicle_purchase.final", THREE_PUBLIC),
    ("three_public.vehicle_running.budget", THREE_PUBLIC),
    ("three_public.vehicle_running.final", THREE_PUBLIC),
    ("three_public.abroad.budget", THREE_PUBLIC),
    ("three_public.abroad.final", THREE_PUBLIC),
    ("three_public.reception.budget", THREE_PUBLIC),
    ("three_public.reception.final", THREE_PUBLIC),
    ("procurement.final", "决算说明中的政府采购支出"),
    ("budget.initial", "收入支出决算总表"),
    ("budget.adjusted", "收入支出决算总表"),
    ("budget.carried_over", "收入支出决算总表"),
    ("budget.closing_balance", "收入支出决算总表"),
];
const THREE_PUBLIC: &str = "“三公”经费支出决算表";
/// What the keys of these figures begin with.
const PREFIX: &str = "final_accounts.";

/// The key of what the final accounts say of a figure.
pub fn key_of(figure: &str) -> Key {
    Key::new(format!("{PREFIX}{figure}"))
}

/// Whether a figure is one of the final accounts'.
pub fn is_of_final_accounts(key: &str) -> bool {
    key.starts_with(PREFIX)
}

/// The figures in which the officer enters what the final accounts say; those the form knows.
pub(super) fn figures(edition: &Edition) -> impl Iterator<Item = Figure> {
    FIGURES.iter().filter_map(|(key, table)| {
        let stated = edition.figure(key)?;
        let label = format!("{}（部门决算）", stated.label);
        let plain = Figure::plain(key_of(key), label, Measure::Money, None);
        Some(Figure {
            required: false,
            note: Some(format!("按部门决算公开的{table}填写，没有公开的可以不填。")),
            ..plain
        })
    })
}

/// Every figure that is not what the final accounts say: one of them may be of another 口径, so it wants a reason.
pub(super) fn findings(evaluation: &Evaluation) -> Vec<Finding> {
    let differs = |(key, _): &(&str, &str)| {
        let ours = evaluation.figures.get(*key)?;
        let theirs = evaluation.figures.get(key_of(key).as_str())?;
        let gap = gap(ours, theirs)?;
        let (shown, stated) = (ours.shown.clone()?, theirs.shown.clone()?);
        let told = quantity::exact(gap.amount, Measure::Money);
        let (grade, verdict) = match gap.is_rounding {
            true => (Grade::Hint, "是四舍五入的尾差"),
            false => (Grade::Explain, "请说明原因"),
        };
        let message = format!("{}为{shown}，部门决算为{stated}，相差{told}，{verdict}。", quoted(&ours.label));
        let subjects = [(*key).to_owned(), key_of(key).to_string()];
        let correction = Correction::of(key, &evaluation.figures, theirs.value?);
        Some(
            Finding::new(FINAL_ACCOUNTS, grade, message, subjects)
                .holding(Some(shown), Some(stated))
                .corrected(correction),
        )
    };
    FIGURES.iter().filter_map(differs).collect()
}

/// How far two amounts that are shown differently are apart.
pub(crate) struct Gap {
    pub(crate) amount: rust_decimal::Decimal,
    /// Only 尾差.
    pub(crate) is_rounding: bool,
}

/// How far two values are apart; `None` where they are shown alike or one is blank.
pub(crate) fn gap(one: &Value, other: &Value) -> Option<Gap> {
    let amount = (one.value? - other.value?).abs();
    if one.shown == other.shown {
        return None;
    }
    let is_rounding = one.measure == Measure::Money && amount <= rust_decimal::Decimal::new(1, 2);
    Some(Gap { amount, is_rounding })
}
