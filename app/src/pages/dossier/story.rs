//! The story: what happened, in sentences, newest first, a heading a day.

use super::shown::{Shown, moment_words};
use crate::ui::{EntryMark, Icon, Photo};
use crate::words::{language, tr};
use chrono::{NaiveDate, TimeDelta};
use domain::event::{Event, EventKind, Nature};
use domain::id::FileHash;
use domain::moment;
use domain::record::Recorded;
use domain::story::{Line, Telling, tell};
use leptos::prelude::*;
use sync::message::Reference;
use sync::outbox::{Entry, EntryState};

/// One row of the story.
#[derive(Clone, PartialEq)]
enum Row {
    Day(NaiveDate, String),
    Entry(Box<Told>),
    /// Steps of the program itself, folded.
    System(Vec<Told>),
}

/// An event, told.
#[derive(Clone, PartialEq)]
struct Told {
    recorded: Recorded,
    line: Line,
    author: String,
    clock: String,
    pending: Vec<FileHash>,
}

#[component]
pub fn Story(shown: Shown) -> impl IntoView {
    let rows = Memo::new(move |_| rows(shown).unwrap_or_default());
    view! {
        <section class="section" aria-labelledby="story">
            <h2 id="story">{tr("Verhaal", "Story")}</h2>
            <ol class="story">
                <For each=move || rows.get() key=Row::key let(row)>{row.view(shown)}</For>
            </ol>
        </section>
    }
}

fn rows(shown: Shown) -> Option<Vec<Row>> {
    let (opened, reference) = shown.get()?;
    let name = |person| reference.name(person);
    let when = |at| moment_words(&reference, at);
    let telling = Telling {
        procedure: &reference.procedure,
        language: language(),
        name: &name,
        moment: &when,
    };
    let calendar = &reference.procedure.calendar;
    let mut told: Vec<&Recorded> = opened.story().collect();
    // By when it happened, as told; among equals the order of the log.
    told.sort_by_key(|recorded| (recorded.at(), recorded.position));
    let mut rows: Vec<Row> = Vec::new();
    let mut day = None;
    for recorded in told.into_iter().rev() {
        let at = recorded.at();
        let date = calendar.wall(at).date();
        if day != Some(date) {
            day = Some(date);
            let same_year =
                moment_words(&reference, at) == moment::moment(calendar, at, language());
            let words = if same_year {
                moment::day(date, language())
            } else {
                moment::day_with_year(date, language())
            };
            rows.push(Row::Day(date, words));
        }
        let line = tell(recorded, &telling);
        let by_program = line.by_program;
        let files = recorded
            .envelope
            .payload
            .event()
            .map(|e| e.files().into_iter().cloned().collect::<Vec<_>>());
        let pending = files
            .unwrap_or_default()
            .into_iter()
            .filter(|file| opened.files_pending().contains(file))
            .collect();
        let author = reference.name(recorded.envelope.author);
        let told = Told {
            recorded: recorded.clone(),
            line,
            author,
            clock: moment::clock(calendar, at),
            pending,
        };
        match rows.last_mut() {
            Some(Row::System(steps)) if by_program => steps.push(told),
            _ if by_program => rows.push(Row::System(vec![told])),
            _ => rows.push(Row::Entry(Box::new(told))),
        }
    }
    Some(rows)
}

impl Row {
    /// Says what the row shows, so that an unchanged row stays as it is, opened details included.
    fn key(&self) -> String {
        match self {
            Row::Day(date, words) => format!("{date} {words}"),
            Row::Entry(told) => told.key(),
            Row::System(steps) => steps.iter().map(Told::key).collect(),
        }
    }

    fn view(self, shown: Shown) -> AnyView {
        match self {
            Row::Day(_, words) => view! { <li class="story-day">{words}</li> }.into_any(),
            Row::Entry(told) => entry(*told, shown),
            Row::System(steps) => {
                let count = steps.len();
                let title = match count {
                    1 => tr("1 stap van het systeem", "1 step of the system").to_owned(),
                    _ => language().pick(
                        format!("{count} stappen van het systeem"),
                        format!("{count} steps of the system"),
                    ),
                };
                let lines = steps
                    .into_iter()
                    .map(|told| view! { <p>{told.clock}" "{told.line.sentence}</p> })
                    .collect_view();
                view! { <li class="story-system"><details><summary>{title}</summary>{lines}</details></li> }.into_any()
            }
        }
    }
}

impl Told {
    fn key(&self) -> String {
        format!(
            "{} {} {} {}",
            self.recorded.envelope.id,
            self.recorded.position,
            self.author,
            self.pending.len()
        )
    }
}

fn entry(told: Told, shown: Shown) -> AnyView {
    let Told {
        recorded,
        line,
        author,
        clock,
        pending,
    } = told;
    let rest = line
        .sentence
        .strip_prefix(&author)
        .map(str::to_owned)
        .unwrap_or_else(|| line.sentence.clone());
    let event = recorded.envelope.payload.event();
    let kind = event.as_ref().map(Event::kind);
    let strong = kind.is_some_and(|kind| {
        matches!(kind.nature(), Nature::Step | Nature::Opening)
            || kind == EventKind::FindingRecorded
    });
    let quote = (!line.text.is_empty())
        .then(|| view! { <blockquote class="quote">{line.text.clone()}</blockquote> });
    let photos = photos(event.as_ref(), &line.sentence, &pending);
    let weight = strong.then_some("strong");
    let mark = mark(&recorded, shown);
    view! {
        <li class="story-entry" data-weight=weight>
            <p class="story-text"><time>{clock}</time>" "<b>{author}</b>{rest}" "{mark}</p>
            {quote}
            {photos}
            {detail(recorded, shown)}
        </li>
    }
    .into_any()
}

/// How far an own event is; after a day, what simply arrived needs no mark any more.
fn mark(recorded: &Recorded, shown: Shown) -> impl IntoView + use<> {
    let (id, at) = (recorded.envelope.id, recorded.at());
    let told = Memo::new(move |_| {
        let fresh = shown.desk.now.get() - at < TimeDelta::days(1);
        let arrived = |entry: &Entry| {
            matches!(
                entry.state,
                EntryState::Sent {
                    conflict: false,
                    ..
                }
            )
        };
        let entries = shown.desk.entries.get();
        let entry = entries.iter().find(|entry| entry.id() == id);
        entry.is_some_and(|entry| fresh || !arrived(entry))
    });
    move || told.get().then(|| view! { <EntryMark event=id/> })
}

fn photos(
    event: Option<&Event>,
    sentence: &str,
    pending: &[FileHash],
) -> Option<impl IntoView + use<>> {
    let files: Vec<FileHash> = event
        .map(|event| event.files().into_iter().cloned().collect())
        .unwrap_or_default();
    let alt = sentence.to_owned();
    let drawn = |file: &FileHash| match event {
        Some(Event::SignatureTaken(_)) => true,
        Some(Event::FindingRecorded(finding)) => finding.sketch.as_ref() == Some(file),
        _ => false,
    };
    (!files.is_empty()).then(|| {
        let photos = files.into_iter().map(|file| {
            let waits = pending.contains(&file);
            let drawing = drawn(&file);
            view! { <Photo file=file alt=alt.clone() pending=waits drawing/> }
        });
        view! { <div class="photos">{photos.collect_view()}</div> }
    })
}

/// Who recorded it on what and when it arrived; made only when someone asks.
fn detail(recorded: Recorded, shown: Shown) -> impl IntoView {
    let open = RwSignal::new(false);
    let facts = move || {
        let reference = shown
            .desk
            .reference
            .get_untracked()
            .filter(|_| open.get())?;
        Some(facts(&recorded, &reference))
    };
    view! {
        <details class="story-detail" on:toggle=move |_| open.set(true)>
            <summary aria-label=tr("Bijzonderheden", "Details")><Icon name="more"/></summary>
            {facts}
        </details>
    }
}

fn facts(recorded: &Recorded, reference: &Reference) -> impl IntoView + use<> {
    let envelope = &recorded.envelope;
    let rows = [
        (
            tr("Vastgelegd", "Recorded"),
            moment_words(reference, envelope.told_time()),
        ),
        (
            tr("Ontvangen", "Received"),
            moment_words(reference, recorded.received_at),
        ),
        (
            tr("Plaats in het dossier", "Position in the dossier"),
            recorded.position.to_string(),
        ),
        (
            tr("Soort", "Kind"),
            envelope.payload.tag().unwrap_or_default(),
        ),
        (tr("Toestel", "Device"), envelope.device.to_string()),
        (
            tr("Gezien tot", "Had seen up to"),
            envelope.base.to_string(),
        ),
        (tr("Kenmerk", "Hash"), envelope.hash.to_string()),
    ];
    let rows = rows
        .into_iter()
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}
