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
use crate::ui::Icon;
use crate::words::tr;
use domain::id::{DossierId, VisitId};
use draft::Fields;
use leptos::html;
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
    let form = Fields::restore(visit);
    let step = RwSignal::new(Step::Finding);
    view! {
        <div class="page">
            <VisitHead shown step/>
            {move || match step.get() {
                Step::Finding => view! { <form::FindingForm shown visit form step/> }.into_any(),
                Step::Finish => view! { <finish::Finish shown visit form step/> }.into_any(),
            }}
        </div>
        {move || (step.get() == Step::Finding).then(|| view! { <form::SaveBar shown visit form step/> })}
    }
}

/// Where one is, and the way back.
#[component]
fn VisitHead(shown: Shown, step: RwSignal<Step>) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move |before: Option<Step>| {
        let now = step.get();
        if let Some(heading) = heading
            .get_untracked()
            .filter(|_| before.is_some_and(|b| b != now))
        {
            let _ = heading.focus();
        }
        now
    });
    let title = move || match step.get() {
        Step::Finding => tr("Bevinding", "Finding"),
        Step::Finish => tr("Bezoek afronden", "End the visit"),
    };
    let place = move || {
        shown.opened.with(|opened| {
            let dossier = &opened.as_ref()?.dossier;
            let name = dossier
                .customer
                .as_ref()
                .unwrap_or(&dossier.complainant)
                .name
                .clone();
            Some(
                [dossier.place().line(), name]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
            )
        })
    };
    let what = move || {
        shown
            .opened
            .with(|opened| opened.as_ref().map(|o| o.dossier.title()))
    };
    view! {
        <div class="page-head">
            <a class="button plain small" href=format!("/app/today/{}", shown.id)><Icon name="arrow-left"/>{tr("Bezoek", "Visit")}</a>
            <h1 tabindex="-1" node_ref=heading>{title}</h1>
            <p class="page-intro">{place}<br/>{what}</p>
        </div>
    }
}
