//! Photos, drawings and signatures, by the hash of what the device sent.

pub mod download;
mod limits;
pub mod picture;
mod refusal;
pub mod scrub;
pub mod upload;

use anyhow::Context;
use bytes::Bytes;
use domain::id::{FileHash, OrganisationId};
use object_store::local::LocalFileSystem;
use object_store::path::Path as StorePath;
use object_store::{ObjectStore, ObjectStoreExt};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::Semaphore;

pub use upload::{StoreError, Stored};

/// The store of file contents; cloning shares it and its limit on how many pictures are worked on at once.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    turns: Arc<Semaphore>,
}

/// What is kept of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// A small JPEG.
    Thumb,
}

impl Files {
    /// Files in a folder, which is made where it is missing. Each file is on disk before it is called stored.
    pub fn in_folder(folder: &Path) -> anyhow::Result<Files> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Files {
            store: Arc::new(store),
            // A decoded photo takes up to some hundred MB.
            turns: Arc::new(Semaphore::new(2)),
        })
    }

    /// The bytes of a part of a file.
    pub async fn read(
        &self,
        organisation: OrganisationId,
        hash: &FileHash,
        part: Part,
    ) -> object_store::Result<Bytes> {
        self.store
            .get(&place(organisation, hash, part))
            .await?
            .bytes()
            .await
    }

    async fn write(
        &self,
        organisation: OrganisationId,
        hash: &FileHash,
        part: Part,
        bytes: Bytes,
    ) -> object_store::Result<()> {
        self.store
            .put(&place(organisation, hash, part), bytes.into())
            .await?;
        Ok(())
    }
}

impl Files {
    /// Removes a file for good; one that is not there is removed already.
    pub async fn erase(
        &self,
        organisation: OrganisationId,
        hash: &FileHash,
    ) -> object_store::Result<()> {
        for part in [Part::Thumb, Part::Whole] {
            match self.store.delete(&place(organisation, hash, part)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// `{organisation}/{first two digits}/{hash}`, so that no folder holds too many.
fn place(organisation: OrganisationId, hash: &FileHash, part: Part) -> StorePath {
    let hash = hash.as_str();
    let end = match part {
        Part::Whole => "",
        Part::Thumb => ".thumb",
    };
    StorePath::from(format!("{organisation}/{}/{hash}{end}", &hash[..2]))
}
