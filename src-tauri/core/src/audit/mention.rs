//! The numbers of a text in their places: each with the words that lead to it, its sentence and its brackets, and what it
//! is there for. No arithmetic here.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::number::{self, Bound, Quantity};
pub(super) use super::opening::{ListKind, Opening};
use super::opening::{divided, is_use, made_up, named_list, opening, topic};
use super::role;
use super::unit::Kind;
use super::wording::{self, bare, ends, has, without};

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
    pub(super) topic: Arc<str>,
    /// What its paragraph is about, by its first words or the heading above: 养护工程 of “1.养护工程。全年…”.
    pub(super) subject: Arc<str>,
    /// The first words behind it, up to the next mark: 281人评价满意.
    pub(super) tail: Box<str>,
    /// Whether its words name the year before the one that another number of its sentence names.
    pub(super) of_year_before: bool,
    pub(super) role: Role,
    /// Told once by its words, and asked for often.
    pub(super) said: Said,
}

/// What the words that lead to a number say of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said {
    per_head: bool,
    planned: bool,
    remainder: bool,
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
        (self.of_year_before || has(&self.lead, wording::LAST_YEAR)) && !has(&self.lead, &["结转", "结余"])
    }

    /// Whether its words are a year and hardly more: （2019年3842对）.
    pub(super) fn is_dated_only(&self) -> bool {
        let words =
            bare(&self.lead).trim_end_matches("全年").trim_end_matches("同期").trim_end_matches(['末', '底', '度']);
        words.ends_with('年') && words.trim_end_matches('年').chars().all(|c| c.is_ascii_digit())
    }

    /// The year its words name, where they name just one: 2022年支出.
    pub(super) fn year(&self) -> Option<u32> {
        let at = self.lead.find('年')?;
        let start = at.checked_sub(4)?;
        let year = self.lead.get(start..at)?.parse().ok().filter(|year| (1949..2200).contains(year))?;
        (self.lead.matches('年').count() == 1).then_some(year)
    }

    /// Whether it is an amount for each of many, which adds up with nothing; what people have to live on does.
    pub(super) fn is_per_head(&self) -> bool {
        self.said.per_head
    }

    /// Whether it is what two others leave: 剩余, 缺口, 超出.
    pub(super) fn is_remainder(&self) -> bool {
        self.said.remainder
    }

    pub(super) fn is_planned(&self) -> bool {
        self.said.planned
    }

    fn says_per_head(&self) -> bool {
        // 年平均常住人口 are people.
        self.quantity.per.is_some()
            || has(&without(&self.lead, ["年平均"]), wording::PER_HEAD) && !ends(bare(&self.lead), &["收入", "支出"])
    }

    fn says_planned(&self) -> bool {
        // 一般公共预算拨款 and 政府性基金预算收入 say where money comes from, not that it is meant to be.
        let lead = without(&self.lead, wording::FUNDS.iter().chain(wording::SOURCES).copied());
        // 工作任务按期完成 is what was done.
        let lead = if ends(bare(&lead), &["完成"]) { without(&lead, ["任务"]) } else { lead.as_ref().into() };
        has(&lead, wording::PLANNED) || wording::ought(&lead)
    }

    /// What it is an amount of: the lead without what only joins.
    pub(super) fn label(&self) -> &str {
        let lead = bare(&self.lead);
        // 全年支出决算 is 全年支出.
        if ends(lead, &["全年支出决算", "本年支出决算", "总支出决算", "当年支出决算"]) {
            return lead.trim_end_matches("决算");
        }
        let lead = ["完成", "实现", "支出决算", "实际", "安排", "累计"]
            .iter()
            .find_map(|word| lead.strip_suffix(word))
            .unwrap_or(lead);
        lead.trim_start_matches(['、', '和', '及', '与'])
    }
}

/// How far along the counts of sentences, parts, clauses and brackets are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    sentence: usize,
    part: usize,
    clause: usize,
    bracket: usize,
}

/// The numbers of one paragraph as it says them by itself, counted from its own beginning.
#[derive(Debug)]
pub struct ReadParagraph {
    mentions: Vec<Mention>,
    counts: Counts,
}

impl ReadParagraph {
    /// Appends them to those of the paragraphs before.
    pub(super) fn append(&self, paragraph: usize, counts: &mut Counts, mentions: &mut Vec<Mention>) {
        let (before, first) = (*counts, mentions.len());
        mentions.extend(self.mentions.iter().cloned().map(|mention| Mention {
            paragraph,
            sentence: before.sentence + mention.sentence,
            part: before.part + mention.part,
            clause: before.clause + mention.clause,
            bracket: if mention.bracket == 0 { 0 } else { before.bracket + mention.bracket },
            anchor: mention.anchor.map(|anchor| first + anchor),
            ..mention
        }));
        counts.sentence += self.counts.sentence;
        counts.part += self.counts.part;
        counts.clause += self.counts.clause;
        counts.bracket += self.counts.bracket;
    }
}

/// A level of brackets while reading.
struct Frame {
    lead: String,
    bracket: usize,
    anchor: Option<usize>,
    /// The mention that ends just here.
    last: Option<usize>,
    opening: Option<Opening>,
    topic: Arc<str>,
}

impl Frame {
    fn new(bracket: usize, anchor: Option<usize>) -> Frame {
        Frame { lead: String::new(), bracket, anchor, last: None, opening: None, topic: Arc::from("") }
    }
}

/// Characters between a count and the mark that opens the list of what was counted: 27个街道：.
const LONGEST_NOUN: usize = 6;
/// Numbers before one among which a row is looked for that it goes on with.
const ROW: usize = 24;
/// Brackets within brackets beyond which nobody reads.
const DEEPEST: usize = 32;
/// Words kept of a lead, in bytes: longer ones say no more.
const LEAD_LIMIT: usize = 240;

/// Reads the numbers of one paragraph, which is about `subject`.
pub(super) fn read(text: &str, subject: &Arc<str>) -> ReadParagraph {
    let mut counts = Counts { sentence: 1, part: 1, clause: 1, bracket: 0 };
    let mut mentions: Vec<Mention> = Vec::new();
    let mut frames = vec![Frame::new(0, None)];
    let mut quantities = number::read(text).into_iter().peekable();
    let (mut at, mut deeper) = (0, 0_usize);
    while let Some(c) = text[at..].chars().next() {
        if let Some(quantity) = quantities.next_if(|quantity| quantity.range.start == at) {
            at = quantity.range.end;
            if let Some(frame) = frames.last_mut() {
                let lead = std::mem::take(&mut frame.lead);
                // 60%即1039万元 says one number in another way.
                let says_again = frame.last.is_some() && lead.starts_with('即');
                let opened = frame.opening.take();
                let here = mentions.iter().rev().take(ROW).take_while(|before| before.sentence == counts.sentence);
                let goes_on =
                    || here.filter(|before| before.bracket == frame.bracket).any(|before| is_use(&before.lead));
                let opening = match is_use(&lead) && (opened.is_some() || goes_on()) {
                    true => opened,
                    false => {
                        opening(&lead, false).or_else(|| made_up(&lead, &text[at..])).filter(|_| !says_again).or(opened)
                    }
                };
                frame.last = Some(mentions.len());
                mentions.push(Mention {
                    paragraph: 0,
                    quantity,
                    lead,
                    sentence: counts.sentence,
                    part: counts.part,
                    clause: counts.clause,
                    bracket: frame.bracket,
                    anchor: frame.anchor,
                    opening,
                    topic: Arc::clone(&frame.topic),
                    subject: Arc::clone(subject),
                    tail: tail(&text[at..]).into(),
                    of_year_before: false,
                    role: Role::Other,
                    said: Said::default(),
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
                    frame.topic = Arc::from("");
                    frame.last = None;
                });
            }
            '，' | '；' | '：' | '\t' | '—' => {
                // 分布在3个站点——: what follows is listed.
                let c = if c == '—' { '：' } else { c };
                counts.clause += 1;
                if c == '；' {
                    counts.part += 1;
                }
                if let Some(frame) = frames.last_mut() {
                    let named = || {
                        let is_short = frame.lead.chars().count() <= LONGEST_NOUN;
                        let opens = c == '：' && frame.last.is_some() && is_short;
                        opens.then_some(Opening { kind: ListKind::Naming, apart: true })
                    };
                    // 48个标段月次中，90分以上38个，…: of those just counted.
                    let of_those = || {
                        let is_noun = frame.lead.ends_with('中') && frame.lead.chars().count() <= 2 * LONGEST_NOUN;
                        let opens = c == '，' && frame.last.is_some() && is_noun;
                        opens.then_some(Opening { kind: ListKind::Counted, apart: true })
                    };
                    // 新增债券分两块，一般A亿元，专项B亿元: how many parts there are is a number of its own.
                    let parted = frame
                        .last
                        .and_then(|last| mentions.get(last))
                        .map(|count| format!("{}两{}{}", count.lead, count.quantity.unit.word, frame.lead));
                    let parted = parted.as_deref().and_then(divided).map(str::to_owned);
                    let in_parts = || parted.is_some().then_some(Opening { kind: ListKind::Comprising, apart: true });
                    let opened = if c == '；' {
                        None
                    } else {
                        opening(&frame.lead, true).or_else(in_parts).or_else(named).or_else(of_those)
                    };
                    frame.opening = if c == '；' { None } else { opened.or(frame.opening.take()) };
                    if let Some(topic) = topic(&frame.lead).filter(|_| c == '，') {
                        frame.topic = Arc::from(topic);
                    } else if let Some(name) = parted.as_deref().or_else(|| divided(&frame.lead)) {
                        frame.topic = Arc::from(name);
                    } else if let Some(name) = named_list(&frame.lead).filter(|_| c == '：' && opened.is_some()) {
                        frame.topic = Arc::from(name);
                    }
                    // 管网工程占比最高，为P%: one clause with what follows.
                    match frame.lead.strip_suffix(['高', '大', '多']).and_then(|lead| lead.strip_suffix('最')) {
                        Some(lead) if c == '，' && has(lead, &["占", "失分", "扣分"]) => {
                            frame.lead.truncate(lead.len())
                        }
                        _ => frame.lead.clear(),
                    }
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
    let years: BTreeSet<(usize, u32)> =
        mentions.iter().filter_map(|mention| Some((mention.sentence, mention.year()?))).collect();
    for mention in &mut mentions {
        mention.said = Said {
            per_head: mention.says_per_head(),
            planned: mention.says_planned(),
            // 超收收入 is income.
            remainder: has(&without(&mention.lead, ["超收收入"]), wording::LEFT_OVER),
        };
        mention.of_year_before = mention.year().is_some_and(|year| years.contains(&(mention.sentence, year + 1)));
    }
    for index in 0..mentions.len() {
        let role = role::of(text, &mentions, index);
        if let Some(mention) = mentions.get_mut(index) {
            mention.role = role;
        }
    }
    ReadParagraph { mentions, counts }
}

/// In a text on one year, an amount of just the year before is last year's: 2021年为986.40万元.
pub(super) fn settle_years(mentions: &mut [Mention], report_year: u32) {
    for mention in mentions.iter_mut().filter(|mention| mention.year().is_some_and(|year| year + 1 == report_year)) {
        mention.of_year_before = true;
    }
}

/// Amounts of a text from which its habit can be told.
const HABIT: usize = 8;
/// Amounts of these are taken from the accounts.
const FROM_ACCOUNTS: &[&str] =
    &["预算", "决算", "支出", "收入", "结余", "结转", "经费", "拨款", "节约", "接待费", "维护费"];

/// In a text that prints its 万元 to the hundredth, an amount of its accounts printed with fewer decimals had zeros there:
/// 预算30万元 is 30.00.
pub(super) fn settle_places(mentions: &mut [Mention]) {
    let ten_thousand = Decimal::from(10_000);
    let is_amount = |mention: &Mention| {
        mention.quantity.unit.kind == Kind::Money
            && mention.quantity.multiplier == ten_thousand
            && mention.quantity.bound == Bound::Exact
    };
    let amounts = || mentions.iter().filter(|mention| is_amount(mention));
    let (all, full) = (amounts().count(), amounts().filter(|mention| mention.quantity.places >= 2).count());
    if all < HABIT || full * 3 < all * 2 {
        return;
    }
    for mention in mentions.iter_mut().filter(|mention| is_amount(mention) && has(&mention.lead, FROM_ACCOUNTS)) {
        mention.quantity.last_place = mention.quantity.last_place.min(Decimal::ONE_HUNDRED);
    }
}

/// Characters of the words behind a number that are kept.
const TAIL: usize = 8;

/// The first words of a text, up to a mark or a number.
fn tail(text: &str) -> &str {
    let goes_on =
        |(at, c): &(usize, char)| *at < TAIL && !c.is_ascii_digit() && !"，；：。、！？（）[]\t\n".contains(*c);
    let length: usize = text.chars().enumerate().take_while(goes_on).map(|(_, c)| c.len_utf8()).sum();
    // What leads on to another number says what that is.
    let leads_on = text.get(length..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    text.get(..length).filter(|_| !leads_on).unwrap_or_default()
}

/// The bytes of several mentions of one paragraph, from the first to the last.
pub(super) fn reach(mentions: &[&Mention]) -> Range<usize> {
    let start = mentions.iter().map(|mention| mention.quantity.range.start).min().unwrap_or(0);
    let end = mentions.iter().map(|mention| mention.quantity.range.end).max().unwrap_or(0);
    start..end
}
