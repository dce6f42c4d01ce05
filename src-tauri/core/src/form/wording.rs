//! The sentence of an 评价标准 read as a rule, where it is plain. Every number in it must have found its use, else the
//! row is `judged`: a rule half understood would score wrongly and look right.

use rust_decimal::Decimal;

use super::bands;
use super::name::{plain, unnumbered};
use crate::rule::{Item, PartStep, Rule, Side};

/// A sentence as a rule, and what was taken for granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// `judged` where the sentence is not plain.
    pub(super) rule: Rule,
    /// What the form does not say and was assumed.
    pub(super) assumed: Vec<String>,
}

/// A number and what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where it ends with its unit.
    pub(super) end: usize,
    /// As it is written, without its unit.
    pub(super) value: Decimal,
    /// What it counts.
    pub(super) unit: Unit,
}

/// What a number of a sentence counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// % or 百分点
    Percent,
    /// 分
    Points,
    /// Nothing.
    Bare,
}

const OVER: [&str; 9] = ["超", "高于", "高出", "增加", "增长", "上升", "上涨", "大于", "提高"];
const UNDER: [&str; 6] = ["低", "降", "减少", "减", "少于", "小于"];
const BOTH: [&str; 6] = ["偏离", "相差", "偏差", "增减", "±", "正负"];
const BREACH: [&str; 9] = ["出现", "发现", "发生", "存在", "缺少", "缺", "少", "有", "不符合"];

const BY_RATE: [&str; 13] = [
    "比例扣",
    "得分×",
    "得分*",
    "率计分",
    "率评分",
    "率得分",
    "率×",
    "率*",
    "比例计分",
    "比例得分",
    "比例给分",
    "率乘以",
    "率计算得分",
];

/// Reads a sentence; `name` is the indicator's, `full` its weight.
pub(super) fn read(name: &str, wording: &str, full: Decimal) -> Reading {
    let text = with_noughts(plain(wording));
    let mut assumed = Vec::new();
    if has_long_number(&text) {
        return Reading { rule: Rule::Judged {}, assumed };
    }
    if ["酌情", "视情", "最高"].iter().any(|word| text.contains(word)) {
        return Reading { rule: Rule::Judged {}, assumed };
    }
    let rule = steps(name, &text, full, &mut assumed)
        .or_else(|| breaches(&text, full))
        .or_else(|| if text.contains('扣') { None } else { by_awards(&text, full, &mut assumed) })
        .or_else(|| proportional(&text, full).then_some(Rule::Proportional {}));
    match rule.filter(|rule| rule.fault(full).is_none()) {
        Some(rule) => Reading { rule, assumed },
        None => Reading { rule: Rule::Judged {}, assumed: Vec::new() },
    }
}

/// Comparisons with 零 as with 0.
fn with_noughts(text: String) -> String {
    ["于", "≤", "≥", "<", ">", "="]
        .iter()
        .fold(text, |text, sign| text.replace(&format!("{sign}零"), &format!("{sign}0")))
}

/// No form has a number of ten digits; arithmetic with one could run over.
fn has_long_number(text: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.')).any(|run| run.len() > 9)
}

/// All numbers in digits, in order.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(begin) = text[at..].find(|c: char| c.is_ascii_digit()).map(|begin| at + begin) {
        let after = text[begin..].find(|c| !digit(c)).map_or(text.len(), |length| begin + length);
        let rest = &text[after..];
        let (unit, length) = if rest.starts_with('%') {
            (Unit::Percent, 1)
        } else if let Some(word) = ["个百分点", "百分点", "个点"].iter().find(|word| rest.starts_with(**word))
        {
            (Unit::Percent, word.len())
        } else if rest.starts_with('分') && !rest.starts_with("分点") && !rest.starts_with("分之") {
            (Unit::Points, '分'.len_utf8())
        } else {
            (Unit::Bare, 0)
        };
        if let Ok(value) = Decimal::from_str_exact(text[begin..after].trim_end_matches('.')) {
            found.push(Number { start: begin, end: after + length, value: value.normalize(), unit });
        }
        at = after + length;
    }
    found
}

/// Splits into items by their marks: ①②③, else （1）（2）, else 1. 2.; the words before the first mark come first.
fn items(text: &str) -> Option<(String, Vec<String>)> {
    let circled = |number: u32| char::from_u32(0x245F + number).map(String::from).unwrap_or_default();
    let letter = |number: u32| char::from_u32(0x40 + number).map(String::from).unwrap_or_default();
    let styles: [&dyn Fn(u32) -> String; 6] = [
        &circled,
        &|number| format!("({number})"),
        &|number| format!("{number}、"),
        &|number| format!("{number}."),
        &|number| format!("{}.", letter(number)),
        &|number| format!("{}、", letter(number)),
    ];
    styles.iter().find_map(|mark| {
        let (head, mut rest) = text.split_once(&mark(1))?;
        let mut items = Vec::new();
        for number in 2.. {
            match rest.split_once(&mark(number)) {
                Some((item, more)) => {
                    items.push(item.to_owned());
                    rest = more;
                }
                None => break,
            }
        }
        items.push(rest.to_owned());
        (items.len() > 1).then(|| (head.to_owned(), items))
    })
}

/// What a deduction says: the words between 每 and 扣, and what is lost.
struct Deduction<'t> {
    clause: &'t str,
    /// Where the clause begins and where the deduction ends, in bytes.
    range: (usize, usize),
    points: Decimal,
}

fn deductions(text: &str, full: Decimal) -> Vec<Deduction<'_>> {
    let numbers = numbers(text);
    let one = |(at, _): (usize, &str)| {
        let behind = at + '扣'.len_utf8();
        let number = numbers.iter().find(|number| number.start >= behind)?;
        let between = &text[behind..number.start];
        let share = matches!(between, "权重的" | "该项分值的" | "分值的" | "本项分值的" | "该指标分值的" | "权重分的");
        let points = match number.unit {
            Unit::Points if matches!(between, "" | "减" | "除" | "掉") => number.value,
            Unit::Percent if share => full * number.value / Decimal::ONE_HUNDRED,
            _ => return None,
        };
        let sentence = text[..at].rfind(['。', '\n']).map_or(0, |end| end + 1);
        let sentence = (sentence..=at).find(|index| text.is_char_boundary(*index))?;
        let begin = text[sentence..at].rfind('每').map(|begin| sentence + begin + '每'.len_utf8());
        let begin = begin.or_else(|| {
            // 发现一起违规，扣5分: the comma belongs to it.
            let end = text[..at].trim_end_matches(',').len().max(sentence);
            let part = text[sentence..end].rfind([',', ';']).map_or(sentence, |end| sentence + end + 1);
            let clause = &text[part..at];
            // 超过1个百分点扣1分 is said of each.
            let step = || clause.contains("百分点") && step_of(clause).is_some() && side_of(clause).is_some();
            (BREACH.iter().any(|word| clause.contains(word)) || step()).then_some(part)
        })?;
        Some(Deduction { clause: &text[begin..at], range: (begin, number.end), points })
    };
    text.match_indices('扣').filter_map(one).collect()
}

/// 每超过…个百分点扣…分.
fn steps(name: &str, text: &str, full: Decimal, assumed: &mut Vec<String>) -> Option<Rule> {
    let found = deductions(text, full);
    let steps: Vec<(&Deduction<'_>, Step)> =
        found.iter().filter_map(|one| step_of(one.clause).map(|step| (one, step))).collect();
    let (first, step) = steps.first()?;
    // What a step counts has a sign.
    if text.contains("绝对值") {
        return None;
    }
    let same = |(one, other): &(&Deduction<'_>, Step)| one.points == first.points && other.size == step.size;
    if steps.len() != found.len() || !steps.iter().all(same) {
        return None;
    }
    let sides: Vec<Side> = steps.iter().filter_map(|(one, _)| side_of(one.clause)).collect();
    if sides.len() != steps.len() {
        return None;
    }
    let side = if sides.iter().all(|side| *side == sides[0]) { sides[0] } else { Side::Both };
    let limit = step.limit.or_else(|| limit_of(&text[..first.range.0])).or_else(|| {
        let known = if name.contains("变动") || name.contains("增长") {
            Decimal::ZERO
        } else if name.contains("控制率") || name.contains("完成率") || name.contains("执行率") {
            Decimal::ONE
        } else {
            return None;
        };
        assumed.push(format!("没有写明标准，按{}%，请核对", (known * Decimal::ONE_HUNDRED).normalize()));
        Some(known)
    })?;
    let spoken_for = |number: &Number| {
        let inside = steps.iter().any(|(one, _)| (one.range.0..one.range.1).contains(&number.start));
        inside
            || match number.unit {
                Unit::Points => number.value == full,
                Unit::Percent => [limit, step.size].contains(&(number.value / Decimal::ONE_HUNDRED).normalize()),
                Unit::Bare => number.value == limit || is_numbering(text, number),
            }
    };
    if has_other_rule(text) || !numbers(text).iter().all(spoken_for) {
        return None;
    }
    Some(Rule::StepDeduction { side, limit, step: step.size, deduct: first.points, part_step: part_step(text) })
}

/// Whether something gives no points at all, beside what is taken off for each.
fn has_other_rule(text: &str) -> bool {
    text.split(['。', ';', ',', '\n']).any(|part| {
        let nought = |number: &Number| number.unit == Unit::Points && number.value.is_zero();
        let none = ["不得分", "不计分", "得零分"].iter().any(|word| part.contains(word));
        (none || numbers(part).iter().any(nought)) && !part.contains('每') && !part.contains('扣')
    })
}

struct Step {
    size: Decimal,
    /// A limit named in the clause itself: 每超过100%一个百分点.
    limit: Option<Decimal>,
}

fn step_of(clause: &str) -> Option<Step> {
    let rates: Vec<Number> = numbers(clause).into_iter().filter(|number| number.unit == Unit::Percent).collect();
    let hundredth = |number: &Number| (number.value / Decimal::ONE_HUNDRED).normalize();
    let in_words = ["个百分点", "百分点", "个点"].iter().find_map(|word| {
        let before = clause.split_once(word)?.0;
        chinese(before.chars().last()?)
    });
    match (in_words, rates.as_slice()) {
        (Some(size), limit) if limit.len() <= 1 => {
            Some(Step { size: size / Decimal::ONE_HUNDRED, limit: limit.first().map(hundredth) })
        }
        (None, [size]) => Some(Step { size: hundredth(size), limit: None }),
        // 每超0.01
        (None, []) => match numbers(clause).as_slice() {
            [size] if size.unit == Unit::Bare && size.value < Decimal::ONE && !size.value.is_zero() => {
                Some(Step { size: size.value, limit: None })
            }
            _ => None,
        },
        (None, [limit, size]) => Some(Step { size: hundredth(size), limit: Some(hundredth(limit)) }),
        _ => None,
    }
}

/// A numeral below ten, in words.
fn chinese(letter: char) -> Option<Decimal> {
    let place =
        "一二三四五六七八九十".chars().position(|numeral| numeral == letter || (letter == '两' && numeral == '二'))?;
    Some(Decimal::from(u32::try_from(place + 1).ok()?))
}

fn side_of(clause: &str) -> Option<Side> {
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    match (has(&OVER), has(&UNDER), has(&BOTH)) {
        (_, _, true) | (true, true, _) => Some(Side::Both),
        (true, false, _) => Some(Side::Over),
        (false, true, _) => Some(Side::Under),
        _ => None,
    }
}

/// The limit named before the deduction: 以100%为标准, ≤0, 100%以下（含）.
fn limit_of(text: &str) -> Option<Decimal> {
    let found = numbers(text);
    let rate = found.iter().find(|number| number.unit == Unit::Percent);
    if let Some(rate) = rate {
        return Some((rate.value / Decimal::ONE_HUNDRED).normalize());
    }
    let compared = |number: &&Number| {
        number.unit == Unit::Bare
            && number.value <= Decimal::ONE
            && ["≤", "=", "<", "≥", ">", "于", "为", "过"].iter().any(|mark| text[..number.start].ends_with(mark))
    };
    let bare = found.iter().find(compared).map(|number| number.value);
    let none = ["零增长", "不增长", "负增长", "只减不增", "≤零"].iter().any(|word| text.contains(word));
    bare.or_else(|| none.then_some(Decimal::ZERO))
}

/// A number that only numbers a line.
fn is_numbering(text: &str, number: &Number) -> bool {
    let line_begins = text[..number.start].is_empty() || text[..number.start].ends_with(['\n', '(', ';', '。']);
    line_begins && text[number.end..].starts_with(['、', '.', ')'])
}

fn part_step(text: &str) -> PartStep {
    let clause = text.split_once("不足").map_or("", |(_, rest)| rest);
    let clause = clause.split(['。', ';']).next().unwrap_or_default();
    let has = |word: &str| clause.contains(word);
    if has("比例") {
        PartStep::ProRata
    } else if has("按") && (has("百分点") || has("%")) && (has("计") || has("扣") || has("算")) {
        PartStep::Whole
    } else {
        PartStep::Free
    }
}

/// 每出现一例不符合要求的扣…分.
fn breaches(text: &str, full: Decimal) -> Option<Rule> {
    let found = deductions(text, full);
    let [deduction] = found.as_slice() else { return None };
    if step_of(deduction.clause).is_some() || !BREACH.iter().any(|word| deduction.clause.contains(word)) {
        return None;
    }
    let counted = deduction.clause.chars().any(|letter| "例项次个处起笔条件份人".contains(letter));
    let sentence_start = text[..deduction.range.0].rfind(['。', '\n', ';']).map_or(0, |at| at + 1);
    let sentence_start = (sentence_start..).find(|at| text.is_char_boundary(*at))?;
    let spoken_for = |number: &Number| {
        (deduction.range.0..deduction.range.1).contains(&number.start)
            || (number.unit == Unit::Points && number.value == full)
            || is_numbering(text, number)
    };
    if !counted || has_other_rule(text) || !numbers(text).iter().all(spoken_for) {
        return None;
    }
    let requirements = items(&text[..sentence_start]).map(|(_, items)| items.iter().map(|item| tidy(item)).collect());
    let whole = || {
        let said: String = text.split("扣完为止").next().unwrap_or(text).to_owned();
        vec![tidy(&said)]
    };
    Some(Rule::Breaches { requirements: requirements.unwrap_or_else(whole), deduct: deduction.points })
}

/// Conditions, each with the points it gives: a checklist, bands, or grades.
fn by_awards(text: &str, full: Decimal, assumed: &mut Vec<String>) -> Option<Rule> {
    if let Some((head, items)) = items(text)
        && numbers(&head).iter().all(|number| number.unit == Unit::Points && number.value == full)
        && let Some(rule) = checklist(&items, full)
    {
        return Some(rule);
    }
    let awards = awards(text, full)?;
    if let Some(rule) = bands::rule(&awards, assumed) {
        return Some(rule);
    }
    let rates = awards.iter().any(|(condition, _)| !numbers(condition).is_empty());
    let labels: Vec<Item> =
        awards.iter().map(|(condition, points)| Item { label: tidy(condition), points: *points }).collect();
    if rates || labels.len() < 2 || labels.iter().any(|item| item.label.is_empty()) {
        return None;
    }
    let (sum, most): (Decimal, Decimal) =
        (labels.iter().map(|item| item.points).sum(), labels.iter().map(|item| item.points).max()?);
    let falling = labels.windows(2).all(|pair| pair[0].points > pair[1].points);
    match (most == full && falling, sum == full) {
        (true, _) => Some(Rule::Graded { grades: labels }),
        (false, true) => Some(Rule::Checklist { items: labels }),
        _ => None,
    }
}

fn checklist(items: &[String], full: Decimal) -> Option<Rule> {
    let item = |text: &String| match awards(text, full)?.as_slice() {
        // 否则不得分 says of an item no more than that it is one.
        [(label, points), rest @ ..] if numbers(label).is_empty() && rest.iter().all(is_otherwise) => {
            Some(Item { label: tidy(label), points: *points })
        }
        _ => None,
    };
    let items = items.iter().map(item).collect::<Option<Vec<_>>>()?;
    (items.iter().map(|item| item.points).sum::<Decimal>() == full).then_some(Rule::Checklist { items })
}

fn is_otherwise((condition, points): &(String, Decimal)) -> bool {
    points.is_zero() && ["否则", "反之"].contains(&tidy(condition).as_str())
}

/// Cuts a sentence at the points it gives; `None` where points are taken off, or something with a number follows.
fn awards(text: &str, full: Decimal) -> Option<Vec<(String, Decimal)>> {
    const NONE: [&str; 5] = ["不得分", "不计分", "不给分", "得零分", "计零分"];
    let mut tokens: Vec<(usize, usize, Decimal)> = numbers(text)
        .into_iter()
        .filter(|number| number.unit == Unit::Points)
        .map(|number| (number.start, number.end, number.value))
        .collect();
    for word in NONE {
        tokens.extend(text.match_indices(word).map(|(at, _)| (at, at + word.len(), Decimal::ZERO)));
    }
    tokens.extend(text.match_indices("满分").map(|(at, word)| (at, at + word.len(), full)));
    tokens.sort_unstable();
    let (mut found, mut from) = (Vec::new(), 0);
    for (start, end, points) in tokens {
        if start < from {
            return None;
        }
        let condition = text[from..start].trim_start_matches([',', ';', '。', '、', '\n', '，', '；', ')']);
        let condition = condition.trim_end_matches(['计', '得', '记', '给', '为', '(', ',', ':', '，']);
        found.push((condition.to_owned(), points));
        from = end;
    }
    let tail = &text[from..];
    (!found.is_empty() && numbers(tail).is_empty()).then_some(found)
}

/// 按完成率计分, 完成率×分值, 根据…完成情况评分.
fn proportional(text: &str, full: Decimal) -> bool {
    let by_share = text.contains("比例扣");
    // 满意度调查得分×15%, of a row of 15 points.
    let share = |number: &Number| number.value == full && text[..number.start].ends_with(['×', '*']);
    let by_progress = text.contains("完成情况") && ["评分", "计分"].iter().any(|word| text.contains(word));
    let only_full = numbers(text).iter().all(|number| {
        let whole = number.unit != Unit::Percent && number.value == full;
        whole || share(number) || number.value == Decimal::ONE_HUNDRED
    });
    (by_share || !text.contains('扣')) && only_full && (by_progress || says_share(text))
}

/// Whether words say that points go with a rate.
pub(super) fn says_share(text: &str) -> bool {
    BY_RATE.iter().any(|word| text.contains(word))
}

/// A condition as a label: one line, without numbering and the marks at its ends.
fn tidy(text: &str) -> String {
    let joined = text.replace('\n', "");
    let marks = |c: char| ";。,:，；：、计得".contains(c);
    let text = unnumbered(joined.trim_matches(marks)).trim_matches(marks).trim_end_matches("的");
    let wide = |c: char| match c {
        ',' => '，',
        ';' => '；',
        '(' => '（',
        ')' => '）',
        ':' => '：',
        other => other,
    };
    text.trim_matches(marks).chars().map(wide).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).expect("a decimal")
    }

    fn rule(name: &str, wording: &str, full: &str) -> Rule {
        read(name, wording, decimal(full)).rule
    }

    fn points(rule: &Rule, input: &str, full: &str) -> String {
        let score = rule.score_example(input, decimal(full));
        score.map_or("—".to_owned(), |score| score.normalize().to_string())
    }

    fn step(wording: &str, full: &str, expected: (Side, &str, &str, &str, PartStep)) {
        let (side, limit, step, deduct, part_step) = expected;
        let (limit, step, deduct) = (decimal(limit), decimal(step), decimal(deduct));
        let expected = Rule::StepDeduction { side, limit, step, deduct, part_step };
        assert_eq!(rule("控制率", wording, full), expected, "{wording}");
    }

    #[test]
    fn step_deductions_are_read_over_under_and_both() {
        let over = (Side::Over, "1", "0.01", "0.5", PartStep::Free);
        step("控制率≦100%的，得5分；每超过一个百分点扣0.5分，扣完为止。", "5", over);
        step("控制率不高于１００％计满分，每高出1个百分点，扣0.5分。", "5", over);
        step("每超过100%一个百分点扣0.5分", "5", over);
        step("100%（含）以内计5分，每超1%扣权重的10%。", "5", over);
        step("小于等于0计8分，每增加2个百分点扣1.5分", "8", (Side::Over, "0", "0.02", "1.5", PartStep::Free));
        step("≤0得10分，每上涨1个百分点扣1分", "10", (Side::Over, "0", "0.01", "1", PartStep::Free));
        step("达到95%计满分，每降低5个百分点扣2分", "5", (Side::Under, "0.95", "0.05", "2", PartStep::Free));
        step("100%计满分，每超过（降低）5%扣2分", "6", (Side::Both, "1", "0.05", "2", PartStep::Free));
        step("≤100%得10分，每超过1个百分点扣1分", "10", (Side::Over, "1", "0.01", "1", PartStep::Free));
        step("支出不超过预算得8分，超过的，超过1个百分点扣1分", "8", (Side::Over, "1", "0.01", "1", PartStep::Free));
        step("控制率≤1，得满分；每超0.01扣0.5分", "5", over);
        let nought = (Side::Over, "0", "0.01", "1", PartStep::Free);
        step("小于或等于零得5分，大于零的，每增加1个百分点扣1分，扣完为止", "5", nought);
        let whole = (Side::Over, "1", "0.01", "1", PartStep::Whole);
        step("≤100%计8分，每超过1个百分点扣1分，不足1个百分点的按1个百分点计，扣完为止。", "8", whole);
    }

    #[test]
    fn a_sentence_with_a_number_left_over_is_judged() {
        for wording in [
            "≤100%计5分；每超过1个百分点扣0.5分；超过120%不得分。",
            "等于100%得满分，每低于1个百分点扣0.2分，超过100%不得分",
            "每超过1234567890123456789012345678个百分点扣0.5分",
            "按规定公开得5分，未公开不得分，公开不完整的酌情扣分",
            "6月底达到50%得2分；9月底达到75%得3分",
            "≤100%计5分；每超过1个百分点扣0.5分，每超过5个百分点扣3分。",
            "预算调整率绝对值≤5%得5分，每超过1个百分点扣1分。",
            "由评价组综合评定，最高5分，其中材料占3分。",
            "不超过100%得5分，超过120%扣2分",
            "每有一处不符合规定扣1分，扣完为止，出现重大违纪的不得分",
            "",
        ] {
            assert_eq!(rule("控制率", wording, "5"), Rule::Judged {}, "{wording}");
        }
    }

    #[test]
    fn bands_are_read_with_open_and_closed_ends() {
        let forms = [
            "90%（含）以上计6分；80%（含）-90%，计4分；70%（含）-80%，计2分；低于70%计0分。",
            "≥90%得6分，≥80%且＜90%得4分，≥70%且＜80%得2分，＜70%不得分",
            "[90%,100%]6分；[80%,90%)4分；[70%,80%)2分；[0,70%)0分",
            "不低于90%的计6分；80%（含80%）至90%之间的计4分；70%≤满意度＜80%的计2分；70%以下的不得分。",
            "低于70%不得分；70%以上80%以下计2分；80%以上90%以下计4分；90%及以上计6分。",
            "90%以上（含90%）得6分，80%-90%（含80%）得4分，70%-80%（含70%）得2分，70%以下得0分。",
            "≥90%，6分；≥80%，4分；≥70%，2分；＜70%，0分",
            "90％≤满意度≤100％得6分；80％≤满意度＜90％得4分；70％≤满意度＜80％得2分；满意度＜70％得0分",
        ];
        for wording in forms {
            let rule = rule("满意度", wording, "6");
            let scores: Vec<String> = ["1", "0.9", "0.89999", "0.8", "0.79999", "0.7", "0.69999", "0"]
                .map(|rate| points(&rule, rate, "6"))
                .to_vec();
            assert_eq!(scores, ["6", "6", "4", "4", "2", "2", "0", "0"], "{wording}");
        }
    }

    #[test]
    fn a_band_at_nought_takes_the_rate_without_its_sign() {
        let wording =
            "预算控制率=0，计5分；0-10%（含），计4分；10-20%（含），计3分；20-30%（含），计2分；大于30%不得分。";
        let rule = rule("预算控制率", wording, "5");
        let scores = ["0", "0.00001", "0.1", "0.1001", "0.3", "0.31", "-0.05"].map(|rate| points(&rule, rate, "5"));
        assert_eq!(scores, ["5", "4", "4", "3", "2", "0", "4"]);
        let wording = "0：5分；0%～10%（含10%）：4分；10%～20%（含20%）：3分；20%～30%（含30%）：2分；30%以上：0分";
        let rule = self::rule("预算控制率", wording, "5");
        let scores = ["0", "0.00001", "0.1", "0.1001", "0.3", "0.31", "-0.05"].map(|rate| points(&rule, rate, "5"));
        assert_eq!(scores, ["5", "4", "4", "3", "2", "0", "4"]);
        let rule = self::rule("采购执行率", "执行率在95%—105%之间得5分，否则不得分", "5");
        let scores = ["0.94", "0.95", "1.05", "1.06"].map(|rate| points(&rule, rate, "5"));
        assert_eq!(scores, ["0", "5", "5", "0"]);
        let wording = "预算调整率绝对值≤5%，得5分；5%＜调整率≤10%，得3分；大于10%不得分。";
        let rule = self::rule("预算调整率", wording, "5");
        let scores = ["0.05", "-0.05", "-0.051", "-0.2"].map(|rate| points(&rule, rate, "5"));
        assert_eq!(scores, ["5", "5", "3", "0"]);
        let wording = "预算调整率≤5%得5分，≤10%得3分，≤20%得1分，＞20%不得分";
        let rule = self::rule("预算调整率", wording, "5");
        let scores = ["0.05", "0.051", "0.1", "0.2", "0.21"].map(|rate| points(&rule, rate, "5"));
        assert_eq!(scores, ["5", "3", "3", "1", "0"]);
    }

    #[test]
    fn bands_with_a_gap_an_overlap_or_an_open_side_are_judged() {
        for wording in [
            "≥90%计6分；70%（含）-80%，计4分；低于70%计0分",
            "≥90%计6分；80%（含）-95%（含），计4分；低于80%计0分",
            "≥90%计6分；80%（含）-90%（含），计4分；低于80%计0分",
            "≥90%计5分；80%（含）-90%，计4分；低于80%计0分",
        ] {
            assert_eq!(rule("满意度", wording, "6"), Rule::Judged {}, "{wording}");
        }
    }

    #[test]
    fn lists_breaches_grades_and_shares_are_read() {
        let list = rule("制度", "①有管理制度，2分；\n②制度合法、合规、完整，2分；\n③得到有效执行（1分）。", "5");
        assert_eq!(points(&list, "1,3", "5"), "3");
        let list = rule("制度", "（1）有管理制度，得3分；（2）执行有效，得2分", "5");
        assert_eq!(points(&list, "2", "5"), "2");
        let list = rule("资产管理", "①账实相符，得3分；②处置规范，得2分。否则不得分。", "5");
        assert_eq!(points(&list, "1", "5"), "3");
        let wording = "①支出符合规定；\n②手续完整。\n以上情况每出现一例不符合要求的扣1分，扣完为止。";
        let Rule::Breaches { requirements, deduct } = rule("合规性", wording, "6") else { panic!("breaches") };
        assert_eq!((requirements, deduct), (vec!["支出符合规定".to_owned(), "手续完整".to_owned()], Decimal::ONE));
        let breach = rule("支付进度", "每出现一个专项未按进度完成资金下达扣0.5分，扣完为止。", "3");
        assert_eq!(points(&breach, "3", "3"), "1.5");
        assert_eq!(points(&rule("合规", "发现一例扣2分", "6"), "1", "6"), "4");
        assert_eq!(points(&rule("合规", "发现一起违规，扣5分；扣完为止", "20"), "2", "20"), "10");
        assert_eq!(points(&rule("合规", "一项不符合扣1分，扣完为止", "6"), "2", "6"), "4");
        let grades = rule("行政效能", "效果较好的计6分；一般3分；无效果或者效果不明显0分。", "6");
        assert_eq!(points(&grades, "效果较好", "6"), "6");
        let grades = rule("资金结余", "无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分。", "3");
        assert_eq!(points(&grades, "有结余，但不超过上年结转", "3"), "2");
        let list = rule("制度", "A.有制度3分；B.制度合法3分；C.有效执行4分", "10");
        assert_eq!(points(&list, "1,3", "10"), "7");
        let grades = rule("质量", "优20分，良16分，中12分，差0分", "20");
        assert_eq!(points(&grades, "良", "20"), "16");
        let grades = rule("满意", "非常满意15分、满意12分、基本满意9分、不满意0分", "15");
        assert_eq!(points(&grades, "基本满意", "15"), "9");
        for wording in [
            "按办结率计分。",
            "得分=完成率×8分",
            "根据重点工作实际完成情况评分。",
            "达到目标值得满分，未达到的按比例扣分",
            "调查得分×8%",
        ] {
            assert_eq!(rule("重点工作办结率", wording, "8"), Rule::Proportional {}, "{wording}");
        }
        assert_eq!(rule("社会效益", "根据部门自评材料评定。", "6"), Rule::Judged {});
    }

    #[test]
    fn the_words_a_rule_is_printed_with_are_read_as_that_rule() {
        let edition = crate::edition::Edition::shipped(crate::edition::DEFAULT).expect("is shipped");
        for indicator in &edition.score_sheet.indicators {
            let words = indicator.rule.wording(&indicator.label, indicator.full_score);
            let read = read(&indicator.label, &words, indicator.full_score).rule;
            for (input, points) in &indicator.examples {
                assert_eq!(
                    read.score_example(input, indicator.full_score),
                    Some(*points),
                    "{}: {input}",
                    indicator.label
                );
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_sentence_ends_in_a_sound_rule(text in "[每超低过于扣分得计满不①②0-9.%（）含以上下至一个百点，；。≥≤<\\-\\n ]{0,60}") {
            let read = read("控制率", &text, decimal("5")).rule;
            proptest::prop_assert!(read.fault(decimal("5")).is_none());
        }
    }
}
