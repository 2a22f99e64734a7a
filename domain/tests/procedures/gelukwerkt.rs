//! Gelukwerkt, rule by rule.

use super::play::{play, recorders};
use super::read;
use domain::action::{Action, next, possible};
use domain::event::EventKind;
use domain::permission::may_see;
use domain::person::Role;
use domain::refusal::Refusal;
use domain::rehearsal::Rehearsal;
use domain::stage::Stage;

const ID: &str = "gelukwerkt";
const MAILED: &str = "2026-03-02 09:00 registered:complaint:email by=employee";
const FORMAL: &str = "2026-03-02 09:00 registered:complaint:website";

#[test]
fn gw_01_a_quickly_mended_misunderstanding_is_no_complaint() {
    let mut play = play(ID, &[FORMAL]);
    let rule = &play.procedure.admissibility[0];
    assert!(rule.asks.is_some());
    play.goes("2026-03-02 10:00 admissibility_decided:refused rule=definition");
    assert_eq!(play.dossier().stage(play.procedure), Stage::NotAdmitted);
}

#[test]
fn gw_02_registered_centrally_and_formal_reports_by_the_officer() {
    assert_eq!(
        recorders(read(ID), "registered"),
        [Role::Employee, Role::Coordinator]
    );
    let mut play = play(ID, &[]);
    let by_employee = "2026-03-02 09:00 registered:complaint:website by=employee";
    assert_eq!(play.refuses(by_employee), Refusal::NotEntitled);
    play.goes(FORMAL);
}

#[test]
fn gw_03_talked_over_first_and_what_is_solved_ends_there() {
    let mut play = play(ID, &[MAILED]);
    assert_eq!(play.dossier().stage(play.procedure), Stage::Informal);
    let employee = Rehearsal::actor(Role::Employee);
    let first = next(play.dossier(), play.procedure, &employee, play.now).unwrap();
    assert_eq!(first.action, Action::Record(EventKind::SolvedInformally));
    assert_eq!(first.instead, Some(Action::Record(EventKind::MadeFormal)));
    assert!(
        !possible(
            play.dossier(),
            play.procedure,
            &Rehearsal::actor(Role::Coordinator)
        )
        .contains(&Action::ConfirmReceipt)
    );
    play.goes("2026-03-02 15:00 solved_informally by=employee");
    assert_eq!(
        (play.dossier().stage(play.procedure), play.open()),
        (Stage::Closed, vec![])
    );
}

#[test]
fn gw_04_not_solved_it_becomes_formal_through_the_website() {
    let mut play = play(ID, &[MAILED]);
    assert_eq!(
        play.refuses("2026-03-03 09:00 proposal_made"),
        Refusal::Missing {
            triggers: vec!["made_formal".into()]
        }
    );
    play.goes("2026-03-03 10:00 made_formal channel=website");
    assert_eq!(play.due("confirmation"), "2026-03-10 10:00");
    let stage = play.procedure.stage(play.dossier()).unwrap();
    assert_eq!(stage.id, "formal");
}

#[test]
fn gw_05_incident_or_structural_and_then_the_officer_hears_of_it() {
    let mut play = play(ID, &[MAILED]);
    assert!(matches!(
        play.refuses("2026-03-02 10:00 nature_judged:structural"),
        Refusal::Missing { .. }
    ));
    play.goes("2026-03-03 10:00 made_formal");
    play.goes("2026-03-04 10:00 nature_judged:structural by=employee");
    let officer = Rehearsal::actor(Role::Coordinator);
    let first = next(play.dossier(), play.procedure, &officer, play.now).unwrap();
    assert_eq!(first.action, Action::SeeNotice);
    let mut incident = super::play::play(ID, &[FORMAL]);
    incident.goes("2026-03-04 10:00 nature_judged:incident");
    let first = next(
        incident.dossier(),
        incident.procedure,
        &officer,
        incident.now,
    )
    .unwrap();
    assert_eq!(first.action, Action::ConfirmReceipt);
}

#[test]
fn gw_06_confirmed_in_a_week_and_explained_in_two() {
    let mut play = play(ID, &[FORMAL]);
    assert_eq!(play.due("confirmation"), "2026-03-09 09:00");
    assert_eq!(play.due("explanation"), "2026-03-16 09:00");
    play.goes("2026-03-05 09:00 receipt_confirmed");
    play.goes("2026-03-16 09:00 informed:procedure");
    assert_eq!(
        (play.state("confirmation"), play.state("explanation")),
        ("met", "met")
    );
}

#[test]
fn gw_07_who_is_addressed_is_agreed_and_the_person_concerned_told_as_agreed() {
    let about = "2026-03-02 09:00 registered:complaint:website about=employee";
    let mut play = play(ID, &[about]);
    play.goes("2026-03-03 09:00 approach_agreed");
    assert_eq!(play.state("person_told"), "open");
    play.goes("2026-03-04 09:00 informed:person");
    play.goes("2026-03-05 09:00 person_responded");
    assert_eq!(play.state("person_told"), "met");
    assert!(!may_see(
        &Rehearsal::actor(Role::Employee),
        play.dossier(),
        play.procedure
    ));
    // Where it is about nobody, nobody need be told.
    assert_eq!(
        super::play::play(ID, &[FORMAL]).state("person_told"),
        "none"
    );
}

#[test]
fn gw_08_settled_to_satisfaction_or_another_proposal() {
    let mut play = play(
        ID,
        &[
            FORMAL,
            "2026-03-05 09:00 receipt_confirmed",
            "2026-03-06 09:00 proposal_made",
        ],
    );
    assert_eq!(play.dossier().stage(play.procedure), Stage::AwaitingAnswer);
    play.goes("2026-03-09 09:00 proposal_answered:refused");
    assert_eq!(play.state("proposal"), "open");
    play.goes("2026-03-10 09:00 proposal_made");
    play.goes("2026-03-11 09:00 proposal_answered:accepted");
    assert_eq!(
        (play.state("proposal"), play.dossier().stage(play.procedure)),
        ("met", Stage::AwaitingOutcome)
    );
    assert!(matches!(
        play.refuses("2026-03-11 10:00 proposal_answered:accepted"),
        Refusal::Missing { .. }
    ));
}

#[test]
fn gw_09_the_solution_is_registered_and_all_involved_get_a_copy() {
    let mut play = play(
        ID,
        &[
            FORMAL,
            "2026-03-03 09:00 colleague_involved person=employee",
        ],
    );
    play.goes("2026-03-06 09:00 outcome_recorded");
    let employee = Rehearsal::actor(Role::Employee);
    let first = next(play.dossier(), play.procedure, &employee, play.now).unwrap();
    assert_eq!(first.action, Action::SeeNotice);
    // Who was not involved hears nothing.
    let apart = super::play::play(ID, &[FORMAL, "2026-03-06 09:00 outcome_recorded"]);
    assert!(!may_see(&employee, apart.dossier(), apart.procedure));
}

#[test]
fn gw_10_the_real_cause_is_formulated_before_it_is_closed() {
    let mut play = play(
        ID,
        &[
            FORMAL,
            "2026-03-06 09:00 proposal_made",
            "2026-03-09 09:00 proposal_answered:accepted",
        ],
    );
    play.goes("2026-03-10 09:00 outcome_recorded");
    assert_eq!(
        play.refuses("2026-03-10 10:00 closed"),
        Refusal::Missing {
            triggers: vec!["cause_established".into()]
        }
    );
    let officer = Rehearsal::actor(Role::Coordinator);
    play.goes("2026-03-10 10:00 receipt_confirmed");
    let first = next(play.dossier(), play.procedure, &officer, play.now).unwrap();
    assert_eq!(first.action, Action::Record(EventKind::CauseEstablished));
    play.goes("2026-03-10 11:00 cause_established:incident");
    play.goes("2026-03-10 12:00 closed");
    let yearly = &play.procedure.reports[0];
    assert_eq!((yearly.by, yearly.advice), (Role::Coordinator, true));
}

#[test]
fn gw_11_the_owners_decide_on_preventive_measures() {
    assert!(recorders(read(ID), "measure_planned").contains(&Role::Management));
    let presented = read(ID)
        .reports
        .iter()
        .find(|report| report.id == "measures")
        .unwrap();
    assert!(presented.to.contains(&Role::Employee));
}
