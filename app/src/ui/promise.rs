//! The promise bar of one obligation.

use crate::local::desk::use_desk;
use crate::words::language;
use domain::id::FileHash;
use domain::obligation::{Obligation, ObligationState};
use domain::promise::{BarSize, promise_bar};
use leptos::prelude::*;

/// Draws an obligation as a row of panes, with a sentence that says the same; by the calendar of the version by which its
/// dossier goes.
#[component]
pub fn Promise(
    obligation: Obligation,
    version: Option<FileHash>,
    #[prop(optional)] large: bool,
) -> impl IntoView {
    let desk = use_desk();
    let size = if large {
        BarSize::Large
    } else {
        BarSize::Small
    };
    let svg = move || {
        let now = desk.now.get();
        desk.reference.with(|reference| {
            let Some(reference) = reference else {
                return String::new();
            };
            let calendar = &reference.procedure_by(version.as_ref()).calendar;
            let until = match obligation.state {
                ObligationState::Met(at) | ObligationState::Cancelled(at) => at,
                ObligationState::Open => now,
            };
            let label = format!(
                "{}: {}",
                obligation.name.get(language()),
                obligation.deadline.summary(calendar, until, language())
            );
            promise_bar(calendar, &obligation.deadline, &obligation.pauses, until)
                .in_language(language())
                .svg(&label, size)
        })
    };
    view! { <span class="promise" inner_html=svg></span> }
}
