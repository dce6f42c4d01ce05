//! A bureau's own form filled with a year: read, held against the year's form, and written as a new file whose layout is
//! the bureau's.

use std::path::Path;

use crate::error::Result;
use crate::exchange;
use crate::form;
use crate::workbook::Year;

/// What a filling did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Cells that have a value now.
    pub filled: usize,
    /// Cells that stay blank, since the year has no value for them.
    pub blank: usize,
    /// What the officer should look at.
    pub notes: Vec<String>,
}

impl Filled {
    /// One sentence of it.
    pub fn sentence(&self, out: &Path) -> String {
        let (filled, blank) = (self.filled, self.blank);
        let rest = "填报单位、日期和签名请在原表上补填";
        format!("已填入{filled}格，{blank}格没有数据，{rest}；存为“{}”。", out.display())
    }
}

/// Puts a year's values into the cells of a form and writes it as `out`.
///
/// # Errors
/// Those of reading the form; [`crate::error::Error::OtherForm`]; `FileExists` and those of writing.
pub fn fill(form: &Path, out: &Path, year: &Year) -> Result<Filled> {
    let own = &year.edition;
    let reading = form::read(&exchange::read_tables(form)?, own, &own.key, &own.name)?;
    form::expect_same(&reading, own)?;
    let puts = form::values(&reading, &year.evaluation);
    exchange::fill(form, out, &puts)?;
    let mut notes = reading.warnings.clone();
    let own_year = year.evaluation.report_year;
    if let Some(printed) = reading.report_year.filter(|printed| *printed != own_year) {
        notes.push(format!("原表的表头写的是{printed}年，本年度是{own_year}年，请核对。"));
    }
    let homeless = form::without_row(&reading, &year.evaluation);
    if !homeless.is_empty() {
        notes.push(format!("原表没有空行可填{}，请在原表上加行。", homeless.join("、")));
    }
    Ok(Filled { filled: puts.len(), blank: reading.places.len() - puts.len(), notes })
}
