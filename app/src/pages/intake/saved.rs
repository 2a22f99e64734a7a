//! After saving: the number, the promises that now run, and what can be done at once.

use super::keys::focus_soon;
use crate::local::desk::{Connection, use_desk};
use crate::local::device;
use crate::pages::dossier::act::Acting;
use crate::pages::dossier::next::words;
use crate::pages::dossier::promises::Promises;
use crate::pages::dossier::shown::Shown;
use crate::ui::{DossierMark, Icon};
use crate::words::tr;
use domain::action::{Action, next, possible};
use domain::id::DossierId;
use leptos::prelude::*;

/// What can follow at once on the telephone, the first as the one that stands out.
const FOLLOWING: [(Action, &str); 2] = [
    (Action::ConfirmReceipt, "check"),
    (Action::RequestInspection, "eye"),
];

#[component]
pub fn Saved(
    dossier: DossierId,
    another: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let desk = use_desk();
    let shown = Shown::new(dossier, desk);
    let number = move || match (
        desk.row(dossier).and_then(|row| row.summary.number.clone()),
        desk.connection.get(),
    ) {
        (Some(number), _) => number,
        (None, Connection::Online) => tr("Het nummer volgt", "The number follows").to_owned(),
        (None, _) => tr(
            "Het nummer volgt zodra er verbinding is",
            "The number follows when there is a connection",
        )
        .to_owned(),
    };
    let following = Memo::new(move |_| {
        let Some((opened, reference)) = shown.get() else {
            return vec![];
        };
        let (dossier, procedure, actor) = (&opened.dossier, &reference.procedure, desk.actor());
        let possible = possible(dossier, procedure, &actor);
        let first = next(dossier, procedure, &actor, device::now());
        let first = first.map(|next| next.action);
        // A visit has a page of its own, and is never what follows at once.
        let first = first.filter(|action| !matches!(action, Action::Visit(..)));
        let others = FOLLOWING
            .into_iter()
            .filter(|(action, _)| possible.contains(action) && Some(*action) != first);
        let known = (opened.clone(), reference.clone());
        first
            .map(|action| (action, "check"))
            .into_iter()
            .chain(others)
            .map(|(action, icon)| (action, icon, words(action, &known)))
            .collect::<Vec<_>>()
    });
    let done = move |happened: fn(&domain::dossier::Dossier) -> bool| {
        shown
            .opened
            .get()
            .is_some_and(|opened| happened(&opened.dossier))
    };
    // The button that opened the dialog may be gone when it closes.
    Effect::new(move |was_open: Option<bool>| {
        let open = shown.act.get().is_some();
        if was_open != Some(false) && !open {
            focus_soon("saved-heading");
        }
        open
    });
    view! {
        <div class="page-head">
            <h1 id="saved-heading" tabindex="-1" aria-live="polite">{number}</h1>
            <DossierMark dossier/>
            <p class="page-intro">
                {move || shown.opened.get().map(|opened| {
                    let place = opened.dossier.place().line();
                    let who = [opened.dossier.complainant.name.clone(), place];
                    who.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
                })}
            </p>
        </div>
        <div class="intake">
            <section class="next" aria-labelledby="saved-next">
                <h2 class="next-what" id="saved-next">{tr("Wat nu", "What now")}</h2>
                <div role="status">
                    <Show when=move || done(|dossier| dossier.receipt_confirmed)>
                        <p class="next-why">{tr("De ontvangst is bevestigd.", "Receipt is confirmed.")}</p>
                    </Show>
                    <Show when=move || done(|dossier| dossier.inspection_requested)>
                        <p class="next-why">{tr("Er is om een inspectie gevraagd. ", "An inspection was asked for. ")}<a href="/app/planning">{tr("Plan het bezoek", "Plan the visit")}</a></p>
                    </Show>
                </div>
                <div class="button-row">
                    {move || following.get().into_iter().enumerate().map(|(index, (action, icon, words))| view! {
                        <button class="button" class:primary=index == 0 on:click=move |_| shown.begin(action)>
                            <Icon name=icon/>{words}
                        </button>
                    }).collect_view()}
                    <a class="button" href=format!("/app/dossier/{dossier}")>{tr("Open dossier", "Open dossier")}</a>
                    <button class="button" on:click=move |_| another()><Icon name="plus"/>{tr("Nog een", "Another")}</button>
                </div>
            </section>
            <aside class="intake-aside" aria-label=tr("Beloften", "Promises")><Promises shown/></aside>
        </div>
        <Acting shown/>
    }
}
