//! A visit: recording what is wrong with the glass, finding by finding, and ending the visit.

mod draft;
mod finish;
mod form;
pub mod made;
mod pane;
mod problems;
pub mod signatures;

use crate::local::desk::use_desk;
use crate::pages::dossier::shown::Shown;
use crate::pages::visit_head::VisitHead;
use crate::ui::Icon;
use crate::words::tr;
use domain::dossier::VisitState;
use domain::id::{DossierId, VisitId};
use draft::Fields;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// What the page shows.
#[derive(Clone, Copy, PartialEq)]
pub enum Step {
    /// The form for the next finding.
    Finding,
    /// Advice and signature.
    Finish,
}

/// `/app/dossier/:dossier/finding/:visit`.
#[component]
pub fn FindingPage() -> impl IntoView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        params.with(|p| {
            let dossier: DossierId = p.get("dossier")?.parse().ok()?;
            let visit: VisitId = p.get("visit")?.parse().ok()?;
            Some((dossier, visit))
        })
    });
    move || {
        ids.get()
            .map(|(dossier, visit)| view! { <Visit dossier visit/> })
    }
}

#[component]
fn Visit(dossier: DossierId, visit: VisitId) -> impl IntoView {
    let shown = Shown::new(dossier, use_desk());
    let form = Fields::restore(shown, visit);
    let step = RwSignal::new(Step::Finding);
    let title = Signal::derive(move || match step.get() {
        Step::Finding => tr("Bevinding", "Finding"),
        Step::Finish => tr("Bezoek afronden", "End the visit"),
    });
    // Offline, two people can end a visit; what was seen can still be added.
    let over = Memo::new(move |_| {
        let state = shown.opened.with(|o| {
            o.as_ref()
                .map(|o| o.dossier.visit(visit).map(|visit| visit.state.clone()))
        });
        state.is_some_and(|state| state != Some(VisitState::Planned))
    });
    view! {
        <div class="page">
            <VisitHead shown title/>
            <Show when=move || over.get()>
                <div class="notice" role="status">
                    <Icon name="info"/>
                    <h2>{tr("Dit bezoek staat niet meer open", "This visit is not open any more")}</h2>
                    <p>{tr("Bevindingen kunt u nog toevoegen.", "You can still add findings.")}</p>
                </div>
            </Show>
            {move || match step.get() {
                Step::Finding => view! { <form::FindingForm shown visit form step over/> }.into_any(),
                Step::Finish => view! { <finish::Finish shown visit form step/> }.into_any(),
            }}
        </div>
        {move || (step.get() == Step::Finding).then(|| view! { <form::SaveBar shown visit form step over/> })}
    }
}
