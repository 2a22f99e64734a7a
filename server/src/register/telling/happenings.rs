//! What a row tells after the registration: from the confirmation to the end.

use super::end::End;
use super::{Origin, Story};
use crate::register::entry::Entry;
use crate::register::identity;
use crate::register::moment::When;
use crate::register::reading::Reading;
use domain::event::*;
use domain::id::DossierId;
use domain::language::Language;
use domain::moment::{day_with_year, text};

/// Adds all that the row tells.
pub fn tell(
    reading: &mut Reading<'_>,
    story: &mut Story<'_>,
    registration: &Registered,
    dossier: DossierId,
    origin: &Origin,
) {
    notes(reading, story, origin);
    handler(reading, story);
    let end = End::read(reading);
    if let Some(when) = told(reading, Entry::Confirmed, &end) {
        let channel = channel(reading, Entry::ConfirmationChannel, registration);
        story.add(
            reading,
            Entry::Confirmed,
            when,
            ReceiptConfirmed {
                channel,
                text: String::new(),
            },
        );
    }
    visit(reading, story, dossier, &end);
    glass(reading, story, &end);
    ruling(reading, story, &end);
    if let Some(when) = told(reading, Entry::OutcomeRecorded, &end) {
        let channel = channel(reading, Entry::OutcomeChannel, registration);
        let text = reading.text(Entry::Outcome);
        story.add(
            reading,
            Entry::OutcomeRecorded,
            when,
            OutcomeRecorded {
                channel,
                text,
                ..OutcomeRecorded::default()
            },
        );
    }
    end.tell(reading, story);
}

/// Where it comes from, and whatever else the register says.
fn notes(reading: &mut Reading<'_>, story: &mut Story<'_>, origin: &Origin) {
    let begun = When::At(story.begun());
    let day = reading.facts.procedure.calendar.wall(origin.now).date();
    let day = day_with_year(day, Language::Nl);
    let (file, place) = (&origin.file, reading.row.line.words(Language::Nl));
    let number = reading.value(Entry::Number);
    let number = if number.is_empty() {
        String::new()
    } else {
        format!(", nummer {number}")
    };
    let text = format!("Overgenomen op {day} uit {file}, {place}{number}.");
    story.add(reading, Entry::Note, begun, NoteAdded { text });
    let columns = reading
        .plan
        .columns
        .get(&Entry::Note)
        .cloned()
        .unwrap_or_default();
    for column in columns {
        let cell = reading.row.cell(column).trim().to_owned();
        let heading = reading
            .plan
            .headings
            .get(column)
            .cloned()
            .unwrap_or_default();
        if !cell.is_empty() {
            let text = format!("{heading}: {cell}");
            story.add(reading, Entry::Note, begun, NoteAdded { text });
        }
    }
}

/// Who handles it, and where (GP-12).
fn handler(reading: &mut Reading<'_>, story: &mut Story<'_>) {
    let handling = match reading.id(Entry::Handling).as_deref() {
        Some("decentral") => Handling::Decentral,
        _ => Handling::Central,
    };
    reading.uses(Entry::Handling);
    let to = one(reading, Entry::Handler);
    if to.is_some() || handling != Handling::Central {
        let begun = When::At(story.begun());
        let reason = "Zo stond het in het register.".to_owned();
        story.add(
            reading,
            Entry::Handler,
            begun,
            HandlerChanged {
                handling,
                to,
                reason,
            },
        );
    }
}

fn visit(reading: &mut Reading<'_>, story: &mut Story<'_>, dossier: DossierId, end: &End) {
    if let Some(when) = told(reading, Entry::InspectionRequested, end) {
        story.add(
            reading,
            Entry::InspectionRequested,
            when,
            InspectionRequested {
                reason: String::new(),
            },
        );
    }
    let Some(when) = told(reading, Entry::Visited, end) else {
        return;
    };
    let visit = identity::visit(dossier);
    let purpose = Purpose::Inspection;
    let event = Visited {
        visit,
        purpose,
        advice: None,
        reasons: String::new(),
    };
    let at = match when {
        When::At(at) => at,
        When::Day(day) => super::start_of(day, &reading.facts.procedure.calendar),
    };
    if let Some(technician) = one(reading, Entry::Technician) {
        // When it was planned is not told; at the visit itself at the latest.
        let planned = VisitPlanned {
            visit,
            purpose,
            technician,
            at,
            minutes: 60,
            remark: String::new(),
        };
        story.add(reading, Entry::Visited, when, planned);
    }
    story.add(reading, Entry::Visited, when, event);
}

fn glass(reading: &mut Reading<'_>, story: &mut Story<'_>, end: &End) {
    if let Some(when) = told(reading, Entry::GlassOrdered, end) {
        let what = reading.text(Entry::Glass);
        story.add(
            reading,
            Entry::GlassOrdered,
            when,
            GlassOrdered {
                what,
                expected: None,
            },
        );
    }
    if let Some(when) = told(reading, Entry::GlassArrived, end) {
        story.add(reading, Entry::GlassArrived, when, GlassArrived {});
    }
}

/// The judgement and what follows from it (GP-08 to GP-10).
fn ruling(reading: &mut Reading<'_>, story: &mut Story<'_>, end: &End) {
    let meeting = reading.when(Entry::Meeting).map(|when| match when {
        When::Day(day) => day,
        When::At(at) => reading.facts.procedure.calendar.wall(at).date(),
    });
    if let Some(on) = meeting {
        // When it was put on the agenda is not told; it ends what was to be done on the day itself (GP-06).
        let begun = When::At(story.begun());
        story.add(reading, Entry::Meeting, begun, BroughtToMeeting { on });
    }
    let ruling = reading.id(Entry::Ruling);
    let when = reading.when(Entry::Ruled);
    let mut ruled_at = None;
    match (ruling, when) {
        (Some(ruling), Some(when)) => {
            reading.uses(Entry::Ruling);
            let reasons = reading.text(Entry::Reasons);
            let with = reading.people(Entry::RuledWith);
            let event = Ruled {
                ruling,
                reasons,
                meeting,
                with,
                ..Ruled::default()
            };
            ruled_at = Some(When::At(story.add(reading, Entry::Ruled, when, event)));
        }
        (Some(_), None) if reading.value(Entry::Ruled).is_empty() => {
            reading.wrong(
                Entry::Ruling,
                text(
                    "er is een oordeel, maar niet wanneer het viel.",
                    "there is a ruling, but not when it was given.",
                ),
                text(
                    "Vul de datum van het oordeel in (ruled).",
                    "Fill in the date of the ruling (ruled).",
                ),
            );
        }
        _ => {}
    }
    let assigned = reading.when(Entry::Assigned).or(ruled_at);
    match (one(reading, Entry::AssignedTo), assigned) {
        (Some(to), Some(when)) => {
            let what = reading.text(Entry::Remedy);
            story.add(reading, Entry::Assigned, when, RemedyAssigned { to, what });
        }
        (Some(_), None) if reading.value(Entry::Assigned).is_empty() => reading.wrong(
            Entry::AssignedTo,
            text(
                "er is iemand die het herstelt, maar geen oordeel en geen datum.",
                "someone puts it right, but there is no ruling and no date.",
            ),
            text(
                "Vul het oordeel met zijn datum in, of noem deze kolom bij handler.",
                "Fill in the ruling with its date, or name this column under handler.",
            ),
        ),
        _ => {}
    }
    if let Some(when) = told(reading, Entry::Repaired, end) {
        let what = reading.text(Entry::Repair);
        story.add(
            reading,
            Entry::Repaired,
            when,
            Repaired {
                visit: None,
                what,
                photos: vec![],
            },
        );
    }
}

/// When something happened. What only the date of closing tells is told only where closing asks for it.
fn told(reading: &mut Reading<'_>, entry: Entry, end: &End) -> Option<When> {
    let when = reading.when(entry)?;
    let asked = !reading.plan.is_told_by_closing(entry) || end.asks_for(entry);
    asked.then_some(when)
}

/// The one colleague whom a cell names.
fn one(reading: &mut Reading<'_>, entry: Entry) -> Option<domain::id::PersonId> {
    let people = reading.people(entry);
    if people.len() > 1 {
        reading.wrong(
            entry,
            text(
                "hier kan maar één collega staan.",
                "only one colleague can stand here.",
            ),
            text("Kies een van hen.", "Choose one of them."),
        );
    }
    people.first().copied()
}

/// The channel that a cell names, else that by which the report came.
fn channel(reading: &mut Reading<'_>, entry: Entry, registration: &Registered) -> String {
    let id = reading.id(entry);
    reading.uses(entry);
    id.unwrap_or_else(|| registration.channel.clone())
}
