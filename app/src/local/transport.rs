//! Carrying messages and files to the server.

use super::patience::{AbortOnDrop, in_time};
use crate::api::ApiError;
use crate::api::sync::{pull_changes, push_events};
use domain::id::FileHash;
use sync::engine::Failure;
use sync::message::{Changes, Pull, Push, Receipts};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// About how much one answer to a pull weighs on the line, in bytes.
const ANSWER: usize = 250_000;
/// A small version of a photo at most, in bytes.
const SMALL: usize = 40_000;

pub async fn push(push: Push) -> Result<Receipts, Failure> {
    let texts = push.envelopes.iter().map(|e| e.payload.text().len() + 500);
    let size = texts.sum();
    in_time(size, async { push_events(push).await.map_err(failure) }).await
}

pub async fn pull(pull: Pull) -> Result<Changes, Failure> {
    in_time(ANSWER, async { pull_changes(pull).await.map_err(failure) }).await
}

/// Sends a file's bytes to its address.
pub async fn upload(hash: &FileHash, bytes: &[u8]) -> Result<(), Failure> {
    let init = web_sys::RequestInit::new();
    init.set_method("PUT");
    init.set_body(&js_sys::Uint8Array::from(bytes).into());
    in_time(bytes.len(), async {
        let abort = AbortOnDrop::new().map_err(unreachable)?;
        let response = answer(&format!("/files/{hash}"), init, &abort).await?;
        abort.answered();
        match response.status() {
            200..=299 => Ok(()),
            401 => Err(Failure::SignedOut),
            400 | 403 | 404 | 413 | 415 | 422 => Err(Failure::Permanent(text(&response).await)),
            500..=599 => Err(Failure::Server),
            _ => Err(Failure::Transport),
        }
    })
    .await
}

/// The small version of a file that the server holds.
pub async fn small(hash: &FileHash) -> Result<Vec<u8>, Failure> {
    in_time(SMALL, async {
        let abort = AbortOnDrop::new().map_err(unreachable)?;
        let init = web_sys::RequestInit::new();
        let response = answer(&format!("/files/{hash}/thumb"), init, &abort).await?;
        if !response.ok() {
            return Err(Failure::Transport);
        }
        let buffer = response.array_buffer().map_err(unreachable)?;
        let buffer = JsFuture::from(buffer).await.map_err(unreachable)?;
        abort.answered();
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    })
    .await
}

/// The server's own answer. Anything else that answers in its place (a sign-in page of a network, a proxy) is as good
/// as no answer, whatever it says.
async fn answer(
    address: &str,
    init: web_sys::RequestInit,
    abort: &AbortOnDrop,
) -> Result<web_sys::Response, Failure> {
    init.set_signal(Some(&abort.signal()));
    let window = web_sys::window().ok_or(Failure::Transport)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(address, &init));
    let response: web_sys::Response = response
        .await
        .map_err(unreachable)?
        .dyn_into()
        .map_err(unreachable)?;
    let is_ours = response.headers().has("x-glashelder").unwrap_or(false);
    is_ours.then_some(response).ok_or(Failure::Transport)
}

fn unreachable(_: JsValue) -> Failure {
    Failure::Transport
}

async fn text(response: &web_sys::Response) -> String {
    let Ok(promise) = response.text() else {
        return String::new();
    };
    JsFuture::from(promise)
        .await
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

fn failure(error: ApiError) -> Failure {
    if error == ApiError::Withdrawn {
        super::withdrawn::told();
    }
    error.for_the_engine(crate::words::language())
}
