//! This device was called lost: everything of the app leaves this browser, also what colleagues kept here.

use super::desk::Core;
use super::tabs::Told;
use super::{device, spare};
use crate::api::device::device_erased;
use gloo_storage::{LocalStorage, Storage};
use js_sys::{Array, Function, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What stays until the server has heard: how many items had not been sent.
const LOST: &str = "glashelder.withdrawn";

thread_local! {
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

/// The server answered that this device was called lost.
pub fn told() {
    TOLD.with(|told| told.set(true));
}

/// Whether it did, once.
pub fn was_told() -> bool {
    TOLD.with(|told| told.replace(false))
}

/// The same where nobody is signed in and no copy is open.
pub async fn erase_unopened() {
    erase(None).await;
}

/// Removes all copies, drafts and marks of who was signed in, then tells the server. `core` is what is open here.
pub(super) async fn erase(core: Option<Rc<Core>>) {
    // What was not open, or is locked, cannot be counted.
    let before: Option<usize> = LocalStorage::get(LOST).ok();
    let unsent = core.as_ref().map(|core| core.engine.borrow().unsent());
    let unsent = before.max(unsent);
    if let Some(unsent) = unsent {
        let _ = LocalStorage::set(LOST, unsent);
    }
    if let Some(core) = &core {
        let _ = core.store.erase().await;
    }
    remove_databases().await;
    spare::erase_all().await;
    let (language, theme) = (device::language(), device::theme());
    let raw = LocalStorage::raw();
    let keys = (0..raw.length().unwrap_or_default()).filter_map(|at| raw.key(at).ok()?);
    let own: Vec<String> = keys
        .filter(|key| key.starts_with("glashelder.") && key != LOST)
        .collect();
    for key in own {
        LocalStorage::delete(key);
    }
    device::set_language(language);
    device::set_theme(&theme);
    let told = unsent.map(|unsent| u32::try_from(unsent).unwrap_or(u32::MAX));
    if device_erased(told).await.is_ok() {
        LocalStorage::delete(LOST);
    }
    if let Some(core) = &core {
        core.tabs.tell(&Told::Withdrawn);
    }
}

/// Databases of the app, whoever's they are. The one that is open here is empty already and goes with the page.
async fn remove_databases() -> Option<()> {
    let window: JsValue = web_sys::window()?.into();
    let factory = Reflect::get(&window, &"indexedDB".into()).ok()?;
    let call = |name: &str, argument: Option<JsValue>| -> Option<JsValue> {
        let function: Function = Reflect::get(&factory, &name.into()).ok()?.dyn_into().ok()?;
        match argument {
            Some(argument) => function.call1(&factory, &argument).ok(),
            None => function.call0(&factory).ok(),
        }
    };
    let listed: Promise = call("databases", None)?.dyn_into().ok()?;
    let listed: Array = JsFuture::from(listed).await.ok()?.dyn_into().ok()?;
    for database in listed.iter() {
        let name = Reflect::get(&database, &"name".into()).ok();
        let name = name.and_then(|name| name.as_string()).unwrap_or_default();
        if name.starts_with("glashelder") {
            call("deleteDatabase", Some(name.into()));
        }
    }
    Some(())
}
