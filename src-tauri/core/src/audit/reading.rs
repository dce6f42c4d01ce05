//! The numbers of a text for whoever asks what they are numbers of: each with the words around it and what it is there
//! for. A narrow front of the audit's own reading; nothing is judged here.

use rust_decimal::Decimal;

use super::finding::Place;
use super::mention::{ListKind, Mention, Role};
use super::number::Bound;
use super::report::Page;
use super::text::ReadText;
use super::unit::Kind;

/// A number of a text where it stands. Words are in one form: digits half width, marks full width, no blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The number as it stands, its unit with it.
    pub words: String,
    /// Where.
    pub place: Place,
    /// The sentence it stands in, cut where it is very long.
    pub sentence: String,
    /// Which sentence of the text that is: numbers of one sentence share it.
    pub sentence_number: usize,
    /// Which stretch between semicolons that is.
    pub part_number: usize,
    /// Its sentence up to the lead, cut at its beginning where it is very long.
    pub before: String,
    /// The words that lead to it, back to the mark or number before.
    pub lead: String,
    /// The words behind it, up to the next mark, few.
    pub after: String,
    /// What a bracket right behind it says.
    pub remark: String,
    /// What precedes the sentence in its paragraph, cut at its beginning where it is very long.
    pub preceding: String,
    /// The bracket it stands in, counted over the text; 0 is none.
    pub bracket: usize,
    /// Whether a list of parts (其中) begins with it.
    pub opens_parts: bool,
    /// What it is there for.
    pub use_of: Use,
    /// What is counted.
    pub unit: ReadUnit,
    /// The number: 元, people, things, or as it stands before %.
    pub value: Decimal,
    /// The unit of the last digit written, in the same: 6346.47万元 is told to 100元.
    pub last_place: Decimal,
    /// `false` where words like 约 or 余 stand with it.
    pub exact: bool,
}

/// What a number is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// An amount.
    Amount,
    /// What another amount is compared with, or the whole of a share.
    Base,
    /// A rate or a share, with its name in the lead.
    Rate,
    /// A change, or something else.
    Other,
}

/// What a number is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadUnit {
    /// 元
    Money,
    /// %
    Percent,
    /// 人 and 名
    People,
    /// Other things that are counted: their measure word.
    Things(&'static str),
    /// 分
    Score,
    /// Anything else.
    Other,
}

/// Most characters kept of the words around a number.
const AROUND: usize = 160;
/// Most characters kept of the words right behind it.
const BEHIND: usize = 12;
/// What ends a sentence.
const ENDS: [char; 4] = ['。', '！', '？', '\n'];

/// All numbers of a text that have a unit, in reading order; dates are not among them.
pub fn readings(text: &ReadText<'_>) -> Vec<Reading> {
    let pages = text.pages();
    text.mentions.iter().filter_map(|mention| Some(reading(mention, pages.get(mention.paragraph)?))).collect()
}

fn reading(mention: &Mention, page: &Page<'_>) -> Reading {
    let (text, range) = (page.prose.text.as_str(), mention.quantity.range.clone());
    let (start, end) = page.origin(range.start, range.end);
    let head = last_characters(&text[..range.start], 2 * AROUND);
    let (preceding, in_sentence) = head.rfind(ENDS).map_or(("", head), |at| {
        let mark = head[at..].chars().next().map_or(0, char::len_utf8);
        head.split_at(at + mark)
    });
    let before = in_sentence.strip_suffix(mention.lead.as_str()).unwrap_or(in_sentence);
    let tail = first_characters(&text[range.end..], AROUND);
    let rest = tail.find(ENDS).map_or(tail, |at| &tail[..at]);
    let after = tail.find(['，', '；', '：', '。', '、', '（', '）', '\n']).map_or(tail, |at| &tail[..at]);
    Reading {
        words: page.paragraph.text.get(start..end).unwrap_or_default().to_owned(),
        place: page.place(start, end),
        sentence: format!("{}{}{rest}", last_characters(in_sentence, AROUND), &text[range.clone()]),
        sentence_number: mention.sentence,
        part_number: mention.part,
        before: last_characters(before, AROUND).to_owned(),
        lead: mention.lead.clone(),
        after: first_characters(after, BEHIND).to_owned(),
        remark: remark(tail).to_owned(),
        preceding: last_characters(preceding, AROUND).to_owned(),
        bracket: mention.bracket,
        opens_parts: mention.opening.is_some_and(|opening| opening.kind == ListKind::Among),
        use_of: use_of(&mention.role),
        unit: unit(mention),
        value: mention.quantity.value,
        last_place: mention.quantity.last_place,
        exact: mention.quantity.bound == Bound::Exact,
    }
}

fn remark(tail: &str) -> &str {
    tail.strip_prefix('（').and_then(|inside| inside.split_once('）')).map_or("", |(remark, _)| remark)
}

fn use_of(role: &Role) -> Use {
    match role {
        Role::Level => Use::Amount,
        Role::Compared | Role::Whole => Use::Base,
        Role::Share { .. } | Role::Rate { .. } => Use::Rate,
        _ => Use::Other,
    }
}

fn unit(mention: &Mention) -> ReadUnit {
    let unit = mention.quantity.unit;
    match unit.kind {
        Kind::Money if unit.word == "元" => ReadUnit::Money,
        Kind::Percent => ReadUnit::Percent,
        Kind::Count if unit.word == "人" => ReadUnit::People,
        Kind::Count => ReadUnit::Things(unit.word),
        Kind::Score => ReadUnit::Score,
        _ => ReadUnit::Other,
    }
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

fn last_characters(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count.saturating_sub(1)).map_or(text, |(start, _)| &text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceText;

    #[test]
    fn a_number_comes_with_the_words_around_it_and_its_place() {
        let text = "基本情况。　基本支出６３４６.47 万元，其中人员经费约5788万元，占91.21%。";
        let source = SourceText::from(text);
        let found = readings(&ReadText::of(&source));
        let [basic, personnel, share] = found.as_slice() else { panic!("three numbers: {found:?}") };
        assert_eq!((basic.lead.as_str(), basic.words.as_str()), ("基本支出", "６３４６.47 万元"));
        assert_eq!((basic.value, basic.unit, basic.use_of), (Decimal::from(63_464_700), ReadUnit::Money, Use::Amount));
        let units: Vec<u16> = text.encode_utf16().collect();
        assert_eq!(String::from_utf16_lossy(&units[basic.place.start..basic.place.end]), basic.words);
        assert_eq!((basic.preceding.as_str(), basic.before.as_str()), ("基本情况。", ""));
        assert_eq!((personnel.exact, personnel.opens_parts), (false, true));
        assert_eq!(personnel.before, "基本支出6346.47万元，");
        assert_eq!((share.use_of, share.unit), (Use::Rate, ReadUnit::Percent));
        assert_eq!(share.sentence, "基本支出6346.47万元，其中人员经费约5788万元，占91.21%");
    }

    #[test]
    fn a_very_long_line_keeps_little_around_each_number() {
        let text = "项目支出3万元，".repeat(20_000);
        let source = SourceText::from(text.as_str());
        let found = readings(&ReadText::of(&source));
        assert_eq!(found.len(), 20_000);
        assert!(found.iter().all(|one| one.sentence.chars().count() <= 3 * AROUND));
    }
}
