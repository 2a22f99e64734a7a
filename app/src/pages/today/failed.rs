//! Nobody at home, no access: told in two taps, with what it does to the promise.

use crate::pages::dossier::shown::Shown;
use crate::ui::{Form, RecordDialog, TextField, said};
use crate::words::{language, tr};
use domain::event::{FailedReason, VisitFailed};
use domain::id::VisitId;
use leptos::prelude::*;

/// Asks to confirm that the visit failed for the reason in `failing`.
#[component]
pub fn VisitFails(
    shown: Shown,
    failing: RwSignal<Option<(VisitId, FailedReason)>>,
) -> impl IntoView {
    move || {
        failing
            .get()
            .map(|(visit, reason)| view! { <Failure shown visit reason failing/> })
    }
}

#[component]
fn Failure(
    shown: Shown,
    visit: VisitId,
    reason: FailedReason,
    failing: RwSignal<Option<(VisitId, FailedReason)>>,
) -> impl IntoView {
    let close = Callback::new(move |()| failing.set(None));
    let form = Form::new("failed", shown.id, shown.opened, close);
    let remark = form.field("remark", "");
    let event = Callback::new(move |()| {
        Ok(VisitFailed {
            visit,
            reason,
            remark: said(remark),
        }
        .into())
    });
    view! {
        <RecordDialog form event title=reason.label(language()) action=tr("Leg vast", "Record") at_button=true>
            <TextField id="failed-remark" label=tr("Opmerking, mag leeg blijven", "Remark, may stay empty") value=remark/>
        </RecordDialog>
    }
}
