//! 口径: numbers that differ in what was chosen of them are not the same number, and so are never called unequal by 错误.

use std::collections::BTreeMap;

use super::{Finding, Grade};
use crate::figure::{Aspect, Key};
use crate::filing::Note;
use crate::words::quoted;

/// How a finding that wants a reason ends.
const ASKS: &str = "，请说明原因。";

/// What was chosen of the figures of a year and of the year before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bases {
    /// In the order they are told.
    pub aspects: Vec<Aspect>,
    /// The year's.
    pub this: BTreeMap<Key, Note>,
    /// The year before's.
    pub last: BTreeMap<Key, Note>,
}

/// A figure of this year's filing or of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of<'k> {
    /// Of the year.
    This(&'k str),
    /// Of last year's filing.
    Last(&'k str),
}

impl Bases {
    /// What was chosen of a figure, in words: `一般公共预算，批复的决算`.
    pub fn words(&self, key: &str) -> Option<String> {
        let note = self.this.get(key)?;
        let words: Vec<&str> = self.aspects.iter().filter_map(|aspect| chosen(note, aspect)).collect();
        (!words.is_empty()).then(|| words.join("，"))
    }

    /// 来源 of a figure, where it was written.
    pub fn source(&self, key: &str) -> Option<&str> {
        self.this.get(key).map(|note| note.source.as_str()).filter(|source| !source.is_empty())
    }

    /// Whether a word of the text is what was chosen of a figure.
    pub fn is_chosen(&self, key: &str, word: &str) -> bool {
        self.this.get(key).is_some_and(|note| note.basis.0.values().any(|chosen| chosen.contains(word)))
    }

    /// Where two figures are not of the same 口径, what sets them apart; `name` gives a figure's label.
    pub fn apart(&self, one: Of<'_>, other: Of<'_>, name: &impl Fn(&str) -> String) -> Option<String> {
        let (mine, theirs) = (self.note(one)?, self.note(other)?);
        let differing = |aspect: &Aspect| {
            let (mine, theirs) = (chosen(mine, aspect)?, chosen(theirs, aspect)?);
            (mine != theirs).then(|| {
                let (one, other) = (told(one, name), told(other, name));
                format!("{}不同：{one}是{mine}，{other}是{theirs}", aspect.label)
            })
        };
        self.aspects.iter().find_map(differing)
    }

    fn note(&self, of: Of<'_>) -> Option<&Note> {
        match of {
            Of::This(key) => self.this.get(key),
            Of::Last(key) => self.last.get(key),
        }
    }

    /// Takes the 错误 off what is held against another 口径, and says so wherever a reason is asked.
    pub fn soften(&self, findings: &mut [Finding], name: &impl Fn(&str) -> String) {
        if self.this.is_empty() {
            return;
        }
        for finding in findings.iter_mut().filter(|finding| finding.grade != Grade::Hint) {
            let Some(apart) = self.apart_within(finding, name) else { continue };
            finding.grade = Grade::Explain;
            let sentence = finding.message.strip_suffix(ASKS).or_else(|| finding.message.strip_suffix('。'));
            finding.message = format!("{}；{apart}{ASKS}", sentence.unwrap_or(&finding.message));
        }
    }

    /// What sets two of the figures apart that a finding compares.
    fn apart_within(&self, finding: &Finding, name: &impl Fn(&str) -> String) -> Option<String> {
        let this = finding.subjects.iter().map(|key| Of::This(key));
        let all: Vec<Of<'_>> = this.chain(finding.last_years.iter().map(|key| Of::Last(key))).collect();
        let pairs =
            all.iter().enumerate().flat_map(|(index, one)| all[index + 1..].iter().map(move |other| (*one, *other)));
        pairs.into_iter().find_map(|(one, other)| self.apart(one, other, name))
    }
}

fn chosen<'n>(note: &'n Note, aspect: &Aspect) -> Option<&'n str> {
    note.basis.0.get(&aspect.key).map(String::as_str)
}

fn told(of: Of<'_>, name: &impl Fn(&str) -> String) -> String {
    match of {
        Of::This(key) => quoted(&name(key)),
        Of::Last(key) => format!("上年自评的{}", quoted(&name(key))),
    }
}
