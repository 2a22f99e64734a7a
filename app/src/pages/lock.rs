//! The device was not used for some hours: the password opens what it holds, also without a network.

use super::sign_in::{Doorway, SignInForm};
use crate::api::ApiError;
use crate::api::device::access_of;
use crate::api::session::SignedIn;
use crate::local::{reload, vault, withdrawn};
use crate::ui::{TextField, focus};
use crate::words::tr;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What stands here instead of the app.
#[component]
pub fn LockPage(person: SignedIn) -> impl IntoView {
    // A password that was changed elsewhere opens nothing here; the server then helps.
    let with_server = RwSignal::new(false);
    let email = person.email.clone();
    let id = person.actor.person;
    // A lost device hears so also while it is locked.
    spawn_local(async {
        if access_of(None).await == Err(ApiError::Withdrawn) {
            withdrawn::erase_unopened().await;
            reload();
        }
    });
    view! {
        <Doorway>
            <h2>{tr("Vergrendeld", "Locked")}</h2>
            <p class="soft">{tr(
                "Wat u vastlegde staat versleuteld op dit toestel. Uw wachtwoord opent het, ook zonder netwerk.",
                "What you recorded is on this device, encrypted. Your password opens it, also without a network.",
            )}</p>
            {move || match with_server.get() {
                true => view! { <SignInForm email=email.clone() done=|_| reload()/> }.into_any(),
                false => view! { <Password name=person.name.clone() id/> }.into_any(),
            }}
            <button type="button" class="button plain wide-button" on:click=move |_| with_server.update(|with| *with = !*with)>
                {move || match with_server.get() {
                    true => tr("Terug", "Back"),
                    false => tr("Wachtwoord gewijzigd of vergeten", "Password changed or forgotten"),
                }}
            </button>
        </Doorway>
    }
}

#[component]
fn Password(name: String, id: domain::id::PersonId) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match vault::unlock(id, &password.get_untracked()).await {
                Ok(true) => reload(),
                Ok(false) => {
                    problem.try_set(Some(
                        tr(
                            "Dit is niet het wachtwoord waarmee u hier het laatst werkte. Probeer het opnieuw.",
                            "This is not the password with which you last worked here. Try again.",
                        )
                        .into(),
                    ));
                    focus("lock-password");
                }
                Err(error) => {
                    problem.try_set(Some(format!(
                        "{} ({error})",
                        tr(
                            "Openen lukte niet. Laad de bladzijde opnieuw.",
                            "It could not be opened. Load the page again."
                        )
                    )));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="signin-form form" on:submit=submit novalidate>
            <p>{name}</p>
            <TextField id="lock-password" label=tr("Wachtwoord", "Password") value=password kind="password" autocomplete="current-password" error=problem/>
            <button class="button primary wide-button" type="submit" aria-busy=move || busy.get().to_string()>
                {move || if busy.get() { tr("Even geduld", "One moment") } else { tr("Ontgrendelen", "Unlock") }}
            </button>
        </form>
    }
}
