//! Would it be admitted? A told complaint goes through the same door as any other, before anything is written.

use super::entry::Entry;
use super::fault::Fault;
use super::identity;
use super::reading::Reading;
use super::telling::Told;
use crate::journal::Poured;
use domain::admit::{Verdict, admit};
use domain::dossier::Dossier;
use domain::event::{Event, Numbered};
use domain::id::SYSTEM;
use domain::language::{Language, Text};
use domain::moment::text;
use domain::party::Field;
use domain::person::{Actor, Person};
use domain::procedure::Procedure;
use domain::record::{Envelope, Payload, Recorded};
use domain::refusal::{Problem, Refusal};

/// The envelopes of a complaint as the journal will take them in, or why it would not; `reading` is of the same row.
pub fn rehearse(
    told: &Told,
    actor: &Actor,
    people: &[Person],
    procedure: &Procedure,
    reading: &mut Reading<'_>,
) -> anyhow::Result<Option<Poured>> {
    let mut dossier: Option<Dossier> = None;
    let mut envelopes = Vec::with_capacity(told.happenings.len());
    for (place, happening) in (0..).zip(&told.happenings) {
        let base = dossier.as_ref().map_or(0, |dossier| dossier.head);
        let envelope = envelope(told, actor, place, base, happening.at, &happening.event)?;
        let verdict = admit(
            dossier.as_ref(),
            &envelope,
            actor,
            people,
            procedure,
            happening.at,
        );
        match verdict {
            Verdict::Accepted | Verdict::Conflict { .. } => {}
            // Old registers seldom tell who else judged: what was ruled then was ruled, and nobody is to be invented.
            Verdict::Parked {
                reason: Refusal::NeedsCompany { .. },
            } => {}
            Verdict::Parked { reason } => {
                explain(reading, happening.entry, &happening.event, &reason);
                // Without a registration, or by whom it is about, all that follows would only repeat it.
                if dossier.is_none() || reason == Refusal::Concerned {
                    return Ok(None);
                }
                continue;
            }
        }
        let recorded = Recorded {
            position: base + 1,
            received_at: happening.at,
            envelope: envelope.clone(),
        };
        match &mut dossier {
            Some(dossier) => dossier.apply(&recorded),
            None => dossier = numbered(&recorded, told)?,
        }
        envelopes.push((envelope, happening.at));
    }
    let admitted = reading.faults.is_empty();
    Ok(admitted.then(|| Poured {
        dossier: told.dossier,
        number: told.number.clone(),
        envelopes,
    }))
}

fn envelope(
    told: &Told,
    actor: &Actor,
    place: u64,
    base: u64,
    at: chrono::DateTime<chrono::Utc>,
    event: &Event,
) -> anyhow::Result<Envelope> {
    let payload = Payload::of(event)?;
    Ok(Envelope {
        id: identity::event(told.dossier, place),
        dossier: told.dossier,
        author: actor.person,
        device: identity::device(actor.organisation),
        sequence: place + 1,
        device_time: at,
        clock_offset: 0,
        base,
        hash: payload.hash(),
        payload,
    })
}

/// The dossier with the number that the journal will give it.
fn numbered(registration: &Recorded, told: &Told) -> anyhow::Result<Option<Dossier>> {
    let number = told.number.clone().unwrap_or_default();
    let payload = Payload::of(&Event::Numbered(Numbered {
        number,
        procedure: None,
    }))?;
    let mut given = registration.clone();
    given.position += 1;
    given.envelope.author = SYSTEM;
    given.envelope.hash = payload.hash();
    given.envelope.payload = payload;
    Ok(Dossier::open(registration).map(|mut dossier| {
        dossier.apply(&given);
        dossier
    }))
}

fn explain(reading: &mut Reading<'_>, entry: Entry, event: &Event, reason: &Refusal) {
    let Refusal::Invalid { problems } = reason else {
        let right = text(reason.message(Language::Nl), reason.message(Language::En));
        let wrong = text("dit kan zo niet.", "this cannot be so.");
        let entry = match reason {
            Refusal::Concerned => Entry::About,
            _ => entry,
        };
        return reading.wrong(entry, wrong, right);
    };
    for problem in problems {
        let place = entry_of(problem, event).unwrap_or(entry);
        let (wrong, right) = words(problem);
        reading.wrong(place, wrong, right);
    }
}

fn words(problem: &Problem) -> (Text, Text) {
    use domain::refusal::Fault::*;
    let wrong = match &problem.fault {
        Missing => text("dit is leeg.", "this is empty."),
        TooLong { .. } => text("dit is te lang.", "this is too long."),
        Postcode => text("dit is geen postcode.", "this is no postcode."),
        Phone => text(
            "dit is geen telefoonnummer.",
            "this is no telephone number.",
        ),
        Email => text("dit is geen e-mailadres.", "this is no e-mail address."),
        Unknown => text("dit is niet bekend.", "this is not known."),
        InTheFuture => text("dit moment moet nog komen.", "this moment is yet to come."),
        Date => text("dit is geen dag.", "this is no day."),
        TooEarly { .. } | TooLate { .. } | OutOfRange { .. } => {
            text("deze waarde kan niet.", "this value cannot be.")
        }
    };
    let (mut nl, mut en) = (problem.message(Language::Nl), problem.message(Language::En));
    if problem.fault == Missing {
        nl += " Stond dit nooit in het register, geef dan bij [defaults] in de koppeling wat er moet komen te staan.";
        en += " Where the register never held it, say under [defaults] in the mapping what is to stand there.";
    }
    (wrong, text(nl, en))
}

/// Which value of the row an event's problem is about.
fn entry_of(problem: &Problem, event: &Event) -> Option<Entry> {
    let own = match (event, problem.field.as_str()) {
        (Event::Ruled(_), "reasons") => Entry::Reasons,
        (Event::Ruled(_), "ruling") => Entry::Ruling,
        (Event::RemedyAssigned(_), _) => Entry::Remedy,
        (Event::Repaired(_), _) => Entry::Repair,
        (Event::GlassOrdered(_), _) => Entry::Glass,
        (Event::OutcomeRecorded(_), _) => Entry::Outcome,
        (Event::Withdrawn(_), _) => Entry::WithdrawalReason,
        (Event::NoteAdded(_), _) => Entry::Note,
        (_, "kind") => Entry::Kind,
        (_, "channel") => Entry::Channel,
        (_, "received_at") => Entry::Received,
        (_, field) => Entry::Of(field.parse::<Field>().ok()?),
    };
    Some(own)
}

/// Whether a fault is about a telephone number that lost its zero in a spreadsheet: then the whole is told.
pub fn add_hints(faults: &mut [Fault]) {
    for fault in faults {
        let digits: String = fault.value.chars().filter(char::is_ascii_digit).collect();
        let phone = fault.wrong.en.contains("telephone");
        if phone && digits.len() == 9 && !digits.starts_with('0') {
            fault.right.nl +=
                &format!(" Een rekenprogramma laat de nul voorop weg: misschien 0{digits}.");
            fault.right.en +=
                &format!(" A spreadsheet drops the zero in front: perhaps 0{digits}.");
        }
    }
}
