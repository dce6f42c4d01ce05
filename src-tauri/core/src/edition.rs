//! An edition (表样): one year's official form as data. It is read from its folder, proved whole, and kept in the
//! workbook as one JSON text, so that a filing always has the form it was made with.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::check::CheckRule;
use crate::error::{Error, Result};
use crate::figure::{Aspect, Figure, Key};
use crate::filing::Filing;
use crate::narrative;
use crate::project::{self, ProjectTable, TargetTable, WholeTable};
use crate::quantity::{Measure, print_score};
use crate::rule::{NotApplicable, Rule, Silence, WhenBaseZero};
use crate::words::{quoted, unreadable};

mod based_on;
mod papers;
mod rows;

pub use papers::{Attachment, Paper, Papers};
#[cfg(test)]
pub(crate) use rows::tests::without_buildings;

/// The editions shipped, a folder each.
static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/editions");

/// The field that names the shipped edition another differs from.
const BASED_ON: &str = "based_on";

/// The edition a new filing is made with unless another is named.
pub const DEFAULT: &str = "changsha-2020";

/// A form: figures, indicators, checks, tables, the report's outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Names the edition on the command line.
    pub key: String,
    /// What the officer calls it.
    pub name: String,
    /// The papers of a filing: which there are, their numbers and titles.
    pub papers: Papers,
    /// Grades of the total (优良中差), from best to worst.
    pub grades: Vec<GradeOfTotal>,
    /// All figures, each below those it uses.
    pub figures: Vec<Figure>,
    /// The aspects of 口径 that the officer may choose of a figure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<Aspect>,
    /// 附件1.
    pub base_data_table: BaseDataTable,
    /// 评分表: weights of its levels, and its rows; empty where the filing has none.
    #[serde(default, skip_serializing_if = "ScoreSheet::is_empty")]
    pub score_sheet: ScoreSheet,
    /// 部门整体支出绩效自评表, where the filing has it in place of a score sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole_table: Option<WholeTable>,
    /// How the points of the projects' tables are divided; the national form's way where it is not said.
    #[serde(default)]
    pub project_table: ProjectTable,
    /// Relations between figures.
    pub checks: Vec<CheckRule>,
    /// The report's outline with starting text.
    pub chapters: Vec<Chapter>,
}

/// A grade and the total from which it is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeOfTotal {
    /// 优
    pub label: String,
    /// The least total, itself inside.
    pub from: Decimal,
}

/// Whether a row was seen in published filings or is assumed (待核对 until the officer has confirmed it).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// In a published filing or a bureau's form.
    #[default]
    Seen,
    /// As the form usually circulates: 待核对.
    Assumed,
}

/// 附件1 as a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseDataTable {
    /// Column widths, as shares.
    pub columns: Vec<u32>,
    /// Rows from top to bottom.
    pub rows: Vec<FormRow>,
    /// The foot note (说明).
    pub note: String,
    /// The line of signatures: a label and the figure written behind it.
    pub signatures: Vec<(String, Key)>,
    /// Where the table as a whole is known from; a single row may be known less well.
    #[serde(default)]
    pub provenance: Provenance,
}

/// A row of 附件1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormRow {
    /// The cells that begin in it.
    pub cells: Vec<FormCell>,
    /// Least height, in lines.
    #[serde(default = "one")]
    pub lines: u8,
    /// Switched off: it stays with what is entered in it, and is neither shown nor printed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
    /// Where the row is known from.
    #[serde(default)]
    pub provenance: Provenance,
}

/// A cell of 附件1: words or a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormCell {
    /// Words printed; `{{year}}` and `{{prior_year}}` are filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The figure printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Key>,
    /// Columns covered.
    #[serde(default = "one")]
    pub columns: u8,
    /// Rows covered.
    #[serde(default = "one")]
    pub rows: u8,
    /// Words of the head.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub head: bool,
    /// Indent in characters (其中 lines).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub indent: u8,
}

fn one() -> u8 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(number: &u8) -> bool {
    *number == 0
}

/// 评分表.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreSheet {
    /// The columns from left to right.
    pub columns: Vec<SheetColumn>,
    /// Weights of the first and second levels, as the form prints them.
    pub levels: Vec<Level>,
    /// The rows in order.
    pub indicators: Vec<Indicator>,
    /// Rows switched off, which stay with what was decided of them, and are neither shown nor printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<OffIndicator>,
}

impl ScoreSheet {
    fn is_empty(&self) -> bool {
        *self == ScoreSheet::default()
    }
}

/// A row of 附件2 that is switched off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OffIndicator {
    /// The row shown before which it stood, by number from 0.
    pub at: usize,
    /// The row.
    pub indicator: Indicator,
}

/// A column of 附件2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetColumn {
    /// Its head.
    pub head: String,
    /// What stands in it.
    pub content: SheetContent,
    /// Its share of the width.
    pub width: u32,
}

/// What stands in a column of 附件2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetContent {
    /// 一级指标
    FirstLevel,
    /// Its weight.
    FirstLevelScore,
    /// 二级指标
    SecondLevel,
    /// Its weight.
    SecondLevelScore,
    /// 三级指标
    Indicator,
    /// 分值
    FullScore,
    /// 评价标准
    Wording,
    /// 指标说明, with the working.
    Explanation,
    /// 得分
    Score,
    /// 扣分原因
    Reason,
}

/// The weight of a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// One name or two.
    pub path: Vec<String>,
    /// Its weight.
    pub full_score: Decimal,
}

/// A row of 附件2 (三级指标).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its key.
    pub key: String,
    /// First and second level.
    pub path: [String; 2],
    /// 三级指标
    pub label: String,
    /// 分值
    pub full_score: Decimal,
    /// The rate that is scored, for rules that take one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Key>,
    /// How it is scored.
    pub rule: Rule,
    /// What it is worth where its base is zero; not scored where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_base_zero: Option<WhenBaseZero>,
    /// What it is worth where it does not concern the department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<NotApplicable>,
    /// What the form leaves unsaid; where a score hangs on it, its working says how it was taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub silent: Vec<Silence>,
    /// 评分标准 where the bureau's own words must be printed; else generated from the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// 指标说明 in the bureau's words; generated from figure and rule where it is empty.
    #[serde(default)]
    pub explanation: String,
    /// Inputs and the points they give; they are tried when the edition is proved.
    pub examples: Vec<(String, Decimal)>,
    /// Where the row is known from.
    #[serde(default)]
    pub provenance: Provenance,
}

impl Indicator {
    /// 评分标准 as printed.
    pub fn printed_wording(&self) -> String {
        let mut words = self.wording.clone().unwrap_or_else(|| self.rule.wording(&self.label, self.full_score));
        if self.wording.is_none()
            && let Some(rule) = &self.not_applicable
        {
            words.push_str(&format!("{}的，计{}分。", rule.award.note, print_score(rule.award.of(self.full_score))));
        }
        if self.wording.is_none()
            && let Some(rule) = &self.when_base_zero
        {
            for award in [&rule.both, &rule.only_base] {
                words.push_str(&format!("{}的，计{}分。", award.note, print_score(award.of(self.full_score))));
            }
        }
        words
    }
}

/// A chapter of the report: its blocks before anyone has written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// Names it in the workbook.
    pub key: String,
    /// Its starting text.
    pub blocks: Vec<narrative::Draft>,
}

impl Edition {
    /// Loads a shipped edition; a test proves each whole.
    pub fn shipped(key: &str) -> Result<Edition> {
        let known = Edition::shipped_keys().iter().any(|known| known == key);
        let folder = SHIPPED.get_dir(key).filter(|_| known);
        let folder = folder.ok_or_else(|| Error::UnknownEdition { key: key.to_owned() })?;
        let front: Value = json(key, folder, "edition.json")?;
        if front.get(BASED_ON).is_some() {
            return Edition::based_on(front);
        }
        from_folder(key, folder)
    }

    /// Reads an edition from a text from outside and proves it whole: all of it as `to_json` writes it, or
    /// `"based_on": KEY` of a shipped edition and what differs from it.
    pub fn read(text: &str) -> Result<Edition> {
        Edition::of_text(text, "表样")?.proved()
    }

    fn of_text(text: &str, place: &str) -> Result<Edition> {
        let unread = |error: serde_json::Error| broken(place, unreadable(&error));
        let value = based_on::read(text).map_err(unread)?;
        if value.get(BASED_ON).is_some() {
            return Edition::based_on(value);
        }
        serde_json::from_str(text).map_err(unread)
    }

    fn proved(self) -> Result<Edition> {
        self.prove().map(|()| self)
    }

    /// A shipped edition with what differs laid over it. The base stands by itself, so that there are no circles.
    fn based_on(mut differs: Value) -> Result<Edition> {
        let base = differs.as_object_mut().and_then(|fields| fields.remove(BASED_ON)).unwrap_or_default();
        let base = base.as_str().unwrap_or_default();
        let folder = SHIPPED.get_dir(base).ok_or_else(|| Error::UnknownEdition { key: base.to_owned() })?;
        let place = differs["key"].as_str().unwrap_or("表样").to_owned();
        let unread = |error: &serde_json::Error| broken(&place, unreadable(error));
        let base = serde_json::to_value(from_folder(base, folder)?).map_err(|error| unread(&error))?;
        let stated = based_on::keys(&differs["checks"]);
        let whole = based_on::overlay(base, differs)
            .map_err(|key| broken(&key, "提到的这一项，所依据的表样里没有".to_owned()))?;
        let mut edition: Edition = serde_json::from_value(whole).map_err(|error| unread(&error))?;
        edition.drop_idle_checks(&stated);
        Ok(edition)
    }

    /// Drops the relations of a base that speak of figures or indicators this edition does not have; those it states
    /// itself stay, and are proved.
    pub(crate) fn drop_idle_checks(&mut self, stated: &BTreeSet<String>) {
        let figures: BTreeSet<&Key> = self.figures.iter().map(|figure| &figure.key).collect();
        let indicators: BTreeSet<&str> =
            self.score_sheet.indicators.iter().map(|indicator| indicator.key.as_str()).collect();
        self.checks.retain(|check| {
            let scored = check.full_score_of.as_ref().is_none_or(|key| indicators.contains(key.as_str()));
            stated.contains(&check.key) || (scored && check.figures().iter().all(|key| figures.contains(key)))
        });
    }

    /// Keys of the editions shipped, in order.
    pub fn shipped_keys() -> Vec<String> {
        let mut keys: Vec<String> = SHIPPED.dirs().map(|dir| dir.path().display().to_string()).collect();
        keys.sort();
        keys
    }

    /// Reads an edition from the one JSON text a workbook keeps. It was proved when it was put there.
    pub fn from_json(json: &str) -> Result<Edition> {
        serde_json::from_str(json).map_err(|error| broken("档案里的表样", unreadable(&error)))
    }

    /// Reads an edition from a file from outside, as [`Edition::read`] does, and proves it whole and its numbers small
    /// enough to reckon with; `name` is the file's.
    ///
    /// # Errors
    /// `BrokenEdition` with the place and the reason.
    pub fn from_outside(json: &str, name: &str) -> Result<Edition> {
        let edition = Edition::of_text(json, &format!("文件{}", quoted(name)))?;
        edition.prove_numbers()?;
        edition.proved()
    }

    /// The JSON text for people and files, with lines.
    pub fn to_text(&self) -> Result<String> {
        serde_json::to_string_pretty(self).map_err(|error| broken(&self.key, unreadable(&error)))
    }

    /// The one JSON text, and its SHA-256 in hexadecimal.
    pub fn to_json(&self) -> Result<(String, String)> {
        let json = serde_json::to_string(self).map_err(|error| broken(&self.key, unreadable(&error)))?;
        let hash = Sha256::digest(json.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok((json, hash))
    }

    /// The figures of rows of 附件1 that are assumed: 待核对.
    pub fn assumed_figures(&self) -> BTreeSet<&str> {
        let table = &self.base_data_table;
        let rows = table.rows.iter().filter(|row| !row.off && table.is_assumed(row));
        rows.flat_map(|row| &row.cells).filter_map(|cell| cell.figure.as_ref()).map(Key::as_str).collect()
    }

    /// The tables of targets of a filing: the whole department's, where there is one, then the projects'.
    pub fn tables<'a>(&'a self, filing: &'a Filing) -> Vec<TargetTable<'a>> {
        project::tables(&self.project_table, self.whole_table.as_ref(), filing)
    }

    /// The figure of a key.
    pub fn figure(&self, key: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.key.as_str() == key)
    }

    /// 指标说明 as printed: the bureau's words, else how the rate is worked out or what is decided.
    pub fn printed_explanation(&self, indicator: &Indicator) -> String {
        if !indicator.explanation.is_empty() {
            return indicator.explanation.clone();
        }
        let figure = indicator.figure.as_ref().and_then(|key| self.figure(key.as_str()));
        match figure.map(|figure| (&figure.label, &figure.from)) {
            Some((_, Some(formula))) => {
                // As forms write it: without spaces, in full width.
                let signs = [(" ÷ ", "÷"), (" + ", "＋"), (" − ", "－"), ("(", "（"), (")", "）")];
                let formula = formula.in_words(&|key| self.figure(key.as_str()));
                let formula = signs.iter().fold(formula, |words, (ours, forms)| words.replace(ours, forms));
                let is_rate = figure.is_some_and(|figure| figure.measure == Measure::Percent);
                format!("{}＝{formula}{}", indicator.label, if is_rate { "×100%" } else { "" })
            }
            Some((label, None)) => format!("按{}计分。", quoted(label)),
            None => indicator.rule.decided_by().to_owned(),
        }
    }

    /// The indicator of a key.
    pub fn indicator(&self, key: &str) -> Result<&Indicator> {
        let found = self.score_sheet.indicators.iter().find(|indicator| indicator.key == key);
        found.ok_or_else(|| Error::UnknownIndicator { key: key.to_owned() })
    }

    /// A figure in a line: its label, its key, and how it is worked out.
    pub fn described(&self, figure: &Figure) -> String {
        let formula = figure.from.as_ref().map(|from| from.in_words(&|key| self.figure(key.as_str())));
        let formula = formula.map(|words| format!("　＝{words}")).unwrap_or_default();
        format!("{}　{}{formula}", figure.label, figure.key)
    }

    /// How the program scores a row, in the officer's words.
    pub fn scored_by(&self, indicator: &Indicator) -> String {
        match (&indicator.rule, &indicator.figure) {
            (Rule::Judged {}, _) => "由您评定".to_owned(),
            (_, Some(key)) => {
                let label = self.figure(key.as_str()).map_or(key.as_str(), |figure| &figure.label);
                format!("程序按{}计算", quoted(label))
            }
            (rule, None) => format!("您{}，程序计分", rule.wanted()),
        }
    }

    /// A row's own words as the program understands them; `None` where it prints the program's, or she judges.
    pub fn understood(indicator: &Indicator) -> Option<String> {
        let reads = indicator.wording.is_some() && !matches!(indicator.rule, Rule::Judged {});
        reads.then(|| indicator.rule.wording(&indicator.label, indicator.full_score))
    }

    /// Proves that the edition is whole: keys exist and are unique, formulas look up, levels add up to 100, rules are
    /// sound, examples hold.
    pub fn prove(&self) -> Result<()> {
        self.prove_figures()?;
        self.prove_basis()?;
        self.prove_papers()?;
        self.prove_tables()?;
        self.prove_grades()?;
        self.prove_levels()?;
        self.project_table.fault().map_or(Ok(()), |reason| Err(broken(Paper::Projects.name(), reason)))?;
        self.whole_table.as_ref().map_or(Ok(()), |table| self.prove_whole_table(table))?;
        self.score_sheet.indicators.iter().try_for_each(|indicator| self.prove_indicator(indicator))?;
        self.checks.iter().try_for_each(|check| {
            let place = format!("核对关系 {}", check.key);
            check.fault().map_or(Ok(()), |reason| Err(broken(&place, reason)))?;
            if let Some(key) = check.full_score_of.as_ref().filter(|key| self.indicator(key).is_err()) {
                return Err(broken(&place, format!("没有指标 {key}")));
            }
            check.figures().into_iter().try_for_each(|key| self.known(key, &place))
        })?;
        for block in self.chapters.iter().flat_map(|chapter| &chapter.blocks) {
            for reference in narrative::references(&block.text) {
                let whole = self.whole_table.iter().flat_map(WholeTable::figures);
                let of_table = whole.into_iter().any(|figure| figure.key.as_str() == reference);
                if !narrative::is_built_in(reference) && !of_table {
                    self.known(&Key::new(reference), "报告起始文字")?;
                }
            }
        }
        Ok(())
    }

    /// Weights, limits and inputs of examples are numbers that arithmetic cannot run over with.
    fn prove_numbers(&self) -> Result<()> {
        fn unfit(value: &serde_json::Value) -> Option<String> {
            match value {
                serde_json::Value::String(text) => {
                    let number = Decimal::from_str_exact(text).ok()?;
                    (number.abs() > Decimal::from(1_000_000) || number.scale() > 8).then(|| text.clone())
                }
                serde_json::Value::Array(items) => items.iter().find_map(unfit),
                serde_json::Value::Object(fields) => fields.values().find_map(unfit),
                _ => None,
            }
        }
        let parts = [
            serde_json::to_value(&self.score_sheet),
            serde_json::to_value(&self.whole_table),
            serde_json::to_value(&self.grades),
        ];
        match parts.iter().flatten().find_map(unfit) {
            Some(text) => Err(broken("评分表", format!("数值 {text} 超出范围"))),
            None => Ok(()),
        }
    }

    fn prove_figures(&self) -> Result<()> {
        let (mut above, mut labels) = (BTreeSet::new(), BTreeSet::new());
        for figure in &self.figures {
            let place = format!("数据项 {}", figure.key);
            let uses = figure.from.iter().flat_map(|formula| formula.inputs());
            let needs = uses.chain(figure.only_where.iter().map(|(key, _)| key));
            for input in needs {
                if !above.contains(input) {
                    return Err(broken(&place, format!("用到的 {input} 不在它上面")));
                }
            }
            if !above.insert(&figure.key) {
                return Err(broken(&place, "重复".to_owned()));
            }
            if narrative::BUILT_IN.iter().any(|(key, label)| *key == figure.key.as_str() || *label == figure.label) {
                return Err(broken(&place, format!("名称{}已有别的用处", quoted(&figure.label))));
            }
            if !labels.insert(&figure.label) {
                return Err(broken(&place, format!("名称{}重复", quoted(&figure.label))));
            }
        }
        Ok(())
    }

    /// A choice is known by its words alone, so no two have the same.
    fn prove_basis(&self) -> Result<()> {
        let (mut keys, mut words) = (BTreeSet::new(), BTreeSet::new());
        for aspect in &self.basis {
            let place = format!("口径{}", quoted(&aspect.label));
            if !keys.insert(&aspect.key) {
                return Err(broken(&place, "重复".to_owned()));
            }
            if aspect.choices.len() < 2 {
                return Err(broken(&place, "至少要有两种可选".to_owned()));
            }
            if let Some(twice) = aspect.choices.iter().find(|choice| choice.is_empty() || !words.insert(*choice)) {
                return Err(broken(&place, format!("选项{}空白或者重复", quoted(twice))));
            }
        }
        Ok(())
    }

    /// The paper that gives the score is there as a table, and no other.
    fn prove_papers(&self) -> Result<()> {
        self.papers.fault().map_or(Ok(()), |(place, reason)| Err(broken(&place, reason)))?;
        let scoring = self.papers.scoring();
        for (paper, is_there) in
            [(Paper::ScoreSheet, !self.score_sheet.is_empty()), (Paper::WholeTable, self.whole_table.is_some())]
        {
            match (paper == scoring, is_there) {
                (true, false) => return Err(broken(paper.name(), "列为附件，表样里却没有".to_owned())),
                (false, true) => return Err(broken(paper.name(), "没有列为附件".to_owned())),
                _ => {}
            }
        }
        Ok(())
    }

    fn prove_whole_table(&self, table: &WholeTable) -> Result<()> {
        let place = Paper::WholeTable.name();
        table.fault().map_or(Ok(()), |reason| Err(broken(place, reason)))?;
        table.money.iter().flat_map(|line| &line.figures).try_for_each(|key| self.known(key, place))
    }

    fn prove_tables(&self) -> Result<()> {
        self.prove_grid(&self.base_data_table.rows)?;
        self.prove_grid(&self.base_data_table.shown_rows())?;
        self.base_data_table.signatures.iter().try_for_each(|(_, key)| self.known(key, "基础数据表签名栏"))
    }

    fn prove_grid(&self, rows: &[FormRow]) -> Result<()> {
        let width = self.base_data_table.columns.len();
        let mut covered: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, row) in rows.iter().enumerate() {
            let place = format!("基础数据表第{}行", index + 1);
            for key in row.cells.iter().filter_map(|cell| cell.figure.as_ref()) {
                self.known(key, &place)?;
            }
            let mut filled = covered.remove(&index).unwrap_or(0);
            for cell in &row.cells {
                filled += usize::from(cell.columns);
                for below in 1..usize::from(cell.rows) {
                    *covered.entry(index + below).or_default() += usize::from(cell.columns);
                }
            }
            if filled != width {
                return Err(broken(&place, format!("占{filled}栏，应占{width}栏")));
            }
        }
        if !covered.is_empty() {
            return Err(broken("基础数据表", "合并的单元格超出了最后一行".to_owned()));
        }
        Ok(())
    }

    fn prove_grades(&self) -> Result<()> {
        let descending = self.grades.windows(2).all(|pair| pair[0].from > pair[1].from);
        if !descending || self.grades.last().is_none_or(|grade| !grade.from.is_zero()) {
            return Err(broken("等级", "应从高到低排列，最低一等从0分起".to_owned()));
        }
        Ok(())
    }

    fn prove_levels(&self) -> Result<()> {
        if self.score_sheet.is_empty() {
            return Ok(());
        }
        let sum = |path: &[String]| -> Decimal {
            let inside = self.score_sheet.indicators.iter().filter(|indicator| indicator.path.starts_with(path));
            inside.map(|indicator| indicator.full_score).sum()
        };
        let total = sum(&[]);
        if total != Decimal::ONE_HUNDRED {
            return Err(broken("评分表合计", format!("分值合计{}，应为100", print_score(total))));
        }
        for level in &self.score_sheet.levels {
            let (stated, rows) = (level.full_score, sum(&level.path));
            if stated != rows {
                let reason = format!("标明{}分，所属指标合计{}分", print_score(stated), print_score(rows));
                return Err(broken(&format!("评分表“{}”", level.path.join(" · ")), reason));
            }
        }
        for depth in 1..=2 {
            let mut runs: Vec<&[String]> =
                self.score_sheet.indicators.iter().map(|indicator| &indicator.path[..depth]).collect();
            runs.dedup();
            if let Some(twice) = runs.iter().enumerate().find(|(index, path)| runs[..*index].contains(path)) {
                return Err(broken(&format!("评分表“{}”", twice.1.join(" · ")), "所属指标没有排在一起".to_owned()));
            }
        }
        for indicator in &self.score_sheet.indicators {
            for depth in 1..=2 {
                if !self.score_sheet.levels.iter().any(|level| level.path == indicator.path[..depth]) {
                    return Err(broken(&format!("指标 {}", indicator.key), "所属的上级指标没有分值".to_owned()));
                }
            }
        }
        Ok(())
    }

    fn prove_indicator(&self, indicator: &Indicator) -> Result<()> {
        let place = format!("指标{}", quoted(&indicator.label));
        if self.score_sheet.indicators.iter().filter(|other| other.key == indicator.key).count() > 1 {
            return Err(broken(&place, "重复".to_owned()));
        }
        if indicator.rule.takes_figure() != indicator.figure.is_some() {
            return Err(broken(&place, "评分规则与数据项不相配".to_owned()));
        }
        let zero = indicator.when_base_zero.iter().flat_map(|rule| [&rule.base, &rule.amount]);
        let asked = indicator.not_applicable.iter().map(|rule| &rule.figure);
        indicator.figure.iter().chain(zero).chain(asked).try_for_each(|key| self.known(key, &place))?;
        if let Some(reason) = indicator.rule.fault(indicator.full_score) {
            return Err(broken(&place, reason));
        }
        let told = |silence: &Silence| indicator.rule.silence(*silence).is_some();
        let has_case = |silence: &Silence| *silence != Silence::BaseZero || indicator.when_base_zero.is_some();
        if !indicator.silent.iter().all(|silence| told(silence) && has_case(silence)) {
            return Err(broken(&place, "注明表样未说明的情形，规则里没有".to_owned()));
        }
        if indicator.examples.is_empty() {
            return Err(broken(&place, "没有算例".to_owned()));
        }
        for (input, expected) in &indicator.examples {
            let score = indicator.rule.score_example(input, indicator.full_score);
            if score != Some(*expected) {
                let got = score.map_or("算不出".to_owned(), print_score);
                return Err(broken(&place, format!("算例 {input} 应得{}分，实得{got}分", print_score(*expected))));
            }
        }
        Ok(())
    }

    fn known(&self, key: &Key, place: &str) -> Result<()> {
        match self.figure(key.as_str()) {
            Some(_) => Ok(()),
            None => Err(broken(place, format!("没有数据项 {key}"))),
        }
    }
}

/// Puts the files of a folder together into one edition.
fn from_folder(key: &str, folder: &Dir<'_>) -> Result<Edition> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Front {
        key: String,
        name: String,
        papers: Papers,
        grades: Vec<GradeOfTotal>,
        #[serde(default)]
        project_table: ProjectTable,
    }
    let front: Front = json(key, folder, "edition.json")?;
    Ok(Edition {
        key: front.key,
        name: front.name,
        papers: front.papers,
        grades: front.grades,
        figures: json(key, folder, "figures.json")?,
        basis: json(key, folder, "basis.json")?,
        base_data_table: json(key, folder, "base_data_table.json")?,
        score_sheet: json(key, folder, "indicators.json")?,
        whole_table: None,
        project_table: front.project_table,
        checks: json(key, folder, "checks.json")?,
        chapters: chapters(folder, &format!("{key}/report")),
    })
}

fn json<T: serde::de::DeserializeOwned>(key: &str, folder: &Dir<'_>, name: &str) -> Result<T> {
    let file = folder.get_file(format!("{key}/{name}"));
    let text = file.and_then(|file| file.contents_utf8()).ok_or_else(|| broken(name, "文件缺失".to_owned()))?;
    serde_json::from_str(text).map_err(|error| broken(name, unreadable(&error)))
}

/// The chapters of a folder of `1-overview.md`, `2-…`, in the order of their names.
pub(crate) fn chapters(folder: &Dir<'_>, path: &str) -> Vec<Chapter> {
    let mut files: Vec<_> = folder.get_dir(path).into_iter().flat_map(|dir| dir.files()).collect();
    files.sort_by_key(|file| file.path());
    let chapter = |file: &include_dir::File<'_>| {
        let stem = file.path().file_stem()?.to_str()?;
        let key = stem.split_once('-').map_or(stem, |(_, key)| key);
        Some(Chapter { key: key.to_owned(), blocks: narrative::read_markdown(file.contents_utf8()?) })
    };
    files.into_iter().filter_map(chapter).collect()
}

fn broken(place: &str, reason: String) -> Error {
    Error::BrokenEdition { place: place.to_owned(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default() -> Edition {
        Edition::shipped(DEFAULT).expect("the default edition is whole")
    }

    fn refusal(change: impl FnOnce(&mut Edition)) -> String {
        let mut edition = default();
        change(&mut edition);
        edition.prove().expect_err("is broken").to_string()
    }

    #[test]
    fn every_shipped_edition_is_whole_and_survives_its_json() {
        for key in Edition::shipped_keys() {
            let edition = Edition::shipped(&key).expect("is shipped");
            assert_eq!(edition.prove().map_err(|error| error.to_string()), Ok(()), "{key}");
            let (json, hash) = edition.to_json().expect("is JSON");
            assert_eq!(Edition::from_json(&json).expect("is read again"), edition);
            assert_eq!(hash.len(), 64);
        }
    }

    #[test]
    fn an_explanation_is_the_bureaus_or_made_of_figure_and_rule() {
        let mut edition = default();
        let said =
            |edition: &Edition, key: &str| edition.printed_explanation(edition.indicator(key).expect("is on the form"));
        let bureaus = said(&edition, "budget_control_rate");
        assert!(bureaus.contains("预算控制率＝"), "{bureaus}");
        edition.score_sheet.indicators.iter_mut().for_each(|indicator| indicator.explanation.clear());
        for (key, words) in [
            ("in_post_control_rate", "在职人员控制率＝本年实际在职人数÷编制数×100%"),
            (
                "budget_completion_rate",
                "预算完成率＝（上年结转＋年初预算＋本年追加预算－年末结余）÷（上年结转＋年初预算＋本年追加预算）×100%",
            ),
            ("public_satisfaction", "按“社会公众或服务对象满意度”计分。"),
            ("use_of_funds", "按发现的不符合要求的例数扣分。"),
        ] {
            assert_eq!(said(&edition, key), words);
        }
    }

    #[test]
    fn the_default_edition_has_sixteen_indicators_in_13_61_26() {
        let edition = default();
        assert_eq!(edition.score_sheet.indicators.len(), 16);
        let first: Vec<String> = edition
            .score_sheet
            .levels
            .iter()
            .filter(|level| level.path.len() == 1)
            .map(|level| level.full_score.to_string())
            .collect();
        assert_eq!(first, ["13", "61", "26"]);
    }

    #[test]
    fn an_edition_that_is_not_whole_is_refused_with_the_place() {
        let sheet = |edition: &mut Edition| edition.score_sheet.indicators[0].full_score = Decimal::from(6);
        assert!(refusal(sheet).contains("合计101"));
        assert!(refusal(|edition| edition.score_sheet.levels[1].full_score = Decimal::from(12)).contains("预算配置"));
        assert!(refusal(|edition| edition.score_sheet.indicators[0].examples[0].1 = Decimal::ONE).contains("算例"));
        assert!(
            refusal(|edition| edition.score_sheet.indicators[0].figure = Some(Key::new("no.such"))).contains("no.such")
        );
        assert!(refusal(|edition| edition.figures.swap(0, 8)).contains("staff.control_rate"));
        assert!(refusal(|edition| edition.figures[1].label = "编制数".to_owned()).contains("重复"));
        assert!(refusal(|edition| edition.checks[0].sum[0] = Key::new("no.such")).contains("no.such"));
        assert!(refusal(|edition| edition.base_data_table.rows[2].cells.truncate(2)).contains("第3行"));
        assert!(refusal(|edition| edition.project_table.execution = Decimal::ONE).contains("合计91"));
    }
}
