//! The finding that is being written: its fields, and the draft of them that survives closing the tab.

use crate::local::device;
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
    pub fn restore(visit: VisitId) -> Fields {
        let name = format!("finding-{visit}");
        let form = Fields::of(device::draft(&name).unwrap_or_default());
        Effect::new(move |_| {
            let draft = form.draft();
            device::set_draft(&name, (draft != Draft::default()).then_some(&draft));
        });
        form
    }

    fn of(draft: Draft) -> Fields {
        Fields {
            room: RwSignal::new(draft.room),
            element: RwSignal::new(draft.element),
            fault: RwSignal::new(draft.fault),
            marks: RwSignal::new(draft.marks),
            sketch: RwSignal::new(draft.sketch),
            measured: RwSignal::new(draft.measured),
            distance: RwSignal::new(draft.distance),
            light: RwSignal::new(draft.light),
            cause: RwSignal::new(draft.cause),
            text: RwSignal::new(draft.text),
            photos: RwSignal::new(draft.photos),
            tried: RwSignal::new(false),
        }
    }

    /// What is typed and chosen now.
    pub fn draft(&self) -> Draft {
        Draft {
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

    /// Whether anything stands in it.
    pub fn is_blank(&self) -> bool {
        self.draft() == Draft::default()
    }

    /// Makes room for the next finding.
    pub fn clear(&self) {
        let Draft {
            room,
            element,
            fault,
            marks,
            sketch,
            measured,
            distance,
            light,
            cause,
            text,
            photos,
        } = Draft::default();
        self.room.set(room);
        self.element.set(element);
        self.fault.set(fault);
        self.marks.set(marks);
        self.sketch.set(sketch);
        self.measured.set(measured);
        self.distance.set(distance);
        self.light.set(light);
        self.cause.set(cause);
        self.text.set(text);
        self.photos.set(photos);
        self.tried.set(false);
    }
}

impl Draft {
    /// The finding that the draft says; `None` while no fault is chosen.
    pub fn finding(&self, visit: VisitId) -> Option<FindingRecorded> {
        Some(FindingRecorded {
            finding: FindingId(device::new_id()),
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
