//! The grade of the whole (优 良 中 差) as a text states it.

use serde::Serialize;

use crate::audit::Place;
use crate::edition::Edition;
use crate::source::SourceText;

/// A grade of the whole where it is stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatedGrade {
    /// The edition's grade that the words mean.
    pub grade: String,
    /// The words: 优秀.
    pub shown: String,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Place,
}

/// What leads to a grade.
const LEADS: [&str; 12] = [
    "等级为",
    "等次为",
    "评级为",
    "评定为",
    "结果为",
    "等级是",
    "等级评为",
    "自评为",
    "等级属于",
    "评价等级",
    "自评等级",
    "等级定为",
];
/// What a sentence speaks of that states the grade of the whole.
const WHOLE: [&str; 4] = ["自评", "整体支出", "绩效评价", "综合得分"];
/// What a grade may be written as behind its first sign.
const TAILS: [&str; 6] = ["秀", "好", "等", "级", "", "档"];

/// Finds the grades that a text states of the whole.
pub fn stated_grades(source: &SourceText, edition: &Edition) -> Vec<StatedGrade> {
    let mut found = Vec::new();
    for (index, paragraph) in source.paragraphs.iter().enumerate() {
        let text = paragraph.text.as_str();
        for lead in LEADS {
            for (at, _) in text.match_indices(lead) {
                let sentence = text[..at].rsplit(['。', '；']).next().unwrap_or_default();
                if !WHOLE.iter().any(|word| sentence.contains(word) || lead.contains(word)) || sentence.contains("项目")
                {
                    continue;
                }
                let after = &text[at + lead.len()..];
                let opened = after.trim_start_matches(['“', '"', '「', '为', '：', '‘']);
                let start = text.len() - opened.len();
                let Some((grade, length)) = grade(opened, edition) else { continue };
                let units = |text: &str| text.encode_utf16().count();
                let from = units(&text[..start]);
                let shown = opened[..length].to_owned();
                let place = Place {
                    paragraph: index,
                    start: from,
                    end: from + units(&shown),
                    line: paragraph.line,
                    column: text[..start].chars().count() + 1,
                };
                if !found.iter().any(|known: &StatedGrade| known.place == place) {
                    found.push(StatedGrade { grade, shown, place });
                }
            }
        }
    }
    found.sort_by_key(|stated| (stated.place.paragraph, stated.place.start));
    found
}

/// The grade that words begin with, and the length of its words.
fn grade(words: &str, edition: &Edition) -> Option<(String, usize)> {
    let label = edition.grades.iter().map(|grade| &grade.label).find(|label| words.starts_with(label.as_str()))?;
    let rest = &words[label.len()..];
    let ends = |rest: &str| {
        rest.is_empty() || rest.starts_with(['”', '"', '。', '，', '；', '、', '）', '」', '级', '等', '’'])
    };
    let tail = TAILS.iter().find(|tail| rest.strip_prefix(**tail).is_some_and(ends))?;
    Some((label.clone(), label.len() + tail.len()))
}
