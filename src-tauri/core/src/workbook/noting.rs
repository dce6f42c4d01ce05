//! The 口径 of a figure and where its number was taken from (来源), as the officer notes it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Edited, Workbook, Year};
use crate::error::{Error, Result};
use crate::figure::{Aspect, Basis, Figure, Key};
use crate::filing::Note;
use crate::quantity::{self, Measure};
use crate::store::Subject;
use crate::words::quoted;

/// What 来源 is called where it is too long.
const SOURCE: &str = "来源";
/// The columns whose number is last year's of another column.
const OF_LAST_YEAR: [(&str, &str); 2] = [(".prior_final", ".final"), (".prior_budget", ".budget")];

/// What is noted of a figure; absent parts stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewNote {
    /// All that is chosen, in words of the edition; an empty list takes the choices back.
    pub basis: Option<Vec<String>>,
    /// Where the number was taken from; a blank takes it back.
    pub source: Option<String>,
    /// Chooses the same of every other figure that has no choice of that aspect yet.
    pub everywhere: bool,
}

/// What is noted of a figure, what may be, and what was last year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Noted {
    /// The figure.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What may be chosen of it.
    pub aspects: Vec<AspectOffered>,
    /// 来源; empty where nothing was written.
    pub source: String,
    /// Last year's.
    pub last_source: Option<String>,
}

/// An aspect of 口径 as it stands for a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AspectOffered {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What may be chosen.
    pub choices: Vec<String>,
    /// What was.
    pub chosen: Option<String>,
    /// What was chosen last year.
    pub last: Option<String>,
}

impl Year {
    /// What is noted of a figure, and what may be.
    ///
    /// # Errors
    /// [`Error::UnknownFigure`].
    pub fn noted(&self, key: &str) -> Result<Noted> {
        let figure = self.figure(key)?;
        let bases = &self.evaluation.bases;
        let then = OF_LAST_YEAR.iter().find_map(|(now, then)| Some(format!("{}{then}", key.strip_suffix(now)?)));
        let last = then.as_deref().and_then(|then| bases.last.get(then)).or_else(|| bases.last.get(key));
        let (this, last) = (bases.this.get(key), last);
        let chosen =
            |note: Option<&Note>, aspect: &Aspect| note.and_then(|note| note.basis.0.get(&aspect.key).cloned());
        let offered = |aspect: &Aspect| AspectOffered {
            key: aspect.key.clone(),
            label: aspect.label.clone(),
            choices: aspect.choices.clone(),
            chosen: chosen(this, aspect),
            last: chosen(last, aspect).filter(|words| aspect.choices.contains(words)),
        };
        Ok(Noted {
            key: key.to_owned(),
            aspects: self.aspects_of(&figure).map(offered).collect(),
            label: figure.label,
            source: this.map(|note| note.source.clone()).unwrap_or_default(),
            last_source: last.map(|note| note.source.clone()).filter(|source| !source.is_empty()),
        })
    }

    fn aspects_of(&self, figure: &Figure) -> impl Iterator<Item = &Aspect> {
        self.edition.basis.iter().filter(|aspect| aspect.concerns(&figure.key, figure.measure))
    }

    /// The choices meant by these words.
    fn choices(&self, figure: &Figure, words: &[String]) -> Result<BTreeMap<String, String>> {
        let mut choices = BTreeMap::new();
        for word in words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
            let aspect = self.aspects_of(figure).find(|aspect| aspect.choices.iter().any(|choice| choice == word));
            let aspect = aspect.ok_or_else(|| Error::UnknownBasis {
                label: figure.label.clone(),
                given: word.to_owned(),
                offered: self.aspects_of(figure).flat_map(|aspect| aspect.choices.clone()).collect(),
            })?;
            choices.insert(aspect.key.clone(), word.to_owned());
        }
        Ok(choices)
    }

    /// What stands in a note, in words.
    fn note_in_words(&self, key: &str) -> Option<String> {
        let bases = &self.evaluation.bases;
        let source = bases.source(key).map(|source| format!("{SOURCE}：{source}"));
        let words: Vec<String> = bases.words(key).into_iter().chain(source).collect();
        (!words.is_empty()).then(|| words.join("；"))
    }
}

impl Workbook {
    /// Notes the 口径 of a figure and where it was taken from.
    ///
    /// # Errors
    /// [`Error::UnknownFigure`], [`Error::UnknownBasis`], [`Error::TooLong`]; those of writing.
    pub fn note(&mut self, year: Option<i32>, key: &str, new: &NewNote, now: &str) -> Result<Edited> {
        let of = self.year(year)?;
        let figure = of.figure(key)?;
        let report_year = of.filing.head.report_year;
        let mut note = of.filing.notes.get(key).cloned().unwrap_or_else(|| blank(report_year, &figure.key));
        if let Some(words) = &new.basis {
            note.basis = Basis(of.choices(&figure, words)?);
        }
        if let Some(source) = &new.source {
            note.source = quantity::read(SOURCE, source, Measure::Text, "", false)?.unwrap_or_default();
        }
        let others = if new.everywhere { of.without(&note) } else { Vec::new() };
        self.store.step(&format!("注明{}的口径", quoted(&figure.label)), now, |edit| {
            std::iter::once(&note).chain(&others).try_for_each(|note| match is_blank(note) {
                true => edit.remove(Subject::note(report_year, &note.key)),
                false => edit.put(note),
            })
        })?;
        let after = self.year(Some(report_year))?;
        let (label, before, after) = (figure.label, of.note_in_words(key), after.note_in_words(key));
        Ok(Edited { label, before, after, difference: None })
    }
}

impl Year {
    /// The notes of the other figures that have no choice of an aspect chosen in this one, with that choice.
    fn without(&self, chosen: &Note) -> Vec<Note> {
        let report_year = self.filing.head.report_year;
        let aspects: BTreeSet<&String> = chosen.basis.0.keys().collect();
        let filled = |figure: &Figure| {
            let present = self.filing.notes.get(&figure.key);
            let mut note = present.cloned().unwrap_or_else(|| blank(report_year, &figure.key));
            for aspect in self.aspects_of(figure).filter(|aspect| aspects.contains(&aspect.key)) {
                let words = chosen.basis.0.get(&aspect.key).cloned().unwrap_or_default();
                note.basis.0.entry(aspect.key.clone()).or_insert(words);
            }
            (figure.key != chosen.key && Some(&note) != present && !is_blank(&note)).then_some(note)
        };
        self.evaluation.list.iter().filter_map(filled).collect()
    }
}

fn blank(report_year: i32, key: &Key) -> Note {
    Note { report_year, key: key.clone(), basis: Basis::default(), source: String::new() }
}

fn is_blank(note: &Note) -> bool {
    note.basis.0.is_empty() && note.source.is_empty()
}
