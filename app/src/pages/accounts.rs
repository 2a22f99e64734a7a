//! Who has an account, with which functions and regions: the administrator's page.

mod form;
mod handover;
mod rule;

use crate::api::ApiError;
use crate::api::account::{Account, accounts};
use crate::local::desk::use_desk;
use crate::ui::{Dialog, Icon};
use crate::words::{language, tr};
use domain::person::Role;
use form::AccountForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rule::SecondStepRule;

/// What the server told.
type Answer = Option<Result<Vec<Account>, ApiError>>;

#[component]
pub fn AccountsPage() -> impl IntoView {
    let desk = use_desk();
    let answer = RwSignal::new(None as Answer);
    let load = move || {
        spawn_local(async move {
            let told = accounts().await;
            answer.try_set(Some(told));
        })
    };
    load();
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(None::<Account>);
    let edit = move |account: Option<Account>| {
        chosen.set(account);
        open.set(true);
    };
    let title = Signal::derive(move || {
        chosen.with(|account| match account {
            Some(account) => account.name.clone(),
            None => tr("Nieuwe gebruiker", "New user").to_owned(),
        })
    });
    let saved = move |account: Account| {
        desk.toast(format!("{}: {}", tr("Opgeslagen", "Saved"), account.name));
        load();
    };
    view! {
        <div class="page">
            <div class="page-head">
                <h1>{tr("Gebruikers", "Users")}</h1>
                <p class="page-intro">{tr("Wie mag aanmelden, met welke functies en in welke regio's.", "Who may sign in, with which functions and in which regions.")}</p>
                <div class="button-row">
                    <button class="button primary" on:click=move |_| edit(None)><Icon name="user-plus"/>{tr("Nieuwe gebruiker", "New user")}</button>
                </div>
            </div>
            {move || match answer.get() {
                None => view! { <Loading/> }.into_any(),
                Some(Ok(all)) => view! { <People all edit=Callback::new(edit)/><SecondStepRule/> }.into_any(),
                Some(Err(error)) => view! { <Failed error again=move || { answer.set(None); load(); }/> }.into_any(),
            }}
        </div>
        <Dialog open title>
            <AccountForm account=chosen.get_untracked() saved=Callback::new(saved) close=move || open.set(false)/>
        </Dialog>
    }
}

#[component]
fn People(all: Vec<Account>, edit: Callback<Option<Account>>) -> impl IntoView {
    let desk = use_desk();
    let role_name = move |role: Role| {
        desk.reference.with(|r| match r {
            Some(r) => r.procedure.role_name(role, language()),
            None => role.label(language()).to_owned(),
        })
    };
    let region_name = move |id: &String| {
        desk.reference
            .with(|r| r.as_ref().map_or_else(|| id.clone(), |r| r.region_name(id)))
    };
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=tr("Gebruikers", "Users")>
            <table class="table">
                <thead>
                    <tr>
                        <th>{tr("Naam", "Name")}</th><th>{tr("E-mail", "E-mail")}</th><th>{tr("Functies", "Functions")}</th>
                        <th>{tr("Regio's", "Regions")}</th><th><span class="unseen">{tr("Wijzigen", "Change")}</span></th>
                    </tr>
                </thead>
                <tbody>
                    {move || all.iter().cloned().map(|account| {
                        let roles: Vec<String> = account.roles.iter().map(|role| role_name(*role)).collect();
                        let regions: Vec<String> = account.regions.iter().map(region_name).collect();
                        let label = format!("{} {}", tr("Wijzig", "Change"), account.name);
                        let waiting = account.first_password_until.map(|_| tr(" (heeft nog geen eigen wachtwoord)", " (has no password of their own yet)"));
                        let away = (!account.active).then(|| tr(" (kan niet aanmelden)", " (cannot sign in)"));
                        let chosen = account.clone();
                        view! {
                            <tr class=if account.active { "" } else { "away" }>
                                <td><strong>{account.name}</strong>{away}{waiting}</td>
                                <td>{account.email}</td>
                                <td><ul class="roles">{roles.into_iter().map(|role| view! { <li class="role">{role}</li> }).collect_view()}</ul></td>
                                <td>{regions.join(", ")}</td>
                                <td class="end">
                                    <button class="button small" aria-label=label on:click=move |_| edit.run(Some(chosen.clone()))><Icon name="edit"/>{tr("Wijzig", "Change")}</button>
                                </td>
                            </tr>
                        }
                    }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Loading() -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <span class="unseen">{tr("Bezig met laden", "Loading")}</span>
            <div class="skeleton"><div class="skeleton-line"></div><div class="skeleton-line"></div><div class="skeleton-line"></div></div>
        </div>
    }
}

#[component]
fn Failed(error: ApiError, again: impl Fn() + 'static) -> impl IntoView {
    let heading = match error {
        ApiError::Unreachable(_) => tr(
            "Gebruikers zijn alleen met verbinding te beheren",
            "Users can be managed only with a connection",
        ),
        _ => tr(
            "De gebruikers zijn niet te tonen",
            "The users cannot be shown",
        ),
    };
    view! {
        <div class="failure" role="alert">
            <Icon name="alert"/>
            <h2>{heading}</h2>
            <p>{error.message(language())}</p>
            <button class="button" on:click=move |_| again()>{tr("Opnieuw proberen", "Try again")}</button>
        </div>
    }
}
