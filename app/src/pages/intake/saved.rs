//! After saving: the number, and what can be done at once.

use super::keys::focus_soon;
use crate::local::desk::{Connection, use_desk};
use crate::ui::{Choice, DossierMark, Icon, TextArea};
use crate::words::{language, tr};
use domain::event::{Event, EventKind, InspectionRequested, ReceiptConfirmed};
use domain::id::DossierId;
use domain::permission::Deed;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Which step is being filled in.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Confirm,
    Inspect,
}

#[component]
pub fn Saved(
    dossier: DossierId,
    another: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let desk = use_desk();
    let opened = desk.dossier(dossier);
    let step = RwSignal::new(None::<Step>);
    let number = move || match (
        desk.row(dossier).and_then(|row| row.summary.number.clone()),
        desk.connection.get(),
    ) {
        (Some(number), _) => number,
        (None, Connection::Online) => tr("Het nummer volgt", "The number follows").to_owned(),
        (None, _) => tr(
            "Het nummer volgt zodra er verbinding is",
            "The number follows when there is a connection",
        )
        .to_owned(),
    };
    let may = move |kind| {
        opened
            .get()
            .is_some_and(|opened| desk.may(&opened, Deed::Record(kind)))
    };
    let handled = move || {
        desk.reference.with(|r| {
            r.as_ref().is_some_and(|r| {
                opened
                    .get()
                    .is_some_and(|o| r.procedure.handles(&o.dossier.kind))
            })
        })
    };
    let confirmed = move || opened.get().is_some_and(|o| o.dossier.receipt_confirmed);
    let inspected = move || opened.get().is_some_and(|o| o.dossier.inspection_requested);
    focus_soon("saved-heading");
    view! {
        <div class="page-head">
            <h1 id="saved-heading" tabindex="-1" aria-live="polite">{number}</h1>
            <p class="page-intro">
                {move || opened.get().map(|o| format!("{} · {}", o.dossier.complainant.name, o.dossier.place().line()))}
            </p>
            <DossierMark dossier/>
        </div>
        <section class="next">
            <h2 class="next-what">{tr("Wat nu", "What now")}</h2>
            <div class="button-row">
                <Show when=move || handled() && may(EventKind::ReceiptConfirmed) && !confirmed()>
                    <button class="button primary" aria-expanded=move || (step.get() == Some(Step::Confirm)).to_string() on:click=move |_| {
                        step.set(Some(Step::Confirm));
                        focus_soon("step-text");
                    }><Icon name="check"/>{tr("Bevestig ontvangst", "Confirm receipt")}</button>
                </Show>
                <Show when=move || handled() && may(EventKind::InspectionRequested) && !inspected()>
                    <button class="button" aria-expanded=move || (step.get() == Some(Step::Inspect)).to_string() on:click=move |_| {
                        step.set(Some(Step::Inspect));
                        focus_soon("step-text");
                    }><Icon name="eye"/>{tr("Vraag inspectie aan", "Ask for an inspection")}</button>
                </Show>
                <a class="button" href=format!("/app/dossier/{dossier}")>{tr("Open dossier", "Open dossier")}</a>
                <button class="button" on:click=move |_| another()><Icon name="plus"/>{tr("Nog een", "Another")}</button>
            </div>
            {move || step.get().map(|chosen| view! { <StepForm dossier chosen done=move || { step.set(None); focus_soon("saved-heading"); }/> })}
            <ul class="promises" role="status">
                <Show when=confirmed><li>{tr("Ontvangst is bevestigd.", "Receipt is confirmed.")}</li></Show>
                <Show when=inspected><li>{tr("Inspectie is aangevraagd.", "An inspection is asked for.")}" "<a href="/app/planning">{tr("Naar de planning", "To the planning")}</a></li></Show>
            </ul>
        </section>
    }
}

/// One step with its words.
#[component]
fn StepForm(
    dossier: DossierId,
    chosen: Step,
    done: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let desk = use_desk();
    let text = RwSignal::new(String::new());
    let channel = RwSignal::new(
        desk.row(dossier)
            .map(|row| row.summary.channel.clone())
            .unwrap_or_default(),
    );
    let failed = RwSignal::new(None::<String>);
    let channels = Signal::derive(move || {
        desk.reference.with(|r| {
            r.as_ref()
                .map(|r| {
                    r.procedure
                        .channels
                        .iter()
                        .map(|c| (c.id.clone(), c.name.get(language()).to_owned()))
                        .collect::<Vec<_>>()
                })
                .unwrap_or_default()
        })
    });
    let save = move || {
        let text = text.get_untracked().trim().to_owned();
        let event: Event = match chosen {
            Step::Confirm => ReceiptConfirmed {
                channel: channel.get_untracked(),
                text,
            }
            .into(),
            Step::Inspect => InspectionRequested { reason: text }.into(),
        };
        spawn_local(async move {
            match desk.record(dossier, event).await {
                Ok(_) => done(),
                Err(error) => {
                    failed.try_set(Some(error.to_string()));
                }
            }
        });
    };
    let label = match chosen {
        Step::Confirm => tr(
            "Wat is er gezegd of geschreven? (mag leeg)",
            "What was said or written? (may be empty)",
        ),
        Step::Inspect => tr(
            "Waar moet de monteur naar kijken? (mag leeg)",
            "What should the technician look at? (may be empty)",
        ),
    };
    view! {
        <form class="form"
            on:submit=move |event| { event.prevent_default(); save(); }
            on:keydown=move |event| super::keys::on_key(&event, save)
        >
            <Show when=move || chosen == Step::Confirm>
                <Choice id="step-channel" label=tr("Hoe bevestigd", "Confirmed how") value=channel options=channels/>
            </Show>
            <TextArea id="step-text" label value=text rows=2/>
            <p class="field-error" role="alert" hidden=move || failed.with(Option::is_none)><Icon name="alert"/><span>{move || failed.get()}</span></p>
            <div class="button-row">
                <button class="button primary" type="submit">
                    {match chosen {
                        Step::Confirm => tr("Bevestiging vastleggen", "Record the confirmation"),
                        Step::Inspect => tr("Inspectie aanvragen", "Ask for the inspection"),
                    }}
                </button>
                <button class="button plain" type="button" on:click=move |_| done()>{tr("Terug", "Back")}</button>
            </div>
        </form>
    }
}
