//! Everything unsent as one file, and back: for a device that will not come online again.

use super::desk::Desk;
use super::photo;
use domain::id::{FileHash, bytes_of_hex};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use sync::engine::Input;
use sync::outbox::Entry;
use wasm_bindgen::JsCast;

/// The file's shape; `glashelder` names it and its version.
#[derive(Serialize, Deserialize)]
struct Exported {
    glashelder: String,
    entries: Vec<Entry>,
    /// Bytes of files, as lower-case hexadecimal digits by hash.
    files: BTreeMap<FileHash, String>,
    /// Entries that the program of this device could not read, as they were stored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unreadable: Vec<String>,
}

const KIND: &str = "unsent.1";

/// Offers everything unsent as a file to save. Says how many events it holds.
pub async fn export(desk: Desk) -> Result<usize, String> {
    let core = desk.core().ok_or("not ready")?;
    let entries: Vec<Entry> = core.store.entries().await.map_err(|e| e.to_string())?;
    let entries: Vec<Entry> = entries
        .into_iter()
        .filter(|entry| !entry.is_sent())
        .collect();
    let mut files = BTreeMap::new();
    for hash in core.store.unsent_files().await.map_err(|e| e.to_string())? {
        if let Ok(Some(bytes)) = core.store.file(&hash).await {
            files.insert(hash, domain::id::hex(&bytes));
        }
    }
    let unreadable = core.store.unreadable().await.map_err(|e| e.to_string())?;
    let count = entries.len() + unreadable.len();
    let exported = Exported {
        glashelder: KIND.into(),
        entries,
        files,
        unreadable,
    };
    let text = serde_json::to_string(&exported).map_err(|e| e.to_string())?;
    let url = photo::object_url(text.as_bytes(), "application/json").ok_or("no file")?;
    let document = document();
    let link: web_sys::HtmlAnchorElement = document
        .create_element("a")
        .ok()
        .and_then(|a| a.dyn_into().ok())
        .ok_or("no link")?;
    link.set_href(&url);
    link.set_download(&format!(
        "glashelder-{}.json",
        super::device::now().format("%Y%m%d-%H%M")
    ));
    link.click();
    Ok(count)
}

/// Reads such a file back; what is known already is left as it is. Says how many events were new.
pub async fn import(desk: Desk, text: &str) -> Result<usize, String> {
    let unreadable = || {
        crate::words::tr(
            "Dit bestand is geen bewaard werk van Glashelder. Kies een bestand dat begint met glashelder-.",
            "This file is no saved work of Glashelder. Choose a file whose name begins with glashelder-.",
        )
        .to_owned()
    };
    let mut exported: Exported = serde_json::from_str(text).map_err(|_| unreadable())?;
    if exported.glashelder != KIND {
        return Err(unreadable());
    }
    // A newer program may read what another could not.
    let read_now = exported
        .unreadable
        .iter()
        .filter_map(|text| serde_json::from_str(text).ok());
    exported.entries.extend(read_now.collect::<Vec<Entry>>());
    let me = desk.me.with_value(|me| me.actor.person);
    if exported
        .entries
        .iter()
        .any(|entry| entry.envelope.author != me)
    {
        return Err(crate::words::tr(
            "Dit werk is van iemand anders. Die moet zich aanmelden en het bestand inlezen.",
            "This work is someone else's. They must sign in and read the file.",
        )
        .to_owned());
    }
    let core = desk.core().ok_or("not ready")?;
    for (hash, digits) in exported.files {
        let bytes = bytes_of_hex(&digits)
            .filter(|bytes| FileHash::of(bytes) == hash)
            .ok_or_else(unreadable)?;
        desk.keep_file(&bytes).await.map_err(|e| e.to_string())?;
    }
    let count = core
        .store
        .adopt(&exported.entries)
        .await
        .map_err(|e| e.to_string())?;
    let entries = core.store.entries().await.map_err(|e| e.to_string())?;
    super::drive::input(desk, Input::Found(entries)).await?;
    super::drive::files_queued(desk).await;
    for dossier in exported.entries.iter().map(Entry::dossier) {
        super::show::refresh(desk, dossier).await;
    }
    Ok(count)
}
