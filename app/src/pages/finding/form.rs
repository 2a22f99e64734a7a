//! The form of one finding, and what was found on this visit beside it.

use super::Step;
use super::draft::Fields;
use super::made::Findings;
use super::pane::PaneFields;
use super::problems::Problems;
use crate::pages::dossier::shown::Shown;
use crate::ui::focus;
use crate::ui::{FieldError, Photos, Quantities, Segments, TextArea};
use crate::words::{language, tr};
use domain::event::{Cause, Fault, Light, Moment};
use domain::id::VisitId;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn FindingForm(
    shown: Shown,
    visit: VisitId,
    form: Fields,
    step: RwSignal<Step>,
    over: Memo<bool>,
) -> impl IntoView {
    let problems = Memo::new(move |_| {
        let reference = shown.desk.reference.get().filter(|_| form.tried.get())?;
        Some(Problems::of(&form.draft(), visit, &reference.procedure))
    });
    let at = move |part: fn(&Problems) -> &Option<String>| {
        Signal::derive(move || {
            problems.with(|problems| problems.as_ref().and_then(|p| part(p).clone()))
        })
    };
    let lights = Light::ALL
        .iter()
        .map(|light| light.label(language()))
        .collect();
    let causes = Cause::ALL
        .iter()
        .map(|cause| cause.label(language()))
        .collect();
    view! {
        <div class="intake">
            <form class="form" novalidate on:submit=move |event| {
                event.prevent_default();
                save(shown, visit, form);
            }>
                <section class="form-section" aria-labelledby="what-is-wrong">
                    <h2 id="what-is-wrong">{tr("Wat is er mis?", "What is wrong?")}</h2>
                    <Faults fault=form.fault error=at(|p| &p.fault)/>
                </section>
                <section class="form-section" aria-labelledby="photos-taken">
                    <h2 id="photos-taken">{tr("Foto's", "Photos")}</h2>
                    <Photos id="photo" photos=form.photos moment=Moment::Inspection/>
                </section>
                <PaneFields shown form/>
                <section class="form-section" aria-labelledby="measured">
                    <h2 id="measured">{tr("Gemeten", "Measured")}</h2>
                    <Quantities typed=form.measured tried=form.tried/>
                </section>
                <section class="form-section" aria-labelledby="judged">
                    <h2 id="judged">{tr("Hoe bekeken", "How it was seen")}</h2>
                    <Distance form error=at(|p| &p.distance)/>
                    <Choices id="light" label=tr("Licht", "Light") words=lights value=form.light/>
                    <Choices id="cause" label=tr("Waarschijnlijke oorzaak", "Probable cause") words=causes value=form.cause/>
                    <TextArea id="finding-text" label=tr("Toelichting", "Remarks") value=form.text error=at(|p| &p.text)/>
                    <FieldError id="finding-error" error=at(|p| &p.other)/>
                </section>
                <button type="submit" class="unseen" tabindex="-1" aria-hidden="true"></button>
            </form>
            <aside class="intake-aside" aria-label=tr("Bevindingen van dit bezoek", "Findings of this visit")>
                <ThisVisit shown visit step over/>
            </aside>
        </div>
    }
}

/// The bar within the thumb's reach.
#[component]
pub fn SaveBar(
    shown: Shown,
    visit: VisitId,
    form: Fields,
    step: RwSignal<Step>,
    over: Memo<bool>,
) -> impl IntoView {
    view! {
        <div class="action-bar">
            <Show when=move || !over.get()>
                <button type="button" class="button" on:click=move |_| step.set(Step::Finish)>{tr("Bezoek afronden", "End the visit")}</button>
            </Show>
            <button type="button" class="button primary" on:click=move |_| save(shown, visit, form)>{tr("Bevinding bewaren", "Save the finding")}</button>
        </div>
    }
}

/// Records the finding and makes room for the next; what was typed stays when it cannot be recorded.
fn save(shown: Shown, visit: VisitId, form: Fields) {
    form.tried.set(true);
    let draft = untrack(|| form.draft());
    let Some(reference) = shown.desk.reference.get_untracked() else {
        return;
    };
    let problems = Problems::of(&draft, visit, &reference.procedure);
    if let Some(field) = problems.first() {
        focus(field);
        return;
    }
    let Some(finding) = draft.finding(visit) else {
        return;
    };
    spawn_local(async move {
        match shown.desk.record(shown.id, finding).await {
            Ok(_) => {
                form.clear();
                shown
                    .desk
                    .toast(tr("Bewaard op dit toestel", "Saved on this device"));
                focus("main");
            }
            Err(error) => shown.desk.toast(error.to_string()),
        }
    });
}

/// The faults that glass has, as pictures.
#[component]
fn Faults(fault: RwSignal<Option<Fault>>, error: Signal<Option<String>>) -> impl IntoView {
    let tiles = Fault::ALL.into_iter().enumerate().map(|(index, which)| {
        let picture = format!("/icons.svg#{}", which.icon());
        view! {
            <label class="tile">
                <input type="radio" name="fault" id=format!("fault-{index}") aria-describedby="fault-error"
                    prop:checked=move || fault.get() == Some(which) on:change=move |_| fault.set(Some(which))/>
                <svg class="tile-picture" aria-hidden="true"><use_ href=picture></use_></svg>
                <span class="tile-text">{which.label(language())}</span>
            </label>
        }
    });
    let tiles = tiles.collect_view();
    view! {
        <fieldset class="field" aria-labelledby="what-is-wrong">
            <div class="tiles">{tiles}</div>
            <FieldError id="fault-error" error/>
        </fieldset>
    }
}

/// A choice by its place in a list.
#[component]
fn Choices(
    id: &'static str,
    label: &'static str,
    words: Vec<&'static str>,
    value: RwSignal<String>,
) -> impl IntoView {
    let numbered = words.into_iter().enumerate();
    let options: Vec<(String, String)> = numbered
        .map(|(index, words)| (index.to_string(), words.to_owned()))
        .collect();
    view! {
        <div class="field">
            <span class="field-label" aria-hidden="true">{label}</span>
            <Segments id label value options=Signal::stored(options)/>
        </div>
    }
}

/// From how far it was judged, in metres.
#[component]
fn Distance(form: Fields, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field-label" for="distance">{tr("Kijkafstand", "Viewing distance")}</label>
            <div class="measure">
                <input class="input" id="distance" inputmode="decimal" autocomplete="off" aria-describedby="distance-error"
                    aria-invalid=move || error.get().map(|_| "true")
                    prop:value=move || form.distance.get() on:input=move |event| form.distance.set(event_target_value(&event))/>
                <span class="measure-unit">"m"</span>
            </div>
            <FieldError id="distance-error" error/>
        </div>
    }
}

/// What was found so far.
#[component]
fn ThisVisit(
    shown: Shown,
    visit: VisitId,
    step: RwSignal<Step>,
    over: Memo<bool>,
) -> impl IntoView {
    let count = move || {
        shown.opened.with(|opened| {
            let findings = opened.iter().flat_map(|o| &o.dossier.findings);
            findings
                .filter(|finding| finding.what.visit == Some(visit))
                .count()
        })
    };
    let words = move || match count() {
        0 => tr("Nog geen bevindingen", "No findings yet").to_owned(),
        1 => tr("1 bevinding", "1 finding").to_owned(),
        count => format!("{count} {}", tr("bevindingen", "findings")),
    };
    view! {
        <h2>{words}</h2>
        <Findings shown visit/>
        <Show when=move || !over.get() && count() != 0>
            <button type="button" class="button" on:click=move |_| step.set(Step::Finish)>{tr("Klaar? Rond het bezoek af", "Ready? End the visit")}</button>
        </Show>
    }
}
