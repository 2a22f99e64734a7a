//! This device's choices: language, look, password.

pub mod access;
mod away;

use crate::api::session::change_password;
use crate::local::desk::use_desk;
use crate::local::reload;
use crate::local::{device, vault};
use crate::ui::kept::kept;
use crate::ui::{NotKept, TextField};
use crate::words::{language, tr};
use access::AccessPart;
use away::AwayForm;
use domain::language::Language;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn SettingsPage() -> impl IntoView {
    let kept = kept();
    view! {
        <div class="page narrow">
            <div class="page-head"><h1>{tr("Instellingen", "Settings")}</h1></div>
            <div class="settings">
                <section class="setting">
                    <div class="setting-what"><h2>{tr("Taal", "Language")}</h2></div>
                    <Segments name="language" current=language().code() options=vec![("nl", "Nederlands"), ("en", "English")]
                        chosen=|value| {
                            device::set_language(if value == "en" { Language::En } else { Language::Nl });
                            reload();
                        }/>
                </section>
                <section class="setting">
                    <div class="setting-what">
                        <h2>{tr("Weergave", "Look")}</h2>
                        <p>{tr("Buiten in de zon leest u beter met Zon.", "In sunlight, Sun reads better.")}</p>
                    </div>
                    <Segments name="theme" current=leaked(device::theme())
                        options=vec![("", tr("Systeem", "System")), ("light", tr("Licht", "Light")), ("dark", tr("Donker", "Dark")), ("sun", tr("Zon", "Sun"))]
                        chosen=|value| {
                            device::set_theme(value);
                            reload();
                        }/>
                </section>
                {vault::is_sealing().then(|| view! {
                    <section class="setting">
                        <div class="setting-what">
                            <h2>{tr("Vergrendelen", "Locking")}</h2>
                            <p>{tr("Hoeveel uur dit toestel ongebruikt mag zijn voordat het uw wachtwoord vraagt.", "How many hours this device may go unused before it asks for your password.")}</p>
                        </div>
                        <Segments name="lock" current=lock_hours()
                            options=vec![("1", "1"), ("4", "4"), ("12", "12"), ("72", "72")]
                            chosen=|value| vault::set_hours(value.parse().unwrap_or(12))/>
                    </section>
                })}
                <section class="setting">
                    <div class="setting-what">
                        <h2>{tr("Opslag op dit toestel", "Storage on this device")}</h2>
                        <p>{move || storage_words(kept.get())}</p>
                    </div>
                    <NotKept kept/>
                </section>
                <section class="setting">
                    <div class="setting-what">
                        <h2>{tr("Afwezig", "Out of office")}</h2>
                        <p>{tr("Wie u vervangt ziet uw werk op de eigen lijst; het moet iemand met uw rol zijn.", "Who stands in sees your work on their own list; it must be somebody with your role.")}</p>
                    </div>
                    <AwayForm/>
                </section>
                <section class="setting">
                    <div class="setting-what">
                        <h2>{tr("Wachtwoord", "Password")}</h2>
                        <p>{tr("Ten minste 12 tekens. Een zin onthoudt u het best.", "At least 12 characters. A sentence is easiest to remember.")}</p>
                    </div>
                    <PasswordForm/>
                </section>
                <AccessPart person=None/>
            </div>
        </div>
    }
}

fn storage_words(kept: Option<bool>) -> &'static str {
    match kept {
        Some(true) => tr(
            "De browser bewaart wat hier staat, ook als de schijf vol is.",
            "The browser keeps what is here, also when the disk is full.",
        ),
        Some(false) => "",
        None => tr(
            "Deze browser zegt niet of hij bewaart wat hier staat.",
            "This browser does not say whether it keeps what is here.",
        ),
    }
}

fn lock_hours() -> &'static str {
    match vault::hours() {
        1 => "1",
        4 => "4",
        72 => "72",
        _ => "12",
    }
}

/// One of the known words, so that it can be compared with them.
fn leaked(theme: String) -> &'static str {
    ["light", "dark", "sun"]
        .into_iter()
        .find(|known| *known == theme)
        .unwrap_or("")
}

#[component]
fn Segments(
    name: &'static str,
    current: &'static str,
    options: Vec<(&'static str, &'static str)>,
    chosen: fn(&str),
) -> impl IntoView {
    view! {
        <div class="segments" role="radiogroup" aria-label=name>
            {options.into_iter().map(|(value, words)| view! {
                <label class="segment">
                    <input type="radio" name=name checked=value == current on:change=move |_| chosen(value)/>
                    <span>{words}</span>
                </label>
            }).collect_view()}
        </div>
    }
}

#[component]
fn PasswordForm() -> impl IntoView {
    let desk = use_desk();
    let current = RwSignal::new(String::new());
    let new = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (old_word, new_word) = (current.get_untracked(), new.get_untracked());
        spawn_local(async move {
            match change_password(old_word, new_word.clone()).await {
                Ok(()) => {
                    let me = desk.me.with_value(|me| me.actor.person);
                    if let Err(error) = vault::set_up(me, &new_word, None).await {
                        leptos::logging::error!("the lock keeps the old password: {error}");
                    }
                    current.try_set(String::new());
                    new.try_set(String::new());
                    problem.try_set(None);
                    desk.toast(tr(
                        "Het wachtwoord is gewijzigd.",
                        "The password was changed.",
                    ));
                }
                Err(error) => {
                    problem.try_set(Some(error.message(language())));
                }
            }
        });
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <TextField id="current-password" label=tr("Huidig wachtwoord", "Current password") value=current kind="password" autocomplete="current-password"/>
            <TextField id="new-password" label=tr("Nieuw wachtwoord", "New password") value=new kind="password" autocomplete="new-password" error=problem/>
            <div class="button-row"><button class="button" type="submit">{tr("Wijzig wachtwoord", "Change password")}</button></div>
        </form>
    }
}
