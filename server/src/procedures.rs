//! The procedures that the organisations follow, read once at the start and kept by their ids.

use anyhow::Context;
use domain::procedure::Procedure;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What a program without a folder of procedures knows.
const BUILT_IN: [(&str, &str); 5] = [
    ("glaspunt", include_str!("../../procedures/glaspunt.toml")),
    ("lucide", include_str!("../../procedures/lucide.toml")),
    ("lagant", include_str!("../../procedures/lagant.toml")),
    (
        "gelukwerkt",
        include_str!("../../procedures/gelukwerkt.toml"),
    ),
    (
        "flow-concepts",
        include_str!("../../procedures/flow-concepts.toml"),
    ),
];

/// All known procedures; cloning shares them.
#[derive(Debug, Clone, Default)]
pub struct Procedures {
    by_id: Arc<BTreeMap<String, Arc<Procedure>>>,
}

impl Procedures {
    /// Reads `folder/*.toml`, and adds the built-in ones that the folder does not have. A file that is wrong stops
    /// the start: an organisation without its deadlines must not be served.
    pub fn load(folder: Option<&Path>) -> anyhow::Result<Procedures> {
        let mut by_id = BTreeMap::new();
        for (name, text) in BUILT_IN {
            let procedure =
                Procedure::from_toml(text).with_context(|| format!("built-in procedure {name}"))?;
            by_id.insert(procedure.id.clone(), Arc::new(procedure));
        }
        if let Some(folder) = folder {
            for path in files_in(folder)? {
                let text = std::fs::read_to_string(&path)
                    .with_context(|| format!("{}", path.display()))?;
                let procedure =
                    Procedure::from_toml(&text).with_context(|| format!("{}", path.display()))?;
                by_id.insert(procedure.id.clone(), Arc::new(procedure));
            }
        }
        Ok(Procedures {
            by_id: Arc::new(by_id),
        })
    }

    pub fn get(&self, id: &str) -> Option<Arc<Procedure>> {
        self.by_id.get(id).cloned()
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }
}

fn files_in(folder: &Path) -> anyhow::Result<Vec<std::path::PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| {
        format!(
            "the folder of procedures cannot be read: {}",
            folder.display()
        )
    })?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
