//! What a change is about: one row of a filing, as text `entry/2020/staff.quota`, `filing/2020`, `block/2020/17`: the
//! table, the year, and what tells the row apart. In the last part `%` is written `%25` and `/` is written `%2F`, so
//! that a subject always has two or three parts and each row exactly one subject.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::table::{Record, TABLES, Table};
use crate::figure::Key;
use crate::filing::{Answer, Block, Entry, Head, Judgement, Note, OwnFigure, Project, ProjectIndicator};

/// One row of a filing, whether it is there or not.
#[derive(Clone, Debug)]
pub struct Subject {
    pub(super) table: &'static Table,
    pub(super) year: i32,
    pub(super) item: Option<String>,
}

impl Subject {
    fn new<R: Record>(year: i32, item: Option<String>) -> Subject {
        Subject { table: R::TABLE, year, item }
    }

    /// The filing's own row.
    pub fn head(year: i32) -> Subject {
        Subject::new::<Head>(year, None)
    }

    /// A figure entered.
    pub fn entry(year: i32, key: &Key) -> Subject {
        Subject::new::<Entry>(year, Some(key.to_string()))
    }

    /// What was decided of an indicator.
    pub fn judgement(year: i32, indicator: &str) -> Subject {
        Subject::new::<Judgement>(year, Some(indicator.to_owned()))
    }

    /// A figure of the department's own.
    pub fn own_figure(year: i32, id: &str) -> Subject {
        Subject::new::<OwnFigure>(year, Some(id.to_owned()))
    }

    /// A project.
    pub fn project(year: i32, id: &str) -> Subject {
        Subject::new::<Project>(year, Some(id.to_owned()))
    }

    /// An indicator of a project.
    pub fn project_indicator(year: i32, id: &str) -> Subject {
        Subject::new::<ProjectIndicator>(year, Some(id.to_owned()))
    }

    /// A heading or paragraph.
    pub fn block(year: i32, id: i64) -> Subject {
        Subject::new::<Block>(year, Some(id.to_string()))
    }

    /// What was said of a finding.
    pub fn answer(year: i32, finding: &str) -> Subject {
        Subject::new::<Answer>(year, Some(finding.to_owned()))
    }

    /// The 口径 of a figure.
    pub fn note(year: i32, key: &Key) -> Subject {
        Subject::new::<Note>(year, Some(key.to_string()))
    }

    /// The name of its table.
    pub fn table(&self) -> &'static str {
        self.table.name
    }

    /// The filing it belongs to.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// What tells it apart from the other rows of its table and year: a figure's key, a block's id.
    pub fn item(&self) -> Option<&str> {
        self.item.as_deref()
    }

    /// Where it is, to the officer: `2020年度 数据项 staff.quota`.
    pub fn place(&self) -> String {
        match &self.item {
            Some(item) => format!("{}年度 {} {item}", self.year, self.table.word),
            None => format!("{}年度 {}", self.year, self.table.word),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.table.name, self.year)?;
        match &self.item {
            Some(item) => write!(formatter, "/{}", item.replace('%', "%25").replace('/', "%2F")),
            None => Ok(()),
        }
    }
}

impl FromStr for Subject {
    /// A text that is no subject has nothing more to say.
    type Err = ();

    fn from_str(text: &str) -> Result<Subject, ()> {
        let mut parts = text.split('/');
        let name = parts.next().ok_or(())?;
        let table = *TABLES.iter().find(|table| table.name == name).ok_or(())?;
        let year = parts.next().and_then(|year| year.parse().ok()).ok_or(())?;
        let item = parts.next().map(|item| item.replace("%2F", "/").replace("%25", "%"));
        if parts.next().is_some() || item.is_some() != table.item.is_some() {
            return Err(());
        }
        Ok(Subject { table, year, item })
    }
}

impl PartialEq for Subject {
    fn eq(&self, other: &Subject) -> bool {
        self.table.name == other.table.name && self.year == other.year && self.item == other.item
    }
}

impl Eq for Subject {}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_read_as_it_was_written() {
        for item in ["staff.quota", "a/b", "100%", "%2F", "%252F", "", "编制数"] {
            let subject = Subject::entry(2020, &Key::new(item));
            assert_eq!(subject.to_string().parse(), Ok(subject));
        }
        assert_eq!(Subject::entry(2020, &Key::new("a/b%")).to_string(), "entry/2020/a%2Fb%25");
        assert_eq!(Subject::head(2020).to_string(), "filing/2020");
        assert_eq!(Subject::block(2020, 7).place(), "2020年度 段落 7");
    }

    #[test]
    fn what_is_no_subject_is_refused() {
        for text in ["", "entry", "entry/2020", "entry/x/y", "step/2020/1", "filing/2020/1", "entry/2020/a/b"] {
            assert_eq!(text.parse::<Subject>(), Err(()), "{text}");
        }
    }
}
