//! Figures over many dossiers.

use super::play::{Play, play};
use super::read;
use chrono::{DateTime, NaiveDate, Utc};
use domain::figures::{Tally, may_see_figures};
use domain::language::Language;
use domain::person::Role;
use domain::rehearsal::Rehearsal;
use domain::report::betrayed;

fn tally(id: &str, plays: &[Play], now: &str) -> domain::figures::Figures {
    let now: DateTime<Utc> = now.parse().unwrap();
    let (from, until) = ("2026-03-01".parse().unwrap(), "2026-04-30".parse().unwrap());
    let mut tally = Tally::new(read(id), from, until);
    for play in plays {
        tally.add(play.dossier(), play.procedure, now);
    }
    tally.figures()
}

#[test]
fn lu_11_the_share_that_was_handled_in_time_is_held_against_the_goal() {
    let begun = |day: &str| {
        play(
            "lucide",
            &[&format!("2026-03-{day} 09:00 registered:complaint:email")],
        )
    };
    let (mut in_time, mut late, running) = (begun("02"), begun("03"), begun("30"));
    in_time.goes("2026-03-10 09:00 outcome_recorded");
    late.goes("2026-03-25 09:00 outcome_recorded");
    let other = play("lucide", &["2026-02-02 09:00 registered:complaint:email"]);
    let figures = tally(
        "lucide",
        &[in_time, late, running, other],
        "2026-04-01T09:00:00Z",
    );
    assert_eq!(
        (figures.received, figures.open),
        (3, 3),
        "February is not counted"
    );
    let handling = figures
        .kept
        .iter()
        .find(|kept| kept.goal.is_some())
        .unwrap();
    assert_eq!(
        (handling.kept, handling.of),
        (1, 2),
        "what still runs says nothing yet"
    );
    assert_eq!(
        (handling.percent(), handling.reached()),
        (Some(50), Some(false))
    );
    assert_eq!(figures.months.len(), 2);
    assert_eq!(figures.months[0].received, 3);
    let csv = figures.csv(Language::Nl);
    assert!(csv.contains("LU-11") && !csv.contains("J. Proef"), "{csv}");
}

#[test]
fn fc_10_satisfaction_and_measures_are_counted() {
    let closed = |score: u8| {
        let mut play = play(
            "flow-concepts",
            &["2026-03-02 09:00 registered:complaint:telephone"],
        );
        play.goes("2026-03-02 10:00 receipt_confirmed");
        play.goes("2026-03-06 10:00 outcome_recorded");
        play.goes("2026-03-06 11:00 closed");
        play.goes(&format!(
            "2026-03-09 10:00 satisfaction_measured score={score}"
        ));
        play
    };
    let (first, mut second) = (closed(8), closed(5));
    second.goes("2026-03-10 10:00 measure_planned due=2026-04-01 by=management");
    second.goes("2026-04-01 10:00 measure_checked:effective by=management");
    let figures = tally("flow-concepts", &[first, second], "2026-04-01T12:00:00Z");
    let satisfied = figures.satisfaction.unwrap();
    assert_eq!(
        (satisfied.tenths, satisfied.answers, satisfied.highest),
        (65, 2, 10)
    );
    let measures = figures.measures;
    assert_eq!(
        (measures.planned, measures.checked, measures.effective),
        (1, 1, 1)
    );
    assert_eq!((figures.received, figures.open), (2, 0));
}

#[test]
fn figures_are_for_whom_the_reports_are() {
    let sees = |id: &str, role| may_see_figures(&Rehearsal::actor(role), read(id));
    assert!(sees("glaspunt", Role::Management) && sees("glaspunt", Role::RegionalManager));
    assert!(sees("lucide", Role::QualityManager));
    assert!(!sees("glaspunt", Role::Technician) && !sees("flow-concepts", Role::Arbiter));
    assert!(!sees("lucide", Role::Employee));
}

#[test]
fn periods_of_reports_are_those_of_the_calendar() {
    let mut report = read("glaspunt").reports[0].clone();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    for (every, today, from, until, name) in [
        (
            "3 months",
            "2026-11-21",
            "2026-07-01",
            "2026-09-30",
            "3e kwartaal 2026",
        ),
        (
            "3 months",
            "2026-01-01",
            "2025-10-01",
            "2025-12-31",
            "4e kwartaal 2025",
        ),
        ("1 year", "2026-11-21", "2025-01-01", "2025-12-31", "2025"),
        (
            "1 month",
            "2026-03-31",
            "2026-02-01",
            "2026-02-28",
            "februari 2026",
        ),
        (
            "1 week",
            "2026-11-21",
            "2026-11-09",
            "2026-11-15",
            "week 46 van 2026",
        ),
        (
            "1 week",
            "2026-11-23",
            "2026-11-16",
            "2026-11-22",
            "week 47 van 2026",
        ),
        (
            "6 months",
            "2026-11-21",
            "2026-01-01",
            "2026-06-30",
            "do 1 januari 2026 – di 30 juni 2026",
        ),
    ] {
        report.every = every.parse().unwrap();
        let period = report.ended(day(today)).next().unwrap();
        assert_eq!(
            (period.from, period.until),
            (day(from), day(until)),
            "{every}"
        );
        assert_eq!(period.name(Language::Nl), name);
        assert!(report.is_over(period, day(today)));
        let running = report.period_of(day(today)).unwrap();
        assert!(!report.is_over(running, day(today)), "{every}");
        assert_eq!(period.until.succ_opt(), Some(running.from));
    }
    report.every = "2 working days".parse().unwrap();
    assert_eq!(report.ended(day("2026-11-21")).count(), 0);
}

#[test]
fn whole_names_and_numbers_betray_and_common_words_do_not() {
    let names = ["Klaas de Boer", "Visser", "GP-2026-0042"];
    let found = |text| betrayed(text, names);
    assert_eq!(
        found("De heer klaas  DE boer belde."),
        Some("Klaas de Boer")
    );
    assert_eq!(found("Zie GP-2026-0042."), Some("GP-2026-0042"));
    assert_eq!(found("De boer en de visser klaagden niet."), None);
    assert_eq!(found("GP-2026-00421"), None);
}
