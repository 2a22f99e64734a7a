//! Signing in: the first time on this device, and again when the session ended.

use crate::api::session::{SignedIn, sign_in};
use crate::local::{device, vault};
use crate::ui::{Icon, TextField};
use crate::words::{language, tr};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page for a device on which nobody is signed in.
#[component]
pub fn SignInPage() -> impl IntoView {
    view! {
        <div class="signin">
            <main id="main">
                <div class="signin-brand">
                    <Icon name="logo" class="brand-mark"/>
                    <h1 class="signin-name">"glashelder"</h1>
                </div>
                <SignInForm email=String::new() done=|_| reload()/>
            </main>
        </div>
    }
}

/// The form. `email` is filled in and fixed when the person is known.
#[component]
pub fn SignInForm(email: String, done: impl Fn(SignedIn) + Copy + 'static) -> impl IntoView {
    let known = !email.is_empty();
    let email = RwSignal::new(email);
    let password = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let (name, word) = (
            email.get_untracked().trim().to_owned(),
            password.get_untracked(),
        );
        if name.is_empty() || word.is_empty() {
            problem.set(Some(
                tr(
                    "Vul uw e-mailadres en wachtwoord in.",
                    "Fill in your e-mail address and password.",
                )
                .into(),
            ));
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match sign_in(name, word.clone()).await {
                Ok(person) => {
                    lock_with(&person, &word).await;
                    device::set_signed_in(Some(&person));
                    done(person);
                }
                Err(error) => {
                    problem.try_set(Some(error.message(language())));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="signin-form form" on:submit=submit novalidate>
            <Show when=move || !known fallback=move || view! { <p class="soft">{email.get()}</p> }>
                <TextField id="email" label=tr("E-mailadres", "E-mail address") value=email kind="email" autocomplete="username"/>
            </Show>
            <TextField id="password" label=tr("Wachtwoord", "Password") value=password kind="password" autocomplete="current-password"/>
            <p class="field-error" role="alert" hidden=move || problem.get().is_none()>
                <Icon name="alert"/><span>{move || problem.get()}</span>
            </p>
            <button class="button primary wide-button" type="submit" aria-busy=move || busy.get().to_string()>
                {move || if busy.get() { tr("Even geduld", "One moment") } else { tr("Aanmelden", "Sign in") }}
            </button>
        </form>
    }
}

/// From now on what this person's copy holds opens with this password.
async fn lock_with(person: &SignedIn, password: &str) {
    if let Err(error) = vault::set_up(person.actor.person, password, None).await {
        leptos::logging::error!("the copy on this device gets no lock: {error}");
    }
}

/// Begins anew, now as the person who signed in.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}
