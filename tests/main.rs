//! The tests over the core as its users see it: one program, a module a subject. Tests of a single rule, reader or
//! check stand beside it in the core.

mod architecture;
mod audit;
mod backups;
mod bad_input;
mod broken;
mod checks;
mod command_line;
mod edition_files;
mod faces;
mod forms;
mod golden;
mod harness;
mod import;
mod notes;
mod oracle;
mod pages;
#[cfg(feature = "papers-apart")]
mod papers_apart;
mod projects;
mod reasons;
mod reconciliation;
mod whole_table;
