//! How somebody gets in: the second step of signing in, and the devices. Shown to oneself and to the administrator.

use crate::api::ApiError;
use crate::api::device::{Access, Device, access_of, end_device, end_other_sessions};
use crate::api::second_step::{SecondStep, end_second_step, reset_second_step};
use crate::local::desk::use_desk;
use crate::pages::password_again::{Again, PasswordAgain};
use crate::pages::second_step::SetUp;
use crate::ui::{Dialog, FormError, Icon, TextField};
use crate::words::{language, tr};
use chrono::{DateTime, Utc};
use domain::id::PersonId;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the server told.
type Answer = RwSignal<Option<Result<Access, ApiError>>>;

/// Of `person`, or of oneself.
#[component]
pub fn AccessPart(person: Option<PersonId>) -> impl IntoView {
    let answer: Answer = RwSignal::new(None);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            let told = access_of(person).await;
            answer.try_set(Some(told));
        });
    });
    load.run(());
    view! {
        {move || match answer.get() {
            None => view! { <p class="soft" role="status">{tr("Bezig met laden", "Loading")}</p> }.into_any(),
            Some(Err(error)) => view! { <p class="soft" role="status">{match error {
                ApiError::Unreachable(_) => tr("Hiervoor is verbinding nodig.", "This needs a connection.").to_owned(),
                error => error.message(language()),
            }}</p> }.into_any(),
            Some(Ok(access)) => view! {
                <section class="setting">
                    <div class="setting-what">
                        <h2>{tr("Tweede stap", "Second step")}</h2>
                        <p>{tr("Na het wachtwoord ook een code uit een app. Wie uw wachtwoord kent, komt er dan nog niet in.", "After the password also a code from an app. Who knows your password then does not get in.")}</p>
                    </div>
                    <SecondStepPart step=access.second_step person load/>
                </section>
                <section class="setting">
                    <div class="setting-what">
                        <h2>{tr("Toestellen", "Devices")}</h2>
                        <p>{tr("Waar is aangemeld. Een toestel dat kwijt is meldt u hier.", "Where somebody signed in. Report a lost device here.")}</p>
                    </div>
                    <Devices devices=access.devices person load/>
                </section>
            }.into_any(),
        }}
    }
}

#[component]
fn SecondStepPart(step: SecondStep, person: Option<PersonId>, load: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let (setting_up, ending) = (RwSignal::new(false), RwSignal::new(false));
    let told = match (step.active, step.required) {
        (true, _) => format!(
            "{} {}",
            tr("Staat aan.", "Is on."),
            match language() {
                domain::language::Language::Nl =>
                    format!("Nog {} herstelcodes over.", step.codes_left),
                domain::language::Language::En =>
                    format!("{} recovery codes left.", step.codes_left),
            }
        ),
        (false, true) => tr(
            "Staat nog uit; de organisatie vraagt erom.",
            "Is not on yet; the organisation asks for it.",
        )
        .to_owned(),
        (false, false) => tr("Staat uit.", "Is off.").to_owned(),
    };
    let again = Again::new();
    let reset = move || {
        let Some(person) = person else { return };
        again.tries(
            move || reset_second_step(person),
            move |told| match told {
                Ok(()) => {
                    desk.toast(tr(
                        "De tweede stap is uitgezet.",
                        "The second step was ended.",
                    ));
                    load.try_run(());
                }
                Err(error) => desk.toast(error.message(language())),
            },
        );
    };
    let done = Callback::new(move |()| {
        setting_up.set(false);
        load.run(());
    });
    view! {
        <div class="form">
            <p>{told}</p>
            <div class="button-row">
                {match (person, step.active) {
                    (None, false) => view! { <button class="button primary" type="button" on:click=move |_| setting_up.set(true)><Icon name="key"/>{tr("Stel in", "Set up")}</button> }.into_any(),
                    (None, true) if !step.required => view! { <button class="button" type="button" on:click=move |_| ending.set(true)>{tr("Zet uit", "Turn off")}</button> }.into_any(),
                    (Some(_), true) => view! { <button class="button" type="button" on:click=move |_| reset()>{tr("Zet uit (telefoon en codes kwijt)", "Turn off (telephone and codes lost)")}</button> }.into_any(),
                    _ => ().into_any(),
                }}
            </div>
        </div>
        <PasswordAgain again/>
        <Dialog open=setting_up title=Signal::derive(|| tr("Tweede stap instellen", "Set up the second step").to_owned())>
            <div class="dialog-body"><SetUp password=String::new() done/></div>
        </Dialog>
        <Dialog open=ending title=Signal::derive(|| tr("Tweede stap uitzetten", "Turn off the second step").to_owned())>
            <div class="dialog-body"><Ending ended=move || { ending.set(false); load.run(()); }/></div>
        </Dialog>
    }
}

#[component]
fn Ending(ended: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            match end_second_step(password.get_untracked()).await {
                Ok(()) => ended(),
                Err(error) => {
                    problem.try_set(Some(error.message(language())));
                }
            }
        });
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <TextField id="end-second-step-password" label=tr("Wachtwoord", "Password") value=password kind="password" autocomplete="current-password"/>
            <FormError problem/>
            <div class="button-row"><button class="button primary" type="submit">{tr("Zet uit", "Turn off")}</button></div>
        </form>
    }
}

#[component]
fn Devices(devices: Vec<Device>, person: Option<PersonId>, load: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let (asking, chosen) = (RwSignal::new(false), RwSignal::new(None::<Device>));
    let again = Again::new();
    let end = move |device: uuid::Uuid, lost: bool| {
        again.tries(
            move || end_device(person, device, lost),
            move |told| match told {
                Ok(()) => {
                    asking.try_set(false);
                    load.try_run(());
                }
                Err(error) => desk.toast(error.message(language())),
            },
        );
    };
    let others = move |_| {
        again.tries(end_other_sessions, move |told| match told {
            Ok(_) => {
                desk.toast(tr(
                    "U bent overal elders afgemeld.",
                    "You are signed out everywhere else.",
                ));
                load.try_run(());
            }
            Err(error) => desk.toast(error.message(language())),
        });
    };
    let many = devices.iter().filter(|device| device.signed_in).count() > 1;
    view! {
        <div class="form">
            <ul class="devices">
                {devices.into_iter().map(|device| {
                    let (signing_out, losing) = (device.id, device.clone());
                    let open = device.signed_in && !device.this;
                    let losable = !device.this && device.withdrawn_at.is_none();
                    view! {
                        <li class="device">
                            <div>
                                <strong>{name(&device)}</strong>
                                {device.this.then(|| format!(" ({})", tr("dit toestel", "this device")))}
                                <p class="soft">{move || state(&device, &|at| moment(desk, at))}</p>
                            </div>
                            <div class="button-row">
                                {open.then(|| view! { <button class="button small" type="button" on:click=move |_| end(signing_out, false)>{tr("Meld af", "Sign out")}</button> })}
                                {losable.then(|| view! { <button class="button small" type="button" on:click=move |_| { chosen.set(Some(losing.clone())); asking.set(true); }>{tr("Kwijt", "Lost")}</button> })}
                            </div>
                        </li>
                    }
                }).collect_view()}
            </ul>
            {(person.is_none() && many).then(|| view! {
                <div class="button-row"><button class="button" type="button" on:click=others><Icon name="log-out"/>{tr("Meld overal elders af", "Sign out everywhere else")}</button></div>
            })}
        </div>
        <PasswordAgain again/>
        <Dialog open=asking title=Signal::derive(|| tr("Toestel kwijt of gestolen", "Device lost or stolen").to_owned())>
            {move || chosen.get().map(|device| {
                let id = device.id;
                view! {
                    <div class="dialog-body">
                        <p>{move || lost_words(&moment(desk, device.last_seen))}</p>
                        <p class="consequence">{tr(
                            "Komt het toestel misschien terug, kies dan Meld af: dan blijft staan wat nog niet verzonden was.",
                            "If the device may turn up again, choose Sign out: what was not sent yet then stays.",
                        )}</p>
                    </div>
                    <div class="dialog-actions">
                        <button class="button" type="button" on:click=move |_| asking.set(false)>{tr("Terug", "Back")}</button>
                        <button class="button" type="button" on:click=move |_| end(id, false)>{tr("Meld af", "Sign out")}</button>
                        <button class="button primary" type="button" on:click=move |_| end(id, true)>{tr("Wis het toestel", "Erase the device")}</button>
                    </div>
                }
            })}
        </Dialog>
    }
}

fn name(device: &Device) -> String {
    if device.agent.is_empty() {
        tr("Onbekend toestel", "Unknown device").to_owned()
    } else {
        device.agent.clone()
    }
}

fn lost_words(last: &str) -> String {
    match language() {
        domain::language::Language::Nl => format!(
            "Het toestel is meteen afgemeld. Bij zijn volgende contact wist het alles wat erop staat. Wat daar na {last} is vastgelegd en niet verzonden, gaat dan verloren."
        ),
        domain::language::Language::En => format!(
            "The device is signed out at once. At its next contact it erases everything on it. What was recorded there after {last} and not sent is then lost."
        ),
    }
}

/// What became of it, or when it was used last.
fn state(device: &Device, moment: &dyn Fn(DateTime<Utc>) -> String) -> String {
    let unsent = device.unsent.unwrap_or_default();
    match (device.erased_at, device.withdrawn_at) {
        (Some(at), _) if unsent > 0 => format!(
            "{} {}; {} {unsent}.",
            tr("Gewist", "Erased"),
            moment(at),
            tr("niet verzonden:", "not sent:")
        ),
        (Some(at), _) => format!("{} {}.", tr("Gewist", "Erased"), moment(at)),
        (None, Some(at)) => format!(
            "{} {}; {}",
            tr("Kwijt gemeld", "Reported lost"),
            moment(at),
            tr(
                "wist zichzelf bij het volgende contact.",
                "erases itself at its next contact."
            )
        ),
        (None, None) => {
            let used = format!(
                "{} {}",
                tr("Laatst gebruikt", "Last used"),
                moment(device.last_seen)
            );
            if device.signed_in {
                used
            } else {
                format!("{used}; {}", tr("afgemeld", "signed out"))
            }
        }
    }
}

/// A moment in words, by the organisation's clock.
pub fn moment(desk: crate::local::Desk, at: DateTime<Utc>) -> String {
    desk.reference.with(|reference| match reference {
        Some(reference) => domain::moment::moment(&reference.procedure.calendar, at, language()),
        None => at.format("%Y-%m-%d %H:%M").to_string(),
    })
}
