//! The browser's own cache storage (Service Workers, "Cache"): named caches of answers by address.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Request, Response, Url};

type Result<T> = std::result::Result<T, JsValue>;

/// Opens a cache, and makes it where it is missing. An error where the browser has none for this page.
pub async fn open(name: &str) -> Result<Cache> {
    done(storage()?.open(name)).await
}

pub async fn put(cache: &Cache, address: &str, bytes: &[u8]) -> Result<()> {
    let answer = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes)))?;
    JsFuture::from(cache.put_with_str(address, &answer)).await?;
    Ok(())
}

pub async fn get(cache: &Cache, address: &str) -> Result<Option<Vec<u8>>> {
    let found = JsFuture::from(cache.match_with_str(address)).await?;
    let Ok(answer) = found.dyn_into::<Response>() else {
        return Ok(None);
    };
    let bytes = JsFuture::from(answer.array_buffer()?).await?;
    Ok(Some(Uint8Array::new(&bytes).to_vec()))
}

pub async fn remove(cache: &Cache, address: &str) -> Result<bool> {
    let removed = JsFuture::from(cache.delete_with_str(address)).await?;
    Ok(removed.is_truthy())
}

/// The paths of all that a cache holds.
pub async fn paths(cache: &Cache) -> Result<Vec<String>> {
    let requests: Array = done(cache.keys()).await?;
    let paths = requests.iter().filter_map(|request| {
        let request: Request = request.dyn_into().ok()?;
        Some(Url::new(&request.url()).ok()?.pathname())
    });
    Ok(paths.collect())
}

/// Removes a cache with all that is in it.
pub async fn discard(name: &str) -> Result<()> {
    JsFuture::from(storage()?.delete(name)).await?;
    Ok(())
}

/// The names of all caches of this site.
pub async fn names() -> Result<Vec<String>> {
    let names: Array = done(storage()?.keys()).await?;
    Ok(names.iter().filter_map(|name| name.as_string()).collect())
}

/// Only pages that came over TLS, or from this very machine, have one.
fn storage() -> Result<CacheStorage> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let storage = window.caches()?;
    match storage.is_undefined() {
        true => Err(JsValue::NULL),
        false => Ok(storage),
    }
}

async fn done<T: JsCast>(promise: Promise) -> Result<T> {
    JsFuture::from(promise).await?.dyn_into()
}
