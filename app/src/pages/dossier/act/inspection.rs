//! Asking for an inspection on site (GP-07).

use super::Shown;
use crate::ui::{RecordDialog, TextArea, said};
use crate::words::tr;
use domain::event::InspectionRequested;
use leptos::prelude::*;

#[component]
pub fn Inspection(shown: Shown) -> impl IntoView {
    let form = shown.form("inspection");
    let reason = form.field("reason", "");
    let event = Callback::new(move |()| {
        Ok(InspectionRequested {
            reason: said(reason),
        }
        .into())
    });
    view! {
        <RecordDialog form event title=tr("Inspectie aanvragen", "Ask for an inspection") action=tr("Vraag inspectie aan", "Ask for inspection")>
            <TextArea id="inspection-reason" label=tr("Waar moet de monteur naar kijken?", "What should the technician look at?")
                value=reason error=form.error("reason")/>
        </RecordDialog>
    }
}
