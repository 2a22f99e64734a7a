//! What a step does to the promises, told before it is taken.

use crate::local::Opened;
use crate::local::desk::use_desk;
use crate::words::{language, tr};
use domain::consequence::consequences;
use domain::event::Event;
use domain::obligation::open_obligations;
use leptos::prelude::*;
use std::sync::Arc;

/// The sentences for `event` on the dossier; when it changes no promise, how the open ones stand.
#[component]
pub fn Consequences(
    opened: Memo<Option<Arc<Opened>>>,
    #[prop(into)] event: Signal<Option<Event>>,
) -> impl IntoView {
    let desk = use_desk();
    let sentences = Memo::new(move |_| {
        let (opened, reference, event) = (opened.get()?, desk.reference.get()?, event.get()?);
        let dossier = &opened.dossier;
        let procedure = reference.procedure_of(dossier);
        let now = desk.now.get();
        let changes = consequences(Some(dossier), &event, procedure, now);
        let told = changes.sentences(procedure, now, language());
        if !told.is_empty() {
            return Some(told);
        }
        let open = open_obligations(dossier, procedure, now);
        let running = open.iter().filter(|o| !o.aim && !o.paused);
        let told = running.map(|o| {
            let summary = o.deadline.summary(&procedure.calendar, now, language());
            format!(
                "{} {}: {summary}.",
                o.name.get(language()),
                tr("loopt door", "runs on")
            )
        });
        Some(told.collect())
    });
    move || {
        let sentences = sentences.get().filter(|sentences| !sentences.is_empty())?;
        Some(view! { <p class="consequence" role="status">{sentences.join(" ")}</p> })
    }
}
