//! A dossier's own page; `view` is the dossier itself, which the lists show beside them as well.

pub mod act;
pub mod conflicts;
mod details;
pub mod findings;
mod head;
mod keys;
pub mod next;
pub mod parked;
pub mod promises;
pub mod shown;
pub mod story;
pub mod view;
mod visits;

use crate::words::tr;
use domain::id::DossierId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/app/dossier/:dossier`.
#[component]
pub fn DossierPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|p| {
            p.get("dossier")
                .and_then(|text| text.parse::<DossierId>().ok())
        })
    });
    move || {
        match id.get() {
        Some(id) => view! { <view::DossierView id=id full=true/> }.into_any(),
        None => view! {
            <div class="page narrow">
                <div class="empty">
                    <h1>{tr("Dit dossier is er niet", "This dossier does not exist")}</h1>
                    <p>{tr("Het adres klopt niet. Zoek het dossier op in de werklijst.", "The address is not right. Find the dossier in the work list.")}</p>
                </div>
            </div>
        }
        .into_any(),
    }
    }
}
