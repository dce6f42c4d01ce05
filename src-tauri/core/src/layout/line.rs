//! Breaks text into lines as Chinese is set (避头尾): no closing mark first, no opening mark last, numbers with their units
//! and words whole, marks squeezed to half an em where it helps, the rest spread between the characters. Nothing here
//! knows of pages. Every call consumes its text in a time proportional to its length, whatever the text is.

use std::ops::Range;

use super::length::Length;
use super::text::{Class, Mark};

/// The room lines have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// From the left edge to the right.
    pub(super) width: Length,
    /// White before the first line.
    pub(super) first_indent: Length,
    /// White before every other line.
    pub(super) hanging_indent: Length,
    /// Whether full lines are spread to the right edge.
    pub(super) justified: bool,
}

impl Measure {
    /// Returns the measure of lines that are neither indented nor spread.
    pub(super) fn ragged(width: Length) -> Measure {
        Measure { width, first_indent: Length::ZERO, hanging_indent: Length::ZERO, justified: false }
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its characters, blanks at its end included.
    pub(super) range: Range<usize>,
    /// White before it.
    pub(super) indent: Length,
    /// What it takes of the measure, blanks at its end left out.
    pub(super) width: Length,
}

/// Text in lines.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The lines, top to bottom; at least one.
    pub(super) lines: Vec<Line>,
    /// Where each character's pen begins, from the beginning of its line.
    pub(super) offsets: Vec<Length>,
    /// Places where a word or number longer than a line had to be cut.
    pub(super) cuts: Vec<usize>,
}

/// Breaks text into lines.
pub(super) fn break_lines(marks: &[Mark], measure: &Measure) -> Lines {
    let mut broken = Lines { offsets: Vec::with_capacity(marks.len()), ..Lines::default() };
    let mut start = 0;
    while start < marks.len() || broken.lines.is_empty() {
        let newline = marks[start..].iter().position(|mark| mark.class == Class::Newline);
        let end = newline.map_or(marks.len(), |newline| start + newline + 1);
        let mut paragraph = Paragraph::new(&marks[start..end], measure, broken.lines.is_empty());
        let ends = paragraph.best_ends();
        broken.cuts.extend(paragraph.cuts.iter().map(|cut| start + cut));
        let mut line_start = start;
        for line_end in ends {
            let line_end = start + line_end;
            let indent = if broken.lines.is_empty() { measure.first_indent } else { measure.hanging_indent };
            let room = (measure.width - indent).max(Length(1));
            let line = &marks[line_start..line_end];
            let natural = paragraph.natural(line_start - start, line_end - start);
            let wanted = if measure.justified && line_end < end { room } else { room.min(natural) };
            let width = place(line, natural, wanted, &mut broken.offsets);
            broken.lines.push(Line { range: line_start..line_end, indent, width });
            line_start = line_end;
        }
        start = end;
    }
    broken
}

/// Returns the least width, to `step`, in which ragged text takes no more lines than in `width`: they come out nearly equal.
pub(super) fn balanced_width(marks: &[Mark], width: Length, step: Length) -> Length {
    let lines_at = |width: Length| break_lines(marks, &Measure::ragged(width)).lines.len();
    let fewest = lines_at(width);
    let (mut too_narrow, mut enough) = (Length::ZERO, width);
    while fewest > 1 && enough - too_narrow > step.max(Length(1)) {
        let middle = too_narrow + (enough - too_narrow).half();
        if lines_at(middle) > fewest { too_narrow = middle } else { enough = middle }
    }
    enough
}

/// How much a line is disliked that is spread so that its gaps grow by a thousandth of a character, squared.
type Dislike = i64;

/// A line whose gaps grow by more than this, in thousandths of a character, is taken only where nothing else can be had.
const LOOSEST: i64 = 333;
/// What a line is disliked for that gives up all white of its marks: as much as one spread by so many thousandths.
const SQUEEZED: i64 = 60;
/// For a break inside a date, after 第, or inside a document's number.
const UNWELCOME: Dislike = 150 * 150;
/// For a break beside a character that then stands alone with its bracket.
const UNGAINLY: Dislike = 50 * 50;
/// For a break between a number and its unit: better than the loosest line, worse than any other.
const RELUCTANT: Dislike = (LOOSEST * LOOSEST) as Dislike;
/// For a last line of one character and its mark.
const LONELY: Dislike = 60 * 60;
/// For a word cut in two, and for each line of text that is not spread: there the fewest lines are best.
const CUT: Dislike = 1 << 40;
const LINE: Dislike = 1 << 32;
/// So many beginnings of a line are kept in mind: more than a line has characters, unless they take no room.
const MOST_ACTIVE: usize = 128;

/// What stands before a place of a paragraph, added up: any line's measures are a difference of two.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// The width.
    width: i64,
    /// The white that marks could give up within a line.
    white: i64,
    /// The gaps that may be spread.
    gaps: i64,
    /// The place behind the last character that is not a blank.
    printed: usize,
}

/// A place where a line may begin, with the best way there.
#[derive(Clone, Copy)]
struct Node {
    place: usize,
    before: usize,
    dislike: Dislike,
    /// Whether the line that begins here is the first.
    is_first: bool,
}

/// A paragraph whose lines are chosen together, so that none is very loose where others can help (Knuth and Plass, 1981).
struct Paragraph<'m> {
    marks: &'m [Mark],
    rooms: (Length, Length),
    justified: bool,
    /// By place, from before the first character to behind the last.
    sums: Vec<Sums>,
    nodes: Vec<Node>,
    cuts: Vec<usize>,
}

impl<'m> Paragraph<'m> {
    fn new(marks: &'m [Mark], measure: &Measure, is_first: bool) -> Paragraph<'m> {
        let room = |indent: Length| (measure.width - indent).max(Length(1));
        let rest = room(measure.hanging_indent);
        let rooms = (if is_first { room(measure.first_indent) } else { rest }, rest);
        let sums = sums(marks);
        let nodes = vec![Node { place: 0, before: 0, dislike: 0, is_first: true }];
        Paragraph { marks, rooms, justified: measure.justified, sums, nodes, cuts: Vec::new() }
    }

    /// The width of a line before it is squeezed or spread, blanks at its end left out.
    fn natural(&self, start: usize, end: usize) -> Length {
        let width = |end: usize| self.sums[end].width - self.sums[start].width + self.given_up_before(start);
        Length(i32::try_from(width(self.sums[end].printed.max(start))).unwrap_or(i32::MAX))
    }

    /// What the first mark of a line and the one before would give up to each other, which at a line's beginning they do not.
    fn given_up_before(&self, start: usize) -> i64 {
        let pair = start.checked_sub(1).and_then(|before| Some((self.marks.get(before)?, self.marks.get(start)?)));
        pair.map_or(0, |(left, right)| i64::from(neighbours_white(left, right).0))
    }

    /// Returns where each line ends.
    fn best_ends(&mut self) -> Vec<usize> {
        let count = self.marks.len();
        if self.natural(0, count) <= self.rooms.0 {
            return vec![count];
        }
        let mut active = 0..1;
        for place in 1..=count {
            let Some(dislike) = self.break_at(place) else { continue };
            let node = self.best_line(&mut active, place, dislike);
            self.nodes.push(node);
            active.end = self.nodes.len();
            active.start = active.start.max(active.end.saturating_sub(MOST_ACTIVE));
        }
        let mut ends = Vec::new();
        let mut node = self.nodes.len() - 1;
        while node > 0 {
            ends.push(self.nodes[node].place);
            node = self.nodes[node].before;
        }
        ends.reverse();
        self.cuts.retain(|cut| ends.binary_search(cut).is_ok());
        ends
    }

    /// What a line is disliked for that ends before the character at `place`; `None` where none may.
    fn break_at(&self, place: usize) -> Option<Dislike> {
        let Some(right) = self.marks.get(place) else { return Some(0) };
        let around = |place: Option<usize>| place.and_then(|place| self.marks.get(place));
        let (left, before) = (&self.marks[place - 1], around(place.checked_sub(2)));
        match break_between(left, right, before) {
            Break::Never => None,
            Break::Reluctant => Some(RELUCTANT),
            Break::Free => {
                let lonely = before.is_some_and(|before| before.class == Class::Opening)
                    || around(Some(place + 1))
                        .is_some_and(|after| after.class == Class::Closing && after.squeezable && !is_stop(after));
                Some(match parts_what_is_one(left, right, before) {
                    true => UNWELCOME,
                    false if lonely => UNGAINLY,
                    false => 0,
                })
            }
        }
    }

    /// Returns the best line that ends at `place`, as the node of the next; beginnings that are too far back are let go.
    fn best_line(&mut self, active: &mut std::ops::Range<usize>, place: usize, dislike: Dislike) -> Node {
        let is_last = place == self.marks.len();
        let line = |best: usize, dislike| Node { place, before: best, dislike, is_first: false };
        loop {
            let mut best: Option<Node> = None;
            for start in active.clone() {
                let Some((of_line, is_loose)) = self.dislike_of(start, place, is_last) else {
                    active.start = start + 1;
                    continue;
                };
                let whole = self.nodes[start].dislike.saturating_add(of_line).saturating_add(dislike);
                if best.is_none_or(|best| whole <= best.dislike) {
                    best = Some(line(start, whole));
                } else if is_loose {
                    break;
                }
            }
            match best {
                Some(best) => return best,
                None => self.cut(active, place),
            }
        }
    }

    /// How a line from a node to `place` is disliked, and whether it is so loose that a shorter one need not be tried;
    /// `None` where it is too wide even squeezed.
    fn dislike_of(&self, node: usize, place: usize, is_last: bool) -> Option<(Dislike, bool)> {
        let node = &self.nodes[node];
        let (start, printed) = (node.place, self.sums[place].printed.max(node.place));
        let room = i64::from(if node.is_first { self.rooms.0 } else { self.rooms.1 }.0);
        let excess = i64::from(self.natural(start, place).0) - room;
        let line = if self.justified { 0 } else { LINE };
        if excess > 0 {
            let last = self.marks[start..printed].last().filter(|mark| mark.class == Class::Closing);
            let of_last = last.map_or(0, |mark| i64::from((white_within(mark) + white_at_end(mark)).0));
            let beyond = last.map_or(0, |mark| i64::from(white_at_end(mark).0));
            let white = self.sums[printed].white - self.sums[start].white + self.given_up_before(start) / 2 + beyond;
            if excess > white {
                return None;
            }
            let share = SQUEEZED * (excess - of_last).max(0) / (white - of_last).max(1);
            return Some((line + share * share, false));
        }
        if is_last {
            let is_lonely = self.justified && start > 0 && is_lonely(&self.marks[start..printed]);
            return Some((line + if is_lonely { LONELY } else { 0 }, false));
        }
        if !self.justified {
            return Some((line, false));
        }
        let gaps = (self.sums[printed.saturating_sub(1).max(start)].gaps - self.sums[start].gaps).max(1);
        let character =
            i64::from(self.marks[start].advance.max(self.marks[printed.saturating_sub(1).max(start)].advance).0);
        let looseness = -excess * 1000 / (gaps * character.max(1));
        Some((line + looseness.saturating_mul(looseness), looseness > LOOSEST))
    }

    /// Cuts the word that no line holds, at the last beginning there was, so that the rest may begin a line.
    fn cut(&mut self, active: &mut std::ops::Range<usize>, place: usize) {
        let node = active.start - 1;
        let start = self.nodes[node].place;
        let room = if self.nodes[node].is_first { self.rooms.0 } else { self.rooms.1 };
        let overflow = (start + 1..place).find(|end| self.natural(start, *end) > room).unwrap_or(place);
        let end = tolerable_cut(self.marks, start, overflow - 1);
        self.cuts.push(end);
        let dislike = self.nodes[node].dislike.saturating_add(CUT);
        self.nodes.push(Node { place: end, before: node, dislike, is_first: false });
        *active = self.nodes.len() - 1..self.nodes.len();
    }
}

/// Whether a line is one character and its mark.
fn is_lonely(line: &[Mark]) -> bool {
    line.len() <= 3 && line.iter().filter(|mark| mark.class != Class::Closing).count() <= 1
}

fn sums(marks: &[Mark]) -> Vec<Sums> {
    let mut sums = Vec::with_capacity(marks.len() + 1);
    let mut sum = Sums::default();
    sums.push(sum);
    for (place, mark) in marks.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| &marks[before]);
        let given_up = before.map_or(0, |before| i64::from(neighbours_white(before, mark).0));
        sum.width += i64::from(mark.advance.0) - given_up;
        sum.white += i64::from(white_within(mark).0) - given_up / 2;
        sum.gaps += i64::from(marks.get(place + 1).is_some_and(|after| may_spread(mark, after)));
        if !matches!(mark.class, Class::Space | Class::Newline) {
            sum.printed = place + 1;
        }
        sums.push(sum);
    }
    sums
}

/// The white a mark gives up within a line where that helps: half of what it has, lest the line look uneven.
fn white_within(mark: &Mark) -> Length {
    if mark.squeezable { mark.advance / 4 } else { Length::ZERO }
}

/// What a mark gives up beyond that at the end of a line.
fn white_at_end(mark: &Mark) -> Length {
    if mark.squeezable && mark.class == Class::Closing { mark.advance.half() - mark.advance / 4 } else { Length::ZERO }
}

/// The white that two marks standing together always give up: a closing mark its right half before any other mark, an
/// opening mark its left half after another opening one.
fn neighbours_white(left: &Mark, right: &Mark) -> Length {
    if !left.squeezable || !right.squeezable {
        return Length::ZERO;
    }
    match (left.class, right.class) {
        (Class::Closing, _) => left.advance.half(),
        (Class::Opening, Class::Opening) => right.advance.half(),
        _ => Length::ZERO,
    }
}

/// Whether a line may end between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    Never,
    /// Between a number and its unit.
    Reluctant,
    Free,
}

/// Whether a line may end between two characters, given the one before them.
fn break_between(left: &Mark, right: &Mark, before: Option<&Mark>) -> Break {
    use Class::{Closing, Free, Glue, Joiner, Newline, Opening, Pair, Prefix, Space, Unit, Word};
    let free = |free: bool| if free { Break::Free } else { Break::Never };
    match (left.class, right.class) {
        (Newline, _) => Break::Free,
        (_, Newline | Closing | Space | Glue | Unit) | (Opening | Glue | Prefix, _) => Break::Never,
        (Space, _) => Break::Free,
        (Joiner, Word) => free(left.character == '/' && right.character.is_ascii_alphabetic()),
        (Word | Unit, Word | Joiner) | (Joiner, Joiner) | (Word, Prefix) => Break::Never,
        (Pair, Pair) => free(left.character != right.character),
        (_, Joiner) => free(!matches!(right.character, '.' | ',' | ':')),
        (Word, Free) if left.character.is_ascii_digit() && counts(right.character) => Break::Reluctant,
        (Free, Free)
            if matches!(left.character, '万' | '亿') && right.character == '元' && before.is_some_and(is_digit) =>
        {
            Break::Reluctant
        }
        _ => Break::Free,
    }
}

/// Whether a break parts a date (2020年|12月, 2020年|度, 3季|度), 第 from its number, or a document's year from its number
/// (〔2020〕|10号).
fn parts_what_is_one(left: &Mark, right: &Mark, before: Option<&Mark>) -> bool {
    let counted = before.is_some_and(is_digit);
    match left.character {
        '年' | '季' if right.character == '度' => counted,
        '年' | '月' => counted && is_digit(right),
        '第' | '〕' => is_digit(right),
        _ => false,
    }
}

/// Whether a closing mark ends a phrase, rather than brackets or quotation.
fn is_stop(mark: &Mark) -> bool {
    "，。、；：！？．".contains(mark.character)
}

fn is_digit(mark: &Mark) -> bool {
    mark.character.is_ascii_digit()
}

/// Whether a hanzi after a number is read in one breath with it: 2020年, 6346万, 12人.
fn counts(hanzi: char) -> bool {
    "年月日号季度万亿元倍人名个项次批家户座辆台套件处所亩吨分册份位条类".contains(hanzi)
}

/// Where a line ends that offers no place to end it and has room up to `overflow`: inside a word rather than at a mark that
/// may not stand there.
fn tolerable_cut(marks: &[Mark], start: usize, overflow: usize) -> usize {
    let tolerable = |end: &usize| {
        let (left, right) = (marks[*end - 1].class, marks[*end].class);
        left != Class::Opening && !matches!(right, Class::Closing | Class::Space | Class::Pair)
    };
    (start + 1..=overflow).rev().find(tolerable).unwrap_or(overflow).max(start + 1)
}

/// Writes where each character of a line begins, so that the line is as wide as it should be where that can be had by
/// giving up white or by spreading. Returns the width it comes to.
fn place(line: &[Mark], natural: Length, wanted: Length, offsets: &mut Vec<Length>) -> Length {
    let printed =
        line.iter().rposition(|mark| !matches!(mark.class, Class::Space | Class::Newline)).map_or(0, |last| last + 1);
    let (line, blanks) = line.split_at(printed);
    let extra = wanted - natural;
    let mut squeeze = Squeeze::new(line, -extra);
    let mut spread = Spread::new(line, extra);
    let mut pen = Length::ZERO;
    for (index, mark) in line.iter().enumerate() {
        let before = index.checked_sub(1).map(|previous| &line[previous]);
        let after = line.get(index + 1);
        let (left, right) = squeeze.next(before, mark, after);
        offsets.push(pen - left);
        pen += mark.advance - left - right;
        if after.is_some_and(|after| may_spread(mark, after)) {
            pen += spread.next();
        }
    }
    offsets.extend(blanks.iter().map(|_| pen));
    pen
}

/// Whether a line is spread between two characters: not inside a word, a number, —— or ……, nor at a blank's side twice.
fn may_spread(left: &Mark, right: &Mark) -> bool {
    let joined = |class| matches!(class, Class::Word | Class::Joiner | Class::Unit | Class::Prefix | Class::Glue);
    !(joined(left.class) && joined(right.class) || left.class == Class::Pair && left.character == right.character)
}

/// Hands out the white a line's marks give up: the last mark first, then the others evenly.
struct Squeeze {
    /// What the last mark gives up.
    last: Length,
    /// What is left for the others to give up, and the white they have.
    others: (Length, Length),
}

impl Squeeze {
    fn new(line: &[Mark], excess: Length) -> Squeeze {
        let excess = excess.max(Length::ZERO);
        let at_end = line.last().filter(|mark| mark.class == Class::Closing);
        let (within, beyond) = at_end.map_or_else(Default::default, |mark| (white_within(mark), white_at_end(mark)));
        let last = excess.min(within + beyond);
        Squeeze { last, others: (excess - last, white_left(line) - within) }
    }

    /// Returns what a mark gives up on its left and on its right side.
    fn next(&mut self, before: Option<&Mark>, mark: &Mark, after: Option<&Mark>) -> (Length, Length) {
        if !mark.squeezable {
            return (Length::ZERO, Length::ZERO);
        }
        let white = white_within(mark);
        if mark.class == Class::Opening {
            let opening = before.filter(|before| before.class == Class::Opening);
            let forced = opening.map_or(Length::ZERO, |before| neighbours_white(before, mark));
            return (if forced > Length::ZERO { forced } else { self.share(white) }, Length::ZERO);
        }
        let forced = after.map_or(Length::ZERO, |after| neighbours_white(mark, after));
        let given_up = match after {
            _ if forced > Length::ZERO => forced,
            None => std::mem::take(&mut self.last),
            Some(_) => self.share(white),
        };
        (Length::ZERO, given_up)
    }

    fn share(&mut self, white: Length) -> Length {
        let (wanted, available) = self.others;
        let part = wanted.min(white).min(wanted.share(i64::from(white.0), i64::from(available.0.max(1))));
        let part = if available <= white { wanted.min(white) } else { part };
        self.others = (wanted - part, available - white);
        part
    }
}

/// The white that the marks of a line could still give up.
fn white_left(line: &[Mark]) -> Length {
    let all: Length = line.iter().map(white_within).sum();
    let given_up: Length = line.windows(2).map(|pair| neighbours_white(&pair[0], &pair[1]).half()).sum();
    all - given_up
}

/// Hands out extra room between characters, to the last thousandth of a point.
struct Spread {
    extra: Length,
    gaps: usize,
}

impl Spread {
    /// Spreads nothing where the gaps would grow beyond a third of a character: such a line is better left short.
    fn new(line: &[Mark], extra: Length) -> Spread {
        let gaps = line.windows(2).filter(|pair| may_spread(&pair[0], &pair[1])).count();
        let character = line.iter().map(|mark| mark.advance).max().unwrap_or_default();
        let bearable = extra > Length::ZERO && extra.share(1, i64::try_from(gaps).unwrap_or(i64::MAX)) <= character / 3;
        Spread { extra: if bearable { extra } else { Length::ZERO }, gaps }
    }

    fn next(&mut self) -> Length {
        let part = self.extra / i32::try_from(self.gaps.max(1)).unwrap_or(i32::MAX);
        self.extra -= part;
        self.gaps = self.gaps.saturating_sub(1);
        part
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::style::{BODY, CHARACTER_PITCH, CHARACTERS_PER_LINE};
    use crate::layout::text::Setter;
    use crate::typeface::Faces;

    const WIDTH: Length = Length(CHARACTER_PITCH.0 * CHARACTERS_PER_LINE);

    fn marks(text: &str) -> Vec<Mark> {
        let faces = Faces::bundled();
        let mut setter = Setter::new(&faces);
        setter.plain(BODY, text).marks
    }

    fn justified() -> Measure {
        Measure { justified: true, ..Measure::ragged(WIDTH) }
    }

    /// Breaks text and returns each line's characters.
    fn lines(text: &str) -> Vec<String> {
        let marks = marks(text);
        let broken = break_lines(&marks, &justified());
        broken.lines.iter().map(|line| marks[line.range.clone()].iter().map(|mark| mark.character).collect()).collect()
    }

    #[test]
    fn a_full_line_has_28_characters() {
        assert_eq!(counts_of(&"字".repeat(58)), [28, 28, 2]);
    }

    /// How many characters each line has.
    fn counts_of(text: &str) -> Vec<usize> {
        lines(text).iter().map(|line| line.chars().count()).collect()
    }

    #[test]
    fn a_last_line_has_more_than_one_character() {
        assert_eq!(counts_of(&"字".repeat(57)), [28, 27, 2]);
        assert_eq!(counts_of(&format!("{}。", "字".repeat(57))), [28, 27, 3]);
    }

    #[test]
    fn a_line_before_a_long_number_is_helped_by_the_one_above() {
        let text = "2024年度，本部门一般公共预算基本支出2159.56万元，其中人员经费1998.72万元，占基本支出的92.55%；公用经费160.84万元，占基本支出的7.45%。";
        let marks = marks(&format!("字字{text}"));
        let broken = break_lines(&marks, &justified());
        assert_eq!(broken.lines.len(), 3);
        for line in &broken.lines[..2] {
            let line = line.range.clone();
            let widest = line
                .clone()
                .zip(line.skip(1))
                .map(|(left, right)| broken.offsets[right] - broken.offsets[left] - marks[left].advance);
            assert!(widest.max() < Some(CHARACTER_PITCH / 5), "no gap grows by a fifth of a character");
        }
    }

    #[test]
    fn in_a_narrow_place_a_number_parts_from_its_unit_before_it_is_cut() {
        let marks = marks("支出6346.47万元");
        let broken = break_lines(&marks, &Measure::ragged(CHARACTER_PITCH * 4));
        let ends: Vec<usize> = broken.lines.iter().map(|line| line.range.end).collect();
        assert_eq!((ends, broken.cuts.len()), (vec![2, 9, 11], 0));
    }

    #[test]
    fn a_number_longer_than_a_line_is_cut_and_told() {
        let marks = marks("支出1234567890123元");
        let broken = break_lines(&marks, &Measure::ragged(CHARACTER_PITCH * 4));
        assert!(!broken.cuts.is_empty());
        assert!(broken.cuts.iter().all(|cut| marks[cut - 1].character.is_ascii_digit()));
    }

    #[test]
    fn dates_stay_whole_where_that_can_be_had() {
        let is_whole = |date: &str, before: usize| {
            let text = format!("{}{date}{}", "字".repeat(before), "字".repeat(40));
            lines(&text).iter().any(|line| line.contains(date))
        };
        for (date, loosest) in [("2020年12月31日", 25), ("3月1日", 20), ("第3季度", 20), ("〔2018〕34号", 25)]
        {
            assert!((loosest..29).all(|before| is_whole(date, before)), "{date}");
        }
        assert!(!is_whole("2020年12月31日", 22), "six characters more would spread the line too far");
    }

    #[test]
    fn a_closing_mark_is_pushed_in_at_the_cost_of_the_lines_white() {
        let text = format!("{}{}。{}", "字字字字，".repeat(5), "字".repeat(3), "字".repeat(5));
        let lines = lines(&text);
        assert!(lines[0].ends_with('。'), "{lines:?}");
        assert_eq!(lines[0].chars().count(), 29);
    }

    #[test]
    fn an_opening_mark_moves_to_the_next_line() {
        let lines = lines(&format!("{}《{}", "字".repeat(27), "字".repeat(5)));
        assert!(lines[1].starts_with('《'), "{lines:?}");
    }

    #[test]
    fn quotation_marks_open_and_close() {
        let closing = lines(&format!("{}”{}", "字".repeat(28), "字".repeat(5)));
        assert!(!closing[1].starts_with('”'), "{closing:?}");
        let opening = lines(&format!("{}“{}", "字".repeat(27), "字".repeat(5)));
        assert!(opening[1].starts_with('“'), "{opening:?}");
    }

    #[test]
    fn a_number_stays_with_its_unit_and_a_word_stays_whole() {
        for token in ["6346.47万元", "93.52%", "1,286.40㎡", "2020年", "-5℃", "¥12.00", "10:30", "Ziping", "——", "……"]
        {
            for before in 20..29 {
                let text = format!("{}{token}{}", "字".repeat(before), "字".repeat(20));
                assert!(lines(&text).iter().any(|line| line.contains(token)), "{token} after {before} characters");
            }
        }
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_inside() {
        let lines = lines(&"w".repeat(200));
        assert!(lines.len() > 2);
        assert_eq!(lines.concat().len(), 200);
    }

    #[test]
    fn control_and_zero_width_characters_are_dropped_and_a_tab_is_a_blank() {
        assert_eq!(lines("甲\u{200b}\u{0}乙\t丙\u{feff}"), ["甲乙 丙"]);
    }

    #[test]
    fn two_marks_together_take_one_and_a_half_places() {
        let marks = marks("甲）。乙");
        let broken = break_lines(&marks, &Measure::ragged(WIDTH));
        assert_eq!(broken.offsets[2] - broken.offsets[1], CHARACTER_PITCH - CHARACTER_PITCH.half());
        assert_eq!(broken.offsets[3] - broken.offsets[2], CHARACTER_PITCH);
    }

    #[test]
    fn a_justified_line_ends_at_the_edge_exactly() {
        let text =
            "2023年度基本支出决算数为6346.47万元，占总支出的76.35%，主要用于保障机构正常运转、完成日常工作任务。";
        let broken = break_lines(&marks(text), &justified());
        assert_eq!(broken.lines[0].width, WIDTH);
    }

    #[test]
    fn a_megabyte_of_anything_comes_to_an_end() {
        for unit in ["字", "（", "）", "——", "a", "1", " ", "\u{200b}", "\n", "“", "字（", "\u{301}", "😀", "，a"]
        {
            let marks = marks(&unit.repeat(1_000_000 / unit.len()));
            let broken = break_lines(&marks, &justified());
            assert_eq!(broken.offsets.len(), marks.len());
            assert_eq!(broken.lines.last().map(|line| line.range.end), Some(marks.len()));
        }
    }

    /// One piece of official prose.
    fn token() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => "[天心区农业局部门整体支出绩效]{1,9}",
            2 => "[，。、；：！？]",
            1 => "[（《“‘〔]{1,2}[预算执行]{1,4}[）》”’〕]{1,2}[，。；]?",
            3 => "[1-9][0-9]{0,4}(\\.[0-9]{2})?(万元|亿元|%|年|㎡|人|℃)?",
            1 => "[a-zA-Z]{1,10}",
            1 => "(——|……| |·|～)",
        ]
    }

    fn prose() -> impl Strategy<Value = String> {
        prop::collection::vec(token(), 1..80).prop_map(|tokens| format!("据{}", tokens.concat()))
    }

    proptest! {
        #[test]
        fn lines_join_to_the_text_again(text in prose()) {
            prop_assert_eq!(lines(&text).concat(), text);
        }

        #[test]
        fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text in prose()) {
            for pair in lines(&text).windows(2) {
                let last = pair[0].trim_end().chars().next_back();
                let first = pair[1].chars().next();
                prop_assert!(!last.is_some_and(|last| "（《“‘〔".contains(last)), "{:?}", pair);
                prop_assert!(!first.is_some_and(|first| "，。、；：！？）》”’〕·～%㎡℃".contains(first)), "{:?}", pair);
            }
        }

        #[test]
        fn no_number_is_broken(text in prose()) {
            for pair in lines(&text).windows(2) {
                let (last, first) = (pair[0].chars().next_back(), pair[1].chars().next());
                let in_number = |character: char| character.is_ascii_digit() || character == '.';
                let broken = last.is_some_and(in_number) && first.is_some_and(|first| in_number(first) || first == '%');
                prop_assert!(!broken, "{:?}", pair);
            }
        }

        #[test]
        fn no_line_is_wider_than_its_measure_and_no_character_stands_before_the_one_before_it(text in prose()) {
            let marks = marks(&text);
            let broken = break_lines(&marks, &justified());
            for line in &broken.lines {
                prop_assert!(line.width <= WIDTH);
                let offsets = &broken.offsets[line.range.clone()];
                prop_assert!(offsets.windows(2).all(|pair| pair[0] <= pair[1]), "{:?}", offsets);
            }
        }
    }
}
