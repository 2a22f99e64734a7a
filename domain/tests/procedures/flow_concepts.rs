//! Flow Concepts, rule by rule.

use super::play::{play, recorders};
use super::read;
use domain::action::{Action, next};
use domain::event::EventKind;
use domain::language::Language;
use domain::permission::may_see;
use domain::person::Role;
use domain::refusal::Refusal;
use domain::rehearsal::Rehearsal;

const ID: &str = "flow-concepts";
const CALLED: &str = "2026-03-06 16:30 registered:complaint:telephone";

#[test]
fn fc_01_seven_steps_the_last_three_of_director_and_project_leader() {
    let procedure = read(ID);
    for event in [
        "cause_established",
        "measure_planned",
        "satisfaction_measured",
    ] {
        assert_eq!(
            recorders(procedure, event),
            [Role::ProjectLeader, Role::Management],
            "{event}"
        );
    }
    let stages: Vec<&str> = procedure
        .stages
        .iter()
        .map(|stage| stage.id.as_str())
        .collect();
    assert_eq!(
        stages,
        [
            "listening",
            "solving",
            "independent",
            "feedback",
            "learning"
        ]
    );
}

#[test]
fn fc_02_registered_by_director_or_office_manager_internal_ones_too() {
    assert_eq!(
        recorders(read(ID), "registered"),
        [Role::Coordinator, Role::Management]
    );
    for channel in ["telephone", "email", "in_person"] {
        let play = play(
            ID,
            &[&format!(
                "2026-03-06 16:30 registered:internal_complaint:{channel}"
            )],
        );
        assert_eq!(play.state("solution"), "open");
    }
}

#[test]
fn fc_03_confirmed_in_writing_within_twenty_four_hours_by_the_clock() {
    let play = play(ID, &[CALLED]);
    // A Saturday: the clock does not heed weekends.
    assert_eq!(play.due("confirmation"), "2026-03-07 16:30");
}

#[test]
fn fc_04_the_director_judges_and_consults_the_team() {
    let mut play = play(ID, &[CALLED]);
    assert_eq!(
        play.refuses("2026-03-07 10:00 ruled:founded by=coordinator"),
        Refusal::NotEntitled
    );
    play.goes("2026-03-07 10:00 colleague_involved by=management person=employee");
    play.goes("2026-03-07 10:10 ruled:partly by=management");
}

#[test]
fn fc_05_copies_and_the_project_leader_owns_the_problem() {
    let mut play = play(
        ID,
        &["2026-03-06 16:30 registered:complaint:email about=employee"],
    );
    for role in [Role::Management, Role::ProjectLeader] {
        let first = next(
            play.dossier(),
            play.procedure,
            &Rehearsal::actor(role),
            play.now,
        )
        .unwrap();
        assert_eq!(first.action, Action::SeeNotice, "{role:?}");
    }
    play.goes("2026-03-06 17:00 handler_changed to=project_leader");
    assert_eq!(
        play.dossier().handler,
        Some(Rehearsal::person(Role::ProjectLeader))
    );
    assert_eq!(play.owed("solution").owner, Role::ProjectLeader);
    play.goes("2026-03-09 10:00 informed:person");
    assert_eq!(
        (play.state("problem_owner"), play.state("person_told")),
        ("met", "met")
    );
}

#[test]
fn fc_06_within_a_month_or_the_complainant_is_told_the_expected_date() {
    let mut play = play(ID, &[CALLED]);
    assert_eq!(play.due("solution"), "2026-04-06 16:30");
    let earlier = play.refuses("2026-04-01 09:00 term_extended:solution until=2026-04-01");
    assert!(matches!(earlier, Refusal::Invalid { .. }), "{earlier:?}");
    let untold = domain::event::TermExtended {
        obligation: "solution".into(),
        until: "2026-05-01".parse().unwrap(),
        reason: "Onderzoek".into(),
        channel: String::new(),
        text: String::new(),
    };
    let refused = play
        .rehearsal
        .record(Role::ProjectLeader, play.now, &untold.into())
        .unwrap_err();
    assert!(matches!(refused, Refusal::Invalid { .. }), "{refused:?}");
    play.goes("2026-04-01 09:00 term_extended:solution until=2026-05-01");
    assert_eq!(play.due("solution"), "2026-05-01 17:00");
    assert!(play.owed("solution").extended);
    let told = play
        .owed("solution")
        .deadline
        .explain(&play.procedure.calendar, Language::Nl)
        .join(" ");
    assert!(told.contains("verlengd"), "{told}");
}

#[test]
fn fc_06_what_may_become_a_claim_goes_with_urgency() {
    let serious = play(
        ID,
        &["2026-03-06 16:30 registered:complaint:telephone severity=serious"],
    );
    assert_eq!(
        (serious.state("urgent"), serious.due("urgent").as_str()),
        ("open", "2026-03-09 17:00")
    );
    assert!(
        serious
            .dossier()
            .summary(serious.procedure, serious.now)
            .urgent
    );
    let ordinary = play(
        ID,
        &["2026-03-06 16:30 registered:complaint:telephone severity=ordinary"],
    );
    assert_eq!(ordinary.state("urgent"), "none");
}

#[test]
fn fc_07_written_feedback_and_the_person_concerned_is_spoken_to() {
    let mut play = play(
        ID,
        &["2026-03-06 16:30 registered:complaint:email about=employee"],
    );
    assert!(matches!(
        play.refuses("2026-03-10 10:00 closed"),
        Refusal::Missing { .. }
    ));
    play.goes("2026-03-10 10:00 outcome_recorded");
    assert_eq!(play.state("person_spoken_to"), "open");
    play.goes("2026-03-11 10:00 informed:conversation by=project_leader");
    assert_eq!(play.state("person_spoken_to"), "met");
}

#[test]
fn fc_08_somebody_independent_rules_and_the_ruling_binds() {
    let mut play = play(
        ID,
        &[CALLED, "2026-03-09 10:00 ruled:unfounded by=management"],
    );
    let arbiter = Rehearsal::actor(Role::Arbiter);
    assert!(!may_see(&arbiter, play.dossier(), play.procedure));
    play.goes("2026-03-20 10:00 escalated:arbiter");
    assert!(may_see(&arbiter, play.dossier(), play.procedure));
    // Not once more by the director.
    assert!(matches!(
        play.refuses("2026-03-21 10:00 ruled:founded by=management"),
        Refusal::Overtaken { .. }
    ));
    play.goes("2026-03-23 10:00 ruled:independent ruling=founded by=arbiter");
    assert_eq!(play.state("binding_ruling"), "met");
    let ruling = &play.dossier().ruling.as_ref().unwrap().what;
    assert_eq!(
        (ruling.ruling.as_str(), ruling.body.as_str()),
        ("founded", "independent")
    );
    assert!(matches!(
        play.refuses("2026-03-24 10:00 ruled:independent by=arbiter"),
        Refusal::Overtaken { .. }
    ));
    // The account is a limited one: it rules, and handles nothing.
    for event in ["registered", "closed", "outcome_recorded", "detail_changed"] {
        assert!(
            !recorders(play.procedure, event).contains(&Role::Arbiter),
            "{event}"
        );
    }
}

#[test]
fn fc_08_nobody_rules_independently_before_it_was_asked() {
    let mut play = play(ID, &[CALLED]);
    let refused = play.refuses("2026-03-09 10:00 ruled:independent");
    assert!(
        matches!(
            refused,
            Refusal::WrongBody | Refusal::Missing { .. } | Refusal::NotEntitled
        ),
        "{refused:?}"
    );
}

#[test]
fn fc_09_the_cause_by_category() {
    let mut play = play(
        ID,
        &[
            CALLED,
            "2026-03-10 10:00 outcome_recorded",
            "2026-03-10 11:00 closed",
        ],
    );
    assert_eq!(play.open(), ["cause", "satisfaction"]);
    play.goes("2026-03-12 10:00 cause_established by=project_leader");
    assert_eq!(play.open(), ["satisfaction"]);
    assert!(!play.procedure.categories.is_empty());
}

#[test]
fn fc_10_satisfaction_is_measured_afterwards() {
    let mut play = play(
        ID,
        &[
            CALLED,
            "2026-03-10 10:00 outcome_recorded",
            "2026-03-10 11:00 closed",
        ],
    );
    assert_eq!(play.due("satisfaction"), "2026-04-10 11:00");
    let director = Rehearsal::actor(Role::Management);
    play.goes("2026-03-10 11:30 notice_seen by=management notice=copy_director");
    let first = next(play.dossier(), play.procedure, &director, play.now).unwrap();
    assert_eq!(
        first.action,
        Action::Record(EventKind::SatisfactionMeasured)
    );
    play.goes("2026-03-20 10:00 satisfaction_measured score=8 by=management");
    assert_eq!(play.state("satisfaction"), "met");
    let score = play
        .dossier()
        .course
        .satisfaction
        .as_ref()
        .unwrap()
        .what
        .score;
    assert_eq!(score, Some(8));
}

#[test]
fn fc_11_kept_for_twenty_four_months() {
    let play = play(
        ID,
        &[
            CALLED,
            "2026-03-10 10:00 outcome_recorded",
            "2026-03-10 11:00 closed",
        ],
    );
    let until = play.procedure.kept_until(play.dossier()).unwrap();
    let wall = play.procedure.calendar.wall(until);
    assert_eq!(wall.date().to_string(), "2028-03-10");
}

#[test]
fn fc_12_an_expert_who_falls_short_gets_a_measure_with_owner_and_date() {
    let mut play = play(ID, &[CALLED]);
    play.goes("2026-03-09 10:00 measure_planned kind=training due=2026-04-01 by=management");
    let planned = play.dossier().course.measures[0].planned.what.clone();
    assert_eq!(
        (planned.kind.as_str(), planned.due.to_string().as_str()),
        ("training", "2026-04-01")
    );
    play.goes("2026-04-02 10:00 measure_checked:ineffective by=management");
    let kinds: Vec<&str> = play
        .procedure
        .measures
        .iter()
        .map(|measure| measure.id.as_str())
        .collect();
    assert_eq!(kinds, ["training", "internship", "exclusion", "process"]);
}
