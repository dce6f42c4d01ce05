//! typeface
