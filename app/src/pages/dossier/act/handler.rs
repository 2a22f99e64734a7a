//! Who handles the complaint, and where: centrally, or in the region (GP-12).

use super::Shown;
use super::people;
use crate::ui::{Choice, RecordDialog, Segments, TextField, said};
use crate::words::tr;
use domain::event::{HandlerChanged, Handling};
use domain::person::Role;
use leptos::prelude::*;

#[component]
pub fn Handler(shown: Shown) -> impl IntoView {
    let form = shown.form("handler");
    let known = shown.peek();
    let actor = untrack(|| shown.desk.actor());
    let coordinates = known
        .as_ref()
        .is_some_and(|(_, reference)| reference.procedure.coordinates(&actor));
    let takes_over = actor.is(Role::RegionalManager) && !coordinates;
    let now = known
        .as_ref()
        .map(|(opened, _)| opened.dossier.handling)
        .unwrap_or_default();
    let first = if takes_over { Handling::Decentral } else { now };
    let handling = form.field("handling", first.word());
    let regional = known.as_ref().is_some_and(|(_, reference)| {
        let handler = reference.procedure.handler.as_ref();
        handler.is_some_and(|handler| handler.decentral.is_some())
    });
    let to = form.field(
        "to",
        if takes_over {
            actor.person.to_string()
        } else {
            String::new()
        },
    );
    let reason = form.field("reason", "");
    let decentral = move || handling.get() == Handling::Decentral.word();
    let event = Callback::new(move |()| {
        let handling = if decentral() {
            Handling::Decentral
        } else {
            Handling::Central
        };
        Ok(HandlerChanged {
            handling,
            to: to.get().parse().ok(),
            reason: said(reason),
        }
        .into())
    });
    let people = Signal::derive(move || {
        let decentral = decentral();
        shown
            .peek()
            .map(|(opened, reference)| {
                let roles = reference.procedure.handlers(decentral);
                let mut people = people::choices(&opened.dossier, &reference, &roles);
                if let Some(nobody) = people.first_mut() {
                    nobody.1 = tr("Niemand in het bijzonder", "Nobody in particular").to_owned();
                }
                people
            })
            .unwrap_or_default()
    });
    let ways = vec![
        (
            Handling::Central.word().to_owned(),
            tr("Centraal", "Centrally").to_owned(),
        ),
        (
            Handling::Decentral.word().to_owned(),
            tr("In de regio", "In the region").to_owned(),
        ),
    ];
    // Whoever was chosen for the one way cannot be right for the other.
    Effect::new(move |earlier: Option<String>| {
        let chosen = handling.get();
        if earlier.is_some_and(|earlier| earlier != chosen) {
            to.set(String::new());
        }
        chosen
    });
    view! {
        <RecordDialog form event title=tr("Behandelaar wijzigen", "Change handler") action=tr("Wijzig behandelaar", "Change handler")>
            {regional.then(|| view! {
                <Segments id="handling" label=tr("Waar wordt de klacht behandeld?", "Where is the complaint handled?")
                    value=handling options=ways.clone()/>
            })}
            <Choice id="handler-to" label=tr("Door wie?", "By whom?") value=to options=people/>
            <TextField id="handler-reason" label=tr("Waarom?", "Why?") value=reason/>
        </RecordDialog>
    }
}
