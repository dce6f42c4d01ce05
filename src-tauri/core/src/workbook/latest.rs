//! The year asked for last, as it was worked out. An edit, its answer and the preview that follows ask for the same year:
//! it is worked out once, and again only when a step has touched it or the year before.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Workbook, Year, reforming};
use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::evaluation::{KeptReadings, evaluate_again};
use crate::filing::Filing;
use crate::proof::KeptProofs;
use crate::store::Store;
use crate::typeface::Faces;

/// What is kept of the last question.
#[derive(Default)]
pub(super) struct Latest {
    /// The newest step it knows of.
    step: i64,
    /// The filings it was worked out of: the year's and the one before it.
    filings: Vec<Arc<Filing>>,
    /// Its form, which nearly every step leaves as it is.
    edition: Option<(String, Arc<Edition>)>,
    year: Option<Arc<Year>>,
    /// The same, with what its papers cannot print among the findings.
    proofread: Option<Arc<Year>>,
    /// What was read in the text's paragraphs then.
    readings: KeptReadings,
    /// What was found in the papers' blocks then.
    proofs: KeptProofs,
}

impl Latest {
    /// Brings up the filings that steps have touched since the last question, and lets go of what was worked out of them.
    fn catch_up(&mut self, store: &Store) -> Result<()> {
        let newest = store.newest_step()?;
        if newest == self.step {
            return Ok(());
        }
        let touched = if self.filings.is_empty() { BTreeSet::new() } else { store.years_touched_since(self.step)? };
        let brought_up = |filing: &Arc<Filing>| match touched.contains(&filing.head.report_year) {
            true => store.filing_since(Filing::clone(filing), self.step).map(Arc::new),
            false => Ok(Arc::clone(filing)),
        };
        self.filings = self.filings.iter().map(brought_up).collect::<Result<_>>()?;
        self.step = newest;
        let stands = |year: &Arc<Year>| {
            let report_year = year.filing.head.report_year;
            !touched.contains(&report_year) && !touched.contains(&(report_year - 1))
        };
        self.year = self.year.take().filter(stands);
        self.proofread = self.proofread.take().filter(stands);
        Ok(())
    }

    fn filing(&self, store: &Store, year: i32) -> Result<Arc<Filing>> {
        let known = self.filings.iter().find(|filing| filing.head.report_year == year);
        known.map_or_else(|| Ok(Arc::new(store.filing(year)?)), |filing| Ok(Arc::clone(filing)))
    }

    fn edition(&self, store: &Store, hash: &str) -> Result<Arc<Edition>> {
        match &self.edition {
            Some((known, edition)) if known == hash => Ok(Arc::clone(edition)),
            _ => Ok(Arc::new(Edition::from_json(&store.edition(hash)?)?)),
        }
    }
}

/// A year that is kept, where it is the one asked for and the file still stands as it was found then.
fn still(kept: Option<&Arc<Year>>, report_year: i32, store: &Store) -> Option<Arc<Year>> {
    let stands =
        |year: &&Arc<Year>| year.filing.head.report_year == report_year && year.altered == store.altered().is_some();
    kept.filter(stands).map(Arc::clone)
}

impl Workbook {
    /// A year, the newest where none is named, with everything worked out.
    ///
    /// # Errors
    /// [`Error::NoSuchYear`], [`Error::NoFiling`].
    pub fn year(&self, year: Option<i32>) -> Result<Arc<Year>> {
        let years = self.years()?;
        let report_year = match year {
            Some(year) => year,
            None => *years.iter().max().ok_or(Error::NoFiling)?,
        };
        let mut latest = self.latest.borrow_mut();
        latest.catch_up(&self.store)?;
        if let Some(kept) = still(latest.year.as_ref(), report_year, &self.store) {
            return Ok(kept);
        }
        let filing = latest.filing(&self.store, report_year)?;
        let before = report_year - 1;
        let prior = years.contains(&before).then(|| latest.filing(&self.store, before)).transpose()?;
        let edition = latest.edition(&self.store, &filing.head.edition)?;
        let evaluation = evaluate_again(&edition, &filing, prior.as_deref(), &latest.readings);
        let (sample, altered) = (self.store.is_sample()?, self.store.altered().is_some());
        let idle = reforming::idle(&edition, &filing);
        let kept = self.kept(&edition, &filing, &evaluation.list, &idle)?;
        latest.filings = [Some(Arc::clone(&filing)), prior].into_iter().flatten().collect();
        latest.edition = Some((filing.head.edition.clone(), Arc::clone(&edition)));
        let year = Arc::new(Year { edition, filing, evaluation, idle, kept, sample, altered });
        latest.year = Some(Arc::clone(&year));
        Ok(year)
    }

    /// A year with what cannot be printed as it is written among its findings, where its papers are set in these faces:
    /// for one workbook always the same ones.
    ///
    /// # Errors
    /// As [`Workbook::year`].
    pub fn proofread(&self, year: Option<i32>, faces: &Faces) -> Result<Arc<Year>> {
        let year = self.year(year)?;
        let mut latest = self.latest.borrow_mut();
        if let Some(kept) = still(latest.proofread.as_ref(), year.filing.head.report_year, &self.store) {
            return Ok(kept);
        }
        let proofread = Arc::new(year.proofread(faces, &latest.proofs));
        latest.proofread = Some(Arc::clone(&proofread));
        Ok(proofread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition;

    const NOW: &str = "2025-03-09 14:32:05";

    fn workbook(folder: &tempfile::TempDir) -> Workbook {
        let edition = Edition::shipped(edition::DEFAULT).expect("is shipped");
        let path = folder.path().join("某局.ziping");
        let mut workbook = Workbook::with_year(&path, "某局", 2023, &edition, NOW).expect("is made");
        workbook.add_year("某局", 2024, &edition, NOW).expect("is added");
        workbook
    }

    fn quota(workbook: &Workbook) -> Option<String> {
        workbook.year(Some(2024)).expect("is there").get("staff.quota").expect("is known").shown
    }

    #[test]
    fn a_year_is_worked_out_once_until_a_step_touches_it_or_the_year_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut workbook = workbook(&folder);
        let faces = Faces::bundled();
        let year = workbook.year(Some(2024)).expect("is there");
        let proofread = workbook.proofread(Some(2024), &faces).expect("is there");
        assert!(Arc::ptr_eq(&year, &workbook.year(None).expect("is there")));
        assert!(Arc::ptr_eq(&proofread, &workbook.proofread(None, &faces).expect("is there")));
        workbook.set(Some(2023), "staff.quota", "80", NOW).expect("is set");
        let after = workbook.year(None).expect("is there");
        assert!(!Arc::ptr_eq(&year, &after));
        assert!(Arc::ptr_eq(&year.edition, &after.edition));
        assert!(!Arc::ptr_eq(&proofread, &workbook.proofread(None, &faces).expect("is there")));
    }

    #[test]
    fn what_is_set_undone_and_done_again_is_what_the_next_question_sees() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut workbook = workbook(&folder);
        assert_eq!(quota(&workbook), None);
        workbook.set(None, "staff.quota", "80", NOW).expect("is set");
        assert_eq!(quota(&workbook).as_deref(), Some("80"));
        workbook.undo(NOW).expect("is undone");
        assert_eq!(quota(&workbook), None);
        workbook.redo(NOW).expect("is done again");
        assert_eq!(quota(&workbook).as_deref(), Some("80"));
        // A question about another year in between leaves nothing of it behind.
        let other = workbook.year(Some(2023)).expect("is there").get("staff.quota").expect("is known").shown;
        assert_eq!((other, quota(&workbook).as_deref()), (None, Some("80")));
    }

    #[test]
    fn what_is_kept_changes_nothing_of_what_is_worked_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let sample = crate::sample::load("demo").expect("is shipped");
        let path = folder.path().join("示例.ziping");
        let mut workbook = Workbook::create(&path, true, &sample.edition, &sample.filings, NOW).expect("is made");
        let [before, newest] = [0, 1].map(|place| sample.filings[place].head.report_year);
        let paragraph = sample.filings[1].blocks.iter().find(|block| block.level == 0).expect("has text").id;
        let text = format!("block.{paragraph}");
        for (year, key, typed) in [
            (newest, "staff.quota", "81"),
            (newest, &text, "在职【编制数】人，超编3人。"),
            (before, "staff.quota", "79"),
        ] {
            workbook.set(Some(year), key, typed, NOW).expect("is set");
            let year = workbook.year(Some(newest)).expect("is there");
            let (filing, prior) = [newest, before].map(|year| workbook.store.filing(year).expect("is there")).into();
            assert_eq!(*year.filing, filing);
            assert_eq!(year.evaluation, crate::evaluation::evaluate(&year.edition, &filing, Some(&prior)));
        }
    }
}
