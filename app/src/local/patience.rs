//! How long an answer is waited for. A line can go silent without a word: the browser then waits for ever, and with it
//! everything that waits for its turn.

use futures::future::{Either, select};
use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use sync::engine::Failure;
use wasm_bindgen_futures::JsFuture;

/// What a server may take to answer, with all delays of a poor line, in milliseconds.
const ANSWER: usize = 45_000;
/// The slowest line on which something should arrive at the first try, in bytes a millisecond: 32 kbit a second.
const SLOWEST: usize = 4;
/// How often the patience may double.
const MOST_DOUBLINGS: u32 = 4;

thread_local! {
    /// How often it doubled: on a line that is slower still, the next try gets more time, so that it arrives at last.
    static DOUBLINGS: Cell<u32> = const { Cell::new(0) };
}

/// Waits for the answer to something of this size in bytes, but not for ever; given up counts as no connection.
pub async fn in_time<T>(
    size: usize,
    answer: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let patience = patience(size, DOUBLINGS.get());
    match select(pin!(answer), pin!(after(patience))).await {
        Either::Left((answer, _)) => {
            if answer.is_ok() {
                DOUBLINGS.set(DOUBLINGS.get().saturating_sub(1));
            }
            answer
        }
        Either::Right(_) => {
            DOUBLINGS.set((DOUBLINGS.get() + 1).min(MOST_DOUBLINGS));
            Err(Failure::Transport)
        }
    }
}

/// In milliseconds.
fn patience(size: usize, doublings: u32) -> i32 {
    let once = ANSWER.saturating_add(size / SLOWEST);
    i32::try_from(once.saturating_mul(1 << doublings)).unwrap_or(i32::MAX)
}

async fn after(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |done, _| {
        let timer = web_sys::window().map(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds)
        });
        // Without a timer there is no waiting for ever either.
        if !matches!(timer, Some(Ok(_))) {
            let _ = done.call0(&wasm_bindgen::JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Ends a request of the browser's when nobody waits for its answer any more.
pub struct AbortOnDrop {
    controller: web_sys::AbortController,
    answered: Cell<bool>,
}

impl AbortOnDrop {
    pub fn new() -> Result<AbortOnDrop, wasm_bindgen::JsValue> {
        Ok(AbortOnDrop {
            controller: web_sys::AbortController::new()?,
            answered: Cell::new(false),
        })
    }

    pub fn signal(&self) -> web_sys::AbortSignal {
        self.controller.signal()
    }

    /// What mattered of the answer has come; its end would only cost the connection.
    pub fn answered(&self) {
        self.answered.set(true);
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if !self.answered.get() {
            self.controller.abort();
        }
    }
}
