//! Headings with what stands under them, however a text numbers its levels.

use super::numbering::{Style, head};
use crate::audit::report::Page;

/// A heading without a level of its own is shorter than this, in characters.
const HEADING_LIMIT: usize = 40;

/// A heading with the paragraphs under it, down to the next of its rank.
#[derive(Clone, Copy)]
pub(super) struct Section<'s, 'a> {
    pub(super) heading: &'s Page<'a>,
    /// Its words without the number.
    pub(super) title: &'s str,
    /// Where it stands among the paragraphs outside tables.
    pub(super) at: usize,
    /// The smaller, the higher.
    pub(super) rank: u8,
    pub(super) body: &'s [&'s Page<'a>],
}

impl Section<'_, '_> {
    /// Whether words stand under it that are no headings; 无 is none.
    pub(super) fn says_something(&self) -> bool {
        let mut said = self.body.iter().filter(|page| rank(page).is_none()).map(|page| words(page));
        said.any(|words| !words.is_empty() && !NOTHING.contains(&words.trim_end_matches('。')))
    }
}

/// What stands for nothing to tell.
const NOTHING: [&str; 6] = ["无", "暂无", "没有", "不存在", "无此情况", "未发现问题"];

/// The paragraphs outside tables.
pub(super) fn outside_tables<'s, 'a>(pages: &'s [Page<'a>]) -> Vec<&'s Page<'a>> {
    pages.iter().filter(|page| page.paragraph.cell.is_none()).collect()
}

/// The sections whose title is wanted, in reading order.
pub(super) fn sections<'s, 'a>(pages: &'s [&'s Page<'a>], wanted: impl Fn(&str) -> bool) -> Vec<Section<'s, 'a>> {
    let section = |(at, page): (usize, &&'s Page<'a>)| {
        let heading: &'s Page<'a> = page;
        let (rank_here, title) = (rank(heading)?, words(heading));
        let rest = pages.get(at + 1..).filter(|_| wanted(title))?;
        let end = rest.iter().position(|page| rank(page).is_some_and(|rank| rank <= rank_here)).unwrap_or(rest.len());
        Some(Section { heading, title, at, rank: rank_here, body: rest.get(..end)? })
    };
    pages.iter().enumerate().filter_map(section).collect()
}

/// How high a heading stands; `None` for what is none.
fn rank(page: &Page<'_>) -> Option<u8> {
    if page.paragraph.level.is_some() {
        return page.paragraph.level;
    }
    let text = page.paragraph.text.trim();
    let of_style = match head(text)?.style {
        Style::Named => 0,
        Style::Chapter => 1,
        Style::Bracketed => 2,
        Style::Point | Style::Comma => 3,
        Style::BracketedDigit => 4,
    };
    let is_short = text.chars().nth(HEADING_LIMIT).is_none() && !text.ends_with(['。', '；', '，', '：', ':', ';']);
    is_short.then_some(of_style)
}

/// The words of a paragraph without the number it begins with.
pub(super) fn words<'s>(page: &'s Page<'_>) -> &'s str {
    let text = page.paragraph.text.as_str();
    text.get(head(text).map_or(0, |head| head.end)..).unwrap_or_default().trim()
}

/// How many items stand one a paragraph, by the numbers of the first sort; `None` where there are not at least two.
pub(super) fn items(body: &[&Page<'_>]) -> Option<usize> {
    let styles = || body.iter().filter_map(|page| head(&page.paragraph.text)).map(|head| head.style);
    let first = styles().next()?;
    Some(styles().filter(|style| *style == first).count()).filter(|count| *count >= 2)
}

/// How many items 一是、二是、三是 one paragraph counts; `None` where there are not at least two.
pub(super) fn items_within(body: &[&Page<'_>]) -> Option<usize> {
    const COUNTED: [&str; 10] = ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是"];
    let mut counts = body.iter().map(|page| {
        let text = page.paragraph.text.as_str();
        COUNTED.iter().take_while(|word| text.contains(*word)).count()
    });
    let found = counts.find(|count| *count >= 2)?;
    counts.all(|count| count < 2).then_some(found)
}
