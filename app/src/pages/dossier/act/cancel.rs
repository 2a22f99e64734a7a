//! A planned visit that will not take place.

use super::super::shown::moment_words;
use super::Shown;
use crate::ui::{RecordDialog, TextArea, said};
use crate::words::{language, tr};
use domain::event::VisitCancelled;
use domain::id::VisitId;
use leptos::prelude::*;

#[component]
pub fn Cancel(shown: Shown, visit: VisitId) -> impl IntoView {
    let form = shown.form("cancel");
    let reason = form.field("reason", "");
    let event = Callback::new(move |()| {
        Ok(VisitCancelled {
            visit,
            reason: said(reason),
        }
        .into())
    });
    let which = shown.peek().and_then(|(opened, reference)| {
        let visit = opened.dossier.visit(visit)?;
        let (who, at) = (
            reference.name(visit.technician),
            moment_words(&reference, visit.at),
        );
        let purpose = visit.purpose.label(language());
        Some(language().pick(
            format!("{purpose} door {who} op {at} gaat dan niet door."),
            format!("{purpose} by {who} on {at} will then not take place."),
        ))
    });
    view! {
        <RecordDialog form event danger=true title=tr("Bezoek laten vervallen", "Cancel visit") action=tr("Laat vervallen", "Cancel visit")>
            <p>{which.clone()}</p>
            <TextArea id="cancel-reason" label=tr("Waarom?", "Why?") value=reason error=form.error("reason") required=true rows=3/>
        </RecordDialog>
    }
}
