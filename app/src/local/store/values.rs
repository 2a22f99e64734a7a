//! Values as they lie in the store: JSON or a file's bytes, sealed where the copy has a lock.

use super::{Result, StoreError};
use crate::local::vault;
use indexed_db_futures::future::VoidRequest;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// A write under way; it is held until the transaction has ended.
pub type Pending = VoidRequest;

pub(super) fn put<T: Serialize>(store: &ObjectStore<'_>, key: &str, value: &T) -> Result<Pending> {
    put_sealed(store, key, &sealed(value)?)
}

/// A value as it is kept: JSON, sealed where the copy has a lock.
pub(super) fn sealed<T: Serialize>(value: &T) -> Result<Vec<u8>> {
    let text = serde_json::to_vec(value).map_err(|error| StoreError(error.to_string()))?;
    sealed_bytes(&text)
}

pub(super) fn sealed_bytes(bytes: &[u8]) -> Result<Vec<u8>> {
    vault::sealed(bytes).map_err(|error| StoreError(error.to_string()))
}

/// Puts bytes under a key that were sealed already.
pub(super) fn put_sealed(store: &ObjectStore<'_>, key: &str, sealed: &[u8]) -> Result<Pending> {
    let array: JsValue = js_sys::Uint8Array::from(sealed).into();
    Ok(store
        .put(array)
        .with_key(key.to_owned())
        .without_key_type()
        .primitive()?)
}

pub(super) fn remove(tx: &Transaction<'_>, store: &str, key: &str) -> Result<()> {
    tx.object_store(store)?.delete(key.to_owned()).primitive()?;
    Ok(())
}

pub(super) async fn value<T: DeserializeOwned>(
    store: &ObjectStore<'_>,
    key: &str,
) -> Result<Option<T>> {
    let found: Option<JsValue> = store.get(key.to_owned()).primitive()?.await?;
    // What cannot be read any more is treated as absent: the server has it, and the comparison of heads brings it back.
    Ok(found
        .and_then(|value| plain(&value))
        .and_then(|text| serde_json::from_slice(&text).ok()))
}

pub(super) async fn all<T: DeserializeOwned>(store: &ObjectStore<'_>) -> Result<Vec<T>> {
    let values = store.get_all::<JsValue>().primitive()?.await?;
    Ok(values
        .filter_map(|value| serde_json::from_slice(&plain(&value.ok()?)?).ok())
        .collect())
}

/// What was stored: bytes, sealed or not, or a text of before there was a lock.
pub(super) fn plain(value: &JsValue) -> Option<Vec<u8>> {
    match value.dyn_ref::<js_sys::Uint8Array>() {
        Some(array) => vault::unsealed(&array.to_vec()),
        None => Some(value.as_string()?.into_bytes()),
    }
}
