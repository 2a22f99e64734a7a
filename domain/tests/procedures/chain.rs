//! The whole chain of a complaint on one dossier under one procedure file, and the Monday meeting (NX-01, NX-05).

use super::play::{Play, play};
use super::read;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::dossier::Dossier;
use domain::event::{
    Advice, BroughtToMeeting, Event, Fault, FindingRecorded, Pane, Purpose, Ruled, Visited,
};
use domain::id::FindingId;
use domain::language::Language;
use domain::obligation::{ObligationState, obligations};
use domain::person::Role;
use domain::procedure::{Procedure, StepRule};
use domain::rehearsal::Rehearsal;
use domain::stage::Stage;
use domain::story::{Telling, tell};
use std::sync::LazyLock;

/// Glaspunt's file with what Flow Concepts has besides: somebody independent, and satisfaction.
static WHOLE: LazyLock<Procedure> = LazyLock::new(|| {
    let (mut whole, flow) = (read("glaspunt").clone(), read("flow-concepts"));
    let arbiter = flow.roles.iter().find(|role| role.id == Role::Arbiter);
    whole.roles.extend(arbiter.cloned());
    whole.satisfaction = flow.satisfaction.clone();
    whole.escalations = flow.escalations.clone();
    whole.bodies = flow.bodies.clone();
    let judges = whole.steps.iter_mut().find(|step| step.event == "ruled");
    let judges = &mut judges.unwrap().by;
    whole.bodies[0].by = judges.clone();
    judges.push(Role::Arbiter);
    let told = flow
        .notices
        .iter()
        .find(|notice| notice.id == "independent");
    whole.notices.extend(told.cloned());
    let measured = |step: &&StepRule| step.event == "satisfaction_measured";
    let measured = flow.steps.iter().find(measured).cloned().unwrap();
    whole.steps.push(StepRule {
        by: vec![Role::Management],
        ..measured
    });
    for owed in &flow.obligations {
        if ["binding_ruling", "cause", "satisfaction"].contains(&owed.id.as_str()) {
            let mut owed = owed.clone();
            owed.kinds = vec!["complaint".into()];
            if owed.id == "cause" {
                owed.owner = Role::Coordinator;
            }
            whole.obligations.push(owed);
        }
    }
    // It is a file as any other: it is read and checked as one.
    let text = whole.to_toml().unwrap();
    Procedure::from_toml(&text).unwrap_or_else(|error| panic!("{error}"))
});

fn at(text: &str) -> DateTime<Utc> {
    let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    WHOLE.calendar.at(wall.date(), wall.time())
}

impl Play {
    /// Recorded by the technician without a network, and received later.
    fn comes_late(&mut self, made: &str, base: u64, received: &str, event: &Event) {
        self.now = at(received);
        let receipt = (self.rehearsal).receive(Role::Technician, at(made), base, self.now, event);
        assert_eq!(receipt, Ok(()), "{made}");
    }
}

#[test]
fn nx_01_one_chain_from_report_to_satisfaction_in_one_file() {
    let mut play = Play {
        procedure: &WHOLE,
        rehearsal: Rehearsal::new(&WHOLE),
        now: DateTime::UNIX_EPOCH,
    };
    // Report and deadlines.
    play.goes("2026-03-02 09:41 registered:complaint:telephone");
    assert_eq!(play.due("confirmation"), "2026-03-03 17:00");
    assert_eq!(play.due("ruling"), "2026-03-09 09:41");
    play.goes("2026-03-02 10:00 receipt_confirmed");
    play.goes("2026-03-02 10:10 inspection_requested");
    assert_eq!(play.due("visit"), "2026-03-04 17:00");
    play.goes("2026-03-02 10:20 visit_planned:inspection");

    // The visit: without a network, while the office goes on; it arrives after the deadline that it met.
    let (seen, visit) = (
        play.rehearsal.log().len() as u64,
        play.dossier().visits[0].id,
    );
    play.goes("2026-03-03 11:00 called by=coordinator");
    let finding = FindingRecorded {
        finding: FindingId(uuid::Uuid::from_u128(77)),
        visit: Some(visit),
        pane: Pane::default(),
        fault: Fault::Sealant,
        marks: vec![],
        sketch: None,
        measurements: vec![],
        viewing_distance: None,
        light: None,
        cause: None,
        text: "De kit laat los.".into(),
        photos: vec![],
    };
    let visited = Visited {
        visit,
        purpose: Purpose::Inspection,
        advice: Some(Advice::Founded),
        reasons: "Fout bij plaatsing.".into(),
    };
    play.comes_late(
        "2026-03-04 15:00",
        seen,
        "2026-03-05 08:30",
        &finding.into(),
    );
    play.comes_late(
        "2026-03-04 15:20",
        seen,
        "2026-03-05 08:30",
        &visited.into(),
    );
    assert_eq!(play.state("visit"), "met");

    // Ruling, in Monday's meeting; two rounds of remedy.
    play.goes("2026-03-05 09:10 brought_to_meeting");
    play.goes("2026-03-09 09:00 ruled:founded");
    assert_eq!(
        (play.state("ruling"), play.due("fix").as_str()),
        ("met", "2026-03-16 17:00")
    );
    play.goes("2026-03-09 09:10 remedy_assigned");
    play.goes("2026-03-09 09:20 notice_seen by=quality_manager");
    play.goes("2026-03-12 10:00 repaired by=technician");
    play.goes("2026-03-12 11:00 outcome_recorded:not_agreed");
    play.goes("2026-03-13 09:00 remedy_assigned");
    play.goes("2026-03-16 14:00 repaired by=technician");
    assert_eq!(play.state("fix"), "met");

    // The parties do not agree: mediation, and then somebody independent, whose ruling binds.
    play.goes("2026-03-17 09:00 mediation_started");
    assert_eq!(play.dossier().stage(play.procedure), Stage::InMediation);
    play.goes("2026-03-20 10:00 mediation_ended:unsolved by=mediator");
    play.goes("2026-03-20 11:00 escalated:arbiter");
    play.goes("2026-03-27 10:00 ruled:independent ruling=founded by=arbiter");
    assert_eq!(play.state("binding_ruling"), "met");
    assert!(play.dossier().ruling.as_ref().unwrap().what.body == "independent");
    play.goes("2026-03-27 11:00 remedy_assigned");
    play.goes("2026-04-01 15:00 repaired by=technician");

    // Damages.
    play.goes("2026-04-02 10:00 damage_established since=2026-04-01T08:00");
    assert_eq!(play.due("limitation"), "2026-05-01 08:00");
    play.goes("2026-04-08 09:00 claim_filed channel=letter received_at=2026-04-08T09:00");
    play.goes("2026-04-15 09:00 claim_decided:partly");

    // The end, and what is learned from it.
    play.goes("2026-04-15 10:00 outcome_recorded:agreed");
    play.goes("2026-04-15 10:10 closed");
    play.goes("2026-04-20 10:00 cause_established:structural");
    play.goes("2026-04-20 10:10 measure_planned");
    play.goes("2026-05-04 10:00 satisfaction_measured score=7 by=management");
    play.goes("2026-06-22 10:00 measure_checked:effective");

    assert_eq!(
        play.open(),
        Vec::<String>::new(),
        "nothing is owed any more"
    );
    assert_eq!(play.dossier().stage(play.procedure), Stage::Closed);
    let all = obligations(play.dossier(), play.procedure, play.now);
    let kept = |id: &str| {
        let last = all.iter().rfind(|owed| owed.id == id).unwrap();
        matches!(last.state, ObligationState::Met(_)) && !last.was_late(play.now)
    };
    for id in [
        "confirmation",
        "visit",
        "ruling",
        "fix",
        "binding_ruling",
        "limitation",
        "claim",
        "cause",
        "satisfaction",
    ] {
        assert!(kept(id), "{id}: {}", play.state(id));
    }
    is_one_file(&play);
}

/// The dossier is nothing but its log: folded anew it is the same, and each step can be told.
fn is_one_file(play: &Play) {
    let log = play.rehearsal.log();
    assert_eq!(Dossier::fold(log).as_ref(), Some(play.dossier()));
    let telling = Telling {
        procedure: play.procedure,
        language: Language::Nl,
        name: &|_| "Iemand".into(),
        moment: &|_| "toen".into(),
    };
    for (event, position) in log.iter().zip(1..) {
        assert_eq!(event.position, position);
        let told = tell(event, &telling).sentence;
        assert!(told.starts_with("Iemand ") && !told.contains('_'), "{told}");
    }
}

#[test]
fn nx_05_the_agenda_builds_itself_and_rulings_and_minutes_go_into_the_files() {
    const ID: &str = "glaspunt";
    let taken = |day: &str| {
        play(
            ID,
            &[&format!("{day} 09:41 registered:complaint:telephone")],
        )
    };
    let central = taken("2026-03-02");
    let mut ruled = taken("2026-03-02");
    ruled.goes("2026-03-03 09:00 ruled:unfounded");
    let mut withdrawn = taken("2026-03-03");
    withdrawn.goes("2026-03-04 09:00 withdrawn");
    let mut regional = taken("2026-03-04");
    regional.goes("2026-03-04 10:00 handler_changed:decentral by=regional_manager");
    let mut brought = taken("2026-03-05");
    brought.goes("2026-03-05 10:00 handler_changed:decentral by=regional_manager");
    let monday: NaiveDate = "2026-03-09".parse().unwrap();
    let bring = Event::from(BroughtToMeeting { on: monday });
    let (role, now) = (Role::Coordinator, brought.now);
    brought.rehearsal.record(role, now, &bring).unwrap();

    // Nobody puts it together: it is what awaits a ruling, and what a region brought.
    let on_agenda = |play: &Play| {
        play.dossier()
            .summary(play.procedure, play.now)
            .is_for_meeting()
    };
    let agenda = [&central, &ruled, &withdrawn, &regional, &brought].map(on_agenda);
    assert_eq!(agenda, [true, false, false, false, true]);
    let meeting = read(ID).meeting.as_ref().unwrap();
    let thursday = "2026-03-05".parse().unwrap();
    assert_eq!(meeting.coming(&read(ID).calendar, thursday), Some(monday));

    // What is ruled there stands in the file with the day, who sat there, and why; then it is off the agenda.
    let minutes = Event::from(Ruled {
        ruling: "founded".into(),
        reasons: "De kit is te vroeg belast. Besproken: eerst laten uitharden.".into(),
        meeting: Some(monday),
        with: vec![Rehearsal::person(Role::Management)],
        body: String::new(),
    });
    let mut judged = central;
    let now = judged
        .procedure
        .calendar
        .at(monday, chrono::NaiveTime::from_hms_opt(9, 30, 0).unwrap());
    judged.now = now;
    (judged.rehearsal)
        .record(Role::Coordinator, now, &minutes)
        .unwrap();
    let folded = Dossier::fold(judged.rehearsal.log()).unwrap();
    let ruling = &folded.ruling.as_ref().unwrap().what;
    assert_eq!(Event::from(ruling.clone()), minutes);
    assert!(!on_agenda(&judged));
    assert_eq!(judged.state("ruling"), "met");
}
