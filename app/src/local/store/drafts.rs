//! Drafts of forms that must survive a killed browser.

use super::values::{put, value};
use super::{META, Result, Store};
use indexed_db_futures::transaction::TransactionDurability;

impl Store {
    /// The draft that was kept last: empty when the form was cleared, `None` when there never was one.
    pub async fn draft(&self, name: &str) -> Result<Option<String>> {
        let tx = self.read(&[META]).await?;
        value(&tx.object_store(META)?, &key(name)).await
    }

    pub async fn keep_draft(&self, name: &str, text: &String) -> Result<()> {
        let tx = self.write(&[META], TransactionDurability::Relaxed).await?;
        let pending = put(&tx.object_store(META)?, &key(name), text)?;
        tx.commit().await?;
        drop(pending);
        Ok(())
    }
}

fn key(name: &str) -> String {
    format!("draft.{name}")
}
