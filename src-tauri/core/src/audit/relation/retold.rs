//! A number told again in another place with a slip in it: two digits turned round, one digit another or left out, the point
//! or 万 in the wrong place. The name need not be the same; what is told of both must share words, the more of them the fewer
//! digits there are, and the text must reckon rightly with the one, or state it twice, and nowhere with the other.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use rust_decimal::Decimal;

use super::slip;
use crate::audit::mention::{Mention, Role};
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Relation, Statement, operands};
use crate::audit::unit::Kind;
use crate::audit::wording::{self, bare, has};
use crate::check::Grade;
use crate::quantity::fixed;

/// Numbers of one key that are looked at.
const TRIED: usize = 12;
/// Numbers of one unit in a text that are few, so that two of them with the same digits are hardly two things.
const FEW: usize = 8;
/// Digits of a long number, and characters of a name that tells.
const LONG: usize = 5;
const NAMED: usize = 4;
/// Digits that are the same where only the point or 万 is not.
const SCALED: usize = 4;
/// Numbers before one in its sentence whose words tell what it is of.
const BEFORE: usize = 2;
/// Measure words that tell little of what is counted.
const PLAIN: &[&str] = &["人", "户", "个", "项", "家", "元"];
/// Words around a number that are kept, in characters.
const WORDS: usize = 24;

/// Every number told again with a slip.
pub(super) fn read(nearby: Nearby<'_>, statements: &[Statement]) -> Vec<Statement> {
    let book = Book::of(nearby, statements);
    let mut seen = BTreeMap::<Key, Vec<usize>>::new();
    let (mut found, mut told) = (Vec::new(), BTreeSet::new());
    for (index, mention) in nearby.0.iter().enumerate().filter(|(_, mention)| is_told(mention)) {
        let keys = keys(mention);
        let mut others: Vec<usize> = keys
            .iter()
            .filter_map(|key| seen.get(key))
            .flat_map(|places| places.iter().rev().take(TRIED))
            .copied()
            .collect();
        others.sort_unstable_by_key(|other| std::cmp::Reverse(*other));
        others.dedup();
        for other in others {
            let (meant, slipped) = if book.supports(other) { (other, index) } else { (index, other) };
            let is_new = !told.contains(&slipped) && !book.is_reckoned_with(slipped);
            let is_known = book.supports(meant) || !book.is_reckoned_with(meant) && book.is_named_alike(meant, slipped);
            if is_new && is_known && book.is_slip(meant, slipped) {
                let note = Some("同一数据前后不一致".to_owned());
                let outcome = Outcome::Wrong { formula: Formula::Same { other: meant }, grade: Grade::Error, note };
                found.push(Statement::of(Relation::Twice, slipped, outcome));
                told.insert(slipped);
                break;
            }
        }
        for key in keys {
            seen.entry(key).or_default().push(index);
        }
    }
    found
}

/// Whether a number is one that may be told again: an amount, exact.
fn is_told(mention: &Mention) -> bool {
    let is_amount = matches!(mention.role, Role::Level | Role::Change(_) | Role::Balance | Role::Compared);
    let kind = mention.quantity.unit.kind;
    is_amount
        && matches!(kind, Kind::Money | Kind::Count | Kind::Measured)
        && mention.quantity.bound == Bound::Exact
        && significant(&printed(mention)) >= 2
}

/// What numbers that are slips of one another have in common, their unit and digits, as one number. Two that have it by
/// chance are told apart where they are compared.
type Key = u64;

/// Measure words for people, which are told in one and retold in another.
const PEOPLE: &[&str] = &["人", "人次"];

fn sort(mention: &Mention) -> &'static str {
    let word = mention.quantity.unit.word;
    if PEOPLE.contains(&word) { "人" } else { word }
}

fn printed(mention: &Mention) -> String {
    fixed(mention.quantity.printed(), mention.quantity.places)
}

/// Digits without the zeros around them.
fn significant(printed: &str) -> usize {
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// Digits without the zeros before them.
fn places(printed: &str) -> usize {
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').len()
}

/// The number as it is printed, and as it might be with 万 or 亿.
fn forms(mention: &Mention) -> Vec<(Decimal, String)> {
    let quantity = &mention.quantity;
    let mut forms = vec![(quantity.multiplier, printed(mention))];
    for multiplier in [10_000, 100_000_000].map(Decimal::from) {
        if multiplier > quantity.multiplier && quantity.value.abs() * Decimal::TEN >= multiplier {
            forms.extend([2, 1].map(|places| (multiplier, fixed(quantity.value / multiplier, places))));
        }
    }
    forms
}

/// The keys of a number: its digits in order of size, itself with each digit another or left out, and its first digits.
fn keys(mention: &Mention) -> Vec<Key> {
    let sort = sort(mention);
    let key = |multiplier: Decimal, way: char, parts: [&str; 2]| {
        let mut hash = DefaultHasher::new();
        (sort, multiplier, way, parts).hash(&mut hash);
        hash.finish()
    };
    let mut keys: Vec<Key> = Vec::new();
    for (at, (multiplier, text)) in forms(mention).into_iter().enumerate() {
        let mut sorted: Vec<char> = text.chars().collect();
        sorted.sort_unstable();
        keys.push(key(multiplier, 'S', [&sorted.into_iter().collect::<String>(), ""]));
        if at > 0 {
            continue;
        }
        let places = text.char_indices().filter(|(_, c)| c.is_ascii_digit());
        for (before, after) in places.map(|(place, _)| (&text[..place], &text[place + 1..])) {
            keys.push(key(multiplier, '_', [before, after]));
            keys.push(key(multiplier, '-', [&format!("{before}{after}"), ""]));
        }
        keys.push(key(multiplier, '-', [&text, ""]));
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let first: String = digits.trim_matches('0').chars().take(SCALED).collect();
        keys.push(key(Decimal::ZERO, '.', [&first, ""]));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What a text reckons with, and how often it states what.
struct Book<'a> {
    nearby: Nearby<'a>,
    proved: BTreeSet<usize>,
    wrong: BTreeSet<usize>,
    stated: BTreeMap<(&'static str, Decimal), BTreeSet<usize>>,
    units: BTreeMap<&'static str, usize>,
}

impl<'a> Book<'a> {
    fn of(nearby: Nearby<'a>, statements: &[Statement]) -> Book<'a> {
        let (mut proved, mut wrong) = (BTreeSet::new(), BTreeSet::new());
        for statement in statements {
            let (formula, into) = match &statement.outcome {
                Outcome::Sound(formula) => (formula, &mut proved),
                Outcome::Wrong { formula, .. } => (formula, &mut wrong),
                Outcome::Open => continue,
            };
            into.extend(operands(formula).into_iter().chain([statement.stated]));
        }
        let (mut stated, mut units) = (BTreeMap::<_, BTreeSet<usize>>::new(), BTreeMap::new());
        for mention in nearby.0.iter().filter(|mention| is_told(mention)) {
            stated.entry((sort(mention), mention.quantity.value)).or_default().insert(mention.part);
            *units.entry(sort(mention)).or_insert(0) += 1;
        }
        Book { nearby, proved, wrong, stated, units }
    }

    fn is_reckoned_with(&self, index: usize) -> bool {
        self.proved.contains(&index) || self.wrong.contains(&index) || self.is_stated_twice(index)
    }

    fn is_stated_twice(&self, index: usize) -> bool {
        let times =
            |mention: &Mention| self.stated.get(&(sort(mention), mention.quantity.value)).map_or(0, BTreeSet::len);
        self.nearby.get(index).is_some_and(|mention| times(mention) > 1)
    }

    /// Whether a number is surely meant as it is: the text reckons with it, or states it twice.
    fn supports(&self, index: usize) -> bool {
        self.proved.contains(&index) || self.is_stated_twice(index)
    }

    /// Whether two long numbers bear so much of one name that neither need be reckoned with.
    fn is_named_alike(&self, one: usize, other: usize) -> bool {
        let long = |index: usize| self.nearby.get(index).is_some_and(|found| places(&printed(found)) >= LONG);
        let names = || words(self.nearby, one).zip(words(self.nearby, other));
        let shared = || names().map_or(0, |(one, other)| longest_shared(&one.0, &other.0));
        long(one) && long(other) && shared() >= NAMED
    }

    /// Whether one number is the other with a slip, and both are told of one thing.
    fn is_slip(&self, meant: usize, slipped: usize) -> bool {
        let (Some(one), Some(other)) = (self.nearby.get(meant), self.nearby.get(slipped)) else { return false };
        let likely =
            || self.likely(one, other).is_some_and(|needed| needed <= shared_words(self.nearby, meant, slipped));
        // 监控的项目涉及预算金额A；跟踪的项目涉及预算金额A；自评的项目涉及预算金额B
        let is_apart = one.sentence != other.sentence
            || one.part != other.part && bare(&one.lead) == bare(&other.lead) && self.is_stated_twice(meant);
        is_apart && are_of_one_scope(one, other) && likely()
    }

    /// How many characters two numbers must have in common in their words, by how unlikely it is that they differ so by chance.
    fn likely(&self, one: &Mention, other: &Mention) -> Option<usize> {
        let same = |(left, right): (&(Decimal, String), &(Decimal, String))| left.0 == right.0 && left.1 != right.1;
        let (ones, others) = (forms(one), forms(other));
        let across = |pairs: &dyn Fn(&str, &str) -> bool| {
            let own = ones.first().zip(others.first());
            let pairs_up = |pair: (&(Decimal, String), &(Decimal, String))| same(pair) && pairs(&pair.0.1, &pair.1.1);
            own.is_some_and(pairs_up)
                || ones.iter().skip(1).any(|form| others.first().is_some_and(|own| pairs_up((form, own))))
                || others.iter().skip(1).any(|form| ones.first().is_some_and(|own| pairs_up((own, form))))
        };
        let (left, right) = (&ones.first()?.1, &others.first()?.1);
        let digits = significant(left).min(significant(right));
        if one.quantity.span().meets(other.quantity.span()) {
            return None;
        }
        let few = !PLAIN.contains(&sort(other)) && self.units.get(sort(other)).is_some_and(|count| *count <= FEW);
        let is_counted = other.quantity.unit.kind == Kind::Count;
        let is_called_so = bare(&one.lead) == bare(&other.lead);
        match () {
            () if across(&slip::is_swap) => match places(left).min(places(right)) {
                5.. => Some(0),
                4 => Some(if is_counted && !few { 3 } else { 2 }),
                3 if few => Some(0),
                3 => Some(if one.quantity.multiplier != other.quantity.multiplier { 2 } else { 6 }),
                _ => (few && is_counted).then_some(2),
            },
            () if is_scaled(one, other) => (digits >= SCALED).then_some(2),
            () if one.quantity.multiplier != other.quantity.multiplier => None,
            () if slip::is_slip_of(left, right) => match digits {
                6.. => Some(2),
                5 => Some(4),
                4 => Some(if places(left) > 4 { 4 } else { 5 }),
                _ => None,
            },
            () => (digits >= 4 && is_called_so && across(&is_shuffled)).then_some(2),
        }
    }
}

/// Whether two numbers have the same digits in another order.
fn is_shuffled(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut digits: Vec<char> = text.chars().collect();
        digits.sort_unstable();
        digits
    };
    one.find('.') == other.find('.') && sorted(one) == sorted(other)
}

/// Whether two numbers are the same but for the place of the point.
fn is_scaled(one: &Mention, other: &Mention) -> bool {
    let tens = [Decimal::TEN, Decimal::ONE_HUNDRED, Decimal::ONE_THOUSAND, Decimal::from(10_000)];
    let (less, more) = if one.quantity.value < other.quantity.value { (one, other) } else { (other, one) };
    let meets = |factor| less.quantity.span().times(factor).is_some_and(|span| span.meets(more.quantity.span()));
    tens.into_iter().any(meets)
}

/// Words of which both or neither must be told.
const SCOPES: &[&[&str]] = &[&["年初", "期初", "上年末", "上年底"], wording::STRETCHES];

/// Whether two numbers may be of one thing: of one year, planned both or neither, for each or in all.
fn are_of_one_scope(one: &Mention, other: &Mention) -> bool {
    let years = one.year().zip(other.year()).is_none_or(|(one, other)| one == other);
    years
        && one.is_last_years() == other.is_last_years()
        && (one.is_planned() == other.is_planned() || [one, other].iter().any(|found| !found.is_level()))
        && one.is_per_head() == other.is_per_head()
        && SCOPES.iter().all(|words| has(&scope(one), words) == has(&scope(other), words))
}

/// The words that tell the scope; a budget of the beginning of the year is one of the year.
fn scope(mention: &Mention) -> String {
    mention.lead.replace("年初预算", "")
}

/// Words that are told of all sorts of amounts.
const COMMON: &[&str] = &[
    "万元", "全年", "年度", "支出", "资金", "其中", "本年", "上年", "元的", "年末", "合计", "增加", "完成", "实际",
    "项目",
];

/// The most characters in a row that the words around two numbers share and that say something. What else tells that both are
/// one, counts as a word does: the same lead, words of what the paragraph is about, the same number beside them.
pub(super) fn shared_words(nearby: Nearby<'_>, one: usize, other: usize) -> usize {
    let (Some(left), Some(right)) = (words(nearby, one), words(nearby, other)) else { return 0 };
    let own = longest_shared(&left.0, &right.0);
    let about = longest_shared(&left.0, &right.1).max(longest_shared(&left.1, &right.0));
    let both = longest_shared(&left.1, &right.1);
    let lead = |index: usize| nearby.get(index).map_or("", |mention| bare(&mention.lead));
    let is_called_so = lead(one) == lead(other) && lead(one).chars().count() >= 2;
    let is_word = about >= 2 || is_called_so || share_a_number(nearby, one, other);
    own.max(if both >= 4 { 3 } else { 0 }).max(if is_word { 2 } else { 0 })
}

/// Whether the same percentage or amount of several digits stands beside two numbers.
fn share_a_number(nearby: Nearby<'_>, one: usize, other: usize) -> bool {
    let beside = |index: usize| {
        let sentence = nearby.get(index).map(|mention| mention.sentence);
        let around = (index.saturating_sub(BEFORE)..=index + BEFORE).filter(move |beside| *beside != index);
        around.filter_map(|beside| nearby.get(beside)).filter(move |beside| Some(beside.sentence) == sentence)
    };
    beside(one).any(|left| {
        let tells = significant(&printed(left)) > BEFORE;
        tells
            && beside(other)
                .any(|right| (left.quantity.value, left.quantity.unit) == (right.quantity.value, right.quantity.unit))
    })
}

/// What is told of a number, and what its paragraph is about.
fn words(nearby: Nearby<'_>, index: usize) -> Option<(String, String)> {
    let mention = nearby.get(index)?;
    let next = nearby.get(index + 1).filter(|next| next.clause == mention.clause && mention.tail.is_empty());
    let own = format!("{}，{}{}", mention.lead, mention.tail, next.map_or("", |next| &next.lead));
    let before = nearby.before(index).take(BEFORE).take_while(|(_, found)| found.sentence == mention.sentence);
    let about = before.fold(mention.subject.to_string(), |about, (_, found)| format!("{about}，{}", found.lead));
    Some((own.chars().take(WORDS).collect(), about.chars().take(2 * WORDS).collect()))
}

fn longest_shared(one: &str, other: &str) -> usize {
    let letters: Vec<char> = one.chars().collect();
    let tells = |word: &[char]| !word.iter().any(|c| c.is_ascii_digit() || "，、的了为年月在和".contains(*c));
    let mut longest = 0;
    for start in 0..letters.len() {
        for end in start + 2.max(longest + 1)..=letters.len() {
            let Some(word) = letters.get(start..end).filter(|word| tells(word)) else { break };
            let text: String = word.iter().collect();
            if !other.contains(&text) {
                break;
            }
            if !COMMON.contains(&text.as_str()) {
                longest = word.len();
            }
        }
    }
    longest
}
