//! A report from outside as text of a year: what goes into which chapter as which heading, what stands apart, which
//! figures it states. A pure plan: nothing is changed here, and a rehearsal and the import itself use the same one.

mod aside;
mod chapter;
mod line;
mod number;
mod outline;
mod projects;
mod proposal;
mod shape;
mod table;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::edition::Edition;
use crate::narrative::{self, Draft};
use crate::source::SourceText;
use crate::words::quoted;

use aside::Aside;
use chapter::Beginning;
use line::Line;
use outline::{Habits, Outline, Role};
pub use proposal::{Conflict, Proposal, Proposed, Stated};
pub use table::TableApart;

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The document's name.
    pub name: String,
    /// The chapters of the form in its order.
    pub chapters: Vec<PlannedChapter>,
    /// What does not become text, in the order of the source.
    pub unplaced: Vec<Unplaced>,
    /// Its tables, which do not become text.
    pub tables: Vec<TableApart>,
    /// Figures and projects it states, in the order of the form.
    pub proposals: Vec<Proposal>,
    /// Figures it states with different values.
    pub conflicts: Vec<Conflict>,
    /// What the officer should know of it, in Chinese, a sentence each.
    pub notes: Vec<String>,
}

/// A chapter of the form, and the blocks that come into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedChapter {
    /// Its key.
    pub key: String,
    /// Its title in the form.
    pub title: String,
    /// In order; none where the document has no such chapter, whose text then stays as it is.
    pub blocks: Vec<PlannedBlock>,
}

/// A block that comes into the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedBlock {
    /// As the workbook takes it.
    #[serde(flatten)]
    pub draft: Draft,
    /// The number that a heading has in the source, which is generated anew; `None` for text, which keeps it.
    pub typed_number: Option<String>,
    /// Which paragraph of the source it comes from, from 0 on.
    pub paragraph: usize,
    /// Its line there, from 1 on.
    pub line: usize,
}

/// A line of the source that does not become text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unplaced {
    /// Its words.
    pub text: String,
    /// Why, in Chinese.
    pub reason: &'static str,
    /// Which paragraph of the source it is, from 0 on.
    pub paragraph: usize,
    /// Its line there, from 1 on.
    pub line: usize,
}

/// Plans how a document becomes the text of a year.
///
/// Every line of the document is in the plan once: in a chapter, in a table, or among what is not placed. Chapters keep
/// the source's order, words and headings; numbers are generated from the levels.
pub fn plan(source: &SourceText, edition: &Edition, report_year: i32) -> Plan {
    let (mut lines, left_behind) = line::lines(source);
    forget_styles_used_for_text(&mut lines);
    let mut asides = aside::at_sight(&lines);
    let beginnings = chapter::beginnings(&lines, &asides.keys().copied().collect(), edition);
    if let (Some(first), Some(last)) = (beginnings.first(), beginnings.last()) {
        for (line, aside) in
            aside::before_text(&lines, first.line).into_iter().chain(aside::behind_text(&lines, last.line))
        {
            asides.entry(line).or_insert(aside);
        }
    }
    let parts = parts(&lines, &beginnings, &asides);
    let roles = roles(&lines, &beginnings, &parts);
    let line_of = |paragraph: usize| source.paragraphs.get(paragraph).map_or(0, |paragraph| paragraph.line);
    let mut plan = Plan { name: source.name.clone(), tables: table::tables(source), ..Plan::default() };
    (plan.proposals, plan.conflicts) = proposal::proposals(source, edition, report_year);
    plan.chapters = edition
        .chapters
        .iter()
        .map(|chapter| PlannedChapter {
            key: chapter.key.clone(),
            title: chapter.blocks.first().map_or_else(|| chapter.key.clone(), |block| block.text.clone()),
            blocks: Vec::new(),
        })
        .collect();
    for part in &parts {
        let Some(chapter) = plan.chapters.get_mut(part.chapter) else { continue };
        if beginnings.is_empty() {
            let heading = Draft { level: 1, run_in: false, text: chapter.title.clone() };
            chapter.blocks.push(PlannedBlock { draft: heading, typed_number: None, paragraph: 0, line: line_of(0) });
        }
        for &place in &part.places {
            let (line, role) = (&lines[place], roles.get(&place).copied().unwrap_or(Role::Text));
            chapter.blocks.extend(blocks(line, role, line_of(line.paragraph)));
        }
    }
    plan.unplaced = unplaced(&lines, &asides, left_behind, line_of);
    plan.notes = notes(&lines, &beginnings, &plan.chapters);
    plan
}

/// A document that marks nearly everything as a heading marks nothing.
fn forget_styles_used_for_text(lines: &mut [Line]) {
    let long = |line: &&Line| line.text.chars().count() > shape::LONGEST_HEADING;
    let (all, styled) =
        (lines.iter().filter(long).count(), lines.iter().filter(long).filter(|line| line.level.is_some()).count());
    if styled * 2 > all {
        lines.iter_mut().for_each(|line| line.level = None);
    }
}

/// A chapter of the source: the form's chapter it goes to, and its lines, the heading first.
struct Part {
    chapter: usize,
    heading: Option<usize>,
    places: Vec<usize>,
}

/// The lines of each chapter; sentences before the first one stand at its head, before its heading.
fn parts(lines: &[Line], beginnings: &[Beginning], asides: &BTreeMap<usize, Aside>) -> Vec<Part> {
    let placed =
        |range: std::ops::Range<usize>| range.filter(|place| !asides.contains_key(place)).collect::<Vec<usize>>();
    let Some(first) = beginnings.first() else {
        return vec![Part { chapter: 0, heading: None, places: placed(0..lines.len()) }];
    };
    let ends = beginnings.iter().skip(1).map(|next| next.line).chain([lines.len()]);
    let mut parts = vec![Part { chapter: first.chapter, heading: None, places: placed(0..first.line) }];
    parts.extend(beginnings.iter().zip(ends).map(|(beginning, end)| Part {
        chapter: beginning.chapter,
        heading: Some(beginning.line),
        places: placed(beginning.line..end),
    }));
    parts.retain(|part| !part.places.is_empty());
    parts
}

fn roles(lines: &[Line], beginnings: &[Beginning], parts: &[Part]) -> BTreeMap<usize, Role> {
    let first_level = beginnings.iter().filter_map(|beginning| lines[beginning.line].level).min();
    let first_level = first_level.or_else(|| lines.iter().filter_map(|line| line.level).min());
    let below =
        |part: &Part| part.places.iter().copied().filter(|place| Some(*place) != part.heading).collect::<Vec<_>>();
    let outlines: Vec<Outline> = parts.iter().map(|part| Outline::of(lines, &below(part), first_level)).collect();
    let mut habits = Habits::new();
    outlines.iter().for_each(|outline| outline.count(lines, &mut habits));
    let mut roles: BTreeMap<usize, Role> = outlines.iter().flat_map(|outline| outline.roles(lines, &habits)).collect();
    for heading in parts.iter().filter_map(|part| part.heading) {
        let runs_in = shape::shape(lines[heading].words()) == shape::Shape::RunIn;
        roles.insert(heading, if runs_in { Role::RunIn(1) } else { Role::Heading(1) });
    }
    roles
}

/// The blocks of a line: one, or a heading and its text.
fn blocks(line: &Line, role: Role, source_line: usize) -> Vec<PlannedBlock> {
    let block = |level: usize, run_in, words: &str, typed_number| {
        let draft = Draft { level: i64::try_from(level).unwrap_or(0), run_in, text: narrative::as_words(words.trim()) };
        PlannedBlock { draft, typed_number, paragraph: line.paragraph, line: source_line }
    };
    let words = line.words();
    match role {
        Role::Text => vec![block(0, false, &line.text, None)],
        Role::Heading(level) => vec![block(level, false, words, line.typed_number())],
        Role::RunIn(level) => vec![block(level, true, words, line.typed_number())],
        Role::Lead(level, end) => {
            let (lead, text) = words.split_at_checked(end).unwrap_or((words, ""));
            vec![block(level, false, lead, line.typed_number()), block(0, false, text, None)]
        }
    }
}

fn unplaced(
    lines: &[Line],
    asides: &BTreeMap<usize, Aside>,
    left_behind: Vec<(usize, String)>,
    line_of: impl Fn(usize) -> usize,
) -> Vec<Unplaced> {
    let aside = |(place, aside): (&usize, &Aside)| {
        let line = &lines[*place];
        let (paragraph, text) = (line.paragraph, line.text.clone());
        Unplaced { text, reason: aside.reason(), paragraph, line: line_of(paragraph) }
    };
    let mark = |(paragraph, text): (usize, String)| Unplaced {
        text,
        reason: Aside::LeftBehind.reason(),
        paragraph,
        line: line_of(paragraph),
    };
    let mut all: Vec<Unplaced> = left_behind.into_iter().map(mark).chain(asides.iter().map(aside)).collect();
    all.sort_by_key(|one| one.paragraph);
    all
}

/// What the officer should know: chapters the form does not have, chapters the document does not have, new numbers.
fn notes(lines: &[Line], beginnings: &[Beginning], chapters: &[PlannedChapter]) -> Vec<String> {
    let mut notes = Vec::new();
    if beginnings.is_empty() {
        notes.push("没有认出各章的标题，全部文字都放在第一章，请导入后自行分到各章。".to_owned());
    }
    for beginning in beginnings.iter().filter(|beginning| !beginning.is_matched) {
        let into = chapters.get(beginning.chapter).map_or("", |chapter| chapter.title.as_str());
        let title = quoted(lines[beginning.line].words());
        notes.push(format!("表样里没有{title}这一章，连同标题放在{}这一章里。", quoted(into)));
    }
    let missing: Vec<String> =
        chapters.iter().filter(|chapter| chapter.blocks.is_empty()).map(|chapter| quoted(&chapter.title)).collect();
    if !missing.is_empty() && !beginnings.is_empty() {
        notes.push(format!("文件里没有{}，档案里这几章的文字保持不动。", missing.join("、")));
    }
    let changed = renumbered(chapters);
    if let Some(first) = changed.first() {
        notes.push(format!("有{}个标题的序号与原文不同（如{first}），程序按层次和顺序重新编号。", changed.len()));
    }
    notes
}

/// Headings whose generated number counts otherwise than the typed one: the typed number with the words behind it.
fn renumbered(chapters: &[PlannedChapter]) -> Vec<String> {
    let (mut counts, mut changed) = ([0_usize; 4], Vec::new());
    for block in chapters.iter().flat_map(|chapter| &chapter.blocks) {
        let Some(index) = usize::try_from(block.draft.level).ok().and_then(|level| level.checked_sub(1)) else {
            continue;
        };
        let Some(count) = counts.get_mut(index) else { continue };
        *count += 1;
        let count = *count;
        counts.iter_mut().skip(index + 1).for_each(|deeper| *deeper = 0);
        let typed = block.typed_number.as_ref();
        let value = typed.and_then(|typed| number::at_head(&format!("{typed}。")).map(|number| number.value));
        if let Some((typed, _)) = typed.zip(value).filter(|(_, value)| *value != count) {
            let words: String = narrative::unescape(&block.draft.text).chars().take(10).collect();
            changed.push(quoted(&format!("{typed}{words}")));
        }
    }
    changed
}

impl Plan {
    /// The chapters whose text is replaced.
    pub fn replaced(&self) -> BTreeSet<&str> {
        self.chapters.iter().filter(|chapter| !chapter.blocks.is_empty()).map(|chapter| chapter.key.as_str()).collect()
    }
}
