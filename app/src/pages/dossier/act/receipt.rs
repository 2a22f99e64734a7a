//! Telling the complainant that the complaint has arrived (GP-05).

use super::super::shown::Known;
use super::Shown;
use crate::local::device;
use crate::ui::{Choice, RecordDialog, TextArea, said};
use crate::words::{language, tr};
use domain::event::{EventKind, ReceiptConfirmed};
use domain::moment;
use domain::obligation::open_obligations;
use leptos::prelude::*;
use sync::message::Reference;

#[component]
pub fn Receipt(shown: Shown) -> impl IntoView {
    let form = shown.form("receipt");
    let known = shown.peek();
    let channel = form.field(
        "channel",
        known
            .as_ref()
            .map(|(opened, _)| opened.dossier.channel.clone())
            .unwrap_or_default(),
    );
    let text = form.field("text", known.as_ref().map(template).unwrap_or_default());
    let event = Callback::new(move |()| {
        Ok(ReceiptConfirmed {
            channel: channel.get(),
            text: said(text),
        }
        .into())
    });
    let channels = channels(known.as_ref().map(|(_, reference)| reference.as_ref()));
    view! {
        <RecordDialog form event title=tr("Ontvangst bevestigen", "Confirm receipt") action=tr("Leg bevestiging vast", "Record confirmation")>
            <Choice id="receipt-channel" label=tr("Hoe", "How") value=channel options=channels.clone()/>
            <TextArea id="receipt-text" label=tr("Wat u zegt of schrijft", "What you say or write") value=text
                error=form.error("text") rows=8/>
        </RecordDialog>
    }
}

/// The procedure's channels, to choose from.
pub fn channels(reference: Option<&Reference>) -> Vec<(String, String)> {
    let channels = reference.map(|reference| reference.procedure.channels.iter());
    let words = channels
        .into_iter()
        .flatten()
        .map(|channel| (channel.id.clone(), channel.name.get(language()).to_owned()));
    words.collect()
}

/// Number, and what the complainant may expect by when.
fn template((opened, reference): &Known) -> String {
    let (dossier, procedure) = (&opened.dossier, &reference.procedure);
    let calendar = &procedure.calendar;
    let day = moment::day_with_year(calendar.wall(dossier.received_at).date(), language());
    let number = dossier
        .number
        .clone()
        .unwrap_or_else(|| tr("(volgt nog)", "(to follow)").into());
    let confirmation = EventKind::ReceiptConfirmed.name();
    let others = open_obligations(dossier, procedure, device::now())
        .into_iter()
        .filter(|open| {
            let rule = procedure.obligations.iter().find(|rule| rule.id == open.id);
            !open.aim
                && rule.is_none_or(|rule| {
                    !rule
                        .discharged_by
                        .iter()
                        .any(|trigger| trigger == confirmation)
                })
        });
    let promises: Vec<String> = others
        .map(|open| {
            let due = moment::moment_with_year(calendar, open.deadline.due, language());
            format!(
                "{}: {} {due}.",
                open.name.get(language()),
                tr("uiterlijk", "by")
            )
        })
        .collect();
    let promises = promises.join("\n");
    let (name, organisation) = (&dossier.complainant.name, &reference.organisation_name);
    language().pick(
        format!("Beste {name},\n\nWij hebben uw bericht op {day} ontvangen. Het nummer is {number}.\n{promises}\n\nMet vriendelijke groet,\n{organisation}"),
        format!("Dear {name},\n\nWe received your message on {day}. Its number is {number}.\n{promises}\n\nKind regards,\n{organisation}"),
    )
}
