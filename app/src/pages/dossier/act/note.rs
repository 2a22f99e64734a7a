//! A note for colleagues.

use super::Shown;
use crate::ui::{RecordDialog, TextArea, said};
use crate::words::tr;
use domain::event::NoteAdded;
use leptos::prelude::*;

#[component]
pub fn Note(shown: Shown) -> impl IntoView {
    let form = shown.form("note");
    let text = form.field("text", "");
    let event = Callback::new(move |()| Ok(NoteAdded { text: said(text) }.into()));
    view! {
        <RecordDialog form event title=tr("Notitie", "Note") action=tr("Bewaar notitie", "Save note")>
            <TextArea id="note-text" label=tr("Wat moeten collega's weten?", "What should colleagues know?")
                value=text error=form.error("text") required=true/>
        </RecordDialog>
    }
}
