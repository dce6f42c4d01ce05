//! The form (表样) a year is made with: exchanged for another, corrected, held against the bureau's own. Each is one step;
//! what has no row any more stays entered.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Edited, Workbook, Year};
use crate::edition::{Edition, Indicator, Paper, Provenance};
use crate::error::{Error, Result};
use crate::figure::Figure;
use crate::filing::{Filing, Head, Judgement, Project, ProjectIndicator, WHOLE};
use crate::narrative;
use crate::project::{printed_actual, printed_target};
use crate::words::quoted;

/// What a form is called where it changes.
const FORM: &str = "表样";

/// Something entered or decided that the form has no row for: kept, listed, not printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The key of the figure or the indicator.
    pub key: String,
    /// What it was called.
    pub label: String,
    /// As typed; of an indicator, how it was scored.
    pub shown: String,
}

/// Rows of a form that she held against her own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmed {
    /// An indicator, by its key.
    Indicator(String),
    /// The row of 附件1 that bears this figure.
    Figure(String),
    /// The whole department's table.
    WholeTable,
    /// All of them.
    All,
}

impl Workbook {
    /// Makes a year with another form, or with its own as it was corrected.
    ///
    /// # Errors
    /// [`Error::LabelTaken`] where a figure of the form bears the name of one of the department's own;
    /// [`Error::BrokenEdition`]; those of writing. Nothing changes then.
    pub fn use_edition(&mut self, year: Option<i32>, edition: &Edition, now: &str) -> Result<Edited> {
        let of = self.year(year)?;
        let name = if edition.key == of.edition.key {
            format!("修改{FORM}")
        } else {
            format!("改用{FORM}{}", quoted(&edition.name))
        };
        let has_targets = of.filing.project_indicators.iter().any(|one| one.project == WHOLE);
        let prescribed = edition.whole_table.as_ref().filter(|_| !has_targets);
        let targets =
            prescribed.map_or(Ok(Vec::new()), |table| table.starting_indicators(of.filing.head.report_year))?;
        self.reform(&of, edition, &targets, &name, now)
    }

    /// Notes that rows are as her bureau's form has them: they are 待核对 no more.
    ///
    /// # Errors
    /// [`Error::UnknownIndicator`], [`Error::UnknownFigure`]; those of writing.
    pub fn confirm_rows(&mut self, year: Option<i32>, rows: &Confirmed, now: &str) -> Result<Edited> {
        let of = self.year(year)?;
        let mut edition = Edition::clone(&of.edition);
        let label = confirm(&mut edition, rows)?;
        self.reform(&of, &edition, &[], &format!("核对{label}"), now)?;
        Ok(Edited { label: format!("核对{label}"), before: None, after: None, difference: None })
    }

    /// `targets`: indicators that the form prescribes and the year has none of yet.
    fn reform(
        &mut self,
        of: &Year,
        edition: &Edition,
        targets: &[ProjectIndicator],
        name: &str,
        now: &str,
    ) -> Result<Edited> {
        if let Some(altered) = self.altered() {
            return Err(altered);
        }
        edition.prove()?;
        let own = of.filing.own_figures.iter().map(|figure| figure.label.clone());
        let projects = of.filing.projects.iter().flat_map(Project::figures);
        let mut taken = own.chain(projects.map(|figure| figure.label));
        if let Some(label) = taken.find(|label| edition.figures.iter().any(|figure| figure.label == *label)) {
            return Err(Error::LabelTaken { label });
        }
        let (json, hash) = edition.to_json()?;
        if hash != of.filing.head.edition {
            self.store.put_edition(&edition.key, &edition.name, &json)?;
            let head = Head { edition: hash, ..of.filing.head.clone() };
            self.store.step(name, now, |edit| {
                edit.put(&head)?;
                targets.iter().try_for_each(|target| edit.put(target))
            })?;
        }
        let (before, after) = (Some(of.edition.name.clone()), Some(edition.name.clone()));
        Ok(Edited { label: FORM.to_owned(), before, after, difference: None })
    }

    /// What is entered in a year and has no row of its form; `idle` are the figures no row asks for.
    pub(super) fn kept(
        &self,
        edition: &Edition,
        filing: &Filing,
        figures: &[Figure],
        idle: &BTreeSet<String>,
    ) -> Result<Vec<Kept>> {
        let labels: BTreeMap<&str, &str> =
            figures.iter().map(|figure| (figure.key.as_str(), figure.label.as_str())).collect();
        let has_row = |key: &str| labels.contains_key(key) && !idle.contains(key);
        let entries = filing.entries.values().filter(|entry| !has_row(entry.key.as_str()));
        let entries: Vec<(&str, &str)> = entries.map(|entry| (entry.key.as_str(), entry.typed.as_str())).collect();
        let scored = |key: &str| edition.score_sheet.indicators.iter().any(|one| one.key == key);
        let judgements: Vec<&Judgement> = filing.judgements.values().filter(|one| !scored(&one.indicator)).collect();
        let told =
            judgements.iter().all(|one| edition.score_sheet.off.iter().any(|off| off.indicator.key == one.indicator));
        let all_named = told && entries.iter().all(|(key, _)| labels.contains_key(*key));
        let former: Vec<Edition> = match all_named {
            true => Vec::new(),
            false => self.store.editions()?.iter().filter_map(|json| Edition::from_json(json).ok()).collect(),
        };
        let label = |key: &str| {
            let former = || former.iter().find_map(|edition| edition.figure(key)).map(|figure| figure.label.as_str());
            labels.get(key).copied().or_else(former).unwrap_or(key).to_owned()
        };
        let figures = entries.iter().map(|(key, typed)| Kept {
            key: (*key).to_owned(),
            label: label(key),
            shown: (*typed).to_owned(),
        });
        let decided = judgements.iter().map(|judgement| {
            let off = edition.score_sheet.off.iter().map(|off| &off.indicator);
            let all = off.chain(former.iter().flat_map(|edition| &edition.score_sheet.indicators));
            kept_judgement(judgement, all.clone().find(|one| one.key == judgement.indicator))
        });
        let targets = filing.project_indicators.iter();
        let targets = targets.filter(|one| one.project == WHOLE && edition.whole_table.is_none()).map(|one| Kept {
            key: one.key(),
            label: format!("部门整体绩效指标{}", quoted(&one.name)),
            shown: [printed_target(one), printed_actual(one)].into_iter().flatten().collect::<Vec<_>>().join("，"),
        });
        Ok(figures.chain(decided).chain(targets).collect())
    }
}

/// Figures of a form that neither its rows nor the year's text ask for any more.
pub(super) fn idle(edition: &Edition, filing: &Filing) -> BTreeSet<String> {
    let quoted = filing.blocks.iter().flat_map(|block| narrative::references(&block.text)).map(str::to_owned);
    edition.idle(quoted.collect()).into_iter().map(str::to_owned).collect()
}

fn kept_judgement(judgement: &Judgement, indicator: Option<&Indicator>) -> Kept {
    let scored = indicator.and_then(|one| one.rule.score_judgement(Some(judgement), one.full_score).working);
    let shown: Vec<String> = scored.into_iter().chain(judgement.reason.clone()).collect();
    Kept {
        key: judgement.indicator.clone(),
        label: indicator.map_or_else(|| judgement.indicator.clone(), |one| one.label.clone()),
        shown: shown.join("；"),
    }
}

/// Marks rows as seen; what they are called.
fn confirm(edition: &mut Edition, rows: &Confirmed) -> Result<String> {
    let table = &mut edition.base_data_table;
    // One row of a table that is assumed as a whole: the others stay so.
    for row in &mut table.rows {
        if table.provenance == Provenance::Assumed {
            row.provenance = Provenance::Assumed;
        }
    }
    table.provenance = Provenance::Seen;
    match rows {
        Confirmed::All => {
            table.rows.iter_mut().for_each(|row| row.provenance = Provenance::Seen);
            edition.score_sheet.indicators.iter_mut().for_each(|one| one.provenance = Provenance::Seen);
            edition.whole_table.iter_mut().for_each(|table| table.assumed = false);
            Ok("整套表样".to_owned())
        }
        Confirmed::WholeTable => {
            let name = Paper::WholeTable.name();
            let table = edition.whole_table.as_mut();
            table.ok_or_else(|| Error::UnknownIndicator { key: name.to_owned() })?.assumed = false;
            Ok(quoted(name))
        }
        Confirmed::Indicator(key) => {
            let found = edition.score_sheet.indicators.iter_mut().find(|one| one.key == *key);
            let found = found.ok_or_else(|| Error::UnknownIndicator { key: key.clone() })?;
            found.provenance = Provenance::Seen;
            Ok(quoted(&found.label))
        }
        Confirmed::Figure(key) => {
            let bears = |row: &crate::edition::FormRow| {
                row.cells.iter().any(|cell| cell.figure.as_ref().is_some_and(|figure| figure.as_str() == key))
            };
            let unknown = || Error::UnknownFigure { key: key.clone() };
            let row = table.rows.iter_mut().find(|row| bears(row)).ok_or_else(unknown)?;
            row.provenance = Provenance::Seen;
            let words = row.cells.iter().find_map(|cell| cell.text.clone()).filter(|text| !text.is_empty());
            let label = words.unwrap_or_else(|| edition.figure(key).map_or_else(String::new, |one| one.label.clone()));
            Ok(quoted(&label.replace('\n', "")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::DEFAULT;
    use crate::edition::without_buildings;
    use crate::workbook::Decision;

    const NOW: &str = "2025-03-09 14:32:05";

    fn workbook(folder: &tempfile::TempDir) -> Workbook {
        let edition = Edition::shipped(DEFAULT).expect("is shipped");
        Workbook::with_year(&folder.path().join("某局.ziping"), "某局", 2024, &edition, NOW).expect("is made")
    }

    #[test]
    fn another_form_is_one_step_and_what_has_no_row_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut workbook = workbook(&folder);
        workbook.set(None, "building.area.approved", "120", NOW).expect("is set");
        let reason = |reason: &str| Decision { reason: Some(reason.to_owned()), ..Decision::default() };
        workbook.judge(None, "building_area_control_rate", &reason("超面积"), NOW).expect("is judged");
        let steps = workbook.history(100).expect("is read").len();
        let mut other = without_buildings();
        other.key = "某区".to_owned();
        workbook.use_edition(None, &other, NOW).expect("is used");
        assert_eq!(workbook.history(100).expect("is read").len(), steps + 1);
        let year = workbook.year(None).expect("is there");
        assert_eq!(year.edition.key, "某区");
        let kept: Vec<(&str, &str)> = year.kept.iter().map(|kept| (kept.label.as_str(), kept.shown.as_str())).collect();
        assert_eq!(kept, [("楼堂馆所批复规模", "120"), ("新建楼堂馆所面积控制率", "超面积")]);
        workbook.undo(NOW).expect("is undone");
        let year = workbook.year(None).expect("is there");
        assert_eq!((year.edition.key.as_str(), year.kept.len()), (DEFAULT, 0));
        assert!(workbook.verify().expect("is verified").mismatch.is_none());
    }

    #[test]
    fn a_figure_that_the_form_never_had_is_told_by_the_name_it_bore() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut with_more = Edition::shipped(DEFAULT).expect("is shipped");
        let key = crate::figure::Key::new("form.信息化.final");
        let measure = crate::quantity::Measure::Money;
        with_more.figures.push(crate::figure::Figure::plain(key, "信息化建设费本年决算数".to_owned(), measure, None));
        with_more.key = "甲".to_owned();
        let mut workbook = workbook(&folder);
        workbook.use_edition(None, &with_more, NOW).expect("is used");
        workbook.set(None, "form.信息化.final", "12", NOW).expect("is set");
        workbook.use_edition(None, &Edition::shipped(DEFAULT).expect("is shipped"), NOW).expect("is used");
        let year = workbook.year(None).expect("is there");
        assert_eq!((year.kept[0].label.as_str(), year.kept[0].shown.as_str()), ("信息化建设费本年决算数", "12"));
    }

    #[test]
    fn a_row_is_confirmed_alone_or_with_all_and_undone() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut workbook = workbook(&folder);
        let provincial = Edition::shipped("provincial-10-60-30").expect("is shipped");
        workbook.use_edition(None, &provincial, NOW).expect("is used");
        let assumed = |workbook: &Workbook| {
            let year = workbook.year(None).expect("is there");
            let rows = year.evaluation.indicators.iter().filter(|one| one.assumed).count();
            (rows, year.edition.assumed_figures().len())
        };
        let (rows, figures) = assumed(&workbook);
        assert!(rows > 2 && figures > 2, "{rows} {figures}");
        let one = Confirmed::Indicator("in_post_control_rate".to_owned());
        workbook.confirm_rows(None, &one, NOW).expect("is confirmed");
        assert_eq!(assumed(&workbook), (rows - 1, figures));
        workbook.confirm_rows(None, &Confirmed::Figure("staff.quota".to_owned()), NOW).expect("is confirmed");
        assert_eq!(assumed(&workbook), (rows - 1, figures - 3));
        workbook.confirm_rows(None, &Confirmed::All, NOW).expect("is confirmed");
        assert_eq!(assumed(&workbook), (0, 0));
        workbook.undo(NOW).expect("is undone");
        assert_eq!(assumed(&workbook), (rows - 1, figures - 3));
        let unknown = Confirmed::Indicator("no_such".to_owned());
        assert!(matches!(workbook.confirm_rows(None, &unknown, NOW), Err(Error::UnknownIndicator { .. })));
    }

    #[test]
    fn a_form_whose_figure_bears_the_name_of_an_own_one_is_not_used() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut workbook = workbook(&folder);
        let mut other = Edition::shipped(DEFAULT).expect("is shipped");
        other.figures[0].label = "抽检批次".to_owned();
        let new = super::super::NewFigure {
            label: "抽检批次".to_owned(),
            measure: crate::quantity::Measure::Count,
            unit: "批次".to_owned(),
        };
        workbook.add_figure(None, &new, NOW).expect("is added");
        assert!(matches!(workbook.use_edition(None, &other, NOW), Err(Error::LabelTaken { .. })));
        other.figures[0].label = "在编".to_owned();
        other.score_sheet.levels[0].full_score += rust_decimal::Decimal::ONE;
        assert!(matches!(workbook.use_edition(None, &other, NOW), Err(Error::BrokenEdition { .. })));
        assert_eq!(workbook.year(None).expect("is there").edition.key, DEFAULT);
    }
}
