//! A figure explained: its formula and arithmetic, or what was typed, where, and when.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Explainer, Explanation, FactKind, Of};
use crate::derive::{Trace, Value};
use crate::evaluation::is_of_final_accounts;
use crate::figure::{Figure, Formula};
use crate::quantity::{self, Measure};
use crate::words::quoted;

/// Levels a tree may have; a form has six at most.
const DEEPEST: usize = 40;
/// Decimals that are told of a number that never ends.
const TOLD_DECIMALS: u32 = 6;

impl Explainer<'_> {
    /// Why a figure is what it is.
    pub(super) fn figure(&self, key: &str) -> Explanation {
        self.figure_within(key, &mut BTreeSet::new(), 0)
    }

    /// The same within a tree: what was explained in it before is only named again.
    pub(super) fn figure_within(&self, key: &str, told: &mut BTreeSet<String>, depth: usize) -> Explanation {
        let mut node = Explanation {
            of: Of::Figure,
            key: key.to_owned(),
            label: self.evaluation.label(key).to_owned(),
            shown: None,
            unit: String::new(),
            full_score: None,
            facts: Vec::new(),
            inputs: Vec::new(),
        };
        let (Some(figure), Some(value)) = (self.figures.get(key), self.evaluation.figures.get(key)) else {
            return node;
        };
        node.shown.clone_from(&value.shown);
        if value.shown.is_some() {
            figure.measure.unit(self.filing.unit_of(&figure.key)).clone_into(&mut node.unit);
        }
        let is_made = figure.from.is_some() && (value.shown.is_some() || !value.uses.is_empty());
        if depth >= DEEPEST || (is_made && !told.insert(key.to_owned())) {
            node.tell(FactKind::Above, Some("它的由来上面已经列出".to_owned()));
            return node;
        }
        if let Some(formula) = &figure.from {
            node.tell(FactKind::Formula, Some(self.formula(formula)));
        }
        match &value.trace {
            Trace::Entered { typed } => self.entered(&mut node, figure, value, typed),
            Trace::WorkedOut { .. } => node.tell(FactKind::Working, value.working.clone()),
            Trace::Blank => node.tell(FactKind::Wanted, Some(self.wanted(figure, value))),
        }
        node.tell(FactKind::Rounding, value.value.and_then(|number| rounding(number, value.measure)));
        node.tell(FactKind::Note, figure.note.clone());
        node.tell(FactKind::Basis, self.evaluation.bases.words(key));
        node.tell(FactKind::Source, self.evaluation.bases.source(key).map(str::to_owned));
        let may_stand = value.shown.is_some() || figure.from.is_none();
        node.tell(FactKind::Place, self.place(figure).filter(|_| may_stand));
        node.inputs = value.uses.iter().map(|used| self.figure_within(used.as_str(), told, depth + 1)).collect();
        node
    }

    fn entered(&self, node: &mut Explanation, figure: &Figure, value: &Value, typed: &str) {
        node.tell(FactKind::Typed, Some(typed.to_owned()));
        node.tell(FactKind::Changed, self.moments.entries.get(figure.key.as_str()).cloned());
        let parts = value.worked_out.map(|sum| {
            let sum = quantity::print(sum, value.measure);
            let stands =
                if Some(&sum) == value.shown.as_ref() { "一致" } else { "不一致，采用直接填列的数" };
            format!("{sum}，与填列的{stands}")
        });
        node.tell(FactKind::Parts, parts);
    }

    /// The formula in words; what stands on no form is spelled out.
    pub(super) fn formula(&self, formula: &Formula) -> String {
        formula.in_words(&|key| self.figures.get(key))
    }

    /// What a blank figure wants.
    fn wanted(&self, figure: &Figure, value: &Value) -> String {
        match (&figure.from, &value.set_aside) {
            (_, Some(aside)) => format!("填有{aside}，因这一项与本单位无关，没有采用"),
            (None, None) => "没有填写".to_owned(),
            (Some(Formula::Ratio(_, base) | Formula::Change(_, base)), None) => {
                format!("数据不全，或者{}不大于0，算不出来", quoted(self.evaluation.label(base.as_str())))
            }
            (Some(_), None) => "数据不全，算不出来".to_owned(),
        }
    }

    fn place(&self, figure: &Figure) -> Option<String> {
        let key = figure.key.as_str();
        let beside = || match key {
            _ if figure.from.is_some() || is_of_final_accounts(key) => None,
            _ if key.starts_with("projects.") => Some("项目清单".to_owned()),
            _ if key.starts_with("own.") => Some("本单位自设的数据".to_owned()),
            _ => Some("表外数据，附件上没有这一栏".to_owned()),
        };
        self.places.of_figure(key).map(str::to_owned).or_else(beside)
    }
}

/// What rounding did to a number, where it did something; what follows goes on with the number itself.
fn rounding(number: Decimal, measure: Measure) -> Option<String> {
    let (value, places, sign) = match measure {
        Measure::Money | Measure::Area => (number, 2, ""),
        Measure::Percent => (number.checked_mul(Decimal::ONE_HUNDRED)?, 2, "%"),
        _ => return None,
    };
    let shown = quantity::round(value, places);
    (shown != value)
        .then(|| format!("{}{sign}，显示时四舍五入为{}，计算用原数", endless(value), quantity::print(number, measure)))
}

/// A number with all its decimals, or the first six and `…`.
pub(super) fn endless(value: Decimal) -> String {
    let told = value.trunc_with_scale(TOLD_DECIMALS);
    let rest = if told == value { "" } else { "…" };
    format!("{}{rest}", if rest.is_empty() { told.normalize() } else { told })
}
