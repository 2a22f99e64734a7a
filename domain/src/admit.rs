//! Admission: what becomes of an event that arrives. The device asks the same question before it records.

mod course;

use crate::dossier::Dossier;
use crate::event::{Event, EventKind, Nature};
use crate::permission::{Deed, Standing, may};
use crate::person::{Actor, Person, Role};
use crate::procedure::{Procedure, alternatives};
use crate::record::Envelope;
use crate::refusal::Refusal;
use crate::validate;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What becomes of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    Accepted,
    /// Accepted, but it crossed another setting of the same value; both are shown.
    Conflict {
        keys: Vec<String>,
    },
    /// Kept aside, visibly, with the reason.
    Parked {
        reason: Refusal,
    },
}

/// Decides on an event. `dossier` is the dossier as the server knows it (the device: as it knows it), `None` before
/// its registration; `people` are the colleagues whom an event may name.
pub fn admit(
    dossier: Option<&Dossier>,
    envelope: &Envelope,
    actor: &Actor,
    people: &[Person],
    procedure: &Procedure,
    now: DateTime<Utc>,
) -> Verdict {
    match judge(dossier, envelope, actor, people, procedure, now) {
        Ok(keys) if keys.is_empty() => Verdict::Accepted,
        Ok(keys) => Verdict::Conflict { keys },
        Err(reason) => Verdict::Parked { reason },
    }
}

/// What is known when an event is judged.
struct Question<'a> {
    dossier: &'a Dossier,
    actor: &'a Actor,
    people: &'a [Person],
    procedure: &'a Procedure,
    now: DateTime<Utc>,
}

fn judge(
    dossier: Option<&Dossier>,
    envelope: &Envelope,
    actor: &Actor,
    people: &[Person],
    procedure: &Procedure,
    now: DateTime<Utc>,
) -> Result<Vec<String>, Refusal> {
    if envelope.author != actor.person {
        return Err(Refusal::WrongAuthor);
    }
    if envelope.payload.hash() != envelope.hash || envelope.payload.has_nul() {
        return Err(Refusal::Damaged);
    }
    let Some(event) = envelope.payload.event() else {
        return Err(unreadable(envelope));
    };
    let Some(dossier) = dossier else {
        return admit_opening(&event, actor, procedure, now);
    };
    let kind = event.kind();
    if kind.nature() == Nature::Opening {
        return Err(Refusal::AlreadyRegistered);
    }
    entitled(dossier, envelope, actor, procedure, kind)?;
    let problems = validate::event(&event, procedure, now);
    if !problems.is_empty() {
        return Err(Refusal::Invalid { problems });
    }
    let keys = match kind.nature() {
        Nature::Addition => vec![],
        Nature::Scalar => admit_scalar(dossier, envelope, &event)?,
        Nature::Step => admit_step(dossier, envelope, &event, procedure).map(|()| vec![])?,
        Nature::Opening | Nature::System => return Err(Refusal::NotEntitled),
    };
    let question = Question {
        dossier,
        actor,
        people,
        procedure,
        now,
    };
    course::check(&question, &event).map(|()| keys)
}

fn unreadable(envelope: &Envelope) -> Refusal {
    let tag = envelope.payload.tag().unwrap_or_default();
    let known = EventKind::ALL.iter().any(|kind| kind.tag() == tag);
    // A known tag that does not decode is no newer version, it is broken.
    if known || tag.is_empty() {
        Refusal::Damaged
    } else {
        Refusal::UpdateNeeded { tag }
    }
}

fn admit_opening(
    event: &Event,
    actor: &Actor,
    procedure: &Procedure,
    now: DateTime<Utc>,
) -> Result<Vec<String>, Refusal> {
    let Event::Registered(registered) = event else {
        return Err(Refusal::NoDossier);
    };
    let standing = Standing {
        in_region: actor.regions.contains(&registered.region),
        ..Standing::default()
    };
    let channel = procedure.channel(&registered.channel);
    let by = channel.map_or(&[][..], |channel| &channel.taken_in_by);
    let takes_in = by.is_empty() || procedure.holds(actor, by);
    if !takes_in
        || !may(
            actor,
            standing,
            Deed::Record(EventKind::Registered),
            procedure,
        )
    {
        return Err(Refusal::NotEntitled);
    }
    let problems = validate::registration(registered, procedure, now);
    if problems.is_empty() {
        Ok(vec![])
    } else {
        Err(Refusal::Invalid { problems })
    }
}

/// Entitled now, or when it was recorded: work that was given, done offline and taken away meanwhile still counts.
fn entitled(
    dossier: &Dossier,
    envelope: &Envelope,
    actor: &Actor,
    procedure: &Procedure,
    kind: EventKind,
) -> Result<(), Refusal> {
    let standing = Standing::of(actor, dossier, procedure);
    if standing.concerned {
        return Err(Refusal::Concerned);
    }
    let then = Standing {
        works_here: dossier.assigned_at(actor.person, envelope.base),
        ..standing
    };
    let entitled = [standing, then]
        .into_iter()
        .any(|standing| may(actor, standing, Deed::Record(kind), procedure));
    if entitled {
        Ok(())
    } else {
        Err(Refusal::NotEntitled)
    }
}

fn admit_scalar(
    dossier: &Dossier,
    envelope: &Envelope,
    event: &Event,
) -> Result<Vec<String>, Refusal> {
    let (key, current, value) = match event {
        Event::DetailChanged(e) => (
            e.field.to_string(),
            dossier.value(e.field).to_owned(),
            e.value.clone(),
        ),
        Event::VisitPlanned(e) => {
            if !dossier.is_open() {
                return Err(Refusal::NotOpen);
            }
            if dossier.about.contains(&e.technician) {
                return Err(Refusal::Concerned);
            }
            let current = dossier
                .visit(e.visit)
                .map(|v| format!("{}|{}", v.technician, v.at.to_rfc3339()));
            (
                format!("visit.{}", e.visit),
                current.unwrap_or_default(),
                format!("{}|{}", e.technician, e.at.to_rfc3339()),
            )
        }
        _ => return Ok(vec![]),
    };
    let crossed = dossier
        .unseen_setting(&key, envelope.device, envelope.base)
        .is_some()
        && current != value;
    Ok(if crossed { vec![key] } else { vec![] })
}

/// Steps that are also taken with what is only registered (GP-01).
const FOR_ALL_KINDS: [EventKind; 7] = [
    EventKind::ConflictResolved,
    EventKind::ParkedSettled,
    EventKind::HandlerChanged,
    EventKind::OutcomeRecorded,
    EventKind::Closed,
    EventKind::Reopened,
    EventKind::Withdrawn,
];

/// A step is refused when the dossier no longer is where its author saw it.
fn admit_step(
    dossier: &Dossier,
    envelope: &Envelope,
    event: &Event,
    procedure: &Procedure,
) -> Result<(), Refusal> {
    let kind = event.kind();
    if !procedure.uses(kind) {
        return Err(Refusal::NotInProcedure);
    }
    let always = matches!(kind, EventKind::ConflictResolved | EventKind::ParkedSettled);
    if !always {
        match (dossier.is_open(), kind) {
            (false, EventKind::Reopened) => {}
            // A claim can come, and be admitted, when the complaint itself is closed (GP-14).
            (false, EventKind::AdmissibilityDecided) if dossier.course.claim.is_some() => {}
            (false, _) => return Err(Refusal::NotOpen),
            (true, EventKind::Reopened) => return Err(Refusal::StillOpen),
            (true, _) => {}
        }
        overtaken(dossier, envelope, kind)?;
    }
    let handled = procedure.handles(&dossier.kind);
    match event {
        _ if !handled && !FOR_ALL_KINDS.contains(&kind) => Err(Refusal::NotHandled),
        Event::RemedyAssigned(e) => {
            if dossier.about.contains(&e.to) {
                return Err(Refusal::Concerned);
            }
            let asked = dossier
                .ruling
                .as_ref()
                .and_then(|r| procedure.ruling(&r.what.ruling))
                .is_some_and(|r| r.remedy);
            if asked {
                Ok(())
            } else {
                Err(Refusal::Missing {
                    triggers: vec!["ruled".into()],
                })
            }
        }
        Event::HandlerChanged(e) if e.to.is_some_and(|to| dossier.about.contains(&to)) => {
            Err(Refusal::Concerned)
        }
        Event::Closed(_) if handled => closable(dossier, procedure),
        _ => Ok(()),
    }
}

/// What must have happened before a handled complaint can be closed.
pub fn closable(dossier: &Dossier, procedure: &Procedure) -> Result<(), Refusal> {
    let remedy = dossier
        .ruling
        .as_ref()
        .and_then(|r| procedure.ruling(&r.what.ruling))
        .is_some_and(|r| r.remedy);
    let extra: &[String] = if remedy {
        &procedure.closing.requires_with_remedy
    } else {
        &[]
    };
    let missing: Vec<String> = procedure
        .closing
        .requires
        .iter()
        .chain(extra)
        .filter(|requirement| !requirement_met(dossier, requirement))
        .cloned()
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Missing { triggers: missing })
    }
}

/// Whether one of a requirement's triggers happened since handling (again) began.
fn requirement_met(dossier: &Dossier, requirement: &str) -> bool {
    alternatives(requirement).any(|trigger| dossier.happened_since(trigger))
}

/// Someone else took the same kind of step after the author last looked.
fn overtaken(dossier: &Dossier, envelope: &Envelope, kind: EventKind) -> Result<(), Refusal> {
    let name = kind.name();
    let newer = dossier.occurrences.iter().any(|o| {
        o.position > envelope.base
            && o.device != envelope.device
            && o.triggers.first().is_some_and(|trigger| trigger == name)
    });
    if newer {
        Err(Refusal::Overtaken {
            by: name.to_owned(),
        })
    } else {
        Ok(())
    }
}

impl Actor {
    /// The program itself, for what it appends.
    pub fn system(organisation: crate::id::OrganisationId) -> Actor {
        Actor {
            person: crate::id::SYSTEM,
            organisation,
            roles: [Role::Administrator].into(),
            regions: Default::default(),
        }
    }
}
