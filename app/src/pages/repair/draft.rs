//! The repair that is being written: its fields, and the draft of them that survives closing the tab.

use crate::local::{device, drafts};
use crate::pages::dossier::shown::Shown;
use domain::event::{Photo, Repaired};
use domain::id::VisitId;
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
    pub fn restore(shown: Shown) -> Fields {
        let name = format!("repair-{}", shown.id);
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
        let kept = name.clone();
        Effect::new(move |_| {
            let draft = fields.draft();
            device::set_draft(&kept, (draft != Draft::default()).then_some(&draft));
        });
        let text = Memo::new(move |_| match fields.draft() {
            blank if blank == Draft::default() => String::new(),
            draft => serde_json::to_string(&draft).unwrap_or_default(),
        });
        let restore = Callback::new(move |text: String| {
            fields.set(serde_json::from_str(&text).unwrap_or_default());
        });
        drafts::keep(shown.desk, name, text, restore);
        // Another tab recorded it, or the browser was killed after that and before the draft was cleared.
        Effect::new(move |_| {
            shown.opened.with(|opened| {
                let repairs = opened.iter().flat_map(|o| &o.dossier.repairs);
                repairs.for_each(|repair| fields.leave_out(&repair.what));
            });
        });
        fields
    }

    fn set(&self, draft: Draft) {
        self.what.set(draft.what);
        self.before.set(draft.before);
        self.after.set(draft.after);
    }

    /// What was recorded with a photo of this form need not be recorded again.
    fn leave_out(&self, recorded: &Repaired) {
        let known = |photo: &Photo| recorded.photos.iter().any(|one| one.file == photo.file);
        let Draft {
            what,
            mut before,
            mut after,
        } = untrack(|| self.draft());
        let count = before.len() + after.len();
        before.retain(|photo| !known(photo));
        after.retain(|photo| !known(photo));
        if before.len() + after.len() < count {
            let what = Some(what).filter(|what| what.trim() != recorded.what);
            self.set(Draft {
                what: what.unwrap_or_default(),
                before,
                after,
            });
        }
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
        self.set(Draft::default());
    }
}
