//! Asking for one's own password again, before something that a thief at an open screen would like to do. Asked only when
//! it was not given for some minutes; then what was asked for goes on by itself.

use crate::api::ApiError;
use crate::api::session::confirm_password;
use crate::ui::{Dialog, FormError, TextField, focus};
use crate::words::{language, tr};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What goes on once the password was given.
#[derive(Clone, Copy)]
pub struct Again {
    open: RwSignal<bool>,
    then: RwSignal<Option<Callback<()>>>,
}

impl Again {
    pub fn new() -> Again {
        Again {
            open: RwSignal::new(false),
            then: RwSignal::new(None),
        }
    }

    /// Where the server asks for the password, asks the person, and then does `then` once more. Returns any other error.
    pub fn answers(self, error: ApiError, then: impl Fn() + Send + Sync + 'static) -> Option<ApiError> {
        if error != ApiError::PasswordAgain {
            return Some(error);
        }
        self.then.try_set(Some(Callback::new(move |()| then())));
        self.open.try_set(true);
        request_animation_frame(|| focus("password-again"));
        None
    }
}

/// The dialog; stands once in what uses it.
#[component]
pub fn PasswordAgain(again: Again) -> impl IntoView {
    view! {
        <Dialog open=again.open title=Signal::derive(|| tr("Uw wachtwoord", "Your password").to_owned())>
            <PasswordForm again/>
        </Dialog>
    }
}

#[component]
fn PasswordForm(again: Again) -> impl IntoView {
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
            match confirm_password(password.get_untracked()).await {
                Ok(()) => {
                    again.open.try_set(false);
                    if let Some(then) = again.then.try_update(Option::take).flatten() {
                        then.try_run(());
                    }
                }
                Err(error) => {
                    problem.try_set(Some(error.message(language())));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="dialog-body form" id="password-again-form" on:submit=submit novalidate>
            <p>{tr("Geef uw wachtwoord nog een keer, zodat niemand dit doet die even achter uw scherm zit.", "Give your password once more, so that nobody does this who sits at your screen for a moment.")}</p>
            <TextField id="password-again" label=tr("Wachtwoord", "Password") value=password kind="password" autocomplete="current-password"/>
            <FormError problem/>
        </form>
        <div class="dialog-actions">
            <button class="button" type="button" on:click=move |_| again.open.set(false)>{tr("Terug", "Back")}</button>
            <button class="button primary" type="submit" form="password-again-form" aria-busy=move || busy.get().to_string()>{tr("Ga verder", "Continue")}</button>
        </div>
    }
}
