//! The parts in which a browser fetches the app: who signs in waits for the sign-in page alone, and each kind of work
//! comes with its own part. The service worker fetches the other parts in the meantime, so that all of them are there
//! without a network. Only builds for delivery are split (feature `split`, `tools/site.mjs`); the code is the same.

// What `wasm_split` makes of a function is a call across two modules of one program.
#![allow(unsafe_code)]

use super::SignedInApp;
use crate::api::session::SignedIn;
use crate::local::reload;
use crate::pages::accounts::AccountsPage;
use crate::pages::dossier::DossierPage;
use crate::pages::due::DuePage;
use crate::pages::figures::FiguresPage;
use crate::pages::finding::FindingPage;
use crate::pages::intake::IntakePage;
use crate::pages::meeting::MeetingPage;
use crate::pages::outbox::OutboxPage;
use crate::pages::planning::PlanningPage;
use crate::pages::repair::RepairPage;
use crate::pages::report::ReportPage;
use crate::pages::search::SearchPage;
use crate::pages::settings::SettingsPage;
use crate::pages::today::TodayPage;
use crate::pages::worklist::WorklistPage;
use crate::words::tr;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use std::future::Future;

type Part = Result<AnyView, SplitLoaderError>;

/// The pages of who works at the customer's.
#[derive(Debug, Clone, Copy)]
pub enum Field {
    Today,
    Finding,
    Repair,
}

/// The pages of who works in the office.
#[derive(Debug, Clone, Copy)]
pub enum Office {
    Worklist,
    Intake,
    Planning,
    Meeting,
    Dossier,
    Due,
    Figures,
    Report,
    Search,
}

/// The pages about accounts and this device.
#[derive(Debug, Clone, Copy)]
pub enum Keeping {
    Outbox,
    Settings,
    Accounts,
}

/// `part!(name(argument: Type) => view)` makes an `async fn` that fetches its part first, where the app is split.
macro_rules! part {
    ($(#[$about:meta])* $name:ident($argument:ident: $type:ty) => $view:expr) => {
        $(#[$about])*
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split($name, wasm_split_path = leptos::wasm_split, fallible)]
        pub fn $name($argument: $type) -> Part {
            Ok(untrack(|| $view))
        }

        $(#[$about])*
        #[cfg(not(feature = "split"))]
        pub async fn $name($argument: $type) -> Part {
            Ok(untrack(|| $view))
        }
    };
}

part! {
    /// All that comes after signing in, but the pages.
    signed_in(person: SignedIn) => view! { <SignedInApp person/> }.into_any()
}

part! {
    field(page: Field) => match page {
        Field::Today => view! { <TodayPage/> }.into_any(),
        Field::Finding => view! { <FindingPage/> }.into_any(),
        Field::Repair => view! { <RepairPage/> }.into_any(),
    }
}

part! {
    office(page: Office) => match page {
        Office::Worklist => view! { <WorklistPage/> }.into_any(),
        Office::Intake => view! { <IntakePage/> }.into_any(),
        Office::Planning => view! { <PlanningPage/> }.into_any(),
        Office::Meeting => view! { <MeetingPage/> }.into_any(),
        Office::Dossier => view! { <DossierPage/> }.into_any(),
        Office::Due => view! { <DuePage/> }.into_any(),
        Office::Figures => view! { <FiguresPage/> }.into_any(),
        Office::Report => view! { <ReportPage/> }.into_any(),
        Office::Search => view! { <SearchPage/> }.into_any(),
    }
}

part! {
    keeping(page: Keeping) => match page {
        Keeping::Outbox => view! { <OutboxPage/> }.into_any(),
        Keeping::Settings => view! { <SettingsPage/> }.into_any(),
        Keeping::Accounts => view! { <AccountsPage/> }.into_any(),
    }
}

/// Shows a part as soon as it is there; at once when it was fetched before.
pub fn later(part: impl Future<Output = Part> + 'static) -> AnyView {
    let part = leptos::__reexports::send_wrapper::SendWrapper::new(part);
    Suspend::new(async move { part.await.unwrap_or_else(|_| missing()) }).into_any()
}

/// The part could not be fetched. Nothing of what was recorded depends on it.
fn missing() -> AnyView {
    view! {
        <div class="page narrow">
            <div class="empty" role="alert">
                <h1>{tr("Dit deel is nog niet opgehaald", "This part has not been fetched yet")}</h1>
                <p>{tr("Zoek verbinding en laad opnieuw. Wat u bewaarde blijft bewaard.", "Find a connection and load again. What you saved stays saved.")}</p>
                <button class="button primary" type="button" on:click=|_| reload()>{tr("Laad opnieuw", "Load again")}</button>
            </div>
        </div>
    }
    .into_any()
}
