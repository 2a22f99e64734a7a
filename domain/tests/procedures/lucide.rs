//! Lucide, rule by rule.

use super::play::{play, recorders};
use super::read;
use domain::action::{Action, next, possible};
use domain::language::Language;
use domain::obligation::obligations;
use domain::party::Field;
use domain::permission::may_see;
use domain::person::Role;
use domain::refusal::Refusal;
use domain::rehearsal::Rehearsal;

const ID: &str = "lucide";
const HEARD: &str = "2026-03-02 09:00 registered:complaint:in_person by=employee";

#[test]
fn lu_01_complaints_and_suggestions_to_any_employee_oral_or_written() {
    for channel in ["in_person", "telephone", "email", "letter"] {
        for kind in ["complaint", "suggestion"] {
            play(
                ID,
                &[&format!(
                    "2026-03-02 09:00 registered:{kind}:{channel} by=employee"
                )],
            );
        }
    }
}

#[test]
fn lu_02_the_quality_manager_hears_of_it_at_once() {
    let mut play = play(ID, &[HEARD]);
    let quality = Rehearsal::actor(Role::QualityManager);
    let first = next(play.dossier(), play.procedure, &quality, play.now).unwrap();
    assert_eq!(first.action, Action::SeeNotice);
    assert_eq!(play.due("seen"), "2026-03-03 17:00");
    play.goes("2026-03-02 11:00 notice_seen by=quality_manager notice=new_report");
    assert_eq!(play.state("seen"), "met");
}

#[test]
fn lu_03_the_quality_manager_is_the_one_owner() {
    let play = play(ID, &[HEARD]);
    let quality = Rehearsal::actor(Role::QualityManager);
    assert_eq!(play.owed("handling").owner, Role::QualityManager);
    assert!(play.procedure.coordinates(&quality));
    let summary = play.dossier().summary(play.procedure, play.now);
    assert!(summary.is_handled_by(&quality, play.procedure));
    // An employee sees what was told to them, and nothing else.
    assert!(may_see(
        &Rehearsal::actor(Role::Employee),
        play.dossier(),
        play.procedure
    ));
}

#[test]
fn lu_04_the_register_is_the_quality_managers_also_after_escalation() {
    let mut play = play(
        ID,
        &[
            HEARD,
            "2026-03-04 09:00 escalated:management by=quality_manager",
        ],
    );
    play.goes("2026-03-05 09:00 outcome_recorded by=management");
    assert_eq!(
        play.refuses("2026-03-05 10:00 closed by=management"),
        Refusal::NotEntitled
    );
    play.goes("2026-03-05 10:00 closed by=quality_manager");
    assert_eq!(
        recorders(play.procedure, "registered"),
        [Role::Employee, Role::QualityManager]
    );
}

#[test]
fn lu_05_who_reports_for_whom_and_nature_impact_and_severity() {
    let kind = read(ID).kind("complaint").unwrap();
    let names: Vec<String> = kind.required.iter().map(ToString::to_string).collect();
    let wanted = [
        "complainant.organisation",
        "complainant.name",
        "complainant.function",
        "description",
        "category",
        "impact",
        "severity",
    ];
    assert_eq!(names, wanted);
}

#[test]
fn lu_06_colleagues_are_involved_through_management() {
    let mut play = play(ID, &[HEARD]);
    play.goes("2026-03-03 09:00 colleague_involved by=quality_manager person=employee");
    let involved = play.dossier().course.involved.clone();
    assert!(involved.contains(&Rehearsal::person(Role::Employee)));
    // Without somebody of management it is refused.
    let quality = Role::QualityManager;
    let alone = domain::event::ColleagueInvolved {
        person: Rehearsal::person(Role::Employee),
        what: "Kijk mee.".into(),
        through: None,
    };
    let refused = play
        .rehearsal
        .record(quality, play.now, &alone.into())
        .unwrap_err();
    assert_eq!(
        refused,
        Refusal::NeedsCompany {
            role: Role::Management
        }
    );
}

#[test]
fn lu_07_closed_only_with_a_written_outcome() {
    let mut play = play(ID, &[HEARD]);
    assert!(matches!(
        play.refuses("2026-03-03 09:00 closed"),
        Refusal::Missing { .. }
    ));
    play.goes("2026-03-03 09:00 outcome_recorded");
    play.goes("2026-03-03 10:00 closed");
}

#[test]
fn lu_08_feedback_unless_the_reporters_organisation_decides_otherwise() {
    let mut play = play(ID, &[HEARD]);
    assert_eq!(
        play.refuses("2026-03-03 09:00 feedback_declined by=employee"),
        Refusal::NotEntitled
    );
    play.goes("2026-03-03 09:00 feedback_declined by=quality_manager");
    assert_eq!(play.state("handling"), "met");
    play.goes("2026-03-03 10:00 closed");
}

#[test]
fn lu_09_management_takes_over_ownership_and_handling() {
    let mut play = play(ID, &[HEARD]);
    let management = Rehearsal::actor(Role::Management);
    play.goes("2026-03-04 09:00 escalated:management by=quality_manager");
    assert_eq!(play.owed("handling").owner, Role::Management);
    let actions = possible(play.dossier(), play.procedure, &management);
    assert!(actions.contains(&Action::TellOutcome));
    // The term goes on as it was.
    assert_eq!(play.due("handling"), "2026-03-16 09:00");
}

#[test]
fn lu_10_a_yearly_analysis_with_advice_for_management() {
    let report = &read(ID).reports[0];
    assert_eq!(
        (report.every.to_string().as_str(), report.advice),
        ("1 year", true)
    );
    assert_eq!(report.to, [Role::Management]);
}

#[test]
fn lu_11_ninety_percent_within_two_weeks() {
    let procedure = read(ID);
    let kpi = &procedure.kpis[0];
    assert_eq!((kpi.obligation.as_str(), kpi.percent), ("handling", 90));
    let mut all = Vec::new();
    let mut now = chrono::DateTime::UNIX_EPOCH;
    for n in 0..10 {
        let told = if n == 0 {
            "2026-03-17 09:00"
        } else {
            "2026-03-13 09:00"
        };
        let play = play(ID, &[HEARD, &format!("{told} outcome_recorded")]);
        now = play.now.max(now);
        all.extend(obligations(play.dossier(), procedure, now));
    }
    let reached = kpi.reached(&all, now);
    assert_eq!((reached.kept, reached.of, reached.reached), (9, 10, true));
    let late = play(ID, &[HEARD, "2026-03-17 09:00 note_added"]);
    all.extend(obligations(late.dossier(), procedure, late.now));
    let reached = kpi.reached(&all, late.now);
    assert_eq!((reached.kept, reached.of, reached.reached), (9, 11, false));
}

#[test]
fn what_is_changed_is_told_in_words() {
    let lucide = read("lucide");
    let severity = &lucide.severities[0];
    let words = |field, value: &str| lucide.value_name(field, value, Language::Nl);
    assert_eq!(words(Field::Severity, &severity.id), severity.name.nl);
    assert_eq!(words(Field::ArisenOn, "2026-03-01"), "zo 1 maart 2026");
    assert_eq!(words(Field::Description, "2026-03-01"), "2026-03-01");
}
