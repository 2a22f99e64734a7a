//! The form of a repair, from the first photo to the customer's signature.

use super::draft::Fields;
use crate::local::desk::NotRecorded;
use crate::local::device;
use crate::pages::dossier::shown::Shown;
use crate::pages::finding::signatures::Signatures;
use crate::ui::{Consequences, FormError, Photos, TextArea, focus};
use crate::words::{language, tr};
use domain::event::{Event, Moment, Purpose, Visited};
use domain::id::VisitId;
use domain::validate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// The form's id, for the button outside of it.
pub const ID: &str = "repair";

#[component]
pub fn RepairForm(shown: Shown, visit: Option<VisitId>, fields: Fields) -> impl IntoView {
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    let event = Signal::derive(move || Some(Event::from(fields.repaired(visit))));
    let what_error = Signal::derive(move || {
        let (reference, event) = (
            shown.desk.reference.get().filter(|_| tried.get())?,
            event.get()?,
        );
        let problems = validate::event(&event, &reference.procedure, device::now());
        problems
            .iter()
            .find(|p| p.field == "what")
            .map(|p| p.message(language()))
    });
    let finish = move || {
        tried.set(true);
        if what_error.get_untracked().is_some() {
            focus("repair-what");
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match record(shown, visit, fields).await {
                Ok(()) => {
                    fields.clear();
                    let saved = tr(
                        "Herstel bewaard op dit toestel",
                        "Repair saved on this device",
                    );
                    shown.desk.toast(saved);
                    navigate("/app/today", Default::default());
                }
                Err(error) => {
                    problem.try_set(Some(error.to_string()));
                }
            }
            busy.try_set(false);
        });
    };
    let section = |id: &'static str, words: &'static str, photos, moment| {
        let heading = format!("{id}-title");
        let title = heading.clone();
        view! {
            <section class="form-section" aria-labelledby=title>
                <h2 id=heading>{words}</h2>
                <Photos id photos moment/>
            </section>
        }
    };
    view! {
        <form class="form" id=ID novalidate on:submit=move |submit| { submit.prevent_default(); finish(); }>
            {section("before", tr("Foto's vooraf", "Photos before"), fields.before, Moment::Before)}
            <section class="form-section" aria-labelledby="done">
                <h2 id="done">{tr("Wat is er gedaan?", "What was done?")}</h2>
                <TextArea id="repair-what" label=tr("Gedaan werk", "Work done") value=fields.what required=true error=what_error/>
            </section>
            {section("after", tr("Foto's achteraf", "Photos after"), fields.after, Moment::After)}
            <Signatures shown visit purpose=Purpose::Repair/>
            <Consequences opened=shown.opened event/>
            <FormError problem/>
        </form>
    }
}

/// Records the repair and, when there was an appointment, that it is done. Trying again after a failure in between
/// does not record the repair twice.
async fn record(shown: Shown, visit: Option<VisitId>, fields: Fields) -> Result<(), NotRecorded> {
    let repaired = untrack(|| fields.repaired(visit));
    let known = shown.peek().is_some_and(|(opened, _)| {
        opened
            .dossier
            .repairs
            .iter()
            .any(|repair| repair.what == repaired)
    });
    if !known {
        shown.desk.record(shown.id, repaired).await?;
    }
    if let Some(visit) = visit {
        let visited = Visited {
            visit,
            purpose: Purpose::Repair,
            advice: None,
            reasons: String::new(),
        };
        shown.desk.record(shown.id, visited).await?;
    }
    Ok(())
}
