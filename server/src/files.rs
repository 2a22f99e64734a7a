//! Photos, drawings and signatures, by the hash of what the device sent.

use object_store::local::LocalFileSystem;
use std::path::Path;
use std::sync::Arc;

/// The store of file contents; cloning shares it.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn object_store::ObjectStore>,
}

impl Files {
    /// Files in a folder, which is made where it is missing. Each file is on disk before it is called stored.
    pub fn in_folder(folder: &Path) -> anyhow::Result<Files> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Files {
            store: Arc::new(store),
        })
    }

    /// The contents by path: `{organisation}/{hash}`.
    pub fn store(&self) -> &dyn object_store::ObjectStore {
        &*self.store
    }
}
