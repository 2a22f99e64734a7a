//! What an event would do to the promises: shown before a person records it.

use crate::calendar::Calendar;
use crate::dossier::Dossier;
use crate::event::Event;
use crate::id::{DeviceId, DossierId, EventId, SYSTEM};
use crate::language::{Language, Text};
use crate::moment;
use crate::obligation::{Obligation, ObligationState, obligations};
use crate::person::Role;
use crate::procedure::Procedure;
use crate::record::{Envelope, Payload, Recorded};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What changes when an event is recorded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Consequences {
    /// Promises that begin.
    pub begins: Vec<Obligation>,
    /// Promises that are kept with it, in time or late.
    pub meets: Vec<Obligation>,
    /// Promises that fall away.
    pub ends: Vec<Obligation>,
    /// Promises whose clock stops, and what for.
    pub stops: Vec<(Obligation, Text)>,
    /// Promises whose clock runs on.
    pub resumes: Vec<Obligation>,
    /// Promises that are due at another moment: their term was chosen or extended (LG-03, FC-06).
    pub moves: Vec<Obligation>,
    /// Roles that get a notice.
    pub told: Vec<Role>,
}

/// The dossier as it would be after an event; `dossier` is `None` before a registration. `None` when the event cannot
/// come there.
pub fn after(dossier: Option<&Dossier>, event: &Event, at: DateTime<Utc>) -> Option<Dossier> {
    let payload = Payload::of(event).ok()?;
    let base = dossier.map_or(0, |dossier| dossier.head);
    let envelope = Envelope {
        id: EventId(Uuid::nil()),
        dossier: dossier.map_or(DossierId(Uuid::nil()), |dossier| dossier.id),
        author: SYSTEM,
        device: DeviceId(Uuid::nil()),
        sequence: 0,
        device_time: at,
        clock_offset: 0,
        base,
        hash: payload.hash(),
        payload,
    };
    let recorded = Recorded {
        position: base + 1,
        received_at: at,
        envelope,
    };
    match dossier {
        None => Dossier::open(&recorded),
        Some(dossier) => {
            let mut dossier = dossier.clone();
            dossier.apply(&recorded);
            Some(dossier)
        }
    }
}

/// What an event would change, when recorded now.
pub fn consequences(
    dossier: Option<&Dossier>,
    event: &Event,
    procedure: &Procedure,
    now: DateTime<Utc>,
) -> Consequences {
    let mut found = Consequences::default();
    let Some(changed) = after(dossier, event, now) else {
        return found;
    };
    let before = dossier
        .map(|dossier| obligations(dossier, procedure, now))
        .unwrap_or_default();
    for obligation in obligations(&changed, procedure, now) {
        let earlier = before
            .iter()
            .find(|o| o.id == obligation.id && o.deadline.from == obligation.deadline.from);
        let was_open = earlier.is_some_and(Obligation::is_open);
        let was_paused = earlier.is_some_and(|earlier| earlier.paused);
        match obligation.state {
            ObligationState::Open if earlier.is_none() => found.begins.push(obligation),
            ObligationState::Open if obligation.paused && !was_paused => {
                let reason = pause_reason(&obligation, event, procedure);
                found.stops.push((obligation, reason));
            }
            ObligationState::Open if was_paused && !obligation.paused => {
                found.resumes.push(obligation)
            }
            ObligationState::Open
                if earlier
                    .is_some_and(|earlier| earlier.deadline.due != obligation.deadline.due)
                    && !obligation.paused =>
            {
                found.moves.push(obligation);
            }
            ObligationState::Met(_) if was_open => found.meets.push(obligation),
            ObligationState::Cancelled(_) if was_open => found.ends.push(obligation),
            _ => {}
        }
    }
    let triggers = event.triggers();
    let told = procedure
        .notices
        .iter()
        .filter(|notice| notice.on.iter().any(|on| triggers.contains(on)));
    found.told = told.map(|notice| notice.to).collect();
    found
}

impl Consequences {
    /// In sentences, what matters most first; empty when nothing changes.
    pub fn sentences(
        &self,
        procedure: &Procedure,
        now: DateTime<Utc>,
        language: Language,
    ) -> Vec<String> {
        let calendar = &procedure.calendar;
        let due = |obligation: &Obligation| due(calendar, obligation, now, language);
        let name = |obligation: &Obligation| obligation.name.get(language).to_owned();
        let mut sentences = Vec::new();
        for o in &self.begins {
            let (nl, en) = if o.aim {
                ("Dan is het streven", "The aim is then")
            } else {
                ("Dan loopt", "Then this runs")
            };
            sentences.push(format!(
                "{}: {}, {}.",
                language.pick(nl, en),
                name(o),
                due(o)
            ));
        }
        for o in &self.meets {
            let late = o.was_late(now);
            let nl = format!(
                "Daarmee is gedaan: {}{}.",
                name(o),
                if late { ", te laat" } else { ", op tijd" }
            );
            let en = format!(
                "With this is done: {}{}.",
                name(o),
                if late { ", late" } else { ", in time" }
            );
            sentences.push(language.pick(nl, en));
        }
        for (o, reason) in &self.stops {
            let reason = after_colon(reason.get(language));
            sentences.push(language.pick(
                format!("De klok van {} staat dan stil{reason}.", name(o)),
                format!("The clock of {} then stands still{reason}.", name(o)),
            ));
        }
        for o in &self.resumes {
            sentences.push(language.pick(
                format!("De klok van {} loopt dan weer: {}.", name(o), due(o)),
                format!("The clock of {} then runs on: {}.", name(o), due(o)),
            ));
        }
        for o in &self.moves {
            sentences.push(language.pick(
                format!("Dan wordt het: {}, {}.", name(o), due(o)),
                format!("Then it becomes: {}, {}.", name(o), due(o)),
            ));
        }
        if !self.ends.is_empty() {
            let names: Vec<String> = self.ends.iter().map(name).collect();
            sentences.push(format!(
                "{}: {}.",
                language.pick("Dan vervalt", "Then falls away"),
                names.join(", ")
            ));
        }
        for role in &self.told {
            let role = procedure.role_name(*role, language);
            sentences.push(language.pick(
                format!("{role} krijgt een melding."),
                format!("{role} gets a notice."),
            ));
        }
        sentences
    }
}

/// The name of the procedure's pause that an event begins.
fn pause_reason(obligation: &Obligation, event: &Event, procedure: &Procedure) -> Text {
    let triggers = event.triggers();
    let begins = |starts: &[String]| starts.iter().any(|start| triggers.contains(start));
    let pauses = procedure.pauses.iter();
    let mut of = pauses.filter(|p| p.of.contains(&obligation.id) && begins(&p.starts));
    of.next()
        .map(|pause| pause.name.clone())
        .unwrap_or_default()
}

/// `: wacht op …`, or nothing.
fn after_colon(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        format!(": {}{}", first.to_lowercase(), letters.as_str())
    })
}

fn due(
    calendar: &Calendar,
    obligation: &Obligation,
    now: DateTime<Utc>,
    language: Language,
) -> String {
    let at = moment::moment_seen_from(calendar, obligation.deadline.due, now, language);
    language.pick(format!("uiterlijk {at}"), format!("by {at}"))
}
