//! The app: every route, and who begins where.

mod account;
mod frame;
pub(crate) mod keys;
mod part;
mod update;

use crate::api::session::SignedIn;
use crate::local::{Desk, device, vault};
use crate::pages::lock::LockPage;
use crate::pages::sign_in::SignInPage;
use domain::person::Role;
use frame::Frame;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use part::{Field, Keeping, Office};

/// The whole app. Someone must be signed in on this device; whether there is a network does not matter.
#[component]
pub fn App() -> impl IntoView {
    apply_theme();
    match device::signed_in() {
        None => view! { <SignInPage/> }.into_any(),
        Some(person) => part::later(part::signed_in(person)),
    }
}

/// The app of the person who is signed in on this device, or the lock on it.
#[component]
fn SignedInApp(person: SignedIn) -> impl IntoView {
    // Pages take their drafts up at once, so that they come after it.
    let opening = RwSignal::new(None);
    let id = person.actor.person;
    leptos::task::spawn_local(async move {
        opening.try_set(Some(vault::open(id).await));
    });
    move || match opening.get()? {
        vault::Opening::Open => Some(view! { <OpenApp person=person.clone()/> }.into_any()),
        vault::Opening::Locked => Some(view! { <LockPage person=person.clone()/> }.into_any()),
    }
}

/// The frame, and in it the page of the address.
#[component]
fn OpenApp(person: SignedIn) -> impl IntoView {
    provide_context(Desk::open(person));
    let office = |page| part::later(part::office(page));
    let field = |page| part::later(part::field(page));
    let keeping = |page| part::later(part::keeping(page));
    view! {
        <Router>
            <Frame>
                <Routes fallback=|| view! { <NotFound/> }>
                    <Route path=path!("/app") view=HomePage/>
                    <Route path=path!("/app/today/:dossier?") view=move || field(Field::Today)/>
                    <Route path=path!("/app/work/:dossier?") view=move || office(Office::Worklist)/>
                    <Route path=path!("/app/new") view=move || office(Office::Intake)/>
                    <Route path=path!("/app/planning") view=move || office(Office::Planning)/>
                    <Route path=path!("/app/meeting") view=move || office(Office::Meeting)/>
                    <Route path=path!("/app/dossier/:dossier") view=move || office(Office::Dossier)/>
                    <Route path=path!("/app/dossier/:dossier/finding/:visit") view=move || field(Field::Finding)/>
                    <Route path=path!("/app/dossier/:dossier/repair/:visit") view=move || field(Field::Repair)/>
                    <Route path=path!("/app/due") view=move || office(Office::Due)/>
                    <Route path=path!("/app/figures") view=move || office(Office::Figures)/>
                    <Route path=path!("/app/figures/:report") view=move || office(Office::Report)/>
                    <Route path=path!("/app/search") view=move || office(Office::Search)/>
                    <Route path=path!("/app/outbox") view=move || keeping(Keeping::Outbox)/>
                    <Route path=path!("/app/settings") view=move || keeping(Keeping::Settings)/>
                    <Route path=path!("/app/accounts") view=move || keeping(Keeping::Accounts)/>
                </Routes>
            </Frame>
        </Router>
    }
}

/// Everyone begins with what they must do now.
#[component]
fn HomePage() -> impl IntoView {
    let actor = crate::local::desk::use_desk().actor();
    let field_only = actor.roles.iter().all(|role| *role == Role::Technician);
    let keeps_accounts = actor.roles.iter().all(|role| *role == Role::Administrator);
    match (field_only, keeps_accounts) {
        (true, _) => part::later(part::field(Field::Today)),
        (_, true) => part::later(part::keeping(Keeping::Accounts)),
        _ => part::later(part::office(Office::Worklist)),
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <div class="page narrow">
            <div class="empty">
                <h1>{crate::words::tr("Deze bladzijde is er niet", "This page does not exist")}</h1>
                <p>{crate::words::tr("Kies links waar u heen wilt.", "Choose where to go from the menu.")}</p>
            </div>
        </div>
    }
}

/// The device's own choice of look, when it has one; and the language, for screen readers.
fn apply_theme() {
    let root = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.document_element());
    if let Some(root) = root {
        let theme = device::theme();
        if !theme.is_empty() {
            let _ = root.set_attribute("data-theme", &theme);
        }
        let _ = root.set_attribute("lang", crate::words::language().code());
    }
}
