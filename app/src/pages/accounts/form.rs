//! Making or changing one account.

use super::handover::Handover;
use crate::api::ApiError;
use crate::api::account::{Account, AccountDraft, FirstPassword, save_account};
use crate::local::desk::use_desk;
use crate::pages::password_again::{Again, PasswordAgain};
use crate::pages::settings::access::AccessPart;
use crate::ui::{Icon, TextField};
use crate::words::{language, tr};
use domain::person::Role;
use domain::validate;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The form in a dialog. `account` is `None` for a new one. `saved` is called at once, `close` when the person is done.
#[component]
pub fn AccountForm(
    account: Option<Account>,
    saved: Callback<Account>,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let desk = use_desk();
    let person = account.as_ref().map(|account| account.person);
    let own = person == Some(desk.actor().person);
    let (name, email) = account
        .as_ref()
        .map(|a| (a.name.clone(), a.email.clone()))
        .unwrap_or_default();
    let (name, email) = (RwSignal::new(name), RwSignal::new(email));
    // Whoever is new gets one in any case.
    let first_password = RwSignal::new(person.is_none());
    let again = Again::new();
    let handing_over = RwSignal::new(None::<(String, FirstPassword)>);
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
                .then(|| fault(field, &name.get(), &email.get(), &roles.get()))
                .flatten()
                .map(str::to_owned)
        })
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let complete = untrack(|| {
            ["name", "email", "roles"]
                .iter()
                .all(|field| wrong(field).get().is_none())
        });
        if !complete || busy.get_untracked() {
            return;
        }
        let draft = AccountDraft {
            person,
            name: name.get_untracked().trim().to_owned(),
            email: email.get_untracked().trim().to_owned(),
            roles: roles.get_untracked(),
            regions: regions.get_untracked(),
            active: active.get_untracked(),
            first_password: first_password.get_untracked(),
        };
        busy.set(true);
        failed.set(None);
        again.tries(
            move || save_account(draft.clone()),
            move |told| {
                busy.try_set(false);
                match told {
                    Ok(told) => {
                        let name = told.account.name.clone();
                        saved.try_run(told.account);
                        match told.first_password {
                            Some(first) => {
                                handing_over.try_set(Some((name, first)));
                            }
                            None => close(),
                        }
                    }
                    Err(ApiError::PasswordAgain) => {}
                    Err(error) => {
                        failed.try_set(Some(error.message(language())));
                    }
                }
            },
        );
    };
    // What the organisation has may arrive while the form is open.
    let choices = Memo::new(move |_| {
        desk.reference.with(|r| {
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
        })
    });
    view! {
        <PasswordAgain again/>
        {move || handing_over.get().map(|(name, first)| view! { <Handover name first close/> })}
        <form class="dialog-body" id="account-form" novalidate on:submit=save hidden=move || handing_over.with(Option::is_some)>
            <TextField id="account-name" label=tr("Naam", "Name") value=name error=wrong("name") required=true/>
            <TextField id="account-email" label=tr("E-mail", "E-mail") value=email kind="email" autocomplete="off" error=wrong("email") required=true/>
            <Several legend=tr("Functies", "Functions") options=Signal::derive(move || choices.get().0) chosen=roles/>
            <p class="field-error" hidden=move || wrong("roles").get().is_none()><Icon name="alert"/><span>{move || wrong("roles").get()}</span></p>
            <Show when=move || choices.with(|(_, regions)| !regions.is_empty())>
                <Several legend=tr("Regio's", "Regions") options=Signal::derive(move || choices.get().1) chosen=regions/>
            </Show>
            <FirstPasswordPart new=person.is_none() own wanted=first_password/>
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
        <div class="dialog-actions" hidden=move || handing_over.with(Option::is_some)>
            <button class="button" type="button" on:click=move |_| close()>{tr("Terug", "Back")}</button>
            <button class="button primary" type="submit" form="account-form" aria-busy=move || busy.get().to_string()>{tr("Opslaan", "Save")}</button>
        </div>
    }
}

/// Whether the person gets a first password, and what that is.
#[component]
fn FirstPasswordPart(new: bool, own: bool, wanted: RwSignal<bool>) -> impl IntoView {
    let what = tr(
        "U krijgt na het opslaan één keer een eerste wachtwoord te zien, om door te geven. Daarmee kiest deze persoon binnen zeven dagen een eigen wachtwoord.",
        "After saving you see a first password once, to pass on. With it this person chooses a password of their own within seven days.",
    );
    if new {
        return view! { <p class="soft">{what}</p> }.into_any();
    }
    if own {
        return ().into_any();
    }
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || wanted.get() on:change=move |event| wanted.set(event_target_checked(&event))/>
            {tr("Geef een nieuw eerste wachtwoord", "Give a new first password")}
        </label>
        <Show when=move || wanted.get()>
            <p class="consequence">{tr("Het oude wachtwoord werkt dan niet meer, en overal wordt deze persoon afgemeld.", "The old password then works no longer, and this person is signed out everywhere.")}" "{what}</p>
        </Show>
    }
    .into_any()
}

/// Any number of some choices.
#[component]
fn Several<K: Clone + Ord + Send + Sync + 'static>(
    legend: &'static str,
    options: Signal<Vec<(K, String)>>,
    chosen: RwSignal<BTreeSet<K>>,
) -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend class="field-label">{legend}</legend>
            {move || options.get().into_iter().map(|(key, words)| {
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

fn fault(field: &str, name: &str, email: &str, roles: &BTreeSet<Role>) -> Option<&'static str> {
    match field {
        "name" if name.trim().is_empty() => Some(tr("Vul een naam in.", "Fill in a name.")),
        "email" if !validate::email(email.trim()) => Some(tr(
            "Een e-mailadres ziet eruit als naam@voorbeeld.nl.",
            "An e-mail address looks like name@example.com.",
        )),
        "roles" if roles.is_empty() => Some(tr(
            "Kies minstens een functie.",
            "Choose at least one function.",
        )),
        _ => None,
    }
}
