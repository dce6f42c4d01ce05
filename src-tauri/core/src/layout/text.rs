//! Text ready for breaking into lines: each character with its glyph, its room and its class. No lines yet, no positions.

use crate::document::{Run, Source};
use crate::typeface::{Face, Faces, Role};

use super::kept::{KeptLines, Unfit};
use super::length::Length;
use super::page::{CutWord, MissingGlyph};
use super::style::TextStyle;

/// How a character behaves at the end and at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A hanzi or anything else that may be parted from its neighbours.
    Free,
    /// Never last in a line: （《“‘.
    Opening,
    /// Never first in a line: ，。）》”’ and what joins two words (～ ·).
    Closing,
    /// A letter or a digit: words and numbers stay whole.
    Word,
    /// A mark that belongs to the word or number it stands in: 3.14, 10:30, 1-2.
    Joiner,
    /// Belongs to the number before it: % ℃ ㎡.
    Unit,
    /// Belongs to the number after it: ¥ № ±.
    Prefix,
    /// One half of ——, or of ……: the halves are never parted.
    Pair,
    /// A blank: a line may end after it.
    Space,
    /// A blank that parts nothing.
    Glue,
    /// Ends the line.
    Newline,
}

/// One character with what line breaking needs to know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) character: char,
    pub(super) class: Class,
    /// Whether half of its em is white and may be given up.
    pub(super) squeezable: bool,
    /// Face and glyph number; nothing is printed where there is none.
    pub(super) glyph: Option<(Face, u16)>,
    /// The room it takes.
    pub(super) advance: Length,
    /// Its place in the text's sources.
    source: Option<u32>,
}

impl Mark {
    /// Returns the end of a line.
    pub(super) fn newline() -> Mark {
        let (character, class) = ('\n', Class::Newline);
        Mark { character, class, squeezable: false, glyph: None, advance: Length::ZERO, source: None }
    }
}

/// Text of one size, ready for breaking.
#[derive(Debug)]
pub(super) struct Text<'d> {
    pub(super) style: TextStyle,
    pub(super) marks: Vec<Mark>,
    sources: Vec<&'d Source>,
}

impl<'d> Text<'d> {
    /// Returns what a character was printed from.
    pub(super) fn source(&self, mark: &Mark) -> Option<&'d Source> {
        mark.source.and_then(|place| self.sources.get(place as usize).copied())
    }
}

/// Turns runs into text and remembers what cannot be printed as it is written.
pub(super) struct Setter<'f> {
    faces: &'f Faces,
    /// Lines that may be taken as they are.
    pub(super) kept: Option<&'f KeptLines>,
    /// What cannot be printed as it is written.
    pub(super) unfit: Unfit,
}

impl<'f> Setter<'f> {
    pub(super) fn new(faces: &'f Faces) -> Setter<'f> {
        Setter { faces, kept: None, unfit: Unfit::default() }
    }

    /// Takes the lines of paragraphs that are known from there, and keeps there what is set.
    pub(super) fn taking(self, kept: &'f KeptLines) -> Setter<'f> {
        Setter { kept: Some(kept), ..self }
    }

    /// Returns an empty text of a style.
    pub(super) fn empty<'d>(&self, style: TextStyle) -> Text<'d> {
        Text { style, marks: Vec::new(), sources: Vec::new() }
    }

    /// Returns text that comes from nowhere.
    pub(super) fn plain<'d>(&mut self, style: TextStyle, characters: &str) -> Text<'d> {
        let mut text = self.empty(style);
        self.append(&mut text, style.role, characters.chars(), None);
        text
    }

    /// Returns runs set in one style; what has no source of its own has the `outer` one.
    pub(super) fn runs<'d>(&mut self, style: TextStyle, runs: &'d [Run], outer: Option<&'d Source>) -> Text<'d> {
        let mut text = self.empty(style);
        self.append_runs(&mut text, runs, outer, |_| style.role);
        text
    }

    /// Appends runs, each character in the role that its place in them asks for.
    pub(super) fn append_runs<'d>(
        &mut self,
        text: &mut Text<'d>,
        runs: &'d [Run],
        outer: Option<&'d Source>,
        role_at: impl Fn(usize) -> Role,
    ) {
        let mut place = 0;
        for run in runs {
            let source = run.source.as_ref().or(outer);
            let source_place = source.map(|source| remember(&mut text.sources, source));
            for character in run.text.chars() {
                self.push(text, role_at(place), character, source_place);
                place += 1;
            }
        }
    }

    /// Appends characters in a role.
    pub(super) fn append<'d>(
        &mut self,
        text: &mut Text<'d>,
        role: Role,
        characters: impl IntoIterator<Item = char>,
        source: Option<&'d Source>,
    ) {
        let source_place = source.map(|source| remember(&mut text.sources, source));
        for character in characters {
            self.push(text, role, character, source_place);
        }
    }

    /// Remembers the words of a text that were cut at these places.
    pub(super) fn report_cuts(&mut self, text: &Text<'_>, cuts: &[usize]) {
        let whole = |mark: &&Mark| !matches!(mark.class, Class::Space | Class::Newline | Class::Free);
        for cut in cuts {
            let (before, after) = text.marks.split_at(*cut);
            let start = cut - before.iter().rev().take_while(whole).count();
            let end = cut + after.iter().take_while(whole).count();
            let word = text.marks[start..end].iter().map(|mark| mark.character).collect();
            let source = text.marks[start..end].iter().find_map(|mark| text.source(mark)).cloned();
            self.unfit.cut.push(CutWord { word, source });
        }
    }

    fn push(&mut self, text: &mut Text<'_>, role: Role, character: char, source: Option<u32>) {
        let Some(character) = printed(character) else {
            return;
        };
        let mark = self.mark(text.style, role, character, source);
        if mark.glyph.is_none() && mark.class != Class::Newline {
            self.unfit.missing.push(MissingGlyph { character, source: text.source(&mark).cloned() });
        }
        text.marks.push(mark);
    }

    fn mark(&self, style: TextStyle, role: Role, character: char, source: Option<u32>) -> Mark {
        let class = class_of(character);
        let bare = Mark { character, class, source, ..Mark::newline() };
        if class == Class::Newline {
            return bare;
        }
        let Some(glyph) = self.faces.glyph(role, character) else {
            return Mark { advance: style.pitch, ..bare };
        };
        let full = glyph.is_full_width();
        let advance = if full { style.pitch } else { Length(glyph.advance_at(style.size.0)) };
        let squeezable = full && matches!(class, Class::Opening | Class::Closing) && has_white_half(character);
        Mark { glyph: Some((glyph.face, glyph.id)), advance, squeezable, ..bare }
    }
}

fn remember<'d>(sources: &mut Vec<&'d Source>, source: &'d Source) -> u32 {
    if sources.last().is_none_or(|last| *last != source) {
        sources.push(source);
    }
    u32::try_from(sources.len() - 1).unwrap_or(u32::MAX)
}

/// Returns what is printed for a character: a blank for a tab, nothing for control and zero-width characters.
fn printed(character: char) -> Option<char> {
    match character {
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => None,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' => None,
        _ if character.is_control() => None,
        _ => Some(character),
    }
}

fn class_of(character: char) -> Class {
    match character {
        '\n' => Class::Newline,
        ' ' | '\u{3000}' => Class::Space,
        '\u{a0}' => Class::Glue,
        '（' | '《' | '〈' | '“' | '‘' | '「' | '『' | '【' | '〔' | '［' | '｛' | '(' | '[' | '{' => {
            Class::Opening
        }
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '》' | '〉' | '”' | '’' | '」' | '』' | '】' | '〕'
        | '］' | '｝' | '．' => Class::Closing,
        '～' | '－' | '·' | '•' | '・' | '／' | '–' | ')' | ']' | '}' | '!' | '?' | ';' => Class::Closing,
        '.' | ',' | ':' | '-' | '/' | '\'' | '"' | '_' | '@' | '&' | '+' | '=' | '*' | '~' => Class::Joiner,
        '%' | '‰' | '％' | '℃' | '℉' | '°' | '′' | '″' | '㎡' | '㎥' | '㎏' | '㎎' | '㎜' | '㎝' | '㎞' => {
            Class::Unit
        }
        '¥' | '￥' | '$' | '€' | '£' | '№' | '±' | '#' => Class::Prefix,
        '—' | '…' => Class::Pair,
        _ if character.is_ascii_graphic() => Class::Word,
        '０'..='９' => Class::Word,
        'À'..='ɏ' | '²' | '³' if character.is_alphanumeric() => Class::Word,
        _ => Class::Free,
    }
}

/// Whether half of a full-width mark is white; ～ and · stand in the middle of theirs.
fn has_white_half(character: char) -> bool {
    !matches!(character, '～' | '－' | '·' | '•' | '・' | '／' | '–')
}
