//! A person's keys at rest, in a database of their own.

use super::VaultError;
use crate::local::spare::{Item, Spare};
use domain::id::PersonId;
use indexed_db_futures::database::Database;
use indexed_db_futures::future::VoidRequest;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionMode};
use js_sys::{Object, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

const KEYS: &str = "keys";

/// The data key, sealed in three ways.
#[derive(Debug, Default)]
pub struct Ring {
    /// A key that the browser uses and shows to nobody; `None` while locked.
    pub browser: Option<CryptoKey>,
    pub by_browser: Vec<u8>,
    /// When the device was last used, and until when the browser's key may be; milliseconds of its clock.
    pub seen: f64,
    pub until: f64,
    pub salt: Vec<u8>,
    pub by_password: Vec<u8>,
    /// Empty where the server gave no key.
    pub by_server: Vec<u8>,
}

thread_local! {
    /// What this page last knew of a person's ring.
    static KNOWN: RefCell<Option<(PersonId, SpareRing)>> = const { RefCell::new(None) };
}

/// The part of a ring that is kept in a spare copy too: what opens with a password, or with the server's key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct SpareRing {
    salt: Vec<u8>,
    by_password: Vec<u8>,
    by_server: Vec<u8>,
}

impl SpareRing {
    fn of(ring: &Ring) -> SpareRing {
        SpareRing {
            salt: ring.salt.clone(),
            by_password: ring.by_password.clone(),
            by_server: ring.by_server.clone(),
        }
    }
}

/// A person's ring; where the browser threw it away the one of the spare copy, which is locked.
pub async fn read(person: PersonId) -> Result<Option<Ring>, VaultError> {
    match in_database(person).await? {
        Some(ring) => Ok(Some(ring)),
        None => Ok(in_spare(person).await),
    }
}

/// The ring as the browser's database holds it.
pub async fn in_database(person: PersonId) -> Result<Option<Ring>, VaultError> {
    let database = database(person).await?;
    stored(&begin(&database, TransactionMode::Readonly)?).await
}

/// The ring of the spare copy, or of this page's memory where even that is gone.
pub async fn in_spare(person: PersonId) -> Option<Ring> {
    let remembered = || {
        KNOWN.with_borrow(|known| {
            let known = known.as_ref().filter(|(whose, _)| *whose == person);
            known.map(|(_, spare)| spare.clone())
        })
    };
    let spare = match spare_ring(person).await {
        Some(spare) => spare,
        None => remembered()?,
    };
    Some(Ring {
        salt: spare.salt,
        by_password: spare.by_password,
        by_server: spare.by_server,
        ..Ring::default()
    })
}

async fn spare_ring(person: PersonId) -> Option<SpareRing> {
    let text = Spare::of(person).get(&Item::Keys).await?;
    serde_json::from_slice(&text).ok()
}

/// Makes the spare copy and this page's memory hold this ring too.
pub async fn keep_spare(person: PersonId, ring: &Ring) {
    let kept = SpareRing::of(ring);
    KNOWN.set(Some((person, kept.clone())));
    if spare_ring(person).await.as_ref() == Some(&kept) {
        return;
    }
    if let Ok(text) = serde_json::to_vec(&kept) {
        Spare::of(person).keep(Item::Keys, text);
    }
}

pub async fn write(person: PersonId, ring: &Ring) -> Result<(), VaultError> {
    let database = database(person).await?;
    let tx = begin(&database, TransactionMode::Readwrite)?;
    let written = put(&tx, ring)?;
    tx.commit().await.map_err(refused)?;
    drop(written);
    keep_spare(person, ring).await;
    Ok(())
}

/// Changes a ring where there is one, in one transaction, so that two tabs never undo what the other did.
pub async fn change(person: PersonId, change: impl FnOnce(&mut Ring)) -> Result<(), VaultError> {
    let database = database(person).await?;
    let tx = begin(&database, TransactionMode::Readwrite)?;
    let Some(mut ring) = stored(&tx).await? else {
        return Ok(());
    };
    change(&mut ring);
    let written = put(&tx, &ring)?;
    tx.commit().await.map_err(refused)?;
    drop(written);
    Ok(())
}

/// The spare copy's ring goes with the rest of the spare copy.
pub async fn remove(person: PersonId) -> Result<(), VaultError> {
    let database = database(person).await?;
    let tx = begin(&database, TransactionMode::Readwrite)?;
    keys(&tx)?.clear().map_err(refused)?;
    tx.commit().await.map_err(refused)
}

async fn stored(tx: &Transaction<'_>) -> Result<Option<Ring>, VaultError> {
    let asked = keys(tx)?.get(KEYS.to_owned()).primitive();
    let found: Option<JsValue> = asked.map_err(refused)?.await.map_err(refused)?;
    let Some(value) = found.filter(|value| !value.is_undefined()) else {
        return Ok(None);
    };
    let field = |name: &str| Reflect::get(&value, &name.into()).unwrap_or_default();
    let bytes = |name: &str| match field(name).dyn_into::<Uint8Array>() {
        Ok(array) => array.to_vec(),
        Err(_) => Vec::new(),
    };
    Ok(Some(Ring {
        browser: field("browser").dyn_into().ok(),
        by_browser: bytes("byBrowser"),
        seen: field("seen").as_f64().unwrap_or_default(),
        until: field("until").as_f64().unwrap_or_default(),
        salt: bytes("salt"),
        by_password: bytes("byPassword"),
        by_server: bytes("byServer"),
    }))
}

fn put(tx: &Transaction<'_>, ring: &Ring) -> Result<VoidRequest, VaultError> {
    let value = Object::new();
    let array = |bytes: &[u8]| JsValue::from(Uint8Array::from(bytes));
    let browser = ring.browser.clone().map_or(JsValue::NULL, JsValue::from);
    for (name, field) in [
        ("browser", browser),
        ("byBrowser", array(&ring.by_browser)),
        ("seen", ring.seen.into()),
        ("until", ring.until.into()),
        ("salt", array(&ring.salt)),
        ("byPassword", array(&ring.by_password)),
        ("byServer", array(&ring.by_server)),
    ] {
        Reflect::set(&value, &name.into(), &field)
            .map_err(|_| VaultError("a key cannot be written".into()))?;
    }
    let store = keys(tx)?;
    let putting = store.put(JsValue::from(value));
    let putting = putting.with_key(KEYS.to_owned()).without_key_type();
    putting.primitive().map_err(refused)
}

fn begin(database: &Database, mode: TransactionMode) -> Result<Transaction<'_>, VaultError> {
    let transaction = database.transaction([KEYS]).with_mode(mode);
    transaction.build().map_err(refused)
}

fn keys<'a>(tx: &'a Transaction<'_>) -> Result<ObjectStore<'a>, VaultError> {
    tx.object_store(KEYS).map_err(refused)
}

async fn database(person: PersonId) -> Result<Database, VaultError> {
    Database::open(format!("glashelder.keys-of-{person}"))
        .with_version(1u8)
        .with_on_upgrade_needed(|_, database| {
            database.create_object_store(KEYS).build()?;
            Ok(())
        })
        .await
        .map_err(|error| VaultError(error.to_string()))
}

fn refused<E: Into<indexed_db_futures::error::Error>>(error: E) -> VaultError {
    VaultError(error.into().to_string())
}
