//! Works figures out from what was entered: one pass over the figures in their file's order, each with its working.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::figure::{Figure, Formula, Key};
use crate::filing::Entry;
use crate::quantity::{self, Measure};

/// Bytes of arithmetic that may stand for a value in others' workings: what is spelled out twice at each step grows fast.
const LONGEST_INLINE: usize = 400;

/// All figures of a filing, by key.
pub type Figures = BTreeMap<Key, Value>;

/// A figure's value and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    /// The number, unrounded; `None` is blank, which is not zero. Texts and dates have none.
    pub value: Option<Decimal>,
    /// As screen and paper show it; `None` is blank.
    pub shown: Option<String>,
    /// The arithmetic with its numbers: `5788.54 ÷ 6346.47 = 91.21%`.
    pub working: Option<String>,
    /// Where it came from.
    pub trace: Trace,
    /// What the formula gives where a total was entered too; the check of totals compares them.
    #[serde(skip)]
    pub worked_out: Option<Decimal>,
    /// The figures its formula names, given or not.
    #[serde(skip)]
    pub uses: Vec<Key>,
    /// Its arithmetic without the result, where it stands for the value in others' workings.
    #[serde(skip)]
    pub inline: Option<String>,
    /// Entered, but not used: the figure it depends on says that it does not concern the department.
    #[serde(skip)]
    pub set_aside: Option<String>,
    /// Its measure, for printing numbers derived from it.
    #[serde(skip)]
    pub measure: Measure,
    /// Its label, for sentences.
    #[serde(skip)]
    pub label: String,
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "origin", rename_all = "snake_case")]
pub enum Trace {
    /// Nothing was entered.
    Blank,
    /// A person entered it.
    Entered {
        /// Letter for letter.
        typed: String,
    },
    /// Worked out from other figures, whose own traces say more.
    WorkedOut {
        /// The kind of formula.
        operation: &'static str,
        /// The figures used, in the formula's order; blank parts of a sum are not among them.
        inputs: Vec<Key>,
    },
}

/// The number of a figure, where it has one.
pub fn number(figures: &Figures, key: &str) -> Option<Decimal> {
    figures.get(key).and_then(|value| value.value)
}

/// Works out all `figures` in order. A formula sees the figures above it.
pub fn derive<'a>(figures: impl Iterator<Item = &'a Figure>, entries: &BTreeMap<Key, Entry>) -> Figures {
    let mut done = Figures::new();
    for figure in figures {
        let value = one(figure, entries.get(&figure.key), &done);
        done.insert(figure.key.clone(), value);
    }
    done
}

fn one(figure: &Figure, entry: Option<&Entry>, done: &Figures) -> Value {
    let mut value = Value {
        value: None,
        shown: None,
        working: None,
        trace: Trace::Blank,
        worked_out: None,
        uses: figure.from.iter().flat_map(Formula::inputs).cloned().collect(),
        inline: None,
        set_aside: None,
        measure: figure.measure,
        label: figure.label.clone(),
    };
    if !concerned(figure, done) {
        value.set_aside = entry.map(|entry| quantity::print_kept(&entry.value, figure.measure));
        return value;
    }
    if let Some(formula) = &figure.from {
        work_out(formula, done, &mut value);
        value.inline = value.inline.filter(|arithmetic| figure.inline && arithmetic.len() <= LONGEST_INLINE);
    }
    let may_stand = figure.from.is_none() || figure.may_be_entered;
    if let Some(entry) = entry.filter(|_| may_stand) {
        value.worked_out = value.value;
        value.value = figure.measure.is_numeric().then(|| Decimal::from_str_exact(&entry.value).ok()).flatten();
        value.shown = Some(quantity::print_kept(&entry.value, figure.measure));
        value.working = None;
        value.trace = Trace::Entered { typed: entry.typed.clone() };
    }
    value
}

/// Whether the figure concerns the department; it does while the figure it depends on is blank.
fn concerned(figure: &Figure, done: &Figures) -> bool {
    figure
        .only_where
        .as_ref()
        .is_none_or(|(key, wanted)| number(done, key.as_str()).is_none_or(|asked| asked.to_string() == *wanted))
}

/// Fills in number, print, working and trace; leaves the value blank where the inputs do not suffice.
fn work_out(formula: &Formula, done: &Figures, value: &mut Value) {
    let given = |key: &Key| done.get(key).filter(|input| input.value.is_some());
    let inputs: Vec<(&Key, &Value)> =
        formula.inputs().into_iter().filter_map(|key| given(key).map(|input| (key, input))).collect();
    let complete = inputs.len() == formula.inputs().len();
    if inputs.is_empty() || !(complete || matches!(formula, Formula::Sum(_))) {
        return;
    }
    let numbers: Vec<Decimal> = inputs.iter().filter_map(|(_, input)| input.value).collect();
    let Some(result) = compute(formula, &numbers) else { return };
    let shown = quantity::print(result, value.measure);
    let printed: Vec<Decimal> = inputs.iter().filter_map(|(_, input)| as_printed(input)).collect();
    let recomputes = compute(formula, &printed).is_some_and(|again| quantity::print(again, value.measure) == shown);
    let terms: Vec<Term> = inputs.iter().map(|(_, input)| term(input, recomputes)).collect();
    if terms.len() > 1 {
        let arithmetic = spell(formula, &terms);
        value.working = Some(format!("{arithmetic} = {shown}"));
        value.inline = Some(arithmetic);
    }
    value.value = Some(result);
    value.shown = Some(shown);
    value.trace = Trace::WorkedOut {
        operation: operation(formula),
        inputs: inputs.into_iter().map(|(key, _)| key.clone()).collect(),
    };
}

fn compute(formula: &Formula, numbers: &[Decimal]) -> Option<Decimal> {
    match (formula, numbers) {
        (Formula::Sum(_) | Formula::SumOfAll(_), _) => {
            numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))
        }
        (Formula::Difference(..), [first, second]) => first.checked_sub(*second),
        (Formula::Ratio(..), [first, second]) if *second > Decimal::ZERO => first.checked_div(*second),
        (Formula::Change(..), [now, before]) if *before > Decimal::ZERO => {
            now.checked_sub(*before)?.checked_div(*before)
        }
        _ => None,
    }
}

fn spell(formula: &Formula, terms: &[Term]) -> String {
    match (formula, terms) {
        (Formula::Difference(..), [first, second]) => format!("{} − {}", first.text, second.alone()),
        (Formula::Ratio(..), [first, second]) => format!("{} ÷ {}", first.alone(), second.alone()),
        (Formula::Change(..), [now, before]) => format!("({} − {}) ÷ {}", now.text, before.alone(), before.alone()),
        _ => terms.iter().map(|term| term.text.as_str()).collect::<Vec<_>>().join(" + "),
    }
}

fn operation(formula: &Formula) -> &'static str {
    match formula {
        Formula::Sum(_) => "sum",
        Formula::SumOfAll(_) => "sum_of_all",
        Formula::Difference(..) => "difference",
        Formula::Ratio(..) => "ratio",
        Formula::Change(..) => "change",
    }
}

/// A number inside a working, or the arithmetic that stands for it.
struct Term {
    text: String,
    is_arithmetic: bool,
}

impl Term {
    /// With brackets where it is arithmetic.
    fn alone(&self) -> String {
        if self.is_arithmetic { format!("({})", self.text) } else { self.text.clone() }
    }
}

/// A number below zero stands in brackets; one whose rounding would falsify the result stands with all its decimals.
fn term(value: &Value, as_printed: bool) -> Term {
    if let Some(arithmetic) = &value.inline {
        return Term { text: arithmetic.clone(), is_arithmetic: true };
    }
    let shown = match value.value {
        Some(number) if !as_printed => quantity::exact(number, value.measure),
        _ => value.shown.clone().unwrap_or_default(),
    };
    let text = if shown.starts_with('-') { format!("({shown})") } else { shown };
    Term { text, is_arithmetic: false }
}

/// The number that stands in print.
pub(crate) fn as_printed(value: &Value) -> Option<Decimal> {
    let number = value.value?;
    Some(if value.measure == Measure::Money { quantity::round(number, 2) } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(key: &str, measure: Measure, from: Option<Formula>) -> Figure {
        Figure { may_be_entered: true, ..Figure::plain(Key::new(key), key.to_owned(), measure, from) }
    }

    fn figures(entered: &[(&str, &str)], formula: Formula, measure: Measure) -> Value {
        let list = [
            figure("a", Measure::Money, None),
            figure("b", Measure::Money, None),
            figure("result", measure, Some(formula)),
        ];
        let entries = entered
            .iter()
            .map(|(key, value)| {
                let key = Key::new(*key);
                let entry = Entry {
                    report_year: 2020,
                    key: key.clone(),
                    value: (*value).to_owned(),
                    typed: (*value).to_owned(),
                };
                (key, entry)
            })
            .collect();
        derive(list.iter(), &entries).remove("result").expect("is in the list")
    }

    fn ab(kind: fn(Key, Key) -> Formula) -> Formula {
        kind(Key::new("a"), Key::new("b"))
    }

    fn sum() -> Formula {
        Formula::Sum(vec![Key::new("a"), Key::new("b")])
    }

    #[test]
    fn a_share_carries_its_working() {
        let value = figures(&[("a", "5788.54"), ("b", "6346.47")], ab(Formula::Ratio), Measure::Percent);
        assert_eq!(value.working.as_deref(), Some("5788.54 ÷ 6346.47 = 91.21%"));
    }

    #[test]
    fn a_missing_figure_is_not_zero() {
        assert_eq!(figures(&[("a", "1")], sum(), Measure::Money).shown.as_deref(), Some("1.00"));
        assert_eq!(figures(&[], sum(), Measure::Money).shown, None);
        assert_eq!(figures(&[("a", "1")], ab(Formula::Difference), Measure::Money).shown, None);
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        assert_eq!(figures(&[("a", "1"), ("b", "0")], ab(Formula::Ratio), Measure::Percent).shown, None);
        assert_eq!(figures(&[("a", "1"), ("b", "0")], ab(Formula::Change), Measure::Percent).shown, None);
        assert_eq!(figures(&[("a", "1"), ("b", "-1")], ab(Formula::Ratio), Measure::Percent).shown, None);
    }

    #[test]
    fn an_entered_total_stands_and_its_sum_is_kept_beside_it() {
        let value = figures(&[("a", "1"), ("b", "2"), ("result", "4")], sum(), Measure::Money);
        assert_eq!((value.shown.as_deref(), value.worked_out), (Some("4.00"), Some(Decimal::from(3))));
    }

    #[test]
    fn a_working_recomputes_from_its_own_numbers() {
        let share = figures(&[("a", "1.234567"), ("b", "1.2345")], ab(Formula::Ratio), Measure::Percent);
        assert_eq!(share.working.as_deref(), Some("1.234567 ÷ 1.2345 = 100.01%"));
        let sum = figures(&[("a", "0.004"), ("b", "0.004")], sum(), Measure::Money);
        assert_eq!(sum.working.as_deref(), Some("0.004 + 0.004 = 0.01"));
    }

    #[test]
    fn sums_are_rounded_once_at_the_end() {
        let value = figures(&[("a", "0.004"), ("b", "0.004")], sum(), Measure::Money);
        assert_eq!(value.shown.as_deref(), Some("0.01"));
    }
}
