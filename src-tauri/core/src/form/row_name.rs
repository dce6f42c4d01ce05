//! The rows and columns of 附件1 by their words: which figures a row's name and a column's head stand for.

use super::name::{bare, plain};
use crate::edition::{Edition, FormCell};
use crate::figure::Key;

/// The columns of an amount: the last word of a key, and what a label says.
const AMOUNTS: [(&str, &str); 4] =
    [("prior_budget", "上年预算数"), ("prior_final", "上年决算数"), ("budget", "本年预算数"), ("final", "本年决算数")];

/// Words of a row's name, all of them; words it must not have; the key without its last word. The first that fits.
const ROWS: [(&[&str], &[&str], &str); 26] = [
    (&["车", "购置", "运"], &[], "three_public.vehicle"),
    (&["车", "购置", "维护"], &[], "three_public.vehicle"),
    (&["车", "运行"], &[], "three_public.vehicle_running"),
    (&["车", "维护"], &[], "three_public.vehicle_running"),
    (&["车", "运维"], &[], "three_public.vehicle_running"),
    (&["车", "购置"], &[], "three_public.vehicle_purchase"),
    (&["公务用车"], &[], "three_public.vehicle"),
    (&["出国"], &[], "three_public.abroad"),
    (&["接待"], &[], "three_public.reception"),
    (&["招待"], &[], "three_public.reception"),
    (&["三公"], &[], "three_public"),
    (&["项目支出"], &["其中"], "project.total"),
    (&["业务工作"], &[], "project.operational"),
    (&["专项业务"], &[], "project.operational"),
    (&["业务专项"], &[], "project.operational"),
    (&["运行维护"], &["车"], "project.maintenance"),
    (&["级", "专项"], &[], "project.government_special"),
    (&["水", "电", "差旅"], &[], "basic.operating.utilities_travel"),
    (&["会议", "培训"], &[], "basic.operating.meeting_training"),
    (&["公用经费"], &[], "basic.operating"),
    (&["公用支出"], &[], "basic.operating"),
    (&["政府采购"], &[], "procurement"),
    (&["预算调整"], &[], ADJUSTMENT),
    (&["调整预算"], &[], ADJUSTMENT),
    (&["人员经费"], &[], "basic.personnel"),
    (&["人员支出"], &[], "basic.personnel"),
];
/// Names that are one row only where they are the whole name.
const WHOLE: [(&str, &str); 3] =
    [("办公经费", "basic.operating.office"), ("办公费", "basic.operating.office"), ("基本支出", "basic.total")];
/// 部门整体支出预算调整: 年初预算 and 调整后预算.
pub(super) const ADJUSTMENT: &str = "budget.adjustment";
/// Below the cars a name may leave them out: how it begins, and its key.
const OF_CARS: [(&str, &str); 3] = [
    ("购置", "three_public.vehicle_purchase"),
    ("运行", "three_public.vehicle_running"),
    ("维护", "three_public.vehicle_running"),
];

/// Words of a head that has its value in the cell below, and the key.
const HEADS: [(&[&str], &str); 14] = [
    (&["规模", "控制率"], "building.area.control_rate"),
    (&["面积", "控制率"], "building.area.control_rate"),
    (&["投资", "控制率"], "building.investment.control_rate"),
    (&["概算", "控制率"], "building.investment.control_rate"),
    (&["控制率"], "staff.control_rate"),
    (&["在职"], "staff.in_post.final"),
    (&["实有"], "staff.in_post.final"),
    (&["编制"], "staff.quota"),
    (&["实际", "规模"], "building.area.actual"),
    (&["实际", "面积"], "building.area.actual"),
    (&["规模"], "building.area.approved"),
    (&["面积"], "building.area.approved"),
    (&["实际", "投资"], "building.investment.actual"),
    (&["投资"], "building.investment.budget"),
];

/// A row of amounts that is known: what its keys begin with, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct KnownRow {
    /// `three_public.reception`
    pub stem: String,
    /// 公务接待费
    pub label: String,
}

/// The rows of amounts that an edition knows figures for.
pub fn known_rows(edition: &Edition) -> Vec<KnownRow> {
    let mut stems: Vec<&str> = ROWS.iter().map(|(_, _, stem)| *stem).chain(WHOLE.map(|(_, stem)| stem)).collect();
    stems.sort_unstable();
    stems.dedup();
    let row = |stem: &str| stem_label(edition, stem).map(|label| KnownRow { stem: stem.to_owned(), label });
    stems.into_iter().filter_map(row).collect()
}

/// What a known row of amounts is called.
pub(super) fn stem_label(edition: &Edition, stem: &str) -> Option<String> {
    let label = &edition.figure(&format!("{stem}.final"))?.label;
    Some(label.strip_suffix("本年决算数").unwrap_or(label).to_owned())
}

/// Which column of amounts a figure belongs to: the last word of its key, and what a label says.
pub fn amount_of(key: &Key) -> Option<(&'static str, &'static str)> {
    let last = key.as_str().rsplit_once('.')?.1;
    AMOUNTS.into_iter().find(|(word, _)| *word == last)
}

/// What the keys of a row begin with, by its name; `above` is what those of the row above it begin with.
pub(super) fn stem(name: &str, above: Option<&str>) -> Option<&'static str> {
    let of_cars = |above: &str| above.starts_with("three_public.vehicle");
    if above.is_some_and(of_cars) && name.ends_with('费') && !name.ends_with("经费") {
        let found = OF_CARS.iter().find(|(begin, _)| name.starts_with(begin));
        if let Some((_, key)) = found {
            return Some(key);
        }
    }
    if let Some((_, key)) = WHOLE.iter().find(|(whole, _)| name == *whole) {
        return Some(key);
    }
    let fits = |(words, without, _): &&(&[&str], &[&str], &str)| {
        words.iter().all(|word| name.contains(word)) && !without.iter().any(|word| name.contains(word))
    };
    ROWS.iter().find(fits).map(|(_, _, key)| *key)
}

/// The figure of a head whose value stands below it; `beside` is the label of its row.
pub(super) fn head_key(head: &str, beside: &str) -> Option<&'static str> {
    let (head, beside) = (bare(head), bare(beside));
    if head.contains("决算") || head.contains("预算数") {
        return None;
    }
    let found = HEADS.iter().find(|(words, _)| words.iter().all(|word| head.contains(word)));
    found
        .map(|(_, key)| *key)
        .filter(|key| key.starts_with("staff.") != beside.contains("楼堂馆所") || beside.is_empty())
}

/// What column of amounts a head names.
pub(super) fn amount(head: &str, year: Option<i32>) -> Option<(&'static str, &'static str)> {
    let head = plain(head).replace('\n', "");
    let last_year = year.map(|year| format!("{}年", year - 1));
    let prior = head.contains("上年") || head.contains("去年") || last_year.is_some_and(|year| head.contains(&year));
    let index = if head.contains("预算") {
        if prior { 0 } else { 2 }
    } else if ["决算", "执行数", "支出数"].iter().any(|word| head.contains(word)) {
        if prior { 1 } else { 3 }
    } else {
        return None;
    };
    let short = head.chars().count() <= 14;
    AMOUNTS.get(index).copied().filter(|_| short && stem(&head, None) != Some(ADJUSTMENT))
}

/// The figure of 部门整体支出预算调整 below a head; `last` is the column of amounts the head names.
pub(super) fn adjustment(head: &str, last: &str) -> Option<&'static str> {
    let head = bare(head);
    let says = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if says(&["追加", "调增", "调整数", "调整额"]) {
        return Some("budget.supplement");
    }
    match last {
        _ if says(&["调整后", "调整预算"]) => Some("budget.adjusted"),
        "budget" => Some("budget.initial"),
        "final" => Some("budget.adjusted"),
        _ => None,
    }
}

/// The cell that names a row of a form: the first with words that are no number of the row.
pub fn names_row(cell: &FormCell) -> bool {
    cell.text.as_ref().is_some_and(|text| !text.trim().is_empty() && !is_number(text))
}

/// A number before a name: `一`, `（二）`, `3`.
pub(super) fn is_number(text: &str) -> bool {
    let text = plain(text);
    let inner = text.trim_matches(['(', ')', '、', '.']);
    !inner.is_empty() && inner.chars().all(|letter| letter.is_ascii_digit() || "一二三四五六七八九十".contains(letter))
}
