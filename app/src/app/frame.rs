//! The frame around every page: brand, search, how the sync stands, the way to each page.

use super::account::AccountMenu;
use super::keys::Keys;
use super::update::UpdateOffer;
use crate::local::desk::{Connection, use_desk};
use crate::local::reload;
use crate::pages::sign_in::SignInForm;
use crate::ui::{Dialog, Icon};
use crate::words::tr;
use domain::event::EventKind;
use domain::figures::may_see_figures;
use domain::permission::{Deed, may_anywhere};
use domain::person::{Actor, Role};
use domain::procedure::Procedure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let desk = use_desk();
    view! {
        <div class="shell">
            <a class="skip" href="#main">{tr("Naar de inhoud", "To the content")}</a>
            <header class="topbar">
                <A href="/app" attr:class="brand" attr:aria-label=tr("Glashelder, begin", "Glashelder, start")>
                    <Icon name="logo" class="brand-mark"/>
                    <span class="brand-name">"glashelder"</span>
                </A>
                <A href="/app/search" attr:class="topbar-search" attr:aria-label=tr("Zoeken", "Search")>
                    <Icon name="search"/>
                    <span>{tr("Zoek of doe iets", "Search or do something")}</span>
                    <kbd>"/"</kbd>
                </A>
                <div class="topbar-tools">
                    <SyncState/>
                    <AccountMenu/>
                </div>
            </header>
            <UpdateOffer/>
            <Navigation/>
            <main id="main" class="main" tabindex="-1">
                <Show when=move || !desk.loaded.get()>
                    <Loading/>
                </Show>
                {children()}
            </main>
            <div class="toasts" role="status">
                <For each=move || desk.toasts.get().into_iter().enumerate() key=|(index, text)| (*index, text.clone()) let((_, text))>
                    <div class="toast"><Icon name="check"/>{text}</div>
                </For>
            </div>
            <SignInAgain/>
            <Keys/>
        </div>
    }
}

#[component]
fn Loading() -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <span class="unseen">{tr("Bezig met laden", "Loading")}</span>
            <div class="skeleton"><div class="skeleton-line"></div><div class="skeleton-line tall"></div></div>
        </div>
    }
}

/// How many things wait, and why.
#[component]
fn SyncState() -> impl IntoView {
    let desk = use_desk();
    let waiting = move || {
        desk.entries
            .with(|entries| entries.iter().filter(|entry| entry.is_waiting()).count())
            + desk.files_unsent.with(Vec::len)
    };
    let aside = move || {
        use sync::outbox::EntryState::{Parked, Stuck};
        let unreadable = desk.unreadable.with(|unreadable| !unreadable.is_empty());
        unreadable
            || desk.entries.with(|entries| {
                entries
                    .iter()
                    .any(|e| matches!(e.state, Parked { .. } | Stuck { .. }))
            })
    };
    let trouble = move || desk.trouble.get().any();
    let state = move || match (desk.connection.get(), waiting(), aside()) {
        (Connection::SignInNeeded, ..) | (_, _, true) => "attention",
        (Connection::Offline, ..) => "offline",
        (Connection::Online, ..) if trouble() => "trouble",
        (Connection::Online, 0, _) => "idle",
        (Connection::Online, ..) => "sending",
    };
    let icon = move || match state() {
        "attention" => "alert",
        "offline" | "trouble" => "cloud-off",
        "sending" => "sync",
        _ => "cloud-check",
    };
    let words = move || {
        let count = waiting();
        match state() {
            "offline" if count == 0 => tr("Zonder verbinding", "Offline").to_owned(),
            "offline" => format!(
                "{} · {count} {}",
                tr("Zonder verbinding", "Offline"),
                tr("bewaard", "saved")
            ),
            "trouble" if count == 0 => tr("Storing op de server", "Server trouble").to_owned(),
            "trouble" => format!(
                "{} · {count} {}",
                tr("Storing op de server", "Server trouble"),
                tr("bewaard", "saved")
            ),
            "sending" => format!("{count} {}", tr("nog te versturen", "to be sent")),
            "attention" if desk.connection.get() == Connection::SignInNeeded => {
                tr("Meld u opnieuw aan", "Sign in again").to_owned()
            }
            "attention" => tr("Iets is apart gezet", "Something was set aside").to_owned(),
            _ => tr("Alles verstuurd", "All sent").to_owned(),
        }
    };
    view! {
        <a class="sync" data-sync=state href="/app/outbox">
            {move || view! { <Icon name=icon()/> }}
            <span>{words}</span>
        </a>
        <span class="unseen" role="status">{words}</span>
    }
}

/// A way through the app: address, icon, words.
type Way = (&'static str, &'static str, &'static str);

/// What this person's work needs, as far as the organisation's procedure has it.
fn ways(actor: &Actor, procedure: Option<&Procedure>) -> Vec<Way> {
    let roles = &actor.roles;
    let office = roles
        .iter()
        .any(|role| !matches!(role, Role::Technician | Role::Administrator));
    let may = |kind| {
        procedure.is_some_and(|p| p.uses(kind) && may_anywhere(actor, Deed::Record(kind), p))
    };
    let judges = procedure.is_some_and(|p| p.meeting.is_some()) && may(EventKind::Ruled);
    let mut ways: Vec<Way> = Vec::new();
    if roles.contains(&Role::Technician) {
        ways.push(("/app/today", "home", tr("Vandaag", "Today")));
    }
    if office {
        ways.push(("/app/work", "list", tr("Werklijst", "Work list")));
        ways.push(("/app/due", "clock", tr("Te doen", "To do")));
    }
    if may(EventKind::Registered) {
        ways.push(("/app/new", "plus", tr("Nieuwe klacht", "New complaint")));
    }
    if may(EventKind::VisitPlanned) {
        ways.push(("/app/planning", "calendar", tr("Planning", "Planning")));
    }
    // A region rules on what it handles; the meeting is the central one.
    if judges && !roles.iter().all(|role| *role == Role::RegionalManager) {
        ways.push(("/app/meeting", "gavel", tr("Overleg", "Meeting")));
    }
    if procedure.is_some_and(|procedure| may_see_figures(actor, procedure)) {
        ways.push(("/app/figures", "ruler", tr("Cijfers", "Figures")));
    }
    if roles.contains(&Role::Administrator) {
        ways.push(("/app/accounts", "users", tr("Gebruikers", "Users")));
    }
    ways
}

#[component]
fn Navigation() -> impl IntoView {
    let desk = use_desk();
    let path = use_location().pathname;
    let home = move |address: &str| {
        path.get() == "/app" && matches!(address, "/app/work" | "/app/today" | "/app/accounts")
    };
    view! {
        <nav class="nav" aria-label=tr("Hoofdmenu", "Main menu")>
            {move || {
                let actor = desk.actor();
                let ways = desk.reference.with(|r| ways(&actor, r.as_ref().map(|r| &r.procedure)));
                ways.into_iter().enumerate().map(|(index, (address, icon, words))| {
                    let current = move || (path.get().starts_with(address) || (index == 0 && home(address))).then_some("page");
                    view! {
                        <a class="nav-item" href=address aria-current=current><Icon name=icon/><span>{words}</span></a>
                    }
                }).collect_view()
            }}
        </nav>
    }
}

/// Asks for the password when the session ended; work can go on without answering.
#[component]
fn SignInAgain() -> impl IntoView {
    let desk = use_desk();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(desk.connection.get() == Connection::SignInNeeded));
    let email = desk.me.with_value(|me| me.email.clone());
    view! {
        <Dialog open=open title=Signal::derive(|| tr("Meld u opnieuw aan", "Sign in again").to_owned())>
            <div class="dialog-body">
                <p class="consequence">
                    {tr("De aanmelding is verlopen. Wat u vastlegde staat veilig op dit toestel en wordt daarna verstuurd.",
                        "Your session ended. What you recorded is safe on this device and will be sent afterwards.")}
                </p>
                <SignInForm email=email.clone() done=move |person| {
                    let same = desk.me.with_value(|me| me.actor.person) == person.actor.person;
                    if same {
                        open.set(false);
                        spawn_local(async move { desk.signed_in_again().await });
                    } else {
                        reload();
                    }
                }/>
            </div>
        </Dialog>
    }
}
