//! A figure (数据项): one number or text of the department's year, known by its key. Working it out is `derive`'s.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::quantity::Measure;

/// A figure's key: from general to particular, never a year (`three_public.vehicle.final`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// Takes a key as it is; an edition is checked for unknown ones when it is proved.
    pub fn new(key: impl Into<String>) -> Key {
        Key(key.into())
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What a figure is, as an edition or a filing defines it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Unique among all figures of a workbook.
    pub key: Key,
    /// Unique too: 【label】 stands for the figure in the text the officer edits.
    pub label: String,
    /// What is counted, and so how it is read and printed.
    pub measure: Measure,
    /// How it is worked out; entered where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Formula>,
    /// A total that may also be entered (from the final accounts): the entry then stands, and the sum is compared with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_be_entered: bool,
    /// Listed as missing while blank.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// May be below zero (追加预算: 调减).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_be_negative: bool,
    /// An intermediate that stands on no form: where it is used, its own arithmetic is shown in its place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inline: bool,
    /// Asked for only where another figure has this value (`building.area.actual` where `building.exists` is 是), and set aside elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_where: Option<(Key, String)>,
    /// What the officer should know when entering it (口径), and where the row comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Figure {
    /// A figure that is entered or worked out, and nothing special.
    pub fn plain(key: Key, label: String, measure: Measure, from: Option<Formula>) -> Figure {
        Figure {
            required: from.is_none(),
            key,
            label,
            measure,
            from,
            may_be_entered: false,
            may_be_negative: false,
            inline: false,
            only_where: None,
            note: None,
        }
    }
}

/// An aspect of 口径: something in which numbers of the same name may differ between offices and papers, and what the
/// officer may say of it. Numbers that differ in one are not the same number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aspect {
    /// Names it where a choice is kept.
    pub key: String,
    /// What it is called (预算范围).
    pub label: String,
    /// What may be chosen, in words that no other aspect has.
    pub choices: Vec<String>,
    /// The figures it is offered of: keys, in which one `*` stands for anything.
    pub figures: Vec<String>,
    /// Of these, only those that count this.
    pub measure: Measure,
}

impl Aspect {
    /// Whether it is offered of a figure.
    pub fn concerns(&self, key: &Key, measure: Measure) -> bool {
        let fits = |pattern: &String| match pattern.split_once('*') {
            Some((head, tail)) => {
                let key = key.as_str();
                key.len() >= head.len() + tail.len() && key.starts_with(head) && key.ends_with(tail)
            }
            None => pattern == key.as_str(),
        };
        measure == self.measure && self.figures.iter().any(fits)
    }
}

/// The 口径 of a figure as chosen: words by the key of their aspect. Kept as JSON text in one column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Basis(pub BTreeMap<String, String>);

impl From<Basis> for String {
    fn from(basis: Basis) -> String {
        serde_json::to_string(&basis.0).unwrap_or_default()
    }
}

impl TryFrom<String> for Basis {
    type Error = serde_json::Error;

    fn try_from(text: String) -> Result<Basis, Self::Error> {
        serde_json::from_str(&text).map(Basis)
    }
}

/// How a figure is worked out from figures above it in its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// The sum of those that are given; blank where all are.
    Sum(Vec<Key>),
    /// The sum, blank where any part is.
    SumOfAll(Vec<Key>),
    /// The first less the second.
    Difference(Key, Key),
    /// The first divided by the second; blank where the second is not above zero.
    Ratio(Key, Key),
    /// The first less the second, divided by the second: growth over a base; blank where the base is not above zero.
    Change(Key, Key),
}

impl Formula {
    /// The figures it uses, in the order it names them.
    pub fn inputs(&self) -> Vec<&Key> {
        match self {
            Formula::Sum(parts) | Formula::SumOfAll(parts) => parts.iter().collect(),
            Formula::Difference(first, second) | Formula::Ratio(first, second) | Formula::Change(first, second) => {
                vec![first, second]
            }
        }
    }
    /// The formula in words: `本年实际在职人数 ÷ 编制数`. A figure that stands on no form is spelled out in its place.
    pub fn in_words<'f>(&self, figure: &impl Fn(&Key) -> Option<&'f Figure>) -> String {
        self.spelled(figure, 0)
    }

    fn spelled<'f>(&self, figure: &impl Fn(&Key) -> Option<&'f Figure>, depth: usize) -> String {
        /// Figures that stand on no form within each other; a form has two.
        const DEEPEST: usize = 4;
        /// Figures such a one is worked out of.
        const WIDEST: usize = 8;
        let name = |key: &Key, alone: bool| {
            let known = figure(key);
            let inline = known.filter(|known| known.inline && depth < DEEPEST).and_then(|known| known.from.as_ref());
            let inline = inline.filter(|formula| formula.inputs().len() <= WIDEST);
            match inline.map(|formula| formula.spelled(figure, depth + 1)) {
                Some(words) if alone => format!("({words})"),
                Some(words) => words,
                None => known.map_or(key.as_str(), |known| known.label.as_str()).to_owned(),
            }
        };
        match self {
            Formula::Sum(parts) | Formula::SumOfAll(parts) => {
                parts.iter().map(|key| name(key, false)).collect::<Vec<_>>().join(" + ")
            }
            Formula::Difference(first, second) => format!("{} − {}", name(first, false), name(second, true)),
            Formula::Ratio(first, second) => format!("{} ÷ {}", name(first, true), name(second, true)),
            Formula::Change(first, second) => {
                format!("({} − {}) ÷ {}", name(first, false), name(second, true), name(second, true))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aspect_is_offered_of_the_figures_it_names() {
        let aspect = |pattern: &str| Aspect {
            key: "scope".to_owned(),
            label: "预算范围".to_owned(),
            choices: Vec::new(),
            figures: vec![pattern.to_owned()],
            measure: Measure::Money,
        };
        let offered = |pattern: &str, key: &str| aspect(pattern).concerns(&Key::new(key), Measure::Money);
        assert!(offered("basic.*", "basic.total.final") && offered("*.final", "basic.total.final"));
        assert!(offered("basic.*.final", "basic.total.final") && offered("budget.initial", "budget.initial"));
        assert!(!offered("basic.*.final", "basic.final") && !offered("budget.initial", "budget.initial.x"));
        assert!(!aspect("*").concerns(&Key::new("staff.quota"), Measure::People));
    }
}
