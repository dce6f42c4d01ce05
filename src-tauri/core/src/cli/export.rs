//! `export`: the papers as PDF, all in place or none.

use std::path::PathBuf;

use super::{Arguments, Done, Terminal, faces, open_to_read};
use crate::document::Paper;
use crate::error::{Error, Result};
use crate::export::{paper_file, save};
use crate::workbook::Year;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let folder = PathBuf::from(arguments.required("out")?);
    let word = arguments.option("paper");
    let wanted = wanted(word.as_deref())?;
    let faces = faces(&mut arguments)?;
    let (year, draft, json) = (arguments.year()?, arguments.flag("draft"), arguments.flag("json"));
    let workbook = open_to_read(arguments, terminal)?;
    let known = workbook.year(year)?;
    // What cannot be printed makes a draft of a copy that is none yet, and is told in the papers that tell findings.
    let hangs_on_proof = known.stamp(draft).is_none() || wanted.tells_findings();
    let year = if hangs_on_proof { workbook.proofread(year, &faces)? } else { known };
    // What it keeps for later questions makes room for the papers.
    drop(workbook);
    let files = files(wanted, &year)?;
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

/// What was asked for.
enum Wanted {
    /// Those for filing, a file each.
    Filing,
    /// Those for filing, bound into one.
    Bound,
    /// Every paper there is, a file each.
    All,
    /// One by name; of the projects' tables the blank form too, where no project is listed.
    One(Paper),
}

impl Wanted {
    /// Whether one of them prints what was found.
    fn tells_findings(&self) -> bool {
        match self {
            Wanted::Filing | Wanted::Bound => false,
            Wanted::All => true,
            Wanted::One(paper) => paper.is_kept(),
        }
    }
}

fn wanted(word: Option<&str>) -> Result<Wanted> {
    match word {
        None => Ok(Wanted::Filing),
        Some("all") => Ok(Wanted::All),
        Some("bound") => Ok(Wanted::Bound),
        Some(word) => {
            let paper = Paper::ALL.into_iter().find(|paper| paper.word() == word);
            let unknown = || {
                let words = Paper::ALL.map(Paper::word).join("、");
                Error::Usage { text: format!("没有名为“{word}”的文件，可用：{words}、all、bound。") }
            };
            paper.map(Wanted::One).ok_or_else(unknown)
        }
    }
}

/// Which papers in which file: which there are belongs to the year's edition.
fn files(wanted: Wanted, year: &Year) -> Result<Vec<Vec<Paper>>> {
    let alone = |papers: Vec<Paper>| papers.into_iter().map(|paper| vec![paper]).collect();
    let papers = &year.edition.papers;
    match wanted {
        Wanted::Filing => Ok(alone(year.papers_for_filing())),
        Wanted::Bound => Ok(vec![year.papers_for_filing()]),
        Wanted::All => Ok(alone(papers.all(!year.filing.projects.is_empty()))),
        Wanted::One(paper) if papers.has(paper) => Ok(alone(vec![paper])),
        Wanted::One(paper) => {
            let (name, scoring) = (paper.name(), papers.scoring());
            let text = format!("本年度的表样没有{name}，得分在{}（{}）上。", papers.mark(scoring), scoring.word());
            Err(Error::Usage { text })
        }
    }
}
