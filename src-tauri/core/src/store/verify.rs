//! Was the workbook changed by anything but our steps? What stands in it is compared with the seals and the chain, and
//! the first place that does not fit is named as exactly as it can be.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Store;
use super::database::{Database, objects_of};
use super::migrate::{CURRENT, Schema};
use super::open::check;
use super::seal::{self, Link};
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
    let workbook = beginning.is_none().then(|| "账本信息".to_owned());
    let edition = editions(database, &mut report)?;
    let chain = chain(database, &beginning.unwrap_or_default(), &mut report)?;
    let filing = filings(database, schema, &chain, &mut report)?;
    report.mismatch = workbook.or(edition).or(filing).or(chain.broken);
    Ok(report)
}

/// Compares tables, indexes and triggers with the schema's.
fn structure(database: &Database, schema: &Schema) -> Result<Option<String>> {
    let (expected, mut found) = (objects_of(schema.sql)?, database.objects()?);
    let differing = expected.into_iter().find(|(name, sql)| found.remove(name).as_ref() != Some(sql));
    let name = differing.map(|(name, _)| name).or_else(|| found.into_keys().next());
    Ok(name.map(|name| format!("账本结构 {name}")))
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

/// What the history says.
struct Chain {
    /// The first step that does not fit.
    broken: Option<String>,
    /// The newest seal of each year.
    seals: BTreeMap<i64, Option<String>>,
}

/// Recomputes the chain. Each step is hashed over the recorded hash of the one before, so that one change breaks one
/// link.
fn chain(database: &Database, beginning: &str, report: &mut Report) -> Result<Chain> {
    let mut chain = Chain { broken: None, seals: BTreeMap::new() };
    // The step whose parts are being read, and the hash it should come to.
    let mut open: Option<Link> = None;
    let (mut id, mut recorded) = (0, beginning.to_owned());
    let mut close = |open: Option<Link>, id: i64, recorded: &str, broken: bool| {
        let fits = open.is_none_or(|link| link.text() == recorded);
        if chain.broken.is_none() && (broken || !fits) {
            chain.broken = Some(format!("修改记录 第{id}步"));
        }
    };
    // One pass over the three tables, each in the order of its key.
    let sql = "SELECT id, 0, 0, at, kind, name, undoes, hash FROM step
         UNION ALL SELECT step, 1, position, subject, before, after, NULL, NULL FROM change
         UNION ALL SELECT step, 2, report_year, hash, NULL, NULL, NULL, NULL FROM seal
         ORDER BY 1, 2, 3";
    database.each(sql, [], |row| {
        let step: i64 = row.get(0)?;
        match row.get::<_, i64>(1)? {
            0 => {
                close(open.take(), id, &recorded, false);
                let missing = step != id + 1;
                close(None, id + 1, &recorded, missing);
                let text = |index| Ok::<_, rusqlite::Error>(row.get_ref(index)?.as_bytes()?);
                open = Some(Link::new(&recorded, step, text(3)?, text(4)?, text(5)?, row.get(6)?));
                (id, recorded) = (step, row.get(7)?);
                report.steps += 1;
            }
            part => {
                close(None, step, &recorded, step != id);
                let Some(link) = &mut open else { return Ok(true) };
                let text = |index| Ok::<_, rusqlite::Error>(row.get_ref(index)?.as_bytes_or_null()?);
                if part == 1 {
                    link.change(row.get_ref(3)?.as_bytes()?, text(4)?, text(5)?);
                } else {
                    let year: i64 = row.get(2)?;
                    link.seal(year, text(3)?);
                    chain.seals.insert(year, row.get(3)?);
                }
            }
        }
        Ok(true)
    })?;
    close(open, id, &recorded, false);
    Ok(chain)
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
        return Ok(row.or_else(|| chain.broken.clone()).or_else(|| Some(format!("{year}年度"))));
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
