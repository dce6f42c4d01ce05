//! What came along when text was pasted: bookmarks, entities, marks that are not seen, placeholders that were not filled.

use crate::audit::finding::AuditFinding;
use crate::audit::report::Page;
use crate::check::Grade;

/// Each a piece that no report has, with what it is.
const PIECES: [(&str, &str); 17] = [
    ("[bookmark:", "书签"),
    ("&nbsp;", "网页代码"),
    ("&amp;", "网页代码"),
    ("&lt;", "网页代码"),
    ("&gt;", "网页代码"),
    ("&quot;", "网页代码"),
    ("&#", "网页代码"),
    ("<br", "网页代码"),
    ("</", "网页代码"),
    ("<span", "网页代码"),
    ("错误！未找到引用源", "失效的引用"),
    ("错误！未定义书签", "失效的引用"),
    ("Error! Reference", "失效的引用"),
    ("HYPERLINK", "链接代码"),
    ("EMBED ", "嵌入代码"),
    ("XX", "没有填写的空位"),
    ("××", "没有填写的空位"),
];

pub(super) fn check(page: &Page<'_>) -> Vec<AuditFinding> {
    let text = page.paragraph.text.as_str();
    let mut findings = Vec::new();
    for (piece, what) in PIECES {
        // One finding a piece and paragraph: a page full of &nbsp; is one thing to mend.
        if let Some(at) = text.find(piece) {
            let end = match (piece, text.get(at..).and_then(|rest| rest.find(']'))) {
                ("[bookmark:", Some(length)) => at + length + 1,
                _ => at + piece.len(),
            };
            let message = format!("“{}”像是粘贴时带进来的{what}，请删去或补全。", text.get(at..end).unwrap_or(piece));
            let grade = if what == "没有填写的空位" { Grade::Explain } else { Grade::Hint };
            findings.push(page.remark_corrected("text_residue", grade, at..end, "", message));
        }
    }
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_unseen(*c)) {
        let message = format!("这里有一个看不见的字符（U+{:04X}），像是粘贴时带进来的，请删去。", u32::from(c));
        findings.push(page.remark_corrected("text_residue", Grade::Hint, at..at + c.len_utf8(), "", message));
    }
    findings
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{00AD}')
}
