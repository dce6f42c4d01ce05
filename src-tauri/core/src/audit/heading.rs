//! What a paragraph is about: the words it begins with (`1.养护工程。全年…`), else the heading that stands above it.

use std::sync::Arc;

use crate::source::without_number;

/// Characters of a heading.
const LONGEST: usize = 24;

/// The heading that stands above the paragraph being read.
pub(super) struct Heading(Arc<str>);

impl Default for Heading {
    fn default() -> Heading {
        Heading(Arc::from(""))
    }
}

impl Heading {
    /// What a paragraph is about; one that is itself a heading is remembered for those below it.
    pub(super) fn subject_of(&mut self, text: &str) -> Arc<str> {
        let words = without_number(text);
        let is_heading = is_short(words) && !words.contains(['。', '；', '，']);
        if is_heading {
            self.0 = Arc::from(words.trim_end_matches('：'));
        }
        // 指标4：补贴性职业培训人次。
        let words = words.split_once('：').filter(|(mark, _)| is_mark(mark)).map_or(words, |(_, words)| words);
        let own = words.find(['。', '：']).and_then(|end| words.get(..end)).filter(|own| is_short(own));
        own.map_or_else(|| Arc::clone(&self.0), Arc::from)
    }
}

/// Whether words are few, and without a number among them.
fn is_short(words: &str) -> bool {
    (2..=LONGEST).contains(&words.chars().count()) && !words.contains(|c: char| c.is_ascii_digit())
}

/// Whether words only count what follows: 指标4, 任务一.
fn is_mark(words: &str) -> bool {
    words.chars().count() <= 4 && words.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_about_its_own_first_words_or_the_heading_above() {
        let mut heading = Heading::default();
        assert_eq!(&*heading.subject_of("二、资金使用情况"), "资金使用情况");
        assert_eq!(&*Heading::default().subject_of("（一）一般公共预算收支"), "一般公共预算收支");
        assert_eq!(&*heading.subject_of("1.养护工程。全年完成574.36公里。"), "养护工程");
        assert_eq!(&*heading.subject_of("指标4：职业培训人次。目标值2500人次。"), "职业培训人次");
        assert_eq!(&*heading.subject_of("全年支出386.42万元，补贴2684人。"), "资金使用情况");
    }
}
