//! The customer signs for what was seen or done on a visit.

use crate::local::Opened;
use crate::pages::dossier::shown::Shown;
use crate::ui::{FormError, Icon, Picture, Signature, Signed};
use crate::words::{language, tr};
use domain::event::{Purpose, SignatureTaken};
use domain::id::VisitId;
use domain::moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// The signatures of a visit, and the button to take one; it is recorded as soon as the customer is ready.
#[component]
pub fn Signatures(
    shown: Shown,
    visit: Option<VisitId>,
    #[prop(default = Purpose::Inspection)] purpose: Purpose,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let known = shown.opened.with(|opened| {
            let dossier = &opened.as_ref()?.dossier;
            Some(
                dossier
                    .customer
                    .as_ref()
                    .unwrap_or(&dossier.complainant)
                    .name
                    .clone(),
            )
        });
        if let Some(known) = known.filter(|_| open.get() && name.with_untracked(String::is_empty)) {
            name.set(known);
        }
    });
    let statement = Signal::derive(move || statement(shown, visit, purpose));
    let done = Callback::new(move |signed: Signed| {
        let Signed {
            name,
            picture,
            points,
        } = signed;
        let taken = SignatureTaken {
            visit,
            name,
            statement: statement.get_untracked(),
            picture,
            points,
        };
        spawn_local(async move {
            match shown.desk.record(shown.id, taken).await {
                Ok(_) => {
                    problem.try_set(None);
                    shown.desk.toast(tr(
                        "Handtekening bewaard op dit toestel",
                        "Signature saved on this device",
                    ));
                }
                Err(error) => {
                    problem.try_set(Some(error.to_string()));
                }
            }
        });
    });
    let signed = move || {
        let taken = |opened: &Arc<Opened>| {
            opened
                .dossier
                .signatures
                .iter()
                .any(|s| s.what.visit == visit)
        };
        shown
            .opened
            .with(|opened| opened.as_ref().is_some_and(taken))
    };
    let taken = move || {
        let (opened, reference) = shown.get()?;
        let signatures = opened
            .dossier
            .signatures
            .iter()
            .filter(|s| s.what.visit == visit);
        let shown = signatures.map(|signature| {
            let at = moment::moment(&reference.procedure.calendar, signature.at, language());
            let name = signature.what.name.clone();
            let alt = format!("{} {name}", tr("Handtekening van", "Signature of"));
            view! {
                <div class="signature-box"><Picture file=signature.what.picture.clone() alt/></div>
                <p class="soft">{name}", "{at}</p>
            }
        });
        Some(shown.collect_view())
    };
    view! {
        <section class="form-section" aria-labelledby="signature">
            <h2 id="signature">{tr("Handtekening van de klant", "Signature of the customer")}</h2>
            <p class="soft">{move || statement.get()}</p>
            {taken}
            {move || match signed() {
                false => view! {
                    <button type="button" class="signature-box" on:click=move |_| open.set(true)>
                        <Icon name="signature"/>{tr("Laat tekenen", "Have it signed")}
                    </button>
                }
                .into_any(),
                true => view! {
                    <div class="button-row">
                        <button type="button" class="button" on:click=move |_| open.set(true)>
                            <Icon name="signature"/>{tr("Nog iemand laten tekenen", "Have someone else sign")}
                        </button>
                    </div>
                }
                .into_any(),
            }}
            <FormError problem/>
            <Signature open title=Signal::derive(|| tr("Handtekening", "Signature").to_owned()) statement name done/>
        </section>
    }
}

/// What is signed for.
fn statement(shown: Shown, visit: Option<VisitId>, purpose: Purpose) -> String {
    let count = shown.opened.with(|opened| {
        let findings = opened.iter().flat_map(|o| &o.dossier.findings);
        findings
            .filter(|finding| finding.what.visit == visit)
            .count()
    });
    match (purpose, count) {
        (Purpose::Repair, _) => tr(
            "Het herstel is gedaan en met mij bekeken.",
            "The repair was done and looked at with me.",
        )
        .into(),
        (_, 0) => tr(
            "De monteur is geweest en heeft het werk bekeken.",
            "The technician came and looked at the work.",
        )
        .into(),
        (_, 1) => tr(
            "De bevinding van dit bezoek is met mij besproken.",
            "The finding of this visit was discussed with me.",
        )
        .into(),
        (_, count) => language().pick(
            format!("De {count} bevindingen van dit bezoek zijn met mij besproken."),
            format!("The {count} findings of this visit were discussed with me."),
        ),
    }
}
