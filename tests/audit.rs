//! Reading documents from outside, and what the audit finds in them.

mod corpus;
mod reading;
