//! Several tabs, one device: one tab leads and speaks with the server, the others follow what it writes.

use domain::id::{DossierId, PersonId};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// What tabs tell each other after writing to the store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    Entries,
    /// Files were queued, or one of them was sent.
    Files,
    Reference,
    Dossiers {
        changed: Vec<DossierId>,
        forgotten: Vec<DossierId>,
    },
    SignedOut,
    SignedIn,
    /// This device was called lost and everything on it is gone.
    Withdrawn,
    /// Whether the leading tab reaches the server.
    Reached(bool),
    /// A tab that has just joined asks how that is.
    Joined,
}

/// The channel between the tabs of one person.
pub struct Tabs {
    channel: Option<web_sys::BroadcastChannel>,
}

impl Tabs {
    /// Joins the channel; `heard` is called with what other tabs tell.
    pub fn join(person: PersonId, heard: impl Fn(Told) + 'static) -> Tabs {
        let channel = web_sys::BroadcastChannel::new(&format!("glashelder-{person}")).ok();
        if let Some(channel) = &channel {
            let listener = Closure::<dyn Fn(web_sys::MessageEvent)>::new(
                move |event: web_sys::MessageEvent| {
                    let told = event
                        .data()
                        .as_string()
                        .and_then(|text| serde_json::from_str(&text).ok());
                    if let Some(told) = told {
                        heard(told);
                    }
                },
            );
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            // Lives as long as the page does.
            listener.forget();
        }
        Tabs { channel }
    }

    pub fn tell(&self, told: &Told) {
        let text = serde_json::to_string(told).ok();
        if let (Some(channel), Some(text)) = (&self.channel, text) {
            let _ = channel.post_message(&JsValue::from_str(&text));
        }
    }
}

/// Calls `lead` when this tab may lead; it then leads until it is closed. Without Web Locks every tab leads, which
/// costs double requests but loses nothing: the server takes each event once.
pub fn wait_to_lead(person: PersonId, lead: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    // The bindings of Web Locks are not stable yet; the browsers' are.
    let locks = js_sys::Reflect::get(&window.navigator(), &"locks".into()).unwrap_or_default();
    let request = js_sys::Reflect::get(&locks, &"request".into())
        .ok()
        .and_then(|f| f.dyn_into::<js_sys::Function>().ok());
    let Some(request) = request else {
        lead();
        return;
    };
    let held = Closure::<dyn Fn(JsValue) -> js_sys::Promise>::new(move |_| {
        lead();
        // Never settles: the lock is held until the tab goes.
        js_sys::Promise::new(&mut |_, _| {})
    });
    let name = format!("glashelder-lead-{person}").into();
    let _ = request.call2(&locks, &name, held.as_ref());
    held.forget();
}
