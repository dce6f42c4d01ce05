//! Which lines of a source begin a chapter, and which chapter of the form each of them is: by the words of the titles, in
//! the order of the form. However chapters are numbered, their numbers follow each other.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Line;
use super::number::Style;
use super::shape::{Shape, shape};
use crate::edition::{Chapter, Edition};

/// What titles speak of: the first line that has one of its words tells. Titles of the same subject are the same chapter.
const SUBJECTS: [(Subject, &[&str]); 7] = [
    (Subject::Other, &["其他", "其它", "需要说明"]),
    (Subject::Use, &["应用", "公开"]),
    (Subject::Problems, &["问题", "措施", "建议", "改进", "整改"]),
    (Subject::Funds, &["政府性基金", "国有资本经营", "社会保险基金"]),
    (Subject::Overview, &["基本情况", "概况", "概述", "职能", "职责", "机构"]),
    (Subject::Expenditure, &["支出情况", "使用情况", "管理及使用", "收支", "预算执行", "资金"]),
    (Subject::Performance, &["绩效", "评价", "自评", "成效", "完成情况", "效益", "履职"]),
];
/// The longest title of a chapter.
const LONGEST: usize = 40;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Overview,
    Expenditure,
    Funds,
    Performance,
    Problems,
    Use,
    Other,
}

/// A line that begins a chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beginning {
    /// Which line.
    pub(super) line: usize,
    /// Which chapter of the form.
    pub(super) chapter: usize,
    /// Whether the form has it; else it goes with the chapter before.
    pub(super) is_matched: bool,
}

/// The lines that begin chapters, in order.
pub(super) fn beginnings(lines: &[Line], left_out: &BTreeSet<usize>, edition: &Edition) -> Vec<Beginning> {
    let titles: Vec<&str> = edition.chapters.iter().map(title).collect();
    let chain = chain(lines, left_out, edition);
    let likeness = |line: usize| titles.iter().map(|title| alike(lines[line].words(), title)).collect();
    let rows: Vec<Vec<u32>> = chain.iter().map(|line| likeness(*line)).collect();
    let found = aligned(&rows, titles.len());
    chain.into_iter().zip(found).map(|(line, (chapter, is_matched))| Beginning { line, chapter, is_matched }).collect()
}

/// A chain of beginnings: what it is worth, its last line, and the link before.
#[derive(Clone, Copy)]
struct Link {
    worth: u32,
    line: usize,
    style: Option<Style>,
    before: Option<usize>,
}

/// All chains that may become the longest.
#[derive(Default)]
struct Chains {
    links: Vec<Link>,
    /// The best chain by the number it has come to; 0 where none of it is numbered.
    best: BTreeMap<usize, usize>,
}

impl Chains {
    fn link(&self, number: usize) -> Option<&Link> {
        self.best.get(&number).and_then(|link| self.links.get(*link))
    }

    fn worth(&self, number: usize) -> Option<u32> {
        self.link(number).map(|link| link.worth)
    }

    /// Puts a line behind the best chain that has come to `from`, else begins one with it.
    fn extend(&mut self, from: Option<usize>, to: usize, (line, style): (usize, Option<Style>), worth: u32) {
        let like_before = from.and_then(|from| self.link(from)).is_some_and(|before| before.style == style);
        let worth =
            worth + from.and_then(|from| self.worth(from)).unwrap_or(0) + if like_before { SAME_STYLE } else { 0 };
        if self.worth(to).is_none_or(|known| known < worth) {
            let before = from.and_then(|from| self.best.get(&from).copied());
            self.best.insert(to, self.links.len());
            self.links.push(Link { worth, line, style, before });
        }
    }

    /// The chain that a number may follow though others are missing between them.
    fn with_slip(&self, number: usize) -> Option<usize> {
        (0..number).filter(|from| self.worth(*from).is_some()).max_by_key(|from| self.worth(*from))
    }

    fn lines_of_best(self) -> Vec<usize> {
        let mut at = self.best.into_values().max_by_key(|link| self.links[*link].worth);
        let mut lines = Vec::new();
        while let Some(link) = at {
            lines.push(self.links[link].line);
            at = self.links[link].before;
        }
        lines.reverse();
        lines
    }
}

/// The lines whose numbers follow each other and whose titles are most like the form's.
fn chain(lines: &[Line], left_out: &BTreeSet<usize>, edition: &Edition) -> Vec<usize> {
    let titles = Titles::of(edition);
    let (mut chains, first_level) = (Chains::default(), titles.first_level(lines));
    for (index, line) in lines.iter().enumerate().filter(|(index, _)| !left_out.contains(index)) {
        let Some(worth) = titles.worth(line, first_level) else { continue };
        let style = line.number.as_ref().map(|number| number.style);
        match &line.number {
            Some(number) => {
                chains.extend(number.value.checked_sub(1), number.value, (index, style), worth);
                let may_slip = matches!(number.style, Style::Named | Style::Chinese) && worth > SAME_SUBJECT;
                if let Some(from) = chains.with_slip(number.value).filter(|_| may_slip) {
                    chains.extend(Some(from), number.value, (index, style), worth - SLIP);
                }
            }
            None => {
                let states: BTreeSet<usize> = [0].into_iter().chain(chains.best.keys().copied()).collect();
                states.into_iter().for_each(|state| chains.extend(Some(state), state, (index, style), worth));
            }
        }
    }
    chains.lines_of_best()
}

/// The titles of the form.
struct Titles<'e> {
    chapters: Vec<&'e str>,
    /// Those of the second level, which begin no chapter.
    below: Vec<&'e str>,
}

impl<'e> Titles<'e> {
    fn of(edition: &'e Edition) -> Titles<'e> {
        let blocks = edition.chapters.iter().flat_map(|chapter| &chapter.blocks);
        let below = blocks.filter(|block| block.level == 2).map(|block| block.text.as_str()).collect();
        Titles { chapters: edition.chapters.iter().map(title).collect(), below }
    }

    /// What a line is worth as the beginning of a chapter; `None` where it can be none. `first_level` is the level that
    /// the document gives its chapters.
    fn worth(&self, line: &Line, first_level: Option<u8>) -> Option<u32> {
        let (words, likeness) = (line.words(), self.likeness(line));
        let shape = shape(words);
        let is_heading = matches!(shape, Shape::Title | Shape::Sentence);
        if first_level.is_some() && line.level == first_level && is_heading {
            return Some(likeness + 6);
        }
        // A document that marks its chapters marks them all, but for a slip.
        if line.level > first_level || (first_level.is_some() && likeness == 0) {
            return None;
        }
        match line.number.as_ref().map(|number| number.style) {
            Some(Style::Named | Style::Chinese) if is_heading || shape == Shape::RunIn => Some(likeness + 6),
            Some(Style::Comma | Style::Point) if is_heading => Some(likeness + 1),
            None if shape == Shape::Title && likeness >= SAME => Some(likeness),
            _ => None,
        }
    }

    /// The level that the document gives its chapters: that of the first line marked as a heading which is like one.
    fn first_level(&self, lines: &[Line]) -> Option<u8> {
        let marked = || lines.iter().filter(|line| line.level.is_some() && !line.words().ends_with("报告"));
        let alike = marked().filter(|line| self.likeness(line) > 0).filter_map(|line| line.level).min();
        alike.or_else(|| marked().filter_map(|line| line.level).min())
    }

    fn likeness(&self, line: &Line) -> u32 {
        let words = line.words();
        if self.below.iter().any(|title| likeness_of_letters(words, title) >= CERTAIN) {
            return 0;
        }
        self.chapters.iter().map(|title| alike(words, title)).max().unwrap_or(0)
    }
}

fn title(chapter: &Chapter) -> &str {
    chapter.blocks.first().map_or("", |block| block.text.as_str())
}

/// Titles that are as good as the same.
const SAME: u32 = 75;
/// Titles of the same subject.
const SAME_SUBJECT: u32 = 40;
/// Titles that are the same but for a letter.
const CERTAIN: u32 = 85;
/// What a number written like the one before it adds.
const SAME_STYLE: u32 = 2;
/// What a wrong number takes off.
const SLIP: u32 = 20;

/// How alike two titles are: up to 100 by their letters, 40 where they only speak of the same, 0 where they do not.
fn alike(title: &str, other: &str) -> u32 {
    let letters = likeness_of_letters(title, other);
    if letters >= SAME {
        return letters;
    }
    let short = title.chars().count() <= LONGEST;
    if short && subject(title).is_some() && subject(title) == subject(other) { SAME_SUBJECT } else { 0 }
}

/// How many of the pairs of letters of two titles are in both, up to 100.
fn likeness_of_letters(title: &str, other: &str) -> u32 {
    let (a, b) = (pairs(title), pairs(other));
    let both = a.intersection(&b).count();
    u32::try_from((200 * both).checked_div(a.len() + b.len()).unwrap_or(0)).unwrap_or(0)
}

fn pairs(title: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = title.chars().filter(|c| c.is_alphanumeric()).take(LONGEST * 2).collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

fn subject(title: &str) -> Option<Subject> {
    SUBJECTS.iter().find(|(_, words)| words.iter().any(|word| title.contains(word))).map(|(subject, _)| *subject)
}

/// The chapter of the form for each row of likenesses, never going back; and whether it is like it at all. What the form
/// does not have stays in the chapter before it, at the beginning in the first.
fn aligned(rows: &[Vec<u32>], chapters: usize) -> Vec<(usize, bool)> {
    // For each row and chapter: the best sum so far that ends there, and the chapter of the row before.
    let mut table: Vec<Vec<Option<(u32, usize)>>> = Vec::new();
    for row in rows {
        let before = table.last();
        let cell = |chapter: usize| {
            let likeness = row.get(chapter).copied().unwrap_or(0);
            let sum_at = |from: usize| before.and_then(|cells| *cells.get(from)?).map(|(sum, _)| (sum, from));
            let from = match (before, likeness) {
                (None, 0) => (chapter == 0).then_some((0, 0)),
                (None, _) => Some((0, chapter)),
                (Some(_), 0) => sum_at(chapter),
                (Some(_), _) => (0..=chapter).filter_map(sum_at).max_by_key(|(sum, from)| (*sum, chapters - from)),
            };
            from.map(|(sum, from)| (sum + likeness, from))
        };
        table.push((0..chapters).map(cell).collect());
    }
    let best = |cells: &Vec<Option<(u32, usize)>>| {
        (0..chapters).filter_map(|chapter| Some((cells[chapter]?.0, chapters - chapter, chapter))).max()
    };
    let mut at = table.last().and_then(best).map(|(_, _, chapter)| chapter);
    let mut found = Vec::new();
    for (row, cells) in rows.iter().zip(&table).rev() {
        let Some(chapter) = at else { break };
        found.push((chapter, row.get(chapter).is_some_and(|likeness| *likeness > 0)));
        at = cells.get(chapter).and_then(|cell| cell.map(|(_, from)| from));
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition;
    use crate::import::line::lines;
    use crate::source::SourceText;

    /// The chapters' lines, each with the key of the form's chapter; `+` where the form does not have it.
    fn found(text: &str) -> Vec<(usize, String)> {
        let edition = Edition::shipped(edition::DEFAULT).expect("is shipped");
        let (lines, _) = lines(&SourceText::from(text));
        let key =
            |found: &Beginning| edition.chapters[found.chapter].key.clone() + if found.is_matched { "" } else { "+" };
        beginnings(&lines, &BTreeSet::new(), &edition).iter().map(|found| (found.line, key(found))).collect()
    }

    fn expected(rows: &[(usize, &str)]) -> Vec<(usize, String)> {
        rows.iter().map(|(line, key)| (*line, (*key).to_owned())).collect()
    }

    #[test]
    fn chapters_follow_each_other_though_their_numbers_are_written_differently() {
        let text = "1、 部门、单位基本情况\n1.主要职能\n2.机构情况\n2、 一般公共预算支出情况\n三、部门整体支出绩效情况\n\
            四、存在的主要问题及下一步改进措施\n一、存在的主要问题\n二、改进措施\n五、绩效自评结果拟应用和公开情况\n六、其他需要说明的情况";
        let keys = [
            (0, "overview"),
            (3, "expenditure"),
            (4, "performance"),
            (5, "problems"),
            (8, "use-of-results"),
            (9, "other"),
        ];
        assert_eq!(found(text), expected(&keys));
    }

    #[test]
    fn several_chapters_may_be_one_of_the_form_and_one_may_be_missing_there() {
        let text = "一、单位概况\n二、部门整体支出管理及使用情况\n三、政府性基金预算支出情况\n四、部门整体支出绩效评价情况\n\
            五、存在的问题\n六、下一步改进措施\n七、附录事宜";
        let keys = [
            (0, "overview"),
            (1, "expenditure"),
            (2, "expenditure+"),
            (3, "performance"),
            (4, "problems"),
            (5, "problems"),
            (6, "problems+"),
        ];
        assert_eq!(found(text), expected(&keys));
    }

    #[test]
    fn chapters_without_numbers_are_known_by_their_titles() {
        let text = "部门、单位基本情况\n本局在职5人。\n一般公共预算支出情况\n本年支出5万元。";
        assert_eq!(found(text), expected(&[(0, "overview"), (2, "expenditure")]));
        assert_eq!(found("本局在职5人。\n本年支出5万元。"), []);
    }
}
