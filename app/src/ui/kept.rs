//! Whether the browser keeps what this device stored, and what to do when it would not.

use crate::local::space::{ask_to_keep, is_kept};
use crate::ui::Icon;
use crate::words::tr;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Whether the browser keeps it; `None` until it has said so, and where it does not say.
pub fn kept() -> RwSignal<Option<bool>> {
    let kept = RwSignal::new(None);
    spawn_local(async move {
        kept.try_set(is_kept().await);
    });
    kept
}

/// What it means that the browser may throw stored work away, and what helps; nothing where it keeps it.
#[component]
pub fn NotKept(kept: RwSignal<Option<bool>>) -> impl IntoView {
    let asked = RwSignal::new(false);
    let ask = move |_| {
        spawn_local(async move {
            kept.try_set(ask_to_keep().await);
            asked.try_set(true);
        });
    };
    view! {
        <Show when=move || kept.get() == Some(false)>
            <div class="notice" data-tone="soon">
                <Icon name="alert"/>
                <h2>{tr("De browser mag opslag weggooien", "The browser may throw storage away")}</h2>
                <p>{tr(
                    "Als de schijf van dit toestel vol is, kan verdwijnen wat nog niet verstuurd is. Zet Glashelder als app op dit toestel (menu van de browser, Installeren), en vraag het dan nog eens.",
                    "When this device's disk is full, what was not sent yet can disappear. Install Glashelder as an app on this device (the browser's menu, Install), and then ask again.",
                )}</p>
                <div class="button-row">
                    <button type="button" class="button small" on:click=ask>{tr("Vraag de browser te bewaren", "Ask the browser to keep it")}</button>
                </div>
                <p role="status">{move || (asked.get() && kept.get() == Some(false)).then(|| tr("De browser zegt nog steeds nee.", "The browser still says no."))}</p>
            </div>
        </Show>
    }
}
