//! Workbooks for the tests of the store.

use std::path::PathBuf;

use rusqlite::Connection;
use rust_decimal::Decimal;
use tempfile::TempDir;

use super::Store;
use crate::figure::{Basis, Formula, Key};
use crate::filing::{
    Answer, Attainment, Block, Entry, FormulaText, Fund, Head, IndicatorKind, Judgement, Note, OwnFigure, Project,
    ProjectIndicator, State, Ticks,
};
use crate::quantity::Measure;

pub(super) const NOW: &str = "2021-03-09 14:32:05";

/// A folder with one workbook in it.
pub(super) struct Desk {
    pub(super) folder: TempDir,
    pub(super) path: PathBuf,
}

impl Desk {
    pub(super) fn open(&self) -> Store {
        Store::open(&self.path, NOW).expect("opened")
    }

    /// Changes the file past us, with the triggers out of the way.
    pub(super) fn tamper(&self, sql: &str) {
        let connection = Connection::open(&self.path).expect("opened");
        connection.execute_batch("PRAGMA foreign_keys = OFF").expect("set");
        let triggers: Vec<(String, String)> = connection
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .expect("prepared")
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .expect("queried")
            .collect::<Result<_, _>>()
            .expect("read");
        for (name, _) in &triggers {
            connection.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped");
        }
        connection.execute_batch(sql).expect("tampered");
        for (_, sql) in &triggers {
            connection.execute_batch(sql).expect("made again");
        }
    }

    /// Another desk with the same workbook.
    pub(super) fn copy(&self) -> Desk {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("档案.ziping");
        std::fs::copy(&self.path, &path).expect("copied");
        Desk { folder, path }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.path).expect("read")
    }
}

/// A folder with a workbook without filings.
pub(super) fn empty_desk() -> Desk {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("档案.ziping");
    drop(Store::create(&path, false, NOW, |_| Ok(())).expect("created"));
    Desk { folder, path }
}

/// A folder with a workbook of one year.
pub(super) fn desk() -> Desk {
    desk_with(true)
}

/// The same with nothing in it that older schemas had no table for.
pub(super) fn older_desk() -> Desk {
    desk_with(false)
}

fn desk_with(answered: bool) -> Desk {
    let desk = empty_desk();
    let mut store = desk.open();
    let edition = store.put_edition("changsha-2020", "长沙市2020年", r#"{"key":"changsha-2020"}"#).expect("kept");
    let (head, entry, judgement, own_figure, project, block, answer, note) = records(2020, &edition);
    store.barrier("新建2020年度", NOW, |edit| edit.put(&head)).expect("a year");
    let all = store.step("填写", NOW, |edit| {
        edit.put(&entry)?;
        edit.put(&judgement)?;
        edit.put(&own_figure)?;
        edit.put(&project)?;
        edit.put(&block)?;
        if !answered {
            return Ok(());
        }
        edit.put(&answer)?;
        edit.put(&project_indicator(2020))?;
        edit.put(&note)
    });
    assert_eq!(all.expect("a step"), Some(2));
    drop(store);
    desk
}

/// One record of each table.
#[allow(clippy::type_complexity, reason = "a record of each table")]
pub(super) fn records(year: i32, edition: &str) -> (Head, Entry, Judgement, OwnFigure, Project, Block, Answer, Note) {
    (
        Head {
            report_year: year,
            reporting_unit: "天心区“财政局”\n\u{1}\\".to_owned(),
            edition: edition.to_owned(),
            state: State::Draft,
            version: 0,
        },
        entry(year, "staff.quota", "168"),
        Judgement {
            report_year: year,
            indicator: "in_post".to_owned(),
            score: Some(Decimal::new(45, 1)),
            ticks: Some(Ticks(vec![1, 3])),
            reason: Some("超编".to_owned()),
            ..Judgement::default()
        },
        OwnFigure {
            report_year: year,
            id: "x1".to_owned(),
            position: 1,
            label: "抽检批次".to_owned(),
            measure: Measure::GivenPercent,
            unit: "批次".to_owned(),
            formula: Some(FormulaText(Formula::Sum(vec![Key::new("own.a"), Key::new("own.b")]))),
        },
        Project {
            report_year: year,
            id: "p1".to_owned(),
            position: 1,
            name: "财政信息化".to_owned(),
            fund: Fund::GovernmentSpecial,
            objective: "建成".to_owned(),
        },
        block(year, 1, "在职{{staff.quota}}人"),
        answer(year, "超编是接收军转干部。"),
        Note {
            report_year: year,
            key: Key::new("staff.quota"),
            basis: Basis(
                [("scope", "“全”口径"), ("version", "年初")].map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
            ),
            source: "编制部门批复".to_owned(),
        },
    )
}

pub(super) fn entry(year: i32, key: &str, value: &str) -> Entry {
    Entry { report_year: year, key: Key::new(key), value: value.to_owned(), typed: format!("{value}人") }
}

pub(super) fn answer(year: i32, reason: &str) -> Answer {
    Answer {
        report_year: year,
        finding: "staff_within_quota/staff.in_post.final".to_owned(),
        message: "在职人数超过编制数。".to_owned(),
        reason: reason.to_owned(),
    }
}

pub(super) fn project_indicator(year: i32) -> ProjectIndicator {
    ProjectIndicator {
        report_year: year,
        id: "p1.1".to_owned(),
        project: "p1".to_owned(),
        position: 1,
        kind: IndicatorKind::Sustainable,
        name: "系统稳定运行".to_owned(),
        comparison: None,
        target: Some("有效提升".to_owned()),
        unit: String::new(),
        actual: None,
        attainment: Some(Attainment::Partly),
        share: Some(Decimal::new(70, 2)),
        weight: Some(Decimal::new(75, 1)),
        reason: Some("第三季度停机两次".to_owned()),
    }
}

pub(super) fn block(year: i32, id: i64, text: &str) -> Block {
    Block {
        report_year: year,
        id,
        chapter: "overview".to_owned(),
        position: id,
        level: 1,
        run_in: true,
        text: text.to_owned(),
    }
}

/// A workbook as a killed process leaves it: what was saved last is in the log only. `staff.quota` is this value there.
pub(super) fn unclosed(quota: &str) -> Desk {
    let desk = desk();
    let mut store = desk.open();
    store.step("改", NOW, |edit| edit.put(&entry(2020, "staff.quota", quota))).expect("done");
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("档案.ziping");
    for ending in ["", "-wal"] {
        let name = format!("档案.ziping{ending}");
        std::fs::copy(desk.folder.path().join(&name), folder.path().join(&name)).expect("copied");
    }
    Desk { folder, path }
}
