//! Correcting the telephone number at the door.

use crate::pages::dossier::shown::Shown;
use crate::ui::{Form, RecordDialog, TextField, said};
use crate::words::tr;
use domain::event::DetailChanged;
use domain::party::{Field, PartyField};
use domain::refusal::{Fault, Problem};
use leptos::prelude::*;

const PHONE: Field = Field::Complainant(PartyField::Phone);
/// The field's name, by which `domain::validate` speaks of it.
const NAME: &str = "complainant.phone";

#[component]
pub fn CorrectPhone(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Show when=move || open.get()><Correction shown open/></Show>
    }
}

#[component]
fn Correction(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    let known = shown
        .peek()
        .map(|(opened, _)| opened.dossier.value(PHONE).to_owned());
    let form = Form::new(
        "correct",
        shown.id,
        shown.opened,
        Callback::new(move |()| open.set(false)),
    );
    let phone = form.field(NAME, known.unwrap_or_default());
    let event = Callback::new(move |()| match said(phone) {
        empty if empty.is_empty() => Err(Problem::new(NAME, Fault::Missing)),
        value => Ok(DetailChanged {
            field: PHONE,
            value,
        }
        .into()),
    });
    view! {
        <RecordDialog form event title=tr("Telefoonnummer wijzigen", "Change the telephone number") action=tr("Bewaar nummer", "Save number")>
            <TextField id="correct-phone" label=tr("Telefoon van de klager", "Telephone of the complainant")
                value=phone kind="tel" autocomplete="off" required=true error=form.error(NAME)/>
        </RecordDialog>
    }
}
