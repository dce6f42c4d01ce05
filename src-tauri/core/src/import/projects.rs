//! Projects that a text lists with their amounts behind the line of 附件1 they belong to: 政府专项经费32.5万元，包括甲项目16万元，
//! 乙项目16.5万元。 Only a list is taken in which every item has a name and an amount and which is not more than its whole.

use rust_decimal::Decimal;

use super::proposal::{Proposal, Proposed};
use crate::filing::Fund;
use crate::quantity::{self, Measure};
use crate::source::SourceText;

/// What the lines of 附件1 are called.
const FUNDS: [(&str, Fund); 6] = [
    ("业务工作经费", Fund::Operational),
    ("业务工作专项", Fund::Operational),
    ("运行维护经费", Fund::Maintenance),
    ("政府专项", Fund::GovernmentSpecial),
    ("级次专项", Fund::GovernmentSpecial),
    ("专项资金", Fund::GovernmentSpecial),
];
/// What a list begins with.
const OPENINGS: [&str; 6] = ["包括", "其中：", "其中:", "其中", "分别为", "具体为"];
/// The longest name of a project, in characters.
const LONGEST: usize = 60;
/// The most projects that are proposed.
const MOST: usize = 200;

/// The projects listed in a source's text, in order.
pub(super) fn projects(source: &SourceText) -> Vec<Proposal> {
    let mut found: Vec<Proposal> = Vec::new();
    for paragraph in source.paragraphs.iter().filter(|paragraph| paragraph.cell.is_none()) {
        for sentence in paragraph.text.split_inclusive(['。', '；', ';', '\n']) {
            for (fund, name, amount) in listed(sentence.trim_end_matches(['。', '；', ';', '\n'])) {
                if found.len() >= MOST || found.iter().any(|known| known.label == name) {
                    continue;
                }
                found.push(Proposal {
                    id: format!("project:{}", found.len() + 1),
                    what: Proposed::Project { fund },
                    label: name,
                    shown: quantity::exact(amount, Measure::Money),
                    unit: "万元",
                    exact: true,
                    sentence: sentence.trim().to_owned(),
                    line: paragraph.line,
                });
            }
        }
    }
    found
}

/// The items of the list in a sentence; none where any of it is not plain.
fn listed(sentence: &str) -> Vec<(Fund, String, Decimal)> {
    let clauses: Vec<&str> = sentence.split(['，', ',']).map(str::trim).collect();
    let whole = |(place, clause): (usize, &&str)| {
        let (name, amount) = named_amount(clause)?;
        let fund = FUNDS.iter().find(|(word, _)| name.contains(word)).map(|(_, fund)| *fund)?;
        let first = OPENINGS.iter().find_map(|word| clauses.get(place + 1)?.strip_prefix(word))?;
        Some((place, fund, amount, first))
    };
    let Some((place, fund, whole, first)) = clauses.iter().enumerate().find_map(whole) else { return Vec::new() };
    let rest = clauses.iter().skip(place + 2).copied();
    let items: Option<Vec<(String, Decimal)>> =
        [first].into_iter().chain(rest).flat_map(|clause| clause.split('、')).map(named_amount).collect();
    let Some(items) = items else { return Vec::new() };
    let sum = items.iter().try_fold(Decimal::ZERO, |sum, (_, amount)| sum.checked_add(*amount));
    let other_line = items.iter().any(|(name, _)| FUNDS.iter().any(|(word, _)| name == word));
    if other_line || sum.is_none_or(|sum| sum > whole) {
        return Vec::new();
    }
    items.into_iter().map(|(name, amount)| (fund, name, amount)).collect()
}

/// A name with an amount behind it and nothing else: 标准化项目补助16万元
fn named_amount(clause: &str) -> Option<(String, Decimal)> {
    let words = clause.trim().trim_end_matches(['（', '(']).strip_suffix("万元")?.trim_end();
    let digits = words.chars().rev().take_while(|c| c.is_ascii_digit() || *c == '.').count();
    let at = words.char_indices().rev().take(digits).last()?.0;
    let (name, number) = words.split_at_checked(at)?;
    let name = name.trim();
    let approximate = ["约", "近", "共", "为", "计", "超", "达"].iter().any(|word| name.ends_with(word));
    let plain = (2..=LONGEST).contains(&name.chars().count()) && !approximate && !name.contains(['：', '。', '；']);
    plain.then_some(())?;
    Some((name.to_owned(), Decimal::from_str_exact(number).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        projects(&SourceText::from(text)).into_iter().map(|one| (one.label, one.shown)).collect()
    }

    #[test]
    fn a_plain_list_of_names_and_amounts_is_proposed() {
        let list = found(
            "项目支出60万元，其中业务工作经费27.5万元，主要用于甲等项目，政府专项经费32.5万元，包括标准化项目补助16万元，知识产权推进专项16.5万元。",
        );
        let expected = [("标准化项目补助", "16.00"), ("知识产权推进专项", "16.50")];
        assert_eq!(list, expected.map(|(name, amount)| (name.to_owned(), amount.to_owned())));
    }

    #[test]
    fn a_list_that_is_not_plain_is_left_alone() {
        for text in [
            "业务工作经费27.5万元，包括甲经费16万元，乙经费等项目。",
            "业务工作经费27.5万元，包括甲经费16万元，乙经费12万元。",
            "业务工作经费27.5万元，包括甲经费约16万元。",
            "支出27.5万元，包括甲经费16万元。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
