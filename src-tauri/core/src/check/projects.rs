//! The list of projects: names and yearly goals (年度总体目标). The goal of the whole department is put into numbers by the
//! indicators below it, so it need not state any itself.

use super::names::{GOAL_OF_ANOTHER_YEAR, GOAL_OF_PROJECT, PROJECT_NAMED_TWICE};
use super::{Finding, Grade, Known};
use crate::filing::Project;
use crate::project::TargetTable;
use crate::words::quoted;

/// Words that say until when.
const TIMES: [&str; 10] = ["年底", "年末", "年内", "年前", "全年", "每年", "当年", "月", "季度", "日前"];
/// What a Chinese numeral must stand before to be a number of something.
const COUNTED: &str = "个项次场家户人名批处件篇期台套所座条次份班元万%";
const NUMERALS: &str = "一二两三四五六七八九十百千万";

/// Every name that stands twice.
pub(super) fn named_twice(projects: &[Project]) -> Vec<Finding> {
    let twice = |(index, project): (usize, &Project)| {
        let name = project.name.trim();
        let earlier = projects[..index].iter().find(|other| other.name.trim() == name)?;
        let message = format!("项目清单里{}出现了两次，请核对是否重复填报。", quoted(name));
        let keys = [project.final_key().to_string(), earlier.final_key().to_string()];
        Some(Finding::new(PROJECT_NAMED_TWICE, Grade::Explain, message, keys))
    };
    projects.iter().enumerate().filter_map(twice).collect()
}

/// Every goal that lacks a number, a unit or a time: one finding for all that lack the same.
pub(super) fn vague_goals(projects: &[Project]) -> Vec<Finding> {
    let mut lacking: Vec<(String, Vec<&Project>)> = Vec::new();
    for project in projects {
        let Some(lacks) = lacks(project.objective.trim()) else { continue };
        match lacking.iter_mut().find(|(same, _)| *same == lacks) {
            Some((_, projects)) => projects.push(project),
            None => lacking.push((lacks, vec![project])),
        }
    }
    let finding = |(lacks, projects): (String, Vec<&Project>)| {
        let message = format!("{}的年度总体目标{lacks}。", named(&projects));
        let keys = projects.iter().map(|project| project.final_key().to_string());
        Finding::new(GOAL_OF_PROJECT, Grade::Explain, message, keys)
    };
    lacking.into_iter().map(finding).collect()
}

/// Every goal that speaks of a year gone by.
pub(super) fn stale_goals(known: &Known<'_>, report_year: i32) -> Vec<Finding> {
    let stale = |table: &TargetTable<'_>| {
        let year = time_gone_by(table.objective(known.figures), report_year)?;
        let message = format!(
            "{}的年度总体目标写的是“{year}”，自评年度是{report_year}年度，请核对是否沿用了以前的目标。",
            table.called()
        );
        let key = table.project.map_or_else(|| table.key("objective"), Project::final_key);
        Some(Finding::new(GOAL_OF_ANOTHER_YEAR, Grade::Explain, message, [key.as_str()]))
    };
    known.tables.iter().filter_map(stale).collect()
}

/// The projects by name; of many, the first.
fn named(projects: &[&Project]) -> String {
    const MOST: usize = 3;
    let names: Vec<String> = projects.iter().take(MOST).map(|project| quoted(project.name.trim())).collect();
    match projects.len() {
        count if count > MOST => format!("{}等{count}个项目", names.join("、")),
        _ => format!("项目{}", names.join("、")),
    }
}

/// What a goal lacks, in words.
fn lacks(objective: &str) -> Option<String> {
    if objective.is_empty() {
        return Some("没有填写，请补充或说明原因".to_owned());
    }
    let numbers = numbers(&without_quotations(objective));
    let bare = |followed: &Option<char>| followed.is_none_or(|c| !c.is_alphanumeric() && !"%％‰㎡".contains(c));
    let lacking = [
        ("数量", numbers.is_empty()),
        ("计量单位", numbers.iter().any(bare)),
        ("完成时限", !TIMES.iter().any(|time| objective.contains(time))),
    ];
    let lacking: Vec<&str> = lacking.into_iter().filter(|(_, lacks)| *lacks).map(|(what, _)| what).collect();
    (!lacking.is_empty()).then(|| format!("没有写明{}，请补充或说明原因", lacking.join("、")))
}

/// The letter behind each number that is not a year; `None` at the end of the text.
fn numbers(text: &str) -> Vec<Option<char>> {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at).copied() {
        let in_number =
            |c: &char| if digit(letter) { digit(*c) || ".．，,".contains(*c) } else { NUMERALS.contains(*c) };
        let mut length = letters[at..].iter().take_while(|c| in_number(c)).count();
        // A comma is of the number only between digits.
        while length > 1 && !digit(letters[at + length - 1]) && digit(letter) {
            length -= 1;
        }
        let next = letters.get(at + length).copied();
        let counts = |c: char| COUNTED.contains(c);
        if digit(letter) && !(length == 4 && next == Some('年'))
            || length > 0 && !digit(letter) && next.is_some_and(counts)
        {
            found.push(next);
        }
        at += length.max(1);
    }
    found
}

/// Slogans in quotation marks (“四个最严”) state no number.
fn without_quotations(text: &str) -> String {
    let mut depth = 0_usize;
    let kept = |letter: &char| {
        depth = match letter {
            '“' => depth + 1,
            '”' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0
    };
    text.chars().filter(kept).collect()
}

/// `2023年底` in a goal of 2024; `较2023年底` compares, and is fine.
fn time_gone_by(objective: &str, report_year: i32) -> Option<String> {
    objective.match_indices('年').find_map(|(at, _)| {
        let before = &objective[..at];
        let year = before.get(before.len().checked_sub(4)?..)?;
        let number: i32 = year.parse().ok()?;
        let end = objective[at + '年'.len_utf8()..].chars().next().filter(|end| "底末内前".contains(*end))?;
        let compares = before[..before.len() - 4].ends_with(['比', '较', '同', '自', '从', '与']);
        ((1949..report_year).contains(&number) && !compares).then(|| format!("{year}年{end}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_lacks_what_it_does_not_say() {
        let lacking = |objective: &str| lacks(objective).unwrap_or_default();
        for sound in [
            "年底前组织活动不少于260场，达标率不低于90%。",
            "全年开放300天，参与1,200人次、２０万人次",
            "9月前建成两个中心",
            "年底前完成三十处修缮",
        ] {
            assert_eq!(lacking(sound), "", "{sound}");
        }
        for (vague, words) in [
            ("", "没有填写"),
            ("筑牢信息化基础，确保系统高效运行", "没有写明数量、完成时限"),
            ("2024年底前落实“四个最严”要求", "没有写明数量，"),
            ("年底前组织活动不少于260，", "没有写明计量单位，"),
            ("组织活动260场", "没有写明完成时限，"),
        ] {
            assert!(lacking(vague).contains(words), "{vague}: {}", lacking(vague));
        }
    }

    #[test]
    fn a_goal_may_compare_with_a_year_gone_by() {
        assert_eq!(time_gone_by("2023年底前建成", 2024).as_deref(), Some("2023年底"));
        for sound in ["2024年底前建成", "2025年底前建成", "较2023年底增长10%", "按2023年方案", "1900年前", "年底前"]
        {
            assert_eq!(time_gone_by(sound, 2024), None, "{sound}");
        }
    }
}
