//! Who must have a second step when signing in: the organisation's rule.

use crate::api::ApiError;
use crate::api::second_step::{Rule, second_step_rule, set_second_step_rule};
use crate::local::desk::use_desk;
use crate::pages::password_again::{Again, PasswordAgain};
use crate::ui::Segments;
use crate::words::{language, tr};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn SecondStepRule() -> impl IntoView {
    let desk = use_desk();
    let known = RwSignal::new(None::<Rule>);
    let value = RwSignal::new(String::new());
    let again = Again::new();
    spawn_local(async move {
        if let Ok(rule) = second_step_rule().await {
            value.try_set(rule.word().to_owned());
            known.try_set(Some(rule));
        }
    });
    Effect::new(move |_| {
        let chosen = Rule::from_word(&value.get());
        let (Some(chosen), Some(before)) = (chosen, known.get_untracked()) else {
            return;
        };
        if chosen == before {
            return;
        }
        known.set(Some(chosen));
        again.tries(
            move || set_second_step_rule(chosen),
            move |told| match told {
                Ok(()) => desk.toast(tr("Opgeslagen", "Saved")),
                Err(error) => {
                    if error != ApiError::PasswordAgain {
                        desk.toast(error.message(language()));
                    }
                    known.try_set(Some(before));
                    value.try_set(before.word().to_owned());
                }
            },
        );
    });
    let options = Rule::ALL.map(|rule| (rule.word().to_owned(), words(rule).to_owned()));
    view! {
        <Show when=move || known.with(Option::is_some)>
            <PasswordAgain again/>
            <section class="setting">
                <div class="setting-what">
                    <h2>{tr("Tweede stap bij het aanmelden", "Second step when signing in")}</h2>
                    <p>{tr("Een code uit een app na het wachtwoord. Wie hem moet hebben, stelt hem in bij de volgende keer aanmelden.", "A code from an app after the password. Who must have it sets it up the next time they sign in.")}</p>
                </div>
                <Segments id="second-step-rule" label=tr("Wie een tweede stap moet hebben", "Who must have a second step") value options=options.to_vec()/>
            </section>
        </Show>
    }
}

fn words(rule: Rule) -> &'static str {
    match rule {
        Rule::Optional => tr("Naar keuze", "By choice"),
        Rule::Office => tr("Kantoor", "Office"),
        Rule::Everyone => tr("Iedereen", "Everybody"),
    }
}
