//! What is on this device and not on the server yet, and everything that was set aside.

use crate::local::desk::{Connection, use_desk};
use crate::local::exported;
use crate::ui::kept::kept;
use crate::ui::{EntryMark, Icon, NotKept};
use crate::words::{language, tr};
use domain::moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::outbox::{Entry, EntryState};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

#[component]
pub fn OutboxPage() -> impl IntoView {
    let desk = use_desk();
    let shown = move || {
        let mut entries: Vec<Entry> = desk.entries.with(|all| {
            all.iter()
                .filter(|e| {
                    !matches!(
                        e.state,
                        EntryState::Sent {
                            conflict: false,
                            ..
                        }
                    )
                })
                .cloned()
                .collect()
        });
        entries.reverse();
        entries
    };
    let files = move || desk.files_unsent.with(Vec::len);
    let kept = kept();
    let unreadable = move || desk.unreadable.with(Vec::len);
    let message = RwSignal::new(None::<String>);
    let save = move |_| {
        spawn_local(async move {
            message.try_set(Some(match exported::export(desk).await {
                Ok(count) => format!(
                    "{count} {}",
                    tr("stukken als bestand bewaard.", "items saved as a file.")
                ),
                Err(problem) => problem,
            }));
        });
    };
    let read = move |event: web_sys::Event| {
        let input = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(file) = input
            .and_then(|input| input.files())
            .and_then(|files| files.get(0))
        else {
            return;
        };
        spawn_local(async move {
            let text = JsFuture::from(file.text())
                .await
                .ok()
                .and_then(|text| text.as_string())
                .unwrap_or_default();
            message.try_set(Some(match exported::import(desk, &text).await {
                Ok(count) => format!("{count} {}", tr("stukken ingelezen.", "items read.")),
                Err(problem) => problem,
            }));
        });
    };
    view! {
        <div class="page narrow">
            <div class="page-head">
                <h1>{tr("Op dit toestel", "On this device")}</h1>
                <p class="page-intro">{move || intro(desk.connection.get(), desk.trouble.get().any(), shown().iter().filter(|e| e.is_waiting()).count() + files())}</p>
                <div class="button-row">
                    <button class="button" on:click=move |_| spawn_local(async move { desk.try_again().await })>
                        <Icon name="sync"/>{tr("Nu versturen", "Send now")}
                    </button>
                    <button class="button" on:click=save>
                        <Icon name="download"/>{tr("Bewaar als bestand", "Save as a file")}
                    </button>
                    <label class="button">
                        <Icon name="upload"/>{tr("Lees bestand in", "Read a file")}
                        <input class="unseen" type="file" accept="application/json,.json" on:change=read/>
                    </label>
                </div>
                <p role="status">{move || message.get()}</p>
            </div>
            <Show when=move || { files() > 0 || shown().iter().any(Entry::is_waiting) }>
                <NotKept kept/>
            </Show>
            <Show when=move || { files() > 0 }>
                <p class="notice"><Icon name="image"/>{move || format!("{} {}", files(), tr("foto's of tekeningen wachten op verzending.", "photos or drawings wait to be sent."))}</p>
            </Show>
            <Show when=move || { unreadable() > 0 }>
                <div class="notice" data-tone="late" data-test="unreadable">
                    <Icon name="alert"/>
                    <h2>{move || unreadable_words(unreadable())}</h2>
                    <p>{tr(
                        "Het blijft op dit toestel staan, zoals het is. Bewaar het als bestand en geef dat aan uw beheerder; misschien helpt ook een nieuwere versie van Glashelder.",
                        "It stays on this device as it is. Save it as a file and give that to your administrator; a newer version of Glashelder may help as well.",
                    )}</p>
                </div>
            </Show>
            <Show when=move || shown().is_empty() && files() == 0 && unreadable() == 0>
                <div class="empty">
                    <Icon name="cloud-check" class="empty-picture"/>
                    <h2>{tr("Alles is verstuurd", "Everything is sent")}</h2>
                    <p>{tr("Wat u vastlegt verschijnt hier tot de server het heeft.", "What you record appears here until the server has it.")}</p>
                </div>
            </Show>
            <ul class="outbox">
                <For each=shown key=|entry| (entry.id(), format!("{:?}", entry.state)) let(entry)>
                    <Item entry/>
                </For>
            </ul>
        </div>
    }
}

fn unreadable_words(count: usize) -> String {
    match count {
        1 => tr(
            "Een stuk is hier niet meer te lezen",
            "One item cannot be read here any more",
        )
        .to_owned(),
        _ => language().pick(
            format!("{count} stukken zijn hier niet meer te lezen"),
            format!("{count} items cannot be read here any more"),
        ),
    }
}

fn intro(connection: Connection, trouble: bool, waiting: usize) -> String {
    match (connection, waiting) {
        (Connection::Online, 0) if trouble => tr("Er is een storing op de server. U kunt gewoon doorwerken.", "The server is in trouble. You can go on working.").into(),
        (Connection::Online, _) if trouble => tr("Er is een storing op de server. Dit staat veilig op dit toestel en gaat vanzelf weg zodra de server het kan aannemen.", "The server is in trouble. This is safe on this device and goes by itself as soon as the server can take it.").into(),
        (Connection::Offline, 0) => tr("Er is geen verbinding. U kunt gewoon doorwerken.", "There is no connection. You can go on working.").into(),
        (Connection::Offline, _) => tr("Er is geen verbinding. Dit staat veilig op dit toestel en gaat vanzelf weg zodra het kan.", "There is no connection. This is safe on this device and goes by itself as soon as it can.").into(),
        (Connection::SignInNeeded, _) => tr("Meld u opnieuw aan; daarna gaat dit vanzelf weg.", "Sign in again; then this goes by itself.").into(),
        (Connection::Online, 0) => tr("De server heeft alles.", "The server has everything.").into(),
        (Connection::Online, _) => tr("Dit is onderweg naar de server.", "This is on its way to the server.").into(),
    }
}

#[component]
fn Item(entry: Entry) -> impl IntoView {
    let desk = use_desk();
    let id = entry.id();
    let dossier = entry.dossier();
    let what = entry.envelope.payload.event().map_or_else(
        || entry.envelope.payload.tag().unwrap_or_default(),
        |event| event.kind().label(language()).to_owned(),
    );
    let number = desk
        .row(dossier)
        .and_then(|row| row.summary.number.clone())
        .unwrap_or_else(|| tr("nummer volgt", "number follows").into());
    let when = desk.reference.with_untracked(|reference| {
        reference.as_ref().map(|r| {
            moment::moment(
                &r.procedure.calendar,
                entry.envelope.told_time(),
                language(),
            )
        })
    });
    let reason = match &entry.state {
        EntryState::Parked { reason, .. } => Some(reason.message(language())),
        EntryState::Stuck { why } => Some(why.clone()),
        EntryState::Sent { conflict: true, .. } => Some(
            tr(
                "Iemand anders gaf een andere waarde; beide staan in het dossier.",
                "Someone else gave another value; both are in the dossier.",
            )
            .into(),
        ),
        _ => None,
    };
    let may_go = matches!(
        entry.state,
        EntryState::Parked { .. } | EntryState::Stuck { .. }
    );
    view! {
        <li class="outbox-item">
            <span class="outbox-what">{what}</span>
            <EntryMark event=id/>
            <span class="outbox-where"><a href=format!("/app/dossier/{dossier}")>{number}</a>" · "{when}</span>
            {reason.map(|reason| view! { <p class="parked-reason">{reason}</p> })}
            {may_go.then(|| view! {
                <div class="button-row">
                    <button class="button small" on:click=move |_| spawn_local(async move { desk.let_go(id).await })>
                        {tr("Haal weg van dit toestel", "Remove from this device")}
                    </button>
                </div>
            })}
        </li>
    }
}
