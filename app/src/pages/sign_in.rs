//! Signing in: the first time on this device, and again when the session ended.

use super::choose_password::ChoosePassword;
use super::second_step::SetUp;
use crate::api::ApiError;
use crate::api::device::copy_key;
use crate::api::session::{SignedIn, sign_in};
use crate::local::{device, reload, vault, withdrawn};
use crate::ui::{Icon, TextField, focus};
use crate::words::{language, tr};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page for a device on which nobody is signed in.
#[component]
pub fn SignInPage() -> impl IntoView {
    view! {
        <Doorway><SignInForm email=String::new() done=|_| reload()/></Doorway>
    }
}

/// What stands before the app: its name, and what asks to come in.
#[component]
pub fn Doorway(children: Children) -> impl IntoView {
    view! {
        <div class="signin">
            <main id="main">
                <div class="signin-brand">
                    <Icon name="logo" class="brand-mark"/>
                    <h1 class="signin-name">"glashelder"</h1>
                </div>
                {children()}
            </main>
        </div>
    }
}

/// The form. `email` is filled in and fixed when the person is known.
#[component]
pub fn SignInForm(
    email: String,
    done: impl Fn(SignedIn) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let known = !email.is_empty();
    let email = RwSignal::new(email);
    let password = RwSignal::new(String::new());
    // Of the second step; shown once it is asked for.
    let code = RwSignal::new(String::new());
    let code_asked = RwSignal::new(false);
    // Who must choose a password of their own first, and who must set up a second step then.
    let choosing = RwSignal::new(None::<SignedIn>);
    let setting_up = RwSignal::new(None::<SignedIn>);
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
            let given = Some(code.get_untracked()).filter(|code| !code.trim().is_empty());
            match sign_in(name, word.clone(), given).await {
                Ok(person) if person.must_choose_password => {
                    choosing.try_set(Some(person));
                    request_animation_frame(|| focus("choose-password"));
                }
                Ok(person) if person.must_set_up => {
                    setting_up.try_set(Some(person));
                }
                Ok(person) => {
                    lock_with(&person, &word).await;
                    device::set_signed_in(Some(&person));
                    done(person);
                }
                Err(ApiError::CodeNeeded) => {
                    problem.try_set(None);
                    code_asked.try_set(true);
                    request_animation_frame(|| focus("sign-in-code"));
                }
                Err(error) => {
                    if error == ApiError::Withdrawn {
                        withdrawn::erase_unopened().await;
                    }
                    problem.try_set(Some(error.message(language())));
                }
            }
            busy.try_set(false);
        });
    };
    let set_up = Callback::new(move |()| {
        let Some(person) = setting_up.get_untracked() else {
            return;
        };
        let word = password.get_untracked();
        spawn_local(async move {
            lock_with(&person, &word).await;
            device::set_signed_in(Some(&person));
            done(person);
        });
    });
    let chosen = Callback::new(move |own: String| {
        let Some(person) = choosing.get_untracked() else {
            return;
        };
        password.set(own.clone());
        if person.must_set_up {
            setting_up.set(Some(person));
            choosing.set(None);
            return;
        }
        spawn_local(async move {
            lock_with(&person, &own).await;
            device::set_signed_in(Some(&person));
            done(person);
        });
    });
    let past_the_form = move || choosing.with(Option::is_some) || setting_up.with(Option::is_some);
    view! {
        <Show when=move || choosing.with(Option::is_some)>
            <ChoosePassword first=password.get_untracked() done=chosen/>
        </Show>
        <Show when=move || setting_up.with(Option::is_some)>
            <div class="form">
                <h2>{tr("Nog één stap", "One more step")}</h2>
                <p>{tr("Uw organisatie vraagt bij het aanmelden ook een code uit een app. Stel die nu in.", "Your organisation asks for a code from an app when you sign in. Set it up now.")}</p>
                <SetUp password=password.get_untracked() done=set_up/>
            </div>
        </Show>
        <form class="signin-form form" on:submit=submit novalidate hidden=past_the_form>
            <Show when=move || !known fallback=move || view! { <p class="soft">{email.get()}</p> }>
                <TextField id="email" label=tr("E-mailadres", "E-mail address") value=email kind="email" autocomplete="username"/>
            </Show>
            <TextField id="password" label=tr("Wachtwoord", "Password") value=password kind="password" autocomplete="current-password"/>
            <Show when=move || code_asked.get()>
                <TextField id="sign-in-code" label=tr("Code uit uw app", "Code from your app") value=code inputmode="numeric" autocomplete="one-time-code"
                    hint=tr("Telefoon kwijt? Vul een herstelcode in.", "Telephone lost? Fill in a recovery code.")/>
            </Show>
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
    let of_server = copy_key().await.ok();
    if let Err(error) = vault::set_up(person.actor.person, password, of_server).await {
        leptos::logging::error!("the copy on this device gets no lock: {error}");
    }
}
