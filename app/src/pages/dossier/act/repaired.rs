//! The repair was done.

use super::Shown;
use crate::ui::{RecordDialog, TextArea, said};
use crate::words::tr;
use domain::event::Repaired;
use leptos::prelude::*;

#[component]
pub fn Repair(shown: Shown) -> impl IntoView {
    let form = shown.form("repaired");
    let what = form.field("what", "");
    let event = Callback::new(move |()| {
        Ok(Repaired {
            visit: None,
            what: said(what),
            photos: vec![],
        }
        .into())
    });
    view! {
        <RecordDialog form event title=tr("Herstel is klaar", "Repair is done") action=tr("Leg herstel vast", "Record repair")>
            <TextArea id="repaired-what" label=tr("Wat is er gedaan?", "What was done?") value=what
                error=form.error("what") required=true
                hint=tr("Foto's kunt u daarna toevoegen.", "You can add photos afterwards.")/>
        </RecordDialog>
    }
}
