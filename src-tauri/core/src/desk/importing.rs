//! Importing at the desk: a document she chooses is read and shown as a plan; what she chooses of it is taken afterwards,
//! from the plan that was shown.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Desk;
use super::auditing::REPORTS;
use super::editing::{Act, Changed};
use crate::backup::Reason;
use crate::error::{Error, Result};
use crate::exchange;
use crate::filing::Fund;
use crate::import::{self, Conflict, Plan, Proposal, Proposed, TableApart, Unplaced};
use crate::narrative::{self, HeadingNumbers};
use crate::safekeeping;
use crate::workbook::{Choice, Year};

/// What an import would do, as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadReport {
    /// The document's name.
    pub name: String,
    /// The year it would go into.
    pub report_year: i32,
    /// Whether the year's text was written or imported before, so that the import must be told to replace it.
    pub needs_replacing: bool,
    /// All chapters of the form.
    pub chapters: Vec<ReadChapter>,
    /// What does not become text.
    pub unplaced: Vec<Unplaced>,
    /// Tables, which stand apart.
    pub tables: Vec<TableApart>,
    /// Figures and projects it states.
    pub proposals: Vec<ReadProposal>,
    /// Figures stated with different values.
    pub conflicts: Vec<Conflict>,
    /// What she should know.
    pub notes: Vec<String>,
}

/// A chapter as it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadChapter {
    /// Its key.
    pub key: String,
    /// Its heading with the number; the form's where the document has no such chapter.
    pub title: String,
    /// The document has no such chapter: what stands in the year stays.
    pub kept: bool,
    /// Its headings and paragraphs.
    pub blocks: Vec<ReadBlock>,
}

/// A heading or paragraph as it would print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadBlock {
    /// 0 body text; 1–4 headings.
    pub level: i64,
    /// A heading whose text runs on.
    pub run_in: bool,
    /// Its number as it is generated.
    pub number: Option<String>,
    /// Its words.
    pub text: String,
    /// Its line in the document, from 1 on.
    pub line: usize,
}

/// A proposal, and what stands where it would go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadProposal {
    /// The proposal.
    #[serde(flatten)]
    pub proposal: Proposal,
    /// What the line of 附件1 is called that a project belongs to.
    pub fund_word: Option<&'static str>,
    /// What is entered now.
    pub standing: Option<String>,
}

impl Desk {
    /// Reads a report the officer chooses and shows what an import would do; `None` where she chooses none.
    pub(super) fn read_report(&self, year: i32) -> Result<Option<ReadReport>> {
        let Some(path) = self.system.choose_file("选择要导入的报告", REPORTS) else {
            return Ok(None);
        };
        let source = exchange::read_text(&path)?;
        let of = self.with(|workbook| workbook.year(Some(year)))?;
        let plan = import::plan(&source, &of.edition, year);
        let read = shown(&plan, &of);
        self.state().plan = Some((year, plan));
        Ok(Some(read))
    }

    /// Takes what was read last into the year, with a backup before it.
    ///
    /// # Errors
    /// [`Error::Outdated`] where nothing was read for this year; those of the import and of the backup. Nothing changes
    /// then.
    pub(super) fn import_report(&self, year: i32, take: BTreeSet<String>, replace: bool) -> Result<Changed> {
        let read = self.state().plan.clone().filter(|(of, _)| *of == year);
        let (_, plan) = read.ok_or(Error::Outdated)?;
        let choice = Choice { take: Some(take), replace };
        let changed = self.change(year, |workbook, year, now| {
            workbook.expect_importable(year, &plan, &choice)?;
            if !workbook.is_sample()? {
                safekeeping::back_up(workbook, Reason::BeforeImport, now)?;
            }
            workbook.import(year, &plan, &choice, now).map(Act::Imported)
        })?;
        self.state().plan = None;
        Ok(changed)
    }
}

fn shown(plan: &Plan, of: &Year) -> ReadReport {
    let mut numbers = HeadingNumbers::default();
    let chapter = |chapter: &import::PlannedChapter| {
        let blocks: Vec<ReadBlock> = chapter.blocks.iter().map(|block| printed(block, &mut numbers)).collect();
        let kept = blocks.is_empty();
        if kept {
            // What stays there counts too.
            let standing = of.filing.blocks.iter().filter(|block| block.chapter == chapter.key);
            standing.for_each(|block| drop(numbers.next(block.level)));
        }
        let heading = blocks.iter().find(|block| block.level == 1);
        let title = heading.map_or_else(
            || chapter.title.clone(),
            |heading| format!("{}{}", heading.number.as_deref().unwrap_or_default(), heading.text),
        );
        ReadChapter { key: chapter.key.clone(), title, kept, blocks }
    };
    let proposal = |proposal: &Proposal| ReadProposal {
        proposal: proposal.clone(),
        fund_word: fund_word(proposal),
        standing: of.standing(proposal),
    };
    ReadReport {
        name: plan.name.clone(),
        report_year: of.filing.head.report_year,
        needs_replacing: of.is_written(),
        chapters: plan.chapters.iter().map(chapter).collect(),
        unplaced: plan.unplaced.clone(),
        tables: plan.tables.clone(),
        proposals: plan.proposals.iter().map(proposal).collect(),
        conflicts: plan.conflicts.clone(),
        notes: plan.notes.clone(),
    }
}

fn printed(block: &import::PlannedBlock, numbers: &mut HeadingNumbers) -> ReadBlock {
    ReadBlock {
        level: block.draft.level,
        run_in: block.draft.run_in,
        number: numbers.next(block.draft.level).map(|(_, number)| number),
        text: narrative::unescape(&block.draft.text),
        line: block.line,
    }
}

fn fund_word(proposal: &Proposal) -> Option<&'static str> {
    match &proposal.what {
        Proposed::Figure { .. } => None,
        Proposed::Project { fund } => Some(match fund {
            Fund::Operational => "业务工作经费",
            Fund::Maintenance => "运行维护经费",
            Fund::GovernmentSpecial => "级次专项资金",
        }),
    }
}
