//! Files of this device: held while a form speaks of them, in the queue as soon as something recorded does.

use super::values::{Pending, all, plain, put, put_sealed, sealed_bytes};
use super::{FILES, FILES_UNSENT, Result, Store, no_room};
use crate::local::spare::{Item, NoRoom};
use domain::id::FileHash;
use domain::record::Envelope;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability};
use wasm_bindgen::JsValue;

impl Store {
    /// Stores a file's bytes durably. It is sent when something that was recorded speaks of it, so that a photo that
    /// was taken out of a form never leaves the device.
    pub async fn hold_file(&self, hash: &FileHash, bytes: &[u8]) -> Result<()> {
        let sealed = sealed_bytes(bytes)?;
        let kept = self.spare.keep_file(hash, sealed.clone()).await;
        kept.map_err(|NoRoom| no_room())?;
        let held = self.put_file(hash, &sealed).await;
        if held.is_err() {
            self.spare.let_go(Item::File(hash.clone()));
        }
        held
    }

    /// Stores a file's bytes, sealed already.
    async fn put_file(&self, hash: &FileHash, sealed: &[u8]) -> Result<()> {
        let tx = self.write(&[FILES], TransactionDurability::Strict).await?;
        let file = put_sealed(&tx.object_store(FILES)?, hash.as_str(), sealed)?;
        tx.commit().await?;
        drop(file);
        Ok(())
    }

    pub async fn file(&self, hash: &FileHash) -> Result<Option<Vec<u8>>> {
        self.bytes(hash.as_str().to_owned()).await
    }

    /// What is recorded and not on the server yet.
    pub async fn unsent_files(&self) -> Result<Vec<FileHash>> {
        let tx = self.read(&[FILES_UNSENT]).await?;
        all(&tx.object_store(FILES_UNSENT)?).await
    }

    /// Puts those of these files that this device holds back into the queue; gives them.
    pub async fn offer_again(&self, files: &[FileHash]) -> Result<Vec<FileHash>> {
        let tx = self
            .write(&[FILES, FILES_UNSENT], TransactionDurability::Strict)
            .await?;
        let (held, pending) = queued(&tx, files).await?;
        tx.commit().await?;
        drop(pending);
        Ok(held)
    }

    /// The names under which bytes are kept: a file's hash, for its small version with an ending.
    pub async fn file_names(&self) -> Result<Vec<String>> {
        let tx = self.read(&[FILES]).await?;
        let keys = tx
            .object_store(FILES)?
            .get_all_keys::<String>()
            .primitive()?
            .await?;
        Ok(keys.filter_map(std::result::Result::ok).collect())
    }

    pub(super) async fn bytes(&self, key: String) -> Result<Option<Vec<u8>>> {
        let tx = self.read(&[FILES]).await?;
        let found: Option<JsValue> = tx.object_store(FILES)?.get(key).primitive()?.await?;
        Ok(found.as_ref().and_then(plain))
    }
}

/// The files of which an event speaks.
pub(super) fn files_of(envelope: &Envelope) -> Vec<FileHash> {
    let event = envelope.payload.event();
    let files = event.iter().flat_map(|event| event.files());
    files.cloned().collect()
}

/// Puts files in the queue, as far as this device holds them.
pub(super) async fn queued(
    tx: &Transaction<'_>,
    files: &[FileHash],
) -> Result<(Vec<FileHash>, Vec<Pending>)> {
    let (mut queued, mut pending) = (Vec::new(), Vec::new());
    for file in files {
        if holds(tx, FILES, file.as_str()).await? {
            pending.push(put(&tx.object_store(FILES_UNSENT)?, file.as_str(), file)?);
            queued.push(file.clone());
        }
    }
    Ok((queued, pending))
}

/// Whether something is kept under this name.
pub(super) async fn holds(tx: &Transaction<'_>, store: &str, key: &str) -> Result<bool> {
    let found: Option<JsValue> = tx
        .object_store(store)?
        .get(key.to_owned())
        .primitive()?
        .await?;
    Ok(found.is_some_and(|value| !value.is_undefined()))
}
