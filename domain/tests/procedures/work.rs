//! The work that is due: whose it is, why, and when clocks stand still because somebody decided so.

use super::play::{Play, play};
use super::read;
use chrono::NaiveDate;
use domain::absence::Absence;
use domain::due::{Onlooker, Why, due, fortnight};
use domain::event::{ClockResumed, ClockStopped, Event};
use domain::language::Language;
use domain::person::{Person, Role};
use domain::refusal::Refusal;
use domain::rehearsal::Rehearsal;

const REPORTED: &str = "2026-03-02 09:00 registered:complaint:telephone";

#[test]
fn somebody_stops_a_clock_with_a_reason_that_the_deadline_tells() {
    let mut play = play(
        "glaspunt",
        &[REPORTED, "2026-03-02 10:00 inspection_requested"],
    );
    let due_before = play.due("visit");
    play.goes("2026-03-03 09:00 clock_stopped:complainant_away reason=met_vakantie");
    assert!(play.owed("visit").paused);
    let twice = play
        .rehearsal
        .record(Role::Coordinator, play.now, &stopped());
    assert!(matches!(twice, Err(Refusal::Overtaken { .. })), "{twice:?}");
    play.goes("2026-03-10 09:00 clock_resumed:complainant_away");
    let visit = play.owed("visit");
    assert!(!visit.paused);
    assert_eq!(visit.pauses.len(), 1);
    assert_eq!(
        visit.pauses[0].reason.nl,
        "Op verzoek van de klager later: met vakantie"
    );
    assert!(play.due("visit") > due_before);
    let told = visit
        .deadline
        .explain(&play.procedure.calendar, Language::Nl);
    assert!(told.join(" ").contains("met vakantie"), "{told:?}");
    let resumed = ClockResumed {
        pause: "complainant_away".into(),
        text: String::new(),
    };
    let twice = play
        .rehearsal
        .record(Role::Coordinator, play.now, &resumed.into());
    assert!(matches!(twice, Err(Refusal::Missing { .. })), "{twice:?}");
}

#[test]
fn only_reasons_of_the_procedure_stop_a_clock_and_only_one_that_runs() {
    let mut none = play("lucide", &["2026-03-02 09:00 registered:complaint:email"]);
    let refused = none
        .rehearsal
        .record(Role::QualityManager, none.now, &stopped());
    assert!(refused.is_err(), "{refused:?}");
    let mut idle = play("glaspunt", &[REPORTED]);
    let refused = idle
        .rehearsal
        .record(Role::Coordinator, idle.now, &stopped());
    assert!(
        matches!(refused, Err(Refusal::Invalid { .. })),
        "{refused:?}"
    );
}

fn stopped() -> Event {
    ClockStopped {
        pause: "complainant_away".into(),
        reason: "met vakantie".into(),
    }
    .into()
}

#[test]
fn a_measure_is_its_owners_until_it_is_checked_also_when_the_complaint_is_closed() {
    let mut play = play(
        "flow-concepts",
        &["2026-03-02 09:00 registered:complaint:telephone"],
    );
    play.goes("2026-03-02 10:00 receipt_confirmed");
    play.goes("2026-03-06 10:00 outcome_recorded");
    play.goes("2026-03-06 11:00 closed");
    play.goes("2026-03-09 10:00 measure_planned owner=employee due=2026-04-01 by=management");
    let measure = measure(&play);
    assert_eq!(play.due(&measure), "2026-04-01 23:59");
    let owner = Rehearsal::person(Role::Employee);
    assert_eq!(play.owed(&measure).person, Some(owner));
    assert!(
        play.dossier().works_here(owner),
        "the owner sees the dossier"
    );
    assert!(list(&play, Role::Employee, &[]).contains(&(measure.clone(), Why::Own)));
    assert!(
        list(&play, Role::Coordinator, &[])
            .iter()
            .all(|(id, _)| *id != measure)
    );
    play.goes("2026-04-02 10:00 measure_checked:effective by=employee");
    assert_eq!(play.state(&measure), "late");
    assert!(!play.dossier().works_here(owner));
}

#[test]
fn nobody_sees_to_the_measure_that_follows_from_their_own_conduct() {
    let mut play = play(
        "flow-concepts",
        &["2026-03-02 09:00 registered:complaint:telephone about=employee"],
    );
    let refused = play.refuses("2026-03-09 10:00 measure_planned owner=employee by=management");
    assert_eq!(refused, Refusal::Concerned);
}

#[test]
fn who_stands_in_gets_the_work_of_who_is_away() {
    let mut play = play(
        "flow-concepts",
        &["2026-03-02 09:00 registered:complaint:telephone"],
    );
    play.goes("2026-03-02 10:00 handler_changed:central to=project_leader");
    let (leader, director) = (
        Rehearsal::person(Role::ProjectLeader),
        Rehearsal::person(Role::Management),
    );
    let day = |day: &str| day.parse::<NaiveDate>().unwrap();
    let away = |from, until| Absence {
        person: leader,
        from: day(from),
        until: day(until),
        deputy: Some(director),
    };
    let solution = |list: Vec<(String, Why)>| {
        let mut list = list.into_iter();
        list.find(|(id, _)| id == "solution").map(|(_, why)| why)
    };
    let seen_by = |role, absences: &[Absence]| solution(list(&play, role, absences));
    assert_eq!(seen_by(Role::ProjectLeader, &[]), Some(Why::Own));
    assert_eq!(seen_by(Role::Management, &[]), None);
    let now = [away("2026-03-02", "2026-03-06")];
    assert_eq!(seen_by(Role::Management, &now), Some(Why::For(leader)));
    let later = [away("2026-03-09", "2026-03-13")];
    assert_eq!(seen_by(Role::Management, &later), None);
}

#[test]
fn a_breach_goes_where_the_procedure_says() {
    let mut play = play(
        "flow-concepts",
        &["2026-03-02 09:00 registered:complaint:telephone"],
    );
    let heard = |play: &Play, role| {
        let list = list(play, role, &[]);
        list.contains(&("solution".to_owned(), Why::Breach))
    };
    assert!(!heard(&play, Role::Management));
    play.goes("2026-04-03 09:00 note_added");
    assert!(
        heard(&play, Role::Management),
        "FC-06: the director hears of it"
    );
    assert!(!heard(&play, Role::Employee));
}

#[test]
fn the_picture_counts_what_ends_on_each_day_and_knows_closed_ones() {
    let play = play(
        "flow-concepts",
        &["2026-03-06 15:00 registered:complaint:telephone"],
    );
    let summary = play.dossier().summary(play.procedure, play.now);
    let actor = Rehearsal::actor(Role::Coordinator);
    let all = due(std::iter::once(&summary), onlooker(&play, &actor, &[]));
    let days = fortnight(&all, &play.procedure.calendar, play.now);
    assert_eq!(days.len(), 14);
    let on = |date: &str| {
        days.iter()
            .find(|day| day.date.to_string() == date)
            .unwrap()
    };
    // FC-03 counts clock hours: 24 hours after Friday is Saturday.
    assert_eq!(on("2026-03-07").count, 1);
    assert!(on("2026-03-07").closed.is_some());
    assert!(on("2026-03-09").closed.is_none());
    let total: usize = days.iter().map(|day| day.count).sum();
    let mine = |id: &str| read("flow-concepts").obligation(id).unwrap().owner == Role::Coordinator;
    let expected = summary.open.iter().filter(|open| mine(&open.id));
    assert_eq!(total, expected.count());
}

fn measure(play: &Play) -> String {
    let open = play.open().into_iter();
    let mut measures = open.filter(|id| id.starts_with("measure."));
    measures.next().unwrap()
}

/// What stands on the list of a role.
fn list(play: &Play, role: Role, absences: &[Absence]) -> Vec<(String, Why)> {
    let summary = play.dossier().summary(play.procedure, play.now);
    let actor = Rehearsal::actor(role);
    due(std::iter::once(&summary), onlooker(play, &actor, absences))
        .into_iter()
        .map(|due| (due.obligation.id.clone(), due.why))
        .collect()
}

fn onlooker<'a>(
    play: &'a Play,
    actor: &'a domain::person::Actor,
    absences: &'a [Absence],
) -> Onlooker<'a> {
    let people: &[Person] = play.rehearsal.people();
    Onlooker {
        actor,
        people,
        absences,
        procedure: play.procedure,
        now: play.now,
    }
}
