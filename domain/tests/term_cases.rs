//! Terms whose end is known: the cases of the rules' table, and more that follow from the rules.

#![allow(clippy::unwrap_used, clippy::panic)]

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::calendar::Calendar;
use domain::deadline::{DueMoment, Pause, Roll, Rule, deadline};
use domain::language::{Language, Text};

/// Monday to Friday, all day from 00:00, no holidays.
const PLAIN: &str = r#"{"holidays":"none","hours":{"mon":["08:00-17:00"],"tue":["08:00-17:00"],"wed":["08:00-17:00"],"thu":["08:00-17:00"],"fri":["08:00-17:00"]}}"#;
const OFFICE: &str = r#"{"holidays":"nl"}"#;
const YEARLY: &str = r#"{"holidays":"nl","liberation_day":"yearly"}"#;
const LATE_MONDAY: &str = r#"{"holidays":"none","hours":{"mon":["10:30-19:00"],"tue":["8:30-19:00"],"wed":["8:30-19:00"],"thu":["8:30-19:00"],"fri":["8:30-19:00"]}}"#;
const TEN_TO_SIX: &str = r#"{"holidays":"none","hours":{"mon":["10:00-18:00"],"tue":["10:00-18:00"],"wed":["10:00-18:00"],"thu":["10:00-18:00"],"fri":["10:00-18:00"]}}"#;
const BERLIN: &str = r#"{"time_zone":"Europe/Berlin","holidays":"none","closed":[{"on":"2016-11-01","name":"Allerheiligen"}],"hours":{"mon":["08:00-20:00"],"tue":["08:00-20:00"],"wed":["08:00-20:00"],"thu":["08:00-20:00"],"fri":["08:00-20:00"]}}"#;
const LUNCH: &str = r#"{"holidays":"none","hours":{"mon":["08:00-12:00","12:30-17:00"],"tue":["08:00-12:00","12:30-17:00"]}}"#;
const BUILDERS: &str = r#"{"holidays":"nl","closed":[{"on":"2026-12-24","name":"Kerstavond"},{"from":"2026-07-20","until":"2026-07-31","name":"Bouwvak"}]}"#;
const ROUND_THE_CLOCK: &str = r#"{"holidays":"none","hours":{"mon":["00:00-24:00"],"tue":["00:00-24:00"],"wed":["00:00-24:00"],"thu":["00:00-24:00"],"fri":["00:00-24:00"],"sat":["00:00-24:00"],"sun":["00:00-24:00"]}}"#;
const SATURDAYS: &str =
    r#"{"holidays":"none","hours":{"tue":["09:00-17:00"],"sat":["10:00-14:00"]}}"#;

struct Case {
    calendar: &'static str,
    from: &'static str,
    term: &'static str,
    /// "instant", "roll", "pause FROM/UNTIL", in any number.
    with: &'static [&'static str],
    due: &'static str,
}

const fn case(
    calendar: &'static str,
    from: &'static str,
    term: &'static str,
    with: &'static [&'static str],
    due: &'static str,
) -> Case {
    Case {
        calendar,
        from,
        term,
        with,
        due,
    }
}

fn calendar(json: &str) -> Calendar {
    serde_json::from_str(json).unwrap()
}

fn local(calendar: &Calendar, text: &str) -> DateTime<Utc> {
    let wall: NaiveDateTime = text.parse().unwrap();
    calendar.at(wall.date(), wall.time())
}

fn computed(case: &Case) -> String {
    let calendar = calendar(case.calendar);
    let mut rule = Rule::new(case.term.parse().unwrap());
    let mut pauses = Vec::new();
    for with in case.with {
        match with.split_once(' ') {
            None if *with == "instant" => rule.due = DueMoment::Instant,
            None if *with == "roll" => rule.roll = Roll::Forward,
            Some(("pause", span)) => {
                let (from, until) = span.split_once('/').unwrap();
                let (from, until) = (local(&calendar, from), local(&calendar, until));
                pauses.push(Pause {
                    from,
                    until,
                    reason: Text::default(),
                });
            }
            _ => panic!("unknown: {with}"),
        }
    }
    match deadline(&calendar, local(&calendar, case.from), &rule, &pauses) {
        Ok(deadline) => calendar
            .wall(deadline.due)
            .format("%Y-%m-%dT%H:%M:%S")
            .to_string(),
        Err(error) => error.message(Language::En),
    }
}

fn check(cases: &[Case]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let due = computed(case);
            let told = format!(
                "{} + {} {:?}: {due}, expected {}",
                case.from, case.term, case.with, case.due
            );
            (due != case.due).then_some(told)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const INSTANT: &[&str] = &["instant"];
const ROLL: &[&str] = &["roll"];
const END_OF_DAY: &[&str] = &[];
const NONE: &[&str] = &[];

#[test]
fn the_cases_that_must_hold() {
    check(&[
        case(
            PLAIN,
            "2021-02-19T12:00:00",
            "1 working day",
            INSTANT,
            "2021-02-22T12:00:00",
        ),
        case(
            PLAIN,
            "2021-02-20T12:00:00",
            "1 working day",
            INSTANT,
            "2021-02-23T00:00:00",
        ),
        case(
            PLAIN,
            "2021-02-19T12:00:00",
            "1 day",
            INSTANT,
            "2021-02-20T12:00:00",
        ),
        case(
            OFFICE,
            "2026-12-24T09:00:00",
            "1 working day",
            INSTANT,
            "2026-12-28T09:00:00",
        ),
        case(
            OFFICE,
            "2026-09-01T09:00:00",
            "60 days",
            INSTANT,
            "2026-10-31T09:00:00",
        ),
        case(
            YEARLY,
            "2026-12-30T12:00:00",
            "5 working days",
            INSTANT,
            "2027-01-07T12:00:00",
        ),
        case(
            YEARLY,
            "2027-04-26T12:00:00",
            "4 working days",
            INSTANT,
            "2027-05-03T12:00:00",
        ),
        case(
            LATE_MONDAY,
            "2034-06-09T08:46:12",
            "5 working days",
            INSTANT,
            "2034-06-16T08:46:12",
        ),
        case(
            LATE_MONDAY,
            "2034-06-09T08:46:12",
            "5 working days",
            END_OF_DAY,
            "2034-06-16T19:00:00",
        ),
        case(
            LATE_MONDAY,
            "2034-06-09T08:46:12",
            "4 working hours",
            &["pause 2034-06-09T09:15:27/2034-06-09T11:23:49"],
            "2034-06-09T14:54:34",
        ),
        case(
            TEN_TO_SIX,
            "2024-03-01T17:00:00",
            "2 working hours",
            NONE,
            "2024-03-04T11:00:00",
        ),
        case(
            TEN_TO_SIX,
            "2024-03-07T15:00:00",
            "2 working hours",
            &["pause 2024-03-07T15:30:00/2024-03-07T16:30:00"],
            "2024-03-07T18:00:00",
        ),
        case(
            BERLIN,
            "2016-10-31T14:56:21",
            "120 working minutes",
            NONE,
            "2016-10-31T16:56:21",
        ),
        case(
            OFFICE,
            "2026-01-29T00:00:00",
            "1 month",
            ROLL,
            "2026-03-02T00:00:00",
        ),
    ]);
}

#[test]
fn a_month_that_ends_on_a_saturday_rolls_and_says_so() {
    let office = calendar(OFFICE);
    let rule = Rule {
        roll: Roll::Forward,
        ..Rule::new("1 month".parse().unwrap())
    };
    let found = deadline(&office, local(&office, "2026-01-29T10:00:00"), &rule, &[]).unwrap();
    assert_eq!(office.wall(found.due).to_string(), "2026-03-02 10:00:00");
    let roll = found
        .steps
        .iter()
        .find(|step| step.kind == domain::deadline::StepKind::Roll)
        .unwrap();
    assert_eq!(roll.date.to_string(), "2026-03-02");
    assert_eq!(
        roll.name.nl,
        "het einde op za 28 februari schuift op naar deze werkdag"
    );
}

#[test]
fn nx_06_dutch_holidays() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let office = Calendar::dutch_office();
    let name = |date: &str| match office.day(day(date)) {
        domain::calendar::DayKind::Holiday(name) => name.nl,
        other => format!("{other:?}"),
    };
    for (date, expected) in [
        ("2025-04-26", "Koningsdag"),
        ("2026-04-27", "Koningsdag"),
        ("2030-04-21", "Eerste Paasdag"),
        ("2035-03-25", "Eerste Paasdag"),
        ("2038-04-25", "Eerste Paasdag"),
    ] {
        assert_eq!(name(date), expected, "{date}");
    }
}

#[test]
fn nx_06_working_days() {
    check(&[
        case(
            OFFICE,
            "2026-03-03T10:42:00",
            "2 working days",
            END_OF_DAY,
            "2026-03-05T17:00:00",
        ),
        case(
            OFFICE,
            "2026-03-05T16:59:59",
            "1 working day",
            END_OF_DAY,
            "2026-03-06T17:00:00",
        ),
        case(
            OFFICE,
            "2026-03-05T23:30:00",
            "1 working day",
            END_OF_DAY,
            "2026-03-06T17:00:00",
        ),
        case(
            OFFICE,
            "2026-03-07T12:00:00",
            "1 working day",
            END_OF_DAY,
            "2026-03-09T17:00:00",
        ),
        case(
            OFFICE,
            "2026-03-08T00:00:00",
            "1 working day",
            INSTANT,
            "2026-03-10T00:00:00",
        ),
        // Both days of Easter, King's Day after a weekend, Ascension, Whitsun.
        case(
            OFFICE,
            "2026-04-03T09:00:00",
            "1 working day",
            END_OF_DAY,
            "2026-04-07T17:00:00",
        ),
        case(
            OFFICE,
            "2026-04-24T09:00:00",
            "1 working day",
            END_OF_DAY,
            "2026-04-28T17:00:00",
        ),
        case(
            OFFICE,
            "2026-05-13T09:00:00",
            "1 working day",
            INSTANT,
            "2026-05-15T09:00:00",
        ),
        case(
            OFFICE,
            "2026-05-22T09:00:00",
            "1 working day",
            INSTANT,
            "2026-05-26T09:00:00",
        ),
        case(
            OFFICE,
            "2025-05-02T09:00:00",
            "1 working day",
            INSTANT,
            "2025-05-06T09:00:00",
        ),
        case(
            YEARLY,
            "2026-05-04T09:00:00",
            "1 working day",
            INSTANT,
            "2026-05-06T09:00:00",
        ),
        case(
            OFFICE,
            "2026-05-04T09:00:00",
            "1 working day",
            INSTANT,
            "2026-05-05T09:00:00",
        ),
        // The organisation's own closures: Friday before the builders' holiday; over Christmas.
        case(
            BUILDERS,
            "2026-07-17T11:00:00",
            "1 working day",
            END_OF_DAY,
            "2026-08-03T17:00:00",
        ),
        case(
            BUILDERS,
            "2026-07-22T11:00:00",
            "1 working day",
            INSTANT,
            "2026-08-04T00:00:00",
        ),
        case(
            BUILDERS,
            "2026-12-23T11:00:00",
            "1 working day",
            INSTANT,
            "2026-12-28T11:00:00",
        ),
        // The same day, and what is left of it.
        case(
            OFFICE,
            "2026-03-03T10:42:00",
            "0 working days",
            END_OF_DAY,
            "2026-03-03T17:00:00",
        ),
        case(
            OFFICE,
            "2026-03-06T17:30:00",
            "0 working days",
            END_OF_DAY,
            "2026-03-09T17:00:00",
        ),
        case(
            OFFICE,
            "2026-03-07T10:00:00",
            "0 working days",
            INSTANT,
            "2026-03-09T00:00:00",
        ),
        // Each weekday closes at its own time; a Wednesday can be off; a Saturday can be open.
        case(
            SATURDAYS,
            "2026-03-03T08:00:00",
            "1 working day",
            END_OF_DAY,
            "2026-03-07T14:00:00",
        ),
        case(
            SATURDAYS,
            "2026-03-03T08:00:00",
            "2 working days",
            END_OF_DAY,
            "2026-03-10T17:00:00",
        ),
        // Wall-clock time over both changes of the clock.
        case(
            OFFICE,
            "2026-03-27T09:15:00",
            "1 working day",
            INSTANT,
            "2026-03-30T09:15:00",
        ),
        case(
            OFFICE,
            "2026-10-23T09:15:00",
            "1 working day",
            INSTANT,
            "2026-10-26T09:15:00",
        ),
    ]);
}

#[test]
fn working_hours() {
    check(&[
        case(
            LUNCH,
            "2026-03-02T11:00:00",
            "2 working hours",
            NONE,
            "2026-03-02T13:30:00",
        ),
        case(
            LUNCH,
            "2026-03-02T11:00:00",
            "1 working hour",
            NONE,
            "2026-03-02T12:00:00",
        ),
        case(
            LUNCH,
            "2026-03-02T12:10:00",
            "30 working minutes",
            NONE,
            "2026-03-02T13:00:00",
        ),
        case(
            LUNCH,
            "2026-03-02T06:00:00",
            "1 working hour",
            NONE,
            "2026-03-02T09:00:00",
        ),
        case(
            LUNCH,
            "2026-03-03T16:00:00",
            "90 working minutes",
            NONE,
            "2026-03-09T08:30:00",
        ),
        case(
            LUNCH,
            "2026-03-02T17:00:00",
            "1 working minute",
            NONE,
            "2026-03-03T08:01:00",
        ),
        case(
            LUNCH,
            "2026-03-02T16:59:30",
            "1 working minute",
            NONE,
            "2026-03-03T08:00:30",
        ),
        case(
            OFFICE,
            "2026-03-06T17:00:00",
            "9 working hours",
            NONE,
            "2026-03-09T17:00:00",
        ),
        case(
            OFFICE,
            "2026-03-07T12:00:00",
            "0 working hours",
            NONE,
            "2026-03-07T12:00:00",
        ),
        case(
            BUILDERS,
            "2026-12-23T16:00:00",
            "2 working hours",
            NONE,
            "2026-12-28T09:00:00",
        ),
        // Round the clock the night of the change to summer time has an hour less, and in autumn one more.
        case(
            ROUND_THE_CLOCK,
            "2026-03-28T12:00:00",
            "24 working hours",
            NONE,
            "2026-03-29T13:00:00",
        ),
        case(
            ROUND_THE_CLOCK,
            "2026-10-24T12:00:00",
            "24 working hours",
            NONE,
            "2026-10-25T11:00:00",
        ),
        case(
            ROUND_THE_CLOCK,
            "2026-03-02T00:00:00",
            "24 working hours",
            NONE,
            "2026-03-03T00:00:00",
        ),
        case(
            BERLIN,
            "2016-10-31T19:00:00",
            "120 working minutes",
            NONE,
            "2016-11-02T09:00:00",
        ),
    ]);
}

#[test]
fn clock_and_calendar_terms() {
    check(&[
        case(
            OFFICE,
            "2026-03-03T10:42:00",
            "24 hours",
            NONE,
            "2026-03-04T10:42:00",
        ),
        case(
            OFFICE,
            "2026-03-28T12:00:00",
            "24 hours",
            NONE,
            "2026-03-29T13:00:00",
        ),
        case(
            OFFICE,
            "2026-10-24T12:00:00",
            "24 hours",
            NONE,
            "2026-10-25T11:00:00",
        ),
        case(
            OFFICE,
            "2026-03-28T12:00:00",
            "1 day",
            NONE,
            "2026-03-29T12:00:00",
        ),
        case(
            OFFICE,
            "2026-10-24T12:00:00",
            "1 day",
            NONE,
            "2026-10-25T12:00:00",
        ),
        case(
            OFFICE,
            "2026-03-03T23:50:00",
            "15 minutes",
            NONE,
            "2026-03-04T00:05:00",
        ),
        // 02:30 does not exist on 29 March 2026; on 25 October it is the first of the two.
        case(
            OFFICE,
            "2026-03-28T02:30:00",
            "1 day",
            NONE,
            "2026-03-29T03:30:00",
        ),
        case(
            OFFICE,
            "2026-10-24T02:30:00",
            "1 day",
            NONE,
            "2026-10-25T02:30:00",
        ),
        case(
            OFFICE,
            "2026-10-24T02:30:00",
            "24 hours",
            NONE,
            "2026-10-25T02:30:00",
        ),
        case(
            OFFICE,
            "2026-10-24T02:30:00",
            "25 hours",
            NONE,
            "2026-10-25T02:30:00",
        ),
        // The ends of months.
        case(
            OFFICE,
            "2026-01-31T09:00:00",
            "1 month",
            NONE,
            "2026-02-28T09:00:00",
        ),
        case(
            OFFICE,
            "2028-01-31T09:00:00",
            "1 month",
            NONE,
            "2028-02-29T09:00:00",
        ),
        case(
            OFFICE,
            "2026-03-31T09:00:00",
            "1 month",
            NONE,
            "2026-04-30T09:00:00",
        ),
        case(
            OFFICE,
            "2026-02-28T09:00:00",
            "1 month",
            NONE,
            "2026-03-28T09:00:00",
        ),
        case(
            OFFICE,
            "2026-11-30T09:00:00",
            "3 months",
            NONE,
            "2027-02-28T09:00:00",
        ),
        case(
            OFFICE,
            "2028-02-29T09:00:00",
            "1 year",
            NONE,
            "2029-02-28T09:00:00",
        ),
        case(
            OFFICE,
            "2028-02-29T09:00:00",
            "4 years",
            NONE,
            "2032-02-29T09:00:00",
        ),
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "2 weeks",
            NONE,
            "2026-03-17T09:00:00",
        ),
        case(
            OFFICE,
            "2026-12-31T23:59:59",
            "1 day",
            NONE,
            "2027-01-01T23:59:59",
        ),
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "100 years",
            NONE,
            "2126-03-03T09:00:00",
        ),
        // Summer time goes on in later years.
        case(
            OFFICE,
            "2060-03-01T09:00:00",
            "60 days",
            NONE,
            "2060-04-30T09:00:00",
        ),
        // The due moment is a matter of working days only.
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "1 week",
            INSTANT,
            "2026-03-10T09:00:00",
        ),
    ]);
}

#[test]
fn rolling_off_days_that_are_not_worked() {
    check(&[
        case(
            OFFICE,
            "2026-03-06T09:00:00",
            "1 day",
            NONE,
            "2026-03-07T09:00:00",
        ),
        case(
            OFFICE,
            "2026-03-06T09:00:00",
            "1 day",
            ROLL,
            "2026-03-09T09:00:00",
        ),
        case(
            OFFICE,
            "2026-03-05T09:00:00",
            "1 day",
            ROLL,
            "2026-03-06T09:00:00",
        ),
        case(
            OFFICE,
            "2026-11-25T09:00:00",
            "1 month",
            ROLL,
            "2026-12-28T09:00:00",
        ),
        case(
            OFFICE,
            "2026-04-20T09:00:00",
            "1 week",
            ROLL,
            "2026-04-28T09:00:00",
        ),
        // The law knows no closures: an end on one stays, an end moved onto one goes on.
        case(
            BUILDERS,
            "2026-07-14T09:00:00",
            "1 week",
            ROLL,
            "2026-07-21T09:00:00",
        ),
        case(
            BUILDERS,
            "2026-07-18T09:00:00",
            "1 week",
            ROLL,
            "2026-08-03T09:00:00",
        ),
        case(
            BUILDERS,
            "2026-07-11T09:00:00",
            "1 week",
            ROLL,
            "2026-08-03T09:00:00",
        ),
        // Never for hours.
        case(
            OFFICE,
            "2026-03-06T09:00:00",
            "24 hours",
            ROLL,
            "2026-03-07T09:00:00",
        ),
        case(
            OFFICE,
            "2026-03-06T09:00:00",
            "1 week",
            &["roll", "pause 2026-03-10T09:00:00/2026-03-11T09:00:00"],
            "2026-03-16T09:00:00",
        ),
    ]);
}

#[test]
fn pauses() {
    check(&[
        // A working day's pause moves the closing time by as much: 2 hours into the next day, or a whole day.
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "1 working day",
            &["pause 2026-03-04T10:00:00/2026-03-04T12:00:00"],
            "2026-03-05T10:00:00",
        ),
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "1 working day",
            &["pause 2026-03-04T00:00:00/2026-03-05T00:00:00"],
            "2026-03-05T17:00:00",
        ),
        case(
            OFFICE,
            "2026-12-24T09:00:00",
            "1 working day",
            &["pause 2026-12-28T10:00:00/2026-12-28T12:00:00"],
            "2026-12-29T10:00:00",
        ),
        // A weekend's pause covers no working time.
        case(
            OFFICE,
            "2026-03-06T09:00:00",
            "1 working day",
            &["pause 2026-03-07T00:00:00/2026-03-09T00:00:00"],
            "2026-03-09T17:00:00",
        ),
        // Overlapping, touching and repeated pauses count once.
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "2 days",
            &[
                "pause 2026-03-03T10:00:00/2026-03-03T12:00:00",
                "pause 2026-03-03T11:00:00/2026-03-03T13:00:00",
                "pause 2026-03-03T10:00:00/2026-03-03T12:00:00",
                "pause 2026-03-03T13:00:00/2026-03-03T14:00:00",
            ],
            "2026-03-05T13:00:00",
        ),
        // Before the start and after the end nothing is covered; of what began before the start, the rest is.
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "24 hours",
            &["pause 2026-03-03T07:00:00/2026-03-03T09:00:00"],
            "2026-03-04T09:00:00",
        ),
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "24 hours",
            &["pause 2026-03-03T07:00:00/2026-03-03T10:00:00"],
            "2026-03-04T10:00:00",
        ),
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "24 hours",
            &["pause 2026-03-04T09:00:00/2026-03-04T10:00:00"],
            "2026-03-04T09:00:00",
        ),
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "24 hours",
            &["pause 2026-03-04T08:00:00/2026-03-04T10:00:00"],
            "2026-03-04T11:00:00",
        ),
        // A second pause falls in the time that the first one added.
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "24 hours",
            &[
                "pause 2026-03-03T10:00:00/2026-03-03T12:00:00",
                "pause 2026-03-04T10:00:00/2026-03-04T11:00:00",
            ],
            "2026-03-04T12:00:00",
        ),
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "24 hours",
            &["pause 2026-03-03T10:00:00/2026-03-03T10:00:00"],
            "2026-03-04T09:00:00",
        ),
        case(
            LUNCH,
            "2026-03-02T11:00:00",
            "2 working hours",
            &["pause 2026-03-02T11:30:00/2026-03-02T13:00:00"],
            "2026-03-02T14:30:00",
        ),
    ]);
}

#[test]
fn what_is_refused() {
    let long = |term: &str| {
        format!("The term \"{term}\" is longer than 100 years. Choose a shorter term.")
    };
    for (term, expected) in [
        ("101 years", long("101 years")),
        ("1201 months", long("1201 months")),
        ("36600 days", long("36600 days")),
        ("4294967295 years", long("4294967295 years")),
        ("4294967295 weeks", long("4294967295 weeks")),
        ("4294967295 hours", long("4294967295 hours")),
        (
            "4294967295 working minutes",
            long("4294967295 working minutes"),
        ),
        ("30000 working days", long("30000 working days")),
    ] {
        let refused = case(OFFICE, "2026-03-03T09:00:00", "1 day", NONE, "");
        let term = String::from(term);
        let calendar = calendar(refused.calendar);
        let rule = Rule::new(term.parse().unwrap());
        let found = deadline(&calendar, local(&calendar, refused.from), &rule, &[]).unwrap_err();
        assert_eq!(found.message(Language::En), expected);
    }
    check(&[
        case(
            OFFICE,
            "2026-03-03T09:00:00",
            "1 day",
            &["pause 2026-03-03T12:00:00/2026-03-03T10:00:00"],
            "The pause ends (2026-03-03 10:00) before it starts (2026-03-03 12:00). Swap the two moments.",
        ),
        case(
            r#"{"closed":[{"from":"2000-01-01","until":"2999-12-31","name":"Opgeheven"}]}"#,
            "2026-03-03T09:00:00",
            "1 working day",
            NONE,
            "In this calendar no day is open after this moment. Change the opening hours or the closures.",
        ),
        case(
            OFFICE,
            "1500-03-03T09:00:00",
            "1 day",
            NONE,
            "1500-03-03 09:00 is outside the calendar. Choose a moment in the years 1583 to 9999.",
        ),
    ]);
}

#[test]
fn summer_time_is_known_for_later_years() {
    let office = Calendar::dutch_office();
    let noon = |date: &str| {
        office
            .at(date.parse().unwrap(), "12:00:00".parse().unwrap())
            .to_rfc3339()
    };
    assert_eq!(noon("2026-07-01"), "2026-07-01T10:00:00+00:00");
    assert_eq!(noon("2060-07-01"), "2060-07-01T10:00:00+00:00");
    assert_eq!(noon("2090-07-01"), "2090-07-01T10:00:00+00:00");
    assert_eq!(noon("2090-12-01"), "2090-12-01T11:00:00+00:00");
}

#[test]
fn holidays_as_they_were_and_as_an_organisation_keeps_them() {
    let yearly = calendar(r#"{"liberation_day":"yearly","good_friday":true}"#);
    let never = calendar(r#"{"liberation_day":"never"}"#);
    let office = Calendar::dutch_office();
    let on = |calendar: &Calendar, date: &str| {
        let date: NaiveDate = date.parse().unwrap();
        let name = calendar.day(date).name(date);
        format!("{} / {}", name.nl, name.en)
    };
    for (calendar, date, expected) in [
        // Queen's Day: 31 August, then 30 April; from a Sunday to Monday, since 1980 to Saturday.
        (&office, "1948-08-31", "Koninginnedag / Queen's Day"),
        (&office, "1949-04-30", "Koninginnedag / Queen's Day"),
        (&office, "1949-08-31", "woensdag / Wednesday"),
        (&office, "1978-05-01", "Koninginnedag / Queen's Day"),
        (&office, "1989-04-29", "Koninginnedag / Queen's Day"),
        (&office, "2013-04-30", "Koninginnedag / Queen's Day"),
        (&office, "2014-04-26", "Koningsdag / King's Day"),
        (&office, "2014-04-30", "woensdag / Wednesday"),
        (&office, "2031-04-26", "Koningsdag / King's Day"),
        // Liberation Day.
        (&office, "2025-05-05", "Bevrijdingsdag / Liberation Day"),
        (&office, "2026-05-05", "dinsdag / Tuesday"),
        (&yearly, "2026-05-05", "Bevrijdingsdag / Liberation Day"),
        (&never, "2025-05-05", "maandag / Monday"),
        (
            &office,
            "2005-05-05",
            "Bevrijdingsdag en Hemelvaartsdag / Liberation Day and Ascension Day",
        ),
        (&never, "2005-05-05", "Hemelvaartsdag / Ascension Day"),
        // Good Friday, and the feasts around Easter.
        (&office, "2026-04-03", "vrijdag / Friday"),
        (&yearly, "2026-04-03", "Goede Vrijdag / Good Friday"),
        (&office, "2026-04-06", "Tweede Paasdag / Easter Monday"),
        (&office, "2026-05-14", "Hemelvaartsdag / Ascension Day"),
        (&office, "2026-05-24", "Eerste Pinksterdag / Whit Sunday"),
        (&office, "2026-05-25", "Tweede Pinksterdag / Whit Monday"),
        (&office, "2027-01-01", "Nieuwjaarsdag / New Year's Day"),
        (&office, "2026-12-26", "Tweede Kerstdag / Boxing Day"),
    ] {
        assert_eq!(on(calendar, date), expected, "{date}");
    }
    let dates = |calendar: &Calendar, year| {
        calendar
            .holidays(year)
            .iter()
            .map(|day| day.date.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        dates(&calendar(r#"{"holidays":"none"}"#), 2026),
        Vec::<String>::new()
    );
    assert_eq!(
        dates(&office, 2026),
        [
            "2026-01-01",
            "2026-04-05",
            "2026-04-06",
            "2026-04-27",
            "2026-05-14",
            "2026-05-24",
            "2026-05-25",
            "2026-12-25",
            "2026-12-26"
        ]
    );
}
