//! Ending the handling, and beginning it again.

use super::Shown;
use crate::ui::{RecordDialog, TextArea, said};
use crate::words::tr;
use domain::event::{Closed, Reopened, Withdrawn};
use leptos::prelude::*;

/// What is still missing is said by the dialog, from the rules of admission.
#[component]
pub fn Close(shown: Shown) -> impl IntoView {
    let form = shown.form("close");
    let remark = form.field("remark", "");
    let event = Callback::new(move |()| {
        Ok(Closed {
            remark: said(remark),
        }
        .into())
    });
    view! {
        <RecordDialog form event title=tr("Dossier sluiten", "Close dossier") action=tr("Sluit dossier", "Close dossier")>
            <p>{tr("De behandeling is dan klaar. U kunt het dossier later heropenen.", "Handling is then done. You can reopen the dossier later.")}</p>
            <TextArea id="close-remark" label=tr("Opmerking", "Remark") value=remark rows=3/>
        </RecordDialog>
    }
}

#[component]
pub fn Reopen(shown: Shown) -> impl IntoView {
    let form = shown.form("reopen");
    let reason = form.field("reason", "");
    let event = Callback::new(move |()| {
        Ok(Reopened {
            reason: said(reason),
        }
        .into())
    });
    view! {
        <RecordDialog form event title=tr("Dossier heropenen", "Reopen dossier") action=tr("Heropen dossier", "Reopen dossier")>
            <p>{tr("Oordeel, herstel en uitkomst worden dan opnieuw gevraagd. Wat er staat, blijft in het verhaal.",
                "Ruling, repair and outcome are then asked for again. What is there stays in the story.")}</p>
            <TextArea id="reopen-reason" label=tr("Waarom?", "Why?") value=reason error=form.error("reason") required=true rows=3/>
        </RecordDialog>
    }
}

#[component]
pub fn Withdraw(shown: Shown) -> impl IntoView {
    let form = shown.form("withdraw");
    let reason = form.field("reason", "");
    let event = Callback::new(move |()| {
        Ok(Withdrawn {
            reason: said(reason),
        }
        .into())
    });
    view! {
        <RecordDialog form event danger=true title=tr("Klacht ingetrokken", "Complaint withdrawn") action=tr("Leg intrekking vast", "Record withdrawal")>
            <p>{tr("De klager trekt de klacht in; de behandeling stopt.", "The complainant withdraws the complaint; handling stops.")}</p>
            <TextArea id="withdraw-reason" label=tr("Wat zei de klager?", "What did the complainant say?") value=reason
                error=form.error("reason") required=true rows=3/>
        </RecordDialog>
    }
}
