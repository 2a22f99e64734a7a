//! A first password, shown once to the administrator who passes it on.

use crate::api::account::FirstPassword;
use crate::local::desk::use_desk;
use crate::words::tr;
use leptos::prelude::*;

#[component]
pub fn Handover(
    name: String,
    first: FirstPassword,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let desk = use_desk();
    let FirstPassword { password, until } = first;
    let until = move || crate::pages::settings::access::moment(desk, until);
    view! {
        <div class="dialog-body" role="status">
            <p>{tr("Geef dit eerste wachtwoord door aan ", "Pass this first password on to ")}<strong>{name}</strong>
                {tr(", het liefst mondeling. U ziet het alleen nu.", ", best by word of mouth. You see it only now.")}</p>
            <p class="first-password"><code class="key">{password}</code></p>
            <p class="soft">{tr("Letters en cijfers; een nul of een één komt er niet in voor. Het werkt tot ", "Letters and digits; zero and one do not occur. It works until ")}
                {until}{tr(", en alleen om een eigen wachtwoord te kiezen.", ", and only to choose a password of one's own.")}</p>
        </div>
        <div class="dialog-actions">
            <button class="button primary" type="button" id="handed-over" on:click=move |_| close()>{tr("Ik heb het doorgegeven", "I have passed it on")}</button>
        </div>
    }
}
