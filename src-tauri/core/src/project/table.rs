//! What a table (绩效自评表) is of: a project, or the whole department. Both are filled, scored, checked and printed alike;
//! only head and money differ.

use super::{MoneyLine, ProjectTable, WholeTable};
use crate::derive::Figures;
use crate::figure::Key;
use crate::filing::{Filing, Project, Source, Stage, WHOLE, table_key};
use crate::words::quoted;

/// What the whole department goes by in a list of tables.
const WHOLE_NAME: &str = "部门整体支出";

/// A table with what it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetTable<'a> {
    /// The project's id, or [`WHOLE`].
    pub id: &'a str,
    /// 项目名称, or what the whole department goes by.
    pub name: &'a str,
    /// How its points are divided.
    pub points: &'a ProjectTable,
    /// The project; `None` for the whole department.
    pub project: Option<&'a Project>,
    /// What stands beside the rows of money.
    pub money_label: &'a str,
    /// The rows of money; the first is 年度资金总额.
    pub money: Vec<MoneyRow<'a>>,
}

/// A row of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyRow<'a> {
    /// What it is one of (按支出性质); empty for none.
    pub group: &'a str,
    /// 年度资金总额, or a part of it.
    pub label: &'a str,
    /// The figures of 年初预算数, 全年预算数, 全年执行数.
    pub keys: [Key; 3],
}

/// The tables of a filing: the whole department's, where the edition has one, then the projects' in their order.
pub fn tables<'a>(
    projects: &'a ProjectTable,
    whole: Option<&'a WholeTable>,
    filing: &'a Filing,
) -> Vec<TargetTable<'a>> {
    let of_projects = filing.projects.iter().map(|project| TargetTable::of_project(projects, project));
    whole.map(TargetTable::of_whole).into_iter().chain(of_projects).collect()
}

impl<'a> TargetTable<'a> {
    /// A project's.
    pub fn of_project(points: &'a ProjectTable, project: &'a Project) -> TargetTable<'a> {
        let row = |source: Source| MoneyRow {
            group: "",
            label: source.word(),
            keys: Stage::ALL.map(|stage| project.money_key(source, stage)),
        };
        TargetTable {
            id: &project.id,
            name: &project.name,
            points,
            project: Some(project),
            money_label: "项目资金",
            money: Source::ALL.map(row).to_vec(),
        }
    }

    /// The whole department's.
    pub fn of_whole(table: &'a WholeTable) -> TargetTable<'a> {
        let row = |line: &'a MoneyLine| MoneyRow { group: &line.group, label: &line.label, keys: line.figures.clone() };
        TargetTable {
            id: WHOLE,
            name: WHOLE_NAME,
            points: &table.points,
            project: None,
            money_label: &table.money_label,
            money: table.money.iter().map(row).collect(),
        }
    }

    /// As findings and steps name it: 项目“数字档案”.
    pub fn called(&self) -> String {
        match self.project {
            Some(project) => format!("项目{}", quoted(project.name.trim())),
            None => WHOLE_NAME.to_owned(),
        }
    }

    /// The key of what `name` names in it.
    pub fn key(&self, name: &str) -> Key {
        table_key(self.id, name)
    }

    /// The figures of 年度资金总额.
    pub fn total(&self) -> [Option<Key>; 3] {
        self.money.first().map_or_else(Default::default, |row| row.keys.clone().map(Some))
    }

    /// 年度总体目标; empty where it is not written.
    pub fn objective<'f>(&'f self, figures: &'f Figures) -> &'f str {
        match self.project {
            Some(project) => &project.objective,
            None => figures.get(&self.key("objective")).and_then(|value| value.shown.as_deref()).unwrap_or_default(),
        }
    }
}
