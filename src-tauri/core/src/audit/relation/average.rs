//! So much for each: `支出A万元，培训B人次，人均P元` is A ÷ B, and `每人P元，共B人，发放A万元` is P × B. What each is, the words
//! say: 每户, 户均, 亩产, 单价.

use rust_decimal::Decimal;

use super::product::{OF_A_DAY, interest, product};
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::{Formula, Reading, Relation, Statement, judge, result};
use crate::audit::unit::{self, Kind, Unit};
use crate::audit::wording::{self, has};

/// Numbers that are tried as the whole and as the count.
pub(super) const TRIED: usize = 4;

/// A sum for each that is laid down, not worked out.
const LAID_DOWN: &[&str] =
    &["标准", "按", "不超过", "定额", "每天", "每月", "每日", "每年", "每餐", "补助", "奖补", "奖励"];

/// So much for each month; for each person and month nothing is worked out.
const BY_MONTH: &[&str] = &["月均", "月平均", "平均每月", "每月平均", "每月人均", "月人均", "月户均"];

/// For each of these and each month.
const LAID_DOWN_BY_MONTH: &[&str] = &["人均", "户均", "标准", "生均", "补助", "补差"];

/// What is meant by 案均, 单车 and the like.
const SHORT_FORMS: &[(&str, &str)] = &[
    ("户均", "户"),
    ("人均", "人"),
    ("亩均", "亩"),
    ("亩产", "亩"),
    ("场均", "场"),
    ("案均", "件"),
    ("件均", "件"),
    ("单车", "辆"),
    ("车均", "辆"),
    ("辆均", "辆"),
    ("校均", "所"),
    ("村均", "个"),
    ("生均", "人"),
    ("台均", "台"),
    ("套均", "套"),
    ("具均", "具"),
    ("床均", "张"),
    ("单方", "平方米"),
    ("每生", "人"),
    ("每村", "个"),
    ("每校", "所"),
    ("每车", "辆"),
    ("每案", "件"),
    ("班均", "个"),
    ("店均", "家"),
    ("镇均", "个"),
    ("乡均", "个"),
    ("批均", "批次"),
    ("笔均", "笔"),
    ("项均", "项"),
    ("例均", "例"),
    ("份均", "份"),
    ("栋均", "栋"),
];

/// What is counted in one word and spoken of in another.
const COUNTED_AS: &[&[&str]] =
    &[&["人", "人次"], &["场", "场次"], &["件", "起", "宗", "例"], &["户", "户次"], &["家", "家次"]];

pub(super) fn read(nearby: Nearby<'_>, wholes: &[Option<usize>]) -> Vec<Statement> {
    let statement = |(index, mention): (usize, &Mention)| {
        let is_amount = matches!(mention.quantity.unit.kind, Kind::Money | Kind::Count | Kind::Measured);
        // 亩均增产P公斤 is no comparison with a year.
        let is_gain = mention.is_per_head() && mention.lead.contains("增产") && !has(&mention.lead, wording::COMPARING);
        if !is_amount || !mention.is_level() && !is_gain {
            return None;
        }
        match interest(nearby, index) {
            Some(reading) => judge(nearby.0, Relation::Product, index, &[reading]),
            None if mention.is_per_head() => average(nearby, wholes, index),
            None => product(nearby, index),
        }
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

/// The measure word of what a number is for each of, and how many of them: 每千人.
pub(super) fn each(mention: &Mention) -> Option<(&'static str, Decimal)> {
    if let Some(word) = mention.quantity.per {
        return Some((word, Decimal::ONE)).filter(|_| !word.is_empty());
    }
    let lead = mention.lead.as_str();
    if let Some((_, word)) = SHORT_FORMS.iter().find(|(form, _)| lead.contains(form)) {
        return Some((word, Decimal::ONE));
    }
    // 每人每年P元 is for each of the people.
    let lead = lead.trim_end_matches("每年").trim_end_matches("每月");
    let lead = OF_A_DAY.iter().fold(lead, |lead, word| lead.trim_end_matches(word));
    let rest = lead.get(lead.rfind('每')? + '每'.len_utf8()..)?;
    let (many, length) = unit::multiplier(rest).unwrap_or((Decimal::ONE, 0));
    Some((unit::read(rest.get(length..)?)?.0.word, many))
}

pub(super) fn is_counted_in(mention: &Mention, word: &str) -> bool {
    let unit = mention.quantity.unit;
    let alike = || COUNTED_AS.iter().any(|sort| sort.contains(&word) && sort.contains(&unit.word));
    matches!(unit.kind, Kind::Count | Kind::Measured)
        && (unit.word == word || unit.goes_with(Unit { kind: unit.kind, word: stored(word) }) || alike())
}

fn stored(word: &str) -> &'static str {
    unit::read(word).map_or("", |(unit, _)| unit.word)
}

/// What takes a number of one unit into another of its kind.
fn conversion(from: Unit, to: Unit) -> Option<Decimal> {
    match (from.word, to.word) {
        ("吨", "公斤") => Some(Decimal::ONE_THOUSAND),
        _ => (from.kind == to.kind && from.word == to.word).then_some(Decimal::ONE),
    }
}

/// The amounts before one in its sentence, nearest first; of sums for each there are none among them.
pub(super) fn amounts<'a>(
    nearby: Nearby<'a>,
    index: usize,
    sentences: usize,
) -> impl Iterator<Item = (usize, &'a Mention)> {
    let sentence = nearby.get(index).map_or(0, |mention| mention.sentence);
    nearby
        .before(index)
        .take_while(move |(_, mention)| mention.sentence + sentences >= sentence)
        // 生均支出 is none either.
        .filter(|(_, mention)| mention.is_level() || mention.lead.contains("增产"))
        .filter(|(_, mention)| !has(&mention.lead.replace("年平均", ""), wording::PER_HEAD) && !mention.is_remainder())
}

fn average(nearby: Nearby<'_>, wholes: &[Option<usize>], index: usize) -> Option<Statement> {
    let mention = nearby.get(index)?;
    let of = each(mention);
    let unit = mention.quantity.unit;
    if has(&mention.lead, BY_MONTH) {
        return monthly(nearby, index);
    }
    let named = of_name(nearby, index).or_else(|| of_subject(nearby, index)).or_else(|| of_heading(nearby, index));
    let named = named.or_else(|| of_its_sort(nearby, index));
    let is_count = |found: &Mention| match of {
        Some((word, _)) => is_counted_in(found, word),
        None => found.quantity.unit.kind == Kind::Count && !found.quantity.unit.goes_with(unit),
    };
    // 硬化12.6公里，涉及甲3.2公里、乙2.8公里: of a list the whole is meant.
    let is_here = |whole: usize| nearby.get(whole).is_some_and(|whole| whole.sentence == mention.sentence);
    let listed = |index: usize| wholes.get(index).copied().flatten();
    // 其中临时救助A万元、B人次，人均P元: both of the part.
    let of_part = nearby.levels(index, unit, 0).next().is_some_and(|(total, _)| listed(total).is_some());
    let many = of.map_or(Decimal::ONE, |(_, many)| many);
    let totals = amounts(nearby, index, 0)
        .filter_map(|(total, found)| Some((total, conversion(found.quantity.unit, unit)?)))
        .filter(|(total, _)| {
            nearby.get(*total).is_some_and(|found| !is_count(found) || found.quantity.unit.kind == Kind::Money)
        })
        .take(TRIED);
    let counts: Vec<usize> = amounts(nearby, index, 0)
        .filter(|(_, found)| is_count(found))
        .map(|(count, _)| listed(count).filter(|whole| is_here(*whole) && !of_part).unwrap_or(count))
        .fold(Vec::new(), |mut counts, count| {
            if !counts.contains(&count) && counts.len() < 2 * TRIED {
                counts.push(count);
            }
            counts
        });
    // 硬化12.6公里，甲3.2公里、乙2.8公里…: the first is the sum of the others.
    let counts = match counts.split_last() {
        Some((first, parts)) if parts.len() >= 2 && adds_up(nearby, *first, parts) => vec![*first],
        _ => counts,
    };
    // 机关3辆，两个单位各1辆，合计5辆，辆均P万元: of all of them.
    // 合计15支340人，半专业队平均每支P人 is of some of them.
    let is_named = !wording::PER_HEAD.iter().any(|word| mention.lead.starts_with(word));
    let is_all = |count: &usize| {
        !is_named && nearby.get(*count).is_some_and(|found| matches!(found.label(), "合计" | "共计" | "总计"))
    };
    let counts = match counts.split_first() {
        Some((all, rest)) if is_all(all) && !rest.is_empty() => vec![*all],
        _ => counts,
    };
    // 建筑面积A平方米…。总投资B万元，折合每平方米P元: how many there are may be told before.
    let before = || amounts(nearby, index, 1).filter(|(_, found)| is_count(found)).map(|(count, _)| count).take(TRIED);
    let told_before = counts.is_empty() && of.is_some();
    let counts = if told_before { before().collect() } else { counts };
    // 合计384人。发放A万元，人均P万元: of all of them.
    let all: Vec<usize> = counts.iter().copied().filter(is_all).collect();
    let counts = if told_before && all.len() == 1 { all } else { counts };
    let told_before = told_before && !(counts.len() == 1 && is_all(&counts[0]));
    // 新增学位B个…。总投资A亿元，平均每个学位P万元: what is counted is named.
    let noun = of.and_then(|(word, _)| mention.lead.rsplit_once(word)).map_or("", |(_, noun)| noun);
    let is_of_noun =
        |count: &usize| noun.chars().count() >= 2 && nearby.get(*count).is_some_and(|count| count.lead.contains(noun));
    let told_before = told_before && !(is_alone(&counts, is_of_noun));
    let counts: Vec<usize> = match is_alone(&counts, is_of_noun) {
        true => counts.into_iter().filter(is_of_noun).collect(),
        false => counts,
    };
    // Behind another average the whole may be one that is not printed.
    let behind = |total: usize| {
        (total + 1..index).any(|other| {
            let between = nearby.get(other).filter(|between| between.is_per_head());
            between.is_some_and(|between| {
                // 户数B户，人口A人，户均P人，每平方公里Q人: both of the same people; money is not spent twice.
                let is_money = between.quantity.unit.kind == Kind::Money;
                let shares = |count: usize| {
                    let formula = Formula::Per { total, count, factor: Decimal::ONE };
                    result(nearby.0, &formula, other).is_some_and(|found| found.meets(between.quantity.span()))
                };
                is_money || !amounts(nearby, other, 0).take(2 * TRIED).any(|(count, _)| count != total && shares(count))
            })
        })
    };
    // 单方造价P元，计A万元: a price, of which what follows is made.
    let priced = nearby.get(index + 1).is_some_and(|next| {
        next.part == mention.part
            && next.quantity.unit == unit
            && matches!(next.lead.as_str(), "计" | "共" | "合计" | "共计" | "总计" | "小计")
    });
    let laid_down = has(&mention.lead, LAID_DOWN) || priced;
    let mut readings = Vec::new();
    // 运行维护费A万元，预算B万元，辆均P万元: of what came, not of what was meant to be.
    let is_plan = |(total, _): &(usize, Decimal)| nearby.get(*total).is_some_and(Mention::is_planned);
    // 固定资产原值A万元，公务用车B辆，车均运行维护费P万元: what is owned is not spent.
    let of_assets = has(&mention.lead, OWNED) || mention.lead.contains("设备");
    let is_spent =
        |(total, _): &(usize, Decimal)| of_assets || nearby.get(*total).is_none_or(|total| !has(&total.lead, OWNED));
    let (plans, came): (Vec<_>, Vec<_>) = totals.filter(is_spent).partition(is_plan);
    let is_meant = mention.is_planned() || came.is_empty() || mention.quantity.unit.kind != Kind::Money;
    let totals = if is_meant { [came, plans].concat() } else { came };
    // 办结92件，罚没41.36万元，平均罚没P万元: one count and one amount.
    let is_here = |other: &usize| nearby.get(*other).is_some_and(|found| found.part == mention.part);
    let (here, sums) = (
        counts.iter().filter(|count| is_here(count)).count(),
        totals.iter().filter(|(total, _)| is_here(total)).count(),
    );
    let alone = here == 1 && sums == 1 && mention.lead.contains("平均") && counts.first().is_some_and(is_here);
    let totals = totals.into_iter();
    let totals: Vec<(usize, Decimal)> = named.map(|total| (total, Decimal::ONE)).into_iter().chain(totals).collect();
    for (total, conversion) in totals {
        for count in &counts {
            let near = |other: usize| {
                other + 6 >= index && nearby.get(other).is_some_and(|found| found.bracket == mention.bracket)
            };
            let sure = readings.is_empty()
                && (of.is_some() || alone)
                && !told_before
                && !laid_down
                && (near(total) || named == Some(total))
                && (named.is_none() || named == Some(total))
                && nearby.get(*count).zip(nearby.get(total)).is_some_and(|(count, total)| {
                    count.part != mention.part || total.part == mention.part || named.is_some()
                })
                && (near(*count) || counts.len() == 1)
                && (!behind(total) || named.is_some());
            let factor = conversion.checked_mul(many)?;
            readings.push(Reading { formula: Formula::Per { total, count: *count, factor }, sure });
        }
    }
    // 以受益人口B人计算，人均投资P元, where what was spent in all stands elsewhere: only a slip shows that it is meant.
    let all = || ALL.iter().filter_map(|name| nearby.by_name(index, name, unit)).filter(|(_, alone)| *alone);
    if readings.is_empty() && of.is_some() && !laid_down {
        let over = |count: &usize| {
            all().map(|(total, _)| Formula::Per { total, count: *count, factor: many }).collect::<Vec<_>>()
        };
        readings.extend(counts.iter().flat_map(over).map(|formula| Reading { formula, sure: false }));
    }
    if readings.is_empty() { None } else { judge(nearby.0, Relation::Average, index, &readings) }
}

/// What a department has is called so.
const OWNED: &[&str] = &["资产", "原值", "净值"];

/// Whether just one of several is so.
fn is_alone(all: &[usize], is_so: impl Fn(&usize) -> bool) -> bool {
    all.iter().filter(|one| is_so(one)).count() == 1
}

/// What all that was spent is called.
const ALL: &[&str] = &["本年支出合计", "累计支出", "总投资", "项目总投资", "项目支出", "总支出"];

/// The amount that is named before 人均 and the like: 商品和服务支出人均P元, 平均每辆车运行维护费P元. Names count where the sentence does
/// not print it under this name.
fn of_name(nearby: Nearby<'_>, index: usize) -> Option<usize> {
    let mention = nearby.get(index)?;
    let at = wording::PER_HEAD.iter().filter_map(|word| mention.lead.find(word)).min()?;
    let name = mention.lead.get(..at)?.trim_start_matches(['，', '、']);
    let name = name.trim_end_matches("折合").trim_end_matches("折算").trim_end_matches("合");
    // 人均地区生产总值 is of what stands behind the word.
    let behind = wording::PER_HEAD.iter().find_map(|word| wording::bare(&mention.lead).strip_prefix(word));
    let behind = behind.filter(|behind| name.is_empty() && behind.chars().count() >= NAMED);
    let name = behind.unwrap_or(name);
    // 生均支出 is of all that was spent.
    let of_all = name.is_empty() && matches!(wording::bare(mention.lead.get(at..)?), "生均支出" | "人均支出");
    let name = if of_all { "本年支出" } else { name };
    let unit = mention.quantity.unit;
    let here = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence)
        .any(|(_, found)| found.is_level() && found.quantity.unit.goes_with(unit) && found.lead.contains(name));
    let (total, alone) = nearby.by_name(index, name, unit).filter(|_| name.chars().count() >= 4 && !here)?;
    alone.then_some(total)
}

/// Characters of a name that tells.
const NAMED: usize = 4;

/// `1.养护工程。全年完成B公里，平均每公里支出P万元`: what was spent on what the paragraph is about, under another heading.
fn of_heading(nearby: Nearby<'_>, index: usize) -> Option<usize> {
    let mention = nearby.get(index).filter(|mention| mention.quantity.unit.kind == Kind::Money)?;
    let is_spent = has(&mention.lead, &["支出", "投入", "投资", "成本", "费用"]);
    let spoken = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence == mention.sentence)
        .any(|(_, found)| found.quantity.unit.kind == Kind::Money);
    let name = format!("{}支出", mention.subject);
    let found = nearby.by_name(index, &name, mention.quantity.unit);
    let found = found.filter(|_| is_spent && !spoken && mention.subject.chars().count() >= 2);
    found.filter(|(_, alone)| *alone).map(|(total, _)| total)
}

/// What is spoken of in a sentence, by what it costs under another heading.
const COSTS: &[(&[&str], &[&str])] = &[
    (&["接待"], &["公务接待费", "公务接待费支出"]),
    (
        &["车"],
        &[
            "公务用车运行维护费",
            "公务用车运行维护费支出",
            "公务用车运行费",
            "公车运行维护费",
            "公车运行维护",
            "车辆运行维护费",
        ],
    ),
];

/// `接待B批次C人次，人均P元`, `现有车辆B辆，平均每辆运行费P元`: of what the accounts name so.
fn of_its_sort(nearby: Nearby<'_>, index: usize) -> Option<usize> {
    let mention = nearby.get(index).filter(|mention| mention.quantity.unit.kind == Kind::Money)?;
    let here = before_in_sentence(nearby, index, mention);
    let last = here.first().filter(|_| here.iter().all(|found| found.quantity.unit.kind != Kind::Money))?;
    let words = format!("{}{}", here.iter().map(|found| found.lead.as_str()).collect::<String>(), mention.lead);
    let (_, names) = COSTS.iter().find(|(words_of, _)| has(&words, words_of) && counts_guests_or_cars(last))?;
    let found = names.iter().find_map(|name| nearby.by_name(index, name, mention.quantity.unit))?;
    Some(found.0).filter(|_| found.1)
}

/// What stands before an average in its sentence, nearest first.
fn before_in_sentence<'a>(nearby: Nearby<'a>, index: usize, average: &Mention) -> Vec<&'a Mention> {
    let here = nearby.before(index).take_while(|(_, found)| found.sentence == average.sentence);
    here.map(|(_, found)| found).collect()
}

/// Whether what is counted are people received or vehicles.
fn counts_guests_or_cars(mention: &Mention) -> bool {
    matches!(mention.quantity.unit.word, "人次" | "人" | "批次" | "辆" | "台" | "批")
}

/// Sentences before an average in which what it is of is told.
const SENTENCES: usize = 3;

/// `公务接待费A万元…。全年接待B批次C人次，人均P元`, `运行维护费A万元…。现有车辆B辆，平均每辆车运行维护费P元`: the sentence has no amount of money, and
/// shares a word with one of those before it.
fn of_subject(nearby: Nearby<'_>, index: usize) -> Option<usize> {
    let mention = nearby.get(index).filter(|mention| mention.quantity.unit.kind == Kind::Money)?;
    let here = before_in_sentence(nearby, index, mention);
    if here.is_empty() || here.iter().any(|found| found.quantity.unit.kind == Kind::Money) {
        return None;
    }
    let words: Vec<char> =
        here.iter().rev().chain([&mention]).flat_map(|found| found.lead.chars().chain(['，'])).collect();
    let told = |found: &Mention| {
        let name = found.label();
        let shared = |pair: &&[char]| {
            let word: String = pair.iter().collect();
            !pair.contains(&'，') && !EMPTY.contains(&word.as_str()) && name.contains(&word)
        };
        words.windows(2).filter(shared).count()
    };
    let candidates = nearby
        .before(index)
        .take_while(|(_, found)| found.sentence + SENTENCES >= mention.sentence)
        .filter(|(_, found)| {
            found.is_level()
                && found.quantity.unit.goes_with(mention.quantity.unit)
                && !found.is_last_years()
                && !found.is_planned()
                && !found.is_per_head()
        })
        .map(|(total, found)| (total, told(found)));
    // The nearest of those that share the most words.
    candidates
        .fold(None, |best: Option<(usize, usize)>, (total, shared)| match best {
            Some((_, most)) if most >= shared => best,
            _ => Some((total, shared)),
        })
        .filter(|(_, shared)| *shared > 1)
        .map(|(total, _)| total)
}

/// Words that any amount may bear.
const EMPTY: &[&str] =
    &["全年", "支出", "资金", "其中", "平均", "人均", "国内", "现有", "实际", "本年", "年末", "我局"];

/// Whether an amount is what others make together.
fn adds_up(nearby: Nearby<'_>, whole: usize, parts: &[usize]) -> bool {
    let sum = result(nearby.0, &Formula::Sum { parts: parts.to_vec() }, whole);
    sum.zip(nearby.get(whole)).is_some_and(|(sum, whole)| sum.meets(whole.quantity.span()))
}

/// `全年A个，月均P个`: a twelfth, where a whole year is spoken of.
fn monthly(nearby: Nearby<'_>, index: usize) -> Option<Statement> {
    let mention = nearby.get(index).filter(|mention| !has(&mention.lead, LAID_DOWN_BY_MONTH))?;
    let readings: Vec<Reading> = amounts(nearby, index, 0)
        .filter(|(_, found)| found.quantity.unit.goes_with(mention.quantity.unit))
        .take(TRIED)
        .enumerate()
        .map(|(at, (total, found))| Reading {
            formula: Formula::Monthly { total },
            sure: at == 0 && total + 1 == index && has(&found.lead, &["全年", "本年", "年度", "年共"]),
        })
        .collect();
    if readings.is_empty() { None } else { judge(nearby.0, Relation::Average, index, &readings) }
}
