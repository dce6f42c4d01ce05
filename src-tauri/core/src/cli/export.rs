//! `export`: the papers as PDF, all in place or none.

use std::path::PathBuf;

use super::{Arguments, Done, Terminal, open_to_read};
use crate::document::Paper;
use crate::error::{Error, Result};
use crate::export::{paper_file, save};
use crate::typeface::Faces;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let folder = PathBuf::from(arguments.required("out")?);
    let files = wanted(&arguments.option("paper").unwrap_or_else(|| "all".to_owned()))?;
    let faces = faces(arguments.option("fonts"))?;
    let (year, draft, json) = (arguments.year()?, arguments.flag("draft"), arguments.flag("json"));
    let workbook = open_to_read(arguments, terminal)?;
    let year = workbook.year(year)?;
    let material = year.material(draft);
    let files = files.iter().map(|papers| paper_file(papers, &material, &faces)).collect::<Result<Vec<_>>>()?;
    let written = save(&folder, &files)?;
    if json {
        return terminal.say_json(&written);
    }
    for file in &written {
        terminal.say(format!("{}　{}页　{}字节", file.path.display(), file.pages, file.bytes))?;
        if !file.missing_glyphs.is_empty() {
            let glyphs: String = file.missing_glyphs.iter().collect();
            terminal.say(format!("提示　这些字没有字形，纸面上留了空：{glyphs}"))?;
        }
    }
    Ok(Done::Well)
}

/// Which files, and which papers in each.
fn wanted(word: &str) -> Result<Vec<Vec<Paper>>> {
    match word {
        "all" => Ok(Paper::ALL.iter().map(|paper| vec![*paper]).collect()),
        "bound" => Ok(vec![Paper::ALL.to_vec()]),
        _ => {
            let mut papers = Paper::ALL.into_iter().chain([Paper::Reconciliation]);
            let paper = papers.find(|paper| paper.word() == word);
            let unknown = || Error::Usage {
                text: format!(
                    "没有名为“{word}”的文件，可用：report、base-data-table、score-sheet、reconciliation、all、bound。"
                ),
            };
            paper.map(|paper| vec![vec![paper]]).ok_or_else(unknown)
        }
    }
}

/// Only the bundled faces are known yet, so that papers are the same on every PC.
fn faces(choice: Option<String>) -> Result<Faces> {
    match choice.as_deref() {
        None | Some("bundled") => Ok(Faces::bundled()),
        Some(other) => Err(Error::Usage { text: format!("--fonts 不认识“{other}”，可用：bundled。") }),
    }
}
