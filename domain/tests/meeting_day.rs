//! The day of the coming complaints meeting (GP-08).

#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::procedure::Meeting;

#[test]
fn the_coming_meeting_is_the_next_monday_that_is_open_or_the_day_after_it() {
    let meeting = Meeting {
        name: Default::default(),
        weekday: "mon".into(),
        attended_by: None,
        regions_alone: false,
    };
    let calendar = Calendar::dutch_office();
    let cases = [
        ("2026-03-02", "2026-03-02"), // a Monday: today
        ("2026-03-03", "2026-03-09"),
        ("2026-03-08", "2026-03-09"),
        ("2026-04-01", "2026-04-07"), // 6 April is Easter Monday
        ("2026-04-06", "2026-04-07"),
        ("2026-04-07", "2026-04-07"),
        ("2026-04-08", "2026-04-13"),
    ];
    for (today, expected) in cases {
        let today: NaiveDate = today.parse().unwrap();
        assert_eq!(
            meeting.coming(&calendar, today),
            Some(expected.parse().unwrap()),
            "{today}"
        );
    }
}
