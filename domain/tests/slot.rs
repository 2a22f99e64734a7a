//! The first free moment of a day.

#![allow(clippy::unwrap_used)]

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::calendar::Calendar;
use domain::slot::{Taken, first_free};

/// Wall-clock times of Tuesday 3 March 2026 in Amsterdam.
fn at(time: &str) -> DateTime<Utc> {
    let date: NaiveDate = "2026-03-03".parse().unwrap();
    Calendar::dutch_office().at(date, time.parse().unwrap())
}

#[test]
fn a_visit_begins_in_the_first_gap_that_is_long_enough() {
    let calendar = Calendar::dutch_office();
    let date = "2026-03-03".parse().unwrap();
    type Case<'a> = (
        &'a str,
        Option<&'a str>,
        i64,
        &'a [(&'a str, &'a str)],
        &'a str,
    );
    let cases: &[Case] = &[
        // now, wished, minutes, taken, begins
        ("07:00:00", None, 60, &[], "08:00:00"),
        ("10:07:00", None, 60, &[], "10:15:00"),
        ("07:00:00", Some("11:30:00"), 60, &[], "11:30:00"),
        ("12:00:00", Some("11:30:00"), 60, &[], "12:00:00"),
        (
            "07:00:00",
            Some("11:30:00"),
            60,
            &[("11:00:00", "12:00:00")],
            "08:00:00",
        ),
        (
            "07:00:00",
            None,
            60,
            &[("08:00:00", "09:10:00")],
            "09:15:00",
        ),
        (
            "07:00:00",
            None,
            60,
            &[("08:30:00", "09:30:00")],
            "09:30:00",
        ),
        (
            "07:00:00",
            None,
            30,
            &[("08:30:00", "09:30:00")],
            "08:00:00",
        ),
        (
            "07:00:00",
            None,
            60,
            &[("10:00:00", "11:00:00"), ("08:00:00", "09:30:00")],
            "11:00:00",
        ),
        (
            "07:00:00",
            None,
            60,
            &[("08:00:00", "18:00:00")],
            "18:00:00",
        ),
    ];
    for (now, wished, minutes, taken, expected) in cases {
        let taken: Vec<Taken> = taken
            .iter()
            .map(|(from, until)| (at(from), at(until)))
            .collect();
        let wished = wished.map(|time| time.parse().unwrap());
        let found = first_free(
            wished,
            TimeDelta::minutes(*minutes),
            &taken,
            date,
            &calendar,
            at(now),
        );
        assert_eq!(found, at(expected), "{now} {wished:?} {minutes} {taken:?}");
    }
}

#[test]
fn a_closed_day_begins_at_nine() {
    let calendar = Calendar::dutch_office();
    let sunday: NaiveDate = "2026-03-08".parse().unwrap();
    let found = first_free(
        None,
        TimeDelta::hours(1),
        &[],
        sunday,
        &calendar,
        at("07:00:00"),
    );
    assert_eq!(calendar.wall(found).to_string(), "2026-03-08 09:00:00");
}
