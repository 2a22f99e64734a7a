//! Events with sample values, from a line of a timeline.

use super::{Line, Rehearsal, Unplayable};
use crate::action::OF_PROCEDURES;
use crate::dossier::VisitState;
use crate::event::*;
use crate::form::{self, Input, InputKind};
use crate::id::{FindingId, MeasureId, PersonId, VisitId};
use crate::language::Language;
use crate::party::{Address, Party};
use crate::person::Role;
use crate::procedure::Procedure;
use chrono::{DateTime, Days, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What stands where people would write.
const WORDS: &str = "Proef.";

pub(super) fn event(line: &Line, play: &Rehearsal, at: DateTime<Utc>) -> Result<Event, Unplayable> {
    if OF_PROCEDURES.contains(&line.kind) {
        return of_procedure(line, play, at);
    }
    let text = || line.value("text").unwrap_or(WORDS).to_owned();
    let channel = || channel(line, play);
    let position = play.log.len() as u128 + 1;
    let unreadable = |what: &str| Unplayable::Unreadable(what.to_owned());
    let event: Event = match line.kind {
        EventKind::Registered => registered(line, play.procedure, at)?.into(),
        EventKind::NoteAdded => NoteAdded { text: text() }.into(),
        EventKind::Called => Called {
            with: WORDS.to_owned(),
            no_answer: false,
            text: text(),
        }
        .into(),
        EventKind::ReceiptConfirmed => ReceiptConfirmed {
            channel: channel(),
            text: text(),
        }
        .into(),
        EventKind::InspectionRequested => InspectionRequested { reason: text() }.into(),
        EventKind::VisitPlanned => VisitPlanned {
            visit: VisitId(Uuid::from_u128(position)),
            purpose: purpose(line),
            technician: Rehearsal::person(Role::Technician),
            at,
            minutes: 60,
            remark: String::new(),
        }
        .into(),
        EventKind::VisitCancelled => VisitCancelled {
            visit: visit(play).ok_or_else(|| unreadable("no visit is planned"))?,
            reason: text(),
        }
        .into(),
        EventKind::Visited => Visited {
            visit: visit(play).ok_or_else(|| unreadable("no visit is planned"))?,
            purpose: purpose(line),
            advice: None,
            reasons: String::new(),
        }
        .into(),
        EventKind::VisitFailed => VisitFailed {
            visit: visit(play).ok_or_else(|| unreadable("no visit is planned"))?,
            reason: FailedReason::ALL
                .into_iter()
                .find(|reason| reason.word() == line.qualifier)
                .unwrap_or(FailedReason::NobodyHome),
            remark: String::new(),
        }
        .into(),
        EventKind::FindingRecorded => FindingRecorded {
            finding: FindingId(Uuid::from_u128(position)),
            visit: visit(play),
            pane: Pane::default(),
            fault: Fault::Sealant,
            marks: vec![],
            sketch: None,
            measurements: vec![],
            viewing_distance: None,
            light: None,
            cause: None,
            text: text(),
            photos: vec![],
        }
        .into(),
        EventKind::GlassOrdered => GlassOrdered {
            what: text(),
            expected: None,
        }
        .into(),
        EventKind::GlassArrived => GlassArrived {}.into(),
        EventKind::BroughtToMeeting => BroughtToMeeting {
            on: play.procedure.calendar.wall(at).date(),
        }
        .into(),
        EventKind::Ruled => ruled(line, play).into(),
        EventKind::RemedyAssigned => RemedyAssigned {
            to: Rehearsal::person(Role::Technician),
            what: text(),
        }
        .into(),
        EventKind::Repaired => Repaired {
            visit: None,
            what: text(),
            photos: vec![],
        }
        .into(),
        EventKind::NoticeSeen => NoticeSeen {
            notice: line.value("notice").map_or_else(
                || {
                    play.procedure
                        .notices
                        .first()
                        .map(|n| n.id.clone())
                        .unwrap_or_default()
                },
                |notice| notice.replace(' ', "_"),
            ),
        }
        .into(),
        EventKind::HandlerChanged => HandlerChanged {
            handling: if line.qualifier == "decentral" {
                Handling::Decentral
            } else {
                Handling::Central
            },
            to: line.value("to").and_then(role).map(Rehearsal::person),
            reason: text(),
        }
        .into(),
        EventKind::OutcomeRecorded => OutcomeRecorded {
            channel: channel(),
            text: text(),
            agreed: match line.qualifier.as_str() {
                "agreed" => Some(true),
                "not_agreed" => Some(false),
                _ => None,
            },
        }
        .into(),
        EventKind::Closed => Closed {
            remark: String::new(),
        }
        .into(),
        EventKind::Reopened => Reopened { reason: text() }.into(),
        EventKind::Withdrawn => Withdrawn { reason: text() }.into(),
        other => return Err(unreadable(&format!("`{}` cannot be played", other.name()))),
    };
    Ok(event)
}

fn registered(
    line: &Line,
    procedure: &Procedure,
    at: DateTime<Utc>,
) -> Result<Registered, Unplayable> {
    let (kind, channel) = line
        .qualifier
        .split_once(':')
        .unwrap_or((&line.qualifier, ""));
    let first_handled = procedure.kinds.iter().find(|kind| kind.runs_procedure);
    let kind = if kind.is_empty() {
        first_handled.map_or("", |kind| &kind.id)
    } else {
        kind
    };
    let open = procedure.channels.iter().find(|channel| channel.accepted);
    let channel = if channel.is_empty() {
        open.map_or("", |channel| &channel.id)
    } else {
        channel
    };
    let value = |name: &str| line.value(name).map(|value| value.replace(' ', "_"));
    let severity = procedure
        .severities
        .first()
        .map(|severity| severity.id.clone());
    let category = procedure
        .categories
        .first()
        .map(|category| category.id.clone());
    let today = procedure.calendar.wall(at).date().to_string();
    let about = match line.value("about") {
        None => vec![],
        Some(word) => {
            let named = role(word);
            let wrong = || Unplayable::Unreadable(format!("there is no role `{word}`"));
            vec![Rehearsal::person(named.ok_or_else(wrong)?)]
        }
    };
    Ok(Registered {
        kind: kind.to_owned(),
        channel: channel.to_owned(),
        received_at: at,
        complainant: Party {
            name: "J. Proef".into(),
            address: Address {
                street: "Kerkstraat".into(),
                number: "1".into(),
                postcode: "6825 MN".into(),
                city: "Arnhem".into(),
            },
            phone: "0612345678".into(),
            email: "j.proef@example.nl".into(),
            organisation: "De Proef".into(),
            function: "Inkoper".into(),
        },
        description: WORDS.to_owned(),
        category: value("category").or(category).unwrap_or_default(),
        arisen_on: line.value("arisen_on").map_or(today, str::to_owned),
        impact: WORDS.to_owned(),
        severity: value("severity").or(severity).unwrap_or_default(),
        about,
        ..Registered::default()
    })
}

/// A ruling, or a body that rules; `ruling=` and `body=` say the other.
fn ruled(line: &Line, play: &Rehearsal) -> Ruled {
    let procedure = play.procedure;
    let of_body = procedure
        .bodies
        .iter()
        .find(|body| body.id == line.qualifier);
    let value = |name: &str| line.value(name).map(|value| value.replace(' ', "_"));
    let first = procedure.rulings.first().map(|ruling| ruling.id.clone());
    let ruling = match of_body {
        Some(body) => body.rulings.first().cloned().or(first),
        None if line.qualifier.is_empty() => first,
        None => Some(line.qualifier.clone()),
    };
    let company = procedure
        .meeting
        .as_ref()
        .and_then(|meeting| meeting.attended_by);
    let alone = line.value("alone").is_some();
    Ruled {
        ruling: value("ruling").or(ruling).unwrap_or_default(),
        reasons: WORDS.to_owned(),
        meeting: None,
        with: company
            .filter(|_| !alone)
            .map(Rehearsal::person)
            .into_iter()
            .collect(),
        body: of_body
            .map(|body| body.id.clone())
            .or(value("body"))
            .unwrap_or_default(),
    }
}

/// A step that only some procedures have, as its form would make it.
fn of_procedure(line: &Line, play: &Rehearsal, at: DateTime<Utc>) -> Result<Event, Unplayable> {
    let Some(dossier) = &play.dossier else {
        return Err(Unplayable::Unreadable(
            "nothing is registered yet".to_owned(),
        ));
    };
    let inputs = form::inputs(line.kind, dossier, play.procedure, Language::En, at);
    let mut answers: BTreeMap<&str, String> = BTreeMap::new();
    for input in &inputs {
        answers.insert(input.name, answer(input, line, play, at));
    }
    let measure = MeasureId(Uuid::from_u128(play.log.len() as u128 + 1));
    let calendar = &play.procedure.calendar;
    form::event(line.kind, &inputs, &answers, calendar, measure).map_err(|problems| {
        let names: Vec<&str> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        Unplayable::Unreadable(format!("`{}` lacks {}", line.kind.name(), names.join(", ")))
    })
}

fn answer(input: &Input, line: &Line, play: &Rehearsal, at: DateTime<Utc>) -> String {
    let given = line.value(input.name);
    let today = play.procedure.calendar.wall(at);
    match &input.kind {
        InputKind::Line | InputKind::Text => given.unwrap_or(WORDS).to_owned(),
        InputKind::Choice(options) => {
            let words = [
                given.map(|word| word.replace(' ', "_")),
                given.map(str::to_owned),
                Some(line.qualifier.clone()),
            ];
            let has = |word: &String| options.iter().any(|(key, _)| key == word);
            let chosen = words.into_iter().flatten().find(has);
            chosen
                .or_else(|| options.first().map(|(key, _)| key.clone()))
                .unwrap_or_default()
        }
        // Somebody in particular, of the role that the line names, else of the first.
        InputKind::Person(roles) => {
            let named = given.and_then(role).or_else(|| role(&line.qualifier));
            let of = |role: &Role| roles.contains(role);
            let free = |role: &&Role| {
                let about = play.dossier.as_ref().map(|dossier| &dossier.about);
                !about.is_some_and(|about| about.contains(&Rehearsal::person(**role)))
            };
            let role = named
                .filter(of)
                .or_else(|| roles.iter().find(free).copied());
            role.map(|role| Rehearsal::person(role).to_string())
                .unwrap_or_default()
        }
        InputKind::PersonConcerned => {
            let to_person = play
                .procedure
                .topic(&line.qualifier)
                .is_none_or(|topic| topic.to_person);
            let about = play
                .dossier
                .as_ref()
                .and_then(|dossier| dossier.about.first());
            let about = about.filter(|_| to_person || input.required);
            about.map(PersonId::to_string).unwrap_or_default()
        }
        InputKind::Flag(..) => {
            let yes = ["admitted", "structural", "accepted", "solved", "effective"];
            let no = ["refused", "incident", "unsolved", "ineffective"];
            match given {
                Some(given) => given.to_owned(),
                None if yes.contains(&line.qualifier.as_str()) => "true".to_owned(),
                None if no.contains(&line.qualifier.as_str()) => "false".to_owned(),
                None if input.required => "true".to_owned(),
                None => String::new(),
            }
        }
        InputKind::Date => given.map_or_else(
            || (today.date() + Days::new(100)).to_string(),
            str::to_owned,
        ),
        InputKind::Moment => given.map_or_else(
            || today.format("%Y-%m-%dT%H:%M:%S").to_string(),
            |given| {
                if given.contains('T') {
                    given.to_owned()
                } else {
                    format!("{given}T00:00")
                }
            },
        ),
        InputKind::Money => given.unwrap_or("100").to_owned(),
        InputKind::Score(highest) => given.map_or_else(|| highest.to_string(), str::to_owned),
    }
}

fn role(word: &str) -> Option<Role> {
    Role::from_word(&word.replace(' ', "_"))
}

fn channel(line: &Line, play: &Rehearsal) -> String {
    let open = play
        .procedure
        .channels
        .iter()
        .find(|channel| channel.accepted);
    let given = line
        .value("channel")
        .map(|channel| channel.replace(' ', "_"));
    given
        .or_else(|| open.map(|channel| channel.id.clone()))
        .unwrap_or_default()
}

fn purpose(line: &Line) -> Purpose {
    if line.qualifier == "repair" {
        Purpose::Repair
    } else {
        Purpose::Inspection
    }
}

fn visit(play: &Rehearsal) -> Option<VisitId> {
    let visits = &play.dossier.as_ref()?.visits;
    let planned = visits
        .iter()
        .rev()
        .find(|visit| visit.state == VisitState::Planned);
    planned.map(|visit| visit.id)
}
