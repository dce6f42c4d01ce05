//! Errors planted in labelled texts, one at a time, and whether a finding touches each. The errors know nothing of the
//! checker: a planter knows a number's digits, its unit, and the formula a reader wrote beside it.
//!
//! Beside each `X.txt` stands `X.json`: `{"statements": [{"quote", "kind", "stated", "computed", "verdict", "formula"}]}`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use serde_json::Value;

use ziping::audit::{AuditFinding, audit};
use ziping::check::Grade;
use ziping::source::SourceText;

/// A text with what a reader said of its numbers.
pub(crate) struct Labelled {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) labels: Vec<Label>,
}

/// A labelled statement; its place is in bytes of the text.
pub(crate) struct Label {
    pub(crate) kind: String,
    pub(crate) verdict: String,
    pub(crate) stated: String,
    pub(crate) quote: String,
    formula: Option<String>,
    pub(crate) start: usize,
}

impl Label {
    /// Where the number that it states stands in its text, in bytes: the last such in its quote.
    pub(crate) fn place(&self) -> (usize, usize) {
        let digits = self.stated.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let stated = self.stated.get(digits..).unwrap_or_default();
        let (start, length) = self.quote.rfind(stated).map_or((0, self.quote.len()), |at| (at, stated.len()));
        (self.start + start, self.start + start + length)
    }
}

/// An altered number: the way, the text with it, and where it stands there in bytes.
struct Planted {
    way: &'static str,
    text: String,
    start: usize,
    end: usize,
}

/// How many were planted and how many found.
#[derive(Clone, Copy, Default)]
pub(crate) struct Recall {
    pub(crate) planted: usize,
    pub(crate) found: usize,
}

/// What came of planting: by kind, by way, and each miss in a line.
#[derive(Default)]
pub(crate) struct Harvest {
    pub(crate) all: Recall,
    pub(crate) by_kind: BTreeMap<String, Recall>,
    pub(crate) by_way: BTreeMap<&'static str, Recall>,
    pub(crate) misses: Vec<String>,
}

impl Recall {
    fn count(&mut self, found: bool) {
        self.planted += 1;
        self.found += usize::from(found);
    }
}

/// The labelled texts of a folder, by name.
pub(crate) fn labelled(folder: &Path) -> Vec<Labelled> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|found| found == "txt")).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Labelled {
    let text = fs::read_to_string(path).expect("UTF-8");
    let json = fs::read_to_string(path.with_extension("json")).unwrap_or_else(|_| "{}".to_owned());
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let statements = json["statements"].as_array().cloned().unwrap_or_default();
    let word = |statement: &Value, key: &str| statement[key].as_str().unwrap_or_default().to_owned();
    let label = |statement: &Value| {
        let quote = word(statement, "quote");
        let start = text.find(&quote)?;
        Some(Label {
            kind: word(statement, "kind"),
            verdict: word(statement, "verdict"),
            stated: word(statement, "stated"),
            formula: statement["formula"].as_str().map(str::to_owned),
            quote,
            start,
        })
    };
    let labels = statements.iter().filter_map(label).collect();
    Labelled { name: path.file_name().expect("a name").to_string_lossy().into_owned(), text, labels }
}

/// Plants every error that a reader could recompute in a text, and looks for each.
pub(crate) fn plant(labelled: &Labelled, harvest: &mut Harvest) {
    let before = messages(&labelled.text);
    for label in labelled.labels.iter().filter(|label| label.verdict == "sound") {
        for planted in alterations(&labelled.text, label) {
            let found = is_touched(&planted, &before);
            harvest.all.count(found);
            harvest.by_kind.entry(label.kind.clone()).or_default().count(found);
            harvest.by_way.entry(planted.way).or_default().count(found);
            if !found {
                harvest.misses.push(told(&labelled.name, label, &planted));
            }
        }
    }
}

fn told(name: &str, label: &Label, planted: &Planted) -> String {
    let (stop, text) =
        (planted.text[planted.end..].find('\n').map_or(planted.text.len(), |at| planted.end + at), planted);
    let context = |from: &str, forward: bool| -> String {
        let length = from.chars().count();
        let skip = if forward { 0 } else { length.saturating_sub(40) };
        from.chars().skip(skip).take(40).collect()
    };
    let line = text.text[..text.start].rfind('\n').map_or(0, |at| at + 1);
    let (front, back) = (context(&text.text[line..text.start], false), context(&text.text[text.end..stop], true));
    let number = &text.text[text.start..text.end];
    format!("{name} {} {} {}: {front}【{number}】{back}", label.kind, text.way, label.stated)
}

/// Whether a finding that was not there before is about the altered number.
fn is_touched(planted: &Planted, before: &[String]) -> bool {
    let findings = audit(&SourceText::from(planted.text.as_str()));
    let about = about(&planted.text, planted.start, planted.end);
    findings.iter().any(|finding| finding.working.is_some() && !before.contains(&finding.message) && about(finding))
}

/// Whether a finding is about the number between two bytes of a text: it covers it, offers another for it, or names it.
pub(crate) fn about(text: &str, start: usize, end: usize) -> impl Fn(&AuditFinding) -> bool + use<> {
    let number = text[start..end].replace(',', "");
    let (line, start) = line_and_units(text, start);
    let (_, end) = line_and_units(text, end);
    move |finding: &AuditFinding| {
        let covers = finding.place.line == line && finding.place.start < end && start < finding.place.end;
        let offered = finding.corrections.iter().any(|correction| {
            correction.place.line == line && correction.place.start < end && start < correction.place.end
        });
        let named =
            finding.subjects.iter().chain(&finding.stated).any(|subject| subject.replace(',', "").starts_with(&number));
        covers || offered || named
    }
}

fn messages(text: &str) -> Vec<String> {
    audit(&SourceText::from(text)).into_iter().map(|finding| finding.message).collect()
}

/// The findings of a text that do arithmetic and are more than a hint.
pub(crate) fn accusations(text: &str) -> Vec<AuditFinding> {
    let findings = audit(&SourceText::from(text));
    findings.into_iter().filter(|finding| finding.working.is_some() && finding.grade != Grade::Hint).collect()
}

/// The line of the text that a byte stands in, and the UTF-16 units before it on that line.
pub(crate) fn line_and_units(text: &str, at: usize) -> (usize, usize) {
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    (text[..at].matches('\n').count() + 1, text[line_start..at].encode_utf16().count())
}

/// A number as it stands in a text.
#[derive(Clone)]
struct Token {
    start: usize,
    end: usize,
    digits: String,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (at, character) in text.char_indices() {
        match tokens.last_mut() {
            Some(last) if last.end == at && (character.is_ascii_digit() || matches!(character, '.' | ',')) => {
                last.end = at + 1;
            }
            _ if character.is_ascii_digit() => tokens.push(Token { start: at, end: at + 1, digits: String::new() }),
            _ => {}
        }
    }
    for token in &mut tokens {
        token.end = token.start + text[token.start..token.end].trim_end_matches(['.', ',']).len();
        token.digits = text[token.start..token.end].replace(',', "");
    }
    tokens
}

/// Every way a label's numbers are altered so that its formula no longer gives what is stated.
fn alterations(text: &str, label: &Label) -> Vec<Planted> {
    let Some(formula) = &label.formula else { return Vec::new() };
    let Some(stated) = tokens(&label.stated).into_iter().next() else { return Vec::new() };
    let unit = &label.stated[stated.end..];
    let found = tokens(&label.quote);
    let states = |token: &&Token| token.digits == stated.digits && label.quote[token.end..].starts_with(unit);
    let place = if matches!(label.kind.as_str(), "sum" | "count") {
        found.iter().find(states)
    } else {
        found.iter().rfind(states)
    };
    let Some(place) = place.cloned() else { return Vec::new() };
    if !fits(formula, &stated.digits) {
        return Vec::new();
    }
    let mut planted = Vec::new();
    let mut put = |way: &'static str, token: &Token, words: &str, length: usize| {
        let (start, end) = (label.start + token.start, label.start + token.end + length);
        let text = format!("{}{words}{}", &text[..start], &text[end..]);
        planted.push(Planted { way, text, start, end: start + words.len() });
    };
    let printed = |token: &Token| label.quote[token.start..token.end].to_owned();
    for (way, alter) in WAYS {
        if let Some(altered) = alter(&printed(&place)).filter(|altered| !fits(formula, &altered.replace(',', ""))) {
            put(way, &place, &altered, 0);
        }
    }
    if unit.starts_with('%') {
        let slipped = place.digits.parse::<Decimal>().expect("a number") + Decimal::ONE;
        if !fits(formula, &slipped.to_string()) {
            put("percentage point", &place, &slipped.to_string(), 0);
        }
    }
    for (from, to) in [("万元", "亿元"), ("亿元", "万元")] {
        if unit.starts_with(from) {
            put("unit", &place, &format!("{}{to}", printed(&place)), from.len());
        }
    }
    for (operand, in_formula) in operands(formula, &found, &place) {
        let Some(altered) = misprinted(&printed(&operand)) else { continue };
        let changed =
            format!("{}{}{}", &formula[..in_formula.start], altered.replace(',', ""), &formula[in_formula.end..]);
        if !fits(&changed, &stated.digits) {
            put("part", &operand, &altered, 0);
        }
    }
    planted
}

/// The numbers of a formula that stand exactly once in the quote: there, and in the formula.
fn operands(formula: &str, found: &[Token], stated: &Token) -> Vec<(Token, Token)> {
    let literals = tokens(formula);
    let value = |token: &Token| token.digits.parse::<Decimal>().ok();
    let one = |literal: &Token| {
        let same = |token: &&Token| token.start != stated.start && value(token) == value(literal);
        let twice = literals.iter().filter(|other| value(other) == value(literal)).count() > 1;
        let mut matching = found.iter().filter(same);
        let token = matching.next().cloned()?;
        (!twice && matching.next().is_none() && literals.len() > 1).then(|| (token, literal.clone()))
    };
    literals
        .iter()
        .filter(|literal| !matches!(literal.digits.as_str(), "100" | "1000" | "10000"))
        .filter_map(one)
        .collect()
}

/// A way of spoiling a printed number.
type Way = fn(&str) -> Option<String>;

const WAYS: [(&str, Way); 4] = [
    ("digit misread", misread),
    ("digit wrong", misprinted),
    ("digits transposed", transposed),
    ("digit left out", shortened),
];

/// The first digit that looks like another is taken for it.
fn misread(number: &str) -> Option<String> {
    let pairs = [('1', '7'), ('7', '1'), ('3', '8'), ('8', '3'), ('6', '9'), ('9', '6'), ('2', '5'), ('5', '2')];
    let at = number.find(|digit| pairs.iter().any(|(from, _)| *from == digit))?;
    let (_, to) = pairs.iter().find(|(from, _)| number[at..].starts_with(*from))?;
    Some(format!("{}{to}{}", &number[..at], &number[at + 1..]))
}

/// A digit in the middle is three more.
fn misprinted(number: &str) -> Option<String> {
    let places: Vec<usize> =
        number.char_indices().filter(|(_, digit)| digit.is_ascii_digit()).map(|(at, _)| at).collect();
    let at = *places.get(places.len() / 2)?;
    let digit = number.as_bytes()[at] - b'0';
    let wrong = if at == 0 { digit % 9 + 1 } else { (digit + 3) % 10 };
    Some(format!("{}{wrong}{}", &number[..at], &number[at + 1..]))
}

/// The first two neighbouring digits that differ change places; a number does not begin with 0.
fn transposed(number: &str) -> Option<String> {
    let bytes = number.as_bytes();
    let differ = |at: &usize| {
        let (left, right) = (bytes[*at], bytes[at + 1]);
        left.is_ascii_digit() && right.is_ascii_digit() && left != right && !(*at == 0 && right == b'0')
    };
    let at = (0..number.len().saturating_sub(1)).find(differ)?;
    Some(format!("{}{}{}{}", &number[..at], &number[at + 1..=at + 1], &number[at..=at], &number[at + 2..]))
}

/// The second digit is not there; only in a number long enough.
fn shortened(number: &str) -> Option<String> {
    let plain = number.replace(',', "");
    let whole = plain.split('.').next().unwrap_or_default().len();
    (whole >= 3).then(|| format!("{}{}", &plain[..1], &plain[2..]))
}

/// Whether a formula can give a stated number, every number with decimals standing for all that round to it.
fn fits(formula: &str, stated: &str) -> bool {
    let Ok(stated) = stated.parse::<Decimal>() else { return false };
    let literals = tokens(formula);
    let Some(middle) = worked_out(formula) else { return false };
    let mut spread = half(stated);
    for literal in literals.iter().filter(|literal| literal.digits.contains('.')) {
        let Ok(value) = literal.digits.parse::<Decimal>() else { return false };
        let moved = format!("{}{}{}", &formula[..literal.start], value + half(value), &formula[literal.end..]);
        spread += worked_out(&moved).map_or(Decimal::ZERO, |moved| (moved - middle).abs());
    }
    (stated - middle).abs() <= spread
}

/// Half of a number's last place.
fn half(value: Decimal) -> Decimal {
    Decimal::new(5, value.scale() + 1)
}

/// The value of a formula of numbers, `+ - * /` and brackets.
fn worked_out(formula: &str) -> Option<Decimal> {
    let characters: Vec<char> = formula.chars().filter(|character| !character.is_whitespace()).collect();
    let mut at = 0;
    let value = sum(&characters, &mut at)?;
    (at == characters.len()).then_some(value)
}

fn sum(formula: &[char], at: &mut usize) -> Option<Decimal> {
    let mut value = product(formula, at)?;
    while let Some(sign @ ('+' | '-')) = formula.get(*at).copied() {
        *at += 1;
        let next = product(formula, at)?;
        value = if sign == '+' { value.checked_add(next)? } else { value.checked_sub(next)? };
    }
    Some(value)
}

fn product(formula: &[char], at: &mut usize) -> Option<Decimal> {
    let mut value = factor(formula, at)?;
    while let Some(sign @ ('*' | '/')) = formula.get(*at).copied() {
        *at += 1;
        let next = factor(formula, at)?;
        value = if sign == '*' { value.checked_mul(next)? } else { value.checked_div(next)? };
    }
    Some(value)
}

fn factor(formula: &[char], at: &mut usize) -> Option<Decimal> {
    if formula.get(*at) == Some(&'(') {
        *at += 1;
        let value = sum(formula, at)?;
        *at += 1;
        return (formula.get(*at - 1) == Some(&')')).then_some(value);
    }
    let digits: String =
        formula.iter().skip(*at).take_while(|character| character.is_ascii_digit() || **character == '.').collect();
    *at += digits.len();
    digits.parse().ok()
}
