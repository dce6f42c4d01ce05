//! Samples: finished filings of a made-up department and of a published report, read through the same readers as what
//! an officer types. Their papers bear 示例.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::edition::{self, Edition};
use crate::error::{Error, Result};
use crate::evaluation::figure_list;
use crate::figure::{Formula, Key};
use crate::filing::{Entry, Filing, FormulaText, Fund, Judgement, OwnFigure, Project, Ticks};
use crate::project::{IndicatorChange, new_indicator};
use crate::quantity::{self, Measure};
use crate::words::unreadable;

/// The samples shipped, a folder each.
static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/samples");

/// A sample's filings, oldest first, and the edition they are made with.
pub struct Sample {
    /// The form.
    pub edition: Edition,
    /// Whole filings; block ids count from 1 over all of them.
    pub filings: Vec<Filing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleFile {
    edition: String,
    reporting_unit: String,
    filings: Vec<FilingFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilingFile {
    report_year: i32,
    #[serde(default)]
    entries: BTreeMap<Key, String>,
    #[serde(default)]
    own_figures: Vec<OwnFigureFile>,
    #[serde(default)]
    projects: Vec<ProjectFile>,
    #[serde(default)]
    judgements: BTreeMap<String, JudgementFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnFigureFile {
    id: String,
    label: String,
    measure: Measure,
    #[serde(default)]
    unit: String,
    value: Option<String>,
    from: Option<Formula>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectFile {
    id: String,
    name: String,
    fund: Fund,
    #[serde(default)]
    objective: String,
    /// Its figures, by what stands behind `projects.<id>.` in their keys.
    #[serde(default)]
    figures: BTreeMap<String, String>,
    #[serde(default)]
    indicators: Vec<IndicatorChange>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JudgementFile {
    score: Option<Decimal>,
    ticks: Option<Vec<u32>>,
    breaches: Option<i64>,
    grade: Option<String>,
    reason: Option<String>,
}

/// Loads a shipped sample.
///
/// # Errors
/// [`Error::UnknownSample`]; others where the sample itself is faulty, which a test rules out.
pub fn load(key: &str) -> Result<Sample> {
    let unknown = || Error::UnknownSample { key: key.to_owned() };
    let folder = SHIPPED.get_dir(key).ok_or_else(unknown)?;
    let file =
        folder.get_file(format!("{key}/sample.json")).and_then(|file| file.contents_utf8()).ok_or_else(unknown)?;
    let faulty = |reason: String| Error::BrokenEdition { place: format!("示例 {key}"), reason };
    let file: SampleFile = serde_json::from_str(file).map_err(|error| faulty(unreadable(&error)))?;
    let edition = Edition::shipped(&file.edition)?;
    let (_, hash) = edition.to_json()?;
    let mut filings: Vec<Filing> = Vec::new();
    for year in file.filings {
        let last_id = filings.iter().flat_map(|filing| &filing.blocks).map(|block| block.id).max().unwrap_or(0);
        let chapters = edition::chapters(folder, &format!("{key}/{}", year.report_year));
        let texts = chapters
            .into_iter()
            .flat_map(|chapter| chapter.blocks.into_iter().map(move |block| (chapter.key.clone(), block)));
        let mut filing = Filing::blank(year.report_year, &file.reporting_unit, &hash);
        filing.set_text(texts, last_id);
        fill(&mut filing, year, &edition)?;
        filings.push(filing);
    }
    Ok(Sample { edition, filings })
}

fn fill(filing: &mut Filing, file: FilingFile, edition: &Edition) -> Result<()> {
    let report_year = file.report_year;
    let mut typed = file.entries;
    for (position, own) in (1..).zip(file.own_figures) {
        let figure = OwnFigure {
            report_year,
            id: own.id,
            position,
            label: own.label,
            measure: own.measure,
            unit: own.unit,
            formula: own.from.map(FormulaText),
        };
        typed.extend(own.value.map(|value| (figure.figure().key, value)));
        filing.own_figures.push(figure);
    }
    for (position, project) in (1..).zip(file.projects) {
        let record = Project {
            report_year,
            id: project.id,
            position,
            name: project.name,
            fund: project.fund,
            objective: project.objective,
        };
        let key = |name: String| Key::new(format!("projects.{}.{name}", record.id));
        typed.extend(project.figures.into_iter().map(|(name, value)| (key(name), value)));
        for indicator in &project.indicators {
            let indicator = new_indicator(&filing.project_indicators, record.report_year, &record.id, indicator)?;
            filing.project_indicators.push(indicator);
        }
        filing.projects.push(record);
    }
    for (indicator, given) in file.judgements {
        let judgement = Judgement {
            report_year,
            indicator: indicator.clone(),
            score: given.score,
            ticks: given.ticks.map(Ticks),
            breaches: given.breaches,
            grade: given.grade,
            reason: given.reason,
        };
        filing.judgements.insert(edition.indicator(&indicator)?.key.clone(), judgement);
    }
    let figures = figure_list(edition, filing);
    for (key, typed) in typed {
        let figure = figures.iter().find(|figure| figure.key == key);
        let figure = figure.ok_or_else(|| Error::UnknownFigure { key: key.to_string() })?;
        let unit = filing.unit_of(&key);
        if let Some(value) = quantity::read(&figure.label, &typed, figure.measure, unit, figure.may_be_negative)? {
            filing.entries.insert(key.clone(), Entry { report_year, key, value, typed });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::{MissingKind, evaluate};

    fn evaluations(key: &str) -> Vec<crate::evaluation::Evaluation> {
        let sample = load(key).expect("is whole");
        let filings = &sample.filings;
        let prior = |year: i32| filings.iter().find(|filing| filing.head.report_year == year - 1);
        filings.iter().map(|filing| evaluate(&sample.edition, filing, prior(filing.head.report_year))).collect()
    }

    #[test]
    fn the_demo_is_complete_and_agrees_with_itself() {
        for evaluation in evaluations("demo") {
            assert_eq!(evaluation.missing, []);
            assert!(!evaluation.has_error(), "{:#?}", evaluation.findings);
            assert_eq!(evaluation.total.grade.as_deref(), Some("优"));
        }
    }

    #[test]
    fn the_published_year_has_all_its_published_facts() {
        let sample = load("tianxin-2020").expect("is whole");
        let filing = &sample.filings[0];
        assert!(filing.own_figures.len() > 100);
        assert_eq!(filing.projects.len(), 14);
        assert!(filing.projects.iter().all(|project| !project.objective.is_empty()));
        let under = |heading: &str| {
            let blocks = filing.blocks.iter().skip_while(|block| block.text != heading).skip(1);
            blocks.take_while(|block| block.level != 2).collect::<Vec<_>>()
        };
        assert_eq!(under("主要职能及重点工作").iter().filter(|block| block.level == 3).count(), 23);
        let offices = under("机构情况").into_iter().find(|block| block.text.contains("办公室")).expect("the offices");
        let list = offices.text.split_once("办公室").and_then(|(_, rest)| rest.split_once(['；', '。']));
        assert_eq!(list.expect("a list").0.matches('、').count() + 1, 20);
        for (key, shown) in [("organisation.offices", "20"), ("organisation.stations", "14"), ("project.count", "14")] {
            assert_eq!(filing.entries.get(key).map(|entry| entry.value.as_str()), Some(shown), "{key}");
        }
    }

    #[test]
    fn the_published_year_lacks_what_was_never_published() {
        let evaluation = evaluations("tianxin-2020").remove(0);
        let missing: Vec<&str> = evaluation.missing.iter().map(|missing| missing.key.as_str()).collect();
        assert!(missing.contains(&"staff.quota") && missing.contains(&"three_public.final"));
        assert!(evaluation.missing.iter().all(|missing| missing.kind != MissingKind::Reference), "{missing:?}");
        assert_eq!(evaluation.quoted("staff.in_post.final").as_deref(), Some("168"));
        assert_eq!(evaluation.quoted("own.enterprise_share").as_deref(), Some("43.52%"));
        assert!(!evaluation.has_error(), "{:#?}", evaluation.findings);
    }
}
