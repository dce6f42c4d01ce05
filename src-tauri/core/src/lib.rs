//! 自评 (Ziping): the yearly performance self-evaluation of a department's whole expenditure, worked out, checked and printed.
#![warn(missing_docs)]

pub mod document;
pub mod layout;
pub mod paint;
pub mod typeface;
