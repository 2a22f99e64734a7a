//! Glaspunt, rule by rule.

use super::play::{play, recorders};
use super::read;
use domain::action::{Action, next};
use domain::event::EventKind;
use domain::event::Handling;
use domain::obligation::obligations;
use domain::permission::may_see;
use domain::person::Role;
use domain::refusal::Refusal;
use domain::rehearsal::Rehearsal;
use domain::stage::Stage;

const MONDAY: &str = "2026-03-02 09:41 registered:complaint:telephone";
const ID: &str = "glaspunt";

#[test]
fn gp_01_ideas_and_compliments_are_registered_and_only_complaints_run_the_procedure() {
    for (kind, stage, owed) in [
        ("idea", Stage::Noted, 0),
        ("compliment", Stage::Noted, 0),
        ("complaint", Stage::New, 3),
    ] {
        let mut play = play(ID, &[&format!("2026-03-02 09:41 registered:{kind}:email")]);
        assert_eq!(play.dossier().stage(play.procedure), stage, "{kind}");
        assert_eq!(play.open().len(), owed, "{kind}");
        if kind != "complaint" {
            assert_eq!(
                play.refuses("2026-03-03 09:00 ruled:founded"),
                Refusal::NotHandled
            );
        }
    }
}

#[test]
fn gp_02_whatever_the_channel_coordinator_or_deputy_takes_it_in() {
    let procedure = read(ID);
    for channel in ["letter", "email", "website", "telephone", "in_person"] {
        for role in ["coordinator", "deputy"] {
            play(
                ID,
                &[&format!(
                    "2026-03-02 09:41 registered:complaint:{channel} by={role}"
                )],
            );
        }
    }
    assert_eq!(procedure.channels.len(), 5);
    let mut play = play(ID, &[]);
    let refused = play.refuses("2026-03-02 09:41 registered:complaint:telephone by=technician");
    assert_eq!(refused, Refusal::NotEntitled);
}

#[test]
fn gp_03_a_complaint_holds_who_complains_and_what() {
    let kind = read(ID).kind("complaint").unwrap();
    let names: Vec<String> = kind.required.iter().map(ToString::to_string).collect();
    for field in [
        "complainant.name",
        "complainant.street",
        "complainant.city",
        "complainant.phone",
        "description",
    ] {
        assert!(names.iter().any(|name| name == field), "{field}");
    }
    let customer: Vec<String> = kind
        .required_of_customer
        .iter()
        .map(ToString::to_string)
        .collect();
    for field in [
        "customer.name",
        "customer.street",
        "customer.city",
        "customer.phone",
    ] {
        assert!(customer.iter().any(|name| name == field), "{field}");
    }
}

#[test]
fn gp_04_the_coordinator_helps_and_advises_along_the_way() {
    let play = play(
        ID,
        &[
            MONDAY,
            "2026-03-02 09:50 called by=coordinator",
            "2026-03-02 09:55 note_added by=coordinator",
        ],
    );
    assert_eq!(play.rehearsal.log().len(), 3);
}

#[test]
fn gp_05_receipt_is_confirmed_within_one_working_day() {
    for (received, due) in [
        ("2026-03-02 09:41", "2026-03-03 17:00"),
        ("2026-03-06 16:59", "2026-03-09 17:00"), // Friday: Monday
        ("2026-12-24 10:00", "2026-12-28 17:00"), // over Christmas and the weekend
    ] {
        let play = play(ID, &[&format!("{received} registered:complaint:telephone")]);
        assert_eq!(play.due("confirmation"), due);
    }
    let late = play(ID, &[MONDAY, "2026-03-04 08:00 receipt_confirmed"]);
    assert_eq!(late.state("confirmation"), "late");
}

#[test]
fn gp_06_solved_the_same_day_where_possible_and_then_it_is_done() {
    let mut play = play(ID, &[MONDAY]);
    assert!(play.owed("same_day").aim);
    assert_eq!(play.due("same_day"), "2026-03-02 17:00");
    play.goes("2026-03-02 15:00 solved_informally");
    assert_eq!(play.dossier().stage(play.procedure), Stage::Closed);
    assert_eq!((play.state("same_day"), play.open()), ("met", vec![]));
}

#[test]
fn gp_07_a_visit_within_two_working_days_when_the_work_must_be_inspected() {
    let asked = "2026-03-03 11:00 inspection_requested";
    let mut play = play(ID, &[MONDAY, asked]);
    assert_eq!(play.due("visit"), "2026-03-05 17:00");
    play.goes("2026-03-03 11:05 visit_planned:inspection");
    play.goes("2026-03-05 10:00 visit_failed:nobody_home by=technician");
    assert!(play.owed("visit").paused);
    play.goes("2026-03-06 10:00 visit_planned:inspection");
    // The clock stood still from Thursday ten to Friday ten: a working day.
    assert_eq!(play.due("visit"), "2026-03-06 17:00");
    play.goes("2026-03-06 13:00 visited:inspection by=technician");
    assert_eq!(play.state("visit"), "met");
}

#[test]
fn gp_07_a_visit_falls_away_when_it_is_ruled_without_one_or_closed() {
    let begun = [
        MONDAY,
        "2026-03-02 11:00 inspection_requested",
        "2026-03-02 11:05 visit_planned:inspection",
    ];
    let mut ruled = play(ID, &begun);
    ruled.goes("2026-03-03 09:00 ruled:unfounded by=coordinator");
    assert_eq!(ruled.state("visit"), "gone");
    let mut withdrawn = play(ID, &begun);
    withdrawn.goes("2026-03-03 09:00 withdrawn");
    let state = &withdrawn.dossier().visits[0].state;
    assert_eq!(*state, domain::dossier::VisitState::Cancelled);
}

#[test]
fn gp_08_judged_within_a_week_with_a_member_of_the_management_team() {
    let mut play = play(ID, &[MONDAY]);
    assert_eq!(play.due("ruling"), "2026-03-09 09:41");
    assert_eq!(play.procedure.meeting.as_ref().unwrap().weekday, "mon");
    let alone = play.refuses("2026-03-09 09:00 ruled:founded by=coordinator alone=yes");
    assert_eq!(
        alone,
        Refusal::NeedsCompany {
            role: Role::Management
        }
    );
    play.goes("2026-03-09 09:00 ruled:founded by=coordinator");
    assert_eq!(play.state("ruling"), "met");
    let rulings: Vec<&str> = play
        .procedure
        .rulings
        .iter()
        .map(|r| r.id.as_str())
        .collect();
    assert_eq!(rulings, ["founded", "unfounded"]);
}

#[test]
fn gp_08_a_member_of_the_management_team_is_company_enough() {
    play(
        ID,
        &[
            MONDAY,
            "2026-03-03 09:00 ruled:unfounded by=management alone=yes",
        ],
    );
}

#[test]
fn gp_09_what_is_founded_is_solved_within_five_working_days() {
    let mut play = play(ID, &[MONDAY, "2026-03-06 10:00 ruled:founded"]);
    assert_eq!(play.due("fix"), "2026-03-13 17:00");
    play.goes("2026-03-09 10:00 glass_ordered");
    play.goes("2026-03-11 10:00 glass_arrived");
    assert_eq!(play.due("fix"), "2026-03-17 17:00");
    play.goes("2026-03-17 16:00 repaired");
    assert_eq!(play.state("fix"), "met");
}

#[test]
fn gp_10_registered_assigned_and_the_quality_manager_hears_of_it() {
    let mut play = play(
        ID,
        &[
            MONDAY,
            "2026-03-03 09:00 ruled:founded",
            "2026-03-03 09:10 remedy_assigned",
        ],
    );
    let quality = Rehearsal::actor(Role::QualityManager);
    assert!(may_see(&quality, play.dossier(), play.procedure));
    let first = next(play.dossier(), play.procedure, &quality, play.now).unwrap();
    assert_eq!(first.action, Action::SeeNotice);
    let early = play.refuses("2026-03-03 10:00 closed");
    assert!(matches!(early, Refusal::Missing { .. }), "{early:?}");
    for line in [
        "2026-03-04 10:00 repaired",
        "2026-03-04 11:00 outcome_recorded",
        "2026-03-04 12:00 closed",
    ] {
        play.goes(line);
    }
    assert_eq!(play.open(), Vec::<String>::new());
}

#[test]
fn gp_11_an_anonymous_report_for_management_and_regional_managers() {
    let report = &read(ID).reports[0];
    assert!(report.anonymous);
    assert_eq!(report.to, [Role::Management, Role::RegionalManager]);
}

#[test]
fn gp_12_the_regional_manager_takes_over_what_the_region_handles() {
    let mut play = play(ID, &[MONDAY]);
    assert_eq!(play.owed("confirmation").owner, Role::Coordinator);
    play.goes("2026-03-02 10:00 handler_changed:decentral by=regional_manager");
    assert_eq!(play.dossier().handling, Handling::Decentral);
    assert_eq!(play.owed("confirmation").owner, Role::RegionalManager);
    play.goes("2026-03-02 10:10 receipt_confirmed by=regional_manager");
    // The region judges what it handles.
    play.goes("2026-03-03 10:00 ruled:unfounded by=regional_manager alone=yes");
    play.goes("2026-03-03 10:30 outcome_recorded by=regional_manager");
    play.goes("2026-03-03 10:40 closed by=regional_manager");
    let mut back = super::play::play(ID, &[MONDAY, "2026-03-02 10:00 handler_changed:decentral"]);
    back.goes("2026-03-02 11:00 handler_changed:central");
    assert_eq!(back.owed("confirmation").owner, Role::Coordinator);
}

#[test]
fn gp_13_the_mediator_brings_the_parties_together_and_the_person_concerned_stays_out() {
    let about = "2026-03-02 09:41 registered:complaint:telephone about=technician category=conduct";
    let mut play = play(ID, &[about, "2026-03-02 10:00 receipt_confirmed"]);
    let (technician, mediator) = (
        Rehearsal::actor(Role::Technician),
        Rehearsal::actor(Role::Mediator),
    );
    assert!(!may_see(&mediator, play.dossier(), play.procedure));
    play.goes("2026-03-02 10:10 informed:person");
    play.goes("2026-03-02 10:20 person_responded");
    play.goes("2026-03-02 10:30 mediation_started");
    assert!(may_see(&mediator, play.dossier(), play.procedure));
    assert!(!may_see(&technician, play.dossier(), play.procedure));
    assert_eq!(play.dossier().stage(play.procedure), Stage::InMediation);
    play.goes("2026-03-05 10:00 mediation_ended:solved by=mediator");
    assert_ne!(play.dossier().stage(play.procedure), Stage::InMediation);
}

#[test]
fn gp_14_damages_are_claimed_in_writing_within_a_month_and_management_makes_exceptions() {
    let known = "2026-03-10 10:00 damage_established since=2026-03-02T08:00";
    let mut play = play(ID, &[MONDAY]);
    let first = play.refuses("2026-03-09 10:00 claim_filed");
    assert_eq!(
        first,
        Refusal::Missing {
            triggers: vec!["damage_established".into()]
        }
    );
    play.goes(known);
    // The clock began when it was known, not when it was written down (NX-08).
    assert_eq!(play.due("limitation"), "2026-04-02 08:00");
    play.goes("2026-04-03 09:00 claim_filed channel=letter received_at=2026-04-03T09:00");
    let late = play.refuses("2026-04-04 09:00 claim_decided:fully by=coordinator");
    assert!(matches!(late, Refusal::Inadmissible { .. }), "{late:?}");
    let not_theirs = play
        .refuses("2026-04-04 09:00 admissibility_decided:admitted rule=limitation by=coordinator");
    assert_eq!(not_theirs, Refusal::NoException);
    let management = Rehearsal::actor(Role::Management);
    let offered = domain::action::possible(play.dossier(), play.procedure, &management);
    assert!(offered.contains(&Action::Record(EventKind::AdmissibilityDecided)));
    play.goes("2026-04-04 09:00 admissibility_decided:admitted rule=limitation by=management");
    play.goes("2026-04-04 10:00 claim_decided:partly by=coordinator");
    assert_eq!(play.state("claim"), "met");
}

#[test]
fn gp_14_a_claim_in_time_is_decided_without_further_ado() {
    let mut play = play(
        ID,
        &[
            MONDAY,
            "2026-03-10 10:00 damage_established since=2026-03-09T08:00",
        ],
    );
    play.goes("2026-03-20 09:00 claim_filed channel=email received_at=2026-03-20T09:00");
    play.goes("2026-03-25 09:00 claim_decided:fully");
    let spoken = read(ID).claim.as_ref().unwrap();
    assert!(!spoken.channels.contains(&"telephone".to_owned()));
}

#[test]
fn gp_15_structural_problems_get_a_cause_and_a_measure() {
    let mut play = play(ID, &[MONDAY, "2026-03-03 09:00 solved_informally"]);
    play.goes("2026-03-10 09:00 cause_established:structural");
    play.goes("2026-03-10 09:05 measure_planned");
    play.goes("2026-06-10 09:00 measure_checked:effective");
    let measure = &play.dossier().course.measures[0];
    assert!(measure.checked.as_ref().unwrap().what.effective);
}

#[test]
fn nx_07_nobody_handles_or_rules_on_a_complaint_about_themselves() {
    let about = "2026-03-02 09:41 registered:complaint:telephone about=management";
    let mut play = play(ID, &[about]);
    assert_eq!(
        play.refuses("2026-03-03 09:00 ruled:founded by=management alone=yes"),
        Refusal::Concerned
    );
    // Whom it is about is no company either.
    assert_eq!(
        play.refuses("2026-03-03 09:00 ruled:founded by=coordinator"),
        Refusal::Concerned
    );
    assert!(!recorders(play.procedure, "ruled").contains(&Role::Technician));
}

#[test]
fn nx_03_every_deadline_names_what_it_skipped() {
    let play = play(ID, &["2026-12-24 10:00 registered:complaint:telephone"]);
    let all = obligations(play.dossier(), play.procedure, play.now);
    let confirmation = all.iter().find(|o| o.id == "confirmation").unwrap();
    let told = confirmation
        .deadline
        .explain(&play.procedure.calendar, domain::language::Language::Nl)
        .join(" ");
    assert!(
        told.contains("Eerste Kerstdag") && told.contains("weekend"),
        "{told}"
    );
    assert!(play.procedure.uses(EventKind::MediationStarted));
}

#[test]
fn nx_08_the_limitation_clock_runs_from_when_the_damage_was_known() {
    let known = "2026-03-10 10:00 damage_established since=2026-03-02T08:00";
    let mut play = play(ID, &[MONDAY, known]);
    assert_eq!(
        (play.state("limitation"), play.due("limitation").as_str()),
        ("open", "2026-04-02 08:00")
    );
    play.goes("2026-04-01 10:00 claim_filed received_at=2026-04-01T10:00");
    assert_eq!(play.state("limitation"), "met");
}

#[test]
fn ideas_and_compliments_are_kept_from_being_received_for_their_own_term_or_that_of_all() {
    let mut keeping = read(ID).clone();
    keeping.retention = Some(domain::procedure::Retention {
        rule: "GP-01".into(),
        keep: "24 months".parse().unwrap(),
        keep_noted: None,
    });
    let idea = play(ID, &["2026-03-02 09:41 registered:idea:telephone"]);
    let until = |procedure: &domain::procedure::Procedure, dossier: &domain::dossier::Dossier| {
        let until = procedure.kept_until(dossier)?;
        Some(procedure.calendar.wall(until).date().to_string())
    };
    assert_eq!(until(&keeping, idea.dossier()).unwrap(), "2028-03-02");
    let mut complaint = play(ID, &[MONDAY]);
    assert_eq!(until(&keeping, complaint.dossier()), None, "it runs");
    complaint.goes("2026-03-10 09:00 withdrawn");
    assert_eq!(until(&keeping, complaint.dossier()).unwrap(), "2028-03-10");
    let retention = keeping.retention.as_mut().unwrap();
    retention.keep_noted = Some("1 year".parse().unwrap());
    assert_eq!(until(&keeping, idea.dossier()).unwrap(), "2027-03-02");
    assert_eq!(until(&keeping, complaint.dossier()).unwrap(), "2028-03-10");
    keeping.retention = None;
    assert_eq!(until(&keeping, idea.dossier()), None);
}
