//! Was the workbook changed by anything but our steps? What stands in it is compared with the seals and the chain, and
//! the first place that does not fit is named as exactly as it can be.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Store;
use super::chain::Chain;
use super::database::{Database, objects_of};
use super::migrate::{CURRENT, Schema};
use super::open::check;
use super::seal;
use super::subject::Subject;
use super::table::YEAR;
use crate::error::Result;

/// What a verification looked at and found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What the database itself finds wrong with its pages; `None` where nothing is.
    pub damage: Option<String>,
    /// Editions hashed.
    pub editions: usize,
    /// Filings hashed.
    pub filings: usize,
    /// Steps of the history hashed.
    pub steps: usize,
    /// The first place changed by something else (`2020年度 数据项 staff.quota`); `None` where all fits.
    pub mismatch: Option<String>,
}

impl Store {
    /// Checks every page and recomputes every hash. Where something does not fit, the workbook is for reading only from
    /// then on.
    ///
    /// # Errors
    /// `Damaged` where a page cannot be read at all.
    pub fn verify(&mut self) -> Result<Report> {
        let damage = check(&self.database, "PRAGMA integrity_check(1)")?;
        let report = Report { damage, ..find(&self.database, &CURRENT)? };
        let place = report.mismatch.clone().or_else(|| report.damage.clone());
        if self.altered.is_none() && place.is_some() {
            self.altered = place;
            self.database.only_read()?;
        }
        Ok(report)
    }
}

/// Recomputes every hash, and names the first place that does not fit.
pub(super) fn find(database: &Database, schema: &Schema) -> Result<Report> {
    let mut report = Report { mismatch: structure(database, schema)?, ..Report::default() };
    if report.mismatch.is_some() {
        return Ok(report);
    }
    let beginning = beginning(database)?;
    let workbook = beginning.is_none().then(|| "档案信息".to_owned());
    let edition = editions(database, &mut report)?;
    let chain = Chain::read(database, &beginning.unwrap_or_default())?;
    report.steps = chain.steps;
    let filing = filings(database, schema, &chain, &mut report)?;
    report.mismatch = workbook.or(edition).or(filing).or(chain.broken.map(step_place));
    Ok(report)
}

/// Compares tables, indexes and triggers with the schema's.
fn structure(database: &Database, schema: &Schema) -> Result<Option<String>> {
    let (expected, mut found) = (objects_of(schema.sql), database.objects()?);
    let differing = expected.into_iter().find(|(name, sql)| found.remove(name).as_ref() != Some(sql));
    let name = differing.map(|(name, _)| name).or_else(|| found.into_keys().next());
    Ok(name.map(|name| format!("档案结构 {name}")))
}

/// The hash the chain begins with; `None` where it does not fit the workbook's row.
fn beginning(database: &Database) -> Result<Option<String>> {
    let row = database.one("SELECT sample, created_at, hash FROM workbook", [], |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    Ok(row.and_then(|(sample, created_at, hash)| (seal::of_workbook(sample, &created_at) == hash).then_some(hash)))
}

/// The first edition whose JSON is not what its hash says.
fn editions(database: &Database, report: &mut Report) -> Result<Option<String>> {
    let mut place = None;
    database.each("SELECT hash, name, json FROM edition ORDER BY rowid", [], |row| {
        report.editions += 1;
        if place.is_none() && seal::of_text(row.get_ref(2)?.as_str()?) != row.get_ref(0)?.as_str()? {
            place = Some(format!("表样 {}", row.get_ref(1)?.as_str()?));
        }
        Ok(true)
    })?;
    Ok(place)
}

fn step_place(id: i64) -> String {
    format!("修改记录 第{id}步")
}

/// The first filing whose rows are not what its seal says.
fn filings(database: &Database, schema: &Schema, chain: &Chain, report: &mut Report) -> Result<Option<String>> {
    let mut years: BTreeSet<i64> = chain.seals.keys().copied().collect();
    for table in schema.tables {
        let sql = format!("SELECT DISTINCT {YEAR} FROM {}", table.name);
        years.extend(database.list(&sql, [], |row| row.get::<_, i64>(0))?);
    }
    for year in years {
        report.filings += 1;
        let seal = seal::of_filing(database, schema.tables, year)?;
        if chain.seals.get(&year) == Some(&seal) {
            continue;
        }
        let row = differing_row(database, schema, year)?;
        return Ok(row.or_else(|| chain.broken.map(step_place)).or_else(|| Some(format!("{year}年度"))));
    }
    Ok(None)
}

/// The first row of a year that is not as its last change left it.
fn differing_row(database: &Database, schema: &Schema, year: i64) -> Result<Option<String>> {
    let mut recorded = BTreeMap::new();
    database.each("SELECT subject, after FROM change ORDER BY step, position", [], |row| {
        recorded.insert(row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?);
        Ok(true)
    })?;
    for (subject, json) in database.rows_of_year(schema.tables, year)? {
        if recorded.remove(&subject.to_string()).flatten() != Some(json) {
            return Ok(Some(subject.place()));
        }
    }
    let subjects = recorded.iter().filter(|(_, after)| after.is_some()).filter_map(|(subject, _)| subject.parse().ok());
    Ok(subjects.filter(|subject: &Subject| i64::from(subject.year) == year).map(|subject| subject.place()).next())
}
