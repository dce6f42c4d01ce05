//! `backup`: a copy the officer asks for, beside the workbook or into a folder; `--list` tells which there are.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Arguments, Done, Terminal};
use crate::backup::Reason;
use crate::error::Result;
use crate::place;
use crate::safekeeping::{self, Backup, Carried, Contents, Places};
use crate::settings::Settings;
use crate::workbook::Workbook;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let list = arguments.flag("list");
    let json = list && arguments.flag("json");
    let folder = if list { None } else { arguments.next_word().map(PathBuf::from) };
    let file = arguments.file();
    arguments.finish()?;
    let places = places(file.as_deref());
    if list { tell(&places, json, terminal) } else { make(&places, folder.as_deref(), terminal) }
}

/// The second folder is for the officer's own workbook.
fn places(file: Option<&Path>) -> Places {
    match file {
        Some(file) => Places { workbook: file.to_owned(), second: None },
        None => Places::new(&place::own_workbook(), &Settings::peek(&place::home())),
    }
}

fn make(places: &Places, folder: Option<&Path>, terminal: &mut Terminal<'_>) -> Result<Done> {
    let workbook = Workbook::open(&places.workbook, &terminal.now)?;
    let made = match folder {
        Some(folder) => safekeeping::back_up_into(&workbook, folder, Reason::Manual, &terminal.now)?,
        None => safekeeping::back_up(&workbook, Reason::Manual, &terminal.now)?,
    };
    terminal.say(format!("已备份到“{}”，并核对无误。", made.display()))?;
    match safekeeping::carry(places, &terminal.now) {
        Carried::Done(path) => {
            safekeeping::note_carried(&place::home(), &terminal.now)?;
            terminal.say(format!("另存一份在“{}”，并核对无误。", path.display()))
        }
        Carried::Failed(error) => {
            terminal.warn(error);
            Ok(Done::Well)
        }
        Carried::NothingNew | Carried::NotChosen | Carried::Unreachable => Ok(Done::Well),
    }
}

/// A backup as `--json` tells it: what is in it, or why it cannot be restored.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    backup: Backup,
    contents: Option<Contents>,
    problem: Option<String>,
}

fn tell(places: &Places, json: bool, terminal: &mut Terminal<'_>) -> Result<Done> {
    let told = |backup: Backup| {
        let found = safekeeping::examine(&backup.path, &terminal.now);
        let problem = found.as_ref().err().map(ToString::to_string);
        Told { backup, contents: found.ok(), problem }
    };
    let backups: Vec<Told> = safekeeping::list(places).into_iter().map(told).collect();
    if json {
        return terminal.say_json(&backups);
    }
    if backups.is_empty() {
        return terminal.say(format!("“{}”还没有备份。", places.workbook.display()));
    }
    for Told { backup, contents, problem } in backups {
        let inside = contents.map(|contents| summary(&contents)).or(problem).unwrap_or_default();
        let Backup { at, word, path, bytes, .. } = backup;
        terminal.say(format!("{at}　{word}　{}KB　{inside}　{}", bytes.div_ceil(1024), path.display()))?;
    }
    Ok(Done::Well)
}

/// `2024年度 示例区某局 95.19分 优 填写69项；2023年度 …`
pub(super) fn summary(contents: &Contents) -> String {
    let year = |year: &safekeeping::YearTotals| {
        let score = year.score.as_ref().map_or("未评完".to_owned(), |score| format!("{score}分"));
        let grade = year.grade.as_ref().map(|grade| format!(" {grade}")).unwrap_or_default();
        format!("{}年度 {} {score}{grade} 填写{}项", year.report_year, year.reporting_unit, year.entries)
    };
    let years: Vec<String> = contents.years.iter().map(year).collect();
    if years.is_empty() { "没有年度".to_owned() } else { years.join("；") }
}
