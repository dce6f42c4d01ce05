//! Reading documents from outside, and what the audit finds in them.

mod corpus;
mod hostile;
mod planted;
mod planting;
pub(crate) mod reading;
mod remedies;
mod twin;
