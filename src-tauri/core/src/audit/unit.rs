//! What numbers are followed by: money, percentages, measure words. A word that is not here makes a number none that is
//! reckoned with, which is the safe side.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

/// What a number is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 元, of one currency.
    Money,
    /// %, as the number before the sign.
    Percent,
    /// 个百分点.
    Points,
    /// 倍.
    Times,
    /// Things and people that are counted: exact where no 万 stands behind the digits.
    Count,
    /// Lengths, areas, weights, hours: measured, hence rounded.
    Measured,
    /// A member of `15.9：31.3：52.8`, a hundredth of the whole; the last digit is adjusted so that all make a hundred.
    Ratio,
    /// 分, points of a score.
    Score,
    /// Years, months, days: a date or a time, never reckoned with.
    Date,
}

/// A measure word, and the word that stands for all of its sort: 名 and 位 are 人.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) kind: Kind,
    pub(super) word: &'static str,
}

/// 元.
pub(super) const MONEY: Unit = Unit { kind: Kind::Money, word: "元" };

impl Unit {
    /// Whether numbers of both may be added up or divided by each other.
    pub(super) fn goes_with(self, other: Unit) -> bool {
        let sort = |word| SORTS.iter().position(|sort| sort.contains(&word));
        self.kind == other.kind
            && (self.word == other.word || sort(self.word).is_some_and(|sorted| sort(other.word) == Some(sorted)))
    }
}

/// Measure words that official prose uses for one another within a sentence.
const SORTS: [&[&str]; 4] = [&["个", "家", "所", "户"], &["件", "起", "宗", "例"], &["批次", "批"], &["场次", "场"]];

/// Words of one sort, the first of which stands for all.
const WORDS: &[(Kind, &[&str])] = &[
    (Kind::Money, &["元", "块钱"]),
    (Kind::Money, &["美元"]),
    (Kind::Money, &["欧元"]),
    (Kind::Money, &["港元", "港币"]),
    (Kind::Percent, &["%"]),
    (Kind::Points, &["个百分点", "百分点"]),
    (Kind::Times, &["倍"]),
    (Kind::Count, &["人", "名", "位"]),
    (Kind::Count, &["人次"]),
    (Kind::Count, &["户次"]),
    (Kind::Count, &["家次"]),
    (Kind::Count, &["件次"]),
    (Kind::Count, &["场次"]),
    (Kind::Count, &["项次"]),
    (Kind::Count, &["班次"]),
    (Kind::Count, &["车次"]),
    (Kind::Count, &["批次"]),
    (Kind::Count, &["批"]),
    (Kind::Count, &["户"]),
    (Kind::Count, &["家"]),
    (Kind::Count, &["个"]),
    (Kind::Count, &["所"]),
    (Kind::Count, &["项"]),
    (Kind::Count, &["件"]),
    (Kind::Count, &["起"]),
    (Kind::Count, &["宗"]),
    (Kind::Count, &["例"]),
    (Kind::Count, &["次"]),
    (Kind::Count, &["份"]),
    (Kind::Count, &["处"]),
    (Kind::Count, &["条"]),
    (Kind::Count, &["台"]),
    (Kind::Count, &["套"]),
    (Kind::Count, &["辆"]),
    (Kind::Count, &["栋"]),
    (Kind::Count, &["间"]),
    (Kind::Count, &["座"]),
    (Kind::Count, &["张"]),
    (Kind::Count, &["册"]),
    (Kind::Count, &["本"]),
    (Kind::Count, &["篇"]),
    (Kind::Count, &["期"]),
    (Kind::Count, &["场"]),
    (Kind::Count, &["头"]),
    (Kind::Count, &["只"]),
    (Kind::Count, &["株"]),
    (Kind::Count, &["棵"]),
    (Kind::Count, &["枚"]),
    (Kind::Count, &["种"]),
    (Kind::Count, &["类"]),
    (Kind::Count, &["支"]),
    (Kind::Count, &["对"]),
    (Kind::Count, &["门"]),
    (Kind::Count, &["部"]),
    (Kind::Count, &["笔"]),
    (Kind::Count, &["单"]),
    (Kind::Count, &["盏"]),
    (Kind::Count, &["块"]),
    (Kind::Count, &["片"]),
    (Kind::Count, &["款"]),
    (Kind::Count, &["村"]),
    (Kind::Count, &["股"]),
    (Kind::Count, &["剂次"]),
    (Kind::Count, &["剂"]),
    (Kind::Count, &["人份"]),
    (Kind::Count, &["顶"]),
    (Kind::Count, &["具"]),
    (Kind::Count, &["幢"]),
    (Kind::Count, &["艘"]),
    (Kind::Count, &["列"]),
    (Kind::Count, &["架"]),
    (Kind::Count, &["羽"]),
    (Kind::Count, &["根"]),
    (Kind::Count, &["组"]),
    (Kind::Count, &["路"]),
    (Kind::Count, &["辆次"]),
    (Kind::Count, &["个次"]),
    (Kind::Count, &["人月"]),
    (Kind::Count, &["标段"]),
    (Kind::Measured, &["公里", "千米"]),
    (Kind::Measured, &["米"]),
    (Kind::Measured, &["平方公里", "平方千米"]),
    (Kind::Measured, &["平方米", "平米", "㎡", "m²", "m2"]),
    (Kind::Measured, &["立方米", "方"]),
    (Kind::Measured, &["公顷"]),
    (Kind::Measured, &["亩"]),
    (Kind::Measured, &["微克/立方米"]),
    (Kind::Measured, &["毫克/升"]),
    (Kind::Measured, &["吨"]),
    (Kind::Measured, &["公斤", "千克"]),
    (Kind::Measured, &["升"]),
    (Kind::Measured, &["千瓦时", "度电"]),
    (Kind::Measured, &["千瓦"]),
    (Kind::Measured, &["小时", "个小时", "学时", "课时"]),
    (Kind::Measured, &["分钟"]),
    (Kind::Measured, &["天"]),
    (Kind::Measured, &["个月"]),
    (Kind::Measured, &["个工作日", "工作日"]),
    (Kind::Score, &["分"]),
    (Kind::Date, &["年", "月", "日", "号", "时", "岁", "周", "季度", "世纪", "点", "届", "层", "楼", "级"]),
];

/// Words after which the number means something else than the measure word alone says.
const NOT_SCORE: [&str; 10] = ["别", "为", "期", "布", "之", "局", "类", "析", "工", "批"];
/// What the characters 万 and 亿, alone or together with others, multiply by.
const MULTIPLIERS: [(&str, i64); 7] = [
    ("百万", 1_000_000),
    ("千万", 10_000_000),
    ("万亿", 1_000_000_000_000),
    ("万", 10_000),
    ("亿", 100_000_000),
    ("千", 1_000),
    ("百", 100),
];

/// The measure words by their first character, each with the unit it stands for.
static BY_FIRST: LazyLock<BTreeMap<char, Vec<(&str, Unit)>>> = LazyLock::new(|| {
    let mut by_first = BTreeMap::<char, Vec<(&str, Unit)>>::new();
    for (kind, words) in WORDS {
        for word in *words {
            let first = word.chars().next().unwrap_or_default();
            by_first.entry(first).or_default().push((word, Unit { kind: *kind, word: words[0] }));
        }
    }
    by_first
});

/// The measure word that a text begins with, the longest there is, and its length in bytes.
pub(super) fn read(text: &str) -> Option<(Unit, usize)> {
    let words = BY_FIRST.get(&text.chars().next()?)?;
    let (word, unit) = *words.iter().filter(|(word, _)| text.starts_with(word)).max_by_key(|(word, _)| word.len())?;
    let length = word.len();
    let rest = text.get(length..)?;
    let is_other = (unit.kind == Kind::Score && NOT_SCORE.iter().any(|word| rest.starts_with(word)))
        || (unit.word == "部" && ["分", "门", "位", "署", "委"].iter().any(|word| rest.starts_with(word)));
    (!is_other && (unit.kind == Kind::Money || !rest.starts_with('/'))).then_some((unit, length))
}

/// The multiplier that a text begins with, and its length in bytes.
pub(super) fn multiplier(text: &str) -> Option<(Decimal, usize)> {
    let (word, factor) =
        MULTIPLIERS.iter().filter(|(word, _)| text.starts_with(word)).max_by_key(|(word, _)| word.len())?;
    Some((Decimal::from(*factor), word.len()))
}
