//! Choosing one's own password, before anything else opens for who signed in with a first one.

use crate::api::session::change_password;
use crate::ui::{FormError, TextField};
use crate::words::{language, tr};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The form. `first` is the password that was just used; `done` gets the one that was chosen.
#[component]
pub fn ChoosePassword(first: String, done: Callback<String>) -> impl IntoView {
    let first = StoredValue::new(first);
    let (new, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let chosen = new.get_untracked();
        if chosen != again.get_untracked() {
            problem.set(Some(
                tr(
                    "De twee wachtwoorden zijn niet gelijk. Vul ze allebei opnieuw in.",
                    "The two passwords are not the same. Fill in both again.",
                )
                .to_owned(),
            ));
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match change_password(first.get_value(), chosen.clone()).await {
                Ok(()) => {
                    done.try_run(chosen);
                }
                Err(error) => {
                    problem.try_set(Some(error.message(language())));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <h2 id="choose-password" tabindex="-1">{tr("Kies uw eigen wachtwoord", "Choose your own password")}</h2>
            <p>{tr(
                "Het eerste wachtwoord werkt maar één keer. Kies nu een wachtwoord dat alleen u kent.",
                "The first password works only once. Choose a password now that only you know.",
            )}</p>
            <TextField id="own-password" label=tr("Nieuw wachtwoord", "New password") value=new kind="password" autocomplete="new-password"
                hint=tr("Ten minste 12 tekens. Drie woorden die niets met elkaar te maken hebben onthoudt u het best.", "At least 12 characters. Three words that have nothing to do with each other are easiest to remember.")/>
            <TextField id="own-password-again" label=tr("Nog een keer hetzelfde", "The same once more") value=again kind="password" autocomplete="new-password"/>
            <FormError problem/>
            <button class="button primary wide-button" type="submit" aria-busy=move || busy.get().to_string()>
                {move || if busy.get() { tr("Even geduld", "One moment") } else { tr("Bewaar en ga verder", "Save and continue") }}
            </button>
        </form>
    }
}
