//! The dossier on screen: what every part of the page reads.

use crate::local::Opened;
use crate::local::desk::Desk;
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
}

impl Shown {
    pub fn new(id: DossierId, desk: Desk) -> Shown {
        Shown {
            id,
            desk,
            opened: desk.dossier(id),
        }
    }

    /// The dossier with the procedure, people and regions, once both are there.
    pub fn get(&self) -> Option<(Arc<Opened>, Arc<Reference>)> {
        Some((self.opened.get()?, self.desk.reference.get()?))
    }
}

/// `di 3 maart 10:42`, with the year when it is another one.
pub fn moment_words(reference: &Reference, at: DateTime<Utc>) -> String {
    moment::moment_seen_from(
        &reference.procedure.calendar,
        at,
        crate::local::device::now(),
        language(),
    )
}
