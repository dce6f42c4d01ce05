//! What the workbook holds.

use std::collections::{BTreeMap, BTreeSet};

use super::{Store, seal};
use crate::error::{Error, Result};
use crate::filing::{Answer, Entry, Filing, Head, Judgement, Note};

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
        let Some(head) = self.database.records::<Head>(year)?.into_iter().next() else {
            let years = self.filings()?.iter().map(|head| head.report_year).collect();
            return Err(Error::NoSuchYear { year, years });
        };
        let entries = self.database.records::<Entry>(year)?;
        let judgements = self.database.records::<Judgement>(year)?;
        let answers = self.database.records::<Answer>(year)?;
        let notes = self.database.records::<Note>(year)?;
        let mut filing = Filing {
            head,
            entries: entries.into_iter().map(|entry| (entry.key.clone(), entry)).collect::<BTreeMap<_, _>>(),
            judgements: judgements.into_iter().map(|judgement| (judgement.indicator.clone(), judgement)).collect(),
            own_figures: self.database.records(year)?,
            projects: self.database.records(year)?,
            project_indicators: self.database.records(year)?,
            blocks: self.database.records(year)?,
            answers: answers.into_iter().map(|answer| (answer.finding.clone(), answer)).collect(),
            notes: notes.into_iter().map(|note| (note.key.clone(), note)).collect(),
        };
        // Stable sorts: where two share a position, the item decides, and the order never depends on chance.
        filing.own_figures.sort_by_key(|own_figure| own_figure.position);
        filing.projects.sort_by_key(|project| project.position);
        filing.project_indicators.sort_by_key(|indicator| indicator.position);
        filing.blocks.sort_by_key(|block| block.position);
        Ok(filing)
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
