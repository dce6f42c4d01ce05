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

#[cfg(test)]
mod tests {
    use chrono::{Duration, NaiveDate};
    use proptest::prelude::*;

    use super::*;
    use crate::backup::{Reason, moment};

    fn at(text: &str) -> NaiveDateTime {
        moment(text).expect("is a moment")
    }

    /// What is left of these backups.
    fn left(backups: &[Name], now: NaiveDateTime) -> Vec<Name> {
        let gone = superfluous(backups, now);
        let stays = |(index, _): &(usize, &Name)| !gone.contains(index);
        backups.iter().enumerate().filter(stays).map(|(_, name)| name.clone()).collect()
    }

    fn automatic(at: NaiveDateTime) -> Name {
        Name::new(at, Reason::Automatic)
    }

    #[test]
    fn four_years_of_work_every_day_leave_days_weeks_and_months() {
        let now = at("2026-11-23 18:00:00");
        let hours = 0..4 * 365 * 24;
        let backups: Vec<Name> = hours.map(|hour| automatic(now - Duration::hours(hour))).collect();
        let left = left(&backups, now);
        let within = |days: i64| left.iter().filter(|name| now - name.at < Duration::days(days)).count();
        assert_eq!(within(2), 48);
        // Three dates whole (19 + 24 + 24), twelve more days, then weeks and months that no day stands for yet.
        assert_eq!(left.iter().filter(|name| name.at.date() >= at("2026-11-21 00:00:00").date()).count(), 67);
        assert_eq!(within(14), 67 + 12);
        assert!(left.len() <= 67 + 12 + 9 + 37, "{}", left.len());
        let months: BTreeSet<_> = left.iter().map(|name| (name.at.year(), name.at.month())).collect();
        assert_eq!(months.len(), 37);
    }

    #[test]
    fn a_clock_that_jumps_ahead_makes_nothing_go() {
        let days = (1..=20).map(|day| automatic(at("2026-11-01 09:00:00") + Duration::days(day)));
        let mut backups: Vec<Name> = days.collect();
        let ahead = at("2036-01-01 09:00:00");
        backups.push(automatic(ahead));
        let kept = left(&backups, ahead);
        assert!(kept.len() >= 14, "{kept:?}");
        // And once it is right again, what was made meanwhile is neither counted nor taken.
        let now = at("2026-11-23 09:00:00");
        assert!(left(&kept, now).contains(&automatic(ahead)));
        assert_eq!(left(&backups[..20], now), left(&backups, now)[..left(&backups, now).len() - 1]);
    }

    #[test]
    fn a_clock_that_jumps_back_makes_nothing_go() {
        let backups: Vec<Name> =
            (0..100).map(|hour| automatic(at("2026-11-01 09:00:00") + Duration::hours(hour))).collect();
        assert_eq!(left(&backups, at("2001-01-01 00:00:00")), backups);
    }

    #[test]
    fn two_of_one_second_are_two() {
        let first = automatic(at("2026-01-01 09:00:00"));
        let backups = [first.clone(), first.next()];
        assert_eq!(left(&backups, at("2026-01-01 09:00:00")), backups);
    }

    fn backups() -> impl Strategy<Value = Vec<Name>> {
        let day = NaiveDate::from_ymd_opt(2020, 1, 1).expect("is a day");
        let start = day.and_hms_opt(0, 0, 0).expect("is a time");
        let name = (0i64..6 * 365 * 24 * 60, 0..Reason::ALL.len(), 1u32..3);
        // Many close together, and some far away.
        let name = name.prop_map(move |(minutes, reason, count)| Name {
            at: start + Duration::minutes(minutes / (1 + i64::from(count) * 40 * (minutes % 2))),
            count,
            reason: Reason::ALL[reason],
        });
        proptest::collection::vec(name, 0..300)
    }

    fn now() -> impl Strategy<Value = NaiveDateTime> {
        (0i64..8 * 365 * 24).prop_map(|hours| at("2019-06-01 00:00:00") + Duration::hours(hours))
    }

    proptest! {
        #[test]
        fn the_newest_the_wanted_and_the_future_never_go(backups in backups(), now in now()) {
            let left = left(&backups, now);
            prop_assert_eq!(left.iter().max(), backups.iter().max());
            let newest_by_now = |names: &[Name]| names.iter().filter(|name| name.at <= now).max().cloned();
            prop_assert_eq!(newest_by_now(&left), newest_by_now(&backups));
            for name in backups.iter().filter(|name| name.reason.is_for_good() || name.at > now) {
                prop_assert!(left.contains(name));
            }
        }

        #[test]
        fn what_was_promised_stays(backups in backups(), now in now()) {
            let left = left(&backups, now);
            let past: Vec<&Name> = backups.iter().filter(|name| name.at <= now && !name.reason.is_for_good()).collect();
            for name in &past {
                let age = now - name.at;
                let newest_of = |same: &dyn Fn(&NaiveDateTime) -> bool| past.iter().filter(|n| same(&n.at)).max() == Some(name);
                let of_day = newest_of(&|at| at.date() == name.at.date());
                let of_week = newest_of(&|at| at.iso_week() == name.at.iso_week());
                let of_month = newest_of(&|at| (at.year(), at.month()) == (name.at.year(), name.at.month()));
                let promised = age <= Duration::days(2)
                    || age <= Duration::days(14) && of_day
                    || age <= Duration::weeks(8) && of_week
                    || age <= Duration::days(36 * 30) && of_month;
                prop_assert!(!promised || left.contains(name), "{:?}", name);
            }
        }

        #[test]
        fn thinning_twice_takes_no_more(backups in backups(), now in now()) {
            let once = left(&backups, now);
            prop_assert_eq!(left(&once, now), once);
        }

        #[test]
        fn time_alone_takes_nothing_that_was_there_before(backups in backups(), now in now(), later in now()) {
            // Of what both moments have behind them, the same stays: only new backups make old ones go.
            let (now, later) = (now.min(later), now.max(later));
            let past: Vec<Name> = backups.into_iter().filter(|name| name.at <= now).collect();
            prop_assert_eq!(left(&past, now), left(&past, later));
        }

        #[test]
        fn one_more_backup_takes_at_most_what_is_older(backups in backups(), now in now()) {
            let before = left(&backups, now);
            let mut more = before.clone();
            more.push(Name::new(now, Reason::Closing));
            let after = left(&more, now);
            prop_assert!(after.iter().any(|name| name.at == now));
            prop_assert!(before.iter().filter(|name| !after.contains(name)).all(|gone| gone.at <= now));
            // Never many at once: a day that is no longer whole, and one of each longer unit.
            let of_one_day = |name: &Name| before.iter().filter(|other| other.at.date() == name.at.date()).count();
            let most = before.iter().map(of_one_day).max().unwrap_or(0);
            prop_assert!(before.len() + 1 - after.len() <= most + 3);
        }
    }
}
