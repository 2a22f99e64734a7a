//! The app: every route, and who begins where.

mod frame;
pub(crate) mod keys;
mod update;

use crate::local::{Desk, device};
use crate::pages::accounts::AccountsPage;
use crate::pages::dossier::DossierPage;
use crate::pages::finding::FindingPage;
use crate::pages::intake::IntakePage;
use crate::pages::meeting::MeetingPage;
use crate::pages::outbox::OutboxPage;
use crate::pages::planning::PlanningPage;
use crate::pages::repair::RepairPage;
use crate::pages::search::SearchPage;
use crate::pages::settings::SettingsPage;
use crate::pages::sign_in::SignInPage;
use crate::pages::today::TodayPage;
use crate::pages::worklist::WorklistPage;
use domain::person::Role;
use frame::Frame;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

/// The whole app. Someone must be signed in on this device; whether there is a network does not matter.
#[component]
pub fn App() -> impl IntoView {
    apply_theme();
    match device::signed_in() {
        None => view! { <SignInPage/> }.into_any(),
        Some(person) => {
            provide_context(Desk::open(person));
            view! {
                <Router>
                    <Frame>
                        <Routes fallback=|| view! { <NotFound/> }>
                            <Route path=path!("/app") view=HomePage/>
                            <Route path=path!("/app/today/:dossier?") view=TodayPage/>
                            <Route path=path!("/app/work/:dossier?") view=WorklistPage/>
                            <Route path=path!("/app/new") view=IntakePage/>
                            <Route path=path!("/app/planning") view=PlanningPage/>
                            <Route path=path!("/app/meeting") view=MeetingPage/>
                            <Route path=path!("/app/dossier/:dossier") view=DossierPage/>
                            <Route path=path!("/app/dossier/:dossier/finding/:visit") view=FindingPage/>
                            <Route path=path!("/app/dossier/:dossier/repair/:visit") view=RepairPage/>
                            <Route path=path!("/app/search") view=SearchPage/>
                            <Route path=path!("/app/outbox") view=OutboxPage/>
                            <Route path=path!("/app/settings") view=SettingsPage/>
                            <Route path=path!("/app/accounts") view=AccountsPage/>
                        </Routes>
                    </Frame>
                </Router>
            }
            .into_any()
        }
    }
}

/// Everyone begins with what they must do now.
#[component]
fn HomePage() -> impl IntoView {
    let actor = crate::local::desk::use_desk().actor();
    let field_only = actor.roles.iter().all(|role| *role == Role::Technician);
    let keeps_accounts = actor.roles.iter().all(|role| *role == Role::Administrator);
    match (field_only, keeps_accounts) {
        (true, _) => view! { <TodayPage/> }.into_any(),
        (_, true) => view! { <AccountsPage/> }.into_any(),
        _ => view! { <WorklistPage/> }.into_any(),
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
