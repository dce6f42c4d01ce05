//! The list of projects: added, renamed, moved and taken out. Their money and words are figures, entered like any other.

use std::collections::BTreeMap;

use super::own_figures::is_quoted;
use super::{Workbook, Year};
use crate::error::{Error, Result};
use crate::filing::{Fund, Project};
use crate::quantity::{self, Measure};
use crate::store::Subject;
use crate::words::quoted;

/// Characters a project's name may have.
const LONGEST_NAME: usize = 100;
/// What a project's name is called.
const NAME: &str = "项目名称";

/// What of a project is changed; absent parts stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProjectChange {
    /// 项目名称
    pub name: Option<String>,
    /// The line of 附件1 its money belongs to.
    pub fund: Option<Fund>,
    /// 年度总体目标; a blank takes it away.
    pub objective: Option<String>,
}

impl Workbook {
    /// Adds a project behind the others; its id, which is that of another year's project of the same name.
    ///
    /// # Errors
    /// [`Error::Blank`], [`Error::TooLong`] and [`Error::ProjectTaken`] for its name; those of writing.
    pub fn add_project(&mut self, year: Option<i32>, name: &str, fund: Fund, now: &str) -> Result<String> {
        let of = self.year(year)?;
        let name = free_name(&of, name, None)?;
        let id = self.project_ids(&of)?.for_name(&name);
        let project = Project {
            report_year: of.filing.head.report_year,
            id: id.clone(),
            position: of.next_project_position(0),
            name,
            fund,
            objective: String::new(),
        };
        self.store.step(&format!("新增项目{}", quoted(&project.name)), now, |edit| edit.put(&project))?;
        Ok(id)
    }

    /// Changes a project's name, fund or goal. Whatever quotes its figures follows.
    ///
    /// # Errors
    /// [`Error::UnknownProject`]; those of [`Workbook::add_project`] for its name; [`Error::TooLong`]; those of writing.
    pub fn set_project(&mut self, year: Option<i32>, project: &str, change: &ProjectChange, now: &str) -> Result<()> {
        let of = self.year(year)?;
        let mut project = of.project(project)?.clone();
        let name = quoted(&project.name);
        if let Some(typed) = &change.name {
            project.name = free_name(&of, typed, Some(&project.id))?;
        }
        if let Some(fund) = change.fund {
            project.fund = fund;
        }
        if let Some(typed) = &change.objective {
            let read = quantity::read("年度总体目标", typed, Measure::Text, "", false)?;
            project.objective = read.unwrap_or_default();
        }
        self.store.step(&format!("修改项目{name}"), now, |edit| edit.put(&project))?;
        Ok(())
    }

    /// Moves a project to a place in the list, counted from 1.
    ///
    /// # Errors
    /// [`Error::UnknownProject`], those of writing.
    pub fn move_project(&mut self, year: Option<i32>, project: &str, place: usize, now: &str) -> Result<()> {
        let of = self.year(year)?;
        let moved = of.project(project)?;
        let mut order: Vec<&Project> = of.filing.projects.iter().filter(|other| other.id != moved.id).collect();
        order.insert(place.saturating_sub(1).min(order.len()), moved);
        self.store.step(&format!("移动项目{}", quoted(&moved.name)), now, |edit| {
            (1..).zip(order).try_for_each(|(position, project)| edit.put(&Project { position, ..project.clone() }))
        })?;
        Ok(())
    }

    /// Takes a project out, with its money and its indicators.
    ///
    /// # Errors
    /// [`Error::UnknownProject`]; [`Error::FigureQuoted`] where the text or another figure uses one of its figures; those
    /// of writing.
    pub fn remove_project(&mut self, year: Option<i32>, project: &str, now: &str) -> Result<()> {
        let of = self.year(year)?;
        let project = of.project(project)?;
        let figures = project.figures();
        if let Some(figure) = figures.iter().find(|figure| is_quoted(&of, &figure.key, &figures)) {
            return Err(Error::FigureQuoted { label: figure.label.clone() });
        }
        let report_year = project.report_year;
        self.store.step(&format!("删除项目{}", quoted(&project.name)), now, |edit| {
            for indicator in of.filing.project_indicators.iter().filter(|one| one.project == project.id) {
                edit.remove(Subject::of(indicator)?)?;
            }
            figures.iter().try_for_each(|figure| edit.remove(Subject::entry(report_year, &figure.key)))?;
            edit.remove(Subject::project(report_year, &project.id))
        })?;
        Ok(())
    }

    /// Ids for new projects of a year.
    pub(super) fn project_ids(&self, of: &Year) -> Result<ProjectIds> {
        let mut ids = ProjectIds { by_name: BTreeMap::new(), last: 0 };
        let taken: Vec<&str> = of.filing.projects.iter().map(|project| project.id.as_str()).collect();
        for year in self.years()? {
            for project in self.store.filing(year)?.projects {
                let number = project.id.strip_prefix('p').and_then(|number| number.parse().ok());
                ids.last = ids.last.max(number.unwrap_or(0));
                if !taken.contains(&project.id.as_str()) {
                    ids.by_name.insert(project.name, project.id);
                }
            }
        }
        Ok(ids)
    }
}

/// Ids that no project of the workbook has, and those that the projects of other years have by their names.
pub(super) struct ProjectIds {
    by_name: BTreeMap<String, String>,
    last: u64,
}

impl ProjectIds {
    /// The id of a project of this name: it keeps the one it has in another year.
    pub(super) fn for_name(&mut self, name: &str) -> String {
        self.by_name.remove(name).unwrap_or_else(|| {
            self.last += 1;
            format!("p{}", self.last)
        })
    }
}

impl Year {
    /// A project by its id or its name.
    ///
    /// # Errors
    /// [`Error::UnknownProject`].
    pub fn project(&self, named: &str) -> Result<&Project> {
        let projects = &self.filing.projects;
        let by_name = || projects.iter().find(|project| project.name == named.trim());
        let found = projects.iter().find(|project| project.id == named).or_else(by_name);
        found.ok_or_else(|| Error::UnknownProject { name: named.to_owned() })
    }

    /// Where a new project stands, behind so many new ones.
    pub(super) fn next_project_position(&self, new: usize) -> i64 {
        let last = self.filing.projects.iter().map(|project| project.position).max().unwrap_or(0);
        last + 1 + i64::try_from(new).unwrap_or(0)
    }
}

/// A project's name as typed, on one line, which no other project of the year bears.
fn free_name(of: &Year, typed: &str, own_id: Option<&str>) -> Result<String> {
    let name = quantity::read_line(NAME, typed, LONGEST_NAME)?.replace(['【', '】', '{', '}', '\\'], "");
    if name.is_empty() {
        return Err(Error::Blank { label: NAME.to_owned() });
    }
    let taken = |project: &Project| project.name == name && Some(project.id.as_str()) != own_id;
    if of.filing.projects.iter().any(taken) { Err(Error::ProjectTaken { name }) } else { Ok(name) }
}
