//! What comes by itself: the server's hints, the network's coming and going, and time.

use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// How often it is seen to that hints still come, in milliseconds.
const LISTEN_AGAIN: i32 = 20_000;

/// Listens to the server's hints; they say only that something changed, and missing one costs nothing. The browser
/// reconnects by itself, except when something else than the server answered or the session had ended: then this does.
/// Every new connection counts as a hint.
pub fn hints(heard: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(heard);
    let listen = move || {
        let source = web_sys::EventSource::new("/live").ok()?;
        source.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        source.set_onopen(Some(listener.as_ref().unchecked_ref()));
        Some(source)
    };
    let source = RefCell::new(listen());
    every(LISTEN_AGAIN, move || {
        let closed =
            |source: &web_sys::EventSource| source.ready_state() == web_sys::EventSource::CLOSED;
        if source.borrow().as_ref().is_none_or(closed) && has_network() {
            *source.borrow_mut() = listen();
        }
    });
}

/// Calls back on an event of the window.
pub fn on_window(event: &str, heard: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let listener = Closure::<dyn Fn()>::new(heard);
    let _ = window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Begins the page anew, with what the device holds now.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Calls back at an interval, in milliseconds.
pub fn every(milliseconds: i32, heard: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let listener = Closure::<dyn Fn()>::new(heard);
    let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(
        listener.as_ref().unchecked_ref(),
        milliseconds,
    );
    listener.forget();
}

/// Whether the browser believes that there is a network.
pub fn has_network() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}
