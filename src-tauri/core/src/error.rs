//! Errors: an operation that could not be done. What the officer is told of each stands in `words.rs`.
//! Data that do not agree are findings (`check`), never errors.

use std::path::{Path, PathBuf};

/// What can go wrong, with what the sentence about it needs.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each variant says what its fields are; words.rs puts them into a sentence")]
#[error("{}", crate::words::sentence(self))]
pub enum Error {
    /// The text is no number of this measure.
    NotANumber { label: String, text: String },
    /// Money below zero where the figure cannot be.
    Negative { label: String, text: String },
    /// More decimals than the measure has (money: to the 分; people: whole).
    TooPrecise { label: String, text: String, unit: &'static str },
    /// More than can be kept exactly.
    TooLarge { label: String, text: String },
    /// Neither 是 nor 否.
    NotYesOrNo { label: String, text: String },
    /// Not a date.
    NotADate { label: String, text: String },
    /// Nothing was typed where something must stand.
    Blank { label: String },
    /// What was pasted into a cell cannot be taken: why, and the cell's key.
    InCell { key: String, error: Box<Error> },
    /// A text longer than a field keeps.
    TooLong { label: String, limit: usize },
    /// A figure that is worked out cannot be entered.
    Derived { label: String, inputs: String },
    /// No figure of this key.
    UnknownFigure { key: String },
    /// No indicator of this key.
    UnknownIndicator { key: String },
    /// No finding of this id stands.
    UnknownFinding { id: String },
    /// No block of this id.
    UnknownBlock { id: i64 },
    /// No chapter of this key.
    UnknownChapter { key: String },
    /// A label that another figure bears.
    LabelTaken { label: String },
    /// A figure that the text or another figure still uses.
    FigureQuoted { label: String },
    /// No project of this id or name.
    UnknownProject { name: String },
    /// A name that another project of the year bears.
    ProjectTaken { name: String },
    /// No indicator of a project of this id.
    UnknownProjectIndicator { id: String },
    /// A word that is none of those known.
    UnknownWord { label: String, text: String, known: String },
    /// How far a target was attained, said of one that is measured.
    UnfitAttainment { name: String },
    /// A share of points outside what its attainment is worth, in percent.
    ShareOutOfRange { attainment: &'static str, least: u32, most: u32, given: String },
    /// A reference in a text leads to no figure.
    UnknownReference { text: String },
    /// A pasted text of several paragraphs where one goes.
    SeveralParagraphs { label: String, count: usize },
    /// A judgement of another kind than the indicator's rule takes.
    UnfitJudgement { label: String, wanted: String },
    /// A judgement with nothing in it.
    NothingGiven { label: String, wanted: String },
    /// More points than the indicator has.
    ScoreTooHigh { label: String, given: String, full_score: String },
    /// A tick at an item that the checklist does not have.
    UnknownTick { label: String, tick: u32, items: usize },
    /// A grade that the rule does not have.
    UnknownGrade { label: String, grade: String, wanted: String },
    /// The workbook has no filing of this year.
    NoSuchYear { year: i32, years: Vec<i32> },
    /// Words that are no 口径 of a figure; `offered` are those that are.
    UnknownBasis { label: String, given: String, offered: Vec<String> },
    /// The text of a year was written or imported already, and an import would replace it.
    TextExists { year: i32, name: String },
    /// The workbook has a filing of this year already.
    YearExists { year: i32 },
    /// A year that is none.
    NotAYear { text: String },
    /// The workbook holds no filing at all.
    NoFiling,
    /// No edition of this key is shipped.
    UnknownEdition { key: String },
    /// An edition that is not whole.
    BrokenEdition { place: String, reason: String },
    /// No sample of this key is shipped.
    UnknownSample { key: String },
    /// The file is not there.
    NoSuchFile { path: PathBuf },
    /// A file is there already and is not replaced.
    FileExists { path: PathBuf },
    /// The file is no SQLite database.
    NotADatabase { path: PathBuf },
    /// A database, but not a workbook of ours.
    ForeignFile { path: PathBuf },
    /// A workbook made by a newer program.
    FileTooNew { path: PathBuf, found: u32, known: u32 },
    /// A workbook whose pages are damaged or cut off; it is left as it is.
    Damaged { path: PathBuf, detail: String },
    /// A workbook changed by something else; it opens for reading only.
    Altered { place: String },
    /// Another process has the workbook open.
    InUse { path: PathBuf },
    /// Nothing left to undo.
    NothingToUndo,
    /// Nothing left to redo.
    NothingToRedo,
    /// The disk is full.
    DiskFull { path: PathBuf },
    /// A file or folder could not be read.
    CannotRead { path: PathBuf, source: std::io::Error },
    /// A file or folder could not be written.
    CannotWrite { path: PathBuf, source: std::io::Error },
    /// A file could not be put in place, and what had been moved for it could not all be moved back: `kept` is each old
    /// file with the name it has now, `left` the new files still there.
    NotPutBack { path: PathBuf, source: std::io::Error, kept: Vec<(PathBuf, PathBuf)>, left: Vec<PathBuf> },
    /// The answer of the command line could not be written.
    CannotTell { source: std::io::Error },
    /// The database refused for a reason of its own.
    Database { path: PathBuf, detail: String },
    /// The copy before a migration could not be made or verified; the file was left as it is.
    NoSafeCopy { path: PathBuf, detail: String },
    /// A file from which nothing can be restored.
    UnfitBackup { path: PathBuf, detail: String },
    /// The officer's own workbook is gone, but a backup of it is there.
    Lost { path: PathBuf, backup: PathBuf },
    /// The folder chosen for the data is not here.
    NoDataFolder { path: PathBuf },
    /// A folder for the data that holds another workbook already.
    PlaceTaken { path: PathBuf },
    /// A folder for backups that is the one beside the workbook.
    SamePlace { path: PathBuf },
    /// Settings that make no sense.
    BrokenSettings { path: PathBuf },
    /// A paper could not be drawn: a face is unusable.
    CannotPaint { detail: String },
    /// Something was chosen from a list that is no longer so.
    Outdated,
    /// The page asked what the desk does not know: our own mistake.
    NotUnderstood { command: String },
    /// A document of a kind that is not read; `kind` is its name in Chinese.
    UnreadableKind { path: PathBuf, kind: &'static str },
    /// A document that cannot be taken apart.
    BrokenDocument { path: PathBuf, detail: &'static str },
    /// A document under a password.
    LockedDocument { path: PathBuf },
    /// A document with more text than any report has.
    DocumentTooLarge { path: PathBuf },
    /// A form that is another one than the year is made with: which indicator, and how they differ.
    OtherForm { label: String, form: String, filing: String },
    /// A document without a table of the kind wanted.
    NoForm { name: String },
    /// A document whose tables are not read; `kind` is its name in Chinese.
    UnreadableForm { path: PathBuf, kind: &'static str },
    /// A document without a single word.
    EmptyDocument { path: PathBuf },
    /// Several documents at once where one is read.
    SeveralDocuments { count: usize },
    /// The command line could not be understood.
    Usage { text: String },
}

/// A result with our error.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A stable name for the kind of error, for scripts and the window.
    pub fn code(&self) -> &'static str {
        match self {
            Error::NotANumber { .. } => "not_a_number",
            Error::Negative { .. } => "negative",
            Error::TooPrecise { .. } => "too_precise",
            Error::TooLarge { .. } => "too_large",
            Error::NotYesOrNo { .. } => "not_yes_or_no",
            Error::NotADate { .. } => "not_a_date",
            Error::Blank { .. } => "blank",
            Error::InCell { error, .. } => error.code(),
            Error::TooLong { .. } => "too_long",
            Error::Derived { .. } => "derived",
            Error::UnknownFigure { .. } => "unknown_figure",
            Error::UnknownIndicator { .. } => "unknown_indicator",
            Error::UnknownBlock { .. } => "unknown_block",
            Error::UnknownFinding { .. } => "unknown_finding",
            Error::UnknownChapter { .. } => "unknown_chapter",
            Error::LabelTaken { .. } => "label_taken",
            Error::FigureQuoted { .. } => "figure_quoted",
            Error::UnknownProject { .. } => "unknown_project",
            Error::ProjectTaken { .. } => "project_taken",
            Error::UnknownProjectIndicator { .. } => "unknown_project_indicator",
            Error::UnknownWord { .. } => "unknown_word",
            Error::UnfitAttainment { .. } => "unfit_attainment",
            Error::ShareOutOfRange { .. } => "share_out_of_range",
            Error::UnknownReference { .. } => "unknown_reference",
            Error::SeveralParagraphs { .. } => "several_paragraphs",
            Error::UnfitJudgement { .. } => "unfit_judgement",
            Error::NothingGiven { .. } => "nothing_given",
            Error::ScoreTooHigh { .. } => "score_too_high",
            Error::UnknownTick { .. } => "unknown_tick",
            Error::UnknownGrade { .. } => "unknown_grade",
            Error::UnknownBasis { .. } => "unknown_basis",
            Error::NoSuchYear { .. } => "no_such_year",
            Error::TextExists { .. } => "text_exists",
            Error::YearExists { .. } => "year_exists",
            Error::NotAYear { .. } => "not_a_year",
            Error::NoFiling => "no_filing",
            Error::UnknownEdition { .. } => "unknown_edition",
            Error::BrokenEdition { .. } => "broken_edition",
            Error::UnknownSample { .. } => "unknown_sample",
            Error::NoSuchFile { .. } => "no_such_file",
            Error::FileExists { .. } => "file_exists",
            Error::NotADatabase { .. } => "not_a_database",
            Error::ForeignFile { .. } => "foreign_file",
            Error::FileTooNew { .. } => "file_too_new",
            Error::Damaged { .. } => "damaged",
            Error::Altered { .. } => "altered",
            Error::InUse { .. } => "in_use",
            Error::NothingToUndo => "nothing_to_undo",
            Error::NothingToRedo => "nothing_to_redo",
            Error::DiskFull { .. } => "disk_full",
            Error::CannotRead { .. } => "cannot_read",
            Error::CannotWrite { .. } => "cannot_write",
            Error::NotPutBack { .. } => "not_put_back",
            Error::CannotTell { .. } => "cannot_tell",
            Error::Database { .. } => "database",
            Error::NoSafeCopy { .. } => "no_safe_copy",
            Error::UnfitBackup { .. } => "unfit_backup",
            Error::Lost { .. } => "lost",
            Error::NoDataFolder { .. } => "no_data_folder",
            Error::PlaceTaken { .. } => "place_taken",
            Error::SamePlace { .. } => "same_place",
            Error::BrokenSettings { .. } => "broken_settings",
            Error::CannotPaint { .. } => "cannot_paint",
            Error::Outdated => "outdated",
            Error::NotUnderstood { .. } => "not_understood",
            Error::UnreadableKind { .. } => "unreadable_kind",
            Error::BrokenDocument { .. } => "broken_document",
            Error::LockedDocument { .. } => "locked_document",
            Error::DocumentTooLarge { .. } => "document_too_large",
            Error::OtherForm { .. } => "other_form",
            Error::NoForm { .. } => "no_form",
            Error::UnreadableForm { .. } => "unreadable_form",
            Error::EmptyDocument { .. } => "empty_document",
            Error::SeveralDocuments { .. } => "several_documents",
            Error::Usage { .. } => "usage",
        }
    }

    /// The same as said of a backup, where "restore it from a backup" would be no help.
    pub fn of_backup(self, path: &Path) -> Error {
        let detail = match self {
            Error::Damaged { detail, .. } => format!("已损坏：{detail}"),
            Error::Altered { place } => format!("被其他程序改动过：{place}"),
            Error::Database { detail, .. } => detail,
            other => return other,
        };
        Error::UnfitBackup { path: path.to_owned(), detail }
    }

    /// A failed write to `path`: a full disk is told apart.
    pub fn writing(path: &Path, source: std::io::Error) -> Error {
        match source.kind() {
            std::io::ErrorKind::StorageFull => Error::DiskFull { path: path.to_owned() },
            _ => Error::CannotWrite { path: path.to_owned(), source },
        }
    }

    /// A failed read of `path`.
    pub fn reading(path: &Path, source: std::io::Error) -> Error {
        match source.kind() {
            std::io::ErrorKind::NotFound => Error::NoSuchFile { path: path.to_owned() },
            _ => Error::CannotRead { path: path.to_owned(), source },
        }
    }
}
