//! The story of a dossier in sentences: who did what, when.

mod course;

use crate::event::*;
use crate::id::{PersonId, SYSTEM};
use crate::language::Language;
use crate::procedure::Procedure;
use crate::record::Recorded;

/// What a sentence needs to know besides the event.
pub struct Telling<'a> {
    pub procedure: &'a Procedure,
    pub language: Language,
    /// A person's name.
    pub name: &'a dyn Fn(PersonId) -> String,
    /// A moment in words.
    pub moment: &'a dyn Fn(chrono::DateTime<chrono::Utc>) -> String,
}

/// One line of the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// `Samira legde een bevinding vast: condens tussen de bladen, keuken, raam 2`.
    pub sentence: String,
    /// What was said or written, apart.
    pub text: String,
    /// A step of the program itself, folded away.
    pub by_program: bool,
}

/// Tells one event.
pub fn tell(recorded: &Recorded, telling: &Telling) -> Line {
    let author = recorded.envelope.author;
    let who = if author == SYSTEM {
        "Glashelder".to_owned()
    } else {
        (telling.name)(author)
    };
    let language = telling.language;
    let Some(event) = recorded.envelope.payload.event() else {
        let sentence = language.pick(
            format!("{who} legde iets vast dat nieuwer is dan dit programma. Werk Glashelder bij."),
            format!("{who} recorded something newer than this program. Update Glashelder."),
        );
        return Line {
            sentence,
            text: String::new(),
            by_program: false,
        };
    };
    let (did, text) = deed(&event, telling);
    Line {
        sentence: format!("{who} {did}"),
        text,
        by_program: matches!(event, Event::Numbered(_) | Event::ProcedureApplied(_)),
    }
}

fn deed(event: &Event, t: &Telling) -> (String, String) {
    let l = t.language;
    let p = t.procedure;
    let plain = |nl: &str, en: &str| l.pick(nl, en).to_owned();
    match event {
        Event::Registered(e) => {
            let (kind, channel) = (p.kind_name(&e.kind, l), p.channel_name(&e.channel, l));
            let (kind, channel) = (kind.to_lowercase(), channel.to_lowercase());
            let nl = format!("nam een {kind} aan van {} ({channel})", e.complainant.name);
            let en = format!("took in a {kind} from {} ({channel})", e.complainant.name);
            (l.pick(nl, en), e.description.clone())
        }
        Event::Numbered(e) => (
            l.pick(
                format!("gaf het nummer {}", e.number),
                format!("gave number {}", e.number),
            ),
            String::new(),
        ),
        Event::ProcedureApplied(e) => {
            let who = e.by.map(|by| (t.name)(by));
            let nl = match &who {
                Some(who) => format!(
                    "volgt verder versie {} van de procedure; {who} besloot dat",
                    e.version
                ),
                None => format!("volgt verder versie {} van de procedure", e.version),
            };
            let en = match &who {
                Some(who) => format!(
                    "goes on by version {} of the procedure; {who} decided so",
                    e.version
                ),
                None => format!("goes on by version {} of the procedure", e.version),
            };
            (l.pick(nl, en), e.reason.clone())
        }
        Event::DetailChanged(e) => {
            let field = e.field.label(l);
            let value = if e.value.is_empty() {
                l.pick("leeg", "empty").to_owned()
            } else {
                t.procedure.value_name(e.field, &e.value, l)
            };
            (
                l.pick(
                    format!("wijzigde {field} in {value}"),
                    format!("changed {field} to {value}"),
                ),
                String::new(),
            )
        }
        Event::ConflictResolved(e) => {
            let what = e
                .key
                .parse::<crate::party::Field>()
                .map_or_else(|_| l.pick("bezoek", "visit").to_owned(), |f| f.label(l));
            let value = if e.key.starts_with("visit.") {
                String::new()
            } else {
                format!(": {}", e.value)
            };
            (
                l.pick(
                    format!("koos tussen twee waarden van {what}{value}"),
                    format!("chose between two values of {what}{value}"),
                ),
                String::new(),
            )
        }
        Event::NoteAdded(e) => (plain("schreef een notitie", "wrote a note"), e.text.clone()),
        Event::Called(e) if e.no_answer => (
            l.pick(
                format!("belde {}, geen gehoor", e.with),
                format!("called {}, no answer", e.with),
            ),
            e.text.clone(),
        ),
        Event::Called(e) => (
            l.pick(
                format!("belde met {}", e.with),
                format!("spoke with {} on the telephone", e.with),
            ),
            e.text.clone(),
        ),
        Event::ReceiptConfirmed(e) => {
            let channel = p.channel_name(&e.channel, l).to_lowercase();
            (
                l.pick(
                    format!("bevestigde de ontvangst ({channel})"),
                    format!("confirmed receipt ({channel})"),
                ),
                e.text.clone(),
            )
        }
        Event::InspectionRequested(e) => (
            plain("vroeg een inspectie aan", "asked for an inspection"),
            e.reason.clone(),
        ),
        Event::VisitPlanned(e) => {
            let (who, when) = ((t.name)(e.technician), (t.moment)(e.at));
            let purpose = e.purpose.label(l).to_lowercase();
            (
                l.pick(
                    format!("plande {purpose} door {who} op {when}"),
                    format!("planned {purpose} by {who} on {when}"),
                ),
                e.remark.clone(),
            )
        }
        Event::VisitCancelled(e) => (
            plain("liet een bezoek vervallen", "cancelled a visit"),
            e.reason.clone(),
        ),
        Event::FindingRecorded(e) => {
            let fault = e.fault.label(l).to_lowercase();
            let pane = e.pane.line();
            let at = if pane.is_empty() {
                String::new()
            } else {
                format!(", {pane}")
            };
            (
                l.pick(
                    format!("legde een bevinding vast: {fault}{at}"),
                    format!("recorded a finding: {fault}{at}"),
                ),
                finding_text(e, l),
            )
        }
        Event::PhotoAdded(e) => (
            plain("voegde een foto toe", "added a photo"),
            e.photo.caption.clone(),
        ),
        Event::SignatureTaken(e) => (
            l.pick(
                format!("liet {} tekenen", e.name),
                format!("had {} sign", e.name),
            ),
            e.statement.clone(),
        ),
        Event::Visited(e) => {
            let advice = e
                .advice
                .map(|a| {
                    l.pick(
                        format!(", advies {}", a.label(l)),
                        format!(", advice {}", a.label(l)),
                    )
                })
                .unwrap_or_default();
            let purpose = e.purpose.label(l).to_lowercase();
            (
                l.pick(
                    format!("was ter plaatse ({purpose}){advice}"),
                    format!("was on site ({purpose}){advice}"),
                ),
                e.reasons.clone(),
            )
        }
        Event::VisitFailed(e) => {
            let reason = e.reason.label(l).to_lowercase();
            (
                l.pick(
                    format!("kon het bezoek niet doen: {reason}"),
                    format!("could not do the visit: {reason}"),
                ),
                e.remark.clone(),
            )
        }
        Event::GlassOrdered(e) => {
            let expected = e
                .expected
                .map(|d| {
                    l.pick(
                        format!(", verwacht {}", d.format("%d-%m-%Y")),
                        format!(", expected {}", d.format("%d-%m-%Y")),
                    )
                })
                .unwrap_or_default();
            (
                l.pick(
                    format!("bestelde glas{expected}"),
                    format!("ordered glass{expected}"),
                ),
                e.what.clone(),
            )
        }
        Event::GlassArrived(_) => (
            plain(
                "meldde dat het glas binnen is",
                "reported that the glass is there",
            ),
            String::new(),
        ),
        Event::BroughtToMeeting(e) => {
            let on = e.on.format("%d-%m-%Y");
            (
                l.pick(
                    format!("zette de klacht op de agenda van {on}"),
                    format!("put the complaint on the agenda of {on}"),
                ),
                String::new(),
            )
        }
        Event::Ruled(e) => {
            let ruling = p.ruling_name(&e.ruling, l).to_lowercase();
            let with: Vec<String> = e.with.iter().map(|id| (t.name)(*id)).collect();
            let with = if with.is_empty() {
                String::new()
            } else {
                format!(
                    " {} {}",
                    l.pick("samen met", "together with"),
                    with.join(", ")
                )
            };
            let body = if e.body.is_empty() {
                String::new()
            } else {
                format!(" ({})", p.body_name(&e.body, l).to_lowercase())
            };
            (
                l.pick(
                    format!("oordeelde{with}: {ruling}{body}"),
                    format!("ruled{with}: {ruling}{body}"),
                ),
                e.reasons.clone(),
            )
        }
        Event::RemedyAssigned(e) => {
            let who = (t.name)(e.to);
            (
                l.pick(
                    format!("wees het herstel toe aan {who}"),
                    format!("assigned the remedy to {who}"),
                ),
                e.what.clone(),
            )
        }
        Event::Repaired(e) => (
            plain("herstelde het werk", "repaired the work"),
            e.what.clone(),
        ),
        Event::NoticeSeen(_) => (plain("las de melding", "read the notice"), String::new()),
        Event::HandlerChanged(e) => {
            let to = e.to.map_or_else(
                || p.role_name(p.central_handler(), l).to_lowercase(),
                |id| (t.name)(id),
            );
            let handling = e.handling.label(l);
            (
                l.pick(
                    format!("gaf de behandeling aan {to} ({handling})"),
                    format!("gave the handling to {to} ({handling})"),
                ),
                e.reason.clone(),
            )
        }
        Event::OutcomeRecorded(e) => {
            let channel = p.channel_name(&e.channel, l).to_lowercase();
            let agreed = match e.agreed {
                Some(true) => l.pick(", klager is het eens", ", complainant agrees"),
                Some(false) => l.pick(", klager is het niet eens", ", complainant disagrees"),
                None => "",
            };
            (
                l.pick(
                    format!("deelde de uitkomst mee ({channel}){agreed}"),
                    format!("told the outcome ({channel}){agreed}"),
                ),
                e.text.clone(),
            )
        }
        Event::Closed(e) => (
            plain("sloot het dossier", "closed the dossier"),
            e.remark.clone(),
        ),
        Event::Reopened(e) => (
            plain("heropende het dossier", "reopened the dossier"),
            e.reason.clone(),
        ),
        Event::Withdrawn(e) => (
            plain(
                "legde vast dat de klacht is ingetrokken",
                "recorded that the complaint was withdrawn",
            ),
            e.reason.clone(),
        ),
        Event::ParkedSettled(e) if e.adopted => (
            plain(
                "nam een apart gezet stuk over",
                "took over a set-aside item",
            ),
            e.remark.clone(),
        ),
        Event::ParkedSettled(e) => (
            plain(
                "bekeek een apart gezet stuk en liet het liggen",
                "looked at a set-aside item and left it",
            ),
            e.remark.clone(),
        ),
        _ => course::deed(event, t),
    }
}

fn finding_text(e: &FindingRecorded, l: Language) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !e.text.is_empty() {
        parts.push(e.text.clone());
    }
    for m in &e.measurements {
        let value = if l == Language::Nl {
            m.value.to_string().replace('.', ",")
        } else {
            m.value.to_string()
        };
        parts.push(format!(
            "{} {value} {}",
            m.quantity.label(l),
            m.quantity.unit()
        ));
    }
    if let Some(distance) = e.viewing_distance {
        parts.push(format!(
            "{} {distance} m",
            l.pick("Beoordeeld van", "Judged from")
        ));
    }
    if let Some(light) = e.light {
        parts.push(light.label(l).to_owned());
    }
    if let Some(cause) = e.cause {
        parts.push(format!(
            "{} {}",
            l.pick("Oorzaak:", "Cause:"),
            cause.label(l).to_lowercase()
        ));
    }
    parts.join(" · ")
}
