//! The dossier on screen: what every part of the page reads, and which action is being taken.

use super::act::Act;
use crate::local::Opened;
use crate::local::desk::Desk;
use crate::ui::Form;
use crate::words::language;
use chrono::{DateTime, Utc};
use domain::id::DossierId;
use domain::moment;
use leptos::prelude::*;
use std::sync::Arc;
use sync::message::Reference;

/// Small to pass around; reading it follows changes.
#[derive(Clone, Copy)]
pub struct Shown {
    pub id: DossierId,
    pub desk: Desk,
    pub opened: Memo<Option<Arc<Opened>>>,
    /// The one dialog that is open.
    pub act: RwSignal<Option<Act>>,
}

/// A dossier with people, regions, and the version of the procedure by which it goes.
pub type Known = (Arc<Opened>, Arc<Reference>);

impl Shown {
    pub fn new(id: DossierId, desk: Desk) -> Shown {
        Shown {
            id,
            desk,
            opened: desk.dossier(id),
            act: RwSignal::new(None),
        }
    }

    /// The dossier with what is needed to read it, once both are there.
    pub fn get(&self) -> Option<Known> {
        let opened = self.opened.get()?;
        let reference = self.desk.reference.get()?;
        let own = self.desk.reference_of(reference, &opened.dossier);
        Some((opened, own))
    }

    /// The same, without following changes.
    pub fn peek(&self) -> Option<Known> {
        let opened = self.opened.get_untracked()?;
        let reference = self.desk.reference.get_untracked()?;
        let own = self.desk.reference_of(reference, &opened.dossier);
        Some((opened, own))
    }

    /// A form on this dossier, in the dialog that is open.
    pub fn form(&self, name: &str) -> Form {
        let act = self.act;
        Form::new(
            name,
            self.id,
            self.opened,
            Callback::new(move |()| {
                act.set(None);
                keep_focus();
            }),
        )
    }
}

/// `di 3 maart 10:42`, with the year when it is another one.
pub fn moment_words(reference: &Reference, at: DateTime<Utc>) -> String {
    let calendar = &reference.procedure.calendar;
    moment::moment_seen_from(calendar, at, crate::local::device::now(), language())
}

/// When the button that opened a dialog is gone afterwards, the keyboard goes on at what to do next.
fn keep_focus() {
    let document = web_sys::window().and_then(|window| window.document());
    let lost = document
        .and_then(|document| document.active_element())
        .is_none_or(|element| element.tag_name() == "BODY");
    if lost {
        crate::ui::focus("next");
    }
}
