//! What holds for every term, start, calendar and pause, whatever they are.

#![allow(clippy::unwrap_used)]

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::calendar::{Calendar, DayKind};
use domain::deadline::{Deadline, DueMoment, Pause, Roll, Rule, StepKind, deadline};
use domain::language::{Language, Text};
use domain::term::{Term, Unit};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

/// Found failures are added as cases by hand, so no files are kept.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn unit() -> impl Strategy<Value = Unit> {
    select(Unit::ALL.to_vec())
}

/// Calendars that differ in zone, week, holidays and closures.
fn calendar() -> impl Strategy<Value = Calendar> {
    let zones = vec![
        "Europe/Amsterdam",
        "UTC",
        "America/New_York",
        "Atlantic/Azores",
        "Europe/London",
    ];
    let hours = vec![
        json!([]),
        json!(["08:00-17:00"]),
        json!(["08:00-12:00", "12:30-17:00"]),
        json!(["00:00-24:00"]),
        json!(["23:00-24:00", "00:00-00:30"]),
        json!(["01:30-03:15"]),
    ];
    let week = (vec(select(hours), 7), 0..7_usize).prop_map(|(mut days, open)| {
        if days.iter().all(|day| day == &json!([])) {
            days[open] = json!(["09:00-17:00"]);
        }
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        names
            .into_iter()
            .map(str::to_string)
            .zip(days)
            .collect::<serde_json::Map<_, _>>()
    });
    let closed = vec((0..20_000_i64, 0..40_i64), 0..4).prop_map(|spans| {
        let day = |days: i64| (NaiveDate::default() + TimeDelta::days(days)).to_string();
        let closed = spans.into_iter();
        closed
            .map(|(first, length)| json!({"from": day(first), "until": day(first + length), "name": "dicht"}))
            .collect::<Vec<_>>()
    });
    let policy = (
        select(vec!["nl", "none"]),
        select(vec!["never", "lustrum", "yearly"]),
        any::<bool>(),
    );
    (select(zones), week, closed, policy).prop_map(
        |(zone, hours, closed, (holidays, liberation, friday))| {
            serde_json::from_value(json!({
                "time_zone": zone, "hours": hours, "closed": closed,
                "holidays": holidays, "liberation_day": liberation, "good_friday": friday,
            }))
            .unwrap()
        },
    )
}

/// Between 1970 and about 2070.
fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    (0..3_155_760_000_i64).prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap())
}

fn rule() -> impl Strategy<Value = Rule> {
    let due = select(vec![DueMoment::EndOfDay, DueMoment::Instant]);
    (
        unit(),
        0..60_u32,
        due,
        select(vec![Roll::Off, Roll::Forward]),
    )
        .prop_map(|(unit, count, due, roll)| Rule {
            term: Term { count, unit },
            due,
            roll,
        })
}

/// Pauses around a start, in seconds after it.
fn spans() -> impl Strategy<Value = Vec<(i64, i64)>> {
    vec((-200_000..900_000_i64, 0..400_000_i64), 0..5)
}

fn pauses(from: DateTime<Utc>, spans: &[(i64, i64)]) -> Vec<Pause> {
    let pause = |&(start, length): &(i64, i64)| {
        let from = from + TimeDelta::seconds(start);
        Pause {
            from,
            until: from + TimeDelta::seconds(length),
            reason: Text::default(),
        }
    };
    spans.iter().map(pause).collect()
}

fn due_date(calendar: &Calendar, found: &Deadline) -> NaiveDate {
    calendar.wall(found.due).date()
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_term_never_ends_before_it_starts(calendar in calendar(), from in moment(), rule in rule(), spans in spans()) {
        if let Ok(found) = deadline(&calendar, from, &rule, &pauses(from, &spans)) {
            prop_assert!(found.due >= from);
        }
    }

    #[test]
    fn one_more_pause_never_makes_it_earlier(
        calendar in calendar(), from in moment(), rule in rule(), spans in spans(), more in (-200_000..900_000_i64, 0..400_000_i64),
    ) {
        let mut all = spans.clone();
        all.push(more);
        let less = deadline(&calendar, from, &rule, &pauses(from, &spans));
        let more = deadline(&calendar, from, &rule, &pauses(from, &all));
        if let (Ok(less), Ok(more)) = (less, more) {
            // A rolled end keeps its wall-clock time, so there the day is what cannot become earlier.
            if rule.roll == Roll::Off {
                prop_assert!(more.due >= less.due);
            } else {
                // An end on a closure is not moved, one on a weekend before it is moved past it.
                let last = due_date(&calendar, &more);
                let on_closure = matches!(calendar.day(last), DayKind::Closure(_));
                prop_assert!(on_closure || last >= due_date(&calendar, &less));
            }
        }
    }

    #[test]
    fn one_more_unit_never_makes_it_earlier(calendar in calendar(), from in moment(), rule in rule()) {
        let rule = Rule { roll: Roll::Off, ..rule };
        let longer = Rule { term: Term { count: rule.term.count + 1, ..rule.term }, ..rule };
        if let (Ok(short), Ok(long)) = (deadline(&calendar, from, &rule, &[]), deadline(&calendar, from, &longer, &[])) {
            prop_assert!(due_date(&calendar, &long) >= due_date(&calendar, &short));
        }
    }

    #[test]
    fn terms_in_working_days_end_on_a_working_day(calendar in calendar(), from in moment(), rule in rule(), spans in spans()) {
        let rule = Rule { term: Term { unit: Unit::WorkingDays, ..rule.term }, ..rule };
        if let Ok(found) = deadline(&calendar, from, &rule, &pauses(from, &spans)) {
            let last = due_date(&calendar, &found);
            // Closing time at midnight is 00:00 of the next date.
            let at_midnight = calendar.closing(last - TimeDelta::days(1)) == Some(found.due);
            prop_assert!(calendar.is_working_day(last) || at_midnight, "{last}");
        }
    }

    #[test]
    fn rolled_terms_end_on_no_weekend_or_holiday(calendar in calendar(), from in moment(), rule in rule(), spans in spans()) {
        let rule = Rule { roll: Roll::Forward, ..rule };
        if let Ok(found) = deadline(&calendar, from, &rule, &pauses(from, &spans)) {
            let last = due_date(&calendar, &found);
            prop_assert!(!rule.term.unit.is_calendar() || !(calendar.is_weekend(last) || calendar.is_holiday(last)));
        }
    }

    #[test]
    fn the_steps_tell_every_day_once(calendar in calendar(), from in moment(), rule in rule(), spans in spans()) {
        let unit = [Unit::WorkingMinutes, Unit::WorkingHours, Unit::WorkingDays][rule.term.count as usize % 3];
        let rule = Rule { term: Term { unit, ..rule.term }, ..rule };
        if let Ok(found) = deadline(&calendar, from, &rule, &pauses(from, &spans)) {
            let days = found.steps.iter().filter(|step| step.kind != StepKind::Pause);
            let told: Vec<NaiveDate> = days.clone().map(|step| step.date).collect();
            let last = due_date(&calendar, &found);
            let every: Vec<NaiveDate> =
                calendar.wall(from).date().iter_days().take_while(|date| *date <= last).collect();
            prop_assert_eq!(told, every);
            for step in days.filter(|step| step.kind != StepKind::Start) {
                prop_assert_eq!(step.kind.is_skipped(), calendar.day(step.date) != DayKind::Working);
            }
        }
    }

    #[test]
    fn as_many_working_days_are_told_as_the_term_has(calendar in calendar(), from in moment(), rule in rule()) {
        let rule = Rule { term: Term { unit: Unit::WorkingDays, count: rule.term.count + 1 }, ..rule };
        if let Ok(found) = deadline(&calendar, from, &rule, &[]) {
            let counted = found.steps.iter().filter(|step| step.kind == StepKind::WorkingDay).count();
            let at_midnight = !calendar.is_working_day(due_date(&calendar, &found)) || found.due == calendar.at(due_date(&calendar, &found), Default::default());
            // A day that closes at midnight ends on the next date, which may be open too.
            let most = if rule.due == DueMoment::EndOfDay && at_midnight { 1 } else { 0 };
            prop_assert!((rule.term.count as usize..=rule.term.count as usize + most).contains(&counted), "{counted}");
        }
    }

    #[test]
    fn overlapping_pauses_count_once(calendar in calendar(), from in moment(), rule in rule(), spans in spans()) {
        let mut doubled = spans.clone();
        // The same again, and each cut in two that overlap.
        for (start, length) in &spans {
            doubled.push((*start, *length));
            doubled.push((*start, length / 2));
            doubled.push((start + length / 3, length - length / 3));
        }
        let once = deadline(&calendar, from, &rule, &pauses(from, &spans)).map(|found| found.due);
        let twice = deadline(&calendar, from, &rule, &pauses(from, &doubled)).map(|found| found.due);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn a_pause_adds_what_it_covers(calendar in calendar(), from in moment(), count in 1..60_u32, start in 0..3600_i64, length in 0..400_000_i64) {
        let rule = Rule::new(Term { count, unit: Unit::Hours });
        let free = deadline(&calendar, from, &rule, &[]).unwrap();
        let paused = deadline(&calendar, from, &rule, &pauses(from, &[(start, length)])).unwrap();
        prop_assert_eq!(paused.due - free.due, TimeDelta::seconds(length));
    }

    #[test]
    fn a_term_is_read_as_it_is_written(count in any::<u32>(), unit in unit()) {
        let term = Term { count, unit };
        prop_assert_eq!(term.to_string().parse::<Term>(), Ok(term));
        let json = serde_json::to_string(&term).unwrap();
        prop_assert_eq!(serde_json::from_str::<Term>(&json).unwrap(), term);
    }

    #[test]
    fn a_calendar_is_read_as_it_is_written(calendar in calendar()) {
        let json = serde_json::to_value(&calendar).unwrap();
        prop_assert_eq!(&serde_json::from_value::<Calendar>(json).unwrap(), &calendar);
        let file = toml::to_string(&calendar).unwrap();
        prop_assert_eq!(&Calendar::from_toml(&file).unwrap(), &calendar);
    }

    #[test]
    fn any_text_is_a_term_or_refused(text in any::<String>()) {
        if let Err(error) = text.parse::<Term>() {
            prop_assert!(!error.message(Language::Nl).is_empty());
        }
    }

    #[test]
    fn any_text_is_a_calendar_or_refused(text in "[a-z_={}\\[\\]\",:0-9 \n-]{0,60}") {
        if let Err(error) = Calendar::from_toml(&text) {
            prop_assert!(error.line.is_some() || error.place.is_empty());
        }
    }
}

proptest! {
    // Long terms walk through a century of days.
    #![proptest_config(cases(48))]

    #[test]
    fn nothing_makes_it_panic(
        calendar in calendar(),
        seconds in prop_oneof![any::<i64>(), -8_334_601_228_800..=8_210_266_876_799_i64, 253_300_000_000..253_402_300_799_i64, -12_300_000_000..-12_200_000_000_i64],
        count in prop_oneof![any::<u32>(), 0..40_000_u32],
        rule in rule(),
        now in -8_334_601_228_800..=8_210_266_876_799_i64,
        spans in vec((any::<i32>(), any::<i32>()), 0..3),
    ) {
        let from = DateTime::from_timestamp(seconds, 999_999_999).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let now = DateTime::from_timestamp(now, 0).unwrap();
        let rule = Rule { term: Term { count, ..rule.term }, ..rule };
        let shifted = |base: DateTime<Utc>, by: i32| base.checked_add_signed(TimeDelta::seconds(by.into())).unwrap_or(base);
        let pauses: Vec<Pause> = spans
            .iter()
            .map(|(start, length)| Pause { from: shifted(from, *start), until: shifted(shifted(from, *start), *length), reason: Text::default() })
            .collect();
        for language in [Language::Nl, Language::En] {
            match deadline(&calendar, from, &rule, &pauses) {
                Ok(found) => {
                    prop_assert!(found.explain(&calendar, language).len() >= 2);
                    prop_assert!(!found.summary(&calendar, now, language).is_empty());
                }
                Err(error) => prop_assert!(!error.message(language).is_empty()),
            }
        }
    }
}
