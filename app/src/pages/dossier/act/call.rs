//! A telephone call about the complaint.

use super::Shown;
use crate::ui::{RecordDialog, TextArea, TextField, said};
use crate::words::tr;
use domain::event::Called;
use leptos::prelude::*;

#[component]
pub fn Call(shown: Shown) -> impl IntoView {
    let form = shown.form("call");
    let party = shown
        .peek()
        .map(|(opened, _)| opened.dossier.complainant.clone())
        .unwrap_or_default();
    let with = form.field("with", party.name);
    let no_answer = form.field("no_answer", "");
    let text = form.field("text", "");
    let silent = move || !no_answer.get().is_empty();
    let event = Callback::new(move |()| {
        Ok(Called {
            with: said(with),
            no_answer: silent(),
            text: said(text),
        }
        .into())
    });
    let phone = (!party.phone.is_empty()).then_some(party.phone);
    view! {
        <RecordDialog form event title=tr("Gebeld", "Called") action=tr("Bewaar gesprek", "Save call")>
            {phone.clone().map(|phone| view! { <p><a class="number" href=format!("tel:{phone}")>{phone.clone()}</a></p> })}
            <TextField id="call-with" label=tr("Met wie", "With whom") value=with/>
            <label class="check">
                <input type="checkbox" prop:checked=silent
                    on:change=move |event| no_answer.set(if event_target_checked(&event) { "yes".into() } else { String::new() })/>
                {tr("Geen gehoor", "No answer")}
            </label>
            <TextArea id="call-text" label=tr("Wat is er besproken?", "What was discussed?") value=text
                error=form.error("text") hint=tr("Bij geen gehoor mag dit leeg blijven.", "May stay empty when nobody answered.")/>
        </RecordDialog>
    }
}
