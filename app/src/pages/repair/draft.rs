//! The repair that is being written: its fields, and the draft of them that survives closing the tab.

use crate::local::device;
use domain::event::{Photo, Repaired};
use domain::id::{DossierId, VisitId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    what: String,
    before: Vec<Photo>,
    after: Vec<Photo>,
}

/// The fields of the form; small to pass around.
#[derive(Clone, Copy)]
pub struct Fields {
    pub what: RwSignal<String>,
    pub before: RwSignal<Vec<Photo>>,
    pub after: RwSignal<Vec<Photo>>,
}

impl Fields {
    /// The form as this device last knew it for a dossier; from now on every change is remembered.
    pub fn restore(dossier: DossierId) -> Fields {
        let name = format!("repair-{dossier}");
        let Draft {
            what,
            before,
            after,
        } = device::draft(&name).unwrap_or_default();
        let fields = Fields {
            what: RwSignal::new(what),
            before: RwSignal::new(before),
            after: RwSignal::new(after),
        };
        Effect::new(move |_| {
            let draft = fields.draft();
            device::set_draft(&name, (draft != Draft::default()).then_some(&draft));
        });
        fields
    }

    fn draft(&self) -> Draft {
        Draft {
            what: self.what.get(),
            before: self.before.get(),
            after: self.after.get(),
        }
    }

    /// What the form says now.
    pub fn repaired(&self, visit: Option<VisitId>) -> Repaired {
        let Draft {
            what,
            before,
            after,
        } = self.draft();
        let photos = before.into_iter().chain(after).collect();
        Repaired {
            visit,
            what: what.trim().to_owned(),
            photos,
        }
    }

    pub fn clear(&self) {
        self.what.set(String::new());
        self.before.set(vec![]);
        self.after.set(vec![]);
    }
}
