//! Above a visit's pages: where one is, for whom, and the way back.

use crate::pages::dossier::shown::Shown;
use crate::ui::Icon;
use crate::words::tr;
use leptos::html;
use leptos::prelude::*;

/// When `title` changes, the keyboard goes to it.
#[component]
pub fn VisitHead(shown: Shown, title: Signal<&'static str>) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move |before: Option<&'static str>| {
        let now = title.get();
        let changed = before.is_some_and(|before| before != now);
        if let Some(heading) = heading.get_untracked().filter(|_| changed) {
            let _ = heading.focus();
        }
        now
    });
    let place = move || {
        shown.opened.with(|opened| {
            let dossier = &opened.as_ref()?.dossier;
            let name = dossier
                .customer
                .as_ref()
                .unwrap_or(&dossier.complainant)
                .name
                .clone();
            let parts = [dossier.place().line(), name];
            Some(
                parts
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
            <h1 tabindex="-1" node_ref=heading>{move || title.get()}</h1>
            <p class="page-intro">{place}<br/>{what}</p>
        </div>
    }
}
