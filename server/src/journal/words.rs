//! The words by which a dossier is found: every text that people wrote in it.

use domain::dossier::Dossier;
use domain::event::Event;
use domain::party::{Address, Party};

/// Most bytes of one dossier that can be searched. Postgres keeps at most 1 MB of words in one place.
const MOST: usize = 150_000;

/// All texts, a line each: first what the dossier is now, then what was said along the way.
pub fn content(dossier: &Dossier, events: &[Event]) -> String {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(dossier.number.clone());
    party(&dossier.complainant, &mut lines);
    if let Some(customer) = &dossier.customer {
        party(customer, &mut lines);
    }
    lines.extend(dossier.site.as_ref().map(Address::line));
    lines.push(dossier.reference.clone());
    lines.push(dossier.description.clone());
    for event in events {
        said(event, &mut lines);
    }
    lines.retain(|line| !line.trim().is_empty());
    let mut content = lines.join("\n");
    content.truncate(content.floor_char_boundary(MOST));
    content
}

/// Words alone, in lower case with one space between, so that `GP-2026-0042` is found as it is typed.
pub fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn party(party: &Party, lines: &mut Vec<String>) {
    lines.extend(
        [
            &party.name,
            &party.organisation,
            &party.function,
            &party.email,
            &party.phone,
        ]
        .map(String::clone),
    );
    lines.push(domain::validate::phone(&party.phone).unwrap_or_default());
    lines.push(party.address.line());
}

/// What an event's author wrote. Values that the dossier itself shows are left out, except those that were replaced.
fn said(event: &Event, lines: &mut Vec<String>) {
    let mut say = |text: &str| lines.push(text.to_owned());
    match event {
        Event::Registered(_) | Event::Numbered(_) | Event::NoticeSeen(_) => {}
        Event::ProcedureApplied(e) => say(&e.reason),
        Event::GlassArrived(_) | Event::BroughtToMeeting(_) => {}
        Event::DetailChanged(e) => say(&e.value),
        Event::ConflictResolved(_) => {}
        Event::NoteAdded(e) => say(&e.text),
        Event::Called(e) => {
            say(&e.with);
            say(&e.text);
        }
        Event::ReceiptConfirmed(e) => say(&e.text),
        Event::InspectionRequested(e) => say(&e.reason),
        Event::VisitPlanned(e) => say(&e.remark),
        Event::VisitCancelled(e) => say(&e.reason),
        Event::FindingRecorded(e) => {
            say(e.fault.label(domain::language::Language::Nl));
            say(&e.pane.line());
            say(&e.text);
            e.photos.iter().for_each(|photo| say(&photo.caption));
        }
        Event::PhotoAdded(e) => say(&e.photo.caption),
        Event::SignatureTaken(e) => {
            say(&e.name);
            say(&e.statement);
        }
        Event::Visited(e) => say(&e.reasons),
        Event::VisitFailed(e) => say(&e.remark),
        Event::GlassOrdered(e) => say(&e.what),
        Event::Ruled(e) => say(&e.reasons),
        Event::RemedyAssigned(e) => say(&e.what),
        Event::Repaired(e) => {
            say(&e.what);
            e.photos.iter().for_each(|photo| say(&photo.caption));
        }
        Event::HandlerChanged(e) => say(&e.reason),
        Event::OutcomeRecorded(e) => say(&e.text),
        Event::Closed(e) => say(&e.remark),
        Event::Reopened(e) => say(&e.reason),
        Event::Withdrawn(e) => say(&e.reason),
        Event::ParkedSettled(e) => say(&e.remark),
        _ => said_in_handling(event).into_iter().for_each(say),
    }
}

/// The same, of the steps of handling.
fn said_in_handling(event: &Event) -> Vec<&str> {
    let texts: Vec<&String> = match event {
        Event::AdmissibilityDecided(e) => vec![&e.reason, &e.text],
        Event::SolvedInformally(e) => vec![&e.text],
        Event::MadeFormal(e) => vec![&e.text],
        Event::NatureJudged(e) => vec![&e.reason],
        Event::ApproachAgreed(e) => vec![&e.text],
        Event::Informed(e) => vec![&e.text],
        Event::PersonResponded(e) => vec![&e.text],
        Event::InformationAsked(e) => vec![&e.text],
        Event::InformationReceived(e) => vec![&e.text],
        Event::AppointmentMade(e) => vec![&e.place, &e.text],
        Event::FeedbackDeclined(e) => vec![&e.by, &e.reason],
        Event::TermChosen(e) => vec![&e.reason],
        Event::TermExtended(e) => vec![&e.reason, &e.text],
        Event::ClockStopped(e) => vec![&e.reason],
        Event::ClockResumed(e) => vec![&e.text],
        Event::ColleagueInvolved(e) => vec![&e.what],
        Event::ProposalMade(e) => vec![&e.text],
        Event::ProposalAnswered(e) => vec![&e.text],
        Event::Escalated(e) => vec![&e.reason, &e.text],
        Event::MediationStarted(e) => vec![&e.reason],
        Event::MediationEnded(e) => vec![&e.text],
        Event::DamageEstablished(e) => vec![&e.liable, &e.text],
        Event::ClaimFiled(e) => vec![&e.text],
        Event::ClaimDecided(e) => vec![&e.reasons],
        Event::CauseEstablished(e) => vec![&e.text],
        Event::MeasurePlanned(e) => vec![&e.what],
        Event::MeasureChecked(e) => vec![&e.text],
        Event::SatisfactionMeasured(e) => vec![&e.text],
        _ => vec![],
    };
    texts.into_iter().map(String::as_str).collect()
}
