//! A report from outside taken into a year: its text in place of the chapters it has, and the figures it states. One step.

use std::collections::BTreeSet;

use super::projects::ProjectIds;
use super::{Workbook, Year};
use crate::error::{Error, Result};
use crate::figure::Key;
use crate::filing::{Block, Entry, Project};
use crate::import::{Plan, PlannedChapter, Proposal, Proposed};
use crate::narrative::Draft;
use crate::quantity::{self, Measure};
use crate::store::Subject;
use crate::words::quoted;

/// What of a plan is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Ids of the proposals; `None`: all that the text states plainly.
    pub take: Option<BTreeSet<String>>,
    /// Whether a text that was written or imported before, and figures entered before, are replaced.
    pub replace: bool,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Imported {
    /// The document's name.
    pub name: String,
    /// Headings and paragraphs that came in.
    pub blocks: usize,
    /// Figures entered.
    pub figures: usize,
    /// Projects added.
    pub projects: usize,
    /// Labels of what was chosen and not taken, since something is entered there already.
    pub left: Vec<String>,
}

/// A proposal read for a year.
enum Taken {
    Entry(Entry),
    Project(Project, Entry),
}

impl Year {
    /// Whether its text is no longer the form's: somebody wrote in it, or it was imported.
    pub fn is_written(&self) -> bool {
        let form = self.edition.chapters.iter().flat_map(|chapter| {
            chapter.blocks.iter().map(|block| (chapter.key.as_str(), block.level, block.run_in, block.text.as_str()))
        });
        let stands = self.filing.blocks.iter();
        !stands.map(|block| (block.chapter.as_str(), block.level, block.run_in, block.text.as_str())).eq(form)
    }

    /// What is entered where a proposal would go, as shown; `None` where it is blank.
    pub fn standing(&self, proposal: &Proposal) -> Option<String> {
        match &proposal.what {
            Proposed::Figure { key } => {
                self.filing.entries.get(key)?;
                self.evaluation.figures.get(key).and_then(|value| value.shown.clone())
            }
            Proposed::Project { .. } => {
                let project = self.filing.projects.iter().find(|project| project.name == proposal.label)?;
                let value = self.evaluation.figures.get(&project.final_key());
                Some(value.and_then(|value| value.shown.clone()).unwrap_or_default())
            }
        }
    }
}

impl Workbook {
    /// Refuses what [`Workbook::import`] would refuse of the year's text: to be asked before a backup is made for it.
    ///
    /// # Errors
    /// [`Error::TextExists`], those of reading the year; [`Error::Altered`].
    pub fn expect_importable(&self, year: Option<i32>, plan: &Plan, choice: &Choice) -> Result<()> {
        let of = self.year(year)?;
        if let Some(altered) = self.altered() {
            return Err(altered);
        }
        if of.is_written() && !choice.replace {
            return Err(Error::TextExists { year: of.filing.head.report_year, name: plan.name.clone() });
        }
        Ok(())
    }

    /// Takes a planned report into a year as one step: the text of the chapters it has, and the proposals chosen.
    ///
    /// # Errors
    /// [`Error::TextExists`] where the year's text was written or imported already and `replace` was not chosen;
    /// [`Error::Outdated`] for a proposal that the plan does not have; those of writing. Nothing changes then.
    pub fn import(&mut self, year: Option<i32>, plan: &Plan, choice: &Choice, now: &str) -> Result<Imported> {
        self.expect_importable(year, plan, choice)?;
        let of = self.year(year)?;
        let mut done = Imported { name: plan.name.clone(), ..Imported::default() };
        let taken = of.taken(plan, choice, self.project_ids(&of)?, &mut done)?;
        let blocks = of.imported_blocks(plan, self.store.next_block_id()?);
        let chapters = plan.replaced();
        done.blocks = plan.chapters.iter().map(|chapter| chapter.blocks.len()).sum();
        self.store.step(&format!("导入{}", quoted(&plan.name)), now, |edit| {
            for block in of.filing.blocks.iter().filter(|block| chapters.contains(block.chapter.as_str())) {
                edit.remove(Subject::of(block)?)?;
            }
            blocks.iter().try_for_each(|block| edit.put(block))?;
            for taken in &taken {
                match taken {
                    Taken::Entry(entry) => edit.put(entry)?,
                    Taken::Project(project, entry) => {
                        edit.put(project)?;
                        edit.put(entry)?;
                    }
                }
            }
            Ok(())
        })?;
        Ok(done)
    }
}

impl Year {
    /// All blocks of the year as they are afterwards, in the order of the form's chapters.
    fn imported_blocks(&self, plan: &Plan, next_id: i64) -> Vec<Block> {
        let report_year = self.filing.head.report_year;
        let planned = |chapter: &PlannedChapter| -> Vec<Block> {
            let block = |draft: &Draft| Block {
                report_year,
                id: 0,
                chapter: chapter.key.clone(),
                position: 0,
                level: draft.level,
                run_in: draft.run_in,
                text: draft.text.clone(),
            };
            chapter.blocks.iter().map(|planned| block(&planned.draft)).collect()
        };
        let standing = |chapter: &PlannedChapter| -> Vec<Block> {
            self.filing.blocks.iter().filter(|block| block.chapter == chapter.key).cloned().collect()
        };
        let chapters = plan.chapters.iter();
        let mut blocks: Vec<Block> = chapters
            .flat_map(|chapter| if chapter.blocks.is_empty() { standing(chapter) } else { planned(chapter) })
            .collect();
        let mut ids = next_id..;
        for (block, position) in blocks.iter_mut().zip(1..) {
            block.position = position;
            if block.id == 0 {
                block.id = ids.next().unwrap_or(i64::MAX);
            }
        }
        blocks
    }

    /// The chosen proposals as rows; what is entered already is left unless it is to be replaced.
    fn taken(&self, plan: &Plan, choice: &Choice, mut ids: ProjectIds, done: &mut Imported) -> Result<Vec<Taken>> {
        if let Some(take) = &choice.take
            && !take.iter().all(|id| plan.proposals.iter().any(|proposal| proposal.id == *id))
        {
            return Err(Error::Outdated);
        }
        let is_chosen = |proposal: &&Proposal| match &choice.take {
            Some(take) => take.contains(&proposal.id),
            None => proposal.exact,
        };
        let mut taken = Vec::new();
        for proposal in plan.proposals.iter().filter(is_chosen) {
            if self.standing(proposal).is_some() && !choice.replace {
                done.left.push(proposal.label.clone());
                continue;
            }
            match &proposal.what {
                Proposed::Figure { key } => {
                    taken.extend(self.entry(key.clone(), &proposal.shown)?.map(Taken::Entry));
                    done.figures += 1;
                }
                Proposed::Project { fund } => {
                    let standing = self.filing.projects.iter().find(|project| project.name == proposal.label);
                    let project = standing.cloned().unwrap_or_else(|| Project {
                        report_year: self.filing.head.report_year,
                        id: ids.for_name(&proposal.label),
                        position: self.next_project_position(done.projects),
                        name: proposal.label.clone(),
                        fund: *fund,
                        objective: String::new(),
                    });
                    let value = quantity::read(&proposal.label, &proposal.shown, Measure::Money, "", false)?;
                    let key = project.final_key();
                    let report_year = project.report_year;
                    taken.extend(value.map(|value| {
                        let entry = Entry { report_year, key, value, typed: proposal.shown.clone() };
                        Taken::Project(project, entry)
                    }));
                    done.projects += 1;
                }
            }
        }
        Ok(taken)
    }

    fn entry(&self, key: Key, typed: &str) -> Result<Option<Entry>> {
        let figure = self.figure(key.as_str())?;
        let value = quantity::read(&figure.label, typed, figure.measure, "", figure.may_be_negative)?;
        let report_year = self.filing.head.report_year;
        Ok(value.map(|value| Entry { report_year, key, value, typed: typed.to_owned() }))
    }
}
