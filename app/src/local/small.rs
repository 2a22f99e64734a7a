//! Small versions of photos that others took, fetched ahead, so that they can be seen without a network.

use super::desk::{Connection, Desk};
use super::transport;
use domain::id::{DossierId, FileHash};
use leptos::prelude::*;

/// Fetches what this device lacks of the photos of these dossiers, one after another; a failure is left for the next
/// time, because these are a convenience.
pub async fn fetch_ahead(desk: Desk, dossiers: Vec<DossierId>) {
    let Some(core) = desk.core() else { return };
    for dossier in dossiers {
        for file in core.store.files_lacking(dossier).await.unwrap_or_default() {
            if desk.connection.get_untracked() != Connection::Online {
                return;
            }
            if let Ok(bytes) = transport::small(&file).await {
                let _ = core.store.keep_small(&file, &bytes).await;
            }
        }
    }
}

impl Desk {
    /// A photo's small version when this device holds it.
    pub async fn small(&self, file: &FileHash) -> Option<Vec<u8>> {
        self.core()?.store.small(file).await.ok().flatten()
    }
}
