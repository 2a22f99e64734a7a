//! The finding that is being written: its fields, and the draft of them that survives closing the tab.

use crate::local::{device, drafts};
use crate::pages::dossier::shown::Shown;
use crate::ui::quantity::{Typed, measurements};
use domain::event::{Cause, Fault, FindingRecorded, Light, Mark, Pane, Photo};
use domain::id::{FileHash, FindingId, VisitId};
use domain::validate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is typed and chosen so far.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Of the finding that this becomes, so that one that was recorded is known as such.
    pub finding: Option<FindingId>,
    pub room: String,
    pub element: String,
    pub fault: Option<Fault>,
    pub marks: Vec<Mark>,
    pub sketch: Option<FileHash>,
    pub measured: Vec<Typed>,
    pub distance: String,
    /// Places in [`Light::ALL`] and [`Cause::ALL`], or nothing.
    pub light: String,
    pub cause: String,
    pub text: String,
    pub photos: Vec<Photo>,
}

/// The fields of the form; small to pass around.
#[derive(Clone, Copy)]
pub struct Fields {
    finding: RwSignal<FindingId>,
    pub room: RwSignal<String>,
    pub element: RwSignal<String>,
    pub fault: RwSignal<Option<Fault>>,
    pub marks: RwSignal<Vec<Mark>>,
    pub sketch: RwSignal<Option<FileHash>>,
    pub measured: RwSignal<Vec<Typed>>,
    pub distance: RwSignal<String>,
    pub light: RwSignal<String>,
    pub cause: RwSignal<String>,
    pub text: RwSignal<String>,
    pub photos: RwSignal<Vec<Photo>>,
    /// Someone tried to save it: what is missing shows from now on.
    pub tried: RwSignal<bool>,
}

impl Fields {
    /// The form as this device last knew it for a visit; from now on every change is remembered.
    pub fn restore(shown: Shown, visit: VisitId) -> Fields {
        let name = format!("finding-{visit}");
        let fields = Fields::of(device::draft(&name).unwrap_or_default());
        let kept = name.clone();
        Effect::new(move |_| {
            let draft = fields.draft();
            device::set_draft(&kept, (!draft.is_blank()).then_some(&draft));
        });
        let text = Memo::new(move |_| match fields.draft() {
            blank if blank.is_blank() => String::new(),
            draft => serde_json::to_string(&draft).unwrap_or_default(),
        });
        let restore = Callback::new(move |text: String| {
            fields.set(serde_json::from_str(&text).unwrap_or_default());
        });
        drafts::keep(shown.desk, name, text, restore);
        // Another tab recorded it, or the browser was killed after that and before the draft was cleared.
        Effect::new(move |_| {
            let id = fields.finding.get();
            let recorded = shown.opened.with(|opened| {
                let mut findings = opened.iter().flat_map(|o| &o.dossier.findings);
                let recorded = findings.find(|finding| finding.what.finding == id)?;
                Some(recorded.what.clone())
            });
            if let Some(recorded) = recorded {
                fields.go_on_after(&recorded, visit);
            }
        });
        fields
    }

    fn of(draft: Draft) -> Fields {
        let fields = Fields {
            finding: RwSignal::new(FindingId(device::new_id())),
            room: RwSignal::default(),
            element: RwSignal::default(),
            fault: RwSignal::default(),
            marks: RwSignal::default(),
            sketch: RwSignal::default(),
            measured: RwSignal::default(),
            distance: RwSignal::default(),
            light: RwSignal::default(),
            cause: RwSignal::default(),
            text: RwSignal::default(),
            photos: RwSignal::default(),
            tried: RwSignal::default(),
        };
        fields.set(draft);
        fields
    }

    fn set(&self, draft: Draft) {
        self.finding
            .set(draft.finding.unwrap_or_else(|| FindingId(device::new_id())));
        self.room.set(draft.room);
        self.element.set(draft.element);
        self.fault.set(draft.fault);
        self.marks.set(draft.marks);
        self.sketch.set(draft.sketch);
        self.measured.set(draft.measured);
        self.distance.set(draft.distance);
        self.light.set(draft.light);
        self.cause.set(draft.cause);
        self.text.set(draft.text);
        self.photos.set(draft.photos);
        self.tried.set(false);
    }

    /// What is typed and chosen now.
    pub fn draft(&self) -> Draft {
        Draft {
            finding: Some(self.finding.get()),
            room: self.room.get(),
            element: self.element.get(),
            fault: self.fault.get(),
            marks: self.marks.get(),
            sketch: self.sketch.get(),
            measured: self.measured.get(),
            distance: self.distance.get(),
            light: self.light.get(),
            cause: self.cause.get(),
            text: self.text.get(),
            photos: self.photos.get(),
        }
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.draft().is_blank()
    }

    /// This finding was recorded: what stands in the form besides becomes the next one.
    fn go_on_after(&self, recorded: &FindingRecorded, visit: VisitId) {
        let mut rest = untrack(|| self.draft());
        if rest.finding(visit).as_ref() == Some(recorded) {
            return self.clear();
        }
        rest.finding = None;
        rest.photos.retain(|photo| {
            let mut sent = recorded.photos.iter();
            !sent.any(|known| known.file == photo.file)
        });
        rest.sketch = rest
            .sketch
            .filter(|sketch| recorded.sketch.as_ref() != Some(sketch));
        self.set(rest);
    }

    /// Makes room for the next finding.
    pub fn clear(&self) {
        self.set(Draft::default());
    }
}

impl Draft {
    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        let finding = self.finding;
        *self
            == Draft {
                finding,
                ..Draft::default()
            }
    }

    /// The finding that the draft says; `None` while no fault is chosen.
    pub fn finding(&self, visit: VisitId) -> Option<FindingRecorded> {
        Some(FindingRecorded {
            finding: self.finding.unwrap_or_else(|| FindingId(device::new_id())),
            visit: Some(visit),
            pane: Pane {
                room: self.room.trim().to_owned(),
                element: self.element.trim().to_owned(),
            },
            fault: self.fault?,
            marks: self.marks.clone(),
            sketch: self.sketch.clone(),
            measurements: measurements(&self.measured),
            viewing_distance: validate::number(&self.distance),
            light: chosen(&self.light, &Light::ALL),
            cause: chosen(&self.cause, &Cause::ALL),
            text: self.text.trim().to_owned(),
            photos: self.photos.clone(),
        })
    }
}

fn chosen<T: Copy>(place: &str, all: &[T]) -> Option<T> {
    all.get(place.parse::<usize>().ok()?).copied()
}
