//! The outcome in writing, told to the complainant.

use super::super::shown::Known;
use super::Shown;
use super::receipt::channels;
use crate::ui::{Choice, RecordDialog, TextArea, YesOrNo, said};
use crate::words::{language, tr};
use domain::event::OutcomeRecorded;
use domain::moment;
use domain::refusal::{Fault, Problem};
use leptos::prelude::*;

#[component]
pub fn Outcome(shown: Shown) -> impl IntoView {
    let form = shown.form("outcome");
    let known = shown.peek();
    let channel = form.field(
        "channel",
        known
            .as_ref()
            .map(|(opened, _)| opened.dossier.channel.clone())
            .unwrap_or_default(),
    );
    let text = form.field("text", known.as_ref().map(template).unwrap_or_default());
    // LG-07: the register holds whether the complainant agrees, where the procedure waits for it.
    let asks = known
        .as_ref()
        .is_some_and(|(_, reference)| reference.procedure.asks_agreement());
    let agreed = form.field("agreed", "");
    let event = Callback::new(move |()| {
        let agreed = agreed.get();
        if asks && agreed.is_empty() {
            return Err(Problem::new("agreed", Fault::Missing));
        }
        Ok(OutcomeRecorded {
            channel: channel.get(),
            text: said(text),
            agreed: (!agreed.is_empty()).then_some(agreed == "true"),
        }
        .into())
    });
    let channels = channels(known.as_ref().map(|(_, reference)| reference.as_ref()));
    view! {
        <RecordDialog form event title=tr("Uitkomst meedelen", "Tell the outcome") action=tr("Leg uitkomst vast", "Record outcome")
            says=tr("Daarna kan het dossier dicht, als alles gedaan is.", "After this the dossier can be closed, when everything is done.")>
            <Choice id="outcome-channel" label=tr("Hoe", "How") value=channel options=channels.clone()/>
            <TextArea id="outcome-text" label=tr("Wat de klager te horen krijgt", "What the complainant is told") value=text
                error=form.error("text") required=true rows=10/>
            {asks.then(|| view! {
                <YesOrNo id="outcome-agreed" label=tr("Is de klager het ermee eens?", "Does the complainant agree?")
                    yes=tr("Ja, akkoord", "Yes, agrees") no=tr("Nee, niet akkoord", "No, disagrees")
                    value=agreed error=form.error("agreed") required=true/>
            })}
        </RecordDialog>
    }
}

/// The ruling, its reasons and what was done, as a letter to edit.
fn template((opened, reference): &Known) -> String {
    let (dossier, procedure) = (&opened.dossier, &reference.procedure);
    let day = |at| moment::day_with_year(procedure.calendar.wall(at).date(), language());
    let number = dossier.number.clone().unwrap_or_default();
    let ruling = dossier.ruling.as_ref().map(|ruling| {
        let name = procedure
            .ruling_name(&ruling.what.ruling, language())
            .to_lowercase();
        let reasons = &ruling.what.reasons;
        language().pick(
            format!("Wij hebben uw klacht beoordeeld. Ons oordeel: {name}.\n{reasons}\n"),
            format!("We have judged your complaint. Our ruling: {name}.\n{reasons}\n"),
        )
    });
    let repair = dossier.repairs.last().map(|repair| {
        let (day, what) = (day(repair.at), &repair.what.what);
        language().pick(
            format!("\nWat wij op {day} hebben gedaan:\n{what}\n"),
            format!("\nWhat we did on {day}:\n{what}\n"),
        )
    });
    let (ruling, repair) = (ruling.unwrap_or_default(), repair.unwrap_or_default());
    let (name, received, organisation) = (
        &dossier.complainant.name,
        day(dossier.received_at),
        &reference.organisation_name,
    );
    language().pick(
        format!("Beste {name},\n\nOp {received} ontvingen wij uw klacht {number}.\n{ruling}{repair}\nMet vriendelijke groet,\n{organisation}"),
        format!("Dear {name},\n\nOn {received} we received your complaint {number}.\n{ruling}{repair}\nKind regards,\n{organisation}"),
    )
}
