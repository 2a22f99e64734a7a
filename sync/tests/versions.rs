//! A dossier goes by the version of the procedure that it keeps, also where only its summary is at hand: its promise bar
//! shows the closed days of that version.

#![allow(clippy::unwrap_used)]

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::Closure;
use domain::dossier::Dossier;
use domain::id::OrganisationId;
use domain::language::Language;
use domain::person::Role;
use domain::procedure::Procedure;
use domain::promise::{BarSize, PaneState, promise_bar};
use domain::rehearsal::Rehearsal;
use sync::message::Reference;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Glaspunt's procedure, and the same with a closure in the week in which everything happens here.
fn versions() -> (Procedure, Procedure) {
    let file = include_str!("../../procedures/glaspunt.toml");
    let old = Procedure::from_toml(file).unwrap();
    let closed = r#"closed = [{ on = "2026-03-04", name = "Verhuizing" }]"#;
    let new = Procedure::from_toml(&file.replace("closed = []", closed)).unwrap();
    let closures: Vec<Closure> = new.calendar.closures().to_vec();
    assert_eq!(closures[0].first, day("2026-03-04"));
    (old, new)
}

fn reference(today: &Procedure, earlier: &Procedure) -> Reference {
    Reference {
        hash: String::new(),
        organisation: OrganisationId(Uuid::nil()),
        organisation_name: "Glaspunt".into(),
        me: Rehearsal::actor(Role::Coordinator),
        my_name: String::new(),
        people: vec![],
        regions: vec![],
        procedure: today.clone(),
        absences: vec![],
        earlier: [(earlier.fingerprint(), earlier.clone())].into(),
        first: None,
    }
}

/// A complaint of Monday 2 March with its number, that goes by a version.
fn dossier(version: &Procedure) -> Dossier {
    let mut play = Rehearsal::new(version);
    let monday = version
        .calendar
        .at(day("2026-03-02"), "09:41:00".parse().unwrap());
    play.play(monday, "registered:complaint:telephone").unwrap();
    play.play(monday, "inspection_requested").unwrap();
    let mut dossier = play.dossier().unwrap().clone();
    dossier.number = Some("GP-2026-0001".into());
    dossier.procedure = Some(version.fingerprint());
    dossier
}

/// What is closed on the bar of its visit, by the version that the summary names.
fn closed_days(reference: &Reference, dossier: &Dossier, now: DateTime<Utc>) -> Vec<String> {
    let own = reference.procedure_of(dossier);
    let summary = dossier.summary(own, now);
    assert_eq!(reference.version_of(&summary), reference.version(dossier));
    let calendar = &reference
        .procedure_by(reference.version_of(&summary))
        .calendar;
    let visit = summary.open.iter().find(|owed| owed.id == "visit").unwrap();
    let bar = promise_bar(calendar, &visit.deadline, &visit.pauses, now);
    assert!(bar.svg("x", BarSize::Large).starts_with("<svg"));
    let slivers = bar
        .panes
        .iter()
        .filter(|pane| pane.state == PaneState::Sliver);
    slivers
        .map(|pane| pane.name.get(Language::Nl).to_owned())
        .collect()
}

#[test]
fn the_bar_of_a_dossier_shows_the_closed_days_of_its_own_version() {
    let (plain, closing) = versions();
    let now = plain
        .calendar
        .at(day("2026-03-02"), "12:00:00".parse().unwrap());
    let (before, after) = (dossier(&plain), dossier(&closing));
    // Whichever of the two is today's: each dossier keeps its own.
    for reference in [reference(&closing, &plain), reference(&plain, &closing)] {
        assert_eq!(closed_days(&reference, &before, now), Vec::<String>::new());
        assert_eq!(closed_days(&reference, &after, now), ["Verhuizing"]);
    }
}

#[test]
fn what_has_no_number_yet_goes_by_todays_and_what_names_none_by_the_first() {
    let (plain, closing) = versions();
    let mut reference = reference(&closing, &plain);
    reference.first = Some(plain.fingerprint());
    let mut unnamed = dossier(&plain);
    unnamed.procedure = None;
    let now = plain
        .calendar
        .at(day("2026-03-02"), "12:00:00".parse().unwrap());
    let summary = |dossier: &Dossier| dossier.summary(&plain, now);
    assert_eq!(
        reference.version_of(&summary(&unnamed)),
        Some(&plain.fingerprint())
    );
    unnamed.number = None;
    assert_eq!(reference.version_of(&summary(&unnamed)), None);
    assert_eq!(reference.procedure_by(None), &closing);
}
