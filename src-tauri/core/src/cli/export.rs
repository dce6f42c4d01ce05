//! `export`: the papers as PDF, all in place or none.

use std::path::PathBuf;

use super::{Arguments, Done, Terminal, faces, open_to_read};
use crate::document::Paper;
use crate::error::{Error, Result};
use crate::export::{paper_file, save};

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let folder = PathBuf::from(arguments.required("out")?);
    let word = arguments.option("paper");
    let mut files = wanted(word.as_deref())?;
    let faces = faces(&mut arguments)?;
    let (year, draft, json) = (arguments.year()?, arguments.flag("draft"), arguments.flag("json"));
    let workbook = open_to_read(arguments, terminal)?;
    let year = workbook.year(year)?.proofread(&faces);
    if word.as_deref() == Some("all") && year.filing.projects.is_empty() {
        // The blank form is there for who asks for it.
        files.retain(|papers| *papers != [Paper::Projects]);
    }
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

/// Which files, and which papers in each; those for filing where none is named.
fn wanted(word: Option<&str>) -> Result<Vec<Vec<Paper>>> {
    let alone = |papers: &[Paper]| papers.iter().map(|paper| vec![*paper]).collect();
    match word {
        None => Ok(alone(&Paper::FOR_FILING)),
        Some("all") => Ok(alone(&Paper::ALL)),
        Some("bound") => Ok(vec![Paper::FOR_FILING.to_vec()]),
        Some(word) => {
            let paper = Paper::ALL.into_iter().find(|paper| paper.word() == word);
            let unknown = || {
                let words = Paper::ALL.map(Paper::word).join("、");
                Error::Usage { text: format!("没有名为“{word}”的文件，可用：{words}、all、bound。") }
            };
            paper.map(|paper| vec![vec![paper]]).ok_or_else(unknown)
        }
    }
}
