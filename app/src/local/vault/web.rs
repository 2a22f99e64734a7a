//! The browser's own cryptography (Web Cryptography API): keys that cannot be read out, and keys of passwords.

use super::VaultError;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

/// What OWASP advises for PBKDF2 with SHA-256.
const ROUNDS: u32 = 600_000;
const NONCE: usize = 12;

/// Whether the browser lends its keys to this page: only to pages that came over TLS, or from this very machine.
pub fn is_there() -> bool {
    subtle().is_ok()
}

pub fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    crypto()?
        .get_random_values_with_u8_array(&mut bytes)
        .map_err(refused)?;
    Ok(bytes)
}

/// A new key that the browser shows to nobody.
pub async fn made() -> Result<CryptoKey, VaultError> {
    let made = subtle()?.generate_key_with_object(&aes()?, false, &uses());
    key(made).await
}

/// A key of given bytes.
pub async fn imported(bytes: &[u8; 32]) -> Result<CryptoKey, VaultError> {
    let raw = Uint8Array::from(&bytes[..]);
    let imported = subtle()?.import_key_with_object("raw", &raw, &aes()?, false, &uses());
    key(imported).await
}

/// The key of a password.
pub async fn of_password(password: &str, salt: &[u8]) -> Result<CryptoKey, VaultError> {
    let raw = Uint8Array::from(password.as_bytes());
    let uses_base = Array::of1(&"deriveKey".into());
    let base = subtle()?.import_key_with_str("raw", &raw, "PBKDF2", false, &uses_base);
    let base = key(base).await?;
    let algorithm = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(salt).into()),
        ("iterations", ROUNDS.into()),
    ])?;
    let derived =
        subtle()?.derive_key_with_object_and_object(&algorithm, &base, &aes()?, false, &uses());
    key(derived).await
}

/// Bytes that only the key opens: a nonce, then the text (AES-GCM).
pub async fn seal(key: &CryptoKey, bytes: &[u8]) -> Result<Vec<u8>, VaultError> {
    let nonce = random::<NONCE>()?;
    let sealing = subtle()?.encrypt_with_object_and_u8_array(&with(&nonce)?, key, bytes);
    let text = done(sealing).await?;
    Ok([&nonce[..], &Uint8Array::new(&text).to_vec()].concat())
}

pub async fn unseal(key: &CryptoKey, bytes: &[u8]) -> Result<Vec<u8>, VaultError> {
    let (nonce, text) = bytes
        .split_first_chunk::<NONCE>()
        .ok_or_else(|| VaultError("nothing is sealed here".into()))?;
    let opening = subtle()?.decrypt_with_object_and_u8_array(&with(nonce)?, key, text);
    Ok(Uint8Array::new(&done(opening).await?).to_vec())
}

fn crypto() -> Result<Crypto, VaultError> {
    let window = web_sys::window().ok_or_else(|| VaultError("no window".into()))?;
    window.crypto().map_err(refused)
}

fn subtle() -> Result<SubtleCrypto, VaultError> {
    let subtle = crypto()?.subtle();
    match subtle.is_undefined() {
        true => Err(VaultError("this page has no use of keys".into())),
        false => Ok(subtle),
    }
}

fn aes() -> Result<Object, VaultError> {
    object(&[("name", "AES-GCM".into()), ("length", 256.into())])
}

fn with(nonce: &[u8; NONCE]) -> Result<Object, VaultError> {
    let nonce = Uint8Array::from(&nonce[..]).into();
    object(&[("name", "AES-GCM".into()), ("iv", nonce)])
}

fn uses() -> Array {
    Array::of2(&"encrypt".into(), &"decrypt".into())
}

fn object(fields: &[(&str, JsValue)]) -> Result<Object, VaultError> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value).map_err(refused)?;
    }
    Ok(object)
}

async fn key(promise: Result<js_sys::Promise, JsValue>) -> Result<CryptoKey, VaultError> {
    done(promise).await?.dyn_into().map_err(refused)
}

async fn done(promise: Result<js_sys::Promise, JsValue>) -> Result<JsValue, VaultError> {
    JsFuture::from(promise.map_err(refused)?)
        .await
        .map_err(refused)
}

fn refused(error: JsValue) -> VaultError {
    let text = error
        .dyn_ref::<js_sys::Error>()
        .map(|e| String::from(e.message()));
    VaultError(text.unwrap_or_else(|| "the browser refused a key".into()))
}
