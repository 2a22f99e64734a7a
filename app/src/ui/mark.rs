//! The one small mark that tells how far something is: saved here, sent, arrived with a remark, set aside.

use super::Icon;
use crate::local::desk::use_desk;
use crate::words::tr;
use domain::id::{DossierId, EventId};
use leptos::prelude::*;
use sync::outbox::{Entry, EntryState};

/// A mark's name, icon and words.
fn mark_of(state: &EntryState) -> (&'static str, &'static str, &'static str) {
    match state {
        EntryState::Waiting => (
            "saved",
            "device",
            tr("Bewaard op dit toestel", "Saved on this device"),
        ),
        EntryState::Sent {
            conflict: false, ..
        } => ("sent", "sent", tr("Verstuurd", "Sent")),
        EntryState::Sent { conflict: true, .. } => (
            "remark",
            "alert",
            tr("Aangekomen met een opmerking", "Arrived with a remark"),
        ),
        EntryState::Parked { .. } => ("aside", "inbox", tr("Apart gezet", "Set aside")),
        EntryState::Stuck { .. } => (
            "aside",
            "inbox",
            tr("Kan niet weg, staat nog hier", "Cannot be sent, still here"),
        ),
    }
}

/// The mark of one own event; nothing for events of others.
#[component]
pub fn EntryMark(event: EventId) -> impl IntoView {
    let desk = use_desk();
    move || {
        let state = desk.entries.with(|entries| {
            entries
                .iter()
                .find(|e| e.id() == event)
                .map(|e| e.state.clone())
        });
        state.map(|state| {
            let (name, icon, words) = mark_of(&state);
            view! { <span class="mark" data-mark=name><Icon name=icon/>{words}</span> }
        })
    }
}

/// The mark of a dossier: the least advanced of one's own recent events.
#[component]
pub fn DossierMark(dossier: DossierId, #[prop(optional)] dense: bool) -> impl IntoView {
    let desk = use_desk();
    move || {
        let least = desk.entries.with(|entries| {
            let mine = entries.iter().filter(|e| e.dossier() == dossier);
            mine.min_by_key(|e| rank(e)).map(|e| e.state.clone())
        });
        least.map(|state| {
            let (name, icon, words) = mark_of(&state);
            let class = if dense { "unseen" } else { "" };
            view! { <span class="mark" data-mark=name title=words><Icon name=icon/><span class=class>{words}</span></span> }
        })
    }
}

fn rank(entry: &Entry) -> u8 {
    match entry.state {
        EntryState::Stuck { .. } => 0,
        EntryState::Parked { .. } => 1,
        EntryState::Waiting => 2,
        EntryState::Sent { conflict: true, .. } => 3,
        EntryState::Sent { .. } => 4,
    }
}
