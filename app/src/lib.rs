//! The app in the browser: pages, ui, the device's store, and the declarations of the server functions.

pub mod api;
#[cfg(feature = "csr")]
mod app;
#[cfg(feature = "csr")]
pub mod local;
#[cfg(feature = "csr")]
mod pages;
#[cfg(feature = "csr")]
pub mod ui;
#[cfg(feature = "csr")]
mod words;

/// The browser's entry: shows the app in the page's body.
#[cfg(feature = "csr")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
