//! What the audit says: a finding, where it stands, and what the words could be instead.

use serde::Serialize;

use crate::check::Grade;

/// Something in a text that does not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditFinding {
    /// The check that found it.
    pub check: &'static str,
    /// How much it weighs.
    pub grade: Grade,
    /// One Chinese sentence with the arithmetic.
    pub message: String,
    /// The words it is about, as they are quoted to the officer.
    pub quote: String,
    /// Where those words stand.
    #[serde(flatten)]
    pub place: Place,
    /// The numbers of the text that the arithmetic uses.
    pub subjects: Vec<String>,
    /// The number stated.
    pub stated: Option<String>,
    /// The number worked out.
    pub computed: Option<String>,
    /// The arithmetic.
    pub working: Option<String>,
    /// Each change of words that would make the finding go away.
    pub corrections: Vec<TextCorrection>,
}

/// A range of words in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The paragraph, from 0 on.
    pub paragraph: usize,
    /// Where the range starts in it, in UTF-16 units, as a page counts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The line of a text file, or the paragraph of a document, from 1 on.
    pub line: usize,
    /// The character of that line where the range starts, from 1 on.
    pub column: usize,
}

/// Words, and what they should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextCorrection {
    /// The words as they stand.
    pub quote: String,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// What they should be.
    pub value: String,
}
