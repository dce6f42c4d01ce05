//! What the workbook holds.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Record, TABLES};
use super::{Store, seal};
use crate::error::{Error, Result};
use crate::filing::{Answer, Block, Entry, Filing, Head, Judgement, Note, OwnFigure, Project, ProjectIndicator};

impl Store {
    /// The filings, oldest first.
    pub fn filings(&self) -> Result<Vec<Head>> {
        let years = self.database.list("SELECT report_year FROM filing ORDER BY report_year", [], |row| row.get(0))?;
        let heads = years.into_iter().map(|year| self.database.records(year));
        Ok(heads.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// Everything entered for a year.
    ///
    /// # Errors
    /// `NoSuchYear` with the years there are.
    pub fn filing(&self, year: i32) -> Result<Filing> {
        let mut filing = Filing::blank(year, "", "");
        TABLES.iter().try_for_each(|table| self.read_table(&mut filing, table.name))?;
        Ok(filing)
    }

    /// A filing as it was after a step, brought up to the newest one: only the tables that were touched are read again.
    ///
    /// # Errors
    /// As [`Store::filing`].
    pub fn filing_since(&self, mut filing: Filing, step: i64) -> Result<Filing> {
        let sql = "SELECT DISTINCT substr(subject, 1, instr(subject, '/') - 1) FROM change WHERE step > ?1";
        let touched: Vec<String> = self.database.list(sql, [step], |row| row.get(0))?;
        touched.iter().try_for_each(|table| self.read_table(&mut filing, table))?;
        Ok(filing)
    }

    /// Reads what one table holds of a filing's year.
    fn read_table(&self, filing: &mut Filing, table: &str) -> Result<()> {
        let year = filing.head.report_year;
        match table {
            "filing" => filing.head = self.head(year)?,
            "entry" => filing.entries = self.by(year, |entry: &Entry| entry.key.clone())?,
            "judgement" => filing.judgements = self.by(year, |one: &Judgement| one.indicator.clone())?,
            "own_figure" => filing.own_figures = self.in_order(year, |figure: &OwnFigure| figure.position)?,
            "project" => filing.projects = self.in_order(year, |project: &Project| project.position)?,
            "project_indicator" => {
                filing.project_indicators = self.in_order(year, |one: &ProjectIndicator| one.position)?;
            }
            "block" => filing.blocks = self.in_order(year, |block: &Block| block.position)?,
            "answer" => filing.answers = self.by(year, |answer: &Answer| answer.finding.clone())?,
            "note" => filing.notes = self.by(year, |note: &Note| note.key.clone())?,
            _ => {}
        }
        Ok(())
    }

    fn head(&self, year: i32) -> Result<Head> {
        if let Some(head) = self.database.records(year)?.into_iter().next() {
            return Ok(head);
        }
        let years = self.filings()?.iter().map(|head| head.report_year).collect();
        Err(Error::NoSuchYear { year, years })
    }

    /// The records of a year by what tells them apart.
    fn by<K: Ord, R: Record>(&self, year: i32, key: impl Fn(&R) -> K) -> Result<BTreeMap<K, R>> {
        Ok(self.database.records::<R>(year)?.into_iter().map(|record| (key(&record), record)).collect())
    }

    /// The records of a year in their order; where two share a position, the item decides, and never chance.
    fn in_order<R: Record>(&self, year: i32, position: impl Fn(&R) -> i64) -> Result<Vec<R>> {
        let mut records = self.database.records(year)?;
        records.sort_by_key(position);
        Ok(records)
    }

    /// The id of the newest step; 0 where there is none.
    pub fn newest_step(&self) -> Result<i64> {
        let newest = self.database.one("SELECT max(id) FROM step", [], |row| row.get::<_, Option<i64>>(0))?;
        Ok(newest.flatten().unwrap_or_default())
    }

    /// The years whose filings later steps than this one have touched.
    pub fn years_touched_since(&self, step: i64) -> Result<BTreeSet<i32>> {
        let sql = "SELECT DISTINCT report_year FROM seal WHERE step > ?1";
        Ok(self.database.list(sql, [step], |row| row.get(0))?.into_iter().collect())
    }

    /// The JSON of an edition kept with the workbook.
    ///
    /// # Errors
    /// `UnknownEdition`.
    pub fn edition(&self, hash: &str) -> Result<String> {
        let json = self.database.one("SELECT json FROM edition WHERE hash = ?1", [hash], |row| row.get(0))?;
        json.ok_or_else(|| Error::UnknownEdition { key: hash.to_owned() })
    }

    /// The JSON of all editions kept with the workbook, the newest first.
    pub fn editions(&self) -> Result<Vec<String>> {
        self.database.list("SELECT json FROM edition ORDER BY rowid DESC", [], |row| row.get(0))
    }

    /// Keeps an edition's JSON for good, once; returns its hash. It is no step: nothing a person entered changes.
    ///
    /// # Errors
    /// `Altered`, `DiskFull`, `Database`.
    pub fn put_edition(&mut self, key: &str, name: &str, json: &str) -> Result<String> {
        self.writable()?;
        let hash = seal::of_text(json);
        self.database.run(
            "INSERT INTO edition (hash, key, name, json) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (hash) DO NOTHING",
            (&hash, key, name, json),
        )?;
        Ok(hash)
    }

    /// Whether it is a sample (示例), whose papers say so.
    pub fn is_sample(&self) -> Result<bool> {
        let sample = self.database.one("SELECT sample FROM workbook", [], |row| row.get(0))?;
        Ok(sample.unwrap_or_default())
    }

    /// When the workbook was made.
    pub fn created_at(&self) -> Result<String> {
        let created_at = self.database.one("SELECT created_at FROM workbook", [], |row| row.get(0))?;
        Ok(created_at.unwrap_or_default())
    }

    /// An id that no block has or ever had.
    pub fn next_block_id(&self) -> Result<i64> {
        let last = self.database.one("SELECT seq FROM sqlite_sequence WHERE name = 'block'", [], |row| row.get(0))?;
        Ok(last.unwrap_or(0_i64) + 1)
    }
}
