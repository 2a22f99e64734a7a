//! A new build is offered, never forced on someone who is typing.

use crate::ui::Icon;
use crate::words::tr;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// How often the server is asked which build it serves, in milliseconds.
const ASK: i32 = 5 * 60_000;
/// How long its answer is waited for, in milliseconds.
const PATIENCE: u32 = 45_000;

/// The offer, while a newer build is on the device and waits.
#[component]
pub fn UpdateOffer() -> impl IntoView {
    let ready = RwSignal::new(false);
    let look = move || {
        spawn_local(async move {
            if newer_build_waits().await.unwrap_or(false) {
                ready.try_set(true);
            }
        });
    };
    look();
    crate::local::every(ASK, look);
    crate::local::on_window("online", look);
    view! {
        <Show when=move || ready.get()>
            <div class="update" role="status">
                <Icon name="download"/>
                {tr("Er staat een nieuwe versie klaar.", "A new version is ready.")}
                <button class="button small" on:click=move |_| spawn_local(async { let _ = take_over().await; })>
                    {tr("Nu bijwerken", "Update now")}
                </button>
            </div>
        </Show>
    }
}

#[derive(Deserialize)]
struct Version {
    build: String,
}

/// Asks the server for its build, brings a newer one onto the device, and says whether one waits.
async fn newer_build_waits() -> Result<bool, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let own = window
        .document()
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute("data-build"))
        .unwrap_or_default();
    // On a line that went silent the browser would wait for ever, and with each try one connection less were left.
    let init = web_sys::RequestInit::new();
    init.set_signal(Some(&web_sys::AbortSignal::timeout_with_u32(PATIENCE)));
    let asked = window.fetch_with_str_and_init("/version", &init);
    let answer: web_sys::Response = JsFuture::from(asked).await?.dyn_into()?;
    let text = JsFuture::from(answer.text()?)
        .await?
        .as_string()
        .unwrap_or_default();
    let Ok(version) = serde_json::from_str::<Version>(&text) else {
        return Ok(false);
    };
    if version.build == own || own.is_empty() {
        return Ok(false);
    }
    let workers = window.navigator().service_worker();
    JsFuture::from(workers.register(&format!("/sw.js?build={}", version.build))).await?;
    Ok(true)
}

/// Lets the waiting build take over and loads the page with it.
async fn take_over() -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let workers = window.navigator().service_worker();
    let registration: web_sys::ServiceWorkerRegistration =
        JsFuture::from(workers.get_registration())
            .await?
            .dyn_into()?;
    let reload = Closure::<dyn Fn()>::new(crate::local::reload);
    workers.set_oncontrollerchange(Some(reload.as_ref().unchecked_ref()));
    reload.forget();
    match registration.waiting().or_else(|| registration.installing()) {
        Some(worker) => worker.post_message(&"take-over".into()),
        // Nothing waits any more: the new build leads already.
        None => {
            crate::local::reload();
            Ok(())
        }
    }
}
