//! Conditions on a rate as bands: `80%（含）-90%`, `≥80%且＜90%`, `[80%,90%)`, `低于60%`. An end that does not say
//! whether it is inside takes what its neighbour leaves.

use rust_decimal::Decimal;

use super::wording::{Number, Unit, numbers};
use crate::rule::{Band, Rule};

/// An end of a band; `None`: the words do not say whether it is inside.
#[derive(Clone, Copy, Debug, PartialEq)]
struct End {
    at: Decimal,
    inside: Option<bool>,
}

/// A band as its words say it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Said {
    low: Option<End>,
    high: Option<End>,
    points: Decimal,
}

/// Words before a number, longer ones first: is it the lower end, the upper one or both, and is it inside.
const BEFORE: [(&str, Side, bool); 32] = [
    ("大于等于", Side::Low, true),
    ("大于或等于", Side::Low, true),
    ("小于等于", Side::High, true),
    ("小于或等于", Side::High, true),
    ("不低于", Side::Low, true),
    ("不小于", Side::Low, true),
    ("不少于", Side::Low, true),
    ("不高于", Side::High, true),
    ("不大于", Side::High, true),
    ("不超过", Side::High, true),
    ("未超过", Side::High, true),
    ("未达到", Side::High, false),
    ("达不到", Side::High, false),
    ("不足", Side::High, false),
    ("不到", Side::High, false),
    ("未达", Side::High, false),
    ("达到", Side::Low, true),
    ("大于", Side::Low, false),
    ("高于", Side::Low, false),
    ("超过", Side::Low, false),
    ("超出", Side::Low, false),
    ("小于", Side::High, false),
    ("低于", Side::High, false),
    ("少于", Side::High, false),
    ("等于", Side::Both, true),
    ("≥", Side::Low, true),
    ("≤", Side::High, true),
    (">=", Side::Low, true),
    ("<=", Side::High, true),
    (">", Side::Low, false),
    ("<", Side::High, false),
    ("=", Side::Both, true),
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Low,
    High,
    Both,
}

/// Bands out of conditions with their points; what was assumed is added to `assumed`.
pub(super) fn rule(awards: &[(String, Decimal)], assumed: &mut Vec<String>) -> Option<Rule> {
    let mut rest = None;
    let mut said = Vec::new();
    for (condition, points) in awards {
        match band(condition) {
            Some(band) => said.push(Said { points: *points, ..band }),
            None if points.is_zero() && ["其余", "其他", "否则"].iter().any(|word| condition.contains(word)) => {
                rest = Some(*points);
            }
            None => return None,
        }
    }
    said.sort_by_key(|band| (band.low.map(|end| end.at), band.high.map_or(Decimal::MAX, |end| end.at)));
    let first = said.first_mut()?;
    let at_nought = first.low.is_some_and(|end| end.at.is_zero());
    let says_so = awards.iter().any(|(condition, _)| condition.contains("绝对值"));
    let absolute = says_so || (at_nought && first.high.is_some_and(|end| end.at.is_zero()));
    if at_nought && !absolute {
        first.low = None;
    }
    if let (Some(end), Some(points)) = (first.low.filter(|_| !absolute), rest) {
        let high = Some(End { inside: end.inside.map(|inside| !inside), ..end });
        said.insert(0, Said { low: None, high, points });
    }
    // 95%—105%得分，否则不得分: what lies above is worth as little as what lies below.
    if let (Some(last), Some(points)) = (said.last_mut(), rest)
        && let Some(end) = last.high.filter(|end| end.at != Decimal::ONE)
    {
        let inside = end.inside.unwrap_or(true);
        last.high = Some(End { inside: Some(inside), ..end });
        said.push(Said { low: Some(End { inside: Some(!inside), ..end }), high: None, points });
    }
    if let Some(last) = said.last_mut()
        && last.high.is_some_and(|end| end.at == Decimal::ONE)
    {
        if said_open_at_the_top(last) {
            assumed.push("超过100%的按最高一档".to_owned());
        }
        last.high = None;
    }
    nest(&mut said);
    settle(&mut said, assumed)?;
    Some(Rule::Bands { bands: said.iter().map(finished).collect(), absolute })
}

/// A top band that ends at 100 % though the rate may be higher.
fn said_open_at_the_top(last: &Said) -> bool {
    last.low.is_none_or(|low| low.at < Decimal::ONE)
}

/// Bands that name one end each (≥90%，≥80%) reach to the next one, where more, or less, is worth more throughout.
fn nest(said: &mut [Said]) {
    let beside = |end: End| End { inside: end.inside.map(|inside| !inside), ..end };
    for index in 1..said.len() {
        let (below, above) = (said[index - 1], said[index]);
        match (below.high, above.low) {
            (None, Some(low)) if below.points < above.points => said[index - 1].high = Some(beside(low)),
            (Some(high), None) if below.points > above.points => said[index].low = Some(beside(high)),
            _ => {}
        }
    }
}

/// Gives every end its side: of two that meet, one is inside.
fn settle(said: &mut [Said], assumed: &mut Vec<String>) -> Option<()> {
    for index in 1..said.len() {
        let (below, above) = (said[index - 1].high?, said[index].low?);
        if below.at != above.at {
            return None;
        }
        let (below_in, above_in) = match (below.inside, above.inside) {
            (Some(below), Some(above)) if below != above => (below, above),
            (Some(_), Some(_)) => return None,
            (Some(below), None) => (below, !below),
            (None, Some(above)) => (!above, above),
            (None, None) => {
                assumed.push(format!("{}%归上一档", (below.at * Decimal::ONE_HUNDRED).normalize()));
                (false, true)
            }
        };
        said[index - 1].high = Some(End { inside: Some(below_in), ..below });
        said[index].low = Some(End { inside: Some(above_in), ..above });
    }
    Some(())
}

fn finished(said: &Said) -> Band {
    let inside = |end: Option<End>| end.filter(|end| end.inside != Some(false)).map(|end| end.at);
    let outside = |end: Option<End>| end.filter(|end| end.inside == Some(false)).map(|end| end.at);
    Band {
        above: outside(said.low),
        from: inside(said.low),
        up_to: inside(said.high),
        below: outside(said.high),
        points: said.points,
    }
}

/// Reads one condition, without its points.
fn band(condition: &str) -> Option<Said> {
    let (text, named) = without_named_end(condition);
    let text = without_repeated_ends(&text);
    let found: Vec<Number> = numbers(&text).into_iter().filter(|number| number.unit != Unit::Points).collect();
    let percent = found.iter().any(|number| number.unit == Unit::Percent);
    let at = |number: &Number| {
        let is_rate = percent || number.value > Decimal::ONE;
        if is_rate { (number.value / Decimal::ONE_HUNDRED).normalize() } else { number.value }
    };
    let mut said = match found.as_slice() {
        [one] => alone(&text, one, at(one)),
        [first, second] => between(&text, first, second, (at(first), at(second))),
        _ => None,
    }?;
    if let Some((number, inside)) = named {
        let ends = [&mut said.low, &mut said.high].into_iter().flatten();
        ends.filter(|end| end.at == at(&number)).for_each(|end| end.inside = Some(inside));
    }
    Some(said)
}

/// `80%-90%(含80%)`: which end is inside, said behind both.
fn without_named_end(text: &str) -> (String, Option<(Number, bool)>) {
    for (mark, inside) in [("(含", true), ("(不含", false)] {
        let Some((before, (named, after))) = text.split_once(mark).and_then(|(before, rest)| {
            let inner = rest.split_once(')')?;
            Some((before, inner))
        }) else {
            continue;
        };
        if let [number] = numbers(named).as_slice()
            && number.start == 0
            && number.end == named.len()
        {
            return (format!("{before}{after}"), Some((number.clone(), inside)));
        }
    }
    (text.to_owned(), None)
}

/// `80%(含80%)` and `80%以上(含)` with one mark behind the number.
fn without_repeated_ends(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('含') {
        let after = &rest[at + '含'.len_utf8()..];
        let digits = after.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '%')).unwrap_or(after.len());
        kept.push_str(&rest[..at + '含'.len_utf8()]);
        rest = &after[digits..];
        rest = rest.strip_prefix("本数").unwrap_or(rest);
    }
    kept.push_str(rest);
    for word in ["以上", "以下", "以内"] {
        kept = kept.replace(&format!("{word}(含)"), &format!("(含){word}"));
        kept = kept.replace(&format!("{word}(不含)"), &format!("(不含){word}"));
    }
    kept
}

/// What a mark behind a number says of the end, and the words behind that mark.
fn marked<'t>(text: &'t str, number: &Number) -> (Option<bool>, &'t str) {
    let rest = &text[number.end..];
    for (mark, inside) in [("(含)", true), ("(不含)", false), ("含", true)] {
        if let Some(rest) = rest.strip_prefix(mark) {
            return (Some(inside), rest);
        }
    }
    (None, rest)
}

/// The comparison a number stands in.
fn compared(text: &str, number: &Number, at: Decimal) -> Option<(Side, End)> {
    let before = &text[..number.start];
    let (mark, rest) = marked(text, number);
    if let Some((_, side, inside)) = BEFORE.iter().find(|(word, _, _)| before.ends_with(word)) {
        return Some((*side, End { at, inside: mark.or(Some(*inside)) }));
    }
    let all = |word: &str| rest.starts_with(&format!("及{word}")) || rest.starts_with(&format!("或{word}"));
    for (word, side) in [("以上", Side::Low), ("以下", Side::High), ("以内", Side::High)] {
        if all(word) {
            return Some((side, End { at, inside: Some(true) }));
        }
        if rest.starts_with(word) {
            return Some((side, End { at, inside: mark }));
        }
    }
    None
}

fn alone(text: &str, number: &Number, at: Decimal) -> Option<Said> {
    let both = End { at, inside: Some(true) };
    let (side, end) = match compared(text, number, at) {
        Some(found) => found,
        None if marked(text, number).1.is_empty() => (Side::Both, both),
        None => return None,
    };
    Some(match side {
        Side::Low => Said { low: Some(end), ..Said::default() },
        Side::High => Said { high: Some(end), ..Said::default() },
        Side::Both => Said { low: Some(both), high: Some(both), ..Said::default() },
    })
}

fn between(text: &str, first: &Number, second: &Number, (a, b): (Decimal, Decimal)) -> Option<Said> {
    let range = |low: End, high: End| {
        (low.at < high.at).then_some(Said { low: Some(low), high: Some(high), ..Said::default() })
    };
    let (first_mark, middle) = marked(&text[..second.start], first);
    let (second_mark, behind) = marked(text, second);
    if middle == "," {
        let open = text[..first.start].chars().last()?;
        let close = behind.chars().next()?;
        let low = End { at: a, inside: Some(open == '[') };
        return range(low, End { at: b, inside: Some(close == ']') });
    }
    let middle_plain = middle.trim_start_matches(',');
    if matches!(middle_plain, "-" | "至" | "到" | "~" | "--") {
        return range(End { at: a, inside: first_mark }, End { at: b, inside: second_mark });
    }
    let sign = |text: &str, last: bool| {
        let found = if last { text.chars().last() } else { text.chars().next() };
        found.filter(|sign| "≤<≥>".contains(*sign))
    };
    // 80%≤满意度<90%
    if let (Some(one), Some(two)) = (sign(middle, false), sign(middle, true))
        && compared(&text[..second.start], first, a).is_none()
    {
        return match (one, two) {
            ('≤' | '<', '≤' | '<') => {
                range(End { at: a, inside: Some(one == '≤') }, End { at: b, inside: Some(two == '≤') })
            }
            ('≥' | '>', '≥' | '>') => {
                range(End { at: b, inside: Some(two == '≥') }, End { at: a, inside: Some(one == '≥') })
            }
            _ => None,
        };
    }
    match (compared(&text[..second.start], first, a)?, compared(text, second, b)?) {
        ((Side::Low, low), (Side::High, high)) | ((Side::High, high), (Side::Low, low)) => range(low, high),
        _ => None,
    }
}
