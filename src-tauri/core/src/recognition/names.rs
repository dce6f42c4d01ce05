//! How prose names figures, as data: `names.json`. To teach the recognition another wording, add it there.

use std::sync::LazyLock;

use serde::Deserialize;

/// All the words the recognition knows.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    pub(super) figures: Vec<Name>,
    pub(super) columns: Columns,
    pub(super) this_year: Vec<String>,
    pub(super) last_year: Vec<String>,
    /// A year behind one of these is what another is compared with.
    pub(super) comparing: Vec<String>,
    /// Words for the department as a whole.
    pub(super) department: Vec<String>,
    /// Words that change nothing.
    pub(super) neutral: Vec<String>,
    /// Two names joined by one of these are a sum, not a figure.
    pub(super) joining: Vec<String>,
    /// Words of another 口径: the figure is meant, but perhaps not in the same scope.
    pub(super) scopes: Vec<String>,
}

/// The names of one figure, or of a row of figures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Name {
    /// Words before the number.
    pub(super) names: Vec<String>,
    /// Words right behind the number and its measure word (20个科室).
    #[serde(default)]
    pub(super) behind: Vec<String>,
    /// A row of 附件1: the figure's key is the row's and a column's.
    #[serde(default)]
    pub(super) row: Option<String>,
    /// Or one figure.
    #[serde(default)]
    pub(super) figure: Option<String>,
    pub(super) unit: Counted,
    /// Says no subject of its own: it is the whole department's only where no project or fund is spoken of.
    #[serde(default)]
    pub(super) whole: bool,
    /// Means this figure only where the sentence is about that subject.
    #[serde(default)]
    pub(super) under: Option<String>,
    /// What later words of the sentence are about; the row or figure itself where absent.
    #[serde(default)]
    pub(super) subject: Option<String>,
    /// The number counts below zero (调减).
    #[serde(default)]
    pub(super) negative: bool,
}

impl Name {
    /// What a sentence that says it is about from there on.
    pub(super) fn subject(&self) -> &str {
        [&self.subject, &self.row, &self.figure].into_iter().flatten().next().map_or("", String::as_str)
    }
}

/// What a figure counts, and so the units its number may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Counted {
    Money,
    People,
    Things,
    Percent,
    Score,
}

/// Words that tell the columns of a row apart.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    pub(super) budget: Vec<String>,
    /// The budget as it was at the year's beginning.
    pub(super) initial: Vec<String>,
    /// The budget as it was after adjustment.
    pub(super) adjusted: Vec<String>,
    #[serde(rename = "final")]
    pub(super) final_: Vec<String>,
}

/// The words, read once. A test proves that they can be read.
pub(super) static NAMES: LazyLock<Names> =
    LazyLock::new(|| serde_json::from_str(include_str!("names.json")).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::{DEFAULT, Edition};
    use crate::narrative;

    #[test]
    fn the_words_can_be_read_and_lead_to_figures_of_the_form() {
        let names: Names = serde_json::from_str(include_str!("names.json")).expect("are JSON of this shape");
        let edition = Edition::shipped(DEFAULT).expect("is whole");
        for name in &names.figures {
            assert!(name.row.is_some() != name.figure.is_some(), "{:?}", name.names);
            let key = name.figure.clone().or(name.row.as_ref().map(|row| format!("{row}.final"))).unwrap_or_default();
            assert!(edition.figure(&key).is_some() || narrative::is_built_in(&key), "{key}");
        }
    }
}
