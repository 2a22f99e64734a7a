//! Lagant, rule by rule.

use super::play::play;
use super::read;
use domain::action::{Action, next};
use domain::event::EventKind;
use domain::language::Language;
use domain::person::Role;
use domain::refusal::Refusal;
use domain::rehearsal::Rehearsal;
use domain::stage::Stage;

const ID: &str = "lagant";
const MAILED: &str = "2026-03-02 09:00 registered:complaint:email arisen_on=2026-02-23";

#[test]
fn lg_01_by_email_only_and_whoever_tries_otherwise_is_told_how() {
    for channel in ["telephone", "letter", "in_person"] {
        let mut play = play(
            ID,
            &[&format!("2026-03-02 09:00 registered:complaint:{channel}")],
        );
        assert_eq!(
            play.dossier().stage(play.procedure),
            Stage::AwaitingAdmission
        );
        let unmet = play.dossier().unmet(play.procedure);
        assert!(unmet[0].message.nl.contains("e-mail"), "{unmet:?}");
        let refused = play.refuses("2026-03-02 09:10 proposal_made");
        assert!(
            refused.message(Language::Nl).contains("e-mail"),
            "{refused}"
        );
        let handler = Rehearsal::actor(Role::Coordinator);
        let first = next(play.dossier(), play.procedure, &handler, play.now).unwrap();
        assert_eq!(
            first.action,
            Action::Record(EventKind::AdmissibilityDecided)
        );
        // Nobody makes an exception to the channel.
        assert_eq!(
            play.refuses("2026-03-02 09:20 admissibility_decided:admitted"),
            Refusal::NoException
        );
        play.goes("2026-03-02 09:20 admissibility_decided:refused");
        assert_eq!(play.dossier().stage(play.procedure), Stage::NotAdmitted);
        assert_eq!(play.open(), Vec::<String>::new());
    }
}

#[test]
fn lg_01_within_two_weeks_of_arising() {
    for (arisen, admissible) in [
        ("2026-02-16", true),
        ("2026-02-15", false),
        ("2026-03-02", true),
    ] {
        let line = format!("2026-03-02 23:00 registered:complaint:email arisen_on={arisen}");
        let mut play = play(ID, &[&line]);
        assert_eq!(
            play.dossier().unmet(play.procedure).is_empty(),
            admissible,
            "{arisen}"
        );
        if !admissible {
            let not_theirs =
                play.refuses("2026-03-03 09:00 admissibility_decided:admitted by=coordinator");
            assert_eq!(not_theirs, Refusal::NoException);
            play.goes("2026-03-03 09:00 admissibility_decided:admitted by=management");
            assert_eq!(play.dossier().stage(play.procedure), Stage::New);
        }
    }
}

#[test]
fn lg_02_registered_with_a_number_of_its_own() {
    assert_eq!(read(ID).number_prefix, "LG");
    assert_eq!(play(ID, &[MAILED]).dossier().stage(read(ID)), Stage::New);
}

#[test]
fn lg_03_the_confirmation_names_a_term_from_six_weeks_to_three_months() {
    let mut play = play(ID, &[MAILED]);
    assert_eq!(play.due("handling"), "2026-06-02 09:00");
    let first = play.refuses("2026-03-03 09:00 receipt_confirmed");
    assert_eq!(
        first,
        Refusal::Missing {
            triggers: vec!["term_chosen:handling".into()]
        }
    );
    for wrong in ["5_weeks", "41_days", "14_weeks", "4_months"] {
        let line = format!("2026-03-03 09:00 term_chosen:handling term={wrong}");
        // What the form does not offer, a device can still send.
        let chosen = domain::event::TermChosen {
            obligation: "handling".into(),
            term: wrong.replace('_', " ").parse().unwrap(),
            reason: String::new(),
        };
        let refused = play
            .rehearsal
            .record(Role::Coordinator, play.now, &chosen.into())
            .unwrap_err();
        assert!(
            matches!(refused, Refusal::Invalid { .. }),
            "{line}: {refused:?}"
        );
    }
    play.goes("2026-03-03 09:00 term_chosen:handling term=8_weeks");
    assert_eq!(play.due("handling"), "2026-04-27 09:00");
    play.goes("2026-03-03 09:10 receipt_confirmed");
    assert_eq!(play.state("confirmation"), "met");
    let told = play
        .owed("handling")
        .deadline
        .explain(&play.procedure.calendar, Language::En)
        .join(" ");
    assert!(told.contains("8 weeks"), "{told}");
}

fn confirmed() -> Vec<&'static str> {
    vec![
        MAILED,
        "2026-03-03 09:00 term_chosen:handling term=6_weeks",
        "2026-03-03 09:10 receipt_confirmed",
    ]
}

#[test]
fn lg_04_information_can_be_asked_for_and_an_appointment_made() {
    let mut play = play(ID, &confirmed());
    play.goes("2026-03-04 09:00 information_asked");
    assert_eq!(play.dossier().stage(play.procedure), Stage::AwaitingAnswer);
    play.goes("2026-03-06 09:00 information_received");
    play.goes("2026-03-06 10:00 appointment_made");
    assert_eq!(play.dossier().stage(play.procedure), Stage::InHandling);
}

#[test]
fn lg_05_whoever_does_not_agree_gets_an_appointment_for_clarification() {
    let mut play = play(ID, &confirmed());
    for round in 1..=3 {
        play.goes("2026-03-09 09:00 proposal_made");
        play.goes("2026-03-10 09:00 proposal_answered:refused");
        assert_eq!(
            (play.state("clarification"), play.dossier().course.rounds()),
            ("open", round)
        );
        play.goes("2026-03-11 09:00 appointment_made");
        assert_eq!(play.state("clarification"), "met");
    }
    play.goes("2026-03-12 09:00 proposal_made");
    play.goes("2026-03-13 09:00 proposal_answered:accepted");
    assert!(play.dossier().course.agreed());
}

#[test]
fn lg_06_the_director_takes_over_and_the_customer_hears_within_a_month_how() {
    let mut play = play(ID, &confirmed());
    let told = domain::event::Escalated {
        to: Role::Management,
        person: None,
        reason: "Buiten mijn bevoegdheid.".into(),
        channel: String::new(),
        text: String::new(),
    };
    let silent = play
        .rehearsal
        .record(Role::Coordinator, play.now, &told.into())
        .unwrap_err();
    assert!(matches!(silent, Refusal::Invalid { .. }), "{silent:?}");
    play.goes("2026-03-10 10:00 escalated:management by=coordinator");
    assert_eq!(play.due("way_of_handling"), "2026-04-10 10:00");
    assert_eq!(play.owed("handling").owner, Role::Management);
    play.goes("2026-03-20 10:00 informed:way_of_handling by=management");
    assert_eq!(play.state("way_of_handling"), "met");
}

#[test]
fn lg_07_the_register_holds_the_solution_and_whether_the_customer_agrees() {
    let mut play = play(ID, &confirmed());
    play.goes("2026-03-20 10:00 outcome_recorded");
    assert!(matches!(
        play.refuses("2026-03-20 11:00 closed"),
        Refusal::Missing { .. }
    ));
    play.goes("2026-03-20 12:00 outcome_recorded:not_agreed");
    play.goes("2026-03-20 13:00 closed");
}

#[test]
fn lg_08_what_was_decided_before_is_not_taken_up_again() {
    let mut play = play(ID, &[MAILED]);
    play.goes("2026-03-03 09:00 admissibility_decided:refused rule=decided_before");
    assert_eq!(play.dossier().stage(play.procedure), Stage::NotAdmitted);
    let rule = read(ID)
        .admissibility
        .iter()
        .find(|rule| rule.id == "decided_before")
        .unwrap();
    assert!(rule.asks.is_some() && rule.exception_by == [Role::Management]);
}

#[test]
fn lg_09_afterwards_the_causes_and_the_customer_is_told() {
    let mut play = play(ID, &confirmed());
    play.goes("2026-03-20 10:00 outcome_recorded:agreed");
    play.goes("2026-03-20 11:00 closed");
    assert_eq!(play.open(), ["cause"]);
    let handler = Rehearsal::actor(Role::Coordinator);
    let first = next(play.dossier(), play.procedure, &handler, play.now).unwrap();
    assert_eq!(first.action, Action::Record(EventKind::CauseEstablished));
    play.goes("2026-03-25 11:00 cause_established:structural");
    play.goes("2026-03-25 11:10 measure_planned");
    assert_eq!(play.open()[0], "causes_told");
    play.goes("2026-03-26 11:00 informed:causes");
    // The measure is owed until somebody saw that it works.
    assert!(matches!(play.open().as_slice(), [one] if one.starts_with("measure.")));
    play.goes("2026-06-26 11:00 measure_checked:effective");
    assert_eq!(play.open(), Vec::<String>::new());
}

#[test]
fn lg_10_every_employee_receives_the_handler_settles() {
    let line = "2026-03-02 09:00 registered:complaint:email by=employee arisen_on=2026-03-01";
    let mut play = play(ID, &[line]);
    assert_eq!(
        play.refuses("2026-03-03 09:00 term_chosen:handling by=employee"),
        Refusal::NotEntitled
    );
    assert_eq!(play.owed("handling").owner, Role::Coordinator);
    assert_eq!(play.owed("handling").breach_to, [Role::Management]);
}

#[test]
fn lg_11_the_director_reports_and_recommends() {
    let reports = &read(ID).reports;
    assert!(reports.iter().all(|report| report.by == Role::Management));
    assert!(
        reports
            .iter()
            .any(|report| report.every.to_string() == "1 year" && report.advice)
    );
}
