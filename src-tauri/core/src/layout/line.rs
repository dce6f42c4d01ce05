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
}

/// Breaks text into lines.
pub(super) fn break_lines(marks: &[Mark], measure: &Measure) -> Lines {
    let mut broken = Lines { lines: Vec::new(), offsets: Vec::with_capacity(marks.len()) };
    let mut start = 0;
    while start < marks.len() || broken.lines.is_empty() {
        let indent = if broken.lines.is_empty() { measure.first_indent } else { measure.hanging_indent };
        let room = (measure.width - indent).max(Length(1));
        let cut = cut_line(marks, start, room);
        let line = &marks[start..cut.end];
        let spread = if measure.justified && !cut.is_last { room } else { room.min(cut.width) };
        let width = place(line, cut.width, spread, &mut broken.offsets);
        broken.lines.push(Line { range: start..cut.end, indent, width });
        start = cut.end;
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

/// Where a line ends and how wide it is before it is squeezed or spread.
struct Cut {
    end: usize,
    width: Length,
    /// Ends its paragraph: not spread.
    is_last: bool,
}

/// Takes the longest line that fits, or the next longer one where giving up the white of its marks (push-in) disturbs
/// less than spreading the shorter one (push-out); a paragraph's last characters are always pushed in.
fn cut_line(marks: &[Mark], start: usize, room: Length) -> Cut {
    let mut scan = Scan::default();
    let mut shorter: Option<Cut> = None;
    for place in start..marks.len() {
        scan.take(marks, start, place);
        let end_white = white_at_end(&marks[place]);
        if scan.width - scan.white - end_white > room {
            return shorter.unwrap_or_else(|| cut_anywhere(marks, start, place));
        }
        let is_last = place + 1 == marks.len() || marks[place].class == Class::Newline;
        if !is_last && !may_break(&marks[place], &marks[place + 1], place.checked_sub(1).map(|before| &marks[before])) {
            continue;
        }
        let cut = Cut { end: place + 1, width: scan.width, is_last };
        if scan.width <= room {
            if is_last {
                return cut;
            }
            shorter = Some(cut);
        } else {
            return match shorter {
                Some(shorter) if !is_last && room - shorter.width < scan.width - room => shorter,
                _ => cut,
            };
        }
    }
    Cut { end: marks.len(), width: scan.width, is_last: true }
}

/// What a growing line takes.
#[derive(Default)]
struct Scan {
    /// The width, blanks at the end left out.
    width: Length,
    /// Blanks at the end.
    blank: Length,
    /// White the line's marks could give up within it.
    white: Length,
}

impl Scan {
    fn take(&mut self, marks: &[Mark], start: usize, place: usize) {
        let mark = &marks[place];
        if mark.class == Class::Space {
            self.blank += mark.advance;
            return;
        }
        self.width += self.blank + mark.advance;
        self.blank = Length::ZERO;
        self.white += white_within(mark);
        if place > start {
            let given_up = neighbours_white(&marks[place - 1], mark);
            self.width -= given_up;
            self.white -= given_up.half();
        }
    }
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

/// Whether a line may end between two characters, given the one before them.
fn may_break(left: &Mark, right: &Mark, before: Option<&Mark>) -> bool {
    use Class::{Closing, Free, Glue, Joiner, Newline, Opening, Pair, Prefix, Space, Unit, Word};
    match (left.class, right.class) {
        (Newline, _) => true,
        (_, Newline | Closing | Space | Glue | Unit) | (Opening | Glue | Prefix, _) => false,
        (Space, _) => true,
        (Joiner, Word) => left.character == '/' && right.character.is_ascii_alphabetic(),
        (Word | Unit, Word | Joiner) | (Joiner, Joiner) | (Word, Prefix) => false,
        (Pair, Pair) => left.character != right.character,
        (_, Joiner) => !matches!(right.character, '.' | ',' | ':'),
        (Word, Free) => !(left.character.is_ascii_digit() && counts(right.character)),
        (Free, Free) => {
            !(matches!(left.character, '万' | '亿') && right.character == '元' && before.is_some_and(is_digit))
        }
        _ => true,
    }
}

fn is_digit(mark: &Mark) -> bool {
    mark.character.is_ascii_digit()
}

/// Whether a hanzi after a number is read in one breath with it: 2020年, 6346万, 12人.
fn counts(hanzi: char) -> bool {
    "年月日号季度万亿元倍人名个项次批家户座辆台套件处所亩吨分册份位条类".contains(hanzi)
}

/// Ends a line that offers no place to end it, before the character at `overflow`: inside a word rather than at a mark
/// that may not stand there.
fn cut_anywhere(marks: &[Mark], start: usize, overflow: usize) -> Cut {
    let tolerable = |end: &usize| {
        let (left, right) = (marks[*end - 1].class, marks[*end].class);
        left != Class::Opening && !matches!(right, Class::Closing | Class::Space | Class::Pair)
    };
    let end = (start + 1..=overflow).rev().find(tolerable).unwrap_or(overflow).max(start + 1);
    let mut scan = Scan::default();
    (start..end).for_each(|place| scan.take(marks, start, place));
    Cut { end, width: scan.width, is_last: false }
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
        let lines = lines(&"字".repeat(57));
        assert_eq!(lines.iter().map(|line| line.chars().count()).collect::<Vec<_>>(), [28, 28, 1]);
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
                let broken = last.is_some_and(in_number) && first.is_some_and(|first| in_number(first) || "万亿年人%".contains(first));
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
