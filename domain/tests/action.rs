//! What each person should do first, step by step through Glaspunt's procedure, and what each step would do.

#![allow(clippy::unwrap_used)]

use chrono::{DateTime, TimeDelta, Utc};
use domain::action::{Action, next, possible};
use domain::consequence::{after, consequences};
use domain::dossier::Dossier;
use domain::event::*;
use domain::id::{OrganisationId, PersonId, VisitId};
use domain::language::Language;
use domain::party::Party;
use domain::person::{Actor, Role};
use domain::procedure::Procedure;
use uuid::Uuid;

const TECHNICIAN: PersonId = PersonId(Uuid::from_u128(7));
const VISIT: VisitId = VisitId(Uuid::from_u128(8));
const REPAIR: VisitId = VisitId(Uuid::from_u128(9));

fn glaspunt() -> Procedure {
    toml::from_str(include_str!("../../procedures/glaspunt.toml")).unwrap()
}

/// Tuesday 3 March 2026, 10:00 in the Netherlands.
fn tuesday() -> DateTime<Utc> {
    "2026-03-03T09:00:00Z".parse().unwrap()
}

fn actor(role: Role) -> Actor {
    let person = match role {
        Role::Technician => TECHNICIAN,
        _ => PersonId(Uuid::from_u128(100 + role as u128)),
    };
    Actor {
        person,
        organisation: OrganisationId(Uuid::nil()),
        roles: [role].into(),
        regions: Default::default(),
    }
}

fn registered() -> Event {
    let complainant = Party {
        name: "Fam. De Wit".into(),
        ..Party::default()
    };
    Registered {
        kind: "complaint".into(),
        channel: "telephone".into(),
        received_at: tuesday(),
        complainant,
        customer: None,
        site: None,
        description: "Condens tussen de bladen.".into(),
        category: String::new(),
        region: String::new(),
        reference: String::new(),
        about: vec![],
        ..Registered::default()
    }
    .into()
}

fn confirmed() -> Event {
    ReceiptConfirmed {
        channel: "telephone".into(),
        text: String::new(),
    }
    .into()
}

fn asked() -> Event {
    InspectionRequested {
        reason: String::new(),
    }
    .into()
}

fn planned(visit: VisitId, purpose: Purpose) -> Event {
    VisitPlanned {
        visit,
        purpose,
        technician: TECHNICIAN,
        at: tuesday() + TimeDelta::days(1),
        minutes: 60,
        remark: String::new(),
    }
    .into()
}

fn visited() -> Event {
    Visited {
        visit: VISIT,
        purpose: Purpose::Inspection,
        advice: None,
        reasons: String::new(),
    }
    .into()
}

fn failed() -> Event {
    VisitFailed {
        visit: VISIT,
        reason: FailedReason::NobodyHome,
        remark: String::new(),
    }
    .into()
}

fn ruled(ruling: &str) -> Event {
    Ruled {
        ruling: ruling.into(),
        reasons: "De kitrand lekt.".into(),
        meeting: None,
        with: vec![],
        ..Ruled::default()
    }
    .into()
}

fn assigned() -> Event {
    RemedyAssigned {
        to: TECHNICIAN,
        what: "Ruit vervangen".into(),
    }
    .into()
}

fn ordered() -> Event {
    GlassOrdered {
        what: "HR++".into(),
        expected: None,
    }
    .into()
}

fn repaired() -> Event {
    Repaired {
        visit: Some(REPAIR),
        what: "Vervangen".into(),
        photos: vec![],
    }
    .into()
}

fn outcome() -> Event {
    OutcomeRecorded {
        channel: "letter".into(),
        text: "Gegrond".into(),
        ..OutcomeRecorded::default()
    }
    .into()
}

fn closed() -> Event {
    Closed {
        remark: String::new(),
    }
    .into()
}

fn dossier(events: &[Event]) -> Dossier {
    let opened = after(None, &registered(), tuesday()).unwrap();
    events
        .iter()
        .enumerate()
        .fold(opened, |dossier, (n, event)| {
            let at = tuesday() + TimeDelta::minutes(n as i64 + 1);
            after(Some(&dossier), event, at).unwrap()
        })
}

#[test]
fn everyone_sees_the_one_thing_to_do() {
    use Action::*;
    let inspection = || {
        vec![
            confirmed(),
            asked(),
            planned(VISIT, Purpose::Inspection),
            visited(),
        ]
    };
    let with = |mut events: Vec<Event>, more: Vec<Event>| {
        events.extend(more);
        events
    };
    let founded = || with(inspection(), vec![ruled("founded")]);
    let to_repair = || with(founded(), vec![assigned()]);
    let coordinator = Role::Coordinator;
    let cases: Vec<(Vec<Event>, Role, Option<Action>)> = vec![
        (vec![], coordinator, Some(ConfirmReceipt)),
        (vec![], Role::Deputy, Some(ConfirmReceipt)),
        (vec![], Role::Management, None),
        (vec![confirmed()], coordinator, Some(RequestInspection)),
        (vec![confirmed()], Role::Management, Some(Rule)),
        (vec![asked()], coordinator, Some(ConfirmReceipt)),
        (
            vec![confirmed(), asked()],
            coordinator,
            Some(PlanVisit(Purpose::Inspection)),
        ),
        (
            vec![confirmed(), asked(), planned(VISIT, Purpose::Inspection)],
            coordinator,
            None,
        ),
        (
            vec![confirmed(), asked(), planned(VISIT, Purpose::Inspection)],
            Role::Technician,
            Some(Visit(VISIT, Purpose::Inspection)),
        ),
        (inspection(), coordinator, Some(Rule)),
        (inspection(), Role::Technician, None),
        (founded(), coordinator, Some(AssignRemedy)),
        (founded(), Role::QualityManager, Some(SeeNotice)),
        (to_repair(), coordinator, Some(PlanVisit(Purpose::Repair))),
        (to_repair(), Role::Technician, Some(Repair)),
        (
            with(to_repair(), vec![planned(REPAIR, Purpose::Repair)]),
            Role::Technician,
            Some(Visit(REPAIR, Purpose::Repair)),
        ),
        (
            with(to_repair(), vec![ordered()]),
            coordinator,
            Some(ReceiveGlass),
        ),
        (
            with(to_repair(), vec![repaired()]),
            coordinator,
            Some(TellOutcome),
        ),
        (
            with(inspection(), vec![ruled("unfounded")]),
            coordinator,
            Some(TellOutcome),
        ),
        (
            with(inspection(), vec![ruled("unfounded")]),
            Role::QualityManager,
            None,
        ),
        (
            with(to_repair(), vec![repaired(), outcome()]),
            coordinator,
            Some(Close),
        ),
        (
            with(to_repair(), vec![repaired(), outcome(), closed()]),
            coordinator,
            None,
        ),
    ];
    let procedure = glaspunt();
    for (index, (events, role, expected)) in cases.into_iter().enumerate() {
        let dossier = dossier(&events);
        let found = next(&dossier, &procedure, &actor(role), tuesday()).map(|next| next.action);
        assert_eq!(
            found,
            expected,
            "case {index}: {role:?} after {:?}",
            events.last().map(Event::kind)
        );
    }
}

#[test]
fn the_next_thing_names_the_promise_that_it_serves() {
    let procedure = glaspunt();
    let promise = |events: &[Event]| {
        let next = next(
            &dossier(events),
            &procedure,
            &actor(Role::Coordinator),
            tuesday(),
        );
        next.and_then(|next| next.promise).map(|promise| promise.id)
    };
    let done = [
        confirmed(),
        asked(),
        planned(VISIT, Purpose::Inspection),
        visited(),
    ];
    let founded = [done.as_slice(), &[ruled("founded")]].concat();
    let solved = [founded.as_slice(), &[repaired()]].concat();
    assert_eq!(promise(&[]).as_deref(), Some("confirmation"));
    assert_eq!(promise(&[confirmed()]).as_deref(), Some("ruling"));
    assert_eq!(promise(&done[..2]).as_deref(), Some("visit"));
    assert_eq!(promise(&done).as_deref(), Some("ruling"));
    assert_eq!(promise(&founded).as_deref(), Some("fix"));
    assert_eq!(promise(&solved), None);
}

#[test]
fn what_is_offered_fits_the_dossier_and_the_person() {
    let procedure = glaspunt();
    let offered = |events: &[Event], role| possible(&dossier(events), &procedure, &actor(role));
    let over = [confirmed(), ruled("unfounded"), outcome(), closed()];
    assert_eq!(
        offered(&over, Role::Coordinator),
        [
            Action::Note,
            Action::Call,
            Action::AddPhoto,
            Action::Reopen,
            // What is learned, and damage that shows later (GP-14, GP-15).
            Action::Record(EventKind::DamageEstablished),
            Action::Record(EventKind::CauseEstablished),
            Action::Record(EventKind::MeasurePlanned),
        ]
    );
    assert_eq!(offered(&over, Role::Administrator), []);
    // A technician without work on the dossier can do nothing to it.
    assert_eq!(offered(&[confirmed()], Role::Technician), []);
    assert!(!offered(&[confirmed(), ruled("founded")], Role::Coordinator).contains(&Action::Rule));
}

#[test]
fn a_step_says_beforehand_what_it_does_to_the_promises() {
    let procedure = glaspunt();
    let told = |events: Option<&[Event]>, event: Event| {
        let dossier = events.map(dossier);
        let now = tuesday() + TimeDelta::hours(1);
        consequences(dossier.as_ref(), &event, &procedure, now).sentences(
            &procedure,
            now,
            Language::Nl,
        )
    };
    type Case<'a> = (Option<&'a [Event]>, Event, Vec<&'a str>);
    let cases: Vec<Case> = vec![
        (
            None,
            registered(),
            vec![
                "Dan loopt: Ontvangst bevestigen, uiterlijk wo 4 maart 17:00.",
                "Dan is het streven: Zo mogelijk vandaag oplossen, uiterlijk di 3 maart 17:00.",
                "Dan loopt: Oordeel, uiterlijk di 10 maart 10:00.",
            ],
        ),
        (
            Some(&[]),
            confirmed(),
            vec!["Daarmee is gedaan: Ontvangst bevestigen, op tijd."],
        ),
        (
            Some(&[]),
            asked(),
            vec![
                "Dan loopt: Bezoek, uiterlijk do 5 maart 17:00.",
                "Dan vervalt: Zo mogelijk vandaag oplossen.",
            ],
        ),
        (
            Some(&[]),
            ruled("founded"),
            vec![
                "Dan loopt: Herstel, uiterlijk di 10 maart 17:00.",
                "Daarmee is gedaan: Oordeel, op tijd.",
                "Kwaliteitsmanager krijgt een melding.",
            ],
        ),
        (Some(&[]), NoteAdded { text: "x".into() }.into(), vec![]),
    ];
    for (events, event, expected) in cases {
        let kind = event.kind();
        let found = told(events, event);
        for sentence in expected.iter() {
            assert!(
                found.iter().any(|told| told == sentence),
                "{kind:?}: {sentence} not in {found:?}"
            );
        }
        assert_eq!(found.len(), expected.len(), "{kind:?}: {found:?}");
    }
    let waiting = [confirmed(), asked(), planned(VISIT, Purpose::Inspection)];
    assert_eq!(
        told(Some(&waiting), failed()),
        ["De klok van Bezoek staat dan stil: wacht op een nieuwe afspraak met de klager."]
    );
    let stopped = [
        confirmed(),
        asked(),
        planned(VISIT, Purpose::Inspection),
        failed(),
    ];
    let again = told(Some(&stopped), planned(VISIT, Purpose::Inspection));
    assert!(
        again
            .iter()
            .any(|told| told.starts_with("De klok van Bezoek loopt dan weer")),
        "{again:?}"
    );
}
