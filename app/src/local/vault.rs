//! The lock on what this device holds: what a person stored here is readable only while they use it.
//!
//! Every value is sealed (ChaCha20-Poly1305, RFC 8439) with a data key that is only ever in memory. At rest that key is
//! itself sealed in three ways (`ring`): with a key of the browser's that no program can read out, which is thrown away
//! when the device was not used for some hours; with the person's password; and with a key that the server hands out
//! at a sign-in. So a lost tablet says nothing to whoever finds it a day later, and its owner loses nothing.

mod ring;
mod web;

use super::{device, live};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use domain::id::{PersonId, bytes_of_hex, hex};
use leptos::task::spawn_local;
use ring::Ring;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use thiserror::Error;

/// With which every sealed value begins, so that it is told from what was stored in the clear.
const MARK: &[u8; 4] = b"GHS1";
const NONCE: usize = 12;
/// Hours without use after which the device asks for the password, unless its person chose otherwise.
const LOCKS_AFTER: u32 = 12;
/// A clock that stands so much earlier than when the device was last used was set back.
const CLOCK_SLACK_MS: f64 = 10.0 * 60.0 * 1000.0;
const HOUR_MS: f64 = 3_600_000.0;
/// How often is looked whether the time is over, in milliseconds.
const LOOK_AGAIN: i32 = 30_000;

thread_local! {
    /// The data key of the person who works here now.
    static CIPHER: RefCell<Option<(PersonId, [u8; 32])>> = const { RefCell::new(None) };
}

/// Something about keys could not be done; the text is the browser's own.
#[derive(Debug, Clone, Error)]
#[error("{0}")]
pub struct VaultError(String);

/// What became of opening the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    Open,
    /// The password is needed.
    Locked,
}

/// Opens a person's copy at the start of the app. Without a lock yet, or in a browser that keeps no keys, it is open.
pub async fn open(person: PersonId) -> Opening {
    let ring = match ring::read(person).await {
        Ok(Some(ring)) => ring,
        Ok(None) => return Opening::Open,
        Err(error) => {
            leptos::logging::error!("the device's keys cannot be read: {error}");
            return Opening::Locked;
        }
    };
    match usable(&ring) {
        Some(key) => match web::unseal(key, &ring.by_browser).await {
            Ok(bytes) if take(person, &bytes) => {
                // Nobody waits for it.
                spawn_local(stay_open(person));
                Opening::Open
            }
            _ => Opening::Locked,
        },
        None => {
            lock(person).await;
            Opening::Locked
        }
    }
}

/// Opens a locked copy with the password; false when that is not the right one.
pub async fn unlock(person: PersonId, password: &str) -> Result<bool, VaultError> {
    let Some(mut ring) = ring::read(person).await? else {
        return Ok(true);
    };
    let Some(bytes) = by_password(&ring, password).await else {
        return Ok(false);
    };
    let right = take(person, &bytes);
    if right {
        renew(&mut ring, &bytes).await?;
        ring::write(person, &ring).await?;
    }
    Ok(right)
}

/// Makes or renews the lock after somebody signed in: with the password that they gave, and the key of the server as
/// hexadecimal digits. In a browser that keeps no keys (a page that did not come over TLS) nothing is sealed.
pub async fn set_up(
    person: PersonId,
    password: &str,
    of_server: Option<String>,
) -> Result<(), VaultError> {
    if !web::is_there() {
        return Ok(());
    }
    let of_server = of_server
        .and_then(|digits| bytes_of_hex(&digits))
        .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let ring = ring::read(person).await?;
    let known = match (current(person), &ring) {
        (Some(key), _) => Some(key.to_vec()),
        (None, Some(ring)) => recovered(ring, password, of_server).await,
        (None, None) => None,
    };
    let data = match known {
        Some(data) => data,
        None => web::random::<32>()?.to_vec(),
    };
    let salt = web::random::<16>()?;
    let key = web::of_password(password, &salt).await?;
    let by_server = match of_server {
        Some(bytes) => web::seal(&web::imported(&bytes).await?, &data).await?,
        None => ring.map(|ring| ring.by_server).unwrap_or_default(),
    };
    let mut ring = Ring {
        salt: salt.to_vec(),
        by_password: web::seal(&key, &data).await?,
        by_server,
        ..Ring::default()
    };
    renew(&mut ring, &data).await?;
    ring::write(person, &ring).await?;
    // What a colleague's page still writes is sealed with the colleague's key; the page that follows opens this one.
    let of_another = CIPHER.with_borrow(|cipher| cipher.is_some_and(|(whose, _)| whose != person));
    if !of_another {
        take(person, &data);
    }
    Ok(())
}

/// The device is in use; it stays open for as long again.
async fn stay_open(person: PersonId) {
    let _ = ring::change(person, |ring| (ring.seen, ring.until) = span()).await;
}

/// Where the browser threw a person's keys away: puts those of the spare copy in their place, open as long as the page is
/// and was.
pub async fn put_back(person: PersonId) {
    if !matches!(ring::in_database(person).await, Ok(None)) {
        return;
    }
    let Some(mut ring) = ring::in_spare(person).await else {
        return;
    };
    if let Some(data) = current(person) {
        let _ = renew(&mut ring, &data).await;
    }
    if let Err(error) = ring::write(person, &ring).await {
        leptos::logging::error!("the device's keys cannot be put back: {error}");
    }
}

/// Makes the spare copy hold the keys as they are now.
pub async fn keep_spare(person: PersonId) {
    if let Ok(Some(ring)) = ring::in_database(person).await {
        ring::keep_spare(person, &ring).await;
    }
}

/// Whether the time is over, or another tab locked it.
async fn is_over(person: PersonId) -> bool {
    put_back(person).await;
    match ring::in_database(person).await {
        Ok(Some(ring)) => usable(&ring).is_none(),
        _ => false,
    }
}

/// Throws the browser's key away: from now on the password is needed.
async fn lock(person: PersonId) {
    let _ = ring::change(person, |ring| {
        ring.browser = None;
        ring.by_browser = Vec::new();
    })
    .await;
}

/// Removes a person's keys, when nothing is left that they open.
pub async fn remove(person: PersonId) {
    let _ = ring::remove(person).await;
}

/// Whether what is stored now is sealed.
pub fn is_sealing() -> bool {
    CIPHER.with_borrow(Option::is_some)
}

/// Hours without use after which the password is asked for.
pub fn hours() -> u32 {
    device::setting("lock-hours").unwrap_or(LOCKS_AFTER)
}

pub fn set_hours(hours: u32) {
    device::set_setting("lock-hours", &hours);
}

/// Bytes for the store: sealed when the copy has a lock, else as they are.
pub fn sealed(bytes: &[u8]) -> Result<Vec<u8>, VaultError> {
    let Some(key) = CIPHER.with_borrow(|cipher| cipher.map(|(_, key)| key)) else {
        return Ok(bytes.to_vec());
    };
    let nonce = web::random::<NONCE>()?;
    let text = ChaCha20Poly1305::new(&Key::from(key))
        .encrypt(&Nonce::from(nonce), bytes)
        .map_err(|error| VaultError(error.to_string()))?;
    Ok([&MARK[..], &nonce, &text].concat())
}

/// What was stored; `None` when it is sealed with a key that is not here, or damaged.
pub fn unsealed(bytes: &[u8]) -> Option<Vec<u8>> {
    let Some(rest) = bytes.strip_prefix(MARK) else {
        return Some(bytes.to_vec());
    };
    let (nonce, text) = rest.split_first_chunk::<NONCE>()?;
    let key = CIPHER.with_borrow(|cipher| cipher.map(|(_, key)| key))?;
    ChaCha20Poly1305::new(&Key::from(key))
        .decrypt(&Nonce::from(*nonce), text)
        .ok()
}

/// The same for a text in the browser's small storage, which holds texts only.
pub fn sealed_text(text: &str) -> String {
    match sealed(text.as_bytes()) {
        Ok(bytes) if is_sealing() => hex(&bytes),
        _ => text.to_owned(),
    }
}

pub fn unsealed_text(text: &str) -> Option<String> {
    if !text.starts_with(&hex(MARK)) {
        return Some(text.to_owned());
    }
    String::from_utf8(unsealed(&bytes_of_hex(text)?)?).ok()
}

/// Locks the copy when the device was not used for the chosen time; using it puts that off.
pub fn watch(person: PersonId) {
    if !is_sealing() {
        return;
    }
    let used = Rc::new(Cell::new(false));
    for event in ["pointerdown", "keydown"] {
        let used = used.clone();
        live::on_window(event, move || used.set(true));
    }
    live::every(LOOK_AGAIN, move || {
        let used = used.take();
        spawn_local(async move {
            if is_over(person).await {
                lock_now(person).await;
            } else if used {
                stay_open(person).await;
            }
        });
    });
}

/// Locks the copy now, in every tab.
pub async fn lock_now(person: PersonId) {
    lock(person).await;
    live::reload();
}

/// The browser's key, while it may be used.
fn usable(ring: &Ring) -> Option<&web_sys::CryptoKey> {
    let now = js_sys::Date::now();
    let in_time = now <= ring.until && now >= ring.seen - CLOCK_SLACK_MS;
    ring.browser.as_ref().filter(|_| in_time)
}

/// Seals the data key with a new key of the browser's.
async fn renew(ring: &mut Ring, data: &[u8]) -> Result<(), VaultError> {
    let key = web::made().await?;
    ring.by_browser = web::seal(&key, data).await?;
    ring.browser = Some(key);
    (ring.seen, ring.until) = span();
    Ok(())
}

fn span() -> (f64, f64) {
    let now = js_sys::Date::now();
    (now, now + f64::from(hours()) * HOUR_MS)
}

/// The data key, by whichever way is still open. Where none is, what was sealed stays in the store, unreadable.
async fn recovered(ring: &Ring, password: &str, of_server: Option<[u8; 32]>) -> Option<Vec<u8>> {
    if let Some(key) = usable(ring)
        && let Ok(data) = web::unseal(key, &ring.by_browser).await
    {
        return Some(data);
    }
    if let Some(bytes) = of_server
        && let Ok(key) = web::imported(&bytes).await
        && let Ok(data) = web::unseal(&key, &ring.by_server).await
    {
        return Some(data);
    }
    by_password(ring, password).await
}

async fn by_password(ring: &Ring, password: &str) -> Option<Vec<u8>> {
    let key = web::of_password(password, &ring.salt).await.ok()?;
    web::unseal(&key, &ring.by_password).await.ok()
}

fn take(person: PersonId, bytes: &[u8]) -> bool {
    let Ok(key) = <[u8; 32]>::try_from(bytes) else {
        return false;
    };
    CIPHER.set(Some((person, key)));
    true
}

fn current(person: PersonId) -> Option<[u8; 32]> {
    CIPHER.with_borrow(|cipher| {
        cipher
            .filter(|(whose, _)| *whose == person)
            .map(|(_, key)| key)
    })
}
