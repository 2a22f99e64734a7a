//! Asking for one's own password again, before something that a thief at an open screen would like to do. Asked only when
//! it was not given for some minutes; then what was asked for goes on by itself.

use crate::api::ApiError;
use crate::api::session::confirm_password;
use crate::ui::{Dialog, FormError, TextField, focus};
use crate::words::{language, tr};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What waits for the password.
#[derive(Clone, Copy)]
pub struct Again {
    open: RwSignal<bool>,
    waiting: StoredValue<Option<Waiting>>,
}

#[derive(Clone)]
struct Waiting {
    /// Does it once more.
    go_on: Callback<()>,
    /// Tells that it was given up.
    give_up: Callback<()>,
}

impl Again {
    pub fn new() -> Again {
        Again {
            open: RwSignal::new(false),
            waiting: StoredValue::new(None),
        }
    }

    /// Asks the server for something. Where it wants the password first, asks the person for it, and goes on by itself;
    /// `told` hears [`ApiError::PasswordAgain`] only where the person gave it up.
    pub fn tries<T: 'static, F>(
        self,
        ask: impl Fn() -> F + Clone + Send + Sync + 'static,
        told: impl Fn(Result<T, ApiError>) + Clone + Send + Sync + 'static,
    ) where
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        spawn_local(async move {
            let answer = ask().await;
            if !matches!(answer, Err(ApiError::PasswordAgain)) {
                return told(answer);
            }
            let then = told.clone();
            let waiting = Waiting {
                go_on: Callback::new(move |()| self.tries(ask.clone(), then.clone())),
                give_up: Callback::new(move |()| told(Err(ApiError::PasswordAgain))),
            };
            self.waiting.try_set_value(Some(waiting));
            self.open.try_set(true);
            request_animation_frame(|| focus("password-again"));
        });
    }

    fn taken(self) -> Option<Waiting> {
        self.waiting.try_update_value(Option::take).flatten()
    }
}

/// The dialog; stands once in what uses it.
#[component]
pub fn PasswordAgain(again: Again) -> impl IntoView {
    Effect::new(move |_| {
        if !again.open.get()
            && let Some(waiting) = again.taken()
        {
            waiting.give_up.run(());
        }
    });
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
        // It may stand within another form, which is not meant.
        event.stop_propagation();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match confirm_password(password.get_untracked()).await {
                Ok(()) => {
                    let waiting = again.taken();
                    again.open.try_set(false);
                    if let Some(waiting) = waiting {
                        waiting.go_on.try_run(());
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
