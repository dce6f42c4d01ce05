//! The headings of one chapter: which numbered lines are headings, and of which level. What stands in a list together is
//! one kind: all of it headings, or all of it text that keeps its typed numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Line;
use super::number::Style;
use super::shape::{Shape, lead, shape};

/// The deepest level a heading has.
const DEEPEST: usize = 4;
/// The longest styled line that is a heading though it looks like text, in characters.
const LONGEST_STYLED: usize = 60;

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Text with whatever number is typed.
    Text,
    /// A heading that stands alone.
    Heading(usize),
    /// A heading whose text runs on.
    RunIn(usize),
    /// A heading up to its colon, and text behind it: so many bytes of the words.
    Lead(usize, usize),
}

/// Numbered lines of one way of writing under the same heading.
struct List {
    level: usize,
    style: Style,
    /// The list above, and which of its items this one belongs to.
    above: Option<usize>,
    heading_above: Option<usize>,
    items: Vec<usize>,
    /// Whether other lists or text stand below an item.
    has_lists: bool,
    is_headed: bool,
}

/// A list that may go on.
struct Open {
    list: usize,
    style: Style,
    level: usize,
    last: usize,
    /// Its newest item looks like a heading of its own.
    is_solid: bool,
}

/// How often items of a way of writing and a level look like headings, over all chapters: like headings, and all.
pub(super) type Habits = BTreeMap<(Style, usize), (usize, usize)>;

/// The lists and headings of a chapter, before it is decided what is a heading.
pub(super) struct Outline {
    lists: Vec<List>,
    /// The levels of lines that the document itself marks as headings.
    styled: BTreeMap<usize, usize>,
}

impl Outline {
    /// Reads the lines of a chapter, given by their places; `first_level` is what the document calls a chapter's level.
    pub(super) fn of(lines: &[Line], places: &[usize], first_level: Option<u8>) -> Outline {
        let mut outline = Outline { lists: Vec::new(), styled: BTreeMap::new() };
        let mut open: Vec<Open> = Vec::new();
        let mut styled_above: Vec<(usize, usize)> = Vec::new();
        for (nth, &place) in places.iter().enumerate() {
            let line = &lines[place];
            if let Some(level) = styled_level(line, first_level) {
                styled_above.retain(|(above, _)| *above < level);
                styled_above.push((level, place));
                outline.styled.insert(place, level);
                open.clear();
                continue;
            }
            let Some(number) = &line.number else { continue };
            let (base, base_line) = styled_above.last().map_or((1, None), |(level, place)| (*level, Some(*place)));
            let level = outline.find_level(&mut open, number.style, number.value, base);
            let is_solid = matches!(shape(line.words()), Shape::Title | Shape::Sentence);
            outline.put(&mut open, (number.style, number.value), level, place, is_solid, base_line);
            let next_is_text = places.get(nth + 1).is_some_and(|next| lines[*next].number.is_none());
            if is_solid
                && next_is_text
                && let Some(list) = open.last().and_then(|open| outline.lists.get_mut(open.list))
            {
                list.is_headed = true;
            }
        }
        outline
    }

    /// Leaves on the stack what a line with this number stands below or goes on; says its level.
    fn find_level(&self, open: &mut Vec<Open>, style: Style, value: usize, base: usize) -> usize {
        let of_style = |open: &Open| open.style == style;
        let next = open.iter().rposition(|open| of_style(open) && open.last + 1 == value);
        let any = open.iter().rposition(of_style);
        match next.or(any) {
            // A list that begins anew below a heading of another kind is a new one, deeper.
            Some(at) if next.is_none() && value == 1 && at + 1 < open.len() => {}
            Some(at) => open.truncate(at + 1),
            None => {
                while open.last().is_some_and(|open| !open.is_solid && open.style > style) {
                    open.pop();
                }
            }
        }
        match open.last() {
            Some(last) if of_style(last) => last.level,
            Some(last) => last.level + 1,
            None => base + 1,
        }
    }

    fn put(
        &mut self,
        open: &mut Vec<Open>,
        (style, value): (Style, usize),
        level: usize,
        place: usize,
        is_solid: bool,
        styled_above: Option<usize>,
    ) {
        if let Some(last) =
            open.last_mut().filter(|last| last.style == style && last.level == level && value > last.last)
        {
            (last.last, last.is_solid) = (value, is_solid);
            if let Some(list) = self.lists.get_mut(last.list) {
                list.items.push(place);
            }
            return;
        }
        if open.last().is_some_and(|last| last.style == style && last.level == level) {
            open.pop();
        }
        let above = open.last().map(|open| open.list);
        let heading_above = above.and_then(|above| self.lists.get(above)?.items.last().copied()).or(styled_above);
        if let Some(list) = above.and_then(|above| self.lists.get_mut(above)) {
            list.has_lists = true;
        }
        open.push(Open { list: self.lists.len(), style, level, last: value, is_solid });
        let items = vec![place];
        self.lists.push(List { level, style, above, heading_above, items, has_lists: false, is_headed: false });
    }

    /// Adds what its lists look like to the habits of the whole document.
    pub(super) fn count(&self, lines: &[Line], habits: &mut Habits) {
        for list in &self.lists {
            let (like, all) = habits.entry((list.style, list.level)).or_default();
            *all += list.items.len();
            *like += list.items.iter().filter(|place| shape(lines[**place].words()) != Shape::Text).count();
        }
    }

    /// What becomes of the lines of the chapter that have a number or are headings.
    pub(super) fn roles(&self, lines: &[Line], habits: &Habits) -> BTreeMap<usize, Role> {
        let mut is_heading = vec![false; self.lists.len()];
        // A list stands behind the one above it, so that what is below is decided first.
        for (index, list) in self.lists.iter().enumerate().rev() {
            let below = self.lists.iter().enumerate().skip(index + 1);
            let has_headings = list.has_lists
                && below.filter(|(_, below)| below.above == Some(index)).any(|(place, _)| is_heading[place]);
            is_heading[index] = list.level <= DEEPEST && (has_headings || list.looks_headed(lines, habits));
        }
        let mut counted: BTreeSet<(Option<usize>, usize)> = BTreeSet::new();
        for (index, list) in self.lists.iter().enumerate() {
            // Numbers are generated by level: a second list under the same heading would go on from the first.
            let is_first = counted.insert((list.heading_above, list.level));
            if is_heading[index] && !is_first && !list.has_lists && !list.is_headed {
                is_heading[index] = false;
            }
            if !is_heading[index] {
                counted.remove(&(list.heading_above, list.level));
            }
        }
        let mut roles: BTreeMap<usize, Role> =
            self.styled.iter().map(|(place, level)| (*place, styled_role(&lines[*place], *level))).collect();
        for (list, _) in self.lists.iter().zip(&is_heading).filter(|(_, is_heading)| **is_heading) {
            let role = |place: &usize| (*place, list.role(&lines[*place], *place, lines));
            roles.extend(list.items.iter().map(role));
        }
        roles
    }
}

impl List {
    fn looks_headed(&self, lines: &[Line], habits: &Habits) -> bool {
        if self.is_headed {
            return true;
        }
        let shapes = || self.items.iter().map(|place| shape(lines[*place].words()));
        if shapes().all(|shape| matches!(shape, Shape::Title)) {
            return self.style <= Style::BracketedChinese;
        }
        let in_order = (1..)
            .zip(&self.items)
            .all(|(wanted, place)| lines[*place].number.as_ref().is_some_and(|number| number.value == wanted));
        let (like, all) = habits.get(&(self.style, self.level)).copied().unwrap_or_default();
        in_order && shapes().any(|shape| shape != Shape::Text) && like * 2 >= all
    }

    /// A heading's role: one sentence followed by its text stands alone, one among others runs in.
    fn role(&self, line: &Line, place: usize, lines: &[Line]) -> Role {
        let words = line.words();
        let headed =
            lines.get(place + 1).is_some_and(|next| next.number.as_ref().is_none_or(|next| next.style > self.style));
        match shape(words) {
            Shape::Title => Role::Heading(self.level),
            Shape::Sentence if headed => Role::Heading(self.level),
            Shape::Text if self.level <= 2 => match lead(words) {
                Some(end) => Role::Lead(self.level, end),
                None => Role::RunIn(self.level),
            },
            _ => Role::RunIn(self.level),
        }
    }
}

/// The level of a line that the document marks as a heading, below a chapter's.
fn styled_level(line: &Line, first_level: Option<u8>) -> Option<usize> {
    let level = usize::from(line.level?).checked_sub(usize::from(first_level?))? + 1;
    let is_heading = shape(line.words()) != Shape::Text || line.words().chars().count() <= LONGEST_STYLED;
    (is_heading && (2..=DEEPEST).contains(&level)).then_some(level)
}

fn styled_role(line: &Line, level: usize) -> Role {
    match shape(line.words()) {
        Shape::RunIn => Role::RunIn(level),
        _ => Role::Heading(level),
    }
}
