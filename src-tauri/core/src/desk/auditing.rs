//! Checking a report that someone chose or dropped on the window: read, looked through, shown, and corrected in what is
//! shown. The text is held here, for the page names places in it; nothing is stored and the file is never written.

use std::path::PathBuf;
use std::sync::{MutexGuard, PoisonError};

use serde::Serialize;

use super::{Desk, FileKind};
use crate::audit::{self, AuditFinding, AuditedParagraph};
use crate::error::{Error, Result};
use crate::exchange;
use crate::source::SourceText;
use crate::view::{self, FindingView};

/// Files that can be checked. Older kinds can be chosen, so that the officer is told what to do with them.
pub(super) const REPORTS: FileKind = FileKind { name: "报告文档", endings: &["docx", "txt", "doc", "wps", "pdf"] };
/// What may stand behind a number and is read with it, so that a list of corrections can be followed in another program.
const UNITS: [&str; 8] = ["个百分点", "万元", "亿元", "元", "%", "％", "‰", "人"];

/// What lies on the desk to be checked.
#[derive(Debug, Default)]
pub(super) struct Auditing {
    /// Files dropped on the window, until the page asks for them.
    dropped: Vec<PathBuf>,
    /// The report shown.
    checked: Option<Checked>,
}

/// A report as it is shown, with what was changed in it.
#[derive(Clone, Debug)]
struct Checked {
    text: SourceText,
    corrections: Vec<Corrected>,
}

/// A report and what was found in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedReport {
    /// The document's name.
    pub name: String,
    /// Its paragraphs, corrected; findings count them from 0.
    pub paragraphs: Vec<AuditedParagraph>,
    /// What is found in them as they are now, in reading order.
    pub findings: Vec<CheckedFinding>,
    /// What was corrected, in reading order; one is taken back by its place in this list.
    pub corrections: Vec<Corrected>,
}

/// A finding with its grade in a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedFinding {
    /// 错误 需说明 提示
    pub word: &'static str,
    /// The finding.
    #[serde(flatten)]
    pub finding: AuditFinding,
}

/// Words of the report that were changed, by their place in the text as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Corrected {
    /// The paragraph, from 0 on.
    pub paragraph: usize,
    /// Where the words start in it, in UTF-16 units.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// What stood there.
    pub was: String,
    /// What stands there now.
    pub value: String,
    /// The unit behind them, where they are a number.
    pub unit: &'static str,
}

impl Desk {
    /// Checks a report the officer chooses; `None` where she chooses none.
    pub(super) fn check_report(&self) -> Result<Option<CheckedReport>> {
        match self.system.choose_file("选择要检查的报告", REPORTS) {
            Some(path) => self.check(&path).map(Some),
            None => Ok(None),
        }
    }

    /// Takes files that were dropped on the window; the page asks for them next, and never learns where they lie.
    pub fn dropped(&self, paths: Vec<PathBuf>) {
        self.auditing().dropped = paths;
    }

    /// Checks what was dropped; `None` where nothing was.
    pub(super) fn check_dropped(&self) -> Result<Option<CheckedReport>> {
        self.take_dropped()?.map(|path| self.check(&path)).transpose()
    }

    /// The one file that was dropped, once.
    pub(super) fn take_dropped(&self) -> Result<Option<PathBuf>> {
        let mut dropped = std::mem::take(&mut self.auditing().dropped);
        match dropped.len() {
            0 | 1 => Ok(dropped.pop()),
            count => Err(Error::SeveralDocuments { count }),
        }
    }

    fn check(&self, path: &std::path::Path) -> Result<CheckedReport> {
        // What is refused leaves the report that is shown as it is.
        let checked = Checked { text: exchange::read_text(path)?, corrections: Vec::new() };
        self.auditing().checked = Some(checked.clone());
        Ok(checked.shown())
    }

    /// Puts other words in the place of some of the report's, and looks it through again.
    pub(super) fn correct_checked(
        &self,
        paragraph: usize,
        start: usize,
        end: usize,
        value: &str,
    ) -> Result<CheckedReport> {
        self.change_checked(|checked| checked.correct(paragraph, start, end, value))
    }

    /// Takes a correction back, by its place in the list, and looks the report through again.
    pub(super) fn undo_correction(&self, index: usize) -> Result<CheckedReport> {
        self.change_checked(|checked| checked.take_back(index))
    }

    fn change_checked(&self, change: impl FnOnce(&mut Checked) -> Option<()>) -> Result<CheckedReport> {
        let mut auditing = self.auditing();
        let checked = auditing.checked.as_mut().ok_or(Error::Outdated)?;
        change(checked).ok_or(Error::Outdated)?;
        let now = checked.clone();
        drop(auditing);
        Ok(now.shown())
    }

    /// What disagrees within one paragraph while it is typed; nothing is stored. A new one has no `id` yet.
    pub(super) fn check_paragraph(&self, year: i32, id: Option<i64>, text: &str) -> Result<Vec<FindingView>> {
        self.with(|workbook| Ok(view::findings_of_typed(&*workbook.year(Some(year))?, id.unwrap_or_default(), text)))
    }

    /// What lies there to be checked. A panic while it was held has changed nothing by halves that is stored.
    fn auditing(&self) -> MutexGuard<'_, Auditing> {
        self.auditing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Checked {
    fn shown(self) -> CheckedReport {
        let corrections = self.corrections.iter().map(|one| Corrected { unit: self.unit_behind(one), ..one.clone() });
        let corrections = corrections.collect();
        let audited = audit::audited(self.text);
        let told = |finding: AuditFinding| CheckedFinding { word: finding.grade.word(), finding };
        CheckedReport {
            name: audited.name,
            paragraphs: audited.paragraphs,
            findings: audited.findings.into_iter().map(told).collect(),
            corrections,
        }
    }

    /// The unit behind a corrected number; empty behind words.
    fn unit_behind(&self, one: &Corrected) -> &'static str {
        let is_number = one.was.ends_with(|last: char| last.is_numeric());
        let text = self.text.paragraphs.get(one.paragraph).map_or("", |paragraph| paragraph.text.as_str());
        let behind = byte_at(text, one.end).and_then(|end| text.get(end..)).unwrap_or_default();
        UNITS.into_iter().find(|unit| is_number && behind.starts_with(unit)).unwrap_or_default()
    }

    /// `None` where there is no such place. Corrections that the new one touches become one with it, so that taking it back
    /// brings back the words of the file.
    fn correct(&mut self, paragraph: usize, start: usize, end: usize, value: &str) -> Option<()> {
        let text = &self.text.paragraphs.get(paragraph)?.text;
        let touches = |one: &Corrected| one.paragraph == paragraph && one.start < end && start < one.end;
        let (touched, apart): (Vec<_>, Vec<_>) = self.corrections.iter().cloned().partition(touches);
        let from = touched.iter().map(|one| one.start).min().map_or(start, |least| least.min(start));
        let upto = touched.iter().map(|one| one.end).max().map_or(end, |most| most.max(end));
        let new = [words(text, from, start)?, value, words(text, end, upto)?].concat();
        let mut was = String::new();
        let mut at = from;
        for one in &touched {
            was = [&was, words(text, at, one.start)?, &one.was].concat();
            at = one.end;
        }
        was.push_str(words(text, at, upto)?);
        self.corrections = apart;
        self.replace(paragraph, from, upto, &new)?;
        if new != was {
            let end = from + new.encode_utf16().count();
            self.corrections.push(Corrected { paragraph, start: from, end, was, value: new, unit: "" });
            self.corrections.sort_by_key(|one| (one.paragraph, one.start));
        }
        Some(())
    }

    fn take_back(&mut self, index: usize) -> Option<()> {
        self.corrections.get(index)?;
        let one = self.corrections.remove(index);
        self.replace(one.paragraph, one.start, one.end, &one.was)
    }

    /// Changes the words of a place; corrections behind it move along.
    fn replace(&mut self, paragraph: usize, start: usize, end: usize, value: &str) -> Option<()> {
        let text = &mut self.text.paragraphs.get_mut(paragraph)?.text;
        let (from, upto) = (byte_at(text, start)?, byte_at(text, end)?);
        text.replace_range(from..upto, value);
        let length = value.encode_utf16().count();
        for one in self.corrections.iter_mut().filter(|one| one.paragraph == paragraph && one.start >= end) {
            (one.start, one.end) = (one.start - end + start + length, one.end - end + start + length);
        }
        Some(())
    }
}

/// The words between two places.
fn words(text: &str, start: usize, end: usize) -> Option<&str> {
    text.get(byte_at(text, start)?..byte_at(text, end)?)
}

/// The byte where a UTF-16 unit starts, or the end; `None` within a character and beyond the text.
fn byte_at(text: &str, wanted: usize) -> Option<usize> {
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        if units >= wanted {
            return (units == wanted).then_some(at);
        }
        units += letter.len_utf16();
    }
    (units == wanted).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Checked {
        Checked { text: SourceText::from(text), corrections: Vec::new() }
    }

    fn text(checked: &Checked) -> &str {
        &checked.text.paragraphs[0].text
    }

    #[test]
    fn corrections_keep_their_places_and_are_taken_back_in_any_order() {
        let mut report = checked("😀甲1户，乙2户，丙3户");
        for (start, end, value) in [(7, 8, "二十"), (3, 4, "1000"), (15, 16, "")] {
            report.correct(0, start, end, value).expect("is there");
        }
        assert_eq!(text(&report), "😀甲1000户，乙二十户，丙户");
        for expected in ["😀甲1户，乙二十户，丙户", "😀甲1户，乙2户，丙户", "😀甲1户，乙2户，丙3户"]
        {
            report.take_back(0).expect("is there");
            assert_eq!(text(&report), expected);
        }
        assert!(report.corrections.is_empty());
    }

    #[test]
    fn a_correction_of_a_correction_is_one() {
        let mut report = checked("占比43.46%，其余");
        report.correct(0, 2, 7, "43.5").expect("is there");
        report.correct(0, 2, 6, "43.52").expect("is there");
        report.correct(0, 7, 9, "％。").expect("is there");
        assert_eq!(text(&report), "占比43.52％。其余");
        assert_eq!(report.corrections.len(), 2);
        report.correct(0, 6, 8, "0%").expect("is there");
        assert_eq!(text(&report), "占比43.50%。其余");
        assert_eq!((report.corrections.len(), report.corrections[0].was.as_str()), (1, "43.46%，"));
        report.take_back(0).expect("is there");
        assert_eq!(text(&report), "占比43.46%，其余");
    }

    #[test]
    fn what_is_put_back_by_hand_is_no_correction() {
        let mut report = checked("共5户");
        report.correct(0, 1, 2, "6").expect("is there");
        report.correct(0, 1, 2, "5").expect("is there");
        assert!(report.corrections.is_empty());
    }

    #[test]
    fn a_place_that_is_not_there_changes_nothing() {
        let mut report = checked("😀5户");
        for (paragraph, start, end) in [(1, 0, 1), (0, 1, 2), (0, 3, 2), (0, 3, 99)] {
            assert_eq!(report.correct(paragraph, start, end, "6"), None, "{paragraph} {start} {end}");
        }
        assert_eq!(report.take_back(0), None);
        assert_eq!(text(&report), "😀5户");
    }

    #[test]
    fn a_corrected_number_is_told_with_its_unit_and_a_word_without() {
        let mut report = checked("占比43.46%，体统建设");
        report.correct(0, 2, 7, "43.52").expect("is there");
        report.correct(0, 9, 11, "系统").expect("is there");
        let units: Vec<&str> = report.shown().corrections.iter().map(|one| one.unit).collect();
        assert_eq!(units, ["%", ""]);
    }
}
