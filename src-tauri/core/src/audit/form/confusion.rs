//! Words mistaken for others of the same sound or look (体统 for 系统). The list is data: `confusion.txt`.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::audit::finding::AuditFinding;
use crate::audit::report::Page;
use crate::check::Grade;

struct Confusion {
    wrong: &'static str,
    right: &'static str,
    /// Phrases in which the word is right.
    except: Vec<&'static str>,
}

struct Confusions {
    list: Vec<Confusion>,
    search: Option<AhoCorasick>,
}

static CONFUSIONS: LazyLock<Confusions> = LazyLock::new(|| {
    let entry = |line: &'static str| {
        let mut fields = line.split('\t');
        let (wrong, right) = (fields.next()?, fields.next()?);
        Some(Confusion { wrong, right, except: fields.next().unwrap_or_default().split_whitespace().collect() })
    };
    let lines = include_str!("confusion.txt").lines().filter(|line| !line.starts_with('#'));
    let list: Vec<Confusion> = lines.filter_map(entry).collect();
    let search = AhoCorasick::new(list.iter().map(|confusion| confusion.wrong)).ok();
    Confusions { list, search }
});

/// Findings of one paragraph.
const ENOUGH: usize = 50;

pub(super) fn check(page: &Page<'_>) -> Vec<AuditFinding> {
    let text = page.paragraph.text.as_str();
    let Some(search) = &CONFUSIONS.search else { return Vec::new() };
    let found = search.find_iter(text).filter_map(|found| {
        let confusion = CONFUSIONS.list.get(found.pattern().as_usize())?;
        let is_right = |phrase: &&str| {
            phrase.match_indices(confusion.wrong).any(|(offset, _)| {
                let start = found.start().checked_sub(offset);
                start.and_then(|start| text.get(start..start + phrase.len())).is_some_and(|words| words == *phrase)
            })
        };
        if confusion.except.iter().any(is_right) {
            return None;
        }
        let message = format!("“{}”疑为“{}”之误，请核对。", confusion.wrong, confusion.right);
        Some(page.remark_corrected("text_confusion", Grade::Hint, found.range(), confusion.right, message))
    });
    found.take(ENOUGH).collect()
}
