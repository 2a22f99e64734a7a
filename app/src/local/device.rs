//! The small things that this device remembers: who is signed in, its id, language, look, and drafts of forms.

use super::vault;
use crate::api::session::SignedIn;
use chrono::{DateTime, Utc};
use domain::id::DeviceId;
use domain::language::Language;
use gloo_storage::{LocalStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};
use uuid::{NoContext, Timestamp, Uuid};

const DEVICE: &str = "glashelder.device";
const SIGNED_IN: &str = "glashelder.signed-in";
const LANGUAGE: &str = "glashelder.language";
const THEME: &str = "glashelder.theme";
const CLOCK_OFFSET: &str = "glashelder.clock-offset";

/// The device's clock.
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// A new time-ordered id.
pub fn new_id() -> Uuid {
    let now = now();
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(
        NoContext,
        seconds,
        now.timestamp_subsec_nanos(),
    ))
}

/// This browser profile's id, made once.
pub fn device_id() -> DeviceId {
    LocalStorage::get(DEVICE).unwrap_or_else(|_| {
        let id = DeviceId(new_id());
        remember(DEVICE, &id);
        id
    })
}

pub fn signed_in() -> Option<SignedIn> {
    LocalStorage::get(SIGNED_IN).ok()
}

pub fn set_signed_in(person: Option<&SignedIn>) {
    match person {
        Some(person) => remember(SIGNED_IN, person),
        None => LocalStorage::delete(SIGNED_IN),
    }
}

pub fn language() -> Language {
    LocalStorage::get(LANGUAGE).unwrap_or_default()
}

pub fn set_language(language: Language) {
    remember(LANGUAGE, &language);
}

/// `light`, `dark`, `sun`, or empty to follow the system.
pub fn theme() -> String {
    LocalStorage::get(THEME).unwrap_or_default()
}

pub fn set_theme(theme: &str) {
    remember(THEME, &theme);
}

/// Server's time minus this device's, in milliseconds, as last learnt.
pub fn clock_offset() -> i64 {
    LocalStorage::get(CLOCK_OFFSET).unwrap_or_default()
}

pub fn set_clock_offset(milliseconds: i64) {
    remember(CLOCK_OFFSET, &milliseconds);
}

/// A form's draft, by its name; survives closing the tab.
pub fn draft<T: DeserializeOwned>(name: &str) -> Option<T> {
    let kept = LocalStorage::raw().get_item(&draft_key(name)).ok()??;
    serde_json::from_str(&vault::unsealed_text(&kept)?).ok()
}

/// All drafts of the person who is signed in.
pub fn drafts() -> Vec<String> {
    let storage = LocalStorage::raw();
    let own = draft_key("");
    let keys = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok()?);
    keys.filter(|key| key.starts_with(&own))
        .filter_map(|key| vault::unsealed_text(&storage.get_item(&key).ok()??))
        .collect()
}

/// A device may be shared; what one types is not for the next to see.
fn draft_key(name: &str) -> String {
    let person = signed_in().map(|me| me.actor.person.to_string());
    format!("glashelder.draft.{}.{name}", person.unwrap_or_default())
}

/// Keeps a form's draft; `None` once it was saved for real.
pub fn set_draft<T: Serialize>(name: &str, value: Option<&T>) {
    let key = draft_key(name);
    match value.and_then(|value| serde_json::to_string(value).ok()) {
        Some(text) => {
            let _ = LocalStorage::raw().set_item(&key, &vault::sealed_text(&text));
        }
        None => LocalStorage::delete(key),
    }
}

/// Any other small thing of this device, such as chosen filters.
pub fn setting<T: DeserializeOwned>(name: &str) -> Option<T> {
    LocalStorage::get(format!("glashelder.setting.{name}")).ok()
}

pub fn set_setting<T: Serialize>(name: &str, value: &T) {
    remember(&format!("glashelder.setting.{name}"), value);
}

/// A full or forbidden storage must not stop the work; the value is then simply not remembered.
fn remember<T: Serialize>(key: &str, value: &T) {
    let _ = LocalStorage::set(key, value);
}
