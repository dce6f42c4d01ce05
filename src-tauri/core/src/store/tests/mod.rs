//! The store as a whole, a file a subject.

mod altered;
mod killed;
mod looking;
mod migration;
mod model;
mod opening;
mod refused;
mod restoring;
mod steps;
