//! 自评 (Ziping): the yearly performance self-evaluation of a department's whole expenditure, worked out, checked and printed.
//!
//! Data flow one way: `workbook` (what was entered) → `evaluation` (everything worked out) → `document` (what is on a
//! paper) → `layout` (where it stands) → `paint` (bytes). The map of the house is in README.md.

pub mod atomic;
pub mod audit;
pub mod backup;
pub mod check;
pub mod cli;
pub mod derive;
pub mod desk;
pub mod document;
pub mod edition;
pub mod error;
pub mod evaluation;
pub mod exchange;
pub mod explanation;
pub mod export;
pub mod figure;
pub mod filing;
pub mod filling;
pub mod form;
pub mod import;
mod kept;
pub mod layout;
pub mod narrative;
pub mod paint;
mod parallel;
pub mod place;
pub mod project;
pub mod proof;
pub mod quantity;
pub mod recognition;
pub mod reconciliation;
pub mod rule;
pub mod safekeeping;
pub mod sample;
pub mod settings;
pub mod shelf;
pub mod source;
pub mod store;
pub mod table;
pub mod typeface;
pub mod view;
pub mod words;
pub mod workbook;
