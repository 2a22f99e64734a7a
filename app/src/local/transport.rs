//! Carrying messages and files to the server.

use crate::api::ApiError;
use crate::api::sync::{pull_changes, push_events};
use domain::id::FileHash;
use sync::engine::Failure;
use sync::message::{Changes, Pull, Push, Receipts};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

pub async fn push(push: Push) -> Result<Receipts, Failure> {
    push_events(push).await.map_err(failure)
}

pub async fn pull(pull: Pull) -> Result<Changes, Failure> {
    pull_changes(pull).await.map_err(failure)
}

/// Sends a file's bytes to its address.
pub async fn upload(hash: &FileHash, bytes: &[u8]) -> Result<(), Failure> {
    let init = web_sys::RequestInit::new();
    init.set_method("PUT");
    init.set_body(&js_sys::Uint8Array::from(bytes).into());
    let window = web_sys::window().ok_or(Failure::Transport)?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(&format!("/files/{hash}"), &init))
        .await
        .map_err(|_| Failure::Transport)?;
    let response: web_sys::Response = answer.dyn_into().map_err(|_| Failure::Transport)?;
    match response.status() {
        // Something else than the server (a sign-in page of a network, say) answers 200 with a page of its own.
        200..=299
            if response
                .headers()
                .get("x-glashelder")
                .ok()
                .flatten()
                .is_some() =>
        {
            Ok(())
        }
        401 => Err(Failure::SignedOut),
        400 | 403 | 404 | 413 | 415 | 422 => Err(Failure::Permanent(text(&response).await)),
        _ => Err(Failure::Transport),
    }
}

/// The small version of a file that the server holds.
pub async fn small(hash: &FileHash) -> Result<Vec<u8>, Failure> {
    let window = web_sys::window().ok_or(Failure::Transport)?;
    let answer = JsFuture::from(window.fetch_with_str(&format!("/files/{hash}/thumb")))
        .await
        .map_err(|_| Failure::Transport)?;
    let response: web_sys::Response = answer.dyn_into().map_err(|_| Failure::Transport)?;
    let from_server = response
        .headers()
        .get("x-glashelder")
        .ok()
        .flatten()
        .is_some();
    if !response.ok() || !from_server {
        return Err(Failure::Transport);
    }
    let buffer = response.array_buffer().map_err(|_| Failure::Transport)?;
    let buffer = JsFuture::from(buffer)
        .await
        .map_err(|_| Failure::Transport)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
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
    match error {
        ApiError::Withdrawn => {
            super::withdrawn::told();
            Failure::SignedOut
        }
        ApiError::SignedOut
        | ApiError::SecondStepNeeded
        | ApiError::CodeNeeded
        | ApiError::WrongCode => Failure::SignedOut,
        ApiError::Unreachable(_) | ApiError::Failure | ApiError::Wait(_) => Failure::Transport,
        ApiError::NotAllowed | ApiError::WrongPassword | ApiError::Refused { .. } => {
            Failure::Permanent(error.message(crate::words::language()))
        }
    }
}
