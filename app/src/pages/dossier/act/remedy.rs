//! Giving the repair to the one who must do it (GP-09, GP-10).

use super::Shown;
use super::people;
use crate::ui::{Choice, RecordDialog, TextArea, said};
use crate::words::{language, tr};
use domain::dossier::Dossier;
use domain::event::RemedyAssigned;
use domain::person::Role;
use domain::refusal::{Fault, Problem};
use leptos::prelude::*;

#[component]
pub fn Remedy(shown: Shown) -> impl IntoView {
    let form = shown.form("remedy");
    let known = shown.peek();
    let nearest = known.as_ref().and_then(|(opened, reference)| {
        let earlier = opened
            .dossier
            .visits
            .last()
            .map(|visit| visit.technician.to_string());
        earlier.or_else(|| people::nearest(&opened.dossier, reference, Role::Technician))
    });
    let to = form.field("to", nearest.unwrap_or_default());
    let what = form.field(
        "what",
        known
            .as_ref()
            .map(|(opened, _)| found(&opened.dossier))
            .unwrap_or_default(),
    );
    let event = Callback::new(move |()| {
        let to = to
            .get()
            .parse()
            .map_err(|_| Problem::new("to", Fault::Missing))?;
        Ok(RemedyAssigned {
            to,
            what: said(what),
        }
        .into())
    });
    let roles = [Role::Technician, Role::RegionalManager];
    let people = known
        .map(|(opened, reference)| people::choices(&opened.dossier, &reference, &roles))
        .unwrap_or_default();
    view! {
        <RecordDialog form event title=tr("Herstel toewijzen", "Assign the repair") action=tr("Wijs herstel toe", "Assign repair")
            says=tr("Wie het oplost, krijgt het dossier te zien.", "Whoever solves it gets to see the dossier.")>
            <Choice id="remedy-to" label=tr("Wie lost het op?", "Who solves it?") value=to options=people.clone() error=form.error("to") required=true/>
            <TextArea id="remedy-what" label=tr("Wat moet er gebeuren?", "What must be done?") value=what error=form.error("what") required=true/>
        </RecordDialog>
    }
}

/// What was found, as a beginning of what must be done.
fn found(dossier: &Dossier) -> String {
    let lines = dossier.findings.iter().map(|finding| {
        let (fault, pane) = (
            finding.what.fault.label(language()),
            finding.what.pane.line(),
        );
        if pane.is_empty() {
            fault.to_owned()
        } else {
            format!("{fault}: {pane}")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
