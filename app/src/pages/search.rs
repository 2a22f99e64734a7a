//! Searching: at once through the dossiers on this device, then through every text on the server.

use crate::api::ApiError;
use crate::api::search::{Hit, search};
use crate::local::desk::{Connection, Desk, Row, use_desk};
use crate::ui::Icon;
use crate::words::{language, tr};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// How many dossiers of this device are shown at first.
const MOST: usize = 8;
/// How long typing rests before the server is asked.
const REST: Duration = Duration::from_millis(250);
/// Shorter words find everything.
const SHORTEST: usize = 2;

#[component]
pub fn SearchPage() -> impl IntoView {
    let desk = use_desk();
    let asked = use_query_map()
        .with_untracked(|query| query.get("q"))
        .unwrap_or_default();
    let typed = RwSignal::new(asked);
    let wanted = Memo::new(move |_| typed.with(|typed| typed.trim().to_owned()));
    let told = ask_server(desk, wanted);
    let found = Memo::new(move |_| on_device(desk, &wanted.get()));
    let whole = RwSignal::new(false);
    let is_asking = move || wanted.with(|wanted| wanted.chars().count() >= SHORTEST);
    request_animation_frame(|| {
        let field = document()
            .get_element_by_id("search-words")
            .and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(field) = field {
            let _ = field.focus();
        }
    });
    view! {
        <div class="page">
            <div class="page-head">
                <h1>{tr("Zoeken", "Search")}</h1>
            </div>
            <form class="form" role="search" on:submit=|event| event.prevent_default()>
                <div class="field">
                    <label class="field-label" for="search-words">{tr("Naam, nummer, adres, telefoon of woorden", "Name, number, address, telephone or words")}</label>
                    <input class="input" id="search-words" type="search" autocomplete="off" prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))/>
                </div>
            </form>
            <Show when=is_asking>
                <section class="section" aria-labelledby="search-here">
                    <h2 id="search-here">{tr("Op dit toestel", "On this device")}" "<small class="soft" role="status">{move || found.with(Vec::len)}</small></h2>
                    <ul class="files">
                        {move || found.get().into_iter().take(if whole.get() { usize::MAX } else { MOST }).map(|row| view! { <Local row/> }).collect_view()}
                    </ul>
                    <Show when=move || !whole.get() && found.with(|found| found.len() > MOST)>
                        <button class="button small" on:click=move |_| whole.set(true)>{tr("Toon alle", "Show all")}</button>
                    </Show>
                    <Show when=move || found.with(Vec::is_empty)>
                        <p class="soft">{tr("Niets met deze woorden.", "Nothing with these words.")}</p>
                    </Show>
                </section>
                <section class="section" aria-labelledby="search-all">
                    <h2 id="search-all">{tr("In alles", "In everything")}</h2>
                    {move || match (desk.connection.get(), told.get()) {
                        (_, Some(Ok(hits))) => view! { <Hits hits/> }.into_any(),
                        (Connection::Online, None) => view! { <p class="soft" role="status">{tr("Bezig met zoeken", "Searching")}</p> }.into_any(),
                        (Connection::Online, Some(Err(error))) => view! { <p role="alert">{error.message(language())}</p> }.into_any(),
                        _ => view! {
                            <div class="notice" role="status"><Icon name="cloud-off"/>
                                <h3>{tr("Zonder verbinding", "Offline")}</h3>
                                <p>{tr("U ziet alleen wat op dit toestel staat. Notities en brieven zijn te doorzoeken zodra er verbinding is.", "You see only what is on this device. Notes and letters can be searched when there is a connection.")}</p>
                            </div>
                        }.into_any(),
                    }}
                </section>
            </Show>
        </div>
    }
}

/// A dossier on this device.
#[component]
fn Local(row: Arc<Row>) -> impl IntoView {
    let summary = &row.summary;
    let number = summary
        .number
        .clone()
        .unwrap_or_else(|| tr("nummer volgt", "number follows").to_owned());
    view! {
        <li><a class="file" href=format!("/app/dossier/{}", summary.id)>
            <Icon name="list"/>
            <span><strong>{summary.complainant.clone()}</strong>" "{summary.place.line()}<br/><span class="soft">{summary.description.clone()}</span></span>
            <small>{number}" · "{summary.stage_words(language()).to_owned()}</small>
        </a></li>
    }
}

#[component]
fn Hits(hits: Vec<Hit>) -> impl IntoView {
    let nothing = hits.is_empty();
    view! {
        <p class="unseen" role="status">{hits.len()}" "{tr("gevonden", "found")}</p>
        <ul class="files">
            {hits.into_iter().map(|hit| view! {
                <li><a class="file" href=format!("/app/dossier/{}", hit.dossier)>
                    <Icon name="search"/>
                    <span><strong>{hit.complainant}</strong><br/><span class="soft">{hit.excerpt}</span></span>
                    <small>{hit.number}</small>
                </a></li>
            }).collect_view()}
        </ul>
        {nothing.then(|| view! { <p class="soft">{tr("Nergens gevonden. Probeer minder of andere woorden.", "Found nowhere. Try fewer or other words.")}</p> })}
    }
}

/// What fits, the open ones first.
fn on_device(desk: Desk, wanted: &str) -> Vec<Arc<Row>> {
    if wanted.chars().count() < SHORTEST {
        return vec![];
    }
    let mut rows: Vec<Arc<Row>> = desk.rows.with(|rows| {
        rows.values()
            .filter(|row| row.summary.matches(wanted))
            .cloned()
            .collect()
    });
    rows.sort_by_key(|row| {
        (
            row.summary.stage.is_over(),
            std::cmp::Reverse(row.summary.last_event_at),
        )
    });
    rows
}

/// What the server found: `None` while it is asked. Also keeps the words in the address, to come back to.
fn ask_server(desk: Desk, wanted: Memo<String>) -> RwSignal<Option<Result<Vec<Hit>, ApiError>>> {
    let told = RwSignal::new(None);
    let navigate = use_navigate();
    Effect::new(move |_| {
        let (words, connection) = (wanted.get(), desk.connection.get());
        told.set(None);
        let navigate = navigate.clone();
        let waiting = set_timeout_with_handle(
            move || {
                let options = NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..Default::default()
                };
                navigate(
                    &format!("/app/search?q={}", js_sys::encode_uri_component(&words)),
                    options,
                );
                if words.chars().count() < SHORTEST || connection != Connection::Online {
                    return;
                }
                spawn_local(async move {
                    let answer = search(words.clone()).await;
                    // Someone may have typed on meanwhile.
                    if wanted.try_get_untracked().as_ref() == Some(&words) {
                        told.try_set(Some(answer));
                    }
                });
            },
            REST,
        );
        // Typing on, or leaving the page, ends the wait.
        on_cleanup(move || {
            if let Ok(waiting) = waiting {
                waiting.clear();
            }
        });
    });
    told
}
