//! Making or changing one account.

use crate::api::account::{Account, AccountDraft, save_account};
use crate::local::desk::use_desk;
use crate::pages::settings::access::AccessPart;
use crate::ui::{Icon, TextField};
use crate::words::{language, tr};
use domain::person::Role;
use domain::validate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// Fewest characters of a password.
const SHORTEST_PASSWORD: usize = 12;

/// The form in a dialog. `account` is `None` for a new one.
#[component]
pub fn AccountForm(
    account: Option<Account>,
    saved: Callback<Account>,
    close: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let desk = use_desk();
    let person = account.as_ref().map(|account| account.person);
    let own = person == Some(desk.actor().person);
    let (name, email) = account
        .as_ref()
        .map(|a| (a.name.clone(), a.email.clone()))
        .unwrap_or_default();
    let (name, email, password) = (
        RwSignal::new(name),
        RwSignal::new(email),
        RwSignal::new(String::new()),
    );
    let roles = RwSignal::new(
        account
            .as_ref()
            .map(|account| account.roles.clone())
            .unwrap_or_default(),
    );
    let regions = RwSignal::new(
        account
            .as_ref()
            .map(|account| account.regions.clone())
            .unwrap_or_default(),
    );
    let active = RwSignal::new(account.as_ref().is_none_or(|account| account.active));
    let (tried, busy, failed) = (
        RwSignal::new(false),
        RwSignal::new(false),
        RwSignal::new(None::<String>),
    );
    let wrong = move |field: &'static str| {
        Signal::derive(move || {
            tried
                .get()
                .then(|| {
                    fault(
                        field,
                        &name.get(),
                        &email.get(),
                        &password.get(),
                        person.is_none(),
                        &roles.get(),
                    )
                })
                .flatten()
                .map(str::to_owned)
        })
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let complete = untrack(|| {
            ["name", "email", "password", "roles"]
                .iter()
                .all(|field| wrong(field).get().is_none())
        });
        if !complete || busy.get_untracked() {
            return;
        }
        let word = password.get_untracked();
        let draft = AccountDraft {
            person,
            name: name.get_untracked().trim().to_owned(),
            email: email.get_untracked().trim().to_owned(),
            roles: roles.get_untracked(),
            regions: regions.get_untracked(),
            active: active.get_untracked(),
            password: (!word.is_empty()).then_some(word),
        };
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            match save_account(draft).await {
                Ok(account) => {
                    saved.try_run(account);
                }
                Err(error) => {
                    failed.try_set(Some(error.message(language())));
                }
            }
            busy.try_set(false);
        });
    };
    let (all_roles, all_regions) = desk.reference.with_untracked(|r| {
        let name = |role: Role| {
            r.as_ref().map_or_else(
                || role.label(language()).to_owned(),
                |r| r.procedure.role_name(role, language()),
            )
        };
        let roles: Vec<_> = Role::ALL
            .into_iter()
            .map(|role| (role, name(role)))
            .collect();
        let regions: Vec<_> = r
            .as_ref()
            .map(|r| {
                r.regions
                    .iter()
                    .map(|x| (x.id.clone(), x.name.clone()))
                    .collect()
            })
            .unwrap_or_default();
        (roles, regions)
    });
    let password_label = if person.is_none() {
        tr("Wachtwoord", "Password")
    } else {
        tr(
            "Nieuw wachtwoord (leeg: blijft zo)",
            "New password (empty: stays as it is)",
        )
    };
    view! {
        <form class="dialog-body" id="account-form" novalidate on:submit=save>
            <TextField id="account-name" label=tr("Naam", "Name") value=name error=wrong("name") required=true/>
            <TextField id="account-email" label=tr("E-mail", "E-mail") value=email kind="email" autocomplete="off" error=wrong("email") required=true/>
            <Several legend=tr("Functies", "Functions") options=all_roles chosen=roles/>
            <p class="field-error" hidden=move || wrong("roles").get().is_none()><Icon name="alert"/><span>{move || wrong("roles").get()}</span></p>
            {(!all_regions.is_empty()).then(|| view! { <Several legend=tr("Regio's", "Regions") options=all_regions chosen=regions/> })}
            <TextField id="account-password" label=password_label value=password kind="password" autocomplete="new-password" error=wrong("password")
                hint=tr("Minstens 12 tekens; een korte zin werkt goed.", "At least 12 characters; a short sentence works well.")/>
            <label class="check">
                <input type="checkbox" disabled=own prop:checked=move || active.get() on:change=move |event| active.set(event_target_checked(&event))/>
                {tr("Mag aanmelden", "May sign in")}
            </label>
            <Show when=move || !active.get()>
                <p class="consequence">{tr("Dan kan deze persoon niet meer aanmelden. Wat is vastgelegd blijft staan.", "This person can then no longer sign in. What was recorded stays.")}</p>
            </Show>
            {person.filter(|_| !own).map(|person| view! { <AccessPart person=Some(person)/> })}
            <p class="field-error" role="alert" hidden=move || failed.with(Option::is_none)><Icon name="alert"/><span>{move || failed.get()}</span></p>
        </form>
        <div class="dialog-actions">
            <button class="button" type="button" on:click=move |_| close()>{tr("Terug", "Back")}</button>
            <button class="button primary" type="submit" form="account-form" aria-busy=move || busy.get().to_string()>{tr("Opslaan", "Save")}</button>
        </div>
    }
}

/// Any number of some choices.
#[component]
fn Several<K: Clone + Ord + Send + Sync + 'static>(
    legend: &'static str,
    options: Vec<(K, String)>,
    chosen: RwSignal<BTreeSet<K>>,
) -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend class="field-label">{legend}</legend>
            {options.into_iter().map(|(key, words)| {
                let own = key.clone();
                view! {
                    <label class="check">
                        <input type="checkbox" prop:checked=move || chosen.with(|chosen| chosen.contains(&own)) on:change=move |event| {
                            let key = key.clone();
                            chosen.update(|chosen| if event_target_checked(&event) { chosen.insert(key); } else { chosen.remove(&key); });
                        }/>
                        {words}
                    </label>
                }
            }).collect_view()}
        </fieldset>
    }
}

fn fault(
    field: &str,
    name: &str,
    email: &str,
    password: &str,
    is_new: bool,
    roles: &BTreeSet<Role>,
) -> Option<&'static str> {
    match field {
        "name" if name.trim().is_empty() => Some(tr("Vul een naam in.", "Fill in a name.")),
        "email" if !validate::email(email.trim()) => Some(tr(
            "Een e-mailadres ziet eruit als naam@voorbeeld.nl.",
            "An e-mail address looks like name@example.com.",
        )),
        "password" if password.is_empty() && !is_new => None,
        "password" if password.chars().count() < SHORTEST_PASSWORD => Some(tr(
            "Kies een wachtwoord van minstens 12 tekens.",
            "Choose a password of at least 12 characters.",
        )),
        "roles" if roles.is_empty() => Some(tr(
            "Kies minstens een functie.",
            "Choose at least one function.",
        )),
        _ => None,
    }
}
