//! Figures over many dossiers.

use super::play::{Play, play};
use super::read;
use chrono::{DateTime, Utc};
use domain::figures::{Tally, may_see_figures};
use domain::language::Language;
use domain::person::Role;
use domain::rehearsal::Rehearsal;

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
