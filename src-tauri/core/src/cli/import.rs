//! `import SOURCE`: a report (docx, txt) taken into a year. `--dry-run` tells what would happen and changes nothing; both
//! use the same plan. `--json` gives the plan:
//!
//! `{name, chapters: [{key, title, blocks: [{level, run_in, text, typed_number, paragraph, line}]}], unplaced: [{text, reason,
//! paragraph, line}], tables: [{line, rows: [[cell]]}], proposals: [{id, kind: "figure"|"project", key|fund, label, shown,
//! unit, exact, sentence, line}], conflicts: [{label, values: [{shown, sentence, line}]}], notes: [sentence],
//! imported: {name, blocks, figures, projects, left: [label]}|null, backup: path|null}`; `text` is as the workbook keeps it.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Arguments, Done, Terminal, open};
use crate::backup::Reason;
use crate::error::Result;
use crate::exchange;
use crate::import::{self, Plan, Proposed};
use crate::narrative;
use crate::safekeeping;
use crate::workbook::{Choice, Imported, Year};

#[derive(Serialize)]
struct Told<'p> {
    #[serde(flatten)]
    plan: &'p Plan,
    imported: Option<Imported>,
    backup: Option<PathBuf>,
}

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let source = arguments.word("要导入的文件")?;
    let (dry_run, json) = (arguments.flag("dry-run"), arguments.flag("json"));
    let choice = Choice { take: None, replace: arguments.flag("replace") };
    let year = arguments.year()?;
    let mut workbook = open(arguments, terminal)?;
    let of = workbook.year(year)?;
    let report_year = Some(of.filing.head.report_year);
    let plan = import::plan(&exchange::read_text(Path::new(&source))?, &of.edition, of.filing.head.report_year);
    let mut told = Told { plan: &plan, imported: None, backup: None };
    if !dry_run {
        workbook.expect_importable(report_year, &plan, &choice)?;
        told.backup = match workbook.is_sample()? {
            true => None,
            false => Some(safekeeping::back_up(&workbook, Reason::BeforeImport, &terminal.now)?),
        };
        told.imported = Some(workbook.import(report_year, &plan, &choice, &terminal.now)?);
    }
    if json {
        return terminal.say_json(&told);
    }
    tell(&plan, &of, terminal)?;
    match (&told.imported, &told.backup) {
        (None, _) => {
            let written = of.is_written() && !choice.replace;
            let more = if written { "；正文已经写过，正式导入时要加 --replace" } else { "" };
            terminal.say(format!("以上是试导入，档案没有改动{more}。"))
        }
        (Some(done), backup) => {
            terminal.say(format!(
                "已导入“{}”：正文{}段，数据{}项，项目{}个。",
                done.name, done.blocks, done.figures, done.projects
            ))?;
            if !done.left.is_empty() {
                terminal.say(format!("已经填过、没有改动的：{}。", done.left.join("、")))?;
            }
            match backup {
                Some(path) => terminal.say(format!("导入前的档案备份在“{}”。", path.display())),
                None => Ok(Done::Well),
            }
        }
    }
}

fn tell(plan: &Plan, of: &Year, terminal: &mut Terminal<'_>) -> Result<()> {
    for chapter in &plan.chapters {
        let kept = if chapter.blocks.is_empty() { "（保持不动）" } else { "" };
        terminal.say(format!("【{}】{}段{kept}", chapter.title, chapter.blocks.len()))?;
        for block in chapter.blocks.iter().filter(|block| block.draft.level > 0) {
            let level = usize::try_from(block.draft.level).unwrap_or(0);
            let words = narrative::unescape(&block.draft.text);
            let end = if block.draft.run_in { narrative::heading_chars(&words).max(1) } else { words.chars().count() };
            let heading: String = words.chars().take(end.min(40)).collect();
            terminal.say(format!("{}{}级标题　{heading}", "　".repeat(level), level))?;
        }
    }
    terminal.say(format!("【表格，不放进正文】{}张", plan.tables.len()))?;
    for table in &plan.tables {
        let first = table.rows.first().map(|row| row.join("｜").replace('\n', " ")).unwrap_or_default();
        terminal.say(format!("　第{}行起，{}行：{first}", table.line, table.rows.len()))?;
    }
    terminal.say(format!("【没有放进正文】{}处", plan.unplaced.len()))?;
    for one in &plan.unplaced {
        terminal.say(format!("　第{}行“{}”：{}。", one.line, one.text, one.reason))?;
    }
    terminal.say(format!("【可以填入的数据】{}项", plan.proposals.len()))?;
    for proposal in &plan.proposals {
        let kind = if matches!(proposal.what, Proposed::Project { .. }) { "项目 " } else { "" };
        let standing = of.standing(proposal).map(|shown| format!("（现为{shown}）")).unwrap_or_default();
        let doubt = if proposal.exact { "" } else { "（说法不确切，不自动填入）" };
        terminal.say(format!("　{kind}{} {}{}{standing}{doubt}", proposal.label, proposal.shown, proposal.unit))?;
        terminal.say(format!("　　第{}行“{}”", proposal.line, proposal.sentence))?;
    }
    for conflict in &plan.conflicts {
        let values: Vec<String> =
            conflict.values.iter().map(|stated| format!("第{}行{}", stated.line, stated.shown)).collect();
        terminal.say(format!("　{}前后不一致，没有采用：{}。", conflict.label, values.join("，")))?;
    }
    plan.notes.iter().try_for_each(|note| terminal.say(format!("注意：{note}")).map(drop))
}
