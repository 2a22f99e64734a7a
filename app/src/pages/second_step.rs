//! Setting up the second step of signing in: a code for an app on the telephone, a first code back, recovery codes.

use crate::api::second_step::{Enrolment, begin_second_step, confirm_second_step};
use crate::ui::{FormError, Icon, TextField};
use crate::words::{language, tr};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Where somebody is.
#[derive(Clone, PartialEq)]
enum Stage {
    Password,
    App(Enrolment),
    Codes(Vec<String>),
}

/// Leads through it. `password` is asked for where it is empty; `done` is called when the recovery codes were seen.
#[component]
pub fn SetUp(password: String, done: Callback<()>) -> impl IntoView {
    let word = RwSignal::new(password.clone());
    let code = RwSignal::new(String::new());
    let stage = RwSignal::new(Stage::Password);
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let begin = move || {
        busy.set(true);
        spawn_local(async move {
            match begin_second_step(word.get_untracked()).await {
                Ok(enrolment) => {
                    problem.try_set(None);
                    stage.try_set(Stage::App(enrolment));
                }
                Err(error) => {
                    problem.try_set(Some(error.message(language())));
                }
            }
            busy.try_set(false);
        });
    };
    let confirm = move || {
        busy.set(true);
        spawn_local(async move {
            match confirm_second_step(code.get_untracked()).await {
                Ok(codes) => {
                    problem.try_set(None);
                    stage.try_set(Stage::Codes(codes));
                }
                Err(error) => {
                    problem.try_set(Some(error.message(language())));
                }
            }
            busy.try_set(false);
        });
    };
    if !password.is_empty() {
        begin();
    }
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        match stage.get_untracked() {
            Stage::Password => begin(),
            Stage::App(_) => confirm(),
            Stage::Codes(_) => done.run(()),
        }
    };
    view! {
        <form class="form second-step" on:submit=submit novalidate>
            {move || match stage.get() {
                Stage::Password => view! {
                    <TextField id="second-step-password" label=tr("Wachtwoord", "Password") value=word kind="password" autocomplete="current-password"/>
                }.into_any(),
                Stage::App(enrolment) => view! { <Telephone enrolment code/> }.into_any(),
                Stage::Codes(codes) => view! { <RecoveryCodes codes/> }.into_any(),
            }}
            <FormError problem/>
            <div class="button-row">
                <button class="button primary" type="submit" aria-busy=move || busy.get().to_string()>
                    {move || match stage.get() {
                        Stage::Password => tr("Verder", "Continue"),
                        Stage::App(_) => tr("Controleer de code", "Check the code"),
                        Stage::Codes(_) => tr("Ik heb de codes bewaard", "I have kept the codes"),
                    }}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Telephone(enrolment: Enrolment, code: RwSignal<String>) -> impl IntoView {
    let Enrolment {
        secret,
        address,
        side,
        dark,
    } = enrolment;
    let groups: Vec<String> = secret
        .as_bytes()
        .chunks(4)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    // Four modules of white around it are part of the code.
    let frame = format!("-4 -4 {0} {0}", side + 8);
    view! {
        <p>{tr(
            "Scan deze code met een app voor aanmeldcodes op uw telefoon, zoals Google Authenticator, Aegis of 2FAS.",
            "Scan this code with an app for sign-in codes on your telephone, such as Google Authenticator, Aegis or 2FAS.",
        )}</p>
        <svg class="qr" viewBox=frame role="img" aria-label=tr("QR-code voor de app", "QR code for the app")>
            <rect x="-4" y="-4" width=side + 8 height=side + 8 fill="#fff"/>
            <path d=dark fill="#000" shape-rendering="crispEdges"/>
        </svg>
        <p class="soft">
            {tr("Lukt scannen niet? Typ deze sleutel over: ", "Cannot scan? Type this key: ")}
            <code class="key">{groups.join(" ")}</code>
            " "<a href=address>{tr("of open de app op dit toestel", "or open the app on this device")}</a>
        </p>
        <TextField id="second-step-code" label=tr("Code uit de app", "Code from the app") value=code inputmode="numeric" autocomplete="one-time-code"
            hint=tr("Zes cijfers.", "Six digits.")/>
    }
}

#[component]
fn RecoveryCodes(codes: Vec<String>) -> impl IntoView {
    view! {
        <p role="status"><strong>{tr("De tweede stap staat aan.", "The second step is on.")}</strong>" "
            {tr(
                "Bewaar deze herstelcodes buiten dit toestel, bijvoorbeeld op papier. Met elk kunt u één keer aanmelden als uw telefoon kwijt is. U ziet ze alleen nu.",
                "Keep these recovery codes away from this device, on paper for example. Each lets you sign in once when your telephone is lost. You see them only now.",
            )}
        </p>
        <ul class="recovery">
            {codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}
        </ul>
        <div class="button-row">
            <button class="button" type="button" on:click=|_| { if let Some(window) = web_sys::window() { let _ = window.print(); } }>
                <Icon name="download"/>{tr("Druk af", "Print")}
            </button>
        </div>
    }
}
