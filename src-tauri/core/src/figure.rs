//! A figure (数据项): one number or text of the department's year, known by its key. Working it out is `derive`'s.

use std::borrow::Borrow;
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
}
