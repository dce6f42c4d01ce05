//! What the officer says of a finding of the checks (说明): why it may stand, or why it is overruled.

use super::{Edited, Workbook};
use crate::error::{Error, Result};
use crate::filing::Answer;
use crate::quantity::{self, Measure};
use crate::store::Subject;
use crate::typeface::Faces;
use crate::words::quoted;

/// What a reason is called where one is too long.
const REASON: &str = "说明";

impl Workbook {
    /// Writes why a finding may stand; a blank takes it back. It answers the sentence the finding has now, `faces` being
    /// those the papers are set in.
    ///
    /// # Errors
    /// [`Error::UnknownFinding`] where no finding of this id stands; [`Error::TooLong`]; those of writing.
    pub fn answer(
        &mut self,
        year: Option<i32>,
        finding: &str,
        reason: &str,
        faces: &Faces,
        now: &str,
    ) -> Result<Edited> {
        let of = self.proofread(year, faces)?;
        let found = of.evaluation.findings.iter().find(|found| found.id == finding);
        let found = found.ok_or_else(|| Error::UnknownFinding { id: finding.to_owned() })?;
        let subject = found.subjects.first().map_or("", String::as_str);
        let label = of.get(subject).map_or_else(|_| found.check.clone(), |shown| shown.label);
        let report_year = of.filing.head.report_year;
        let after = quantity::read(REASON, reason, Measure::Text, "", false)?;
        self.store.step(&format!("说明{}", quoted(&label)), now, |edit| match after.clone() {
            Some(reason) => {
                let (finding, message) = (found.id.clone(), found.message.clone());
                edit.put(&Answer { report_year, finding, message, reason })
            }
            None => edit.remove(Subject::answer(report_year, finding)),
        })?;
        Ok(Edited { label, before: found.reason.clone(), after, difference: None })
    }
}
