//! Which backups may go: all of two days stay, then one a day for 14 days, one a week for 8 weeks, one a month for 36
//! months, the newest of each. Units that have a backup are counted, not time gone by: a clock set wrongly, or a year
//! without work, makes nothing go.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime};

use super::Name;

/// Days of which all stay: 48 hours touch three dates, and so with each number below.
const WHOLE_DAYS: usize = 3;
const DAYS: usize = 15;
const WEEKS: usize = 9;
const MONTHS: usize = 37;

/// Which of these backups of one workbook may go, by their place in the list. Never the newest, none kept for good, and
/// none dated after `now`.
pub fn superfluous(backups: &[Name], now: NaiveDateTime) -> Vec<usize> {
    let thinned = |name: &Name| !name.reason.is_for_good() && name.at <= now;
    let mut newest_first: Vec<&Name> = backups.iter().filter(|name| thinned(name)).collect();
    newest_first.sort_by(|a, b| b.cmp(a));
    let mut stay: BTreeSet<&Name> = of_newest_days(&newest_first).collect();
    stay.extend(newest_of_each(&newest_first, DAYS, |at| at.date()));
    stay.extend(newest_of_each(&newest_first, WEEKS, |at| (at.iso_week().year(), at.iso_week().week())));
    stay.extend(newest_of_each(&newest_first, MONTHS, |at| (at.year(), at.month())));
    let goes = |(_, name): &(usize, &Name)| thinned(name) && !stay.contains(name);
    backups.iter().enumerate().filter(goes).map(|(index, _)| index).collect()
}

/// All of the newest days that have any.
fn of_newest_days<'a>(newest_first: &[&'a Name]) -> impl Iterator<Item = &'a Name> {
    let days = newest_of_each(newest_first, WHOLE_DAYS, |at| at.date());
    let oldest = days.last().map(|name| name.at.date());
    newest_first.iter().copied().filter(move |name| oldest.is_some_and(|oldest| name.at.date() >= oldest))
}

/// The newest of each of the `count` newest units that have any.
fn newest_of_each<'a, U: PartialEq>(
    newest_first: &[&'a Name],
    count: usize,
    unit: impl Fn(&NaiveDateTime) -> U,
) -> Vec<&'a Name> {
    let mut found: Vec<&Name> = newest_first.to_vec();
    found.dedup_by_key(|name| unit(&name.at));
    found.truncate(count);
    found
}
