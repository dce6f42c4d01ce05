//! A row between its table and its canonical JSON: one object, its members in the order of the columns, no spaces,
//! strings as `serde_json` writes them. A record of `filing.rs` serializes to just this text.

use std::path::Path;

use rusqlite::Row;
use rusqlite::types::{Value, ValueRef};

use super::database::Database;
use super::subject::Subject;
use super::table::{Column, Kind, Record, Table, YEAR};
use crate::error::{Error, Result};

impl Table {
    /// `report_year, key, value, typed`
    pub(super) fn column_list(&self) -> String {
        self.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
    }

    /// Selects one row by its year and item.
    fn one(&self) -> String {
        match self.item {
            Some(item) => format!("WHERE {YEAR} = ?1 AND {item} = ?2"),
            None => format!("WHERE {YEAR} = ?1 AND ?2 IS NULL"),
        }
    }

    /// Selects the rows of a year in the order of their items.
    pub(super) fn of_year(&self) -> String {
        let order = self.item.unwrap_or(YEAR);
        format!("SELECT {} FROM {} WHERE {YEAR} = ?1 ORDER BY {order}", self.column_list(), self.name)
    }

    /// Adds a row's JSON to a text.
    pub(super) fn write_json(&self, row: &Row<'_>, json: &mut Vec<u8>) -> rusqlite::Result<()> {
        for (index, Column { name, kind }) in self.columns.iter().enumerate() {
            json.extend_from_slice(if index == 0 { b"{\"" } else { b",\"" });
            json.extend_from_slice(name.as_bytes());
            json.extend_from_slice(b"\":");
            match (kind, row.get_ref(index)?) {
                (_, ValueRef::Null) => json.extend_from_slice(b"null"),
                (Kind::Boolean, ValueRef::Integer(0)) => json.extend_from_slice(b"false"),
                (Kind::Boolean, ValueRef::Integer(1)) => json.extend_from_slice(b"true"),
                (_, ValueRef::Integer(number)) => json.extend_from_slice(number.to_string().as_bytes()),
                // Bytes that are no text get here in an altered file only, which is then found by its hash.
                (_, ValueRef::Text(text)) => write_string(&String::from_utf8_lossy(text), json)?,
                (_, other) => write_string(&format!("{other:?}"), json)?,
            }
        }
        json.push(b'}');
        Ok(())
    }

    /// A row's JSON.
    pub(super) fn json(&self, row: &Row<'_>) -> rusqlite::Result<String> {
        let mut json = Vec::with_capacity(256);
        self.write_json(row, &mut json)?;
        String::from_utf8(json).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
    }

    /// The column values in a row's JSON; `None` where it is no row of this table.
    fn values(&self, json: &str) -> Option<Vec<Value>> {
        let mut object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).ok()?;
        let values = self.columns.iter().map(|column| match (column.kind, object.remove(column.name)?) {
            (_, serde_json::Value::Null) => Some(Value::Null),
            (Kind::Text, serde_json::Value::String(text)) => Some(Value::Text(text)),
            (Kind::Integer, serde_json::Value::Number(number)) => number.as_i64().map(Value::Integer),
            (Kind::Boolean, serde_json::Value::Bool(boolean)) => Some(Value::Integer(boolean.into())),
            _ => None,
        });
        let values = values.collect::<Option<Vec<_>>>()?;
        object.is_empty().then_some(values)
    }
}

fn write_string(text: &str, json: &mut Vec<u8>) -> rusqlite::Result<()> {
    serde_json::to_writer(json, text).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

impl Subject {
    /// The row that a record is.
    pub fn of<R: Record>(record: &R) -> Result<Subject> {
        let json = record_json(record)?;
        Subject::of_json(R::TABLE, &json).ok_or_else(|| unfit(Path::new(R::TABLE.name)))
    }

    /// The row that this JSON is, in the given table.
    pub(super) fn of_json(table: &'static Table, json: &str) -> Option<Subject> {
        let values = table.values(json)?;
        let mut columns = table.columns.iter().zip(values);
        let (_, Value::Integer(year)) = columns.next()? else { return None };
        let item = match table.item {
            None => None,
            Some(item) => match columns.find(|(column, _)| column.name == item)?.1 {
                Value::Text(text) => Some(text),
                Value::Integer(number) => Some(number.to_string()),
                _ => return None,
            },
        };
        Some(Subject { table, year: i32::try_from(year).ok()?, item })
    }
}

impl Database {
    /// A row's JSON; `None` where there is no such row.
    pub(super) fn row(&self, subject: &Subject) -> Result<Option<String>> {
        let Subject { table, year, item } = subject;
        let sql = format!("SELECT {} FROM {} {}", table.column_list(), table.name, table.one());
        self.one(&sql, (year, item), |row| table.json(row))
    }

    /// Makes the row what the JSON says, or removes it.
    ///
    /// # Errors
    /// `Damaged` where the JSON is no row of the table; `Database` where the table's rules refuse it.
    pub(super) fn set_row(&self, subject: &Subject, json: Option<&str>) -> Result<()> {
        let Subject { table, year, item } = subject;
        let was_there = self.row(subject)?.is_some();
        let Some(json) = json else {
            self.run(&format!("DELETE FROM {} {}", table.name, table.one()), (year, item))?;
            return Ok(());
        };
        let values = table.values(json).ok_or_else(|| unfit(self.path()))?;
        let marks = |from: usize| (from..from + values.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
        let (sql, keys) = if was_there {
            let sql = format!("UPDATE {} SET ({}) = ({}) {}", table.name, table.column_list(), marks(3), table.one());
            (sql, vec![Value::Integer((*year).into()), item.clone().map_or(Value::Null, Value::Text)])
        } else {
            (format!("INSERT INTO {} ({}) VALUES ({})", table.name, table.column_list(), marks(1)), Vec::new())
        };
        self.run(&sql, rusqlite::params_from_iter(keys.iter().chain(&values)))?;
        Ok(())
    }

    /// Every row of a table in a year, in the order of their items.
    pub(super) fn records<R: Record>(&self, year: i32) -> Result<Vec<R>> {
        let table = R::TABLE;
        let rows = self.list(&table.of_year(), [year], |row| table.json(row))?;
        rows.iter().map(|json| self.record(table, json)).collect()
    }

    /// Every row of a year as JSON, table by table, in the order of their items.
    pub(super) fn rows_of_year(&self, tables: &[&'static Table], year: i64) -> Result<Vec<(Subject, String)>> {
        let mut rows = Vec::new();
        for table in tables {
            for json in self.list(&table.of_year(), [year], |row| table.json(row))? {
                let subject = Subject::of_json(table, &json).ok_or_else(|| unfit(self.path()))?;
                rows.push((subject, json));
            }
        }
        Ok(rows)
    }

    /// Reads a row's JSON as its record.
    ///
    /// # Errors
    /// `Damaged` where it is none (a score that is no number), naming the row.
    pub(super) fn record<R: Record>(&self, table: &'static Table, json: &str) -> Result<R> {
        serde_json::from_str(json).map_err(|_| {
            let place = Subject::of_json(table, json).map_or_else(|| table.word.to_owned(), |subject| subject.place());
            Error::Damaged { path: self.path().to_owned(), detail: format!("{place} 不合格式") }
        })
    }
}

/// A record's canonical JSON.
pub(super) fn record_json<R: Record>(record: &R) -> Result<String> {
    serde_json::to_string(record).map_err(|_| unfit(Path::new(R::TABLE.name)))
}

/// A row and its table do not fit each other.
fn unfit(path: &Path) -> Error {
    Error::Damaged { path: path.to_owned(), detail: "一行数据不合格式".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::table::TABLES;
    use super::super::testing::{desk, project_indicator, records};
    use super::*;

    /// Writes a record, and compares what is in the table with what it serializes to.
    fn same<R: Record>(database: &Database, record: &R) {
        let subject = Subject::of(record).expect("a subject");
        let json = record_json(record).expect("JSON");
        database.set_row(&subject, Some(&json)).expect("written");
        assert_eq!(database.row(&subject).expect("read"), Some(json));
        database.set_row(&subject, None).expect("removed");
        assert_eq!(database.row(&subject).expect("read"), None);
    }

    #[test]
    fn a_row_and_its_record_are_the_same_json() {
        let desk = desk();
        let store = desk.open();
        let (head, entry, judgement, own_figure, project, mut block, answer, note) = records(2031, &"0".repeat(64));
        block.id = 31;
        let database = &store.database;
        database.run("BEGIN", []).expect("begun");
        same(database, &head);
        same(database, &entry);
        same(database, &judgement);
        same(database, &own_figure);
        same(database, &project);
        same(database, &block);
        same(database, &answer);
        same(database, &project_indicator(2031));
        same(database, &note);
    }

    #[test]
    fn the_description_of_each_table_fits_the_schema() {
        let desk = desk();
        let store = desk.open();
        for table in TABLES {
            let sql = "SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid";
            let found: Vec<(String, String, i64)> = store
                .database
                .list(sql, [table.name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .expect("columns");
            let described = table.columns.iter().map(|column| match column.kind {
                Kind::Text => (column.name.to_owned(), "TEXT".to_owned()),
                Kind::Integer | Kind::Boolean => (column.name.to_owned(), "INTEGER".to_owned()),
            });
            assert!(described.eq(found.iter().map(|(name, kind, _)| (name.clone(), kind.clone()))), "{}", table.name);
            let last_key = found.iter().max_by_key(|(_, _, pk)| *pk).map(|(name, _, _)| name.as_str());
            assert_eq!(last_key, Some(table.item.unwrap_or(YEAR)));
        }
    }
}
