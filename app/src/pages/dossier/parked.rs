//! What was set aside: kept, not in force, with the reason; to take over or to leave.

use super::shown::{Known, Shown, moment_words};
use crate::local::desk::NotRecorded;
use crate::ui::{FormError, Icon, TextField};
use crate::words::{language, tr};
use domain::event::{Event, EventKind, NoteAdded};
use domain::record::{Envelope, Recorded};
use domain::story::{Line, Telling, tell};
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::message::Parked;
use sync::outbox::{Entry, EntryState};

#[component]
pub fn ParkedItems(shown: Shown) -> impl IntoView {
    let items = Memo::new(move |_| {
        shown
            .get()
            .map(|(opened, _)| opened.parked().to_vec())
            .unwrap_or_default()
    });
    let own = Memo::new(move |_| {
        let there = items.get();
        let aside = |entry: &&Entry| {
            let kept_here = matches!(
                entry.state,
                EntryState::Parked { .. } | EntryState::Stuck { .. }
            );
            entry.dossier() == shown.id
                && kept_here
                && !there.iter().any(|parked| parked.envelope.id == entry.id())
        };
        shown
            .desk
            .entries
            .with(|entries| entries.iter().filter(aside).cloned().collect::<Vec<_>>())
    });
    move || {
        let known = shown.get()?;
        let (items, own) = (items.get(), own.get());
        if items.is_empty() && own.is_empty() {
            return None;
        }
        let may = shown.may(EventKind::ParkedSettled);
        let items = items
            .into_iter()
            .map(|parked| arrived(shown, &known, parked, may))
            .collect_view();
        let own = own
            .into_iter()
            .map(|entry| kept_here(shown, &known, entry))
            .collect_view();
        Some(view! {
            <section class="parked" aria-labelledby="parked">
                <h2 class="parked-head" id="parked"><Icon name="inbox"/>{tr("Apart gezet", "Set aside")}</h2>
                {items}{own}
            </section>
        })
    }
}

/// An item that the server keeps, for whoever handles the dossier.
fn arrived(shown: Shown, known: &Known, parked: Parked, may: bool) -> impl IntoView + use<> {
    let line = told(known, &parked.envelope);
    let when = moment_words(&known.1, parked.envelope.told_time());
    let reason = parked.reason.message(language());
    let remark = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<String>);
    let field = format!("parked-{}", parked.envelope.id);
    let settle = move |adopted: bool, parked: Parked, line: Line, when: String| {
        let remark = remark.get_untracked().trim().to_owned();
        spawn_local(async move {
            let done = if adopted {
                take_over(shown, &parked, &line, &when).await
            } else {
                Ok(())
            };
            let done = match done {
                Ok(()) => shown
                    .desk
                    .settle(&parked, adopted, remark)
                    .await
                    .map(|_| ()),
                Err(error) => Err(error),
            };
            if let Err(error) = done {
                failure.try_set(Some(error.to_string()));
            }
        });
    };
    let (words, text) = (format!("{when}: {}", line.sentence), line.text.clone());
    let again = (parked.clone(), line.clone(), when.clone());
    let adopt = move |_| settle(true, again.0.clone(), again.1.clone(), again.2.clone());
    let leave = move |_| settle(false, parked.clone(), line.clone(), when.clone());
    view! {
        <div class="parked-item">
            <p>{words}</p>
            {(!text.is_empty()).then(|| view! { <blockquote class="quote">{text}</blockquote> })}
            <p class="parked-reason">{reason}</p>
            {may.then(|| view! {
                <TextField id=field label=tr("Opmerking", "Remark") value=remark/>
                <div class="button-row">
                    <button type="button" class="button small" on:click=adopt>{tr("Overnemen", "Take over")}</button>
                    <button type="button" class="button plain small" on:click=leave>{tr("Laten liggen", "Leave it")}</button>
                </div>
            })}
            <FormError problem=failure/>
        </div>
    }
}

/// Records again what was set aside: evidence (findings, photos, a signature) as it is, and always a note that says
/// whose it was.
async fn take_over(
    shown: Shown,
    parked: &Parked,
    line: &Line,
    when: &str,
) -> Result<(), NotRecorded> {
    let event = parked
        .envelope
        .payload
        .event()
        .filter(|event| !event.files().is_empty());
    if let Some(event) = event.filter(|event| admissible(shown, event)) {
        shown.desk.record(shown.id, event).await?;
    }
    let taken = tr("Overgenomen", "Taken over");
    let text = format!("{taken}: {}, {when}.\n{}", line.sentence, line.text);
    shown
        .desk
        .record(
            shown.id,
            NoteAdded {
                text: text.trim().to_owned(),
            },
        )
        .await
        .map(|_| ())
}

fn admissible(shown: Shown, event: &Event) -> bool {
    shown
        .peek()
        .is_some_and(|(opened, _)| shown.desk.refusal(&opened, event).is_none())
}

/// An own item that the server did not take, or keeps aside.
fn kept_here(shown: Shown, known: &Known, entry: Entry) -> impl IntoView + use<> {
    let line = told(known, &entry.envelope);
    let when = moment_words(&known.1, entry.envelope.told_time());
    let id = entry.id();
    let (reason, stuck) = match entry.state {
        EntryState::Parked { reason, .. } => (reason.message(language()), false),
        EntryState::Stuck { why } => (why, true),
        _ => (String::new(), false),
    };
    let again = move |_| spawn_local(async move { shown.desk.try_again().await });
    let let_go = move |_| spawn_local(async move { shown.desk.let_go(id).await });
    view! {
        <div class="parked-item">
            <p>{when}": "{line.sentence}</p>
            {(!line.text.is_empty()).then(|| view! { <blockquote class="quote">{line.text}</blockquote> })}
            <p class="parked-reason">{reason}</p>
            <div class="button-row">
                {stuck.then(|| view! { <button type="button" class="button small" on:click=again>{tr("Probeer opnieuw", "Try again")}</button> })}
                <button type="button" class="button plain small" on:click=let_go>{tr("Haal weg van dit toestel", "Remove from this device")}</button>
            </div>
        </div>
    }
}

/// An event in words, also when it has no place in the log.
fn told((_, reference): &Known, envelope: &Envelope) -> Line {
    let name = |person| reference.name(person);
    let when = |at| moment_words(reference, at);
    let telling = Telling {
        procedure: &reference.procedure,
        language: language(),
        name: &name,
        moment: &when,
    };
    let recorded = Recorded {
        position: 0,
        received_at: envelope.told_time(),
        envelope: envelope.clone(),
    };
    tell(&recorded, &telling)
}
