//! The numbers of a text in their places: each with the words that lead to it, its sentence and its brackets, and what it
//! is there for. No arithmetic here.

use std::ops::Range;
use std::rc::Rc;

use super::number::{self, Quantity};
use super::prose::Prose;
use super::role;
use super::wording::{self, bare, ends, has};

/// A number where it stands.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) paragraph: usize,
    pub(super) quantity: Quantity,
    /// The words before it in its clause, back to the number before; what stands in brackets is left out.
    pub(super) lead: String,
    /// Its sentence, counted over the whole text.
    pub(super) sentence: usize,
    /// What lies between two semicolons, counted over the whole text.
    pub(super) part: usize,
    /// What lies between two commas, counted over the whole text.
    pub(super) clause: usize,
    /// The bracket it stands in, counted over the whole text; 0 is none.
    pub(super) bracket: usize,
    /// The mention right before that bracket.
    pub(super) anchor: Option<usize>,
    /// The list that begins with it.
    pub(super) opening: Option<Opening>,
    /// What its sentence is about, where it says so: 基本支出中，…
    pub(super) topic: Rc<str>,
    /// The first words behind it, up to the next mark: 281人评价满意.
    pub(super) tail: Box<str>,
    pub(super) role: Role,
}

/// How a list of parts begins, and whether a mark (，：) stands behind the opening words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) kind: ListKind,
    pub(super) apart: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListKind {
    /// 其中
    Among,
    /// 分别为, 由
    Comprising,
    /// 主要用于
    Chiefly,
    /// 分产业看, 按消费类型分
    Dividing,
    /// 加上
    Adding,
}

/// What a number is there for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// An amount.
    Level,
    /// By how much something rose or fell, as an amount or in points.
    Change(Direction),
    /// By how much, in per cent or 倍.
    Growth(Direction),
    /// What is compared with: 较上年的B.
    Compared,
    /// Where something came from: 由B增加到A.
    From,
    /// The whole of a percentage that follows at once: 为预算B的P%, 占B的P%.
    Whole,
    /// What is left between two amounts: 收支结余.
    Balance,
    /// 占…P%, with the part and the whole as they are named.
    Share { part: String, whole: String },
    /// A percentage of the mention right before it.
    OfWhole,
    /// 为年初预算的P%, with what it is of.
    OfNamed { whole: String },
    /// …率P%, with its name.
    Rate { name: String },
    /// A percentage that follows an amount with no word between.
    Unnamed,
    /// Something else.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Up,
    Down,
}

impl Mention {
    pub(super) fn is_level(&self) -> bool {
        self.role == Role::Level
    }

    pub(super) fn is_last_years(&self) -> bool {
        // 上年结转 is this year's money.
        has(&self.lead, wording::LAST_YEAR) && !has(&self.lead, &["结转", "结余"])
    }

    /// Whether it is an amount for each of many, which adds up with nothing; what people have to live on does.
    pub(super) fn is_per_head(&self) -> bool {
        has(&self.lead, wording::PER_HEAD) && !ends(bare(&self.lead), &["收入", "支出"])
    }

    /// Whether it is what two others leave: 剩余, 缺口, 超出.
    pub(super) fn is_remainder(&self) -> bool {
        has(&self.lead, wording::LEFT_OVER)
    }

    pub(super) fn is_planned(&self) -> bool {
        has(&self.lead, wording::PLANNED) && !self.lead.contains("预算单位")
    }

    /// What it is an amount of: the lead without what only joins.
    pub(super) fn label(&self) -> &str {
        let lead = bare(&self.lead);
        let lead = ["完成", "实现", "支出决算", "实际", "安排", "累计"]
            .iter()
            .find_map(|word| lead.strip_suffix(word))
            .unwrap_or(lead);
        lead.trim_start_matches(['、', '和', '及', '与'])
    }
}

/// How far along the counts of sentences, parts, clauses and brackets are; they run over the whole text.
#[derive(Default)]
pub(super) struct Counts {
    sentence: usize,
    part: usize,
    clause: usize,
    bracket: usize,
}

/// A level of brackets while reading.
struct Frame {
    lead: String,
    bracket: usize,
    anchor: Option<usize>,
    /// The mention that ends just here.
    last: Option<usize>,
    opening: Option<Opening>,
    topic: Rc<str>,
}

impl Frame {
    fn new(bracket: usize, anchor: Option<usize>) -> Frame {
        Frame { lead: String::new(), bracket, anchor, last: None, opening: None, topic: Rc::from("") }
    }
}

/// Brackets within brackets beyond which nobody reads.
const DEEPEST: usize = 32;
/// Words kept of a lead, in bytes: longer ones say no more.
const LEAD_LIMIT: usize = 240;

/// Appends the numbers of one paragraph.
pub(super) fn read(prose: &Prose, paragraph: usize, counts: &mut Counts, mentions: &mut Vec<Mention>) {
    let text = prose.text.as_str();
    counts.sentence += 1;
    counts.part += 1;
    counts.clause += 1;
    let first = mentions.len();
    let mut frames = vec![Frame::new(0, None)];
    let mut quantities = number::read(text).into_iter().peekable();
    let (mut at, mut deeper) = (0, 0_usize);
    while let Some(c) = text[at..].chars().next() {
        if let Some(quantity) = quantities.next_if(|quantity| quantity.range.start == at) {
            at = quantity.range.end;
            if let Some(frame) = frames.last_mut() {
                let lead = std::mem::take(&mut frame.lead);
                let opening = opening(&lead, false).or(frame.opening.take());
                frame.opening = None;
                frame.last = Some(mentions.len());
                mentions.push(Mention {
                    paragraph,
                    quantity,
                    lead,
                    sentence: counts.sentence,
                    part: counts.part,
                    clause: counts.clause,
                    bracket: frame.bracket,
                    anchor: frame.anchor,
                    opening,
                    topic: Rc::clone(&frame.topic),
                    tail: tail(&text[at..]).into(),
                    role: Role::Other,
                });
            }
            continue;
        }
        at += c.len_utf8();
        match c {
            '（' | '[' | '〔' if frames.len() >= DEEPEST => deeper += 1,
            '）' | ']' | '〕' if deeper > 0 => deeper -= 1,
            '（' | '[' | '〔' => {
                counts.bracket += 1;
                let anchor = frames.last().filter(|frame| frame.lead.is_empty()).and_then(|frame| frame.last);
                frames.push(Frame::new(counts.bracket, anchor));
            }
            '）' | ']' | '〕' if frames.len() > 1 => {
                frames.pop();
                counts.clause += 1;
            }
            '。' | '！' | '？' | '\n' => {
                frames.truncate(1);
                deeper = 0;
                counts.sentence += 1;
                counts.part += 1;
                counts.clause += 1;
                frames.iter_mut().for_each(|frame| {
                    frame.lead.clear();
                    frame.opening = None;
                    frame.topic = Rc::from("");
                    frame.last = None;
                });
            }
            '，' | '；' | '：' | '\t' => {
                counts.clause += 1;
                if c == '；' {
                    counts.part += 1;
                }
                if let Some(frame) = frames.last_mut() {
                    let opened = if c == '；' { None } else { opening(&frame.lead, true) };
                    frame.opening = if c == '；' { None } else { opened.or(frame.opening.take()) };
                    if let Some(topic) = topic(&frame.lead).filter(|_| c == '，') {
                        frame.topic = Rc::from(topic);
                    }
                    frame.lead.clear();
                    frame.last = None;
                }
            }
            _ => {
                if let Some(frame) = frames.last_mut().filter(|frame| frame.lead.len() < LEAD_LIMIT) {
                    frame.lead.push(c);
                }
            }
        }
    }
    for index in first..mentions.len() {
        let role = role::of(text, mentions, index);
        if let Some(mention) = mentions.get_mut(index) {
            mention.role = role;
        }
    }
}

/// Characters of the words behind a number that are kept.
const TAIL: usize = 8;

/// The first words of a text, up to a mark or a number.
fn tail(text: &str) -> &str {
    let goes_on =
        |(at, c): &(usize, char)| *at < TAIL && !c.is_ascii_digit() && !"，；：。、！？（）[]\t\n".contains(*c);
    let length: usize = text.chars().enumerate().take_while(goes_on).map(|(_, c)| c.len_utf8()).sum();
    text.get(..length).unwrap_or_default()
}

/// What a clause says that the sentence is about: 基本支出中，…
fn topic(clause: &str) -> Option<&str> {
    let name = clause.strip_suffix('中')?;
    let name = name.strip_prefix('在').unwrap_or(name);
    let is_name = name.chars().count() >= 3 && !name.ends_with(['其', '当', '过', '程', '年', '作']);
    is_name.then_some(name)
}

/// The list that the words open; `ended` where a mark stands behind them.
fn opening(words: &str, ended: bool) -> Option<Opening> {
    let open = |kind| Some(Opening { kind, apart: ended });
    if ended {
        let words = words.trim_end_matches(['、', '：']);
        return match words {
            _ if ends(words, wording::AMONG) => open(ListKind::Among),
            "加上" => open(ListKind::Adding),
            _ if ends(words, wording::CHIEFLY) && !words.ends_with("投入") => open(ListKind::Chiefly),
            _ if ends(words, wording::COMPRISING) => open(ListKind::Comprising),
            _ if (words.starts_with('按') || words.starts_with("分") || words.starts_with("从"))
                && ends(words, wording::DIVIDING_END) =>
            {
                open(ListKind::Dividing)
            }
            _ => None,
        };
    }
    match words {
        _ if has(words, wording::AMONG) => open(ListKind::Among),
        _ if words.starts_with("加上") => open(ListKind::Adding),
        _ if has(words, &["主要用于", "主要包括", "主要有", "主要是", "用于"]) => {
            open(ListKind::Chiefly)
        }
        _ if words.starts_with("包括") || words.starts_with("包含") || words.starts_with('含') => {
            open(ListKind::Chiefly)
        }
        _ if words.starts_with("分别为") || words.starts_with("分为") => open(ListKind::Comprising),
        _ => None,
    }
}

/// The bytes of several mentions of one paragraph, from the first to the last.
pub(super) fn reach(mentions: &[&Mention]) -> Range<usize> {
    let start = mentions.iter().map(|mention| mention.quantity.range.start).min().unwrap_or(0);
    let end = mentions.iter().map(|mention| mention.quantity.range.end).max().unwrap_or(0);
    start..end
}
