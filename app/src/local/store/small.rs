//! Small versions of photos that others took: kept as long as the dossier is.

use super::files::{files_of, holds};
use super::values::{put_sealed, remove, sealed_bytes, value};
use super::{FILES, LOGS, Result, Store};
use domain::id::{DossierId, FileHash};
use indexed_db_futures::transaction::{Transaction, TransactionDurability};
use sync::engine::Log;

impl Store {
    /// The small version of a photo that someone else took.
    pub async fn small(&self, hash: &FileHash) -> Result<Option<Vec<u8>>> {
        self.bytes(small_key(hash)).await
    }

    pub async fn keep_small(&self, hash: &FileHash, bytes: &[u8]) -> Result<()> {
        let tx = self.write(&[FILES], TransactionDurability::Relaxed).await?;
        let sealed = sealed_bytes(bytes)?;
        let file = put_sealed(&tx.object_store(FILES)?, &small_key(hash), &sealed)?;
        tx.commit().await?;
        drop(file);
        Ok(())
    }

    /// The files of a dossier that are on the server, and here neither whole nor small.
    pub async fn files_lacking(&self, dossier: DossierId) -> Result<Vec<FileHash>> {
        let tx = self.read(&[LOGS, FILES]).await?;
        let log: Option<Log> = value(&tx.object_store(LOGS)?, &dossier.to_string()).await?;
        let Some(log) = log else { return Ok(vec![]) };
        let mut lacking = Vec::new();
        for file in files_in(&log).filter(|file| !log.files_pending.contains(file)) {
            if !holds(&tx, FILES, file.as_str()).await?
                && !holds(&tx, FILES, &small_key(&file)).await?
            {
                lacking.push(file);
            }
        }
        Ok(lacking)
    }
}

/// What others photographed goes with the dossier; one's own files stay until the server has them.
pub(super) async fn forget(tx: &Transaction<'_>, dossier: DossierId) -> Result<()> {
    let log: Option<Log> = value(&tx.object_store(LOGS)?, &dossier.to_string()).await?;
    for file in log.iter().flat_map(files_in) {
        remove(tx, FILES, &small_key(&file))?;
    }
    Ok(())
}

/// Under which key the small version of a file is kept.
fn small_key(hash: &FileHash) -> String {
    format!("{hash}.small")
}

fn files_in(log: &Log) -> impl Iterator<Item = FileHash> {
    log.events
        .iter()
        .flat_map(|recorded| files_of(&recorded.envelope))
}
