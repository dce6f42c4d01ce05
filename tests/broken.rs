//! The gallery: for every check that can find something in a workbook the smallest workbook in which it does, in
//! `data/broken/<check>.json` (and `<check>-<case>.json` for another case of it), with the grade and the very sentence it gives; and the sound samples, which it leaves alone.
//!
//! A workbook of the gallery is a blank year 2024 (or a sample) with projects, figures of its own and paragraphs put in,
//! and then what an officer does, as words of the command line.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use ziping::check::NAMES;
use ziping::edition::{DEFAULT, Edition};
use ziping::filing::Filing;
use ziping::sample;
use ziping::workbook::Workbook;

use crate::harness::{Folder, NOW, ok, ziping};

/// The year that is broken; the year before is there where something is done in it.
const YEAR: i32 = 2024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Broken {
    /// The sample it is made from; a blank year where absent.
    sample: Option<String>,
    /// The shipped edition of a blank year; the usual one where absent.
    edition: Option<String>,
    /// Id, name, fund and goal.
    #[serde(default)]
    projects: Vec<[String; 4]>,
    /// Id, label, measure and measure word, of both years.
    #[serde(default)]
    own_figures: Vec<[String; 4]>,
    /// Paragraphs of the first chapter, as the workbook keeps them; a heading begins with `#`.
    #[serde(default)]
    text: Vec<String>,
    /// Done in the year before.
    #[serde(default)]
    prior: Vec<Vec<String>>,
    /// Done in the year.
    #[serde(default)]
    acts: Vec<Vec<String>>,
    grade: String,
    message: String,
    /// Other checks that find something here too.
    #[serde(default)]
    also: BTreeSet<String>,
}

/// The gallery by name.
fn gallery() -> BTreeMap<String, Broken> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/broken");
    let entry = |file: fs::DirEntry| {
        let name = file.path().file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(file.path()).expect("is read");
        let broken = serde_json::from_str(&text).expect(&name);
        (name, broken)
    };
    fs::read_dir(folder).expect("the gallery").map(|file| entry(file.expect("a file"))).collect()
}

/// The check that a workbook of the gallery shows.
fn check_of(name: &str) -> &str {
    name.split_once('-').map_or(name, |(check, _)| check)
}

/// A record from its JSON.
fn record<T: serde::de::DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("a record")
}

impl Broken {
    fn filing(&self, year: i32, edition: &Edition) -> Filing {
        let (_, hash) = edition.to_json().expect("is JSON");
        let mut filing = Filing::blank(year, "示例区某局", &hash);
        let own = |(position, [id, label, measure, unit]): (i64, &[String; 4])| {
            record(json!({"report_year": year, "id": id, "position": position, "label": label,
                "measure": measure, "unit": unit, "formula": null}))
        };
        filing.own_figures = (1..).zip(&self.own_figures).map(own).collect();
        if year == YEAR {
            let project = |(position, [id, name, fund, objective]): (i64, &[String; 4])| {
                record(json!({"report_year": year, "id": id, "position": position, "name": name, "fund": fund,
                    "objective": objective}))
            };
            filing.projects = (1..).zip(&self.projects).map(project).collect();
            let block = |(id, text): (i64, &String)| {
                let words = text.trim_start_matches('#');
                let level = text.len() - words.len();
                record(json!({"report_year": year, "id": id, "chapter": "overview", "position": id, "level": level,
                    "run_in": false, "text": words}))
            };
            filing.blocks = (1..).zip(&self.text).map(block).collect();
        }
        filing
    }

    /// Makes the workbook, does what is to be done, and gives the findings.
    fn findings(&self) -> Vec<Value> {
        let folder = Folder::new();
        let file = folder.path("档案.ziping");
        match &self.sample {
            Some(key) => {
                let sample = sample::load(key).expect("is shipped");
                Workbook::create(&file, false, &sample.edition, &sample.filings, NOW)
            }
            None => {
                let edition = Edition::shipped(self.edition.as_deref().unwrap_or(DEFAULT)).expect("is shipped");
                let years = if self.prior.is_empty() { YEAR..=YEAR } else { YEAR - 1..=YEAR };
                let filings: Vec<Filing> = years.map(|year| self.filing(year, &edition)).collect();
                Workbook::create(&file, false, &edition, &filings, NOW)
            }
        }
        .expect("is made");
        let file = file.display().to_string();
        for (year, acts) in [(YEAR - 1, &self.prior), (YEAR, &self.acts)] {
            for act in acts {
                let year = year.to_string();
                let words: Vec<&str> =
                    act.iter().map(String::as_str).chain(["--year", &year, "--file", &file]).collect();
                ok(&words);
            }
        }
        serde_json::from_str(&ziping(&["check", "--json", "--file", &file]).out).expect("JSON")
    }
}

#[test]
fn every_broken_workbook_gives_its_sentence_and_nothing_else() {
    let mut wrong = Vec::new();
    for (name, broken) in gallery() {
        let findings = broken.findings();
        let fits = |finding: &Value| {
            finding["check"] == *check_of(&name)
                && finding["grade"] == *broken.grade
                && finding["message"] == *broken.message
        };
        let others: BTreeSet<String> = findings
            .iter()
            .filter(|finding| !fits(finding))
            .map(|finding| finding["check"].as_str().unwrap_or_default().to_owned())
            .collect();
        if findings.iter().filter(|finding| fits(finding)).count() != 1 || others != broken.also {
            wrong.push((name, findings));
        }
    }
    assert!(wrong.is_empty(), "{}", serde_json::to_string_pretty(&wrong).expect("JSON"));
}

#[test]
fn every_check_has_its_broken_workbook() {
    let relations = Edition::shipped_keys()
        .into_iter()
        .flat_map(|key| Edition::shipped(&key).expect("is whole").checks)
        .map(|rule| rule.key);
    let named: BTreeSet<String> =
        NAMES.iter().map(|name| (*name).to_owned()).chain(relations).chain(of_texts()).collect();
    let shown: BTreeSet<String> = gallery().keys().map(|name| check_of(name).to_owned()).collect();
    assert_eq!(named.difference(&shown).collect::<Vec<_>>(), Vec::<&String>::new(), "no broken workbook");
    assert_eq!(shown.difference(&named).collect::<Vec<_>>(), Vec::<&String>::new(), "no such check");
}

/// The names of the checks on texts, as they stand in their sources. Not among them: empty chapters, which the list of
/// missing things tells of, and a text of more numbers than are read, which `audit/hostile.rs` makes.
fn of_texts() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for folder in ["audit/form", "audit", "audit/relation", "evaluation"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/core/src").join(folder);
        let files = fs::read_dir(folder).expect("the checks").map(|file| file.expect("a file").path());
        for path in files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
            let text = fs::read_to_string(&path).expect("is read");
            let quoted = text.split("\"text_").skip(1).filter_map(|rest| rest.split('"').next());
            names.extend(quoted.map(|rest| format!("text_{rest}")));
        }
    }
    for elsewhere in ["text_empty_chapter", "text_unread"] {
        assert!(names.remove(elsewhere), "{elsewhere} is no check");
    }
    names
}

#[test]
fn no_check_has_a_name_beside_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/core/src/check");
    for file in fs::read_dir(folder).expect("the checks") {
        let path = file.expect("a file").path();
        let text = fs::read_to_string(&path).expect("is read");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        assert!(!code.contains("Finding::new(\""), "{}: a name of its own", path.display());
    }
}

#[test]
fn the_sound_samples_give_no_error() {
    for key in ["demo", "tianxin-2020"] {
        let folder = Folder::new();
        let file = folder.sample(key);
        for year in sample::load(key).expect("is shipped").filings.iter().map(|filing| filing.head.report_year) {
            ok(&["check", "--year", &year.to_string(), "--file", &file]);
        }
    }
}
