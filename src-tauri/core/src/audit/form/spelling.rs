//! One name spelled two ways: a name that stands once and differs from one that stands more often by one character, or by
//! two that changed places. Names that tell two things apart are left alone: 一所 and 二所, 东区 and 西区, 预算 and 决算.

use std::collections::BTreeMap;
use std::ops::Range;

use super::ENOUGH;
use crate::audit::finding::AuditFinding;
use crate::audit::report::Page;
use crate::check::Grade;

/// What names of offices, projects, systems and rules end in.
const ENDINGS: [&str; 21] = [
    "局",
    "委员会",
    "办公室",
    "中心",
    "所",
    "大队",
    "支队",
    "站",
    "科",
    "处",
    "项目",
    "专项",
    "工程",
    "平台",
    "系统",
    "条例",
    "办法",
    "规划",
    "经费",
    "资金",
    "制度",
];
/// Lengths, in characters, in which the end of a name is looked at where nothing says where it begins.
const ENDS: [usize; 3] = [6, 7, 8];
/// Lengths of a name that stands in marks.
const WHOLE: std::ops::RangeInclusive<usize> = 5..=24;
/// Where nothing says where a name begins, the first characters may belong to the words before it.
const UNSURE: usize = 2;
/// Names that are looked at.
const MOST: usize = 4_000;
/// Pairs that are looked into.
const MOST_PAIRS: usize = 40;

/// Characters of which each tells another thing.
const TELLING: [&str; 17] = [
    "〇零一二三四五六七八九十百两0123456789",
    "甲乙丙丁戊",
    "东西南北中上下左右前后内外",
    "国省市区县乡镇村街州城农",
    "年月日季半",
    "新旧老大小高低长短初多少",
    "男女老幼",
    "正副主次总分",
    "收支进出入购销存",
    "预决核结概",
    "产金务物政费款税",
    "会统审计",
    "增减升降",
    "春夏秋冬",
    "水电气路桥油煤",
    "上本去今次当",
    "党团工青妇",
];
/// Characters that a name has or lacks as one likes, or that tell another thing where they are there.
const OPTIONAL: &str = "省市区县乡镇村级类化性等的之和与及总分副一二三四五六七八九十第年度本新老大小东西南北中非不未";

/// A stretch of characters in the text.
#[derive(Clone, Copy)]
struct Spot {
    page: usize,
    start: usize,
    end: usize,
}

/// A spelling: where it stands first, how often, and whether its first character is where the name begins.
struct Spelling {
    first: Spot,
    count: usize,
    is_whole: bool,
}

pub(super) fn check(pages: &[Page<'_>]) -> Vec<AuditFinding> {
    let spellings = spellings(pages);
    let mut findings: Vec<AuditFinding> = Vec::new();
    let mut told: Vec<Spot> = Vec::new();
    for (rare, common) in pairs(&spellings).into_iter().take(MOST_PAIRS) {
        let (Some(one), Some(many)) = (spellings.get(&rare), spellings.get(&common)) else { continue };
        let overlaps =
            |spot: &Spot| spot.page == one.first.page && spot.start < one.first.end && one.first.start < spot.end;
        if findings.len() >= ENOUGH || told.iter().any(overlaps) || !is_a_slip(&rare.1, &common.1, one.is_whole) {
            continue;
        }
        if is_meant(pages, one.first, &rare.1, &common.1) {
            continue;
        }
        let Some((page, range, words)) = widened(pages, one.first, many.first) else { continue };
        let Some(wrong) = page.paragraph.text.get(range.clone()) else { continue };
        let message = format!("“{wrong}”与别处的“{words}”只差一点，请核对是不是同一个名称。");
        told.push(Spot { page: one.first.page, start: range.start, end: range.end });
        findings.push(page.remark_corrected("text_name", Grade::Explain, range, words, message));
    }
    findings
}

/// Names by whether they are whole, and by their characters.
type Names = BTreeMap<(bool, Vec<char>), Spelling>;

fn spellings(pages: &[Page<'_>]) -> Names {
    let mut names = Names::new();
    for (index, page) in pages.iter().enumerate() {
        let text = page.paragraph.text.as_str();
        let mut add = |range: Range<usize>, is_whole: bool| {
            let Some(words) = text.get(range.clone()) else { return };
            let name = (is_whole, words.chars().collect::<Vec<char>>());
            let first = Spot { page: index, start: range.start, end: range.end };
            if let Some(known) = names.get_mut(&name) {
                known.count += 1;
            } else if names.len() < MOST {
                names.insert(name, Spelling { first, count: 1, is_whole });
            }
        };
        for (opening, closing) in [('《', '》'), ('“', '”')] {
            in_marks(text, opening, closing).for_each(|range| add(range, true));
        }
        ends_of_names(text).into_iter().for_each(|range| add(range, false));
    }
    names
}

/// What stands between two marks, where it is of the length of a name and all Chinese.
fn in_marks(text: &str, opening: char, closing: char) -> impl Iterator<Item = Range<usize>> {
    text.match_indices(opening).filter_map(move |(at, mark)| {
        let start = at + mark.len();
        let end = text.get(start..)?.char_indices().take(*WHOLE.end() + 1).find(|(_, c)| *c == closing)?.0 + start;
        let words = text.get(start..end)?;
        (words.chars().all(is_chinese) && WHOLE.contains(&words.chars().count())).then_some(start..end)
    })
}

/// The last characters before and with each ending, of each length.
fn ends_of_names(text: &str) -> Vec<Range<usize>> {
    let longest = ENDS.iter().copied().max().unwrap_or_default();
    let (mut starts, mut found) = (Vec::<usize>::new(), Vec::new());
    for (at, c) in text.char_indices() {
        if !is_chinese(c) {
            starts.clear();
            continue;
        }
        if starts.len() == longest {
            starts.remove(0);
        }
        starts.push(at);
        let end = at + c.len_utf8();
        let run = starts.first().and_then(|start| text.get(*start..end)).unwrap_or_default();
        // Nearly all are told apart by the last byte.
        let may_end = |ending: &&&str| ending.as_bytes().last() == run.as_bytes().last();
        if ENDINGS.iter().filter(may_end).any(|ending| run.ends_with(ending)) {
            let start = |length: &usize| starts.len().checked_sub(*length).and_then(|at| starts.get(at)).copied();
            found.extend(ENDS.iter().filter_map(start).map(|start| start..end));
        }
    }
    found
}

fn is_chinese(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// A name by whether it is whole, and by its characters.
type Name = (bool, Vec<char>);

/// Each spelling that stands once with one that stands more often and is alike but for one character.
fn pairs(names: &Names) -> Vec<(Name, Name)> {
    let mut common = BTreeMap::<(bool, Vec<char>), &Name>::new();
    for (name, _) in names.iter().filter(|(_, spelling)| spelling.count > 1) {
        common.entry(name.clone()).or_insert(name);
        for shorter in shortened(&name.1) {
            common.entry((name.0, shorter)).or_insert(name);
        }
    }
    let mut found = Vec::new();
    for (name, _) in names.iter().filter(|(_, spelling)| spelling.count == 1) {
        let keys = std::iter::once(name.1.clone()).chain(shortened(&name.1));
        let near = keys.filter_map(|key| common.get(&(name.0, key))).find(|known| **known != name);
        found.extend(near.map(|known| (name.clone(), (*known).clone())));
    }
    found
}

/// A name without each of its characters in turn.
fn shortened(name: &[char]) -> impl Iterator<Item = Vec<char>> {
    (0..name.len()).map(|skip| name.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, c)| *c).collect())
}

/// What two names share at their beginning, and what differs in each after that.
fn parted<'n>(rare: &'n [char], common: &'n [char]) -> (usize, &'n [char], &'n [char]) {
    let head = rare.iter().zip(common).take_while(|(one, other)| one == other).count();
    let shorter = rare.len().min(common.len()) - head;
    let tail = rare.iter().rev().zip(common.iter().rev()).take(shorter).take_while(|(one, other)| one == other).count();
    let middle = |name: &'n [char]| name.get(head..name.len() - tail).unwrap_or_default();
    (head, middle(rare), middle(common))
}

/// Whether the difference is of the kind that typing makes, and not one that tells two things apart.
fn is_a_slip(rare: &[char], common: &[char], is_whole: bool) -> bool {
    let (head, one, other) = parted(rare, common);
    // What a name ends in says what it is: 管理局 and 管理所 are two.
    let ends_alike = rare.last() == common.last();
    if !ends_alike
        || (!is_whole && head < UNSURE)
        || (rare.len().min(common.len()) < 6 && one.len() == 1 && other.len() == 1)
    {
        return false;
    }
    match (one, other) {
        ([a], [b]) => !TELLING.iter().any(|group| group.contains(*a) && group.contains(*b)),
        ([c], []) | ([], [c]) => !OPTIONAL.contains(*c),
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// Whether the rare spelling is a name of its own: both stand in one sentence, or what differs is made of words that the
/// text has elsewhere.
fn is_meant(pages: &[Page<'_>], spot: Spot, rare: &[char], common: &[char]) -> bool {
    let Some(text) = pages.get(spot.page).map(|page| page.paragraph.text.as_str()) else { return true };
    let ends = ['。', '；', '\n'];
    let start = text.get(..spot.start).and_then(|before| before.rfind(ends)).unwrap_or(0);
    let end = text.get(spot.end..).and_then(|behind| behind.find(ends)).map_or(text.len(), |end| spot.end + end);
    let sentence = text.get(start..end).unwrap_or_default();
    if sentence.contains(&String::from_iter(common)) {
        return true;
    }
    let (head, one, _) = parted(rare, common);
    let around = rare.get(head.saturating_sub(1)..(head + one.len() + 1).min(rare.len())).unwrap_or_default();
    let words = around.windows(2).filter(|pair| one.len() < 2 || *pair == one);
    // A character typed twice makes a word with its neighbour, and none with itself.
    let doubled = around.windows(2).any(|pair| pair.first() == pair.last());
    let known = words.filter(|pair| is_elsewhere(pages, spot, &String::from_iter(*pair))).count();
    known > 0 && !doubled
}

/// Whether words stand in the text outside a spot.
fn is_elsewhere(pages: &[Page<'_>], spot: Spot, words: &str) -> bool {
    pages.iter().enumerate().any(|(index, page)| {
        let mut found = page.paragraph.text.match_indices(words);
        found.any(|(at, _)| index != spot.page || at < spot.start || at >= spot.end)
    })
}

/// Both spellings with the characters before them that are the same, so that a name is quoted whole.
fn widened<'p, 'a>(pages: &'p [Page<'a>], rare: Spot, common: Spot) -> Option<(&'p Page<'a>, Range<usize>, &'p str)> {
    /// Characters that are put before.
    const LONGEST: usize = 12;
    let (page, other) = (pages.get(rare.page)?, pages.get(common.page)?.paragraph.text.as_str());
    let (before, behind) = (page.paragraph.text.get(..rare.start)?, other.get(..common.start)?);
    let alike = before.chars().rev().zip(behind.chars().rev()).take(LONGEST);
    let wider: usize =
        alike.take_while(|(one, other)| one == other && is_chinese(*one)).map(|(c, _)| c.len_utf8()).sum();
    Some((page, rare.start - wider..rare.end, other.get(common.start - wider..common.end)?))
}
